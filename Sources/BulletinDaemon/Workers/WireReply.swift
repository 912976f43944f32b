internal import BulletinCore

/// What a worker answers: what the file is, or why it is none.
enum WireReply: Equatable, Sendable {
    case bulletin(Bulletin)
    /// The reason, one line.
    case rejected(String)

    /// The longest reason.
    private static let maxReason = 16_000

    /// The longest answer to a request, in bytes: each byte of a file may come back a few times, as HTML, as text and
    /// in findings, and what is embedded in it once.
    static func limit(_ limits: ReadingLimits) -> Int {
        let (size, overflows) = limits.maxFileSize.multipliedReportingOverflow(by: 16)
        let (sum, overflowsToo) = size.addingReportingOverflow(limits.maxInflatedSize)
        return overflows || overflowsToo ? Int(Int32.max) : min(sum + 1_000_000, Int(Int32.max))
    }

    /// With its size in front.
    var message: [UInt8] {
        switch self {
        case .bulletin(let bulletin):
            let texts = bulletin.sections.reduce(0) { $0 + $1.html.utf8.count + $1.text.utf8.count + 200 }
            var writer = WireWriter(capacity: texts + bulletin.intro.utf8.count + 4096)
            writer.put(true)
            writer.put(bulletin)
            return writer.finish()
        case .rejected(let reason):
            var writer = WireWriter()
            writer.put(false)
            writer.put(String(decoding: reason.utf8.prefix(Self.maxReason), as: UTF8.self))
            return writer.finish()
        }
    }

    /// - Parameter bytes: without the size.
    /// - Throws: when they break the form, a rule of the model or a limit, or hold HTML that the sanitizer would
    ///   not have written: a worker that was taken over must not get anything onto a page.
    init(_ bytes: [UInt8], limits: ReadingLimits) throws(WireError) {
        var reader = WireReader(bytes)
        if try reader.flag() {
            self = .bulletin(try reader.bulletin(limits))
        } else {
            let reason = try reader.someText()
            let isLine = !reason.utf8.contains { $0 < 0x20 || $0 == 0x7F }
            guard reason.utf8.count <= Self.maxReason + 4, isLine else { throw WireError("a reason of many lines") }
            self = .rejected(reason)
        }
        try reader.end()
    }
}

extension WireWriter {
    fileprivate mutating func put(_ bulletin: Bulletin) {
        put(bulletin.kind.rawValue)
        put(bulletin.title)
        put(bulletin.language)
        put(bulletin.date) { $0.put($1) }
        put(bulletin.notBefore) { $0.put($1) }
        put(bulletin.issue)
        put(bulletin.id)
        put(bulletin.authors) { $0.put($1) }
        put(bulletin.tags) { $0.put($1) }
        put(bulletin.summary)
        put(bulletin.isDraft)
        put(bulletin.intro)
        put(bulletin.sections) { $0.put($1) }
        put(bulletin.findings) { $0.put($1) }
        put(bulletin.confidence.rawValue)
        put(bulletin.facts) { writer, fact in
            writer.put(fact.kind.rawValue)
            writer.put(fact.value)
            writer.put(fact.label)
            writer.put(fact.line)
        }
        put(bulletin.via)
        put(bulletin.attachments) { writer, attachment in
            writer.put(attachment.reference)
            writer.put(attachment.title)
            writer.put(attachment.mediaType)
            writer.put(attachment.bytes)
        }
    }

    private mutating func put(_ date: StatedDate) {
        put(date.day.year)
        put(date.day.month)
        put(date.day.day)
        put(date.secondOfDay)
        put(date.offset)
        put(date.origin.rawValue)
        put(date.line)
        put(date.mayHold)
        put(date.isNamed)
        put(date.isEmbargo)
    }

    private mutating func put(_ section: Section) {
        put(section.marker)
        put(section.title)
        put(section.html)
        put(section.text)
        put(section.linksLabel)
        put(section.links) { writer, link in
            writer.put(link.title)
            writer.put(link.url)
        }
        put(section.category)
        put(section.line)
    }

    private mutating func put(_ finding: Finding) {
        put(finding.severity.rawValue)
        put(finding.rule)
        put(finding.message)
        put(finding.advice)
        put(finding.line)
        put(finding.column)
        put(finding.entry)
    }
}

extension WireReader {
    /// Fields in the order of the wire; calls in the arguments of a call are made from left to right.
    fileprivate mutating func bulletin(_ limits: ReadingLimits) throws(WireError) -> Bulletin {
        let (kind, title, language): (Bulletin.Kind, String, String?) = (
            try named(), try someText(), try optionalText()
        )
        let date = try optional { (reader) throws(WireError) in try reader.date() }
        let notBefore = try optional { (reader) throws(WireError) in try reader.date() }
        var bulletin = Bulletin(
            kind: kind, title: title, language: language, date: date, issue: try optionalText(),
            id: try optionalText(), authors: try texts(), tags: try texts(), summary: try optionalText(),
            isDraft: try flag(), intro: try html(),
            sections: try list(limit: max(1, limits.maxSections)) { (reader) throws(WireError) in
                try reader.section()
            },
            findings: try list { (reader) throws(WireError) in try reader.finding() })
        bulletin.notBefore = notBefore
        bulletin.confidence = try named()
        bulletin.facts = try list { (reader) throws(WireError) in
            HeaderFact(
                try reader.named(), try reader.text(), label: try reader.optionalText(), line: try reader.line())
        }
        bulletin.via = try address(SanitizedForm.isPage)
        bulletin.attachments = try list(limit: max(0, limits.maxParts)) { (reader) throws(WireError) in
            Attachment(
                reference: try reader.someText(), title: try reader.text(), mediaType: try reader.someText(),
                bytes: try reader.content())
        }
        return bulletin
    }

    private mutating func texts() throws(WireError) -> [String] {
        try list { (reader) throws(WireError) in try reader.text() }
    }

    private mutating func address(_ isAllowed: (String) -> Bool) throws(WireError) -> String? {
        let address = try optionalText()
        guard address.map(isAllowed) ?? true else { throw WireError("an address that no reader accepts") }
        return address
    }

    private mutating func html() throws(WireError) -> String {
        try text(where: SanitizedForm.holds, else: "HTML that was not sanitized")
    }

    private mutating func line() throws(WireError) -> Int? {
        try optional { (reader) throws(WireError) in try reader.number(in: 0...Int(Int32.max)) }
    }

    private mutating func date() throws(WireError) -> StatedDate {
        guard let day = CivilDate(year: try number(), month: try number(), day: try number()) else {
            throw WireError("a day that does not exist")
        }
        return StatedDate(
            day: day,
            secondOfDay: try optional { (reader) throws(WireError) in try reader.number(in: 0...86_399) },
            offset: try optional { (reader) throws(WireError) in try reader.number(in: -86_400...86_400) },
            origin: try named(), line: try line(), mayHold: try flag(), isNamed: try flag(),
            isEmbargo: try flag())
    }

    private mutating func section() throws(WireError) -> Section {
        Section(
            marker: try text(), title: try someText(), html: try html(), text: try text(),
            linksLabel: try optionalText(),
            links: try list { (reader) throws(WireError) in
                Link(title: try reader.someText(), url: try reader.address(SanitizedForm.isAddress))
            },
            category: try optionalText(), line: try number(in: 0...Int(Int32.max)))
    }

    private mutating func finding() throws(WireError) -> Finding {
        Finding(
            try named(), try text(), try text(), advice: try optionalText(), line: try line(), column: try line(),
            entry: try line())
    }
}
