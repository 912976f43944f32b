/// Who gives a bulletin out, as its header and foot say: `主办：X`, `X编印`, `来源：X`, an office over its date.
enum Issuer {
    struct Stated: Equatable {
        var name: String
        /// As written: `主办`; `nil` when only its place says so.
        var label: String?
    }

    /// - Parameters:
    ///   - text: a line of the header or foot; only its first 200 scalars are looked at.
    ///   - dates: where dates stand in it, in scalars.
    ///   - isSigned: it stands where an office signs: in the header, or over a date.
    static func find(in text: Bytes, dates: [Range<Int>], isSigned: Bool) -> [Stated] {
        let scalars = text.scalars(limit: 200)
        var found: [Stated] = []
        for column in columns(scalars, dates) {
            if let stated = labelled(column) ?? marked(column) {
                found.append(stated)
            } else if isSigned || !dates.isEmpty, isOffice(column) {
                found.append(Stated(name: Title.clean(bytes(column)), label: nil))
            }
        }
        return found
    }

    /// `云泽市水利局` of `云泽市水利局工作简报`; `nil` when the title does not begin with an office.
    static func prefix(ofTitle title: Bytes) -> String? {
        let scalars = Array(Title.clean(title.prefix(400)).unicodeScalars.map(\.value).prefix(60))
        var end: Int?
        for place in scalars.indices where place >= 3 && place + 2 <= scalars.count {
            guard Text.isHan(scalars[place]) else { break }
            guard officeEnds.contains(scalars[place]) else { continue }
            let office = Text.string(scalars[...place])
            let rest = Text.string(scalars[(place + 1)...].prefix(4))
            if offices.contains(where: { office.hasSuffix($0) }), names.contains(where: { rest.hasPrefix($0) }) {
                end = place
            }
        }
        return end.map { Text.string(scalars[...$0]) }
    }

    /// `主办：X`, `X主办` at the start of a line: it says who gives the paper out, and is not its name. `由X承办` is said of
    /// something else.
    static func leads(_ text: Bytes) -> Bool {
        guard let column = columns(text.scalars(limit: 200), []).first else { return false }
        if labelled(column) != nil { return true }
        return marked(column).map { isOffice($0.name.unicodeScalars.map(\.value)[...]) } == true
            && !column.contains(0x7531)
    }

    // MARK: Parts of a line

    /// What stands between dates, tabs, ideographic spaces, bars and gaps of two blanks, trimmed.
    private static func columns(_ scalars: [UInt32], _ dates: [Range<Int>]) -> [ArraySlice<UInt32>] {
        // All columns in one array, and where each of them ends.
        var kept: [UInt32] = []
        kept.reserveCapacity(scalars.count)
        var ends: [Int] = []
        var blanks = 0
        var place = 0
        var next = dates.makeIterator()
        var date = next.next()
        while place < scalars.count {
            if let range = date, range.lowerBound <= place {
                ends.append(kept.count)
                blanks = 0
                place = max(place + 1, range.upperBound)
                date = next.next()
                continue
            }
            let scalar = scalars[place]
            blanks = scalar == 0x20 ? blanks + 1 : 0
            // A label may stand off from its value.
            if isGap(scalar) || blanks == 2, kept.count == ends.last ?? 0 || !isColon(kept[kept.count - 1]) {
                ends.append(kept.count)
            } else if !isGap(scalar) {
                kept.append(scalar)
            }
            place += 1
        }
        ends.append(kept.count)
        var start = 0
        var columns: [ArraySlice<UInt32>] = []
        for end in ends {
            let column = trimmed(kept[start..<end])
            if !column.isEmpty { columns.append(column) }
            start = end
        }
        return columns
    }

    private static func isGap(_ scalar: UInt32) -> Bool {
        scalar == 0x09 || scalar == 0x3000 || scalar == 0x7C || scalar == 0xFF5C
    }

    private static func trimmed(_ scalars: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        let start = scalars.drop(while: isEdge)
        return start[..<((start.lastIndex { !isEdge($0) } ?? start.startIndex - 1) + 1)]
    }

    private static func isEdge(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x7C, 0xFF5C, 0x2C, 0xFF0C, 0x2D, 0x2014, 0x2015, 0xB7: true
        default: Text.isBlank(scalar)
        }
    }

    private static func isColon(_ scalar: UInt32) -> Bool { scalar == 0x3A || scalar == 0xFF1A }

    // MARK: Forms

    /// `主办：X`, `来源：X`, `Published by X`.
    private static func labelled(_ column: ArraySlice<UInt32>) -> Stated? {
        if let first = column.first, first == 0x50 || first == 0x49 || first == 0x53 {
            let text = Text.string(column)
            for label in ["Published by ", "Issued by ", "Publisher: ", "Source: ", "Issuer: "]
            where text.hasPrefix(label) {
                let name = text.dropFirst(label.count)
                let plain = name.prefix { $0 != "." || name.last != "." }
                return (2...80).contains(plain.count)
                    ? Stated(name: String(plain), label: String(label.dropLast().prefix { $0 != ":" })) : nil
            }
        }
        guard let colon = column.prefix(14).firstIndex(where: isColon) else { return nil }
        let label = Text.string(column[..<colon].filter { !Text.isBlank($0) })
        guard labels.contains(label) else { return nil }
        let value = column[(colon + 1)...].prefix { ![0xFF1B, 0x3B, 0x3002].contains($0) }
        let name = Title.clean(bytes(trimmed(value)))
        guard (2...60).contains(name.unicodeScalars.count), !name.contains("://") else { return nil }
        return Stated(name: name, label: label)
    }

    /// `X编印`, `X主办`; `X编` when X is an office.
    private static func marked(_ column: ArraySlice<UInt32>) -> Stated? {
        var scalars = column
        if let first = scalars.first, first == 0xFF08 || first == 0x28,
            let last = scalars.last, last == 0xFF09 || last == 0x29
        {
            scalars = scalars.dropFirst().dropLast()
        }
        guard scalars.count <= 44, let last = scalars.last, markEnds.contains(last) else { return nil }
        for (mark, label) in marks
        where scalars.count > mark.count + 2 && scalars.suffix(mark.count).elementsEqual(mark) {
            let name = trimmed(scalars.dropLast(mark.count))
            guard name.count >= 3, name.allSatisfy(isOfOffice), mark.count > 1 || isOffice(name) else { return nil }
            return Stated(name: Title.clean(bytes(name)), label: label)
        }
        return nil
    }

    /// `云泽市水利局`: Chinese characters that end like the name of an office.
    private static func isOffice(_ scalars: ArraySlice<UInt32>) -> Bool {
        guard let last = scalars.last(where: { !Text.isBlank($0) }), officeEnds.contains(last) else { return false }
        return (4...30).contains(scalars.count { !Text.isBlank($0) }) && scalars.allSatisfy(isOfOffice)
    }

    private static func isOfOffice(_ scalar: UInt32) -> Bool {
        Text.isHan(scalar) || Text.isBlank(scalar) || [0xFF08, 0xFF09, 0x28, 0x29, 0xB7, 0x3001].contains(scalar)
    }

    private static func bytes(_ scalars: ArraySlice<UInt32>) -> Bytes { Array(Text.string(scalars).utf8)[...] }

    private static let labels: Set<String> = [
        "主办", "主办单位", "承办", "承办单位", "协办", "协办单位", "编印", "编印单位", "编发", "编发单位", "印发", "印发单位", "印发机关", "发布单位", "发布机构",
        "发布机关",
        "发文机关", "发文单位", "出版单位", "出版", "来源", "稿件来源", "信息来源", "文章来源", "主管", "主管单位", "编辑单位", "编制单位", "發行單位", "發布單位",
        "發佈單位", "主辦",
        "主辦單位", "承辦", "承辦單位", "來源", "資料來源", "出版單位", "編印單位", "编辑出版", "主管主办", "主管、主办",
    ]

    /// Longer ones first.
    private static let marks: [([UInt32], String)] = [
        "编辑出版", "主办", "承办", "编印", "编发", "印发", "印制", "编制", "主辦", "承辦", "編印", "編發", "印發", "编",
    ].map { ($0.unicodeScalars.map(\.value), $0) }

    private static let markEnds = ScalarSet(marks.compactMap(\.0.last))

    private static let officeEnds = ScalarSet(
        "局厅廳部委办辦室心所会會院校站社司府处處科组組学學团團馆館队隊协協".unicodeScalars.map(\.value))

    /// What an office ends in that begins a title: narrower, since titles end their own words like offices, too
    /// (数字政府周报, 全国两会简报).
    private static let offices = [
        "局", "厅", "廳", "委", "办公室", "辦公室", "中心", "研究所", "学会", "学院", "大学", "中学", "协会", "協會", "委员会", "委員會", "联合会", "研究会",
        "人民政府",
        "省政府", "市政府", "县政府", "區政府", "縣政府", "公司", "集团", "总队", "总站", "研究院", "科学院", "法院", "检察院", "医院", "领导小组", "专班",
    ]

    /// What a bulletin's own name begins with behind the office.
    private static let names = [
        "工作", "信息", "资讯", "简报", "动态", "要闻", "周报", "周刊", "月报", "月刊", "季报", "快报", "快讯", "政务", "一周", "每周", "每日", "每月",
        "本周", "通讯",
        "简讯", "情况", "专报", "参阅", "内参", "新闻", "日报", "週報", "電子報", "簡報", "動態", "快訊", "新聞", "月報", "通訊", "校园",
    ]
}
