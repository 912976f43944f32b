import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// A story that is cut out of one file and put into another is no news: it keeps its identifier and its dates.
@Suite(.inTurn) struct MovedStoriesTests {
    private static func text(_ name: String, more: String = "") -> String {
        "The \(name) was opened at noon by the mayor of the town, and some three hundred people came to see it. \(more)\n"
    }

    private static func story(_ name: String, more: String = "") -> (headline: String, text: String) {
        ("The \(name) is open again", text(name, more: more))
    }

    private static let (bridge, school, ferry, market, tower) = (
        story("bridge"), story("school"), story("ferry"), story("market"), story("tower")
    )

    private static func digest(_ number: Int, _ stories: [(headline: String, text: String)]) -> String {
        "Weekly review No. \(number)\n\n"
            + stories.enumerated().map { "\($0 + 1). \($1.headline)\n\($1.text)\n" }.joined()
    }

    /// Two digests that are out.
    private func twoDigests() async throws -> Desk {
        let desk = try Desk()
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.school, Self.ferry]))
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower]))
        try await desk.take()
        #expect(try desk.stories().count == 5)
        return desk
    }

    /// Whether both are seen at once, or which of the files first.
    enum Order: CaseIterable { case atOnce, cutFirst, pastedFirst }

    /// The other file comes before or behind in the order in which they are taken.
    @Test(arguments: ["a.txt", "c.txt", "d.txt"], Order.allCases)
    func aStoryMovesToAnotherDigest(other: String, order: Order) async throws {
        let desk = try await twoDigests()
        if other != "c.txt" {
            try desk.move("c.txt", to: other)
            try await desk.take()
        }
        let before = try desk.stories()
        let cut = { try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.ferry])) }
        let paste = { try desk.put(other, Self.digest(13, [Self.market, Self.school, Self.tower])) }
        switch order {
        case .atOnce: break
        case .cutFirst:
            try cut()
            try await desk.take()
        case .pastedFirst:
            try paste()
            try await desk.world.takeOnce()
        }
        try cut()
        try paste()
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 5)
        for (title, story) in before {
            #expect(after[title]?.id == story.id)
            #expect(after[title]?.published == story.published)
        }
        let moved = try #require(after[Self.school.headline])
        #expect(moved.bulletinSlug == "c")
        #expect(moved.position == 1)
        // Readers who heard that it was gone hear that it is back.
        #expect((moved.updated == moved.published) == (order != .cutFirst))
        #expect(try !desk.gone.contains(moved.id))
        #expect(try desk.gone.count == (order == .pastedFirst ? 1 : 0))
        let stories = try desk.world.folder.text("site/feed.atom")
        #expect(stories.contains("bulletins/c/#\(moved.anchor)"))
        #expect(try desk.world.folder.text("site/bulletins/c/index.html").contains(Self.school.headline))
        #expect(try !desk.world.folder.text("site/bulletins/b/index.html").contains(Self.school.headline))
        try checkSite(desk)
        // And back.
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.school, Self.ferry]))
        try desk.put(other, Self.digest(13, [Self.market, Self.tower]))
        try await desk.take()
        let last = try desk.stories()
        for (title, story) in before { #expect(last[title]?.id == story.id) }
        #expect(last[Self.school.headline]?.bulletinSlug == "b")
        try checkSite(desk)
    }

    /// A story is put in the place of another that goes: neither becomes the other.
    @Test(arguments: Order.allCases) func aStoryTakesThePlaceOfAnother(order: Order) async throws {
        let rain = ("Rain in the hills", "The reservoir has filled to nine tenths, more than ever since it was built.")
        let frost = ("Orchards in bloom", "Apricots suffered most from a late frost; quinces and apples were spared.")
        let desk = try Desk()
        try desk.put("b.txt", Self.digest(12, [Self.bridge, rain, Self.ferry]))
        try desk.put("c.txt", Self.digest(13, [Self.market, frost, Self.tower]))
        try await desk.take()
        let before = try desk.stories()
        let cut = { try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.ferry])) }
        let paste = { try desk.put("c.txt", Self.digest(13, [Self.market, rain, Self.tower])) }
        if order == .cutFirst { try cut() }
        if order == .pastedFirst { try paste() }
        if order != .atOnce { try await desk.world.takeOnce() }
        try cut()
        try paste()
        try await desk.take()
        let after = try desk.stories()
        #expect(after.mapValues(\.id) == before.filter { $0.key != frost.0 }.mapValues(\.id))
        #expect(try desk.gone.contains(try #require(before[frost.0]).id))
    }

    /// A story that was put in before it was cut bore another id for a moment, which is of the past, whatever happens then.
    @Test(arguments: ["b.txt", "d.txt"]) func aStoryMovesOnAndOn(next: String) async throws {
        let desk = try await twoDigests()
        let school = try #require(try desk.stories()[Self.school.headline])
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower, Self.school]))
        try await desk.world.takeOnce()
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.ferry]))
        try await desk.take()
        // Its number is that of the other once more.
        try desk.put("c.txt", Self.digest(13, [Self.tower, Self.school]))
        try await desk.take()
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower, Self.school]))
        try await desk.take()
        #expect(try desk.stories()[Self.school.headline]?.id == school.id)
        let others = next == "b.txt" ? (12, [Self.bridge, Self.ferry]) : (14, [Self.story("lake")])
        try desk.put(next, Self.digest(others.0, [Self.school] + others.1))
        try await desk.world.takeOnce()
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower]))
        try await desk.take()
        #expect(try desk.stories()[Self.school.headline]?.id == school.id)
        #expect(try !desk.gone.contains(school.id))
        try checkSite(desk)
    }

    private func checkSite(_ desk: Desk) throws {
        let pipeline = try desk.world.pipeline()
        let inspection = SiteInspection(
            rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false)
        try inspection.run { Issue.record("\($1.kind.rawValue) \($1.path)") }
    }

    /// What is edited on the way is corrected.
    private static let edits: [(story: (headline: String, text: String), isOne: Bool)] = [
        (story("school", more: "A park is beside it."), true), (("Three hundred at the school", text("school")), true),
        (
            ("The school is open again", "Nobody knows yet when, says the school board; the roof is still to come."),
            false
        ),
    ]

    @Test(arguments: edits.indices) func aStoryIsEditedOnTheWay(index: Int) async throws {
        let (edited, isOne) = Self.edits[index]
        let desk = try await twoDigests()
        let before = try #require(try desk.stories()[Self.school.headline])
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.ferry]))
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower, edited]))
        try await desk.take()
        let after = try #require(try desk.stories()[edited.headline])
        #expect((after.id == before.id) == isOne)
        #expect((after.published == before.published) == isOne)
        if isOne { #expect(after.updated == desk.world.now) }
        #expect(try desk.gone == (isOne ? [] : [before.id]))
        let corrections = try desk.world.feed(DocumentKey(feed: DocumentKey.siteFeed(.corrections), archive: 0))
        #expect(corrections.entries.count == (isOne ? 1 : 0))
        try checkSite(desk)
    }

    /// One digest becomes two files, and one again; then a story is a file of its own, whose address leads on when it is
    /// put back.
    @Test func aDigestIsSplitAndMerged() async throws {
        let desk = try await twoDigests()
        let before = try desk.stories()
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.school]))
        try desk.put("e.txt", Self.digest(14, [Self.ferry, Self.story("harbour")]))
        try await desk.take()
        #expect(try desk.stories()[Self.ferry.headline]?.bulletinSlug == "e")
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.ferry, Self.tower, Self.story("harbour")]))
        try desk.remove("e.txt")
        try await desk.take()
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.tower, Self.story("harbour")]))
        try desk.put("ferry.txt", "\(Self.ferry.headline)\n\n\(Self.ferry.text)")
        try await desk.take()
        let single = try #require(try desk.stories()[Self.ferry.headline])
        #expect(single.bulletinSlug == "ferry")
        #expect(single.anchor == "")
        try desk.remove("ferry.txt")
        try desk.put("c.txt", Self.digest(13, [Self.ferry, Self.market, Self.tower, Self.story("harbour")]))
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 6)
        for (title, story) in before {
            #expect(after[title]?.id == story.id)
            #expect(after[title]?.published == story.published)
            #expect(after[title]?.updated == story.updated)
        }
        #expect(try desk.gone == [])
        let catalogue = desk.world.catalogue
        #expect(try catalogue.redirect(of: "/bulletins/e/") == .at("bulletins/c/"))
        let ferry = try #require(after[Self.ferry.headline])
        #expect(try catalogue.redirect(of: "/bulletins/ferry/") == .at("bulletins/c/#\(ferry.anchor)"))
        try checkSite(desk)
    }

    /// What comes each day under one headline, in nearly the same words, is new, and so is what was taken out long ago.
    @Test func whatComesAgainIsNew() async throws {
        let desk = try Desk()
        func forecast(_ degrees: Int) -> String {
            "Weather\n\nToday the sky is clear all over the county, with a light wind and up to \(degrees) degrees.\n"
        }
        try desk.put("mon.txt", forecast(21))
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.school]))
        try await desk.take()
        let before = try desk.stories()
        try desk.remove("mon.txt")
        try desk.put("b.txt", Self.digest(12, [Self.bridge]))
        try await desk.take()
        desk.world.now = desk.world.now.advanced(by: 2 * 86_400)
        try desk.put("tue.txt", forecast(24))
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.school]))
        try await desk.take()
        let after = try desk.stories()
        for title in ["Weather", Self.school.headline] {
            #expect(after[title] != nil)
            #expect(after[title]?.id != before[title]?.id)
        }
    }

    /// A file that is not there for a moment, while its story is put elsewhere, and then is back as it was.
    @Test func aFileThatComesBackHasItsStories() async throws {
        let world = try World()
        let ferry = Self.digest(12, [Self.ferry, Self.school])
        let market = Self.digest(13, [Self.market, Self.tower])
        try await world.drop(ferry, as: "b.txt")
        try await world.drop(market, as: "c.txt")
        let before = try world.entries()
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let file = try #require(try inbox.root.status(of: SourcePath("b.txt").bytes))
        try world.folder.drop(Self.digest(13, [Self.market, Self.tower, Self.ferry]), as: "inbox/c.txt")
        let path = SourcePath("c.txt")
        let taken = try await world.pipeline().take(
            [(path, try #require(try inbox.root.status(of: path.bytes)))], gone: [], missing: [SourcePath("b.txt")],
            from: inbox, at: world.now)
        #expect(taken.batch.again == [SourcePath("b.txt")])
        #expect(try Set(world.entries().map(\.id)) == Set(before.map(\.id)))
        _ = try await world.pipeline().take(
            [(SourcePath("b.txt"), file)], gone: [], missing: [], from: inbox, at: world.now)
        let titles = try world.entries().map(\.title)
        #expect(titles.count == 5)
        #expect(titles.count { $0 == Self.ferry.headline } == 2)
    }

    /// With the catalogue lost, too: its identifier bears the name of the first bulletin, its address that of the last.
    @Test func aMovedStoryIsKnownFromTheSite() async throws {
        let desk = try await twoDigests()
        try desk.put("b.txt", Self.digest(12, [Self.bridge, Self.ferry]))
        try desk.put("c.txt", Self.digest(13, [Self.market, Self.school, Self.tower]))
        try await desk.take()
        let next = try RecoveryTests.successor(of: desk.world)
        try await next.takeInbox()
        #expect(try Set(RecoveryTests.seen(in: next)) == Set(RecoveryTests.seen(in: desk.world)))
    }
}
