import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// When the catalogue is lost, copies and earlier versions in the inbox do not take the place of what is out.
@Suite(.inTurn) struct RivalRecoveryTests {
    static let story = """
        A bridge is opened to traffic

        The bridge was opened on Sunday with a parade.

        The band of the fire brigade played for two hours, and the mayor cut the ribbon at noon.

        """

    /// A world with another's inbox, and no order among the times of its files.
    private static func successor(of world: World) throws -> World {
        let next = try RecoveryTests.successor(of: world)
        for path in try next.folder.files(below: "inbox").keys { try Self.date(path, 1_700_000_000, in: next) }
        return next
    }

    private static func date(_ name: String, _ seconds: Int, in world: World) throws {
        let date = Date(timeIntervalSince1970: TimeInterval(seconds))
        try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: world.folder("inbox/" + name))
    }

    @Test func aCopyBeforeItInTheOrderOfNamesIsACopyStill() async throws {
        let world = try World()
        try await world.drop(Self.story, as: "pic.txt")
        try world.folder.makeFolder("inbox/archive")
        try await world.drop(Self.story, as: "archive/pic.txt")
        let before = try RecoveryTests.seen(in: world)
        let next = try Self.successor(of: world)
        try await next.takeInbox()
        #expect(try RecoveryTests.seen(in: next) == before)
        #expect(try Self.holder(in: next) == ["pic.txt"])
        next.now = next.now.advanced(by: 100)
        try await next.drop(Self.story.replacing("Sunday", with: "Saturday"), as: "pic.txt")
        #expect(try RecoveryTests.seen(in: next).map(\.id) == before.map(\.id))
    }

    static let notice = """
        关于停水的公告

        因管道抢修，明日上午西城区停水，请提前备水，恢复供水时间另行通知，给您带来不便敬请谅解。

        """
    static let water = """
        # Water is cut off

        The water is cut off in the west of the town tomorrow morning; fill your buckets in time, please.

        """
    static let issue = """
        一周要闻 第12期
        ①第一批春灌用水调度会议在州府召开
        会议指出，今年用水形势总体平稳，各县要加强管理，确保灌区用水，做到早安排早部署。
        ②第二批河道清淤工程全部完成
        城西河道清淤工程于周五全部完成，共清理淤泥三千方，沿岸群众出行更加方便，做到早安排早部署。

        """

    @Test(arguments: [
        ("公告.txt", "公告（修订稿）.txt", notice, "上午", "下午"),
        ("notice.md", "notice_v2.md", water, "morning", "afternoon"),
        ("notice_v2.md", "notice_v3.md", water, "morning", "afternoon"),
        ("第12期.txt", "第12期_终稿.txt", issue, "早部署", "早落实"),
        ("a/第12期.txt", "b/第12期-终稿.txt", issue, "早部署", "早落实"),
        // Nothing but the number of the issue says that they are versions of one.
        ("a 12.txt", "b 12.txt", issue, "早部署", "早落实"),
        ("b 12.txt", "a 12.txt", issue, "早部署", "早落实"),
    ]) func anEarlierVersionCorrectsNothing(
        earlier: String, later: String, text: String, word: String, other: String
    ) async throws {
        let world = try World()
        for folder in ["a", "b"] { try world.folder.makeFolder("inbox/" + folder) }
        try await world.drop(text, as: earlier)
        world.now = world.now.advanced(by: 100)
        try await world.drop(text.replacing(word, with: other), as: later)
        let before = try RecoveryTests.seen(in: world)
        #expect(before.contains { $0.updated == world.now.seconds })
        let next = try Self.successor(of: world)
        let batch = try await next.takeInbox()
        #expect(try RecoveryTests.seen(in: next) == before)
        #expect(batch.claimed.map(\.corrected) == [0])
        #expect(try Self.holder(in: next) == [later])
    }

    /// Many files are not one batch.
    @Test(arguments: [
        ("notice.md", "notice_v2.md", water, "morning", "afternoon"),
        ("a/第12期.txt", "b/第12期-终稿.txt", issue, "早部署", "早落实"),
        ("a 12.txt", "b 12.txt", issue, "早部署", "早落实"),
    ]) func anEarlierVersionInALaterBatchCorrectsNothing(
        earlier: String, later: String, text: String, word: String, other: String
    ) async throws {
        let world = try World()
        for folder in ["a", "b"] { try world.folder.makeFolder("inbox/" + folder) }
        try await world.drop(text, as: earlier)
        world.now = world.now.advanced(by: 100)
        try await world.drop(text.replacing(word, with: other), as: later)
        let before = try RecoveryTests.seen(in: world)
        let next = try Self.successor(of: world)
        for name in [later, earlier] {
            next.now = next.now.advanced(by: 100)
            try await Self.take(name, in: next)
        }
        #expect(try RecoveryTests.seen(in: next) == before)
        #expect(try Self.holder(in: next) == [later])
        // What was read first waits for what is not read yet.
        let second = try Self.successor(of: world)
        for (name, isMoreDue, isTaken) in [(earlier, true, false), (later, true, true), (earlier, false, true)] {
            second.now = second.now.advanced(by: 100)
            let taken = try await Self.take(name, in: second, isMoreDue: isMoreDue)
            #expect(taken.files.isEmpty != isTaken && taken.deferrals.isEmpty == isTaken)
            #expect(try RecoveryTests.seen(in: second).isEmpty == !isTaken)
        }
        #expect(try RecoveryTests.seen(in: second) == before)
        #expect(try Self.holder(in: second) == [later])
    }

    /// What is saved after the move is a version.
    @Test func whatIsSavedLaterIsTaken() async throws {
        let world = try World()
        try await world.drop(Self.water, as: "notice_v2.md")
        let next = try Self.successor(of: world)
        try await Self.take("notice_v2.md", in: next)
        let text = "The water is cut off in the west of the town tomorrow evening; fill your buckets in time, please."
        let section = Section(title: "Water is cut off", html: "<p>\(text)</p>", text: text, line: 1)
        let changed = (next.now.seconds + 50) * 1_000_000_000
        next.now = next.now.advanced(by: 100)
        let file = TakenFile(
            path: SourcePath("notice.md"),
            status: FileStatus(kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: changed),
            digest: [1], outcome: .bulletin(Bulletin(kind: .single, title: section.title, sections: [section])))
        _ = try next.catalogue.take([file], gone: [], missing: [], zone: .utc, at: next.now)
        #expect(try Self.holder(in: next) == ["notice.md"])
        #expect(try next.entries().map(\.updated) == [next.now])
    }

    @discardableResult private static func take(
        _ name: String, in world: World, isMoreDue: Bool = false
    ) async throws -> Pipeline.Taken {
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let path = SourcePath(name)
        let status = try #require(try inbox.root.status(of: path.bytes))
        let pipeline = try world.pipeline()
        let taken = try await pipeline.take(
            [(path, status)], gone: [], missing: [], from: inbox, at: world.now, isMoreDue: isMoreDue,
            mayWait: { _ in isMoreDue })
        try pipeline.publish(at: world.now)
        return taken
    }

    /// A version that came when the catalogue was lost is one.
    @Test(arguments: [("notice.md", "notice_v2.md", water), ("b 12.txt", "a 12.txt", issue)]) func aLaterVersionIsTaken(
        earlier: String, later: String, text: String
    ) async throws {
        let world = try World()
        try await world.drop(text, as: earlier)
        let before = try RecoveryTests.seen(in: world)
        let next = try Self.successor(of: world)
        let other = text.replacing("tomorrow", with: "today").replacing("早部署", with: "早落实")
        try next.folder.drop(other, as: "inbox/" + later)
        try Self.date(later, 1_700_000_100, in: next)
        try await next.takeInbox()
        let after = try RecoveryTests.seen(in: next)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.allSatisfy { $0.updated == next.now.seconds })
        #expect(try Self.holder(in: next) == [later])
    }

    private static func holder(in world: World) throws -> [String] {
        try world.catalogue.database.read { db in
            try Data.fetchAll(db, sql: "SELECT path FROM bulletin ORDER BY id").map {
                SourcePath(bytes: Array($0)).description
            }
        }
    }
}
