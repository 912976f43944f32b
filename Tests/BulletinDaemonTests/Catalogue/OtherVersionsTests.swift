import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// Another version of a bulletin, or the same words in other bytes, beside the file that brought it: no story twice.
@Suite(.inTurn) struct OtherVersionsTests {
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
        try await world.takeOnce()
    }

    private static func remove(_ world: World, _ name: String) async throws {
        try world.folder.remove("inbox/" + name)
        try await world.takeOnce()
    }

    private static func ids(_ world: World) throws -> [String] { try world.entries().map(\.id.uri) }

    @Test(arguments: ["第13期-终稿.md", "第13期 v2.md", "other.md"])
    func aLaterVersionOfAnIssueIsARevision(name: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
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

    /// Of two regions, for one, most of which is the same.
    @Test func editionsInFoldersOfTheirOwnAreTwo() async throws {
        let world = try World { $0.retractionGuard = 100 }
        for region in ["north", "south"] {
            try world.folder.makeFolder("inbox/" + region)
            try await Self.drop(
                world, Self.issue(13) + "## \(region)\n\nOf the \(region) alone.\n", as: region + "/13.md")
        }
        #expect(try Self.ids(world).count == 8)
    }

    /// Where one of the two goes, the other is left: the first stands in for the version.
    @Test(arguments: [("第13期.md", "dug"), ("第13期-终稿.md", "dredged")])
    func theOtherIsLeft(gone: String, word: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.issue(13), as: "第13期.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.issue(13, "dug"), as: "第13期-终稿.md")
        try await Self.remove(world, gone)
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().allSatisfy { $0.text.contains(word) })
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

    /// A word or two are enough where the names say that it is a copy.
    @Test(arguments: [
        ("放假通知.md", "# 放假通知\n\n元旦放假三天，1月4日照常上班。\n"),
        ("放假通知 (1).txt", "放假通知\r\n元旦放假三天，1月4日照常上班。\r\n"),
        ("放假通知 - 副本.txt", "放假通知\n\n元旦放假三天，\n1月4日照常上班。\n\n"),
        ("放假通知 - Copy (2).html", "<h1>放假通知</h1>\n<p>元旦放假三天，1月4日照常上班。</p>\n"),
    ]) func soItIsWithAWordOrTwoUnderTheNameOfACopy(name: String, other: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, "放假通知\n元旦放假三天，1月4日照常上班。\n", as: "放假通知.txt")
        let ids = try Self.ids(world)
        try await Self.drop(world, other, as: name)
        #expect(try Self.ids(world) == ids)
        try await Self.drop(world, other, as: "x-" + name)
        #expect(try Self.ids(world).count == 2)
    }

    /// In another format beside the first, with a slip mended; and when the first goes.
    @Test func anotherFormatOfANameIsAVersion() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, "Bridge closed\n\n\(Self.text)\n", as: "notice.txt")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.notice(Self.text.replacing("Monday", with: "Friday")), as: "notice.md")
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().first?.text.contains("Friday") == true)
        try await Self.remove(world, "notice.txt")
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().first?.text.contains("Friday") == true)
    }

    /// A corrected notice bears the day on which it was corrected; the first one, read again, stays behind it.
    @Test(arguments: ["notice-v2.md", "notice.txt"]) func aVersionMayBeOfAnotherDay(name: String) async throws {
        let world = try World { $0.retractionGuard = 100 }
        let text = name == "notice.txt" ? "Bridge closed\n\n\(Self.text)\n" : Self.notice(Self.text)
        try await Self.drop(world, Self.notice(Self.text) + "\n2026-11-02\n", as: "notice.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, text + "\nTrucks over 7.5 tons go by the ring.\n\n2026-11-03\n", as: name)
        try await world.takeOnce()
        #expect(try Self.ids(world) == ids)
        #expect(try world.entries().first?.text.contains("Trucks") == true)
    }

    /// The title of a digest is read from another place in another format.
    @Test func anotherFormatUnderAnotherTitleIsACopy() throws {
        let world = try World()
        func bulletin(_ title: String) -> Bulletin {
            var bulletin = Bulletin.digest(["A", "B"], title: title, issue: "Issue 47")
            bulletin.sections[0].text = Self.text
            return bulletin
        }
        try world.take(bulletin("The trust delayed it"), at: "issue 47.txt")
        let ids = try Self.ids(world)
        try world.take(bulletin("Harbour Weekly, Issue 47"), at: "issue 47.html", version: 2)
        #expect(try Self.ids(world) == ids)
        try world.take(bulletin("Harbour Weekly, Issue 47"), at: "other.html", version: 3)
        #expect(try Self.ids(world).count == 4)
    }

    /// Under the name that it had last, it is known in another format, too.
    @Test func whatWasRenamedComesBackInAnotherFormat() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.issue(1), as: "keeper.md")
        try await Self.drop(world, "Bridge closed\n\n\(Self.text)\n", as: "notice.txt")
        let ids = try Self.ids(world)
        try world.folder.remove("inbox/notice.txt")
        try await Self.drop(world, "Bridge closed\n\n\(Self.text)\n", as: "bridge.txt")
        try await Self.remove(world, "bridge.txt")
        try await Self.drop(world, Self.notice(Self.text.replacing("Monday", with: "Friday")), as: "bridge.md")
        #expect(try Self.ids(world) == ids)
    }

    private static func columns(_ number: Int, _ words: [String]) -> String {
        "# 一周水情（第\(number)期）\n\n"
            + zip(["本周水情", "天气展望", "值班安排"], words).map { "## \($0)\n\n\($1)\n\n" }.joined()
    }

    private static let weeks = [
        ["各水库蓄水平稳，坝前水位比上周高三厘米。", "未来三天以晴为主，气温逐日上升。", "张三周一，李四周二，王五周三。"],
        ["受强降雨影响，青河下游超过警戒水位。", "周五夜间起有大到暴雨，请注意防范。", "赵六全周带班，电话不变。"],
    ]

    /// The next issue in the same file: what stands under the heads of its columns is new.
    @Test func columnsOfTheNextIssueAreNew() async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.columns(1, Self.weeks[0]), as: "week.md")
        let ids = try Self.ids(world)
        world.now = world.now.advanced(by: 7 * 86_400)
        try await Self.drop(world, Self.columns(2, Self.weeks[1]), as: "week.md")
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["本周水情", "天气展望", "值班安排"])
        #expect(entries.allSatisfy { !ids.contains($0.id.uri) && $0.published > world.now.advanced(by: -10) })
        #expect(try world.feed(DocumentKey(feed: DocumentKey.siteFeed(.corrections), archive: 0)).entries.isEmpty)
    }

    /// A number that is put right is a fix, and so are other words under the same number.
    @Test(arguments: [(2, 0), (1, 1)]) func columnsThatAreMendedAreTheSame(number: Int, words: Int) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.columns(1, Self.weeks[0]), as: "week.md")
        let ids = try Self.ids(world)
        try await Self.drop(world, Self.columns(number, Self.weeks[words]), as: "week.md")
        #expect(try Self.ids(world) == ids)
    }

    /// Numbers begin anew each year, and nothing states a date: with what was withdrawn long ago, or a while ago and is of
    /// last year.
    @Test(arguments: [20, 200]) func theNumberOfANewYearIsAnother(days: Int) async throws {
        let world = try World { $0.retractionGuard = 100 }
        try await Self.drop(world, Self.columns(1, Self.weeks[0]), as: "week.md")
        func issue() throws -> Entry? {
            try world.feed(DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0)).entries.first
        }
        let before = try #require(try issue())
        world.now = world.now.advanced(by: 330 * 86_400)
        try await Self.remove(world, "week.md")
        world.now = world.now.advanced(by: days * 86_400)
        try await Self.drop(world, Self.columns(1, Self.weeks[1]), as: "week.md")
        let after = try #require(try issue())
        #expect(after.id != before.id && after.published > before.published)
        #expect(try world.entries().count == 3)
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
