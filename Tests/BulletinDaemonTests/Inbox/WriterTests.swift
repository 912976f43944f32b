import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// How programs write files, call by call, and what comes out: each text once, whole, under the ids that it had.
@Suite(.inTurn) struct WriterTests {
    private static let first = WatchedInbox.story("Bridge")
    private static let second = WatchedInbox.story(
        "Bridge", "It opened at noon, and the first to cross it was a cyclist.")

    /// An inbox in which `a.md` has been published.
    private func inboxWithStory() async throws -> WatchedInbox {
        let inbox = try await WatchedInbox()
        try inbox.world.folder.drop(Self.first, as: "inbox/a.md")
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge"])
        return inbox
    }

    /// The second text is out in place of the first, as one more version of the same story.
    private func expectCorrection(
        _ inbox: WatchedInbox, from before: [WatchedInbox.Story], versions: Int = 2,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let after = try inbox.stories
        #expect(after.map(\.id) == before.map(\.id), sourceLocation: sourceLocation)
        #expect(after.first?.content.contains("cyclist") == true, sourceLocation: sourceLocation)
        #expect(inbox.versions == versions, sourceLocation: sourceLocation)
        #expect(!inbox.says("bulletin retracted"), sourceLocation: sourceLocation)
        #expect(!inbox.says("bulletin refused"), sourceLocation: sourceLocation)
    }

    // MARK: editors

    @Test func vimInPlace() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        let swap = try inbox.open(".a.md.swp", O_RDWR | O_CREAT | O_EXCL)
        try inbox.write("b0VIM 9.0", to: swap)
        try await inbox.round(after: 60_000)
        let file = try inbox.open("a.md", O_WRONLY | O_TRUNC)
        for piece in Self.second.split(separator: " ", omittingEmptySubsequences: false) {
            try inbox.write(piece + (Self.second.hasSuffix(piece) ? "" : " "), to: file)
            try await inbox.round(after: 100)
        }
        fsync(file)
        close(file)
        #expect(unsafe chmod(inbox.path("a.md"), 0o644) == 0)
        close(swap)
        try inbox.remove(".a.md.swp")
        try await inbox.round(after: 1_999)
        #expect(inbox.versions == 1)
        try await inbox.round(after: 2_000)
        try expectCorrection(inbox, from: before)
    }

    /// `:set backupcopy=no`: also a probe for the right to make files, called 4913.
    @Test func vimWithBackupAndRename() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        close(try inbox.open("4913", O_WRONLY | O_CREAT | O_EXCL))
        try await inbox.round()
        try inbox.remove("4913")
        try inbox.move("a.md", to: "a.md~")
        try await inbox.round(after: 50)
        let file = try inbox.open("a.md", O_WRONLY | O_CREAT | O_EXCL)
        try inbox.write(Self.second, to: file)
        close(file)
        try inbox.remove("a.md~")
        try await inbox.rest(70_000)
        try expectCorrection(inbox, from: before)
    }

    @Test func emacs() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.link(".#a.md", to: "anna@desk.4711:1770000000")
        try inbox.put("#a.md#", Self.second)
        try await inbox.rest(60_000)
        #expect(inbox.versions == 1)
        try inbox.move("a.md", to: "a.md~")
        try inbox.put("a.md", Self.second)
        try inbox.remove("#a.md#")
        try inbox.remove(".#a.md")
        try await inbox.rest(3_000)
        try expectCorrection(inbox, from: before)
    }

    /// gedit, gio: the old content is opened for writing and closed, then replaced.
    @Test func gtk() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        close(try inbox.open("a.md", O_WRONLY))
        try await inbox.rest(3_000)
        #expect(inbox.versions == 1)
        try inbox.put(".goutputstream-7QXN51", Self.second)
        try inbox.move(".goutputstream-7QXN51", to: "a.md")
        try await inbox.round()
        try expectCorrection(inbox, from: before)
    }

    @Test func sedInPlace() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.put("sedQh3xTa", Self.second)
        try await inbox.rest(3_000)
        try inbox.move("sedQh3xTa", to: "a.md")
        try await inbox.round()
        try expectCorrection(inbox, from: before)
    }

    // MARK: copies and uploads

    /// cp, scp, sftp; Samba closes twice.
    @Test(arguments: [1, 2]) func aCopyInPlace(closes: Int) async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", Self.first)
        for _ in 1..<closes {
            try await inbox.round(after: 1_500)
            close(try inbox.open("a.md", O_WRONLY))
        }
        try await inbox.round(after: 1_999)
        #expect(try inbox.titles == [])
        try await inbox.round(after: 1)
        #expect(try inbox.titles == ["Bridge"])
        #expect(inbox.versions == 1)
    }

    /// One kilobyte a second, with a pause now and then.
    @Test func aSlowWriterThatKeepsTheFileOpen() async throws {
        let inbox = try await WatchedInbox()
        let file = try inbox.open("a.md")
        try inbox.write("# Bridge\n\n", to: file)
        for number in 1...40 {
            try inbox.write("Sentence number \(number) of the story. ", to: file)
            try await inbox.round(after: number % 5 == 0 ? 8_000 : 1_000)
        }
        #expect(try inbox.titles == [])
        close(file)
        try await inbox.rest(2_000)
        #expect(inbox.versions == 1)
        #expect(try inbox.stories.first?.content.contains("Sentence number 40") == true)
    }

    /// A scan in a pause of the writer that is longer than the quiet time.
    @Test func aSlowWriterDuringAScan() async throws {
        let inbox = try await WatchedInbox { $0.scanInterval = 3_000 }
        let file = try inbox.open("a.md")
        try inbox.write("# Bridge\n\nFirst half. ", to: file)
        try await inbox.round()
        inbox.age(60)
        try await inbox.round(after: 6_000)
        #expect(try inbox.titles == [])
        try inbox.write("Second half.", to: file)
        close(file)
        try await inbox.rest(3_000)
        #expect(inbox.versions == 1)
        #expect(try inbox.stories.first?.content.contains("Second half") == true)
    }

    /// With a quiet time that is longer than the pauses of the program.
    @Test func aSlowWriterThatOpensAgainAndAgain() async throws {
        let inbox = try await WatchedInbox { $0.settle = 10_000 }
        try inbox.put("a.md", "# Bridge\n\n")
        for number in 1...10 {
            try await inbox.round(after: 8_000)
            let file = try inbox.open("a.md", O_WRONLY | O_APPEND)
            try inbox.write("Sentence number \(number) of the story. ", to: file)
            close(file)
        }
        try await inbox.round(after: 9_000)
        #expect(try inbox.titles == [])
        try await inbox.round(after: 1_000)
        #expect(inbox.versions == 1)
        #expect(try inbox.stories.first?.content.contains("Sentence number 10") == true)
    }

    /// Half a text cannot be told from a whole one. The rest corrects it.
    @Test func anUploadThatIsCutOff() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", String(Self.second.prefix(30)))
        try await inbox.rest(3_000)
        let before = try inbox.stories
        #expect(before.map(\.title) == ["Bridge"])
        try inbox.put("a.md", Self.second)
        try await inbox.rest(3_000)
        try expectCorrection(inbox, from: before)
    }

    /// Half an archive can.
    @Test func aDocumentThatIsCutOff() async throws {
        let inbox = try await WatchedInbox()
        let whole = ZipRecipe([
            .init("[Content_Types].xml", "<Types/>"), .init("word/document.xml", String(repeating: "x", count: 500)),
        ]).bytes
        try inbox.world.folder.drop(Array(whole.prefix(whole.count / 2)), as: "inbox/a.docx")
        try await inbox.round()
        #expect(try inbox.titles == [])
        #expect(try inbox.refusal(of: "a.docx")?.contains("a.docx: ") == true)
    }

    @Test(arguments: ["a.md.filepart", "a.md.part", "a.md.crdownload", "a.md.partial", "a.md.tmp"])
    func anUploadUnderAnotherName(temporary: String) async throws {
        let inbox = try await WatchedInbox()
        try inbox.put(temporary, Self.first)
        try await inbox.rest(3_000)
        #expect(try inbox.titles == [])
        try inbox.move(temporary, to: "a.md")
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge"])
        #expect(inbox.versions == 1)
    }

    @Test func rsync() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.put(".a.md.Xq31bZ", Self.second)
        try await inbox.rest(3_000)
        try inbox.touch(".a.md.Xq31bZ", "--date=@1700000000")
        try inbox.move(".a.md.Xq31bZ", to: "a.md")
        try await inbox.rest(3_000)
        try expectCorrection(inbox, from: before)
    }

    /// The time of the original is set at the end.
    @Test func rsyncInPlace() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        let file = try inbox.open("a.md", O_WRONLY | O_CREAT)
        for piece in Self.second.split(separator: ",", omittingEmptySubsequences: false) {
            try inbox.write(piece + (Self.second.hasSuffix(piece) ? "" : ","), to: file)
            try await inbox.round(after: 1_500)
        }
        ftruncate(file, off_t(Self.second.utf8.count))
        close(file)
        try inbox.touch("a.md", "--date=@1700000000")
        try await inbox.rest(3_000)
        try expectCorrection(inbox, from: before)
    }

    @Test func rsyncWithDelayedUpdates() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.makeFolder(".~tmp~")
        try inbox.put(".~tmp~/a.md", Self.second)
        try await inbox.rest(3_000)
        #expect(inbox.versions == 1)
        try inbox.move(".~tmp~/a.md", to: "a.md")
        try await inbox.round()
        try expectCorrection(inbox, from: before)
    }

    // MARK: sync programs and desktops

    @Test func syncthing() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.makeFolder(".stfolder")
        try inbox.put(".syncthing.a.md.tmp", Self.second)
        try await inbox.rest(3_000)
        try inbox.move(".syncthing.a.md.tmp", to: "a.md")
        try await inbox.round()
        try expectCorrection(inbox, from: before)
    }

    /// Two people changed the file: the other's goes on, the one that lost waits for somebody to look at it.
    @Test func aConflictIsHeldForReview() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        let copy = "a.sync-conflict-20260314-092653-ABCDEFG.md"
        try inbox.move("a.md", to: copy)
        try await inbox.round(after: 100)
        try inbox.put(".syncthing.a.md.tmp", Self.second)
        try inbox.move(".syncthing.a.md.tmp", to: "a.md")
        try await inbox.rest(20_000)
        #expect(try inbox.stories.map(\.id) == before.map(\.id))
        #expect(try inbox.stories.first?.content.contains("cyclist") == true)
        #expect(
            try inbox.refusal(of: copy)?.contains(
                "a copy that a sync program set aside, since two people changed the file; put what is right into the "
                    + "file itself, and remove this one") == true)
        try inbox.remove(copy)
        try await inbox.rest(20_000)
        #expect(try inbox.refusal(of: copy) == nil)
        #expect(try inbox.titles == ["Bridge"])
    }

    @Test func locksAndLitter() async throws {
        let inbox = try await WatchedInbox()
        let names = [
            ".~lock.a.docx#", "~$a.docx", ".DS_Store", "._a.md", "Thumbs.db", "desktop.ini", "lu1234abcd.tmp",
            ".a.md.kate-swp", ".nfs0000000000000001",
        ]
        for name in names { try inbox.put(name, "litter") }
        for folder in ["@eaDir", "__MACOSX", ".Trash-1000", "lost+found"] {
            try inbox.makeFolder(folder)
            try inbox.put(folder + "/a.md", Self.first)
        }
        try await inbox.rest(120_000, step: 20_000)
        #expect(try inbox.titles == [])
        #expect(inbox.log.filter { $0.contains("refused") || $0.contains("not entered") } == [])
        #expect(try inbox.world.folder.files(below: "inbox").count == names.count + 4)
    }

    // MARK: odd ways

    /// What is written through a mapping gives no notice and, while a page is dirty, no other time.
    @Test func aMappedFile() async throws {
        let inbox = try await WatchedInbox()
        let file = try inbox.open("a.md", O_RDWR | O_CREAT)
        let length = 4096
        #expect(ftruncate(file, off_t(length)) == 0)
        guard let bytes = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0) else { return }
        func map(_ text: String) {
            let text = Array(text.utf8)
            unsafe bytes.copyMemory(from: text + Array(repeating: 0x0A, count: length - text.count), byteCount: length)
        }
        map(Self.first)
        try await inbox.rest(12_000)
        #expect(try inbox.titles == ["Bridge"])
        let before = try inbox.stories
        map(Self.second)
        unsafe munmap(bytes, length)
        close(file)
        try await inbox.rest(3_000)
        try expectCorrection(inbox, from: before)
    }

    /// `cp -p` of another file of the same size and time.
    @Test func theSameSizeAndTime() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        let reference = inbox.path("../reference")
        try inbox.touch("../reference", "--reference=\(inbox.path("a.md"))", makes: true)
        let other = Self.first.replacing("today", with: "again")
        let file = try inbox.open("a.md", O_WRONLY)
        try inbox.write(other, to: file)
        close(file)
        try inbox.touch("a.md", "--reference=\(reference)")
        inbox.loseNotices()
        try await inbox.rest(63_000)
        let after = try inbox.stories
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.first?.content.contains("again") == true)
    }

    @Test func deletedAndMadeAgain() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.remove("a.md")
        try await inbox.rest(9_000)
        try inbox.put("a.md", Self.second)
        try await inbox.rest(20_000)
        try expectCorrection(inbox, from: before)
    }

    @Test func deleted() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.remove("a.md")
        try await inbox.round()
        try await inbox.round(after: 9_999)
        #expect(try inbox.titles == ["Bridge"])
        try await inbox.round(after: 1)
        #expect(try inbox.titles == [])
        // And back under the same id.
        try inbox.put("a.md", Self.second)
        try await inbox.rest(3_000)
        #expect(try inbox.stories.map(\.id) == before.map(\.id))
    }

    @Test func theSameContentTwice() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.put("b.md", Self.first)
        try await inbox.rest(3_000)
        #expect(try inbox.stories == before)
        #expect(inbox.says("bulletin held back path=b.md reason=the same content as a.md"))
    }

    @Test func theSameNameWithOtherContent() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.world.folder.drop(Self.second, as: "inbox/a.md")
        try await inbox.round()
        try expectCorrection(inbox, from: before)
    }

    @Test func aRenameInCaseAlone() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.move("a.md", to: "A.md")
        try await inbox.rest(30_000)
        #expect(try inbox.stories == before)
        try inbox.put("A.md", Self.second)
        try await inbox.rest(3_000)
        #expect(try inbox.stories.map(\.id) == before.map(\.id))
    }

    @Test func namesThatDifferInCaseAlone() async throws {
        let inbox = try await inboxWithStory()
        try inbox.put("A.md", WatchedInbox.story("Tunnel"))
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Bridge", "Tunnel"])
        let slugs = try FileManager.default.contentsOfDirectory(atPath: inbox.world.folder("site/bulletins"))
        #expect(Set(slugs.map { $0.lowercased() }).count == 2)
    }

    @Test func renamedTwice() async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.move("a.md", to: "b.md")
        try inbox.move("b.md", to: "c.md")
        try await inbox.rest(30_000)
        #expect(try inbox.stories == before)
        try inbox.put("c.md", Self.second)
        try await inbox.rest(3_000)
        #expect(try inbox.stories.map(\.id) == before.map(\.id))
        #expect(!inbox.log.contains { $0.contains("error") })
    }

    @Test func goneBeforeItIsOpened() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", Self.first)
        try await inbox.round()
        try inbox.remove("a.md")
        // Its end is not heard: what was due is not there.
        inbox.loseNotices()
        try await inbox.round(after: 2_000)
        #expect(try inbox.titles == [])
        #expect(!inbox.log.contains { $0.contains("refused") || $0.contains("error") })
    }

    // MARK: the programs themselves

    struct Program: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var path: String
        var arguments: [String]

        var isThere: Bool { FileManager.default.isExecutableFile(atPath: path) }
    }

    static let programs = [
        Program(
            testDescription: "vim", path: "/usr/bin/vim",
            arguments: [
                "-u", "NONE", "-N", "-es", "-c", "%s/All is well.*/It was a cyclist./", "-c", "wq", "inbox/a.md",
            ]),
        Program(
            testDescription: "sed", path: "/usr/bin/sed",
            arguments: ["-i", "s/All is well.*/It was a cyclist./", "inbox/a.md"]),
        Program(testDescription: "cp", path: "/usr/bin/cp", arguments: ["-p", "other.md", "inbox/a.md"]),
        Program(
            testDescription: "gio", path: "/usr/bin/gio", arguments: ["copy", "other.md", "inbox/a.md"]),
        Program(
            testDescription: "rsync", path: "/usr/bin/rsync", arguments: ["-a", "--checksum", "other.md", "inbox/a.md"]),
        Program(
            testDescription: "rsync in place", path: "/usr/bin/rsync",
            arguments: ["-a", "--checksum", "--inplace", "other.md", "inbox/a.md"]),
        Program(
            testDescription: "rsync with delayed updates", path: "/usr/bin/rsync",
            arguments: ["-a", "--checksum", "--delay-updates", "other.md", "inbox/a.md"]),
    ]

    /// Programs that this machine lacks are left out.
    @Test(arguments: programs.filter(\.isThere)) func program(_ program: Program) async throws {
        let inbox = try await inboxWithStory()
        let before = try inbox.stories
        try inbox.world.folder.write(Self.second, to: "other.md")
        let process = Process()
        process.executableURL = URL(filePath: program.path)
        process.arguments = program.arguments
        process.currentDirectoryURL = URL(filePath: inbox.world.folder.path)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        try await inbox.rest(63_000)
        try expectCorrection(inbox, from: before)
    }

    @Test(.enabled(if: programs.allSatisfy(\.isThere), "vim, gio or rsync is not installed"))
    func allProgramsAreTried() {}
}
