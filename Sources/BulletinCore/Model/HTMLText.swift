internal import Interop

/// Plain text as HTML, for what is read and what is rendered alike. Goes by byte: a combining mark behind a quotation
/// mark does not hide it.
enum HTMLText {
    /// `text` with the characters that HTML gives a meaning in text and in quoted attributes written as references.
    static func escaped(_ text: String) -> String { attributeEscaping.escaped(text) }

    /// - Parameter hasQuotes: whether quotation marks are written as references, as attributes need.
    static func append(escaped text: some Sequence<UInt8>, hasQuotes: Bool = false, to html: inout [UInt8]) {
        (hasQuotes ? attributeEscaping : textEscaping).append(text, to: &html)
    }

    private static let textEscaping = TextEscaping(
        ["&": "&amp;", "<": "&lt;", ">": "&gt;"], forbidden: { _ in false }, allowsNoncharacters: true)

    private static let attributeEscaping = TextEscaping(
        ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;"], forbidden: { _ in false }, allowsNoncharacters: true)

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
