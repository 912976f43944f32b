import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct InboxWatcherTests {
    /// What the kernel tells of files that are renamed into a folder.
    private static func events(_ count: Int) throws -> [Inotify.Event] {
        let folder = try TemporaryFolder()
        for name in ["from", "inbox"] { try folder.makeFolder(name) }
        for number in 0..<count { try folder.write("", to: "from/\(number).md") }
        let inotify = try Inotify()
        _ = try inotify.watch(Folder(path: folder("inbox")))
        let root = try Folder(path: folder.path)
        for number in 0..<count {
            try root.rename(Array("from/\(number).md".utf8), to: Array("inbox/\(number).md".utf8))
        }
        let events = inotify.events()
        try #require(events.count == count)
        return events
    }

    /// Else a service that is busy with one file would take each of the next thousand in a round of its own.
    @Test func whatIsNotHeardYetIsHeardAtOnce() throws {
        let watcher = try InboxWatcher()
        let events = try Self.events(1000)
        for (time, event) in events.enumerated() { watcher.send(.events([event], upTo: Int64(time))) }
        // Says of no time that all was told up to it, and takes nothing back.
        watcher.signal()
        guard case .events(let heard, let time)? = watcher.next() else {
            Issue.record("there is no signal")
            return
        }
        #expect(heard == events)
        #expect(time == 999)
        #expect(watcher.next() == nil)
        #expect(!watcher.hasSignals)
    }

    /// What stood at the inbox's path before and after is not mingled.
    @Test func othersKeepTheirPlace() throws {
        let watcher = try InboxWatcher()
        let events = try Self.events(4)
        watcher.send(.events([events[0]], upTo: 1))
        watcher.send(.inboxChanged)
        watcher.send(.events([events[1]], upTo: 2))
        watcher.requestReload()
        watcher.send(.events([events[2]], upTo: 3))
        watcher.send(.events([events[3]], upTo: 4))
        let signals: [InboxWatcher.Signal] = [
            .events([events[0]], upTo: 1), .inboxChanged, .events([events[1]], upTo: 2), .reload,
            .events([events[2], events[3]], upTo: 4),
        ]
        for signal in signals {
            #expect(watcher.hasSignals)
            #expect(watcher.next() == signal)
        }
        #expect(watcher.next() == nil)
    }
}
