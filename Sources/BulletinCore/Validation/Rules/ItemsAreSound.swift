internal import Interop

/// RSS 2.0, "Elements of item": a title or a description; a guid is advised, and is an address unless it says
/// `isPermaLink="false"`; the Best Practices Profile advises one enclosure, and a description before `content:encoded`.
enum ItemsAreSound: Rule {
    static let laws: [Law] = [
        Law(
            "DuplicateEnclosure", .warning, [.rss], "RSS Best Practices Profile, \"enclosure\"",
            "an item has at most one enclosure"),
        Law(
            "InvalidHttpGUID", .error, [.rss], "RSS 2.0, \"guid\"",
            "a guid is an address, or says isPermaLink=\"false\""),
        Law("MissingElement", .error, [.rss], "RSS 2.0, \"Elements of item\"", "an item has a title or a description"),
        Law("MissingGuid", .warning, [.rss], "RSS Best Practices Profile, \"guid\"", "an item has a guid"),
        Law(
            "NeedDescriptionBeforeContent", .warning, [.rss], "RSS Best Practices Profile, \"content:encoded\"",
            "a 'description' stands before 'content:encoded'"),
        Law("NotBlank", .warning, [.rss], "RSS 2.0, \"guid\"", "a guid is not blank"),
    ]

    static func check(_ subject: Subject, in feed: FeedContext, into report: inout Report) {
        guard subject.is(RSSVocabulary.item) else { return }
        let item = subject.element
        if item.child("title", in: "") == nil, item.child("description", in: "") == nil {
            report.add(
                .error, "MissingElement", "the item has neither 'title' nor 'description'", advice: "add one of them",
                at: item.offset)
        }
        checkGUID(of: item, into: &report)
        if let second = item.children("enclosure", in: "").dropFirst().first {
            report.add(
                .warning, "DuplicateEnclosure", "many readers take one enclosure, and this is another",
                advice: "give each file an item", at: second.offset)
        }
        if let encoded = item.child("encoded", in: Namespace.content) {
            let description = item.child("description", in: "")
            if description.map({ $0.offset > encoded.offset }) ?? true {
                report.add(
                    .warning, "NeedDescriptionBeforeContent", "'content:encoded' without a 'description' before it",
                    advice: "add the summary as 'description', first", at: encoded.offset)
            }
        }
    }

    private static func checkGUID(of item: XMLElement, into report: inout Report) {
        guard let guid = item.child("guid", in: "") else {
            report.add(
                .warning, "MissingGuid", "the item has no 'guid', so readers guess what is new", advice: "add 'guid'",
                at: item.offset)
            return
        }
        if guid.attribute("isPermaLink") == "false" {
            guard guid.text.isBlank else { return }
            report.add(.warning, "NotBlank", "'guid' is blank", advice: "write a permanent name", at: guid.offset)
        } else if !isAddress(guid.text.trimmed) {
            report.add(
                .error, "InvalidHttpGUID", "the guid \(guid.text.quoted) is no address, and does not say so",
                advice: "add isPermaLink=\"false\"", at: guid.offset)
        }
    }

    /// A full address that leads somewhere: names of things by `tag:` and `urn:` do not.
    private static func isAddress(_ value: String) -> Bool {
        guard let scheme = IRI.scheme(of: value)?.lowercased(), scheme != "tag", scheme != "urn" else { return false }
        return !IRI.faults(in: value, isFull: true).contains { $0.severity == .error }
    }
}
