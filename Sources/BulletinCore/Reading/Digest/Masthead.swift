/// What stands around the name of a paper: who gives it out, volume and number, its permit, why it is sent.
enum Masthead {
    /// Whether a line is of the masthead, but not the name: another line that may be the title goes before it.
    static func isOf(_ text: Bytes) -> Bool {
        guard text.count <= 240 else { return false }
        return Issuer.leads(text) || DocumentNumber.isPermit(text) || isVolume(text) || SingleDocument.isSeries(text)
    }

    /// `Vol. 3 No. 5`, `Volume 3, Issue 2, Spring 2031`: nothing else.
    private static func isVolume(_ text: Bytes) -> Bool {
        guard text.count <= 80, let first = text.first, Text.isASCIILetter(UInt32(first)),
            IssueNumber.find(in: text) != nil
        else { return false }
        let words = besidesIssueAndDate(text).lowered.split { !Text.isASCIILetter(UInt32($0)) && $0 < 0x80 }
        return words.allSatisfy { word in
            ofVolumes.contains { word.elementsEqual($0.utf8) } || word.allSatisfy { roman.contains($0) }
        }
    }

    private static let ofVolumes = [
        "spring", "summer", "autumn", "fall", "winter", "volume", "vol", "issue", "number", "no",
    ]
    private static let roman = Array("ivxlc".utf8)

    /// What is left of a line without its issue and its dates.
    static func besidesIssueAndDate(_ text: Bytes) -> Bytes {
        let stated = IssueNumber.stated(in: text)
        var rest = text
        for number in [stated.issue, stated.total].compactMap(\.self) {
            guard let range = rest.firstRange(of: number) else { continue }
            rest = (rest[..<range.lowerBound] + [0x20] + rest[range.upperBound...])[...]
        }
        var scalars = rest.scalars(limit: 400)
        let full = DateReading.all(in: scalars)
        let ranges = full.map(\.range) + DateReading.incomplete(in: scalars, besides: full).map(\.range)
        for range in ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) {
            scalars.replaceSubrange(range, with: [0x20])
        }
        // `2032年  第6期`
        let left = Array(Text.string(scalars).utf8)[...].trimmed
        return left.count == 7 && left.hasSuffix("年") && left.dropLast(3).allSatisfy { (0x30...0x39).contains($0) }
            ? left.prefix(0) : left
    }

    /// Nothing but the issue, a date and who gives it out: `Thursday, 5 June 2031     Volume 12 : Issue 87`.
    static func isIssueAndDate(_ text: Bytes) -> Bool {
        guard text.count <= 240 else { return false }
        if DateReading.isDateOnly(text) || isVolume(text) { return true }
        let left = besidesIssueAndDate(text)
        let isStated = left.count < text.count
        if isStated, Text.key(left).isEmpty || DateReading.isOfCalendar(left) { return true }
        return Issuer.find(in: isStated ? left : text, dates: [], isSigned: false).contains { $0.label != nil }
            && !["，", "。", "  ", "　"].contains { left.contains(text: $0) }
    }

    /// The first line, when brackets set the name of the paper off from its day: `【每日早报】2032年3月16日，星期二，早安！`.
    static func nameInBrackets(_ lines: [TextLine]) -> Int? {
        guard let first = lines.firstIndex(where: { !$0.isBlank }), let marker = lines[first].marker,
            case .bracketed = marker.shape.shape, marker.after.count <= 120, !Headline.endsSentence(marker.after),
            Words.saysDigest(marker.rest), besidesIssueAndDate(marker.after).count < marker.after.count
        else { return nil }
        return first
    }

    /// `【2033年第2期】`, `【3月16日】`
    static func isIssueInBrackets(_ line: TextLine) -> Bool {
        guard let marker = line.marker, case .bracketed = marker.shape.shape, marker.after.isEmpty else { return false }
        return isIssueAndDate(marker.rest)
    }

    /// The first line behind rules and the editor's note, `编者按：…`; a note ends where a blank line follows.
    static func afterNotes(_ lines: [TextLine], from start: Int) -> Int? {
        var index = start
        var seen = 0
        while index < lines.count, seen <= 12 {
            if lines[index].isBlank {
                index += 1
            } else if isRule(lines[index].text) {
                index += 1
                seen += 1
            } else if isNote(lines[index].text) {
                let end = (index..<lines.count).first { lines[$0].isBlank } ?? lines.count
                seen += end - index
                index = end
            } else {
                return index
            }
        }
        return nil
    }

    private static func isNote(_ text: Bytes) -> Bool {
        let words = text.prefix(3) == Array("【".utf8)[...] ? text.dropFirst(3).trimmedStart : text
        guard let note = notes.first(where: { words.hasPrefix($0) }) else { return false }
        return words.dropFirst(note.utf8.count).firstScalar.map { Text.isPunctuation($0) || Text.isBlank($0) } ?? true
    }

    private static let notes = ["编者按", "编者的话", "编者注", "编前语", "按语", "按", "編者按"]

    /// `————————`
    static func isRule(_ text: Bytes) -> Bool {
        text.count >= 3 && text.firstScalar.map(rules.contains) == true
            && text.scalars(limit: 200).allSatisfy(rules.contains)
    }

    private static let rules = ScalarSet([
        0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x20, 0x2014, 0x2015, 0xFF0D, 0xFF3F, 0x2500, 0x2501, 0x2550, 0xFFE3,
    ])
}
