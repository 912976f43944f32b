/// Bytes that an address cannot hold as they are (RFC 3986 §2.1).
public enum PercentEncoding {
    private static let digits = Array("0123456789ABCDEF".utf8)

    /// `%` and two digits.
    public static func append(_ byte: UInt8, to text: inout [UInt8]) {
        text += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }

    /// A path with all but unreserved characters (§2.3) and `/` encoded.
    public static func encoded(path: some Sequence<UInt8>) -> String {
        var text: [UInt8] = []
        for byte in path {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x2F: text.append(byte)
            default: append(byte, to: &text)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A text as it is, and with the digits of its escapes in capitals and in small letters, where that is another.
    public static func cases(of text: String) -> [String] {
        var cases = [text]
        for digits in [digits, Array("0123456789abcdef".utf8)] {
            var bytes = Array(text.utf8)
            var place = 0
            while place + 2 < bytes.count {
                if bytes[place] == UInt8(ascii: "%"), let high = value(bytes[place + 1]),
                    let low = value(bytes[place + 2])
                {
                    (bytes[place + 1], bytes[place + 2]) = (digits[Int(high)], digits[Int(low)])
                    place += 2
                }
                place += 1
            }
            let other = String(decoding: bytes, as: UTF8.self)
            if !cases.contains(other) { cases.append(other) }
        }
        return cases
    }

    /// `%` without two hexadecimal digits stands for itself.
    static func decoded(_ text: Bytes) -> [UInt8] {
        guard text.contains(UInt8(ascii: "%")) else { return Array(text) }
        var bytes: [UInt8] = []
        var rest = text
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let high = rest.first.flatMap(value),
                let low = rest.dropFirst().first.flatMap(value)
            {
                bytes.append(high << 4 | low)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return bytes
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"): (digit | 0x20) - 0x57
        default: nil
        }
    }
}
