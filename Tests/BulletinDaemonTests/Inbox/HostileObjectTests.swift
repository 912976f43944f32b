import BulletinCore
import Foundation
import Interop
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

/// What somebody may put into the folder on purpose, or by a mistake. It is refused with a word, never followed, never
/// opened if it is no file, and disturbs nobody.
@Suite(.inTurn) struct HostileObjectTests {
    /// No byte of a secret may ever be found in what is published.
    private static let secret = "xyzzy-the-secret-of-the-house"

    private func expectNoSecret(_ inbox: WatchedInbox) throws {
        let leaks = try inbox.world.folder.files(below: "site").filter { file in
            String(decoding: file.value, as: UTF8.self).contains(Self.secret)
        }
        #expect(leaks.isEmpty)
    }

    /// A good file beside it comes out.
    private func expectOthersFlow(_ inbox: WatchedInbox) async throws {
        try inbox.world.folder.drop(WatchedInbox.story("Bridge"), as: "inbox/good.md")
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Bridge"])
        try expectNoSecret(inbox)
    }

    @Test func symbolicLinks() async throws {
        let inbox = try await WatchedInbox()
        try inbox.world.folder.write(WatchedInbox.story("Outside", Self.secret), to: "outside.md")
        let links = [
            "outside.md": inbox.world.folder("outside.md"), "up.md": "../outside.md", "inside.md": "good.md",
            "loop.md": "loop.md", "dangling.md": "nothing", "folder": inbox.world.folder.path,
            "magic.md": "/proc/self/fd/0", "root": "/proc/self/root", "passwd.txt": "/etc/passwd",
        ]
        for (name, target) in links { try inbox.link(name, to: target) }
        try await inbox.rest(3_000)
        for name in links.keys {
            #expect(
                try inbox.refusal(of: name)?.contains("\(name): a symbolic link; put the file itself here") == true,
                "\(name)")
        }
        try await expectOthersFlow(inbox)
        // A folder that becomes a link while its files are known.
        try inbox.makeFolder("sub")
        try inbox.put("sub/a.md", WatchedInbox.story("Tunnel"))
        try await inbox.rest(3_000)
        try inbox.world.folder.makeFolder("other")
        try inbox.world.folder.write(WatchedInbox.story("Outside", Self.secret), to: "other/a.md")
        try inbox.move("sub", to: ".sub")
        try inbox.link("sub", to: inbox.world.folder("other"))
        try await inbox.rest(70_000)
        try expectNoSecret(inbox)
    }

    @Test func whatIsNoFile() async throws {
        let inbox = try await WatchedInbox()
        _ = try WatchedInbox.check("mkfifo", unsafe mkfifo(inbox.path("pipe.md"), 0o644))
        _ = try WatchedInbox.check("mknod", unsafe mknod(inbox.path("socket.md"), S_IFSOCK | 0o644, 0))
        var names = ["pipe.md", "socket.md"]
        // Devices need a right that most have not. 1, 3 is /dev/null, 7, 0 the first loop device.
        if unsafe mknod(inbox.path("null.md"), S_IFCHR | 0o644, 1 << 8 | 3) == 0 { names.append("null.md") }
        if unsafe mknod(inbox.path("disk.md"), S_IFBLK | 0o644, 7 << 8) == 0 { names.append("disk.md") }
        try await inbox.rest(3_000)
        for name in names {
            #expect(
                try inbox.refusal(of: name)?.contains("\(name): not a file; put a plain file here") == true, "\(name)")
        }
        try await expectOthersFlow(inbox)
    }

    static let names: [[UInt8]] = [
        Array("a\nb.md".utf8), Array("-rf.md".utf8), Array("%2e%2e%2fc.md".utf8), Array("-".utf8) + Array(".md".utf8),
        Array("e\u{202E}dm.md".utf8), Array(String(repeating: "f", count: 252).utf8) + Array(".md".utf8),
        Array(String(repeating: "漢", count: 84).utf8) + Array(".md".utf8), [0x67, 0xFF, 0xFE, 0x2E, 0x6D, 0x64],
        Array("h\\..\\i.md".utf8), Array("<script>.md".utf8), Array("j'\"&;$(k).md".utf8), Array(" l .md".utf8),
    ]

    /// Any bytes are a name. They stay on the disk: addresses have none of them.
    @Test func oddNames() async throws {
        let inbox = try await WatchedInbox()
        let folder = try Folder(path: inbox.world.configuration.inbox)
        for (number, name) in Self.names.enumerated() {
            let text = WatchedInbox.story("Story \(number)", "Text of the story number \(number), and no more.")
            try folder.create(name, Array(text.utf8), modified: nil, isDurable: false)
        }
        try await inbox.rest(3_000)
        #expect(try inbox.titles == Self.names.indices.map { "Story \($0)" }.sorted(), "\(inbox.log)")
        for slug in try FileManager.default.contentsOfDirectory(atPath: inbox.world.folder("site/bulletins")) {
            #expect(slug.utf8.allSatisfy { "abcdefghijklmnopqrstuvwxyz0123456789-".utf8.contains($0) }, "\(slug)")
        }
        #expect(!inbox.log.contains { $0.contains("\n") || $0.contains("\u{202E}") })
        // And they can be withdrawn.
        for name in Self.names { try folder.remove(name) }
        try await inbox.rest(11_000)
        #expect(try inbox.titles == Self.names.indices.map { "Story \($0)" }.sorted())
        #expect(inbox.says("too many bulletins are gone at once"))
    }

    @Test func theCatalogueUnderAnotherName() async throws {
        let inbox = try await WatchedInbox()
        let state = inbox.world.configuration.state
        let names = try FileManager.default.contentsOfDirectory(atPath: state)
        #expect(names.contains("catalogue.sqlite"))
        for name in names {
            _ = try WatchedInbox.check("link", unsafe link(state + "/" + name, inbox.path(name)))
        }
        try await inbox.rest(63_000)
        for name in names {
            let refusal = try inbox.refusal(of: name)
            #expect(refusal?.contains("\(name): a link to a file of bulletind's own; remove it") == true, "\(name)")
        }
        try await expectOthersFlow(inbox)
    }

    @Test func anEmptyFileWaitsAMinute() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", "")
        try inbox.put("b.md", "")
        try await inbox.rest(59_000)
        #expect(try inbox.refusal(of: "a.md") == nil)
        try inbox.put("b.md", WatchedInbox.story("Bridge"))
        try await inbox.rest(3_000)
        #expect(try inbox.refusal(of: "a.md")?.contains("a.md: the file is empty") == true)
        #expect(try inbox.refusal(of: "b.md") == nil)
        #expect(try inbox.titles == ["Bridge"])
    }

    /// A terabyte without a byte in it is not read.
    @Test func aSparseFile() async throws {
        let inbox = try await WatchedInbox()
        let file = try inbox.open("a.md")
        let isLarge = ftruncate(file, 1 << 40) == 0
        if !isLarge { #expect(ftruncate(file, 1 << 30) == 0) }
        close(file)
        try await inbox.rest(3_000)
        #expect(try inbox.refusal(of: "a.md")?.contains("bytes are more than the limit of 10000000") == true)
        try await expectOthersFlow(inbox)
    }

    @Test func aFileThatGrowsForEver() async throws {
        let inbox = try await WatchedInbox()
        let file = try inbox.open("a.md")
        for _ in 0..<130 {
            try inbox.write("and so on ", to: file)
            try await inbox.round(after: 5_000)
        }
        let told = inbox.log.filter { $0.hasPrefix("file has been changing for ten minutes") }
        #expect(told == ["file has been changing for ten minutes, it is taken when it rests path=a.md"])
        #expect(try inbox.titles == [])
        try await expectOthersFlow(inbox)
        close(file)
    }

    @Test func aDeepTree() async throws {
        let inbox = try await WatchedInbox()
        var folder = try Folder(path: inbox.world.configuration.inbox)
        let name = Array(String(repeating: "d", count: 200).utf8)
        for _ in 0..<1000 {
            _ = try folder.makeFolder(name)
            folder = try folder.folder(at: name)
        }
        try folder.create(Array("a.md".utf8), Array("# Deep\n\nDown.\n".utf8), modified: nil, isDurable: false)
        try await inbox.rest(3_000)
        try await expectOthersFlow(inbox)
        let told = inbox.log.filter { $0.contains("more than 16 folders deep; move it further up") }
        #expect(told.map { $0.prefix { $0 != "=" } } == ["folder is not entered path"])
        // What is too deep for one path is taken away step by step.
        try removeTree(inbox.path(String(repeating: "d", count: 200)))
    }

    /// Sixteen folders with the longest names and a file in the last: no path of that length can be opened.
    @Test func aPathThatIsTooLong() async throws {
        let inbox = try await WatchedInbox()
        var folder = try Folder(path: inbox.world.configuration.inbox)
        let name = Array(String(repeating: "d", count: 255).utf8)
        for _ in 0..<16 {
            _ = try folder.makeFolder(name)
            folder = try folder.folder(at: name)
        }
        try folder.create(Array("a.md".utf8), Array("# Deep\n\nDown.\n".utf8), modified: nil, isDurable: false)
        try await inbox.rest(70_000, step: 5_000)
        #expect(inbox.says("its path is too long; use shorter names"))
        try await expectOthersFlow(inbox)
        try removeTree(inbox.path(String(repeating: "d", count: 255)))
    }

    private func removeTree(_ path: String) throws {
        let process = try Process.run(URL(filePath: "/bin/rm"), arguments: ["-rf", path])
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// A file that is a link in every other moment, while it is looked at, opened and read.
    @Test func swapsBetweenFileAndLink() async throws {
        let inbox = try await WatchedInbox()
        let folder = inbox.world.folder
        try folder.write(WatchedInbox.story("Outside", Self.secret), to: "outside.md")
        let swapping = Swapping(
            path: inbox.path("a.md"), plain: folder("plain"), link: folder("link"), outside: folder("outside.md"))
        Thread.detachNewThread { swapping.run() }
        let view = try InboxFolder(path: inbox.world.configuration.inbox)
        let name = SourcePath("a.md")
        var read = Set<String>()
        while !swapping.isOver.withLock(\.self) {
            guard var expected = try view.root.status(of: name.bytes) else { continue }
            // As if it had been a file when it was seen.
            expected.kind = .file
            if case .bytes(let bytes, _) = view.read(name, expected: expected, limit: 1_000) {
                read.insert(String(decoding: bytes, as: UTF8.self))
            }
            if let file = try? view.root.open(name.bytes) {
                read.insert(String(decoding: try file.read(limit: 1_000), as: UTF8.self))
            }
            if !read.isEmpty { swapping.wasRead.withLock { $0 = true } }
            try await inbox.round(after: 700)
        }
        #expect(swapping.failure.withLock(\.self) == nil)
        #expect(read == [WatchedInbox.story("Bridge")])
        try expectNoSecret(inbox)
    }
}

/// Puts a file and a link at the same path by turns, until the file was read, and a bounded number of times.
private final class Swapping: Sendable {
    let isOver = Mutex(false)
    /// Set once somebody has read the file.
    let wasRead = Mutex(false)
    let failure = Mutex<String?>(nil)
    private let path: String
    private let plain: String
    private let link: String
    private let outside: String

    init(path: String, plain: String, link: String, outside: String) {
        (self.path, self.plain, self.link, self.outside) = (path, plain, link, outside)
    }

    func run() {
        do {
            var count = 0
            // On a busy machine few looks fall between the swaps.
            while count < (wasRead.withLock(\.self) ? 1_500 : 500_000) {
                count += 1
                try Data(WatchedInbox.story("Bridge").utf8).write(to: URL(filePath: plain))
                try WatchedInbox.check("rename", unsafe rename(plain, path))
                try WatchedInbox.check("symlink", unsafe symlink(outside, link))
                try WatchedInbox.check("rename", unsafe rename(link, path))
            }
        } catch {
            failure.withLock { $0 = "\(error)" }
        }
        isOver.withLock { $0 = true }
    }
}
