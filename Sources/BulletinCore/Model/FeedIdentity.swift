/// What the entries of a feed stand for.
public enum Series: String, Hashable, Sendable, CaseIterable {
    /// One entry for each story.
    case stories
    /// One entry for each bulletin.
    case issues
    /// One entry for each correction of a story. Of the whole site only.
    case corrections

    /// Those that pages lead to, and that topics have, too.
    public static let main: [Series] = [.stories, .issues]

    /// What the names of its documents begin with.
    var stem: String {
        switch self {
        case .stories: "feed"
        case .issues: "issues"
        case .corrections: "corrections"
        }
    }
}

/// A label of entries that has feeds of its own.
public struct Topic: Hashable, Sendable {
    /// As it is written; one line.
    public var name: String
    /// Its folder (`topics/SLUG/`): ASCII, kept for good.
    public var slug: String

    public init(name: String, slug: String) {
        self.name = name
        self.slug = slug
    }
}

/// Which of a site's feeds: what it holds, and of what. THE place that knows the addresses of feeds.
public struct FeedIdentity: Hashable, Sendable {
    public var series: Series
    /// `nil` for the whole site.
    public var topic: Topic?

    public init(_ series: Series, topic: Topic? = nil) {
        self.series = series
        self.topic = topic
    }

    /// Those of the whole site that its pages lead to.
    public static let ofSite = Series.main.map { FeedIdentity($0) }

    /// The way from a file of the site to its root; empty, or ending in `/`.
    public static func root(of path: String) -> String {
        String(repeating: "../", count: path.utf8.count { $0 == UInt8(ascii: "/") })
    }

    /// In the site; empty for the whole site, else ending in `/`.
    public var folder: String { topic.map { "topics/\($0.slug)/" } ?? "" }

    /// - Parameter archive: its number; `nil` for what readers subscribe to.
    public func path(as format: OutputFormat, archive: Int? = nil) -> String {
        stem(archive) + ".\(format.rawValue)"
    }

    /// The page that shows the same to people: the feed's twin.
    public func pagePath(archive: Int? = nil) -> String {
        archive == nil && series == .stories ? folder + "index.html" : stem(archive) + ".html"
    }

    /// The address of the twin below the channel's: a folder for an index.
    public func pageAddress(archive: Int? = nil) -> String {
        archive == nil && series == .stories ? folder : stem(archive) + ".html"
    }

    /// Permanent `tag:` URI.
    public func id(in channel: Channel) -> String {
        channel.id + (topic.map { "/\($0.slug)" } ?? "") + (series == .stories ? "" : "/\(series.stem)")
    }

    /// Which document of which feed stands at a path of the site, with the ending of its name; the topic's name is not
    /// known there.
    /// - Returns: `nil` for what is no feed's.
    public static func document(at path: String) -> (identity: FeedIdentity, archive: Int?, ending: String)? {
        var parts = path.split(separator: "/", omittingEmptySubsequences: false)[...]
        var identity = FeedIdentity(.stories)
        if parts.count > 2, parts.first == "topics" {
            identity.topic = Topic(name: "", slug: String(parts[1]))
            parts = parts.dropFirst(2)
        }
        let isArchive = parts.count == 2 && parts.first == "archive"
        if isArchive { parts = parts.dropFirst() }
        guard parts.count == 1, let name = parts.first?.split(separator: "."), name.count == 2 else { return nil }
        let ending = String(name[1])
        guard ending == "html" || OutputFormat(rawValue: ending) != nil else { return nil }
        let stem = name[0].split(separator: "-")
        if let series = Series.allCases.first(where: { $0.stem == stem[0] }) {
            identity.series = series
        } else if name[0] != "index" || ending != "html" {
            return nil
        }
        let archive = stem.count == 2 ? Int(stem[1]) : nil
        // One spelling only: `feed-01.rss` is nothing.
        let expected =
            ending == "html"
            ? identity.pagePath(archive: archive) : identity.stem(archive) + ".\(ending)"
        return path == expected && isArchive == (archive != nil) ? (identity, archive, ending) : nil
    }

    private func stem(_ archive: Int?) -> String {
        folder + (archive.map { "archive/\(series.stem)-\($0)" } ?? series.stem)
    }
}

/// What says in a feed that an entry is gone (RFC 6721 §3): with all that a word about it needs.
public struct Tombstone: Hashable, Sendable {
    public var id: EntryID
    /// When it was taken out.
    public var when: Timestamp
    public var title: String
    public var bulletinSlug: String
    public var published: Timestamp

    public init(id: EntryID, when: Timestamp, title: String, bulletinSlug: String, published: Timestamp) {
        self.id = id
        self.when = when
        self.title = title
        self.bulletinSlug = bulletinSlug
        self.published = published
    }
}
