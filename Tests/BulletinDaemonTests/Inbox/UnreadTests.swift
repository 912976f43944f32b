import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Files whose bytes the system does not give for a while, which says nothing about them.
@Suite(.inTurn) struct UnreadTests {
    /// As long as it lives, the kernel lets nobody read a file at once: fcntl(2), F_SETLEASE. Of one that somebody asks
    /// for the kernel takes it after /proc/sys/fs/lease-break-time, 45 s, which is less than a busy machine may take for
    /// a test.
    private final class Lease {
        private let descriptor: Int32
        private let path: String

        init(on path: String) throws {
            self.path = path
            descriptor = try WatchedInbox.check("open", unsafe Foundation.open(path, O_RDONLY))
            let (setSignal, setLease): (Int32, Int32) = (10, 1024)
            // Of a reader it is told by a signal, which ends a process unless it is one that nobody hears.
            try WatchedInbox.check("fcntl", fcntl(descriptor, setSignal, SIGURG))
            try WatchedInbox.check("fcntl", fcntl(descriptor, setLease, Int32(F_WRLCK)))
        }

        deinit { close(descriptor) }

        /// Whether it has kept readers away until now.
        var isKept: Bool {
            let reader = unsafe Foundation.open(path, O_RDONLY | O_NONBLOCK)
            guard reader < 0 else {
                close(reader)
                return false
            }
            return errno == EWOULDBLOCK
        }
    }

    /// An inbox with a file that nobody could read all the while.
    private func leased<Inbox>(_ begin: () async throws -> (Inbox, Lease)) async throws -> (Inbox, Lease?) {
        while true {
            let (inbox, lease) = try await begin()
            if lease.isKept { return (inbox, lease) }
        }
    }

    @Test func aFileIsTriedAgain() async throws {
        var (inbox, lease) = try await leased {
            let inbox = try await WatchedInbox()
            try inbox.put("a.md", WatchedInbox.story("A"))
            let lease = try Lease(on: inbox.path("a.md"))
            try await inbox.rest(8_000)
            return (inbox, lease)
        }
        #expect(try inbox.titles == [])
        #expect(try inbox.refusal(of: "a.md") == nil)
        #expect(try inbox.world.catalogue.rejections().isEmpty)
        #expect(inbox.log.count { $0.hasPrefix("file cannot be read now") } == 1)
        let waiting = await inbox.service.view.ledger.notYetTaken
        #expect(waiting.map(\.reason) == ["cannot be read (open: Resource temporarily unavailable)"])
        withExtendedLifetime(lease) {}
        lease = nil
        try await inbox.rest(8_000)
        #expect(try inbox.titles == ["A"])
    }

    /// The last good version stays meanwhile.
    @Test func aVersionIsTriedAgain() async throws {
        let second = WatchedInbox.story("A", "It is not well any more, and it will not be tomorrow.")
        var (inbox, lease) = try await leased {
            let inbox = try await WatchedInbox()
            try inbox.put("a.md", WatchedInbox.story("A"))
            try await inbox.rest(4_000)
            try inbox.put("a.md", second)
            let lease = try Lease(on: inbox.path("a.md"))
            try await inbox.rest(4_000)
            return (inbox, lease)
        }
        #expect(try inbox.titles == ["A"])
        withExtendedLifetime(lease) {}
        lease = nil
        try await inbox.rest(8_000)
        #expect(try inbox.stories.map { $0.content.contains("not well") } == [true])
    }

    /// Nobody waits there: it is refused after some tries, and read by whoever looks next.
    @Test func aBuildEnds() async throws {
        var (world, lease) = try await leased {
            let world = try World()
            try world.folder.write(WatchedInbox.story("A"), to: "inbox/a.md")
            let lease = try Lease(on: world.folder("inbox/a.md"))
            try await world.takeOnce()
            return (world, lease)
        }
        #expect(
            try world.catalogue.rejections().map(\.reason) == [
                "a.md: cannot be read (open: Resource temporarily unavailable); let the group of bulletind read it"
            ])
        withExtendedLifetime(lease) {}
        lease = nil
        try await world.takeOnce()
        #expect(try world.catalogue.rejections().isEmpty)
        #expect(try world.entries().map(\.title) == ["A"])
    }

    @Test func timeBetweenTriesGrows() throws {
        let path = SourcePath("a.md")
        let status = FileStatus(kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: 1)
        var ledger = InboxLedger(settle: 0, grace: 0, taken: [])
        ledger.saw(path, status, as: .complete, at: 0)
        var tries: [Int64] = []
        for now in stride(from: Int64(0), through: 300_000, by: 500) where !ledger.due(at: now).isEmpty {
            tries.append(now / 1_000)
            ledger.unread(path, status, because: "no", at: now)
        }
        #expect(tries == [0, 1, 2, 4, 8, 16, 32, 64, 124, 184, 244])
    }
}
