public import Interop

/// Renders what search engines find the pages by (sitemaps.org, protocol 0.9): an index, and parts of bounded size, so
/// that one new page costs one part.
public enum Sitemap {
    /// Of the index, in the site.
    public static let path = "sitemap.xml"

    public static func path(part: Int64) -> String { "sitemaps/\(part).xml" }

    public struct Page: Hashable, Sendable {
        /// Absolute.
        public var address: String
        public var updated: Timestamp

        public init(address: String, updated: Timestamp) {
            self.address = address
            self.updated = updated
        }
    }

    private static let namespace = "http://www.sitemaps.org/schemas/sitemap/0.9"

    /// - Parameter pages: of one part; at most 50,000.
    public static func render(pages: [Page]) throws(XMLError) -> [UInt8] {
        try render("urlset", "url", pages)
    }

    /// - Parameter parts: their numbers and the latest changes in them.
    public static func render(
        parts: [(part: Int64, updated: Timestamp)], of channel: Channel
    ) throws(XMLError) -> [UInt8] {
        try render(
            "sitemapindex", "sitemap",
            parts.map { Page(address: channel.url + path(part: $0.part), updated: $0.updated) })
    }

    private static func render(
        _ root: StaticString, _ element: StaticString, _ pages: [Page]
    ) throws(XMLError) -> [UInt8] {
        var writer = XMLWriter()
        writer.element(root, ["xmlns": namespace]) { writer in
            for page in pages {
                writer.element(element) { writer in
                    writer.element("loc", text: page.address)
                    writer.element("lastmod", text: page.updated.rfc3339)
                }
            }
        }
        return try writer.finish()
    }
}
