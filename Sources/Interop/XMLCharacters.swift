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
    public static func cleaned(_ text: String) -> String {
        var text = text
        let isAllowed = text.withUTF8 { bytes in unsafe isClean(bytes) }
        guard !isAllowed else { return text }
        var clean = ""
        clean.unicodeScalars.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars { clean.unicodeScalars.append(allows(scalar) ? scalar : "\u{FFFD}") }
        return clean
    }

    /// Swift text is valid UTF-8, so only C0 controls and `EF BF BE`, `EF BF BF` have to be looked for.
    private static func isClean(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        let count = bytes.count
        for index in 0..<count {
            let byte = unsafe bytes[index]
            if byte < 0x20 {
                guard byte == 0x9 || byte == 0xA || byte == 0xD else { return false }
            } else if byte == 0xEF, index + 2 < count, unsafe bytes[index + 1] == 0xBF,
                unsafe bytes[index + 2] >= 0xBE
            {
                return false
            }
        }
        return true
    }
}
