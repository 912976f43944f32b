internal import BulletinCore
internal import Foundation
internal import Interop
internal import Synchronization

/// Waits, on a thread of its own, for notices of the inbox and for the time of the next work, and hands each on.
///
/// Where the kernel gives no notices (no watches left, a network file system), the times alone drive the scans.
final class InboxWatcher: Sendable {
    enum Signal: Sendable {
        /// Something may have happened: notices, or a time that was set with `wake(at:)`. In the order of the kernel.
        case events([Inotify.Event])
        /// Somebody asked for the settings to be read again.
        case reload
    }

    private struct State {
        /// Milliseconds of the clock of `now`; `nil` for no deadline.
        var deadline: Int64?
        var isStopped = false
    }

    let signals: AsyncStream<Signal>
    private let continuation: AsyncStream<Signal>.Continuation
    private let inotify: Inotify
    private let state = Mutex(State())

    init() throws(SystemError) {
        inotify = try Inotify()
        (signals, continuation) = AsyncStream.makeStream()
    }

    /// Milliseconds of a clock that never goes back.
    static var now: Int64 { ProcessCalls.monotonicMicroseconds / 1000 }

    /// Begins to wait. Ends with `stop()`.
    func start() {
        Thread.detachNewThread { [self] in
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

    /// Sets the time of the next signal, if no notice comes first.
    func wake(at deadline: Int64) {
        state.withLock { $0.deadline = deadline }
        inotify.wake()
    }

    /// Something may have happened, now.
    func signal() { continuation.yield(.events([])) }

    func requestReload() { continuation.yield(.reload) }

    /// - Returns: whether to go on.
    private func wait() -> Bool {
        let (isStopped, deadline) = state.withLock { ($0.isStopped, $0.deadline) }
        if isStopped { return false }
        let timeout = deadline.map { Int32(clamping: max(0, $0 - Self.now)) }
        if timeout != 0 { inotify.wait(milliseconds: timeout ?? -1) }
        let events = inotify.events()
        let isDue = state.withLock { state in
            guard let deadline = state.deadline, deadline <= Self.now else { return false }
            state.deadline = nil
            return true
        }
        if isDue || !events.isEmpty { continuation.yield(.events(events)) }
        return !state.withLock(\.isStopped)
    }
}
