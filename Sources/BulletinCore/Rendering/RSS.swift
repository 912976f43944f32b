internal import Interop

/// Renders RSS 2.0 (the specification at rssboard.org, and the Best Practices Profile) with the namespaces of which
/// something stands in it. The guid is the entry's `tag:` URI, so it is no permalink. Full text stands in
/// `content:encoded`, and `description` is the summary in plain text: readers take it for HTML, so its markup is
/// escaped twice.
enum RSS {
    static func frame(of document: RenderedFeed) throws(XMLError) -> DocumentFrame {
        let (feed, channel) = (document.feed, document.feed.channel)
        var writer = XMLWriter()
        writer.stylesheet(feed.root + PageRenderer.feedStylesheetPath)
        writer.element("rss", attributes: attributes(of: document)) { writer in
            writer.element("channel") { writer in
                plain("title", feed.title, into: &writer)
                writer.element("link", text: feed.pageAddress)
                writer.element(
                    "description", text: HTMLText.escaped(channel.subtitle.isEmpty ? feed.title : channel.subtitle))
                writer.element("language", text: channel.language)
                if let rights = channel.rights { plain("copyright", rights, into: &writer) }
                writer.element("lastBuildDate", text: feed.updated.rfc822)
                writer.element("docs", text: "https://www.rssboard.org/rss-specification")
                writer.element("generator", text: "bulletind")
                hints(of: feed, into: &writer)
                history(of: feed, into: &writer)
                if document.isPodcast { PodcastElements.channel(document, into: &writer) }
                writer.gap()
            }
        }
        return DocumentFrame(try writer.frame())
    }

    static func fragment(_ entry: RenderedEntry, of feed: Feed) throws(XMLError) -> [UInt8] {
        var writer = XMLWriter(fragmentWithin: 2, room: entry.room)
        item(entry, of: feed, into: &writer)
        return try writer.fragment()
    }

    /// An entry's fragment in feeds of a topic, made of that in feeds of none.
    /// - Returns: `nil` when more than the end of the item stands behind what tells where it comes from.
    static func fragment(
        _ fragment: [UInt8], of entry: RenderedEntry, movedTo feed: Feed
    ) throws(XMLError) -> [UInt8]? {
        guard entry.pictures.isEmpty, !entry.isHeard else { return nil }
        var writer = XMLWriter(fragmentWithin: 3, room: 1_000)
        source(of: feed, into: &writer)
        let source = try writer.fragment()
        let end = fragment.count - itemEnd.utf8CodeUnitCount
        var moved: [UInt8] = []
        moved.reserveCapacity(fragment.count + source.count)
        moved += fragment[..<end]
        moved += source
        moved += fragment[end...]
        return moved
    }

    /// Of an item within a channel.
    private static let itemEnd: StaticString = "\n    </item>"

    private static func attributes(of document: RenderedFeed) -> [(key: StaticString, value: String)] {
        var attributes: [(key: StaticString, value: String)] = [
            ("version", "2.0"), ("xmlns:atom", Namespace.atom), ("xmlns:content", Namespace.content),
            ("xmlns:dc", Namespace.dc),
        ]
        if document.feed.archive != nil { attributes.append(("xmlns:fh", Namespace.history)) }
        if period(of: document.feed) != nil { attributes.append(("xmlns:sy", Namespace.syndication)) }
        if document.items.contains(where: { !$0.pictures.isEmpty }) {
            attributes.append(("xmlns:media", Namespace.media))
        }
        if document.items.contains(where: \.isHeard) { attributes.append(("xmlns:itunes", Namespace.itunes)) }
        if document.isPodcast { attributes.append(("xmlns:podcast", Namespace.podcast)) }
        return attributes
    }

    /// How often readers are asked to look. An archive is looked at once.
    private static func hints(of feed: Feed, into writer: inout XMLWriter) {
        guard feed.archive == nil, let minutes = feed.channel.updateInterval else { return }
        writer.element("ttl", text: "\(minutes)")
        guard let period = period(of: feed) else { return }
        writer.element("sy:updatePeriod", text: period.name)
        writer.element("sy:updateFrequency", text: "\(period.frequency)")
    }

    /// The shortest period that holds the interval a whole number of times; `nil` when none does.
    private static func period(of feed: Feed) -> (name: String, frequency: Int)? {
        guard feed.archive == nil, let minutes = feed.channel.updateInterval, minutes > 0 else { return nil }
        for (name, length) in [("hourly", 60), ("daily", 1_440), ("weekly", 10_080)] where length % minutes == 0 {
            return (name, length / minutes)
        }
        return nil
    }

    /// The document's own address, and what leads along the feed's documents (RFC 5005 §4).
    private static func history(of feed: Feed, into writer: inout XMLWriter) {
        let type = OutputFormat.rss.mediaType
        writer.element("atom:link", ["rel": "self", "type": type, "href": OutputFormat.rss.address(of: feed)])
        if feed.archive != nil {
            writer.element("atom:link", ["rel": "current", "type": type, "href": feed.currentAddress(as: .rss)])
        }
        if let previous = feed.previousAddress(as: .rss) {
            writer.element("atom:link", ["rel": "prev-archive", "type": type, "href": previous])
        }
        if feed.archive != nil { writer.element("fh:archive") }
    }

    /// Text that readers may show as it stands, or as HTML: written so that both show the same (RSS Best Practices
    /// Profile, "Character data").
    private static func plain(
        _ name: StaticString, attributes: [(key: StaticString, value: String)] = [], _ text: String,
        into writer: inout XMLWriter
    ) {
        writer.element(name, attributes: attributes) { $0.guardedText(text) }
    }

    private static func item(_ item: RenderedEntry, of feed: Feed, into writer: inout XMLWriter) {
        let (entry, channel) = (item.entry, feed.channel)
        writer.element("item") { writer in
            plain("title", entry.title, into: &writer)
            writer.element("link", text: item.address)
            writer.element("guid", ["isPermaLink": "false"], text: entry.id.uri)
            writer.element("pubDate", text: entry.published.rfc822)
            for author in entry.creators(in: channel) { plain("dc:creator", author, into: &writer) }
            for topic in entry.topics { plain("category", topic, into: &writer) }
            if let language = entry.language(in: channel) { writer.element("dc:language", text: language) }
            writer.element("description", text: HTMLText.escaped(item.summary))
            writer.element("content:encoded", text: item.content)
            if let file = entry.firstEnclosure {
                writer.element(
                    "enclosure",
                    ["url": channel.url + file.path, "length": "\(file.length)", "type": file.format.mediaType])
            }
            if feed.identity.topic != nil { source(of: feed, into: &writer) }
            MediaElements.write(item.pictures, in: channel, into: &writer)
            PodcastElements.item(item, into: &writer)
        }
    }

    /// Where the items of a topic come from.
    private static func source(of feed: Feed, into writer: inout XMLWriter) {
        let site = FeedIdentity(feed.identity.series)
        let address = feed.channel.url + site.path(as: .rss)
        plain("source", attributes: [("url", address)], site.title(in: feed.channel), into: &writer)
    }
}
