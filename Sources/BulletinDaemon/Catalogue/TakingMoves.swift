internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// Bulletins go with their bytes: from one name to another, and to a copy when the original says something else.
extension Taking {
    private struct Move {
        var bulletin: Int64
        var from: KnownSource
        var to: TakenFile
    }

    /// Gives files their bulletins that have the bytes of others, where those have other bytes now or are gone: names
    /// that were changed, swapped or counted on. Before any file of the batch is taken for what its name says.
    mutating func moveBulletins(among files: [TakenFile]) throws {
        for file in files {
            if case .unchanged = file.outcome { continue }
            incoming[file.path] = file.digest
        }
        comingAlike = Dictionary(grouping: incoming.keys.sorted()) { incoming[$0] ?? [] }.filter { $0.value.count > 1 }
        strangers = try strangers(among: files)
        try followSite(among: files)
        // It takes two: one that comes, and one that goes.
        guard files.count > 1 || !missing.isEmpty else { return }
        let moves = try renamings(among: files)
        guard !moves.isEmpty else { return }
        let moved = Set(moves.map(\.bulletin))
        for move in moves { vacated[move.from.path] = move.bulletin }
        var left: Set<Int64> = []
        for move in moves {
            if let own = try source(move.to.path)?.own, !moved.contains(own) { left.insert(own) }
        }
        for path in moves.flatMap({ [$0.from.path, $0.to.path] }) {
            try db.run("DELETE FROM source WHERE path = \(path.data)")
        }
        for move in moves {
            try store(move.to, state: move.from.state, bulletin: move.bulletin, reason: nil)
            if missing.contains(move.from.path) { batch.moved.append(move.from.path) }
        }
        stirred.formUnion(moved.union(left))
        for id in left.sorted() { try retractIfOrphan(id) }
        try lookAgain()
    }

    /// Those of which one question tells that there is nothing to be asked: each is alone with its path and its bytes in
    /// the batch, so nothing that is taken before it makes them known.
    private func strangers(among files: [TakenFile]) throws -> Set<SourcePath> {
        let isKnown = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT * FROM source WHERE path = ?1) OR EXISTS (SELECT * FROM source WHERE sha256 = ?2)
                    OR EXISTS (SELECT * FROM revision WHERE sha256 = ?2)
                """)
        let paths = Dictionary(files.map { ($0.path, 1) }, uniquingKeysWith: +)
        let contents = Dictionary(files.map { ($0.digest, 1) }, uniquingKeysWith: +)
        var strangers: Set<SourcePath> = []
        for file in files {
            guard case .bulletin = file.outcome, paths[file.path] == 1, contents[file.digest] == 1,
                try Bool.fetchOne(isKnown, arguments: [file.path.data, file.digest.data]) == false
            else { continue }
            strangers.insert(file.path)
        }
        return strangers
    }

    private func renamings(among files: [TakenFile]) throws -> [Move] {
        var candidates: [Move] = []
        for file in files {
            if case .rejected = file.outcome, let holder = try refusedHolder(of: file), let id = holder.own {
                candidates.append(Move(bulletin: id, from: holder, to: file))
            }
            guard case .bulletin = file.outcome, !strangers.contains(file.path) else { continue }
            let known = try source(file.path)
            if known?.own != nil, known?.digest == file.digest { continue }
            for holder in try sources(digest: file.digest) where holder.path != file.path && isLeft(holder) {
                if let id = holder.own { candidates.append(Move(bulletin: id, from: holder, to: file)) }
            }
        }
        // The very file before another of the same content.
        let isSameFile = { (move: Move) in move.from.identity == move.to.status.identity }
        var (from, to): (Set<SourcePath>, Set<SourcePath>) = ([], [])
        var moves: [Move] = []
        for move in candidates.filter(isSameFile) + candidates.filter({ !isSameFile($0) })
        where !from.contains(move.from.path) && !to.contains(move.to.path) {
            from.insert(move.from.path)
            to.insert(move.to.path)
            moves.append(move)
        }
        let present = Dictionary(files.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
        return try moves.filter { move in
            let own = try source(move.to.path)?.own
            // One of several that change their names at once.
            if own != nil, from.contains(move.to.path) { return true }
            if to.contains(move.from.path) { return true }
            guard let successor = present[move.from.path] else {
                // A new version that had a name of its own takes the place of the old one.
                guard let own, case .bulletin(let bulletin) = move.to.outcome else { return true }
                return try !isVersion(bulletin, of: own)
            }
            return try hasLeft(move.from, successor, to: move.to.status.identity, in: move.to.path)
        }
    }

    /// The name that a refused file had when it was refused before, while an earlier version of it is out. Bytes that
    /// nobody can read, or none, do not tell who it is: it must be the very file.
    private func refusedHolder(of file: TakenFile) throws -> KnownSource? {
        guard !file.digest.isEmpty, try source(file.path)?.own == nil else { return nil }
        return try refusedSources(digest: file.digest).first {
            $0.path != file.path && $0.identity == file.status.identity && isLeft($0)
        }
    }

    /// Whether a file is gone, or has other bytes in this batch.
    func isLeft(_ known: KnownSource) -> Bool {
        missing.contains(known.path) || incoming[known.path].map { $0 != known.digest } ?? false
    }

    /// Whether what is under a name now is no version of what was, which another file holds.
    private func hasLeft(
        _ known: KnownSource, _ successor: TakenFile, to holder: FileIdentity, in path: SourcePath
    ) throws -> Bool {
        // The holder is the very file that had the name.
        if holder == known.identity, successor.status.identity != known.identity { return true }
        switch successor.outcome {
        case .media, .part: return true
        case .unchanged, .rejected: return false
        case .bulletin(let bulletin):
            guard let id = known.own else { return false }
            if bulletin.isDraft { return true }
            if let stated = bulletin.id {
                if try owner(ofID: BulletinKey(stated)) == id { return false }
                if try statesID(id) { return true }
            }
            return try !isVersion(bulletin, of: id) || isPutAway(id, in: path, before: bulletin, in: known.path)
        }
    }

    /// Whether a copy bears the number or the day of an issue in its name, as those do that are put away, and what is under
    /// the old name states another.
    private func isPutAway(
        _ id: Int64, in copy: SourcePath, before next: Bulletin, in path: SourcePath
    ) throws -> Bool {
        guard let head = try head(of: id) else { return false }
        let (statement, other) = (next.statement, try statement(of: id, head))
        return statement.isOther(than: other) && other.isNamed(in: VersionNames.figures(of: copy))
            && !statement.isNamed(in: VersionNames.figures(of: copy))
            && !other.isNamed(in: VersionNames.figures(of: path))
    }

    /// Leaves the bulletin of a file to a copy of it that is there, when the file itself says something else now.
    mutating func leavesToCopy(_ known: KnownSource, in file: TakenFile) throws -> Bool {
        guard let id = known.own, known.digest != file.digest || known.state != "accepted",
            let copy = try copy(of: id), !missing.contains(copy.path), try hasStories(id),
            try hasLeft(known, file, to: copy.identity, in: copy.path)
        else { return false }
        try db.run("DELETE FROM source WHERE path = \(known.path.data)")
        try standIn(copy)
        stirred.insert(id)
        return true
    }

    /// The best copy of a bulletin's file: one that is there, with the bytes that were accepted last.
    func copy(of id: Int64) throws -> KnownSource? {
        let copies = try sources(of: id).filter { copy in
            copy.state == "duplicate" && !(incoming[copy.path].map { $0 != copy.digest } ?? false)
        }
        guard !copies.isEmpty else { return nil }
        let last = try Data.fetchOne(
            db.cachedStatement(sql: "SELECT sha256 FROM revision WHERE bulletin = ? ORDER BY number DESC LIMIT 1"),
            arguments: [id]
        ).map { Array($0) }
        let present = copies.filter { !missing.contains($0.path) }
        return present.first { $0.digest == last } ?? present.first ?? copies.first
    }

    /// A copy stands in for a file that is gone or says something else. It is read again: topics, and the files that go
    /// out with it, depend on where it lies.
    mutating func standIn(_ copy: KnownSource) throws {
        try db.run("UPDATE source SET state = 'accepted', reason = NULL WHERE path = \(copy.path.data)")
        try readAgain([copy.path])
    }

    /// Has files read again that are held back or refused because of bulletins that were stirred until now.
    mutating func lookAgain() throws {
        guard !stirred.isEmpty else { return }
        let rivals = try db.cachedStatement(sql: "SELECT path FROM source WHERE rival = ?")
        let copies = try db.cachedStatement(
            sql: """
                SELECT path FROM source WHERE bulletin = ?1 AND state = 'duplicate' AND sha256 NOT IN (
                    SELECT sha256 FROM source WHERE bulletin = ?1 AND state <> 'duplicate')
                """)
        for id in stirred.sorted() {
            for statement in [rivals, copies] {
                try readAgain(Data.fetchAll(statement, arguments: [id]).map { SourcePath(bytes: Array($0)) })
            }
        }
        stirred = []
    }

    /// Has files read again that were refused for want of the page that they are of.
    mutating func lookAgain(besidePage file: TakenFile) throws {
        if case .unchanged = file.outcome { return }
        let refused = try db.cachedStatement(
            sql: "SELECT path FROM source WHERE path > ? AND path < ? AND state = 'rejected'")
        for folder in SavedPage.folders(of: file.path) {
            let range: StatementArguments = [
                (folder.bytes + [UInt8(ascii: "/")]).data, (folder.bytes + [UInt8(ascii: "/") + 1]).data,
            ]
            try readAgain(Data.fetchAll(refused, arguments: range).map { SourcePath(bytes: Array($0)) })
        }
    }

    mutating func readAgain(_ paths: [SourcePath]) throws {
        for path in paths {
            try db.run("UPDATE source SET changed = \(FileStatus.unknownChange) WHERE path = \(path.data)")
            batch.again.insert(path)
        }
    }
}
