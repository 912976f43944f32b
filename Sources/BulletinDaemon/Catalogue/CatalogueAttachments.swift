internal import BulletinCore
internal import Foundation
internal import GRDB

extension Catalogue {
    /// The bytes of an attached file; `nil` when they are not kept any more.
    func blob(_ digest: [UInt8]) throws -> [UInt8]? {
        try read { db in
            try Data.fetchOne(
                db.cachedStatement(sql: "SELECT bytes FROM blob WHERE sha256 = ?"), arguments: [digest.data])
        }.map { Array($0) }
    }

    /// SHA-256 of the files of a bulletin by their paths in the site.
    func attachedDigests(of bulletin: Int64) throws -> [String: [UInt8]] {
        try read { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT slug, name, sha256 FROM attachment JOIN bulletin ON bulletin.id = attachment.bulletin
                        WHERE attachment.bulletin = ?
                        """), arguments: [bulletin])
            return Dictionary(
                rows.map { (AttachedFile.path(slug: $0[0], name: $0[1]), Array($0[2] as Data)) },
                uniquingKeysWith: { one, _ in one })
        }
    }

    /// Files of the site that are published for each of the bulletins, in their order.
    func publishedFiles(ofBulletins slugs: [String]) throws -> [[PublishedFile]] {
        try readMany { db in
            let any = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM file WHERE path > 'files/' AND path < 'files0')")
            guard try Bool.fetchOne(any) ?? true else { return slugs.map { _ in [] } }
            let statement = try db.cachedStatement(
                sql: "SELECT path, sha256, size, modified FROM file WHERE path > ? AND path < ?")
            return try slugs.map { slug in
                // `0` is the byte behind `/`.
                try Row.fetchAll(statement, arguments: ["files/\(slug)/", "files/\(slug)0"]).map(Self.file)
            }
        }
    }

    /// Files that nothing on the site leads to once the feeds are published.
    func retiredFiles() throws -> [String] {
        try read { db in
            try String.fetchAll(db.cachedStatement(sql: "SELECT path FROM retired ORDER BY path"))
        }
    }

    func removed(_ paths: [String]) throws {
        try database.write { db in
            for path in paths {
                try db.run("DELETE FROM file WHERE path = \(path)")
                try db.run("DELETE FROM retired WHERE path = \(path)")
            }
        }
    }

    /// Pictures and other files that accepted bulletins refer to and that are not there, though the bulletins came before
    /// `moment`: as the text calls them, by the paths of the bulletins.
    /// - Parameter paths: `nil` for all.
    func lackingFiles(of paths: [SourcePath]? = nil, before moment: Timestamp) throws -> [SourcePath: [String]] {
        let condition = """
            want.reference <> x'' AND NOT EXISTS (
                SELECT * FROM attachment
                WHERE attachment.bulletin = want.bulletin AND attachment.reference = want.reference)
                AND (SELECT MAX(accepted) FROM revision WHERE revision.bulletin = want.bulletin) < ?
            """
        return try read { db in
            let rows =
                if let paths {
                    try paths.flatMap { path in
                        try Row.fetchAll(
                            db.cachedStatement(
                                sql: """
                                    SELECT source.path, want.reference FROM source
                                    JOIN want ON want.bulletin = source.bulletin
                                    WHERE source.path = ? AND source.state = 'accepted' AND \(condition)
                                    """), arguments: [path.data, moment.seconds])
                    }
                } else {
                    try Row.fetchAll(
                        db,
                        sql: """
                            SELECT source.path, want.reference FROM want
                            JOIN source ON source.bulletin = want.bulletin AND source.state = 'accepted'
                            WHERE \(condition)
                            """, arguments: [moment.seconds])
                }
            var lacking: [SourcePath: [String]] = [:]
            for row in rows {
                let file = SourcePath(bytes: Array(row[1] as Data))
                guard MediaFormat.isUsual(file.fileExtension) else { continue }
                lacking[SourcePath(bytes: Array(row[0] as Data)), default: []].append(file.description)
            }
            return lacking.mapValues { $0.sorted() }
        }
    }

    /// Media files of the inbox that no bulletin shows, though they came before `moment`; in the order of paths. A saved page
    /// has many beside it that are not shown.
    /// - Parameter paths: `nil` for all.
    func unclaimedMedia(of paths: Set<SourcePath>? = nil, before moment: Timestamp) throws -> [SourcePath] {
        let condition = """
            taken < ? AND NOT EXISTS (SELECT * FROM attachment WHERE attachment.sha256 = media.sha256)
            """
        return try read { db in
            let found: [SourcePath]
            if let paths {
                let statement = try db.cachedStatement(
                    sql: "SELECT EXISTS (SELECT * FROM media WHERE \(condition) AND path = ?)")
                found = try paths.sorted().filter {
                    try Bool.fetchOne(statement, arguments: [moment.seconds, $0.data]) ?? false
                }
            } else {
                found = try Data.fetchAll(
                    db.cachedStatement(sql: "SELECT path FROM media WHERE \(condition) ORDER BY path"),
                    arguments: [moment.seconds]
                ).map { SourcePath(bytes: Array($0)) }
            }
            let source = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM source WHERE path = ?)")
            return try found.filter { path in
                try SavedPage.place(of: path) { try Bool.fetchOne(source, arguments: [$0.data]) ?? false } != .ofPage
            }
        }
    }
}

extension AttachedFile {
    static func path(slug: String, name: String) -> String { "files/\(slug)/\(name)" }

    /// The files of a bulletin, those that nothing refers to last.
    static func all(of bulletin: Int64, slug: String, in db: Database) throws -> [(file: AttachedFile, isLoose: Bool)] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT reference, name, size, extension, title, loose, width, height, milliseconds FROM attachment
                WHERE bulletin = ? ORDER BY loose, position
                """)
        return try Row.fetchAll(statement, arguments: [bulletin]).compactMap { row in
            guard let format = MediaFormat.published(as: row[3]) else { return nil }
            let file = AttachedFile(
                reference: Array(row[0] as Data), path: path(slug: slug, name: row[1]), length: row[2],
                format: format, title: row[4],
                facts: MediaFacts(width: row[6], height: row[7], milliseconds: row[8]))
            return (file, row[5])
        }
    }
}
