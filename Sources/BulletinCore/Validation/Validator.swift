internal import Interop

/// Says what is wrong with a feed: RSS 2.0, Atom 1.0, JSON Feed 1.1 or OPML 2.0, whichever the bytes are.
///
/// Three layers: well-formed text; the rules, each a law of a specification; a grammar. Takes time in proportion to
/// the bytes. No clock and no network: the same bytes have the same findings for ever.
public enum Validator {
    /// Of the text, before any rule is asked.
    static let textLaws: [Law] = [
        Law("InvalidJSON", .error, [.json], "RFC 8259", "the text is JSON"),
        Law("InvalidJSONFeed", .error, [.json], "JSON Feed 1.1, \"Structure\"", "a JSON feed is an object"),
        Law("SAXError", .error, .xml, "XML 1.0 §2.1; Namespaces in XML 1.0 §7", "the text is well-formed XML"),
        Law("UnicodeError", .error, .xml, "XML 1.0 §4.3.3", "the bytes are text in the encoding that is declared"),
    ]

    /// - Parameter base: the address that the feed is served at; `nil` when it is unknown, and then the feed's own
    ///   word for it is taken.
    /// - Returns: findings in the order of the text. A feed is fit to be published iff none is an error.
    public static func validate(_ bytes: [UInt8], base: String?) -> [Finding] {
        if JSONText.claims(bytes) { return validateJSON(bytes, base: base) }
        var report = Report()
        let document: XMLDocument
        do throws(XMLParsingError) {
            document = try XMLDocument(parsing: bytes)
        } catch {
            for problem in error.problems {
                let code = problem.kind == .encoding ? "UnicodeError" : "SAXError"
                report.add(.error, code, problem.message, at: problem.offset)
            }
            return located(report, in: error.text)
        }
        let text = document.text
        let root = document.root
        guard let kind = FeedKind(root: root, into: &report) else { return located(report, in: text) }
        let feed = FeedContext(
            format: kind.format, base: base, root: root, encoding: document.declaredEncoding,
            publicID: document.publicID, text: text)
        var walk = Walk(feed: feed, report: report)
        walk.visit(root, as: kind.definition, in: nil, parentDefinition: nil)
        report = walk.report
        Grammar.check(document, format: kind.format, into: &report)
        return located(report, in: text)
    }

    private static func validateJSON(_ bytes: [UInt8], base: String?) -> [Finding] {
        var report = Report()
        do throws(JSONText.Fault) {
            let feed = try JSONText.parse(bytes)
            if case .object = feed.content {
                for rule in rules { rule.check(feed, base: base, into: &report) }
            } else {
                report.add(.error, "InvalidJSONFeed", "a JSON feed is an object", at: feed.offset)
            }
        } catch {
            report.add(.error, "InvalidJSON", error.message, at: error.offset)
        }
        return located(report, in: bytes)
    }

    /// Turns places in the text into lines and columns, in one pass over it.
    private static func located(_ report: Report, in text: [UInt8]) -> [Finding] {
        var findings: [Finding] = []
        var line = 1
        var column = 1
        var position = 0
        let ordered = report.findings.enumerated().sorted {
            ($0.element.offset ?? 0, $0.offset) < ($1.element.offset ?? 0, $1.offset)
        }
        for (_, (finding, offset)) in ordered {
            var finding = finding
            if let offset {
                let end = min(offset, text.count)
                while position < end {
                    if text[position] == 0x0A {
                        line += 1
                        column = 1
                    } else if text[position] & 0xC0 != 0x80 {
                        column += 1
                    }
                    position += 1
                }
                finding.line = line
                finding.column = column
            }
            findings.append(finding)
        }
        return findings
    }
}

/// Visits the elements of a feed, parents first, with what the vocabularies know of them.
private struct Walk {
    let feed: FeedContext
    var report: Report
    private var entries = 0

    init(feed: FeedContext, report: Report) {
        self.feed = feed
        self.report = report
    }

    /// Recursion is bounded by the parser's limit on depth.
    mutating func visit(
        _ element: XMLElement, as definition: Definition?, in parent: XMLElement?, parentDefinition: Definition?
    ) {
        let isEntry = definition === AtomVocabulary.entry || definition === RSSVocabulary.item
        if isEntry {
            report.entry = entries
            entries += 1
        }
        let subject = Subject(
            element: element, definition: definition, parent: parent, parentDefinition: parentDefinition)
        for rule in Validator.rules { rule.check(subject, in: feed, into: &report) }
        if let definition {
            for child in element.children {
                let known =
                    definition.child(child) ?? recursive(child, in: definition) ?? ExtensionVocabulary.child(child)
                visit(child, as: known?.definition, in: element, parentDefinition: definition)
            }
        }
        if isEntry { report.entry = nil }
    }

    /// Definitions cannot hold themselves: outlines nest.
    private func recursive(_ element: XMLElement, in parent: Definition) -> Definition.Child? {
        parent === OPMLVocabulary.outline && element.name == "outline" && element.namespace.isEmpty
            ? .any(OPMLVocabulary.outline) : nil
    }
}
