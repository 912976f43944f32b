internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// The rows that a batch reads and writes.
extension Taking {
    /// - Parameters:
    ///   - rival: the bulletin because of which a file is refused, or doubtful: it is read again when that becomes another.
    ///   - until: when a refused file is read again.
    ///   - notes: what somebody should look at in an accepted file, and how it was understood; other states leave what
    ///     the last accepted version has.
    func store(
        _ file: TakenFile, state: String, bulletin: Int64?, reason: String?, rival: Int64? = nil,
        until: Timestamp? = nil, notes: (remarks: [Remark], reading: [Remark])? = nil
    ) throws {
        let update = notes == nil ? "" : ", remarks = excluded.remarks, reading = excluded.reading, feed_remarks = ''"
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO source (path, device, inode, size, modified, changed, sha256, state, bulletin, reason,
                    rival, until, since, remarks, reading)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (path) DO UPDATE SET
                    since = CASE WHEN state = excluded.state AND sha256 = excluded.sha256 AND since > 0
                        THEN since ELSE excluded.since END,
                    device = excluded.device, inode = excluded.inode,
                    size = excluded.size, modified = excluded.modified, changed = excluded.changed,
                    sha256 = excluded.sha256, state = excluded.state, bulletin = excluded.bulletin,
                    reason = excluded.reason, rival = excluded.rival,
                    until = excluded.until\(update)
                """)
        let status = file.status
        try statement.execute(arguments: [
            file.path.data, Int64(bitPattern: status.device), Int64(bitPattern: status.inode), status.size,
            status.modified, status.changed, file.digest.data, state, bulletin, reason, rival,
            until?.seconds, now.seconds, notes?.remarks.rows ?? "", notes?.reading.rows ?? "",
        ])
    }

    /// Stores how a file is there whose bytes are what they were.
    func touch(_ file: TakenFile) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE source SET device = ?, inode = ?, size = ?, modified = ?, changed = ? WHERE path = ?
                """)
        let status = file.status
        try statement.execute(arguments: [
            Int64(bitPattern: status.device), Int64(bitPattern: status.inode), status.size, status.modified,
            status.changed, file.path.data,
        ])
    }

    /// - Parameter former: the bulletin that the file brought before.
    mutating func reject(_ path: SourcePath, _ reason: String, instead former: Int64?) throws {
        batch.rejected.append((path, reason))
        if let former, try isOut(former) { batch.stillOut.insert(path) }
    }

    /// Whether readers see stories of a bulletin.
    func isOut(_ id: Int64) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND released = 1 AND retracted IS NULL)")
        return try Bool.fetchOne(statement, arguments: [id]) ?? false
    }

    /// Whether a bulletin has stories: out, or waiting for their time.
    func hasStories(_ id: Int64) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND retracted IS NULL)")
        return try Bool.fetchOne(statement, arguments: [id]) ?? false
    }

    /// The latest `published` in a range among the live entries of other bulletins, those that wait included.
    func newestEntry(in range: ClosedRange<Timestamp>, besides bulletin: Int64) throws -> Timestamp? {
        // One query for each of the two partial indices, so that each reads one row.
        let newest = try [1, 0].compactMap { released in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT published FROM entry
                    WHERE released = \(released) AND retracted IS NULL AND published BETWEEN ? AND ? AND bulletin <> ?
                    ORDER BY published DESC LIMIT 1
                    """)
            return try Int64.fetchOne(
                statement, arguments: [range.lowerBound.seconds, range.upperBound.seconds, bulletin])
        }
        return newest.max().map(Timestamp.init(seconds:))
    }

    /// - Returns: the row of the entry.
    func apply(
        _ item: Plan.Item, of bulletin: Int64, folders: [String], tags: [String], isReleased: Bool
    ) throws -> Int64 {
        let (entry, section) = (item.entry, item.entry.section)
        var topics: [String] = []
        for label in folders + tags + [section.category].compactMap({ $0 }) {
            // One name typed on two systems is one topic.
            let topic = LocalAddress.composed(label)
            if !topics.contains(topic) { topics.append(topic) }
        }
        if item.isCorrection { try keepVersion(of: entry.id, replaced: entry.updated) }
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO entry (uri, bulletin, anchor, position, line, marker, title, html, text, links_label,
                    category, topics, published, updated, released, arrived, retracted)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)
                ON CONFLICT (uri) DO UPDATE SET position = excluded.position, line = excluded.line,
                    marker = excluded.marker, title = excluded.title, html = excluded.html, text = excluded.text,
                    links_label = excluded.links_label, category = excluded.category, topics = excluded.topics,
                    updated = excluded.updated, retracted = NULL
                RETURNING id
                """)
        let arguments: StatementArguments = [
            entry.id.uri, bulletin, entry.anchor, item.position, section.line, section.marker, section.title,
            section.html, section.text, section.linksLabel, section.category, topics.lines, entry.published.seconds,
            entry.updated.seconds, isReleased, now.seconds,
        ]
        guard let row = try Int64.fetchOne(statement, arguments: arguments) else {
            throw DatabaseError(resultCode: .SQLITE_CORRUPT, message: "an entry that was stored has no row")
        }
        guard item.change != .none else { return row }
        if item.change != .addition { try db.run("DELETE FROM link WHERE entry = \(row)") }
        for (position, link) in section.links.enumerated() {
            try db.run(
                """
                INSERT INTO link (entry, position, title, url) VALUES (\(row), \(position), \(link.title), \(link.url))
                """)
        }
        return row
    }

    /// Keeps what readers have seen of an entry until now. Its number is that of the one correction which they know and a
    /// restored catalogue does not, if it is that.
    private func keepVersion(of id: EntryID, replaced: Timestamp) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO version (entry, number, replaced, title, html, text, links)
                SELECT id,
                    COALESCE((
                        SELECT CASE WHEN updated = ?1 AND corrections = next THEN next ELSE max(next, corrections + 1) END
                        FROM adopted WHERE adopted.uri = entry.uri), next),
                    ?1, title, html, text,
                    COALESCE((SELECT group_concat(title, char(10)) FROM
                        (SELECT title FROM link WHERE link.entry = entry.id ORDER BY position)), '')
                FROM entry, (
                    SELECT 1 + COALESCE(MAX(number), 0) AS next FROM version
                    WHERE version.entry = (SELECT id FROM entry WHERE uri = ?2))
                WHERE uri = ?2 AND released = 1
                """)
        try statement.execute(arguments: [replaced.seconds, id.uri])
    }

    /// Gives titles without address the entry that bears that very title, the newest of several, never itself.
    func resolveLinks(of entry: Int64) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE link SET target = (
                    SELECT other.id FROM entry AS other
                    WHERE other.title = link.title AND other.id <> link.entry AND other.released = 1
                        AND other.retracted IS NULL
                    ORDER BY other.published DESC, other.id DESC LIMIT 1)
                WHERE entry = ? AND url IS NULL
                """)
        try statement.execute(arguments: [entry])
    }

    /// Has what points to entries rendered again: they are gone, are back, or have another address.
    /// - Parameter entries: a query for their rows.
    func markLinks(to entries: SQL) throws {
        try db.markPages(
            of: """
                SELECT DISTINCT entry.bulletin FROM link JOIN entry ON entry.id = link.entry
                WHERE link.target IN (\(literal: entries))
                """)
    }

    /// Stores what a version says of the bulletin as a whole.
    func update(_ bulletin: Bulletin, as id: Int64, from file: TakenFile) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE bulletin SET kind = ?, title = ?, plain = ?, issue = ?, language = ?, authors = ?, summary = ?,
                    intro = ?, via = ?, path = ?, dated = ?
                WHERE id = ?
                """)
        try statement.execute(arguments: [
            bulletin.kind.rawValue, bulletin.title, VersionTitle.plain(bulletin.title), bulletin.issue,
            bulletin.language, bulletin.authors.lines, bulletin.summary, bulletin.intro, bulletin.via, file.path.data,
            bulletin.date?.day.daysSinceEpoch, id,
        ])
    }

    /// Stores that there is a version.
    func addRevision(of id: Int64, from file: TakenFile) throws {
        let revision = try db.cachedStatement(
            sql: """
                INSERT INTO revision (bulletin, number, sha256, accepted)
                SELECT ?1, 1 + COALESCE(MAX(number), 0), ?2, ?3 FROM revision WHERE bulletin = ?1
                """)
        try revision.execute(arguments: [id, file.digest.data, now.seconds])
    }

    /// Of a draft no more is stored than what it is known by.
    func insert(_ bulletin: Bulletin, key: BulletinKey, path: SourcePath) throws -> Int64 {
        let place = try adoptedPlace(of: key)
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT * FROM bulletin WHERE slug = ?1) OR EXISTS (SELECT * FROM adopted WHERE slug = ?1)
                """)
        let slug =
            try place.slug ?? key.slug { slug in try Bool.fetchOne(statement, arguments: [slug]) ?? false }
        let insertion = try db.cachedStatement(
            sql: """
                INSERT INTO bulletin (id, key, slug, kind, title, plain, path, stated, issue, language, authors, summary,
                    intro, via, dated)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """)
        let whole = bulletin.isDraft ? nil : bulletin
        try insertion.execute(arguments: [
            place.id, key.text, slug, bulletin.kind.rawValue, bulletin.title, VersionTitle.plain(bulletin.title),
            path.data, bulletin.id.map { BulletinKey($0).text }, whole?.issue, whole?.language,
            whole?.authors.lines ?? "", whole?.summary, whole?.intro ?? "", whole?.via,
            whole?.date?.day.daysSinceEpoch,
        ])
        return db.lastInsertedRowID
    }
}

extension SourcePath {
    var data: Data { Data(bytes) }
}

extension [UInt8] {
    var data: Data { Data(self) }
}

extension [String] {
    /// One text, parted by line feeds; the elements are single lines.
    var lines: String { joined(separator: "\n") }
}

extension String {
    var linesList: [String] { split(separator: "\n").map(String.init) }
}
