internal import BulletinCore
internal import Foundation
internal import GRDB

/// A file of the site as it was last published.
struct PublishedFile: Hashable, Sendable {
    /// In the site, `/`-separated.
    var path: String
    /// SHA-256 of its bytes.
    var digest: [UInt8]
    var size: Int
    /// Later than that of the version before, even when both were published in one second: caches that ask by time
    /// alone must see the change.
    var modified: Timestamp
}

extension Catalogue {
    /// What was published last under a path; for the server, too.
    func file(_ path: String) throws -> PublishedFile? { try database.read { try $0.publishedFile(path) } }

    /// What was published last under paths, by path.
    func files(at paths: [String]) throws -> [String: PublishedFile] {
        try read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT path, sha256, size, modified FROM file WHERE path IN (SELECT value FROM json_each(?))
                        """), arguments: [paths.json])
            var known: [String: PublishedFile] = [:]
            while let row = try rows.next() {
                let file = Self.file(row)
                known[file.path] = file
            }
            return known
        }
    }

    func files() throws -> [PublishedFile] {
        try read { db in
            try Row.fetchAll(db.cachedStatement(sql: "SELECT path, sha256, size, modified FROM file ORDER BY path"))
                .map(Self.file)
        }
    }

    static func file(_ row: Row) -> PublishedFile {
        PublishedFile(
            path: row[0], digest: Array(row[1] as Data), size: row[2], modified: Timestamp(seconds: row[3]))
    }

    /// Notes that files are published and pages no longer pending, in one transaction. That feeds lead to the pages is
    /// noted with the feeds.
    ///
    /// - Parameters:
    ///   - kept: files that pages show, whatever was to become of them before.
    ///   - retired: files that the feeds may still lead to, to be removed after them.
    func published(
        _ files: [PublishedFile], removed: [String], kept: [String] = [], retired: [String] = [],
        bulletins: [Int64], site: Bool = false
    ) throws {
        guard !files.isEmpty || !removed.isEmpty || !retired.isEmpty || !bulletins.isEmpty || site else { return }
        try database.write { db in
            try db.store(files)
            for path in kept { try db.run("DELETE FROM retired WHERE path = \(path)") }
            for path in retired { try db.run("INSERT OR IGNORE INTO retired (path) VALUES (\(path))") }
            for path in removed { try db.run("DELETE FROM file WHERE path = \(path)") }
            try db.run(
                """
                DELETE FROM pending
                WHERE bulletin IN (SELECT value FROM json_each(\((bulletins + (site ? [0] : [])).json)))
                """)
            try db.run("INSERT OR IGNORE INTO unseen (bulletin) SELECT value FROM json_each(\(bulletins.json))")
        }
    }

    /// Where notes about files of the inbox were put last.
    func notePlace() throws -> ReceiptPlace {
        try read { db in
            let place = try String.fetchOne(db.cachedStatement(sql: "SELECT notes FROM instance"))
            return place.map(ReceiptPlace.init(described:)) ?? .beside
        }
    }

    func put(notesInto place: ReceiptPlace) throws {
        try database.write { try $0.run("UPDATE instance SET notes = \(place.description)") }
    }

    /// Some of the files, in the order of their paths.
    /// - Parameters:
    ///   - last: they come behind it.
    ///   - end: and before it; `nil` for no end.
    func files(after last: String, before end: String?, limit: Int) throws -> [PublishedFile] {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT path, sha256, size, modified FROM file WHERE path > ? AND path < ? ORDER BY path LIMIT ?
                    """)
            // No path of ours has a byte as high as this.
            return try Row.fetchAll(statement, arguments: [last, end ?? "\u{7F}", limit]).map(Self.file)
        }
    }

    /// Files whose places something else has.
    func obstructedFiles() throws -> [String] {
        try read { db in
            try String.fetchAll(db.cachedStatement(sql: "SELECT path FROM file WHERE size < 0 ORDER BY path"))
        }
    }

    /// Forgets files that are not in the site as they should be, and marks what they show to be published again.
    func lost(_ paths: [String]) throws {
        guard !paths.isEmpty else { return }
        try database.write { db in
            let forget = try db.cachedStatement(sql: "DELETE FROM file WHERE path = ?")
            for path in paths {
                try forget.execute(arguments: [path])
                try db.markFile(path)
            }
        }
    }
}

extension Database {
    fileprivate func publishedFile(_ path: String) throws -> PublishedFile? {
        let statement = try cachedStatement(sql: "SELECT path, sha256, size, modified FROM file WHERE path = ?")
        return try Row.fetchOne(statement, arguments: [path]).map(Catalogue.file)
    }

    func store(_ files: [PublishedFile]) throws {
        let store = try cachedStatement(
            sql: "INSERT OR REPLACE INTO file (path, sha256, size, modified) VALUES (?, ?, ?, ?)")
        for file in files {
            try store.execute(arguments: [file.path, file.digest.data, file.size, file.modified.seconds])
        }
    }
}
