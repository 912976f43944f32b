import Foundation
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct ControlDeskTests {
    /// What nobody waits for any more is not done.
    @Test func aLateServiceDoesNothing() {
        let calls = Mutex(0)
        let desk = ControlDesk { calls.withLock { $0 += 1 } }
        #expect(desk.ask(ControlRequest(.confirmRetractions), within: 0) == nil)
        #expect(calls.withLock { $0 } == 1)
        desk.answer { _ in
            Issue.record("nobody waits")
            return ControlReply()
        }
    }

    /// What changes something waits until it is welcome; who asks for the state does not.
    @Test func whatIsNotWelcomeWaits() throws {
        let called = DispatchSemaphore(value: 0)
        let desk = ControlDesk { called.signal() }
        let replies = Mutex<[ControlRequest.Command: Int]>([:])
        let done = DispatchSemaphore(value: 0)
        for command in [ControlRequest.Command.status, .mend] {
            Thread.detachNewThread {
                let count = desk.ask(ControlRequest(command), within: 60)?.count
                replies.withLock { $0[command] = count }
                done.signal()
            }
        }
        for _ in 0..<2 { called.wait() }
        desk.answer(where: { $0.command == .status }, { _ in ControlReply(count: 1) })
        done.wait()
        #expect(replies.withLock { $0 } == [.status: 1])
        desk.answer { _ in ControlReply(count: 2) }
        done.wait()
        #expect(replies.withLock { $0 } == [.status: 1, .mend: 2])
    }

    @Test func messagesAreLines() throws {
        let request = ControlRequest(.mend, paths: ["feed.rss", "a\nb"])
        let line = try ControlLine.encode(request)
        #expect(line.last == UInt8(ascii: "\n"))
        #expect(line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(try ControlLine.decode(ControlRequest.self, from: line) == request)
    }
}
