internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// Bulletins claim the entries that readers know from adopted feeds.
extension Taking {
    /// More of one headline are not looked at, those of other times left out first.
    private static let candidateLimit = 100

    /// Which of our own bulletins a new one was before the catalogue: by its stories, wherever its file lies now.
    /// - Parameter key: that front matter or its path gives it.
    func adoptedKey(of bulletin: Bulletin, at key: BulletinKey) throws -> BulletinKey {
        guard bulletin.id == nil, holdings.unclaimed else { return key }
        let best = try adoptedOwner(of: bulletin, at: key)
        return try self.bulletin(key: best) == nil ? best : key
    }

    /// Which of our own bulletins most of its stories are of for readers; `key` when they know none of them.
    func adoptedOwner(of bulletin: Bulletin, at key: BulletinKey) throws -> BulletinKey {
        var rows = try db.adoptedEntries(where: "key = ?", [key.text])
        rows += try candidates(for: bulletin, where: "key IS NOT NULL AND series = 'stories'")
        return AdoptedBulletins.key(of: bulletin, at: key, among: Self.entries(rows))
    }

    /// What the stories of a bulletin may be, its issue entry not among them.
    func adoptedEntries(for bulletin: Bulletin, key: String) throws -> [AdoptedEntry] {
        guard holdings.unclaimed else { return [] }
        let own = try db.adoptedEntries(
            where: "key = ? ORDER BY series = 'issues', published DESC, place, id", [key])
        return Self.entries(own + (try candidates(for: bulletin, where: "key IS NULL")))
    }

    private func candidates(for bulletin: Bulletin, where condition: String) throws -> [AdoptedRow] {
        let day = bulletin.date.map { Timestamp($0.day) } ?? now
        let order = """
            AND \(condition) ORDER BY ABS(COALESCE(published, 0) - \(day.seconds)) LIMIT \(Self.candidateLimit)
            """
        var rows: [AdoptedRow] = []
        for headline in Set(bulletin.sections.map(\.headlineKey)).sorted() {
            rows += try db.adoptedEntries(where: "headline = ? \(order)", [headline])
        }
        for section in bulletin.sections {
            for text in section.shownDigests {
                rows += try db.adoptedEntries(where: "digest = ? \(order)", [text.data])
            }
            if let whole = section.digests.whole {
                rows += try db.adoptedEntries(where: "digest = ? AND headline = '' \(order)", [whole.data])
            }
        }
        return rows
    }

    /// Whether an adopted bulletin that waits has a key.
    func isAdopted(_ key: BulletinKey) throws -> Bool {
        try !db.adoptedEntries(where: "key = ? LIMIT 1", [key.text]).isEmpty
    }

    /// Whether readers know each story of a bulletin as it stands there.
    func isAsAdopted(_ bulletin: Bulletin) throws -> Bool {
        let rows = try candidates(for: bulletin, where: "series = 'stories'")
        return AdoptedBulletins.isWhole(bulletin, among: Self.entries(rows))
    }

    /// Whether readers know a story under a headline of a bulletin.
    func hasAdoptedHeadline(_ bulletin: Bulletin) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT * FROM adopted
                    WHERE headline = ? AND series = 'stories' AND entry IS NULL AND bulletin IS NULL)
                """)
        return try bulletin.sections.contains { section in
            let headline = section.headlineKey
            return try !headline.isEmpty && Bool.fetchOne(statement, arguments: [headline]) ?? false
        }
    }

    /// When the first file was taken, about.
    static func beginning(_ db: Database) throws -> Timestamp? {
        let statement = try db.cachedStatement(
            sql: "SELECT accepted FROM revision ORDER BY bulletin, number LIMIT 1")
        return try Int64.fetchOne(statement).map(Timestamp.init(seconds:))
    }

    /// Whether a file was in the inbox when the first one was taken.
    func isOfMove(_ status: FileStatus) -> Bool {
        beginning.map { status.changed / 1_000_000_000 <= $0.seconds } ?? true
    }

    /// Each once.
    private static func entries(_ rows: [AdoptedRow]) -> [AdoptedEntry] {
        var seen: Set<Int64> = []
        return rows.filter { seen.insert($0.id).inserted }.map(\.entry)
    }

    /// Has stories that came be those that readers know, word for word, from another bulletin of ours, when that is there
    /// without them: they were moved while the catalogue was lost, or since its backup.
    func claimMovedStories() throws {
        guard holdings.unclaimed else { return }
        let known = try db.cachedStatement(
            sql: """
                SELECT id, uri, anchor, published, updated FROM adopted
                WHERE headline = ?1 AND digest = ?2 AND series = 'stories' AND entry IS NULL AND bulletin IS NULL
                    AND anchor <> '' AND published IS NOT NULL
                    AND key IN (SELECT key FROM bulletin WHERE id <> ?3) AND NOT EXISTS (
                        SELECT * FROM entry WHERE entry.bulletin = ?3 AND entry.anchor = adopted.anchor AND entry.id <> ?4)
                ORDER BY id LIMIT 1
                """)
        let claim = try db.cachedStatement(
            sql: "UPDATE adopted SET entry = ?, text = '', addresses = '', digest = NULL WHERE id = ?")
        let become = try db.cachedStatement(
            sql: "UPDATE entry SET uri = ?, anchor = ?, published = ?, updated = ? WHERE id = ?")
        for arrival in arrivals {
            guard let section = try knownEntry(arrival.row)?.section, Matching.isTelling(section.text),
                let row = try section.shownDigests.compactMap({ digest in
                    try Row.fetchOne(
                        known, arguments: [section.headlineKey, digest.data, arrival.bulletin, arrival.row])
                }).first
            else { continue }
            let (id, published): (Int64, Int64) = (row[0], row[3])
            try claim.execute(arguments: [arrival.row, id])
            try become.execute(
                arguments: [row[1] as String, row[2] as String, published, row[4] as Int64? ?? published, arrival.row])
        }
    }

    /// Notes what the stories of a bulletin have claimed, and claims its issue entry.
    mutating func claim(_ plan: Plan, of bulletin: Bulletin, as id: Int64, from path: SourcePath) throws {
        let claims = plan.items.filter { $0.claim != nil }
        let statement = try db.cachedStatement(
            sql: """
                UPDATE adopted SET entry = (SELECT id FROM entry WHERE uri = ?1), text = '', addresses = '', digest = NULL
                WHERE uri = ?1
                """)
        for item in claims {
            try statement.execute(arguments: [item.entry.id.uri])
            try redirect(to: item.entry.id)
        }
        let corrected = claims.count { $0.claim == .corrected }
        if !claims.isEmpty { batch.claimed.append((path, claims.count, corrected)) }
        if corrected == 0, claims.count == plan.items.count { asAdopted.insert(id) }
        guard holdings.unclaimed else { return }
        try claimIssue(plan, of: bulletin, as: id)
    }

    /// Has the addresses of another program lead to the story: where it was read, and, of what has an address for its
    /// id, that. A page of ours is where it was, or was not.
    private func redirect(to id: EntryID) throws {
        try redirect(from: id.uri, "entry", "(SELECT id FROM entry WHERE uri = \(id.uri))")
    }

    /// - Parameters:
    ///   - uri: of an adopted entry.
    ///   - column: for what the addresses lead to.
    private func redirect(from uri: String, _ column: String, _ target: SQL) throws {
        let statement = try db.cachedStatement(sql: "SELECT link, key IS NULL FROM adopted WHERE uri = ?")
        guard let row = try Row.fetchOne(statement, arguments: [uri]) else { return }
        var addresses = [uri]
        if let link = row[0] as String?, row[1] || !AdoptedEntry.isOwnPage(link) { addresses.append(link) }
        for path in addresses.compactMap(Catalogue.redirectPath) {
            try db.run("INSERT OR REPLACE INTO redirect (path, \(sql: column)) VALUES (\(path), \(literal: target))")
        }
    }

    /// The issue entry of the bulletin as it was, or, of another program that published a digest as one, that.
    private func claimIssue(_ plan: Plan, of bulletin: Bulletin, as id: Int64) throws {
        let seen = try Bool.fetchOne(
            db.cachedStatement(sql: "SELECT issue_updated IS NOT NULL FROM bulletin WHERE id = ?"), arguments: [id])
        guard seen != true else { return }
        try db.run("UPDATE adopted SET bulletin = NULL WHERE bulletin = \(id)")
        try db.run("DELETE FROM redirect WHERE bulletin = \(id)")
        let own = try db.adoptedEntries(
            where: "series = 'issues' AND key = (SELECT key FROM bulletin WHERE id = ?)", [id])
        let other =
            own.isEmpty && bulletin.kind == .digest && plan.items.allSatisfy { $0.claim == nil }
            ? try db.adoptedEntries(
                where: "key IS NULL AND headline = ? ORDER BY published DESC LIMIT 1", [bulletin.headlineKey]) : []
        guard let row = own.first ?? other.first else { return }
        let last = row.entry.updated ?? row.entry.published
        let isSame =
            row.entry.origin == nil
            || bulletin.isSameForReaders(as: row.entry)
                && !plan.changesWhatIsOut && !plan.items.contains { $0.claim == .corrected }
        let updated = isSame ? last : last.map { max(now, $0.advanced(by: 1)) }
        try db.run("UPDATE adopted SET bulletin = \(id), updated = \(updated?.seconds) WHERE id = \(row.id)")
        try redirect(from: row.entry.id.uri, "bulletin", "\(id)")
    }

    /// Where a bulletin of ours was before the catalogue.
    /// - Returns: the folder of its page, and the row that keeps its order; what is not known, or taken, is `nil`.
    func adoptedPlace(of key: BulletinKey) throws -> (slug: String?, id: Int64?) {
        guard holdings.unclaimed else { return (nil, nil) }
        let rank = try Int64.fetchOne(db.cachedStatement(sql: "SELECT MAX(rank) FROM adopted WHERE rank IS NOT NULL"))
        let statement = try db.cachedStatement(
            sql: """
                SELECT slug, rank FROM adopted INDEXED BY adopted_key
                WHERE key = ? AND entry IS NULL AND bulletin IS NULL ORDER BY slug IS NULL LIMIT 1
                """)
        var slug: String?
        var id: Int64?
        if let row = try Row.fetchOne(statement, arguments: [key.text]) { (slug, id) = (row[0], row[1]) }
        func isTaken(_ column: String, _ value: any DatabaseValueConvertible) throws -> Bool {
            try Bool.fetchOne(
                db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM bulletin WHERE \(column) = ?)"),
                arguments: [value]) ?? true
        }
        if let known = slug, try isTaken("slug", known) { slug = nil }
        if let known = id, try isTaken("id", known) { id = nil }
        if id == nil, let rank {
            // Rows that others wait for stay free.
            let last = try Int64.fetchOne(db.cachedStatement(sql: "SELECT MAX(id) FROM bulletin")) ?? 0
            id = max(last, rank) + 1
        }
        return (slug, id)
    }
}
