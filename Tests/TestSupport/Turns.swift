import Synchronization
public import Testing

/// So many tests at once as the machine has room for: the kernel gives a user some hundred instances of inotify
/// (fs.inotify.max_user_instances), and all tests begin at once.
public final class Turns: Sendable {
    /// Of tests that have a catalogue, a site and workers of their own: with some hundreds of them open at once,
    /// Foundation's `Process` reads behind its list of descriptors.
    fileprivate static let many = Turns(40)
    /// Of tests that have a service take the inbox once.
    public static let once = Turns(16)
    /// Of tests that keep a service on an inbox.
    public static let kept = Turns(48)

    /// Is given back when it is let go of.
    public final class Turn: Sendable {
        private let turns: Turns

        fileprivate init(of turns: Turns) { self.turns = turns }

        deinit { turns.giveBack() }
    }

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    private init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Waits for one, in the order in which they are asked for.
    public func next() async -> Turn {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.waiting.append(continuation)
                return false
            }
            if isFree { continuation.resume() }
        }
        return Turn(of: self)
    }

    private func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard !state.waiting.isEmpty else {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

/// Tests of a suite begin when others have ended, some at once.
public struct InTurn: SuiteTrait, TestTrait, TestScoping {
    public var isRecursive: Bool { true }

    public func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        let turn = await Turns.many.next()
        defer { withExtendedLifetime(turn) {} }
        try await function()
    }
}

extension Trait where Self == InTurn {
    public static var inTurn: Self { InTurn() }
}
