internal import BulletinCore
internal import Interop

/// A document with what is worth a remark in it, for each format.
typealias JudgedDocument = (document: DocumentRendering, findings: [[Finding]])

/// Archives that are rendered and looked over several at once, while those behind them are read.
struct ArchivesAhead {
    /// So many at once.
    static let atOnce = 8

    private var read: [(key: DocumentKey, feed: Feed)] = []
    private var ready: [DocumentKey: JudgedDocument] = [:]

    /// - Returns: `nil` when there is no such feed.
    mutating func first(of rest: ArraySlice<DocumentKey>, in pipeline: Pipeline) throws -> JudgedDocument? {
        if ready.isEmpty {
            let keys = Self.together(rest)
            let present = try read.first?.key == keys.first ? read : Self.read(keys, in: pipeline)
            (read, ready) = try Parallel.both(
                { try Self.read(Self.together(rest.dropFirst(keys.count)), in: pipeline) },
                and: { [entries = pipeline.entries] in try Self.judged(present, entries) })
        }
        return rest.first.flatMap { ready.removeValue(forKey: $0) }
    }

    /// Those of the first that are rendered at once.
    private static func together(_ archives: ArraySlice<DocumentKey>) -> ArraySlice<DocumentKey> {
        archives.prefix(atOnce).prefix { $0.feed == archives.first?.feed }
    }

    private static func read(
        _ keys: ArraySlice<DocumentKey>, in pipeline: Pipeline
    ) throws -> [(key: DocumentKey, feed: Feed)] {
        try keys.compactMap { key in
            try pipeline.catalogue.document(key, of: pipeline.channel, known: pipeline.entries.entry)
                .map { (key: key, feed: $0) }
        }
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
