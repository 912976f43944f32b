internal import Interop

/// Elements stand as often as their definition allows: most at most once (RFC 4287 §4.1; RSS 2.0).
enum ElementsStandOnce: Rule {
    static let laws: [Law] = [
        Law(
            "DuplicateElement", .error, .xml, "RFC 4287 §4.1; RSS 2.0; OPML 2.0",
            "an element stands as often as its definition allows, most at most once")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, subject.element.children.count > 1 else { return }
        var seen: Set<ObjectIdentifier> = []
        for element in subject.element.children {
            guard
                let child = definition.child(element) ?? ExtensionVocabulary.child(element, in: feed.format),
                !child.mayRepeat
            else { continue }
            guard !seen.insert(ObjectIdentifier(element.kind)).inserted else { continue }
            report.add(
                .error, "DuplicateElement", "'\(definition.name)' may hold one '\(element.name)', and this is another",
                advice: "keep one of them", at: element.offset)
        }
    }
}
