internal import BulletinCore
internal import GRDB
internal import Interop

/// What an inspection of the site asks.
extension Catalogue {
    /// Bulletins in the order of their numbers.
    func bulletins(after last: Int64, limit: Int) throws -> [Int64] {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT id FROM bulletin WHERE id > ? ORDER BY id LIMIT ?")
            return try Int64.fetchAll(statement, arguments: [last, limit])
        }
    }

    /// Whether a bulletin has a page.
    func isVisible(bulletin: Int64) throws -> Bool {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND released = 1 AND retracted IS NULL)
                    """)
            return try Bool.fetchOne(statement, arguments: [bulletin]) ?? false
        }
    }

    /// All documents of all feeds.
    func documents() throws -> [DocumentKey] {
        try database.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT id, 0 AS number FROM feed UNION ALL SELECT feed, number FROM archive ORDER BY 1, 2
                    """
            ).map { DocumentKey(feed: $0[0], archive: $0[1]) }
        }
    }

    func hasDocument(_ identity: FeedIdentity, archive: Int) throws -> Bool {
        try database.read { db in
            guard let feed = try db.feed(identity) else { return false }
            return try archive == 0
                || Bool.fetchOne(
                    db, sql: "SELECT EXISTS (SELECT * FROM archive WHERE feed = ? AND number = ?)",
                    arguments: [feed, archive]) ?? false
        }
    }

    func bulletin(slug: String) throws -> Int64? {
        try database.read { db in
            // Addresses are told apart by case, though two bulletins never differ in it alone.
            try Int64.fetchOne(
                db, sql: "SELECT id FROM bulletin WHERE slug = ?1 AND slug = ?1 COLLATE BINARY", arguments: [slug])
        }
    }

    /// - Parameter bulletin: 0 for what the site has one of.
    func isPending(bulletin: Int64) throws -> Bool {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM pending WHERE bulletin = ?)")
            return try Bool.fetchOne(statement, arguments: [bulletin]) ?? false
        }
    }

    func isDue(_ key: DocumentKey) throws -> Bool {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM due WHERE feed = ? AND archive = ?)")
            return try Bool.fetchOne(statement, arguments: [key.feed, key.archive]) ?? false
        }
    }

    /// Whether a file that is there may be going to be removed: with its bulletin, or behind the feeds.
    func isPending(file path: String) throws -> Bool {
        let parts = path.split(separator: "/")
        if parts.count == 3, let id = try bulletin(slug: String(parts[1])), try isPending(bulletin: id) { return true }
        return try database.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT * FROM retired WHERE path = ?)", arguments: [path]) ?? false
        }
    }

    /// Whether it has bulletins, and nothing is known to be on the site of them.
    func isUnpublished() throws -> Bool {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM bulletin) AND NOT EXISTS (SELECT * FROM file)")
            return try Bool.fetchOne(statement) ?? false
        }
    }

    /// Whether only the inbox can say what is to be on the site: it may be newer than what was restored, and nothing is there
    /// yet of what was adopted.
    func awaitsInbox() throws -> Bool { try isUnpublished() || awaitsFirstFile() }

    /// Whether it is as it was made: nothing was ever published, taken, restored or adopted.
    func isBlank() throws -> Bool {
        try database.read { db in
            let condition = """
                look = '' AND NOT EXISTS (SELECT * FROM bulletin) AND NOT EXISTS (SELECT * FROM adopted)
                AND NOT EXISTS (SELECT * FROM file)
                """
            return try Bool.fetchOne(db, sql: "SELECT \(condition) FROM instance") ?? false
        }
    }

    /// Whether the site was last rendered with this look.
    func hasLook(_ look: String) throws -> Bool {
        try database.read { db in try String.fetchOne(db, sql: "SELECT look FROM instance") == look }
    }

    /// What a start would refuse in the catalogue of a state folder that can be read.
    func fault(state: String) throws -> CatalogueError? {
        let path = "\(state)/\(Self.fileName)"
        let folder = try Self.folder(state)
        let size = try folder.status(of: Array(Self.fileName.utf8))?.size ?? 0
        if size <= Self.checkedSize, let damage = try damage() { return .damaged(path: path, reason: damage) }
        let marker = try Self.marker(in: folder)
        let isOwn = try database.read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT uuid = ?1 OR ?1 IS NULL AND NOT EXISTS (SELECT * FROM bulletin) FROM instance",
                arguments: [marker])
        }
        return isOwn == true ? nil : .foreign(path: path, marker: "\(state)/\(Self.markerName)")
    }

    /// - Returns: what SQLite finds wrong with the file, one line; `nil` when it is sound.
    func damage() throws -> String? { try database.read { try $0.damage() } }
}

extension Database {
    /// - Returns: the first thing that is wrong with the structure of the file; `nil` when it is sound.
    func damage() throws -> String? {
        let finding = try String.fetchOne(self, sql: "PRAGMA quick_check(1)")
        return finding == "ok" ? nil : finding?.replacing("\n", with: " ") ?? "no answer"
    }
}
