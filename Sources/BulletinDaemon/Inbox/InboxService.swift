internal import BulletinCore
internal import Interop
internal import Logging
internal import ServiceLifecycle

/// Watches the inbox and takes what settles in it, for as long as the process runs.
///
/// Notices of the kernel are hints; a full scan at an interval is the truth. A bad bulletin is refused; any other
/// failure is logged and tried again at the next scan; neither ends the service.
actor InboxService: Service, ThreadActor {
    /// Its work blocks.
    nonisolated let thread = ThreadExecutor(name: "inbox")
    private(set) var pipeline: Pipeline
    private let reload: @Sendable () throws -> Pipeline
    let watcher: InboxWatcher
    let manager: ServiceManager
    let clock: @Sendable () -> Timestamp
    let logger: Logger
    let complaints: Complaints
    let desk: ControlDesk
    var view: InboxView
    /// Files that are gone and that the guard does not let be retracted; as the catalogue has them.
    var held: Set<SourcePath>
    /// What is missing for long enough, and waits for what is not, which decides whether it is held.
    var undecided: Set<SourcePath> = []
    /// Files that are gone and whose retraction somebody confirmed.
    var confirmed: Set<SourcePath> = []
    /// Why nothing is published, and since when.
    var pause: (reason: String, since: Timestamp)?
    /// Why the last reload was refused, and when; `nil` when its settings were taken.
    private(set) var refusal: (reason: String, since: Timestamp)?
    var siteCheck = SiteCheck()
    /// What was in the way of files of the site when they were published last.
    var obstacles: [(path: String, error: PublishingError)] = []
    /// Whether the write-ahead log holds something: it is brought in with a scan, for the drop after it pays.
    private var isUntidy = false
    /// Whether the catalogue was not in its place when that was looked at last.
    private var isCatalogueAway = false
    /// Whether there is something to serve: until then nobody is told that the service is ready.
    private(set) var mayBreakOff = false
    /// Whether nothing of the catalogue is known to be on the site, as after a restoration: then it comes out only when the
    /// inbox has said what is gone, which has no time to come back.
    var awaitsInbox: Bool
    /// Whether the site may hold files of a catalogue before this one.
    var isCluttered: Bool
    /// Until when subscribers of topics wait while batch follows batch, in milliseconds of the watcher's clock.
    var topicsDue = Int64.min
    /// When what is due was let out last.
    var lastRelease: Timestamp?
    /// Whether each file is waited for, however long it takes: then there is one round only.
    private(set) var waitsForAll = false
    /// Files whose note that they are published is to be written when they are out.
    var untold: Set<SourcePath> = []
    /// Files beside which a note says that no bulletin shows them.
    var unclaimed: Set<SourcePath> = []
    /// Files that bulletins refer to and that are not there, of which a note tells, by the paths of the bulletins.
    var lacking: [SourcePath: [String]] = [:]
    /// Of notes that could not be written.
    let debt = NoteDebt()
    /// When they are tried again, in milliseconds of the watcher's clock. It may last: an inbox that may only be read.
    private var notesDue: Int64 = 0
    /// Milliseconds.
    private static let notePause: Int64 = 60_000

    /// - Parameters:
    ///   - reload: makes the pipeline of the settings as they stand now.
    ///   - clock: the one clock of the wall.
    ///   - fileClock: that of the machine, whatever it says: files bear its time.
    init(
        pipeline: Pipeline, watcher: InboxWatcher, manager: ServiceManager, desk: ControlDesk = ControlDesk {},
        clock: @escaping @Sendable () -> Timestamp,
        fileClock: @escaping @Sendable () -> Timestamp = { Timestamp(seconds: ProcessCalls.wallClock) },
        reload: @escaping @Sendable () throws -> Pipeline
    ) throws {
        self.pipeline = pipeline
        self.watcher = watcher
        self.manager = manager
        self.desk = desk
        self.clock = clock
        self.reload = reload
        logger = pipeline.logger
        complaints = Complaints(logger: pipeline.logger)
        var ledger = InboxLedger(
            settle: pipeline.configuration.settle, grace: pipeline.configuration.retractionGrace,
            taken: try pipeline.catalogue.sources())
        awaitsInbox = try pipeline.catalogue.isUnpublished()
        ledger.isPatient = !awaitsInbox
        isCluttered = try pipeline.catalogue.isCluttered()
        held = try pipeline.catalogue.held()
        view = InboxView(
            ledger: ledger, watcher: watcher, complaints: complaints, clock: fileClock, alive: { manager.alive() })
    }

    /// Returns when the group shuts down; a batch in hand is finished first.
    /// - Throws: when the first publication fails: then there is nothing to serve.
    nonisolated func run() async throws {
        try await withTaskExecutorPreference(thread) { try await self.serve() }
    }

    private func serve() async throws {
        watcher.start()
        defer { watcher.stop() }
        // What was published last is served at once. With other settings or another program all pages are rendered anew,
        // which may take minutes.
        if pipeline.store.holdsSite { becameReady() }
        do {
            try await takeFirst()
        } catch let error as PublishingError where error.isGate {
            // The last good feeds are up; waiting for better ones is no reason to take them down.
            complaints.tell("feeds were not published", ["error": "\(error)"], at: .error)
            pause = ("\(error)", clock())
        } catch let error where StorageFault(error) != nil {
            // So are they here. A service that ended would have to be started by hand when the disk is well again.
            failed(error)
        }
        becameReady()
        await withGracefulShutdownHandler {
            // What is left then is seen by the scan of the next start.
            for await _ in watcher.bells {
                while !Task.isShuttingDownGracefully, let signal = watcher.next() { await answer(signal) }
            }
        } onGracefulShutdown: { [watcher] in
            watcher.stop()
        }
        manager.stopping()
    }

    private func becameReady() {
        manager.met(.published)
        mayBreakOff = true
    }

    private func answer(_ signal: InboxWatcher.Signal) async {
        do {
            answerCommands()
            try await receive(signal)
            succeeded()
        } catch {
            failed(error)
            // A round that failed has ended all the same: the loop is not stuck. What is due stays due, so the next round
            // waits.
            manager.alive()
            watcher.wake(at: watcher.now + Int64(min(5_000, manager.watchdogInterval ?? .max)))
        }
    }

    /// What one signal brings about.
    func receive(_ signal: InboxWatcher.Signal) async throws {
        switch signal {
        case .events(let events, let time): try await turn(events, upTo: time)
        case .inboxChanged:
            view.nextScan = watcher.now
            try await turn([])
        case .reload: try await reloadSettings()
        }
    }

    /// Takes the inbox once as it is, without waiting for files to settle or to come back.
    nonisolated func takeOnce() async throws {
        try await withTaskExecutorPreference(thread) {
            await self.hurry()
            try await self.takeFirst()
        }
    }

    private func hurry() {
        view.settle = 0
        view.ledger.grace = 0
        view.nextScan = watcher.now
        waitsForAll = true
    }

    func takeFirst() async throws {
        try await turn([])
        try refreshNotes()
    }

    /// One round: notices, a scan when it is time, all that is due, publication, the time of the next round.
    /// - Parameter time: up to which the kernel had told everything; see `InboxWatcher.Signal`.
    private func turn(_ events: [Inotify.Event], upTo time: Int64 = 0) async throws {
        let blocked = Set(view.blocked.keys)
        var lost = view.note(events, upTo: time)
        let isScanDue = view.nextScan <= watcher.now
        if isScanDue {
            lost += view.scan(pipeline.configuration.inbox, interval: pipeline.configuration.scanInterval)
        }
        // A file that is gone needs no note, whether or not its bulletin is retracted later.
        currentReceipts?.remove(for: lost + blocked.subtracting(view.blocked.keys))
        currentReceipts?.write(blockedNotes.filter { !blocked.contains($0.path) })
        for path in view.ledger.restless(at: watcher.now) {
            logger.warning(
                "file has been changing for ten minutes, it is taken when it rests", metadata: ["path": "\(path)"])
        }
        if isScanDue || isCatalogueAway {
            isCatalogueAway = true
            try pipeline.catalogue.checkPlaces()
            isCatalogueAway = false
        }
        if !lost.isEmpty { try pipeline.catalogue.forgetAttempts(at: lost) }
        // Whatever goes wrong below, the next round comes.
        defer { setAlarm() }
        for path in try pipeline.catalogue.ripe(at: clock()) { view.ledger.reread(path, at: watcher.now) }
        if isScanDue {
            checkSite()
            try pipeline.catalogue.follow(clock())
        }
        // Batch by batch to the site, so that of many files the first are out before the last are read. Whoever waits
        // for the end of the service waits for one batch; the catalogue knows what is left.
        var isMore = true
        var isChanged = false
        while isMore {
            tellStatus()
            switch try await takeDue() {
            case .nothing:
                isMore = false
                noteInbox()
                try publish()
                try clearSite()
            case .given: isChanged = true
            case .taken(let front, let isMoreDue):
                isChanged = true
                try publish(front, isMoreDue: isMoreDue)
            }
            if Task.isShuttingDownGracefully { return }
        }
        isUntidy = isUntidy || isChanged
        if isUntidy, isScanDue, !watcher.hasSignals {
            try pipeline.catalogue.tidy()
            isUntidy = false
        }
        if isScanDue, debt.isOwed, notesDue <= watcher.now {
            notesDue = watcher.now + Self.notePause
            try refreshNotes()
        } else {
            try noteUnclaimed(isWhole: isScanDue)
            try noteLacking(isWhole: isScanDue)
        }
    }

    private func setAlarm() {
        let now = watcher.now
        // While the inbox is away nothing of it is due.
        let deadline = view.folder == nil ? nil : view.ledger.nextDeadline(held: held.union(undecided))
        var alarm = min(view.nextScan, deadline ?? .max)
        if let interval = manager.watchdogInterval { alarm = min(alarm, now + Int64(interval)) }
        do {
            // What is overdue waits for its file, of which the ledger tells.
            if try !leavesSite(), let release = try pipeline.catalogue.nextRelease(after: lastRelease) {
                // Looked at again each minute, because the wall clock may be set; and often within the last second,
                // of which it does not tell how much is left.
                let left = release.seconds - clock().seconds
                alarm = min(alarm, now + (left > 1 ? min(60_000, (left - 1) * 1000) : left > 0 ? 100 : 0))
            }
        } catch {
            complaints.tell("catalogue could not be read", ["error": "\(error)"], at: .error)
        }
        // What is due is not waited for in a circle while the workers can be given no more.
        if !pipeline.workers.hasRoom { alarm = max(alarm, now + Int64(Worker.patience)) }
        watcher.wake(at: max(alarm, now))
    }

    /// `nil` when the settings want none, or while there is no inbox.
    var currentReceipts: Receipts? {
        view.folder.flatMap {
            Receipts(
                of: pipeline.configuration, pipeline.channel, inbox: $0, complaints: complaints, debt: debt,
                present: view.notes)
        }
    }

    /// Takes other settings, or keeps the ones that work.
    private func reloadSettings() async throws {
        manager.reloading()
        defer { manager.reloaded(refused: refusal?.reason) }
        do {
            pipeline = try reload()
        } catch {
            let error = CatalogueError.inWords(error, state: pipeline.configuration.state)
            logger.error("settings were not taken, the old ones stay", metadata: ["error": "\(error)"])
            refusal = ("\(error)", clock())
            return
        }
        refusal = nil
        // What other settings may allow is looked at again, and what is in work was read by the old ones.
        view.ledger.restart(at: watcher.now)
        view.forget(try pipeline.catalogue.rejections().map(\.path))
        for path in try pipeline.reread() { view.ledger.reread(path, at: watcher.now) }
        view.settle = pipeline.configuration.settle
        view.ledger.grace = pipeline.configuration.retractionGrace
        view.nextScan = watcher.now
        logger.info("settings were taken")
        // Should the round fail, notes are put where they are wanted later.
        debt.isOwed = true
        try await turn([])
        try refreshNotes()
    }
}
