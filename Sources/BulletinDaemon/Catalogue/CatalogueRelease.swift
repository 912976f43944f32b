internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// What waits for its time.
extension Catalogue {
    /// Lets out what was held back until now, and lets go of tombstones that are old enough.
    ///
    /// The stories of a bulletin come out together, at the time of the first: the others are dated seconds before it,
    /// by their places, which is before the time that their author stated. The first may be out already, if it came out
    /// by a clock that was set back.
    /// - Parameter isOpen: whether a file may not be any more what was read. What it brought waits until that is known, as it
    ///   does when the file is refused now: its author may have thought better of it.
    /// - Returns: how many entries came out.
    func release(at now: Timestamp, unless isOpen: (SourcePath) -> Bool = { _ in false }) throws -> Int {
        guard let next = try nextRelease(), next <= now else { return 0 }
        return try database.write { db in
            var membership = Membership(db: db, authority: authority, now: now, holdings: try Holdings(db))
            try membership.expireTombstones()
            let due = try Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT DISTINCT bulletin FROM \(Self.lastWaiting) AND published + position <= ? ORDER BY bulletin
                        """), arguments: [now.seconds])
            let sources = try db.cachedStatement(
                sql: """
                    SELECT path, state, changed FROM source WHERE bulletin = ? AND state IN ('accepted', 'rejected')
                    """)
            var count = 0
            for bulletin in due {
                let isWaiting = try Row.fetchAll(sources, arguments: [bulletin]).contains { row in
                    row[1] as String == "rejected" || row[2] as Int64 == FileStatus.unknownChange
                        || isOpen(SourcePath(bytes: Array(row[0] as Data)))
                }
                if isWaiting { continue }
                try db.run(
                    """
                    UPDATE entry SET released = 1
                    WHERE released = 0 AND retracted IS NULL AND bulletin = \(bulletin)
                    """)
                count += db.changesCount
                try membership.refresh([Membership.Change(bulletin: bulletin)])
                try db.markPages(of: "VALUES (\(bulletin))")
            }
            try membership.finish()
            return count
        }
    }

    /// Of each bulletin that waits, the stories whose moment is its last, which is when all of them come out. By an index
    /// over these moments: what waits longer is not looked at.
    static let lastWaiting = """
        entry INDEXED BY entry_release WHERE released = 0 AND retracted IS NULL AND NOT EXISTS (
            SELECT * FROM entry AS later WHERE later.bulletin = entry.bulletin AND later.released = 0
                AND later.retracted IS NULL AND later.published + later.position > entry.published + entry.position)
        """

    /// When the next entry or version that is held back comes out, or the next tombstone may go; `nil` when there is none.
    /// - Parameter last: only what comes after it.
    func nextRelease(after last: Timestamp? = nil) throws -> Timestamp? {
        try read { db in
            let waiting = try db.cachedStatement(
                sql: """
                    SELECT published + position FROM \(Self.lastWaiting) AND published + position > ?
                    ORDER BY published + position LIMIT 1
                    """)
            let versions = try db.cachedStatement(sql: "SELECT MIN(until) FROM source WHERE until > ?")
            let oldest = try db.cachedStatement(sql: "SELECT MIN(retracted) FROM tombstone")
            let moments = [
                try Int64.fetchOne(waiting, arguments: [last?.seconds ?? .min]),
                try Int64.fetchOne(versions, arguments: [last?.seconds ?? .min]),
                try Int64.fetchOne(oldest).map { $0 + Int64(Membership.tombstoneAge) },
            ]
            return moments.compactMap { $0 }.min().map(Timestamp.init(seconds:))
        }
    }
}
