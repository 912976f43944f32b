/// Plain text as HTML, for what is read and what is rendered alike. Goes by byte: a combining mark behind a quotation
/// mark does not hide it.
enum HTMLText {
    /// `text` with the characters that HTML gives a meaning in text and in quoted attributes written as references.
    static func escaped(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        append(escaped: text.utf8, hasQuotes: true, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// - Parameter hasQuotes: whether quotation marks are written as references, as attributes need.
    static func append(escaped text: some Sequence<UInt8>, hasQuotes: Bool = false, to html: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "&"): html += "&amp;".utf8
            case UInt8(ascii: "<"): html += "&lt;".utf8
            case UInt8(ascii: ">"): html += "&gt;".utf8
            case UInt8(ascii: "\"") where hasQuotes: html += "&quot;".utf8
            default: html.append(byte)
            }
        }
    }

    /// What `append(escaped:)` writes for characters.
    static let references: [(name: String, byte: UInt8)] = [
        ("&amp;", UInt8(ascii: "&")), ("&lt;", UInt8(ascii: "<")), ("&gt;", UInt8(ascii: ">")),
        ("&quot;", UInt8(ascii: "\"")),
    ]

    /// What `append(escaped:)` was given.
    /// - Returns: `nil` when there is a reference that it does not write.
    static func unescaped(_ value: Bytes) -> Bytes? {
        guard value.contains(UInt8(ascii: "&")) else { return value }
        var text: [UInt8] = []
        var rest = value
        while let start = rest.firstIndex(of: UInt8(ascii: "&")) {
            text += rest[..<start]
            rest = rest[start...]
            guard let (name, character) = references.first(where: { rest.hasPrefix($0.name) }) else { return nil }
            text.append(character)
            rest = rest.dropFirst(name.utf8.count)
        }
        return (text + rest)[...]
    }

    static func append(attribute name: String, _ value: String, to html: inout [UInt8]) {
        html.append(UInt8(ascii: " "))
        html += name.utf8
        html += "=\"".utf8
        append(escaped: value.utf8, hasQuotes: true, to: &html)
        html.append(UInt8(ascii: "\""))
    }
}
