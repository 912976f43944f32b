internal import BulletinCore
internal import Interop
internal import Logging

/// The inbox as it is known: its folder, the watches on it, and the ledger of its files.
struct InboxView {
    var ledger: InboxLedger
    /// `nil` until it could be opened once.
    private(set) var folder: InboxFolder?
    /// Notes of ours that were there at the latest scan, or came with a folder since.
    private(set) var receipts: [[UInt8]] = []
    /// When everything is looked through next, in milliseconds of the watcher's clock.
    var nextScan = InboxWatcher.now
    private let watcher: InboxWatcher
    private let complaints: Complaints
    private let clock: @Sendable () -> Timestamp
    /// Folders by the numbers of their watches.
    private var watched: [Int32: [UInt8]] = [:]
    /// Whether a notice told that a folder in the inbox went, and with it what was in it.
    private var hasFolderGone = false

    init(
        ledger: InboxLedger, watcher: InboxWatcher, complaints: Complaints, clock: @escaping @Sendable () -> Timestamp
    ) {
        self.ledger = ledger
        self.watcher = watcher
        self.complaints = complaints
        self.clock = clock
    }

    /// Takes notices of the kernel in.
    /// - Returns: files that are gone.
    mutating func note(_ events: [Inotify.Event]) -> [SourcePath] {
        var lost: [SourcePath] = []
        let now = InboxWatcher.now
        for event in events {
            switch event.change {
            case .overflow:
                complaints.tell("notices of the inbox were lost, scanning", [:], at: .notice)
                nextScan = now
            case .folderGone:
                nextScan = now
            case .movedIn, .written, .gone:
                guard let parent = watched[event.watch], !IgnoredNames.contains(event.name) else { continue }
                let path = parent.isEmpty ? event.name : parent + [UInt8(ascii: "/")] + event.name
                if !event.isFolder {
                    if !note(SourcePath(bytes: path), event.change, at: now) { lost.append(SourcePath(bytes: path)) }
                } else if event.change == .gone {
                    hasFolderGone = true
                    nextScan = now
                } else {
                    walk(from: path, isComplete: event.change == .movedIn)
                }
            }
        }
        return lost
    }

    /// - Returns: whether the file is there.
    private mutating func note(_ path: SourcePath, _ change: Inotify.Event.Change, at now: Int64) -> Bool {
        guard let folder else { return true }
        do throws(SystemError) {
            guard let status = try folder.root.status(of: path.bytes) else {
                ledger.lost(path, isWitnessed: change == .gone, at: now)
                return false
            }
            if status.kind != .folder {
                ledger.saw(path, status, isComplete: change == .movedIn, wasTouched: change == .written, at: now)
            }
        } catch {
            nextScan = min(nextScan, now + 1_000)
        }
        return true
    }

    /// Compares the whole inbox with the ledger.
    /// - Parameters:
    ///   - path: of the inbox.
    ///   - interval: milliseconds until the next scan.
    /// - Returns: files that are gone; none while the inbox itself cannot be read.
    mutating func scan(_ path: String, interval: Int) -> [SourcePath] {
        let now = InboxWatcher.now
        nextScan = now + Int64(interval)
        do throws(SystemError) {
            let present = try InboxFolder(path: path)
            if let folder, !folder.isSameFolder(as: present) {
                complaints.tell("inbox was replaced", ["path": "\(path)"], at: .notice)
                watched = [:]
                hasFolderGone = false
            }
            folder = present
        } catch {
            complaints.tell(
                "inbox cannot be read; nothing is retracted", ["path": "\(path)", "error": "\(error)"], at: .warning)
            return []
        }
        let isWitnessed = hasFolderGone
        hasFolderGone = false
        receipts = []
        guard let seen = walk(from: [], isComplete: false) else { return [] }
        ledger.scanned(seen, isWitnessed: isWitnessed, at: now)
        return Array(ledger.missing)
    }

    /// Watches and notes a folder and all below it.
    ///
    /// - Parameter isComplete: whether the folder was renamed into place with all that is in it.
    /// - Returns: the files that are there, those behind a folder that could not be read included; `nil` when the
    ///   folder itself could not be.
    @discardableResult private mutating func walk(from start: [UInt8], isComplete: Bool) -> Set<SourcePath>? {
        guard let folder else { return nil }
        let now = InboxWatcher.now
        let wall = clock().seconds
        var present = Set<SourcePath>()
        do throws(SystemError) {
            try folder.walk(from: start) { visit in
                switch visit {
                case .folder(let path, let folder): watch(path, folder)
                case .file(let path, let status):
                    present.insert(path)
                    let age = wall - status.changed / 1_000_000_000
                    let isOld = age > 0 && age * 1000 > Int64(ledger.settle)
                    ledger.saw(path, status, isComplete: isComplete || isOld, wasTouched: false, at: now)
                case .receipt(let name): receipts.append(name)
                case .blocked(let path, let reason):
                    present.formUnion(ledger.known(below: path))
                    complaints.tell("folder cannot be read", ["path": "\(path)", "reason": "\(reason)"], at: .warning)
                }
            }
        } catch {
            if !error.isMissing {
                complaints.tell(
                    "folder cannot be read", ["path": "\(SourcePath(bytes: start))", "reason": "\(error)"], at: .warning
                )
            }
            return nil
        }
        return present
    }

    private mutating func watch(_ path: [UInt8], _ folder: Folder) {
        do throws(SystemError) {
            watched[try watcher.watch(folder)] = path
        } catch {
            complaints.tell(
                "inbox is scanned at intervals only; raise fs.inotify.max_user_watches or max_user_instances",
                ["error": "\(error)"],
                at: .warning)
            nextScan = min(nextScan, InboxWatcher.now + 5_000)
        }
    }
}
