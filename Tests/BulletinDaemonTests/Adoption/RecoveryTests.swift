import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Promise 3 when the catalogue is lost: what readers know comes back from the site alone.
@Suite(.inTurn) struct RecoveryTests {
    /// An entry as readers know it, in the order of the site's feeds and their archives.
    struct Seen: Hashable {
        var series: String
        var id: String
        var title: String
        var published: Int64
        var updated: Int64
        var link: String
    }

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fixtures/bulletins").path

    /// Everything in all documents of the two feeds of the site, newest first.
    static func seen(in world: World) throws -> [Seen] {
        try Series.main.flatMap { series in
            var key = DocumentKey(feed: DocumentKey.siteFeed(series), archive: 0)
            var seen: [Seen] = []
            while true {
                let feed = try world.feed(key)
                seen += feed.entries.map {
                    Seen(
                        series: series.rawValue, id: $0.id.uri, title: $0.title, published: $0.published.seconds,
                        updated: $0.updated.seconds, link: feed.address(of: $0))
                }
                guard let previous = feed.previousArchive else { return seen }
                key.archive = previous
            }
        }
    }

    static func small(_ configuration: inout BulletinDaemon.Configuration) { configuration.feedEntries = 20 }

    /// A year of a site: fixtures of all kinds, and what makes recovery hard.
    static func history() async throws -> World {
        let world = try World(small)
        let names = try FileManager.default.contentsOfDirectory(atPath: fixtures).sorted()
        for name in names where !name.hasSuffix(".json") && !name.hasPrefix("neg-blank") {
            let bytes = try Data(contentsOf: URL(filePath: fixtures + "/" + name))
            try world.folder.drop(Array(bytes), as: "inbox/" + name)
        }
        try await world.takeInbox()
        world.now = world.now.advanced(by: 1000)
        // Published in one second, and not in the order of their names.
        for name in ["z1", "m1", "a1"] {
            let text =
                "---\ntitle: Story of \(name)\ndate: 2026-05-01T10:00:00Z\n---\nThe text of the story \(name), of some length.\n"
            try await world.drop(text, as: name + ".md")
        }
        // Folders that are told apart by a number.
        try await world.drop("One name\n\nThe text of the first of two like names.\n", as: "like-name.txt")
        try await world.drop("Another name\n\nThe text of the second of two like names.\n", as: "like name.txt")
        // A name that is no longer that of the file; then a name that another bulletin had.
        try await world.drop("Moved story\n\nThe text of the story that was moved, of some length.\n", as: "moved.txt")
        world.now = world.now.advanced(by: 1000)
        let inbox = try InboxFolder(path: world.configuration.inbox)
        try world.folder.makeFolder("inbox/sub")
        try FileManager.default.moveItem(
            atPath: world.folder("inbox/moved.txt"), toPath: world.folder("inbox/sub/elsewhere.txt"))
        let path = SourcePath("sub/elsewhere.txt")
        let status = try #require(try inbox.root.status(of: path.bytes))
        let moved = SourcePath("moved.txt")
        _ = try await world.pipeline().take(
            [(path, status)], gone: [moved], missing: [moved], from: inbox, at: world.now)
        // Two that differ in their extension alone, the later one first in the order of names.
        try await world.drop("Twin of text\n\nThe text of the twin in plain text.\n", as: "twin.txt")
        try await world.drop("# Twin of Markdown\n\nThe text of the twin in Markdown.\n", as: "twin.md")
        // A headline that was corrected: the id tells of the first one.
        try await world.drop("# Teh headline\n\nThe text under a headline with a mistake in it.\n", as: "mistake.md")
        world.now = world.now.advanced(by: 5000)
        try await world.drop("# The headline\n\nThe text under a headline with a mistake in it.\n", as: "mistake.md")
        // A file that holds its second issue.
        for number in 12...13 {
            world.now = world.now.advanced(by: 1000)
            try await world.drop(weekly(number), as: "weekly.txt")
        }
        return world
    }

    private static func weekly(_ number: Int) -> String {
        "水务周报 第\(number)期\n①第\(number)周水库安全检查\n各地于第\(number)周检查了水库，共\(number * 31)座，未见险情。\n"
            + "②第\(number)周春灌用水调度\n第\(number)周春灌用水共\(number * 77)万立方米，调度平稳。\n"
    }

    /// A world with another's inbox, and with what is left of its site in `old`, adopted.
    static func successor(of world: World, formats: [String] = ["rss", "atom", "json"]) throws -> World {
        let next = try World(small) { folder, configuration in
            for (path, bytes) in try world.folder.files(below: "inbox") {
                let parent = ("inbox/" + path).split(separator: "/").dropLast().joined(separator: "/")
                try folder.makeFolder(parent)
                try folder.drop(bytes, as: "inbox/" + path)
            }
            // Where it is whole, the site stays where it was.
            let place = formats.count == 3 ? "site" : "old"
            for (path, bytes) in try world.folder.files(below: "site")
            where formats.count == 3 || formats.contains(String(path.split(separator: ".").last ?? "")) {
                let parent = (place + "/" + path).split(separator: "/").dropLast().joined(separator: "/")
                try folder.makeFolder(parent)
                try folder.drop(bytes, as: place + "/" + path)
            }
            _ = try Daemon.adopt([folder(place)], configuration, at: world.now.advanced(by: 31_536_000)) { remark in
                Issue.record("\(remark)")
            }
        }
        next.now = world.now.advanced(by: 31_536_000)
        return next
    }

    @Test(arguments: [["rss"], ["atom"], ["json"], ["rss", "atom", "json"]]) func nothingIsPostedAgain(
        formats: [String]
    ) async throws {
        let world = try await Self.history()
        let before = try Self.seen(in: world)
        #expect(before.count > 100)
        #expect(before.contains { $0.updated != $0.published })
        let next = try Self.successor(of: world, formats: formats)
        #expect(try Self.seen(in: next).isEmpty)
        try await next.takeInbox()
        let after = try Self.seen(in: next)
        if formats == ["rss"] {
            // RSS tells of no corrections.
            #expect(
                after.map { [$0.series, $0.id, $0.title, $0.link] }
                    == before.map { [$0.series, $0.id, $0.title, $0.link] })
            #expect(after.map(\.published) == before.map(\.published))
            #expect(after.allSatisfy { $0.updated == $0.published })
        } else {
            #expect(after == before)
        }
        #expect(try next.waiting() == 0)
        // Archives have what they had.
        #expect(try Self.archives(of: next) == Self.archives(of: world))
        // The next story is named in the same space, and is the only one that is new.
        try await next.drop("News of today\n\nNobody has seen this story before.\n", as: "today.txt")
        let added = try Self.seen(in: next).filter { !before.map(\.id).contains($0.id) }
        #expect(added.map(\.title) == ["News of today", "News of today"])
        #expect(added.allSatisfy { $0.id.hasPrefix("tag:example.org,2027-01-15:today/") })
        // The next issue of a file is none that readers know.
        try await next.drop(Self.weekly(14), as: "weekly.txt")
        let issues = try (Self.seen(in: world) + Self.seen(in: next)).filter { $0.title.hasPrefix("水务周报") }
        #expect(
            issues.map { [$0.title.suffix(4), $0.id.split(separator: "/").last ?? ""] } == [
                ["第13期", "issue-2"], ["第14期", "issue-3"],
            ])
    }

    private static func archives(of world: World) throws -> [[String]] {
        try world.catalogue.database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT feed, archive, uri FROM member JOIN entry ON entry.id = item WHERE feed = 1 ORDER BY archive, uri
                    """
            ).map { ["\($0[0] as Int)", "\($0[1] as Int)", $0[2]] }
        }
    }

    @Test func aCorrectionMovesOneDate() async throws {
        let world = try await Self.history()
        let before = try Self.seen(in: world)
        let next = try Self.successor(of: world)
        let name = "inbox/zh-circled-contents.txt"
        let text = try next.folder.text(name)
        let story = try #require(before.first { $0.series == "stories" && $0.link.contains("/zh-circled-contents/") })
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The first line of the story's text.
        let headline = try #require(lines.lastIndex { $0.contains(story.title) })
        var edited = lines
        edited[headline + 1] += "此处有更正。"
        try next.folder.drop(edited.joined(separator: "\n"), as: name)
        try await next.takeInbox()
        let after = try Self.seen(in: next)
        #expect(after.map(\.id) == before.map(\.id))
        let moved = zip(before, after).filter { $0 != $1 }
        #expect(moved.map(\.1.id).first == story.id)
        // The issue that holds it tells of it, too.
        #expect(moved.map(\.1.series) == ["stories", "issues"])
        #expect(moved.allSatisfy { $1.updated == next.now.seconds && $0.published == $1.published })
    }

    /// Readers know the earlier ones, and would not show another under the id of one of them.
    @Test func correctionsAreCountedOn() async throws {
        func corrections(_ world: World) throws -> [String] {
            try world.feed(DocumentKey(feed: DocumentKey.siteFeed(.corrections), archive: 0)).entries.map(\.id.uri)
        }
        func text(_ day: String) -> String { "# A\n\nThe text of the story A, which comes on \(day).\n" }
        let world = try World()
        for day in ["Monday", "Tuesday", "Wednesday"] {
            world.now = world.now.advanced(by: 60)
            try await world.drop(text(day), as: "a.md")
        }
        let before = try corrections(world)
        #expect(before.count == 2)
        let next = try Self.successor(of: world)
        try await next.takeInbox()
        for day in ["Thursday", "Friday"] {
            next.now = next.now.advanced(by: 60)
            try await next.drop(text(day), as: "a.md")
        }
        let after = try corrections(next)
        #expect(after.count == 2)
        #expect(Set(after).isDisjoint(with: before))
    }

    /// What is adopted and not in the inbox stays out of everything.
    @Test func nothingComesOutWithoutItsBulletin() async throws {
        let world = try World()
        try await world.drop("# A\n\nThe text of the story A, which stays.\n", as: "a.md")
        try await world.drop("# B\n\nThe text of the story B, which does not.\n", as: "b.md")
        let next = try Self.successor(of: world, formats: ["json"])
        try next.folder.remove("inbox/b.md")
        try await next.takeInbox()
        #expect(try Self.seen(in: next).map(\.title) == ["A", "A"])
        #expect(try next.waiting() == 2)
        for (path, bytes) in try next.folder.files(below: "site") {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("story B"), "\(path)")
        }
        // It comes back under its id, even in a file of another name.
        try await next.drop("# B\n\nThe text of the story B, which does not.\n", as: "c.md")
        #expect(Set(try Self.seen(in: next)) == Set(try Self.seen(in: world)))
    }

    /// The inbox is mounted later than the service is started.
    @Test func theFeedsStayUpUntilAFileIsRead() async throws {
        let world = try World()
        try await world.drop("# A\n\nThe text of the story A, which stays.\n", as: "a.md")
        let next = try Self.successor(of: world)
        let story = try next.folder.read("inbox/a.md")
        try next.folder.remove("inbox/a.md")
        let before = try next.folder.files(below: "site")
        func takeOnce() async throws {
            let pipeline = try next.pipeline()
            try pipeline.prepare()
            let manager = ServiceManager(environment: [:], logger: pipeline.logger)
            let now = next.now
            try await InboxService(
                pipeline: pipeline, watcher: InboxWatcher(), manager: manager, clock: { now }, reload: { pipeline }
            ).takeOnce()
        }
        try await takeOnce()
        #expect(try next.folder.files(below: "site") == before)
        try next.folder.drop(story, as: "inbox/a.md")
        try await takeOnce()
        #expect(try next.folder.read("site/feed.json") == before["feed.json"])
        #expect(try next.folder.files(below: "site").keys.sorted() == before.keys.sorted())
        #expect(try next.catalogue.file("feed.json") != nil)
    }

    @Test func withdrawalsAreStillTold() async throws {
        for shows in [false, true] {
            let world = try World { $0.withdrawnEntries = shows }
            try await world.drop("# A\n\nThe text of the story A, which stays.\n", as: "a.md")
            try await world.drop("# B\n\nThe text of the story B, which goes.\n", as: "b.md")
            let id = try #require(try Self.seen(in: world).first { $0.title == "B" }).id
            try world.folder.remove("inbox/b.md")
            let gone = SourcePath("b.md")
            let inbox = try InboxFolder(path: world.configuration.inbox)
            _ = try await world.pipeline().take([], gone: [gone], missing: [gone], from: inbox, at: world.now)
            try world.pipeline().publish(at: world.now)
            world.now = world.now.advanced(by: -31_536_000)
            let next = try Self.successor(of: world)
            try await next.takeInbox()
            #expect(try next.feed().tombstones.map(\.id.uri) == [id])
            #expect(try next.catalogue.isGone(bulletinSlug: "b") && !next.catalogue.isGone(bulletinSlug: "a"))
            #expect(try Self.seen(in: next).map(\.title) == ["A", "A"])
            try await next.drop("# B\n\nThe text of the story B, which goes.\n", as: "b.md")
            #expect(try next.feed().tombstones.isEmpty)
            #expect(try !next.catalogue.isGone(bulletinSlug: "b"))
            #expect(try Self.seen(in: next).filter { $0.title == "B" && $0.series == "stories" }.map(\.id) == [id])
        }
    }

    /// A moved site whose entries are another program's keeps their ids through a loss, too.
    @Test func adoptedIdsAreAdoptedAgain() async throws {
        let world = try MoveTests.moved(MoveTests.wordPress.replacing("</channel>", with: MoveTests.digestItem))
        try await world.drop(MoveTests.harbour, as: "harbour.md")
        try await world.drop(MoveTests.digest, as: "week.txt")
        #expect(try Self.seen(in: world).map(\.id).filter { $0.hasPrefix("https://old.example/?p=") }.count == 2)
        let before = try Self.seen(in: world)
        let next = try Self.successor(of: world)
        try await next.takeInbox()
        #expect(try Self.seen(in: next) == before)
    }
}

extension World {
    /// Takes all that is in the inbox at once, as a first start does, and publishes it.
    @discardableResult func takeInbox() async throws -> TakenBatch {
        let inbox = try InboxFolder(path: configuration.inbox)
        var settled: [(path: SourcePath, status: FileStatus)] = []
        try inbox.walk { visit in if case .file(let path, let status) = visit { settled.append((path, status)) } }
        let pipeline = try pipeline()
        var batch = TakenBatch()
        // As many at once as the workers have room for.
        while !settled.isEmpty {
            let taken = try await pipeline.take(
                settled, gone: [], missing: [], from: inbox, at: now, waitsForAll: true)
            batch.claimed += taken.batch.claimed
            let done = Set(taken.files.map(\.path))
            guard !done.isEmpty else { break }
            settled.removeAll { done.contains($0.path) }
        }
        try pipeline.publish(at: now)
        return batch
    }

    /// Adopted entries that no bulletin has claimed.
    func waiting() throws -> Int {
        try catalogue.database.read {
            try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM adopted WHERE entry IS NULL AND bulletin IS NULL") ?? 0
        }
    }
}
