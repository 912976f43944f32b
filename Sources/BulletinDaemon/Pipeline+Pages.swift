internal import BulletinCore
internal import Interop

/// The pages of bulletins, a few of them together with the feeds that most people wait for.
extension Pipeline {
    /// Pages that are to be published, as the catalogue has them.
    struct Pages {
        let bulletins: [(id: Int64, slug: String)]
        var shown: [BulletinPage] = []
        /// Pages with nothing to be seen on them.
        var removed: [String] = []
        /// Files that the pages lead to: those that have been published now, all, and those that none leads to now.
        var attached: [PublishedFile] = []
        var kept: [String] = []
        var retired: [String] = []
    }

    /// Reads pages, and publishes the files that they lead to.
    func readPages(of bulletins: [(id: Int64, slug: String)], at now: Timestamp) throws -> Pages {
        entries.forget(bulletins: Set(bulletins.map(\.slug)))
        var pages = Pages(bulletins: bulletins)
        let read = try catalogue.pages(bulletins.map(\.id), of: channel)
        let present = try catalogue.publishedFiles(ofBulletins: bulletins.map(\.slug))
        for (bulletin, (page, present)) in zip(bulletins, zip(read, present)) {
            let step = try publishFiles(of: bulletin.id, page: page, present: present, at: now)
            pages.attached += step.changed
            pages.kept += page?.files.map(\.path) ?? []
            pages.retired += step.retired
            if let page {
                pages.shown.append(page)
            } else {
                pages.removed.append(SiteRendering.pagePath(slug: bulletin.slug))
            }
        }
        return pages
    }

    /// Notes that pages are out.
    /// - Parameters:
    ///   - files: the pages, and what went out with them.
    ///   - changed: those of them that have been published now.
    /// - Returns: how many files have been published.
    func finish(_ pages: Pages, _ files: [SiteFile], _ changed: [PublishedFile]) throws -> Int {
        try publisher.remove(pages.removed)
        serve(files, changed, removed: pages.removed)
        try catalogue.published(
            pages.attached + changed, removed: pages.removed, kept: pages.kept, retired: pages.retired,
            bulletins: pages.bulletins.map(\.id))
        return pages.attached.count + changed.count
    }

    /// Publishes a few pages together with the feeds that most people wait for: rendered and looked over at the same
    /// time, on the disk at once, and then shown, the pages first.
    /// - Returns: how many files changed, and the feeds without their page for people; `nil` when these feeds are not
    ///   due, or have to wait for others.
    func publishWithFront(
        _ bulletins: [(id: Int64, slug: String)], _ remarks: inout [SourcePath: [Remark]], at now: Timestamp
    ) throws -> (count: Int, front: Portion)? {
        let due = try catalogue.dueDocuments()
        guard due.contains(.front), !due.contains(where: { $0.isOfSite && $0.archive > 0 }) else { return nil }
        let pages = try readPages(of: bulletins, at: now)
        guard let feed = try catalogue.document(.front, of: channel, known: entries.entry) else { return nil }
        let (shown, document) = try Parallel.both {
            try rendering.files(of: pages.shown)
        } and: {
            try DocumentRendering(feed, entries)
        }
        guard document.isWithin(configuration.feedSize) else { return nil }
        let files = shown + document.files
        let known = try catalogue.files(at: files.map(\.path))
        let (prepared, findings) = try Parallel.both {
            try publisher.prepare(files, at: now, known: known)
        } and: {
            document.findings()
        }
        do {
            try admit(document, findings, &remarks)
        } catch {
            publisher.discard(prepared)
            guard let error = error as? PublishingError, error.isGate else { throw error }
            return nil
        }
        let changed = try publisher.reveal(prepared)
        entries.keep(document.judged(findings), in: feed)
        return (try finish(pages, files, changed), Portion(documents: [(.front, feed)]))
    }
}
