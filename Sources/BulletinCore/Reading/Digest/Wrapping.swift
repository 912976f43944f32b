/// Undoes hard wrapping: lines broken at a fixed width become paragraphs again.
enum Wrapping {
    /// - Returns: the lines as they are unless the text is evidently wrapped: at least three lines that another one
    ///   continues, and four fifths of these about as wide as the widest (Latin text, whose lines
    ///   are ragged: three, and half).
    static func unwrapped(_ lines: [TextLine]) -> [TextLine] {
        var widest = 0
        var widths: [Int] = []
        widths.reserveCapacity(lines.count)
        var wide = 0
        for line in lines {
            var width = line.indent
            if line.text.count > 400 { return lines }
            for scalar in line.text.scalars() {
                width += Text.width(scalar)
                if scalar >= 0x2E80 { wide += 1 }
            }
            if width > 120 { return lines }
            widths.append(width)
            widest = max(widest, width)
        }
        let isChinese = wide * 5 > lines.count
        // Of a programme each line is one.
        let isProgramme = lines.lazy.filter { beginsWithTime($0.text) }.prefix(2).count == 2
        func mayContinue(_ line: TextLine, _ next: TextLine) -> Bool {
            Self.mayContinue(line, next, isChinese: isChinese) && !(isProgramme && beginsWithTime(next.text))
        }
        let limit = isChinese ? widest * 85 / 100 : widest * 70 / 100
        // Verses are short lines as well, but their ends are those of sentences.
        guard widest >= (isChinese ? 26 : 40) else { return lines }
        var continued = 0
        var full = 0
        var broken = 0
        for index in lines.indices.dropFirst() where mayContinue(lines[index - 1], lines[index]) {
            continued += 1
            guard widths[index - 1] >= limit else { continue }
            full += 1
            let last = lines[index - 1].text.lastScalar ?? 0
            if !Text.isPunctuation(last) { broken += 1 }
        }
        if isChinese, broken * 2 < full || widest < 40 && broken < 4 { return lines }
        guard isChinese ? continued >= 3 && full * 10 >= continued * 8 : full >= 3 && full * 2 >= continued else {
            return lines
        }
        var joined: [TextLine] = []
        var index = 0
        while index < lines.count {
            let line = lines[index]
            var end = index + 1
            while end < lines.count, widths[end - 1] >= limit, mayContinue(lines[end - 1], lines[end]) { end += 1 }
            // A headline that did not fit: deeper and deeper.
            if end == index + 1, end < lines.count, line.marker != nil, line.indent > 0,
                lines[end].indent > line.indent,
                !lines[end].isBlank, lines[end].marker == nil, widths[index] * 4 >= widest * 3
            {
                end += 1
            }
            joined.append(end == index + 1 ? line : join(lines[index..<end]))
            index = end
        }
        return joined
    }

    /// Whether the sentence of the line above, which is no headline of the same family, goes on in this one.
    static func goesOn(at index: Int, in lines: [TextLine]) -> Bool {
        guard index > 0, let last = lines[index - 1].text.lastScalar,
            lines[index - 1].marker == nil || lines[index - 1].marker?.family != lines[index].marker?.family
        else { return false }
        return !Text.isPunctuation(last) || [0xFF0C, 0x2C, 0x3001].contains(last)
    }

    private static func mayContinue(_ line: TextLine, _ next: TextLine, isChinese: Bool) -> Bool {
        guard !line.isBlank, !next.isBlank, next.marker == nil || next.marker?.shape.isWeak == true && isChinese,
            !isRule(line.text), !isRule(next.text), !isURL(next.text), next.text.first != 0x3E
        else { return false }
        if isChinese { return next.indent == 0 }
        return next.indent <= line.indent && !isField(next.text)
            && (!Headline.isCapitals(line.text) || Headline.isCapitals(next.text))
    }

    /// `08:00 North pier`, `9：30—11：00 报到`.
    private static func beginsWithTime(_ text: Bytes) -> Bool {
        guard let (hour, length) = Numeral.arabic(text, maxDigits: 2), hour < 25 else { return false }
        var rest = text.dropFirst(length)
        guard let colon = rest.firstScalar, colon == 0x3A || colon == 0xFF1A else { return false }
        rest = rest.droppingScalar
        guard rest.prefix(2).count == 2, rest.prefix(2).allSatisfy({ (0x30...0x39).contains($0) }) else { return false }
        return rest.dropFirst(2).firstScalar.map { Text.isBlank($0) || Text.isPunctuation($0) || $0 >= 0x80 } ?? true
    }

    private static func isRule(_ text: Bytes) -> Bool {
        text.count >= 2 && text.allSatisfy { [0x2D, 0x7E, 0x3D, 0x2A, 0x5F, 0x26, 0x24, 0x20].contains($0) }
    }

    private static func isURL(_ text: Bytes) -> Bool { text.hasPrefix("http://") || text.hasPrefix("https://") }

    /// `Name: value`, or a name that ends a line: `-- Ines`.
    private static func isField(_ text: Bytes) -> Bool {
        if text.hasPrefix("--") { return true }
        guard let colon = text.prefix(24).firstIndex(of: 0x3A), colon > text.startIndex, colon + 1 < text.endIndex
        else { return false }
        return text[colon + 1] == 0x20 && text[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    private static func join(_ lines: ArraySlice<TextLine>) -> TextLine {
        var text: [UInt8] = []
        for line in lines {
            if let last = text.last, let first = line.text.first, last < 0x80, first < 0x80 { text.append(0x20) }
            text += line.text
        }
        return TextLine(joined: text[...], first: lines[lines.startIndex])
    }
}
