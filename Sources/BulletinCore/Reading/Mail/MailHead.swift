internal import Interop

/// What a mail's header says of it.
struct MailHead: Sendable {
    /// The subject without `Fwd:` and the name of a list; empty when there is none.
    private(set) var title = ""
    /// Of the subject, else of the mail.
    let line: Int
    /// Whether the subject says that the mail was passed on.
    private(set) var isForwarded = false
    /// The display name of the sender; `nil` when there is none, for an address is nobody's name.
    private(set) var author: String?
    private(set) var sender: MailSender?
    /// It asks for these, not for what it quotes.
    var bringsFiles = false
    private(set) var date: StatedDate?
    /// In the order of the lines.
    private(set) var facts: [HeaderFact] = []

    /// - Parameters:
    ///   - charset: of the mail's text.
    ///   - outerList: that a digest came through; its mails do not name it again.
    init(_ header: MailHeader, line: Int, charset: String?, outerList: MailingList?) {
        self.line = header["subject"]?.line ?? line
        let ownList = MailingList(header, charset: charset)
        let list = ownList ?? outerList
        if let subject = header["subject"] {
            takeTitle(EncodedWords.text(subject.value, charset: charset)[...], list)
        }
        if let from = header["from"] ?? header["sender"] {
            author = Self.name(of: from, list: list, charset: charset)
            let address = MailValues.mailbox(EncodedWords.recoded(from.value, charset: charset))?.address ?? []
            sender = MailSender(name: Array((author ?? "").utf8)[...], address: address[...])
            if let author { facts.append(HeaderFact(.author, author, label: "From", line: from.line)) }
        }
        if let field = header["date"], let found = Self.date(field) {
            date = found
            facts.append(HeaderFact(.date, "\(found.day)", label: "Date", line: field.line))
        }
        if let ownList, !ownList.name.isEmpty {
            facts.append(HeaderFact(.issuer, ownList.name, label: "List-Id", line: ownList.line))
        }
        facts.sort { $0.line ?? 0 < $1.line ?? 0 }
    }

    /// - Parameters:
    ///   - subject: in words.
    ///   - date: when it was sent.
    init(subject: Bytes, line: Int = 0, date: StatedDate? = nil, sender: MailSender? = nil) {
        self.line = line
        self.date = date
        self.sender = sender
        takeTitle(subject, nil)
    }

    /// The mail that this one answers or quotes is what is told: its own words only ask to publish it.
    /// - Parameter subject: of that mail; it is the title where this mail's subject asks for no more, either.
    func passingOn(_ subject: Bytes?) -> MailHead {
        guard !bringsFiles else { return self }
        var head = self
        let bytes = Array(title.utf8)[...]
        let small = bytes.prefix(12).lowered[...]
        if let reply = Self.replies.first(where: { small.hasPrefix($0) }) {
            head.takeTitle(bytes.dropFirst(reply.utf8.count).trimmed, nil)
        }
        head.isForwarded = true
        if head.title.isEmpty || CoverNote(head) != nil { head.takeTitle(subject ?? [], nil) }
        return head
    }

    private mutating func takeTitle(_ subject: Bytes, _ list: MailingList?) {
        var text = Title.clean(subject)
        while let rest = Self.withoutForward(text) ?? list?.removed(from: text) {
            isForwarded = isForwarded || Self.withoutForward(text) != nil
            text = rest
        }
        title = text
    }

    private static let forwards = [
        "fwd:", "fw:", "fwd：", "fw：", "转发:", "转发：", "转:", "转：", "轉寄:", "轉寄：", "轉發:", "轉發：", "轉:", "轉：",
    ]

    private static let replies = ["re:", "re：", "回复:", "回复：", "答复:", "答复：", "回覆:", "回覆：", "aw:", "sv:"]

    var isReply: Bool {
        let head = title.utf8.prefix(12).lowered[...]
        return !isForwarded && Self.replies.contains { head.hasPrefix($0) }
    }

    /// `nil` when the subject does not begin so.
    private static func withoutForward(_ subject: String) -> String? {
        let bytes = Array(subject.utf8)[...]
        let head = bytes.prefix(12).lowered[...]
        guard let known = forwards.first(where: { head.hasPrefix($0) }) else { return nil }
        return bytes.dropFirst(known.utf8.count).trimmed.string
    }

    /// The address itself is never published, nor the name of the account in it.
    private static func name(of field: MailField, list: MailingList?, charset: String?) -> String? {
        guard let mailbox = MailValues.mailbox(EncodedWords.recoded(field.value, charset: charset)) else { return nil }
        var name = Title.clean(mailbox.name[...])
        // What lists write for their members, `Ines Torvald via Small-Craft`.
        if list != nil || name.utf8.contains(UInt8(ascii: "@")),
            let via = Array(name.utf8)[...].firstRange(of: " via ")
        {
            name = Array(name.utf8)[..<via.lowerBound].string
        }
        let marks = Array("\"'()<>[]".utf8)
        let words = name.utf8.split { $0 == 0x20 || marks.contains($0) }
        if words.contains(where: { $0.contains(UInt8(ascii: "@")) }) {
            let kept = words.filter { !$0.contains(UInt8(ascii: "@")) }.map { String(Substring($0)) }
            name = kept.joined(separator: " ")
        }
        name = Title.clean(name.utf8.filter { $0 != UInt8(ascii: "\"") }[...])
        return Text.key(Array(name.utf8)[...]).isEmpty ? nil : name
    }

    /// `nil` when it is no date, or no year of today's calendar.
    static func date(_ field: MailField) -> StatedDate? {
        guard let date = MailValues.date(field.value), date.year >= 1970,
            let day = CivilDate(year: date.year, month: date.month, day: date.day),
            (0..<86_400).contains(date.secondOfDay), abs(date.offset) < 86_400
        else { return nil }
        return StatedDate(
            day: day, secondOfDay: date.secondOfDay, offset: hasZone(field.value[...]) ? date.offset : nil,
            origin: .text, line: field.line)
    }

    /// Whether something follows the time that may be a zone: `+0800`, `GMT`.
    private static func hasZone(_ value: Bytes) -> Bool {
        let words = value.split { $0 <= 0x20 }
        guard let time = words.firstIndex(where: { $0.contains(UInt8(ascii: ":")) }) else { return false }
        return words[(time + 1)...].contains { word in
            guard let first = word.first else { return false }
            return first == UInt8(ascii: "+") || first == UInt8(ascii: "-") || Text.isASCIILetter(UInt32(first))
        }
    }
}

/// The mailing list that a mail came through (RFC 2919).
struct MailingList: Sendable {
    /// Its name for people; empty when it has none.
    let name: String
    let line: Int
    private let keys: [[UInt8]]

    init?(_ header: MailHeader, charset: String?) {
        guard let field = header["list-id"] else { return nil }
        let text = EncodedWords.text(field.value, charset: charset)[...]
        let open = text.lastIndex(of: UInt8(ascii: "<")) ?? text.endIndex
        let phrase = text[..<open].filter { $0 != UInt8(ascii: "\"") }[...].trimmed
        let isName = open < text.endIndex
        let id = isName ? text[(open + 1)...] : text
        name = isName ? Title.clean(phrase) : ""
        line = field.line
        keys = [Text.key(phrase), Text.key(id.prefix { $0 != UInt8(ascii: ".") && $0 != UInt8(ascii: ">") })]
    }

    /// The subject without the list's tag, `[Small-Craft] `; `nil` when it begins with none, or with another one.
    func removed(from subject: String) -> String? {
        let bytes = Array(subject.utf8)[...]
        guard bytes.first == UInt8(ascii: "["), let close = bytes.prefix(200).firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        let tag = Text.key(bytes[1..<close])
        let rest = bytes[(close + 1)...].trimmed
        guard !tag.isEmpty, !rest.isEmpty, keys.contains(where: { $0.starts(with: tag) }) else { return nil }
        return rest.string
    }
}
