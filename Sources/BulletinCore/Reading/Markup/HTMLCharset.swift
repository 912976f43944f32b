internal import Interop

/// The charset that an HTML or XML file declares in its beginning: in a `meta` or in the XML declaration.
enum HTMLCharset {
    static func declared(in bytes: [UInt8]) -> Charset? { label(in: bytes).flatMap(Charset.init(label:)) }

    /// In small letters. Looks at the first 4 kB, outside of comments, and only where a tag declares it: text that
    /// speaks of `charset=` declares nothing.
    static func label(in bytes: [UInt8]) -> String? {
        let head = bytes.prefix(4096)
        var place = head.startIndex
        while let open = head[place...].firstIndex(of: UInt8(ascii: "<")) {
            let tag = head[open...]
            if tag.hasPrefix("<!--") {
                guard let end = tag.firstRange(of: "-->") else { return nil }
                place = end.upperBound
                continue
            }
            let end = tag.firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
            let name = tag.prefix(5).lowered[...]
            if name.hasPrefix("<meta"), let label = value(of: "charset", in: head[open..<end].lowered[...]) {
                return label
            }
            if name.hasPrefix("<?xml"), let label = value(of: "encoding", in: head[open..<end].lowered[...]) {
                return label
            }
            place = min(end + 1, head.endIndex)
        }
        return nil
    }

    private static func value(of name: String, in tag: Bytes) -> String? {
        guard let found = tag.firstRange(of: name) else { return nil }
        let rest = tag[found.upperBound...].drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "=") else { return nil }
        let label = rest.dropFirst().drop { $0 == 0x22 || $0 == 0x27 || $0 <= 0x20 }
            .prefix { $0 > 0x20 && $0 != 0x22 && $0 != 0x27 && $0 != 0x3E && $0 != 0x2F && $0 != 0x3B && $0 != 0x3F }
        return label.isEmpty ? nil : label.string
    }
}
