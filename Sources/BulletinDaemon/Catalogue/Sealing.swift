internal import BulletinCore
internal import GRDB

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
    /// Whether a feed holds more than its documents that readers subscribe to may.
    func isFull(_ feed: Int64, _ limits: DocumentLimits) throws -> Bool {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT COUNT(*) > ? OR (SUM(size) > ? AND COUNT(*) > 1) FROM member INDEXED BY member_document
                    WHERE feed = ? AND archive = 0
                    """)
            return try Bool.fetchOne(statement, arguments: [limits.entries, limits.bytes, feed]) ?? false
        }
    }

    /// Feeds that are due and hold more than their documents that readers subscribe to may.
    private func fullFeeds(_ limits: DocumentLimits) throws -> [Int64] {
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
    /// An archive is never added to. What has not been seen there yet stays, as far as there is room, however old it is:
    /// entries whose pages are pending, or are out before all feeds that lead to them.
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
        var members: [(item: Int64, size: Int, isUnseen: Bool)] = []
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT item, size, EXISTS (SELECT 1 FROM pending WHERE pending.bulletin = member.bulletin)
                        OR EXISTS (SELECT 1 FROM unseen WHERE unseen.bulletin = member.bulletin)
                    FROM member WHERE feed = ? AND archive = 0
                    ORDER BY published DESC, bulletin DESC, position
                    """), arguments: [feed])
        while let row = try rows.next() { members.append((row[0], row[1], row[2])) }
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
        let move = try db.cachedStatement(
            sql: "UPDATE member SET archive = ? WHERE feed = ? AND item IN (SELECT value FROM json_each(?))")
        while !rest.isEmpty {
            number += 1
            try db.run("INSERT INTO archive (feed, number, changed) VALUES (\(feed), \(number), \(changed))")
            var size = 0
            let oldest = rest.reversed().enumerated().prefix { index, member in
                size += member.size
                return index == 0 || (index < limits.entries && size <= limits.bytes)
            }.map(\.element)
            try move.execute(arguments: [number, feed, oldest.map(\.item).json])
            rest.removeLast(oldest.count)
            try db.markDocument(feed, archive: number)
            archives.append(DocumentKey(feed: feed, archive: number))
        }
        try db.run("UPDATE feed SET archives = \(number) WHERE id = \(feed)")
        try db.markDocument(feed, archive: 0)
        return archives
    }
}
