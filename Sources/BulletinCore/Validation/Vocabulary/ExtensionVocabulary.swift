internal import Interop

/// Elements of other namespaces that feeds use. A known namespace may hold only the elements that it defines.
enum ExtensionVocabulary {
    static let laws: [Law] = [
        Law(
            "InvalidUpdatePeriod", .error, .xml, "RSS 1.0 module Syndication",
            "a period is hourly, daily, weekly, monthly or yearly")
    ]

    /// Atom's own elements are an extension of RSS, and none of Atom.
    static func child(_ element: XMLElement, in format: FeedFormat) -> Definition.Child? {
        if element.namespace == Namespace.atom, format == .atom { return nil }
        return table[element.namespace]?[element.name]
    }

    static func knows(_ namespace: String) -> Bool { table[namespace] != nil || others.contains(namespace) }

    /// Whether all the elements of the namespace are listed, so that others are mistakes.
    static func isClosed(_ namespace: String) -> Bool { table[namespace] != nil && !growing.contains(namespace) }

    /// Those of which only the elements in use are listed.
    private static let growing: Set<String> = [
        Namespace.xhtml, Namespace.dcterms, Namespace.podcast, PlaceVocabulary.gml, ServiceVocabulary.comments,
        ServiceVocabulary.feedburner, ServiceVocabulary.event,
    ]

    /// Prefixes that readers which know no namespaces take for one.
    static let reservedPrefixes: [String: [String]] = [
        "atom": [Namespace.atom], "content": [Namespace.content], "dc": [Namespace.dc],
        "dcterms": [Namespace.dcterms], "fh": [Namespace.history], "itunes": [Namespace.itunes],
        "media": [Namespace.media, Namespace.mediaMisspelt], "sy": [Namespace.syndication],
        "podcast": [Namespace.podcast],
        "thr": [Namespace.thread], "sx": ["http://feedsync.org/2007/feedsync"],
    ]

    /// Namespaces whose elements are taken as they are.
    private static let others: Set<String> = [
        Namespace.xml, Namespace.rdf, Namespace.svg, Namespace.mathML, "http://creativecommons.org/ns#",
        "http://web.resource.org/cc/", "http://blogs.law.harvard.edu/tech/rss",
        "http://schemas.google.com/g/2005",
        "http://www.rssboard.org/media-rss", "http://conversationsnetwork.org/rssNamespace-1.0/",
        "http://schemas.pocketsoap.com/rss/myDescModule/", "http://www.google.com/schemas/play-podcasts/1.0",
        Namespace.mediaMisspelt, "http://purl.org/rss/1.0/modules/link/", "http://www.w3.org/1999/xlink",
        "http://base.google.com/ns/1.0", "http://base.google.com/cns/1.0",
        "http://www.microsoft.com/schemas/rss/core/2005", "http://www.microsoft.com/schemas/sse",
        "urn:atom-extension:indexing", "http://xml.zobdatabrick.com/rss/1.0/modules/", "http://rpg.net/ns/",
        Namespace.rss1,
    ]

    private static let table: [String: [String: Definition.Child]] = [
        PlaceVocabulary.namespaces, ServiceVocabulary.namespaces, FeedSyncVocabulary.namespaces,
    ].reduce(into: own) { table, namespaces in
        for (uri, children) in namespaces { table[uri] = rows(children) }
    }

    private static let own: [String: [String: Definition.Child]] = [
        Namespace.atom: rows(
            (AtomVocabulary.feed.children + AtomVocabulary.entry.children).map(\.definition)
                .filter { $0 !== AtomVocabulary.entry }.map { .any($0) }),
        Namespace.content: rows([.maybe(Definition("encoded", in: Namespace.content, .html, place: .entry))]),
        Namespace.dc: rows(
            [
                "title", "creator", "subject", "publisher", "contributor", "type", "format", "identifier", "source",
                "relation", "coverage", "rights", "description",
            ].map { .any(.row($0, in: Namespace.dc, .plain)) } + [
                .maybe(.row("date", in: Namespace.dc, .value(.w3cDate))),
                .maybe(.row("language", in: Namespace.dc, .value(.language))),
            ]),
        Namespace.syndication: rows([
            .maybe(
                .row(
                    "updatePeriod", in: Namespace.syndication,
                    .value(.oneOf(["hourly", "daily", "weekly", "monthly", "yearly"], code: "InvalidUpdatePeriod")),
                    at: .head)),
            .maybe(.row("updateFrequency", in: Namespace.syndication, .value(.positiveInteger), at: .head)),
            .maybe(.row("updateBase", in: Namespace.syndication, .value(.w3cDate), at: .head)),
        ]),
        Namespace.thread: rows([
            .any(
                Definition(
                    "in-reply-to", in: Namespace.thread, .empty,
                    [
                        .required("ref", .identifier), .optional("href", .iri), .optional("source", .iri),
                        .optional("type", .mediaType),
                    ], place: .entry)),
            .maybe(.row("total", in: Namespace.thread, .value(.nonNegativeInteger), at: .entry)),
        ]),
        Namespace.dcterms: rows(
            ["created", "modified", "issued", "dateAccepted", "dateCopyrighted", "dateSubmitted"].map {
                .any(.row($0, in: Namespace.dcterms, .value(.w3cDate)))
            }),
        Namespace.podcast: rows(PodcastVocabulary.children),
        Namespace.itunes: rows(ITunesVocabulary.children),
        Namespace.media: rows(MediaVocabulary.children),
        Namespace.tombstones: rows([
            .any(
                Definition(
                    "deleted-entry", in: Namespace.tombstones, .elements,
                    [
                        .required("ref", .identifier), .required("when", .rfc3339),
                    ], isClosed: false, place: .atomFeed,
                    children: [
                        .maybe(.row("comment", in: Namespace.tombstones, .textConstruct)),
                        .maybe(
                            Definition(
                                "by", in: Namespace.tombstones, isClosed: false,
                                children: AtomVocabulary.author.children)),
                        .any(AtomVocabulary.link), .maybe(AtomVocabulary.source),
                    ]))
        ]),
        Namespace.xhtml: rows([
            .any(
                Definition(
                    "meta", in: Namespace.xhtml, .empty, [.required("name"), .required("content")], isClosed: false))
        ]),
        Namespace.history: rows([
            .maybe(Definition("complete", in: Namespace.history, .empty, place: .head)),
            .maybe(Definition("archive", in: Namespace.history, .empty, place: .head)),
        ]),
    ]

    /// Types of attributes that extensions put on elements of others.
    static func type(of attribute: XMLAttribute) -> ValueType? {
        switch (attribute.namespace, attribute.name) {
        case (Namespace.thread, "count"): .nonNegativeInteger
        case (Namespace.thread, "updated"): .rfc3339
        case (Namespace.rdf, "resource"): .iri
        default: nil
        }
    }

    static func rows(_ children: [Definition.Child]) -> [String: Definition.Child] {
        Dictionary(children.map { ($0.definition.name, $0) }) { first, _ in first }
    }
}
