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
        var members: [(id: Int64, entry: Entry?)] = []
        let rows = try Row.fetchCursor(statement, arguments: [key.feed, key.archive])
        while let row = try rows.next() { members.append((row[0], known(EntryID(uri: row[1])))) }
        let others = try entries(members.filter { $0.entry == nil }.map(\.id))
        return members.compactMap { $0.entry ?? others[$0.id] }
    }

    /// What the pages of bulletins show; `nil` where no entry is to be seen.
    func pages(of bulletins: [Int64]) throws -> [BulletinPage?] {
        let stories = try stories(of: bulletins)
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT id, slug, title, kind, issue, language, authors, intro FROM bulletin
                    WHERE id IN (SELECT value FROM json_each(?))
                    """), arguments: [bulletins.json])
        var pages: [Int64: BulletinPage] = [:]
        while let row = try rows.next() {
            let bulletin: Int64 = row[0]
            guard let entries = stories[bulletin], let first = entries.first else { continue }
            let (slug, intro) = (row[1] as String, row[7] as String)
            let introKeys = Set(LocalAddress.references(in: intro).map(\.text).compactMap(LocalAddress.key))
            let introFiles = introKeys.isEmpty ? [] : try AttachedFile.all(of: bulletin, slug: slug, in: db)
            pages[bulletin] = BulletinPage(
                slug: slug, title: row[2], kind: Bulletin.Kind(rawValue: row[3]) ?? .single, issue: row[4],
                language: row[5], authors: (row[6] as String).linesList, published: first.published,
                updated: entries.map(\.updated).max() ?? first.updated, intro: intro, entries: entries,
                introFiles: introFiles.map(\.file).filter { introKeys.contains($0.reference) })
        }
        return bulletins.map { pages[$0] }
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
        let rows = try Row.fetchAll(statement, arguments: [key.feed, key.archive])
        let stories = try entries(rows.map { $0[0] })
        return rows.compactMap { row in
            guard let story = stories[row[0]] else { return nil }
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

    /// The stories of bulletins that are to be seen, in their order, by the rows of the bulletins.
    private func stories(of bulletins: [Int64]) throws -> [Int64: [Entry]] {
        guard !bulletins.isEmpty else { return [:] }
        let rows = try fetch(
            where: """
                entry.bulletin IN (SELECT value FROM json_each(?)) AND entry.released = 1 AND entry.retracted IS NULL
                """, arguments: [bulletins.json])
        // SQLite would copy them to bring them into an order.
        return Dictionary(grouping: rows, by: \.bulletin).mapValues { stories in
            stories.map(\.entry).sorted { $0.position < $1.position }
        }
    }

    /// Entries by their rows.
    private func entries(_ ids: [Int64]) throws -> [Int64: Entry] {
        guard !ids.isEmpty else { return [:] }
        let rows = try fetch(where: "entry.id IN (SELECT value FROM json_each(?))", arguments: [ids.json])
        return Dictionary(rows.map { ($0.id, $0.entry) }, uniquingKeysWith: { one, _ in one })
    }

    /// The bulletins in a document of a feed of issues, in its order: each an entry of its own.
    func issues(in key: DocumentKey, known: (EntryID) -> Entry?) throws -> [Entry] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT bulletin.id, bulletin.issue_uri FROM member JOIN bulletin ON bulletin.id = member.item
                WHERE member.feed = ? AND member.archive = ? AND bulletin.issue_uri IS NOT NULL
                ORDER BY member.published DESC, member.bulletin DESC
                """)
        var members: [(id: Int64, entry: Entry?)] = []
        let rows = try Row.fetchCursor(statement, arguments: [key.feed, key.archive])
        while let row = try rows.next() { members.append((row[0], known(EntryID(uri: row[1])))) }
        let others = try issues(members.filter { $0.entry == nil }.map(\.id), known: known)
        return members.compactMap { $0.entry ?? others[$0.id] }
    }

    /// The entries that stand for bulletins, by the rows of these: of a single story its text, of a digest what leads to
    /// the stories.
    private func issues(_ bulletins: [Int64], known: (EntryID) -> Entry?) throws -> [Int64: Entry] {
        guard !bulletins.isEmpty else { return [:] }
        let statement = try db.cachedStatement(
            sql: """
                SELECT id, issue_uri, issue_published, issue_updated,
                    CASE kind WHEN 'single' THEN
                        (SELECT uri FROM entry WHERE bulletin = bulletin.id AND released = 1 AND retracted IS NULL
                            ORDER BY position LIMIT 1) END,
                    kind = 'single'
                FROM bulletin
                WHERE id IN (SELECT value FROM json_each(?)) AND issue_published IS NOT NULL
                    AND issue_updated IS NOT NULL
                """)
        var issues: [Int64: (id: EntryID, published: Int64, updated: Int64, entry: Entry?)] = [:]
        var (unread, digests): ([Int64], [Int64]) = ([], [])
        let rows = try Row.fetchCursor(statement, arguments: [bulletins.json])
        while let row = try rows.next() {
            let bulletin: Int64 = row[0]
            let story = (row[4] as String?).map(EntryID.init(uri:))
            let entry = story.flatMap(known)
            issues[bulletin] = (EntryID(uri: row[1]), row[2], row[3], entry)
            if !(row[5] as Bool) {
                digests.append(bulletin)
            } else if story != nil, entry == nil {
                unread.append(bulletin)
            }
        }
        for (bulletin, stories) in try stories(of: unread) { issues[bulletin]?.entry = stories.first }
        for bulletin in digests { issues[bulletin]?.entry = try contents(of: bulletin) }
        return issues.compactMapValues { issue in
            guard var entry = issue.entry else { return nil }
            entry.id = issue.id
            entry.published = Timestamp(seconds: issue.published)
            entry.updated = Timestamp(seconds: issue.updated)
            return entry
        }
    }

    /// A digest as one entry; its stories are asked for what leads to them only.
    private func contents(of bulletin: Int64) throws -> Entry? {
        let whole = try db.cachedStatement(
            sql: "SELECT slug, title, intro, summary, authors, language, issue, via FROM bulletin WHERE id = ?")
        guard let row = try Row.fetchOne(whole, arguments: [bulletin]) else { return nil }
        let statement = try db.cachedStatement(
            sql: """
                SELECT uri, title, anchor, topics FROM entry
                WHERE bulletin = ? AND released = 1 AND retracted IS NULL ORDER BY position
                """)
        let (slug, title) = (row[0] as String, row[1] as String)
        let stories = try Row.fetchAll(statement, arguments: [bulletin])
        var topics: [String] = []
        for topic in stories.flatMap({ ($0[3] as String).linesList }) where !topics.contains(topic) {
            topics.append(topic)
        }
        var entry = Entry(
            id: EntryID(uri: ""), bulletinSlug: slug, bulletinTitle: title, anchor: "", title: title,
            html: row[2], text: stories.map { $0[1] as String }.joined(separator: " · "), summary: row[3],
            authors: (row[4] as String).linesList, topics: topics, language: row[5],
            published: Timestamp(seconds: 0), updated: Timestamp(seconds: 0), position: 0, number: row[6],
            contents: stories.map { ContentsItem(id: EntryID(uri: $0[0]), title: $0[1], anchor: $0[2]) },
            via: row[7])
        let keys = Set(entry.mentionedKeys)
        if !keys.isEmpty {
            entry.files = try AttachedFile.all(of: bulletin, slug: slug, in: db).map(\.file).filter {
                keys.contains($0.reference)
            }
        }
        return entry
    }

    private typealias Fetched = (id: Int64, bulletin: Int64, entry: Entry)

    private func fetch(where condition: String, arguments: StatementArguments) throws -> [Fetched] {
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
        var fetched: [Fetched] = []
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        while let row = try rows.next() {
            let isSingle = row[4] as String == Bulletin.Kind.single.rawValue
            var entry = Entry(
                id: EntryID(uri: row[1]), bulletinSlug: row[2], bulletinTitle: row[3], anchor: isSingle ? "" : row[5],
                title: row[6], html: row[7], text: row[8],
                // The summary of a digest is about the whole, not about each story.
                summary: isSingle ? row[9] : nil, linksLabel: row[10], authors: (row[11] as String).linesList,
                topics: (row[12] as String).linesList, language: row[13], published: Timestamp(seconds: row[14]),
                updated: Timestamp(seconds: row[15]), position: row[16], number: row[18],
                issue: isSingle ? nil : (row[19] as String?).map(EntryID.init(uri:)), via: row[20])
            if channel.showsCorrections { entry.corrected = (row[21] as Int64?).map(Timestamp.init(seconds:)) }
            fetched.append((row[0], row[17], entry))
        }
        let links = try links(of: fetched.map(\.id))
        let files = try files(of: fetched)
        for index in fetched.indices {
            if let links = links[fetched[index].id] { fetched[index].entry.links = links }
            if let files = files[fetched[index].bulletin] {
                fetched[index].entry.files = Self.files(of: fetched[index].entry, among: files)
            }
        }
        return fetched
    }

    /// The files of those bulletins that have any.
    private func files(of fetched: [Fetched]) throws -> [Int64: [(file: AttachedFile, isLoose: Bool)]] {
        let slugs = Dictionary(
            fetched.map { ($0.bulletin, $0.entry.bulletinSlug) }, uniquingKeysWith: { one, _ in one })
        let bearers = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT DISTINCT bulletin FROM attachment WHERE bulletin IN (SELECT value FROM json_each(?))"),
            arguments: [Array(slugs.keys).json])
        var files: [Int64: [(file: AttachedFile, isLoose: Bool)]] = [:]
        for bulletin in bearers {
            let all = try AttachedFile.all(of: bulletin, slug: slugs[bulletin] ?? "", in: db)
            if !all.isEmpty { files[bulletin] = all }
        }
        return files
    }

    /// What the story refers to, in its order, and, for the first story, what nothing refers to.
    private static func files(of entry: Entry, among all: [(file: AttachedFile, isLoose: Bool)]) -> [AttachedFile] {
        let byKey = Dictionary(all.map { ($0.file.reference, $0.file) }, uniquingKeysWith: { one, _ in one })
        var seen = Set<[UInt8]>()
        let mentioned = entry.mentionedKeys.filter { seen.insert($0).inserted }.compactMap { byKey[$0] }
        return mentioned + (entry.position == 0 ? all.filter(\.isLoose).map(\.file) : [])
    }

    /// Titles with their addresses: the stated one, else that of the entry that bears the title, while it lives; in the
    /// order of each entry, by its row.
    private func links(of entries: [Int64]) throws -> [Int64: [Link]] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT link.title, link.url, bulletin.slug, bulletin.kind, target.anchor, link.entry
                FROM link
                LEFT JOIN entry AS target
                    ON target.id = link.target AND target.released = 1 AND target.retracted IS NULL
                LEFT JOIN bulletin ON bulletin.id = target.bulletin
                WHERE link.entry IN (SELECT value FROM json_each(?)) ORDER BY link.entry, link.position
                """)
        var links: [Int64: [Link]] = [:]
        let rows = try Row.fetchCursor(statement, arguments: [entries.json])
        while let row = try rows.next() {
            let slug: String? = row[2]
            let own = slug.map { slug in
                let isSingle = row[3] as String == Bulletin.Kind.single.rawValue
                return channel.address(ofBulletin: slug, anchor: isSingle ? "" : row[4])
            }
            links[row[5], default: []].append(Link(title: row[0], url: row[1] ?? own))
        }
        return links
    }
}
