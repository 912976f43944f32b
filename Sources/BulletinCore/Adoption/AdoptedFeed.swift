internal import Interop

/// The entries of one document of a feed, whatever program made it: RSS 0.9x, 1.0 or 2.0, Atom, JSON Feed.
public struct AdoptedFeed: Sendable {
    /// In the order of the document, each with the line that it begins in.
    public private(set) var entries: [AdoptedEntry] = []
    /// Which document of which of our feeds it is; `nil` for all others.
    public private(set) var place: AdoptedPlace?
    /// What our own feeds say was taken out.
    public private(set) var tombstones: [Tombstone] = []
    /// What cannot be used, or not all of it, in the order of the document.
    public private(set) var problems: [AdoptionProblem] = []
    /// How many more there are: hostile input would make millions.
    public private(set) var furtherProblems = 0

    private static let problemLimit = 20
    /// Longer identifiers are nobody's; bytes.
    private static let idLimit = 2000

    /// Whether this program wrote it, and some entry into it.
    public var isOurs: Bool { place != nil || entries.contains { $0.origin != nil } }

    /// - Throws: why the bytes are no feed.
    public init(reading bytes: [UInt8]) throws(AdoptionProblem) {
        let document = try StatedDocument(bytes)
        var lines = LinePlace(text: document.text)
        problems = [document.doubt].compactMap { $0 }
        var seen: [String: (line: Int, updated: Timestamp?)] = [:]
        for stated in document.entries {
            var remarks: [String] = []
            if let entry = entry(stated, base: document.base, &remarks) {
                let line = lines.line(of: stated.offset)
                // Versions of one entry differ in their dates (RFC 4287 §4.1.1).
                if let first = seen[entry.id.uri], first.updated == nil || first.updated == entry.updated {
                    remarks.append(
                        "the id \(entry.id.uri.quoted) stands in line \(first.line), too; readers take both for one entry, "
                            + "and so are they taken")
                } else {
                    seen[entry.id.uri] = (line, entry.updated)
                }
                entries.append(entry)
            }
            for remark in remarks {
                if problems.count < Self.problemLimit {
                    problems.append(AdoptionProblem(remark, line: lines.line(of: stated.offset)))
                } else {
                    furtherProblems += 1
                }
            }
        }
        if let address = document.address, entries.contains(where: { $0.isOurs(inFeedAt: address) }) {
            place = Self.place(at: address)
        }
        tombstones += document.tombstones.compactMap { id, when in
            guard let when = FeedDate.timestamp(when), let origin = AdoptedOrigin(id: id, link: nil) else { return nil }
            return Tombstone(
                id: EntryID(uri: id), when: when, title: origin.key.text,
                bulletinSlug: origin.key.slug { _ in false }, published: when)
        }
    }

    /// Whatever the root of the site is.
    private static func place(at address: String) -> AdoptedPlace? {
        let parts = address.split(separator: "/", omittingEmptySubsequences: false).suffix(4)
        for start in parts.indices {
            guard let document = FeedIdentity.document(at: parts[start...].joined(separator: "/")) else { continue }
            return AdoptedPlace(
                series: document.identity.series, topic: document.identity.topic?.slug, archive: document.archive ?? 0)
        }
        return nil
    }

    private mutating func entry(
        _ stated: StatedEntry, base: String?, _ remarks: inout [String]
    ) -> AdoptedEntry? {
        let link = stated.links.lazy.map { $0.address(base: base) }.first(where: IRI.isHTTP)
        guard let name = [stated.id, link].compactMap({ $0 }).first(where: { !$0.isEmpty }) else {
            remarks.append("the entry has neither an id nor a link, so readers have no name for it")
            return nil
        }
        let id = EntryID(iri: name).uri
        guard !id.isEmpty, id.utf8.count <= Self.idLimit, !id.unicodeScalars.contains(where: Self.isControl) else {
            remarks.append("the id \(id.quoted) is too long, or holds control characters".oneLine)
            return nil
        }
        let origin = AdoptedOrigin(id: id, link: link)
        func date(_ value: String?) -> Timestamp? {
            guard let value, !value.isBlank else { return nil }
            let date = FeedDate.timestamp(value)
            if date == nil {
                remarks.append("\(value.quoted) is no date; the entry is taken without it".oneLine)
            }
            return date
        }
        let published = date(stated.published)
        let updated = date(stated.updated)
        var entry = AdoptedEntry(
            id: EntryID(uri: id), series: origin?.anchor == "" ? .issues : .stories,
            title: ReadableText.squeezed((origin == nil ? nil : stated.plainTitle) ?? stated.title).oneLine,
            published: published ?? updated,
            updated: updated.map { max($0, published ?? $0) }, link: link,
            content: stated.content(root: link.flatMap(OwnPage.init)?.root), origin: origin)
        if origin == nil, let link { entry.content.dropSourceLine(of: entry.title, at: link) }
        noteWithdrawal(&entry)
        return entry
    }

    /// An entry that says it was withdrawn is a tombstone; its story may come back under the old headline.
    private mutating func noteWithdrawal(_ entry: inout AdoptedEntry) {
        guard let origin = entry.origin, let title = FeedWording.withdrawnTitle(entry.title, text: entry.content.text)
        else { return }
        entry.title = title
        guard let published = entry.published, let updated = entry.updated, let slug = origin.slug else { return }
        tombstones.append(
            Tombstone(id: entry.id, when: updated, title: title, bulletinSlug: slug, published: published))
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || !XMLCharacters.allows(scalar)
    }
}

/// Which document of which of our feeds something was.
public struct AdoptedPlace: Hashable, Sendable {
    public var series: Series
    /// The folder of the topic; `nil` for the whole site.
    public var topic: String?
    /// Its number; 0 for what readers subscribe to.
    public var archive: Int

    public var isOfSite: Bool { topic == nil }
}

/// Why something of a feed cannot be used.
public struct AdoptionProblem: Error, Hashable, Sendable {
    /// One line without a full stop.
    public var reason: String
    /// 1-based; `nil` when it is about the whole.
    public var line: Int?
    /// Whether it is another kind of file, and not a broken feed.
    public var isOtherKind: Bool

    public init(_ reason: String, line: Int? = nil, isOtherKind: Bool = false) {
        self.reason = reason
        self.line = line
        self.isOtherKind = isOtherKind
    }

    /// The same of a document that could be read all the same.
    var taken: AdoptionProblem {
        AdoptionProblem("\(reason); taken as readers take it, look at what comes of it", line: line)
    }
}

/// Counts lines up to places that come in their order.
struct LinePlace {
    let text: [UInt8]
    private var line = 1
    private var position = 0

    init(text: [UInt8]) { self.text = text }

    mutating func line(of offset: Int) -> Int {
        let end = min(offset, text.count)
        if position < end {
            line += text[position..<end].count { $0 == UInt8(ascii: "\n") }
            position = end
        }
        return line
    }
}
