internal import BulletinCore
internal import Foundation
internal import GRDB

/// What readers know of a file tells how its next version is cut.
extension Catalogue {
    /// More of one file are not looked for in its next version.
    private static let headlineLimit = 1_000

    /// The stories that readers know from files that hold several, in their order; of files that are not known, what adopted
    /// feeds say of them.
    func headlines(of paths: [SourcePath]) throws -> [SourcePath: [FormerHeadline]] {
        try readMany { db in
            let known = try db.cachedStatement(
                sql: Self.headlines(of: "source.path = ? AND source.state <> 'duplicate'"))
            let adopted = try db.cachedStatement(
                sql: """
                    SELECT '', title FROM adopted
                    WHERE key = ?1 AND series = 'stories' AND entry IS NULL AND bulletin IS NULL
                        AND NOT EXISTS (SELECT * FROM source WHERE path = ?2)
                    LIMIT \(Self.headlineLimit)
                    """)
            let isAdopted = try Holdings(db).unclaimed
            var headlines: [SourcePath: [FormerHeadline]] = [:]
            for path in paths {
                var rows = try Row.fetchAll(known, arguments: [path.data])
                if rows.isEmpty, isAdopted {
                    rows = try Row.fetchAll(adopted, arguments: [BulletinKey(path: path).text, path.data])
                }
                headlines[path] = Self.headlines(rows)
            }
            return headlines
        }
    }

    /// The same of a file that has the bytes, whatever it is called: it may have another name now, or have been away.
    /// `nil` when none has, or had.
    func headlines(in digest: [UInt8]) throws -> [FormerHeadline]? {
        try read { db in
            let present = try db.cachedStatement(
                sql: Self.headlines(of: "source.sha256 = ? AND source.state = 'accepted'"))
            let withdrawn = try db.cachedStatement(
                sql: """
                    SELECT marker, entry.title FROM entry JOIN bulletin ON bulletin.id = entry.bulletin
                    WHERE bulletin.id = (SELECT MAX(bulletin) FROM revision WHERE sha256 = ?) AND kind = 'digest'
                        AND twin IS NULL AND retracted = (
                            SELECT MAX(retracted) FROM entry WHERE entry.bulletin = bulletin.id AND twin IS NULL)
                        AND NOT EXISTS (
                            SELECT * FROM entry WHERE entry.bulletin = bulletin.id AND retracted IS NULL)
                    ORDER BY position LIMIT \(Self.headlineLimit)
                    """)
            return try Self.headlines(Row.fetchAll(present, arguments: [digest.data]))
                ?? Self.headlines(Row.fetchAll(withdrawn, arguments: [digest.data]))
        }
    }

    /// Whether anything was ever taken out that may come back.
    func hasWithdrawn() throws -> Bool {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM entry WHERE retracted IS NOT NULL)")
            return try Bool.fetchOne(statement) ?? false
        }
    }

    private static func headlines(of sources: String) -> String {
        """
        SELECT entry.marker, entry.title FROM source
        JOIN bulletin ON bulletin.id = source.bulletin JOIN entry ON entry.bulletin = bulletin.id
        WHERE \(sources) AND bulletin.kind = 'digest' AND entry.retracted IS NULL
        ORDER BY source.path, entry.position LIMIT \(headlineLimit)
        """
    }

    /// `nil` for fewer than two.
    private static func headlines(_ rows: [Row]) -> [FormerHeadline]? {
        rows.count < 2 ? nil : rows.map { FormerHeadline(marker: $0[0], title: $0[1]) }
    }
}
