internal import BulletinCore
internal import GRDB
internal import Interop

/// In which order the files of a batch are taken.
extension Taking {
    /// By their paths; files of the same content by those without extensions, so that `week.txt` goes before
    /// `week (1).txt` and `week - Copy.txt`, and before all that have its name in theirs, `Copy of week.txt`, `副本 week.txt`.
    ///
    /// Where adopted entries wait, which file claims them decides what the others are: of the same content, the one whose
    /// path gives an adopted key goes first; of one title, those with the very words that readers know.
    func ordered(_ files: [TakenFile]) throws -> [TakenFile] {
        let files = files.sorted { $0.path < $1.path }
        let ofContent = try Self.rearranged(files, by: \.content) { group in
            let stems = group.map { (stem: SourcePath(bytes: $0.path.withoutExtension), file: $0) }
            let order = stems.sorted { ($0.stem, $0.file.path) < ($1.stem, $1.file.path) }.map(\.file)
            let copies = order.map(Self.isCopy(among: order))
            let (originals, others) = (zip(order, copies).filter { !$1 }, zip(order, copies).filter { $1 })
            return try first((originals + others).map(\.0)) { file in
                try isAdopted(BulletinKey(path: file.path))
            }
        }
        guard holdings.unclaimed else { return ofContent }
        return try Self.rearranged(ofContent, by: \.bulletin?.plainTitle) { group in
            try first(group) { file in try file.bulletin.map(isAsAdopted) ?? false }
        }
    }

    /// Whether the name of a file holds that of another, and more.
    private static func isCopy(among files: [TakenFile]) -> (TakenFile) -> Bool {
        func name(_ file: TakenFile) -> [UInt8] { SourcePath(bytes: file.path.withoutExtension).name }
        let names = Set(files.map(name))
        return { file in
            let own = name(file)
            return names.contains { $0.count < own.count && own.contains($0) }
        }
    }

    /// Files that were there for a move and correct what readers know: another version, which is not read yet, may have the
    /// very words that they know, and goes first.
    func last(of files: [TakenFile], waiting mayWait: (SourcePath) -> Bool) throws -> Set<SourcePath> {
        guard holdings.unclaimed else { return [] }
        var last: Set<SourcePath> = []
        for file in files where mayWait(file.path) && isOfMove(file.status) {
            guard let bulletin = file.bulletin, !bulletin.isDraft, try source(file.path) == nil else { continue }
            if try hasAdoptedHeadline(bulletin) && !isAsAdopted(bulletin) { last.insert(file.path) }
        }
        return last
    }

    /// Puts the elements of each group in an order, in the places that they have together.
    private static func rearranged<Key: Hashable>(
        _ files: [TakenFile], by key: (TakenFile) -> Key?, _ order: ([TakenFile]) throws -> [TakenFile]
    ) rethrows -> [TakenFile] {
        var groups: [Key: [TakenFile]] = [:]
        for file in files {
            if let key = key(file) { groups[key, default: []].append(file) }
        }
        groups = groups.filter { $0.value.count > 1 }
        guard !groups.isEmpty else { return files }
        groups = try groups.mapValues { try order($0).reversed() }
        return files.map { file in key(file).flatMap { groups[$0]?.popLast() } ?? file }
    }

    /// Those of which something holds before the others, each group in its order.
    private func first(_ files: [TakenFile], where holds: (TakenFile) throws -> Bool) throws -> [TakenFile] {
        guard holdings.unclaimed else { return files }
        var (first, rest): ([TakenFile], [TakenFile]) = ([], [])
        for file in files {
            if try holds(file) { first.append(file) } else { rest.append(file) }
        }
        return first + rest
    }

    /// Whether a file is an earlier version than another of the same batch: by their names, or, where these do not tell
    /// and readers know the words of the other, by their age. The files that were there for a move may be several batches.
    func isEarlier(_ file: TakenFile, than other: KnownSource, of bulletin: Int64) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT modified, changed FROM source WHERE path = ?")
        guard let row = try Row.fetchOne(statement, arguments: [other.path.data]) else { return false }
        guard
            try incoming[other.path] != nil
                || areOfMove([file.status.changed, row[1]]) && isAdopted(bulletin, asItWas: false)
        else { return false }
        let (isNamed, isOtherNamed) = (VersionNames.isVersion(file.path), VersionNames.isVersion(other.path))
        if isNamed != isOtherNamed { return isOtherNamed }
        guard try asAdopted.contains(bulletin) || isAdopted(bulletin, asItWas: true) else { return false }
        return file.status.modified <= row[0]
    }

    /// Whether the stories of a bulletin that are out are all from adopted feeds, and, as it was, none of them has been
    /// corrected since.
    private func isAdopted(_ bulletin: Int64, asItWas: Bool) throws -> Bool {
        guard holdings.adopted else { return false }
        let statement = try db.cachedStatement(
            sql: """
                SELECT COUNT(*), COUNT(adopted.id), MAX(entry.updated > COALESCE(adopted.updated, adopted.published))
                FROM entry LEFT JOIN adopted ON adopted.entry = entry.id
                WHERE entry.bulletin = ? AND entry.retracted IS NULL
                """)
        guard let row = try Row.fetchOne(statement, arguments: [bulletin]) else { return false }
        let (count, known, isCorrected): (Int, Int, Bool?) = (row[0], row[1], row[2])
        return count > 0 && count == known && (!asItWas || isCorrected == false)
    }

    /// Whether files were in the inbox when the first one was taken.
    private func areOfMove(_ changes: [Int64]) throws -> Bool {
        guard holdings.adopted, let beginning = try Self.beginning(db) else { return false }
        return changes.allSatisfy { $0 / 1_000_000_000 <= beginning.seconds }
    }
}

extension TakenFile {
    /// `nil` of a file that was refused unread.
    fileprivate var content: [UInt8]? { digest.isEmpty ? nil : digest }

    fileprivate var bulletin: Bulletin? {
        if case .bulletin(let bulletin) = outcome { bulletin } else { nil }
    }
}

extension Bulletin {
    /// As titles are compared.
    fileprivate var plainTitle: String { VersionTitle.plain(title) }
}
