internal import Interop

/// Elements hold what their definition requires (RFC 4287 §4.1.1, §4.1.2, §3.2; RSS 2.0, "Required channel
/// elements", and those of `image` and `textInput`).
enum ElementsAreComplete: Rule {
    static let laws: [Law] = [
        Law(
            "MissingElement", .error, .xml, "RFC 4287 §3.2, §4.1; RSS 2.0, \"Required channel elements\"; OPML 2.0",
            "an element holds all elements that its definition requires")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition else { return }
        for child in definition.children {
            guard let code = child.missing else { continue }
            let (name, namespace) = (child.definition.name, child.definition.namespace)
            guard subject.element.child(name, in: namespace) == nil else { continue }
            report.add(
                .error, code, "'\(definition.name)' has no '\(name)'", advice: "add '\(name)'",
                at: subject.element.offset)
        }
    }
}
