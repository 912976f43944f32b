/// The mails in a file: one, or several in the form of a mail folder (mbox, RFC 4155).
struct MailFolder: Sendable {
    /// With the lines that they begin on.
    let mails: [(bytes: Bytes, line: Int)]

    /// - Throws: when the file begins with no header field.
    init(_ source: Source) throws(BulletinError) {
        var bytes = source.bytes[...]
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
        if !bytes.contains(0x0A) { bytes = bytes.map { $0 == 0x0D ? 0x0A : $0 }[...] }
        var line = 1
        while let first = bytes.first, first <= 0x20 {
            if first == 0x0A { line += 1 }
            bytes = bytes.dropFirst()
        }
        guard !bytes.isEmpty else { throw .empty(name: source.path.description) }
        mails = bytes.hasPrefix("From ") ? Self.split(bytes, line: line) : [(bytes, line)]
        for mail in mails where try MailHeader(mail.bytes, line: mail.line, of: source.path.description).fields.isEmpty
        {
            throw .malformed(
                name: source.path.description, line: mail.line,
                reason: "a mail begins with its header (From:, Subject:, …), and this line is no field of one")
        }
    }

    /// A mail begins behind a line `From …` at the start or after a blank line; `>From` in its text is `From`.
    private static func split(_ bytes: Bytes, line firstLine: Int) -> [(bytes: Bytes, line: Int)] {
        var mails: [(bytes: Bytes, line: Int)] = []
        var mail: [UInt8] = []
        var mailLine = firstLine
        var line = firstLine
        var isAfterBlank = true
        var start = bytes.startIndex
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
            let text = bytes[start..<end]
            line += 1
            if isAfterBlank, text.hasPrefix("From "), start == bytes.startIndex || isPostmark(text) {
                if !mail.isEmpty { mails.append((mail[...], mailLine)) }
                mail = []
                mailLine = line
            } else {
                let isQuoted =
                    text.first == UInt8(ascii: ">") && text.drop { $0 == UInt8(ascii: ">") }.hasPrefix("From ")
                mail += isQuoted ? text.dropFirst() : text
            }
            isAfterBlank = text.allSatisfy { $0 <= 0x20 }
            start = end
        }
        if !mail.isEmpty { mails.append((mail[...], mailLine)) }
        return mails
    }

    /// `From sender Sat Mar 14 09:26:53 2026`: text that begins so has no time in it.
    private static func isPostmark(_ text: Bytes) -> Bool {
        let words = text.prefix(400).split { $0 <= 0x20 }
        return words.count >= 6 && words.contains { $0.lazy.filter { $0 == UInt8(ascii: ":") }.count == 2 }
    }
}
