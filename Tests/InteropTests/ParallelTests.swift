import Interop
import Testing

@Suite struct ParallelTests {
    private struct Odd: Error, Equatable { var index: Int }

    @Test(arguments: [0, 1, 2, 1_000]) func keepsTheOrder(count: Int) {
        #expect(Parallel.map(count) { $0 * 3 } == (0..<count).map { $0 * 3 })
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
