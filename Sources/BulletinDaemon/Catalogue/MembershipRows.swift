internal import BulletinCore
internal import GRDB

/// What stands in feeds of a bulletin, and what is to.
extension Membership {
    struct Place: Hashable {
        var feed: Int64
        var item: Int64
    }

    struct Member {
        var published: Int64
        var position: Int
        var size: Int
        var archive = 0
    }

    /// A live entry, or a bulletin in the feeds of issues.
    struct Item {
        var series: Series
        var id: Int64
        var topics: [String]
        /// What it says of its last change, which may lie ahead of the clock.
        var updated: Int64
        var member: Member
    }

    /// How a bulletin is other than before.
    struct Change {
        var bulletin: Int64
        /// Whether it has never stood in a feed.
        var isNew = false
        /// Entries that readers see otherwise than before.
        var changed: Set<Int64> = []
        /// Whether readers see the bulletin as a whole otherwise: its title, intro, number.
        var isHeadChanged = false
        /// Whether other files go out with it, which is no correction.
        var areFilesChanged = false
        /// Whether all that stands around its corrections is what it was, so that of these the last alone may be shown
        /// otherwise.
        var isFrameSame = false
        /// The entry that stood for it as a whole, when another does so now.
        var formerIssue: Gone?
    }

    /// What feeds tell of an entry that is gone.
    struct Gone {
        var uri: String
        var title: String
        /// Of its bulletin's page.
        var slug: String
    }

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

    /// What is to be seen of a bulletin, and the whole as it is stored.
    struct Shown {
        /// In their order.
        var stories: [Item] = []
        var isSingle: Bool
        var key: String
        /// Bytes.
        var introSize: Int
        var issueURI: String?
        var issuePublished: Int64?
        var issueUpdated: Int64?
    }

    /// The same of many at once, by their rows.
    func shown(of bulletins: [Int64]) throws -> [Int64: Shown] {
        let ids = bulletins.json
        let wholes = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, kind, key, length(CAST(intro AS BLOB)), issue_uri, issue_published, issue_updated
                    FROM bulletin WHERE id IN (SELECT value FROM json_each(?))
                    """), arguments: [ids])
        var shown: [Int64: Shown] = [:]
        while let row = try wholes.next() {
            shown[row[0]] = Shown(
                isSingle: row[1] as String == Bulletin.Kind.single.rawValue, key: row[2], introSize: row[3],
                issueURI: row[4], issuePublished: row[5], issueUpdated: row[6])
        }
        let stories = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT bulletin, id, topics, published, position, length(CAST(html AS BLOB)) * 5 / 4, updated
                    FROM entry
                    WHERE bulletin IN (SELECT value FROM json_each(?)) AND released = 1 AND retracted IS NULL
                    ORDER BY bulletin, position
                    """), arguments: [ids])
        while let row = try stories.next() {
            let item = Item(
                series: .stories, id: row[1],
                topics: Array((row[2] as String).linesList.filter { !$0.isEmpty }.prefix(Self.topicLimit)),
                updated: row[6],
                member: Member(published: row[3], position: row[4], size: Self.frame + (row[5] as Int)))
            shown[row[0]]?.stories.append(item)
        }
        return shown
    }

    /// The entry that stands for the whole, with its dates brought up to date; `nil` when nothing is to be seen.
    func issue(of bulletin: Int64, _ whole: Shown?, isChanged: Bool) throws -> Item? {
        guard let whole, let first = whole.stories.first else { return nil }
        let stories = whole.stories
        let updated = whole.issueUpdated
        var adopted = updated == nil && holdings.adopted ? try db.adoptedIssue(of: bulletin) : nil
        if let uri = whole.issueURI, adopted?.uri != uri { adopted = nil }
        // That of its newest story at first sight, and dates are never made later.
        let published =
            whole.issuePublished ?? adopted?.published ?? stories.lazy.map(\.member.published).max()
            ?? first.member.published
        var last = updated ?? published
        let uri = whole.issueURI ?? adopted?.uri ?? authority.issueID(of: BulletinKey(whole.key)).uri
        var later: Int64?
        if let updated, holdings.adopted {
            let newest = stories.lazy.map(\.updated).max() ?? updated
            later = try db.laterIssue(uri, after: updated, stories: newest, at: now)
        }
        if updated == nil || isChanged || later != nil {
            let first = adopted?.updated.map { max($0, published) } ?? published
            last = later ?? updated.map { max(now.seconds, $0 + 1) } ?? first
            let update = try db.cachedStatement(
                sql: "UPDATE bulletin SET issue_uri = ?, issue_published = ?, issue_updated = ? WHERE id = ?")
            try update.execute(arguments: [uri, published, last, bulletin])
        }
        var topics: [String] = []
        for topic in stories.flatMap(\.topics) where topics.count < Self.topicLimit && !topics.contains(topic) {
            topics.append(topic)
        }
        let size =
            whole.isSingle ? first.member.size : Self.frame + whole.introSize * 5 / 4 + stories.count * 400
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
                member: Member(
                    published: row[1], position: 0,
                    // Of a book nobody is shown more, and what was put in stands beside what was taken out.
                    size: Self.frame + min(row[2] as Int, 2 * WordDifference.sizeLimit)))
        }
        let last = Dictionary(rows.map { ($0[3] as Int64, $0[0] as Int64) }, uniquingKeysWith: { $1 })
        return (items, Set(last.values))
    }
}
