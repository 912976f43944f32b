internal import Foundation
internal import Synchronization

/// Work that several processors share.
public enum Parallel {
    /// What both make, at the same time.
    public static func both<First: Sendable, Second: Sendable>(
        _ first: @Sendable () throws -> First, and second: @Sendable () throws -> Second
    ) throws -> (First, Second) {
        let results = Mutex<(Result<First, any Error>?, Result<Second, any Error>?)>((nil, nil))
        DispatchQueue.concurrentPerform(iterations: 2) { index in
            if index == 0 {
                let result = Result { try first() }
                results.withLock { $0.0 = result }
            } else {
                let result = Result { try second() }
                results.withLock { $0.1 = result }
            }
        }
        guard case (let one?, let other?) = results.withLock({ $0 }) else { preconditionFailure("both have run") }
        return (try one.get(), try other.get())
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
