internal import Interop

/// Text that readers show as it stands is not blank, and a `<` in it cannot be taken for a tag (RSS Best Practices
/// Profile, "Character data").
enum PlainTextIsPlain: Rule {
    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard let definition = subject.definition, feed.format == .rss, definition.namespace.isEmpty,
            definition.content == .plain
        else { return }
        let text = subject.element.text
        if text.isBlank, definition.name == "title" {
            report.add(
                .warning, "NotBlank", "'title' is blank", advice: "write something, or leave it out",
                at: subject.element.offset)
        } else if !HTMLScan.looksLikeMarkup(text), startsTag(Array(text.utf8)) {
            report.add(
                .warning, "CharacterData",
                "'<' before a letter in '\(definition.name)' is taken for a tag by some readers",
                advice: "put a space behind it", at: subject.element.offset)
        }
    }

    private static func startsTag(_ bytes: [UInt8]) -> Bool {
        zip(bytes, bytes.dropFirst()).contains {
            $0 == UInt8(ascii: "<") && (IRI.isLetter($1) || $1 == UInt8(ascii: "/"))
        }
    }
}
