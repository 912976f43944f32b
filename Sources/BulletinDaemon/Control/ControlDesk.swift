internal import Foundation
internal import Interop
internal import Synchronization

/// Where those who ask the running service meet it: they wait here, and the service comes by between two steps of its
/// work.
final class ControlDesk: Sendable {
    private final class Ticket: Sendable {
        let request: ControlRequest
        let reply = Mutex<ControlReply?>(nil)
        let done = DispatchSemaphore(value: 0)

        init(_ request: ControlRequest) { self.request = request }
    }

    private let waiting = Mutex<[Ticket]>([])
    /// Asks the service to come by.
    private let call: @Sendable () -> Void

    init(call: @escaping @Sendable () -> Void) { self.call = call }

    /// Waits for the service's answer, on a thread that may wait.
    /// - Returns: `nil` when it did not come by within `seconds`; then it will not do what was asked for.
    func ask(_ request: ControlRequest, within seconds: Int) -> ControlReply? {
        let ticket = Ticket(request)
        waiting.withLock { $0.append(ticket) }
        call()
        if ticket.done.wait(timeout: .now() + .seconds(seconds)) == .timedOut {
            let isTakenBack = waiting.withLock { waiting in
                let count = waiting.count
                waiting.removeAll { $0 === ticket }
                return waiting.count < count
            }
            if isTakenBack { return nil }
            // It is being answered.
            ticket.done.wait()
        }
        return ticket.reply.withLock { $0 }
    }

    /// Answers whoever waits with a request that is welcome now.
    func answer(
        where isWelcome: (ControlRequest) -> Bool = { _ in true }, _ answer: (ControlRequest) -> ControlReply
    ) {
        let tickets = waiting.withLock { waiting in
            let welcome = waiting.filter { isWelcome($0.request) }
            waiting.removeAll { isWelcome($0.request) }
            return welcome
        }
        for ticket in tickets {
            let reply = answer(ticket.request)
            ticket.reply.withLock { $0 = reply }
            ticket.done.signal()
        }
    }
}
