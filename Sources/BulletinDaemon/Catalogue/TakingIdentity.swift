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
    /// bore this name first, or last, or but for large and small letters; one whose bytes these were, with the same
    /// title and issue number, or with the same title and nearly the same texts, and whose file is gone; else a new one.
    mutating func identify(_ bulletin: Bulletin, in file: TakenFile, known: KnownSource?) throws -> Identity {
        if let id = bulletin.id {
            let key = BulletinKey(id)
            guard let owner = try self.bulletin(key: key) else {
                // An id that is put into a published file names what is there.
                if let own = known?.bulletin, known?.state != "duplicate", try name(own, key) { return .known(own) }
                return .new(key)
            }
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
            if try isForsaken(former, besides: file.path) { return try inherit(former) }
            // Two files that differ in their extension alone.
            return try freeKey(SourcePath(bytes: file.path.bytes).description)
        }
        if let former = try withdrawn(file) { return try inherit(former) }
        if let former = try self.bulletin(keyInAnyCase: key), try isForsaken(former, besides: file.path) {
            return try inherit(former)
        }
        if let issue = bulletin.issue {
            let statement = try db.cachedStatement(
                sql: "SELECT id FROM bulletin WHERE title = ? AND issue = ? ORDER BY id DESC LIMIT 1")
            if let id = try Int64.fetchOne(statement, arguments: [bulletin.title, issue]),
                try isForsaken(id, besides: file.path)
            {
                return try inherit(id)
            }
        }
        if let moved = try movedBulletin(bulletin, besides: file.path) { return try inherit(moved) }
        return .new(key)
    }

    /// - Returns: whether it had been named by its file only.
    private func name(_ bulletin: Int64, _ key: BulletinKey) throws -> Bool {
        let statement = try db.cachedStatement(
            sql:
                "SELECT stated IS NULL AND EXISTS (SELECT * FROM source WHERE bulletin = ?1) FROM bulletin WHERE id = ?1"
        )
        guard try Bool.fetchOne(statement, arguments: [bulletin]) == true else { return false }
        try db.run("UPDATE bulletin SET stated = \(key.text) WHERE id = \(bulletin)")
        return true
    }

    /// More files that are missing at once were not renamed and edited by hand.
    private static let movedLimit = 100

    /// A bulletin whose file is missing, with this title and, for the most part, with these texts: renamed and edited
    /// before anybody looked.
    private func movedBulletin(_ bulletin: Bulletin, besides path: SourcePath) throws -> Int64? {
        guard !missing.isEmpty, missing.count <= Self.movedLimit else { return nil }
        for gone in missing.sorted() where gone != path {
            guard let id = try source(gone)?.bulletin, try isForsaken(id, besides: path),
                let head = try head(of: id), head.title == bulletin.title, head.issue == bulletin.issue,
                Matching.resembles(bulletin.sections, try knownEntries(of: id).filter { !$0.isRetracted })
            else { continue }
            return id
        }
        return nil
    }

    private func isForsaken(_ bulletin: Int64, besides path: SourcePath) throws -> Bool {
        try presentSource(of: bulletin, besides: path) == nil
    }

    /// A bulletin without a file that had this name or these bytes when it was there.
    private func withdrawn(_ file: TakenFile) throws -> Int64? {
        let named = try db.cachedStatement(sql: "SELECT id FROM bulletin WHERE path = ? ORDER BY id DESC LIMIT 1")
        let alike = try db.cachedStatement(
            sql: "SELECT bulletin FROM revision WHERE sha256 = ? ORDER BY accepted DESC, bulletin DESC LIMIT 1")
        return try [(named, file.path.data), (alike, file.digest.data)].lazy.compactMap { statement, value in
            try Int64.fetchOne(statement, arguments: [value])
        }.first { try isForsaken($0, besides: file.path) }
    }

    /// Takes a bulletin over from files that are missing.
    private mutating func inherit(_ id: Int64) throws -> Identity {
        for path in try sources(of: id) where missing.contains(path.path) {
            try db.run("DELETE FROM source WHERE path = \(path.path.data)")
            batch.moved.append(path.path)
        }
        return .known(id)
    }

    private mutating func freeKey(_ text: String) throws -> Identity {
        var key = BulletinKey(text)
        var number = 2
        while let owner = try bulletin(key: key) {
            if try isForsaken(owner, besides: SourcePath(text)) { return try inherit(owner) }
            key = BulletinKey("\(text)~\(number)")
            number += 1
        }
        return .new(key)
    }

    func bulletin(key: BulletinKey) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE key = ?1 UNION ALL SELECT id FROM bulletin WHERE stated = ?1")
        return try Int64.fetchOne(statement, arguments: [key.text])
    }

    private func bulletin(keyInAnyCase key: BulletinKey) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE key = ? COLLATE NOCASE ORDER BY id DESC")
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
