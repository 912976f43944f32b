internal import Interop

/// RSS has elements of its own for what Dublin Core and others say too; both at once may contradict each other
/// (RSS Best Practices Profile, "Namespace elements").
enum NothingIsSaidTwice: Rule {
    static let laws: [Law] = [
        Law(
            "DuplicateDescriptionSemantics", .warning, [.rss], "RSS Best Practices Profile, \"Namespace elements\"",
            "an item has no 'body' of XHTML beside 'description'"),
        Law(
            "DuplicateItemSemantics", .warning, [.rss], "RSS Best Practices Profile, \"Namespace elements\"",
            "an item says nothing both in RSS and in an extension"),
        Law(
            "DuplicateSemantics", .warning, [.rss], "RSS Best Practices Profile, \"Namespace elements\"",
            "a channel says nothing both in RSS and in an extension"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        let isItem = subject.is(RSSVocabulary.item)
        guard isItem || subject.is(RSSVocabulary.channel) else { return }
        for (own, other, namespace) in isItem ? itemPairs : channelPairs {
            guard subject.element.child(own, in: "") != nil,
                let second = subject.element.child(other, in: namespace)
            else { continue }
            report.add(
                .warning, isItem ? "DuplicateItemSemantics" : "DuplicateSemantics",
                "'\(own)' and '\(other)' of \(namespace) say the same", advice: "keep '\(own)'", at: second.offset)
        }
        if isItem, subject.element.child("description", in: "") != nil,
            let body = subject.element.child("body", in: Namespace.xhtml)
        {
            report.add(
                .warning, "DuplicateDescriptionSemantics", "'description' and 'body' of XHTML say the same",
                advice: "keep one of them", at: body.offset)
        }
    }

    private static let channelPairs = [
        ("managingEditor", "creator", Namespace.dc), ("language", "language", Namespace.dc),
        ("copyright", "rights", Namespace.dc), ("pubDate", "date", Namespace.dc), ("title", "title", Namespace.dc),
        ("webMaster", "publisher", Namespace.dc),
    ]
    private static let itemPairs = [
        ("author", "creator", Namespace.dc), ("pubDate", "date", Namespace.dc), ("title", "title", Namespace.dc),
        ("pubDate", "published", Namespace.atom),
    ]
}
