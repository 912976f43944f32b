import Foundation
import Interop
import Synchronization
import Testing

@Suite struct ParallelTests {
    private struct Odd: Error, Equatable { var index: Int }

    @Test(arguments: [0, 1, 2, 1_000]) func keepsTheOrder(count: Int) {
        #expect(Parallel.map(count) { $0 * 3 } == (0..<count).map { $0 * 3 })
    }

    @Test(arguments: 0..<4) func bothComeBackOrEitherFails(failures: Int) throws {
        let run = {
            try Parallel.both {
                if failures & 1 != 0 { throw Odd(index: 1) }
                return "one"
            } and: {
                if failures & 2 != 0 { throw Odd(index: 2) }
                return 2
            }
        }
        guard failures > 0 else {
            let (one, two) = try run()
            #expect(one == "one" && two == 2)
            return
        }
        #expect(throws: Odd(index: failures & 1 != 0 ? 1 : 2)) { _ = try run() }
    }

    /// A transaction ends on the thread that it began on.
    @Test func theFirstOfBothStaysOnItsThread() throws {
        let caller = pthread_self()
        let (isSame, _) = try Parallel.both {
            pthread_equal(caller, pthread_self()) != 0
        } and: {
        }
        #expect(isSame)
    }

    /// Also when every thread that could do it waits for the like.
    @Test func bothAreDoneHoweverManyWait() throws {
        let sums = try Parallel.map(500) { index in
            let (one, two) = try Parallel.both {
                index
            } and: {
                try Parallel.both {
                    index
                } and: {
                    1
                }.0
            }
            return one + two
        }
        #expect(sums == (0..<500).map { 2 * $0 })
    }

    /// Nothing of it goes on behind the back of who let go of it.
    @Test func whatIsLetGoIsNotAtWork() {
        let counts = Mutex((begun: 0, done: 0))
        for _ in 0..<300 {
            var work: Parallel.Begun<Int>? = Parallel.Begun {
                counts.withLock { $0.begun += 1 }
                defer { counts.withLock { $0.done += 1 } }
                return (0..<20_000).reduce(0, ^)
            }
            _ = work
            work = nil
            #expect(counts.withLock { $0.begun == $0.done })
        }
    }

    @Test func whatWasBegunIsMadeOnce() throws {
        let count = Mutex(0)
        for number in 1...100 {
            let work = Parallel.Begun { count.withLock { $0 += 1 } }
            try work.value()
            try work.value()
            #expect(count.withLock(\.self) == number)
        }
        #expect(throws: Odd(index: 7)) { try Parallel.Begun<Int> { throw Odd(index: 7) }.value() }
    }

    @Test func throwsTheFirstFailure() {
        #expect(throws: Odd(index: 3)) {
            try Parallel.map(100) { (index) throws(Odd) in
                if index >= 3, index % 2 == 1 { throw Odd(index: index) }
                return index
            }
        }
    }
}
