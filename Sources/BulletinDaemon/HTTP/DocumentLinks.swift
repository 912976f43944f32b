internal import BulletinCore
internal import HTTPTypes

/// The field `Link` (RFC 8288) of what is served: pages lead to the feeds that show the same, feeds to their pages.
///
/// Addresses are relative to the one that was asked for.
enum DocumentLinks {
    /// - Parameter path: in the site.
    /// - Returns: `nil` for what belongs to no feed.
    static func field(for path: String) -> String? {
        let root = FeedIdentity.root(of: path)
        guard let (identity, archive, ending) = FeedIdentity.document(at: path) else {
            guard path.hasPrefix("bulletins/"), path.hasSuffix(".html") else { return nil }
            return alternates(FeedIdentity.ofSite, root)
        }
        if ending == "html" {
            return alternates([identity] + FeedIdentity.ofSite.filter { $0 != identity }, root)
        }
        let own = path.split(separator: "/").last.map(String.init) ?? path
        let page = root + identity.pageAddress(archive: archive)
        var links = [
            "<\(own)>; rel=\"self\"", "<\(page.isEmpty ? "./" : page)>; rel=\"alternate\"; type=\"text/html\"",
        ]
        if archive != nil, let format = OutputFormat(rawValue: ending) {
            links.append("<\(root)\(identity.path(as: format))>; rel=\"current\"")
        }
        return links.joined(separator: ", ")
    }

    private static func alternates(_ feeds: [FeedIdentity], _ root: String) -> String {
        feeds.flatMap { feed in
            OutputFormat.allCases.map { format in
                "<\(root)\(feed.path(as: format))>; rel=\"alternate\"; type=\"\(format.mediaType)\""
            }
        }.joined(separator: ", ")
    }
}

extension HTTPField.Name {
    static let link = HTTPField.Name("Link")!
}
