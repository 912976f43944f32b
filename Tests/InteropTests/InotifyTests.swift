import Foundation
import Interop
import TestSupport
import Testing

@Suite struct InotifyTests {
    /// Notices until one is about `name`, so that the kernel's own pace does not matter.
    private func change(of name: String, _ inotify: Inotify) -> Inotify.Event? {
        for _ in 0..<100 {
            inotify.wait(milliseconds: 1000)
            if let event = inotify.events().first(where: { $0.name == Array(name.utf8) }) { return event }
        }
        return nil
    }

    @Test func tellsWhatHappensInAFolder() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        let inotify = try Inotify()
        let watch = try inotify.watch(Folder(path: folder("in")))
        try folder.drop("x", as: "in/moved")
        #expect(change(of: "moved", inotify)?.change == .movedIn)
        try folder.write("x", to: "in/written")
        let written = change(of: "written", inotify)
        #expect(written?.change == .touched)
        #expect(written?.watch == watch)
        #expect(written?.isFolder == false)
        try folder.remove("in/written")
        var last: Inotify.Event.Change?
        while last != .gone, let event = change(of: "written", inotify) { last = event.change }
        #expect(last == .gone)
        try folder.makeFolder("in/sub")
        #expect(change(of: "sub", inotify)?.isFolder == true)
    }

    @Test func tellsThatTheFolderItselfWent() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        let inotify = try Inotify()
        _ = try inotify.watch(Folder(path: folder("in")))
        try FileManager.default.moveItem(atPath: folder("in"), toPath: folder("elsewhere"))
        #expect(change(of: "", inotify)?.change == .folderGone)
    }

    /// What is written, closed, linked and made readable, each in one look, since the kernel tells within the call.
    @Test func tellsHowAFileComesAbout() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in")
        try folder.write("x", to: "in/a")
        let inotify = try Inotify()
        _ = try inotify.watch(Folder(path: folder("in")))
        func changes() -> [Inotify.Event.Change] { inotify.events().map(\.change) }
        let file = try FileHandle(forUpdating: URL(filePath: folder("in/a")))
        #expect(changes() == [])
        try file.write(contentsOf: Data("y".utf8))
        #expect(changes() == [.written])
        try file.close()
        #expect(changes() == [.closed])
        #expect(unsafe link(folder("in/a"), folder("in/b")) == 0)
        #expect(changes() == [.touched])
        #expect(unsafe chmod(folder("in/a"), 0o640) == 0)
        #expect(changes() == [.touched])
        #expect(unsafe rename(folder("in/a"), folder("in/c")) == 0)
        #expect(changes() == [.gone, .movedIn])
    }

    @Test func tellsThatAWatchIsVoid() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("in/sub")
        let inotify = try Inotify()
        let watch = try inotify.watch(Folder(path: folder("in/sub")))
        try folder.remove("in/sub")
        #expect(inotify.events().map(\.change) == [.folderGone, .unwatched])
        let other = try inotify.watch(Folder(path: folder("in")))
        #expect(other != watch)
        inotify.unwatch(other)
        #expect(inotify.events().map(\.change) == [.unwatched])
        try folder.write("x", to: "in/a")
        #expect(inotify.events() == [])
    }

    @Test func aWakeEndsTheNextWait() throws {
        let inotify = try Inotify()
        inotify.wake()
        inotify.wait(milliseconds: -1)
        #expect(inotify.events().isEmpty)
    }
}
