import BulletinCore
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// What is called a version of a file beside it, by its name or its title, is a revision of it, however short the text is
/// and however much of it was rewritten; where that is not sure, both are out and a note says so.
@Suite(.inTurn) struct CalledVersionTests {
    struct Change: Sendable {
        var title = "会议通知"
        var before: String
        var after: String
        /// What stands in the later one alone.
        var word: String
    }

    private static let meeting = """
        为做好今年汛期工作，定于下周二上午九时在二号楼三层会议室召开全市防汛工作会议，请各县区负责同志准时参加，并请于周五前报送参会名单。联系人王先生。
        """
    private static let harbour = "The harbour is closed on Monday for works at the pier."
    private static let changes = [
        Change(before: "会议在二号楼举行，请相互转告。", after: "会议改在三号楼举行，请相互转告。", word: "三号楼"),
        Change(
            before: meeting, after: meeting.replacing("二号楼三层", with: "三号楼五层").replacing("下周二上午九时", with: "本周四下午三时"),
            word: "周四"),
        Change(
            before: meeting,
            after: "原定于下周二召开的全市防汛工作会议改为视频会议，请各县区负责同志在本单位视频会议室参加，并请于周五前报送参会名单。联系人李女士。",
            word: "视频"),
        Change(before: meeting, after: "定于下周二上午九时在三号楼召开会议，请准时参加。", word: "三号楼"),
        Change(
            title: "停水通知", before: "城东片区明日8时至18时停水检修，请提前储水。", after: "城东片区停水时间改为后日9时至20时，请提前储水。", word: "后日"),
        Change(
            title: "停水通知", before: "城东片区明日8时至18时停水检修，请提前储水。",
            after: "原通知停水时间有误，现更正如下：城东片区后日9时至20时停水检修，请提前储水。", word: "后日"),
        Change(
            title: "Harbour closed", before: harbour,
            after: """
                The harbour will be closed the whole of Tuesday, since works at the quay take longer than was thought.
                """, word: "Tuesday"),
    ]

    private static func desk() throws -> Desk { try Desk() }

    private static func notice(_ title: String, _ text: String) -> String { "\(title)\n\n\(text)\n" }

    private static func seen(_ desk: Desk) throws -> [Entry] {
        try desk.world.entries().filter { $0.title != "Keeper" }
    }

    private static func notes(_ desk: Desk) throws -> [String: String] {
        try desk.world.folder.files(below: "inbox").filter { $0.key.hasSuffix(".note.txt") }.mapValues {
            String(decoding: $0, as: UTF8.self)
        }
    }

    @Test(
        arguments: changes,
        [
            ("week.txt", "week-v2.txt"), ("公告.txt", "公告（修订稿）.txt"), ("notice.txt", "notice final.md"),
            ("notice.txt", "notice.md"),
        ]
    ) func aNameMakesARevision(change: Change, names: (String, String)) async throws {
        let desk = try Self.desk()
        try desk.put(names.0, Self.notice(change.title, change.before))
        try await desk.take()
        let before = try Self.seen(desk)
        let heading = names.1.hasSuffix(".md") ? "# " : ""
        try desk.put(names.1, heading + Self.notice(change.title, change.after))
        try await desk.take()
        let after = try Self.seen(desk)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.first?.text.contains(change.word) == true)
        #expect(try Self.notes(desk) == [:])
        // The first one is looked at again, and stays behind it.
        try await desk.world.catalogue.database.write { db in
            try db.execute(sql: "UPDATE source SET changed = \(FileStatus.unknownChange) WHERE path LIKE '%.txt'")
        }
        desk.world.now = desk.world.now.advanced(by: 70 * 86_400)
        try await desk.take()
        #expect(try Self.seen(desk) == after)
        #expect(try desk.held() == [names.0])
    }

    @Test(arguments: changes, ["更正：{}", "{}（修订版）", "{} (corrected)"])
    func aTitleMakesARevision(change: Change, title: String) async throws {
        let desk = try Self.desk()
        try desk.put("b.txt", Self.notice(change.title, change.before))
        try await desk.take()
        let before = try Self.seen(desk)
        try desk.put("a.txt", Self.notice(title.replacing("{}", with: change.title), change.after))
        try await desk.take()
        let after = try Self.seen(desk)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.first?.text.contains(change.word) == true)
        #expect(try Self.notes(desk) == [:])
    }

    /// Of two that come at once the later version counts, and goes on to, when it is corrected again.
    @Test(arguments: changes, [("week.txt", "week-v2.txt"), ("b.txt", "a.txt"), ("a.txt", "b.txt")])
    func theLaterOfTwoAtOnceStaysTheLater(change: Change, names: (String, String)) async throws {
        let desk = try Self.desk()
        let title = names.1.contains("v2") ? change.title : "更正：\(change.title)"
        try desk.put(names.0, Self.notice(change.title, change.before))
        try desk.put(names.1, Self.notice(title, change.after))
        try await desk.take()
        let before = try Self.seen(desk)
        #expect(before.count == 1)
        #expect(before.first?.text.contains(change.word) == true)
        try desk.put(names.1, Self.notice(title, change.after + "特此通知。"))
        for _ in 0..<3 {
            desk.world.now = desk.world.now.advanced(by: 20 * 86_400)
            try await desk.take()
        }
        let after = try Self.seen(desk)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.first?.text.contains("特此通知") == true)
        #expect(try desk.held() == [names.0])
    }

    /// A slip in the title of what the name calls a version.
    @Test func aSlipInTheTitleIsMended() async throws {
        let desk = try Self.desk()
        try desk.put("notice.txt", Self.notice("全市防汛工作会仪的通知", Self.meeting))
        try await desk.take()
        let before = try Self.seen(desk)
        try desk.put("notice_v2.txt", Self.notice("全市防汛工作会议的通知", Self.meeting))
        try await desk.take()
        #expect(try Self.seen(desk).map(\.id) == before.map(\.id))
        #expect(try Self.seen(desk).map(\.title) == ["全市防汛工作会议的通知"])
    }

    struct Doubt: Sendable {
        var name = "notice-v2.txt"
        var title = "会议通知"
        var before = meeting
        var after: String
        /// Between the two.
        var days = 0
    }

    /// Of another day, of another occasion, in other words, with another headline; what tells of a correction.
    @Test(arguments: [
        Doubt(after: "明天的活动取消，改期另行通知大家。"),
        Doubt(name: "b.txt", title: "更正：会议通知", after: "明天的活动取消，改期另行通知大家。"),
        Doubt(name: "b.txt", title: "更正：会议通知", after: "昨日通知中的会议地点有误，应为三号楼五层会议室，特此更正。"),
        Doubt(title: "活动取消的通知", after: "明天的活动取消，改期另行通知大家。"),
        Doubt(name: "notice.md", title: "# 活动取消的通知", after: "明天的活动取消，改期另行通知大家。"),
        Doubt(after: "定于本月十日下午三时在一号楼报告厅召开全市植树动员会，请各单位负责同志准时参加。", days: 40),
        Doubt(
            before: "定于3月5日上午9时在二号楼三层会议室召开办公会议，请准时参加。", after: "定于6月7日上午9时在二号楼三层会议室召开办公会议，请准时参加。",
            days: 92),
        Doubt(
            before: meeting + "\n\n2026年3月2日", after: "定于下周三上午九时在二号楼三层会议室召开植树动员会议，请各单位负责同志准时参加。\n\n2026年3月16日"),
    ]) func whatIsDoubtfulIsPublishedWithANote(doubt: Doubt) async throws {
        let desk = try Self.desk()
        try desk.put("notice.txt", Self.notice("会议通知", doubt.before))
        try await desk.take()
        let before = try Self.seen(desk)
        desk.world.now = desk.world.now.advanced(by: doubt.days * 86_400)
        try desk.put(doubt.name, Self.notice(doubt.title, doubt.after))
        try await desk.take()
        #expect(try Self.seen(desk).count == 2)
        #expect(try Self.seen(desk).contains { $0.id == before.first?.id && $0.text == before.first?.text })
        let note = try Self.notes(desk)
        #expect(note.keys.sorted() == [doubt.name + ".note.txt"])
        #expect(note.values.first?.contains("notice.txt") == true)
        // It goes with the reason for it, not before.
        try desk.put(doubt.name, Self.notice(doubt.title, doubt.after))
        try await desk.take()
        #expect(try Self.notes(desk) == note)
        try desk.remove("notice.txt")
        try await desk.take()
        try await desk.take()
        #expect(try Self.notes(desk) == [:])
        #expect(try Self.seen(desk).count == 1)
    }

    /// A number, a season or a folder says that it is another; nobody is asked.
    @Test(arguments: [
        ("notice-v2.txt", "会议通知 第14期", "2026年3月2日"), ("notice-v2.txt", "会议通知 第13期", "2026年9月2日"),
        ("other/notice-v2.txt", "会议通知 第13期", "2026年3月16日"),
    ]) func whatIsOtherIsPublishedWithoutOne(name: String, title: String, day: String) async throws {
        let desk = try Self.desk()
        try desk.world.folder.makeFolder("inbox/other")
        try desk.put("notice.txt", Self.notice("会议通知 第13期", Self.meeting + "\n\n2026年3月2日"))
        try await desk.take()
        try desk.put(name, Self.notice(title, "各单位参会名单已收齐，会议材料另发。\n\n\(day)"))
        try await desk.take()
        #expect(try Self.seen(desk).count == 2)
        #expect(try Self.notes(desk) == [:])
    }
}
