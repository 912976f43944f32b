/// Who wrote, edited or checked a bulletin, as its lines say: `责任编辑：张三　校对：李四`, `（记者 王五）`, `By Jane Doe`.
enum Byline {
    struct Person: Equatable {
        var name: String
        /// As written: `责任编辑`.
        var label: String
        /// Wrote it, rather than edited, checked or released it.
        var isWriter: Bool
    }

    /// - Parameters:
    ///   - text: a line; only its first 300 scalars are looked at.
    ///   - isCredit: the line does nothing but name people, so that a name may follow its label without a colon.
    static func people(in text: Bytes, isCredit: Bool) -> [Person] {
        guard text.firstScalar.map(englishStarts.contains) == true || text.holds(labelStarts, limit: 300) else {
            return []
        }
        let scalars = text.scalars(limit: 300)
        if let english = english(scalars) { return english }
        var people: [Person] = []
        var place = 0
        var isInBrackets = false
        let labelStarts = labelStarts
        while place < scalars.count {
            if scalars[place] == 0xFF08 || scalars[place] == 0x28 { isInBrackets = true }
            guard labelStarts.contains(scalars[place]), let (label, isWriter, end) = label(scalars, at: place) else {
                if scalars[place] == 0xFF09 || scalars[place] == 0x29 { isInBrackets = false }
                place += 1
                continue
            }
            var start = end
            while start < scalars.count, Text.isBlank(scalars[start]) { start += 1 }
            let hasColon = start < scalars.count && isColon(scalars[start])
            let hasBlank = start > end
            if hasColon { start += 1 }
            // `（记者张三）` has neither.
            let isTight = isInBrackets && isReporter(label) && !hasBlank
            guard hasColon || hasBlank && (isInBrackets || isCredit) || isTight else {
                place = end
                continue
            }
            let (names, stop) = names(scalars, from: start, isLoose: hasColon && !isReporter(label))
            people += names.map { Person(name: $0, label: label, isWriter: isWriter) }
            place = max(stop, end)
        }
        return people
    }

    // MARK: Labels

    /// Longer labels stand before those that they end in. A writer's is marked.
    private static let labels: [(text: [UInt32], isWriter: Bool)] =
        ([
            "责任编辑", "執行編輯", "责任校对", "執行主編", "执行主编", "執行编辑", "执行编辑", "本期编辑", "本栏编辑", "本版编辑", "值班编辑", "網路編輯", "网络编辑",
            "責任編輯", "责编", "責編", "编辑", "編輯", "主编", "主編", "总编", "總編", "校对", "校對", "审核", "審核", "审校", "审稿", "初审", "复审",
            "终审",
            "核稿", "签发", "簽發", "编审", "监制", "值班主任", "制作", "Editors", "Editor", "Edited by",
        ].map { ($0, false) }
        + [
            "通讯员", "通訊員", "特约记者", "见习记者", "实习记者", "本报记者", "本刊记者", "记者", "記者", "作者", "撰稿", "撰文", "执笔", "主笔", "供稿", "供稿人",
            "文",
        ]
        .map { ($0, true) })
        .map { ($0.0.unicodeScalars.map(\.value), $0.1) }

    private static func isColon(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3A, 0xFF1A, 0x4E28, 0x7C, 0xFF5C, 0x2F, 0xFF0F: true
        default: false
        }
    }

    private static func isReporter(_ label: String) -> Bool {
        ["记者", "記者", "通讯员", "通訊員"].contains { label.hasSuffix($0) }
    }

    /// A label that begins at `place`, letter-spaced or not, and not within a word.
    private static func label(_ scalars: [UInt32], at place: Int) -> (label: String, isWriter: Bool, end: Int)? {
        guard labelStarts.contains(scalars[place]) else { return nil }
        for (label, isWriter) in labels where label[0] == scalars[place] {
            var end = place
            var matched = 0
            while matched < label.count, end < scalars.count, scalars[end] == label[matched] {
                matched += 1
                end += 1
                if matched < label.count, label[0] >= 0x80 {
                    var next = end
                    while next < scalars.count, Text.isBlank(scalars[next]), next - end < 4 { next += 1 }
                    if next < scalars.count, scalars[next] == label[matched] { end = next }
                }
            }
            guard matched == label.count else { continue }
            // `文：` and `文/` are labels, `公文：` is not.
            if label.count == 1 {
                guard place == 0 || Text.isBlank(scalars[place - 1]) || Text.isPunctuation(scalars[place - 1]),
                    end < scalars.count, isColon(scalars[end])
                else { continue }
            }
            return (Text.string(label), isWriter, end)
        }
        return nil
    }

    private static let labelStarts = ScalarSet(labels.map { $0.text[0] })

    // MARK: Names

    /// Names parted by 、 or a comma, or two by a blank, up to what cannot be one.
    /// - Parameter isLoose: departments count, too.
    private static func names(
        _ scalars: [UInt32], from start: Int, isLoose: Bool
    ) -> (names: [String], end: Int) {
        var end = start
        var pieces: [[UInt32]] = [[]]
        loop: while end < scalars.count, end - start < 80 {
            switch scalars[end] {
            case 0x3001, 0xFF0C, 0x2C: pieces.append([])
            case 0xFF1B, 0x3B, 0xFF09, 0x29, 0xFF08, 0x28, 0x3002, 0x7C, 0xFF5C: break loop
            case let scalar where Text.isBlank(scalar):
                if end > start, label(scalars, at: min(afterBlanks(scalars, end), scalars.count - 1)) != nil {
                    break loop
                }
                // Two names parted by a blank, `王　明` being one.
                let known = pieces[pieces.count - 1]
                let next = scalars[afterBlanks(scalars, end)...].prefix { Text.isHan($0) }
                if known.count >= 2, known.allSatisfy(Text.isHan) {
                    let after = afterBlanks(scalars, end) + next.count
                    // A word before a colon is a label.
                    guard (2...4).contains(next.count), !(after < scalars.count && isColon(scalars[after]))
                    else {
                        break loop
                    }
                    pieces.append([])
                } else if !known.isEmpty, !known.allSatisfy(Text.isHan) {
                    pieces[pieces.count - 1].append(0x20)
                }
            case let scalar: pieces[pieces.count - 1].append(scalar)
            }
            end += 1
        }
        var names: [String] = []
        for piece in pieces {
            guard let name = name(piece, isLoose: isLoose) else { return ([], end) }
            if !notNames.contains(where: { name.hasPrefix($0) }), !name.isEmpty, !names.contains(name) {
                names.append(name)
            }
        }
        return (names, end)
    }

    /// What stands where a name may: `记者 王五 摄影报道`, `（记者手记）`.
    private static let notNames = [
        "摄影", "报道", "報導", "文图", "图文", "综合", "整理", "手记", "了解", "观察", "采访", "调查", "评论", "实习", "见习",
    ]

    private static func afterBlanks(_ scalars: [UInt32], _ start: Int) -> Int {
        var place = start
        while place < scalars.count, Text.isBlank(scalars[place]) { place += 1 }
        return place
    }

    /// Empty for nothing; `nil` when it cannot be a name.
    private static func name(_ piece: [UInt32], isLoose: Bool) -> String? {
        let trimmed = Array(piece.reversed().drop(while: Text.isBlank).reversed())
        var scalars = trimmed
        // 张三摄, 张三 文/图
        if let last = scalars.last, last == 0x6444, scalars.count >= 3 { scalars.removeLast() }
        if scalars.isEmpty { return "" }
        guard scalars.allSatisfy({ isOfName($0) }) else { return nil }
        let hans = scalars.lazy.filter(Text.isHan).count
        if hans == 0 {
            guard let first = scalars.first, isCapital(first) || first > 0xBF, scalars.count <= 40 else { return nil }
        } else if scalars.contains(0xB7) || scalars.contains(0x2022) {
            guard scalars.count <= 20 else { return nil }
        } else if isLoose {
            guard hans == scalars.count, (2...24).contains(hans) else { return nil }
        } else {
            guard hans == scalars.count, (2...4).contains(hans) else { return nil }
        }
        return Text.string(scalars)
    }

    private static func isOfName(_ scalar: UInt32) -> Bool {
        Text.isHan(scalar) || Text.isASCIILetter(scalar) || [0x20, 0x2D, 0x27, 0x2E, 0xB7, 0x2022].contains(scalar)
            || scalar > 0xBF && !Text.isPunctuation(scalar) && Text.digit(scalar) == nil && scalar < 0x2000
    }

    private static func isCapital(_ scalar: UInt32) -> Bool { (0x41...0x5A).contains(scalar) }

    // MARK: By Jane Doe

    private static let englishStarts = ScalarSet("BbFAW".unicodeScalars.map(\.value))

    /// `By Jane Doe and John Roe`, `From: Jane Doe <jane@example.org>`, `Author: Jane Doe`, alone on a line.
    private static func english(_ scalars: [UInt32]) -> [Person]? {
        guard scalars.count <= 100, let first = scalars.first,
            englishStarts.contains(first)
        else { return nil }
        let text = Text.string(scalars)
        for (lead, label) in [
            ("By ", "By"), ("by ", "by"), ("BY ", "BY"), ("From: ", "From"), ("Author: ", "Author"),
            ("Authors: ", "Authors"),
            ("Written by ", "Written by"),
        ] where text.hasPrefix(lead) {
            var rest = scalars.dropFirst(lead.unicodeScalars.count)
            if let address = rest.firstIndex(of: 0x3C) { rest = rest[..<address] }
            var names: [String] = []
            for part in Text.string(rest).split(separator: ",").flatMap({ $0.split(separator: " and ") }) {
                let words = part.split(separator: " ").map { $0.filter { $0 != "\"" } }.filter { !$0.isEmpty }
                guard (1...4).contains(words.count),
                    words.allSatisfy({ word in
                        word.unicodeScalars.first.map { isCapital($0.value) || $0.value > 0xBF } == true
                            && word.unicodeScalars.allSatisfy { isOfName($0.value) }
                            || ["de", "van", "von", "der", "den", "la", "di", "da", "bin", "al"].contains(word)
                    })
                else { return nil }
                names.append(words.joined(separator: " "))
            }
            return names.isEmpty ? nil : names.map { Person(name: $0, label: label, isWriter: true) }
        }
        return nil
    }
}
