import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Notes beside files that were accepted and that somebody should look at.
@Suite struct NoteTests {
    private static let path = SourcePath("x/a.txt")
    private static let remarks = [
        Remark(rule: "ContentsCount", line: 3, message: "3 entries, 2 stories"), Remark(rule: "Odd", message: "odd"),
        Remark(rule: "more", message: "5"),
    ]

    @Test(arguments: [
        (
            "en",
            """
            bulletind: "a.txt" was published; please look at this:
            Line 3: 3 entries, 2 stories
            odd
            and 5 more
            To mend it, correct the file and save it again: its entries are corrected in place, and this note goes by itself.
            If it was cut wrongly, write as its first line bulletind: single (one story) or bulletind: digest (many stories); that line is not published.

            """
        ),
        (
            "zh-CN",
            """
            bulletind: “a.txt”已发布，有几处请核对。
            第3行：目录条数与正文条数不一致（3 entries, 2 stories）
            全文：odd
            另有5处未列出。
            需要改动时，改好文件后重新保存即可，已发布的条目会就地更正，本说明会自动消失。
            如果分得不对，请在文件第一行写 bulletind: single（整篇一条）或 bulletind: digest（分成多条），这一行不会发布。

            """
        ),
        (
            "zh-Hant",
            """
            bulletind: 「a.txt」已發布，有幾處請核對。
            第3行：目錄則數與正文則數不一致（3 entries, 2 stories）
            全文：odd
            另有5處未列出。
            需要改動時，改好檔案後重新儲存即可，已發布的條目會就地更正，本說明會自動消失。
            如果分得不對，請在檔案第一行寫 bulletind: single（整篇一則）或 bulletind: digest（分成多則），這一行不會發布。

            """
        ),
    ]) func speakTheChannelsLanguage(language: String, text: String) throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("x")
        let receipts = try InboxFolderTests.receipts(in: folder, language: language)
        receipts.write([(Self.path, Self.remarks)])
        #expect(try folder.text("x/a.txt.note.txt") == text)
        receipts.remove(for: [Self.path])
        #expect(try folder.files(below: "").isEmpty)
    }

    @Test func followTheBatch() throws {
        let folder = try TemporaryFolder()
        try folder.write("…", to: "a.txt")
        let receipts = try InboxFolderTests.receipts(in: folder)
        var batch = TakenBatch()
        batch.noted = [(SourcePath("a.txt"), Self.remarks), (SourcePath("plain"), Self.remarks)]
        batch.settled = [SourcePath("a.txt"), SourcePath("plain")]
        receipts.follow(batch)
        #expect(try folder.files(below: "").keys.sorted() == ["a.txt", "a.txt.note.txt"])
        var refusal = TakenBatch()
        refusal.rejected = [(SourcePath("a.txt"), "bad")]
        receipts.follow(refusal)
        #expect(try folder.files(below: "").keys.sorted() == ["a.txt", "a.txt.rejected.txt"])
        receipts.follow(batch)
        batch.noted = []
        receipts.follow(batch)
        #expect(try folder.files(below: "").keys.sorted() == ["a.txt"])
    }

    @Test func aRestartPutsThemRight() throws {
        let folder = try TemporaryFolder()
        try folder.write("…", to: "a.txt")
        try folder.write("bulletind: old", to: "b.txt.note.txt")
        try folder.write("mine", to: "c.txt.note.txt")
        let receipts = try InboxFolderTests.receipts(in: folder)
        receipts.refresh(
            [], notes: [(SourcePath("a.txt"), Self.remarks), (SourcePath("gone.txt"), Self.remarks)],
            present: [Array("b.txt.note.txt".utf8), Array("c.txt.note.txt".utf8)])
        #expect(try folder.files(below: "").keys.sorted() == ["a.txt", "a.txt.note.txt", "c.txt.note.txt"])
    }

    @Test func holdAtMostTwentyRemarks() {
        var bulletin = Bulletin.digest(["A"])
        bulletin.findings = (1...30).map { Finding(.warning, "Odd", "odd", line: $0) }
        let remarks = Remark.all(on: bulletin)
        #expect(remarks.count == 21)
        #expect(remarks.last == Remark(rule: "more", message: "10"))
        #expect(Remark.list(remarks.rows) == remarks)
    }

    @Test func anUnsureCutIsRemarked() {
        var bulletin = Bulletin.digest(["A"])
        bulletin.findings = [Finding(.info, "Doubt", "one story, for safety", line: 2)]
        #expect(Remark.all(on: bulletin).isEmpty)
        bulletin.confidence = .low
        #expect(Remark.all(on: bulletin) == [Remark(rule: "Doubt", line: 2, message: "one story, for safety")])
    }

    /// From the drop to the note, its going, and a restart between.
    @Test func standBesideWhatTheyAreAbout() async throws {
        let world = try World()
        try world.folder.drop("一周要闻\n■ 甲地开工\n■ 乙地竣工\n■ 丙地动工\n", as: "inbox/w.txt")
        world.configuration.receipts = true
        let pipeline = try world.pipeline()
        func takeOnce() async throws {
            let manager = ServiceManager(environment: [:], logger: pipeline.logger)
            let service = try InboxService(
                pipeline: pipeline, watcher: InboxWatcher(), manager: manager,
                clock: { Timestamp(seconds: ProcessCalls.wallClock) }, reload: { pipeline })
            try await service.takeOnce()
        }
        func names() throws -> [String] { try world.folder.files(below: "inbox").keys.sorted() }
        try await takeOnce()
        #expect(try names() == ["w.txt", "w.txt.note.txt"])
        #expect(try world.entries().count == 1)
        try world.folder.remove("inbox/w.txt.note.txt")
        try await takeOnce()
        #expect(try names() == ["w.txt", "w.txt.note.txt"])
        try world.folder.drop("bulletind: digest\n一周要闻\n■ 甲地开工\n■ 乙地竣工\n■ 丙地动工\n", as: "inbox/w.txt")
        try await takeOnce()
        #expect(try names() == ["w.txt"])
        #expect(try world.entries().count == 3)
    }
}
