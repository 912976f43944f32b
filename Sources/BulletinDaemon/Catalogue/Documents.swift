internal import BulletinCore
internal import Foundation
internal import GRDB

/// One document of a feed as the catalogue names it.
struct DocumentKey: Hashable, Sendable {
    /// The row of `feed`.
    var feed: Int64
    /// Its number; 0 for what readers subscribe to.
    var archive: Int

    /// The site's stories, which the front page shows.
    static let front = DocumentKey(feed: siteFeed(.stories), archive: 0)

    /// The row of `feed` of the whole site, as the schema has it.
    static func siteFeed(_ series: Series) -> Int64 {
        switch series {
        case .stories: 1
        case .issues: 2
        case .corrections: 0
        }
    }

    /// The rows after it are feeds of topics.
    static let lastSiteFeed: Int64 = 2

    /// Of the whole site.
    var isOfSite: Bool { feed <= Self.lastSiteFeed }
}

extension Catalogue {
    /// Documents to be published.
    func dueDocuments() throws -> [DocumentKey] {
        try read { db in
            try Row.fetchAll(db.cachedStatement(sql: "SELECT feed, archive FROM due ORDER BY feed, archive")).map {
                DocumentKey(feed: $0[0], archive: $0[1])
            }
        }
    }

    /// The folders of documents that are to be published, in the site.
    func dueFolders() throws -> Set<String> {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT topic.name, topic.slug, due.archive > 0 FROM due JOIN feed ON feed.id = due.feed
                        JOIN topic ON topic.id = feed.topic
                        """))
            let topics = rows.map { row in
                FeedIdentity(.stories, topic: Topic(name: row[0], slug: row[1])).folder
                    + (row[2] as Bool ? "archive" : "")
            }
            return Set(topics.map { $0.hasSuffix("/") ? String($0.dropLast()) : $0 } + ["archive"])
        }
    }

    /// What a document of a feed holds.
    /// - Parameter known: entries that need not be read, because they are known as they are now.
    /// - Returns: `nil` when there is no such feed.
    func document(
        _ key: DocumentKey, of channel: Channel, known: (EntryID) -> Entry? = { _ in nil }
    ) throws -> Feed? {
        try readMany { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT series, topic.name, topic.slug, feed.changed, archive.changed,
                        (SELECT MAX(number) FROM archive AS older
                            WHERE older.feed = feed.id AND older.number < CASE ?1 WHEN 0 THEN \(Int.max) ELSE ?1 END)
                    FROM feed LEFT JOIN topic ON topic.id = feed.topic
                    LEFT JOIN archive ON archive.feed = feed.id AND archive.number = ?1
                    WHERE feed.id = ?2
                    """)
            guard let row = try Row.fetchOne(statement, arguments: [key.archive, key.feed]),
                let series = Series(rawValue: row[0])
            else { return nil }
            let topic = (row[1] as String?).flatMap { name in (row[2] as String?).map { Topic(name: name, slug: $0) } }
            let rows = EntryRows(db: db, channel: channel)
            let entries =
                switch series {
                case .stories: try rows.stories(in: key, known: known)
                case .issues: try rows.issues(in: key, known: known)
                case .corrections: try rows.corrections(in: key)
                }
            let isLive = key.archive == 0
            return Feed(
                channel: channel, identity: FeedIdentity(series, topic: topic), entries: entries,
                updated: Timestamp(seconds: isLive ? row[3] : row[4] ?? row[3]),
                archive: isLive ? nil : key.archive, previousArchive: row[5],
                tombstones: isLive ? try Self.tombstones(key.feed, in: db) : [])
        }
    }

    /// No more stand in a document: each costs a reader something at every visit.
    private static let tombstoneLimit = 500

    /// By an index, so that however many there are cost nothing.
    static let newestTombstones = """
        SELECT uri, retracted, title, slug, published FROM tombstone WHERE feed = ?
        ORDER BY retracted DESC, uri LIMIT \(tombstoneLimit)
        """

    private static func tombstones(_ feed: Int64, in db: Database) throws -> [Tombstone] {
        let statement = try db.cachedStatement(sql: newestTombstones)
        return try Row.fetchAll(statement, arguments: [feed]).map { row in
            Tombstone(
                id: EntryID(uri: row[0]), when: Timestamp(seconds: row[1]), title: row[2], bulletinSlug: row[3],
                published: Timestamp(seconds: row[4]))
        }
    }

    /// Notes that documents are published.
    func published(_ files: [PublishedFile], of documents: [DocumentKey]) throws {
        try database.write { db in
            try db.store(files)
            let clear = try db.cachedStatement(sql: "DELETE FROM due WHERE feed = ? AND archive = ?")
            for document in documents { try clear.execute(arguments: [document.feed, document.archive]) }
            try db.run("DELETE FROM unseen WHERE NOT EXISTS (SELECT 1 FROM due WHERE archive = 0)")
        }
    }

    // MARK: Topics

    /// Labels with anything to be seen, in the order of their names.
    func topics() throws -> [Topic] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT name, slug FROM topic
                        WHERE EXISTS (SELECT * FROM feed JOIN member ON member.feed = feed.id WHERE feed.topic = topic.id)
                        ORDER BY name
                        """)
            ).map { Topic(name: $0[0], slug: $0[1]) }
        }
    }

    /// The folders of those labels that have feeds.
    func topicSlugs(of labels: Set<String>) throws -> [String: String] {
        guard !labels.isEmpty else { return [:] }
        return try readMany { db in
            let statement = try db.cachedStatement(sql: "SELECT slug FROM topic WHERE name = ?")
            var slugs: [String: String] = [:]
            for label in labels { slugs[label] = try String.fetchOne(statement, arguments: [label]) }
            return slugs
        }
    }

    /// The moment of the latest new topic.
    func topicsChanged() throws -> Timestamp {
        try read { db in
            Timestamp(seconds: try Int64.fetchOne(db.cachedStatement(sql: "SELECT topics_changed FROM instance")) ?? 0)
        }
    }

    // MARK: Sitemap

    /// Parts of the sitemap to be published.
    func dueSitemapParts() throws -> [Int64] {
        try read { db in
            try Int64.fetchAll(db.cachedStatement(sql: "SELECT part FROM sitemap WHERE due = 1 ORDER BY part"))
        }
    }

    /// The pages in a part of the sitemap: their folders and latest changes.
    func sitemapPart(_ part: Int64) throws -> [(slug: String, updated: Timestamp)] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT slug, issue_updated FROM bulletin WHERE id >= ? AND id < ? AND EXISTS
                            (SELECT * FROM member WHERE member.feed = 2 AND member.item = bulletin.id)
                        ORDER BY id
                        """), arguments: [part * Database.sitemapPart, (part + 1) * Database.sitemapPart]
            ).map { (slug: $0[0] as String, updated: Timestamp(seconds: $0[1])) }
        }
    }

    /// The parts of the sitemap that hold pages, and when they changed last.
    func sitemapParts() throws -> [(part: Int64, updated: Timestamp)] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT part, updated FROM sitemap WHERE updated > 0 AND EXISTS (
                        SELECT * FROM member WHERE feed = 2 AND item >= part * ?1 AND item < (part + 1) * ?1)
                    ORDER BY part
                    """)
            return try Row.fetchAll(statement, arguments: [Database.sitemapPart]).map {
                (part: $0[0] as Int64, updated: Timestamp(seconds: $0[1]))
            }
        }
    }

    /// When the front page changed last, if the sitemap ever led to a bulletin's page.
    func sitemapFront() throws -> Timestamp? {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT changed FROM feed WHERE id = ? AND EXISTS (SELECT * FROM sitemap WHERE updated > 0)
                    """)
            return try Int64.fetchOne(statement, arguments: [DocumentKey.front.feed]).map(Timestamp.init(seconds:))
        }
    }

    /// - Parameter updated: the latest change of a page in it. A page that left it may have changed later.
    func noteSitemapPart(_ part: Int64, updated: Timestamp) throws {
        try database.write { db in
            try db.run("UPDATE sitemap SET updated = MAX(updated, \(updated.seconds)) WHERE part = \(part)")
        }
    }

    func publishedSitemap(_ files: [PublishedFile], removed: [String], parts: [Int64]) throws {
        try database.write { db in
            try db.store(files)
            for path in removed { try db.run("DELETE FROM file WHERE path = \(path)") }
            for part in parts { try db.run("UPDATE sitemap SET due = 0 WHERE part = \(part)") }
        }
    }

    // MARK: What is gone

    /// Whether a page was published once and nothing is to be seen of its bulletin any more. Of what was withdrawn before
    /// a lost catalogue, the feeds that were adopted alone tell.
    func isGone(bulletinSlug slug: String) throws -> Bool {
        try database.read { db in
            let known = try db.cachedStatement(
                sql: """
                    SELECT issue_published IS NOT NULL
                        AND NOT EXISTS (SELECT * FROM member WHERE feed = 2 AND item = bulletin.id)
                    FROM bulletin WHERE slug = ?
                    """)
            let told = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM tombstone WHERE slug = ? AND feed = 2)")
            return try [known, told].contains { try Bool.fetchOne($0, arguments: [slug]) ?? false }
        }
    }
}
