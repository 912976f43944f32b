internal import Interop

/// A feed links to itself, so that it can be found and subscribed to from a copy: advised by RFC 4287 §4.1.1 and by
/// the RSS Best Practices Profile (`atom:link`). The link is the address that the feed is served at.
enum FeedsNameThemselves: Rule {
    static let laws: [Law] = [
        Law(
            "MissingAtomSelfLink", .warning, [.rss], "RSS Best Practices Profile, \"atom:link\"",
            "a channel has an atom:link of the relation 'self'"),
        Law(
            "MissingSelf", .warning, [.atom, .json], "RFC 4287 §4.1.1; JSON Feed 1.1, \"Top-level\"",
            "a feed names its own address: a link of the relation 'self', or 'feed_url'"),
        Law(
            "SelfDoesntMatchLocation", .warning, [.atom, .json, .rss],
            "RFC 4287 §4.2.7.2; RSS Best Practices Profile, \"atom:link\"",
            "the address that a feed names is the one that it is served at"),
        Law("SelfNotAtom", .warning, [.atom], "RFC 4287 §7", "the link to an Atom feed itself has Atom's media type"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        let isAtom = subject.is(AtomVocabulary.feed)
        guard isAtom || subject.is(RSSVocabulary.channel) else { return }
        let links = subject.element.children("link", in: Namespace.atom).filter { $0.attribute("rel") == "self" }
        guard let link = links.first else {
            report.add(
                .warning, isAtom ? "MissingSelf" : "MissingAtomSelfLink", "the feed does not link to itself",
                advice: "add \(isAtom ? "" : "atom:")link with rel=\"self\" and the feed's address",
                at: subject.element.offset)
            return
        }
        checkLocation(link.attribute("href") ?? "", base: feed.base, at: link.offset, into: &report)
        if isAtom, let type = link.attribute("type"),
            !["application/atom+xml", "application/xml", "text/xml"].contains(type)
        {
            report.add(
                .warning, "SelfNotAtom", "the link to the feed itself has the type \(type.quoted)",
                advice: "write application/atom+xml", at: link.offset)
        }
    }

    static func check(_ feed: JSONValue, base: String?, into report: inout Report) {
        guard let address = feed["feed_url"] else {
            report.add(
                .warning, "MissingSelf", "the feed does not name its own address", advice: "add feed_url",
                at: feed.offset)
            return
        }
        checkLocation(address.string ?? "", base: base, at: address.offset, into: &report)
    }

    private static func checkLocation(_ address: String, base: String?, at offset: Int, into report: inout Report) {
        guard let base, address != base, address.contains(":") else { return }
        report.add(
            .warning, "SelfDoesntMatchLocation",
            "the feed is served at \(base.quoted), and calls itself \(address.quoted)",
            advice: "write the address that it is served at", at: offset)
    }
}
