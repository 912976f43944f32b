internal import BulletinCore

/// Finds out that notices do not come although the file system promises them.
///
/// A scan finds changes in folders that were watched when they happened; each is suspect until its notice comes. When
/// the kernel has told all that it had to tell and one is still suspect, the notices are dead. The next notice of
/// anything shows that they live.
struct Canary {
    /// Milliseconds that a notice may take. The kernel queues it within the call that made the change.
    static let patience: Int64 = 1_000
    /// More suspects tell nothing more.
    private static let limit = 100

    /// When each was found. Milliseconds.
    private var suspects: [SourcePath: Int64] = [:]
    /// Whether notices do not come.
    private(set) var isDead = false

    var hasSuspects: Bool { !suspects.isEmpty }

    /// A scan found a change that should have been told.
    mutating func found(_ path: SourcePath, at now: Int64) {
        if !isDead, suspects.count < Self.limit { suspects[path] = suspects[path] ?? now }
    }

    /// A notice came about a file, or about a folder and whatever is in it (`nil`).
    /// - Returns: whether they had been dead.
    mutating func heard(_ path: SourcePath?) -> Bool {
        if let path { suspects[path] = nil } else { suspects = [:] }
        defer { isDead = false }
        return isDead
    }

    /// All notices up to a time were heard.
    /// - Returns: a change that nobody told of, when the notices are dead from now on.
    mutating func heardAll(upTo time: Int64) -> SourcePath? {
        guard let untold = suspects.filter({ $0.value + Self.patience <= time }).keys.min() else { return nil }
        suspects = [:]
        isDead = true
        return untold
    }

    /// Notices were lost, or the folder is another: what was suspect is not any more.
    mutating func forgive() { suspects = [:] }
}
