/// `Title: x` and further `Key: value` lines up to a blank line, without fences, as Pelican and MultiMarkdown have them.
struct HeaderLines: Sendable {
    var entries: [FrontMatterEntry] = []
    /// Where the text begins, and the 1-based line it begins on.
    var bodyStart: Int
    var bodyLine: Int

    /// `nil` when the text begins otherwise. Prose may well begin with `Note: …`: one of the lines must be the title's.
    init?(_ text: Bytes) {
        var start = text.startIndex
        var line = 0
        var isEnded = false
        while start < text.endIndex, line < 40 {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let row = text[start..<end].trimmedEnd
            start = min(end + 1, text.endIndex)
            line += 1
            isEnded = row.isEmpty
            if isEnded { break }
            // A line that is set in goes on with the value before.
            if row.first == 0x20 || row.first == 0x09, let last = entries.indices.last {
                if case .text(let text) = entries[last].value {
                    entries[last].value = .text(text + " " + row.trimmed.string)
                }
                continue
            }
            guard let colon = row.prefix(30).firstIndex(of: 0x3A), colon > row.startIndex,
                row[..<colon].allSatisfy({ Text.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D }),
                colon + 1 == row.endIndex || row[colon + 1] == 0x20 || row[colon + 1] == 0x09
            else { return nil }
            entries.append(
                FrontMatterEntry(
                    key: row[..<colon].string, value: .text(row[(colon + 1)...].trimmed.string), line: line))
        }
        let titles = entries.lazy.filter { $0.key.lowercased() == "title" }
        guard isEnded || start == text.endIndex, titles.count == 1, case .text(let title) = titles.first?.value,
            !title.isEmpty, entries.count >= 2 || isEnded
        else { return nil }
        bodyStart = start
        bodyLine = line + (isEnded ? 1 : 0)
    }
}
