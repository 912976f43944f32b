/// A file that was understood: what it is called, when and by whom, and the stories in it.
public struct Bulletin: Hashable, Sendable {
    /// Whether the file holds several stories or is one.
    public enum Kind: String, Hashable, Sendable { case digest, single }

    /// Low means that the text might be a digest, and was left whole for safety.
    public enum Confidence: String, Hashable, Sendable { case high, medium, low }

    public var kind: Kind
    /// One line of plain text, never empty.
    public var title: String
    /// BCP 47, `zh-Hans`, `en`; `nil` when neither stated nor evident: then the channel's language holds.
    public var language: String?
    /// `nil` when no full date was stated anywhere: a year is never invented.
    public var date: StatedDate?
    /// When a page says that it is to be published, whatever day stands in its text, or a text under front matter with a
    /// date that it must not be out before: it waits for a time to come, and one that is over says nothing.
    public var notBefore: StatedDate?
    /// As written: `第12期`, `#120`; `nil` when none is stated.
    public var issue: String?
    /// Front matter `id`: the key that the bulletin keeps under any name; `nil` when none is stated.
    public var id: String?
    public var authors: [String]
    /// In order, each once.
    public var tags: [String]
    /// Front matter `summary`, plain text; `nil` when none is stated.
    public var summary: String?
    /// Not to be published in any form.
    public var isDraft: Bool
    /// What stands before the contents list and the first story, as sanitized HTML; empty when there is nothing.
    public var intro: String
    /// In the order of the source. One for a single story, whose title is the bulletin's.
    public var sections: [Section]
    /// In the order of the source's lines.
    public var findings: [Finding]
    /// How sure the cut into stories is.
    public var confidence: Confidence = .high
    /// What header and foot state, in the order of the source's lines.
    public var facts: [HeaderFact] = []
    /// Where it was published first, as it says itself: an absolute http or https address; `nil` when it does not.
    public var via: String?
    /// Files that are embedded in the source, in their order; each is referred to by a story or the intro.
    public var attachments: [Attachment] = []

    public init(
        kind: Kind, title: String, language: String? = nil, date: StatedDate? = nil, issue: String? = nil,
        id: String? = nil, authors: [String] = [], tags: [String] = [], summary: String? = nil,
        isDraft: Bool = false, intro: String = "", sections: [Section], findings: [Finding] = []
    ) {
        self.kind = kind
        self.title = title
        self.language = language
        self.date = date
        self.issue = issue
        self.id = id
        self.authors = authors
        self.tags = tags
        self.summary = summary
        self.isDraft = isDraft
        self.intro = intro
        self.sections = sections
        self.findings = findings
    }
}

/// A part of a bulletin under its own headline: a story.
public struct Section: Hashable, Sendable {
    /// As written: `①`, `一、`; empty when the headline has none.
    public var marker: String
    /// One line of plain text without its marker; never empty.
    public var title: String
    /// The body as an HTML fragment in UTF-8 that passed the sanitizer, without the headline and the link list.
    public var html: String
    /// The body as plain text, paragraphs parted by one line feed; without the headline and the link list.
    public var text: String
    /// The heading over the link list, as written: `链接`; `nil` when there is no list.
    public var linksLabel: String?
    /// The titles listed under the story, in order.
    public var links: [Link]
    /// The outer level that the story stands under in a two-level digest.
    public var category: String?
    /// 1-based line of the headline in the source.
    public var line: Int

    public init(
        marker: String = "", title: String, html: String, text: String, linksLabel: String? = nil,
        links: [Link] = [], category: String? = nil, line: Int
    ) {
        self.marker = marker
        self.title = title
        self.html = html
        self.text = text
        self.linksLabel = linksLabel
        self.links = links
        self.category = category
        self.line = line
    }
}

/// A related title, with or without an address.
public struct Link: Hashable, Sendable {
    /// One line of plain text, never empty.
    public var title: String
    /// `http` or `https`, or `local:` (see `LocalAddress`); `nil` for a title without address.
    public var url: String?

    public init(title: String, url: String? = nil) {
        self.title = title
        self.url = url
    }
}
