internal import BulletinCore
internal import Foundation
internal import GRDB

/// Which bulletin a file is.
extension Taking {
    enum Identity {
        case new(BulletinKey)
        case known(Int64)
        /// Another file of the bulletin is there, with the same bytes or with later ones.
        case duplicate(Resemblance, SourcePath, of: Int64)
        /// - Parameter rival: the bulletin that has the id.
        case refused(String, rival: Int64)
    }

    /// What a file is to another that stands for both, for people: the path of that follows.
    enum Resemblance: String {
        case sameContent = "the same content as"
        case sameWords = "the same words as"
        case earlier = "an earlier version of"

        func reason(_ path: SourcePath) -> String { "\(rawValue) \(path)" }
    }

    /// In this order: front-matter `id`; what readers know it as since a backup; the file's own bulletin; the same
    /// bytes under another name; a bulletin without a file whose bytes these were; the same words, or another version
    /// of an issue, whether or not it has a file; a bulletin without a file that bore this name and has nearly these
    /// texts, or with the same title and issue number, or with the same title and nearly the same texts; else a new
    /// one. What has moved with its bytes is known already, see `moveBulletins`.
    /// - Parameter former: the bulletin that the file brought, or was a copy of, until now.
    mutating func identify(
        _ bulletin: Bulletin, in file: TakenFile, known: KnownSource?, former: Int64?
    ) throws -> Identity {
        if let id = bulletin.id { return try identify(bulletin, stating: id, in: file, known: known) }
        if let key = successors[file.path] { return .new(key) }
        let isStranger = strangers.contains(file.path)
        let twin = isStranger ? nil : try sources(digest: file.digest).first { $0.path != file.path && !isLeft($0) }
        if twin == nil, known?.own == nil, let (path, id) = try comingOriginal(of: bulletin, in: file) {
            return .duplicate(.sameContent, path, of: id)
        }
        // What has become a copy of another is no correction of what it was.
        if let own = known?.own, try twin == nil || isVersion(bulletin, of: own) { return .known(own) }
        if let twin, let id = twin.bulletin { return .duplicate(.sameContent, twin.path, of: id) }
        // The next issue, begun with its number: nothing of it is there but that.
        if let former, known?.own == nil, let holder = try presentSource(of: former, besides: file.path),
            try !isLeft(holder) && hasWords(of: former, bulletin, isCopy: false)
        {
            return .duplicate(.sameWords, holder.path, of: former)
        }
        if !isStranger, let former = try self.bulletin(revision: file.digest) {
            guard let holder = try presentSource(of: former, besides: file.path) else { return try inherit(former) }
            // What its editor has taken out of the other since, down to the last story, does not come back by it.
            let isHeld = known?.state == "duplicate" && known?.bulletin == former && known?.digest == file.digest
            let days = daysApart(file.path, holder.path)
            if try isHeld || isVersion(bulletin, of: former, apart: days) || isOfNumber(bulletin, of: former)
                || isCalledVersion(bulletin, in: file.path, of: former, in: holder.path)
            {
                return .duplicate(.earlier, holder.path, of: former)
            }
        }
        if known == nil, let key = try keyAlone(of: bulletin, in: file.path) {
            alone = file.path
            return try movedBulletin(bulletin, besides: file.path).map { try inherit($0) } ?? .new(key)
        }
        if let other = try otherVersion(bulletin, in: file, known: known) { return other }
        for former in try namesakes(of: file.path) where try takesUp(former, bulletin, from: file.path) {
            return try inherit(former)
        }
        if let issue = bulletin.issue {
            let statement = try db.cachedStatement(
                sql: """
                    SELECT id, title FROM bulletin WHERE plain = ? AND issue = ? ORDER BY id DESC
                    LIMIT \(Self.namesakeLimit)
                    """)
            for row in try Row.fetchAll(statement, arguments: [VersionTitle.plain(bulletin.title), issue]) {
                let (id, title): (Int64, String) = (row[0], row[1])
                // A notice of a correction is no version, though it may be called like one.
                if try isForsaken(id, besides: file.path) && !isOfAnotherTime(bulletin, id)
                    && (title == bulletin.title || resembles(bulletin, id))
                {
                    return try inherit(id)
                }
            }
        }
        if let moved = try movedBulletin(bulletin, besides: file.path) { return try inherit(moved) }
        return .new(try freeKey(file.path))
    }

    private mutating func identify(
        _ bulletin: Bulletin, stating stated: String, in file: TakenFile, known: KnownSource?
    ) throws -> Identity {
        let id = BulletinKey(stated)
        guard let owner = try owner(ofID: id) else {
            // An id that is put into a published file names what is there; another one does if the stories are the same.
            if let own = known?.own, try !statesID(own) || hasStories(of: own, bulletin) {
                try state(id, of: own)
                return .known(own)
            }
            if known?.own == nil, let former = try formerBulletin(bulletin, under: file.path) {
                try state(id, of: former)
                return try inherit(former)
            }
            return .new(try freeKey(id))
        }
        if known?.own != owner, let holder = try presentSource(of: owner, besides: file.path) {
            if holder.digest == file.digest { return .duplicate(.sameContent, holder.path, of: owner) }
            return .refused(
                "\(file.path): the id '\(stated)' belongs to \(holder.path); give one of the files another id",
                rival: owner)
        }
        try state(id, of: owner)
        return known?.own == owner ? .known(owner) : try inherit(owner)
    }

    // MARK: Ids

    func owner(ofID id: BulletinKey) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT id FROM bulletin WHERE stated = ?1
                UNION ALL SELECT id FROM bulletin WHERE key = ?1 AND stated IS NULL
                """)
        return try Int64.fetchOne(statement, arguments: [id.text])
    }

    func statesID(_ bulletin: Int64) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT stated IS NOT NULL FROM bulletin WHERE id = ?")
        return try Bool.fetchOne(statement, arguments: [bulletin]) ?? false
    }

    private mutating func state(_ id: BulletinKey, of bulletin: Int64) throws {
        try db.run("UPDATE bulletin SET stated = \(id.text) WHERE id = \(bulletin) AND stated IS NOT \(id.text)")
        if db.changesCount > 0 { stirred.insert(bulletin) }
    }

    // MARK: Other versions

    /// Has a file whose words are those of a bulletin already, in other bytes, for a copy, and another version of it for a
    /// revision: of the same issue, or under a name or title that says so. What has no file any more is taken up again.
    private mutating func otherVersion(
        _ bulletin: Bulletin, in file: TakenFile, known: KnownSource?
    ) throws -> Identity? {
        for id in try relatives(of: bulletin, in: file.path) {
            guard let head = try head(of: id), try !isOfAnotherTime(bulletin, id) else { continue }
            let holder = try presentSource(of: id, besides: file.path)
            if let holder, isLeft(holder) { continue }
            let path = try holder?.path ?? lastPath(of: id)
            // Another format may be read without its number, or under another title.
            let isBeside = file.path.isBeside(path)
            guard head.issue == bulletin.issue || isBeside && (head.issue == nil || bulletin.issue == nil) else {
                continue
            }
            if try hasWords(of: id, bulletin, isCopy: isBeside || VersionNames.areCopies(file.path, path)) {
                return try holder.map { .duplicate(.sameWords, $0.path, of: id) } ?? inherit(id)
            }
            // Editions of one issue lie in folders of their own.
            let isNear = path.folders == file.path.folders
            let isIssue = bulletin.issue != nil && isNear
            let isTitled = isNear && VersionTitle.areVersions(bulletin.title, head.title)
            let isNamed = isTitled || VersionNames.areVersions(file.path, path)
            // Of a few words in another format even likeness says nothing.
            let isTelling = isIssue || isNamed || isBeside && Self.isTelling(bulletin)
            guard isTelling || isBeside, try !statesID(id) else { continue }
            let isHeld = known?.state == "duplicate" && known?.bulletin == id && known?.digest == file.digest
            // Begun from a copy of the last issue, whose number it bears still.
            if !isNamed, let holder, let number = bulletin.issue,
                VersionNames.areIssues(file.path, holder.path, stating: number)
            {
                guard try resembles(bulletin, id) else { continue }
                return .refused(
                    """
                    \(file.path): its name says another number than that of \(holder.path), and it states the same, \
                    '\(number)', and most of the same text; correct the number, or the name
                    """, rival: id)
            }
            let days = isTitled ? Self.interval : daysApart(file.path, path)
            let isOne =
                try isTelling && isVersion(bulletin, of: id, apart: days)
                ? isIssue || isHeld || !isOfNewOccasion(bulletin, than: id)
                : isCalledVersion(bulletin, in: file.path, of: id, in: path)
                    && (isHeld || isTimely(bulletin, in: file, of: id, in: holder))
            guard isOne else { continue }
            if isHeld, let holder { return .duplicate(.earlier, holder.path, of: id) }
            if isTitled, let holder, incoming[holder.path] != nil, !VersionTitle.isVersion(bulletin.title) {
                return .duplicate(.earlier, holder.path, of: id)
            }
            guard let holder else { return try inherit(id) }
            if try isEarlier(file, than: holder, of: id) {
                return .duplicate(.earlier, holder.path, of: id)
            }
            try giveWay(holder, to: file.path)
            return .known(id)
        }
        return nil
    }

    /// A bulletin of which this is the next version, which its own file brings in the same batch.
    private func comingOriginal(of bulletin: Bulletin, in file: TakenFile) throws -> (SourcePath, Int64)? {
        for path in comingAlike[file.digest] ?? [] where path != file.path {
            if let id = try source(path)?.own, try isVersion(bulletin, of: id) { return (path, id) }
        }
        return nil
    }

    /// The key of a new bulletin of which one question tells that none is called like it and that no file lies beside its
    /// own: mostly there is neither, and to ask for each of them takes long. `nil` where there may be any.
    private func keyAlone(of bulletin: Bulletin, in path: SourcePath) throws -> BulletinKey? {
        guard VersionNames.original(of: path) == nil else { return nil }
        let key = BulletinKey(path: path)
        let statement = try db.cachedStatement(
            sql: """
                SELECT EXISTS (SELECT * FROM bulletin WHERE plain = ?1)
                    OR EXISTS (SELECT * FROM bulletin WHERE key = ?2 COLLATE NOCASE)
                    OR EXISTS (SELECT * FROM bulletin WHERE stated = ?2)
                    OR EXISTS (SELECT * FROM bulletin WHERE key = ?3)
                    OR EXISTS (SELECT * FROM bulletin WHERE stated = ?3)
                    OR EXISTS (SELECT * FROM bulletin WHERE path = ?4)
                    OR EXISTS (SELECT * FROM bulletin WHERE path > ?5 AND path < ?6)
                    OR EXISTS (SELECT * FROM source WHERE path > ?5 AND path < ?6)
                """)
        let names: StatementArguments = [
            VersionTitle.plain(bulletin.title), key.text, BulletinKey(path.description).text, path.data,
        ]
        return try Bool.fetchOne(statement, arguments: names + path.bounds) == false ? key : nil
    }

    // MARK: Keys

    /// The key of a new bulletin: its path without extension, or whole, or with a number.
    private func freeKey(_ path: SourcePath) throws -> BulletinKey {
        let key = BulletinKey(path: path)
        return try bulletin(key: key) == nil ? key : freeKey(BulletinKey(path.description))
    }

    private func freeKey(_ first: BulletinKey) throws -> BulletinKey {
        var key = first
        var number = 2
        while try bulletin(key: key) != nil {
            key = BulletinKey("\(first.text)~\(number)")
            number += 1
        }
        return key
    }

    func bulletin(key: BulletinKey) throws -> Int64? {
        let statement = try db.cachedStatement(
            sql: "SELECT id FROM bulletin WHERE key = ?1 UNION ALL SELECT id FROM bulletin WHERE stated = ?1")
        return try Int64.fetchOne(statement, arguments: [key.text])
    }
}
