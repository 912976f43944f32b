internal import BulletinCore
internal import Foundation
internal import GRDB

/// A row of `adopted`.
struct AdoptedRow {
    var id: Int64
    var entry: AdoptedEntry
}

extension Database {
    /// Adopted entries that no bulletin has claimed.
    /// - Parameter condition: SQL of this program.
    func adoptedEntries(where condition: String, _ arguments: StatementArguments) throws -> [AdoptedRow] {
        let statement = try cachedStatement(
            sql: """
                SELECT id, uri, series, title, published, updated, link, text, addresses, whole, authority, key, anchor, slug
                FROM adopted WHERE entry IS NULL AND bulletin IS NULL AND \(condition)
                """)
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            AdoptedRow(
                id: row[0],
                entry: AdoptedEntry(
                    id: EntryID(uri: row[1]), series: Series(rawValue: row[2]) ?? .stories, title: row[3],
                    published: (row[4] as Int64?).map(Timestamp.init(seconds:)),
                    updated: (row[5] as Int64?).map(Timestamp.init(seconds:)), link: row[6],
                    content: AdoptedContent(text: row[7], addresses: (row[8] as String).linesList, isWhole: row[9]),
                    origin: Self.origin(row)))
        }
    }

    private static func origin(_ row: Row) -> AdoptedOrigin? {
        guard let authority = TagAuthority(text: row[10] ?? ""), let key = row[11] as String?,
            let anchor = row[12] as String?
        else { return nil }
        return AdoptedOrigin(authority: authority, key: BulletinKey(key), anchor: anchor, slug: row[13])
    }

    /// What readers know a bulletin's issue entry by, if it has claimed one.
    func adoptedIssue(of bulletin: Int64) throws -> (uri: String, published: Int64?, updated: Int64?)? {
        let statement = try cachedStatement(sql: "SELECT uri, published, updated FROM adopted WHERE bulletin = ?")
        return try Row.fetchOne(statement, arguments: [bulletin]).map { ($0[0], $0[1], $0[2]) }
    }

    /// The archive of the site's feed that an entry, or a bulletin's issue entry, stood in before the catalogue; 0 when
    /// there is none.
    func adoptedArchive(of item: Int64, series: Series) throws -> Int {
        let condition: String
        switch series {
        case .stories: condition = "entry = ?1"
        // Its file may hold another issue since.
        case .issues: condition = "bulletin = ?1 AND uri = (SELECT issue_uri FROM bulletin WHERE id = ?1)"
        case .corrections: return 0
        }
        let statement = try cachedStatement(sql: "SELECT archive FROM adopted WHERE \(condition)")
        return try Int.fetchOne(statement, arguments: [item]) ?? 0
    }

    /// Has feeds number their archives from the last one on that readers know: what stands at an address they have read
    /// they do not read again (RFC 5005 §4).
    /// - Parameter feed: `nil` for all.
    func countArchivesOn(of feed: Int64? = nil) throws {
        let row: SQL = feed.map { "WHERE id = \($0)" } ?? ""
        try run(
            """
            UPDATE feed SET archives = MAX(archives, COALESCE((
                SELECT number FROM former_archive WHERE series = feed.series
                    AND topic = COALESCE((SELECT slug FROM topic WHERE topic.id = feed.topic), '')), 0))
            \(literal: row)
            """)
    }
}
