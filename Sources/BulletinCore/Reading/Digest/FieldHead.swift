/// Fields that archives put before an article: `【 日 期 】20310603`, `【 标 题 】…`, `【 正 文 】`.
struct FieldHead: Sendable {
    /// The line of the title field and its value; `nil` when there is none.
    var title: (line: Int, text: Bytes)?
    /// Index of the first line after the fields.
    var end: Int

    /// `nil` unless two of the first lines are such fields.
    init?(_ lines: [TextLine]) {
        var found = 0
        var index = 0
        end = 0
        while index < min(lines.count, 40) {
            if lines[index].isBlank {
                index += 1
                continue
            }
            guard let marker = lines[index].marker, case .bracketed = marker.shape.shape,
                let field = Self.field(marker.rest)
            else {
                // A value that goes on over the next line.
                guard found > 0, index + 1 < lines.count, let next = lines[index + 1].marker,
                    case .bracketed = next.shape.shape, Self.field(next.rest) != nil
                else { break }
                index += 1
                continue
            }
            found += 1
            index += 1
            if field == "标题", !marker.after.isEmpty { title = (index - 1, marker.after) }
            end = index
            if field == "正文" || field == "全文" {
                // Text may begin on the field's own line.
                if !marker.after.isEmpty { end = index - 1 }
                break
            }
        }
        guard found >= 2 else { return nil }
    }

    /// `【 日 期 】20310603`.
    static func isField(_ line: TextLine) -> Bool {
        guard let marker = line.marker, case .bracketed = marker.shape.shape else { return false }
        return field(marker.rest) != nil && (field(marker.rest) != "正文" || marker.after.isEmpty)
    }

    private static func field(_ text: Bytes) -> String? {
        guard text.count <= 40 else { return nil }
        let name = Text.key(text)
        return names[name]
    }

    private static let names: [[UInt8]: String] = Dictionary(
        uniqueKeysWithValues: [
            "标题", "日期", "版号", "作者", "正文", "全文", "文献号", "原文出处", "原刊地名", "原刊期号", "原刊页号", "分类号", "分类名", "复印期号",
            "作者简介", "副标题", "专栏", "版名", "来源", "出处", "关键词", "摘要", "内容提要", "英文标题", "参考文献", "译者", "地名", "肩标题", "收稿日期",
        ].map { (Text.key(Array($0.utf8)[...]), $0) })
}
