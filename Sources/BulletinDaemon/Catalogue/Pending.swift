internal import BulletinCore
internal import GRDB

/// What is stored and not yet published: noted in the transaction that makes it so, cleared when it is published.
extension Database {
    /// How many bulletins, by their numbers, one part of the sitemap covers.
    static let sitemapPart: Int64 = 500

    /// The pages of bulletins, and all that shows of them elsewhere: documents of feeds, the sitemap.
    /// - Parameter bulletins: a query for their ids, or `VALUES`.
    func markPages(of bulletins: SQL) throws {
        try run("INSERT OR IGNORE INTO pending (bulletin) \(literal: bulletins)")
        try run(
            """
            INSERT OR IGNORE INTO due (feed, archive)
            SELECT feed, archive FROM member WHERE bulletin IN (\(literal: bulletins))
            """)
    }

    /// The page alone.
    func markPage(of bulletin: Int64) throws {
        try cachedStatement(sql: "INSERT OR IGNORE INTO pending (bulletin) VALUES (?)").execute(arguments: [bulletin])
    }

    /// A document of a feed.
    /// - Parameter archive: its number; 0 for what readers subscribe to.
    func markDocument(_ feed: Int64, archive: Int) throws {
        let statement = try cachedStatement(sql: "INSERT OR IGNORE INTO due (feed, archive) VALUES (?, ?)")
        try statement.execute(arguments: [feed, archive])
    }

    /// Every document of every feed.
    func markDocuments() throws {
        try run("INSERT OR IGNORE INTO due (feed, archive) SELECT id, 0 FROM feed")
        try run("INSERT OR IGNORE INTO due (feed, archive) SELECT feed, number FROM archive")
    }

    /// What the site has one of: style sheets and the list of feeds.
    func markSite() throws { try run("INSERT OR IGNORE INTO pending (bulletin) VALUES (0)") }

    /// Everything but the pages of bulletins.
    func markAllButPages() throws {
        try markDocuments()
        try markSite()
        try run("UPDATE sitemap SET due = 1")
    }

    /// - Parameter moment: when a page left it; `nil` when none did.
    func markSitemap(part: Int64, changed moment: Timestamp?) throws {
        let statement = try cachedStatement(
            sql: """
                INSERT INTO sitemap (part, updated, due) VALUES (?1, ?2, 1)
                ON CONFLICT (part) DO UPDATE SET due = 1, updated = MAX(updated, ?2)
                """)
        try statement.execute(arguments: [part, moment?.seconds ?? 0])
    }

    /// Whatever publishes the file at a path of the site. Which documents hardly matters when that cannot be told: those
    /// whose bytes are there are not written again.
    func markFile(_ path: String) throws {
        if let slug = SiteRendering.slug(at: path) {
            try run("INSERT OR IGNORE INTO pending (bulletin) SELECT id FROM bulletin WHERE slug = \(slug)")
        } else if let (identity, archive, _) = FeedIdentity.document(at: path) {
            if let feed = try feed(identity) { try markDocument(feed, archive: archive ?? 0) }
        } else if path.hasPrefix("sitemap") {
            try run("UPDATE sitemap SET due = 1")
        } else if !path.utf8.contains(UInt8(ascii: "/")) {
            try markSite()
        } else {
            try markAllButPages()
        }
    }

    /// The row of a feed; its topic's slug is enough.
    func feed(_ identity: FeedIdentity) throws -> Int64? {
        let statement = try cachedStatement(
            sql: """
                SELECT feed.id FROM feed LEFT JOIN topic ON topic.id = feed.topic
                WHERE series = ? AND (CASE WHEN ?2 IS NULL THEN feed.topic = 0 ELSE topic.slug = ?2 END)
                """)
        return try Int64.fetchOne(statement, arguments: [identity.series.rawValue, identity.topic?.slug])
    }
}
