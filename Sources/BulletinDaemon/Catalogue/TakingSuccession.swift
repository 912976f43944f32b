internal import BulletinCore
internal import GRDB

/// Since a backup was made, a file may have been put away under another name, and another bulletin have come under its
/// own. By that name the restored catalogue takes the one for the other; the site's feeds tell them apart.
extension Taking {
    /// Gives files that were put away or moved their bulletins, before any file of the batch is taken for what its name says.
    mutating func followSite(among files: [TakenFile]) throws {
        guard holdings.adopted else { return }
        if holdings.unclaimed { try releaseNames(among: files) }
        guard !released.isEmpty || !missing.isEmpty else { return }
        for file in files {
            guard case .bulletin(let bulletin) = file.outcome, bulletin.id == nil, successors[file.path] == nil,
                try source(file.path) == nil, let id = try releasedBulletin(bulletin, in: file.path)
            else { continue }
            for holder in try sources(of: id) where holder.own != nil && missing.contains(holder.path) {
                try db.run("DELETE FROM source WHERE path = \(holder.path.data)")
                batch.moved.append(holder.path)
            }
            strangers.remove(file.path)
            try store(file, state: "accepted", bulletin: id, reason: nil)
            stirred.insert(id)
        }
    }

    /// Takes their bulletins from files whose stories readers know from others, which the catalogue lacks.
    private mutating func releaseNames(among files: [TakenFile]) throws {
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

    /// The bulletin of which a file that is not known is the next version, among those whose files are gone, or whose names
    /// others have: what readers know as its stories, or what says the same for the most part.
    private func releasedBulletin(_ bulletin: Bulletin, in path: SourcePath) throws -> Int64? {
        let best = try holdings.unclaimed ? adoptedOwner(of: bulletin, at: BulletinKey(path: path)) : nil
        if let best, let owner = try self.bulletin(key: best), try isForsaken(owner, besides: path) { return owner }
        for id in released.sorted() where try isForsaken(id, besides: path) && resembles(bulletin, id) { return id }
        return try bulletins(titled: bulletin.title).first { try isLeftToCopies($0) && isAsSeen(bulletin, of: $0) }
    }

    /// Whether the file that brought a bulletin is gone, and copies of what it was are there.
    private func isLeftToCopies(_ id: Int64) throws -> Bool {
        let (own, copies) = try sources(of: id).reduce(into: (own: [KnownSource](), copies: [KnownSource]())) {
            if $1.own == nil { $0.copies.append($1) } else { $0.own.append($1) }
        }
        return !copies.isEmpty && !own.isEmpty && own.allSatisfy { missing.contains($0.path) }
    }

    /// Whether its stories are those of a bulletin, each as readers saw it last.
    private func isAsSeen(_ bulletin: Bulletin, of id: Int64) throws -> Bool {
        let known = try liveEntries(of: id)
        guard known.count == bulletin.sections.count else { return false }
        let alike = Dictionary(grouping: bulletin.sections, by: \.headlineKey)
        let words = alike.flatMap { headline, sections in
            sections.flatMap(\.shownDigests).map { LaterWords(headline: headline, digest: $0) }
        }
        let shown = Set(words)
        return try known.allSatisfy { entry in
            let story = entry.section
            if alike[story.headlineKey]?.contains(where: { $0.isSameForReaders(as: story) }) == true { return true }
            let later = try db.laterVersion(of: entry.id, after: entry.updated, at: now)
            return later.map { shown.contains($0.words) } ?? false
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
