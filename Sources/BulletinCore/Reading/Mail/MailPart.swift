internal import Interop

/// A mail or a part of one (RFC 2045 §2.4).
struct MailPart: Sendable {
    let header: MailHeader
    /// By default `text/plain`; in a digest `message/rfc822` (RFC 2046 §5.1.5).
    var type: MailMediaType
    let disposition: MailMediaType?
    let encoding: MailEncoding
    /// As it stands in the mail.
    let body: Bytes
    /// 1-based line that the body begins on; in a part that was encoded, counted on from where that began.
    let line: Int
    /// Parts that it is within.
    let depth: Int
    /// Places of the parts within it.
    var children: Range<Int> = 0..<0

    var isMessage: Bool { ["message/rfc822", "message/global", "message/news"].contains(type.name) }

    var isMultipart: Bool { type.name.hasPrefix("multipart/") }

    /// In small letters; `nil` when none is stated.
    var charset: String? { type["charset"].map { $0[...].trimmed.lowered[...].string } }

    /// The name that the part was sent under; `nil` when there is none.
    var fileName: [UInt8]? { disposition?["filename"] ?? type["name"] }

    /// Of that name, in ASCII lower case; empty when there is none.
    var fileExtension: String { SourcePath(bytes: fileName ?? []).fileExtension }

    /// Without its angle brackets; `nil` when there is none.
    var contentID: [UInt8]? {
        header["content-id"].map { Array($0.value.drop { $0 == 0x3C || $0 == 0x20 }.prefix { $0 != 0x3E }) }
    }

    var isAttachment: Bool { disposition?.name == "attachment" }

    var isText: Bool { ["text/plain", "text/html", "text/markdown", "text/x-markdown"].contains(type.name) }

    /// A text that was sent as a file, or is shown as one.
    var isTextFile: Bool { isText && (isAttachment || disposition?["filename"] != nil) }

    /// `ATT00001.txt`: what a mail says below a file in it, which Exchange makes a file of.
    var isRest: Bool {
        let name = (fileName ?? []).lowered
        let digits = name.dropFirst(3).prefix { (0x30...0x39).contains($0) }
        return name[...].hasPrefix("att") && digits.count >= 5
            && [".txt", ".htm", ".html"].contains(name[digits.endIndex...].string)
    }

    func decoded() -> [UInt8] { encoding.decode(body) }

    init(_ bytes: Bytes, line: Int, depth: Int, isInDigest: Bool, of file: String) throws(BulletinError) {
        header = try MailHeader(bytes, line: line, of: file)
        let stated = header["content-type"].map { EncodedWords.recoded($0.value, charset: nil) }
        type =
            if let stated {
                stated[...].lowered == Array("text".utf8)
                    ? MailMediaType("text/plain") : MailValues.mediaType(stated)
            } else {
                MailMediaType(isInDigest ? "message/rfc822" : "text/plain")
            }
        disposition = header["content-disposition"].map {
            MailValues.disposition(EncodedWords.recoded($0.value, charset: nil))
        }
        encoding = MailEncoding(header["content-transfer-encoding"]?.value[...].trimmed.string ?? "")
        body = bytes[header.end...]
        self.line = header.bodyLine
        self.depth = depth
    }
}

/// All parts of one or several mails, each before the parts within it: found without GMime's own parser, which goes
/// 1,024 levels deep and looks for as many boundaries at each line, and does not tell the lines of parts.
struct MailParts: Sendable {
    private(set) var parts: [MailPart] = []
    /// How many mails there are: the first parts.
    let count: Int
    /// Multiparts without any part in them were read as text.
    private(set) var damagedLine: Int?

    static let maxDepth = 20

    /// - Parameters:
    ///   - mails: with the lines that they begin on.
    ///   - file: for messages.
    init(
        _ mails: [(bytes: Bytes, line: Int)], of file: String, limits: ReadingLimits
    ) throws(BulletinError) {
        count = mails.count
        for mail in mails {
            parts.append(
                try MailPart(mail.bytes, line: mail.line, depth: 0, isInDigest: false, of: file))
        }
        var unpacked = 0
        var place = 0
        while place < parts.count {
            guard parts.count <= limits.maxParts else {
                throw .overLimit(name: file, .documentParts, value: limits.maxParts)
            }
            let part = parts[place]
            var inner: [(bytes: Bytes, line: Int)] = []
            if part.isMessage {
                let body = part.encoding == .identity ? part.body : part.decoded()[...]
                if part.encoding != .identity { unpacked += body.count }
                guard unpacked <= limits.maxInflatedSize else {
                    throw .overLimit(name: file, .inflatedSize, value: limits.maxInflatedSize)
                }
                inner = [(body, part.line)]
            } else if part.isMultipart {
                inner = Self.split(part, limit: limits.maxParts + 1)
                if inner.isEmpty {
                    parts[place].type = MailMediaType("text/plain")
                    damagedLine = damagedLine ?? part.line
                }
            }
            guard inner.isEmpty || part.depth < Self.maxDepth else {
                throw .overLimit(name: file, .mailDepth, value: Self.maxDepth)
            }
            let start = parts.count
            for (bytes, line) in inner {
                parts.append(
                    try MailPart(
                        bytes, line: line, depth: part.depth + 1, isInDigest: part.type.name == "multipart/digest",
                        of: file))
            }
            parts[place].children = start..<parts.count
            place += 1
        }
    }

    /// What stands between the lines of its boundary (RFC 2046 §5.1.1); the last part may lack its end.
    /// - Returns: at most `limit` parts.
    private static func split(_ part: MailPart, limit: Int) -> [(bytes: Bytes, line: Int)] {
        guard let boundary = part.type["boundary"], !boundary.isEmpty else { return [] }
        let mark = Array("--".utf8) + boundary
        var found: [(bytes: Bytes, line: Int)] = []
        var start: (place: Int, line: Int)?
        var place = part.body.startIndex
        var line = part.line
        while place < part.body.endIndex, found.count < limit {
            let end = part.body[place...].firstIndex(of: 0x0A) ?? part.body.endIndex
            let text = part.body[place..<end]
            if text.starts(with: mark) {
                let rest = text.dropFirst(mark.count)
                let isClose = rest.hasPrefix("--")
                if isClose || rest.allSatisfy({ $0 <= 0x20 }) {
                    if let start { found.append((content(part.body[start.place..<place]), start.line)) }
                    start = isClose ? nil : (min(end + 1, part.body.endIndex), line + 1)
                    if isClose { break }
                }
            }
            place = min(end + 1, part.body.endIndex)
            line += 1
        }
        if let start, found.count < limit { found.append((part.body[start.place...], start.line)) }
        return found
    }

    /// The line end before a boundary belongs to the boundary.
    private static func content(_ bytes: Bytes) -> Bytes {
        bytes.last == 0x0A ? bytes.dropLast().withoutReturn : bytes
    }
}
