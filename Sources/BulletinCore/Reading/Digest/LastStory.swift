/// What looks like imprint and is told by the last story: whom to ask, who holds the event.
enum LastStory {
    /// Where the last story ends: behind the addresses and telephones that are its own. They are so when they stand right
    /// below it, when a colon announces them, and when blank lines part all paragraphs alike; where imprint follows
    /// without a blank line, or part of them is, whom to ask is the story's, and where the office is, the paper's.
    /// - Parameters:
    ///   - start: of what looks like imprint.
    ///   - range: from the headline of the story.
    static func end(in lines: [TextLine], _ start: Int, _ range: Range<Int>) -> Int {
        guard let above = (range.lowerBound..<start).last(where: { !lines[$0].isBlank }) else { return start }
        let said = lines[above].text
        let isTight = above == start - 1
        let isParted = !isTight && isParted(lines, range.lowerBound..<start)
        let isOfEvent = isField(said) && (isTight || isParted)
        let isAnnounced = Headline.endsColon(said) || isOfEvent
        var end = start
        var index = start
        while index < range.upperBound {
            if lines[index].isBlank {
                guard isParted || end == start else { break }
            } else {
                guard isContact(lines[index].text) || isOfEvent && isHost(lines[index].text) else { break }
                end = index + 1
            }
            index += 1
        }
        guard end > start else { return start }
        let next = (end..<range.upperBound).first { !lines[$0].isBlank }
        let isOwn: Bool =
            if isAnnounced {
                true
            } else if isTight {
                next == nil || lines[end].isBlank || lines[start].text.hasPrefix("联系人")
            } else {
                isParted && (next == nil || lines[start].text.hasPrefix("联系人"))
            }
        return isOwn ? next ?? range.upperBound : start
    }

    /// Whether blank lines part all paragraphs, so that one line says nothing by standing apart.
    static func isParted(_ lines: [TextLine], _ range: Range<Int>) -> Bool {
        let start = max(range.lowerBound, range.upperBound - 60)
        return pairs(lines, start..<range.upperBound) ?? pairs(lines, max(0, start - 6)..<range.upperBound) ?? false
    }

    /// `nil` when there are no two paragraphs.
    private static func pairs(_ lines: [TextLine], _ range: Range<Int>) -> Bool? {
        var last: Int?
        var found: Bool?
        for index in range where !lines[index].isBlank {
            if let last {
                guard last < index - 1 else { return false }
                found = true
            }
            last = index
        }
        return found
    }

    /// Ends within a sentence: in a comma, a colon, or a word that something follows.
    static func goesOn(_ text: Bytes) -> Bool {
        guard let last = text.lastScalar else { return false }
        if [0xFF0C, 0x2C, 0x3001, 0xFF1A, 0x3A, 0xFF1B, 0x3B, 0xFF08, 0x28, 0x2D, 0x2013, 0x2014, 0xFF5E].contains(last)
        {
            return true
        }
        if "为于至在到自从和与及是由即以截".unicodeScalars.contains(where: { $0.value == last }) { return true }
        // Who signs in Latin letters has capitals: `no later than` goes on.
        return text.suffix(24).split(separator: 0x20).last?.first.map { (0x61...0x7A).contains($0) } ?? false
    }

    /// A name below a finished sentence, `实验小学`, `Human Resources`; not `完成时限`.
    static func isSigned(_ lines: [TextLine], _ index: Int, _ range: Range<Int>) -> Bool {
        guard let above = (range.lowerBound..<index).last(where: { !lines[$0].isBlank }),
            Headline.endsLikeText(lines[above].text), !goesOn(lines[index].text)
        else { return false }
        let name = lines[index].text
        let scalars = name.scalars(limit: 60)
        if scalars.allSatisfy({ Text.isHan($0) || Text.isBlank($0) }) {
            return (2...16).contains(scalars.count) && !ofDays.isAny(in: name)
        }
        let words = name.split(separator: 0x20)
        return scalars.count <= 40 && !scalars.contains { Text.digit($0) != nil }
            && words.allSatisfy { word in
                word.first.map { (0x41...0x5A).contains($0) } == true
                    || ["of", "the", "and", "for", "de", "la", "du", "van", "von"].contains {
                        word.elementsEqual($0.utf8)
                    }
            }
    }

    private static let ofDays = WordList(["时间", "日期", "期限", "时限", "截止", "截至", "完成", "以前", "之前", "以后"])

    private static func isContact(_ text: Bytes) -> Bool { Words.contacts.contains { Trailer.isLabel($0, of: text) } }

    private static func isHost(_ text: Bytes) -> Bool {
        Words.hosts.contains { Trailer.isLabel($0, of: text) } && !text.contains(text: "编辑")
    }

    /// `地点：文化馆报告厅`: the announcement of an event.
    private static func isField(_ text: Bytes) -> Bool {
        let scalars = text.scalars(limit: 9)
        guard let colon = scalars.firstIndex(where: { $0 == 0xFF1A || $0 == 0x3A }) else { return false }
        let label = Text.key(Array(Text.string(scalars[..<colon]).utf8)[...])[...]
        return Words.ofEvents.contains { label.contains(text: $0) }
    }
}
