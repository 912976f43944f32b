internal import BulletinCore
internal import Interop

/// A document with what is worth a remark in it, for each format.
typealias JudgedDocument = (document: DocumentRendering, findings: [[Finding]])

/// Archives that are rendered and looked over several at once, while those before them are published.
struct ArchivesAhead {
    /// So many at once.
    static let atOnce = 6

    private typealias Group = (keys: [DocumentKey], judged: Parallel.Begun<[DocumentKey: JudgedDocument]>)

    private var ready: [DocumentKey: JudgedDocument] = [:]
    private var next: Group?

    /// The first of archives; one without errors in it is kept among the entries that are known.
    /// - Returns: `nil` when there is no such feed.
    mutating func first(of rest: ArraySlice<DocumentKey>, in pipeline: Pipeline) throws -> JudgedDocument? {
        if ready.isEmpty {
            let keys = Self.together(rest)
            let present = try next?.keys == keys ? next : Self.begin(keys, in: pipeline)
            next = nil
            ready = try present?.judged.value() ?? [:]
            for key in keys {
                guard let (document, findings) = ready[key],
                    findings.joined().allSatisfy({ $0.severity < .error })
                else { continue }
                pipeline.entries.keep(document.judged(findings), in: document.feed)
            }
            // What is known of entries is of use to those behind them.
            next = try Self.begin(Self.together(rest.dropFirst(keys.count)), in: pipeline)
        }
        return rest.first.flatMap { ready.removeValue(forKey: $0) }
    }

    /// Those of the first that are rendered at once.
    private static func together(_ archives: ArraySlice<DocumentKey>) -> [DocumentKey] {
        Array(archives.prefix(atOnce).prefix { $0.feed == archives.first?.feed })
    }

    private static func begin(_ keys: [DocumentKey], in pipeline: Pipeline) throws -> Group? {
        guard !keys.isEmpty else { return nil }
        let archives = try keys.compactMap { key in
            try pipeline.catalogue.document(key, of: pipeline.channel, known: pipeline.entries.entry)
                .map { (key: key, feed: $0) }
        }
        return (keys, Parallel.Begun { [entries = pipeline.entries] in try judged(archives, entries) })
    }

    private static func judged(
        _ archives: [(key: DocumentKey, feed: Feed)], _ entries: EntryCache
    ) throws -> [DocumentKey: JudgedDocument] {
        let documents = try Parallel.map(archives.count) { index throws(XMLError) in
            let document = try DocumentRendering(archives[index].feed, entries)
            return (document: document, findings: document.findings())
        }
        return Dictionary(uniqueKeysWithValues: zip(archives.map(\.key), documents))
    }
}
