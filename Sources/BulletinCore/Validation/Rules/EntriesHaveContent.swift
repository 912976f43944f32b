internal import Interop

/// An entry without content links to where the content is (RFC 4287 §4.1.2), and an entry whose content is
/// elsewhere, or is no text, has a summary. Text in the feed itself is advised (§4.1.1.1).
enum EntriesHaveContent: Rule {
    static let laws: [Law] = [
        Law(
            "MissingContentOrAlternate", .error, [.atom], "RFC 4287 §4.1.2",
            "an entry without content has a link to an alternate"),
        Law(
            "MissingSummary", .error, [.atom], "RFC 4287 §4.1.2",
            "an entry whose content is elsewhere or Base64 has a summary"),
        Law("MissingTextualContent", .warning, [.atom], "RFC 4287 §4.1.1.1", "an entry has content or a summary"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(AtomVocabulary.entry) else { return }
        let entry = subject.element
        let content = entry.child("content", in: Namespace.atom)
        let hasSummary = entry.child("summary", in: Namespace.atom) != nil
        let hasAlternate = entry.children("link", in: Namespace.atom)
            .contains { ($0.attribute("rel") ?? "alternate") == "alternate" }
        if content == nil, !hasAlternate {
            report.add(
                .error, "MissingContentOrAlternate", "the entry has neither 'content' nor a link to it",
                advice: "add 'content', or a 'link' with rel=\"alternate\"", at: entry.offset)
        }
        if let content, !hasSummary, needsSummary(content) {
            report.add(
                .error, "MissingSummary", "the content is not in the feed as text, so the entry needs a 'summary'",
                advice: "add 'summary'", at: entry.offset)
        }
        if content == nil, !hasSummary {
            report.add(
                .warning, "MissingTextualContent", "the entry has neither 'content' nor 'summary'",
                advice: "add one of them",
                at: entry.offset)
        }
    }

    private static func needsSummary(_ content: XMLElement) -> Bool {
        content.attribute("src") != nil || ContentType(content) == .base64
    }
}
