/// What all formats show of an entry, made once for all of them. It goes through many hands and has dozens of parts, so
/// all hold the same one.
public final class RenderedEntry: Sendable {
    public let entry: Entry
    /// The page that it is read on, at its place there. Absolute.
    let address: String
    /// HTML with absolute addresses.
    let content: String
    /// Plain text, one line.
    let summary: String
    let enclosures: [AttachedFile]
    /// What a reader may show of its pictures, in their order.
    let pictures: [Picture]

    public var id: EntryID { entry.id }

    /// Bytes, about, that it takes in a document: references are longer than what they stand for.
    var room: Int { content.utf8.count * 9 / 8 + summary.utf8.count + 1_500 }

    /// Whether something of it is to be heard or seen.
    var isHeard: Bool { enclosures.contains { $0.format.kind == .audio || $0.format.kind == .video } }

    struct Picture: Hashable, Sendable {
        let file: AttachedFile
        /// What stands for it where it cannot be seen; empty when nothing does.
        let alternative: String
    }

    public init(_ entry: Entry, in channel: Channel) {
        self.entry = entry
        address = channel.address(ofBulletin: entry.bulletinSlug, anchor: entry.anchor)
        content = entry.contentHTML(in: channel)
        summary = entry.summary()
        enclosures = entry.enclosures
        pictures = Self.pictures(of: entry, among: enclosures)
    }

    /// The same under another id, which nothing else of it depends on.
    public init(_ other: RenderedEntry, renamed id: EntryID) {
        var entry = other.entry
        entry.id = id
        self.entry = entry
        address = other.address
        content = other.content
        summary = other.summary
        enclosures = other.enclosures
        pictures = other.pictures
    }

    private static func pictures(of entry: Entry, among files: [AttachedFile]) -> [Picture] {
        let images = files.filter { $0.format.kind == .image }
        guard !images.isEmpty else { return [] }
        let html = Array(entry.html.utf8)
        var words: [[UInt8]: String] = [:]
        for reference in LocalAddress.references(in: html) where reference.isImage {
            guard let key = LocalAddress.key(of: reference.text), words[key] == nil else { continue }
            words[key] = String(decoding: LocalAddress.unescaped(html[reference.alt]), as: UTF8.self)
        }
        return images.map { Picture(file: $0, alternative: words[$0.reference] ?? "") }
    }
}

/// A document of a feed with all its entries made ready, for the formats to be rendered from.
public struct RenderedFeed: Sendable {
    public let feed: Feed
    /// `Feed.shown`, in its order.
    public let items: [RenderedEntry]

    public init(_ feed: Feed) {
        self.init(feed, items: feed.shown.map { RenderedEntry($0, in: feed.channel) })
    }

    /// - Parameter items: `Feed.shown`, made ready.
    public init(_ feed: Feed, items: [RenderedEntry]) {
        self.feed = feed
        self.items = items
    }

    /// Whether it is a podcast: there is something to be heard or seen in every entry.
    var isPodcast: Bool {
        !items.isEmpty && items.allSatisfy(\.isHeard)
    }
}
