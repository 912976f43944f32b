internal import BulletinCore
internal import Interop
internal import Logging

/// The inbox as it is known: its folder, the watches on it, and the ledger of its files.
struct InboxView {
    /// Milliseconds of quiet where not every change is told.
    static let polledSettle = 10_000
    /// Milliseconds between scans there, or more where a scan takes long.
    static let pollInterval: Int64 = 5_000

    var ledger: InboxLedger
    /// `nil` while there is none, or it may not be read.
    private(set) var folder: InboxFolder?
    let notes = NotesPresent()
    /// Folders that are not entered, and what cannot be looked at, each with the reason and what to do.
    private(set) var blocked: [SourcePath: String] = [:]
    /// When everything is looked through next, in milliseconds of the watcher's clock.
    var nextScan: Int64
    /// Milliseconds of quiet where every change is told, as the settings say.
    var settle: Int { didSet { settleAsPolled() } }
    let watcher: InboxWatcher
    let complaints: Complaints
    private let clock: @Sendable () -> Timestamp
    private let alive: @Sendable () -> Void
    /// When the last sign of life was given, in milliseconds.
    private var signalled: Int64 = 0
    private var watches: InboxWatches
    private var canary = Canary()
    /// Of the folder that was the inbox last.
    private var identity: FileIdentity?
    /// That folder, while there is none: as long as it is open, no new folder gets its inode.
    private var former: Folder?
    /// Of its file system, when that does not tell of all changes.
    private var silentName: String?
    /// Whether the kernel refused a watch at the latest scan or since.
    private var lacksWatches = false
    /// Whether notices were lost: then a scan may find anything.
    private var hasLostNotices = false

    init(
        ledger: InboxLedger, watcher: InboxWatcher, complaints: Complaints, clock: @escaping @Sendable () -> Timestamp,
        alive: @escaping @Sendable () -> Void
    ) {
        self.ledger = ledger
        self.watcher = watcher
        self.complaints = complaints
        self.clock = clock
        self.alive = alive
        settle = ledger.settle
        nextScan = watcher.now
        watches = InboxWatches(watcher)
    }

    /// Whether scans, and not notices, are what finds changes.
    var isPolled: Bool { silentName != nil || lacksWatches || canary.isDead }

    private mutating func settleAsPolled() {
        ledger.settle = isPolled && settle > 0 ? max(settle, Self.polledSettle) : settle
    }

    // MARK: notices

    /// Takes notices of the kernel in.
    /// - Parameter time: up to which the kernel had told everything, in milliseconds.
    /// - Returns: files that are gone.
    mutating func note(_ events: [Inotify.Event], upTo time: Int64) -> [SourcePath] {
        var lost: [SourcePath] = []
        let now = watcher.now
        for event in events {
            switch event.change {
            case .overflow:
                complaints.tell("notices of the inbox were lost, scanning", [:], at: .notice)
                hasLostNotices = true
                nextScan = now
            case .unwatched, .folderGone:
                // Of other folders the one above tells, too.
                if watches[event.watch]?.isEmpty == true { nextScan = now }
                if event.change == .unwatched { watches.dropped(event.watch) }
            case .movedIn, .written, .closed, .touched, .gone:
                guard let parent = watches[event.watch] else { continue }
                if event.name.isEmpty {
                    // The folder itself may be readable now; of others the one above tells.
                    if parent.isEmpty, !blocked.isEmpty { nextScan = now }
                    continue
                }
                let path = SourcePath(bytes: parent.isEmpty ? event.name : parent + [UInt8(ascii: "/")] + event.name)
                if IgnoredNames.isReceipt(event.name) { notes.add(path.bytes) }
                guard !IgnoredNames.contains(event.name) else { continue }
                heard(event.isFolder ? nil : path)
                if !event.isFolder {
                    if !note(path, event.change, at: now) { lost.append(path) }
                } else if event.change == .gone {
                    lost += left(path, at: now)
                } else {
                    walk(from: path.bytes, isComplete: event.change == .movedIn)
                }
            }
        }
        if let path = canary.heardAll(upTo: time) {
            complaints.tell(
                "inbox gives no notices although it should, looking for changes often", ["path": "\(path)"],
                at: .warning, every: Complaints.hourly)
            settleAsPolled()
            nextScan = now
        }
        return lost
    }

    private mutating func heard(_ path: SourcePath?) {
        if canary.heard(path) {
            complaints.tell("inbox gives notices again", [:], at: .notice, every: Complaints.hourly)
            settleAsPolled()
        }
    }

    /// - Returns: whether the file is there.
    private mutating func note(_ path: SourcePath, _ change: Inotify.Event.Change, at now: Int64) -> Bool {
        guard let folder else { return true }
        do throws(SystemError) {
            guard let status = try folder.root.status(of: path.bytes) else {
                ledger.lost(path, as: change == .gone ? .witnessed : .unseen, at: now)
                return false
            }
            if status.kind != .folder { ledger.saw(path, status, as: InboxLedger.Sight(change), at: now) }
        } catch {
            nextScan = min(nextScan, now + 1_000)
        }
        return true
    }

    /// A folder went, and all that was in it; there may be another by now.
    /// - Returns: files that are gone.
    private mutating func left(_ path: SourcePath, at now: Int64) -> [SourcePath] {
        watches.remove(below: path.bytes)
        blocked = blocked.filter { $0.key != path && !$0.key.bytes.starts(with: path.bytes + [UInt8(ascii: "/")]) }
        let known = ledger.known(below: path)
        for file in known { ledger.lost(file, as: .witnessed, at: now) }
        let present = walk(from: path.bytes, isComplete: false) ?? []
        return Array(known.subtracting(present))
    }

    /// Has files taken anew, whatever is known of them. The next scan finds what no notice told of.
    mutating func forget(_ paths: [SourcePath]) {
        for path in paths { ledger.forget(path) }
        hasLostNotices = true
    }

    // MARK: scans

    /// Compares the whole inbox with the ledger.
    /// - Parameters:
    ///   - path: of the inbox.
    ///   - interval: milliseconds until the next scan, where notices tell of changes.
    /// - Returns: files that are gone; none while the inbox itself cannot be read.
    mutating func scan(_ path: String, interval: Int) -> [SourcePath] {
        let now = watcher.now
        nextScan = now + Int64(interval)
        let isFirst = identity == nil
        let isOther: Bool
        do throws(SystemError) {
            let present = try InboxFolder(path: path)
            isOther = identity.map { $0 != present.identity } ?? false
            try enter(present, isOther: isOther, path: path)
        } catch {
            complaints.tell(
                "inbox cannot be read; nothing is retracted", ["path": "\(path)", "error": "\(error)"], at: .warning)
            leave(path)
            return []
        }
        notes.removeAll()
        blocked = [:]
        lacksWatches = false
        guard let seen = look(mayTell: !isOther && !isFirst && !hasLostNotices) else { return [] }
        hasLostNotices = false
        watches.keep(seen.folders)
        let lost = ledger.scanned(seen.files, devices: seen.devices, isOther: isOther, at: now)
        if !isOther, !isFirst {
            for path in lost where seen.watched.contains(Array(path.folders.joined(separator: [UInt8(ascii: "/")]))) {
                suspect(path)
            }
        }
        settleAsPolled()
        if isPolled {
            // Where a scan is slow, no more than a tenth of the time goes into scans.
            nextScan = min(nextScan, now + max(Self.pollInterval, 10 * (watcher.now - now)))
        }
        if canary.hasSuspects { nextScan = min(nextScan, now + 2 * Canary.patience) }
        return Array(ledger.missing)
    }

    /// The inbox can be read.
    private mutating func enter(
        _ present: InboxFolder, isOther: Bool, path: String
    ) throws(SystemError) {
        if isOther {
            complaints.tell("inbox was replaced", ["path": "\(path)"], at: .notice)
            watches.removeAll()
            canary.forgive()
            ledger.displaceLosses()
        } else if folder == nil {
            ledger.replaceLosses()
        }
        let name = FileSystems.silentName(try present.root.fileSystemType())
        if let name, name != silentName {
            complaints.tell(
                "inbox is looked through at intervals, since its file system does not tell of all changes",
                ["path": "\(path)", "type": "\(name)"], at: .info)
        }
        silentName = name
        (folder, former) = (present, nil)
        identity = present.identity
        watcher.expect(present.identity, at: path)
    }

    /// The inbox cannot be read. What is missing may be so because of that.
    private mutating func leave(_ path: String) {
        if let folder {
            ledger.displaceLosses()
            former = folder.root
        }
        folder = nil
        watches.removeAll()
        canary.forgive()
        watcher.expect(nil, at: path)
    }

    /// What a scan met.
    private struct Seen {
        /// Those behind a folder that could not be read included.
        var files = Set<SourcePath>()
        var folders = Set<[UInt8]>()
        /// Of these, those that had been watched before.
        var watched = Set<[UInt8]>()
        var devices = Set<UInt64>()
    }

    /// - Parameter mayTell: whether what is new in a watched folder should have been told.
    private mutating func look(mayTell: Bool) -> Seen? {
        var seen = Seen()
        if let identity { seen.devices.insert(identity.device) }
        guard walk(from: [], isComplete: false, mayTell: mayTell, &seen) else { return nil }
        return seen
    }

    /// - Parameter isComplete: whether the folder was renamed into place with all that is in it.
    /// - Returns: the files that are there, those behind a folder that could not be read included; `nil` when the
    ///   folder itself could not be.
    @discardableResult private mutating func walk(from start: [UInt8], isComplete: Bool) -> Set<SourcePath>? {
        var seen = Seen()
        return walk(from: start, isComplete: isComplete, mayTell: false, &seen) ? seen.files : nil
    }

    /// Watches and notes a folder and all below it.
    private mutating func walk(
        from start: [UInt8], isComplete: Bool, mayTell: Bool, _ seen: inout Seen
    ) -> Bool {
        guard let folder else { return false }
        let now = watcher.now
        let wall = clock().seconds
        var isWatched = false
        do throws(SystemError) {
            try folder.walk(from: start) { visit in
                signal()
                switch visit {
                case .folder(let path, let folder):
                    isWatched = watch(path, folder)
                    seen.folders.insert(path)
                    if isWatched { seen.watched.insert(path) }
                    blocked[SourcePath(bytes: path)] = nil
                case .file(let path, let status):
                    seen.files.insert(path)
                    seen.devices.insert(status.device)
                    if mayTell, isWatched, !ledger.knows(path, status) { suspect(path) }
                    let age = wall - status.changed / 1_000_000_000
                    // Another machine's clock may be wrong by hours.
                    let isOld =
                        silentName == nil && age > 0 && age * 1000 > Int64(ledger.settle)
                        && !ledger.isBeingWritten(path)
                    ledger.saw(path, status, as: isComplete || isOld ? .complete : .found, at: now)
                case .receipt(let name): notes.add(name)
                case .blocked(let path, let reason):
                    seen.files.formUnion(ledger.known(below: path))
                    block(path, reason, "folder is not entered")
                case .unseen(let path, let reason):
                    seen.files.formUnion(ledger.known(below: path))
                    block(path, reason, "file or folder cannot be looked at")
                }
            }
        } catch {
            if !error.isMissing {
                block(SourcePath(bytes: start), InboxFolder.reason(error), "folder is not entered")
            }
            return false
        }
        return true
    }

    /// A share may be so slow that looking through it takes longer than the service manager waits for a sign.
    private mutating func signal() {
        guard watcher.now - signalled >= 1_000 else { return }
        signalled = watcher.now
        alive()
    }

    private mutating func suspect(_ path: SourcePath) {
        if silentName == nil, !lacksWatches { canary.found(path, at: watcher.now) }
    }

    private mutating func block(_ path: SourcePath, _ reason: String, _ message: Logger.Message) {
        blocked[path] = reason
        complaints.tell(
            message, ["path": "\(path)", "reason": "\(reason)"], at: .warning, every: Complaints.hourly)
    }

    /// - Returns: whether it was watched before.
    private mutating func watch(_ path: [UInt8], _ folder: Folder) -> Bool {
        do throws(SystemError) {
            return try watches.add(path, folder)
        } catch {
            lacksWatches = true
            settleAsPolled()
            let limit =
                error.isOutOfWatches
                ? "raise fs.inotify.max_user_watches"
                : error.isOutOfInstances ? "raise fs.inotify.max_user_instances" : "the kernel gives no notices"
            complaints.tell(
                "inbox is looked through at intervals, since it cannot be watched",
                ["error": "\(error)", "advice": "\(limit)"], at: .warning, every: Complaints.hourly)
            nextScan = min(nextScan, watcher.now + Self.pollInterval)
            return false
        }
    }
}
