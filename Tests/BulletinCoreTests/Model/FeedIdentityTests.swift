import BulletinCore
import Testing

/// The addresses of feeds, there and back.
@Suite struct FeedIdentityTests {
    @Test(
        arguments: Series.allCases, [nil, Topic(name: "", slug: "a-b")]
    ) func everyPathLeadsBack(series: Series, topic: Topic?) throws {
        let identity = FeedIdentity(series, topic: topic)
        for archive in [nil, 1, 2_000] as [Int?] {
            for format in OutputFormat.allCases {
                let found = try #require(FeedIdentity.document(at: identity.path(as: format, archive: archive)))
                #expect(found == (identity, archive, format.rawValue))
            }
            let found = try #require(FeedIdentity.document(at: identity.pagePath(archive: archive)))
            #expect(found == (identity, archive, "html"))
        }
    }

    @Test(arguments: [
        "", "feed", "feed.xml", "feed-1.rss", "archive/feed.rss", "archive/feed-01.rss", "archive/feed-x.rss",
        "topics/feed.rss", "topics/a/b/feed.rss", "feed.html", "index.rss", "bulletins/w/index.html", "gone.html",
        "archive/index.html", "/feed.rss", "archive/feed--1.rss", "archive/archive/feed-1.rss", "feed..rss",
    ]) func otherPathsAreNoFeeds(path: String) { #expect(FeedIdentity.document(at: path) == nil) }
}
