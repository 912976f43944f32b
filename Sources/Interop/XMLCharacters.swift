/// The characters that an XML document may hold (XML 1.0 §2.2, production Char).
public enum XMLCharacters {
    public static func allows(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x9, 0xA, 0xD: true
        case 0..<0x20, 0xFFFE, 0xFFFF: false
        default: true
        }
    }

    /// `text` with every forbidden character replaced by U+FFFD; the very same text when there is none.
    public static func cleaned(_ text: String) -> String { cleaning.escaped(text) }

    private static let cleaning = TextEscaping(xml: [:])
}
