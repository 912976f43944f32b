internal import Synchronization

/// Whether a note could not be put right, so that all are to be looked at again.
final class NoteDebt: Sendable {
    private let debt = Mutex(false)

    var isOwed: Bool {
        get { debt.withLock(\.self) }
        set { debt.withLock { $0 = newValue } }
    }
}

/// Paths of notes of ours that may lie in the inbox: those that a scan met or notices told of since, and those that were
/// written since. No other does.
final class NotesPresent: Sendable {
    private let paths = Mutex<Set<[UInt8]>>([])

    func add(_ path: [UInt8]) { paths.withLock { _ = $0.insert(path) } }

    func mayHold(_ path: [UInt8]) -> Bool { paths.withLock { $0.contains(path) } }

    /// A scan begins, which meets them all.
    func removeAll() { paths.withLock { $0 = [] } }

    var all: [[UInt8]] { paths.withLock { Array($0) } }
}
