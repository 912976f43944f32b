/// Looks at YAML before any YAML reader does, for what could expand or exhaust it.
enum YAMLGuard {
    /// - Returns: the 1-based line of the first anchor, alias, tag, merge key or nesting beyond 20 levels, and a clause
    ///   that names it; `nil` when the text may be read. Quoted text and block scalars are left alone.
    static func refused(_ content: Bytes) -> (line: Int, what: String)? {
        var line = 0
        var depth = 0
        var blockScalarIndent: Int?
        for row in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let indent = row.prefix { $0 == 0x20 }.count
            if let outer = blockScalarIndent {
                if row.trimmed.isEmpty || indent > outer { continue }
                blockScalarIndent = nil
            }
            var place = row.startIndex + indent
            var startsValue = true
            var dashes = 0
            if row[place...].hasPrefix("<<:") { return (line, "merge keys (<<) are not read") }
            while place < row.endIndex {
                let byte = row[place]
                switch byte {
                case 0x20, 0x09: break
                case 0x23 where startsValue || row[place - 1] == 0x20: place = row.endIndex - 1
                case 0x26 where startsValue: return (line, "anchors (&) are not read")
                case 0x2A where startsValue: return (line, "aliases (*) are not read; put the value in quotation marks")
                case 0x21 where startsValue && place + 1 < row.endIndex && row[place + 1] != 0x20:
                    return (line, "tags (!) are not read")
                case 0x25 where place == row.startIndex: return (line, "directives (%) are not read")
                case 0x22 where startsValue, 0x27 where startsValue:
                    var end = place + 1
                    while end < row.endIndex, row[end] != byte { end += byte == 0x22 && row[end] == 0x5C ? 2 : 1 }
                    place = min(end, row.endIndex - 1)
                    startsValue = false
                case 0x5B, 0x7B:
                    guard startsValue else { break }
                    depth += 1
                    if depth > 20 { return (line, "lists within lists are nested too deep") }
                case 0x5D, 0x7D:
                    depth = max(0, depth - 1)
                    startsValue = false
                case 0x2C: startsValue = depth > 0
                case 0x3A:
                    startsValue =
                        place + 1 >= row.endIndex || row[place + 1] == 0x20 || row[place + 1] == 0x09 || depth > 0
                case 0x2D where startsValue && (place + 1 >= row.endIndex || row[place + 1] == 0x20):
                    dashes += 1
                    if dashes > 20 { return (line, "lists within lists are nested too deep") }
                case 0x3F where startsValue: break
                case 0x7C where startsValue, 0x3E where startsValue:
                    blockScalarIndent = indent
                    place = row.endIndex - 1
                default: startsValue = false
                }
                place += 1
            }
            if indent > 200 { return (line, "lists within lists are nested too deep") }
        }
        return nil
    }
}
