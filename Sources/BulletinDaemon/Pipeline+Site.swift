internal import BulletinCore

/// What the site has one of: style sheets, the list of feeds, the sitemap.
extension Pipeline {
    /// Style sheets come before what refers to them, and with them the page for what is gone.
    func publishSheets(at now: Timestamp) throws -> Int {
        let changed = try publish(rendering.sheets, at: now)
        try catalogue.published(changed, removed: [], bulletins: [])
        return changed.count
    }

    /// The list of all feeds.
    func publishList(at now: Timestamp) throws -> Int {
        let changed = try publish([try rendering.list()], at: now)
        try catalogue.published(changed, removed: [], bulletins: [], site: true)
        return changed.count
    }

    /// A part without pages is no file.
    func publishSitemap(at now: Timestamp) throws -> Int {
        let due = try catalogue.dueSitemapParts()
        guard !due.isEmpty else { return 0 }
        var parts: [SiteFile] = []
        var removed: [String] = []
        for part in due {
            let rendered = try rendering.sitemapPart(part)
            if let rendered {
                try catalogue.noteSitemapPart(part, updated: rendered.updated)
                parts.append(rendered.file)
            } else {
                removed.append(Sitemap.path(part: part))
            }
        }
        let index = [try rendering.sitemapIndex()].compactMap { $0 }
        if index.isEmpty { removed.append(Sitemap.path) }
        let changed = try publish(parts, at: now) + publish(index, at: now)
        removed = try removed.filter { try catalogue.file($0) != nil }
        try publisher.remove(removed)
        store.replace([], changed: removed)
        try catalogue.publishedSitemap(changed, removed: removed, parts: due)
        return changed.count
    }
}
