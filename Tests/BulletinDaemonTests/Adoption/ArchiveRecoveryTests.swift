import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// Archives when the catalogue is lost after a move.
@Suite(.inTurn) struct ArchiveRecoveryTests {
    /// Stories of another program in the folder of a topic: the feeds of the topic hold them, too, and no archives.
    @Test func storiesOfAnotherProgramStayInTheirArchives() async throws {
        let titles = (0..<50).map { "Story number \($0) of the blog" }
        func text(_ title: String) -> String { "The text of the old \(title), which is long enough." }
        let items = titles.enumerated().map { number, title in
            """
            <item><title>\(title)</title><link>https://old.example/\(number)</link>
            <pubDate>Tue, 02 Dec 2025 08:\(number + 10 > 59 ? "59" : "\(number + 10)"):00 +0000</pubDate>
            <guid isPermaLink="false">old-\(number)</guid><description>\(text(title))</description></item>
            """
        }
        let feed = "<rss version=\"2.0\"><channel><title>Old</title><link>https://old.example/</link>"
        let world = try MoveTests.moved(feed + items.joined() + "</channel></rss>")
        try world.folder.makeFolder("inbox/news")
        for (number, title) in titles.enumerated() {
            try world.folder.drop("# \(title)\n\n\(text(title))\n", as: "inbox/news/f\(number + 10).md")
        }
        try await world.takeInbox()
        for number in 0..<6 {
            try await world.drop(
                "# New \(number)\n\nThe text of the new story \(number), of today.\n", as: "n\(number).md")
        }
        let before = try RecoveryTests.seen(in: world)
        #expect(before.count == 112)
        #expect(before.contains { $0.id == "old-0" })
        let next = try RecoveryTests.successor(of: world)
        try await next.takeInbox()
        #expect(try Set(RecoveryTests.seen(in: next)) == Set(before))
        #expect(try Self.archives(of: next) == Self.archives(of: world))
        #expect(try next.waiting() == 0)
    }

    /// What was withdrawn and comes back into its archive is not said to be gone in what readers look at.
    @Test func whatComesBackIntoItsArchiveIsNotGone() async throws {
        func text(_ number: Int) -> String { "# Story \(number)\n\nThe text of the story \(number), which is old.\n" }
        let world = try World { $0.feedEntries = 4 }
        for number in 0..<8 {
            try await world.drop(text(number), as: "s\(number).md")
            world.now = world.now.advanced(by: 10)
        }
        let next = try RecoveryTests.successor(of: world)
        try await next.takeInbox()
        #expect(try next.entries().count < 8)
        let path = SourcePath("s0.md")
        try next.folder.remove("inbox/s0.md")
        let inbox = try InboxFolder(path: next.configuration.inbox)
        _ = try await next.pipeline().take([], gone: [path], missing: [path], from: inbox, at: next.now)
        try next.pipeline().publish(at: next.now)
        #expect(try next.folder.text("site/feed.atom").contains("deleted-entry"))
        next.now = next.now.advanced(by: 10)
        try await next.drop(text(0), as: "s0.md")
        #expect(try !next.folder.text("site/feed.atom").contains("deleted-entry"))
    }

    /// Document by document of the site's feeds.
    private static func archives(of world: World) throws -> [[String]] {
        try world.catalogue.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT feed, archive, item FROM (
                        SELECT feed, archive, uri AS item FROM member JOIN entry ON entry.id = item WHERE feed = 1
                        UNION ALL SELECT feed, archive, issue_uri FROM member JOIN bulletin ON bulletin.id = item
                        WHERE feed = 2)
                    ORDER BY feed, archive, item
                    """
            ).map { ["\($0[0] as Int)", "\($0[1] as Int)", $0[2]] }
        }
    }
}
