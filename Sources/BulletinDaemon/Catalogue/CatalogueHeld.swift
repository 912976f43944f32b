internal import BulletinCore
internal import Foundation
internal import GRDB

/// What waits: files that are gone and whose retraction somebody has to confirm, and versions whose time has not come.
/// Kept on disk: a restart is no confirmation, nor are some files that come back.
extension Catalogue {
    func held() throws -> Set<SourcePath> {
        try read { db in
            Set(
                try Data.fetchAll(db.cachedStatement(sql: "SELECT path FROM held")).map { SourcePath(bytes: Array($0)) }
            )
        }
    }

    /// Notes which files are held, in place of those that were.
    func hold(_ paths: Set<SourcePath>, at now: Timestamp) throws {
        let known = try held()
        guard known != paths else { return }
        try database.write { db in
            let release = try db.cachedStatement(sql: "DELETE FROM held WHERE path = ?")
            for path in known.subtracting(paths) { try release.execute(arguments: [path.data]) }
            let hold = try db.cachedStatement(sql: "INSERT INTO held (path, since) VALUES (?, ?)")
            for path in paths.subtracting(known) { try hold.execute(arguments: [path.data, now.seconds]) }
        }
    }

    /// Files whose versions of what is out were to wait, and need not any more.
    func ripe(at now: Timestamp) throws -> [SourcePath] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT path FROM source WHERE until <= ? ORDER BY path")
            return try Data.fetchAll(statement, arguments: [now.seconds]).map { SourcePath(bytes: Array($0)) }
        }
    }
}
