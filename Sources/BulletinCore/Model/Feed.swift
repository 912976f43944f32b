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
    /// Minutes between two looks that readers should take; `nil` when nothing is said about it.
    public var updateInterval: Int?
    /// Whether a retracted entry stays in the feeds for a while with a word that it was withdrawn, for readers that do
    /// not know tombstones.
    public var showsWithdrawn: Bool
    /// What Apple's directory files podcasts of this channel under: one of its list.
    public var podcastCategory = "News"
    /// Whether podcasts of this channel are not for children.
    public var isExplicit = false
    /// Whether a corrected story says so under its text.
    public var showsCorrections = false

    public init(
        title: String, subtitle: String = "", url: String, language: String, authors: [Person], rights: String? = nil,
        id: String, zone: Zone, updateInterval: Int? = nil, showsWithdrawn: Bool = false
    ) {
        self.title = title
        self.subtitle = subtitle
        self.url = url
        self.language = language
        self.authors = authors
        self.rights = rights
        self.id = id
        self.zone = zone
        self.updateInterval = updateInterval
        self.showsWithdrawn = showsWithdrawn
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

/// One document of a feed: what readers subscribe to, or one of its archives (RFC 5005 §4). All formats and the page
/// for people are rendered from this one value.
public struct Feed: Hashable, Sendable {
    public var channel: Channel
    public var identity: FeedIdentity
    /// Newest first; of equal `published`, in the order of the bulletin.
    public var entries: [Entry]
    /// The latest moment at which any entry was added, changed or taken out; no build clock.
    public var updated: Timestamp
    /// Number of the archive, from 1, oldest first; `nil` for what readers subscribe to.
    public var archive: Int?
    /// Number of the archive with the entries that are next older; `nil` when there is none.
    public var previousArchive: Int?
    /// Latest first; in what readers subscribe to only.
    public var tombstones: [Tombstone]

    public init(
        channel: Channel, identity: FeedIdentity = FeedIdentity(.stories), entries: [Entry], updated: Timestamp,
        archive: Int? = nil, previousArchive: Int? = nil, tombstones: [Tombstone] = []
    ) {
        self.channel = channel
        self.identity = identity
        self.entries = entries
        self.updated = updated
        self.archive = archive
        self.previousArchive = previousArchive
        self.tombstones = tombstones
    }

    /// Where an entry is read: its bulletin's page, at its anchor. Absolute.
    public func address(of entry: Entry) -> String {
        channel.address(ofBulletin: entry.bulletinSlug, anchor: entry.anchor)
    }

    /// Permanent `tag:` URI of the feed; its archives have the same.
    public var id: String { identity.id(in: channel) }

    /// In the site: `feed.rss`, `topics/economy/archive/issues-3.json`.
    public func path(as format: OutputFormat) -> String { identity.path(as: format, archive: archive) }
}

extension Channel {
    /// The page of a bulletin, at an anchor unless it is empty. Absolute.
    public func address(ofBulletin slug: String, anchor: String = "") -> String {
        url + Self.path(ofBulletin: slug, anchor: anchor)
    }

    /// The same below the root of the site.
    public static func path(ofBulletin slug: String, anchor: String = "") -> String {
        "bulletins/\(slug)/" + (anchor.isEmpty ? "" : "#\(anchor)")
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
