internal import BulletinCore
internal import Interop
internal import Synchronization

/// An entry as it stands in documents, in all formats.
struct EntryRendering: Sendable {
    private(set) var entry: RenderedEntry
    /// In the order of the formats.
    private(set) var fragments: [[UInt8]] = []
    /// Whether the gate has found nothing in it, in each of the formats.
    var isSound = OutputFormat.allCases.map { _ in false }
    /// Bytes, about, that it does not share with the one that it was made of.
    fileprivate private(set) var weight = overhead

    fileprivate static let overhead = 1_000

    /// - Parameter feed: one that it stands in.
    init(_ entry: Entry, in feed: Feed) throws(XMLError) {
        self.entry = RenderedEntry(entry, in: feed.channel)
        for format in OutputFormat.allCases { fragments.append(try format.fragment(self.entry, of: feed)) }
        weight += fragments.reduce(entry.html.utf8.count + entry.text.utf8.count) { $0 + $1.count }
    }

    /// The same entry in another feed, of a topic when this one is of none, or the other way about. The verdict stays:
    /// where it comes from is not part of it.
    func moved(to feed: Feed) throws(XMLError) -> EntryRendering {
        var moved = self
        moved.weight = Self.overhead
        for (place, format) in OutputFormat.allCases.enumerated() where format.tellsFeed {
            moved.fragments[place] = try format.fragment(entry, of: feed, movedFrom: fragments[place])
            moved.weight += moved.fragments[place].count
        }
        return moved
    }

    /// The same entry under another id, as the issue entry of a bulletin of one story is that story.
    /// - Parameter feed: of another series, and of a topic when this one is.
    /// - Returns: `nil` when a fragment has to be rendered for that.
    func renamed(_ id: EntryID, in feed: Feed) throws(XMLError) -> EntryRendering? {
        var renamed = self
        renamed.entry = RenderedEntry(entry, renamed: id)
        for (place, format) in OutputFormat.allCases.enumerated() {
            if feed.identity.topic != nil, format.tellsFeed {
                renamed.fragments[place] = try format.fragment(renamed.entry, of: feed)
                continue
            }
            guard let fragment = format.fragment(fragments[place], of: entry.id, renamed: id) else { return nil }
            renamed.fragments[place] = fragment
        }
        renamed.weight = renamed.fragments.reduce(Self.overhead) { $0 + $1.count }
        return renamed
    }
}

/// Entries as they were rendered last, with the verdict of the gate. An entry goes out in many documents, and again with
/// each bulletin that comes after it, and is mostly the same.
///
/// Of one channel, whose settings do not change. What was not asked for for long goes first.
final class EntryCache: Sendable {
    private struct Key: Hashable {
        var id: EntryID
        /// Some formats say of an entry of a topic which feed it comes from.
        var isOfTopic: Bool
    }

    /// What was kept in the same span of time.
    private struct Shelf {
        private(set) var renderings: [Key: EntryRendering] = [:]
        /// By the folders of their bulletins.
        private(set) var keys: [String: [Key]] = [:]
        /// Bytes, about.
        private(set) var size = 0

        mutating func put(_ rendering: EntryRendering, at key: Key) {
            let last = renderings.updateValue(rendering, forKey: key)
            size += rendering.weight - (last?.weight ?? 0)
            let slug = rendering.entry.entry.bulletinSlug
            if last?.entry.entry.bulletinSlug != slug { keys[slug, default: []].append(key) }
        }

        mutating func forget(bulletin slug: String) {
            for key in keys.removeValue(forKey: slug) ?? [] {
                size -= renderings.removeValue(forKey: key)?.weight ?? 0
            }
        }
    }

    private struct State {
        var recent = Shelf()
        var older = Shelf()
        /// Stories of the pages that were read last.
        var read: [EntryID: Entry] = [:]
        let budget: Int

        mutating func find(_ key: Key) -> EntryRendering? {
            if let found = recent.renderings[key] { return found }
            guard let found = older.renderings[key] else { return nil }
            put(found, at: key)
            return found
        }

        /// An entry of the same bulletin that differs in nothing but its id.
        func findTwin(of entry: Entry, isOfTopic: Bool) -> EntryRendering? {
            // Only of a bulletin of one story there is one.
            guard entry.anchor.isEmpty, entry.contents.isEmpty else { return nil }
            for shelf in [recent, older] {
                for key in shelf.keys[entry.bulletinSlug] ?? [] where key.isOfTopic == isOfTopic {
                    guard let found = shelf.renderings[key] else { continue }
                    var other = found.entry.entry
                    other.id = entry.id
                    if other == entry { return found }
                }
            }
            return nil
        }

        mutating func put(_ rendering: EntryRendering, at key: Key) {
            recent.put(rendering, at: key)
            guard recent.size > budget / 2 else { return }
            (older, recent) = (recent, Shelf())
        }
    }

    private let state: Mutex<State>

    /// - Parameter budget: bytes, about, that are kept. A batch of a thousand stories with labels has room: its
    ///   archives go out one feed after the other.
    init(budget: Int = 64_000_000) { state = Mutex(State(budget: budget)) }

    /// An entry as it is now, if it is kept.
    func entry(_ id: EntryID) -> Entry? {
        state.withLock { state in
            let found = state.find(Key(id: id, isOfTopic: false)) ?? state.find(Key(id: id, isOfTopic: true))
            return found?.entry.entry ?? state.read[id]
        }
    }

    /// Keeps the stories of pages, which go to feeds next, until others are read; as many as take an eighth of the budget.
    /// - Parameter pages: read outside of a transaction, which may come to nothing.
    func note(_ pages: [BulletinPage]) {
        state.withLock { state in
            state.read = [:]
            var size = 0
            for entry in pages.lazy.flatMap(\.entries) {
                size += EntryRendering.overhead + entry.html.utf8.count + entry.text.utf8.count
                guard size <= state.budget / 8 else { break }
                state.read[entry.id] = entry
            }
        }
    }

    /// Forgets what stands on the pages of bulletins: it may be other than before.
    func forget(bulletins slugs: Set<String>) {
        state.withLock { state in
            state.read = [:]
            for slug in slugs {
                state.recent.forget(bulletin: slug)
                state.older.forget(bulletin: slug)
            }
        }
    }

    /// Entries as they stand in the documents of a feed, in the same order: as they were kept, where they are the same
    /// now, the others new.
    func renderings(of entries: [Entry], in feed: Feed) throws(XMLError) -> [EntryRendering] {
        let isOfTopic = feed.identity.topic != nil
        let known = state.withLock { state in
            // By their places: entries have dozens of parts, and a copy holds each.
            entries.indices.map { index -> (rendering: EntryRendering, isOfTopic: Bool)? in
                for isHere in [isOfTopic, !isOfTopic] {
                    let found = state.find(Key(id: entries[index].id, isOfTopic: isHere))
                    if let found, found.entry.entry == entries[index] { return (found, isHere) }
                }
                return state.findTwin(of: entries[index], isOfTopic: isOfTopic).map { ($0, isOfTopic) }
            }
        }
        var renderings = known.enumerated().map { index, known in
            known.flatMap {
                $0.rendering.entry.id == entries[index].id && $0.isOfTopic == isOfTopic ? $0.rendering : nil
            }
        }
        let missing = renderings.indices.filter { renderings[$0] == nil }
        let made = try Parallel.map(missing.count) { (place) throws(XMLError) in
            let entry = entries[missing[place]]
            guard let rendering = known[missing[place]]?.rendering else { return try EntryRendering(entry, in: feed) }
            if rendering.entry.id == entry.id { return try rendering.moved(to: feed) }
            if let renamed = try rendering.renamed(entry.id, in: feed) { return renamed }
            return try EntryRendering(entry, in: feed)
        }
        for (index, rendering) in zip(missing, made) { renderings[index] = rendering }
        return renderings.compactMap(\.self)
    }

    /// Keeps entries as they stand in the documents of a feed.
    func keep(_ renderings: [EntryRendering], in feed: Feed) {
        let isOfTopic = feed.identity.topic != nil
        // What tells that an entry is gone is not the entry.
        let gone = Set(feed.tombstones.map(\.id))
        state.withLock { state in
            for rendering in renderings where !gone.contains(rendering.entry.id) {
                state.put(rendering, at: Key(id: rendering.entry.id, isOfTopic: isOfTopic))
            }
        }
    }
}
