import Interop
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

    @Test func throwsTheFirstFailure() {
        #expect(throws: Odd(index: 3)) {
            try Parallel.map(100) { (index) throws(Odd) in
                if index >= 3, index % 2 == 1 { throw Odd(index: index) }
                return index
            }
        }
    }
}
