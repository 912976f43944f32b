/// What a headline looks like, and how one is found at the head of running text.
enum Headline {
    /// No measured headline is longer than 65 characters.
    static let maxLength = 65

    /// A filter, never a reason to cut by itself.
    static func hasShape(_ text: Bytes) -> Bool {
        guard let last = text.lastScalar, !isSentenceEnd(last) else { return false }
        let count = text.prefix(400).scalarCount
        if count <= maxLength { return true }
        // Latin headlines count by letters; allow what fits two lines.
        return count <= 140 && !text.prefix(400).contains { $0 >= 0xE0 }
    }

    /// Ends like a sentence or like an entry of a list inside one.
    static func endsSentence(_ text: Bytes) -> Bool { text.lastScalar.map(isSentenceEnd) ?? false }

    /// Ends in `；` or `，`: an entry of a list that runs on.
    static func endsListEntry(_ text: Bytes) -> Bool {
        switch text.lastScalar {
        case 0xFF1B, 0x3B, 0xFF0C, 0x2C, 0x3001: true
        default: false
        }
    }

    /// A sentence of at least 15 characters.
    static func isBrief(_ text: Bytes) -> Bool {
        endsSentence(text) && !endsListEntry(text) && text.scalarCount >= 15
    }

    /// `星期一`, `MONDAY 6 JANUARY`: what a menu or a plan has for each day.
    static func isDay(_ text: Bytes) -> Bool {
        guard text.count <= 60, !text.isEmpty else { return false }
        let name = text.prefix { $0 != 0x20 && $0 != 0x3A && $0 != 0x2C }
        return DateReading.isOfCalendar(name) && (name.count == text.count || DateReading.isDateOnly(text))
            || DateReading.isOfCalendar(text)
    }

    /// `临江5月3日讯`, `新华社青岚5月3日电`.
    static func isDateline(_ text: Bytes) -> Bool {
        text.scalarCount <= 20 && (text.hasSuffix("讯") || text.hasSuffix("电") || text.hasSuffix("電"))
            && text.scalars().contains { Text.digit($0) != nil }
    }

    static func endsColon(_ text: Bytes) -> Bool { text.lastScalar == 0xFF1A || text.lastScalar == 0x3A }

    private static func isSentenceEnd(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x3002, 0xFF1B, 0x3B, 0xFF0C, 0x2C, 0xFF1A, 0x3A, 0x3001: true
        default: false
        }
    }

    /// `headline。text`, `headline　text`: the headline is 4 to 40 characters up to the first full stop, or to a wide blank
    /// before sentences, and text follows.
    /// - Parameter least: characters of the headline; two say enough where other headlines are parted from text so.
    static func runIn(_ text: Bytes, least: Int = 4) -> (headline: Bytes, body: Bytes)? {
        var place = text.startIndex
        var seen = 0
        var brackets = 0
        var gap: Int?
        while place < text.endIndex, seen <= 41 {
            let (value, length) = text.scalar(at: place)
            let next = place + length
            if value == 0x28 || value == 0xFF08 { brackets += 1 }
            if value == 0x29 || value == 0xFF09 { brackets = max(0, brackets - 1) }
            if brackets > 0 {
                // A remark in the headline.
            } else if value == 0x3000 || value == 0x20 && next < text.endIndex && text[next] == 0x20 {
                if seen >= least { gap = place }
            } else if let gap, [0xFF0C, 0x3002, 0xFF1B].contains(value), text.lastScalar == 0x3002,
                text[gap...].prefix(400).scalarCount >= 15
            {
                return (text[..<gap].trimmed, text[gap...].trimmed)
            } else if value == 0x3002
                || value == 0x2E && next < text.endIndex && text[next] == 0x20 && !isOrdinal(text, dot: place)
            {
                let headline = text[text.startIndex..<place].trimmed
                let body = text[next...].trimmed
                guard seen >= (value == 0x3002 ? least : 4), !body.isEmpty else { return nil }
                return (headline, body)
            }
            seen += 1
            place = next
        }
        return nil
    }

    /// `13. Juni`, `am 9. wieder`: the stop belongs to the number.
    private static func isOrdinal(_ text: Bytes, dot: Int) -> Bool {
        guard dot > text.startIndex, (0x30...0x39).contains(text[dot - 1]) else { return false }
        let digits = text[..<dot].reversed().prefix { (0x30...0x39).contains($0) }.count
        guard digits <= 2, dot - digits > text.startIndex, text[dot - digits - 1] == 0x20 else { return false }
        let (word, _) = DateReading.word(text[dot...].scalars(limit: 16), at: 2)
        return DateReading.isDayOrMonth(word) || text[(dot + 2)...].firstScalar.map(LetterCase.init) == .small
    }

    /// Ends within round brackets.
    static func leavesBracketOpen(_ text: Bytes) -> Bool {
        var open = 0
        for scalar in text.scalars(limit: 400) {
            if scalar == 0x28 || scalar == 0xFF08 { open += 1 }
            if scalar == 0x29 || scalar == 0xFF09 { open = max(0, open - 1) }
        }
        return open > 0
    }

    /// The title of a brief without a headline: its first clause of at least eight characters, or what fits.
    static func firstClause(_ text: Bytes) -> Bytes {
        if endsColon(text), text.count <= 90 { return text[..<(text.endIndex - (text.lastScalar == 0x3A ? 1 : 3))] }
        var place = text.startIndex
        var seen = 0
        var lastBreak: Int?
        while place < text.endIndex {
            let (value, length) = text.scalar(at: place)
            switch value {
            case 0x3002, 0xFF01, 0xFF1F, 0xFF1B:
                if seen >= 4 { return text[text.startIndex..<place].trimmed }
            case 0x21, 0x3F:
                // `?>`, `a?b` and `!=` end no sentence.
                let next = place + 1 < text.endIndex ? text[place + 1] : 0x20
                if seen >= 4, next == 0x20 || next >= 0x80 { return text[text.startIndex..<place].trimmed }
            case 0xFF0C, 0x2C:
                if seen >= 8 { return text[text.startIndex..<place].trimmed }
                lastBreak = place
            case 0x20, 0x3000: if seen > 30 { lastBreak = place }
            default: break
            }
            seen += 1
            if seen > maxLength { return text[text.startIndex..<(lastBreak ?? place)].trimmed }
            place += length
        }
        return text
    }

    /// The character of a line of three or more that underline a headline: `----`, `~~~~`, `＊＊＊＊`. Stars, which part texts,
    /// are five at least.
    static func underline(_ text: Bytes) -> UInt32? {
        guard text.count >= 3, text.count <= 400, let first = text.firstScalar, underlines.contains(first) else {
            return nil
        }
        let sign = text.prefix(text.count - text.droppingScalar.count)
        guard text.count >= sign.count * (first == 0x2A ? 5 : 3), text.count % sign.count == 0 else { return nil }
        return zip(text, text.dropFirst(sign.count)).allSatisfy { $0 == $1 } ? first : nil
    }

    private static let underlines = ScalarSet([
        0x2D, 0x7E, 0x3D, 0x2A, 0xFF0A, 0xFF0D, 0xFF1D, 0xFF5E, 0xFFE3, 0x2500, 0x2501, 0x2550,
    ])

    /// A short text all in capital letters: at least two words, or one of six letters.
    static func isCapitals(_ text: Bytes) -> Bool {
        guard text.count <= 180, let (capitals, signs) = LetterCase.capitals(in: text) else { return false }
        return capitals >= 6 && capitals * 2 >= signs && text.scalarCount <= 90
    }
}
