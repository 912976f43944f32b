internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

extension Catalogue {
    /// All files that were taken, as they were then.
    func sources() throws -> [(path: SourcePath, status: FileStatus)] {
        try database.read { db in
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT path, device, inode, size, modified, changed FROM media
                    UNION ALL SELECT path, device, inode, size, modified, changed FROM source
                    """)
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

    /// SHA-256 of the bytes that were last accepted under a path; `nil` when none were, or when they are refused now.
    func acceptedDigest(of path: SourcePath) throws -> [UInt8]? {
        try database.read { db in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT sha256 FROM source WHERE path = ?1 AND state <> 'rejected'
                    UNION ALL SELECT sha256 FROM media
                    WHERE path = ?1 AND NOT EXISTS (SELECT * FROM source WHERE path = ?1)
                    """)
            return try Data.fetchOne(statement, arguments: [path.data]).map { Array($0) }
        }
    }

    /// Refused files with their reasons, in the order of paths.
    func rejections() throws -> [(path: SourcePath, reason: String)] {
        try database.read { db in
            try Row.fetchAll(db, sql: "SELECT path, reason FROM source WHERE state = 'rejected' ORDER BY path").map {
                (SourcePath(bytes: Array($0[0] as Data)), $0[1] ?? "")
            }
        }
    }

    /// Accepted files that somebody should look at, in the order of paths.
    func notes() throws -> [(path: SourcePath, remarks: [Remark])] {
        try database.read { db in
            let sql = "SELECT path, remarks FROM source WHERE state = 'accepted' AND remarks <> '' ORDER BY path"
            return try Row.fetchAll(db, sql: sql).map {
                (SourcePath(bytes: Array($0[0] as Data)), Remark.list($0[1]))
            }
        }
    }

    /// How many files have a bulletin, which of `paths` are among them, and which are files that bulletins may show:
    /// what the retraction guard looks at.
    func bearers(
        among paths: [SourcePath]
    ) throws -> (count: Int, among: Set<SourcePath>, media: Set<SourcePath>) {
        try database.read { db in
            let count = try Int.fetchOne(db, sql: "SELECT COUNT(*) FROM source WHERE bulletin IS NOT NULL") ?? 0
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM source WHERE path = ? AND bulletin IS NOT NULL)")
            let among = try paths.filter { try Bool.fetchOne(statement, arguments: [$0.data]) ?? false }
            let isMedia = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM media WHERE path = ?)")
            let media = try paths.filter { try Bool.fetchOne(isMedia, arguments: [$0.data]) ?? false }
            return (count, Set(among), Set(media))
        }
    }

    /// Lets out what was held back until now.
    /// - Returns: how many entries came out.
    func release(at now: Timestamp) throws -> Int {
        try database.write { db in
            let due: SQL = "released = 0 AND retracted IS NULL AND published <= \(now.seconds)"
            try db.markPages(of: "SELECT DISTINCT bulletin FROM entry WHERE \(literal: due)")
            try db.execute(literal: "UPDATE entry SET released = 1 WHERE \(literal: due)")
            let count = db.changesCount
            if count > 0 {
                try db.markFeeds()
                try db.markChange(at: now)
            }
            return count
        }
    }

    /// When the next entry that is held back comes out; `nil` when none is.
    func nextRelease() throws -> Timestamp? {
        try database.read { db in
            try Int64.fetchOne(
                db,
                sql: "SELECT published FROM entry WHERE released = 0 AND retracted IS NULL ORDER BY published LIMIT 1")
        }.map(Timestamp.init(seconds:))
    }

    /// Marks everything to be published again when it would look different now, and refused files to be looked at
    /// again: other limits or another program may take them.
    /// - Parameter look: of settings, templates and program.
    func refresh(look: String) throws {
        try database.write { db in
            guard try String.fetchOne(db, sql: "SELECT look FROM instance") != look else { return }
            try db.markPages(of: "SELECT id FROM bulletin")
            try db.markFeeds()
            try db.execute(sql: "UPDATE source SET changed = 0 WHERE state = 'rejected'")
            try db.execute(sql: "DELETE FROM attempt")
            try db.execute(literal: "UPDATE instance SET look = \(look)")
        }
    }

    /// Bulletins whose pages are to be published, with the folders of the pages, and whether the feeds and the index
    /// are.
    func pending(limit: Int) throws -> (bulletins: [(id: Int64, slug: String)], feeds: Bool) {
        try database.read { db in
            let bulletins = try Row.fetchAll(
                db,
                sql: """
                    SELECT bulletin.id, bulletin.slug FROM pending JOIN bulletin ON bulletin.id = pending.bulletin
                    ORDER BY pending.bulletin LIMIT ?
                    """, arguments: [limit]
            ).map { (id: $0[0] as Int64, slug: $0[1] as String) }
            let feeds = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT * FROM pending WHERE bulletin = 0)") ?? false
            return (bulletins, feeds)
        }
    }

    /// What a bulletin's page shows.
    /// - Returns: `nil` when no entry of the bulletin is to be seen.
    func page(_ bulletin: Int64, of channel: Channel) throws -> BulletinPage? {
        try database.read { db in
            let statement = try db.cachedStatement(sql: "SELECT * FROM bulletin WHERE id = ?")
            let entries = try EntryRows(db: db, channel: channel).fetch(
                where: "entry.bulletin = ? AND entry.released = 1 AND entry.retracted IS NULL ORDER BY entry.position",
                arguments: [bulletin])
            guard let first = entries.first, let row = try Row.fetchOne(statement, arguments: [bulletin]) else {
                return nil
            }
            let intro: String = row["intro"]
            let introKeys = Set(LocalAddress.references(in: intro).map(\.text).compactMap(LocalAddress.key))
            let introFiles = introKeys.isEmpty ? [] : try AttachedFile.all(of: bulletin, slug: row["slug"], in: db)
            return BulletinPage(
                slug: row["slug"], title: row["title"], kind: Bulletin.Kind(rawValue: row["kind"]) ?? .single,
                issue: row["issue"], language: row["language"], authors: (row["authors"] as String).linesList,
                published: first.published, updated: entries.map(\.updated).max() ?? first.updated,
                intro: intro, entries: entries,
                introFiles: introFiles.map(\.file).filter { introKeys.contains($0.reference) })
        }
    }

    /// The newest entries within both limits, at least one if there is any.
    ///
    /// - Parameter bytes: of the feed, about: content counts as it stands, and each entry a little for its frame.
    func feed(_ channel: Channel, entries: Int, bytes: Int) throws -> Feed {
        try database.read { db in
            let newest = try EntryRows(db: db, channel: channel).fetch(
                where: """
                    entry.released = 1 AND entry.retracted IS NULL
                    ORDER BY entry.published DESC, entry.bulletin DESC, entry.position LIMIT ?
                    """, arguments: [entries])
            var size = 0
            let fitting = newest.prefix { entry in
                size += entry.html.utf8.count + entry.links.reduce(0) { $0 + $1.title.utf8.count + 100 } + 1500
                return size <= bytes
            }
            let changed = try Int64.fetchOne(db, sql: "SELECT changed FROM instance") ?? 0
            return Feed(
                channel: channel, entries: fitting.isEmpty ? Array(newest.prefix(1)) : Array(fitting),
                updated: Timestamp(seconds: changed))
        }
    }

    /// Where an entry came from: a path in the inbox and the 1-based line of its headline.
    func origin(of entry: EntryID) throws -> (path: SourcePath, line: Int)? {
        try database.read { db in
            try Row.fetchOne(
                db,
                sql: """
                    SELECT bulletin.path, entry.line FROM entry JOIN bulletin ON bulletin.id = entry.bulletin
                    WHERE entry.uri = ?
                    """, arguments: [entry.uri]
            ).map { (SourcePath(bytes: Array($0[0] as Data)), $0[1]) }
        }
    }
}

/// Reads entries with all that feeds and pages show of them.
private struct EntryRows {
    let db: Database
    let channel: Channel

    func fetch(where condition: String, arguments: StatementArguments) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.id, entry.uri, bulletin.slug, bulletin.title, bulletin.kind, entry.anchor, entry.title,
                    entry.html, entry.text, bulletin.summary, entry.links_label, bulletin.authors, entry.topics,
                    bulletin.language, entry.published, entry.updated, entry.position, entry.bulletin
                FROM entry JOIN bulletin ON bulletin.id = entry.bulletin
                WHERE \(condition)
                """)
        var files: [Int64: [(file: AttachedFile, isLoose: Bool)]] = [:]
        return try Row.fetchAll(statement, arguments: arguments).map { row in
            let isSingle = row[4] as String == Bulletin.Kind.single.rawValue
            let bulletin: Int64 = row[17]
            let ofBulletin = try files[bulletin] ?? AttachedFile.all(of: bulletin, slug: row[2], in: db)
            files[bulletin] = ofBulletin
            var entry = Entry(
                id: EntryID(uri: row[1]), bulletinSlug: row[2], bulletinTitle: row[3], anchor: isSingle ? "" : row[5],
                title: row[6], html: row[7], text: row[8],
                // The summary of a digest is about the whole, not about each story.
                summary: isSingle ? row[9] : nil, linksLabel: row[10], links: try links(of: row[0]),
                authors: (row[11] as String).linesList, topics: (row[12] as String).linesList, language: row[13],
                published: Timestamp(seconds: row[14]), updated: Timestamp(seconds: row[15]), position: row[16])
            if !ofBulletin.isEmpty { entry.files = Self.files(of: entry, among: ofBulletin) }
            return entry
        }
    }

    /// What the story refers to, in its order, and, for the first story, what nothing refers to.
    private static func files(of entry: Entry, among all: [(file: AttachedFile, isLoose: Bool)]) -> [AttachedFile] {
        let byKey = Dictionary(all.map { ($0.file.reference, $0.file) }, uniquingKeysWith: { one, _ in one })
        var seen = Set<[UInt8]>()
        let mentioned = entry.mentionedKeys.filter { seen.insert($0).inserted }.compactMap { byKey[$0] }
        return mentioned + (entry.position == 0 ? all.filter(\.isLoose).map(\.file) : [])
    }

    /// Titles with their addresses: the stated one, else that of the entry that bears the title, while it lives.
    private func links(of entry: Int64) throws -> [Link] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT link.title, link.url, bulletin.slug, bulletin.kind, target.anchor
                FROM link
                LEFT JOIN entry AS target
                    ON target.id = link.target AND target.released = 1 AND target.retracted IS NULL
                LEFT JOIN bulletin ON bulletin.id = target.bulletin
                WHERE link.entry = ? ORDER BY link.position
                """)
        return try Row.fetchAll(statement, arguments: [entry]).map { row in
            let slug: String? = row[2]
            let own = slug.map { slug in
                let isSingle = row[3] as String == Bulletin.Kind.single.rawValue
                return channel.address(ofBulletin: slug, anchor: isSingle ? "" : row[4])
            }
            return Link(title: row[0], url: row[1] ?? own)
        }
    }
}
