internal import Interop

/// Every entry has an author: its own, its source's, or the feed's (RFC 4287 §4.1.2).
enum EntriesHaveAuthors: Rule {
    static let laws: [Law] = [
        Law(
            "MissingElement", .error, [.atom], "RFC 4287 §4.1.2",
            "an entry has an author: its own, its source's or the feed's")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        if subject.is(AtomVocabulary.entry), subject.parentDefinition == nil {
            check(subject.element, into: &report)
        } else if subject.is(AtomVocabulary.feed), subject.element.child("author", in: Namespace.atom) == nil {
            for (number, entry) in subject.element.children("entry", in: Namespace.atom).enumerated() {
                report.entry = number
                check(entry, into: &report)
            }
            report.entry = nil
        }
    }

    private static func check(_ entry: XMLElement, into report: inout Report) {
        let holders = [entry, entry.child("source", in: Namespace.atom)]
        guard !holders.contains(where: { $0?.child("author", in: Namespace.atom) != nil }) else { return }
        report.add(
            .error, "MissingElement", "neither the entry nor the feed has an 'author'",
            advice: "add 'author' to the feed", at: entry.offset)
    }
}
