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
    let configuration: Configuration
    let channel: Channel
    let catalogue: Catalogue
    let publisher: Publisher
    let store: SiteStore
    let pages: PageRenderer
    let entries = EntryCache()
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
        for (path, stories) in batch.movedStories.sorted(by: { $0.key < $1.key }) {
            logger.info("stories came from other bulletins", metadata: ["path": "\(path)", "stories": "\(stories)"])
        }
        for (path, stories, corrected) in batch.claimed {
            logger.info(
                "bulletin is known from adopted feeds",
                metadata: ["path": "\(path)", "stories": "\(stories)", "corrected": "\(corrected)"])
        }
        for case (let path, .bulletin(let bulletin)) in files.map({ ($0.path, $0.outcome) }) {
            for finding in bulletin.findings where finding.severity >= .warning {
                logger.info(
                    "bulletin has a finding",
                    metadata: ["place": "\(path):\(finding.line ?? 1)", "finding": "\(finding.message)"])
            }
        }
        for (path, remarks) in batch.noted {
            for remark in remarks where remark.rule == Remark.doubtfulVersionRule {
                logger.info("bulletin has a finding", metadata: ["place": "\(path)", "finding": "\(remark.message)"])
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

    // MARK: start

    /// Brings the site back to what the catalogue says it is: removes what a crash left behind, forgets files that are
    /// not there, and marks everything for rendering when settings or templates are others than last time.
    func prepare() throws {
        if try catalogue.isUnpublished() || catalogue.awaitsFirstFile() { try catalogue.noteClutter(true) }
        // First, while what is pending is what the crash cut off: it was at work in the first batch of it.
        try publisher.sweep("")
        for (_, slug) in try catalogue.pending(limit: Self.pageBatch).bulletins {
            try publisher.sweep("bulletins/\(slug)")
            try sweepFiles(ofBulletin: slug)
        }
        for folder in try catalogue.dueFolders() + ["sitemaps"] { try publisher.sweep(folder) }
        try forgetLost(from: publisher.root)
        try catalogue.refresh(look: look)
        _ = try reread()
        try keepFormerAddresses(in: publisher.root)
        try store.load()
    }

    /// Notes how files are read now.
    /// - Returns: those that were read otherwise, and are to be read again.
    func reread() throws -> [SourcePath] {
        try catalogue.read(timesIn: configuration.zone) + catalogue.read(textsIn: configuration.charset)
    }

    /// A disk that is full is no reason not to serve what is on it.
    private func keepFormerAddresses(in folder: Folder) throws {
        let addresses = try catalogue.formerAddresses()
        do throws(SystemError) {
            try FormerAddressFile.keep(addresses, in: folder)
        } catch {
            logger.warning("former addresses could not be kept with the site", metadata: ["error": "\(error)"])
        }
    }

    /// Marks what another folder in the place of the site lacks to be published again.
    /// - Returns: whether there is another one.
    func followSite() throws -> Bool {
        try publisher.site.follow { other in
            logger.warning(
                "site folder was replaced, all of it is published again", metadata: ["path": "\(publisher.site.path)"])
            try forgetLost(from: other)
            try keepFormerAddresses(in: other)
        }
    }

    private func forgetLost(from root: Folder) throws {
        let lost = try catalogue.files().filter { file in
            do throws(SystemError) {
                return try root.status(of: Array(file.path.utf8))?.size != Int64(file.size)
            } catch {
                // To put it back fails, or mends it: here nobody would be told of which file it is.
                if error.isPermission || error.isOfOtherKind { return true }
                throw error
            }
        }
        guard !lost.isEmpty else { return }
        logger.warning("site lacked published files", metadata: ["files": "\(lost.count)"])
        try catalogue.lost(lost.map(\.path))
    }
}
