internal import BulletinCore
internal import GRDB

/// What stands in feeds of a bulletin, and what is to.
extension Membership {
    func members(of bulletin: Int64) throws -> [Place: (member: Member, series: Series)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT feed, item, published, position, size, archive, series FROM member
                JOIN feed ON feed.id = member.feed WHERE bulletin = ?
                """)
        let rows = try Row.fetchAll(statement, arguments: [bulletin])
        return Dictionary(
            rows.map { row in
                (
                    Place(feed: row[0], item: row[1]),
                    (
                        Member(published: row[2], position: row[3], size: row[4], archive: row[5]),
                        Series(rawValue: row[6]) ?? .stories
                    )
                )
            }, uniquingKeysWith: { one, _ in one })
    }

    func stories(of bulletin: Int64) throws -> [Item] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, topics, published, position, length(CAST(html AS BLOB)) * 5 / 4, updated FROM entry
                WHERE bulletin = ? AND released = 1 AND retracted IS NULL ORDER BY position
                """)
        return try Row.fetchAll(statement, arguments: [bulletin]).map { row in
            Item(
                series: .stories, id: row[0],
                topics: Array((row[1] as String).linesList.filter { !$0.isEmpty }.prefix(Self.topicLimit)),
                updated: row[5],
                member: Member(published: row[2], position: row[3], size: Self.frame + (row[4] as Int)))
        }
    }

    /// The entry that stands for the whole, with its dates brought up to date; `nil` when nothing is to be seen.
    func issue(of bulletin: Int64, stories: [Item], isChanged: Bool) throws -> Item? {
        guard let first = stories.first else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT kind, length(CAST(intro AS BLOB)), issue_published, issue_updated, key, issue_uri FROM bulletin
                WHERE id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [bulletin]) else { return nil }
        let updated = row[3] as Int64?
        let adopted = updated == nil && holdings.adopted ? try db.adoptedIssue(of: bulletin) : nil
        // The first to be seen is the newest, and dates are never made later.
        let published = row[2] as Int64? ?? adopted?.published ?? first.member.published
        var last = updated ?? published
        if updated == nil || isChanged {
            let uri = row[5] as String? ?? adopted?.uri ?? authority.issueID(of: BulletinKey(row[4])).uri
            let first = adopted?.updated.map { max($0, published) } ?? published
            last = updated.map { max(now.seconds, $0 + 1) } ?? first
            let update = try db.cachedStatement(
                sql: "UPDATE bulletin SET issue_uri = ?, issue_published = ?, issue_updated = ? WHERE id = ?")
            try update.execute(arguments: [uri, published, last, bulletin])
        }
        var topics: [String] = []
        for topic in stories.flatMap(\.topics) where topics.count < Self.topicLimit && !topics.contains(topic) {
            topics.append(topic)
        }
        let isSingle = row[0] as String == Bulletin.Kind.single.rawValue
        let size = isSingle ? first.member.size : Self.frame + (row[1] as Int) * 5 / 4 + stories.count * 400
        return Item(
            series: .issues, id: bulletin, topics: topics, updated: last,
            member: Member(published: published, position: 0, size: size))
    }

    /// Entries that tell of corrections of stories that are to be seen.
    /// - Returns: and the last of each story, which shows what the story says now.
    func corrections(of bulletin: Int64) throws -> (items: [Item], last: Set<Int64>) {
        let statement = try db.cachedStatement(
            sql: """
                SELECT version.id, version.replaced, length(CAST(version.text AS BLOB)), entry.id FROM entry
                JOIN version ON version.entry = entry.id
                WHERE entry.bulletin = ? AND entry.released = 1 AND entry.retracted IS NULL ORDER BY version.id
                """)
        let rows = try Row.fetchAll(statement, arguments: [bulletin])
        let items = rows.map { row in
            Item(
                series: .corrections, id: row[0], topics: [], updated: row[1],
                member: Member(published: row[1], position: 0, size: Self.frame + (row[2] as Int)))
        }
        let last = Dictionary(rows.map { ($0[3] as Int64, $0[0] as Int64) }, uniquingKeysWith: { $1 })
        return (items, Set(last.values))
    }
}
