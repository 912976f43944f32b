internal import Interop
internal import Mustache

/// How text becomes part of a page: escaped for text and for quoted attributes alike.
///
/// The library's own escaping goes by grapheme, and lets `"` through where a combining mark follows it: enough to
/// break out of an attribute. Ours goes by byte.
struct PageText: MustacheContentType {
    /// The name that templates are bound to it by.
    static let name = "BULLETIN"

    /// Makes the name known to the library, once.
    static let isRegistered: Bool = {
        MustacheContentTypes.register(PageText(), named: name)
        return true
    }()

    func escapeText(_ text: String) -> String { Self.escaping.escaped(text) }

    /// Attributes of replaced templates may be written with `'`, and HTML forbids control characters.
    private static let escaping = TextEscaping(
        ["&": "&amp;", "<": "&lt;", ">": "&gt;", "\"": "&quot;", "'": "&#39;"],
        forbidden: { $0 < 0x20 && $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") || $0 == 0x7F },
        allowsNoncharacters: true)
}
