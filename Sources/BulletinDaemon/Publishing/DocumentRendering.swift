internal import BulletinCore
internal import Interop

/// A document of a feed in all formats.
struct DocumentRendering: Sendable {
    let feed: Feed
    /// `Feed.shown`, in its order.
    let entries: [EntryRendering]
    /// In the order of the formats, as `files`.
    private let frames: [DocumentFrame]
    let files: [SiteFile]

    init(_ feed: Feed, _ cache: EntryCache) throws(XMLError) {
        let entries = try cache.renderings(of: feed.shown, in: feed)
        self.feed = feed
        self.entries = entries
        let document = RenderedFeed(feed, items: entries.map(\.entry))
        var frames: [DocumentFrame] = []
        for format in OutputFormat.allCases { frames.append(try format.frame(of: document)) }
        self.frames = frames
        files = zip(OutputFormat.allCases, frames).enumerated().map { place, format in
            SiteFile(
                path: feed.path(as: format.0), bytes: format.1.filled(with: entries.map { $0.fragments[place] }))
        }
    }

    /// Whether no format takes more bytes than it may, or cannot take less.
    func isWithin(_ size: Int) -> Bool {
        feed.entries.count <= 1 || files.allSatisfy { $0.bytes.count <= size }
    }

    /// Says what is wrong with the document, but for entries that are known to be sound.
    ///
    /// What the rules say of an entry depends on nothing but the entry and the head of its document, and they say it of
    /// each entry apart; only ids are compared. So the document without its known entries stands for the whole. In the
    /// feeds of topics one entry is always among those that are looked over, where it says which feed it comes from:
    /// all say the same there.
    /// - Returns: what is worth a remark, for each format in their order. Entries are counted as in `entries`.
    func findings() -> [[Finding]] {
        let formats = OutputFormat.allCases
        let areDistinct = Set(entries.map(\.entry.id)).count == entries.count
        return Parallel.map(formats.count) { place in
            var judged = entries.indices.filter { !areDistinct || !entries[$0].isSound[place] }
            if judged.isEmpty, formats[place].tellsFeed, feed.identity.topic != nil {
                judged += entries.indices.prefix(1)
            }
            let bytes =
                judged.count == entries.count
                ? files[place].bytes : frames[place].filled(with: judged.map { entries[$0].fragments[place] })
            return Validator.validate(bytes, base: formats[place].address(of: feed)).compactMap { finding in
                guard finding.severity >= .warning else { return nil }
                var finding = finding
                finding.entry = finding.entry.flatMap { judged.indices.contains($0) ? judged[$0] : nil }
                return finding
            }
        }
    }

    /// The entries with the verdict on them.
    /// - Parameter findings: for each format; none that says the document as a whole is broken.
    func judged(_ findings: [[Finding]]) -> [EntryRendering] {
        var entries = entries
        for (place, findings) in findings.enumerated() {
            let remarked = Set(findings.compactMap(\.entry))
            for index in entries.indices { entries[index].isSound[place] = !remarked.contains(index) }
        }
        return entries
    }
}

extension Pipeline {
    /// The gate: a document with an error does not reach the site. What a bulletin is to blame for is noted.
    /// - Throws: `PublishingError.invalid` with the sources of the entries that are at fault.
    func admit(
        _ document: DocumentRendering, _ findings: [[Finding]], _ remarks: inout [SourcePath: [Remark]]
    ) throws {
        for (format, findings) in zip(OutputFormat.allCases, findings) {
            var errors: [String] = []
            for finding in findings {
                var place = finding.line.map { "line \($0): " } ?? ""
                if let index = finding.entry, let origin = try catalogue.origin(of: document.entries[index].entry.id) {
                    place = "\(origin.path):\(origin.line): "
                    let remark = Remark(finding, line: origin.line, place: "in the feeds: ")
                    var known = remarks[origin.path, default: []]
                    if known.count < Remark.limit, !known.contains(remark) { known.append(remark) }
                    remarks[origin.path] = known
                }
                if finding.severity == .error { errors.append("\(place)\(finding.message) [\(finding.rule)]") }
            }
            guard errors.isEmpty else {
                throw PublishingError.invalid(path: document.feed.path(as: format), remarks: Array(errors.prefix(5)))
            }
        }
    }
}
