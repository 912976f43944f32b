internal import Foundation
internal import Synchronization

/// Runs the jobs of tasks that prefer it on a thread of its own, in order: work that blocks on disks and databases does
/// not take a thread from those that answer requests.
public final class ThreadExecutor: TaskExecutor {
    private let queue = JobQueue()

    /// - Parameter name: of the thread, for debuggers; at most 15 bytes are kept.
    public init(name: String) {
        NamedThread.start(name) { [queue] in queue.run() }
    }

    /// Tasks hold the executor that they prefer, so there are no jobs left.
    deinit { queue.end() }

    public func enqueue(_ job: consuming ExecutorJob) {
        unsafe queue.add(UnownedJob(job), of: asUnownedTaskExecutor())
    }
}

private final class JobQueue: Sendable {
    @safe private struct Entry {
        let job: UnownedJob
        /// Alive as long as the job: its task holds the executor.
        private let executor: UnownedTaskExecutor

        init(_ job: UnownedJob, _ executor: UnownedTaskExecutor) {
            self.job = job
            unsafe self.executor = executor
        }

        func run() { unsafe job.runSynchronously(on: executor) }
    }

    private struct State {
        var entries: [Entry] = []
        var hasEnded = false
    }

    private let state = Mutex(State())
    /// Counts what was added, and the end.
    private let signal = DispatchSemaphore(value: 0)

    func add(_ job: UnownedJob, of executor: UnownedTaskExecutor) {
        state.withLock { unsafe $0.entries.append(Entry(job, executor)) }
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
