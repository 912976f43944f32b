/// Tells Markdown that is nothing but text from Markdown that uses a mark of its own.
enum PlainMarkdown {
    /// Whether a text has no heading, emphasis, link, list with `-` or `*`, table, quotation, rule, code, HTML or escape.
    /// Numbers before lines are no marks: plain text counts so, too.
    static func isPlain(_ body: Bytes) -> Bool {
        var lines = MarkdownLines()
        var start = body.startIndex
        while start < body.endIndex {
            let end = body[start...].firstIndex(of: 0x0A) ?? body.endIndex
            let row = body[start..<end]
            let found = lines.read(row)
            // Chinese that is set off by blanks is centred, and no code.
            if found.kind == .html || found.kind == .code && !row.contains(where: { $0 >= 0xE0 }) { return false }
            if found.kind != .blank, begins(row.trimmed) || holds(row) { return false }
            start = end + 1
        }
        return true
    }

    /// A heading, a quotation, an entry of a list, a table, a rule.
    private static func begins(_ row: Bytes) -> Bool {
        guard let first = row.first else { return false }
        switch first {
        case 0x23, 0x3E, 0x7C: return true
        case 0x2A, 0x2B, 0x2D, 0x3D, 0x5F:
            let next = row.dropFirst().first ?? 0x20
            return next == 0x20 || next == 0x09 || row.count >= 2 && row.allSatisfy { $0 == first || $0 == 0x20 }
        default:
            guard row.contains(0x7C) else { return false }
            return row.contains(text: "-|-") || row.contains(text: "- | -") || row.contains(text: ":|:")
        }
    }

    /// Emphasis, a link, code, a tag, an entity, an escape.
    private static func holds(_ row: Bytes) -> Bool {
        var before: UInt8 = 0x20
        for place in row.indices {
            let byte = row[place]
            let next = place + 1 < row.endIndex ? row[place + 1] : 0x20
            switch byte {
            case 0x60: return true
            case 0x2A where next != 0x20 || before != 0x20: return true
            case 0x5F where next == 0x5F || next != 0x20 && before <= 0x20: return true
            case 0x7E where next == 0x7E: return true
            case 0x5D where next == 0x28 || next == 0x5B || next == 0x3A: return true
            case 0x5B where next == 0x5E: return true
            case 0x3C where next == 0x2F || next == 0x21 || Text.isASCIILetter(UInt32(next)): return true
            case 0x26 where next == 0x23 || Text.isASCIILetter(UInt32(next)):
                let name = row[(place + 1)...].prefix(12).prefix { $0 != 0x3B && $0 > 0x20 }
                if name.endIndex < row.endIndex, row[name.endIndex] == 0x3B { return true }
            case 0x5C where next > 0x20 && next < 0x7F && Text.isPunctuation(UInt32(next)): return true
            default: break
            }
            before = byte
        }
        return false
    }
}
