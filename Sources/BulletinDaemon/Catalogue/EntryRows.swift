internal import BulletinCore
internal import Foundation
internal import GRDB

/// Reads entries with all that feeds and pages show of them.
struct EntryRows {
    let db: Database
    let channel: Channel

    /// The stories in a document of a feed, in its order.
    func stories(in key: DocumentKey, known: (EntryID) -> Entry?) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.id, entry.uri FROM member JOIN entry ON entry.id = member.item
                WHERE member.feed = ? AND member.archive = ?
                ORDER BY member.published DESC, member.bulletin DESC, member.position
                """)
        return try Row.fetchAll(statement, arguments: [key.feed, key.archive]).compactMap { row in
            try known(EntryID(uri: row[1])) ?? fetch(where: "entry.id = ?", arguments: [row[0] as Int64]).first
        }
    }

    /// What a bulletin's page shows; `nil` when no entry of it is to be seen.
    func page(of bulletin: Int64) throws -> BulletinPage? {
        let entries = try stories(of: bulletin)
        let statement = try db.cachedStatement(
            sql: "SELECT slug, title, kind, issue, language, authors, intro FROM bulletin WHERE id = ?")
        guard let first = entries.first, let row = try Row.fetchOne(statement, arguments: [bulletin]) else {
            return nil
        }
        let (slug, intro) = (row[0] as String, row[6] as String)
        let introKeys = Set(LocalAddress.references(in: intro).map(\.text).compactMap(LocalAddress.key))
        let introFiles = introKeys.isEmpty ? [] : try AttachedFile.all(of: bulletin, slug: slug, in: db)
        return BulletinPage(
            slug: slug, title: row[1], kind: Bulletin.Kind(rawValue: row[2]) ?? .single, issue: row[3],
            language: row[4], authors: (row[5] as String).linesList, published: first.published,
            updated: entries.map(\.updated).max() ?? first.updated, intro: intro, entries: entries,
            introFiles: introFiles.map(\.file).filter { introKeys.contains($0.reference) })
    }

    /// What was corrected, in a document of the feed of corrections.
    func corrections(in key: DocumentKey) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT version.entry, version.number, version.replaced, version.title, version.text, version.links,
                    next.title, next.text, next.links
                FROM member JOIN version ON version.id = member.item
                LEFT JOIN version AS next ON next.entry = version.entry AND next.number = version.number + 1
                WHERE member.feed = ? AND member.archive = ?
                ORDER BY member.published DESC, member.bulletin DESC, member.position, member.item
                """)
        return try Row.fetchAll(statement, arguments: [key.feed, key.archive]).compactMap { row in
            guard let story = try fetch(where: "entry.id = ?", arguments: [row[0] as Int64]).first else { return nil }
            let after =
                (row[6] as String?).map {
                    Correction.Wording(title: $0, text: row[7], links: (row[8] as String).linesList)
                } ?? Correction.Wording(title: story.title, text: story.text, links: story.links.map(\.title))
            let correction = Correction(
                number: row[1], moment: Timestamp(seconds: row[2]),
                before: Correction.Wording(title: row[3], text: row[4], links: (row[5] as String).linesList),
                after: after)
            return correction.entry(
                Self.correctionID(of: story.id, number: correction.number), of: story, in: channel)
        }
    }

    private static func correctionID(of story: EntryID, number: Int) -> EntryID {
        EntryID(uri: story.uri + correctionMark + "\(number)")
    }

    private static let correctionMark = "/correction-"

    /// Which story a correction is of, and the how many of it.
    static func correction(_ id: EntryID) -> (story: EntryID, number: Int)? {
        guard let mark = id.uri.range(of: correctionMark, options: .backwards),
            let number = Int(id.uri[mark.upperBound...]),
            (1...1_000_000).contains(number)
        else { return nil }
        return (EntryID(uri: String(id.uri[..<mark.lowerBound])), number)
    }

    /// The same of `entry` and `version` in a query.
    static let correctionURI = "entry.uri || '\(correctionMark)' || version.number"

    /// The stories of a bulletin that are to be seen, in its order.
    func stories(of bulletin: Int64) throws -> [Entry] {
        try fetch(
            where: "entry.bulletin = ? AND entry.released = 1 AND entry.retracted IS NULL ORDER BY entry.position",
            arguments: [bulletin])
    }

    /// The story of a bulletin of one.
    private func story(of bulletin: Int64, known: (EntryID) -> Entry?) throws -> Entry? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT uri FROM entry WHERE bulletin = ? AND released = 1 AND retracted IS NULL ORDER BY position LIMIT 1
                """)
        guard let uri = try String.fetchOne(statement, arguments: [bulletin]) else { return nil }
        return try known(EntryID(uri: uri)) ?? stories(of: bulletin).first
    }

    /// The bulletins in a document of a feed of issues, in its order: each an entry of its own.
    func issues(in key: DocumentKey, known: (EntryID) -> Entry?) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT bulletin.id, bulletin.issue_uri FROM member JOIN bulletin ON bulletin.id = member.item
                WHERE member.feed = ? AND member.archive = ? AND bulletin.issue_uri IS NOT NULL
                ORDER BY member.published DESC, member.bulletin DESC
                """)
        return try Row.fetchAll(statement, arguments: [key.feed, key.archive]).compactMap { row in
            let id = EntryID(uri: row[1])
            return try known(id) ?? issue(of: row[0], as: id, known: known)
        }
    }

    /// The entry that stands for a bulletin: of a single story its text, of a digest what leads to the stories.
    private func issue(of bulletin: Int64, as id: EntryID, known: (EntryID) -> Entry?) throws -> Entry? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM bulletin WHERE id = ?")
        guard let row = try Row.fetchOne(statement, arguments: [bulletin]),
            let published = row["issue_published"] as Int64?, let updated = row["issue_updated"] as Int64?
        else { return nil }
        var entry: Entry
        if row["kind"] as String == Bulletin.Kind.single.rawValue {
            guard let story = try story(of: bulletin, known: known) else { return nil }
            entry = story
        } else {
            entry = try contents(row)
        }
        entry.id = id
        entry.published = Timestamp(seconds: published)
        entry.updated = Timestamp(seconds: updated)
        return entry
    }

    /// A digest as one entry; its stories are asked for what leads to them only.
    private func contents(_ row: Row) throws -> Entry {
        let statement = try db.cachedStatement(
            sql: """
                SELECT uri, title, anchor, topics FROM entry
                WHERE bulletin = ? AND released = 1 AND retracted IS NULL ORDER BY position
                """)
        let (bulletin, slug, title) = (row["id"] as Int64, row["slug"] as String, row["title"] as String)
        let stories = try Row.fetchAll(statement, arguments: [bulletin])
        var topics: [String] = []
        for topic in stories.flatMap({ ($0[3] as String).linesList }) where !topics.contains(topic) {
            topics.append(topic)
        }
        var entry = Entry(
            id: EntryID(uri: ""), bulletinSlug: slug, bulletinTitle: title, anchor: "", title: title,
            html: row["intro"], text: stories.map { $0[1] as String }.joined(separator: " · "),
            summary: row["summary"], authors: (row["authors"] as String).linesList, topics: topics,
            language: row["language"], published: Timestamp(seconds: 0), updated: Timestamp(seconds: 0), position: 0,
            number: row["issue"],
            contents: stories.map { ContentsItem(id: EntryID(uri: $0[0]), title: $0[1], anchor: $0[2]) },
            via: row["via"])
        let keys = Set(entry.mentionedKeys)
        if !keys.isEmpty {
            entry.files = try AttachedFile.all(of: bulletin, slug: slug, in: db).map(\.file).filter {
                keys.contains($0.reference)
            }
        }
        return entry
    }

    private func fetch(
        where condition: String, arguments: StatementArguments
    ) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.id, entry.uri, bulletin.slug, bulletin.title, bulletin.kind, entry.anchor, entry.title,
                    entry.html, entry.text, bulletin.summary, entry.links_label, bulletin.authors, entry.topics,
                    bulletin.language, entry.published, entry.updated, entry.position, entry.bulletin, bulletin.issue,
                    bulletin.issue_uri, bulletin.via,
                    (SELECT MAX(replaced) FROM version WHERE version.entry = entry.id)
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
                published: Timestamp(seconds: row[14]), updated: Timestamp(seconds: row[15]), position: row[16],
                number: row[18], issue: isSingle ? nil : (row[19] as String?).map(EntryID.init(uri:)), via: row[20])
            if channel.showsCorrections { entry.corrected = (row[21] as Int64?).map(Timestamp.init(seconds:)) }
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
