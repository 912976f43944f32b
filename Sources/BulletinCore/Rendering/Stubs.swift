public import Interop

extension PageRenderer {
    public static var feedStylesheet: [UInt8] { Array("feed{}\n".utf8) }
    public func twin(of feed: Feed, topics: [Topic], topicSlugs: [String: String] = [:]) -> [UInt8] { index(feed) }
}

public enum OPML {
    public static let path = "feeds.opml"
    public static func render(_ channel: Channel, topics: [Topic], updated: Timestamp) throws(XMLError) -> [UInt8] {
        Array("<opml/>\n".utf8)
    }
}

public enum Sitemap {
    public static let path = "sitemap.xml"
    public static func path(part: Int) -> String { "sitemaps/\(part).xml" }
    public static func pages(_ pages: [(address: String, updated: Timestamp)]) throws(XMLError) -> [UInt8] {
        Array("<x>\(pages)</x>\n".utf8)
    }
    public static func index(chunks: [(number: Int, updated: Timestamp)], of: Channel) throws(XMLError) -> [UInt8] {
        Array("<x>\(chunks)</x>\n".utf8)
    }
}
