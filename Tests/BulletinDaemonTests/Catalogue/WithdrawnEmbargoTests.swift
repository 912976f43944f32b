import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// What was out once, was taken back and is put back with a time to come: it went out too early, and stays away till then.
@Suite(.inTurn) struct WithdrawnEmbargoTests {
    enum Way: CaseIterable, Sendable { case removed, moved, drafted }

    private static func dated(_ titles: [String], _ time: Timestamp) -> Bulletin {
        let date = StatedDate(
            day: time.date, secondOfDay: Int(time.seconds % 86_400), offset: 0, origin: .frontMatter, line: 2)
        return .digest(titles, date: date)
    }

    private static func withdraw(_ way: Way, in world: World) throws {
        switch way {
        case .removed, .moved: try world.take([], gone: ["w.md"])
        case .drafted: try world.take(.digest(["A", "B"], isDraft: true), at: "w.md", version: 8)
        }
    }

    @Test(arguments: Way.allCases) func staysWithdrawnUntilItsTime(way: Way) throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.md")
        let before = try world.entries()
        world.now = world.now.advanced(by: 100)
        try Self.withdraw(way, in: world)
        let (gone, issues) = (try world.feed(), try world.feed(DocumentKey(feed: 2, archive: 0)))
        world.now = world.now.advanced(by: 100)
        let time = world.now.advanced(by: 86_400)
        let path = way == .moved ? "other.md" : "w.md"
        let batch = try world.take(Self.dated(["A", "B", "C"], time), at: path, version: way == .moved ? 1 : 2)
        #expect(batch.accepted.isEmpty && batch.rejected.isEmpty && batch.held.count == 1)
        try world.restart()
        #expect(try world.feed() == gone)
        #expect(try world.feed(DocumentKey(feed: 2, archive: 0)) == issues)
        #expect(try world.feed(DocumentKey(feed: 0, archive: 0)).entries.isEmpty)
        #expect(try world.catalogue.isGone(bulletinSlug: "w"))
        #expect(try world.catalogue.sitemapPart(0).isEmpty)
        let report = try world.catalogue.report(at: world.now)
        #expect(report.embargoed.items.map(\.path) == [path])
        #expect(report.embargoed.items.map(\.time) == [time.rfc3339])
        #expect(report.embargoed.count == 1 && report.drafts.count == 0 && report.rejected.count == 0)
        #expect(try world.catalogue.nextRelease() == time)
        #expect(try world.catalogue.ripe(at: time.advanced(by: -1)).isEmpty)
        // It is read again then.
        #expect(try world.catalogue.ripe(at: time) == [SourcePath(path)])
        #expect(try world.catalogue.digests(of: SourcePath(path)).accepted == nil)
        world.now = time
        try world.take(Self.dated(["A", "B", "C"], time), at: path, version: way == .moved ? 1 : 2)
        let after = try world.entries()
        #expect(Set(after.map(\.title)) == ["A", "B", "C"])
        for entry in before {
            let now = try #require(after.first { $0.id == entry.id })
            #expect(now.published == entry.published && now.updated == time)
        }
        #expect(try world.feed().tombstones.isEmpty)
        #expect(try world.catalogue.ripe(at: time.advanced(by: 1)).isEmpty)
        #expect(try world.catalogue.report(at: world.now).embargoed.count == 0)
    }

    /// The time is put off, and then taken away.
    @Test func anotherTimeCounts() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.md")
        let ids = try world.entries().map(\.id)
        try Self.withdraw(.removed, in: world)
        let time = world.now.advanced(by: 86_400)
        try world.take(Self.dated(["A"], time), at: "w.md", version: 2)
        try world.take(Self.dated(["A"], time.advanced(by: 600)), at: "w.md", version: 3)
        #expect(try world.catalogue.ripe(at: time).isEmpty)
        #expect(try world.catalogue.nextRelease() == time.advanced(by: 600))
        try world.take(.digest(["A"], isDraft: true), at: "w.md", version: 4)
        #expect(try world.catalogue.report(at: world.now).drafts.count == 1)
        #expect(try world.catalogue.ripe(at: time.advanced(by: 600)).isEmpty)
        try world.take(Self.dated(["A"], time), at: "w.md", version: 5)
        try world.take([("w.md", 6, .rejected("w.md: broken"))])
        #expect(try world.entries().isEmpty)
        try world.take(.digest(["A"]), at: "w.md", version: 7)
        #expect(try world.entries().map(\.id) == ids)
    }

    /// An hour that is near is an hour, too.
    @Test(arguments: [1, 60, 840]) func aTimeMinutesAheadIsWaitedFor(seconds: Int) throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.md")
        let before = try world.entries()
        var next = Self.dated(["A"], world.now.advanced(by: seconds))
        next.sections[0].html += "<p>The mayor resigns.</p>"
        #expect(try world.take(next, at: "w.md", version: 2).rejected.count == 1)
        #expect(try world.entries() == before)
        #expect(try world.catalogue.nextRelease() == world.now.advanced(by: seconds))
    }

    /// What is out with the very time that is stated is corrected at once: it came out by a clock that was set back.
    @Test(arguments: [true, false]) func theSameTimeIsNotWaitedForAgain(isOfDay: Bool) throws {
        let world = try World { $0.zone = .utc }
        let noon = world.now.advanced(by: 90_000)
        func bulletin(_ text: String) -> Bulletin {
            var bulletin = Self.dated(["A", "B"], noon)
            if isOfDay { bulletin.date?.secondOfDay = nil }
            bulletin.sections[1].html += text
            return bulletin
        }
        let start = world.now
        world.now = noon
        try world.take(bulletin(""), at: "w.md")
        world.now = start
        try world.take(bulletin("<p>More.</p>"), at: "w.md", version: 2)
        #expect(try world.entries().map(\.html).contains { $0.contains("More.") })
        #expect(try world.catalogue.rejections().isEmpty)
    }

    /// Renamed while it was a draft, and away for a while, it is known by the name that it had last.
    @Test func aDraftThatWasRenamedKeepsItsIds() throws {
        let world = try World()
        var bulletin = Bulletin.digest(["A"])
        bulletin.sections[0].text = "Rain fell on the hills for three days and the river rose to its third mark."
        try world.take(bulletin, at: "d.md")
        let ids = try world.entries().map(\.id)
        bulletin.isDraft = true
        try world.take(bulletin, at: "d.md", version: 2)
        try world.take(bulletin, at: "e.md", version: 2, missing: ["d.md"])
        try world.take([], gone: ["e.md"])
        bulletin.isDraft = false
        bulletin.sections[0].text += " It fell again."
        try world.take(bulletin, at: "e.md", version: 3)
        #expect(try world.entries().map(\.id) == ids)
    }
}
