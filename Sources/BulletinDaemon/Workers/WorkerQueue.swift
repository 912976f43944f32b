internal import BulletinCore
internal import Foundation
internal import Interop
internal import Synchronization

/// What the threads of a pool share: files that wait, files that are read, and readings that nobody has taken yet.
final class WorkerQueue: Sendable {
    /// Bytes of files that wait or are read.
    private static let maxBytes = 64_000_000
    /// Files that wait or are read.
    private static let maxFiles = 4_096
    /// Seconds that a wait for readings lasts at most, if not for all of them.
    private static let longestWait = 5.0

    private struct Order {
        var ticket: UInt64
        var request: WireRequest
        var status: FileStatus
        var digest: [UInt8]
    }

    private struct State {
        var nextTicket: UInt64 = 1
        /// The next one last.
        var fresh: [Order] = []
        var arrived: [Order] = []
        var retries: [Order] = []
        /// Threads without work; the one that worked last is last, for its worker is warm.
        var idle: [Int]
        var given: [Int: Order] = [:]
        /// Threads at work that count.
        var quick: Set<Int> = []
        /// Threads at work that do not.
        var slow: Set<Int> = []
        var bytes = 0
        /// Tickets of files that wait or are read.
        var open: Set<UInt64> = []
        var readings: [Reading] = []
        var isAwaited = false
        var hasCalled = false
        var hasEnded = false
        /// Why the first worker could not be started.
        var refusal: WorkerRefusal?

        var hasFresh: Bool { !fresh.isEmpty || !arrived.isEmpty }

        /// In the order of arrival; each is moved once.
        mutating func nextFresh() -> Order? {
            if fresh.isEmpty {
                fresh = arrived.reversed()
                arrived = []
            }
            return fresh.popLast()
        }
    }

    private let count: Int
    private let whenReady: @Sendable () -> Void
    private let state: Mutex<State>
    /// One for each thread: it has been given something.
    private let bells: [DispatchSemaphore]
    /// Something became ready, or slow.
    private let progress = DispatchSemaphore(value: 0)
    /// The first worker was started, or was not.
    private let firstStart = DispatchSemaphore(value: 0)

    init(count: Int, whenReady: @escaping @Sendable () -> Void) {
        self.count = count
        self.whenReady = whenReady
        state = Mutex(State(idle: (0..<(2 * count)).reversed()))
        bells = (0..<(2 * count)).map { _ in DispatchSemaphore(value: 0) }
    }

    /// Waits for the first worker, once.
    /// - Returns: why there is none.
    func firstRefusal() -> WorkerRefusal? {
        firstStart.wait()
        return state.withLock(\.refusal)
    }

    var hasRoom: Bool { state.withLock { $0.open.count < Self.maxFiles && $0.bytes < Self.maxBytes } }

    var hasReadings: Bool { state.withLock { !$0.readings.isEmpty } }

    func add(_ request: WireRequest, _ status: FileStatus, digest: [UInt8], isRetry: Bool) -> UInt64 {
        let (ticket, called) = state.withLock { state in
            let ticket = state.nextTicket
            state.nextTicket += 1
            let order = Order(ticket: ticket, request: request, status: status, digest: digest)
            state.open.insert(ticket)
            state.bytes += request.source.bytes.count
            if isRetry { state.retries.append(order) } else { state.arrived.append(order) }
            return (ticket, give(&state))
        }
        ring(called)
        return ticket
    }

    /// - Parameter last: the latest ticket that counts; those of later files stay.
    func collect(upTo last: UInt64) -> [Reading] {
        state.withLock { state in
            state.hasCalled = false
            guard state.readings.contains(where: { $0.ticket > last }) else {
                defer { state.readings = [] }
                return state.readings
            }
            let taken = state.readings.filter { $0.ticket <= last }
            state.readings.removeAll { $0.ticket <= last }
            return taken
        }
    }

    var lastTicket: UInt64 { state.withLock { $0.nextTicket - 1 } }

    /// - Parameter enough: so many readings are enough.
    func wait(for enough: Int) {
        let end = DispatchTime.now() + Self.longestWait
        wait { state in
            // What waits while no thread is free will not be ready soon.
            state.readings.count >= enough || state.quick.isEmpty && (!state.hasFresh || state.idle.isEmpty)
        } next: {
            progress.wait(timeout: end) == .success
        }
    }

    func wait(upTo last: UInt64) {
        wait { state in
            !state.open.contains { $0 <= last }
        } next: {
            progress.wait()
            return true
        }
    }

    private func wait(until isSettled: (State) -> Bool, next: () -> Bool) {
        state.withLock { $0.isAwaited = true }
        defer { state.withLock { $0.isAwaited = false } }
        while !state.withLock({ isSettled($0) }) {
            if !next() { return }
        }
    }

    func end() {
        state.withLock { $0.hasEnded = true }
        for bell in bells { bell.signal() }
    }

    /// The life of a thread.
    func serve(_ slot: Int, with worker: Worker) {
        if slot == 0 {
            prepare(worker) { refusal in state.withLock { $0.refusal = refusal } }
            firstStart.signal()
        }
        while true {
            if worker.isWornOut || slot >= count || state.withLock(\.hasEnded) { worker.stop() }
            // The threads that count have a worker ready before there is work. Why there is none is told with the file.
            if slot < count, !state.withLock(\.hasEnded) { prepare(worker) }
            bells[slot].wait()
            guard let order = state.withLock({ $0.given.removeValue(forKey: slot) }) else { return }
            let outcome = worker.read(order.request) { self.becameSlow(slot) }
            finish(slot, order, outcome)
        }
    }

    private func prepare(_ worker: Worker, orElse tell: (WorkerRefusal) -> Void = { _ in }) {
        do throws(WorkerRefusal) {
            try worker.start()
        } catch {
            tell(error)
        }
    }

    private func becameSlow(_ slot: Int) {
        let called: [Int] = state.withLock { state in
            guard state.quick.remove(slot) != nil else { return [] }
            state.slow.insert(slot)
            return give(&state)
        }
        ring(called)
        progress.signal()
    }

    private func finish(_ slot: Int, _ order: Order, _ outcome: Reading.Outcome) {
        let (isCallDue, called) = state.withLock { state in
            state.quick.remove(slot)
            state.slow.remove(slot)
            state.open.remove(order.ticket)
            state.bytes -= order.request.source.bytes.count
            state.readings.append(
                Reading(
                    ticket: order.ticket, path: order.request.source.path, status: order.status,
                    digest: order.digest, outcome: outcome))
            state.idle.append(slot)
            let called = give(&state)
            guard !state.isAwaited, !state.hasCalled else { return (false, called) }
            state.hasCalled = true
            return (true, called)
        }
        ring(called)
        progress.signal()
        if isCallDue { whenReady() }
    }

    /// Outside of the lock, for who wakes takes it.
    private func ring(_ slots: [Int]) {
        for slot in slots { bells[slot].signal() }
    }

    /// Gives what waits to threads without work.
    /// - Returns: these threads, which are to be woken.
    private func give(_ state: inout State) -> [Int] {
        var called: [Int] = []
        while let slot = state.idle.last {
            if state.quick.count < count, let order = state.nextFresh() {
                state.quick.insert(slot)
                state.given[slot] = order
            } else if state.slow.count < count, !state.retries.isEmpty {
                state.slow.insert(slot)
                state.given[slot] = state.retries.removeFirst()
            } else {
                break
            }
            state.idle.removeLast()
            called.append(slot)
        }
        return called
    }
}
