import BulletinCore
import Testing

/// The lists for readers and crawlers: all feeds, all pages.
@Suite struct SiteListTests {
    @Test func eachFeedIsListedOnce() throws {
        let bytes = try OPML.render(
            SamplePages.channel, topics: [SamplePages.weather], updated: SamplePages.published)
        let text = String(decoding: bytes, as: UTF8.self)
        #expect(Validator.validate(bytes, base: nil).isEmpty)
        let addresses = text.split(separator: "xmlUrl=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        let site = SamplePages.channel.url
        #expect(
            addresses
                == [
                    "feed.atom", "issues.atom", "corrections.atom", "topics/weather/feed.atom",
                    "topics/weather/issues.atom",
                ].map { Substring(site + $0) })
        #expect(text.contains("<outline text=\"气象\">"))
        #expect(text.contains("htmlUrl=\"\(site)topics/weather/issues.html\""))
        #expect(text.contains("<dateModified>Fri, 02 Apr 2021 01:30:00 +0000</dateModified>"))
    }

    @Test func crawlersFindThePartsAndTheirPages() throws {
        let when = SamplePages.published
        let index = try Sitemap.render(
            parts: [(part: 1, updated: when), (part: 2, updated: when)], of: SamplePages.channel)
        #expect(
            String(decoding: index, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?>
                <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                  <sitemap>
                    <loc>https://news.example.org/water/sitemaps/1.xml</loc>
                    <lastmod>2021-04-02T01:30:00Z</lastmod>
                  </sitemap>
                  <sitemap>
                    <loc>https://news.example.org/water/sitemaps/2.xml</loc>
                    <lastmod>2021-04-02T01:30:00Z</lastmod>
                  </sitemap>
                </sitemapindex>

                """)
        let pages = try Sitemap.render(pages: [Sitemap.Page(address: "https://a.example/?a&b", updated: when)])
        #expect(String(decoding: pages, as: UTF8.self).contains("<loc>https://a.example/?a&amp;b</loc>"))
    }
}
