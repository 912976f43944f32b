/// A permanent, unique name of an entry: a `tag:` URI (RFC 4151), compared character by character
/// (RFC 4287 §4.2.6.1). Minted once, stored, never derived again. That of an adopted entry is what its feed called it.
public struct EntryID: Hashable, Comparable, Sendable {
    /// ASCII, unless it was adopted; one line.
    public let uri: String

    public init(uri: String) { self.uri = uri }

    /// Whether no format has to look at its characters: a `tag:` URI of ASCII letters, digits and `:/,.-_`.
    var isPlain: Bool {
        uri.utf8.starts(with: "tag:".utf8)
            && uri.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x2C...0x3A, 0x5F:
                    true
                default: false
                }
            }
    }

    public static func < (one: EntryID, other: EntryID) -> Bool { one.uri < other.uri }
}

/// What feeds hold: a section, or a whole single-story bulletin, with identity and dates.
public struct Entry: Hashable, Sendable {
    public var id: EntryID
    /// Of the bulletin it came from: the folder of its page, ASCII (`bulletins/SLUG/`).
    public var bulletinSlug: String
    /// Of the bulletin it came from.
    public var bulletinTitle: String
    /// The fragment that names the story on the bulletin's page; ASCII, an XML name; empty for a single story.
    public var anchor: String
    /// One line of plain text, never empty.
    public var title: String
    /// Sanitized HTML without the link list.
    public var html: String
    /// Plain text of the body, paragraphs parted by line feeds.
    public var text: String
    /// Stated in front matter; `nil` when the summary is to be cut from `text`.
    public var summary: String?
    public var linksLabel: String?
    /// Resolved: a title that another entry bears has that entry's address.
    public var links: [Link]
    /// Names of authors, in order; empty when the channel's stand for them.
    public var authors: [String]
    /// Labels, in order, each once: inbox folders first, then tags and the section's category.
    public var topics: [String]
    /// BCP 47; `nil` when the channel's language holds.
    public var language: String?
    /// Frozen at acceptance.
    public var published: Timestamp
    /// Never before `published`, never moves back.
    public var updated: Timestamp
    /// Place in its bulletin, from 0.
    public var position: Int
    /// Files that its HTML and links refer to, in their order, then those that lie beside the bulletin without being
    /// referred to: these go with the first story.
    public var files: [AttachedFile]
    /// Of the bulletin, as written: `第12期`, `#120`; `nil` when it states none.
    public var number: String?
    /// The entry that stands for the whole bulletin; `nil` for that entry itself, and for a bulletin of one story.
    public var issue: EntryID?
    /// What an issue entry leads to, in the order of the bulletin; empty for stories.
    public var contents: [ContentsItem]
    /// Where the text was published first: absolute; `nil` when it is not stated.
    public var via: String?
    /// When it was corrected last, if the channel wants that to be said in the text.
    public var corrected: Timestamp?

    public init(
        id: EntryID, bulletinSlug: String, bulletinTitle: String, anchor: String, title: String, html: String,
        text: String, summary: String? = nil, linksLabel: String? = nil, links: [Link] = [], authors: [String] = [],
        topics: [String] = [], language: String? = nil, published: Timestamp, updated: Timestamp, position: Int,
        files: [AttachedFile] = [], number: String? = nil, issue: EntryID? = nil, contents: [ContentsItem] = [],
        via: String? = nil, corrected: Timestamp? = nil
    ) {
        self.id = id
        self.bulletinSlug = bulletinSlug
        self.bulletinTitle = bulletinTitle
        self.anchor = anchor
        self.title = title
        self.html = html
        self.text = text
        self.summary = summary
        self.linksLabel = linksLabel
        self.links = links
        self.authors = authors
        self.topics = topics
        self.language = language
        self.published = published
        self.updated = updated
        self.position = position
        self.files = files
        self.number = number
        self.issue = issue
        self.contents = contents
        self.via = via
        self.corrected = corrected
    }
}

/// A line of an issue entry's contents list: one of its stories.
public struct ContentsItem: Hashable, Sendable {
    public var id: EntryID
    public var title: String
    /// On the bulletin's page.
    public var anchor: String

    public init(id: EntryID, title: String, anchor: String) {
        self.id = id
        self.title = title
        self.anchor = anchor
    }
}
