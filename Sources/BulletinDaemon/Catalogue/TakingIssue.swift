internal import BulletinCore
internal import GRDB

/// The entry that stands for a bulletin as a whole, when its file holds another issue than before.
extension Taking {
    /// Has another entry stand for it from now on: the one that stood for these bytes once, or that readers know since a
    /// backup, or a new one.
    /// - Returns: the one that did; `nil` when nobody has seen it, or when it stood for these bytes, too.
    func turnIssue(of id: Int64, to digest: [UInt8], as bulletin: Bulletin) throws -> Membership.Gone? {
        let stored = try db.cachedStatement(
            sql: "SELECT issue_uri, title, slug, key FROM bulletin WHERE id = ? AND issue_updated IS NOT NULL")
        guard let row = try Row.fetchOne(stored, arguments: [id]) else { return nil }
        let gone = Membership.Gone(uri: row[0], title: row[1], slug: row[2])
        let revision = try db.cachedStatement(sql: "SELECT MIN(number) FROM revision WHERE bulletin = ? AND sha256 = ?")
        var former: String?
        if let number = try Int64.fetchOne(revision, arguments: [id, digest.data]) {
            let issue = try db.cachedStatement(
                sql: "SELECT uri FROM former_issue WHERE bulletin = ? AND revision >= ? ORDER BY revision LIMIT 1")
            former = try String.fetchOne(issue, arguments: [id, number])
            if former == nil || former == gone.uri { return nil }
        }
        try db.run(
            """
            INSERT INTO former_issue (bulletin, revision, uri, published, updated)
            SELECT id, (SELECT MAX(number) FROM revision WHERE bulletin = id), issue_uri, issue_published, issue_updated
            FROM bulletin WHERE id = \(id)
            """)
        let next =
            try former ?? adoptedIssue(bulletin, at: row[3])
            ?? authority.nextIssueID(of: BulletinKey(row[3]), after: EntryID(uri: gone.uri), isTaken: isIssue).uri
        let dates = try db.cachedStatement(
            sql: """
                SELECT published, updated FROM former_issue WHERE bulletin = ? AND uri = ? ORDER BY revision DESC LIMIT 1
                """)
        let known = try Row.fetchOne(dates, arguments: [id, next])
        try db.run(
            """
            UPDATE bulletin SET issue_uri = \(next), issue_published = \(known?[0] as Int64?),
                issue_updated = \(known?[1] as Int64?)
            WHERE id = \(id)
            """)
        return gone
    }

    private func adoptedIssue(_ bulletin: Bulletin, at key: String) throws -> String? {
        guard holdings.unclaimed else { return nil }
        let known = try db.adoptedEntries(where: "series = 'issues' AND key = ? ORDER BY id", [key])
        return known.first { $0.entry.headline == bulletin.headlineKey }?.entry.id.uri
    }

    /// Whether it stands, or stood, for an issue.
    private func isIssue(_ id: EntryID) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT * FROM former_issue WHERE uri = ?1) OR EXISTS (SELECT * FROM adopted WHERE uri = ?1)
                    OR EXISTS (SELECT * FROM tombstone WHERE feed = ?2 AND uri = ?1)
                """)
        return try Bool.fetchOne(statement, arguments: [id.uri, DocumentKey.siteFeed(.issues)]) ?? false
    }
}
