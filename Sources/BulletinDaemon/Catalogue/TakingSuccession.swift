internal import BulletinCore
internal import GRDB

/// Since a backup was made, a file may have been put away under another name, and another bulletin have come under its
/// own. By that name the restored catalogue takes the one for the other; the site's feeds tell them apart.
extension Taking {
    /// Takes their bulletins from files whose stories readers know from others, which the catalogue lacks.
    mutating func releaseNames(among files: [TakenFile]) throws {
        guard holdings.unclaimed else { return }
        for file in files {
            guard case .bulletin(let bulletin) = file.outcome, bulletin.id == nil, let known = try source(file.path),
                let own = known.own, known.digest != file.digest, try !resembles(bulletin, own)
            else { continue }
            let stored = try db.cachedStatement(sql: "SELECT key FROM bulletin WHERE id = ?")
            guard let former = try String.fetchOne(stored, arguments: [own]).map(BulletinKey.init) else { continue }
            let key = try adoptedKey(of: bulletin, at: former)
            guard key != former else { continue }
            try db.run("DELETE FROM source WHERE path = \(file.path.data)")
            successors[file.path] = key
            released.insert(own)
        }
    }

    /// The bulletin of which a file that is not known is the next version, among those whose names others have.
    func releasedBulletin(_ bulletin: Bulletin, in path: SourcePath) throws -> Int64? {
        guard !released.isEmpty, bulletin.id == nil else { return nil }
        let best = try adoptedOwner(of: bulletin, at: BulletinKey(path: path))
        let owner = try self.bulletin(key: best)
        return try released.sorted().first { id in
            try isForsaken(id, besides: path) && (id == owner || resembles(bulletin, id))
        }
    }

    /// Retracts what no file has taken up.
    mutating func finishReleases() throws {
        for id in released.sorted() {
            stirred.insert(id)
            try retractIfOrphan(id)
        }
    }
}
