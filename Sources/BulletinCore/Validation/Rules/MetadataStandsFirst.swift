internal import Interop

/// The children of `atom:feed` are metadata followed by entries (RFC 4287 §4.1.1).
enum MetadataStandsFirst: Rule {
    static let laws: [Law] = [
        Law("MisplacedMetadata", .error, [.atom], "RFC 4287 §4.1.1", "the metadata of a feed stand before its entries")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.feed) else { return }
        let own = subject.element.children.filter { $0.namespace == Namespace.atom }
        guard let entry = own.firstIndex(where: { $0.name == "entry" }) else { return }
        guard let late = own[entry...].first(where: { AtomVocabulary.feed.child($0) != nil && $0.name != "entry" })
        else { return }
        report.add(
            .error, "MisplacedMetadata", "'\(late.name)' of the feed stands behind an entry",
            advice: "put it before the entries",
            at: late.offset)
    }
}
