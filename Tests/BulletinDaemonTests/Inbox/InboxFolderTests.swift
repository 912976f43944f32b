import BulletinCore
import Foundation
import Interop
import Logging
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct InboxFolderTests {
    @Test(arguments: [
        ".hidden.txt", "_draft.md", "~$a.docx", ".~lock.a.docx#", "a.txt~", "#a.md#", "a.md.swp", "upload.FILEPART",
        "a.crdownload", "Thumbs.db", "sedAb12xY", "a.txt.rejected.txt", "@eaDir", ".goutputstream-XYZ",
        "a.txt.note.txt", ".a.md.kate-swp", ".syncthing.a.md.tmp", ".~tmp~", ".a.md.Xq31bZ", "lost+found", ".stfolder",
        "__MACOSX", "._a.txt", "$RECYCLE.BIN", "#recycle", ".DS_Store",
    ]) func ignores(name: String) {
        #expect(IgnoredNames.contains(Array(name.utf8)))
    }

    @Test(arguments: [
        "a.txt", "每周要闻.txt", "sediment.txt", "sedition", "a.txt.1", "README", "tmp", "-rf", "part.md",
        "meeting.note.txt", "note.txt", "#1.md", "lost.txt",
    ])
    func takes(name: String) {
        #expect(!IgnoredNames.contains(Array(name.utf8)))
    }

    @Test func findsNamesThatAreNoText() throws {
        let folder = try TemporaryFolder()
        let names: [[UInt8]] = [
            [0x61, 0xFF, 0x2E, 0x74], Array("e\u{301}.t".utf8), Array("\u{E9}.t".utf8), Array("a\nb.t".utf8),
        ]
        let root = try Folder(path: folder.path)
        for name in names { try root.create(name, Array("x".utf8), modified: nil, isDurable: false) }
        let inbox = try InboxFolder(path: folder.path)
        var found: Set<[UInt8]> = []
        try inbox.walk { visit in
            if case .file(let path, let status) = visit {
                found.insert(path.bytes)
                guard case .bytes = inbox.read(path, expected: status, limit: 10) else {
                    Issue.record("\(path) could not be read")
                    return
                }
            }
        }
        #expect(found == Set(names))
    }

    /// FAULTS D1, D2: what is no plain file is refused with a word, and never opened or followed.
    @Test func refusesWhatIsNoFile() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        try folder.write("secret", to: "outside.txt")
        try FileManager.default.createSymbolicLink(
            atPath: folder("in/link.txt"), withDestinationPath: folder("outside.txt"))
        try FileManager.default.createSymbolicLink(atPath: folder("in/folder"), withDestinationPath: folder.path)
        #expect(unsafe mkfifo(folder("in/pipe.txt"), 0o600) == 0)
        let inbox = try InboxFolder(path: folder("in"))
        var reasons: [String: String] = [:]
        try inbox.walk { visit in
            guard case .file(let path, let status) = visit else { return }
            if case .refused(let reason, _) = inbox.read(path, expected: status, limit: 100) {
                reasons["\(path)"] = reason
            }
        }
        #expect(
            reasons == [
                "link.txt": "link.txt: a symbolic link; put the file itself here",
                "folder": "folder: a symbolic link; put the file itself here",
                "pipe.txt": "pipe.txt: not a file; put a plain file here",
            ])
    }

    @Test func refusesALargeFileUnread() throws {
        let folder = try TemporaryFolder()
        try folder.write("12345", to: "a.txt")
        let inbox = try InboxFolder(path: folder.path)
        let status = try #require(try inbox.root.status(of: Array("a.txt".utf8)))
        guard case .refused(let reason, _) = inbox.read(SourcePath("a.txt"), expected: status, limit: 4) else {
            Issue.record("a file over the limit was read")
            return
        }
        #expect(reason == "a.txt: 5 bytes are more than the limit of 4; split the file, or raise max-file-size")
    }

    @Test func seesAFileThatChangedSinceItWasSeen() throws {
        let folder = try TemporaryFolder()
        try folder.write("1", to: "a.txt")
        let inbox = try InboxFolder(path: folder.path)
        let status = try #require(try inbox.root.status(of: Array("a.txt".utf8)))
        try folder.write("22", to: "a.txt")
        guard case .changed(let now) = inbox.read(SourcePath("a.txt"), expected: status, limit: 100) else {
            Issue.record("a changed file was read")
            return
        }
        #expect(now.size == 2)
    }

    @Test func aFolderTooDeepIsToldAndNotEntered() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder(Array(repeating: "d", count: InboxFolder.maximumDepth + 3).joined(separator: "/"))
        var blocked: [String] = []
        try InboxFolder(path: folder.path).walk { visit in
            if case .blocked(_, let reason) = visit { blocked.append(reason) }
        }
        #expect(blocked == ["more than 16 folders deep; move it further up"])
    }

    /// No right to read it helps against a disk that fails.
    @Test func aDiskThatFailsIsCalledThat() throws {
        // The kernel gives nothing of the first page.
        let error = #expect(throws: SystemError.self) { try OpenFile(path: "/proc/self/mem").read(limit: 1) }
        let reason = try #require(error.map(InboxFolder.reason))
        #expect(
            reason == "cannot be read (read: Input/output error); the disk may fail, look into the log of the system")
        #expect(
            ReasonWording.translated("a.md: " + reason, name: "a.md", into: .simplified)
                == "无法读取（read: Input/output error）；磁盘可能有故障，请管理员查看系统日志")
    }

    @Test(arguments: [
        ("a.sync-conflict-20260314-092653-ABCDEFG.md", true), ("a (conflicted copy 2026-03-14 092653).md", true),
        ("a (Anna's conflicted copy 2026-03-14).md", true), ("a_conflict-20260314-092653.md", true),
        ("a (SFConflict anna@example.org 2026-03-14-09-26-53).md", true), ("a.md", false), ("conflict.md", false),
        ("trade_conflict-2026.md", false), ("trade_conflict-.md", false),
    ]) func knowsConflictCopies(name: String, isOne: Bool) {
        #expect(IgnoredNames.isConflictCopy(Array(name.utf8)) == isOne)
    }

    @Test(arguments: [(0x6969, "nfs"), (0x6573_5546, "fuse"), (0xFE53_4D42, "smb2"), (0x0102_1997, "9p")])
    func knowsSilentFileSystems(type: Int, name: String) {
        #expect(FileSystems.silentName(UInt32(type)) == name)
    }

    /// ext4, xfs, btrfs, tmpfs, overlayfs.
    @Test(arguments: [0xEF53, 0x5846_5342, 0x9123_683E, 0x0102_1994, 0x794C_7630])
    func reliesOnLocalFileSystems(type: Int) {
        #expect(FileSystems.silentName(UInt32(type)) == nil)
        #expect(FileSystems.keepsModes(UInt32(type)))
    }

    /// FAT, exFAT, NTFS: local, but without permissions of their own.
    @Test(arguments: [0x4D44, 0x2011_BAB0, 0x5346_544E, 0x7366_746E])
    func knowsFileSystemsWithoutPermissions(type: Int) {
        #expect(!FileSystems.keepsModes(UInt32(type)))
        #expect(FileSystems.silentName(UInt32(type)) == nil)
    }

    /// As many folders are open as lie within each other, not as many as there are.
    @Test func manyFoldersAreFewDescriptors() throws {
        let folder = try TemporaryFolder()
        for number in 0..<200 { try folder.makeFolder("in/\(number)") }
        let inbox = try InboxFolder(path: folder("in"))
        var most = 0
        try inbox.walk { _ in
            let open = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
            most = max(
                most,
                open.count {
                    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))?
                        .hasPrefix(folder("in")) == true
                })
        }
        #expect((2...4).contains(most))
    }

    static func receipts(
        in folder: TemporaryFolder, language: String = "en", _ change: (inout Configuration) -> Void = { _ in }
    ) throws -> Receipts {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        var configuration = Configuration()
        (configuration.language, configuration.url) = (language, "https://news.example.org/")
        change(&configuration)
        let authority = TagAuthority(name: "example.org", date: Timestamp(seconds: 0).date)
        return try #require(
            Receipts(
                of: configuration, configuration.channel(identity: authority), inbox: InboxFolder(path: folder.path),
                complaints: Complaints(logger: logger)))
    }

    /// Promise 1.
    @Test func aReceiptOfSomebodyElseStays() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "a.txt.rejected.txt")
        let receipts = try Self.receipts(in: folder)
        receipts.write([(SourcePath("a.txt"), "why")])
        receipts.remove(for: [SourcePath("a.txt")])
        receipts.refresh([], present: [Array("a.txt.rejected.txt".utf8)])
        #expect(try folder.text("a.txt.rejected.txt") == "mine")
    }

    @Test(arguments: [
        (
            "en",
            "bulletind: \"a.txt\" was not published.\nWhy: a.txt: bad\n"
                + "Correct the file and save it again; this note then goes by itself.\n"
        ),
        ("zh-Hans", "bulletind: “a.txt”未能发布。\n原因：a.txt: bad\n改好文件后重新保存即可，本说明会自动消失。\n"),
        ("zh-TW", "bulletind: 「a.txt」未能發布。\n原因：a.txt: bad\n改好檔案後重新儲存即可，本說明會自動消失。\n"),
    ]) func writesAndRemovesReceipts(language: String, text: String) throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("x")
        let receipts = try Self.receipts(in: folder, language: language)
        receipts.write([(SourcePath("x/a.txt"), "a.txt: bad")])
        #expect(try folder.text("x/a.txt.rejected.txt") == text)
        receipts.remove(for: [SourcePath("x/a.txt")])
        #expect(try folder.files(below: "").isEmpty)
    }

    @Test func aRestartPutsReceiptsRight() throws {
        let folder = try TemporaryFolder()
        try folder.write("bad", to: "a.txt")
        try folder.write("bulletind: \"b.txt\" old", to: "b.txt.rejected.txt")
        let receipts = try Self.receipts(in: folder)
        receipts.refresh(
            [(SourcePath("a.txt"), "bad"), (SourcePath("gone.txt"), "bad")],
            present: [Array("b.txt.rejected.txt".utf8)])
        #expect(try folder.files(below: "").keys.sorted() == ["a.txt", "a.txt.rejected.txt"])
    }
}
