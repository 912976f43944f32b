internal import Interop

/// Renders RSS 2.0 (the specification at rssboard.org, and the Best Practices Profile) with `content`, `dc` and
/// `atom:link`. The guid is the entry's `tag:` URI, so it is no permalink. Full text stands in `content:encoded`,
/// and `description` is the summary in plain text: readers take it for HTML, so its markup is escaped twice.
enum RSS {
    static func render(_ feed: Feed) throws(XMLError) -> [UInt8] {
        let channel = feed.channel
        var writer = XMLWriter()
        writer.element(
            "rss",
            [
                "version": "2.0", "xmlns:atom": "http://www.w3.org/2005/Atom",
                "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
                "xmlns:dc": "http://purl.org/dc/elements/1.1/",
            ]
        ) { writer in
            writer.element("channel") { writer in
                plain("title", channel.title, into: &writer)
                writer.element("link", text: channel.url)
                writer.element(
                    "description", text: HTMLText.escaped(channel.subtitle.isEmpty ? channel.title : channel.subtitle))
                writer.element("language", text: channel.language)
                if let rights = channel.rights { plain("copyright", rights, into: &writer) }
                writer.element("lastBuildDate", text: feed.updated.rfc822)
                writer.element("docs", text: "https://www.rssboard.org/rss-specification")
                writer.element("generator", text: "bulletind")
                writer.element(
                    "atom:link",
                    [
                        "rel": "self", "type": OutputFormat.rss.mediaType,
                        "href": OutputFormat.rss.address(of: feed),
                    ])
                for entry in feed.entries { item(entry, of: feed, into: &writer) }
            }
        }
        return try writer.finish()
    }

    /// Text that readers may show as it stands, or as HTML: written so that both show the same (RSS Best Practices
    /// Profile, "Character data").
    private static func plain(_ name: StaticString, _ text: String, into writer: inout XMLWriter) {
        writer.element(name) { $0.guardedText(text) }
    }

    private static func item(_ entry: Entry, of feed: Feed, into writer: inout XMLWriter) {
        writer.element("item") { writer in
            plain("title", entry.title, into: &writer)
            writer.element("link", text: feed.address(of: entry))
            writer.element("guid", ["isPermaLink": "false"], text: entry.id.uri)
            writer.element("pubDate", text: entry.published.rfc822)
            for author in entry.creators(in: feed.channel) { plain("dc:creator", author, into: &writer) }
            for topic in entry.topics { plain("category", topic, into: &writer) }
            if let language = entry.language(in: feed.channel) {
                writer.element("dc:language", text: language)
            }
            writer.element("description", text: HTMLText.escaped(entry.summary()))
            writer.element("content:encoded", text: entry.contentHTML(in: feed.channel))
            if let file = entry.firstEnclosure {
                writer.element(
                    "enclosure",
                    [
                        "url": feed.channel.url + file.path, "length": "\(file.length)",
                        "type": file.format.mediaType,
                    ])
            }
        }
    }
}
