import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// A version that its title calls corrected is one, whatever its file is called: no story twice, and the wrong one goes.
@Suite(.inTurn) struct CorrectedTitleTests {
    private static let stories = [
        ("甲河清淤", "甲河清淤工程于周二夜间开工，航道北侧封闭，渡轮改走南侧，预计六月完工，请过往船只注意避让。"),
        ("乙库检修", "乙水库闸门检修期间共派出六个检查组，逐孔检查启闭设备，发现的问题当天整改到位。"),
        ("丙镇供水", "丙镇老旧管网改造完成后，三千余户居民恢复正常供水，水质检测结果全部合格。"),
    ]

    private static func issue(_ title: String, isWrong: Bool = false) -> String {
        "# \(title)\n\n2026年3月2日\n\n"
            + stories.map { head, text in
                "## \(head)\n\n\(isWrong ? text.replacing("六个", with: "七个") : text)\n\n"
            }.joined()
    }

    private static let titles = [
        "更正：一周水务要闻（第13期）", "【更正】一周水务要闻（第13期）", "一周水务要闻（第13期）（更正版）", "一周水务要闻（第13期）修订版",
    ]

    private static func world() throws -> World { try World { $0.retractionGuard = 100 } }

    private static func drop(_ world: World, _ text: String, as name: String) async throws {
        world.now = world.now.advanced(by: 60)
        try world.folder.drop(text, as: "inbox/" + name)
        try await world.takeOnce()
    }

    @Test(arguments: titles, ["b.md", "a2.md"]) func aCorrectedIssueIsARevision(
        title: String, name: String
    ) async throws {
        let world = try Self.world()
        try await Self.drop(world, Self.issue("一周水务要闻（第13期）", isWrong: true), as: "a.md")
        let before = try world.entries()
        #expect(before.count == 3)
        try await Self.drop(world, Self.issue(title), as: name)
        let after = try world.entries()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.published) == before.map(\.published))
        #expect(after.filter { $0.updated == world.now }.map(\.title) == ["乙库检修"])
        #expect(!after.contains { $0.text.contains("七个") })
        // What readers see is what is written.
        #expect(try world.folder.text("site/issues.rss").contains(title))
        // So does a second correction, and the first one stays behind it.
        try await Self.drop(world, Self.issue("（二次更正）一周水务要闻（第13期）"), as: "c.md")
        try await Self.drop(world, Self.issue("一周水务要闻（第14期）"), as: "d.md")
        #expect(try world.entries().count == 6)
        #expect(try world.entries().suffix(3).map(\.id) == before.map(\.id))
    }

    /// Of two that come at once the corrected one counts, whatever the order of their names.
    @Test(arguments: [("a.md", "b.md"), ("b.md", "a.md")]) func ofTwoAtOnceTheCorrectedOneCounts(
        first: String, second: String
    ) async throws {
        let world = try Self.world()
        try world.folder.drop(Self.issue("一周水务要闻（第13期）", isWrong: true), as: "inbox/" + first)
        try await Self.drop(world, Self.issue(Self.titles[0]), as: second)
        #expect(try world.entries().count == 3)
        #expect(try !world.entries().contains { $0.text.contains("七个") })
    }

    /// The first one lies there still when the catalogue is lost: readers know the corrected one, and are told nothing.
    @Test func theCorrectedOneIsKnownAfterALoss() async throws {
        let world = try Self.world()
        try await Self.drop(world, Self.issue("一周水务要闻（第13期）", isWrong: true), as: "a.md")
        try await Self.drop(world, Self.issue(Self.titles[0]), as: "b.md")
        let before = try RecoveryTests.seen(in: world)
        let next = try RecoveryTests.successor(of: world)
        try await next.takeInbox()
        #expect(try RecoveryTests.seen(in: next) == before)
    }

    private static let text = """
        The bridge over the river is closed to all traffic from Monday on, since the deck is being renewed. Buses go \
        round by the lock, and the ferry runs every ten minutes until the evening.
        """

    /// A single story without a number, whose title is its headline.
    @Test(arguments: ["CORRECTED: Bridge closed", "Bridge closed (corrected)", "【更正】Bridge closed"])
    func aCorrectedNoticeIsARevision(title: String) async throws {
        let world = try Self.world()
        try await Self.drop(world, "# Bridge closed\n\n\(Self.text)\n", as: "one.md")
        let before = try world.entries()
        try await Self.drop(
            world, "# \(title)\n\n\(Self.text.replacing("Monday", with: "Friday"))\n", as: "two.md")
        let after = try world.entries()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.title) == [title])
        #expect(after.first?.text.contains("Friday") == true)
    }

    /// What tells of a correction in words of its own is a bulletin of its own, also when the first has no file any more.
    @Test(arguments: [
        ("更正：一周水务要闻（第13期）", false), ("更正公告", false), ("关于一周水务要闻第13期的更正说明", false), ("更正：一周水务要闻（第13期）", true),
    ]) func aNoticeOfACorrectionIsNew(title: String, isGone: Bool) async throws {
        let world = try Self.world()
        try await Self.drop(world, Self.issue("一周水务要闻（第13期）"), as: "a.md")
        let ids = try Set(world.entries().map(\.id))
        if isGone { try world.folder.remove("inbox/a.md") }
        try await Self.drop(
            world, "# \(title)\n\n2026年3月2日\n\n本刊第十三期第二条消息所称检查组数量有误，特此说明，并向读者致歉。\n", as: "b.md")
        let entries = try world.entries()
        #expect(entries.count == (isGone ? 1 : 4))
        #expect(entries.count { !ids.contains($0.id) } == 1)
    }

    /// What comes each week or day under one title is not what came last, whatever its title says besides.
    @Test func aCorrectedTitleOfAnotherDayIsNew() async throws {
        let world = try Self.world()
        func notice(_ title: String, _ more: String, _ day: Int) -> String {
            "# \(title)\n\n\(Self.text) \(more)\n\n2026-03-\(day)\n"
        }
        try await Self.drop(
            world, notice("Bridge closed", "Cyclists may pass until 9 in the evening.", 10), as: "one.md")
        try await Self.drop(
            world, notice("Bridge closed (updated)", "Nobody may pass from 6 in the morning.", 17), as: "two.md")
        #expect(try world.entries().count == 2)
    }

    /// Editions of one issue lie in folders of their own.
    @Test func aCorrectedEditionIsNotThatOfAnotherFolder() async throws {
        let world = try Self.world()
        for region in ["north", "south"] { try world.folder.makeFolder("inbox/" + region) }
        try await Self.drop(world, Self.issue("一周水务要闻（第13期）", isWrong: true), as: "north/a.md")
        try await Self.drop(world, Self.issue(Self.titles[0]), as: "south/b.md")
        #expect(try world.entries().count == 6)
    }
}
