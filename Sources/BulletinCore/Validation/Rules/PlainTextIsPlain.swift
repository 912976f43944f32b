internal import Interop

/// Readers of RSS show titles, names and the like as they stand, or as HTML. So that both show the same, `&` and `<`
/// are written as `&#x26;` and `&#x3C;` (RSS Best Practices Profile, "Character data"), and there is no markup.
enum PlainTextIsPlain: Rule {
    static let laws: [Law] = [
        Law(
            "CharacterData", .warning, [.rss], "RSS Best Practices Profile, \"Character data\"",
            "'<' in plain text is written &#x3C;"),
        Law(
            "ContainsHTML", .warning, [.rss], "RSS Best Practices Profile, \"Character data\"",
            "titles, names and the like hold no markup"),
        Law("NotBlank", .warning, [.rss], "RSS 2.0, \"Elements of item\"", "a title is not blank"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, feed.format == .rss, definition.namespace.isEmpty,
            definition.content == .plain
        else { return }
        let element = subject.element
        let text = element.text
        if text.isBlank, definition.name == "title" {
            report.add(
                .warning, "NotBlank", "'title' is blank", advice: "write something, or leave it out", at: element.offset
            )
            return
        }
        guard HTMLScan.mayBeTakenForMarkup(text), !isGuarded(element, in: feed.text) else { return }
        if HTMLScan.looksLikeMarkup(text) || (HTMLScan.startsReference(text) && !HTMLScan.startsTag(text)) {
            report.add(
                .warning, "ContainsHTML",
                "'\(definition.name)': \(text.quoted) looks like HTML, and may be shown as it stands",
                advice: "write plain text, '&' as &#x26; and '<' as &#x3C;", at: element.offset)
        } else {
            report.add(
                .warning, "CharacterData",
                "'<' before a letter in '\(definition.name)' is taken for a tag by some readers",
                advice: "write it as &#x3C;", at: element.offset)
        }
    }

    /// Whether each `&` and `<` of the element's text is written as a hexadecimal reference.
    private static func isGuarded(_ element: XMLElement, in text: [UInt8]) -> Bool {
        let tag = text[element.offset...].drop { $0 != UInt8(ascii: ">") }
        let written = tag.dropFirst().prefix { $0 != UInt8(ascii: "<") }
        let references = written.indices.count { index in
            written[index...].starts(with: "&#x26;".utf8) || written[index...].starts(with: "&#x3C;".utf8)
                || written[index...].starts(with: "&#x3c;".utf8)
        }
        return references == element.text.utf8.count { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }
    }
}
