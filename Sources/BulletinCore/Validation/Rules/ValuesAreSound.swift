internal import Interop

/// The text of an element is of the type that its definition states: dates, addresses, languages, numbers, names
/// (RFC 4287 §3.3, §4.2; RSS 2.0); no text stands where only elements may, and none in empty elements.
enum ValuesAreSound: Rule {
    static let laws: [Law] = [
        Law("AtomLinkNotEmpty", .warning, [.atom, .rss], "RFC 4287 §4.2.2, §4.2.7", "links and categories are empty"),
        Law(
            "UnexpectedText", .error, .xml, "RFC 4287 §4.1; RSS 2.0; OPML 2.0",
            "an element that holds elements, or nothing, holds no text"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition else { return }
        let element = subject.element
        switch definition.content {
        case .value where feed.format == .rdf && element.attribute("resource", in: Namespace.rdf) != nil: return
        case .value(let type):
            for fault in type.faults(in: element.text) {
                report.add(fault, in: "'\(definition.name)'", at: element.offset)
            }
        case .plain where feed.format == .rss && definition.namespace.isEmpty: return  // PlainTextIsPlain
        case .plain:
            for fault in PlainText.faults(in: element.text) {
                report.add(fault, in: "'\(definition.name)'", at: element.offset)
            }
        case .elements:
            guard !element.text.isBlank else { return }
            report.add(
                .error, "UnexpectedText", "'\(definition.name)' holds elements only, and here is text",
                advice: "put the text into an element, or leave it out", at: element.offset)
        case .empty:
            guard !element.text.isBlank, definition.namespace != Namespace.thread else { return }
            if definition.namespace == Namespace.atom {
                report.add(.warning, "AtomLinkNotEmpty", "'\(definition.name)' should be empty", at: element.offset)
            } else {
                report.add(
                    .error, "UnexpectedText", "'\(definition.name)' is empty, and here is text",
                    advice: "leave it out", at: element.offset)
            }
        case .html, .textConstruct, .atomContent, .mediaText, .anything: return
        }
    }
}
