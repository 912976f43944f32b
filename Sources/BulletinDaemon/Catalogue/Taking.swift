internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

extension Catalogue {
    /// Plans a batch against what is stored, and stores the plan and what is to be published for it, in one
    /// transaction.
    ///
    /// - Parameters:
    ///   - files: read and parsed.
    ///   - gone: paths whose bulletins are to be retracted.
    ///   - missing: paths that are not there now, whether or not they are to be retracted yet: their bulletins may be
    ///     taken over by a file under another name.
    ///   - mayWait: whether a file may be taken later, with those that are not read yet.
    ///   - look: reads what the transaction has stored, and gives work that is done while it comes to the disk. Nobody
    ///     may be shown what the work makes before this returns.
    func take(
        _ files: [TakenFile], gone: [SourcePath], missing: Set<SourcePath>, zone: Zone, at now: Timestamp,
        waiting mayWait: (SourcePath) -> Bool = { _ in false },
        looking look: () throws -> (@Sendable () -> Void)? = { nil }
    ) throws -> TakenBatch {
        try transaction { db in
            var taking = try Taking(db: db, authority: authority, zone: zone, now: now, missing: missing)
            taking.batch.last = try taking.last(of: files, waiting: mayWait)
            let files = try taking.ordered(files.filter { !taking.batch.last.contains($0.path) })
            // Bulletins that state no date are accepted one after the other, the last one now, so that the stories
            // of two of them do not mingle.
            var later = files.reduce(0) { $0 + $1.storiesWithoutDate }
            try taking.moveBulletins(among: files)
            for file in files {
                later -= file.storiesWithoutDate
                try taking.take(file, at: now.advanced(by: -later))
                try taking.lookAgain()
                try taking.lookAgain(besidePage: file)
                if taking.holdings.attempts { try db.forgetAttempts(at: file.path) }
            }
            for path in gone { try taking.remove(path) }
            try taking.finishReleases()
            try taking.lookAgain()
            try taking.moveStories()
            try taking.claimMovedStories()
            try taking.finish()
            try db.run("UPDATE instance SET moment = \(now.seconds)")
            return (taking.batch, try look())
        }
    }
}

/// One transaction that takes a batch. Lives as long as the transaction.
struct Taking {
    let db: Database
    let authority: TagAuthority
    let zone: Zone
    let now: Timestamp
    let missing: Set<SourcePath>
    /// The bulletins of the missing files, once they are asked for.
    var formers: [Former]?
    var holdings: Holdings
    var batch = TakenBatch()
    /// Entries that readers see otherwise than before, by their bulletins.
    var changed: [Int64: Set<Int64>] = [:]
    /// Bulletins that readers see otherwise as a whole.
    var changedHeads: Set<Int64> = []
    /// Bulletins that were accepted anew, and what stands around their corrections is what it was.
    private var sameFrames: Set<Int64> = []
    /// Entries that stood for bulletins whose files hold another issue now.
    var formerIssues: [Int64: Membership.Gone] = [:]
    /// Bulletins with which other files go out.
    var changedFiles: Set<Int64> = []
    /// Bulletins whose files may be others than before.
    var touched: Set<Int64> = []
    /// Files that new versions of bulletins hold themselves.
    var embedded: [Int64: [Attachment]] = [:]
    /// SHA-256 of bytes that may have lost their last use.
    var unused: Set<[UInt8]> = []
    /// SHA-256 of the files of the batch whose bytes are new or to be judged anew, by path.
    var incoming: [SourcePath: [UInt8]] = [:]
    /// Of these, paths with the same bytes, by SHA-256, in their order.
    var comingAlike: [[UInt8]: [SourcePath]] = [:]
    /// Files of the batch of whose paths and bytes the catalogue knows nothing, until they are taken.
    var strangers: Set<SourcePath> = []
    /// The file that is being taken, when its bulletin is new and nothing is called like it or lies beside it.
    var alone: SourcePath?
    /// Bulletins that went with their bytes to other files in this batch, by the paths that they left.
    var vacated: [SourcePath: Int64] = [:]
    /// When the first file was taken; `nil` when none was, or nothing waits to be claimed.
    let beginning: Timestamp?
    /// Keys of bulletins that files brought since a backup under the names of others, by their paths, and those others.
    var successors: [SourcePath: BulletinKey] = [:]
    var released: Set<Int64> = []
    /// Bulletins of the batch whose stories are word for word what readers know from adopted feeds.
    var asAdopted: Set<Int64> = []
    /// Bulletins that another file has now than before, or the same file with other bytes, or none: files that are held
    /// back or refused because of them are to be looked at again.
    var stirred: Set<Int64> = []
    /// Stories that no bulletin had, as far as their own tells.
    var arrivals: [Arrival] = []
    /// Identifiers of entries that were taken out in this batch.
    var departed: Set<String> = []
    /// Bulletins that the catalogue did not know before.
    private var added: Set<Int64> = []
    /// Bulletins that were accepted, to be looked over once all files of the batch are taken.
    private var accepted: [(id: Int64, path: SourcePath, pictures: [String])] = []

    init(db: Database, authority: TagAuthority, zone: Zone, now: Timestamp, missing: Set<SourcePath>) throws {
        self.db = db
        self.authority = authority
        self.zone = zone
        self.now = now
        self.missing = missing
        holdings = try Holdings(db)
        beginning = holdings.unclaimed ? try Self.beginning(db) : nil
    }

    mutating func take(_ file: TakenFile, at moment: Timestamp) throws {
        batch.again.remove(file.path)
        alone = nil
        var known = strangers.contains(file.path) ? nil : try source(file.path)
        switch file.outcome {
        case .rejected(let reason):
            // The last good version stays published.
            try store(file, state: "rejected", bulletin: known?.own, reason: reason)
            try reject(file.path, reason, instead: known?.own)
        case .unchanged:
            guard known != nil else {
                try touchMedia(file)
                return
            }
            try touch(file)
        case .part:
            try dropMedia(file.path)
            try leave(known, for: nil)
            try db.run("DELETE FROM source WHERE path = \(file.path.data)")
            batch.settled.append(file.path)
        case .media(let format, let bytes):
            try leave(known, for: nil)
            try takeMedia(file, format, bytes)
        case .bulletin(let bulletin):
            try dropMedia(file.path)
            let former = known?.bulletin ?? vacated[file.path]
            if let departed = known, try leavesToCopy(departed, in: file) { known = nil }
            switch try identify(bulletin, in: file, known: known, former: former) {
            case .refused(let reason, let rival):
                try store(file, state: "rejected", bulletin: known?.own, reason: reason, rival: rival)
                try reject(file.path, reason, instead: known?.own)
            case .duplicate(let resemblance, let path, let id):
                try leave(known, for: id)
                try store(file, state: "duplicate", bulletin: id, reason: resemblance.rawValue)
                batch.hold(file.path, resemblance.reason(path))
            case .known(let id):
                try leave(known, for: id)
                if known?.digest != file.digest { stirred.insert(id) }
                try accept(bulletin, from: file, as: id, at: moment)
            case .new(let key):
                try leave(known, for: nil)
                let key = try adoptedKey(of: bulletin, at: key)
                let id = try insert(bulletin, key: key, path: file.path)
                added.insert(id)
                try accept(bulletin, from: file, as: id, newAt: key, at: moment)
            }
        }
    }

    /// A file whose front matter names another bulletin than before leaves the old one without a source.
    private mutating func leave(_ known: KnownSource?, for id: Int64?) throws {
        guard let known, let old = known.bulletin, old != id else { return }
        try db.run("DELETE FROM source WHERE path = \(known.path.data)")
        stirred.insert(old)
        try retractIfOrphan(old)
    }

    /// - Parameter newKey: of a bulletin that is not known yet: there are no rows of it but its own.
    private mutating func accept(
        _ bulletin: Bulletin, from file: TakenFile, as id: Int64, newAt newKey: BulletinKey? = nil, at moment: Timestamp
    ) throws {
        let bulletin = try digest(of: bulletin, from: file.path, as: id, newAt: newKey)
        if bulletin.isDraft {
            let count = try keepBack(bulletin, from: file, as: id, isNew: newKey != nil)
            batch.held.append((file.path, count > 0 ? "a draft; its stories were taken out" : "a draft"))
            return
        }
        let isNext = try newKey == nil && isNextIssue(bulletin, of: id, in: file.path)
        let (plan, dates) = try plan(
            bulletin, from: file, as: id, newAt: newKey, isNextIssue: isNext, undatedAt: moment)
        if try newKey == nil && isOfWithdrawn(dates, id) {
            // Readers know of it that it is gone, which it stays until then.
            try keepBack(bulletin, from: file, as: id, isNew: false, until: dates.first)
            batch.held.append((file.path, "withdrawn before, and its date is to come (\(minute(of: dates.first)))"))
            return
        }
        let former = newKey == nil ? try head(of: id) : nil
        let frame = newKey == nil ? try correctionFrame(of: id) : nil
        let isHeadOther = newKey == nil && former?.isSameForReaders(as: bulletin.head) != true
        let isAhead = try newKey == nil && isAhead(dates, of: id)
        if isAhead, plan.changesWhatIsOut || isHeadOther {
            try putOff(file, as: id, until: dates.first)
            return
        }
        if try isAheadOfAdopted(bulletin, as: id, plan, dates) {
            if newKey != nil {
                try db.run("DELETE FROM bulletin WHERE id = \(id)")
                added.remove(id)
            }
            try putOff(file, as: newKey == nil ? id : nil, until: dates.first)
            return
        }
        try takeUp(bulletin, from: file.path, as: id, isNew: newKey != nil)
        if newKey == nil { try forgetUnseen(of: id) }
        if isHeadOther { changedHeads.insert(id) }
        let original = try doubtfulOriginal(of: bulletin, in: file.path, as: id)
        var remarks = Remark.all(on: bulletin)
        if isAhead { remarks.append(.outBefore(bulletin.date)) }
        if let original { remarks.append(.saysOther(than: original.path)) }
        try store(
            file, state: "accepted", bulletin: id, reason: nil, rival: original?.id,
            notes: (remarks, Remark.reading(of: bulletin)))
        if !remarks.isEmpty { batch.noted.append((file.path, remarks)) }
        if isNext { formerIssues[id] = try turnIssue(of: id, to: file.digest, as: bulletin) }
        // What is new is there with all that it says, unless adopted feeds say that it is a digest.
        if newKey == nil || holdings.unclaimed { try update(bulletin, as: id, from: file) }
        try addRevision(of: id, from: file)
        let folders = file.path.folders.map { SourcePath(bytes: $0).description }
        var rows: [(id: Int64, item: Plan.Item)] = []
        for item in plan.items {
            // What readers know already is not held back.
            let isReleased = !dates.areHeld || item.claim != nil
            let row = try apply(item, of: id, folders: folders, tags: bulletin.tags, isReleased: isReleased)
            if item.change != .none { rows.append((row, item)) }
            if item.change == .addition, item.claim == nil, isReleased {
                arrivals.append(Arrival(row: row, bulletin: id, path: file.path))
            }
        }
        try claim(plan, of: bulletin, as: id, from: file.path)
        for retraction in plan.retractions { try retract(retraction) }
        // A story has its own page, and those of a digest have places on one.
        if let former, former.kind != bulletin.kind.rawValue {
            try markLinks(to: "SELECT id FROM entry WHERE bulletin = \(id)")
        } else {
            for (row, item) in rows where item.change == .return { try markLinks(to: "VALUES (\(row))") }
        }
        for (row, item) in rows where item.entry.section.links.contains(where: { $0.url == nil }) {
            try resolveLinks(of: row)
        }
        if let frame, try frame == correctionFrame(of: id) { sameFrames.insert(id) }
        // Even when no story changed, the page may have: its title, its authors, its order.
        try db.markPage(of: id)
        noteChange(of: id, rows.map(\.id))
        batch.accepted.append(
            (
                file.path, plan.items.count { $0.change == .addition || $0.change == .return },
                plan.items.count { $0.change == .revision }, plan.retractions.count
            ))
    }

    mutating func takeUp(_ bulletin: Bulletin, from path: SourcePath, as id: Int64, isNew: Bool) throws {
        batch.settled.append(path)
        accepted.append((id, path, try want(bulletin, from: path, as: id, isNew: isNew)))
    }

    /// - Parameter entries: those that readers see otherwise than before.
    mutating func noteChange(of bulletin: Int64, _ entries: [Int64] = []) {
        changed[bulletin, default: []].formUnion(entries)
    }

    /// Notes that a story went from one bulletin to another, which both are other than before as a whole.
    mutating func noteMove(of row: Int64, isChanged: Bool, from former: Int64, to arrival: Arrival) {
        for id in [former, arrival.bulletin] {
            noteChange(of: id)
            changedHeads.insert(id)
            added.remove(id)
            sameFrames.remove(id)
        }
        changed[arrival.bulletin]?.remove(arrival.row)
        if isChanged { noteChange(of: arrival.bulletin, [row]) }
        batch.movedStories[arrival.path, default: 0] += 1
    }

    /// What can be done only when all files of the batch are taken: files, and places in the feeds.
    mutating func finish() throws {
        try attachFiles()
        for (id, path, pictures) in accepted {
            for reference in try missing(of: pictures, as: id) {
                batch.missingPictures.append((path, reference))
            }
        }
        var membership = Membership(db: db, authority: authority, now: now, holdings: holdings)
        try membership.refresh(
            changed.sorted { $0.key < $1.key }.map { id, entries in
                Membership.Change(
                    bulletin: id, isNew: added.contains(id), changed: entries,
                    isHeadChanged: changedHeads.contains(id), areFilesChanged: changedFiles.contains(id),
                    isFrameSame: sameFrames.contains(id), formerIssue: formerIssues[id])
            })
        try membership.finish()
    }
}
