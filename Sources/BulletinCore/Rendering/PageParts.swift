internal import Synchronization

/// Parts that many pages have alike, each rendered once: what leads to feeds, and stories on the pages of feeds.
final class PageParts: Sendable {
    private struct LinkKey: Hashable {
        var feed: FeedIdentity
        var title: [UInt8]
        var root: String
    }

    /// Texts by their bytes: to `String` the composed and the decomposed form of a letter are the same, and what is
    /// published is not.
    private struct HeadlineKey: Hashable {
        var address: String
        /// Of the story and of the page.
        var languages: [String?]
        /// Title, summary, and what a summary is cut from, if none is stated; empty where there is none.
        var words: [[UInt8]?]
        var contents: [[UInt8]]
        var topics: [[UInt8]?]

        init(_ entry: Entry, on values: PageValues) {
            address = values.address(of: entry)
            languages = [entry.language, values.channel.language]
            words = [entry.title, entry.summary, entry.contents.isEmpty ? entry.text : ""].map { $0.map(Self.bytes) }
            contents = entry.contents.flatMap { [$0.id.uri, $0.title, $0.anchor] }.map(Self.bytes)
            topics = values.topics(of: entry).flatMap { [$0.name, $0.address] }.map { $0.map(Self.bytes) }
        }

        var weight: Int { words[2]?.count ?? 0 }

        private static func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

        /// By what is short, and seldom the same for two: to hash Chinese text takes longer than to render it.
        func hash(into hasher: inout Hasher) { hasher.combine(address) }
    }

    private let templates: PageTemplates
    private let links = PartCache<LinkKey>(budget: 1_000_000)
    private let headlines = PartCache<HeadlineKey>(budget: 16_000_000)

    init(templates: PageTemplates) { self.templates = templates }

    /// The template `feedlink`, once for each format of each feed.
    /// - Returns: clean HTML without a newline at its end; empty without feeds.
    func links(to feeds: [FeedIdentity], on values: PageValues) -> String {
        var html = ""
        for feed in feeds {
            let key = LinkKey(feed: feed, title: Array(feed.title(in: values.channel).utf8), root: values.root)
            html += links.html(of: key, weighing: 0) {
                values.formats(of: feed).map { templates.render("feedlink", $0) }.joined()
            }
        }
        return Self.withoutNewline(html)
    }

    /// The template `headline`, once for each story.
    /// - Returns: clean HTML without a newline at its end.
    func headlines(of stories: some Sequence<Entry>, on values: PageValues) -> String {
        var html = ""
        for entry in stories {
            let key = HeadlineKey(entry, on: values)
            html += headlines.html(of: key, weighing: key.weight) {
                templates.render("headline", values.headline(entry))
            }
        }
        return Self.withoutNewline(html)
    }

    /// Templates end in one, and so does the line that the part stands in.
    private static func withoutNewline(_ html: String) -> String {
        html.utf8.last == UInt8(ascii: "\n") ? String(html.utf8.dropLast()) ?? html : html
    }
}

/// HTML by all that it is made of, so that what is kept is what would be made again. What was not asked for for long goes
/// first.
private final class PartCache<Key: Hashable & Sendable>: Sendable {
    private struct State {
        var recent: [Key: String] = [:]
        var older: [Key: String] = [:]
        /// Of `recent`, about, in bytes.
        var size = 0
    }

    private let state = Mutex(State())
    private let budget: Int

    /// - Parameter budget: bytes, about, that are kept.
    init(budget: Int) { self.budget = budget }

    /// - Parameter weight: bytes, about, of the key.
    func html(of key: Key, weighing weight: Int, make: () -> String) -> String {
        let (recent, older) = state.withLock { state in (state.recent[key], state.older[key]) }
        if let recent { return recent }
        let html = older ?? make()
        state.withLock { state in
            state.size += weight + html.utf8.count + 500
            state.recent[key] = html
            guard state.size > budget / 2 else { return }
            (state.older, state.recent, state.size) = (state.recent, [:], 0)
        }
        return html
    }
}
