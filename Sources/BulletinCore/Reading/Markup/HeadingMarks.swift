/// Headings as people write them beyond CommonMark 0.31 §4.2: without the blank, `##News`, and with attributes behind
/// them, `## News {#news}`.
struct HeadingMarks: Sendable {
    /// Whether the blank is left out in this text: at least two headings below the first level lack it, and at most
    /// one has it.
    private let lacksBlanks: Bool
    private var isAtStart = true

    init(_ source: Bytes) {
        var lines = MarkdownLines()
        var (spaced, squeezed) = (0, 0)
        var start = source.startIndex
        if Self.maySqueeze(source) {
            while start < source.endIndex, spaced <= 1 {
                let end = source[start...].firstIndex(of: 0x0A) ?? source.endIndex
                let found = lines.read(source[start..<end])
                if let mark = Self.mark(source[start..<end], found) {
                    if mark.isSqueezed { squeezed += mark.level > 1 ? 1 : 0 } else { spaced += 1 }
                }
                start = end + 1
            }
        }
        lacksBlanks = spaced <= 1 && squeezed >= 2
    }

    /// A cheap look before: whether something stands right behind two signs.
    private static func maySqueeze(_ source: Bytes) -> Bool {
        var rest = source
        while let signs = rest.firstRange(of: "##") {
            rest = rest[signs.upperBound...].drop { $0 == 0x23 }
            if let next = rest.first, next > 0x20 { return true }
        }
        return false
    }

    /// - Parameters:
    ///   - row: without its line end.
    ///   - found: what it is.
    /// - Returns: the heading as CommonMark wants it; `nil` when the line is none or needs no mending.
    mutating func mended(_ row: Bytes, _ found: MarkdownLines.Line) -> [UInt8]? {
        let isFirst = isAtStart
        if found.kind == .text { isAtStart = false }
        guard let mark = Self.mark(row, found) else { return nil }
        let text = row[(found.start + mark.level)...]
        let isMended = mark.isSqueezed && lacksBlanks && (mark.level > 1 || isFirst)
        guard isMended || !mark.isSqueezed else { return nil }
        let end = Self.endBeforeAttributes(text)
        guard isMended || end < text.endIndex else { return nil }
        return Array(row[found.start..<text.startIndex]) + [0x20] + text[..<end]
    }

    private static func mark(_ row: Bytes, _ found: MarkdownLines.Line) -> (level: Int, isSqueezed: Bool)? {
        guard found.kind == .text, found.depth == 0, found.indent < 4, found.start < row.endIndex,
            row[found.start] == 0x23
        else { return nil }
        let level = row[found.start...].prefix(7).prefix { $0 == 0x23 }.count
        guard level <= 6 else { return nil }
        guard found.start + level < row.endIndex else { return (level, false) }
        let next = row[found.start + level]
        if next == 0x20 || next == 0x09 { return (level, false) }
        let isText =
            next >= 0x80 || Text.isASCIILetter(UInt32(next)) || (0x30...0x39).contains(next)
            || [0x5B, 0x2A, 0x60, 0x22, 0x28].contains(next)
        return isText && row.count <= 600 ? (level, true) : nil
    }

    /// Where `{#name}`, `{.class}` or `{: …}` at the end begins, with the blanks before it.
    private static func endBeforeAttributes(_ text: Bytes) -> Int {
        let content = text.trimmedEnd
        guard content.last == 0x7D, let open = content.suffix(120).lastIndex(of: 0x7B), open + 2 < content.endIndex,
            [0x23, 0x2E, 0x3A].contains(content[open + 1]), content[open...].lazy.filter({ $0 == 0x7D }).count == 1,
            open > text.startIndex, content[open - 1] != 0x5C
        else { return text.endIndex }
        let before = text[..<open].trimmedEnd
        return before.trimmedStart.isEmpty ? text.endIndex : before.endIndex
    }
}
