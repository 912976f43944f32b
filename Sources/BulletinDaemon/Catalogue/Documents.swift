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

    /// Of the whole site.
    var isOfSite: Bool { feed <= 2 }
}

/// How much stands in one document.
struct DocumentLimits: Hashable, Sendable {
    var entries: Int
    /// About.
    var bytes: Int

    /// What stays in a document that readers subscribe to when the rest of it is sealed. Between this and the limits
    /// there is room, so that not every bulletin makes an archive.
    var kept: DocumentLimits { DocumentLimits(entries: max(1, entries - entries / 4), bytes: bytes - bytes / 4) }
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

    /// Feeds that are due and hold more than their documents that readers subscribe to may.
    func fullFeeds(_ limits: DocumentLimits) throws -> [Int64] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT due.feed FROM due CROSS JOIN member INDEXED BY member_document
                        ON member.feed = due.feed AND member.archive = 0
                        WHERE due.archive = 0 GROUP BY due.feed
                        HAVING COUNT(*) > ? OR (SUM(member.size) > ? AND COUNT(*) > 1)
                        """), arguments: [limits.entries, limits.bytes]
            ).map { $0[0] as Int64 }
        }
    }

    /// Moves what is beyond the limits from documents that readers subscribe to into new archives, the oldest first.
    /// An archive is never added to. Entries whose pages are pending have not been seen there yet: as far as there is room,
    /// they stay this time, however old they are.
    func seal(_ limits: DocumentLimits) throws {
        let full = try fullFeeds(limits)
        guard !full.isEmpty else { return }
        try database.write { db in
            for feed in full { try Self.seal(feed, keeping: limits.kept, unseen: limits, limits, in: db) }
        }
    }

    /// Moves more into archives: what readers subscribe to turned out larger than was reckoned.
    /// - Returns: the new archives, the oldest first; none when there was nothing to move.
    func seal(_ feed: Int64, keeping count: Int, _ limits: DocumentLimits) throws -> [DocumentKey] {
        try database.write { db in
            let kept = DocumentLimits(entries: count, bytes: .max)
            return try Self.seal(feed, keeping: kept, unseen: kept, limits, in: db)
        }
    }

    /// - Parameters:
    ///   - kept: of the newest entries.
    ///   - room: of these and of what readers have not seen.
    @discardableResult private static func seal(
        _ feed: Int64, keeping kept: DocumentLimits, unseen room: DocumentLimits, _ limits: DocumentLimits,
        in db: Database
    ) throws -> [DocumentKey] {
        let members = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT item, size, EXISTS (SELECT 1 FROM pending WHERE pending.bulletin = member.bulletin)
                    FROM member WHERE feed = ? AND archive = 0
                    ORDER BY published DESC, bulletin DESC, position
                    """), arguments: [feed]
        ).map { (item: $0[0] as Int64, size: $0[1] as Int, isUnseen: $0[2] as Bool) }
        var (count, size) = (0, 0)
        var rest: [(item: Int64, size: Int)] = []
        for (index, member) in members.enumerated() {
            func isWithin(_ limit: DocumentLimits) -> Bool {
                count < limit.entries && size + member.size <= limit.bytes
            }
            if index == 0 || rest.isEmpty && isWithin(kept) || member.isUnseen && isWithin(room) {
                (count, size) = (count + 1, size + member.size)
            } else {
                rest.append((member.item, member.size))
            }
        }
        guard !rest.isEmpty else { return [] }
        var archives: [DocumentKey] = []
        var number =
            try Int.fetchOne(db.cachedStatement(sql: "SELECT archives FROM feed WHERE id = ?"), arguments: [feed]) ?? 0
        let changed =
            try Int64.fetchOne(db.cachedStatement(sql: "SELECT changed FROM feed WHERE id = ?"), arguments: [feed]) ?? 0
        let move = try db.cachedStatement(sql: "UPDATE member SET archive = ? WHERE feed = ? AND item = ?")
        while !rest.isEmpty {
            number += 1
            try db.run("INSERT INTO archive (feed, number, changed) VALUES (\(feed), \(number), \(changed))")
            var size = 0
            let oldest = rest.reversed().enumerated().prefix { index, member in
                size += member.size
                return index == 0 || (index < limits.entries && size <= limits.bytes)
            }.map(\.element)
            for member in oldest { try move.execute(arguments: [number, feed, member.item]) }
            rest.removeLast(oldest.count)
            try db.markDocument(feed, archive: number)
            archives.append(DocumentKey(feed: feed, archive: number))
        }
        try db.run("UPDATE feed SET archives = \(number) WHERE id = \(feed)")
        try db.markDocument(feed, archive: 0)
        return archives
    }

    /// What a document of a feed holds.
    /// - Parameter known: entries that need not be read, because they are known as they are now.
    /// - Returns: `nil` when there is no such feed.
    func document(
        _ key: DocumentKey, of channel: Channel, known: (EntryID) -> Entry? = { _ in nil }
    ) throws -> Feed? {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT series, topic.name, topic.slug, feed.changed, feed.archives, archive.changed FROM feed
                    LEFT JOIN topic ON topic.id = feed.topic
                    LEFT JOIN archive ON archive.feed = feed.id AND archive.number = ?
                    WHERE feed.id = ?
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
            let previous = isLive ? row[4] as Int : key.archive - 1
            return Feed(
                channel: channel, identity: FeedIdentity(series, topic: topic), entries: entries,
                updated: Timestamp(seconds: isLive ? row[3] : row[5] ?? row[3]),
                archive: isLive ? nil : key.archive, previousArchive: previous > 0 ? previous : nil,
                tombstones: isLive ? try Self.tombstones(key.feed, in: db) : [])
        }
    }

    /// No more stand in a document: each costs a reader something at every visit.
    private static let tombstoneLimit = 500

    private static func tombstones(_ feed: Int64, in db: Database) throws -> [Tombstone] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT uri, retracted, title, slug, published FROM tombstone WHERE feed = ?
                ORDER BY retracted DESC, uri LIMIT \(tombstoneLimit)
                """)
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
        return try read { db in
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

    /// The parts of the sitemap that hold pages, and their latest changes.
    func sitemapParts() throws -> [(part: Int64, updated: Timestamp)] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT part, updated FROM sitemap WHERE updated > 0 ORDER BY part")
            ).map {
                (part: $0[0] as Int64, updated: Timestamp(seconds: $0[1]))
            }
        }
    }

    /// - Parameter updated: the latest change in it; `nil` when no page stands in it any more.
    func noteSitemapPart(_ part: Int64, updated: Timestamp?) throws {
        try database.write { db in
            let seconds = updated?.seconds ?? 0
            try db.run("UPDATE sitemap SET updated = \(seconds) WHERE part = \(part)")
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

    /// Whether a page was published once and nothing is to be seen of its bulletin any more.
    func isGone(bulletinSlug slug: String) throws -> Bool {
        try database.read { db in
            try Bool.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT issue_published IS NOT NULL
                            AND NOT EXISTS (SELECT * FROM member WHERE feed = 2 AND item = bulletin.id)
                        FROM bulletin WHERE slug = ?
                        """), arguments: [slug]) ?? false
        }
    }
}
