internal import Interop

/// Which format a document is, by its root element.
struct FeedKind {
    static let laws: [Law] = [
        Law(
            "MissingNamespace", .error, [.atom], "RFC 4287 §1.2",
            "the root of an Atom document is in Atom's namespace"),
        Law("ObsoleteNamespace", .error, [.atom], "RFC 4287 §1.2", "a feed is Atom 1.0, not Atom 0.3"),
        Law(
            "InvalidNamespace", .error, .xml, "RFC 4287 §1.2; RSS 2.0, \"Extending RSS\"",
            "the root is in its format's namespace; those of RSS and OPML are in none"),
        Law(
            "UndefinedElement", .error, .xml, "RFC 4287 §2; RSS 2.0, \"What is RSS?\"; OPML 2.0",
            "the root is 'rss', 'feed', 'entry', 'opml', or 'RDF' of RSS 1.0"),
    ]

    let format: FeedFormat
    let definition: Definition

    /// - Returns: `nil` when it is none that is known; then the report says why.
    init?(root: XMLElement, into report: inout Report) {
        switch (root.name, root.namespace) {
        case ("feed", Namespace.atom): (format, definition) = (.atom, AtomVocabulary.feed)
        case ("entry", Namespace.atom): (format, definition) = (.atom, AtomVocabulary.entry)
        case ("rss", ""): (format, definition) = (.rss, RSSVocabulary.rss)
        case ("opml", ""): (format, definition) = (.opml, OPMLVocabulary.opml)
        case ("RDF", Namespace.rdf): (format, definition) = (.rdf, RDFVocabulary.root)
        case ("feed", ""), ("entry", ""):
            report.add(
                .error, "MissingNamespace", "'\(root.name)' is in no namespace (RFC 4287 §1.2)",
                advice: "write xmlns=\"\(Namespace.atom)\"", at: root.offset)
            return nil
        case ("feed", _) where root.namespace == "http://purl.org/atom/ns#":
            report.add(
                .error, "ObsoleteNamespace", "Atom 0.3 was replaced by Atom 1.0", advice: "write Atom 1.0 (RFC 4287)",
                at: root.offset)
            return nil
        case ("feed", _), ("entry", _), ("rss", _), ("opml", _):
            report.add(
                .error, "InvalidNamespace", "'\(root.name)' is in the wrong namespace \(root.namespace.quoted)",
                advice: root.name == "feed" ? "write xmlns=\"\(Namespace.atom)\"" : "write it without a namespace",
                at: root.offset)
            return nil
        default:
            report.add(
                .error, "UndefinedElement", "'\(root.name)' begins no feed",
                advice: "begin with 'rss', 'feed' or 'opml'", at: root.offset)
            return nil
        }
    }
}
