internal import BulletinCore
internal import Interop

/// The pages of bulletins.
extension Pipeline {
    /// Pages that are to be published, as the catalogue has them.
    struct Pages: Sendable {
        let bulletins: [(id: Int64, slug: String)]
        /// `nil` where there is nothing to be seen.
        let pages: [BulletinPage?]
        /// Files that are published for each of them.
        let present: [[PublishedFile]]

        var shown: [BulletinPage] { pages.compactMap(\.self) }
        var removed: [String] {
            zip(bulletins, pages).filter { $1 == nil }.map { SiteRendering.pagePath(slug: $0.0.slug) }
        }
    }

    /// Reads pages, and forgets how the stories on them were rendered.
    func readPages(of bulletins: [(id: Int64, slug: String)]) throws -> Pages {
        entries.forget(bulletins: Set(bulletins.map(\.slug)))
        return Pages(
            bulletins: bulletins, pages: try catalogue.pages(bulletins.map(\.id), of: channel),
            present: try catalogue.publishedFiles(ofBulletins: bulletins.map(\.slug)))
    }

    /// Files that pages lead to: those that have been published now, all, and those that none leads to now.
    struct Attached {
        var changed: [PublishedFile] = []
        var kept: [String] = []
        var retired: [String] = []
    }

    /// Publishes the files that pages lead to.
    func publishFiles(of pages: Pages, at now: Timestamp) throws -> Attached {
        var attached = Attached()
        for (bulletin, (page, present)) in zip(pages.bulletins, zip(pages.pages, pages.present)) {
            let step = try publishFiles(of: bulletin.id, page: page, present: present, at: now)
            attached.changed += step.changed
            attached.kept += page?.files.map(\.path) ?? []
            attached.retired += step.retired
        }
        // The server gives out what is recorded, and what leads there comes next.
        try catalogue.published(attached.changed, removed: [], bulletins: [])
        return attached
    }

    /// Notes that pages are out.
    /// - Parameters:
    ///   - attached: files that they lead to.
    ///   - files: the pages, and what went out with them.
    ///   - changed: those of them that have been published now.
    /// - Returns: how many files have been published.
    func finish(
        _ pages: Pages, _ attached: Attached, _ files: [SiteFile], _ changed: [PublishedFile]
    ) throws -> Int {
        let removed = pages.removed
        try publisher.remove(removed)
        serve(files, changed, removed: removed)
        try catalogue.published(
            attached.changed + changed, removed: removed, kept: attached.kept, retired: attached.retired,
            bulletins: pages.bulletins.map(\.id))
        return attached.changed.count + changed.count
    }
}
