import TestSupport
import Testing

@testable import BulletinDaemon

/// Random histories of edits, renames, removals, returns, restarts and jumps of the clock: after each step, what readers
/// see is what a simple model says. A fault names its seed and all that was done.
@Suite(.inTurn) struct ModelTests {
    private static let histories: UInt64 = 1_000
    private static let share: UInt64 = 50

    /// Others that found something once.
    private static let found: [UInt64] = [3256]

    @Test(arguments: (0..<histories / share).map { $0 * share..<($0 + 1) * share } + found.map { $0..<$0 + 1 })
    func readersSeeWhatTheModelSays(seeds: Range<UInt64>) async throws {
        for seed in seeds {
            // Other tests wait for the thread.
            await Task.yield()
            var history = try History(seed: seed)
            for _ in 0..<(8 + seed % 6) {
                let wrong = try history.step()
                guard wrong.isEmpty else {
                    Issue.record(
                        "history \(seed): \(wrong.joined(separator: "; "))\n\(history.steps.joined(separator: "\n"))")
                    break
                }
            }
        }
    }
}
