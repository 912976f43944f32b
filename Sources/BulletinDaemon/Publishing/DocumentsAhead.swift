internal import BulletinCore
internal import Interop

/// A document with what is worth a remark in it, for each format.
typealias JudgedDocument = (document: DocumentRendering, findings: [[Finding]])

/// Documents that are rendered and looked over several at once, while those before them are published.
struct DocumentsAhead {
    /// So many at once.
    static let atOnce = 10

    private typealias Group = (keys: [DocumentKey], judged: Parallel.Begun<[DocumentKey: JudgedDocument]>)

    private var ready: [DocumentKey: JudgedDocument] = [:]
    private var next: Group?

    /// Begins with the first of documents, if there are any.
    mutating func prepare(_ documents: ArraySlice<DocumentKey>, in pipeline: Pipeline) throws {
        if ready.isEmpty, next == nil { next = try Self.begin(Self.together(documents), in: pipeline) }
    }

    /// The first of documents; the entries of one without errors in it are kept among those that are known.
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

    /// Those of the first that are rendered at once: archives of one feed, or what readers subscribe to.
    private static func together(_ documents: ArraySlice<DocumentKey>) -> [DocumentKey] {
        guard let first = documents.first else { return [] }
        return Array(
            documents.prefix(atOnce).prefix { first.archive > 0 ? $0.feed == first.feed : $0.archive == 0 })
    }

    private static func begin(_ keys: [DocumentKey], in pipeline: Pipeline) throws -> Group? {
        guard !keys.isEmpty else { return nil }
        let documents = try keys.compactMap { key in
            try pipeline.catalogue.document(key, of: pipeline.channel, known: pipeline.entries.entry)
                .map { (key: key, feed: $0) }
        }
        return (keys, Parallel.Begun { [entries = pipeline.entries] in try judged(documents, entries) })
    }

    private static func judged(
        _ documents: [(key: DocumentKey, feed: Feed)], _ entries: EntryCache
    ) throws -> [DocumentKey: JudgedDocument] {
        let judged = try Parallel.map(documents.count) { index throws(XMLError) in
            let document = try DocumentRendering(documents[index].feed, entries)
            return (document: document, findings: document.findings())
        }
        return Dictionary(uniqueKeysWithValues: zip(documents.map(\.key), judged))
    }
}
