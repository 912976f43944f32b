internal import BulletinCore
internal import GRDB

/// Which entries stand in which feeds, and in which document of each.
///
/// Every entry that is to be seen stands in the site's feed of stories and in those of its topics; its bulletin stands
/// in the feeds of issues in the same way. An entry begins in what readers subscribe to; sealing moves it into an
/// archive for good (`seal`). Lives as long as a transaction, and ends with `finish`.
struct Membership {
    /// More labels of one entry have no feeds of their own.
    static let topicLimit = 20
    /// How long feeds tell that an entry is gone, in seconds.
    static let tombstoneAge = 90 * 86_400
    /// About, of an entry in a document besides its content, in bytes.
    static let frame = 2_000

    let db: Database
    let authority: TagAuthority
    let now: Timestamp
    private(set) var holdings: Holdings
    private var feeds: [Series: [String: Int64]] = [:]
    private var topics: [String: Int64] = [:]
    /// Topics that got or lost entries, and whether anything was to be seen of them before.
    private var shown: [Int64: Bool] = [:]
    /// Their feeds.
    private var seen: Set<Int64> = []
    /// Documents to be published, and when they changed last for readers; `nil` where they see no change.
    private var touched: [DocumentKey: Int64?] = [:]
    /// Parts of the sitemap to be published, and whether a page left them.
    private var parts: [Int64: Bool] = [:]

    init(db: Database, authority: TagAuthority, now: Timestamp, holdings: Holdings) {
        self.db = db
        self.authority = authority
        self.now = now
        self.holdings = holdings
    }

    /// Bulletins that are read at once.
    private static let readTogether = 1_024

    /// Brings the feeds in line with what is to be seen of bulletins now, one after the other.
    mutating func refresh(_ changes: [Change]) throws {
        for start in stride(from: 0, to: changes.count, by: Self.readTogether) {
            let part = changes[start..<min(start + Self.readTogether, changes.count)]
            let shown = try shown(of: part.map(\.bulletin))
            for change in part { try refresh(change, shown[change.bulletin]) }
        }
    }

    private mutating func refresh(_ change: Change, _ whole: Shown?) throws {
        let (bulletin, isNew, changed) = (change.bulletin, change.isNew, change.changed)
        var present = isNew ? [:] : try members(of: bulletin)
        let wasSeen = !present.isEmpty
        let stories = whole?.stories ?? []
        let known = Set(present.filter { $0.value.series == .stories }.map(\.key.item))
        let isOther = change.isHeadChanged || !changed.isDisjoint(with: known) || known != Set(stories.map(\.id))
        if let former = change.formerIssue {
            for (place, row) in present.sorted(by: { $0.key.feed < $1.key.feed }) where row.series == .issues {
                try remove(place, row.member, series: .issues, as: former)
                present[place] = nil
            }
        }
        let issue = try issue(of: bulletin, whole, isChanged: isOther)
        var wanted: [Place: (item: Item, isChanged: Bool)] = [:]
        let corrections = isNew ? (items: [], last: []) : try corrections(of: bulletin)
        for item in stories + [issue].compactMap({ $0 }) + corrections.items {
            let isChanged =
                switch item.series {
                case .stories: change.areFilesChanged || changed.contains(item.id)
                case .issues: change.areFilesChanged || isOther
                case .corrections: false
                }
            for topic in [""] + item.topics {
                wanted[Place(feed: try feed(item.series, topic), item: item.id)] = (item, isChanged)
            }
        }
        for (place, row) in present.sorted(by: { ($0.key.feed, $0.key.item) < ($1.key.feed, $1.key.item) })
        where wanted[place] == nil {
            try remove(place, row.member, series: row.series)
        }
        for (place, want) in wanted.sorted(by: { ($0.key.feed, $0.key.item) < ($1.key.feed, $1.key.item) }) {
            if let row = present[place] {
                if change.isFrameSame, row.series == .corrections, !corrections.last.contains(place.item) { continue }
                try keep(place, row.member, want.item, isChanged: want.isChanged)
            } else {
                try add(place, want.item, of: bulletin)
            }
        }
        let part = bulletin / Database.sitemapPart
        parts[part] = parts[part] == true || wasSeen && issue == nil
    }

    /// Marks what is to be published.
    func finish() throws {
        for (topic, wasShown) in shown where try isShown(topic) != wasShown {
            try db.run("UPDATE instance SET topics_changed = MAX(topics_changed, \(now.seconds))")
            // The list of feeds, and the front page.
            try db.markSite()
            try db.markDocument(DocumentKey.front.feed, archive: DocumentKey.front.archive)
        }
        for (key, moment) in touched {
            try db.markDocument(key.feed, archive: key.archive)
            guard let moment else { continue }
            if key.archive == 0 {
                try db.run("UPDATE feed SET changed = MAX(changed, \(moment)) WHERE id = \(key.feed)")
            } else {
                try db.run(
                    """
                    UPDATE archive SET changed = MAX(changed, \(moment))
                    WHERE feed = \(key.feed) AND number = \(key.archive)
                    """)
            }
        }
        for (part, isLess) in parts { try db.markSitemap(part: part, changed: isLess ? now : nil) }
    }

    private mutating func add(_ place: Place, _ item: Item, of bulletin: Int64) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO member (feed, item, bulletin, published, position, size, archive)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """)
        try look(atTopicOf: place.feed)
        let member = item.member
        // What stood in an archive before the catalogue does so again.
        let isOfSite = place.feed == DocumentKey.siteFeed(item.series)
        let archive = isOfSite && holdings.adopted ? try db.adoptedArchive(of: item.id, series: item.series) : 0
        try statement.execute(arguments: [
            place.feed, place.item, bulletin, member.published, member.position, member.size, archive,
        ])
        if holdings.tombstones {
            let forget = try db.cachedStatement(
                sql: "DELETE FROM tombstone WHERE feed = ? AND uri = (\(Self.uri(item.series)))")
            try forget.execute(arguments: [place.feed, place.item])
            // It was told where readers look, though the entry stands elsewhere.
            if archive > 0, db.changesCount > 0 { touch(place.feed, archive: 0, at: now.seconds) }
        }
        touch(place.feed, archive: archive, at: item.updated)
    }

    private mutating func keep(_ place: Place, _ old: Member, _ item: Item, isChanged: Bool) throws {
        let new = item.member
        if (old.published, old.position, old.size) != (new.published, new.position, new.size) {
            let statement = try db.cachedStatement(
                sql: "UPDATE member SET published = ?, position = ?, size = ? WHERE feed = ? AND item = ?")
            try statement.execute(arguments: [new.published, new.position, new.size, place.feed, place.item])
        }
        // What stands around it may be other than before: its topics, the bulletin's title, files.
        touch(place.feed, archive: old.archive, at: isChanged ? item.updated : nil)
    }

    /// - Parameter gone: what it was, when the catalogue has another in its place.
    private mutating func remove(_ place: Place, _ member: Member, series: Series, as gone: Gone? = nil) throws {
        try look(atTopicOf: place.feed)
        try db.run("DELETE FROM member WHERE feed = \(place.feed) AND item = \(place.item)")
        // An entry that only lost a label is not gone.
        let site = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM member WHERE feed = ? AND item = ?)")
        if try Bool.fetchOne(site, arguments: [DocumentKey.siteFeed(series), place.item]) != true {
            if let gone = try gone ?? self.gone(place, series: series) { try bury(gone, place, member) }
            holdings.tombstones = true
            // It is told where readers look, wherever the entry stood.
            touch(place.feed, archive: 0, at: now.seconds)
        }
        touch(place.feed, archive: member.archive, at: now.seconds)
    }

    private func gone(_ place: Place, series: Series) throws -> Gone? {
        let source =
            switch series {
            case .stories:
                "SELECT uri, entry.title, slug FROM entry JOIN bulletin ON bulletin.id = bulletin WHERE entry.id = ?"
            case .issues: "SELECT issue_uri, title, slug FROM bulletin WHERE id = ?"
            case .corrections:
                """
                SELECT \(EntryRows.correctionURI), version.title, slug FROM version
                JOIN entry ON entry.id = version.entry JOIN bulletin ON bulletin.id = entry.bulletin
                WHERE version.id = ?
                """
            }
        return try Row.fetchOne(db, sql: source, arguments: [place.item]).map {
            Gone(uri: $0[0], title: $0[1], slug: $0[2])
        }
    }

    private func bury(_ gone: Gone, _ place: Place, _ member: Member) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO tombstone (feed, uri, title, slug, published, retracted)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
            arguments: [place.feed, gone.uri, gone.title, gone.slug, member.published, now.seconds])
    }

    private static func uri(_ series: Series) -> String {
        switch series {
        case .stories: "SELECT uri FROM entry WHERE id = ?"
        case .issues: "SELECT issue_uri FROM bulletin WHERE id = ?"
        case .corrections:
            """
            SELECT \(EntryRows.correctionURI) FROM version
            JOIN entry ON entry.id = version.entry WHERE version.id = ?
            """
        }
    }

    /// Marks a document, and what tells of its change: never before that of an entry in it.
    /// - Parameter updated: of the entry; `nil` when readers see no change.
    private mutating func touch(_ feed: Int64, archive: Int, at updated: Int64?) {
        let key = DocumentKey(feed: feed, archive: archive)
        let moment = updated.map { max($0, now.seconds) }
        let known = touched[key] ?? nil
        touched.updateValue(known.map { max($0, moment ?? $0) } ?? moment, forKey: key)
    }

    // MARK: Feeds

    /// - Parameter topic: a label; empty for the whole site.
    private mutating func feed(_ series: Series, _ topic: String) throws -> Int64 {
        if let id = feeds[series]?[topic] { return id }
        let number = topic.isEmpty ? 0 : try self.topic(topic)
        let statement = try db.cachedStatement(sql: "SELECT id FROM feed WHERE series = ? AND topic = ?")
        var id = try Int64.fetchOne(statement, arguments: [series.rawValue, number])
        if id == nil {
            try db.run(
                """
                INSERT INTO feed (series, topic, changed) VALUES (\(series.rawValue), \(number), \(now.seconds))
                """)
            let added = db.lastInsertedRowID
            try db.countArchivesOn(of: added)
            id = added
        }
        feeds[series, default: [:]][topic] = id
        return id ?? 0
    }

    private mutating func topic(_ name: String) throws -> Int64 {
        if let id = topics[name] { return id }
        let statement = try db.cachedStatement(sql: "SELECT id FROM topic WHERE name = ?")
        let id = try Int64.fetchOne(statement, arguments: [name]) ?? addTopic(name)
        topics[name] = id
        return id
    }

    private func addTopic(_ name: String) throws -> Int64 {
        let slug = try BulletinKey(name).slug { slug in
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM topic WHERE slug = ?)"), arguments: [slug])
                ?? false
        }
        try db.run("INSERT INTO topic (name, slug) VALUES (\(name), \(slug))")
        return db.lastInsertedRowID
    }

    /// Notes whether anything is to be seen of a feed's topic, before its entries change for the first time.
    private mutating func look(atTopicOf feed: Int64) throws {
        guard feed > DocumentKey.lastSiteFeed, seen.insert(feed).inserted else { return }
        let statement = try db.cachedStatement(sql: "SELECT topic FROM feed WHERE id = ?")
        guard let topic = try Int64.fetchOne(statement, arguments: [feed]), shown[topic] == nil else { return }
        shown[topic] = try isShown(topic)
    }

    private func isShown(_ topic: Int64) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM feed JOIN member ON member.feed = feed.id WHERE feed.topic = ?)")
        return try Bool.fetchOne(statement, arguments: [topic]) ?? false
    }

    // MARK: Time

    /// Takes tombstones away that are old enough.
    func expireTombstones() throws {
        let end = now.seconds - Int64(Self.tombstoneAge)
        try db.run(
            """
            INSERT OR IGNORE INTO due (feed, archive) SELECT feed, 0 FROM tombstone WHERE retracted <= \(end)
            """)
        try db.run("DELETE FROM tombstone WHERE retracted <= \(end)")
    }

    /// Fills the feeds with what was accepted before there were any.
    mutating func shelve() throws {
        guard try Bool.fetchOne(db.cachedStatement(sql: "SELECT shelved FROM instance")) == false else { return }
        let bulletins = try Int64.fetchAll(db.cachedStatement(sql: "SELECT id FROM bulletin ORDER BY id"))
        try refresh(bulletins.map { Change(bulletin: $0) })
        try finish()
        // What feeds said of their last change stays.
        try db.execute(sql: "UPDATE feed SET changed = (SELECT changed FROM instance)")
        try db.execute(sql: "UPDATE instance SET shelved = 1")
        try db.markAllButPages()
    }
}
