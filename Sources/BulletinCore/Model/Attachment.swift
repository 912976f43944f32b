/// A file that belongs to a bulletin: embedded in it, or dropped beside it.
public struct Attachment: Hashable, Sendable {
    /// How the bulletin's HTML refers to it: the path behind `local:`, percent-decoded (`image1.png`, `maps/a.png`).
    public var reference: String
    /// For people: a caption or the file's name; empty when there is none.
    public var title: String
    /// By content, `image/png`.
    public var mediaType: String
    public var bytes: [UInt8]

    public init(reference: String, title: String = "", mediaType: String, bytes: [UInt8]) {
        self.reference = reference
        self.title = title
        self.mediaType = mediaType
        self.bytes = bytes
    }
}

/// A file of the site that belongs to a story: what feeds call an enclosure.
public struct AttachedFile: Hashable, Sendable {
    /// How the bulletin's HTML refers to it: `LocalAddress.key(of:)` of the reference.
    public var reference: [UInt8]
    /// In the site, ASCII: `files/SLUG/NAME`.
    public var path: String
    /// Bytes.
    public var length: Int
    public var format: MediaFormat
    /// For people; empty when there is none.
    public var title: String
    public var facts: MediaFacts

    public init(
        reference: [UInt8], path: String, length: Int, format: MediaFormat, title: String = "",
        facts: MediaFacts = MediaFacts()
    ) {
        self.reference = reference
        self.path = path
        self.length = length
        self.format = format
        self.title = title
        self.facts = facts
    }

    /// What people call it: its title, else the name of the file in the inbox.
    public var displayName: String {
        guard title.isEmpty else { return title }
        let name = SourcePath(bytes: SourcePath(bytes: reference).name).description
        return name.isEmpty ? path.split(separator: "/").last.map(String.init) ?? path : name
    }
}
