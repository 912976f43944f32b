import TestSupport
import Testing

@testable import BulletinDaemon

/// Random histories of edits, renames, removals, returns, restarts and jumps of the clock: after each step, what readers
/// see is what a simple model says. A fault names its seed and all that was done.
@Suite(.inTurn) struct ModelTests {
    private static let histories: UInt64 = 1_000
    private static let share: UInt64 = 50

    @Test(arguments: (0..<histories / share).map { $0 * share })
    func readersSeeWhatTheModelSays(first: UInt64) throws {
        for seed in first..<(first + Self.share) {
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
