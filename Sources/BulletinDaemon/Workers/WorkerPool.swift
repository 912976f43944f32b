internal import BulletinCore
internal import Interop

/// Reads files in child processes, several at once, so that no file can harm the service or hold up others.
///
/// Each of the threads has one worker. Files that have stopped a worker before, and those that take longer than
/// `Worker.patience`, do not count among those that are worked on: for them there are as many threads again.
final class WorkerPool: Sendable {
    private let queue: WorkerQueue

    /// - Parameters:
    ///   - count: files that are read at once, at least 1.
    ///   - whenReady: called from another thread when there is something to `collect()` that nobody waits for.
    /// - Throws: when no worker can be started: then nothing can be read.
    init(_ settings: Worker.Settings, count: Int, whenReady: @escaping @Sendable () -> Void = {}) throws(WorkerRefusal)
    {
        let count = max(1, count)
        let queue = WorkerQueue(count: count, whenReady: whenReady)
        self.queue = queue
        for slot in 0..<(2 * count) {
            NamedThread.start("worker \(slot)") { queue.serve(slot, with: Worker(settings)) }
        }
        if let refusal = queue.firstRefusal() { throw refusal }
    }

    /// Workers at work end with their file, or with this process.
    deinit { queue.end() }

    /// Whether more files may be given: the memory for those that wait is bounded.
    var hasRoom: Bool { queue.hasRoom }

    /// Gives a file to the workers.
    /// - Parameter isRetry: it has stopped a worker before.
    /// - Returns: the ticket of the reading.
    func read(
        _ source: Source, _ status: FileStatus, digest: [UInt8], options: ReadingOptions, isRetry: Bool
    ) -> UInt64 {
        let request = WireRequest(source: source, options: options)
        return queue.add(request, status, digest: digest, isRetry: isRetry)
    }

    /// Waits, on this thread, until so many readings are ready, or nothing more is to be expected soon.
    func wait(for enough: Int) { queue.wait(for: enough) }

    /// Waits, on this thread, until every file up to a ticket has been read.
    func wait(upTo last: UInt64) { queue.wait(upTo: last) }

    /// The latest ticket.
    var lastTicket: UInt64 { queue.lastTicket }

    /// Takes what is ready, in no order.
    /// - Parameter last: the latest ticket that counts; readings of later files stay.
    func collect(upTo last: UInt64 = .max) -> [Reading] { queue.collect(upTo: last) }

    var hasReadings: Bool { queue.hasReadings }
}
