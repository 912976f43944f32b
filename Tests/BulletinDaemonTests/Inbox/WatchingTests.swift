import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// What the kernel tells, what it does not, and that nothing is missed or taken back because of it.
@Suite(.inTurn) struct WatchingTests {
    // MARK: folders

    /// The watch of a folder stays with it; its path must follow.
    @Test func aFileInARenamedFolder() async throws {
        let inbox = try await WatchedInbox()
        try inbox.makeFolder("old")
        try inbox.makeFolder("old/deep")
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/old/deep/a.md")
        try await inbox.round()
        try inbox.move("old", to: "new")
        try inbox.world.folder.drop(WatchedInbox.story("Tunnel"), as: "inbox/new/deep/b.md")
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge", "Tunnel"])
        let ids = try inbox.stories.map(\.id)
        try inbox.world.folder.drop(WatchedInbox.story("Ferry"), as: "inbox/new/deep/c.md")
        try await inbox.round()
        #expect(inbox.says("path=new/deep/c.md"))
        try await inbox.rest(30_000)
        #expect(Set(try inbox.stories.map(\.id)).isSuperset(of: ids))
        #expect(!inbox.log.contains { $0.hasPrefix("bulletin retracted") || $0.contains("no notices") })
    }

    @Test func aFolderThatLeavesIsWatchedNoMore() async throws {
        let inbox = try await WatchedInbox()
        try inbox.makeFolder("x")
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/x/a.md")
        try await inbox.round()
        _ = try WatchedInbox.check("rename", unsafe rename(inbox.path("x"), inbox.world.folder("x")))
        try await inbox.round()
        inbox.loseNotices()
        try inbox.world.folder.drop(WatchedInbox.story("Tunnel"), as: "x/b.md")
        #expect(inbox.watcher.events() == [])
        try await inbox.rest(20_000)
        #expect(try inbox.titles == [])
        #expect(!inbox.says("error"))
    }

    /// Another folder takes the name before anybody looks.
    @Test func aFolderReplacedByAnother() async throws {
        let inbox = try await WatchedInbox()
        try inbox.makeFolder("x")
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/x/a.md")
        try await inbox.round()
        try inbox.move("x", to: "y")
        try inbox.makeFolder("x")
        try inbox.world.folder.drop(WatchedInbox.story("Tunnel"), as: "inbox/x/b.md")
        try await inbox.round()
        try inbox.world.folder.drop(WatchedInbox.story("Ferry"), as: "inbox/x/c.md")
        try inbox.world.folder.drop(WatchedInbox.story("Harbour"), as: "inbox/y/d.md")
        try await inbox.round()
        try await inbox.rest(2_000)
        #expect(try inbox.titles == ["Bridge", "Ferry", "Harbour", "Tunnel"])
        #expect(inbox.says("path=x/c.md"))
        #expect(inbox.says("path=y/d.md"))
    }

    @Test func aTreeThatIsMovedIn() async throws {
        let inbox = try await WatchedInbox()
        try inbox.world.folder.makeFolder("tree/one/two")
        try inbox.world.folder.write(WatchedInbox.story("Bridge"), to: "tree/a.md")
        try inbox.world.folder.write(WatchedInbox.story("Tunnel"), to: "tree/one/two/b.md")
        _ = try WatchedInbox.check("rename", unsafe rename(inbox.world.folder("tree"), inbox.path("tree")))
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge", "Tunnel"])
        try inbox.world.folder.drop(WatchedInbox.story("Ferry"), as: "inbox/tree/one/two/c.md")
        try await inbox.round()
        #expect(inbox.versions == 3)
    }

    /// `mkdir -p a/b/c` and a file in it, before the first folder is watched; and again while folders come and go.
    @Test func foldersMadeAtOnce() async throws {
        let inbox = try await WatchedInbox()
        for number in 1...20 {
            try inbox.world.folder.makeFolder("inbox/\(number)/b/c")
            try inbox.put("\(number)/b/c/a.md", WatchedInbox.story("Story \(number)", "Text of the story \(number)."))
            try inbox.world.folder.makeFolder("inbox/gone/\(number)")
            try inbox.world.folder.remove("inbox/gone")
        }
        try await inbox.rest(2_000)
        #expect(inbox.versions == 20)
        try inbox.world.folder.drop(WatchedInbox.story("Ferry"), as: "inbox/7/b/c/b.md")
        try await inbox.round()
        #expect(inbox.versions == 21)
    }

    /// Files that get their names when they are complete give one notice: created.
    @Test(arguments: ["link", "linkat"]) func aLinkedFile(call: String) async throws {
        let inbox = try await WatchedInbox()
        if call == "link" {
            try inbox.world.folder.write(WatchedInbox.story("Bridge"), to: "outside.md")
            _ = try WatchedInbox.check("link", unsafe link(inbox.world.folder("outside.md"), inbox.path("a.md")))
        } else {
            // O_TMPFILE, with O_DIRECTORY in it.
            let file = try inbox.open("", O_WRONLY | O_DIRECTORY | 0o20_000_000)
            try inbox.write(WatchedInbox.story("Bridge"), to: file)
            _ = try WatchedInbox.check(
                "linkat",
                unsafe linkat(AT_FDCWD, "/proc/self/fd/\(file)", AT_FDCWD, inbox.path("a.md"), AT_SYMLINK_FOLLOW))
            close(file)
        }
        try await inbox.rest(2_000)
        #expect(try inbox.titles == ["Bridge"])
    }

    // MARK: notices that fail

    @Test func aFullQueue() async throws {
        let inbox = try await WatchedInbox()
        let text = try String(contentsOfFile: "/proc/sys/fs/inotify/max_queued_events", encoding: .utf8)
        let limit = try #require(Int(text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let names = [".one", ".two"].map(inbox.path)
        for name in names { try Data().write(to: URL(filePath: name)) }
        for number in 0...limit { unsafe chmod(names[number % 2], 0o644) }
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/a.md")
        #expect(try inbox.titles == [])
        try await inbox.rest(2_000)
        #expect(try inbox.titles == ["Bridge"])
        #expect(inbox.says("notices of the inbox were lost, scanning"))
        #expect(!inbox.says("no notices"))
    }

    @Test func deadNoticesAreFoundOut() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", WatchedInbox.story("Bridge"))
        inbox.loseNotices()
        try await inbox.round(after: 60_000)
        #expect(!inbox.says("no notices"))
        try await inbox.round(after: 1_000)
        #expect(inbox.log.filter { $0.contains("gives no notices although it should") }.count == 1)
        try await inbox.rest(15_000)
        #expect(try inbox.titles == ["Bridge"])
        // Looked for every five seconds now, and quiet for ten.
        try inbox.put("b.md", WatchedInbox.story("Tunnel"))
        inbox.loseNotices()
        try await inbox.rest(16_000)
        #expect(try inbox.titles == ["Bridge", "Tunnel"])
        #expect(inbox.log.filter { $0.contains("no notices") }.count == 1)
        // A notice comes: they live.
        try inbox.put("c.md", WatchedInbox.story("Ferry"))
        try await inbox.round(after: 100)
        #expect(inbox.says("inbox gives notices again"))
        try await inbox.rest(2_000)
        #expect(try inbox.titles == ["Bridge", "Ferry", "Tunnel"])
    }

    /// Refused files are looked at again with other settings; that nobody told of them is no sign.
    @Test func aReloadIsNoSignOfDeadNotices() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.txt", " \n")
        try await inbox.rest(3_000)
        #expect(try inbox.refusal(of: "a.txt") != nil)
        try await inbox.rest(61_000, step: 30_500)
        try await inbox.reload { $0.language = "zh-Hans" }
        try await inbox.rest(122_000, step: 30_500)
        #expect(!inbox.says("no notices"))
        #expect(try inbox.refusal(of: "a.txt") != nil)
    }

    /// A snapshot program links all files: their times of change move, and nobody is told.
    @Test func aLinkFromOutsideIsNoSignOfDeadNotices() async throws {
        let inbox = try await WatchedInbox()
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/a.md")
        try await inbox.round()
        _ = try WatchedInbox.check("link", unsafe link(inbox.path("a.md"), inbox.world.folder("snapshot.md")))
        try await inbox.rest(130_000, step: 10_000)
        #expect(!inbox.says("no notices"))
        #expect(inbox.versions == 1)
    }

    /// Notices that come after a scan has seen what they are about.
    @Test func lateNoticesAreNoSignOfDeadOnes() async throws {
        let inbox = try await WatchedInbox()
        try await inbox.round(after: 59_000)
        try inbox.put("a.md", WatchedInbox.story("Bridge"))
        let late = inbox.watcher.events()
        try await inbox.round(after: 1_000)
        try await inbox.service.receive(.events(late, upTo: inbox.watcher.now))
        try await inbox.rest(130_000, step: 10_000)
        #expect(try inbox.titles == ["Bridge"])
        #expect(!inbox.says("no notices"))
    }

    /// Behind FUSE others write without a notice.
    @Test(.enabled(if: BoundFolder.isPossible, "bindfs is not installed, or FUSE does not work here"))
    func whatIsWrittenBehindAFileSystemIsFound() async throws {
        let inbox = try await WatchedInbox {
            $0.receipts = .nowhere
        } before: {
            try $0.folder.makeFolder("behind")
        }
        let bound = try BoundFolder(inbox.world.folder("behind"), at: inbox.world.folder("inbox"))
        try await inbox.round()
        #expect(
            inbox.says("inbox is looked through at intervals, since its file system does not tell of all changes"))
        #expect(inbox.says("type=fuse"))
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "behind/a.md")
        try await inbox.rest(14_000)
        #expect(try inbox.titles == [])
        try await inbox.rest(2_000)
        #expect(try inbox.titles == ["Bridge"])
        #expect(!inbox.says("no notices although"))
        bound.end()
    }

    // MARK: the inbox itself

    private func inboxWithStories() async throws -> WatchedInbox {
        let inbox = try await WatchedInbox()
        for name in ["Bridge", "Tunnel", "Ferry"] {
            try inbox.world.folder.drop(WatchedInbox.story(name), as: "inbox/\(name).md")
        }
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge", "Ferry", "Tunnel"])
        return inbox
    }

    /// Nothing is taken back, however long it lasts; what is dropped into the new folder comes out at once.
    private func expectNothingIsLost(_ inbox: WatchedInbox) async throws {
        let before = try inbox.stories
        try await inbox.rest(180_000, step: 5_000)
        #expect(try inbox.stories == before)
        try inbox.world.folder.drop(WatchedInbox.story("Harbour"), as: "inbox/Harbour.md")
        try await inbox.round()
        #expect(try inbox.titles == ["Bridge", "Ferry", "Harbour", "Tunnel"])
        // A folder with files in it is no less another folder.
        try await inbox.rest(180_000, step: 5_000)
        #expect(try inbox.titles == ["Bridge", "Ferry", "Harbour", "Tunnel"])
        #expect(inbox.says("what the new inbox lacks is not retracted"))
    }

    @Test func anInboxThatIsReplaced() async throws {
        let inbox = try await inboxWithStories()
        let folder = inbox.world.folder
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox"), folder("inbox.old")))
        try folder.makeFolder("inbox")
        try await inbox.round()
        #expect(inbox.says("inbox was replaced"))
        // Nobody looks into the old one any more.
        try folder.drop(WatchedInbox.story("Stray"), as: "inbox.old/stray.md")
        try await expectNothingIsLost(inbox)
        // The old one returns, and what is removed there is withdrawn as ever.
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox"), folder("inbox.new")))
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox.old"), folder("inbox")))
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Bridge", "Ferry", "Harbour", "Stray", "Tunnel"])
        try inbox.remove("Ferry.md")
        try await inbox.rest(11_000)
        #expect(try inbox.titles == ["Bridge", "Harbour", "Stray", "Tunnel"])
    }

    @Test func anInboxThatIsAwayForAWhile() async throws {
        let inbox = try await inboxWithStories()
        let folder = inbox.world.folder
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox"), folder("away")))
        try await inbox.rest(180_000, step: 1_000)
        #expect(inbox.says("inbox cannot be read; nothing is retracted"))
        try folder.drop(WatchedInbox.story("Harbour"), as: "away/Harbour.md")
        #expect(try inbox.titles == ["Bridge", "Ferry", "Tunnel"])
        _ = try WatchedInbox.check("rename", unsafe rename(folder("away"), folder("inbox")))
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Bridge", "Ferry", "Harbour", "Tunnel"])
        #expect(!inbox.says("inbox was replaced"))
    }

    /// What waits there is not waited for in a circle.
    @Test func anInboxThatIsAwayIsLookedForInItsTime() async throws {
        let inbox = try await inboxWithStories()
        let folder = inbox.world.folder
        let file = try inbox.open("Harbour.md")
        try inbox.write(WatchedInbox.story("Harbour"), to: file)
        try inbox.remove("Ferry.md")
        try await inbox.round()
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox"), folder("away")))
        try await inbox.rest(30_000)
        #expect(inbox.watcher.alarm.map { $0 > inbox.watcher.now } == true)
        close(file)
    }

    /// Each file's end is told, and then that of the folder: nobody withdraws like that.
    @Test func anInboxThatIsDeletedAndMadeAgain() async throws {
        let inbox = try await inboxWithStories()
        try inbox.world.folder.remove("inbox")
        try await inbox.round(after: 100)
        try await inbox.rest(5_000)
        try inbox.world.folder.makeFolder("inbox")
        try await inbox.round(after: 1_000)
        try await expectNothingIsLost(inbox)
    }

    /// A folder above it is renamed, or a link on the way leads elsewhere: the kernel tells nobody.
    @Test func aLinkThatLeadsElsewhere() async throws {
        let inbox = try await WatchedInbox {
            $0.inbox = NSString(string: $0.inbox).deletingLastPathComponent + "/link"
        } before: { world in
            _ = try WatchedInbox.check("symlink", unsafe symlink(world.folder("inbox"), world.folder("link")))
        }
        let folder = inbox.world.folder
        for name in ["Bridge", "Tunnel", "Ferry"] {
            try folder.drop(WatchedInbox.story(name), as: "inbox/\(name).md")
        }
        try await inbox.round()
        _ = try WatchedInbox.check("rename", unsafe rename(folder("inbox"), folder("first")))
        try folder.makeFolder("inbox")
        _ = try WatchedInbox.check("rename", unsafe rename(folder("first"), folder("elsewhere")))
        #expect(inbox.watcher.look())
        try await inbox.service.receive(.inboxChanged)
        try await expectNothingIsLost(inbox)
    }

    /// The files that were taken lie on a disk that is not mounted when the service starts.
    @Test func aDiskThatIsMissingAtTheStart() async throws {
        let inbox = try await WatchedInbox { _ in
        } before: { world in
            let elsewhere = FileStatus(kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: 1)
            _ = try world.catalogue.take(
                [
                    TakenFile(
                        path: SourcePath("a.md"), status: elsewhere, digest: [1],
                        outcome: .bulletin(.digest(["Bridge"])))
                ], gone: [], missing: [], zone: .utc, at: Timestamp(seconds: ProcessCalls.wallClock))
            try world.folder.drop(WatchedInbox.story("Tunnel"), as: "inbox/b.md")
        }
        try await inbox.rest(60_000, step: 5_000)
        #expect(try inbox.titles == ["Bridge", "Tunnel"])
        #expect(inbox.says("what the new inbox lacks is not retracted"))
    }
}

/// A folder that shows another one through FUSE, as long as it lives. It needs rights that not every machine gives.
final class BoundFolder {
    private let process = Process()
    private let path: String

    /// - Throws: when it cannot be mounted.
    init(_ folder: String, at path: String) throws {
        self.path = path
        let mounts = try Inotify()
        let local = try Folder(path: path).fileSystemType()
        process.executableURL = URL(filePath: "/usr/bin/bindfs")
        process.arguments = ["-f", folder, path]
        process.standardError = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        while try Folder(path: path).fileSystemType() == local {
            guard process.isRunning else { throw TestSupportError("bindfs ended") }
            mounts.wait(milliseconds: 100)
        }
    }

    /// It would end with its mount, but only when nobody has a folder of it open; and it may block all other signals.
    func end() {
        let unmounting = Process()
        unmounting.executableURL = URL(filePath: "/usr/bin/fusermount")
        unmounting.arguments = ["-u", "-z", path]
        if (try? unmounting.run()) != nil { unmounting.waitUntilExit() }
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }

    static let isPossible: Bool = {
        guard let folder = try? TemporaryFolder(), (try? folder.makeFolder("a")) != nil,
            (try? folder.makeFolder("b")) != nil
        else { return false }
        guard let bound = try? BoundFolder(folder("a"), at: folder("b")) else { return false }
        bound.end()
        return true
    }()
}
