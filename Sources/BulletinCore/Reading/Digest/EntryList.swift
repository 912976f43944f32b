/// A list that stands under a headline in place of text: the days of a calendar, `地点：…` of an event, numbered entries.
enum EntryList {
    /// Where the list ends that begins at `first`, two lines at least; `nil` when none does, when text follows right below,
    /// which such lines are about, or when it is said to be the list of contents.
    static func end(in lines: [TextLine], from first: Int, to end: Int) -> Int? {
        let (next, isOne) = look(in: lines, from: first, to: end)
        return isOne ? next : nil
    }

    /// - Returns: where lines end that look like entries, and whether they are a list that stands for text. Where they are
    ///   none, none begins among them either.
    static func look(in lines: [TextLine], from first: Int, to end: Int) -> (end: Int, isOne: Bool) {
        var next = first
        var count = 0
        while next < end {
            if isEntry(lines[next]) {
                count += 1
            } else if !lines[next].isBlank || !isCountedOn(at: next, lines, end) {
                break
            }
            next += 1
        }
        if count < 2 || isContents(first, lines) { return (next, false) }
        guard let behind = (next..<end).first(where: { !lines[$0].isBlank }) else { return (next, true) }
        let text = lines[behind].text
        return (next, !Headline.endsLikeText(text) || text.scalarCount < 24)
    }

    private static func isContents(_ first: Int, _ lines: [TextLine]) -> Bool {
        lines[..<first].last { !$0.isBlank }.map { Words.isContentsLabel($0.text) } ?? false
    }

    /// `1.`, a blank line, `2.`
    private static func isCountedOn(at blank: Int, _ lines: [TextLine], _ end: Int) -> Bool {
        guard blank + 1 < end, let next = lines[blank + 1].marker?.ordinal else { return false }
        return lines[blank - 1].marker?.ordinal == next - 1
    }

    private static func isEntry(_ line: TextLine) -> Bool {
        guard !line.isBlank, line.text.count <= 360 else { return false }
        if let marker = line.marker {
            if case .bracketed = marker.shape.shape { return false }
            return !marker.rest.isEmpty
        }
        if beginsWithTime(line.text) { return !DateReading.isDateOnly(line.text) }
        // What somebody says ends in a full stop.
        guard let label = LineRoles.label(line.text), !Headline.endsSentence(line.text) else { return false }
        return label.scalarCount <= (LineRoles.isWide(label) ? 6 : 16)
    }

    /// `9月2日`, `21 Jan`, `Sunday 6 April`, `18.8.`, `9:30`, and more behind it.
    private static func beginsWithTime(_ text: Bytes) -> Bool {
        let words = text.prefix(60).split(separator: 0x20).prefix(2)
        guard let first = words.first, first.count < text.count else { return false }
        let name = first.last.map { [0x2C, 0x2E, 0x3A].contains($0) } == true ? first.dropLast() : first
        if isOfCalendar(name) { return true }
        guard let digit = text.firstScalar, Text.digit(digit) != nil else { return false }
        if words.count == 2, isOfCalendar(words[words.startIndex + 1]) { return true }
        let isFigures = first.allSatisfy { (0x2D...0x3A).contains($0) }
        if isFigures, first.contains(where: { [0x2E, 0x2F, 0x3A].contains($0) }), first.count >= 3 { return true }
        let scalars = text.scalars(limit: 24)
        return DateReading.incomplete(in: scalars, besides: []).contains { $0.range.lowerBound == 0 }
    }

    private static func isOfCalendar(_ word: Bytes) -> Bool {
        word.count >= 2 && (DateReading.isOfCalendar(word) || DateReading.isDayOrMonth(word.lowered[...].string))
    }
}
