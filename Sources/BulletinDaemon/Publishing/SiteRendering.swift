internal import BulletinCore
internal import Interop

/// What each file of the site is to be, as the catalogue stands now. Renders, and changes nothing.
struct SiteRendering: Sendable {
    let catalogue: Catalogue
    let channel: Channel
    let pages: PageRenderer

    static func pagePath(slug: String) -> String { "bulletins/\(slug)/index.html" }

    /// The bulletin whose page stands at a path, or a file beside it; `nil` for other paths.
    static func slug(at path: String) -> String? {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 3 && (parts[0] == "bulletins" || parts[0] == "files") ? String(parts[1]) : nil
    }

    func file(of page: BulletinPage) throws -> SiteFile { try files(of: [page])[0] }

    func files(of shown: [BulletinPage]) throws -> [SiteFile] {
        files(of: shown, try topicSlugs(of: shown.map(\.entries)))
    }

    /// The folders of those labels of entries that have feeds.
    func topicSlugs(of entries: [[Entry]]) throws -> [String: String] {
        var labels: Set<String> = []
        // By their places: entries have dozens of parts, and a copy holds each.
        for entries in entries {
            for index in entries.indices { labels.formUnion(entries[index].topics) }
        }
        return try catalogue.topicSlugs(of: labels)
    }

    func files(of shown: [BulletinPage], _ slugs: [String: String]) -> [SiteFile] {
        Parallel.map(shown.count) { index in
            SiteFile(
                path: Self.pagePath(slug: shown[index].slug),
                bytes: pages.bulletin(shown[index], of: channel, topicSlugs: slugs))
        }
    }

    /// A document of a feed in all formats.
    func files(of feed: Feed) throws -> [SiteFile] {
        let document = RenderedFeed(feed)
        return try OutputFormat.allCases.map { format in
            SiteFile(path: feed.path(as: format), bytes: try format.render(document))
        }
    }

    /// The page for people beside it.
    func twin(of feed: Feed, _ key: DocumentKey) throws -> SiteFile { try twins(of: [(key, feed)])[0] }

    func twins(of documents: [(key: DocumentKey, feed: Feed)]) throws -> [SiteFile] {
        let topics = documents.contains { $0.key == .front } ? try catalogue.topics() : []
        let slugs = try topicSlugs(of: documents.map(\.feed.entries))
        return Parallel.map(documents.count) { index in
            let (key, feed) = documents[index]
            return SiteFile(
                path: feed.identity.pagePath(archive: feed.archive),
                bytes: pages.twin(of: feed, topics: key == .front ? topics : [], topicSlugs: slugs))
        }
    }

    /// Style sheets, and the page for what is gone.
    var sheets: [SiteFile] {
        [
            SiteFile(path: "style.css", bytes: PageRenderer.stylesheet),
            SiteFile(path: PageRenderer.feedStylesheetPath, bytes: PageRenderer.feedStylesheet),
            SiteFile(path: SiteStore.gonePath, bytes: pages.gone(in: channel)),
        ]
    }

    /// The list of all feeds.
    func list() throws -> SiteFile {
        SiteFile(
            path: OPML.path,
            bytes: try OPML.render(channel, topics: try catalogue.topics(), updated: try catalogue.topicsChanged()))
    }

    /// - Returns: `nil` for a part without pages, which is no file; else with the latest change in it.
    func sitemapPart(_ part: Int64) throws -> (file: SiteFile, updated: Timestamp)? {
        let pages = try catalogue.sitemapPart(part).map {
            Sitemap.Page(address: channel.address(ofBulletin: $0.slug), updated: $0.updated)
        }
        guard let updated = pages.map(\.updated).max() else { return nil }
        return (SiteFile(path: Sitemap.path(part: part), bytes: try Sitemap.render(pages: pages)), updated)
    }

    /// The index of the parts; without any, for nothing is left, the front page alone, which is a valid sitemap, too.
    /// - Returns: `nil` when there never were pages.
    func sitemapIndex() throws -> SiteFile? {
        let parts = try catalogue.sitemapParts()
        if !parts.isEmpty {
            return SiteFile(path: Sitemap.path, bytes: try Sitemap.render(parts: parts, of: channel))
        }
        return try catalogue.sitemapFront().map { updated in
            let page = Sitemap.Page(address: channel.url, updated: updated)
            return SiteFile(path: Sitemap.path, bytes: try Sitemap.render(pages: [page]))
        }
    }
}

extension Pipeline {
    var rendering: SiteRendering { SiteRendering(catalogue: catalogue, channel: channel, pages: pages) }
}
