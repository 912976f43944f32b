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
    /// Pages that are rendered and renamed together.
    private static let pageBatch = 256

    let configuration: Configuration
    let channel: Channel
    let catalogue: Catalogue
    let publisher: Publisher
    let store: SiteStore
    let pages: PageRenderer
    let workers: WorkerPool
    /// Of all that decides how the same catalogue is rendered: equal looks, equal pages.
    let look: String
    let logger: Logger

    func report(_ batch: TakenBatch, _ files: [TakenFile]) {
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
        let address = format.address(of: feed)
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
