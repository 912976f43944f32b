internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// What waits: files that are gone and whose retraction somebody has to confirm, and versions whose time has not come;
/// and what is to be read again by other settings.
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

    /// Files whose versions of what is or was out were to wait, and need not any more.
    func ripe(at now: Timestamp) throws -> [SourcePath] {
        try read { db in
            let statement = try db.cachedStatement(sql: "SELECT path FROM source WHERE until <= ? ORDER BY path")
            return try Data.fetchAll(statement, arguments: [now.seconds]).map { SourcePath(bytes: Array($0)) }
        }
    }

    /// Notes the zone of dates that do not say theirs. What waits for a time of another zone is to be read again, and
    /// does not come out before; what is out keeps its dates.
    /// - Returns: files that are to be read again.
    func read(timesIn zone: Zone) throws -> [SourcePath] {
        try database.write { db in
            let known = try String.fetchOne(db.cachedStatement(sql: "SELECT zone FROM instance"))
            guard known != zone.identifier else { return [] }
            try db.run("UPDATE instance SET zone = \(zone.identifier)")
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE source SET changed = ? WHERE until IS NOT NULL OR state = 'accepted' AND bulletin IN (
                        SELECT bulletin FROM entry INDEXED BY entry_waiting WHERE released = 0 AND retracted IS NULL)
                    RETURNING path
                    """)
            return try Data.fetchAll(statement, arguments: [FileStatus.unknownChange]).map {
                SourcePath(bytes: Array($0))
            }
        }
    }

    /// Notes the charset of texts that do not say theirs. What was read by it, or by a guess, is to be read again: a wrong
    /// one may have been published. Of drafts nothing is kept that would tell, so all of them are.
    ///
    /// Of files that are refused nothing is said here: other settings have them all taken anew.
    /// - Returns: files that are to be read again.
    func read(textsIn charset: String) throws -> [SourcePath] {
        try database.write { db in
            guard try String.fetchOne(db.cachedStatement(sql: "SELECT charset FROM instance")) != charset else {
                return []
            }
            try db.run("UPDATE instance SET charset = \(charset)")
            // Where a text is in another charset than it was read by, characters may have been left out as forbidden ones.
            let rules = ["Charset", "ForbiddenCharacters"]
            let columns = ["remarks", "reading"]
            let condition = columns.flatMap { column in
                rules.flatMap { ["\(column) LIKE '\($0)%'", "\(column) LIKE '%' || char(10) || '\($0)%'"] }
            }
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE source SET changed = ?
                    WHERE state = 'draft' OR state = 'accepted' AND (\(condition.joined(separator: " OR ")))
                    RETURNING path
                    """)
            return try Data.fetchAll(statement, arguments: [FileStatus.unknownChange]).map {
                SourcePath(bytes: Array($0))
            }
        }
    }
}
