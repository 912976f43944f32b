internal import Interop

/// Words in header fields that are not ASCII: `=?gb2312?B?…?=` (RFC 2047), or raw bytes.
enum EncodedWords {
    private enum Piece {
        case plain(Bytes)
        case word(charset: String, bytes: [UInt8])
    }

    /// The value in UTF-8.
    /// - Parameter charset: of the mail's text, which raw bytes are likely to be in; `nil` when it states none.
    static func text(_ value: [UInt8], charset: String?) -> [UInt8] {
        var text: [UInt8] = []
        for piece in pieces(of: value[...]) {
            switch piece {
            case .plain(let bytes): text += MailCharset.words(Array(bytes), label: charset)
            case .word(let charset, let bytes): text += MailCharset.words(bytes, label: charset)
            }
        }
        return text
    }

    /// The value with all words in UTF-8, still encoded where they were: what they say is no syntax.
    static func recoded(_ value: [UInt8], charset: String?) -> [UInt8] {
        var recoded: [UInt8] = []
        for piece in pieces(of: value[...]) {
            switch piece {
            case .plain(let bytes): recoded += MailCharset.words(Array(bytes), label: charset)
            case .word(let charset, let bytes):
                recoded += "=?utf-8?Q?".utf8
                for byte in MailCharset.words(bytes, label: charset) { append(byte, to: &recoded) }
                recoded += "?=".utf8
            }
        }
        return recoded
    }

    private static func append(_ byte: UInt8, to text: inout [UInt8]) {
        if Text.isASCIILetter(UInt32(byte)) || (0x30...0x39).contains(byte) {
            text.append(byte)
        } else {
            let digits = String(byte, radix: 16, uppercase: true).utf8
            text.append(UInt8(ascii: "="))
            if digits.count == 1 { text.append(UInt8(ascii: "0")) }
            text += digits
        }
    }

    /// Blanks between two words are dropped (§6.2), and words of one charset joined, since many a writer cuts between
    /// the bytes of a character.
    private static func pieces(of value: Bytes) -> [Piece] {
        var pieces: [Piece] = []
        var start = value.startIndex
        var place = value.startIndex
        while let open = value[place...].firstIndex(of: UInt8(ascii: "=")) {
            guard let (charset, bytes, end) = word(in: value[open...]) else {
                place = open + 1
                continue
            }
            let between = value[start..<open]
            if case .word(let last, let text)? = pieces.last, between.allSatisfy({ $0 <= 0x20 }) {
                if last == charset {
                    pieces[pieces.count - 1] = .word(charset: charset, bytes: text + bytes)
                } else {
                    pieces.append(.word(charset: charset, bytes: bytes))
                }
            } else {
                if !between.isEmpty { pieces.append(.plain(between)) }
                pieces.append(.word(charset: charset, bytes: bytes))
            }
            (start, place) = (end, end)
        }
        if start < value.endIndex { pieces.append(.plain(value[start...])) }
        return pieces
    }

    /// The word that `text` begins with; `nil` when it begins with none.
    private static func word(in text: Bytes) -> (charset: String, bytes: [UInt8], end: Int)? {
        guard text.hasPrefix("=?") else { return nil }
        var rest = text.dropFirst(2)
        // A language may follow the charset (RFC 2231 §5).
        let name = rest.prefix(60).prefix { $0 != UInt8(ascii: "?") }
        rest = rest.dropFirst(name.count)
        guard !name.isEmpty, rest.count > 3, let encoding = rest.dropFirst().first,
            rest[rest.startIndex + 2] == UInt8(ascii: "?")
        else { return nil }
        rest = rest.dropFirst(3)
        let inside = rest.prefix { $0 != UInt8(ascii: "?") }
        let end = inside.endIndex
        guard end + 1 < text.endIndex, text[end + 1] == UInt8(ascii: "=") else { return nil }
        let bytes: [UInt8]
        switch encoding | 0x20 {
        case UInt8(ascii: "b"): bytes = MailEncoding.base64.decode(inside)
        case UInt8(ascii: "q"):
            bytes = MailEncoding.quotedPrintable.decode(inside.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 }[...])
        default: return nil
        }
        return (name.prefix { $0 != UInt8(ascii: "*") }.lowered[...].string, bytes, end + 2)
    }
}
