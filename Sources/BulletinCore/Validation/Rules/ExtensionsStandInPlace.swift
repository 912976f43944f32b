internal import Interop

/// Extensions say where their elements stand: tombstones in an Atom feed (RFC 6721 §2), threads in entries (RFC 4685
/// §3, §5), marks of history and hints of updating in the feed (RFC 5005 §2, §4; RSS 1.0 module Syndication).
enum ExtensionsStandInPlace: Rule {
    static let laws: [Law] = [
        Law(
            "MisplacedExtension", .error, [.atom, .rss], "RFC 5005 §2, §4; RFC 6721 §2; RSS 1.0 module Syndication",
            "elements of history, of updating and of deletion stand in the feed"),
        Law(
            "MisplacedExtension", .warning, [.atom, .rss], "RFC 4685 §3, §5",
            "elements of threads stand in entries"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, let parent = subject.parentDefinition, feed.format != .opml
        else { return }
        let isEntry = parent === AtomVocabulary.entry || parent === RSSVocabulary.item
        let isHead = parent === AtomVocabulary.feed || parent === RSSVocabulary.channel
        let fits: Bool
        let place: String
        switch definition.namespace {
        case Namespace.thread: (fits, place) = (isEntry, "an entry")
        case Namespace.history: (fits, place) = (isHead || parent === AtomVocabulary.source, "the feed")
        case Namespace.syndication: (fits, place) = (isHead, "the feed")
        case Namespace.tombstones where definition.name == "deleted-entry":
            (fits, place) = (parent === AtomVocabulary.feed, "an Atom feed")
        default: return
        }
        guard !fits else { return }
        report.add(
            definition.namespace == Namespace.thread ? .warning : .error, "MisplacedExtension",
            "'\(definition.name)' stands in '\(parent.name)', and belongs to \(place)",
            advice: "move it there, or leave it out", at: subject.element.offset)
    }
}
