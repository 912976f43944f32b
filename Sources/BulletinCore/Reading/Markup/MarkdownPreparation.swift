/// Mends Markdown before CommonMark reads it: emphasis and bare addresses beside Chinese, loosely written headings,
/// what is done in a list of tasks, and footnotes, which md4c does not have.
///
/// Code, HTML, addresses and escaped characters are left alone. A footnote's `[^1]` becomes a raised `[1]`; its words
/// leave their place and are read behind the text, from line `notesLine` on. The lines of the text stay what they are.
struct MarkdownPreparation {
    /// More columns make md4c's tables, and the HTML of them, larger than the text by orders of magnitude.
    static let maxColumns = 200

    private(set) var text: [UInt8] = []
    /// 1-based line of `text` at which the notes begin; `nil` when there are none.
    private(set) var notesLine: Int?
    private(set) var notes: [Footnote] = []
    /// 1-based line of a table with more than `maxColumns` columns.
    private(set) var wideTableLine: Int?
    /// 1-based line of quotations or lists more than `maxDepth` within each other.
    private(set) var tooDeepLine: Int?

    private let maxDepth: Int
    private var noteOfName: [[UInt8]: Int] = [:]
    private var line = 0
    private var addresses: BareAddresses

    init(_ source: Bytes, maxDepth: Int) {
        self.maxDepth = maxDepth
        addresses = BareAddresses(source)
        text.reserveCapacity(source.count + source.count / 8)
        var definitions = FootnoteDefinitions()
        if source.contains(text: "[^") { definitions = FootnoteDefinitions(source) }
        for (index, note) in definitions.notes.enumerated() { noteOfName[note.name] = index }
        notes = definitions.notes
        var lines = MarkdownLines()
        var headings = HeadingMarks(source)
        var start = source.startIndex
        while start < source.endIndex {
            let end = source[start...].firstIndex(of: 0x0A) ?? source.endIndex
            line += 1
            var row = source[start..<end]
            let found = lines.read(row)
            if found.kind == .text { row = TaskBox.written(row, found) ?? row }
            if found.depth > maxDepth, tooDeepLine == nil { tooDeepLine = line }
            if definitions.lines.contains(line) {
                // Its line stays, empty.
            } else if found.kind != .text {
                addresses.end()
                text += row
            } else if let heading = headings.mended(row, found) {
                addresses.end()
                append(heading[...], from: 0)
                addresses.end()
            } else {
                check(row[found.start...])
                append(row, from: found.start)
                if found.depth == 0, breaks(row, before: end, of: source, lines) { text += "  ".utf8 }
            }
            if end < source.endIndex { text.append(0x0A) }
            start = end + 1
        }
        appendNotes(after: lines.closing)
    }

    /// Whether a headline ends with its line although the paragraph goes on.
    /// - Parameter lines: as they are behind the row.
    private func breaks(_ row: Bytes, before end: Int, of source: Bytes, _ lines: MarkdownLines) -> Bool {
        guard end + 1 < source.endIndex else { return false }
        let next = source[(end + 1)...].prefix { $0 != 0x0A }
        guard HeadlineBreaks.stands(between: row.trimmed, and: next.trimmed) else { return false }
        var ahead = lines
        let found = ahead.read(next)
        return found.kind == .text && found.depth == 0
    }

    private mutating func check(_ content: Bytes) {
        guard wideTableLine == nil, let first = content.first, first == 0x7C || first == 0x2D || first == 0x3A,
            content.allSatisfy({ [0x7C, 0x2D, 0x3A, 0x20, 0x09].contains($0) }),
            content.lazy.filter({ $0 == 0x7C }).count > Self.maxColumns + 1
        else { return }
        wideTableLine = line
    }

    /// Every note is a paragraph that begins with its mark, or several.
    private mutating func appendNotes(after closing: String) {
        guard !notes.isEmpty else { return }
        addresses.end()
        text += closing.utf8
        text.append(0x0A)
        var place = 1 + text.lazy.filter { $0 == 0x0A }.count
        notesLine = place
        for index in notes.indices {
            notes[index].textLine = place
            let before = text.count
            text += "\\[".utf8
            text += notes[index].name
            text += "\\] ".utf8
            line = -index - 1
            for (number, row) in notes[index].rows.enumerated() {
                if number > 0 { text.append(0x0A) }
                append(row, from: row.startIndex)
            }
            addresses.end()
            text += "\n\n".utf8
            place += text[before...].lazy.filter { $0 == 0x0A }.count
        }
    }

    // MARK: Within a line

    /// - Parameter start: where the words of the row begin.
    private mutating func append(_ row: Bytes, from start: Int) {
        let row = addresses.written(row, from: start)
        guard row.contains(0x2A) || row.contains(0x5E) else {
            text += row
            return
        }
        var emphasis = ChineseEmphasis()
        var marks: [(range: Range<Int>, text: String)] = []
        let lastTag = row.lastIndex(of: 0x3E) ?? row.startIndex
        let lastBracket = row.lastIndex(of: 0x29) ?? row.startIndex
        let ticks = row.contains(0x60) ? Self.lastRuns(of: 0x60, in: row) : [:]
        var place = row.startIndex
        while place < row.endIndex {
            let next = place + 1 < row.endIndex ? row[place + 1] : 0
            switch row[place] {
            case 0x5C: place += 2
            case 0x60:
                let run = row[place...].prefix { $0 == 0x60 }.count
                let isClosed = (ticks[run] ?? 0) > place
                place += run
                if isClosed { place = Self.end(ofCode: run, in: row, from: place) ?? row.endIndex }
            case 0x3C where place < lastTag && (next == 0x2F || next == 0x21 || Text.isASCIILetter(UInt32(next))):
                place = (row[place...].firstIndex(of: 0x3E) ?? row.endIndex - 1) + 1
            case 0x5D where place < lastBracket && next == 0x28:
                place = (row[place...].firstIndex(of: 0x29) ?? row.endIndex - 1) + 1
            case 0x5B where next == 0x5E:
                guard let name = Self.noteName(row[place...]), let note = noteOfName[Array(name)],
                    name.endIndex + 1 >= row.endIndex || row[name.endIndex + 1] != 0x28
                else {
                    place += 2
                    continue
                }
                marks.append((place..<(name.endIndex + 1), "<sup>\\[\(name.string)\\]</sup>"))
                if line > 0 { notes[note].uses.append(line) } else { notes[-line - 1].mentions.append(note) }
                place = name.endIndex + 1
            case 0x2A:
                let run = row[place...].prefix { $0 == 0x2A }.count
                emphasis.take(run, at: place, in: row)
                place += run
            default: place += 1
            }
        }
        marks += emphasis.edits
        marks.sort { $0.range.lowerBound < $1.range.lowerBound }
        var start = row.startIndex
        for edit in marks {
            text += row[start..<edit.range.lowerBound]
            text += edit.text.utf8
            start = edit.range.upperBound
        }
        text += row[start...]
    }

    /// What stands in `[^…]`: without blanks and brackets, at most 40 bytes.
    static func noteName(_ text: Bytes) -> Bytes? {
        guard text.hasPrefix("[^") else { return nil }
        let name = text.dropFirst(2).prefix(40).prefix {
            $0 > 0x20 && ![0x5B, 0x5D, 0x5E, 0x60, 0x3C, 0x5C].contains($0)
        }
        guard !name.isEmpty, name.endIndex < text.endIndex, text[name.endIndex] == 0x5D else { return nil }
        return name
    }

    /// Where the last run of each length begins.
    static func lastRuns(of byte: UInt8, in row: Bytes) -> [Int: Int] {
        var last: [Int: Int] = [:]
        var place = row.startIndex
        while place < row.endIndex {
            let run = row[place...].prefix { $0 == byte }.count
            if run > 0 { last[run] = place }
            place += max(run, 1)
        }
        return last
    }

    /// Behind the next run of so many backticks; `nil` when the row has none.
    static func end(ofCode run: Int, in row: Bytes, from start: Int) -> Int? {
        var place = start
        while place < row.endIndex {
            let count = row[place...].prefix { $0 == 0x60 }.count
            if count == run { return place + count }
            place += max(count, 1)
        }
        return nil
    }
}
