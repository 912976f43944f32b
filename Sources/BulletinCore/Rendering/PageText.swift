internal import Mustache

/// How text becomes part of a page: the five characters of markup are escaped, for text and for quoted attributes
/// alike, and control characters become U+FFFD.
///
/// Works on bytes. The library's own escaping goes by grapheme, and lets `"` through where a combining mark follows
/// it: enough to break out of an attribute.
struct PageText: MustacheContentType {
    /// The name that templates are bound to it by.
    static let name = "BULLETIN"

    /// Makes the name known to the library, once.
    static let isRegistered: Bool = {
        MustacheContentTypes.register(PageText(), named: name)
        return true
    }()

    func escapeText(_ text: String) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count + 16)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "&"): bytes += "&amp;".utf8
            case UInt8(ascii: "\""): bytes += "&quot;".utf8
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
            case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
