/// The configured identity of a feed and of the pages around it.
public struct Channel: Hashable, Sendable {
    /// One line of plain text, never empty.
    public var title: String
    /// One line of plain text; empty when there is none.
    public var subtitle: String
    /// Absolute address of the site, ending in `/`.
    public var url: String
    /// BCP 47.
    public var language: String
    /// At least one: an Atom feed needs an author (RFC 4287 §4.1.1).
    public var authors: [Person]
    /// `nil` when no rights are stated.
    public var rights: String?
    /// Permanent `tag:` URI of the feed itself.
    public var id: String
    /// For dates that people read on pages.
    public var zone: Zone

    public init(
        title: String, subtitle: String = "", url: String, language: String, authors: [Person], rights: String? = nil,
        id: String, zone: Zone
    ) {
        self.title = title
        self.subtitle = subtitle
        self.url = url
        self.language = language
        self.authors = authors
        self.rights = rights
        self.id = id
        self.zone = zone
    }
}

/// A Person construct (RFC 4287 §3.2).
public struct Person: Hashable, Sendable {
    public var name: String
    /// `nil` when not to be shown.
    public var email: String?
    /// Absolute; `nil` when there is none.
    public var uri: String?

    public init(name: String, email: String? = nil, uri: String? = nil) {
        self.name = name
        self.email = email
        self.uri = uri
    }
}

/// A channel with its entries at one instant. All formats and the index page are rendered from this one value.
public struct Feed: Hashable, Sendable {
    public var channel: Channel
    /// Newest first; of equal `published`, in the order of the bulletin.
    public var entries: [Entry]
    /// The latest moment at which any entry was added, changed or taken out; no build clock.
    public var updated: Timestamp

    public init(channel: Channel, entries: [Entry], updated: Timestamp) {
        self.channel = channel
        self.entries = entries
        self.updated = updated
    }

    /// Where an entry is read: its bulletin's page, at its anchor. Absolute.
    public func address(of entry: Entry) -> String {
        channel.address(ofBulletin: entry.bulletinSlug, anchor: entry.anchor)
    }
}

extension Channel {
    /// The page of a bulletin, at an anchor unless it is empty. Absolute.
    public func address(ofBulletin slug: String, anchor: String = "") -> String {
        "\(url)bulletins/\(slug)/" + (anchor.isEmpty ? "" : "#\(anchor)")
    }
}

/// All that a bulletin's page shows.
public struct BulletinPage: Hashable, Sendable {
    public var slug: String
    public var title: String
    public var kind: Bulletin.Kind
    public var issue: String?
    public var language: String?
    public var authors: [String]
    /// Of its first entry.
    public var published: Timestamp
    /// The latest of its entries.
    public var updated: Timestamp
    /// Sanitized HTML.
    public var intro: String
    /// In the order of the bulletin; not empty.
    public var entries: [Entry]
    /// Files that the intro refers to.
    public var introFiles: [AttachedFile]

    public init(
        slug: String, title: String, kind: Bulletin.Kind, issue: String? = nil, language: String? = nil,
        authors: [String] = [], published: Timestamp, updated: Timestamp, intro: String = "", entries: [Entry],
        introFiles: [AttachedFile] = []
    ) {
        self.slug = slug
        self.title = title
        self.kind = kind
        self.issue = issue
        self.language = language
        self.authors = authors
        self.published = published
        self.updated = updated
        self.intro = intro
        self.entries = entries
        self.introFiles = introFiles
    }

    /// All files that the page shows or leads to, each once.
    public var files: [AttachedFile] {
        var seen = Set<String>()
        return (introFiles + entries.flatMap(\.files)).filter { seen.insert($0.path).inserted }
    }
}
