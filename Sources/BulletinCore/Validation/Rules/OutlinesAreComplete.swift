internal import Interop

/// OPML 2.0, "Subscription lists" and "Inclusion": an outline of type `rss` says the address of its feed and a
/// title, one of type `link` or `include` says an address; other types are free, and few readers know them.
enum OutlinesAreComplete: Rule {
    static let laws: [Law] = [
        Law(
            "InvalidOutlineType", .warning, [.opml], "OPML 2.0, \"Subscription lists\", \"Inclusion\"",
            "the type of an outline is 'rss', 'atom', 'link' or 'include'"),
        Law(
            "MissingTitleAttr", .warning, [.opml], "OPML 2.0, \"Subscription lists\"",
            "an outline of a feed has a title"),
        Law(
            "MissingUrlAttr", .warning, [.opml], "OPML 2.0, \"Inclusion\"",
            "an outline of the type 'link' or 'include' has a 'url'"),
        Law(
            "MissingXmlURL", .warning, [.opml], "OPML 2.0, \"Subscription lists\"",
            "an outline of a feed has its address in 'xmlUrl'"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(OPMLVocabulary.outline), let type = subject.element.attribute("type") else { return }
        guard let needed = attributes[type.lowercased()] else {
            report.add(
                .warning, "InvalidOutlineType", "\(type.quoted) is no type of outline that readers know",
                advice: "write rss, link or include", at: subject.element.offset)
            return
        }
        for (name, code) in needed where subject.element.attribute(name) == nil {
            report.add(
                .warning, code, "an outline of type \(type.quoted) has no '\(name)'", advice: "add '\(name)'",
                at: subject.element.offset)
        }
    }

    private static let attributes = [
        "rss": [("xmlUrl", "MissingXmlURL"), ("title", "MissingTitleAttr")], "atom": [("xmlUrl", "MissingXmlURL")],
        "link": [("url", "MissingUrlAttr")], "include": [("url", "MissingUrlAttr")],
    ]
}
