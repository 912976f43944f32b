internal import BulletinCore
internal import GRDB

/// Whether a file says what a bulletin said.
extension Taking {
    /// Days between the dates of two bulletins from which on equal titles and numbers say nothing: numbers begin anew
    /// each year.
    static let season: Int64 = 60

    /// Within so many days, another day is that of a version, where the number or a name says that it is one.
    static let interval: Int64 = 4

    /// Whether it is a version of a bulletin that has a file: with the very texts, or of the same issue with nearly the same
    /// title and texts.
    /// - Parameter days: so far apart are days that are not the same.
    func isVersion(_ bulletin: Bulletin, of id: Int64, apart days: Int64 = 0) throws -> Bool {
        guard let head = try head(of: id), try !isOfAnotherTime(bulletin, id) else { return false }
        let known = try standingEntries(of: id)
        if Self.hasTexts(bulletin, of: known) { return true }
        let other = try statement(of: id, head)
        if bulletin.statement.isOther(than: other, apart: days) {
            return bulletin.statement.isMended(bulletin.sections, from: known.map(\.section), of: other)
        }
        return try head.issue == bulletin.issue && !isOfAnotherTime(bulletin, id, apart: Self.interval)
            && Matching.isNear(VersionTitle.plain(head.title), VersionTitle.plain(bulletin.title))
            && Self.resembles(bulletin, known)
    }

    /// Whether it states title and number of a bulletin of its time, whatever has become of the stories.
    func isOfNumber(_ bulletin: Bulletin, of id: Int64) throws -> Bool {
        guard let head = try head(of: id), head.issue != nil else { return false }
        return try head.issue == bulletin.issue && head.title == bulletin.title && !isOfAnotherTime(bulletin, id)
    }

    func statement(of id: Int64, _ head: Head) throws -> IssueStatement {
        IssueStatement(
            title: head.title, number: head.issue,
            day: try day(of: id).map { Timestamp(seconds: $0 * 86_400).date },
            isSingle: head.kind == Bulletin.Kind.single.rawValue)
    }

    /// Bytes of text from which on no two bulletins have the same.
    private static let tellingLength = 120

    /// A word or two, like 详见附件, say nothing.
    static func isTelling(_ bulletin: Bulletin) -> Bool {
        bulletin.sections.reduce(0) { $0 + $1.text.utf8.count } >= tellingLength
    }

    static func hasTexts(_ bulletin: Bulletin, of known: [KnownEntry]) -> Bool {
        let texts = bareTexts(bulletin.sections)
        return texts == bareTexts(known.map(\.section)) && texts.contains { !$0.isEmpty }
    }

    /// Without white space: another program or format breaks lines elsewhere.
    static func bareTexts(_ sections: [Section]) -> [[Unicode.Scalar]] {
        sections.map { $0.text.unicodeScalars.filter { !$0.properties.isWhitespace } }
    }

    /// A bulletin as new files are compared with it, one after the other.
    struct Former {
        let id: Int64
        let head: Head
        /// Those that are live; of a bulletin that is withdrawn as a whole, all.
        let sections: [Section]
        let texts: [[Unicode.Scalar]]
        let plainTitle: String

        init(id: Int64, head: Head, sections: [Section]) {
            self.id = id
            self.head = head
            self.sections = sections
            texts = bareTexts(sections)
            plainTitle = VersionTitle.plain(head.title)
        }
    }

    /// What was a digest stays one when one of its stories is left.
    /// - Parameter newKey: of a bulletin that only adopted feeds may know.
    func digest(
        of bulletin: Bulletin, from path: SourcePath, as id: Int64, newAt newKey: BulletinKey?
    ) throws -> Bulletin {
        guard bulletin.kind == .single else { return bulletin }
        if let newKey {
            guard holdings.unclaimed else { return bulletin }
            let entries = try db.adoptedEntries(where: "key = ? AND series = 'stories'", [newKey.text])
            return bulletin.withStoryLeft(of: entries.map(\.entry.title), from: path) ?? bulletin
        }
        guard try head(of: id)?.kind == Bulletin.Kind.digest.rawValue else { return bulletin }
        return try bulletin.withStoryLeft(of: headlines(of: id), from: path) ?? bulletin
    }

    /// Whether its stories are those of a bulletin of the same day, word for word.
    /// - Parameter isCopy: whether the names say so: then a few words are enough.
    func hasWords(of id: Int64, _ bulletin: Bulletin, isCopy: Bool) throws -> Bool {
        guard isCopy || Self.isTelling(bulletin), try day(of: id) == bulletin.date?.day.daysSinceEpoch else {
            return false
        }
        let known = try standingEntries(of: id)
        return Self.hasTexts(bulletin, of: known)
            && zip(bulletin.sections, known.map(\.section)).allSatisfy { ($0.title, $0.links) == ($1.title, $1.links) }
    }

    /// The day that a bulletin states, in days since 1970.
    func day(of id: Int64) throws -> Int64? {
        try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT dated FROM bulletin WHERE id = ?"), arguments: [id])
    }

    /// Whether it has the very stories that are out.
    func hasStories(of id: Int64, _ bulletin: Bulletin) throws -> Bool {
        Self.isSame(bulletin, try liveEntries(of: id))
    }

    /// Whether a bulletin that has no file by this name any more may be taken up again because of its name.
    ///
    /// One that was renamed in letters or extension alone may. What was withdrawn is another bulletin when it is of another
    /// time, or when the texts are others and it is not one story under its headline; unless nobody ever saw it.
    func takesUp(_ id: Int64, _ bulletin: Bulletin, from path: SourcePath) throws -> Bool {
        func stem(_ path: SourcePath) -> String { SourcePath(bytes: path.withoutExtension).description.lowercased() }
        let others = try sources(of: id).filter { $0.path != path }
        guard others.allSatisfy({ missing.contains($0.path) }) else { return false }
        if others.contains(where: { stem($0.path) == stem(path) }) { return true }
        let known = try standingEntries(of: id)
        if known.isEmpty { return true }
        if try isOfAnotherTime(bulletin, id) { return false }
        if bulletin.sections.count == 1, known.contains(where: { $0.section.title == bulletin.sections[0].title }) {
            return true
        }
        return Self.resembles(bulletin, known)
    }

    /// Whether both state a date, and these say that they are two. Without dates: whether the known one was withdrawn a season
    /// ago, or is of a season ago, is withdrawn and says other things.
    /// - Parameter days: so far apart.
    func isOfAnotherTime(_ bulletin: Bulletin, _ id: Int64, apart days: Int64 = season) throws -> Bool {
        if let known = try day(of: id), let day = bulletin.date?.day.daysSinceEpoch { return abs(known - day) > days }
        let withdrawn = try db.cachedStatement(
            sql: """
                SELECT MAX(retracted) FROM entry
                WHERE bulletin = ?1 AND NOT EXISTS (SELECT * FROM entry WHERE bulletin = ?1 AND retracted IS NULL)
                """)
        guard let withdrawn = try Int64.fetchOne(withdrawn, arguments: [id]) else { return false }
        if isLongAgo(withdrawn) { return true }
        let accepted = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT MAX(accepted) FROM revision WHERE bulletin = ?"), arguments: [id])
        return try accepted.map(isLongAgo) ?? false && !resembles(bulletin, id)
    }

    /// Whether a file that is written over each day or week holds the next issue now: it states another number, period or
    /// day, and that is not what was put right. Or a season lies between them, and hardly a text of the last one is left.
    func isNextIssue(_ bulletin: Bulletin, of id: Int64, in path: SourcePath) throws -> Bool {
        guard let head = try head(of: id) else { return false }
        let other = try statement(of: id, head)
        if try bulletin.statement.isOther(than: other, apart: daysApart(path, lastPath(of: id))) {
            let known = try standingEntries(of: id).map(\.section)
            return !bulletin.statement.isMended(bulletin.sections, from: known, of: other)
        }
        guard head.issue == nil || bulletin.issue == nil, try isOfAnotherTime(bulletin, id) else { return false }
        return try !resembles(bulletin, id)
    }

    /// How far apart days are that are not the same in two files, one of which may be called a version of the other.
    func daysApart(_ path: SourcePath, _ other: SourcePath) -> Int64 {
        VersionNames.areVersions(path, other) || path.isBeside(other) ? Self.interval : 0
    }

    func resembles(_ bulletin: Bulletin, _ id: Int64) throws -> Bool {
        try Self.resembles(bulletin, standingEntries(of: id))
    }

    private func isLongAgo(_ moment: Int64) -> Bool { now.seconds - moment > Self.season * 86_400 }

    /// Whether at least half of the stories of the smaller one are in the other.
    private static func resembles(_ bulletin: Bulletin, _ known: [KnownEntry]) -> Bool {
        let (sections, others) = (bulletin.sections, known.map(\.section))
        return isSame(bulletin, known) || Matching.resembles(sections, others)
            || sections.count > others.count && Matching.resembles(others, sections)
    }

    private static func isSame(_ bulletin: Bulletin, _ known: [KnownEntry]) -> Bool {
        bulletin.sections.count == known.count
            && zip(bulletin.sections, known).allSatisfy { section, entry in
                section.title == entry.section.title && section.text == entry.section.text
            }
    }
}
