internal import Interop

/// Extensions say where their elements stand: tombstones in an Atom feed (RFC 6721 §2), threads in entries (RFC 4685
/// §3, §5), marks of history and hints of updating in the feed (RFC 5005 §2, §4; RSS 1.0 module Syndication), and so
/// on. The vocabularies tell.
enum ExtensionsStandInPlace: Rule {
    static let laws: [Law] = [
        Law(
            "MisplacedExtension", .error, [.atom, .rss], "RFC 5005 §2, §4; RFC 6721 §2; modules of RSS",
            "elements for a feed stand in the feed, those for an entry in an entry"),
        Law(
            "MisplacedExtension", .warning, [.atom, .rss], "RFC 4685 §3, §5",
            "elements of threads stand in entries"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, definition.place != .anywhere, feed.format != .opml,
            let parent = subject.parentDefinition
        else { return }
        let fits: Bool
        let place: String
        switch definition.place {
        case .anywhere: return
        case .entry:
            (fits, place) =
                (
                    parent === AtomVocabulary.entry || parent === RSSVocabulary.item || parent === RDFVocabulary.item,
                    "an entry"
                )
        case .head:
            (fits, place) =
                (
                    parent === AtomVocabulary.feed || parent === AtomVocabulary.source
                        || parent === RSSVocabulary.channel || parent === RDFVocabulary.channel, "the feed"
                )
        case .atomFeed: (fits, place) = (parent === AtomVocabulary.feed, "an Atom feed")
        }
        guard !fits else { return }
        report.add(
            definition.namespace == Namespace.thread ? .warning : .error, "MisplacedExtension",
            "'\(definition.name)' stands in '\(parent.name)', and belongs to \(place)",
            advice: "move it there, or leave it out", at: subject.element.offset)
    }
}
