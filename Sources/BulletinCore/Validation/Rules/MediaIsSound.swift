internal import Interop

/// Media RSS 1.5: text is plain or HTML; a hash has the digits of its algorithm; a rating and a restriction use the
/// words of their scheme; a group holds alternatives, and content says where it is.
enum MediaIsSound: Rule {
    static let laws: [Law] = [
        Law(
            "InvalidMediaHash", .error, .xml, "Media RSS 1.5, \"media:hash\"",
            "a hash has the hexadecimal digits of its algorithm"),
        Law(
            "MediaGroupWithoutAlternatives", .error, .xml, "Media RSS 1.5, \"media:group\"",
            "a group holds the same content in two forms or more"),
        Law(
            "MissingAttribute", .error, .xml, "Media RSS 1.5, \"media:content\"",
            "content has an address of its own, or that of a player"),
        Law("InvalidMediaRating", .error, .xml, "Media RSS 1.5, \"media:rating\"", "a rating is a word of its scheme"),
        Law(
            "InvalidMediaRestriction", .error, .xml, "Media RSS 1.5, \"media:restriction\"",
            "a restriction is 'all', 'none' or values of its type"),
        Law(
            "InvalidMediaTextType", .error, .xml, "Media RSS 1.5, \"media:text\"",
            "the type of a text is 'plain' or 'html'"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, definition.namespace == Namespace.media else { return }
        let element = subject.element
        let text = element.text.trimmed
        if definition.content == .mediaText {
            let type = element.attribute("type") ?? "plain"
            guard type != "plain", type != "html" else { return }
            report.add(
                .error, "InvalidMediaTextType", "'\(definition.name)' has the type \(type.quoted)",
                advice: "write plain or html", at: element.offset)
            return
        }
        switch definition.name {
        case "hash":
            let digits = element.attribute("algo") == "sha-1" ? 40 : 32
            guard text.utf8.count != digits || !text.utf8.allSatisfy(IRI.isHexadecimal) else { return }
            report.add(
                .error, "InvalidMediaHash", "\(text.quoted) is no hash of \(digits) hexadecimal digits",
                at: element.offset)
        case "group" where element.children("content", in: Namespace.media).count < 2:
            report.add(
                .error, "MediaGroupWithoutAlternatives", "the group holds fewer than two of 'content'",
                advice: "write it without a group", at: element.offset)
        case "content"
        where element.attribute("url") == nil && element.child("player", in: Namespace.media) == nil:
            report.add(
                .error, "MissingAttribute", "'content' has neither a 'url' nor a 'player'", advice: "add one of them",
                at: element.offset)
        case "rating":
            checkRating(text, scheme: element.attribute("scheme") ?? "urn:simple", of: element, into: &report)
        case "restriction" where element.attribute("type") == "country":
            let codes = text.split(separator: " ")
            guard text != "all", text != "none", !codes.allSatisfy({ $0.utf8.count == 2 }) else { return }
            reportRestriction(text, of: element, into: &report)
        case "restriction" where element.attribute("type") == nil && !text.isEmpty && text != "all" && text != "none":
            reportRestriction(text, of: element, into: &report)
        default: return
        }
    }

    private static func reportRestriction(_ text: String, of element: XMLElement, into report: inout Report) {
        report.add(
            .error, "InvalidMediaRestriction", "\(text.quoted) restricts nothing",
            advice: "write all or none, or a type and its values", at: element.offset)
    }

    private static func checkRating(_ text: String, scheme: String, of element: XMLElement, into report: inout Report) {
        guard let words = ratings[scheme], !words.contains(text) else { return }
        report.add(
            .error, "InvalidMediaRating", "\(text.quoted) is no rating of \(scheme)",
            advice: "write one of \(words.joined(separator: ", "))", at: element.offset)
    }

    private static let ratings = [
        "urn:simple": ["adult", "nonadult"],
        "urn:mpaa": ["g", "nc-17", "pg", "pg-13", "r", "x"],
        "urn:v-chip": [
            "14+", "18+", "c", "c8", "g", "pg", "tv-14", "tv-g", "tv-ma", "tv-pg", "tv-y", "tv-y7", "tv-y7-fv",
        ],
    ]
}
