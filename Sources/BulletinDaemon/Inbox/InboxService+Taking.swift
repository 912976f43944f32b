internal import BulletinCore
internal import Interop
internal import Logging

/// What is due in the inbox: files to be taken, and bulletins to be retracted.
extension InboxService {
    /// Files that are taken in one transaction.
    private static let batch = 1_024
    /// And their bytes: those of pictures and films are held until the transaction.
    private static let batchBytes: Int64 = 64_000_000

    /// How often a file that cannot be read is tried where nobody waits for it.
    private static let tries = 3

    private static let massLoss: Logger.Message = """
        too many bulletins are gone at once, none is retracted; bring them back, or run bulletind confirm-retractions
        """
    private static let displaced: Logger.Message =
        "what the new inbox lacks is not retracted; bring it back, or run bulletind confirm-retractions"

    /// What came of a batch.
    enum Step {
        /// Nothing is due.
        case nothing
        /// Files are read now, and no other has been taken.
        case given
        /// There may be more.
        /// - Parameter isMoreDue: whether others are known to follow at once.
        case taken(front: Pipeline.Front?, isMoreDue: Bool)
    }

    /// Takes a batch of what has settled, and retracts what has been gone for long enough.
    func takeDue() async throws -> Step {
        guard let folder = view.folder else { return .nothing }
        let now = watcher.now
        view.ledger.arrange()
        // One more tells that there are more.
        let settled = view.ledger.due(at: now, first: Self.batch + 1)
        let due = Array(InboxLedger.portion(of: settled, count: Self.batch, bytes: Self.batchBytes))
        // What is gone may be among what is due, under another name.
        let gone = due.isEmpty && !view.ledger.hasNewInWork ? try retractable(at: now) : []
        let isAwaited = pipeline.workers.hasReadings || (waitsForAll && view.ledger.isAtWork)
        guard !due.isEmpty || !gone.isEmpty || isAwaited else { return .nothing }
        let ledger = view.ledger
        let taken: Pipeline.Taken
        do {
            taken = try await pipeline.take(
                due, gone: gone, missing: ledger.missing, from: folder, at: clock(), awaits: ledger.awaits,
                isRefused: { waitsForAll && ledger.failures(of: $0) >= Self.tries - 1 }, waitsForAll: waitsForAll,
                isMoreDue: due.count < settled.count, mayWait: { !ledger.late.contains($0) }, alive: { manager.alive() }
            )
        } catch {
            // What had come of the files in work is lost with the batch.
            view.ledger.restart(at: watcher.now)
            throw error
        }
        for (path, status) in taken.files { view.ledger.took(path, status) }
        for deferral in taken.deferrals {
            switch deferral {
            case .changed(let path, let status): view.ledger.deferred(path, status, at: watcher.now)
            case .missing(let path): view.ledger.lost(path, as: .unseen, at: watcher.now)
            case .postponed(let path, let status, let pause):
                view.ledger.postponed(path, status, pause: pause, at: watcher.now)
            case .unread(let path, let status, let error):
                complaints.tell(
                    "file cannot be read now, it is tried again", ["path": "\(path)", "error": "\(error)"],
                    at: .warning, once: "unread")
                view.ledger.unread(path, status, because: "\(error)", waits: !waitsForAll, at: watcher.now)
            case .last(let path, let status): view.ledger.putLast(path, status, at: watcher.now)
            case .inWork(let path, let status, let ticket): view.ledger.began(path, status, ticket: ticket)
            }
        }
        for path in gone + taken.batch.moved { view.ledger.forget(path) }
        for path in taken.batch.again { view.ledger.reread(path, at: watcher.now) }
        currentReceipts?.follow(taken.batch)
        tellLater(taken.batch.accepted.map(\.path))
        if taken.files.isEmpty, gone.isEmpty { return taken.deferrals.isEmpty ? .nothing : .given }
        return .taken(front: taken.front, isMoreDue: due.count < settled.count)
    }

    /// What has been missing for the grace time, unless so much is that it looks like an accident. What was held once
    /// stays so until it is back or somebody confirms: files come back one after the other. They go so, too: while so much
    /// is missing that it will look like one unless some of it comes back in time, the first to go wait for the others.
    private func retractable(at now: Int64) throws -> [SourcePath] {
        undecided = []
        let overdue = view.ledger.overdue(at: now)
        guard !overdue.isEmpty || !held.isEmpty else { return [] }
        let missing = view.ledger.missing
        confirmed.formIntersection(missing)
        var held = try held.filter { try missing.contains($0) || isMissing($0) }.subtracting(confirmed)
        defer { self.held = held }
        var isDisplaced = false
        if pipeline.configuration.retractionGuard >= 100 {
            held = []
        } else if !overdue.isEmpty {
            let (count, bearers, media) = try pipeline.catalogue.bearers(
                among: overdue.map(\.path).filter { !confirmed.contains($0) })
            let lost = overdue.filter { bearers.contains($0.path) }
            let displaced = Set(overdue.filter { $0.loss == .displaced }.map(\.path))
            switch InboxLedger.guarded(
                lost, accepted: count, guardPercent: pipeline.configuration.retractionGuard,
                isInhabited: view.ledger.isInhabited)
            {
            case .none:
                if try isMassLoss(missing.subtracting(confirmed), of: count) { undecided = Set(overdue.map(\.path)) }
            case .displaced:
                isDisplaced = true
                held.formUnion(bearers.union(media).intersection(displaced))
            case .all: held.formUnion(bearers.union(media))
            }
        }
        try pipeline.catalogue.hold(held, at: clock())
        if !held.isEmpty {
            complaints.tell(
                isDisplaced ? Self.displaced : Self.massLoss,
                ["gone": "\(held.count)"], at: .warning)
        }
        return overdue.map(\.path).filter { !held.contains($0) && !undecided.contains($0) }
    }

    /// Whether the guard would hold all that is missing, were it overdue.
    private func isMassLoss(_ missing: Set<SourcePath>, of count: Int) throws -> Bool {
        let lost = try pipeline.catalogue.bearers(among: Array(missing)).among.map {
            (path: $0, loss: InboxLedger.Loss.witnessed)
        }
        return InboxLedger.guarded(
            lost, accepted: count, guardPercent: pipeline.configuration.retractionGuard, isInhabited: true) == .all
    }

    /// A file that the ledger does not miss is back, has another name, or lies where the inbox could not be looked
    /// through.
    private func isMissing(_ path: SourcePath) throws(SystemError) -> Bool {
        guard view.ledger.hasTaken(path) else { return false }
        return try view.folder?.root.status(of: path.bytes) == nil
    }
}
