internal import BulletinCore
internal import GRDB

/// What the site may have from a catalogue before this one.
extension Catalogue {
    /// Whether files of it may be there.
    func isCluttered() throws -> Bool {
        try read { db in
            try Bool.fetchOne(db.cachedStatement(sql: "SELECT cluttered FROM instance")) ?? false
        }
    }

    func noteClutter(_ isThere: Bool) throws {
        try database.write { try $0.run("UPDATE instance SET cluttered = \(isThere)") }
    }

    /// How many bulletins have pages.
    func pageCount() throws -> Int {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT COUNT(*) FROM member WHERE feed = \(DocumentKey.siteFeed(.issues))")
            return try Int.fetchOne(statement) ?? 0
        }
    }

    /// The folders of pages that files of the inbox have published before this catalogue.
    /// - Parameter paths: of files, and of folders for all in them.
    func adoptedSlugs(of paths: [SourcePath]) throws -> Set<String> {
        guard !paths.isEmpty else { return [] }
        let keys = Set(paths.map { BulletinKey(path: $0).text })
        let folders = paths.map { "\($0)/" }
        var slugs = Set(paths.map { BulletinKey(path: $0).slug { _ in false } })
        try read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT key, slug FROM adopted
                    WHERE key IS NOT NULL AND slug IS NOT NULL AND entry IS NULL AND bulletin IS NULL
                    """)
            while let row = try rows.next() {
                let key: String = row[0]
                if keys.contains(key) || folders.contains(where: key.hasPrefix) { slugs.insert(row[1]) }
            }
        }
        return slugs
    }

    /// Tells in the feeds that what no file claimed is gone.
    /// - Parameter slugs: of the pages that it stood on.
    func withdraw(adopted slugs: Set<String>, at now: Timestamp) throws {
        guard !slugs.isEmpty else { return }
        try database.write { db in
            for series in Series.main {
                let feed = DocumentKey.siteFeed(series)
                var count = 0
                for slug in slugs.sorted() {
                    try db.run(
                        """
                        INSERT OR IGNORE INTO tombstone (feed, uri, title, slug, published, retracted)
                        SELECT \(feed), uri, title, slug, COALESCE(published, \(now.seconds)), \(now.seconds) FROM adopted
                        WHERE slug = \(slug) AND series = \(series.rawValue) AND authority = \(authority.text)
                            AND key IS NOT NULL AND entry IS NULL AND bulletin IS NULL
                        """)
                    count += db.changesCount
                }
                guard count > 0 else { continue }
                try db.run("UPDATE feed SET changed = MAX(changed, \(now.seconds)) WHERE id = \(feed)")
                try db.markDocument(feed, archive: 0)
            }
        }
    }
}
