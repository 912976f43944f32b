public import Interop

/// Renders the list of all feeds of a site as OPML 2.0 (opml.org/spec2.opml): those of the site, then those of each
/// topic within an outline of its own. Each feed stands there once, as Atom: programs subscribe to all that they find.
public enum OPML {
    /// In the site.
    public static let path = "feeds.opml"

    /// - Parameter updated: the latest new topic.
    public static func render(
        _ channel: Channel, topics: [Topic], updated: Timestamp
    ) throws(XMLError) -> [UInt8] {
        var writer = XMLWriter()
        writer.element("opml", ["version": "2.0"]) { writer in
            writer.element("head") { writer in
                writer.element("title", text: channel.title)
                if updated.seconds > 0 { writer.element("dateModified", text: updated.rfc822) }
                if let author = channel.authors.first {
                    writer.element("ownerName", text: author.name)
                    if let email = author.email { writer.element("ownerEmail", text: email) }
                }
                writer.element("docs", text: "http://opml.org/spec2.opml")
            }
            writer.element("body") { writer in
                writer.element("outline", ["text": channel.title]) { writer in
                    for series in Series.allCases { outline(FeedIdentity(series), of: channel, into: &writer) }
                    for topic in topics {
                        writer.element("outline", ["text": topic.name]) { writer in
                            for series in Series.main {
                                outline(FeedIdentity(series, topic: topic), of: channel, into: &writer)
                            }
                        }
                    }
                }
            }
        }
        return try writer.finish()
    }

    private static func outline(_ identity: FeedIdentity, of channel: Channel, into writer: inout XMLWriter) {
        let title = identity.title(in: channel)
        writer.element(
            "outline",
            [
                "type": "rss", "text": title, "title": title, "xmlUrl": channel.url + identity.path(as: .atom),
                "htmlUrl": channel.url + identity.pageAddress(),
                "language": channel.language,
            ])
    }
}
