internal import BulletinCore
internal import Interop

/// What is known of the inbox's files: taken, waiting until they are quiet, in work, or missing. Pure state; time comes as
/// milliseconds of a clock that never goes back.
struct InboxLedger: Sendable {
    /// How a file was noticed.
    enum Sight {
        /// Renamed into place, or untouched for long: it need not wait.
        case complete
        /// A notice says that somebody writes it, and so has it open.
        case written
        /// Somebody who could write it let go of it.
        case closed
        /// It was created or linked, or its attributes changed.
        case touched
        /// A look at its folder found it.
        case found
    }

    /// Why a file is missing.
    enum Loss {
        /// A notice told that this very file went.
        case witnessed
        /// A look at the folder did not find it.
        case unseen
        /// The whole inbox is another, or none: this says nothing about the file.
        case displaced
    }

    /// Milliseconds of quiet after which a file is taken that somebody still has open.
    static let openSettle = 10_000
    /// Milliseconds that an empty file may wait for its content.
    static let emptyPatience = 60_000
    /// Milliseconds that a file which takes the place of a missing one may take to come.
    static let arrival = 60_000
    /// Milliseconds after which a file that is never quiet is told.
    static let restlessness: Int64 = 600_000
    /// Milliseconds after which a file that could not be read is tried again, at first and in the end.
    private static let (firstPause, longestPause): (Int64, Int64) = (1_000, 60_000)

    struct Waiting {
        var status: FileStatus
        /// When the file may be taken, if nothing changes it until then.
        var due: Int64
        /// Since when it waits, in whatever version.
        var since: Int64
        /// Written since it was closed last.
        var isOpen = false
        var isTold = false
        var failure: Failure?
    }

    /// Readings of one version of a file that failed, and not because of it.
    struct Failure {
        var since: Int64
        var count = 0
        var reason: String
    }

    struct InWork {
        var status: FileStatus
        /// Of the reading. What another ticket brings is out of date.
        var ticket: UInt64
    }

    struct Missing {
        var since: Int64
        var loss: Loss
    }

    /// Milliseconds of quiet after which a file is taken; 0 takes everything as it is.
    var settle: Int
    /// Milliseconds.
    var grace: Int
    /// Whether what is missing has time to come back even if no new file comes, which may be it.
    var isPatient = true
    private(set) var taken: [SourcePath: FileStatus]
    private(set) var waiting: [SourcePath: Waiting] = [:]
    /// Paths of those that wait, in their order, among others that do not any more; and those that came since.
    private(set) var order: [SourcePath] = []
    private(set) var arrivals: [SourcePath] = []
    private(set) var inWork: [SourcePath: InWork] = [:]
    private(set) var gone: [SourcePath: Missing] = [:]
    /// Files that are taken after the others that are due.
    private(set) var late: Set<SourcePath> = []

    init(settle: Int, grace: Int, taken: [(path: SourcePath, status: FileStatus)]) {
        self.settle = settle
        self.grace = grace
        self.taken = Dictionary(taken.map { ($0.path, $0.status) }, uniquingKeysWith: { $1 })
    }

    /// A file is there.
    mutating func saw(_ path: SourcePath, _ status: FileStatus, as sight: Sight, at now: Int64) {
        gone[path] = nil
        // Who writes through a mapping changes bytes without a notice and without a new time; the end is told.
        if sight != .closed {
            if taken[path] == status {
                waiting[path] = nil
                inWork[path] = nil
                return
            }
            if inWork[path]?.status == status {
                waiting[path] = nil
                return
            }
        }
        let known = waiting[path]
        var next = Waiting(status: status, due: now, since: known?.since ?? now, isOpen: known?.isOpen ?? false)
        next.isTold = known?.isTold ?? false
        if known?.status == status { next.failure = known?.failure }
        switch sight {
        case .complete, .closed: next.isOpen = false
        case .written: next.isOpen = true
        case .touched, .found: break
        }
        var quiet = sight == .complete ? 0 : next.isOpen ? max(settle, Self.openSettle) : settle
        if settle > 0, status.kind == .file, status.size == 0 { quiet = max(quiet, Self.emptyPatience) }
        next.due += Int64(quiet)
        // To look at it does not disturb it.
        if let known, known.status == status, sight == .found || sight == .complete {
            next.due = min(known.due, next.due)
        }
        wait(path, next)
    }

    private mutating func wait(_ path: SourcePath, _ file: Waiting) {
        if waiting.updateValue(file, forKey: path) == nil { arrivals.append(path) }
    }

    /// Brings those that came into the order, so that what is due is found without sorting all that waits each time.
    mutating func arrange() {
        guard !arrivals.isEmpty || order.count > 2 * waiting.count + 1_000 else { return }
        order = arranged
        arrivals = []
    }

    /// Whether a file may not be any more what was taken: it is missing, changes, or is being read. When the whole inbox is
    /// away, that says nothing about its files.
    func isOpen(_ path: SourcePath) -> Bool {
        waiting[path] != nil || inWork[path] != nil || gone[path].map { $0.loss != .displaced } ?? false
    }

    /// Whether somebody has a file open, as far as notices told: then it is not complete, however long ago it was changed.
    func isBeingWritten(_ path: SourcePath) -> Bool { waiting[path]?.isOpen ?? false }

    /// Whether this very content of a file was seen before. Attributes do not count: a link to the file from elsewhere
    /// changes them, and no notice tells.
    func knows(_ path: SourcePath, _ status: FileStatus) -> Bool {
        guard gone[path] == nil else { return false }
        return [waiting[path]?.status, inWork[path]?.status, taken[path]].contains { known in
            known.map { ($0.identity, $0.size, $0.modified) == (status.identity, status.size, status.modified) }
                ?? false
        }
    }

    /// Files that have not been quiet for ten minutes, in the order of their paths; each once.
    mutating func restless(at now: Int64) -> [SourcePath] {
        let paths = waiting.filter {
            !$0.value.isTold && $0.value.failure == nil && $0.value.since + Self.restlessness <= now
        }.keys.sorted()
        for path in paths { waiting[path]?.isTold = true }
        return paths
    }

    /// A file is not there.
    mutating func lost(_ path: SourcePath, as loss: Loss, at now: Int64) {
        waiting[path] = nil
        inWork[path] = nil
        late.remove(path)
        guard taken[path] != nil else { return }
        if gone[path] == nil {
            gone[path] = Missing(since: now, loss: loss)
        } else if loss == .witnessed, gone[path]?.loss == .unseen {
            gone[path]?.loss = .witnessed
        }
    }

    /// The inbox is another folder, or none: what is missing by now may be so because of that.
    mutating func displaceLosses() {
        for path in gone.keys { gone[path]?.loss = .displaced }
    }

    /// The inbox is there again, the very folder: what is missing in it is missing.
    mutating func replaceLosses() {
        for path in gone.keys where gone[path]?.loss == .displaced { gone[path]?.loss = .unseen }
    }

    /// After a full scan: what was not in it is lost.
    /// - Parameters:
    ///   - devices: those of the inbox and its files. What was taken from another is on a disk that is not there.
    ///   - isOther: whether the inbox is another folder than the one of the last scan.
    /// - Returns: what is lost by this scan, and was taken.
    @discardableResult mutating func scanned(
        _ present: Set<SourcePath>, devices: Set<UInt64>, isOther: Bool, at now: Int64
    ) -> [SourcePath] {
        var found: [SourcePath] = []
        for path in Array(taken.keys) + Array(waiting.keys) + Array(inWork.keys) where !present.contains(path) {
            let isElsewhere =
                taken[path].map { $0.device != FileStatus.unknownDevice && !devices.contains($0.device) } ?? false
            if taken[path] != nil, gone[path] == nil { found.append(path) }
            lost(path, as: isOther || isElsewhere ? .displaced : .unseen, at: now)
        }
        return found
    }

    /// A file was taken as `status` says; one that changed meanwhile goes on waiting.
    /// - Parameter status: with an unknown change, of one that is to be looked at again.
    mutating func took(_ path: SourcePath, _ status: FileStatus) {
        taken[path] = status
        late.remove(path)
        var waits = waiting[path]?.status
        if status.changed == FileStatus.unknownChange { waits?.changed = FileStatus.unknownChange }
        if waits == status { waiting[path] = nil }
        if inWork[path]?.status == status { inWork[path] = nil }
    }

    /// A file that is there as it was taken is to be read again.
    mutating func reread(_ path: SourcePath, at now: Int64) {
        guard let status = taken[path], gone[path] == nil else { return }
        taken[path]?.changed = FileStatus.unknownChange
        if waiting[path] == nil, inWork[path] == nil { wait(path, Waiting(status: status, due: now, since: now)) }
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
            wait(path, Waiting(status: status, due: now + Int64(pause), since: waiting[path]?.since ?? now))
        }
    }

    /// A file was read, and is to be taken after others, unless a newer version of it waits.
    mutating func putLast(_ path: SourcePath, _ status: FileStatus, at now: Int64) {
        late.insert(path)
        postponed(path, status, pause: 0, at: now)
    }

    /// A file could not be read this time, which says nothing about it: it waits as long as it has waited for that, a
    /// minute at most.
    mutating func unread(
        _ path: SourcePath, _ status: FileStatus, because reason: String, waits: Bool = true, at now: Int64
    ) {
        guard var file = waiting[path], file.status == status else { return }
        var failure = file.failure ?? Failure(since: now, reason: reason)
        failure.count += 1
        failure.reason = reason
        file.failure = failure
        file.due = waits ? now + max(Self.firstPause, min(Self.longestPause, now - failure.since)) : now
        waiting[path] = file
    }

    /// How often a file could not be read, as it is.
    func failures(of path: SourcePath) -> Int { waiting[path]?.failure?.count ?? 0 }

    /// All that is in work is to be read again: what comes of it now is lost, or of other settings.
    mutating func restart(at now: Int64) {
        for (path, work) in inWork where waiting[path] == nil {
            wait(path, Waiting(status: work.status, due: now, since: now))
        }
        inWork = [:]
    }

    var isAtWork: Bool { !inWork.isEmpty }

    /// Whether a file is in work that has never been taken: it may be one that is missing, under another name.
    var hasNewInWork: Bool { inWork.keys.contains { taken[$0] == nil } }

    /// A file changed while it was read: it waits again.
    mutating func deferred(_ path: SourcePath, _ status: FileStatus, at now: Int64) {
        let since = waiting[path]?.since ?? now
        wait(path, Waiting(status: status, due: now + Int64(max(settle, 100)), since: since))
    }

    func hasTaken(_ path: SourcePath) -> Bool { taken[path] != nil }

    /// All that were taken and are not there.
    var missing: Set<SourcePath> { Set(gone.keys) }

    /// Nothing is remembered of a file any more: it was retracted, or its bulletin has another name.
    mutating func forget(_ path: SourcePath) {
        taken[path] = nil
        waiting[path] = nil
        inWork[path] = nil
        gone[path] = nil
        late.remove(path)
    }

    /// Whether any file is there that was taken or waits.
    var isInhabited: Bool { taken.count > gone.count || !waiting.isEmpty || !inWork.isEmpty }
}
