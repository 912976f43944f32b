internal import BulletinCore
internal import Interop
internal import Logging
internal import ServiceLifecycle

/// Watches the inbox and takes what settles in it, for as long as the process runs.
///
/// Notices of the kernel are hints; a full scan at an interval is the truth. A bad bulletin is refused; any other
/// failure is logged and tried again at the next scan; neither ends the service.
actor InboxService: Service {
    private var pipeline: Pipeline
    private let reload: @Sendable () throws -> Pipeline
    private let watcher: InboxWatcher
    private let manager: ServiceManager
    private let clock: @Sendable () -> Timestamp
    private let logger: Logger
    private var ledger: InboxLedger
    private var inbox: InboxFolder?
    /// Folders by the numbers of their watches.
    private var watched: [Int32: [UInt8]] = [:]
    /// Retractions that the guard holds back.
    private var held: Set<SourcePath> = []
    private var nextScan: Int64 = 0
    /// Whether a notice told that a folder in the inbox went, and with it what was in it.
    private var hasFolderGone = false
    /// What was logged last, and when: the same trouble is not told more than once a minute.
    private var complaints: [String: Int64] = [:]

    /// - Parameters:
    ///   - reload: makes the pipeline of the settings as they stand now.
    ///   - clock: the one clock of the wall.
    init(
        pipeline: Pipeline, watcher: InboxWatcher, manager: ServiceManager,
        clock: @escaping @Sendable () -> Timestamp, reload: @escaping @Sendable () throws -> Pipeline
    ) throws {
        self.pipeline = pipeline
        self.watcher = watcher
        self.manager = manager
        self.clock = clock
        self.reload = reload
        logger = pipeline.logger
        ledger = InboxLedger(
            settle: pipeline.configuration.settle, grace: pipeline.configuration.retractionGrace,
            taken: try pipeline.catalogue.sources())
    }

    /// Returns when the group shuts down; a batch in hand is finished first.
    /// - Throws: when the first publication fails: then there is nothing to serve.
    func run() async throws {
        // Its work blocks, so it has a thread.
        try await withTaskExecutorPreference(ThreadExecutor(name: "inbox")) { try await serve() }
    }

    private func serve() async throws {
        watcher.start()
        defer { watcher.stop() }
        nextScan = InboxWatcher.now
        try await turn([], isFirst: true)
        manager.met(.published)
        for await signal in watcher.signals.cancelOnGracefulShutdown() {
            do {
                switch signal {
                case .events(let events): try await turn(events)
                case .request(.reload): try await reloadSettings()
                }
            } catch {
                complain("inbox could not be published", ["error": "\(error)"], at: .error)
                watcher.wake(at: InboxWatcher.now + 5_000)
            }
        }
        manager.stopping()
    }

    /// Takes the inbox once as it is, without waiting for files to settle.
    func takeOnce() async throws -> TakenBatch {
        ledger = InboxLedger(settle: 0, grace: 0, taken: try pipeline.catalogue.sources())
        nextScan = InboxWatcher.now
        var total = TakenBatch()
        try await turn([], isFirst: true) { total = $0 }
        return total
    }

    /// One round: notices, a scan when it is time, all that is due, publication, the time of the next round.
    private func turn(
        _ events: [Inotify.Event], isFirst: Bool = false, seen: (TakenBatch) -> Void = { _ in }
    ) async throws {
        let now = InboxWatcher.now
        note(events)
        if nextScan <= now { scan(isFirst: isFirst) }
        // Whatever goes wrong below, the next round comes.
        defer { setAlarm() }
        var total = TakenBatch()
        while let batch = try await takeDue() {
            total.merge(batch)
            manager.alive()
        }
        seen(total)
        let moment = clock()
        let released = try pipeline.catalogue.release(at: moment)
        if released > 0 { logger.info("entries released", metadata: ["count": "\(released)"]) }
        try pipeline.publish(at: moment, alive: manager.alive)
        manager.alive()
    }

    private func setAlarm() {
        let now = InboxWatcher.now
        var alarm = min(nextScan, ledger.nextDeadline(held: held) ?? .max)
        if let interval = manager.watchdogInterval { alarm = min(alarm, now + Int64(interval)) }
        do {
            if let release = try pipeline.catalogue.nextRelease() {
                // Looked at again each minute, because the wall clock may be set.
                alarm = min(alarm, now + min(60_000, max(0, release.seconds - clock().seconds) * 1000))
            }
        } catch {
            complain("catalogue could not be read", ["error": "\(error)"], at: .error)
        }
        watcher.wake(at: max(alarm, now))
    }

    // MARK: what is there

    private func note(_ events: [Inotify.Event]) {
        let now = InboxWatcher.now
        for event in events {
            switch event.change {
            case .overflow:
                logger.notice("notices of the inbox were lost, scanning")
                nextScan = now
            case .folderGone:
                nextScan = now
            case .movedIn, .written, .gone:
                guard let folder = watched[event.watch], !IgnoredNames.contains(event.name) else { continue }
                let path = folder.isEmpty ? event.name : folder + [UInt8(ascii: "/")] + event.name
                if event.isFolder {
                    if event.change == .gone {
                        hasFolderGone = true
                        nextScan = now
                    } else {
                        walk(from: path, isComplete: event.change == .movedIn)
                    }
                } else {
                    noteFile(SourcePath(bytes: path), event.change, at: now)
                }
            }
        }
    }

    private func noteFile(_ path: SourcePath, _ change: Inotify.Event.Change, at now: Int64) {
        guard let inbox else { return }
        do throws(SystemError) {
            if let status = try inbox.root.status(of: path.bytes) {
                guard status.kind != .folder else { return }
                ledger.saw(
                    path, status, isComplete: change == .movedIn, wasTouched: change == .written, at: now)
            } else {
                ledger.lost(path, isWitnessed: change == .gone, at: now)
                removeReceipts(for: [path])
            }
        } catch {
            nextScan = min(nextScan, now + 1_000)
        }
    }

    /// Compares the whole inbox with the ledger.
    private func scan(isFirst: Bool) {
        let now = InboxWatcher.now
        nextScan = now + Int64(pipeline.configuration.scanInterval)
        do throws(SystemError) {
            let folder = try InboxFolder(path: pipeline.configuration.inbox)
            if let inbox, !inbox.isSameFolder(as: folder) {
                logger.notice("inbox was replaced", metadata: ["path": "\(folder.path)"])
                watched = [:]
                hasFolderGone = false
            }
            inbox = folder
        } catch {
            complain(
                "inbox cannot be read; nothing is retracted",
                ["path": "\(pipeline.configuration.inbox)", "error": "\(error)"],
                at: .warning)
            return
        }
        let isWitnessed = hasFolderGone
        hasFolderGone = false
        let seen = walk(from: [], isComplete: false)
        if let seen {
            ledger.scanned(seen, isWitnessed: isWitnessed, at: now)
            removeReceipts(for: Array(ledger.missing))
        }
        if isFirst { refreshReceipts() }
    }

    /// Watches and notes a folder and all below it.
    /// - Returns: the files that are there, those behind a folder that could not be read included; `nil` when the
    ///   folder itself could not be.
    @discardableResult private func walk(from start: [UInt8], isComplete: Bool) -> Set<SourcePath>? {
        guard let inbox else { return nil }
        let now = InboxWatcher.now
        let wall = clock().seconds
        var present = Set<SourcePath>()
        var blocked: [SourcePath] = []
        do throws(SystemError) {
            try inbox.walk(from: start) { visit in
                switch visit {
                case .folder(let path, let folder): watch(path, folder)
                case .file(let path, let status):
                    present.insert(path)
                    let age = wall - status.changed / 1_000_000_000
                    let isOld = age * 1000 > Int64(ledger.settle) && age > 0
                    ledger.saw(path, status, isComplete: isComplete || isOld, wasTouched: false, at: now)
                case .receipt: break
                case .blocked(let path, let reason):
                    blocked.append(path)
                    complain("folder cannot be read", ["path": "\(path)", "reason": "\(reason)"], at: .warning)
                }
            }
        } catch {
            if !error.isMissing {
                complain(
                    "folder cannot be read", ["path": "\(SourcePath(bytes: start))", "error": "\(error)"], at: .warning)
            }
            return nil
        }
        for folder in blocked { present.formUnion(ledger.known(below: folder)) }
        return present
    }

    private func watch(_ path: [UInt8], _ folder: Folder) {
        do throws(SystemError) {
            watched[try watcher.watch(folder)] = path
        } catch {
            complain(
                "inbox is scanned at intervals only; raise fs.inotify.max_user_watches", ["error": "\(error)"],
                at: .warning)
            nextScan = min(nextScan, InboxWatcher.now + 5_000)
        }
    }

    // MARK: what is due

    /// - Returns: `nil` when nothing is.
    private func takeDue() async throws -> TakenBatch? {
        guard let inbox else { return nil }
        let now = InboxWatcher.now
        let due = Array(ledger.due(at: now).prefix(1024))
        let gone = try retractable(at: now)
        guard !due.isEmpty || !gone.isEmpty else { return nil }
        let taken = try await pipeline.take(due, gone: gone, missing: ledger.missing, from: inbox, at: clock())
        for (path, status) in taken.files { ledger.took(path, status) }
        for deferral in taken.deferrals {
            switch deferral {
            case .changed(let path, let status): ledger.deferred(path, status, at: InboxWatcher.now)
            case .missing(let path): ledger.lost(path, isWitnessed: false, at: InboxWatcher.now)
            }
        }
        for path in gone { ledger.forget(path) }
        writeReceipts(taken.batch)
        return taken.batch
    }

    /// What has been missing for the grace time, unless so much is that it looks like an accident.
    private func retractable(at now: Int64) throws -> [SourcePath] {
        let overdue = ledger.overdue(at: now)
        guard !overdue.isEmpty else {
            held = []
            return []
        }
        let isMassLoss = InboxLedger.isMassLoss(
            overdue, accepted: try pipeline.catalogue.acceptedCount(),
            guardPercent: pipeline.configuration.retractionGuard, isInhabited: ledger.isInhabited)
        guard isMassLoss else {
            held = []
            return overdue.map(\.path)
        }
        held = Set(overdue.map(\.path))
        complain(
            "too many bulletins are gone at once, none is retracted; bring the files back, or raise retraction-guard",
            ["gone": "\(overdue.count)"], at: .warning)
        return []
    }

    // MARK: receipts

    private func writeReceipts(_ batch: TakenBatch) {
        guard let inbox, pipeline.configuration.receipts else { return }
        let receipts = Receipts(inbox: inbox, language: pipeline.channel.language)
        do throws(SystemError) {
            for (path, reason) in batch.rejected { try receipts.write(reason, for: path) }
            for path in batch.settled { try receipts.remove(for: path) }
        } catch {
            complain("note could not be written beside a file", ["error": "\(error)"], at: .warning)
        }
    }

    /// A file that is gone needs no note, whether or not its bulletin is retracted later.
    private func removeReceipts(for paths: [SourcePath]) {
        guard let inbox, pipeline.configuration.receipts else { return }
        let receipts = Receipts(inbox: inbox, language: pipeline.channel.language)
        do throws(SystemError) {
            for path in paths { try receipts.remove(for: path) }
        } catch {
            complain("note could not be removed", ["error": "\(error)"], at: .warning)
        }
    }

    /// After a start: puts back notes that are missing, and removes those whose files are mended or gone.
    private func refreshReceipts() {
        guard let inbox, pipeline.configuration.receipts else { return }
        let receipts = Receipts(inbox: inbox, language: pipeline.channel.language)
        do {
            let rejections = try pipeline.catalogue.rejections()
            let expected = Set(rejections.map { $0.path.bytes + Array(IgnoredNames.receiptEnding.utf8) })
            var stale: [[UInt8]] = []
            try inbox.walk { visit in
                if case .receipt(let name) = visit, !expected.contains(name) { stale.append(name) }
            }
            for name in stale { try receipts.remove(name) }
            for (path, reason) in rejections where try inbox.root.status(of: path.bytes) != nil {
                try receipts.write(reason, for: path)
            }
        } catch {
            complain("notes beside refused files could not be checked", ["error": "\(error)"], at: .warning)
        }
    }

    // MARK: settings

    /// Takes other settings, or keeps the ones that work.
    private func reloadSettings() async throws {
        manager.reloading()
        defer { manager.reloaded() }
        do {
            let renewed = try reload()
            for key in renewed.configuration.changesPlace(from: pipeline.configuration) {
                logger.warning("setting is taken at the next start", metadata: ["setting": "\(key)"])
            }
            pipeline = renewed
        } catch {
            logger.error("settings were not taken, the old ones stay", metadata: ["error": "\(error)"])
            return
        }
        ledger.settle = pipeline.configuration.settle
        ledger.grace = pipeline.configuration.retractionGrace
        nextScan = InboxWatcher.now
        logger.info("settings were taken")
        try await turn([])
    }

    private func complain(_ message: Logger.Message, _ facts: Logger.Metadata, at level: Logger.Level) {
        let now = InboxWatcher.now
        let key = "\(message) \(facts)"
        if let last = complaints[key], now - last < 60_000 { return }
        if complaints.count > 1000 { complaints = [:] }
        complaints[key] = now
        logger.log(level: level, message, metadata: facts)
    }
}

extension TakenBatch {
    fileprivate mutating func merge(_ other: TakenBatch) {
        accepted += other.accepted
        rejected += other.rejected
        held += other.held
        settled += other.settled
        retracted += other.retracted
    }
}
