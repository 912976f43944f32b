import Interop
import Testing

@testable import BulletinCore

/// What is taken from the feeds of this program and of others.
@Suite struct AdoptedFeedTests {
    private static func feed(_ text: String) throws -> AdoptedFeed { try AdoptedFeed(reading: Array(text.utf8)) }

    private static func rss(_ items: String) -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <channel><title>T</title><link>https://old.example/</link><description>D</description>
        \(items)
        </channel></rss>
        """
    }

    /// In the manner of WordPress.
    @Test func takesItemsWithContent() throws {
        let feed = try Self.feed(
            Self.rss(
                """
                <item><title>Harbour &amp;#8217;s news &amp;amp; more</title>
                <link>https://old.example/2025/harbour/</link><pubDate>Tue, 02 Dec 2025 08:15:00 +0000</pubDate>
                <dc:creator>M. Hale</dc:creator><guid isPermaLink="false">https://old.example/?p=17</guid>
                <description><![CDATA[The dredger began [&#8230;]]]></description>
                <content:encoded><![CDATA[<p>The dredger <em>began</em> on <a href="https://x.example/a?b=1&amp;c">Tuesday</a>.</p>
                <script>alert(1)</script><img src="https://old.example/a.png" alt="A map">]]></content:encoded></item>
                """))
        let entry = try #require(feed.entries.first)
        #expect(feed.problems == [])
        #expect(entry.id.uri == "https://old.example/?p=17")
        #expect(entry.title == "Harbour ’s news & more")
        #expect(entry.published?.rfc3339 == "2025-12-02T08:15:00Z")
        #expect(entry.updated == nil)
        #expect(entry.link == "https://old.example/2025/harbour/")
        #expect(entry.origin == nil)
        #expect(
            entry.content
                == AdoptedContent(
                    text: "The dredger began on Tuesday.\nA map",
                    addresses: ["https://x.example/a?b=1&c", "https://old.example/a.png"], isWhole: true))
    }

    @Test func takesWhatNamesItemsWithoutGuid() throws {
        let feed = try Self.feed(
            Self.rss(
                """
                <item><title>A</title><link> https://old.example/a </link><dc:date>2024-05-01</dc:date></item>
                <item><title>B</title><guid>https://old.example/b</guid><description>Short.</description></item>
                <item><title>C</title></item>
                """))
        #expect(feed.entries.map(\.id.uri) == ["https://old.example/a", "https://old.example/b"])
        #expect(feed.entries.map(\.link) == ["https://old.example/a", "https://old.example/b"])
        #expect(feed.entries[0].published?.rfc3339 == "2024-05-01T00:00:00Z")
        #expect(feed.entries[1].published == nil)
        #expect(feed.entries[1].content == AdoptedContent(text: "Short.", isWhole: false))
        #expect(feed.problems.map(\.line) == [6])
    }

    @Test(arguments: [
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
          xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://o.example/"><title>T</title></channel>
        <item rdf:about="https://o.example/1"><title>One</title><link>https://o.example/1</link>
        <description>Text</description><dc:date>2026-03-14T17:26:53+08:00</dc:date></item></rdf:RDF>
        """,
        """
        <rss version="0.91"><channel><title>T</title><item><title>One</title><link>https://o.example/1</link>
        <description>Text</description><pubDate>14 Mar 26 09:26:53 GMT</pubDate></item></channel></rss>
        """,
        """
        <feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>T</title><entry><title>One</title>
        <link rel="alternate" type="text/html" href="https://o.example/1"/><id>https://o.example/1</id>
        <issued>2026-03-14T09:26:53Z</issued><summary type="text/plain">Text</summary></entry></feed>
        """,
        """
        <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title type="html">&lt;b&gt;One&lt;/b&gt;</title>
        <link rel="self" href="https://o.example/1.atom"/><link href="https://o.example/1"/><id>https://o.example/1</id>
        <updated>2026-03-14T09:26:53Z</updated><summary>Text</summary></entry></feed>
        """,
        """
        {"version": "https://jsonfeed.org/version/1", "title": "T", "items": [{"id": "https://o.example/1", "title": "One",
        "url": "https://o.example/1", "summary": "Text", "date_published": "2026-03-14T09:26:53Z"}]}
        """,
    ]) func readsAllFormats(text: String) throws {
        let entry = try #require(try Self.feed(text).entries.first)
        #expect(entry.id.uri == "https://o.example/1")
        #expect(entry.link == "https://o.example/1")
        #expect(entry.title == "One")
        #expect(entry.published?.rfc3339 == "2026-03-14T09:26:53Z")
        #expect(entry.content == AdoptedContent(text: "Text", isWhole: false))
    }

    private static let item = """
        <item><title>朱镕基同志在全国水利工作会议上指出，各地要落实责任，确保水库安全度汛 — TITLE</title><link>https://o.example/1</link><description>TEXT</description></item>
        """

    private static let titleInGBK: [UInt8] = [
        0xD6, 0xEC, 0xE9, 0x46, 0xBB, 0xF9, 0xCD, 0xAC, 0xD6, 0xBE, 0xD4, 0xDA, 0xC8, 0xAB, 0xB9, 0xFA, 0xCB, 0xAE,
        0xC0, 0xFB, 0xB9, 0xA4, 0xD7, 0xF7, 0xBB, 0xE1, 0xD2, 0xE9, 0xC9, 0xCF, 0xD6, 0xB8, 0xB3, 0xF6, 0xA3, 0xAC,
        0xB8, 0xF7, 0xB5, 0xD8, 0xD2, 0xAA, 0xC2, 0xE4, 0xCA, 0xB5, 0xD4, 0xF0, 0xC8, 0xCE, 0xA3, 0xAC, 0xC8, 0xB7,
        0xB1, 0xA3, 0xCB, 0xAE, 0xBF, 0xE2, 0xB0, 0xB2, 0xC8, 0xAB, 0xB6, 0xC8, 0xD1, 0xB4, 0x20, 0xA1, 0xAA, 0x20,
    ]

    private static func declared(_ charset: String) -> String {
        rss(item).replacing("encoding=\"UTF-8\"", with: "encoding=\"\(charset)\"")
    }

    /// Feeds as programs write them: readers show them all, and only what was guessed at is told.
    @Test(
        arguments: [
            ("charset of a larger one", true, declared("gb2312"), false),
            ("charset of another", true, declared("utf-8"), true),
            ("no charset", true, rss(item).replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", with: ""), true),
            ("another charset than it is", false, declared("gbk"), true),
            ("lines before it", false, "\n\n" + rss(item), false),
            ("words before it", false, "<br />\n<b>Notice</b>: x in y\n" + rss(item), true),
            ("words behind it", false, rss(item) + "\n<script>x</script>", true),
            ("characters of HTML", false, rss(item.replacing("TEXT", with: "a&nbsp;b &eacute; &amp; &#11;")), true),
            ("ampersands", false, rss(item.replacing("TITLE", with: "A & B &c")), true),
            ("control characters", false, rss(item.replacing("TITLE", with: "A\u{B} B")), true),
            (
                "a namespace", false,
                rss(item).replacing("<rss ", with: "<rss xmlns=\"http://backend.userland.com/rss2\" "), false
            ),
        ] as [(String, Bool, String, Bool)])
    func readsWhatIsNotWellFormed(name: String, isGBK: Bool, text: String, isTold: Bool) throws {
        let title = Array("朱镕基同志在全国水利工作会议上指出，各地要落实责任，确保水库安全度汛 — ".utf8)
        let bytes = Array(text.utf8)
        let feed = try AdoptedFeed(reading: isGBK ? bytes.replacing(title, with: Self.titleInGBK) : bytes)
        #expect(feed.entries.map(\.id.uri) == ["https://o.example/1"], "\(name)")
        #expect(feed.entries.first?.title.hasPrefix("朱镕基同志") == true, "\(name)")
        #expect(!feed.problems.isEmpty == isTold, "\(name): \(feed.problems)")
    }

    @Test func readsReferencesOfHTML() throws {
        let text = "a&nbsp;b &eacute; &amp;amp; &lt;i&gt; &nothing; &#233; & <![CDATA[&eacute; & x]]>"
        let feed = try Self.feed(Self.rss(Self.item.replacing("TEXT", with: text)))
        #expect(feed.entries.first?.content.text == "a b é & &nothing; é & é & x")
        #expect(feed.problems.map(\.line) == [4])
    }

    @Test(arguments: ["", "<p>x</p>"]) func aFeedThatIsCutOffIsRefused(text: String) {
        #expect(throws: AdoptionProblem.self) {
            try Self.feed(Self.rss(Self.item + text).replacing("</rss>", with: ""))
        }
    }

    @Test func readsJSONBehindAByteOrderMark() throws {
        let feed = try Self.feed(
            "\u{FEFF}{\"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{\"id\": \"1\"}]}")
        #expect(feed.entries.map(\.id.uri) == ["1"])
    }

    @Test func keepsTheOrderOfWordsInXHTML() throws {
        let feed = try Self.feed(
            """
            <a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>T</a:title><a:id>urn:x:1</a:id>
            <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>One <b>two</b> three</p><p>four</p></div>
            </a:content><a:updated>2026-03-14T09:26:53Z</a:updated></a:entry></a:feed>
            """)
        #expect(feed.entries.map(\.content.text) == ["One two three\nfour"])
    }

    @Test func takesNumbersForIds() throws {
        let feed = try Self.feed(
            """
            {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": 17, "content_text": "a < b\\n\\nc"},
            {"id": "x\\u0001"}, {"content_text": "nameless"}, {"id": "d", "date_published": "soon"}]}
            """)
        #expect(feed.entries.map(\.id.uri) == ["17", "d"])
        #expect(feed.entries[0].content == AdoptedContent(text: "a < b\nc", isWhole: true))
        #expect(feed.problems.map(\.line) == [2, 2, 2])
        #expect(feed.problems.last?.reason == "'soon' is no date; the entry is taken without it")
    }

    @Test(arguments: [
        ("", true), ("hello", true), ("<html><body>x</body></html>", true), ("{\"a\": 1}", true),
        ("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"/>", true),
        ("<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"/>", true),
        ("<rss><channel><item>", false), ("<?xml version=\"1.0\"?><feed>", false), ("[1, 2", false),
        ("<rss>" + String(repeating: "<a>", count: 100_000), false),
    ]) func refusesWhatIsNoFeed(text: String, isOtherKind: Bool) {
        let problem = #expect(throws: AdoptionProblem.self) { try Self.feed(text) }
        #expect(problem?.isOtherKind == isOtherKind)
        #expect(problem?.reason.contains("\n") == false)
    }

    /// Addresses are absolute when they are taken (RFC 3986 §5, XML Base), or a redirect leads nowhere.
    @Test(
        arguments: [
            (
                """
                <feed xmlns="http://www.w3.org/2005/Atom" xml:base="http://blog.example/base/"><title>T</title>
                <entry><id>urn:x:1</id><title>A</title><link href="one.html"/></entry>
                <entry xml:base="2026/"><id>urn:x:2</id><title>B</title><link href="two.html?a=b"/></entry>
                <entry xml:base="/top/"><id>urn:x:3</id><title>C</title><link xml:base="deep/" href="../three.html"/></entry>
                <entry xml:base="http://other.example/"><id>urn:x:4</id><title>D</title><link href="/four"/></entry>
                <entry><id>urn:x:5</id><title>E</title><link href="//cdn.example/five"/></entry></feed>
                """,
                [
                    "http://blog.example/base/one.html", "http://blog.example/base/2026/two.html?a=b",
                    "http://blog.example/top/three.html", "http://other.example/four", "http://cdn.example/five",
                ]
            ),
            (
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
                <entry><id>urn:x:1</id><title>A</title><link href="../one"/></entry>
                <link rel="self" href="https://blog.example/feeds/all.atom"/></feed>
                """, ["https://blog.example/one"]
            ),
            (
                """
                <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title>
                <link>https://site.example/</link><item><link>/a</link></item><item><guid>/b</guid></item>
                <item xml:base="http://x.example/"><title>C</title><link>c</link></item>
                <atom:link rel="self" href="https://blog.example/feed.rss"/></channel></rss>
                """, ["https://blog.example/a", "https://blog.example/b", "http://x.example/c"]
            ),
            (
                "<rss version=\"2.0\"><channel><title>T</title><item><link>/a</link></item>"
                    + "<link>https://site.example/</link></channel></rss>", ["https://site.example/a"]
            ),
            (
                "<rss version=\"2.0\"><channel><title>T</title><item><link>/a</link><guid>g</guid></item></channel></rss>",
                [nil]
            ),
            (
                """
                {"version": "https://jsonfeed.org/version/1.1", "feed_url": "https://blog.example/x/feed.json",
                "items": [{"id": "1", "url": "one"}, {"id": "2", "external_url": "/two"}]}
                """, ["https://blog.example/x/one", "https://blog.example/two"]
            ),
        ] as [(String, [String?])]) func completesRelativeAddresses(text: String, links: [String?]) throws
    {
        let feed = try Self.feed(text)
        #expect(feed.entries.map(\.link) == links)
        #expect(feed.problems == [])
    }

    /// What stands for one entry to readers is one, and the feed's author hears of it; versions of an entry are no
    /// mistake (RFC 4287 §4.1.1).
    @Test func tellsIdsThatStandTwice() throws {
        let feed = try Self.feed(
            Self.rss(
                """
                <item><title>A</title><guid>urn:x:1</guid></item>
                <item><title>B</title><guid>urn:x:2</guid></item>
                <item><title>C</title><guid>urn:x:1</guid></item>
                """))
        #expect(
            feed.problems == [
                AdoptionProblem(
                    "the id 'urn:x:1' stands in line 4, too; readers take both for one entry, and so are they taken",
                    line: 6)
            ])
        let versions = try Self.feed(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>T</title>
            <entry><id>urn:x:1</id><title>A</title><updated>2026-03-14T09:26:53Z</updated></entry>
            <entry><id>urn:x:1</id><title>A, mended</title><updated>2026-03-15T09:26:53Z</updated></entry></feed>
            """)
        #expect(versions.problems == [])
    }

    /// 10 MB of items, all of which bear one id, none of which has a date.
    @Test func isBounded() throws {
        let padding = String(repeating: "x", count: 900)
        let item = "<item><title>T</title><guid>g</guid><pubDate>no</pubDate><y>\(padding)</y></item>\n"
        let feed = try Self.feed(Self.rss(String(repeating: item, count: 10_000)))
        #expect(feed.entries.count == 10_000)
        #expect(feed.problems.count == 20)
        #expect(feed.furtherProblems == 19_979)
    }

    private static let ours = "tag:example.org,2026-03-01:%E5%91%A8%20%E6%8A%A5/a/0123456789ab"

    @Test(
        arguments: [
            (ours, "https://n.example/x/bulletins/a-b/#s-0123456789ab", "a-b", "s-0123456789ab"),
            (ours, "https://n.example/bulletins/a-b/", "a-b", "s-0123456789ab"),
            (ours + "-2", "https://n.example/bulletins/a-b/#s-0123456789ab-2", "a-b", "s-0123456789ab-2"),
            ("tag:example.org,2026-03-01:w/issue", "https://n.example/bulletins/w/", "w", ""),
            (ours, nil, nil, "s-0123456789ab"),
        ] as [(String, String?, String?, String)]) func knowsItsOwn(
            id: String, link: String?, slug: String?, anchor: String
        )
    {
        let origin = AdoptedOrigin(id: id, link: link)
        #expect(origin?.authority.text == "example.org,2026-03-01")
        #expect(origin?.slug == slug)
        #expect(origin?.anchor == anchor)
        if anchor.hasPrefix("s-0") { #expect(origin?.key == BulletinKey("周 报/a")) }
    }

    @Test(arguments: [
        (ours, "https://n.example/other/"), (ours, "https://n.example/bulletins/../"),
        (ours, "https://n.example/bulletins/a%2Fb/"), (ours, "https://n.example/bulletins/a/#s-1"),
        ("tag:example.org,2026:w/0123456789ab", "https://n.example/bulletins/w/"),
        ("tag:example.org,2026-02-30:w/0123456789ab", "https://n.example/bulletins/w/"),
        ("tag:blogger.example,1999:blog-1.post-2", "https://n.example/bulletins/w/"),
        ("tag:example.org,2026-03-01:/0123456789ab", "https://n.example/bulletins/w/"),
        ("https://n.example/bulletins/w/0123456789ab", "https://n.example/bulletins/w/"),
    ]) func doesNotTakeOthersForItsOwn(id: String, link: String) {
        #expect(AdoptedOrigin(id: id, link: link) == nil)
    }

    @Test func laterVersionsStandAndLackNothing() {
        let old = AdoptedEntry(
            id: EntryID(uri: "a"), title: "Old", published: Timestamp(seconds: 10), link: "https://o.example/",
            content: AdoptedContent(text: "old", isWhole: true))
        let new = AdoptedEntry(
            id: EntryID(uri: "a"), title: "New", published: Timestamp(seconds: 12), updated: Timestamp(seconds: 20))
        let merged = AdoptedEntry(
            id: EntryID(uri: "a"), title: "New", published: Timestamp(seconds: 10), updated: Timestamp(seconds: 20),
            link: "https://o.example/", content: AdoptedContent(text: "old", isWhole: true))
        #expect(old.merged(with: new) == merged)
        #expect(new.merged(with: old) == merged)
    }

    /// An id that is no IRI is told to readers of Atom by one that is, and is known again by it.
    @Test(arguments: [
        "17", "post seven", "https://o.example/新闻", "tag:x", "urn:uuid:1", "a/b?c#d%", "tag:o.example,2020:x",
    ])
    func idsOfOthersFitAtom(id: String) throws {
        let feed = SampleFeeds.feed("weekly")
        var entry = try #require(feed.entries.first)
        entry.id = EntryID(uri: id)
        var changed = feed
        changed.entries = [entry]
        for format in OutputFormat.allCases {
            let bytes = try format.render(changed)
            let findings = Validator.validate(bytes, base: format.address(of: changed))
            #expect(findings.filter { $0.severity == .error } == [])
            #expect(try AdoptedFeed(reading: bytes).entries.map(\.id.uri) == [id])
        }
    }
}
