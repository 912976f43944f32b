internal import BulletinCore
internal import Interop

/// A few pages together with the feeds that most people wait for: rendered while the catalogue comes to the disk, looked
/// over while they come there themselves, and then shown, the pages first.
extension Pipeline {
    /// Pages that are so few that the feeds can go out with them.
    static let fewPages = 8

    /// Pages and feeds that nobody has seen yet.
    struct Front: Sendable {
        let pages: Pages
        let shown: [SiteFile]
        let document: DocumentRendering
    }

    /// Reads pages that are pending and the feeds, within a transaction, too.
    /// - Returns: what renders them; `nil` when the feeds are not due, have to wait for others, or the pages are too many.
    func readFront() throws -> (@Sendable () throws -> Front)? {
        let pending = try catalogue.pending(limit: Self.fewPages + 1)
        guard (1...Self.fewPages).contains(pending.bulletins.count), !pending.site else { return nil }
        let due = try catalogue.dueDocuments()
        guard due.contains(.front), !due.contains(where: { $0.isOfSite && $0.archive > 0 }),
            try !catalogue.isFull(DocumentKey.front.feed, documentLimits)
        else { return nil }
        let pages = try readPages(of: pending.bulletins)
        let read = Dictionary(
            pages.shown.lazy.flatMap(\.entries).map { ($0.id, $0) }, uniquingKeysWith: { one, _ in one })
        guard let feed = try catalogue.document(.front, of: channel, known: { read[$0] ?? entries.entry($0) }) else {
            return nil
        }
        let slugs = try rendering.topicSlugs(of: pages.shown.map(\.entries))
        return {
            let (document, shown) = try Parallel.both {
                try DocumentRendering(feed, entries)
            } and: {
                rendering.files(of: pages.shown, slugs)
            }
            return Front(pages: pages, shown: shown, document: document)
        }
    }

    /// Publishes pages and feeds; the catalogue that says what they are is on the disk by now.
    /// - Returns: how many files changed, and the feeds without their page for people; `nil` when they cannot go out like
    ///   this.
    func publish(
        _ front: Front, _ remarks: inout [SourcePath: [Remark]], at now: Timestamp
    ) throws -> (count: Int, feeds: Portion)? {
        let document = front.document
        guard document.isWithin(configuration.feedSize) else { return nil }
        let attached = try publishFiles(of: front.pages, at: now)
        let files = front.shown + document.files
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
        entries.keep(document.judged(findings), in: document.feed)
        return (
            try finish(front.pages, attached, files, changed), Portion(documents: [(.front, document.feed)])
        )
    }
}
