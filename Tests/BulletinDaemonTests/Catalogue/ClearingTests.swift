import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// A site that went on after the backup, or outlived its catalogue: what is withdrawn leaves all of it.
@Suite(.inTurn) struct ClearingTests {
    private static let count = 12

    private static func text(_ number: Int, _ title: String? = nil) -> String {
        """
        ---
        title: \(title ?? "Notice \(number)")
        date: 2026-01-\(number + 10)
        tags: [t\(number)]
        ---
        The body SECRET\(number)S of the notice.

        """
    }

    /// Notices in the folder of a topic, one by one, so that archives come; the backup after the first five.
    private static func history() async throws -> World {
        let world = try World { configuration in
            configuration.feedEntries = 3
            configuration.settle = 0
        }
        try world.folder.makeFolder("inbox/town")
        for number in 1...count {
            world.now = world.now.advanced(by: 10)
            try await world.drop(text(number), as: "town/n\(number).md")
            if number == 5 { try Backup.make(of: world.folder("state"), at: world.folder("b.db"), replaces: true) }
        }
        world.now = world.now.advanced(by: 100)
        return world
    }

    enum Recovery: CaseIterable { case restore, adopt }

    /// The same inbox and site with another catalogue.
    private static func successor(of world: World, by recovery: Recovery, url: String? = nil, state: String = "-2")
        throws -> World
    {
        let now = world.now
        let next = try World(
            { configuration in
                configuration = world.configuration
                configuration.url = url ?? configuration.url
                configuration.state += state
            },
            prepare: { folder, configuration in
                switch recovery {
                case .restore:
                    _ = try Daemon.restore(configuration, from: world.folder("b.db"), at: now) { Issue.record("\($0)") }
                case .adopt:
                    _ = try Daemon.adopt([configuration.site], configuration, at: now) { Issue.record("\($0)") }
                }
            })
        next.now = now
        next.look = "next"
        return next
    }

    /// Takes what is in the inbox as a service does that is started.
    private static func start(_ world: World) async throws {
        try world.pipeline().prepare()
        try await world.takeOnce()
    }

    private static func withdraw(_ number: Int, _ world: World, service: World? = nil) async throws {
        try world.folder.remove("inbox/town/n\(number).md")
        guard let service else { return }
        let path = SourcePath("town/n\(number).md")
        let inbox = try InboxFolder(path: service.configuration.inbox)
        _ = try await service.pipeline().take([], gone: [path], missing: [path], from: inbox, at: service.now)
        try service.pipeline().publish(at: service.now)
    }

    /// Files of the site with the body of a notice.
    private static func files(with number: Int, in world: World) throws -> [String] {
        try world.folder.files(below: "site").filter {
            String(decoding: $0.value, as: UTF8.self).contains("SECRET\(number)S")
        }.keys.sorted()
    }

    private static func surplus(in world: World) throws -> [String] {
        let pipeline = try world.pipeline()
        var found: [String] = []
        try SiteInspection(rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false).run {
            found.append("\($1.kind) \($1.path)")
        }
        return found
    }

    /// Numbers of the notices in each archive, by its address in the site.
    private static func archives(in world: World) throws -> [String: Set<Int>] {
        var archives: [String: Set<Int>] = [:]
        for (path, bytes) in try world.folder.files(below: "site")
        where path.contains("archive/feed-") && path.hasSuffix(".atom") {
            let text = String(decoding: bytes, as: UTF8.self)
            archives[path] = Set((1...(count + 20)).filter { text.contains("SECRET\($0)S") })
        }
        return archives
    }

    private static func members(of feed: Int64, in world: World) throws -> Int? {
        try world.catalogue.database.read {
            try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM member WHERE feed = ?", arguments: [feed])
        }
    }

    @Test(arguments: Recovery.allCases) func whatWasWithdrawnInBetweenIsGone(by recovery: Recovery) async throws {
        let world = try await Self.history()
        let before = try Dictionary(
            uniqueKeysWithValues: world.catalogue.documents().flatMap { try world.feed($0).entries }
                .map { ($0.title, $0.id) }.uniqued())
        try await Self.withdraw(Self.count, world)
        let next = try Self.successor(of: world, by: recovery)
        try await Self.start(next)
        #expect(try Self.files(with: Self.count, in: world) == [])
        #expect(try next.catalogue.isGone(bulletinSlug: "town-n12"))
        #expect(try next.feed().tombstones.map(\.id) == [before["Notice 12"]])
        #expect(try next.feed().entries.first?.id == before["Notice 11"])
        #expect(try Self.surplus(in: next) == [])
        // Nothing of what is withdrawn later stays where nobody looks after it.
        for number in [2, 9] { try await Self.withdraw(number, world, service: next) }
        for number in [2, 9] { #expect(try Self.files(with: number, in: world) == []) }
        #expect(try Self.surplus(in: next) == [])
        // What comes back is what it was.
        try world.folder.drop(Self.text(Self.count), as: "inbox/town/n12.md")
        try await next.takeOnce()
        #expect(try next.feed().entries.first?.id == before["Notice 12"])
        #expect(try !next.feed().tombstones.contains { $0.id == before["Notice 12"] })
        #expect(try Self.files(with: Self.count, in: world).contains("bulletins/town-n12/index.html"))
    }

    /// Who reads each archive once, by its address (RFC 5005 §4), sees all of it.
    @Test(arguments: Recovery.allCases) func noArchiveTakesThePlaceOfAnother(by recovery: Recovery) async throws {
        let world = try await Self.history()
        let before = try Self.archives(in: world)
        #expect(before.keys.contains("topics/town/archive/feed-4.atom"))
        let next = try Self.successor(of: world, by: recovery)
        try await Self.start(next)
        for number in (Self.count + 1)...(Self.count + 9) {
            next.now = next.now.advanced(by: 10)
            try world.folder.drop(Self.text(number), as: "inbox/town/n\(number).md")
            try await next.takeOnce()
        }
        let after = try Self.archives(in: next.configuration.site == world.configuration.site ? world : next)
        for (path, numbers) in after { #expect(before[path].map { $0 == numbers } ?? true, "\(path)") }
        // Each leads to the one before, whatever its number.
        for key in try next.catalogue.documents() where key.archive == 0 && key.feed != 0 {
            var found = try next.feed(key).entries.count
            var key = key
            while let previous = try next.feed(key).previousArchive {
                key.archive = previous
                found += try next.feed(key).entries.count
            }
            #expect(try found == Self.members(of: key.feed, in: next))
        }
        #expect(try Self.surplus(in: next) == [])
    }

    /// The site knows what the backup does not.
    @Test func whatCameAfterTheBackupKeepsItsIds() async throws {
        let world = try await Self.history()
        let ids = try world.feed().entries.map(\.id)
        try await Self.withdraw(Self.count, world)
        try world.folder.drop(Self.text(Self.count), as: "inbox/town/renamed.md")
        try world.folder.drop(Self.text(Self.count - 1, "Another title"), as: "inbox/town/n11.md")
        let next = try Self.successor(of: world, by: .restore)
        try await Self.start(next)
        let entries = try next.feed().entries
        #expect(entries.map(\.id) == ids)
        #expect(entries.map(\.title).prefix(2) == ["Notice 12", "Another title"])
    }

    /// Where the site was before is known from its folder, which nobody else reads.
    @Test(arguments: Recovery.allCases) func formerAddressesOutliveTheCatalogue(by recovery: Recovery) async throws {
        let world = try await Self.history()
        let first = world.configuration.url
        try world.catalogue.hold(url: first, authority: "", at: world.now)
        try world.pipeline().prepare()
        #expect(try world.folder.files(below: "site")[".former-addresses"] == nil)
        for url in ["https://news.example.org/b/", "https://other.example.org/"] {
            world.configuration.url = url
            try world.catalogue.move(to: url)
            try world.pipeline().prepare()
        }
        let former = try world.catalogue.formerAddresses()
        #expect(former == [first, "https://news.example.org/b/"])
        let mode = try Folder(path: world.configuration.site).statusAndMode(of: FormerAddressFile.name)?.mode
        #expect(mode.map { $0 & 0o777 } == 0o600)
        let next = try Self.successor(of: world, by: recovery)
        #expect(try next.catalogue.formerAddresses() == former)
        // The one that it goes back to is none.
        let back = try Self.successor(of: world, by: recovery, url: former[1], state: "-3")
        #expect(try back.catalogue.formerAddresses() == [first])
    }

    /// A site that cannot be used is no reason to do without the backup.
    @Test func aSiteThatIsNoneLetsTheBackupBe() async throws {
        let world = try await Self.history()
        for path in try world.folder.files(below: "site").keys where path.contains("feed") || path.contains("issues") {
            try world.folder.write("<rss", to: "site/" + path)
        }
        var warnings: [String] = []
        var configuration = world.configuration
        configuration.state = world.folder("state-2")
        _ = try Daemon.restore(configuration, from: world.folder("b.db"), at: world.now) { warnings.append($0) }
        #expect(!warnings.isEmpty)
        #expect(try !Catalogue.reading(state: configuration.state).documents().isEmpty)
    }

    /// A file that cannot be read now is not gone, nor are very many at once.
    @Test func whatMayComeBackStays() async throws {
        let world = try await Self.history()
        try world.folder.drop([0xFF, 0xFE, 0x00], as: "inbox/town/n12.md")
        let next = try Self.successor(of: world, by: .restore)
        try await Self.start(next)
        #expect(try next.catalogue.rejections().map { "\($0.path)" } == ["town/n12.md"])
        #expect(try Self.files(with: Self.count, in: world) == ["bulletins/town-n12/index.html"])
        #expect(try next.feed().tombstones.isEmpty)

        let other = try await Self.history()
        for number in 6...Self.count { try await Self.withdraw(number, other) }
        let last = try Self.successor(of: other, by: .restore)
        try await Self.start(last)
        for number in 6...Self.count {
            #expect(try Self.files(with: number, in: other) == ["bulletins/town-n\(number)/index.html"])
        }
        #expect(try last.feed().tombstones.isEmpty)
    }
}

extension Sequence where Element == (String, EntryID) {
    /// Each title once.
    fileprivate func uniqued() -> [(String, EntryID)] {
        Array(Dictionary(self, uniquingKeysWith: { one, _ in one })).map { ($0.key, $0.value) }
    }
}
