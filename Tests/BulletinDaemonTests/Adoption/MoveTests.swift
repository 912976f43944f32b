import BulletinCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// A move from other software: its ids and dates go on, and nothing is posted again.
@Suite(.inTurn) struct MoveTests {
    static let harbour = """
        # The harbour's new channel

        The dredger began work on Tuesday night, and "all went well", the harbour master said on Wednesday morning.

        - the north channel is closed
        - ferries go by the south
        """

    /// In the manner of WordPress: quotation marks that are set, a footer under the text, an id that is no address of
    /// the story.
    static let wordPress = """
        <?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
        <channel><title>Old</title><link>https://old.example</link><description>Old news</description>
        <item><title>The harbour&#8217;s new channel</title><link>https://old.example/2025/12/harbour/</link>
        <pubDate>Tue, 02 Dec 2025 08:15:00 +0000</pubDate><guid isPermaLink="false">https://old.example/?p=17</guid>
        <description><![CDATA[The dredger began work on Tuesday night, and [&#8230;]]]></description>
        <content:encoded><![CDATA[<p>The dredger began work on Tuesday night, and &#8220;all went well&#8221;, the harbour
        master said on Wednesday morning.</p>
        <ul class="wp-block-list"><li>the north channel is closed</li><li>ferries go by the south</li></ul>
        <p>The post <a href="https://old.example/2025/12/harbour/">The harbour&#8217;s new channel</a> appeared first on
        <a href="https://old.example">Old</a>.</p>]]></content:encoded></item>
        </channel></rss>
        """

    /// A digest that was one post, and the same in a file.
    static let digestItem = """
        <item><title>Weekly review</title><link>https://old.example/2025/12/week/</link>
        <pubDate>Fri, 05 Dec 2025 08:00:00 +0000</pubDate><guid isPermaLink="false">https://old.example/?p=19</guid>
        <content:encoded><![CDATA[<p>First story</p><p>The body of the first story.</p>]]></content:encoded></item>
        </channel>
        """
    static let digest = """
        Weekly review
        ① First story
        The body of the first story, long enough to be one.
        ② Second story
        The body of the second story, long enough to be one.

        """

    /// In the manner of Hugo: the beginning of the text, the address as the id.
    static let hugo = """
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Old</title>
        <link>https://old.example/</link><description>D</description>
        <atom:link href="https://old.example/index.xml" rel="self" type="application/rss+xml"/>
        <item><title>The harbour&#39;s new channel</title><link>https://old.example/posts/harbour/</link>
        <pubDate>Tue, 02 Dec 2025 16:15:00 +0800</pubDate><guid>https://old.example/posts/harbour/</guid>
        <description>The dredger began work on Tuesday night, and &amp;ldquo;all went well&amp;rdquo;,</description></item>
        </channel></rss>
        """

    /// In the manner of Jekyll: an id without ending, and a date of change.
    static let jekyll = """
        <feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Old</title><id>https://old.example/feed.xml</id>
        <updated>2026-01-05T10:00:00+00:00</updated><entry><title type="html">The harbour’s new channel</title>
        <link href="https://old.example/2025/12/02/harbour.html" rel="alternate" type="text/html" title="The harbour"/>
        <published>2025-12-02T08:15:00+00:00</published><updated>2026-01-05T10:00:00+00:00</updated>
        <id>https://old.example/2025/12/02/harbour</id>
        <content type="html" xml:base="https://old.example/"><![CDATA[<p>The dredger began work on Tuesday night, and “all
        went well”, the harbour master said on Wednesday morning.</p><ul><li>the north channel is closed</li>
        <li>ferries go by the south</li></ul>]]></content></entry></feed>
        """

    /// A JSON Feed with ids that are no addresses.
    static let json = """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Old", "items": [{"id": "post seven & more",
        "url": "https://old.example/7", "title": "The harbour's new channel", "date_published": "2025-12-02T08:15:00Z",
        "content_text": "The dredger began work on Tuesday night, and \\"all went well\\", the harbour master said on Wednesday morning.\\n\\nthe north channel is closed\\n\\nferries go by the south"}]}
        """

    /// A world that has adopted a feed.
    static func moved(_ feed: String) throws -> World {
        try World(RecoveryTests.small) { folder, configuration in
            try folder.write(feed, to: "old.xml")
            _ = try Daemon.adopt([folder("old.xml")], configuration, at: Timestamp(seconds: 1_799_000_000)) { remark in
                Issue.record("\(remark)")
            }
        }
    }

    @Test(arguments: [
        (wordPress, "https://old.example/?p=17", "2025-12-02T08:15:00Z", "https://old.example/2025/12/harbour/"),
        (hugo, "https://old.example/posts/harbour/", "2025-12-02T08:15:00Z", "https://old.example/posts/harbour/"),
        (
            jekyll, "https://old.example/2025/12/02/harbour", "2026-01-05T10:00:00Z",
            "https://old.example/2025/12/02/harbour.html"
        ),
        (json, "post seven & more", "2025-12-02T08:15:00Z", "https://old.example/7"),
    ]) func idsAndDatesGoOn(feed: String, id: String, updated: String, link: String) async throws {
        let world = try Self.moved(feed)
        try await world.drop(Self.harbour, as: "harbour.md")
        let entry = try #require(try world.entries().first)
        #expect(entry.id.uri == id)
        #expect(entry.published.rfc3339 == "2025-12-02T08:15:00Z")
        #expect(entry.updated.rfc3339 == updated)
        // All formats went out, and each says what its readers compare.
        #expect(try AdoptedFeed(reading: try world.folder.read("site/feed.rss")).entries.map(\.id.uri) == [id])
        #expect(try AdoptedFeed(reading: try world.folder.read("site/feed.json")).entries.map(\.id.uri) == [id])
        #expect(try AdoptedFeed(reading: try world.folder.read("site/feed.atom")).entries.map(\.id.uri) == [id])
        // The way from the old address is kept.
        let row = try world.catalogue.database.read {
            try Row.fetchOne(
                $0,
                sql: """
                    SELECT link, bulletin.slug FROM adopted JOIN entry ON entry.id = adopted.entry
                    JOIN bulletin ON bulletin.id = entry.bulletin
                    """)
        }
        #expect(row.map { [$0[0], $0[1]] } == [link, "harbour"] as [String]?)
        // A correction is one from here on.
        world.now = world.now.advanced(by: 100)
        try await world.drop(Self.harbour + "\n- the tide is high\n", as: "harbour.md")
        let after = try #require(try world.entries().first)
        #expect(after.id == entry.id && after.published == entry.published && after.updated == world.now)
    }

    /// Another headline over the very text is the story, whatever the other program puts under it in its own language; so is
    /// one with a stop at its end, where there is no text.
    @Test(arguments: [
        (wordPress, "Photos: the harbour's new channel"), (wordPress, "The harbour's new channel (photos)"),
        (
            wordPress.replacing("The post", with: "Der Beitrag").replacing(
                "appeared first on", with: "erschien zuerst auf"),
            "A new channel"
        ),
        (wordPress, "The harbour's new channel."), (hugo, "The harbour's new channel!"),
    ]) func anotherHeadlineOverTheTextIsACorrection(feed: String, title: String) async throws {
        let world = try Self.moved(feed)
        try await world.drop(Self.harbour.replacing("The harbour's new channel", with: title), as: "harbour.md")
        #expect(try world.entries().map(\.id.uri.isOfOldSite) == [true])
        #expect(try world.entries().map(\.published.rfc3339) == ["2025-12-02T08:15:00Z"])
    }

    /// Whoever took the ids back from the site alone takes the addresses from the old feeds later, before the stories are
    /// out again or after.
    @Test(arguments: [false, true]) func formerAddressesMayBeAdoptedLater(isOut: Bool) async throws {
        let first = try Self.moved(Self.wordPress)
        try await first.drop(Self.harbour, as: "harbour.md")
        let second = try World(RecoveryTests.small) { _, configuration in
            for source in isOut ? ["site"] : ["site", "old.xml"] {
                _ = try Daemon.adopt([first.folder(source)], configuration, at: Timestamp(seconds: 1_800_000_001)) {
                    Issue.record("\($0)")
                }
            }
        }
        try await second.drop(Self.harbour, as: "harbour.md")
        if isOut {
            let feed = try AdoptedFeed(reading: try first.folder.read("old.xml"))
            #expect(try second.catalogue.adopt([""], at: second.now) { _ in feed }.known == 1)
        }
        #expect(try second.catalogue.redirect(of: "/2025/12/harbour/") == .at("bulletins/harbour/"))
    }

    @Test func aChangedTextIsACorrection() async throws {
        let world = try Self.moved(Self.wordPress)
        try await world.drop(Self.harbour.replacing("Tuesday night", with: "Monday night"), as: "harbour.md")
        let entry = try #require(try world.entries().first)
        #expect(entry.id.uri == "https://old.example/?p=17")
        #expect(entry.updated == world.now)
    }

    /// A digest that was one post is one issue; its stories were never posted.
    @Test func aDigestThatWasOnePostIsAnIssue() throws {
        let world = try Self.moved(Self.wordPress)
        try world.take(.digest(["A", "B"], title: "The harbour's new channel"), at: "w.txt")
        let issues = try world.feed(DocumentKey(feed: 2, archive: 0)).entries
        #expect(issues.map(\.id.uri) == ["https://old.example/?p=17"])
        #expect(issues.map(\.published.rfc3339) == ["2025-12-02T08:15:00Z"])
        #expect(issues.map(\.updated) == issues.map(\.published))
        #expect(try world.entries().allSatisfy { $0.published <= world.now && $0.published > issues[0].published })
        // Its id stays through changes.
        world.now = world.now.advanced(by: 10)
        try world.take(.digest(["A", "B", "C"], title: "The harbour's new channel"), at: "w.txt", version: 2)
        let later = try world.feed(DocumentKey(feed: 2, archive: 0)).entries
        #expect(later.map(\.id) == issues.map(\.id))
        #expect(later.map(\.updated) == [world.now])
        // What it was read at, and its id, which is an address, lead to it.
        for path in ["/2025/12/harbour/", "/?p=17"] {
            #expect(try world.catalogue.redirect(of: path) == .at("bulletins/w/"))
        }
        try world.take([], gone: ["w.txt"])
        #expect(try world.catalogue.redirect(of: "/2025/12/harbour/") == .withdrawn)
    }

    /// Servers add a slash at the end, or take it away.
    @Test(arguments: [
        (wordPress, ["/2025/12/harbour", "/2025/12/harbour/"]),
        (jekyll, ["/2025/12/02/harbour/", "/2025/12/02/harbour.html/"]),
        (hugo, ["/posts/harbour", "/posts/harbour/"]),
    ]) func aSlashAtTheEndSaysNothing(feed: String, addresses: [String]) async throws {
        let world = try Self.moved(feed)
        try await world.drop(Self.harbour, as: "harbour.md")
        for address in addresses {
            #expect(try world.catalogue.redirect(of: address) == .at("bulletins/harbour/"), "\(address)")
        }
        for address in ["", "/?p=2", "/2025/12/", "/2025/12/harbour/?p=1", "/posts"] {
            #expect(try world.catalogue.redirect(of: address) == nil, "\(address)")
        }
        try world.take([], gone: ["harbour.md"])
        #expect(try world.catalogue.redirect(of: addresses[0]) == .withdrawn)
    }

    /// Unless the site had another story there.
    @Test func aSlashAtTheEndMayBeAllThatDiffers() async throws {
        let item = """
            <item><title>Quay</title><link>https://old.example/2025/12/harbour</link>
            <guid isPermaLink="false">q</guid><description>The quay.</description></item></channel>
            """
        let world = try Self.moved(Self.wordPress.replacing("</channel>", with: item))
        try await world.drop(Self.harbour, as: "harbour.md")
        try await world.drop("# Quay\n\nThe quay.\n", as: "quay.md")
        #expect(try world.catalogue.redirect(of: "/2025/12/harbour/") == .at("bulletins/harbour/"))
        #expect(try world.catalogue.redirect(of: "/2025/12/harbour") == .at("bulletins/quay/"))
    }

    /// Our own site tells where its pages are, and the feeds of the former one where they were.
    @Test(arguments: [["site"], ["site", "old.xml"], ["old.xml", "site"]])
    func formerAddressesOutliveTheCatalogue(sources: [String]) async throws {
        let first = try Self.moved(Self.wordPress)
        try await first.drop(Self.harbour, as: "harbour.md")
        #expect(try first.catalogue.redirect(of: "/2025/12/harbour/") == .at("bulletins/harbour/"))
        let second = try World(RecoveryTests.small) { _, configuration in
            _ = try Daemon.adopt(
                sources.map { first.folder($0) }, configuration, at: Timestamp(seconds: 1_800_000_001)
            ) { Issue.record("\($0)") }
        }
        try await second.drop(Self.harbour, as: "harbour.md")
        #expect(try second.entries().map(\.id) == first.entries().map(\.id))
        #expect(try second.catalogue.redirect(of: "/?p=17") == .at("bulletins/harbour/"))
        let link = try second.catalogue.redirect(of: "/2025/12/harbour/")
        #expect(link == (sources == ["site"] ? nil : .at("bulletins/harbour/")))
        #expect(try second.catalogue.redirect(of: "/bulletins/harbour/") == nil)
    }

    /// Promise 7: a headline that was used before lets nothing out early.
    @Test func nothingComesOutBeforeItsTime() async throws {
        let world = try Self.moved(Self.wordPress)
        let future = "---\ndate: 2027-03-01 09:00\n---\n" + Self.harbour + "\n\nA secret until March.\n"
        try await world.drop(future, as: "secret.md")
        #expect(try world.entries().isEmpty)
        #expect(try world.waiting() == 1)
        for bytes in try world.folder.files(below: "site").values {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("secret"))
        }
        #expect(try world.catalogue.release(at: Timestamp(seconds: 1_806_000_000)) == 1)
        #expect(try world.entries().map { $0.id.uri.hasPrefix("tag:") } == [true])
    }

    @Test func draftsClaimNothing() async throws {
        let world = try Self.moved(Self.wordPress)
        try await world.drop("---\ndraft: true\n---\n" + Self.harbour, as: "harbour.md")
        #expect(try world.waiting() == 1)
        try await world.drop(Self.harbour, as: "harbour.md")
        #expect(try world.entries().map(\.id.uri) == ["https://old.example/?p=17"])
    }

    // MARK: the command

    private static func adopt(
        _ folder: TemporaryFolder, _ names: [String], _ configuration: BulletinDaemon.Configuration
    ) throws -> (
        adoption: Adoption, remarks: [String]
    ) {
        var remarks: [String] = []
        let adoption = try Daemon.adopt(names.map { folder($0) }, configuration, at: Timestamp(seconds: 1_800_000_000))
        {
            remarks.append("\($0)".replacing(folder.path + "/", with: ""))
        }
        return (adoption, remarks)
    }

    private static func settings(_ folder: TemporaryFolder) -> BulletinDaemon.Configuration {
        var configuration = BulletinDaemon.Configuration()
        configuration.state = folder("state")
        configuration.url = "https://news.example.org/"
        return configuration
    }

    /// What this program published elsewhere would move without a word.
    @Test(arguments: [("https://news.example.org/", nil), ("https://other.example/", "https://news.example.org/")])
    func anotherAddressIsTold(url: String, site: String?) async throws {
        let world = try World()
        try await world.drop(Self.harbour, as: "harbour.md")
        var settings = Self.settings(world.folder)
        settings.state = world.folder("other")
        settings.url = url
        #expect(try Self.adopt(world.folder, ["site"], settings).adoption.formerSite == site)
    }

    @Test func adoptingTwiceIsAdoptingOnce() throws {
        let folder = try TemporaryFolder()
        for (name, text) in [("a.xml", Self.wordPress), ("b.xml", Self.jekyll), ("c.json", Self.json)] {
            try folder.write(text, to: name)
        }
        let first = try Self.adopt(folder, ["a.xml", "b.xml", "b.xml"], Self.settings(folder))
        #expect(first.adoption == Adoption(stories: 2, issues: 0, known: 0, space: nil))
        let second = try Self.adopt(folder, ["a.xml", "b.xml", "c.json"], Self.settings(folder))
        #expect(second.adoption == Adoption(stories: 1, issues: 0, known: 2, space: nil))
        #expect(first.remarks + second.remarks == [])
    }

    @Test func whatCannotBeUsedIsToldAndTheRestIsTaken() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("site")
        try folder.write(Self.wordPress, to: "site/feed.xml")
        try folder.write("<urlset/>", to: "site/sitemap.xml")
        try folder.write("<?xml version=\"1.0\"?>\n<rss><channel>", to: "site/broken.rss")
        try folder.write("hello", to: "note.txt")
        let (adoption, remarks) = try Self.adopt(folder, ["site", "note.txt", "nowhere"], Self.settings(folder))
        #expect(adoption.stories == 1)
        #expect(remarks.count == 3)
        #expect(remarks[0].hasPrefix("site/broken.rss:2: not well-formed ("))
        #expect(remarks[1] == "note.txt:1: not well-formed (Start tag expected, '<' not found)")
        #expect(remarks[2].hasPrefix("nowhere: cannot be read (open: No such file or directory)"))
    }

    @Test func nothingIsFetched() throws {
        let folder = try TemporaryFolder()
        var remarks: [String] = []
        #expect(throws: AdoptionError.nothing) {
            try Daemon.adopt(["https://o.example/feed"], Self.settings(folder), at: Timestamp(seconds: 1_800_000_000)) {
                remarks.append("\($0)")
            }
        }
        #expect(
            remarks == ["https://o.example/feed: an address, and nothing is fetched; save the feed, and name the file"])
    }

    /// When there is nothing to take, nothing is begun.
    @Test func nothingIsBegunForNothing() throws {
        let folder = try TemporaryFolder()
        try folder.write("hello", to: "note.txt")
        #expect(throws: AdoptionError.nothing) { try Self.adopt(folder, ["note.txt"], Self.settings(folder)) }
        #expect(!folder.contains("state"))
    }

    /// Promise 9: an adoption that is cut off leaves nothing that would begin with new ids.
    @Test func anAdoptionThatIsCutOffIsRepeated() throws {
        struct Cut: Error {}
        let folder = try TemporaryFolder()
        try folder.write(Self.wordPress, to: "a.xml")
        let state = Self.settings(folder).state
        let now = Timestamp(seconds: 1_800_000_000)
        let feed = try AdoptedFeed(reading: Array(Self.wordPress.utf8))
        do {
            let catalogue = try Catalogue.open(state: state, authorityName: "a.example", at: now, adopts: true)
            #expect(throws: Cut.self) {
                try catalogue.adopt(["a", "b"], at: now) { name in if name == "a" { feed } else { throw Cut() } }
            }
            #expect(try catalogue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM adopted") } == 0)
            try catalogue.close()
        }
        #expect(throws: CatalogueError.self) { try Catalogue.open(state: state, authorityName: "a.example", at: now) }
        #expect(try Self.adopt(folder, ["a.xml"], Self.settings(folder)).adoption.stories == 1)
        _ = try Catalogue.open(state: state, authorityName: "a.example", at: now)
    }

    /// A used catalogue keeps its own; what it has is left alone.
    @Test func aUsedCatalogueIsAddedTo() async throws {
        let world = try World()
        try await world.drop(Self.harbour, as: "harbour.md")
        let before = try RecoveryTests.seen(in: world)
        let own = try AdoptedFeed(reading: try world.folder.read("site/feed.rss"))
        let others = try AdoptedFeed(
            reading: Array(Self.jekyll.replacing("The harbour’s new channel", with: "Else").utf8))
        let adoption = try world.catalogue.adopt(["own", "others"], at: world.now) { $0 == "own" ? own : others }
        #expect(adoption == Adoption(stories: 1, issues: 0, known: 1, space: nil))
        #expect(try RecoveryTests.seen(in: world) == before)
        try await world.drop(Self.harbour.replacing("The harbour's new channel", with: "Else"), as: "else.md")
        #expect(try world.entries().map(\.id.uri).contains("https://old.example/2025/12/02/harbour"))
        #expect(try world.entries().filter { entry in before.contains { $0.id == entry.id.uri } }.count == 1)
    }

    /// The state of a lost catalogue begins anew for an adoption, and for nothing else; a running service is not
    /// disturbed.
    @Test func aLostCatalogueMayBeginAnew() async throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.wordPress, to: "a.xml")
        let settings = Self.settings(folder)
        let now = Timestamp(seconds: 1_800_000_000)
        do {
            let catalogue = try Catalogue.open(state: settings.state, authorityName: "a.example", at: now)
            let error = #expect(throws: CatalogueError.self) { try Self.adopt(folder, ["a.xml"], settings) }
            #expect(error == .inUse(path: settings.state))
            try catalogue.close()
        }
        for name in try FileManager.default.contentsOfDirectory(atPath: settings.state)
        where name.hasPrefix("catalogue") {
            try folder.remove("state/" + name)
        }
        #expect(throws: CatalogueError.self) {
            try Catalogue.open(state: settings.state, authorityName: "a.example", at: now)
        }
        #expect(try Self.adopt(folder, ["a.xml"], settings).adoption.stories == 1)
        _ = try Catalogue.open(state: settings.state, authorityName: "a.example", at: now)
    }
}

extension String {
    fileprivate var isOfOldSite: Bool { hasPrefix("https://old.example/") }
}
