internal import BulletinCore
internal import Foundation
internal import GRDB

/// What the stories of a bulletin are, and were. A file that is written over every day has had very many: of those that are
/// gone no more are read than a new version may bring back.
extension Taking {
    /// So many more of them than a version has stories may bear its headlines.
    private static let formerLimit = 500

    /// Those that readers see or wait for, in their order.
    func liveEntries(of bulletin: Int64) throws -> [KnownEntry] {
        try db.knownEntries(where: "bulletin = ? AND retracted IS NULL", [bulletin])
    }

    /// The live ones; of a bulletin that is withdrawn as a whole, the last to go.
    func standingEntries(of bulletin: Int64) throws -> [KnownEntry] {
        let live = try liveEntries(of: bulletin)
        return live.isEmpty
            ? try db.knownEntries(where: Self.lastToGo, [bulletin]) : live
    }

    private static let lastToGo = """
        bulletin = ?1 AND twin IS NULL
            AND retracted = (SELECT MAX(retracted) FROM entry WHERE bulletin = ?1 AND twin IS NULL)
        """

    /// The live ones, then those that are gone and may be what a version says: they bear one of its headlines, or said once
    /// what it says, or were the last to go of a bulletin that is withdrawn as a whole. Each group in its order.
    /// - Parameters:
    ///   - former: see `formerWords`.
    ///   - isNextIssue: whether it is another issue than the last version: of what is gone it knows `former` alone.
    func knownEntries(
        of bulletin: Int64, for version: Bulletin, former: [FormerWords]?, isNextIssue: Bool
    ) throws -> [KnownEntry] {
        let live = try liveEntries(of: bulletin)
        if isNextIssue, former == nil { return live }
        let gone = """
            retracted IS NOT NULL AND id IN (
                SELECT id FROM (
                    SELECT id FROM entry INDEXED BY entry_title
                    WHERE title IN (SELECT value FROM json_each(?2)) AND bulletin = ?1 AND retracted IS NOT NULL
                        AND twin IS NULL
                    ORDER BY retracted DESC LIMIT ?3)
                UNION SELECT id FROM entry WHERE uri IN (SELECT value FROM json_each(?4))
                UNION SELECT id FROM entry WHERE ?5 AND \(Self.lastToGo))
            """
        return try live
            + db.knownEntries(
                where: gone,
                [
                    bulletin, version.sections.map(\.title).escapedJSON(), version.sections.count + Self.formerLimit,
                    (former ?? []).map(\.id.uri).escapedJSON(), live.isEmpty,
                ])
    }

    /// One by its row.
    func knownEntry(_ row: Int64) throws -> KnownEntry? { try db.knownEntries(where: "id = ?", [row]).first }

    /// What the entries of a bulletin said before under the headlines of a version; `nil` where a file brings bytes that the
    /// bulletin never had.
    func formerWords(of bulletin: Int64, in digest: [UInt8], for version: Bulletin) throws -> [FormerWords]? {
        let isKnown = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM revision WHERE sha256 = ? AND bulletin = ?)")
        guard try Bool.fetchOne(isKnown, arguments: [digest.data, bulletin]) ?? false else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.uri, version.title, version.text FROM entry JOIN version ON version.entry = entry.id
                WHERE entry.bulletin = ? AND version.title IN (SELECT value FROM json_each(?)) AND twin IS NULL
                ORDER BY entry.id, version.number DESC
                """)
        return try Row.fetchAll(statement, arguments: [bulletin, version.sections.map(\.title).escapedJSON()]).map {
            FormerWords(id: EntryID(uri: $0[0]), title: $0[1], text: $0[2])
        }
    }

    /// Of all that a bulletin ever had.
    func headlines(of bulletin: Int64) throws -> [String] {
        try String.fetchAll(
            db.cachedStatement(sql: "SELECT DISTINCT title FROM entry WHERE bulletin = ?"), arguments: [bulletin])
    }
}

extension Database {
    /// In the order of their places.
    /// - Parameter condition: SQL of this program.
    func knownEntries(where condition: String, _ arguments: StatementArguments) throws -> [KnownEntry] {
        let statement = try cachedStatement(
            sql: """
                SELECT id, uri, anchor, marker, title, html, text, links_label, category, line, published, updated,
                    retracted IS NOT NULL, released = 0
                FROM entry WHERE \(condition) ORDER BY position, id
                """)
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            KnownEntry(
                id: EntryID(uri: row[1]), anchor: row[2],
                section: Section(
                    marker: row[3], title: row[4], html: row[5], text: row[6], linksLabel: row[7],
                    links: try links(of: row[0]), category: row[8], line: row[9]),
                published: Timestamp(seconds: row[10]), updated: Timestamp(seconds: row[11]), isRetracted: row[12],
                isUnseen: row[13])
        }
    }

    /// As the source states them.
    private func links(of entry: Int64) throws -> [Link] {
        let statement = try cachedStatement(sql: "SELECT title, url FROM link WHERE entry = ? ORDER BY position")
        return try Row.fetchAll(statement, arguments: [entry]).map { Link(title: $0[0], url: $0[1]) }
    }
}
