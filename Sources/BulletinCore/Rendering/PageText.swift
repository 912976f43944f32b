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

    func escapeText(_ text: String) -> String {
        let escaped = HTMLText.escaped(text)
        guard escaped.utf8.contains(where: Self.isUnfit) else { return escaped }
        var bytes: [UInt8] = []
        for byte in escaped.utf8 {
            switch byte {
            case UInt8(ascii: "'"): bytes += "&#39;".utf8
            case _ where Self.isUnfit(byte): bytes += "\u{FFFD}".utf8
            default: bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A quotation mark that attributes of replaced templates may be written with, or a control character, which
    /// HTML forbids.
    private static func isUnfit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\t"), UInt8(ascii: "\n"): false
        case UInt8(ascii: "'"), 0..<0x20, 0x7F: true
        default: false
        }
    }
}
