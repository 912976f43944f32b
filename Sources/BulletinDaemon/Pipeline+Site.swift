internal import BulletinCore

/// What the site has one of: style sheets, the list of feeds, the sitemap.
extension Pipeline {
    /// Style sheets come before what refers to them, and with them the page for what is gone.
    func publishSheets(at now: Timestamp) throws -> Int {
        let sheets = [
            SiteFile(path: "style.css", bytes: PageRenderer.stylesheet),
            SiteFile(path: PageRenderer.feedStylesheetPath, bytes: PageRenderer.feedStylesheet),
            SiteFile(path: SiteStore.gonePath, bytes: pages.gone(in: channel)),
        ]
        let changed = try publish(sheets, at: now)
        try catalogue.published(changed, removed: [], bulletins: [])
        return changed.count
    }

    /// The list of all feeds.
    func publishList(at now: Timestamp) throws -> Int {
        let list = SiteFile(
            path: OPML.path,
            bytes: try OPML.render(
                channel, topics: try catalogue.topics(), updated: try catalogue.topicsChanged()))
        let changed = try publish([list], at: now)
        try catalogue.published(changed, removed: [], bulletins: [], site: true)
        return changed.count
    }

    /// A part without pages, and an index without parts, are no files.
    func publishSitemap(at now: Timestamp) throws -> Int {
        let due = try catalogue.dueSitemapParts()
        guard !due.isEmpty else { return 0 }
        var parts: [SiteFile] = []
        var removed: [String] = []
        for part in due {
            let pages = try catalogue.sitemapPart(part).map {
                Sitemap.Page(address: channel.address(ofBulletin: $0.slug), updated: $0.updated)
            }
            try catalogue.noteSitemapPart(part, updated: pages.map(\.updated).max())
            if pages.isEmpty {
                removed.append(Sitemap.path(part: part))
            } else {
                parts.append(SiteFile(path: Sitemap.path(part: part), bytes: try Sitemap.render(pages: pages)))
            }
        }
        let all = try catalogue.sitemapParts()
        var index: [SiteFile] = []
        if all.isEmpty {
            removed.append(Sitemap.path)
        } else {
            index.append(SiteFile(path: Sitemap.path, bytes: try Sitemap.render(parts: all, of: channel)))
        }
        let changed = try publish(parts, at: now) + publish(index, at: now)
        removed = try removed.filter { try catalogue.file($0) != nil }
        try publisher.remove(removed)
        store.replace([], changed: removed)
        try catalogue.publishedSitemap(changed, removed: removed, parts: due)
        return changed.count
    }
}
