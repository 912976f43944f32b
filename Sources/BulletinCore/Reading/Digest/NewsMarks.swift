/// What shows that a text is a story by itself where nothing names a digest: the day, the place or the source that it
/// bears. The parts of an article bear none.
enum NewsMarks {
    /// - Parameter block: the lines of one text that are not blank, its headline first.
    static func stand(in block: some Collection<Int>, _ lines: [TextLine]) -> Bool {
        guard let head = block.first else { return false }
        return isDated(lines[head].text)
            || block.dropFirst().contains { index in
                let text = lines[index].text
                return Datelines.begins(text) || fillsLine(text) || endsInSource(text) || isPlaced(text)
            }
    }

    /// Whether half of the stories tell a figure.
    static func tellFigures(_ lines: [TextLine], _ heads: [Int]) -> Bool {
        let told = zip(heads, heads.dropFirst() + [lines.count]).count { head, end in
            lines[(head + 1)..<end].contains { tellsFigure($0.text) }
        }
        return told * 2 >= heads.count
    }

    /// A figure, or a number in words that is a day, a sum or more than ten: `八百六十人`, not `一句`.
    static func tellsFigure(_ text: Bytes) -> Bool {
        var before = 0
        for scalar in text.scalars(limit: 4000) {
            if Text.digit(scalar) != nil { return true }
            if before > 0, units.contains(scalar) || DateReading.isNumeral(scalar) { return true }
            before = DateReading.isNumeral(scalar) ? before + 1 : 0
        }
        return false
    }

    /// 月日号號元万萬千%％
    private static let units: Set<UInt32> = [
        0x6708, 0x65E5, 0x53F7, 0x865F, 0x5143, 0x4E07, 0x842C, 0x5343, 0x25, 0xFF05,
    ]

    /// `3月14日`, `来源：县水务局`, `By Jane Doe`
    static func fillsLine(_ text: Bytes) -> Bool {
        text.count <= 90
            && (DateReading.isDateOnly(text) || isCredit(text) || sources.isAny(at: text)
                || !Byline.people(in: text, isCredit: true).isEmpty)
    }

    /// `The Coast Herald, p. 17`, `云泽晚报 A3版`
    static func endsInPage(_ text: Bytes) -> Bool {
        if text.hasSuffix("版") { return text.dropLast(3).last.map { (0x30...0x39).contains($0) } ?? false }
        let words = text.lowered.split(separator: 0x20)
        guard words.count >= 3, let number = words.last, number.allSatisfy({ (0x2D...0x39).contains($0) }) else {
            return false
        }
        return pages.contains { words[words.count - 2].elementsEqual($0.utf8) }
    }

    private static let pages = ["p.", "pp.", "page", "pages", "s.", "seite", "pág.", "pag.", "p", "стр."]

    /// `By Idris Penn, transport reporter`, `By our arts desk`
    private static func isCredit(_ text: Bytes) -> Bool {
        guard text.hasPrefix("By "), text.count <= 70, !Headline.endsLikeText(text) else { return false }
        let name = text.dropFirst(3)
        return name.hasPrefix("our ")
            || name.split(separator: 0x20).prefix(2).lazy.filter { (0x41...0x5A).contains($0.first ?? 0) }.count == 2
    }

    /// `HARBOUR (14 March 2031) – Pier 3 reopens`, `东路改造完成（3月14日）`
    private static func isDated(_ headline: Bytes) -> Bool {
        DateReading.last(in: headline) != nil || brackets(endingIn: headline).map(DateReading.isDateOnly) ?? false
    }

    private static func endsInSource(_ text: Bytes) -> Bool {
        brackets(endingIn: text).map { Trailer.isBracketedByline($0) || DateReading.isDateOnly($0) } ?? false
    }

    /// The brackets that a text ends in, with what stands in them.
    private static func brackets(endingIn text: Bytes) -> Bytes? {
        guard text.lastScalar == 0xFF09 || text.lastScalar == 0x29 else { return nil }
        let end = text.suffix(120)
        return end.indices.last { end[$0] == 0x28 || end[$0...].hasPrefix("（") }.map { end[$0...] }
    }

    /// `HARBOUR, 14 March — The office …`: capitals at the start, and a dash between blanks.
    private static func isPlaced(_ text: Bytes) -> Bool {
        guard text.count >= 60, text.prefix(while: { (0x41...0x5A).contains($0) }).count >= 3 else { return false }
        let start = text.prefix(60)
        return dashes.contains { start.contains(text: $0) }
    }

    private static let sources = EdgeWords(["来源：", "来源:", "來源：", "來源:", "供稿：", "供稿:", "Source: "])
    private static let dashes = [" — ", " – ", " -- ", " - "]
}
