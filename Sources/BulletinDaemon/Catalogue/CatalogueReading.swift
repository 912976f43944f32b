internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

extension Catalogue {
    /// All files that were taken, as they were then.
    func sources() throws -> [(path: SourcePath, status: FileStatus)] {
        try read { db in
            let rows = try Row.fetchCursor(
                db.cachedStatement(
                    sql: """
                        SELECT path, device, inode, size, modified, changed FROM media
                        UNION ALL SELECT path, device, inode, size, modified, changed FROM source
                        """))
            var sources: [(path: SourcePath, status: FileStatus)] = []
            while let row = try rows.next() {
                let status = FileStatus(
                    kind: .file, device: UInt64(bitPattern: row[1]), inode: UInt64(bitPattern: row[2]), size: row[3],
                    modified: row[4], changed: row[5])
                sources.append((SourcePath(bytes: Array(row[0] as Data)), status))
            }
            return sources
        }
    }

    /// What is known of the bytes under a path.
    /// - Returns: SHA-256 of those that were last accepted, `nil` when none were, or when they are refused now, wait for
    ///   their time or are to be read again; and of those that stopped a worker, see `attempts`.
    func digests(of path: SourcePath) throws -> KnownBytes { try digests(of: [path])[path] ?? (nil, nil) }

    typealias KnownBytes = (accepted: [UInt8]?, attempted: [UInt8]?)

    /// The same of those paths of whose bytes anything is known.
    func digests(of paths: [SourcePath]) throws -> [SourcePath: KnownBytes] {
        try readMany { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT CASE WHEN EXISTS (SELECT * FROM source WHERE path = ?1)
                        THEN (SELECT sha256 FROM source
                            WHERE path = ?1 AND state <> 'rejected' AND until IS NULL AND changed <> ?2)
                        ELSE (SELECT sha256 FROM media WHERE path = ?1) END,
                        (SELECT sha256 FROM attempt WHERE path = ?1)
                    """)
            var known: [SourcePath: KnownBytes] = [:]
            for path in paths {
                let row = try Row.fetchOne(statement, arguments: [path.data, FileStatus.unknownChange])
                let (accepted, attempted): (Data?, Data?) = (row?[0], row?[1])
                if accepted == nil, attempted == nil { continue }
                known[path] = (accepted.map { Array($0) }, attempted.map { Array($0) })
            }
            return known
        }
    }

    /// Whether a bulletin came from a file, and was not left to another.
    func holdsBulletin(from path: SourcePath) throws -> Bool {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT * FROM source WHERE path = ? AND bulletin IS NOT NULL AND state <> 'duplicate')
                    """)
            return try Bool.fetchOne(statement, arguments: [path.data]) ?? false
        }
    }

    /// Refused files with their reasons, in the order of paths.
    func rejections() throws -> [(path: SourcePath, reason: String)] {
        try read { db in
            try Row.fetchAll(
                db.cachedStatement(sql: "SELECT path, reason FROM source WHERE state = 'rejected' ORDER BY path")
            ).map {
                (SourcePath(bytes: Array($0[0] as Data)), $0[1] ?? "")
            }
        }
    }

    /// Refused files whose last good version stays published.
    func stillOut() throws -> Set<SourcePath> {
        try read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT path FROM source WHERE state = 'rejected' AND EXISTS (SELECT * FROM entry
                        WHERE entry.bulletin = source.bulletin AND released = 1 AND retracted IS NULL)
                    """)
            return Set(try Data.fetchAll(statement).map { SourcePath(bytes: Array($0)) })
        }
    }

    /// Accepted files that somebody should look at, in the order of paths.
    func notes() throws -> [(path: SourcePath, remarks: [Remark])] {
        try read { db in
            let sql = """
                SELECT path, remarks, feed_remarks FROM source
                WHERE state = 'accepted' AND (remarks <> '' OR feed_remarks <> '') ORDER BY path
                """
            return try Row.fetchAll(db, sql: sql).map {
                (SourcePath(bytes: Array($0[0] as Data)), Remark.list($0[1]) + Remark.list($0[2]))
            }
        }
    }

    /// What became of accepted files, in the order of paths.
    /// - Parameter paths: `nil` for all.
    func acceptances(of paths: [SourcePath]? = nil) throws -> [Acceptance] {
        try read { db in
            let columns = """
                SELECT source.path, source.remarks, source.feed_remarks, source.reading, bulletin.id, bulletin.slug,
                    bulletin.kind, bulletin.title FROM source JOIN bulletin ON bulletin.id = source.bulletin
                WHERE source.state = 'accepted'
                """
            let rows: [Row]
            if let paths {
                let statement = try db.cachedStatement(sql: columns + " AND source.path = ?")
                rows = try paths.sorted().compactMap { try Row.fetchOne(statement, arguments: [$0.data]) }
            } else {
                rows = try Row.fetchAll(db, sql: columns + " ORDER BY source.path")
            }
            let stories = try db.cachedStatement(
                sql: """
                    SELECT title, anchor, published, released FROM entry WHERE bulletin = ? AND retracted IS NULL
                    ORDER BY position
                    """)
            return try rows.map { row in
                let slug: String = row[5]
                let isSingle = row[6] as String == Bulletin.Kind.single.rawValue
                return Acceptance(
                    path: SourcePath(bytes: Array(row[0] as Data)), title: row[7],
                    stories: try Row.fetchAll(stories, arguments: [row[4] as Int64]).map { story in
                        Acceptance.Story(
                            title: story[0], path: Channel.path(ofBulletin: slug, anchor: isSingle ? "" : story[1]),
                            published: Timestamp(seconds: story[2]), isReleased: story[3])
                    },
                    remarks: Remark.list(row[1]) + Remark.list(row[2]), reading: Remark.list(row[3]))
            }
        }
    }

    /// Stores what was found in the feeds because of files, until their next versions.
    /// - Returns: the files of which that was not known, each with all remarks on it.
    func note(_ remarks: [SourcePath: [Remark]]) throws -> [(path: SourcePath, remarks: [Remark])] {
        try database.write { db in
            var noted: [(path: SourcePath, remarks: [Remark])] = []
            for (path, found) in remarks.sorted(by: { $0.key < $1.key }) {
                try db.run(
                    """
                    UPDATE source SET feed_remarks = \(found.rows)
                    WHERE path = \(path.data) AND state = 'accepted' AND feed_remarks <> \(found.rows)
                    """)
                guard db.changesCount > 0 else { continue }
                let own = try String.fetchOne(
                    db.cachedStatement(sql: "SELECT remarks FROM source WHERE path = ?"), arguments: [path.data])
                noted.append((path, Remark.list(own ?? "") + found))
            }
            return noted
        }
    }

    /// How many files have a bulletin, which of `paths` are among them, and which are files that bulletins may show:
    /// what the retraction guard looks at.
    func bearers(
        among paths: [SourcePath]
    ) throws -> (count: Int, among: Set<SourcePath>, media: Set<SourcePath>) {
        try read { db in
            let count =
                try Int.fetchOne(db.cachedStatement(sql: "SELECT COUNT(*) FROM source WHERE bulletin IS NOT NULL")) ?? 0
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM source WHERE path = ? AND bulletin IS NOT NULL)")
            let among = try paths.filter { try Bool.fetchOne(statement, arguments: [$0.data]) ?? false }
            let isMedia = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM media WHERE path = ?)")
            let media = try paths.filter { try Bool.fetchOne(isMedia, arguments: [$0.data]) ?? false }
            return (count, Set(among), Set(media))
        }
    }

    /// Marks everything to be published again when it would look different now, and refused files to be looked at
    /// again: other limits or another program may take them.
    /// - Parameter look: of settings, templates and program.
    func refresh(look: String) throws {
        try database.write { db in
            guard try String.fetchOne(db.cachedStatement(sql: "SELECT look FROM instance")) != look else { return }
            try db.markPages(of: "SELECT id FROM bulletin")
            try db.markAllButPages()
            try db.execute(sql: "UPDATE source SET changed = 0 WHERE state = 'rejected'")
            try db.execute(sql: "DELETE FROM attempt")
            try db.execute(sql: "UPDATE source SET feed_remarks = ''")
            try db.run("UPDATE instance SET look = \(look)")
        }
    }

    /// Whether anything is to be published.
    func hasWork() throws -> Bool {
        let pending = try pending(limit: 1)
        return try pending.site || !pending.bulletins.isEmpty || !dueDocuments().isEmpty || !dueSitemapParts().isEmpty
    }

    /// Bulletins whose pages are to be published, with the folders of the pages, and whether what the site has one of
    /// is.
    func pending(limit: Int) throws -> (bulletins: [(id: Int64, slug: String)], site: Bool) {
        try read { db in
            let bulletins = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT bulletin.id, bulletin.slug FROM pending JOIN bulletin ON bulletin.id = pending.bulletin
                        ORDER BY pending.bulletin LIMIT ?
                        """), arguments: [limit]
            ).map { (id: $0[0] as Int64, slug: $0[1] as String) }
            let site =
                try Bool.fetchOne(db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM pending WHERE bulletin = 0)"))
                ?? false
            return (bulletins, site)
        }
    }

    /// What a bulletin's page shows.
    /// - Returns: `nil` when no entry of the bulletin is to be seen.
    func page(_ bulletin: Int64, of channel: Channel) throws -> BulletinPage? {
        try pages([bulletin], of: channel)[0]
    }

    /// The same for several bulletins, in their order.
    func pages(_ bulletins: [Int64], of channel: Channel) throws -> [BulletinPage?] {
        try readMany { db in
            try EntryRows(db: db, channel: channel).pages(of: bulletins)
        }
    }

    /// Where an entry came from: a path in the inbox and the 1-based line of its headline; of the issue entry of a digest,
    /// 1.
    func origin(of entry: EntryID) throws -> (path: SourcePath, line: Int)? {
        try read { db in
            try Row.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT bulletin.path, entry.line FROM entry JOIN bulletin ON bulletin.id = entry.bulletin
                        WHERE entry.uri = ?1
                        UNION ALL
                        SELECT path, coalesce(min(entry.line), 1) FROM bulletin LEFT JOIN entry
                            ON bulletin.kind = 'single' AND entry.bulletin = bulletin.id AND entry.retracted IS NULL
                        WHERE issue_uri = ?1 GROUP BY bulletin.id
                        """), arguments: [entry.uri]
            ).map { (SourcePath(bytes: Array($0[0] as Data)), $0[1]) }
        }
    }
}
