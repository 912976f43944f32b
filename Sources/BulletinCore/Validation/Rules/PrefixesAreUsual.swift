internal import Interop

/// Some readers do not know that prefixes are free to choose: Atom and XHTML are safest without one.
enum PrefixesAreUsual: Rule {
    static let laws: [Law] = [
        Law(
            "AvoidNamespacePrefix", .warning, [.atom], "RFC 4287 §1.2",
            "Atom and XHTML stand without a prefix: some readers do not know that prefixes are free to choose")
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard feed.format == .atom, let definition = subject.definition else { return }
        let isRoot = subject.parentDefinition == nil && !subject.element.prefix.isEmpty
        let inline =
            definition.content == .textConstruct || definition.content == .atomContent
            ? subject.element.children.first { $0.namespace == Namespace.xhtml && !$0.prefix.isEmpty } : nil
        guard let odd = isRoot ? subject.element : inline else { return }
        report.add(
            .warning, "AvoidNamespacePrefix", "'\(odd.prefix):\(odd.name)' has a prefix that some readers cannot read",
            advice: "declare the namespace as the default one", at: odd.offset)
    }
}
