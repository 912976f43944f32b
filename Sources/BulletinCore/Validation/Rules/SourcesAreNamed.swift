internal import Interop

/// An entry copied from another feed says where it is from: its `source` has that feed's id, title and updated
/// (RFC 4287 §4.2.11 advises it).
enum SourcesAreNamed: Rule {
    static let laws: [Law] = [
        Law(
            "MissingSourceElement", .warning, [.atom, .rss], "RFC 4287 §4.2.11",
            "a source has the id, the title and 'updated' of the feed that it is from")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.source) else { return }
        for name in ["id", "title", "updated"] where subject.element.child(name, in: Namespace.atom) == nil {
            report.add(
                .warning, "MissingSourceElement", "'source' has no '\(name)'",
                advice: "copy it from the feed that it is from",
                at: subject.element.offset)
        }
    }
}
