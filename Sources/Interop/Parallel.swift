internal import Foundation
internal import Synchronization

/// Work that several processors share.
public enum Parallel {
    /// What both make, at the same time.
    /// - Parameter first: runs on the calling thread.
    public static func both<First, Second: Sendable>(
        _ first: () throws -> First, and second: @escaping @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let other = Begun(second)
        let one = Result { try first() }
        let result = Result { try other.value() }
        return (try one.get(), try result.get())
    }

    /// Work that goes on beside what its owner does. Let go of, it is not begun any more, or waited for.
    public final class Begun<Value: Sendable>: Sendable {
        private let work: Work<Value>

        public init(_ body: @escaping @Sendable () throws -> Value) {
            work = Work(body)
            DispatchQueue.global().async { [work] in work.runOnce() }
        }

        deinit { work.cancel() }

        /// Waits for what was made.
        public func value() throws -> Value {
            // When no thread was free for it.
            work.runOnce()
            return try work.result().get()
        }
    }

    /// Work that is done once, by whoever comes first.
    private final class Work<Value: Sendable>: Sendable {
        private let body: @Sendable () throws -> Value
        private let isBegun = Atomic(false)
        private let isDone = DispatchSemaphore(value: 0)
        private let made = Mutex<Result<Value, any Error>?>(nil)

        init(_ body: @escaping @Sendable () throws -> Value) { self.body = body }

        func runOnce() {
            guard !isBegun.exchange(true, ordering: .relaxed) else { return }
            let result = Result { try body() }
            made.withLock { $0 = result }
            isDone.signal()
        }

        func result() -> Result<Value, any Error> {
            wait()
            guard let result = made.withLock(\.self) else { preconditionFailure("it is done") }
            return result
        }

        /// Afterwards nobody does it, or it is done.
        func cancel() {
            if isBegun.exchange(true, ordering: .relaxed) { wait() }
        }

        private func wait() {
            isDone.wait()
            // For others that wait for it.
            isDone.signal()
        }
    }

    /// What `body` makes of each index, in the order of the indices.
    ///
    /// Returns when all are done. Worth it from some hundred microseconds of work on.
    public static func map<Value: Sendable, Failure: Error>(
        _ count: Int, _ body: @Sendable (Int) throws(Failure) -> Value
    ) throws(Failure) -> [Value] {
        if count == 1 { return [try body(0)] }
        let results = Mutex<[Result<Value, Failure>?]>(Array(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: count) { index in
            let result: Result<Value, Failure>
            do throws(Failure) {
                result = .success(try body(index))
            } catch {
                result = .failure(error)
            }
            results.withLock { $0[index] = result }
        }
        var values: [Value] = []
        values.reserveCapacity(count)
        for case let result? in results.withLock({ $0 }) { values.append(try result.get()) }
        return values
    }
}
