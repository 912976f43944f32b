internal import BulletinCore
internal import Interop
internal import Logging

/// render → validate → publish → serve
extension Pipeline {
    /// Pages that are rendered and renamed together.
    static let pageBatch = 1_024
    /// Documents of feeds that are held in memory and renamed together, in bytes.
    private static let documentPortion = 10_000_000

    /// Publishes all that is pending: pages first, then archives, then what readers subscribe to, and last what leads
    /// to all of it.
    ///
    /// - Parameters:
    ///   - front: the first of it, as it was rendered while the catalogue came to the disk; nothing has changed since.
    ///   - leavesTopics: whether what subscribers of topics read stays pending; their archives do not, which no later
    ///     publication renders again.
    ///   - goesOn: asked between the steps of long work; what is left when it says no stays pending.
    ///   - mayLeave: asked once the site's own feeds are out: whether the rest is to stay pending, too.
    ///   - tell: takes what the validator found in the feeds because of a bulletin: its file, with all remarks on it.
    /// - Throws: `PublishingError`; what is pending stays so, and the last publication stays up.
    func publish(
        _ front: Front? = nil, at now: Timestamp, leavesTopics: Bool = false, while goesOn: () -> Bool = { true },
        leaving mayLeave: () -> Bool = { false },
        telling tell: ([(path: SourcePath, remarks: [Remark])]) -> Void = { _ in }
    ) throws {
        var files = 0
        defer { if files > 0 { logger.notice("site published", metadata: ["files": "\(files)"]) } }
        var remarks: [SourcePath: [Remark]] = [:]
        // Authors are told also when the publication stops.
        defer { note(remarks, telling: tell) }
        if front == nil { try catalogue.seal(documentLimits) }
        var ready = Portion()
        if let front = try front ?? readFront()?(), let step = try publish(front, &remarks, at: now) {
            files += step.count
            ready = step.feeds
            guard goesOn() else { return }
        }
        // Feeds of topics may be full when the site's is not, and it does not wait for them.
        if front != nil { try catalogue.seal(documentLimits) }
        var ahead = DocumentsAhead()
        while true {
            let pending = try catalogue.pending(limit: Self.pageBatch)
            if pending.bulletins.isEmpty {
                if pending.site { files += try publishSheets(at: now) }
                let documents = try publishDocuments(
                    besides: ready, at: now, &ahead, &remarks, while: goesOn, leaving: mayLeave,
                    leavesTopics: leavesTopics)
                files += documents.count
                guard documents.isDone else { return }
                if pending.site { files += try publishList(at: now) }
                files += try publishSitemap(at: now)
                // What the last good version leads to stays with it.
                if let refusal = documents.refusal { throw refusal }
                try removeRetiredFiles()
                return
            }
            let pages = try readPages(of: pending.bulletins)
            entries.note(pages.shown)
            let attached = try publishFiles(of: pages, at: now)
            let rendered = try rendering.files(of: pages.shown)
            // They are rendered while many pages come to the disk.
            if rendered.count > Self.fewPages, let group = try dueGroups(besides: ready).first(where: { !$0.isEmpty }) {
                try ahead.prepare(group[...], in: self)
            }
            files += try finish(pages, attached, rendered, try publishChanged(rendered, at: now, inOrder: false))
            guard goesOn() else { return }
        }
    }

    // MARK: Documents of feeds

    var documentLimits: DocumentLimits {
        DocumentLimits(entries: configuration.feedEntries, bytes: configuration.feedSize)
    }

    /// Documents that are published together.
    struct Portion: Sendable {
        /// With what their pages for people show.
        var documents: [(key: DocumentKey, feed: Feed)] = []
        var files: [SiteFile] = []
        var size = 0
        /// Of its files, those that are out and not yet recorded.
        var changed: [PublishedFile] = []

        var keys: [DocumentKey] { documents.map(\.key) }
    }

    /// Publishes all documents that are due. One that is not valid stays as it was, and keeps none of the others back.
    ///
    /// Archives come before what leads to them. What most people subscribe to does not wait for the feeds of topics;
    /// the site's pages for people lead to all of it, so they come last.
    /// - Parameter ready: what is out but for its pages for people.
    /// - Returns: how many files changed, whether all is done, and what was wrong with the first that is not valid.
    private func publishDocuments(
        besides ready: Portion, at now: Timestamp, _ ahead: inout DocumentsAhead,
        _ remarks: inout [SourcePath: [Remark]], while goesOn: () -> Bool, leaving mayLeave: () -> Bool,
        leavesTopics: Bool
    ) throws -> (count: Int, isDone: Bool, refusal: PublishingError?) {
        var count = 0
        var refusal: PublishingError?
        var last = ready
        var underWay: UnderWay?
        var groups = try dueGroups(besides: ready)
        let left = leavesTopics ? groups.removeLast() : []
        for group in groups {
            var rest = group[...]
            while !rest.isEmpty {
                var portion = Portion()
                while let key = rest.first {
                    // One that is too long gives some of its entries to an archive first.
                    let judged = try ahead.first(of: rest, in: self).flatMap { judged in
                        key.archive > 0 || judged.document.isWithin(configuration.feedSize) ? judged : nil
                    }
                    rest.removeFirst()
                    do {
                        try add(key, judged, to: &portion, &remarks, at: now)
                    } catch let error as PublishingError where error.isGate {
                        refusal = refusal ?? error
                    }
                    if portion.size > Self.documentPortion || (!key.isOfSite && mayLeave()) { break }
                }
                let isOfSite = portion.keys.first?.isOfSite ?? true
                if isOfSite, portion.keys.first?.archive == 0 {
                    last.documents += portion.documents
                    last.changed += try publish(portion.files, at: now)
                } else {
                    count += try finish(&underWay)
                    underWay = begin(portion, at: now)
                    let (leaves, goesOn) = (!isOfSite && mayLeave(), goesOn())
                    // Else the next portion is read and rendered in the meantime.
                    if rest.isEmpty || leaves || !goesOn { count += try finish(&underWay) }
                    if !goesOn { return (count, false, refusal) }
                    if leaves { return (count + (try publishTwins(of: last, at: now)), false, refusal) }
                }
            }
        }
        count += try publishTwins(of: last, at: now)
        return (count, left.isEmpty, refusal)
    }

    /// Documents that are due, in groups of which one comes after the other.
    private func dueGroups(besides ready: Portion) throws -> [[DocumentKey]] {
        let done = ready.keys
        let due = try catalogue.dueDocuments().filter { !done.contains($0) }
        let (site, topics) = (due.filter(\.isOfSite), due.filter { !$0.isOfSite })
        // Most people wait for the site's stories.
        return [
            Self.alternating(site.filter { $0.archive > 0 }), site.filter { $0 == .front },
            site.filter { $0.archive == 0 && $0 != .front }, topics.filter { $0.archive > 0 },
            topics.filter { $0.archive == 0 },
        ]
    }

    /// Publishes the pages for people beside documents that are out; these are done then.
    /// - Returns: how many files of the portion changed.
    private func publishTwins(of portion: Portion, at now: Timestamp) throws -> Int {
        guard !portion.documents.isEmpty else { return 0 }
        let changed = portion.changed + (try publish(rendering.twins(of: portion.documents), at: now))
        try catalogue.published(changed, of: portion.keys)
        return changed.count
    }

    /// Documents that come to the site while their owner does something else.
    private struct UnderWay {
        let keys: [DocumentKey]
        let work: Parallel.Begun<(files: [SiteFile], changed: [PublishedFile])>
    }

    /// Begins to publish documents, and then their pages for people.
    /// - Returns: `nil` when there are none.
    private func begin(_ portion: Portion, at now: Timestamp) -> UnderWay? {
        guard !portion.documents.isEmpty else { return nil }
        return UnderWay(
            keys: portion.keys,
            work: Parallel.Begun {
                let files = portion.files + (try rendering.twins(of: portion.documents))
                return (files, try publishChanged(files, at: now))
            })
    }

    /// Waits for documents that were begun; they are done then.
    /// - Returns: how many files changed.
    private func finish(_ underWay: inout UnderWay?) throws -> Int {
        guard let ending = underWay.take() else { return 0 }
        let (files, changed) = try ending.work.value()
        serve(files, changed)
        try catalogue.published(changed, of: ending.keys)
        return changed.count
    }

    /// The archives of each series in their order, some of one and then as many of the next: the same bulletins stand in
    /// them, and one of a single story has the same entry in both.
    private static func alternating(_ archives: [DocumentKey]) -> [DocumentKey] {
        var places: [Int64: Int] = [:]
        let rounds = archives.map { key in
            defer { places[key.feed, default: 0] += 1 }
            return places[key.feed, default: 0] / DocumentsAhead.atOnce
        }
        return zip(archives, rounds).sorted { ($0.1, $0.0.feed, $0.0.archive) < ($1.1, $1.0.feed, $1.0.archive) }
            .map(\.0)
    }

    /// - Parameter ready: the document, when it is rendered already.
    private func add(
        _ key: DocumentKey, _ ready: JudgedDocument? = nil, to portion: inout Portion,
        _ remarks: inout [SourcePath: [Remark]], at now: Timestamp
    ) throws {
        guard let document = try render(key, ready, &remarks, at: now) else {
            try catalogue.published([], of: [key])
            return
        }
        portion.files += document.files
        portion.size += document.files.reduce(0) { $0 + $1.bytes.count }
        portion.documents.append((key, document.feed))
    }

    /// All formats are of one generation: when one is not valid, none is published.
    /// - Returns: `nil` when there is no such document any more.
    private func render(
        _ key: DocumentKey, _ ready: JudgedDocument?, _ remarks: inout [SourcePath: [Remark]], at now: Timestamp
    ) throws -> (feed: Feed, files: [SiteFile])? {
        guard let (document, findings) = try ready ?? rendered(key, &remarks, at: now) else { return nil }
        try admit(document, findings, &remarks)
        if ready == nil { entries.keep(document.judged(findings), in: document.feed) }
        return (document.feed, document.files)
    }

    private func rendered(
        _ key: DocumentKey, _ remarks: inout [SourcePath: [Remark]], at now: Timestamp
    ) throws -> JudgedDocument? {
        var rendered: DocumentRendering?
        while let feed = try catalogue.document(key, of: channel, known: entries.entry) {
            let document = try DocumentRendering(feed, entries)
            rendered = document
            // What the catalogue reckons is what most entries take; some take more.
            if key.archive > 0 || document.isWithin(configuration.feedSize) { break }
            let archives = try catalogue.seal(key.feed, keeping: feed.entries.count * 3 / 4, documentLimits)
            if archives.isEmpty { break }
            // They come before what leads to them, as all archives do.
            for archive in archives {
                var portion = Portion()
                try add(archive, to: &portion, &remarks, at: now)
                var underWay = begin(portion, at: now)
                _ = try finish(&underWay)
            }
        }
        return rendered.map { ($0, $0.findings()) }
    }

    /// Publishes what is other than what was published last.
    /// - Parameter inOrder: whether one file leads to those before it.
    func publishChanged(_ files: [SiteFile], at now: Timestamp, inOrder: Bool = true) throws -> [PublishedFile] {
        try publisher.publish(files, at: now, known: catalogue.files(at: files.map(\.path)), inOrder: inOrder)
    }

    /// Publishes files together, and gives the server the new ones.
    func publish(_ files: [SiteFile], at now: Timestamp) throws -> [PublishedFile] {
        let changed = try publishChanged(files, at: now)
        serve(files, changed)
        return changed
    }

    /// Gives the server new files, and takes away those that are gone.
    func serve(_ files: [SiteFile], _ changed: [PublishedFile], removed: [String] = []) {
        let records = Dictionary(uniqueKeysWithValues: changed.map { ($0.path, $0) })
        // What cannot come to the disk is served from memory: all formats are of one generation.
        let kept = files.filter { SiteStore.keptPaths.contains($0.path) }
        store.replace(
            kept.compactMap { file in records[file.path].map { (file, $0) } },
            changed: changed.map(\.path) + removed)
    }

    /// Stores what was found in the feeds because of bulletins, and tells what is new of it.
    private func note(
        _ remarks: [SourcePath: [Remark]], telling tell: ([(path: SourcePath, remarks: [Remark])]) -> Void
    ) {
        guard !remarks.isEmpty else { return }
        do {
            let noted = try catalogue.note(remarks)
            for (path, _) in noted {
                for remark in remarks[path] ?? [] {
                    logger.warning(
                        "bulletin makes a finding in a feed",
                        metadata: ["place": "\(path):\(remark.line ?? 1)", "finding": "\(remark.message)"])
                }
            }
            tell(noted)
        } catch {
            logger.error("findings could not be noted", metadata: ["error": "\(error)"])
        }
    }
}
