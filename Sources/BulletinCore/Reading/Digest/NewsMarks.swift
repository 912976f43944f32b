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

    /// `3月14日`, `来源：县水务局`, `By Jane Doe`
    static func fillsLine(_ text: Bytes) -> Bool {
        text.count <= 90
            && (DateReading.isDateOnly(text) || isCredit(text) || sources.contains { text.hasPrefix($0) }
                || !Byline.people(in: text, isCredit: true).isEmpty)
    }

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

    private static let sources = ["来源：", "来源:", "來源：", "來源:", "供稿：", "供稿:", "Source: "]
    private static let dashes = [" — ", " – ", " -- ", " - "]
}
