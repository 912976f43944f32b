internal import Interop

/// Every entry has an author: its own, its source's, or the feed's (RFC 4287 §4.1.2).
enum EntriesHaveAuthors: Rule {
    static let laws: [Law] = [
        Law(
            "MissingElement", .error, [.atom], "RFC 4287 §4.1.2",
            "an entry has an author: its own, its source's or the feed's")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.entry) else { return }
        let holders = [subject.element, subject.element.child("source", in: Namespace.atom), subject.parent]
        guard !holders.contains(where: { $0?.child("author", in: Namespace.atom) != nil }) else { return }
        report.add(
            .error, "MissingElement", "neither the entry nor the feed has an 'author'",
            advice: "add 'author' to the feed",
            at: subject.element.offset)
    }
}
