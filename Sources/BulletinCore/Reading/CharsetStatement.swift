internal import Interop

/// A charset that somebody named for a file, against which no guess counts.
struct CharsetStatement: Sendable {
    let charset: Charset
    /// `the front matter`, `the setting charset`.
    let origin: String
    /// Whether it is about this file, not about all.
    let isOfFile: Bool

    /// The front matter's `charset`, else the setting's.
    /// - Throws: when the front matter names a charset that is not known.
    static func find(in source: Source, setting: String?) throws(BulletinError) -> CharsetStatement? {
        if let (label, line) = label(in: source.bytes.prefix(4096)) {
            guard let charset = Charset(label: label.string) else {
                throw .malformed(
                    name: source.path.description, line: line,
                    reason: "'\(SourcePath(bytes: Array(label)))' is no charset that is known, like UTF-8 or GB18030")
            }
            return CharsetStatement(charset: charset, origin: "the front matter", isOfFile: true)
        }
        return setting.flatMap(Charset.init(label:)).map {
            CharsetStatement(charset: $0, origin: "the setting charset", isOfFile: false)
        }
    }

    /// The value of `charset` in front matter of YAML, TOML or JSON or in `Key: value` lines, and its line.
    private static func label(in head: Bytes) -> (Bytes, Int)? {
        var fence: Bytes?
        var index = -1
        var start = head.startIndex
        while start <= head.endIndex {
            let end = head[start...].firstIndex(of: 0x0A) ?? head.endIndex
            let text = head[start..<end].drop { $0 <= 0x20 }
            (start, index) = (end + 1, index + 1)
            if index == 0, text.hasPrefix("---") || text.hasPrefix("+++") {
                fence = text.prefix(3)
                continue
            }
            if index == 0, text.first == 0x7B { fence = text.prefix(0) }
            if let fence {
                if !fence.isEmpty, text.starts(with: fence) { return nil }
                if text.first == 0x7D { return nil }
            } else if !isField(text) {
                return nil
            }
            if let value = value(text, isJSON: fence?.isEmpty == true) { return (value, index + 1) }
        }
        return nil
    }

    private static func isField(_ text: Bytes) -> Bool {
        guard let colon = text.prefix(24).firstIndex(of: 0x3A), colon > text.startIndex else { return false }
        return text[..<colon].allSatisfy { Text.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D }
    }

    private static func value(_ text: Bytes, isJSON: Bool) -> Bytes? {
        let key = isJSON ? "\"charset\"" : "charset"
        let lower = text.prefix(isJSON ? 1000 : key.utf8.count).lowered[...]
        guard let range = lower.firstRange(of: key) else { return nil }
        let rest = text[(text.startIndex + range.upperBound)...].drop { $0 == 0x20 || $0 == 0x09 }
        guard rest.first == 0x3A || rest.first == 0x3D else { return nil }
        let value = rest.dropFirst().drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x22 || $0 == 0x27 }
            .prefix { $0 > 0x20 && ![0x22, 0x27, 0x2C, 0x7D, 0x23].contains($0) }
        return value.isEmpty ? nil : value
    }
}

extension Charset {
    /// Bytes of a code unit.
    var width: Int {
        switch self {
        case .utf16LittleEndian, .utf16BigEndian: 2
        case .utf32LittleEndian, .utf32BigEndian: 4
        default: 1
        }
    }

    /// Whether ASCII is not one byte in it.
    var isWide: Bool { width > 1 }

    /// Whether characters take more than one byte.
    var hasWideCharacters: Bool {
        switch self {
        case .utf8, .gb18030, .big5, .shiftJIS, .eucJP, .iso2022JP, .eucKR: true
        default: isWide
        }
    }
}
