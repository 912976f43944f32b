internal import BulletinCore
internal import Foundation
internal import GRDB

/// Bulletins that a file may be of by its name, its title or its bytes, whether or not they have a file now.
extension Taking {
    /// One without an id of its own that gets one as it comes back or under another name.
    mutating func formerBulletin(_ bulletin: Bulletin, under path: SourcePath) throws -> Int64? {
        for former in try namesakes(of: path) where try !statesID(former) && takesUp(former, bulletin, from: path) {
            return former
        }
        return try movedBulletin(bulletin, besides: path).flatMap { try statesID($0) ? nil : $0 }
    }

    /// More bulletins of one name, title or number are not looked at.
    static let namesakeLimit = 8
    /// More files that are missing at once were not renamed and edited by hand.
    private static let movedLimit = 100

    /// A bulletin whose file is missing, with these texts, or with this title and, for the most part, with these texts:
    /// renamed and edited before anybody looked.
    mutating func movedBulletin(_ bulletin: Bulletin, besides path: SourcePath) throws -> Int64? {
        guard !missing.isEmpty else { return nil }
        for id in try bulletins(titled: bulletin.title) {
            let isMissing = try sources(of: id).contains { $0.path != path && missing.contains($0.path) }
            if isMissing, let former = try former(id), try isMoved(former, bulletin, to: path) { return id }
        }
        guard missing.count <= Self.movedLimit else { return nil }
        if formers == nil {
            formers = try missing.sorted().compactMap { try source($0)?.bulletin }.compactMap(former)
        }
        let (title, texts) = (VersionTitle.plain(bulletin.title), Self.bareTexts(bulletin.sections))
        for former in formers ?? [] where former.texts == texts || former.plainTitle == title {
            if try isMoved(former, bulletin, to: path) { return former.id }
        }
        return nil
    }

    private func isMoved(_ former: Former, _ bulletin: Bulletin, to path: SourcePath) throws -> Bool {
        guard former.head.issue == bulletin.issue, try isForsaken(former.id, besides: path),
            try !isOfAnotherTime(bulletin, former.id)
        else { return false }
        if Self.isTelling(bulletin), former.texts == Self.bareTexts(bulletin.sections) { return true }
        // What comes each day or month in the same words is not what came last.
        return try former.plainTitle == VersionTitle.plain(bulletin.title)
            && !isOfAnotherTime(bulletin, former.id, apart: Self.interval)
            && Matching.resembles(bulletin.sections, former.sections) && !isNextIssue(bulletin, of: former.id, in: path)
    }

    private func former(_ id: Int64) throws -> Former? {
        guard let head = try head(of: id) else { return nil }
        return Former(id: id, head: head, sections: try standingEntries(of: id).map(\.section))
    }

    func lastPath(of id: Int64) throws -> SourcePath {
        let statement = try db.cachedStatement(sql: "SELECT path FROM bulletin WHERE id = ?")
        return SourcePath(bytes: Array(try Data.fetchOne(statement, arguments: [id]) ?? Data()))
    }

    /// The latest ones, other versions by what their titles say among them.
    func bulletins(titled title: String) throws -> [Int64] {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE plain = ? ORDER BY id DESC LIMIT \(Self.namesakeLimit)")
        return try Int64.fetchAll(statement, arguments: [VersionTitle.plain(title)])
    }

    /// Bulletins that bore this name first, or last, or but for its extension, or for large and small letters.
    func namesakes(of path: SourcePath) throws -> [Int64] {
        let (key, whole) = (BulletinKey(path: path), BulletinKey(path.description))
        var found = [try bulletin(key: key), try bulletin(key: whole)].compactMap { $0 }
        let named = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE path = ? ORDER BY id DESC LIMIT \(Self.namesakeLimit)")
        found += try Int64.fetchAll(named, arguments: [path.data])
        let beside = try db.cachedStatement(
            sql: """
                SELECT id, path FROM bulletin WHERE path > ? AND path < ? ORDER BY id DESC LIMIT \(Self.namesakeLimit)
                """)
        found += try Row.fetchAll(beside, arguments: path.bounds).filter {
            SourcePath(bytes: Array($0[1] as Data)).isBeside(path)
        }.map { $0[0] }
        let alike = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE key = ? COLLATE NOCASE ORDER BY id DESC LIMIT \(Self.namesakeLimit)")
        found += try Int64.fetchAll(alike, arguments: [key.text])
        var seen: Set<Int64> = []
        return found.filter { seen.insert($0).inserted }
    }

    /// The last one that ever had these bytes.
    func bulletin(revision digest: [UInt8]) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT bulletin FROM revision WHERE sha256 = ? ORDER BY accepted DESC, bulletin DESC LIMIT 1")
        return try Int64.fetchOne(statement, arguments: [digest.data])
    }

    /// Takes a bulletin over from files that are missing.
    mutating func inherit(_ id: Int64) throws -> Identity {
        for path in try sources(of: id) where missing.contains(path.path) {
            try db.run("DELETE FROM source WHERE path = \(path.path.data)")
            batch.moved.append(path.path)
            stirred.insert(id)
        }
        return .known(id)
    }
}
