internal import Interop

/// Of links to alternates, no two have the same type and the same language (RFC 4287 §4.1.1, §4.1.2); of links to
/// the feed itself there is one.
enum AlternateLinksDiffer: Rule {
    static let laws: [Law] = [
        Law(
            "DuplicateAtomLink", .error, [.atom], "RFC 4287 §4.1.1, §4.1.2",
            "links of the relations 'alternate' and 'self' differ in type or language")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.feed) || subject.is(AtomVocabulary.entry) || subject.is(AtomVocabulary.source)
        else { return }
        let links = subject.element.children("link", in: Namespace.atom)
        guard links.count > 1 else { return }
        var seen: Set<[String]> = []
        for link in links {
            let relation = link.attribute("rel") ?? "alternate"
            guard relation == "alternate" || relation == "self" else { continue }
            let type = link.attribute("type") ?? ""
            guard !seen.insert([relation, type, link.attribute("hreflang") ?? ""]).inserted else { continue }
            report.add(
                .error, "DuplicateAtomLink", "another link has the same relation, type and language",
                advice: "keep one of them, or tell them apart by type or hreflang", at: link.offset)
        }
    }
}
