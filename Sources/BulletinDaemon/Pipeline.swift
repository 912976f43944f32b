internal import BulletinCore
internal import Interop
internal import Logging

/// The way of a bulletin from the inbox to the site: the one place that knows the order of the steps.
///
///     read → parse → plan and store (one transaction) → render → validate → publish → serve
///
/// What a transaction stored and its publication did not finish is noted in the catalogue, so the next `publish`
/// finishes it, after a crash too. Immutable: other settings are another pipeline.
struct Pipeline: Sendable {
    /// Files that are read and parsed at once; bounds the memory.
    private static let parseBatch = 64
    /// Pages that are rendered and renamed together.
    private static let pageBatch = 256

    let configuration: Configuration
    let channel: Channel
    let catalogue: Catalogue
    let publisher: Publisher
    let store: SiteStore
    let pages: PageRenderer
    /// Of all that decides how the same catalogue is rendered: equal looks, equal pages.
    let look: String
    let logger: Logger

    // MARK: read → parse → plan and store

    /// A file of a batch that could not be taken now.
    enum Deferral: Sendable {
        /// It changed while it was read.
        case changed(SourcePath, FileStatus)
        case missing(SourcePath)
    }

    /// What a batch of files became.
    struct Taken: Sendable {
        var batch = TakenBatch()
        var files: [(path: SourcePath, status: FileStatus)] = []
        var deferrals: [Deferral] = []
    }

    /// Takes files that have settled, and retracts what the lost ones brought, in one transaction.
    func take(
        _ settled: [(path: SourcePath, status: FileStatus)], gone: [SourcePath], missing: Set<SourcePath>,
        from inbox: InboxFolder, at now: Timestamp
    ) async throws -> Taken {
        var taken = Taken()
        var files: [TakenFile] = []
        var next = 0
        while next < settled.count {
            var sources: [TakenFile] = []
            var unread: [(index: Int, source: Source)] = []
            while next < settled.count, unread.count < Self.parseBatch {
                let (path, expected) = settled[next]
                next += 1
                if let reason = refusal(of: path, size: expected.size) {
                    sources.append(TakenFile(path: path, status: expected, digest: [], outcome: .rejected(reason)))
                    continue
                }
                switch inbox.read(path, expected: expected, limit: sizeLimit(of: path)) {
                case .changed(let status): taken.deferrals.append(.changed(path, status))
                case .missing: taken.deferrals.append(.missing(path))
                case .refused(let reason, let status):
                    sources.append(TakenFile(path: path, status: status, digest: [], outcome: .rejected(reason)))
                case .bytes(let bytes, let status):
                    let digest = SHA256Digest.digest(of: bytes)
                    let isUnchanged = try catalogue.acceptedDigest(of: path) == digest
                    let source = Source(path: path, bytes: bytes)
                    let media = isUnchanged ? nil : media(source)
                    if !isUnchanged, media == nil { unread.append((sources.count, source)) }
                    sources.append(
                        TakenFile(path: path, status: status, digest: digest, outcome: media ?? .unchanged))
                }
            }
            for (index, outcome) in await parse(unread) { sources[index].outcome = admitted(outcome) }
            files += sources
        }
        taken.files = files.map { ($0.path, $0.status) }
        guard !files.isEmpty || !gone.isEmpty else { return taken }
        taken.batch = try catalogue.take(files, gone: gone, missing: missing, zone: configuration.zone, at: now)
        report(taken.batch, files)
        return taken
    }

    /// Parses on all processors; the order of the answers does not matter.
    private func parse(_ sources: [(index: Int, source: Source)]) async -> [(Int, TakenFile.Outcome)] {
        let options = configuration.readingOptions
        if sources.count == 1 { return [(sources[0].index, Self.parse(sources[0].source, options))] }
        return await withTaskGroup(of: (Int, TakenFile.Outcome).self) { group in
            for (index, source) in sources {
                group.addTask(executorPreference: globalConcurrentExecutor) { (index, Self.parse(source, options)) }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
    }

    private static func parse(_ source: Source, _ options: ReadingOptions) -> TakenFile.Outcome {
        do throws(BulletinError) {
            return .bulletin(try BulletinReader.read(source, options: options))
        } catch {
            return .rejected("\(error)")
        }
    }

    private func report(_ batch: TakenBatch, _ files: [TakenFile]) {
        for (path, added, revised, retracted) in batch.accepted {
            logger.info(
                "bulletin accepted",
                metadata: [
                    "path": "\(path)", "added": "\(added)", "revised": "\(revised)", "retracted": "\(retracted)",
                ])
        }
        for case (let path, .bulletin(let bulletin)) in files.map({ ($0.path, $0.outcome) }) {
            for finding in bulletin.findings where finding.severity >= .warning {
                logger.info(
                    "bulletin has a finding",
                    metadata: ["place": "\(path):\(finding.line ?? 1)", "finding": "\(finding.message)"])
            }
        }
        for (path, reference) in batch.missingPictures {
            logger.info(
                "bulletin lacks a picture", metadata: ["path": "\(path)", "picture": "\(SourcePath(reference))"])
        }
        for (path, reason) in batch.held {
            logger.info("bulletin held back", metadata: ["path": "\(path)", "reason": "\(reason)"])
        }
        for (path, reason) in batch.rejected {
            logger.warning("bulletin refused", metadata: ["path": "\(path)", "reason": "\(reason)"])
        }
        for path in batch.retracted { logger.info("bulletin retracted", metadata: ["path": "\(path)"]) }
    }

    // MARK: render → validate → publish → serve

    /// Publishes all that is pending: pages first, then the feeds, then the index.
    ///
    /// - Parameter goesOn: asked between the steps of long work; what is left when it says no stays pending.
    /// - Throws: `PublishingError`; what is pending stays so, and the last publication stays up.
    func publish(at now: Timestamp, while goesOn: () -> Bool = { true }) throws {
        var files = 0
        repeat {
            let pending = try catalogue.pending(limit: Self.pageBatch)
            if pending.bulletins.isEmpty {
                if pending.feeds { files += try publishFeeds(at: now) }
                try removeRetiredFiles()
                break
            }
            files += try publishPages(of: pending.bulletins, at: now)
        } while goesOn()
        if files > 0 { logger.notice("site published", metadata: ["files": "\(files)"]) }
    }

    private func publishPages(of bulletins: [(id: Int64, slug: String)], at now: Timestamp) throws -> Int {
        var files: [SiteFile] = []
        var removed: [String] = []
        var attached: [PublishedFile] = []
        var kept: [String] = []
        var retired: [String] = []
        for (id, slug) in bulletins {
            let path = "bulletins/\(slug)/index.html"
            let page = try catalogue.page(id, of: channel)
            let step = try publishFiles(of: id, slug: slug, page: page, at: now)
            attached += step.changed
            kept += page?.files.map(\.path) ?? []
            retired += step.retired
            if let page {
                files.append(SiteFile(path: path, bytes: pages.bulletin(page, of: channel)))
            } else {
                removed.append(path)
            }
        }
        let changed = try publisher.publish(files, at: now, known: catalogue.file)
        try publisher.remove(removed)
        store.replace([], changed: changed.map(\.path) + removed)
        try catalogue.published(
            attached + changed, removed: removed, kept: kept, retired: retired, bulletins: bulletins.map(\.id),
            feeds: false)
        return attached.count + changed.count
    }

    /// All formats are of one generation: when one is not valid, none is published.
    private func publishFeeds(at now: Timestamp) throws -> Int {
        let feed = try catalogue.feed(
            channel, entries: configuration.feedEntries, bytes: configuration.feedSize)
        var files: [SiteFile] = []
        for format in OutputFormat.allCases {
            let bytes = try format.render(feed)
            try admit(bytes, as: format, of: feed)
            files.append(SiteFile(path: format.fileName, bytes: bytes))
        }
        // The index leads to the feeds and the style sheet, so it comes last.
        let steps = [
            [SiteFile(path: "style.css", bytes: PageRenderer.stylesheet)], files,
            [SiteFile(path: "index.html", bytes: pages.index(feed))],
        ]
        var changed: [PublishedFile] = []
        for step in steps {
            let published = try publisher.publish(step, at: now, known: catalogue.file)
            let records = Dictionary(uniqueKeysWithValues: published.map { ($0.path, $0) })
            store.replace(step.compactMap { file in records[file.path].map { (file, $0) } }, changed: [])
            changed += published
        }
        try catalogue.published(changed, removed: [], bulletins: [], feeds: true)
        return changed.count
    }

    /// The gate: bytes with an error do not reach the site.
    /// - Throws: `PublishingError.invalid` with the sources of the entries that are at fault.
    private func admit(_ bytes: [UInt8], as format: OutputFormat, of feed: Feed) throws {
        let address = format.address(in: channel)
        let errors = Validator.validate(bytes, base: address).filter { $0.severity == .error }
        guard !errors.isEmpty else { return }
        let remarks = try errors.prefix(5).map { finding in
            var remark = "\(finding.message) [\(finding.rule)]"
            if let index = finding.entry, feed.entries.indices.contains(index),
                let origin = try catalogue.origin(of: feed.entries[index].id)
            {
                remark = "\(origin.path):\(origin.line): " + remark
            } else if let line = finding.line {
                remark = "line \(line): " + remark
            }
            return remark
        }
        throw PublishingError.invalid(path: format.fileName, remarks: remarks)
    }

    // MARK: start

    /// Brings the site back to what the catalogue says it is: removes what a crash left behind, forgets files that are
    /// not there, and marks everything for rendering when settings or templates are others than last time.
    func prepare() throws {
        // First, while what is pending is what the crash cut off: it was at work in the first batch of it.
        try publisher.sweep("")
        for (_, slug) in try catalogue.pending(limit: Self.pageBatch).bulletins {
            try publisher.sweep("bulletins/\(slug)")
            try sweepFiles(ofBulletin: slug)
        }
        let lost = try catalogue.files().filter { file in
            try publisher.root.status(of: Array(file.path.utf8))?.size != Int64(file.size)
        }
        if !lost.isEmpty {
            logger.warning("site lacked published files", metadata: ["files": "\(lost.count)"])
            try catalogue.lost(lost.map(\.path))
        }
        try catalogue.refresh(look: look)
        try store.load()
    }
}
