internal import Interop

/// Turns bytes into text: byte order mark, then the charset that somebody named, then strict UTF-8, then the charset
/// that the file declares, then detection.
///
/// Bytes win over declarations. What was guessed is a finding that says how to overrule it; a file that no charset
/// explains, or that holds two, is refused with the line, never mended with replacement characters.
enum TextDecoding {
    /// - Parameters:
    ///   - declared: the charset that an HTML or XML file names itself; `nil` when it names none that is known.
    ///   - setting: the charset that the settings or the command line name for files that declare none.
    static func decode(
        _ source: Source, declared: Charset? = nil, setting: String? = nil
    ) throws(BulletinError) -> DecodedText {
        let name = source.path.description
        let bytes = source.bytes
        if let (charset, length) = byteOrderMark(of: bytes) {
            let body = Array(bytes[length...])
            return try DecodedText(
                cleaning: decode(body, from: charset, name: name, why: ", as its byte order mark says"), [], name: name)
        }
        let stated = try CharsetStatement.find(in: source, setting: declared == nil ? setting : nil)
        if stated == nil || stated?.charset.isWide == true, let (charset, text) = wideWithoutMark(bytes) {
            return try DecodedText(cleaning: text, stated == nil ? [guessed(charset)] : [], name: name)
        }
        let nulls = bytes[...].contains(0) ? bytes.lazy.filter { $0 == 0 }.count : 0
        if stated == nil, nulls > 0, let charset = CharsetGuess.utf16(bytes) {
            return try DecodedText(
                cleaning: decode(bytes, from: charset, name: name, why: ""), [guessed(charset)], name: name)
        }
        guard nulls <= 5 || stated?.charset.isWide == true else { throw .binary(name: name, what: "binary data") }
        let isUTF8: Bool
        do throws(UTF8.ValidationError) {
            _ = try UTF8.validPrefixCount(of: bytes[...])
            isUTF8 = true
        } catch {
            isUTF8 = false
        }
        if isUTF8 {
            let (text, findings) = try validUTF8(bytes, stated, declared, name)
            return try DecodedText(cleaning: text, findings, name: name)
        }
        let (text, findings) = try notUTF8(bytes, stated, declared, name)
        return try DecodedText(cleaning: text, findings, name: name)
    }

    /// Decodes a part of another file, as a body of mail, by the same rules.
    /// - Parameters:
    ///   - name: of the file, for messages; lines in them are those of the part.
    ///   - declared: the label that the part states; one that is not known counts as none.
    ///   - setting: as for a file.
    static func decode(
        _ bytes: [UInt8], name: SourcePath, declared: String?, setting: String? = nil
    ) throws(BulletinError) -> DecodedText {
        try decode(
            Source(path: name, bytes: bytes), declared: declared.flatMap(Charset.init(label:)), setting: setting)
    }

    /// What to do about a wrong guess.
    private static let advice =
        "if it is wrong, write 'charset: NAME' into front matter, or set charset in the settings"

    // MARK: Bytes that are UTF-8

    private static func validUTF8(
        _ bytes: [UInt8], _ stated: CharsetStatement?, _ declared: Charset?, _ name: String
    ) throws(BulletinError) -> ([UInt8], [Finding]) {
        let isShift = stated?.charset == .iso2022JP || declared == .iso2022JP || stated == nil
        if isShift, bytes[...].contains(0x1B), let text = iso2022JP(bytes) {
            let isGuess = stated == nil && declared == nil
            return (text, isGuess ? [guessed(.iso2022JP)] : [])
        }
        guard let other = stated?.charset ?? declared, other != .utf8, bytes.contains(where: { $0 >= 0x80 }) else {
            return (bytes, [])
        }
        // A few characters of GBK may be valid UTF-8 by chance; of a charset of single bytes, next to never. The setting
        // is for files that are not UTF-8.
        if let stated, stated.isOfFile, stated.charset.hasWideCharacters, !stated.charset.isWide,
            UTF8Evidence(bytes).firstSureLine == nil
        {
            return (
                try decode(bytes, from: stated.charset, name: name, why: ", as \(stated.origin) says"), [read(stated)]
            )
        }
        guard stated?.isOfFile != false else { return (bytes, []) }
        let origin = stated?.origin ?? "the file"
        let finding = Finding(
            .info, "CharsetContradicted", "\(origin) says \(other.rawValue), but the bytes are UTF-8 and were read so")
        return (bytes, [finding])
    }

    /// Shifts of ISO-2022-JP (RFC 1468) in ASCII, and Japanese between them.
    private static func iso2022JP(_ bytes: [UInt8]) -> [UInt8]? {
        guard bytes[...].contains(text: "\u{1B}$B") || bytes[...].contains(text: "\u{1B}$@") else { return nil }
        do throws(Charset.Fault) { return try Charset.iso2022JP.decoded(bytes) } catch { return nil }
    }

    // MARK: Bytes that are not

    private static func notUTF8(
        _ bytes: [UInt8], _ stated: CharsetStatement?, _ declared: Charset?, _ name: String
    ) throws(BulletinError) -> ([UInt8], [Finding]) {
        let evidence = UTF8Evidence(bytes)
        let other = evidence.firstOtherLine ?? 1
        if let sure = evidence.firstSureLine {
            if evidence.isCutAtEnd {
                throw .malformed(
                    name: name, line: other, reason: "the file ends within a character, it was likely cut off")
            }
            guard evidence.sureBytes < evidence.otherBytes else {
                throw .malformed(
                    name: name, line: other,
                    reason: "bytes that are \(otherCharset(of: bytes, at: other)), while the rest of the file is UTF-8")
            }
            throw .malformed(
                name: name, line: sure, reason: "a line in UTF-8, while the rest of the file is in another charset")
        }
        if let stated {
            return (
                try decode(bytes, from: stated.charset, name: name, why: ", as \(stated.origin) says"), [read(stated)]
            )
        }
        if let charset = CharsetGuess.utf16(bytes) {
            return (try decode(bytes, from: charset, name: name, why: ""), [guessed(charset)])
        }
        let ranking = CharsetGuess.ranking(of: bytes, declared: declared)
        guard let best = ranking.charsets.first else { throw .undecodable(name: name, line: other) }
        if !best.hasWideCharacters, let line = evidence.firstLikelyLine {
            throw .malformed(
                name: name, line: line, reason: "a line in UTF-8, while the rest of the file is in \(best.rawValue)")
        }
        // The sample reads alike in all of them; the whole may not.
        for charset in ranking.charsets where charset != declared {
            do throws(Charset.Fault) {
                let text = try charset.decoded(bytes)
                let finding = guessed(charset, line: other, isSure: ranking.isSure, instead: declared)
                return (text, [finding])
            } catch { continue }
        }
        let text = try decode(bytes, from: best, name: name, why: ", as the lines before it are")
        return (text, [])
    }

    /// What the bytes of a line may be, for a message.
    private static func otherCharset(of bytes: [UInt8], at line: Int) -> String {
        let lines = bytes.split(separator: 0x0A, maxSplits: line, omittingEmptySubsequences: false)
        guard line <= lines.count else { return "not UTF-8" }
        let ranking = CharsetGuess.ranking(of: Array(lines[line - 1]))
        guard ranking.isSure, let charset = ranking.charsets.first else { return "not UTF-8" }
        return "\(charset.rawValue)"
    }

    /// - Parameter declared: what the file says, against which the guess goes.
    private static func guessed(
        _ charset: Charset, line: Int? = nil, isSure: Bool = true, instead declared: Charset? = nil
    ) -> Finding {
        if let declared {
            return Finding(
                .warning, "CharsetContradicted",
                "the file says \(declared.rawValue), but its bytes are no such text: \(charset.rawValue) was guessed",
                advice: advice, line: line)
        }
        if charset.isWide {
            return Finding(
                .info, "CharsetGuessed", "no byte order mark: \(charset.rawValue) was taken for the charset",
                advice: advice)
        }
        return Finding(
            isSure ? .info : .warning, "CharsetGuessed",
            isSure
                ? "not UTF-8: \(charset.rawValue) was guessed"
                : "not UTF-8, and too little text to tell a charset: \(charset.rawValue) was guessed",
            advice: advice, line: line)
    }

    private static func read(_ stated: CharsetStatement) -> Finding {
        Finding(.info, "CharsetStated", "read as \(stated.charset.rawValue), as \(stated.origin) says")
    }

    private static func decode(
        _ bytes: [UInt8], from charset: Charset, name: String, why: String
    ) throws(BulletinError) -> [UInt8] {
        do throws(Charset.Fault) {
            return try charset.decoded(bytes)
        } catch {
            switch error {
            case .unknown: throw .undecodable(name: name, line: 1)
            case .cutOff(let offset):
                throw .malformed(
                    name: name, line: line(of: offset, in: bytes, charset),
                    reason: "the file ends within a character of the charset \(charset.rawValue) and was likely cut off"
                )
            case .malformed(let offset):
                throw .malformed(
                    name: name, line: line(of: offset, in: bytes, charset),
                    reason: "bytes that are not \(charset.rawValue)\(why)")
            }
        }
    }

    /// 1-based line of the byte at `offset`.
    private static func line(of offset: Int, in bytes: [UInt8], _ charset: Charset) -> Int {
        let width = charset.width
        guard width > 1 else { return 1 + bytes[..<offset].lazy.filter { $0 == 0x0A }.count }
        let low = charset == .utf16LittleEndian || charset == .utf32LittleEndian ? 0 : width - 1
        var line = 1
        var place = 0
        while place + width <= offset {
            if bytes[place + low] == 0x0A, bytes[place..<(place + width)].lazy.filter({ $0 != 0 }).count == 1 {
                line += 1
            }
            place += width
        }
        return line
    }

    // MARK: Marks and zeros

    private static func byteOrderMark(of bytes: [UInt8]) -> (Charset, Int)? {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (.utf8, 3) }
        if bytes.starts(with: [0, 0, 0xFE, 0xFF]) { return (.utf32BigEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE, 0, 0]), bytes.count % 4 == 0 { return (.utf32LittleEndian, 4) }
        if bytes.starts(with: [0xFF, 0xFE]) { return (.utf16LittleEndian, 2) }
        if bytes.starts(with: [0xFE, 0xFF]) { return (.utf16BigEndian, 2) }
        return nil
    }

    /// UTF-16 and UTF-32 show without a mark: their line feeds and digits hold zero bytes on one side only, which
    /// text never has.
    private static func wideWithoutMark(_ bytes: [UInt8]) -> (charset: Charset, text: [UInt8])? {
        guard bytes.count >= 4, bytes.count % 2 == 0, bytes.prefix(65_536).contains(0) else { return nil }
        var zeros = [0, 0, 0, 0]
        let head = bytes.prefix(65_536)
        for (place, byte) in head.enumerated() where byte == 0 { zeros[place & 3] += 1 }
        let (even, odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3])
        let charset: Charset
        if bytes.count % 4 == 0, zeros[3] == head.count / 4, zeros[2] * 10 >= head.count / 4 * 9 {
            charset = .utf32LittleEndian
        } else if bytes.count % 4 == 0, zeros[0] == head.count / 4, zeros[1] * 10 >= head.count / 4 * 9 {
            charset = .utf32BigEndian
        } else {
            guard even + odd >= 1, min(even, odd) * 8 <= max(even, odd) else { return nil }
            charset = odd > even ? .utf16LittleEndian : .utf16BigEndian
        }
        do throws(Charset.Fault) {
            let text = try charset.decoded(bytes)
            return CharsetGuess.isReadable(text) ? (charset, text) : nil
        } catch {
            return nil
        }
    }
}
