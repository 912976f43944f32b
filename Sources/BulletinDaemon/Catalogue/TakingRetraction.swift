internal import BulletinCore
internal import Foundation
internal import GRDB

/// What goes.
extension Taking {
    /// Retracts what a file brought that is gone, unless another file holds the same bulletin.
    mutating func remove(_ path: SourcePath) throws {
        try dropMedia(path)
        batch.settled.append(path)
        guard let known = try source(path) else { return }
        try db.run("DELETE FROM source WHERE path = \(path.data)")
        guard let id = known.bulletin else { return }
        stirred.insert(id)
        if try retractIfOrphan(id) { batch.retracted.append(path) }
    }

    /// - Returns: whether the bulletin had no source any more.
    @discardableResult mutating func retractIfOrphan(_ id: Int64) throws -> Bool {
        let others = try sources(of: id)
        if others.contains(where: { $0.state != "duplicate" }) { return false }
        if let copy = try copy(of: id) ?? others.first {
            try standIn(copy)
            return false
        }
        try retractEntries(of: id)
        try wantNothing(id)
        return true
    }

    @discardableResult mutating func retractEntries(of id: Int64) throws -> Int {
        let live = try String.fetchAll(
            db.cachedStatement(sql: "SELECT uri FROM entry WHERE bulletin = ? AND retracted IS NULL"), arguments: [id])
        for uri in live { try retract(EntryID(uri: uri)) }
        if !live.isEmpty {
            try db.markPages(of: "VALUES (\(id))")
            noteChange(of: id)
        }
        return live.count
    }

    /// Takes an entry out. Pages that point to it are rendered again, without the pointer.
    mutating func retract(_ id: EntryID) throws {
        departed.insert(id.uri)
        try db.run("UPDATE entry SET retracted = \(now.seconds) WHERE uri = \(id.uri)")
        try markLinks(to: "SELECT id FROM entry WHERE uri = \(id.uri)")
    }
}
