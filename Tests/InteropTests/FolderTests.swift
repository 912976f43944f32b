import Foundation
import Interop
import TestSupport
import Testing

@Suite struct FolderTests {
    @Test func reachesNothingOutside() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/sub")
        try folder.write("secret", to: "secret")
        try FileManager.default.createSymbolicLink(atPath: folder("in/link"), withDestinationPath: folder("secret"))
        try FileManager.default.createSymbolicLink(atPath: folder("in/dir"), withDestinationPath: folder.path)
        let inbox = try Folder(path: folder("in"))
        for path in ["link", "dir/secret", "../secret", "sub/../../secret", folder("secret")] {
            #expect(throws: SystemError.self, "\(path)") { _ = try inbox.open(Array(path.utf8)).read(limit: 10) }
        }
        #expect(throws: SystemError.self) { try inbox.folder(at: Array("dir".utf8)) }
    }

    @Test func writesWholeFilesAndNeverOverOthers() throws {
        let folder = try TemporaryFolder()
        let root = try Folder(path: folder.path)
        let name = Array("a".utf8)
        try root.create(name, [1, 2, 3], modified: 1_000_000_000, isDurable: true)
        let status = try #require(try root.status(of: name))
        #expect(status.size == 3)
        #expect(status.modified == 1_000_000_000_000_000_000)
        #expect(throws: SystemError.self) { try root.create(name, [4], modified: nil, isDurable: false) }
        #expect(try root.open(name).read(limit: 10) == [1, 2, 3])
        let mode = try FileManager.default.attributesOfItem(atPath: folder("a"))[.posixPermissions] as? Int
        #expect(mode == 0o644)
    }

    @Test func readsAtMostOneByteMoreThanTheLimit() throws {
        let folder = try TemporaryFolder()
        try folder.write(String(repeating: "x", count: 5000), to: "a")
        let file = try Folder(path: folder.path).open(Array("a".utf8))
        #expect(try file.read(limit: 5000).count == 5000)
        let again = try Folder(path: folder.path).open(Array("a".utf8))
        #expect(try again.read(limit: 100).count == 101)
    }

    @Test func makesFoldersAbove() throws {
        let folder = try TemporaryFolder()
        try Folder.create(path: folder("a/b/c"), mode: 0o750)
        try Folder.create(path: folder("a/b/c"), mode: 0o750)
        #expect(folder.contains("a/b/c"))
        try folder.write("", to: "file")
        #expect(throws: SystemError.self) { try Folder.create(path: folder("file/x"), mode: 0o750) }
    }

    @Test func errorsSayTheCallAndTheReason() {
        #expect {
            _ = try Folder(path: "/nowhere/at/all")
        } throws: {
            "\($0)" == "open: No such file or directory"
        }
    }

    @Test func aLockIsHeldOnce() throws {
        let folder = try TemporaryFolder()
        let first = try FileLock(path: folder("lock"))
        #expect {
            _ = try FileLock(path: folder("lock"))
        } throws: {
            ($0 as? SystemError)?.isHeld == true
        }
        _ = first
    }

    /// Its descriptor is closed once: a moment later the number is another thread's.
    @Test func aLockThatIsHeldClosesNothingElse() throws {
        let folder = try TemporaryFolder()
        let first = try FileLock(path: folder("lock"))
        let path = folder("lock")
        let (refusals, lost) = try Parallel.both {
            (0..<20_000).count { _ in (try? FileLock(path: path)) == nil }
        } and: {
            (0..<20_000).count { _ in
                let file = unsafe open("/dev/null", O_RDONLY | O_CLOEXEC)
                let isOpen = fcntl(file, F_GETFD) >= 0
                return close(file) != 0 || !isOpen
            }
        }
        #expect(refusals == 20_000)
        #expect(lost == 0)
        withExtendedLifetime(first) {}
    }

    /// A child that another thread starts holds the descriptor, too, until it becomes its program.
    @Test func aLockIsLetGoThoughAChildStillHoldsIt() throws {
        let folder = try TemporaryFolder()
        let copy: Int32
        do {
            let first = try FileLock(path: folder("lock"))
            let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
            let held = open.first {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == folder("lock")
            }
            copy = dup(try #require(held.flatMap { Int32($0) }))
            withExtendedLifetime(first) {}
        }
        defer { close(copy) }
        _ = try FileLock(path: folder("lock"))
    }

    /// What is renamed over stays on the disk as long as it is held, and no longer.
    @Test func whatIsHeldIsNotGivenBack() throws {
        let folder = try TemporaryFolder()
        let root = try Folder(path: folder(""))
        let old = Array("old".utf8)
        let isThere = {
            try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").contains {
                (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)"))
                    == folder("old") + " (deleted)"
            }
        }
        try folder.write("old", to: "old")
        try folder.write("new", to: "new")
        do {
            let held = root.hold(old)
            #expect(held != nil)
            try root.rename(Array("new".utf8), to: old)
            #expect(try isThere())
            withExtendedLifetime(held) {}
        }
        #expect(try !isThere())
        #expect(try folder.text("old") == "new")
        #expect(root.hold(Array("never".utf8)) == nil)
    }

    @Test func compressesWithoutNameAndTime() throws {
        let bytes = Array(String(repeating: "the same words again ", count: 100).utf8)
        let packed = Gzip.compress(bytes)
        #expect(packed.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
        #expect(packed.count < bytes.count / 4)
        #expect(packed == Gzip.compress(bytes))
    }
}
