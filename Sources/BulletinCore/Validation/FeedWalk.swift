internal import Interop

/// Visits the elements of a feed with what the vocabularies know of them: those of an entry as soon as it was read,
/// the head's at the end. An entry is not kept, but for what is remembered of it, so that the feed may be of any length.
final class FeedWalk {
    private let base: String?
    private let text: [UInt8]
    private var report = Report()
    private var entries = 0
    private var grammar: GrammarCheck?
    private var format: FeedFormat?
    private var grammarProblems: [(entry: Int?, problem: XMLProblem)] = []
    /// Enough for a person; hostile input would make millions.
    private static let limit = 10_000

    init(base: String?, text: [UInt8]) {
        self.base = base
        self.text = text
    }

    /// What rules compare between entries.
    private static let remembered: Set<String> = ["author", "guid", "id", "source", "updated"]

    /// Judges an element that was read to its end, if it is an entry of a feed.
    func close(_ element: XMLElement, around: [XMLName]) -> XMLElement {
        guard let (format, entry, parent) = Self.definitions(of: element, around: around) else { return element }
        begin(format)
        let context = FeedContext(format: format, base: base, publicID: nil, systemID: nil, text: text)
        report.entry = entries
        Self.visit(element, as: entry, in: nil, parentDefinition: parent, context, into: &report)
        for problem in grammar?.problems(in: element) ?? [] where grammarProblems.count < Self.limit {
            grammarProblems.append((entries, problem))
        }
        report.entry = nil
        entries += 1
        return element.reduced { Self.remembered.contains($0.name) }
    }

    private static func definitions(
        of element: XMLElement, around: [XMLName]
    ) -> (format: FeedFormat, entry: Definition, parent: Definition)? {
        switch (element.name, element.namespace, around.count) {
        case ("entry", Namespace.atom, 1)
        where around[0].local == "feed" && around[0].namespace == Namespace.atom:
            (.atom, AtomVocabulary.entry, AtomVocabulary.feed)
        case ("item", "", 2)
        where around[0].local == "rss" && around[0].namespace.isEmpty && around[1].local == "channel"
            && around[1].namespace.isEmpty:
            (.rss, RSSVocabulary.item, RSSVocabulary.channel)
        case ("item", Namespace.rss1, 1)
        where around[0].local == "RDF" && around[0].namespace == Namespace.rdf:
            (.rdf, RDFVocabulary.item, RDFVocabulary.root)
        default: nil
        }
    }

    private func begin(_ format: FeedFormat) {
        guard self.format == nil else { return }
        self.format = format
        grammar = Grammar.check(of: format)
    }

    /// Judges the head, and what is between entries.
    func finish(_ document: XMLDocument) -> Report {
        guard let kind = FeedKind(root: document.root, into: &report) else { return report }
        begin(kind.format)
        let context = FeedContext(
            format: kind.format, base: base, publicID: document.publicID, systemID: document.systemID, text: text)
        let part = kind.definition === AtomVocabulary.entry ? 0 : nil
        report.entry = part
        Self.visit(document.root, as: kind.definition, in: nil, parentDefinition: nil, context, into: &report)
        report.entry = nil
        let (name, depth) = kind.format == .atom ? ("entry", 1) : ("item", 2)
        for problem in grammar?.problems(in: document.root, leavingOut: { $0.name == name && $1 == depth }) ?? [] {
            grammarProblems.append((part, problem))
        }
        let explained = report.faulty
        for (entry, problem) in grammarProblems where !explained.contains(entry) {
            report.entry = entry
            report.add(.error, "Grammar", problem.message, at: problem.offset)
        }
        report.entry = nil
        return report
    }

    /// Recursion is bounded by the parser's limit on depth.
    private static func visit(
        _ element: XMLElement, as definition: Definition?, in parent: XMLElement?, parentDefinition: Definition?,
        _ context: FeedContext, into report: inout Report
    ) {
        let subject = Subject(
            element: element, definition: definition, parent: parent, parentDefinition: parentDefinition)
        for rule in Validator.rules { rule.check(subject, in: context, into: &report) }
        guard let definition else { return }
        for child in element.children {
            let known =
                definition.child(child) ?? recursive(child, in: definition)
                ?? ExtensionVocabulary.child(child, in: context.format)
            if isJudged(known?.definition, in: definition) { continue }
            visit(
                child, as: known?.definition, in: element, parentDefinition: definition, context, into: &report)
        }
    }

    /// Whether `close` was given the element already.
    private static func isJudged(_ definition: Definition?, in parent: Definition) -> Bool {
        (definition === AtomVocabulary.entry && parent === AtomVocabulary.feed)
            || (definition === RSSVocabulary.item && parent === RSSVocabulary.channel)
            || (definition === RDFVocabulary.item && parent === RDFVocabulary.root)
    }

    /// Definitions cannot hold themselves: outlines nest.
    private static func recursive(_ element: XMLElement, in parent: Definition) -> Definition.Child? {
        parent === OPMLVocabulary.outline && element.name == "outline" && element.namespace.isEmpty
            ? .any(OPMLVocabulary.outline) : nil
    }
}
