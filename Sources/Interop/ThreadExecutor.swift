internal import Foundation
internal import Synchronization

/// Runs the jobs of an actor, and of tasks that prefer it, on a thread of its own, in order: work that blocks on disks and
/// databases does not take a thread from those that answer requests.
public final class ThreadExecutor: SerialExecutor, TaskExecutor {
    private let queue = JobQueue()

    /// - Parameter name: of the thread, for debuggers; at most 15 bytes are kept.
    public init(name: String) {
        NamedThread.start(name) { [queue] in queue.run() }
    }

    /// Tasks and actors hold their executor, so there are no jobs left.
    deinit { queue.end() }

    public func enqueue(_ job: consuming ExecutorJob) { queue.add(UnownedJob(job), of: self) }
}

/// An actor whose work blocks, so it has a thread.
public protocol ThreadActor: Actor {
    nonisolated var thread: ThreadExecutor { get }
}

extension ThreadActor {
    public nonisolated var unownedExecutor: UnownedSerialExecutor { unsafe thread.asUnownedSerialExecutor() }
}

private final class JobQueue: Sendable {
    @safe private struct Entry {
        let job: UnownedJob
        /// Alive as long as the job: its task or actor holds the executor.
        private let (isolation, preference): (UnownedSerialExecutor, UnownedTaskExecutor)

        init(_ job: UnownedJob, _ executor: ThreadExecutor) {
            self.job = job
            unsafe isolation = executor.asUnownedSerialExecutor()
            unsafe preference = executor.asUnownedTaskExecutor()
        }

        func run() { unsafe job.runSynchronously(isolatedTo: isolation, taskExecutor: preference) }
    }

    private struct State {
        var entries: [Entry] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    /// Counts what was added, and the end.
    private let signal = DispatchSemaphore(value: 0)

    func add(_ job: UnownedJob, of executor: ThreadExecutor) {
        state.withLock { $0.entries.append(Entry(job, executor)) }
        signal.signal()
    }

    func end() {
        state.withLock { $0.hasEnded = true }
        signal.signal()
    }

    func run() {
        while true {
            signal.wait()
            let next = state.withLock { $0.entries.isEmpty ? nil : $0.entries.removeFirst() }
            if let next {
                next.run()
            } else if state.withLock(\.hasEnded) {
                return
            }
        }
    }
}
