import BulletinCore
import Interop
import Logging
import TestSupport
import Testing

@testable import BulletinDaemon

/// Notes beside files that were accepted and that somebody should look at.
@Suite(.inTurn) struct NoteTests {
    private static let path = SourcePath("x/a.txt")
    private static let remarks = [
        Remark(
            rule: "ContentsCount", line: 3, message: "the contents list has 3 entries, the bulletin 2 stories"),
        Remark(rule: "Odd", message: "odd"),
        Remark(rule: "more", message: "5"),
    ]

    @Test(arguments: [
        (
            "en",
            """
            bulletind: "a.txt" was published; please look at this:
            Line 3: the contents list has 3 entries, the bulletin 2 stories
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
            第3行：目录有3条，正文有2条
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
            第3行：目錄有3則，正文有2則
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
        try folder.write("bulletind: \"b.txt\" old", to: "b.txt.note.txt")
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
        world.configuration.receipts = .beside
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

/// Notes beside files that are published, where every one gets it.
@Suite(.inTurn) struct PublishedNoteTests {
    private static let acceptance = Acceptance(
        path: SourcePath("x/a.txt"), title: "Weekly",
        stories: [
            Acceptance.Story(
                title: "One", path: "bulletins/a/#s-1", published: Timestamp(seconds: 1_800_000_000), isReleased: true),
            Acceptance.Story(
                title: "Two", path: "bulletins/a/#s-2", published: Timestamp(seconds: 1_799_999_999), isReleased: true),
        ],
        remarks: [
            Remark(
                rule: "ContentsCount", line: 3, message: "the contents list has 3 entries, the bulletin 2 stories")
        ],
        reading: [
            Remark(rule: "Date", line: 2, message: "text"),
            Remark(rule: "CharsetStated", message: "read as GB18030, as the front matter says"),
            Remark(rule: "Trailer", line: 9, message: "1 line after the last story: bylines or imprint"),
        ])

    @Test(arguments: [
        (
            "en",
            """
            bulletind: "a.txt" is published.
            Understood: 2 stories; date 15 January 2027, 8:00 (text, line 2); charset read as GB18030, as the front matter says
            Repaired or left out:
              Line 9: 1 line after the last story: bylines or imprint
            Please look at this:
              Line 3: the contents list has 3 entries, the bulletin 2 stories
            Addresses:
              One
                https://news.example.org/bulletins/a/#s-1
              Two
                https://news.example.org/bulletins/a/#s-2

            """
        ),
        (
            "zh-Hans",
            """
            bulletind: “a.txt”已发布。
            读出：2条；日期 2027年1月15日8:00（正文第2行）；编码 GB18030（按文件头）
            已自动处理：
              第9行：末条之后的1行是署名、版权等，不作为正文
            请核对：
              第3行：目录有3条，正文有2条
            网址：
              One
                https://news.example.org/bulletins/a/#s-1
              Two
                https://news.example.org/bulletins/a/#s-2

            """
        ),
        (
            "zh-TW",
            """
            bulletind: 「a.txt」已發布。
            讀出：2則；日期 2027年1月15日8:00（正文第2行）；編碼 GB18030（按檔頭）
            已自動處理：
              第9行：末則之後的1行是署名、版權等，不作為正文
            請核對：
              第3行：目錄有3則，正文有2則
            網址：
              One
                https://news.example.org/bulletins/a/#s-1
              Two
                https://news.example.org/bulletins/a/#s-2

            """
        ),
    ]) func tellWhatBecameOfAFile(language: String, text: String) throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("x")
        let receipts = try InboxFolderTests.receipts(in: folder, language: language) { $0.publishedReceipts = true }
        receipts.write([Self.acceptance])
        #expect(try folder.text("x/a.txt.published.txt") == text)
        // Remarks stand there, so no other note tells them.
        receipts.write([(Self.acceptance.path, Self.acceptance.remarks)])
        #expect(try folder.files(below: "x").keys.sorted() == ["a.txt.published.txt"])
        receipts.remove(for: [Self.acceptance.path])
        #expect(try folder.files(below: "").isEmpty)
    }

    @Test func whatWaitsSaysWhenItComesOut() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("x")
        var acceptance = Self.acceptance
        for index in acceptance.stories.indices { acceptance.stories[index].isReleased = false }
        try InboxFolderTests.receipts(in: folder) { $0.publishedReceipts = true }.write([acceptance])
        let text = try folder.text("x/a.txt.published.txt")
        #expect(text.hasPrefix("bulletind: \"a.txt\" was taken and comes out on 15 January 2027, 8:00.\n"))
    }

    @Test func theyComeAndGoWithTheirFiles() async throws {
        let world = try World { $0.publishedReceipts = true }
        let service = try world.service()
        try world.folder.drop("Title\nText of the story.\n", as: "inbox/a.txt")
        try await service.takeOnce()
        let note = try world.folder.text("inbox/a.txt.published.txt")
        #expect(note.contains("https://news.example.org/bulletins/a/"))
        #expect(try world.folder.text("site/bulletins/a/index.html").contains("Text of the story."))
        // It is no bulletin itself.
        try await service.takeOnce()
        #expect(try world.catalogue.acceptances().map(\.path.description) == ["a.txt"])
        try world.folder.drop("", as: "inbox/a.txt")
        try await service.takeOnce()
        #expect(try world.folder.files(below: "inbox").keys.sorted() == ["a.txt", "a.txt.rejected.txt"])
    }

    /// Promise 1: what an editor begins with a word to bulletind is no note, whatever its name.
    @Test func aFileThatSaysHowItIsToBeCutIsNoNote() async throws {
        let world = try World { $0.publishedReceipts = true }
        let service = try world.service()
        let files = ["plan.rejected.txt", "plan.md.note.txt", "plan.md.published.txt"]
        for name in files {
            try world.folder.drop("bulletind: single\nPlan\n\nText of the plan.\n", as: "inbox/\(name)")
        }
        try world.folder.drop("# Plan\n\nText of the story.\n", as: "inbox/plan.md")
        try await service.takeOnce()
        world.configuration.receipts = .nowhere
        try await world.takeOnce()
        #expect(try world.folder.files(below: "inbox").keys.sorted() == (files + ["plan.md"]).sorted())
    }

    /// In a folder of their own they lie as the files lie in the inbox.
    @Test func aFolderOfTheirOwn() throws {
        let folder = try TemporaryFolder()
        for path in ["in/x/y", "notes/z"] { try folder.makeFolder(path) }
        try folder.write("…", to: "in/x/y/a.txt")
        try folder.write("bulletind: \"b.txt\" old", to: "notes/z/b.txt.note.txt")
        var configuration = Configuration()
        configuration.receipts = .folder(folder("notes"))
        let receipts = try #require(
            Receipts(
                of: configuration,
                configuration.channel(
                    identity: TagAuthority(name: "example.org", date: Timestamp(seconds: 0).date)),
                inbox: InboxFolder(path: folder("in")),
                complaints: Complaints(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })))
        let path = SourcePath("x/y/a.txt")
        receipts.refresh([(path, "bad")], present: [])
        #expect(try folder.files(below: "").keys.sorted() == ["in/x/y/a.txt", "notes/x/y/a.txt.rejected.txt"])
        receipts.remove(for: [path])
        #expect(try folder.files(below: "").keys.sorted() == ["in/x/y/a.txt"])
    }
}

/// Reasons of refusals in Chinese.
@Suite(.inTurn) struct ReasonWordingTests {
    @Test(arguments: [
        BulletinError.empty(name: "x/a.txt"), .tooLarge(name: "x/a.txt", size: 2, limit: 1),
        .binary(name: "x/a.txt", what: "a PNG image"), .undecodable(name: "x/a.txt", line: 3),
        .unknownFormat(name: "x/a.txt", what: "PDF"), .nothingToPublish(name: "x/a.txt"),
        .malformed(name: "x/a.txt", line: 2, reason: "draft must be true or false"),
        .malformed(name: "x/a.txt", line: 2, reason: "'x' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00"),
        .malformed(name: "x/a.txt", line: 2, reason: "the front matter is no valid YAML"),
        .damaged(name: "x/a.txt", reason: "its part content.xml is missing"), .encrypted(name: "x/a.txt"),
        .encryptedMail(name: "x/a.txt"), .overLimit(name: "x/a.txt", .sections, value: 10),
        .brokenMedia(name: "x/a.txt", format: "JPEG"),
    ]) func everyRefusalHasItsWords(error: BulletinError) {
        let english = "\(error)"
        for language in [InterfaceLanguage.simplified, .traditional] {
            let words = ReasonWording.translated(english, name: "x/a.txt", into: language)
            let letters = words.unicodeScalars.filter { $0.properties.isIdeographic }.count
            #expect(letters >= 8, "\(words)")
            #expect(!words.contains("x/a.txt"))
        }
        #expect(ReasonWording.translated(english, name: "x/a.txt", into: .english) == english)
    }

    /// A refusal for a limit names the setting that raises it.
    @Test func limitsAreNamedByTheirSettings() {
        let settings = Set(Setting.all.map(\.key))
        let limits = ReadingLimit.allCases.map { "\(BulletinError.overLimit(name: "a.txt", $0, value: 10))" }
        let named = limits.compactMap { $0.split(separator: ", or raise ").dropFirst().last.map { String($0) } }
        #expect(named == ["max-stories", "max-depth", "max-front-matter", "max-parts", "max-inflated-size"])
        #expect(named.allSatisfy(settings.contains))
        for cause in [StopCause.tooLong(milliseconds: 1000), .outOfMemory] {
            #expect(cause.setting.map(settings.contains) == true)
        }
        #expect(
            ReasonWording.translated(
                "a.txt: the reader stopped 3 times (out of memory); split or simplify the file, and save it again, or raise worker-memory",
                name: "a.txt", into: .simplified) == "读取程序中止了3次（内存不足）；请拆分或简化文件，重新保存，或者请管理员调高 worker-memory")
    }

    @Test func placesAndNamesStay() {
        func simplified(_ reason: String) -> String {
            ReasonWording.translated(reason, name: "a.txt", into: .simplified)
        }
        #expect(
            simplified("a.txt:7: tags must be a list; correct the line and drop the file in again")
                == "第7行：tags 要写成列表；请改正这一行后重新放入")
        #expect(
            simplified("a.txt: the id 'k' belongs to b.txt; give one of the files another id")
                == "标识“k”已由 b.txt 使用；请给其中一个文件换一个 id")
        #expect(simplified("a.txt: what no table knows; do this") == "what no table knows；do this")
        #expect(simplified("bad") == "bad")
    }

    /// What a crash left of a note that was never finished goes at the next start; files of others that are called alike
    /// stay.
    @Test(arguments: [false, true]) func whatACrashLeftOfANoteGoes(isBeside: Bool) async throws {
        let world = try World { $0.settle = 0 }
        let place = isBeside ? "inbox" : "notes"
        try world.folder.makeFolder(place)
        world.configuration.receipts = isBeside ? .beside : .folder(world.folder(place))
        let left = ["": "", "1": "bullet", "2": "bulletind: “a” was not"]
        for (digit, text) in left {
            try world.folder.write(text, to: "\(place)/.bulletind-0123456789abcde\(digit.isEmpty ? "0" : digit)")
        }
        let others = [".bulletind-0123456789abcdef": "mine", ".bulletind-notes": "bulletind: my notes"]
        for (name, text) in others { try world.folder.write(text, to: "\(place)/\(name)") }
        try await world.takeOnce()
        #expect(try world.folder.files(below: place) == others.mapValues { Array($0.utf8) })
    }
}
