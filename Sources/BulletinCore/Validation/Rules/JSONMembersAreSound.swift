/// A JSON feed has the members that JSON Feed 1.1 requires, each of the type that it states (jsonfeed.org/version/1.1).
/// Members that it does not know are extensions when they begin with `_`.
enum JSONMembersAreSound: Rule {
    static let laws: [Law] = [
        Law("MissingElement", .error, [.json], "JSON Feed 1.1, \"Items\"", "an item has content_html or content_text"),
        Law(
            "NextPageIsSame", .error, [.json], "JSON Feed 1.1, \"Top-level\"",
            "'next_url' is another address than 'feed_url'"),
    ]

    static func check(_ feed: JSONValue, base: String?, into report: inout Report) {
        JSONVocabulary.feed.check(feed, into: &report)
        if let next = feed["next_url"], let own = feed["feed_url"]?.string, next.string == own {
            report.add(
                .error, "NextPageIsSame", "'next_url' is the address of this very page",
                advice: "write the address of the next page, or leave it out", at: next.offset)
        }
        for (index, item) in (feed["items"]?.array ?? []).enumerated() {
            report.entry = index
            JSONVocabulary.item.check(item, into: &report)
            if item["content_html"] == nil, item["content_text"] == nil {
                report.add(
                    .error, "MissingElement", "an item needs content_html or content_text", advice: "add one of them",
                    at: item.offset)
            }
        }
        report.entry = nil
    }
}
