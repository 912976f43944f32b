internal import Interop

/// RFC 5005: a complete feed has no pages and no archives (§2); the first page has nothing before it (§3); links of
/// feed history belong to feeds, not to entries.
enum HistoryIsSound: Rule {
    static let laws: [Law] = [
        Law(
            "ArchiveIsComplete", .warning, [.atom, .rss], "RFC 5005 §2, §4",
            "an archive holds a part of a feed: it is not complete"),
        Law(
            "ArchiveIsCurrent", .warning, [.atom, .rss], "RFC 5005 §4",
            "the link 'current' of an archive leads to the feed with the newest entries"),
        Law(
            "CurrentNotSelfInCompleteFeed", .error, [.atom, .rss], "RFC 5005 §2",
            "a complete feed is the current one"),
        Law(
            "FeedHistoryRelInEntry", .warning, [.atom, .rss], "RFC 5005 §3, §4",
            "links of feed history stand in the feed, not in an entry"),
        Law(
            "FeedRelInCompleteFeed", .error, [.atom, .rss], "RFC 5005 §2",
            "a complete feed has no pages and no archives"),
        Law(
            "LinkPastEnd", .error, [.atom, .rss], "RFC 5005 §3",
            "nothing is before the first page and nothing behind the last"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        let isEntry = subject.is(AtomVocabulary.entry) || subject.is(RSSVocabulary.item)
        guard isEntry || subject.is(AtomVocabulary.feed) || subject.is(RSSVocabulary.channel) else { return }
        let links = subject.element.children("link", in: Namespace.atom).filter { $0.attribute("rel") != nil }
        let isComplete = subject.element.child("complete", in: Namespace.history) != nil
        for link in links {
            guard let relation = link.attribute("rel") else { continue }
            if isEntry, relations.contains(relation) {
                report.add(
                    .warning, "FeedHistoryRelInEntry", "a link with rel=\(relation.quoted) belongs to the feed",
                    advice: "leave it out", at: link.offset)
            } else if isComplete, relations.contains(relation), relation != "current" {
                report.add(
                    .error, "FeedRelInCompleteFeed", "the feed is complete, and has a link with rel=\(relation.quoted)",
                    advice: "leave out the link, or fh:complete", at: link.offset)
            }
        }
        guard !isEntry else { return }
        if let archive = subject.element.child("archive", in: Namespace.history) {
            check(archive, isComplete: isComplete, links, into: &report)
        }
        if isComplete, let current = links.first(where: { $0.attribute("rel") == "current" }),
            let own = address("self", links), current.attribute("href") != own
        {
            report.add(
                .error, "CurrentNotSelfInCompleteFeed", "the feed is complete, and calls another one current",
                advice: "let the links 'current' and 'self' be the same", at: current.offset)
        }
        for (end, beyond) in [("first", "previous"), ("last", "next")] {
            guard let own = address("self", links), own == address(end, links), address(beyond, links) != nil else {
                continue
            }
            report.add(
                .error, "LinkPastEnd", "the \(end) page links to one '\(beyond)'", advice: "leave the link out",
                at: subject.element.offset)
        }
    }

    private static func check(
        _ archive: XMLElement, isComplete: Bool, _ links: [XMLElement], into report: inout Report
    ) {
        if isComplete {
            report.add(
                .warning, "ArchiveIsComplete", "the feed is marked as an archive and as complete",
                advice: "leave out one of the two", at: archive.offset)
        }
        guard let own = address("self", links), own == address("current", links) else { return }
        report.add(
            .warning, "ArchiveIsCurrent", "the archive calls itself the current feed",
            advice: "let the link 'current' have the address of the feed with the newest entries", at: archive.offset)
    }

    private static func address(_ relation: String, _ links: [XMLElement]) -> String? {
        links.first { $0.attribute("rel") == relation }?.attribute("href")
    }

    private static let relations: Set<String> = [
        "first", "last", "next", "previous", "prev", "prev-archive", "next-archive", "current",
    ]
}
