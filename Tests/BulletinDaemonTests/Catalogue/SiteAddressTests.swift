import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// Another address is taken on purpose only, and the former one leads to it.
@Suite(.inTurn) struct SiteAddressTests {
    private static let first = "https://news.example.org/"
    private static let second = "https://example.com/weekly/"

    @Test func anEmptyCatalogueTakesAnyAddress() throws {
        let world = try World()
        try world.catalogue.hold(url: Self.first, authority: "", at: world.now)
        try world.catalogue.hold(url: Self.second, authority: "other.example", at: world.now)
        #expect(try world.catalogue.formerAddresses().isEmpty)
    }

    /// Ids are for ever from the first one on, whether or not anybody has seen it.
    @Test func anAuthorityIsTakenUntilThereIsAnID() throws {
        let world = try World()
        let created = world.catalogue.authority
        world.now = world.now.advanced(by: 3 * 86_400)
        let day = world.now.date
        let taken = try world.catalogue.hold(url: Self.first, authority: "other.example", at: world.now).authority
        #expect(taken == TagAuthority(name: "other.example", date: day))
        #expect(created.name == "example.org")
        // What was opened before knows of it, and the same name keeps its day.
        world.now = world.now.advanced(by: 86_400)
        for authority in ["other.example", ""] {
            #expect(
                try world.catalogue.hold(url: Self.first, authority: authority, at: world.now).authority.date == day)
        }
        try world.restart()
        #expect(world.catalogue.authority == taken)
        let date = StatedDate(day: world.now.advanced(by: 5 * 86_400).date, origin: .frontMatter)
        try world.take(.digest(["A"], date: date), at: "w.txt")
        let refusal = MoveRefusal.authority(count: 1, present: "other.example", wanted: "example.org")
        #expect(try world.catalogue.refusals(url: Self.second, authority: "example.org") == [refusal])
        #expect(throws: refusal) {
            try world.catalogue.hold(url: Self.first, authority: "example.org", at: world.now)
        }
    }

    /// Ids that were taken from a published site are no less for ever; those of other software settle nothing.
    @Test func adoptedIDsSettleTheAuthority() throws {
        let own = try World()
        try own.catalogue.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO adopted (uri, series, title, headline, text, addresses, whole, authority, key)
                    VALUES ('tag:example.org,2020-01-01:w/1', 'stories', 'A', 'A', '', '', 0, 'example.org,2020-01-01', 'w')
                    """)
        }
        #expect(throws: MoveRefusal.authority(count: 1, present: "example.org", wanted: "other.example")) {
            try own.catalogue.hold(url: Self.first, authority: "other.example", at: own.now)
        }
        let foreign = try World()
        try foreign.catalogue.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO adopted (uri, series, title, headline, text, addresses, whole)
                    VALUES ('https://blog.example/?p=1', 'stories', 'A', 'A', '', '', 0)
                    """)
        }
        let taken = try foreign.catalogue.hold(url: Self.first, authority: "other.example", at: foreign.now)
        #expect(taken.authority.name == "other.example")
    }

    @Test func anotherAddressIsRefusedUntilItIsTakenOnPurpose() throws {
        let world = try World()
        try world.catalogue.hold(url: Self.first, authority: "", at: world.now)
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let ids = try world.entries().map(\.id)
        try world.catalogue.hold(url: Self.first, authority: "example.org", at: world.now)
        #expect(throws: MoveRefusal.address(count: 2, present: Self.first, wanted: Self.second)) {
            try world.catalogue.hold(url: Self.second, authority: "", at: world.now)
        }
        #expect(throws: MoveRefusal.authority(count: 2, present: "example.org", wanted: "example.com")) {
            try world.catalogue.hold(url: Self.first, authority: "example.com", at: world.now)
        }
        #expect(try world.catalogue.move(to: Self.second)?.count == 2)
        #expect(try world.catalogue.move(to: Self.second) == nil)
        try world.catalogue.hold(url: Self.second, authority: "", at: world.now)
        #expect(try world.catalogue.formerAddresses() == [Self.first])
        #expect(try world.entries().map(\.id) == ids)
        // Back again: the address is no former one any more.
        try world.catalogue.move(to: Self.first)
        #expect(try world.catalogue.formerAddresses() == [Self.second])
    }

    @Test func formerAddressesLeadToThePresentOne() {
        let addresses = FormerAddresses(
            url: Self.second, former: [Self.first, "http://127.0.0.1:8080/", "https://example.com/old/"])
        func target(_ host: String?, _ path: String) -> String? { addresses.target(host: host, path: path) }
        #expect(target("news.example.org", "/feed.rss?a=b") == "https://example.com/weekly/feed.rss?a=b")
        for host in [
            "NEWS.example.org", "news.example.org:80", "news.example.org:443", "News.example.org.",
            "news.example.org.:80",
        ] {
            #expect(target(host, "/") == Self.second)
        }
        #expect(target("news.example.org:8080", "/") == nil)
        #expect(target("example.com:443", "/feed.rss") == nil)
        #expect(target("example.com", "/old/bulletins/w/") == "https://example.com/weekly/bulletins/w/")
        #expect(target("example.com", "/feed.rss") == nil)
        #expect(target("example.com", "/weekly/feed.rss") == nil)
        #expect(target("127.0.0.1:8080", "/feed.rss") == nil)
        #expect(target(nil, "/feed.rss") == nil)
        #expect(addresses.local("/weekly/feed.rss") == "/feed.rss")
        #expect(addresses.local("/feed.rss") == "/feed.rss")
    }

    /// Of several former addresses the one that says most of the request counts, and the present one leads nowhere else.
    @Test(
        arguments: [
            (
                "http://b.example/", ["http://a.example/", "http://a.example/x/"],
                [
                    ("a.example", "/x/feed.rss", "http://b.example/feed.rss"),
                    ("a.example", "/x", "http://b.example/"), ("a.example", "/x/", "http://b.example/"),
                    ("a.example", "/feed.rss", "http://b.example/feed.rss"),
                    ("a.example", "/xy", "http://b.example/xy"), ("b.example", "/feed.rss", nil),
                    ("localhost", "/x/feed.rss", "http://b.example/feed.rss"), ("localhost", "/feed.rss", nil),
                ]
            ),
            // Back where it was once.
            (
                "http://a.example/", ["http://a.example/x/", "http://b.example/"],
                [
                    ("a.example", "/x/feed.rss", "http://a.example/feed.rss"), ("a.example", "/feed.rss", nil),
                    ("b.example", "/feed.rss", "http://a.example/feed.rss"),
                    ("b.example", "/x/feed.rss", "http://a.example/x/feed.rss"),
                ]
            ),
            // Deeper and deeper.
            (
                "http://a.example/x/y/", ["http://a.example/", "http://a.example/x/"],
                [
                    ("a.example", "/x/y/feed.rss", nil), ("a.example", "/x/feed.rss", "http://a.example/x/y/feed.rss"),
                    ("a.example", "/feed.rss", nil), ("localhost", "/x/y/feed.rss", nil),
                ]
            ),
            // Each host had its own.
            (
                "http://c.example/", ["http://a.example/", "http://b.example/x/", "http://b.example/x/y/"],
                [
                    ("a.example", "/x/feed.rss", "http://c.example/x/feed.rss"),
                    ("b.example", "/x/y/feed.rss", "http://c.example/feed.rss"),
                    ("b.example", "/x/feed.rss?q", "http://c.example/feed.rss?q"),
                    ("b.example", "/feed.rss", "http://c.example/feed.rss"),
                ]
            ),
        ] as [(String, [String], [(String, String, String?)])])
    func severalMovesLeadToOnePlace(url: String, former: [String], requests: [(String, String, String?)]) {
        for former in [former, former.reversed()] {
            let addresses = FormerAddresses(url: url, former: former)
            for (host, path, target) in requests {
                #expect(addresses.target(host: host, path: path) == target, "\(host)\(path)")
            }
        }
    }

    @Test func whatAnotherSiteHadLeadsToItsStory() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        try world.catalogue.database.write { db in
            try db.execute(sql: "INSERT INTO redirect (path, entry) SELECT '/?p=7', id FROM entry WHERE title = 'B'")
        }
        let anchor = try world.entries()[1].anchor
        #expect(try world.catalogue.redirect(of: "/?p=7") == .at("bulletins/w/#\(anchor)"))
        #expect(try world.catalogue.redirect(of: "/?p=8") == nil)
        #expect(try world.catalogue.redirect(of: "/") == .at("bulletins/w/#\(anchor)"))
        // How it was passed on says nothing of what it is.
        for words in ["utm_source=rss", "utm_source=a&utm_medium=b&fbclid=c"] {
            for path in ["/?p=7&\(words)", "/?\(words)&p=7"] {
                #expect(try world.catalogue.redirect(of: path) == .at("bulletins/w/#\(anchor)"), "\(path)")
            }
            #expect(try world.catalogue.redirect(of: "/?\(words)") == nil)
            #expect(try world.catalogue.redirect(of: "/?p=8&\(words)") == nil)
        }
        try world.take([], gone: ["w.txt"])
        #expect(try world.catalogue.redirect(of: "/?p=7") == .withdrawn)
        #expect(try world.catalogue.redirect(of: "/?p=8") == nil)
    }

    /// What is to come leaves no trace.
    @Test func whatIsToComeIsNowhere() throws {
        let world = try World()
        let date = StatedDate(day: world.now.advanced(by: 5 * 86_400).date, origin: .frontMatter)
        try world.take(.digest(["A"], date: date), at: "w.txt")
        try world.catalogue.database.write { db in
            try db.execute(sql: "INSERT INTO redirect (path, entry) SELECT '/?p=7', id FROM entry")
            try db.execute(sql: "INSERT INTO redirect (path, bulletin) SELECT '/w/', id FROM bulletin")
        }
        #expect(try world.catalogue.redirect(of: "/?p=7") == nil)
        #expect(try world.catalogue.redirect(of: "/w/") == nil)
    }

    /// Of a digest that was one post, all of it.
    @Test func anAddressMayLeadToAWholeBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        try world.catalogue.database.write { db in
            try db.execute(sql: "INSERT INTO redirect (path, bulletin) SELECT '/weekly/7.html', id FROM bulletin")
        }
        #expect(try world.catalogue.redirect(of: "/weekly/7.html") == .at("bulletins/w/"))
        #expect(try world.catalogue.redirect(of: "/weekly/") == nil)
        try world.take([], gone: ["w.txt"])
        #expect(try world.catalogue.redirect(of: "/weekly/7.html") == .withdrawn)
    }

    /// The case of escapes says nothing (RFC 3986 §6.2.2.1): WordPress writes small letters, and browsers send either.
    @Test func escapesAreComparedWithoutCase() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        try world.catalogue.database.write { db in
            for (path, title) in [("/%e6%b8%af/", "A"), ("/%E6%B0%B4/?p=%C3%A9", "B")] {
                try db.execute(
                    sql: "INSERT INTO redirect (path, entry) SELECT ?, id FROM entry WHERE title = ?",
                    arguments: [path, title])
            }
        }
        let places = try world.entries().map { FormerPlace.at("bulletins/w/#\($0.anchor)") }
        func place(_ path: String) throws -> FormerPlace? { try world.catalogue.redirect(of: path) }
        for path in ["/%e6%b8%af/", "/%E6%B8%AF/", "/%E6%b8%aF/"] { #expect(try place(path) == places[0], "\(path)") }
        for path in ["/%e6%b0%b4/?p=%c3%a9", "/%E6%B0%B4/?p=%C3%A9", "/%e6%B0%b4/"] {
            #expect(try place(path) == places[1], "\(path)")
        }
        #expect(try place("/%E6%B8%AE/") == nil)
        #expect(try place("/%E6%B0%B4/?P=%C3%A9") == nil)
    }

    /// A feed may have led to its stories with words about the way in the query.
    @Test func aPathAloneLeadsToTheOnlyStoryThatWasThere() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        try world.catalogue.database.write { db in
            for (path, title) in [
                ("/a/?ref=feed", "A"), ("/a/?ref=rss", "A"), ("/index.php?p=1", "A"), ("/index.php?p=2", "B"),
                ("/b/c/", "B"), ("/b?x", "A"),
            ] {
                try db.execute(
                    sql: "INSERT INTO redirect (path, entry) SELECT ?, id FROM entry WHERE title = ?",
                    arguments: [path, title])
            }
        }
        let places = try world.entries().map { FormerPlace.at("bulletins/w/#\($0.anchor)") }
        func place(_ path: String) throws -> FormerPlace? { try world.catalogue.redirect(of: path) }
        #expect(try place("/a/") == places[0])
        #expect(try place("/b") == places[0])
        #expect(try place("/b/c/") == places[1])
        #expect(try place("/index.php") == nil)
        #expect(try place("/index.php?p=3") == nil)
        #expect(try place("/a/?utm_source=x") == nil)
    }
}
