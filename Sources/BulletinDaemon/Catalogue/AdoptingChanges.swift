internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

extension Database {
    /// Gives a story to another bulletin. It stays in the documents that it stands in.
    func giveStory(_ row: Int64, from bulletin: Int64, to other: Int64) throws {
        try run("UPDATE entry SET bulletin = \(other) WHERE id = \(row)")
        try run(
            """
            UPDATE member SET bulletin = \(other) WHERE bulletin = \(bulletin) AND (
                item = \(row) AND feed IN (SELECT id FROM feed WHERE series = 'stories')
                OR item IN (SELECT id FROM version WHERE entry = \(row))
                    AND feed IN (SELECT id FROM feed WHERE series = 'corrections'))
            """)
        try markPages(of: "VALUES (\(bulletin)), (\(other))")
    }

    /// Has the page of a bulletin that has no story any more lead to where the last one went, if it was there alone, or to
    /// the bulletin that it went to.
    func leadOn(from bulletin: Int64, to row: Int64) throws {
        try run(
            """
            INSERT OR REPLACE INTO redirect (path, entry, bulletin)
            SELECT '/bulletins/' || slug || '/', CASE kind WHEN 'single' THEN \(row) END,
                CASE kind WHEN 'single' THEN NULL ELSE (SELECT bulletin FROM entry WHERE id = \(row)) END
            FROM bulletin WHERE id = \(bulletin)
            """)
    }
}

/// Since a backup was made, stories may have gone from one bulletin to another. Where readers saw them last tells the
/// site: by their words alone, what stands in the place of one would be taken for it.
extension Adopting {
    /// A story that is in another bulletin on the site than in the catalogue.
    struct Moved {
        var row: Int64
        var bulletin: Int64
        var other: Int64
    }

    /// Whether the catalogue was restored, and nothing was published by it since: then the site is the later one.
    static func isRestored(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT * FROM bulletin) AND NOT EXISTS (SELECT * FROM file)") ?? false
    }

    /// Notes a story that the catalogue has elsewhere than the site.
    mutating func notePlace(of entry: AdoptedEntry) throws {
        guard isRestored, entry.series == .stories, let slug = entry.page?.slug else { return }
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.id, entry.bulletin, bulletin.id FROM entry JOIN bulletin ON bulletin.slug = ?
                WHERE uri = ? AND entry.bulletin <> bulletin.id AND released = 1 AND twin IS NULL
                """)
        guard let row = try Row.fetchOne(statement, arguments: [slug, entry.id.uri]) else { return }
        moved[row[0]] = Moved(row: row[0], bulletin: row[1], other: row[2])
    }

    /// Has the feeds do without what was taken out, and bulletins have the stories that they have on the site. Should
    /// the files be there all the same, they are read again.
    func finishChanges() throws {
        guard !retracted.isEmpty || !moved.isEmpty || !dated.isEmpty else { return }
        try finishMoves()
        var membership = Membership(db: db, authority: authority, now: now, holdings: try Holdings(db))
        let bulletins = Set(retracted.keys).union(dated.keys)
            .union(moved.values.flatMap { [$0.bulletin, $0.other] })
        for bulletin in bulletins.sorted() {
            // What readers saw of the whole since then is found when its file is read.
            let updated = try Int64.fetchOne(
                db, sql: "SELECT issue_updated FROM bulletin WHERE id = ?", arguments: [bulletin])
            try membership.refresh([Membership.Change(bulletin: bulletin, changed: dated[bulletin] ?? [])])
            try db.run("UPDATE bulletin SET issue_updated = \(updated) WHERE id = \(bulletin)")
            for tombstone in (retracted[bulletin] ?? []).sorted(by: { $0.when < $1.when }) {
                let when = min(tombstone.when, now)
                try db.run(
                    """
                    UPDATE tombstone SET retracted = \(when.seconds)
                    WHERE uri IN (\(tombstone.id.uri), (SELECT issue_uri FROM bulletin WHERE id = \(bulletin)))
                    """)
            }
            try db.markPages(
                of: """
                    SELECT \(bulletin) UNION SELECT entry.bulletin FROM link JOIN entry ON entry.id = link.entry
                    WHERE link.target IN (SELECT id FROM entry WHERE bulletin = \(bulletin))
                    """)
            try db.run("UPDATE source SET changed = \(FileStatus.unknownChange) WHERE bulletin = \(bulletin)")
        }
        try membership.finish()
    }

    /// Gives a story that says what the catalogue has of it the date that readers know: it was corrected and put right
    /// again, or came back, and no version of its file would tell.
    mutating func noteDate(of entry: AdoptedEntry) throws {
        guard isRestored, entry.series == .stories, entry.content.isWhole, let digest = entry.content.digest,
            let updated = entry.updated, updated <= now
        else { return }
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, bulletin FROM entry WHERE uri = ? AND released = 1 AND retracted IS NULL AND updated < ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [entry.id.uri, updated.seconds]),
            let section = try db.knownEntries(where: "id = ?", [row[0] as Int64]).first?.section,
            section.headlineKey == entry.headline, section.shownDigests.contains(digest)
        else { return }
        try db.run("UPDATE entry SET updated = \(updated.seconds) WHERE id = \(row[0] as Int64)")
        dated[row[1], default: []].insert(row[0])
    }

    /// Puts stories where the site has them.
    private func finishMoves() throws {
        for move in moved.values.sorted(by: { $0.row < $1.row }) {
            try db.giveStory(move.row, from: move.bulletin, to: move.other)
            // Behind those that are there, and until its file tells, without a place among them.
            try db.run(
                """
                UPDATE entry SET position = (SELECT MAX(position) + 1 FROM entry WHERE bulletin = \(move.other))
                WHERE id = \(move.row)
                """)
            let isLeft = try db.cachedStatement(
                sql: "SELECT NOT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND retracted IS NULL)")
            if try Bool.fetchOne(isLeft, arguments: [move.bulletin]) ?? false {
                try db.leadOn(from: move.bulletin, to: move.row)
            }
        }
    }
}
