internal import Synchronization

/// What pages tell readers of feeds with: the template `feedlink`, once for each format of each feed.
///
/// Most pages tell of the same feeds in the same words, so each link is rendered once.
final class FeedLinks: Sendable {
    private struct Key: Hashable {
        var feed: FeedIdentity
        var title: String
        var root: String
    }

    /// Feeds whose links are kept; of very many topics, some are rendered again.
    private static let limit = 2_000

    private let templates: PageTemplates
    private let kept = Mutex<[Key: String]>([:])

    init(templates: PageTemplates) { self.templates = templates }

    /// - Returns: clean HTML without a newline at its end; empty without feeds.
    func html(of feeds: [FeedIdentity], on values: PageValues) -> String {
        var html = ""
        for feed in feeds {
            let key = Key(feed: feed, title: feed.title(in: values.channel), root: values.root)
            if let known = kept.withLock({ $0[key] }) {
                html += known
                continue
            }
            let new = values.formats(of: feed).map { templates.render("feedlink", $0) }.joined()
            kept.withLock { kept in
                if kept.count >= Self.limit { kept = [:] }
                kept[key] = new
            }
            html += new
        }
        // The template's own newline stands behind the last.
        if html.utf8.last == UInt8(ascii: "\n") { html.removeLast() }
        return html
    }
}
