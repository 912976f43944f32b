/// An entry that readers know already, from a feed that was published before this catalogue, by this program or by
/// another. No bulletin has claimed it yet.
public struct AdoptedEntry: Hashable, Sendable {
    /// Exactly as readers compare it; of another program, any text.
    public var id: EntryID
    public var series: Series
    /// Plain text on one line; empty when the feed gives none.
    public var title: String
    /// `nil` when the feed states none, or none that can be read.
    public var published: Timestamp?
    /// `nil` when the feed does not tell; never before `published`.
    public var updated: Timestamp?
    /// Absolute, `http` or `https`; `nil` when there is none.
    public var link: String?
    public var content: AdoptedContent
    /// Which bulletin of ours it belongs to; `nil` for another program's.
    public var origin: AdoptedOrigin?

    public init(
        id: EntryID, series: Series = .stories, title: String, published: Timestamp? = nil, updated: Timestamp? = nil,
        link: String? = nil, content: AdoptedContent = AdoptedContent(), origin: AdoptedOrigin? = nil
    ) {
        self.id = id
        self.series = series
        self.title = title
        self.published = published
        self.updated = updated
        self.link = link
        self.content = content
        self.origin = origin
    }

    /// Both versions as one: the later one stands, and what it does not tell is taken from the other. Nothing was
    /// published later than its first version says.
    public func merged(with other: AdoptedEntry) -> AdoptedEntry {
        let isLater = (updated ?? published ?? .distant) >= (other.updated ?? other.published ?? .distant)
        var merged = isLater ? self : other
        let rest = isLater ? other : self
        merged.published = [published, other.published].compactMap { $0 }.min()
        merged.updated = merged.updated ?? rest.updated
        // Where another program had it is told by no page of ours.
        let links = [merged.link, rest.link].compactMap { $0 }
        merged.link = links.first { !Self.isOwnPage($0) } ?? links.first
        merged.origin = merged.origin ?? rest.origin
        if merged.title.isEmpty { merged.title = rest.title }
        if !merged.content.isWhole, rest.content.isWhole || merged.content.text.isEmpty {
            merged.content = rest.content
        }
        return merged
    }

    /// Where a page of ours shows it, by its address; the entry itself may have been another program's once.
    public var page: (slug: String, anchor: String)? {
        link.flatMap(OwnPage.init).map { ($0.slug, $0.anchor) }
    }

    /// The address of the site that published it, ending in `/`, when that was this program's.
    public var site: String? { origin == nil ? nil : link.flatMap(OwnPage.init)?.root }

    /// Whether an address is one that this program makes for its pages.
    public static func isOwnPage(_ address: String) -> Bool { OwnPage(address: address) != nil }

    /// Whether this program wrote it into the feed that was served at an address.
    func isOurs(inFeedAt address: String) -> Bool {
        origin != nil || link.flatMap(OwnPage.init).map { address.hasPrefix($0.root) } ?? false
    }

    /// What headlines are compared by.
    public var headline: String { ReadableText.headline(title) }
}

extension Timestamp {
    fileprivate static let distant = Timestamp(seconds: .min)
}

/// What readers saw of an entry, without its markup.
public struct AdoptedContent: Hashable, Sendable {
    /// Blocks parted by line feeds.
    public var text: String
    /// What it leads to and shows, absolute, in order, each once; without the old site's own addresses.
    public var addresses: [String]
    /// Whether it is the text itself, not a summary.
    public var isWhole: Bool

    public init(text: String = "", addresses: [String] = [], isWhole: Bool = false) {
        self.text = text
        self.addresses = addresses
        self.isWhole = isWhole
    }

    /// Leaves out a last block that says where the text first stood, in whatever language: it bears the title, and leads to
    /// the entry. WordPress puts one under each.
    mutating func dropSourceLine(of title: String, at link: String) {
        let key = ReadableText.key(title)
        guard !key.isEmpty, addresses.contains(link) else { return }
        var end = text.endIndex
        // Its source may be broken into a few lines.
        for _ in 0..<3 {
            guard let start = text[..<end].lastIndex(of: "\n") else { return }
            let block = ReadableText.key(String(text[start...]))
            guard block.utf8.count <= key.utf8.count + Self.sourceLineLimit else { return }
            if block.contains(key) {
                text = String(text[..<start])
                return
            }
            end = start
        }
    }

    /// Of what such a block says besides the title; bytes.
    private static let sourceLineLimit = 150

    /// Of equal texts equal, whether or not they end with what the channel puts under a corrected story, and of hardly any
    /// others; `nil` when there is no text to tell stories apart by.
    public var digest: [UInt8]? { ReadableText.digest(FeedWording.withoutCorrection(text) ?? text) }
}

/// What an identifier of ours says of its entry: `tag:AUTHORITY,DATE:KEY/TAIL`, see `TagAuthority`.
public struct AdoptedOrigin: Hashable, Sendable {
    public var authority: TagAuthority
    public var key: BulletinKey
    /// On the bulletin's page; empty for an issue entry.
    public var anchor: String
    /// Of the bulletin's page; `nil` when the feed has no address of it.
    public var slug: String?

    public init(authority: TagAuthority, key: BulletinKey, anchor: String, slug: String?) {
        self.authority = authority
        self.key = key
        self.anchor = anchor
        self.slug = slug
    }

    /// - Parameter link: where the entry is read.
    /// - Returns: `nil` for what this program never wrote.
    init?(id: String, link: String?) {
        let bytes = Array(id.utf8)[...]
        guard bytes.hasPrefix("tag:"), let comma = bytes.firstIndex(of: UInt8(ascii: ",")),
            let colon = bytes[comma...].firstIndex(of: UInt8(ascii: ":")),
            let slash = bytes.lastIndex(of: UInt8(ascii: "/")), slash > colon + 1,
            let authority = TagAuthority(text: bytes[4..<colon].string)
        else { return nil }
        let tail = bytes[(slash + 1)...].string
        let isIssue = TagAuthority.issueNumber(ofTail: tail[...]) != nil
        guard let key = String(validating: PercentEncoding.decoded(bytes[(colon + 1)..<slash]), as: UTF8.self),
            isIssue || Self.isStory(tail)
        else { return nil }
        self.authority = authority
        self.key = BulletinKey(key)
        anchor = isIssue ? "" : TagAuthority.anchor(ofTail: tail)
        guard let link else { return }
        guard let page = OwnPage(address: link), page.anchor.isEmpty || page.anchor == anchor else { return nil }
        slug = page.slug
    }

    /// Twelve hexadecimal digits, with a number if there was another such.
    private static func isStory(_ tail: String) -> Bool {
        let parts = tail.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard let digest = parts.first, digest.count == 12, digest.allSatisfy(IRI.isHexadecimal) else { return false }
        return parts.count == 1 || parts.count == 2 && !parts[1].isEmpty && parts[1].allSatisfy(IRI.isDigit)
    }
}

/// An address of a story as this program makes them: `ROOT bulletins/SLUG/`, and `#ANCHOR`.
struct OwnPage {
    /// The site's address, ending in `/`.
    let root: String
    let slug: String
    let anchor: String

    init?(address: String) {
        let parts = address.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        let path = parts[0].utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard path.count >= 4, path[path.count - 1].isEmpty, path[path.count - 3].elementsEqual("bulletins".utf8)
        else { return nil }
        let slug = path[path.count - 2]
        // What comes from a feed becomes a name on the disk.
        let isSlug = slug.allSatisfy { byte in
            IRI.isDigit(byte) || (0x61...0x7A).contains(byte) || byte == UInt8(ascii: "-")
        }
        guard isSlug, (1...120).contains(slug.count) else { return nil }
        self.slug = String(Substring(slug))
        root = String(parts[0].dropLast(self.slug.count + "bulletins//".count))
        anchor = parts.count == 2 ? String(parts[1]) : ""
    }

    /// Says of an address whether it is the site's, or will be: what refers to a file beside a bulletin, or to a place
    /// on the site, is completed when it is rendered.
    /// - Parameter root: of the site as it was.
    static func isOwn(root: String) -> (String) -> Bool {
        let parts = root.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        let origin = parts.joined(separator: "/") + "/"
        return { $0.hasPrefix(origin) || LocalAddress.isLocal(Array($0.utf8)[...]) }
    }
}
