internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// What came of feeds that were adopted.
public struct Adoption: Hashable, Sendable {
    /// Taken now.
    public var stories = 0
    public var issues = 0
    /// In the catalogue already, as entries or from an earlier adoption.
    public var known = 0
    /// Where new identifiers go on, if the feeds decided it: `tag:AUTHORITY,DATE:`.
    public var space: String?
    /// Where the feeds were published by this program, when that is not where they will be.
    public var formerSite: String?
}

extension Catalogue {
    /// Takes entries from documents of feeds, all or none. Entries that the catalogue has are left alone.
    ///
    /// - Parameters:
    ///   - documents: names for `read`.
    ///   - former: addresses that their site had before its own.
    ///   - read: the next document; `nil` for one that cannot be used.
    func adopt(
        _ documents: [String], former: [String] = [], at now: Timestamp, read: (String) throws -> AdoptedFeed?
    ) throws -> Adoption {
        try database.write { db in
            for url in former {
                try db.run(
                    """
                    INSERT OR IGNORE INTO former_url (url)
                    SELECT \(url) WHERE \(url) <> (SELECT url FROM instance)
                    """)
            }
            var adopting = try Adopting(db: db, authority: authority, now: now)
            for name in documents {
                if let feed = try read(name) { try adopting.take(feed) }
            }
            try adopting.finish()
            if let awaitedName { try db.execute(literal: "UPDATE instance SET uuid = \(awaitedName)") }
            return adopting.adoption
        }
    }

    /// Whether ids were taken from feeds, and no file has come yet that any of them could be for.
    func awaitsFirstFile() throws -> Bool {
        try read { db in
            let statement = try db.cachedStatement(
                sql: "SELECT NOT EXISTS (SELECT * FROM bulletin) AND EXISTS (SELECT * FROM adopted)")
            return try Bool.fetchOne(statement) ?? false
        }
    }
}

/// One transaction that adopts feeds. Lives as long as the transaction.
struct Adopting {
    let db: Database
    let authority: TagAuthority
    let now: Timestamp
    private(set) var adoption = Adoption()
    private var taken: Set<String> = []
    private var known: Set<String> = []
    /// The number of the last correction of a story.
    private var corrections: [EntryID: Int] = [:]
    /// Stories of the catalogue that were taken out later than it knows, by their bulletins.
    var retracted: [Int64: [Tombstone]] = [:]
    let isRestored: Bool
    /// Stories of the catalogue that are elsewhere on the site, by their rows.
    var moved: [Int64: Moved] = [:]
    /// Those that were changed last later than it knew, by their bulletins.
    var dated: [Int64: Set<Int64>] = [:]

    init(db: Database, authority: TagAuthority, now: Timestamp) throws {
        self.db = db
        self.authority = authority
        self.now = now
        isRestored = try Self.isRestored(db)
    }

    mutating func take(_ feed: AdoptedFeed) throws {
        if let place = feed.place { try note(place) }
        // What was corrected is lost with the catalogue; no file would bring it back. Its ids are not given again.
        if feed.place?.series == .corrections {
            for entry in feed.entries {
                guard let (story, number) = EntryRows.correction(entry.id) else { continue }
                corrections[story] = max(corrections[story] ?? 0, number)
            }
            return
        }
        for (place, entry) in feed.entries.enumerated() {
            guard try take(entry) else { continue }
            guard let document = feed.place, document.isOfSite else { continue }
            let page = entry.origin == nil ? entry.page : nil
            guard page != nil || entry.origin != nil && entry.series == document.series else { continue }
            let statement = try db.cachedStatement(
                sql: """
                    UPDATE adopted SET series = ?, archive = ?, place = ?, slug = COALESCE(?, slug),
                        anchor = COALESCE(anchor, ?)
                    WHERE uri = ?
                    """)
            try statement.execute(arguments: [
                document.series.rawValue, document.archive, place, page?.slug, page?.anchor, entry.id.uri,
            ])
        }
        guard let document = feed.place, document.isOfSite else { return }
        for tombstone in feed.tombstones { try take(tombstone, of: document.series) }
    }

    /// More archives nobody made.
    private static let archiveLimit = 1_000_000_000

    /// Notes the number of an archive as given.
    private func note(_ place: AdoptedPlace) throws {
        guard (1...Self.archiveLimit).contains(place.archive) else { return }
        try db.run(
            """
            INSERT INTO former_archive (topic, series, number)
            VALUES (\(place.topic ?? ""), \(place.series.rawValue), \(place.archive))
            ON CONFLICT (topic, series) DO UPDATE SET number = MAX(number, excluded.number)
            """)
    }

    /// Whether an identifier is, or was, that of a story or an issue of the catalogue.
    private static let isOfCatalogue = """
        (EXISTS (SELECT * FROM entry WHERE uri = ?1) OR EXISTS (SELECT * FROM bulletin WHERE issue_uri = ?1)
            OR EXISTS (SELECT * FROM former_issue WHERE uri = ?1))
        """

    /// - Returns: whether its row was written.
    private mutating func take(_ entry: AdoptedEntry) throws -> Bool {
        let uri = entry.id.uri
        if known.contains(uri) {
            try note(entry)
            return false
        }
        var merged = entry
        if taken.contains(uri) {
            if let earlier = try db.adoptedEntries(where: "uri = ?", [uri]).first {
                merged = earlier.entry.merged(with: entry)
            }
        } else {
            let statement = try db.cachedStatement(
                sql: "SELECT EXISTS (SELECT * FROM adopted WHERE uri = ?1) OR \(Self.isOfCatalogue)")
            if try Bool.fetchOne(statement, arguments: [uri]) ?? false {
                known.insert(uri)
                adoption.known += 1
                try note(entry)
                return false
            }
            taken.insert(uri)
            switch entry.series {
            case .stories: adoption.stories += 1
            case .issues: adoption.issues += 1
            case .corrections: break
            }
        }
        try store(merged)
        return true
    }

    /// What the catalogue may not know yet of what it has.
    private mutating func note(_ entry: AdoptedEntry) throws {
        try db.noteFormerAddress(of: entry)
        try noteDate(of: entry)
        try db.noteLaterVersion(of: entry)
        try notePlace(of: entry)
    }

    private func store(_ entry: AdoptedEntry) throws {
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO adopted (uri, series, title, headline, published, updated, link, text, addresses, whole, digest,
                    authority, key, anchor, slug)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (uri) DO UPDATE SET title = excluded.title, headline = excluded.headline,
                    published = excluded.published, updated = excluded.updated, link = excluded.link,
                    text = excluded.text, addresses = excluded.addresses, whole = excluded.whole,
                    digest = excluded.digest, slug = COALESCE(excluded.slug, slug)
                """)
        let (content, origin) = (entry.content, entry.origin)
        try statement.execute(arguments: [
            entry.id.uri, entry.series.rawValue, entry.title, entry.headline, entry.published?.seconds,
            entry.updated?.seconds, entry.link, content.text, content.addresses.lines, content.isWhole,
            content.digest?.data, origin?.authority.text, origin?.key.text,
            origin?.anchor, origin?.slug,
        ])
    }

    /// What was taken out stays told of as long as it would have been. Of what the catalogue has, the stories decide.
    private mutating func take(_ tombstone: Tombstone, of series: Series) throws {
        guard tombstone.when.seconds > now.seconds - Int64(Membership.tombstoneAge) else { return }
        let uri = tombstone.id.uri
        let isKnown = try db.cachedStatement(sql: "SELECT \(Self.isOfCatalogue)")
        if try Bool.fetchOne(isKnown, arguments: [uri]) ?? false {
            // One that came back is newer than what tells that it was gone.
            let retract = try db.cachedStatement(
                sql: """
                    UPDATE entry SET retracted = ?1
                    WHERE uri = ?2 AND released = 1 AND retracted IS NULL AND updated < ?1 RETURNING bulletin
                    """)
            let when = min(tombstone.when, now)
            if let bulletin = try Int64.fetchOne(retract, arguments: [when.seconds, uri]) {
                retracted[bulletin, default: []].append(tombstone)
            }
            return
        }
        let feed = DocumentKey.siteFeed(series)
        try db.execute(
            literal: """
                INSERT OR IGNORE INTO tombstone (feed, uri, title, slug, published, retracted)
                VALUES (\(feed), \(tombstone.id.uri), \(tombstone.title), \(tombstone.bulletinSlug),
                    \(tombstone.published.seconds), \(min(tombstone.when, now).seconds))
                """)
        try db.markDocument(feed, archive: 0)
    }

    /// Of a catalogue without bulletins, what the entries together say: another has its own archives and order.
    mutating func finish() throws {
        try finishEntries()
        try db.countArchivesOn()
    }

    private mutating func finishEntries() throws {
        for (story, number) in corrections {
            try db.run(
                "UPDATE adopted SET corrections = max(corrections, \(number)) WHERE uri = \(story.uri)")
            // Of a story that is known, too, readers may have seen more than a restored catalogue tells.
            try db.run(
                """
                INSERT INTO adopted (uri, series, title, headline, text, addresses, whole, entry, corrections)
                SELECT uri, 'stories', title, '', '', '', 0, id, \(number) FROM entry
                WHERE uri = \(story.uri)
                    AND \(number) > (SELECT COALESCE(MAX(number), 0) FROM version WHERE version.entry = entry.id)
                ON CONFLICT (uri) DO NOTHING
                """)
        }
        try finishChanges()
        // What we once adopted from others bears their names; its page tells the bulletin.
        try db.execute(
            sql: """
                UPDATE adopted SET (key, authority) = (
                    SELECT own.key, own.authority FROM adopted AS own
                    WHERE own.slug = adopted.slug AND own.key IS NOT NULL LIMIT 1)
                WHERE key IS NULL AND slug IS NOT NULL AND entry IS NULL AND bulletin IS NULL
                """)
        // What came from another bulletin bears the name of that one.
        try db.execute(
            sql: """
                UPDATE adopted SET key = issue.key FROM adopted AS issue
                WHERE issue.slug = adopted.slug AND issue.series = 'issues' AND issue.key IS NOT NULL
                    AND adopted.series = 'stories' AND adopted.key <> issue.key
                    AND adopted.entry IS NULL AND adopted.bulletin IS NULL
                """)
        // So does what came, since a backup, to one that is in it.
        try db.execute(
            sql: """
                UPDATE adopted SET key = bulletin.key FROM bulletin
                WHERE bulletin.slug = adopted.slug AND adopted.series = 'stories' AND adopted.key <> bulletin.key
                    AND adopted.entry IS NULL AND adopted.bulletin IS NULL
                """)
        guard try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT * FROM bulletin)") == false else {
            try db.execute(sql: "UPDATE adopted SET archive = NULL WHERE entry IS NULL AND bulletin IS NULL")
            return
        }
        let space = try String.fetchOne(
            db,
            sql: """
                SELECT authority FROM adopted WHERE authority IS NOT NULL
                GROUP BY authority ORDER BY COUNT(*) DESC, authority LIMIT 1
                """)
        if let authority = space.flatMap(TagAuthority.init(text:)) {
            try db.execute(
                literal: """
                    UPDATE instance SET authority = \(authority.name), authority_date = \(authority.date.description)
                    """)
            adoption.space = "tag:\(authority.text):"
        }
        try rank()
        for series in Series.allCases { try restoreArchives(of: series) }
    }

    /// Makes the archives that entries stood in, so that none gets anything that was not in it.
    private func restoreArchives(of series: Series) throws {
        // Each held an entry, perhaps one that we once adopted from others: more than there are entries are not to be
        // believed.
        let rows = "adopted WHERE series = ?1 AND archive IS NOT NULL"
        try db.execute(
            sql: "UPDATE adopted SET archive = NULL WHERE series = ?1 AND archive > (SELECT COUNT(*) FROM \(rows))",
            arguments: [series.rawValue])
        let count = try Int.fetchOne(db, sql: "SELECT MAX(archive) FROM \(rows)", arguments: [series.rawValue]) ?? 0
        guard count > 0 else { return }
        let feed = DocumentKey.siteFeed(series)
        for number in 1...count {
            try db.execute(
                literal: """
                    INSERT OR IGNORE INTO archive (feed, number, changed) VALUES (\(feed), \(number), \(now.seconds))
                    """)
            try db.markDocument(feed, archive: number)
        }
        try db.execute(literal: "UPDATE feed SET archives = \(count), changed = \(now.seconds) WHERE id = \(feed)")
    }

    /// Keeps the order of bulletins whose stories were published in one second: of equal `published`, feeds show the
    /// later row first.
    private func rank() throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT published, key FROM adopted WHERE key IS NOT NULL AND series = 'stories'
                ORDER BY published DESC, archive <> 0, archive DESC, place
                """)
        var order = BulletinOrder()
        while let row = try rows.next() { order.add(key: row[1], published: row[0]) }
        let statement = try db.cachedStatement(
            sql: "UPDATE adopted SET rank = ? WHERE key = ? AND entry IS NULL AND bulletin IS NULL")
        for (index, key) in order.keys.reversed().enumerated() { try statement.execute(arguments: [index + 1, key]) }
    }
}
