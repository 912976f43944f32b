internal import BulletinCore
internal import Foundation
internal import GRDB

/// Which bulletin a file is.
extension Taking {
    enum Identity {
        case new(BulletinKey)
        case known(Int64)
        /// Another file with the same bytes is there: its path for people, and its bulletin.
        case duplicate(of: String, bulletin: Int64)
        case refused(String)
    }

    /// In this order: front-matter `id`; the file's own bulletin; the same bytes under another name; a bulletin that
    /// bore this name; the same title and issue number as one whose file is gone; else a new one.
    mutating func identify(_ bulletin: Bulletin, in file: TakenFile, known: KnownSource?) throws -> Identity {
        if let id = bulletin.id {
            let key = BulletinKey(id)
            guard let owner = try self.bulletin(key: key) else { return .new(key) }
            if known?.bulletin == owner { return .known(owner) }
            if let holder = try presentSource(of: owner, besides: file.path) {
                if holder.digest == file.digest { return .duplicate(of: "\(holder.path)", bulletin: owner) }
                return .refused(
                    "\(file.path): the id '\(id)' belongs to \(holder.path); give one of the files another id")
            }
            return try inherit(owner)
        }
        if let own = known?.bulletin, known?.state != "duplicate" { return .known(own) }
        if let twin = try source(digest: file.digest, besides: file.path), let id = twin.bulletin {
            if !missing.contains(twin.path) { return .duplicate(of: "\(twin.path)", bulletin: id) }
            return try inherit(id)
        }
        let key = BulletinKey(path: file.path)
        if let former = try self.bulletin(key: key) {
            if try presentSource(of: former, besides: file.path) == nil { return try inherit(former) }
            // Two files that differ in their extension alone.
            return try freeKey(SourcePath(bytes: file.path.bytes).description)
        }
        if let issue = bulletin.issue {
            let statement = try db.cachedStatement(
                sql: "SELECT id FROM bulletin WHERE title = ? AND issue = ? ORDER BY id DESC LIMIT 1")
            if let id = try Int64.fetchOne(statement, arguments: [bulletin.title, issue]),
                try presentSource(of: id, besides: file.path) == nil
            {
                return try inherit(id)
            }
        }
        return .new(key)
    }

    /// Takes a bulletin over from files that are missing.
    private mutating func inherit(_ id: Int64) throws -> Identity {
        for path in try sources(of: id) where missing.contains(path.path) {
            try db.execute(literal: "DELETE FROM source WHERE path = \(path.path.data)")
            batch.moved.append(path.path)
        }
        return .known(id)
    }

    private mutating func freeKey(_ text: String) throws -> Identity {
        var key = BulletinKey(text)
        var number = 2
        while let owner = try bulletin(key: key) {
            if try presentSource(of: owner, besides: SourcePath(text)) == nil { return try inherit(owner) }
            key = BulletinKey("\(text)~\(number)")
            number += 1
        }
        return .new(key)
    }

    func bulletin(key: BulletinKey) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM bulletin WHERE key = ?")
        return try Int64.fetchOne(statement, arguments: [key.text])
    }

    /// A file of the bulletin that is there now.
    private func presentSource(of bulletin: Int64, besides path: SourcePath) throws -> KnownSource? {
        try sources(of: bulletin).first { $0.path != path && !missing.contains($0.path) }
    }

    private func sources(of bulletin: Int64) throws -> [KnownSource] {
        let statement = try db.cachedStatement(
            sql: "SELECT path, state, bulletin, sha256 FROM source WHERE bulletin = ? ORDER BY path")
        return try Row.fetchAll(statement, arguments: [bulletin]).map(Self.source)
    }

    /// An accepted file with these bytes; one that is missing rather than one that is there, because a file that
    /// appears while its twin disappears was renamed.
    private func source(digest: [UInt8], besides path: SourcePath) throws -> KnownSource? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT path, state, bulletin, sha256 FROM source
                WHERE sha256 = ? AND path <> ? AND state IN ('accepted', 'draft') ORDER BY path
                """)
        let twins = try Row.fetchAll(statement, arguments: [digest.data, path.data]).map(Self.source)
        return twins.first { missing.contains($0.path) } ?? twins.first
    }

    private static func source(_ row: Row) -> KnownSource {
        KnownSource(
            path: SourcePath(bytes: Array(row[0] as Data)), state: row[1], bulletin: row[2],
            digest: Array(row[3] as Data))
    }
}
