internal import Interop

/// A format's own vocabulary is closed: what is not defined may not stand there (RFC 4287 §6.4; RSS 2.0, "Extending
/// RSS": other elements have to be in a namespace). Elements of unknown namespaces are allowed, and named once.
enum ElementsAreKnown: Rule {
    static let laws: [Law] = [
        Law(
            "MediaRssNamespace", .error, .xml, "Media RSS 1.5, \"Namespace\"",
            "the namespace of Media RSS ends with a slash"),
        Law(
            "MisplacedXHTMLContent", .warning, [.atom], "RFC 4287 §4.1.3.3",
            "XHTML stands in content and in Text constructs only"),
        Law(
            "ReservedPrefix", .warning, .xml, "RSS Best Practices Profile, \"Namespace elements\"",
            "a usual prefix stands for the namespace that it usually stands for"),
        Law(
            "UndefinedElement", .error, .xml, "RFC 4287 §6; RSS 2.0, \"Extending RSS\"",
            "a known namespace, and a format, have the elements that they define; others are in namespaces of their own"
        ),
        Law(
            "UndeterminableVocabulary", .warning, [.atom], "RFC 4287 §6.1",
            "elements of extensions are in a namespace"),
        Law(
            "UnknownNamespace", .warning, .xml, "RFC 4287 §6.3",
            "namespaces are those that are known; others may be mistyped"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        let element = subject.element
        if !element.declarations.isEmpty { checkNamespaces(of: element, in: feed, into: &report) }
        guard subject.definition == nil, let parent = subject.parentDefinition else { return }
        switch parent.content {
        case .anything, .textConstruct, .atomContent: return  // what may be inline there, other rules know
        case .html:
            checkInline(element, in: parent, into: &report)
            return
        case .elements, .value, .plain, .mediaText, .empty: break
        }
        if element.namespace == Namespace.mediaMisspelt {
            report.addOnce(
                .error, "MediaRssNamespace", "the namespace \(element.namespace.quoted) is not that of Media RSS",
                about: element.namespace, at: element.offset)
            return
        }
        if element.namespace == Namespace.xhtml, feed.format == .atom {
            report.add(
                .warning, "MisplacedXHTMLContent", "'\(element.name)' of XHTML stands outside of content",
                advice: "put it into 'content' of type xhtml", at: element.offset)
            return
        }
        let isOwn = element.namespace == ownNamespace(of: feed.format)
        if element.namespace.isEmpty, feed.format == .atom {
            report.add(
                .warning, "UndeterminableVocabulary", "'\(element.name)' is in no namespace (RFC 4287 §6.1)",
                advice: "put it into a namespace, or leave it out", at: element.offset)
        } else if isOwn {
            report.add(
                .error, "UndefinedElement", "'\(parent.name)' has no element '\(element.name)'",
                advice: "leave it out, or put it into a namespace of its own", at: element.offset)
        } else if parent.content != .elements, !isOpen(parent) {
            report.add(
                .error, "UndefinedElement", "'\(parent.name)' holds no elements, and here is '\(element.name)'",
                advice: "leave it out", at: element.offset)
        } else if ExtensionVocabulary.isClosed(element.namespace) {
            report.add(
                .error, "UndefinedElement", "the namespace of '\(element.name)' does not define it",
                advice: "see \(element.namespace)", at: element.offset)
        }
    }

    private static func ownNamespace(of format: FeedFormat) -> String {
        switch format {
        case .atom: Namespace.atom
        case .rdf: Namespace.rss1
        case .rss, .opml: ""
        }
    }

    /// Undefined content (RFC 4287 §6.4; RFC 4685 §3): links, categories and replies may hold elements of others.
    private static func isOpen(_ parent: Definition) -> Bool {
        parent.content == .empty && (parent.namespace == Namespace.atom || parent.namespace == Namespace.thread)
    }

    /// HTML in RSS is escaped: elements in it are no part of it.
    private static func checkInline(_ element: XMLElement, in parent: Definition, into report: inout Report) {
        guard element.namespace.isEmpty || ExtensionVocabulary.knows(element.namespace) else { return }
        report.add(
            .error, "UndefinedElement", "'\(parent.name)' holds escaped HTML, and here is '\(element.name)'",
            advice: "escape its markup", at: element.offset)
    }

    /// Prefixes are judged where they are declared; a namespace is remarked once in a feed.
    private static func checkNamespaces(of element: XMLElement, in feed: FeedContext, into report: inout Report) {
        for (prefix, uri) in element.declarations where uri != Namespace.atom {
            if let reserved = ExtensionVocabulary.reservedPrefixes[prefix], !reserved.contains(uri) {
                report.add(
                    .warning, "ReservedPrefix", "readers expect the prefix '\(prefix)' to be \(reserved[0])",
                    advice: "choose another prefix, or write the namespace so", at: element.offset)
            } else if !uri.isEmpty, !ExtensionVocabulary.knows(uri) {
                report.addOnce(
                    .warning, "UnknownNamespace", "the namespace \(uri.quoted) is not known", about: uri,
                    at: element.offset)
            }
        }
    }
}
