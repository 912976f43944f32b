/// A source as validated UTF-8 with `\n` line ends, and what had to be done for it.
struct DecodedText: Sendable {
    /// Only characters that XML 1.0 §2.2 allows; no BOM; no carriage returns.
    var bytes: [UInt8]
    var findings: [Finding]

    private init(bytes: [UInt8], findings: [Finding]) {
        self.bytes = bytes
        self.findings = findings
    }

    /// Bytes that were decoded and cleaned before.
    init(clean bytes: [UInt8]) {
        self.bytes = bytes
        findings = []
    }

    /// One pass: line ends become `\n`, and what XML forbids is left out. NEL, U+2028 and U+2029 end lines too.
    /// - Parameters:
    ///   - bytes: valid UTF-8.
    ///   - findings: what is known of the file already.
    /// - Throws: when more than one in four characters, and more than five, is none of text.
    init(cleaning bytes: [UInt8], _ findings: [Finding], name: String) throws(BulletinError) {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        let plain = Self.plain
        let (source, isPlain) = (bytes.span, plain.span)
        var dropped = 0
        var replacements = 0
        /// How much text stands before it.
        var firstDropped: Int?
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let start = place
            while place < source.count {
                let byte = source[place]
                if !isPlain[Int(byte)] {
                    // A mark in its full width: U+FF00…FF7F.
                    guard byte == 0xEF, place + 1 < source.count, source[place + 1] & 0xFE == 0xBC else { break }
                }
                place += 1
            }
            if place > start {
                text += bytes[start..<place]
                continue
            }
            let (value, length) = bytes[...].scalar(at: place)
            switch value {
            case 0x0D, 0x85, 0x2028, 0x2029:
                text.append(0x0A)
                if value == 0x0D, place + 1 < bytes.endIndex, bytes[place + 1] == 0x0A { place += 1 }
            case _ where !Text.isLegal(value):
                if value != 0xFEFF { dropped += 1 }
                firstDropped = firstDropped ?? text.count
            default:
                if value == 0xFFFD { replacements += 1 }
                text += bytes[place..<(place + length)]
            }
            place += length
        }
        var findings = findings
        guard dropped <= 5 || dropped * 4 <= text.count else { throw .binary(name: name, what: "binary data") }
        if dropped > 0 {
            findings.append(
                Finding(
                    .warning, "ForbiddenCharacters", "\(dropped) control or non-characters were left out",
                    line: firstDropped.map { place in 1 + text[..<place].count { $0 == 0x0A } }))
        }
        if replacements > 0 {
            findings.append(
                Finding(
                    .warning, "ReplacementCharacters",
                    "the file holds U+FFFD \(replacements) times: text was lost before it came here"))
        }
        self.init(bytes: text, findings: findings)
    }

    /// Whether no scalar that begins with such a byte may be left out or read as something else, or none begins so.
    private static let plain: [Bool] = (0...255).map { byte in
        switch byte {
        case 0x20..<0x7F, 0x09, 0x0A, 0x80...0xBF, 0xC3...0xDF, 0xE3...0xEE: true
        default: false
        }
    }
}
