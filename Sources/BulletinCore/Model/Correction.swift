/// One correction of a story: what readers saw before, and what they saw from then on.
public struct Correction: Hashable, Sendable {
    /// What a reader sees of a story, as plain text.
    public struct Wording: Hashable, Sendable {
        public var title: String
        /// Paragraphs parted by line feeds.
        public var text: String
        /// Titles in its link list.
        public var links: [String]

        public init(title: String, text: String, links: [String]) {
            self.title = title
            self.text = text
            self.links = links
        }

        /// All but the title.
        var lines: String { ([text] + links).joined(separator: "\n") }
    }

    /// From 1 in each story.
    public var number: Int
    public var moment: Timestamp
    public var before: Wording
    public var after: Wording

    public init(number: Int, moment: Timestamp, before: Wording, after: Wording) {
        self.number = number
        self.moment = moment
        self.before = before
        self.after = after
    }

    /// The entry that tells of it, in the feed of corrections.
    /// - Parameters:
    ///   - id: of that entry.
    ///   - story: as it is now.
    public func entry(_ id: EntryID, of story: Entry, in channel: Channel) -> Entry {
        let words = FeedWording(language: channel.language)
        let title =
            before.title == after.title
            ? "" : "<p><strong>\(WordDifference.words(from: before.title, to: after.title))</strong></p>\n"
        let (text, isCutOff) = WordDifference.html(from: before.lines, to: after.lines)
        let body = title + text + (isCutOff ? "<p>\(words.furtherCorrections)</p>\n" : "")
        var entry = story
        entry.id = id
        entry.title = words.corrected(after.title)
        entry.html = body.isEmpty ? "<p>\(words.unreadableCorrection)</p>" : body
        entry.text = after.text
        (entry.summary, entry.linksLabel, entry.links, entry.files) = (nil, nil, [], [])
        (entry.published, entry.updated, entry.issue, entry.via) = (moment, moment, nil, nil)
        entry.corrected = nil
        entry.position = 0
        return entry
    }
}
