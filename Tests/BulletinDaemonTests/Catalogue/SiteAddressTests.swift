import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// Another address is taken on purpose only, and the former one leads to it.
@Suite struct SiteAddressTests {
    private static let first = "https://news.example.org/"
    private static let second = "https://example.com/weekly/"

    @Test func anEmptyCatalogueTakesAnyAddress() throws {
        let world = try World()
        try world.catalogue.hold(url: Self.first, authority: "")
        try world.catalogue.hold(url: Self.second, authority: "other.example")
        #expect(try world.catalogue.formerAddresses().isEmpty)
    }

    @Test func anotherAddressIsRefusedUntilItIsTakenOnPurpose() throws {
        let world = try World()
        try world.catalogue.hold(url: Self.first, authority: "")
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let ids = try world.entries().map(\.id)
        try world.catalogue.hold(url: Self.first, authority: "example.org")
        #expect(throws: MoveRefusal.address(count: 2, present: Self.first, wanted: Self.second)) {
            try world.catalogue.hold(url: Self.second, authority: "")
        }
        #expect(throws: MoveRefusal.authority(count: 2, present: "example.org", wanted: "example.com")) {
            try world.catalogue.hold(url: Self.first, authority: "example.com")
        }
        #expect(try world.catalogue.move(to: Self.second)?.count == 2)
        #expect(try world.catalogue.move(to: Self.second) == nil)
        try world.catalogue.hold(url: Self.second, authority: "")
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
        #expect(target("NEWS.example.org", "/") == Self.second)
        #expect(target("example.com", "/old/bulletins/w/") == "https://example.com/weekly/bulletins/w/")
        #expect(target("example.com", "/feed.rss") == nil)
        #expect(target("example.com", "/weekly/feed.rss") == nil)
        #expect(target("127.0.0.1:8080", "/feed.rss") == nil)
        #expect(target(nil, "/feed.rss") == nil)
        #expect(addresses.local("/weekly/feed.rss") == "/feed.rss")
        #expect(addresses.local("/feed.rss") == "/feed.rss")
    }

    @Test func whatAnotherSiteHadLeadsToItsStory() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        try world.catalogue.database.write { db in
            try db.execute(sql: "INSERT INTO redirect (path, entry) SELECT '/?p=7', id FROM entry WHERE title = 'B'")
        }
        let anchor = try world.entries()[1].anchor
        #expect(try world.catalogue.redirect(of: "/?p=7") == "bulletins/w/#\(anchor)")
        #expect(try world.catalogue.redirect(of: "/?p=8") == nil)
        try world.take([], gone: ["w.txt"])
        #expect(try world.catalogue.redirect(of: "/?p=7") == nil)
    }
}
