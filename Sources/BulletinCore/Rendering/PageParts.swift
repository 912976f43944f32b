internal import Interop
internal import Synchronization

/// Parts that many pages have alike, each rendered once: what leads to feeds, labels, and stories on the pages of feeds.
final class PageParts: Sendable {
    private struct LinkKey: Hashable {
        var feed: FeedIdentity
        var title: [UInt8]
        var root: String
    }

    private struct TopicsKey: Hashable {
        /// Of the page.
        var language: String
        var root: String
        /// Names and addresses.
        var topics: [[UInt8]?]
    }

    /// By what is shown of it, or what that is made of: to make it takes longer than to compare.
    private struct StoryKey: Equatable {
        var slug: String
        var anchor: String
        var language: String?
        /// Title, stated summary and, where something of it is shown, text.
        var words: [ExactText?]
        var contents: [ExactText]
        var topics: [ExactText?]

        init(_ entry: Entry, on values: PageValues) {
            slug = entry.bulletinSlug
            anchor = entry.anchor
            language = entry.language
            let text = entry.contents.isEmpty ? entry.text : nil
            words = [entry.title, entry.summary, text].map { $0.map(ExactText.init) }
            contents = entry.contents.flatMap { [$0.id.uri, $0.title, $0.anchor] }.map(ExactText.init)
            topics = values.topics(of: entry).flatMap { [$0.name, $0.address] }.map { $0.map(ExactText.init) }
        }
    }

    /// To `String` the composed and the decomposed form of a letter are the same, and what is published is not.
    private struct ExactText: Equatable {
        var text: String

        static func == (one: ExactText, other: ExactText) -> Bool { ByteSearch.areSame(one.text, other.text) }
    }

    private struct GroupKey: Hashable {
        /// Of the page.
        var language: String
        var published: Timestamp
        /// In the zone of the channel.
        var day: CivilDate
        var bulletin: ExactText
        var stories: [StoryKey]

        init(_ stories: ArraySlice<Entry>, _ first: Entry, on values: PageValues) {
            language = values.channel.language
            published = first.published
            day = values.channel.zone.day(at: first.published)
            bulletin = ExactText(text: first.bulletinTitle)
            self.stories = stories.map { StoryKey($0, on: values) }
        }

        /// Of what a key holds that is long.
        var weight: Int {
            stories.reduce(0) { $1.words.reduce($0 + 500) { $0 + ($1?.text.utf8.count ?? 0) } }
        }

        /// By what is short, and seldom the same for two: to hash Chinese text takes longer than to render it.
        func hash(into hasher: inout Hasher) {
            hasher.combine(stories.first?.slug)
            hasher.combine(stories.first?.anchor)
        }
    }

    /// Stands for the way to the root in what pages in several folders have alike. Figures, since nothing that a template
    /// may do with an address changes them.
    private static let anyRoot = "7052916843379051284661093275840391662584/"

    private let templates: PageTemplates
    private let links = PartCache<LinkKey>(budget: 1_000_000)
    private let topics = PartCache<TopicsKey>(budget: 1_000_000)
    private let groups = PartCache<GroupKey>(budget: 16_000_000)

    init(templates: PageTemplates) { self.templates = templates }

    /// The template `feedlink`, once for each format of each feed.
    /// - Returns: clean HTML without a newline at its end; empty without feeds.
    func links(to feeds: [FeedIdentity], on values: PageValues) -> String {
        var html = ""
        for feed in feeds {
            let key = LinkKey(feed: feed, title: Array(feed.title(in: values.channel).utf8), root: values.root)
            html += links.parts(of: key, weighing: 0) {
                [values.formats(of: feed).map { templates.render("feedlink", $0) }.joined()]
            }.joined()
        }
        return Self.withoutNewline(html)
    }

    /// The template `topics`, once for each list of labels.
    /// - Returns: clean HTML without a newline at its end; empty without labels.
    func topics(_ topics: [PageValues.TopicLink], on values: PageValues) -> String {
        guard !topics.isEmpty else { return "" }
        let key = TopicsKey(
            language: values.channel.language, root: values.root,
            topics: topics.flatMap { [$0.name, $0.address] }.map { $0.map { Array($0.utf8) } })
        let html = self.topics.parts(of: key, weighing: 0) { [templates.render("topics", values.list(of: topics))] }
        return Self.withoutNewline(html.joined())
    }

    /// The template `group`, once for each group of stories, and in it `headline`, once for each story.
    /// - Returns: clean HTML without a newline at its end; empty without stories.
    func groups(of stories: [Entry], on values: PageValues) -> String {
        var html = ""
        let shared = values.at(root: Self.anyRoot)
        for group in shared.groups(of: stories) {
            guard let first = group.first else { continue }
            let key = GroupKey(group, first, on: shared)
            let parts = groups.parts(of: key, weighing: key.weight) {
                let headlines = group.map { templates.render("headline", shared.headline($0)) }.joined()
                let html = templates.render("group", shared.group(first, headlines: Self.withoutNewline(headlines)))
                return Self.split(html)
            }
            html += parts.count == 1 ? parts[0] : parts.joined(separator: values.root)
        }
        return Self.withoutNewline(html)
    }

    /// What stands between the ways to the root.
    private static func split(_ html: String) -> [String] {
        var parts: [String] = []
        var rest = Array(html.utf8)[...]
        while let place = rest.firstRange(of: anyRoot) {
            parts.append(String(decoding: rest[..<place.lowerBound], as: UTF8.self))
            rest = rest[place.upperBound...]
        }
        return parts + [String(decoding: rest, as: UTF8.self)]
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
        var recent: [Key: [String]] = [:]
        var older: [Key: [String]] = [:]
        /// Of `recent`, about, in bytes.
        var size = 0
    }

    private let state = Mutex(State())
    private let budget: Int

    /// - Parameter budget: bytes, about, that are kept.
    init(budget: Int) { self.budget = budget }

    /// - Parameter weight: bytes, about, of the key.
    func parts(of key: Key, weighing weight: Int, make: () -> [String]) -> [String] {
        let (known, isRecent): ([String]?, Bool) = state.withLock { state in
            if let recent = state.recent[key] { return (recent, true) }
            return (state.older[key], false)
        }
        if let known, isRecent { return known }
        let parts = known ?? make()
        state.withLock { state in
            state.size += weight + parts.reduce(500) { $0 + $1.utf8.count }
            state.recent[key] = parts
            guard state.size > budget / 2 else { return }
            (state.older, state.recent, state.size) = (state.recent, [:], 0)
        }
        return parts
    }
}
