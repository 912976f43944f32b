internal import BulletinCore
internal import Foundation
internal import GRDB

/// How often reading a file has stopped a worker. Kept on disk, so that a file that brings down the service itself is
/// not tried for ever; forgotten when the file is taken, refused or changed, and with other settings or another program.
extension Catalogue {
    /// What is refused when it has stopped so many workers.
    static let maxAttempts = 3

    struct Attempts: Sendable {
        /// SHA-256 of the bytes that were tried.
        var digest: [UInt8]
        var count: Int
    }

    /// Of all files that have stopped a worker since they were taken last.
    func attempts() throws -> [SourcePath: Attempts] {
        try read { db in
            let rows = try Row.fetchAll(db.cachedStatement(sql: "SELECT path, sha256, count FROM attempt"))
            return Dictionary(
                rows.map { row in
                    (SourcePath(bytes: Array(row[0] as Data)), Attempts(digest: Array(row[1] as Data), count: row[2]))
                }, uniquingKeysWith: { $1 })
        }
    }

    /// Counts one more.
    /// - Parameter digest: of the bytes that were tried; others begin anew.
    /// - Returns: how many there are of these bytes.
    func countAttempt(at path: SourcePath, digest: [UInt8]) throws -> Int {
        try database.write { db in
            try db.run(
                """
                INSERT INTO attempt (path, sha256, count) VALUES (\(path.data), \(Data(digest)), 1)
                ON CONFLICT (path) DO UPDATE SET
                    count = CASE WHEN sha256 = excluded.sha256 THEN count + 1 ELSE 1 END, sha256 = excluded.sha256
                """)
            return try Int.fetchOne(
                db.cachedStatement(sql: "SELECT count FROM attempt WHERE path = ?"), arguments: [path.data]) ?? 1
        }
    }

    /// Files that are gone need no memory of what they did.
    func forgetAttempts(at paths: [SourcePath]) throws {
        let known = try attempts()
        let forgotten = paths.filter { known[$0] != nil }
        guard !forgotten.isEmpty else { return }
        try database.write { db in for path in forgotten { try db.forgetAttempts(at: path) } }
    }
}

extension Database {
    func forgetAttempts(at path: SourcePath) throws {
        try cachedStatement(sql: "DELETE FROM attempt WHERE path = ?").execute(arguments: [path.data])
    }
}
