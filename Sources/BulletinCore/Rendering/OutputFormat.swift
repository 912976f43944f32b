public import Interop

/// The formats that feeds are published in. THE one switch over them: a new format is a case here and a file beside.
///
/// All render the same value, so they carry the same ids, dates, order and content; equal feeds give equal bytes.
public enum OutputFormat: String, CaseIterable, Hashable, Sendable {
    case rss, atom, json

    /// The name of the site's first feed.
    public var fileName: String { FeedIdentity(.stories).path(as: self) }

    public var mediaType: String {
        switch self {
        case .rss: "application/rss+xml"
        case .atom: "application/atom+xml"
        case .json: "application/feed+json"
        }
    }

    /// For people who choose between the formats.
    public var title: String {
        switch self {
        case .rss: "RSS"
        case .atom: "Atom"
        case .json: "JSON Feed"
        }
    }

    /// - Returns: a complete document in UTF-8, ending in a newline.
    public func render(_ document: RenderedFeed) throws(XMLError) -> [UInt8] {
        var fragments: [[UInt8]] = []
        for item in document.items { fragments.append(try fragment(item, of: document.feed)) }
        return try frame(of: document).filled(with: fragments)
    }

    /// A document without its entries. What it declares is what they need.
    public func frame(of document: RenderedFeed) throws(XMLError) -> DocumentFrame {
        switch self {
        case .rss: try RSS.frame(of: document)
        case .atom: try Atom.frame(of: document)
        case .json: JSONFeed.frame(of: document)
        }
    }

    /// Whether an entry of a topic's feed says where it comes from. If not, it is the same in all feeds of the channel.
    public var tellsFeed: Bool { self == .rss }

    /// An entry as it stands in a document; the same in all documents of the channel that are not of a topic, and in all
    /// of its series that are.
    public func fragment(_ entry: RenderedEntry, of feed: Feed) throws(XMLError) -> [UInt8] {
        switch self {
        case .rss: try RSS.fragment(entry, of: feed)
        case .atom: try Atom.fragment(entry, of: feed)
        case .json: JSONFeed.fragment(entry, of: feed)
        }
    }

    /// The same, made of another fragment of the entry where that is faster.
    /// - Parameter other: of feeds of topics when this one is of none, else of those of none.
    public func fragment(
        _ entry: RenderedEntry, of feed: Feed, movedFrom other: [UInt8]
    ) throws(XMLError) -> [UInt8] {
        if !tellsFeed { return other }
        if self == .rss, feed.identity.topic != nil,
            let moved = try RSS.fragment(other, of: entry, movedTo: feed)
        {
            return moved
        }
        return try fragment(entry, of: feed)
    }

    /// What a fragment would be if its entry had another id.
    /// - Returns: `nil` when an id has characters that have to be looked at, or the fragment says it twice.
    public func fragment(_ fragment: [UInt8], of old: EntryID, renamed new: EntryID) -> [UInt8]? {
        guard old.isPlain, new.isPlain else { return nil }
        let (old, new) = (written(old), written(new))
        guard let range = fragment[...].firstRange(of: old), !fragment[range.upperBound...].contains(text: old) else {
            return nil
        }
        var renamed: [UInt8] = []
        renamed.reserveCapacity(fragment.count - range.count + new.utf8.count)
        renamed += fragment[..<range.lowerBound]
        renamed += new.utf8
        renamed += fragment[range.upperBound...]
        return renamed
    }

    /// How the format writes a plain id.
    private func written(_ id: EntryID) -> String {
        switch self {
        case .rss, .atom:
            return id.uri
        case .json:
            var writer = JSONWriter()
            writer.string(id.uri)
            // Without the quotation marks.
            return String(decoding: writer.bytes.dropFirst().dropLast(), as: UTF8.self)
        }
    }

    public func render(_ feed: Feed) throws(XMLError) -> [UInt8] { try render(RenderedFeed(feed)) }

    /// Where a document of a feed is served: absolute.
    public func address(of feed: Feed) -> String { feed.channel.url + feed.path(as: self) }
}

/// What stands around the entries of a document.
public struct DocumentFrame: Sendable {
    private let before: [UInt8]
    /// Between two entries.
    private let between: [UInt8]
    /// Behind the last entry, when there is one.
    private let end: [UInt8]
    private let after: [UInt8]

    init(before: [UInt8], between: [UInt8], end: [UInt8], after: [UInt8]) {
        self.before = before
        self.between = between
        self.end = end
        self.after = after
    }

    /// Of elements, which need nothing between them.
    init(_ parts: (before: [UInt8], after: [UInt8])) {
        self.init(before: parts.before, between: [], end: [], after: parts.after)
    }

    /// - Returns: a complete document.
    public func filled(with fragments: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        let around = before.count + end.count + after.count
        bytes.reserveCapacity(fragments.reduce(around) { $0 + $1.count + between.count })
        bytes += before
        for (index, fragment) in fragments.enumerated() {
            if index > 0 { bytes += between }
            bytes += fragment
        }
        if !fragments.isEmpty { bytes += end }
        bytes += after
        return bytes
    }
}
