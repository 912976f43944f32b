import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// Another version of a bulletin, or the same words in other bytes, beside the file that brought it: no story twice.
@Suite struct OtherVersionsTests {
    private static let text = """
        The bridge over the river is closed to all traffic from Monday on, since the deck is being renewed. Buses go \
        round by the lock, and the ferry runs every ten minutes until the evening.
        """

    private static func issue(_ number: Int, _ word: String = "dredged") -> String {
        "# 水务简报（第\(number)期）\n\n"
            + ["甲河", "乙河", "丙河"].map { "## \($0)\n\n\($0) was \(word) this week. \(text)\n\n" }.joined()
    }

    private static func notice(_ text: String) -> String { "# Bridge closed\n\n\(text)\n" }

    private static func drop(_ world: World, _ text: String, as name: String) async throws {
        try world.folder.drop(text, as: "inbox/" + name)
        try await world.service().takeOnce()
    }

    private static func remove(_ world: World, _ name: String) async throws {
        try world.folder.remove("inbox/" + name)
        try await world.service().takeOnce()
    }

    private static func ids(_ world: World) throws -> [String] { try world.entries().map(\.id.uri) }

    @Test(arguments: ["第13期-终稿.md", "第13期 v2.md", "other.md", "z/copy.md"])
    func aLaterVersionOfAnIssueIsARevision(name: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try world.folder.makeFolder("inbox/z")
        try await Self.drop(world, Self.issue(13), as: "第13期.md")
        let ids = try Self.ids(world)
        #expect(ids.count == 3)
        try await Self.drop(world, Self.issue(13, "dug"), as: name)
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().allSatisfy { $0.text.contains("dug") })
        // The older file goes, or is touched, or the later one goes again.
        try await Self.drop(world, Self.issue(13) + "\n", as: "第13期.md")
        #expect(try Self.ids(world) == ids)
        try await Self.drop(world, Self.issue(14), as: "第14期.md")
        #expect(try world.entries().count == 6)
    }

    @Test func theVersionIsLeftWhereTheFirstGoes() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.issue(13), as: "第13期.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.issue(13, "dug"), as: "第13期-终稿.md")
        try await Self.remove(world, "第13期.md")
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().allSatisfy { $0.text.contains("dug") })
    }

    /// And the first stands in where the version goes.
    @Test func theFirstStandsInForTheVersion() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.issue(13), as: "第13期.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.issue(13, "dug"), as: "第13期-终稿.md")
        try await Self.remove(world, "第13期-终稿.md")
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().allSatisfy { $0.text.contains("dredged") })
    }

    /// In whatever order they come, the one that says that it is the last is.
    @Test func ofTwoThatComeTogetherTheVersionCounts() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try world.folder.drop(Self.issue(13), as: "inbox/第13期.md")
        try await Self.drop(world, Self.issue(13, "dug"), as: "第13期-终稿.md")
        #expect(try world.entries().count == 3)
        #expect(try world.entries().allSatisfy { $0.text.contains("dug") })
    }

    @Test(arguments: ["notice-v2.md", "notice（更正）.md", "notice final.md"])
    func aNoticeUnderANameThatSaysSoIsARevision(name: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.notice(Self.text), as: "notice.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.notice(Self.text + " Cyclists may pass."), as: name)
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().first?.text.contains("Cyclists") == true)
    }

    /// It is taken up again after it was withdrawn.
    @Test func soItIsWhenTheFirstWasWithdrawn() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.notice(Self.text), as: "notice.md")
        let ids = try Self.ids(world)
        try await Self.remove(world, "notice.md")
        #expect(try Self.ids(world).isEmpty)
        world.now = world.now.advanced(by: 86_400)
        try await Self.drop(world, Self.notice(Self.text + " Cyclists may pass."), as: "notice-corrected.md")
        #expect(try Self.ids(world) == ids)
    }

    /// Notices that are alike are not one, and a copy may be the beginning of another.
    @Test(arguments: ["notice (1).md", "notice - Copy.md", "notice2.md", "other.md"])
    func aNoticeLikeAnotherIsNew(name: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.notice(Self.text), as: "notice.md")
        try await Self.drop(world, Self.notice(Self.text.replacing("Monday", with: "Friday")), as: name)
        #expect(try Self.ids(world).count == 2)
    }

    /// The same words, broken into other lines, with other ends of lines, or in another format.
    @Test(arguments: [
        ("b.md", "# Bridge closed\r\n\r\n\(text)\r\n"), ("b.md", "\u{FEFF}# Bridge closed\n\n\(text)\n"),
        ("b.txt", "Bridge closed\n\n\(text)\n"), ("b.html", "<h1>Bridge closed</h1>\n<p>\(text)</p>\n"),
        ("b.md", "# Bridge closed\n\n\(text.replacing(". ", with: ".\n"))\n"),
    ]) func theSameWordsAreACopy(name: String, other: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.notice(Self.text), as: "a.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, other, as: name)
        #expect(try Self.ids(world) == ids)
        try await Self.remove(world, "a.md")
        #expect(try Self.ids(world) == ids)
    }

    /// What comes every day in the same words says which day.
    @Test func theSameWordsOfAnotherDayAreAnother() async throws {
        let world = try World { $0.retractionGuard = 100 }
        for day in 1...3 {
            try await Self.drop(
                world,
                "---\ndate: 2026-11-0\(day)\n---\n" + Self.notice("No change at the lock. " + Self.text),
                as: "d\(day).md")
        }
        #expect(try Self.ids(world).count == 3)
    }
}
