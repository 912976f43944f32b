internal import BulletinCore
internal import Foundation
internal import Interop
internal import Synchronization

/// Waits, on a thread of its own, for notices of the inbox and for the time of the next work, and hands each on.
///
/// Where the kernel gives no notices (no watches left, a network file system), the times alone drive the scans.
///
/// That the inbox is another folder than before (mounted over, unmounted, replaced, deleted and made again) is told by
/// notices of the folder itself and of the table of mounts. Neither tells that a folder above it was renamed, or that a
/// link on the way leads elsewhere, so the thread looks every five seconds where the path leads: one call, and nobody
/// else is woken. While there is no inbox it looks every second.
final class InboxWatcher: Sendable {
    enum Signal: Hashable, Sendable {
        /// Something may have happened: notices, or a time that was set with `wake(at:)`. In the order of the kernel,
        /// which had told everything up to the time `upTo`, in milliseconds.
        case events([Inotify.Event], upTo: Int64)
        /// The inbox's path leads to another folder than `expect` said, or to none.
        case inboxChanged
        /// Somebody asked for the settings to be read again.
        case reload
    }

    private struct State {
        /// Milliseconds of the clock of `now`; `nil` for no deadline.
        var deadline: Int64?
        var isStopped = false
        /// Signals that nobody has taken yet.
        var waiting: [Signal] = []
        /// Of the inbox.
        var path: String?
        /// What stood there last; `nil` for nothing.
        var identity: FileIdentity?
        /// When to look there next.
        var nextLook = Int64.max
    }

    /// Milliseconds between looks at where the inbox's path leads.
    private static let interval: Int64 = 5_000
    private static let shortInterval: Int64 = 1_000

    /// Says that there may be signals to be taken with `next`.
    let bells: AsyncStream<Void>
    private let continuation: AsyncStream<Void>.Continuation
    private let inotify: Inotify
    private let state = Mutex(State())
    private let clock: @Sendable () -> Int64

    /// - Parameter clock: milliseconds that never go back.
    init(clock: @escaping @Sendable () -> Int64 = { InboxWatcher.now }) throws(SystemError) {
        inotify = try Inotify()
        (bells, continuation) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.clock = clock
    }

    /// Milliseconds of a clock that never goes back.
    static var now: Int64 { ProcessCalls.monotonicMicroseconds / 1000 }

    var now: Int64 { clock() }

    /// Begins to wait. Ends with `stop()`.
    func start() {
        NamedThread.start("watcher") { [self] in
            while wait() {}
            continuation.finish()
        }
    }

    func stop() {
        state.withLock { $0.isStopped = true }
        inotify.wake()
    }

    /// - Throws: when the kernel has no watches left.
    func watch(_ folder: Folder) throws(SystemError) -> Int32 { try inotify.watch(folder) }

    func unwatch(_ watch: Int32) { inotify.unwatch(watch) }

    /// What the kernel has told and nobody has heard. For the thread of `start()`, and for who has not started it.
    func events() -> [Inotify.Event] { inotify.events() }

    /// Sets the time of the next signal, if no notice comes first.
    func wake(at deadline: Int64) {
        state.withLock { $0.deadline = deadline }
        inotify.wake()
    }

    /// The time that was set last; `nil` when it has come.
    var alarm: Int64? { state.withLock(\.deadline) }

    /// Says what stands at the inbox's path; another folder there, or none, is signalled.
    /// - Parameter identity: `nil` when it cannot be used.
    func expect(_ identity: FileIdentity?, at path: String) {
        state.withLock { state in
            state.path = path
            state.identity = identity
            state.nextLook = now + (identity == nil ? Self.shortInterval : Self.interval)
        }
    }

    /// Notices that come while others wait to be heard go with them: whoever is slow hears of many files at once, and takes
    /// them together.
    func send(_ signal: Signal) {
        state.withLock { state in
            guard case .events(let more, let time) = signal, case .events? = state.waiting.last,
                case .events(var events, let earlier)? = state.waiting.popLast()
            else {
                state.waiting.append(signal)
                return
            }
            events += more
            state.waiting.append(.events(events, upTo: max(earlier, time)))
        }
        continuation.yield()
    }

    /// Takes the signal that has waited longest.
    func next() -> Signal? { state.withLock { $0.waiting.isEmpty ? nil : $0.waiting.removeFirst() } }

    /// Whether signals wait to be taken.
    var hasSignals: Bool { state.withLock { !$0.waiting.isEmpty } }

    /// Something may have happened, now.
    func signal() { send(.events([], upTo: 0)) }

    func requestReload() { send(.reload) }

    /// Looks where the inbox's path leads.
    /// - Returns: whether it is another folder than at the last look, or none any more.
    func look() -> Bool {
        guard let (path, expected) = state.withLock({ state in state.path.map { ($0, state.identity) } }) else {
            return false
        }
        let present: FileIdentity?
        do throws(SystemError) { present = try FileIdentity(path: path) } catch { present = nil }
        state.withLock { state in
            state.identity = present
            state.nextLook = now + (present == nil ? Self.shortInterval : Self.interval)
        }
        return present != expected
    }

    /// - Returns: whether to go on.
    private func wait() -> Bool {
        let (isStopped, deadline, look) = state.withLock { ($0.isStopped, $0.deadline, $0.nextLook) }
        if isStopped { return false }
        let next = min(deadline ?? .max, look)
        let timeout = next == .max ? -1 : Int32(clamping: max(0, next - now))
        let areMountsOther = timeout != 0 && inotify.wait(milliseconds: timeout)
        let time = now
        let events = inotify.events()
        let isDue = state.withLock { state in
            guard let deadline = state.deadline, deadline <= now else { return false }
            state.deadline = nil
            return true
        }
        if isDue || !events.isEmpty { send(.events(events, upTo: time)) }
        if areMountsOther || look <= now, self.look() { send(.inboxChanged) }
        return !state.withLock(\.isStopped)
    }
}
