internal import Interop

/// A source as validated UTF-8 with `\n` line ends, and what had to be done for it.
struct DecodedText: Sendable {
    /// Only characters that XML 1.0 §2.2 allows; no BOM; no carriage returns.
    var bytes: [UInt8]
    var findings: [Finding]
}

/// Turns bytes into text: BOM, then the charset that the file declares, then strict UTF-8, then detection.
///
/// Bytes win over declarations. What was guessed or left out is a finding; a file that no charset explains is
/// refused, never mended with replacement characters.
enum TextDecoding {
    /// - Parameter declared: the charset that an HTML file names itself; `nil` when it names none that is known.
    static func decode(_ source: Source, declared: Charset? = nil) throws(BulletinError) -> DecodedText {
        let name = source.path.description
        var findings: [Finding] = []
        var bytes = source.bytes
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            bytes.removeFirst(3)
            try requireUTF8(bytes, name: name)
        } else if let (charset, length) = byteOrderMark(of: bytes) {
            bytes = try decode(Array(bytes.dropFirst(length)), from: charset, name: name)
        } else if let utf16 = utf16WithoutMark(bytes) {
            bytes = utf16.text
            findings.append(
                Finding(
                    .info, "CharsetGuessed", "no byte order mark: \(utf16.charset.rawValue) was taken for the charset"))
        } else {
            let nulls = bytes.lazy.filter { $0 == 0 }.count
            guard nulls <= 5 else { throw .binary(name: name, what: "binary data") }
            do throws(UTF8.ValidationError) {
                _ = try UTF8.validPrefixCount(of: bytes[...])
            } catch {
                let offset = error.byteOffsets.lowerBound
                let line = 1 + bytes[..<offset].lazy.filter { $0 == 0x0A }.count
                guard let guess = CharsetGuess.decode(bytes, declared: declared, faultOffset: offset) else {
                    throw .undecodable(name: name, line: line)
                }
                bytes = guess.text
                if guess.charset != declared {
                    findings.append(
                        Finding(
                            .info, "CharsetGuessed", "not UTF-8: \(guess.charset.rawValue) was guessed", line: line))
                }
            }
        }
        return clean(bytes, findings: findings)
    }

    private static func requireUTF8(_ bytes: [UInt8], name: String) throws(BulletinError) {
        do throws(UTF8.ValidationError) {
            _ = try UTF8.validPrefixCount(of: bytes[...])
        } catch {
            let line = 1 + bytes[..<error.byteOffsets.lowerBound].lazy.filter { $0 == 0x0A }.count
            throw .undecodable(name: name, line: line)
        }
    }

    private static func byteOrderMark(of bytes: [UInt8]) -> (Charset, Int)? {
        if bytes.starts(with: [0xFF, 0xFE]), !bytes.starts(with: [0xFF, 0xFE, 0, 0]) {
            return (.utf16LittleEndian, 2)
        }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    private static func decode(_ bytes: [UInt8], from charset: Charset, name: String) throws(BulletinError) -> [UInt8] {
        do throws(Charset.Fault) {
            return try charset.utf8(bytes)
        } catch {
            guard case .malformed(let offset) = error else { throw .undecodable(name: name, line: 1) }
            let low = charset == .utf16LittleEndian ? 0 : 1
            var line = 1
            var place = 0
            while place + 1 < offset {
                if bytes[place + low] == 0x0A, bytes[place + 1 - low] == 0 { line += 1 }
                place += 2
            }
            throw .undecodable(name: name, line: line)
        }
    }

    /// UTF-16 shows without a mark: its line feeds and digits hold zero bytes on one side only, which text never has.
    private static func utf16WithoutMark(_ bytes: [UInt8]) -> (charset: Charset, text: [UInt8])? {
        guard bytes.count >= 4, bytes.count % 2 == 0 else { return nil }
        var zeros = [0, 0]
        for (place, byte) in bytes.prefix(65_536).enumerated() where byte == 0 { zeros[place & 1] += 1 }
        guard zeros[0] + zeros[1] >= 1, min(zeros[0], zeros[1]) * 8 <= max(zeros[0], zeros[1]) else { return nil }
        let charset: Charset = zeros[1] > zeros[0] ? .utf16LittleEndian : .utf16BigEndian
        do throws(Charset.Fault) {
            let text = try charset.utf8(bytes)
            return CharsetGuess.isPlausible(text, from: charset) ? (charset, text) : nil
        } catch {
            return nil
        }
    }

    /// One pass: line ends become `\n`, and what XML forbids is left out. NEL, U+2028 and U+2029 end lines too.
    private static func clean(_ bytes: [UInt8], findings: [Finding]) -> DecodedText {
        var text: [UInt8] = []
        text.reserveCapacity(bytes.count)
        var line = 1
        var dropped = 0
        var replacements = 0
        var firstDropped: Int?
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte >= 0x20 && byte < 0x7F {
                text.append(byte)
                place += 1
                continue
            }
            let (value, length) = bytes[...].scalar(at: place)
            switch value {
            case 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
                text.append(0x0A)
                line += 1
                if value == 0x0D, place + 1 < bytes.endIndex, bytes[place + 1] == 0x0A { place += 1 }
            case 0x09:
                text.append(0x09)
            case 0x00..<0x20, 0x7F...0x9F, 0xFFFE, 0xFFFF, 0xFDD0...0xFDEF, 0xFEFF:
                if value != 0xFEFF { dropped += 1 }
                firstDropped = firstDropped ?? line
            default:
                if value & 0xFFFE == 0xFFFE {
                    dropped += 1
                    firstDropped = firstDropped ?? line
                } else {
                    if value == 0xFFFD { replacements += 1 }
                    text += bytes[place..<(place + length)]
                }
            }
            place += length
        }
        var findings = findings
        if dropped > 0 {
            findings.append(
                Finding(
                    .warning, "ForbiddenCharacters", "\(dropped) control or non-characters were left out",
                    line: firstDropped))
        }
        if replacements > 0 {
            findings.append(
                Finding(
                    .warning, "ReplacementCharacters",
                    "the file holds U+FFFD \(replacements) times: text was lost before it came here"))
        }
        return DecodedText(bytes: text, findings: findings)
    }
}
