internal import BulletinCore

/// What receipts say, in the language of the channel.
struct ReceiptWording: Sendable {
    private let language: InterfaceLanguage

    /// - Parameter language: BCP 47.
    init(language: String) { self.language = InterfaceLanguage(tag: language) }

    /// - Parameter reason: one line that says what is wrong and what to do.
    func rejection(of path: SourcePath, reason: String) -> String {
        let name = SourcePath(bytes: path.name).description
        return switch language {
        case .simplified:
            """
            \(Receipts.signature)“\(name)”未能发布。
            原因：\(reason)
            改好文件后重新保存即可，本说明会自动消失。

            """
        case .traditional:
            """
            \(Receipts.signature)「\(name)」未能發布。
            原因：\(reason)
            改好檔案後重新儲存即可，本說明會自動消失。

            """
        case .english:
            """
            \(Receipts.signature)"\(name)" was not published.
            Why: \(reason)
            Correct the file and save it again; this note then goes by itself.

            """
        }
    }

    /// - Parameter remarks: not empty.
    func note(on path: SourcePath, _ remarks: [Remark]) -> String {
        let name = SourcePath(bytes: path.name).description
        let list = remarks.map(row).joined(separator: "\n")
        return switch language {
        case .simplified:
            """
            \(Receipts.signature)“\(name)”已发布，有几处请核对。
            \(list)
            需要改动时，改好文件后重新保存即可，已发布的条目会就地更正，本说明会自动消失。
            如果分得不对，请在文件第一行写 bulletind: single（整篇一条）或 bulletind: digest（分成多条），这一行不会发布。

            """
        case .traditional:
            """
            \(Receipts.signature)「\(name)」已發布，有幾處請核對。
            \(list)
            需要改動時，改好檔案後重新儲存即可，已發布的條目會就地更正，本說明會自動消失。
            如果分得不對，請在檔案第一行寫 bulletind: single（整篇一則）或 bulletind: digest（分成多則），這一行不會發布。

            """
        case .english:
            """
            \(Receipts.signature)"\(name)" was published; please look at this:
            \(list)
            To mend it, correct the file and save it again: its entries are corrected in place, and this note goes by itself.
            If it was cut wrongly, write as its first line bulletind: single (one story) or bulletind: digest (many stories); that line is not published.

            """
        }
    }

    private func row(_ remark: Remark) -> String {
        switch language {
        case .simplified:
            if remark.rule == "more" { return "另有\(remark.message)处未列出。" }
            let words = Self.words[remark.rule].map { "\($0.simplified)（\(remark.message)）" } ?? remark.message
            return (remark.line.map { "第\($0)行：" } ?? "全文：") + words
        case .traditional:
            if remark.rule == "more" { return "另有\(remark.message)處未列出。" }
            let words = Self.words[remark.rule].map { "\($0.traditional)（\(remark.message)）" } ?? remark.message
            return (remark.line.map { "第\($0)行：" } ?? "全文：") + words
        case .english:
            if remark.rule == "more" { return "and \(remark.message) more" }
            return (remark.line.map { "Line \($0): " } ?? "") + remark.message
        }
    }

    /// By rule, what findings say in Chinese; the finding's own words follow, for they name what was found.
    private static let words: [String: (simplified: String, traditional: String)] = [
        "Doubt": ("像是合集，但把握不足，整篇作为一条发布", "像是合集，但把握不足，整篇作為一則發布"),
        "NumberingBroken": ("序号不连续，按文件中的顺序发布", "序號不連續，按檔案中的順序發布"),
        "ContentsCount": ("目录条数与正文条数不一致", "目錄則數與正文則數不一致"),
        "ContentsEntry": ("目录中的这一条在正文中找不到，请让两处标题一致", "目錄中的這一則在正文中找不到，請讓兩處標題一致"),
        "AddressDropped": ("有些链接或图片没有完整网址，已略去", "有些連結或圖片沒有完整網址，已略去"),
        "ForbiddenCharacters": ("有些控制字符已略去", "有些控制字元已略去"),
        "ReplacementCharacters": ("文件中已有损坏的文字，请核对原稿", "檔案中已有損壞的文字，請核對原稿"),
        "UnknownRuling": ("bulletind: 后面只能写 single 或 digest", "bulletind: 後面只能寫 single 或 digest"),
        "NothingToCut": ("要求分成多条，但看不出每条从哪里开始，请加序号或小标题", "要求分成多則，但看不出每則從哪裡開始，請加序號或小標題"),
    ]
}
