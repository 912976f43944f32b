internal import BulletinCore
internal import GRDB

/// Whether a file says what a bulletin said.
extension Taking {
    /// Days between the dates of two bulletins from which on equal titles and numbers say nothing: numbers begin anew
    /// each year.
    private static let season: Int64 = 60

    /// Whether it is a version of a bulletin that has a file: of the same issue, with the same title and nearly the same
    /// texts, or with another title and the very texts.
    func isVersion(_ bulletin: Bulletin, of id: Int64) throws -> Bool {
        guard let head = try head(of: id), head.issue == bulletin.issue, try !isOfAnotherTime(bulletin, id) else {
            return false
        }
        let known = try knownEntries(of: id).filter { !$0.isRetracted }
        let texts = bulletin.sections.map(\.text)
        if texts == known.map(\.section.text), texts.contains(where: { !$0.isEmpty }) { return true }
        return head.title == bulletin.title && Self.resembles(bulletin, known)
    }

    /// Whether it has the very stories that are out.
    func hasStories(of id: Int64, _ bulletin: Bulletin) throws -> Bool {
        Self.isSame(bulletin, try knownEntries(of: id).filter { !$0.isRetracted })
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
        let known = try knownEntries(of: id)
        if known.isEmpty { return true }
        if try isOfAnotherTime(bulletin, id) { return false }
        if bulletin.sections.count == 1, known.contains(where: { $0.section.title == bulletin.sections[0].title }) {
            return true
        }
        let live = known.filter { !$0.isRetracted }
        return Self.resembles(bulletin, live.isEmpty ? known : live)
    }

    /// Whether both state a date, and these say that they are two.
    func isOfAnotherTime(_ bulletin: Bulletin, _ id: Int64) throws -> Bool {
        guard let day = bulletin.date?.day.daysSinceEpoch else { return false }
        let known = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT dated FROM bulletin WHERE id = ?"), arguments: [id])
        return known.map { abs($0 - day) > Self.season } ?? false
    }

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
