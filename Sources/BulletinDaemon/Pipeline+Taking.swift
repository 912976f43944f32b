internal import BulletinCore
internal import Interop
internal import Logging
internal import Synchronization

/// read → parse → plan and store
extension Pipeline {
    /// A file of a batch that could not be taken now.
    enum Deferral: Sendable {
        /// It changed while it was read.
        case changed(SourcePath, FileStatus)
        case missing(SourcePath)
        /// Reading it failed, and is to be tried again. Milliseconds until then.
        case postponed(SourcePath, FileStatus, pause: Int)
        /// The disk or the system did not give its bytes.
        case unread(SourcePath, FileStatus, SystemError)
        /// Others are to be taken first.
        case last(SourcePath, FileStatus)
        /// It takes longer than others should have to wait.
        case inWork(SourcePath, FileStatus, ticket: UInt64)
    }

    /// What a batch of files became.
    struct Taken: Sendable {
        var batch = TakenBatch()
        /// What a small batch changes first of all for readers, rendered.
        var front: Front?
        var files: [(path: SourcePath, status: FileStatus)] = []
        var deferrals: [Deferral] = []
    }

    /// Milliseconds until a file that stopped a worker is read again, for each time that it did.
    private static let pause = 2_000

    /// Readings that are taken while others are still being read.
    private static let enough = 512

    /// Takes files that have settled and those that were in work and are ready now, and retracts what the lost ones
    /// brought, in one transaction.
    ///
    /// - Parameters:
    ///   - awaits: whether the reading of a file, given to the workers earlier, is still wanted.
    ///   - isRefused: whether a file that cannot be read this time, either, is not waited for any more.
    ///   - waitsForAll: whether to wait for every file, and not to pause before one is tried again.
    ///   - mayWait: whether a file may be taken after those that are not read yet.
    ///   - alive: called again and again while files are opened, which takes long on a slow share.
    ///   - isMoreDue: whether others have settled, too: then every file is waited for that was given earlier.
    func take(
        _ settled: [(path: SourcePath, status: FileStatus)], gone: [SourcePath], missing: Set<SourcePath>,
        from inbox: InboxFolder, at now: Timestamp, awaits: (SourcePath, UInt64) -> Bool = { _, _ in false },
        isRefused: (SourcePath) -> Bool = { _ in false }, waitsForAll: Bool = false, isMoreDue: Bool = false,
        mayWait: (SourcePath) -> Bool = { _ in false }, alive: () -> Void = {}
    ) async throws -> Taken {
        var taken = Taken()
        var files: [TakenFile] = []
        // Those that were given before are taken while the workers read these.
        let last = isMoreDue ? workers.lastTicket : .max
        var given = try give(
            settled, missing: missing, from: inbox, at: waitsForAll ? nil : now, isRefused: isRefused, alive: alive,
            to: &files, &taken.deferrals)
        if waitsForAll { workers.wait(upTo: last) } else { workers.wait(for: Self.enough) }
        for reading in workers.collect(upTo: waitsForAll ? last : .max) {
            if let work = given[reading.path] {
                // An earlier version may come out in the same moment: the later one goes before it.
                guard work.ticket == reading.ticket else { continue }
                given[reading.path] = nil
            } else if !awaits(reading.path, reading.ticket) {
                continue
            }
            switch try outcome(of: reading, at: now) {
            case .taken(let outcome):
                files.append(
                    TakenFile(path: reading.path, status: reading.status, digest: reading.digest, outcome: outcome))
            case .postponed(let pause):
                taken.deferrals.append(.postponed(reading.path, reading.status, pause: waitsForAll ? 0 : pause))
            }
        }
        for (path, work) in given { taken.deferrals.append(.inWork(path, work.status, ticket: work.ticket)) }
        guard !files.isEmpty || !gone.isEmpty else { return taken }
        let isMoreToCome = isMoreDue || !given.isEmpty
        let front = Mutex<Front?>(nil)
        taken.batch = try catalogue.take(
            files, gone: gone, missing: missing, zone: configuration.zone, at: now,
            waiting: { isMoreToCome && mayWait($0) },
            looking: {
                guard files.count + gone.count <= Self.fewPages, let render = try readFront() else { return nil }
                return {
                    do {
                        let rendered = try render()
                        front.withLock { $0 = rendered }
                    } catch {
                        // It is rendered again when it is its turn, and the failure is told then.
                    }
                }
            })
        taken.front = front.withLock(\.self)
        let late = taken.batch.last
        taken.deferrals += files.filter { late.contains($0.path) }.map { .last($0.path, $0.status) }
        files.removeAll { late.contains($0.path) }
        taken.files = files.map { ($0.path, $0.status) }
        report(taken.batch, files)
        return taken
    }

    private typealias Work = (status: FileStatus, ticket: UInt64)

    /// Reads the bytes of files, and gives them to the workers, as many as these have room for. What needs no worker is
    /// added to `files`.
    /// - Parameters:
    ///   - missing: while there is any, or was, a file may be one of them under another name.
    ///   - moment: the present one; `nil` when nothing may come later.
    private func give(
        _ settled: [(path: SourcePath, status: FileStatus)], missing: Set<SourcePath>, from inbox: InboxFolder,
        at moment: Timestamp?, isRefused: (SourcePath) -> Bool, alive: () -> Void, to files: inout [TakenFile],
        _ deferrals: inout [Deferral]
    ) throws -> [SourcePath: Work] {
        let options = configuration.readingOptions
        var given: [SourcePath: Work] = [:]
        var known: [SourcePath: Catalogue.KnownBytes] = [:]
        var headlines: [SourcePath: [FormerHeadline]] = [:]
        let mayBeKnown = try !missing.isEmpty || catalogue.hasWithdrawn()
        for (index, (path, expected)) in settled.enumerated() {
            guard workers.hasRoom else { break }
            if index % 64 == 63 { alive() }
            if index % 64 == 0 {
                let paths = settled[index...].prefix(64).map(\.path)
                known = try catalogue.digests(of: paths)
                headlines = try catalogue.headlines(of: paths)
            }
            let place = try savedPlace(of: path, in: inbox)
            if let reason = refusal(of: path, size: expected.size) {
                let outcome: TakenFile.Outcome = place == .ofPage ? .part : .rejected(reason)
                files.append(TakenFile(path: path, status: expected, digest: [], outcome: outcome))
                continue
            }
            switch inbox.read(path, expected: expected, limit: sizeLimit(of: path), own: catalogue.ownFiles) {
            case .changed(let status): deferrals.append(.changed(path, status))
            case .missing: deferrals.append(.missing(path))
            case .refused(let reason, let status):
                let outcome: TakenFile.Outcome = place == .ofPage ? .part : .rejected(reason)
                files.append(TakenFile(path: path, status: status, digest: [], outcome: outcome))
            case .failed(let error) where !isRefused(path): deferrals.append(.unread(path, expected, error))
            case .failed(let error):
                // Whoever looks next reads it again.
                var status = expected
                status.changed = FileStatus.unknownChange
                let reason = "\(path): \(InboxFolder.reason(error))"
                files.append(TakenFile(path: path, status: status, digest: [], outcome: .rejected(reason)))
            case .bytes(let bytes, let status):
                let digest = SHA256Digest.digest(of: bytes)
                let known = known[path] ?? (nil, nil)
                if known.accepted == digest {
                    files.append(TakenFile(path: path, status: status, digest: digest, outcome: .unchanged))
                } else if let media = media(Source(path: path, bytes: bytes)) {
                    files.append(TakenFile(path: path, status: status, digest: digest, outcome: media))
                } else if place == .ofPage {
                    files.append(TakenFile(path: path, status: status, digest: digest, outcome: .part))
                } else if case .lacksPage(let folder, let page) = place {
                    if let pause = Self.pause(before: moment, since: status) {
                        deferrals.append(.postponed(path, status, pause: pause))
                        continue
                    }
                    let reason =
                        "\(path): \(folder) is called like the folder of what a saved page shows, and the page, \(page), "
                        + "is not beside it; put the page there, or give the folder another name if its files are "
                        + "bulletins"
                    files.append(TakenFile(path: path, status: status, digest: digest, outcome: .rejected(reason)))
                } else {
                    let isKnown = known.accepted != nil || mayBeKnown
                    let moved = try isKnown ? catalogue.headlines(in: digest) : nil
                    let source = Source(path: path, bytes: bytes, headlines: moved ?? headlines[path] ?? [])
                    let ticket = workers.read(
                        source, status, digest: digest, options: options,
                        isRetry: known.attempted == digest)
                    given[path] = (status, ticket)
                }
            }
        }
        return given
    }

    /// What was a bulletin before it was known where it lies stays one.
    private func savedPlace(of path: SourcePath, in inbox: InboxFolder) throws -> SavedPage.Place {
        let place = SavedPage.place(of: path) { page in
            do throws(SystemError) {
                return try inbox.root.status(of: page.bytes)?.kind == .file
            } catch {
                // One that cannot be looked at is told by itself, and is there.
                return !error.isMissing && !error.isTooLong
            }
        }
        return try place != .free && catalogue.holdsBulletin(from: path) ? .free : place
    }

    /// Seconds in which a page may come behind its folder.
    private static let pagePatience: Int64 = 60

    /// Milliseconds that a file waits for the page that it is of.
    private static func pause(before moment: Timestamp?, since status: FileStatus) -> Int? {
        guard let moment else { return nil }
        let age = moment.seconds - status.changed / 1_000_000_000
        return (0..<pagePatience).contains(age) ? Int(pagePatience - age) * 1000 : nil
    }

    private enum Verdict {
        case taken(TakenFile.Outcome)
        /// Milliseconds until it is read again.
        case postponed(Int)
    }

    /// Why a text may not be published that does not say until when. One that names no year is over a year after the day
    /// of the text.
    private func openEmbargo(of bulletin: Bulletin, in path: SourcePath, at now: Timestamp) -> String? {
        if bulletin.isDraft { return nil }
        let today = configuration.zone.day(at: now).daysSinceEpoch
        if let date = bulletin.date, today - date.day.daysSinceEpoch > 366 { return nil }
        guard let ban = bulletin.findings.first(where: { $0.rule == Bulletin.openEmbargoRule }) else { return nil }
        let place = ban.line.map { "\(path):\($0)" } ?? "\(path)"
        return "\(place): \(ban.message); \(ban.advice ?? "")"
    }

    /// Counts the attempt when a worker stopped over the file.
    private func outcome(of reading: Reading, at now: Timestamp) throws -> Verdict {
        switch reading.outcome {
        case .bulletin(let bulletin):
            if let reason = openEmbargo(of: bulletin, in: reading.path, at: now) { return .taken(.rejected(reason)) }
            return .taken(admitted(.bulletin(bulletin)))
        case .rejected(let reason): return .taken(.rejected(reason))
        case .notStarted(let reason):
            logger.error("no worker could be started", metadata: ["path": "\(reading.path)", "error": "\(reason)"])
            return .postponed(5_000)
        case .stopped(let cause, let said):
            let count = try catalogue.countAttempt(at: reading.path, digest: reading.digest)
            logger.warning(
                "reader stopped",
                metadata: [
                    "path": "\(reading.path)", "cause": "\(cause)", "attempt": "\(count)", "said": "\(said)",
                ])
            if count < Catalogue.maxAttempts { return .postponed(count * Self.pause) }
            return .taken(
                .rejected(
                    "\(reading.path): the reader stopped \(count) times (\(cause)); "
                        + "split or simplify the file, and save it again"
                        + (cause.setting.map { ", or raise \($0)" } ?? "")))
        }
    }
}
