internal import BulletinCore
internal import Interop

/// What is known of the inbox's files: taken, waiting until they are quiet, in work, or missing. Pure state; time comes as
/// milliseconds of a clock that never goes back.
struct InboxLedger: Sendable {
    private struct Waiting {
        var status: FileStatus
        /// When the file may be taken, if nothing changes it until then.
        var due: Int64
    }

    private struct InWork {
        var status: FileStatus
        /// Of the reading. What another ticket brings is out of date.
        var ticket: UInt64
    }

    private struct Missing {
        var since: Int64
        /// A notice told that this very file went; a whole folder that vanished with its disk gives none.
        var isWitnessed: Bool
    }

    /// Milliseconds.
    var settle: Int
    /// Milliseconds.
    var grace: Int
    private var taken: [SourcePath: FileStatus]
    private var waiting: [SourcePath: Waiting] = [:]
    private var inWork: [SourcePath: InWork] = [:]
    private var gone: [SourcePath: Missing] = [:]

    init(settle: Int, grace: Int, taken: [(path: SourcePath, status: FileStatus)]) {
        self.settle = settle
        self.grace = grace
        self.taken = Dictionary(taken.map { ($0.path, $0.status) }, uniquingKeysWith: { $1 })
    }

    /// A file is there.
    /// - Parameters:
    ///   - isComplete: renamed into place, or long untouched: it need not wait.
    ///   - wasTouched: a notice says that somebody writes it, so its quiet time begins anew.
    mutating func saw(_ path: SourcePath, _ status: FileStatus, isComplete: Bool, wasTouched: Bool, at now: Int64) {
        gone[path] = nil
        if taken[path] == status {
            waiting[path] = nil
            inWork[path] = nil
            return
        }
        if inWork[path]?.status == status {
            waiting[path] = nil
            return
        }
        let due = isComplete ? now : now + Int64(settle)
        if let known = waiting[path], known.status == status, !wasTouched || isComplete {
            waiting[path]?.due = min(known.due, due)
        } else {
            waiting[path] = Waiting(status: status, due: due)
        }
    }

    /// A file is not there.
    mutating func lost(_ path: SourcePath, isWitnessed: Bool, at now: Int64) {
        waiting[path] = nil
        inWork[path] = nil
        guard taken[path] != nil else { return }
        if gone[path] == nil {
            gone[path] = Missing(since: now, isWitnessed: isWitnessed)
        } else if isWitnessed {
            gone[path]?.isWitnessed = true
        }
    }

    /// After a full scan: what was not in it is lost.
    mutating func scanned(_ present: Set<SourcePath>, isWitnessed: Bool, at now: Int64) {
        for path in Array(taken.keys) + Array(waiting.keys) + Array(inWork.keys)
        where !present.contains(path) {
            lost(path, isWitnessed: isWitnessed, at: now)
        }
    }

    /// Files to be taken now, in the order of their paths.
    func due(at now: Int64) -> [(path: SourcePath, status: FileStatus)] {
        waiting.filter { $0.value.due <= now }.map { ($0.key, $0.value.status) }.sorted { $0.path < $1.path }
    }

    /// The first of several files, as many as are taken together: at least one, and no more bytes than fit into memory.
    static func portion(
        of files: [(path: SourcePath, status: FileStatus)], count: Int, bytes: Int64
    ) -> ArraySlice<(path: SourcePath, status: FileStatus)> {
        var size: Int64 = 0
        let fitting = files.prefix(count).prefix { file in
            size = size.addingReportingOverflow(max(0, file.status.size)).partialValue
            return (0...bytes).contains(size)
        }
        return fitting.isEmpty ? files.prefix(1) : fitting
    }

    /// A file was taken as `status` says; one that changed meanwhile goes on waiting.
    mutating func took(_ path: SourcePath, _ status: FileStatus) {
        taken[path] = status
        if waiting[path]?.status == status { waiting[path] = nil }
        if inWork[path]?.status == status { inWork[path] = nil }
    }

    /// A file is being read. What an earlier reading of it will bring does not count any more.
    mutating func began(_ path: SourcePath, _ status: FileStatus, ticket: UInt64) {
        inWork[path] = InWork(status: status, ticket: ticket)
        if waiting[path]?.status == status { waiting[path] = nil }
    }

    /// Whether a reading is the latest of its file, and the file is still there.
    func awaits(_ path: SourcePath, ticket: UInt64) -> Bool { inWork[path]?.ticket == ticket }

    /// A file could not be read this time: it waits, unless a newer version does.
    /// - Parameter pause: milliseconds.
    mutating func postponed(_ path: SourcePath, _ status: FileStatus, pause: Int, at now: Int64) {
        inWork[path] = nil
        if waiting[path] == nil || waiting[path]?.status == status {
            waiting[path] = Waiting(status: status, due: now + Int64(pause))
        }
    }

    /// All that is in work is to be read again: what comes of it now is lost, or of other settings.
    mutating func restart(at now: Int64) {
        for (path, work) in inWork where waiting[path] == nil {
            waiting[path] = Waiting(status: work.status, due: now)
        }
        inWork = [:]
    }

    var isAtWork: Bool { !inWork.isEmpty }

    /// Whether a file is in work that has never been taken: it may be one that is missing, under another name.
    var hasNewInWork: Bool { inWork.keys.contains { taken[$0] == nil } }

    /// A file changed while it was read: it waits again.
    mutating func deferred(_ path: SourcePath, _ status: FileStatus, at now: Int64) {
        waiting[path] = Waiting(status: status, due: now + Int64(max(settle, 100)))
    }

    func hasTaken(_ path: SourcePath) -> Bool { taken[path] != nil }

    /// All that were taken and are not there.
    var missing: Set<SourcePath> { Set(gone.keys) }

    /// Missing for longer than the grace time, in the order of their paths; whether each was seen to go.
    func overdue(at now: Int64) -> [(path: SourcePath, isWitnessed: Bool)] {
        gone.filter { $0.value.since + Int64(grace) <= now }.map { ($0.key, $0.value.isWitnessed) }
            .sorted { $0.path < $1.path }
    }

    /// Files that are there and not taken as they are now, in the order of their paths.
    var notYetTaken: [(path: SourcePath, status: FileStatus, isInWork: Bool)] {
        (waiting.map { ($0.key, $0.value.status, false) }
            + inWork.filter { waiting[$0.key] == nil }.map { ($0.key, $0.value.status, true) })
            .sorted { $0.0 < $1.0 }
    }

    /// Files below a folder that were taken and are not known to be missing.
    func known(below folder: SourcePath) -> [SourcePath] {
        let prefix = folder.bytes.isEmpty ? [] : folder.bytes + [UInt8(ascii: "/")]
        return taken.keys.filter { $0.bytes.starts(with: prefix) && gone[$0] == nil }
    }

    /// Nothing is remembered of a file any more: it was retracted, or its bulletin has another name.
    mutating func forget(_ path: SourcePath) {
        taken[path] = nil
        waiting[path] = nil
        inWork[path] = nil
        gone[path] = nil
    }

    /// Whether any file is there that was taken or waits.
    var isInhabited: Bool { taken.count > gone.count || !waiting.isEmpty || !inWork.isEmpty }

    /// When there will be something to do next; `nil` when nothing waits.
    /// - Parameter held: retractions that the guard holds back, which time alone does not bring about.
    func nextDeadline(held: Set<SourcePath>) -> Int64? {
        let due = waiting.values.map(\.due).min()
        let overdue = gone.filter { !held.contains($0.key) }.map { $0.value.since + Int64(grace) }.min()
        return [due, overdue].compactMap { $0 }.min()
    }

    /// Decides which of the missing are retracted.
    ///
    /// More than three and more than the guard's share at once, or all that there was without a notice of each, look
    /// like a lost disk or a mistake: then nothing is retracted until files return or the setting is changed.
    /// - Parameter accepted: files that have a bulletin in the feeds.
    static func isMassLoss(
        _ overdue: [(path: SourcePath, isWitnessed: Bool)], accepted: Int, guardPercent: Int, isInhabited: Bool
    ) -> Bool {
        if overdue.isEmpty || guardPercent >= 100 { return false }
        if overdue.count > 3, overdue.count * 100 > accepted * guardPercent { return true }
        return !isInhabited && !overdue.allSatisfy(\.isWitnessed)
    }
}
