public import Interop

/// The formats that feeds are published in. THE one switch over them: a new format is a case here and a file beside.
///
/// All render the same value, so they carry the same ids, dates, order and content; equal feeds give equal bytes.
public enum OutputFormat: String, CaseIterable, Hashable, Sendable {
    case rss, atom, json

    /// The name of the site's first feed.
    public var fileName: String { FeedIdentity(.stories).path(as: self) }

    public var mediaType: String {
        switch self {
        case .rss: "application/rss+xml"
        case .atom: "application/atom+xml"
        case .json: "application/feed+json"
        }
    }

    /// For people who choose between the formats.
    public var title: String {
        switch self {
        case .rss: "RSS"
        case .atom: "Atom"
        case .json: "JSON Feed"
        }
    }

    /// - Returns: a complete document in UTF-8, ending in a newline.
    public func render(_ document: RenderedFeed) throws(XMLError) -> [UInt8] {
        switch self {
        case .rss: try RSS.render(document)
        case .atom: try Atom.render(document)
        case .json: JSONFeed.render(document)
        }
    }

    public func render(_ feed: Feed) throws(XMLError) -> [UInt8] { try render(RenderedFeed(feed)) }

    /// Where a document of a feed is served: absolute.
    public func address(of feed: Feed) -> String { feed.channel.url + feed.path(as: self) }
}
