internal import BulletinCore
internal import Foundation
internal import GRDB
internal import Interop

/// Whether a file is a version of a bulletin because its name or its title says so, though its words are others.
extension Taking {
    /// Days within which a version comes: under one title, what comes later is of another occasion.
    private static let promptness: Int64 = 30

    /// Whether it lies beside a bulletin of the same plain title under the name or the title of a version, and says what
    /// takes the place of that.
    ///
    /// Another number, period or day is that of another issue.
    func isCalledVersion(_ bulletin: Bulletin, in path: SourcePath, of id: Int64, in other: SourcePath) throws -> Bool {
        guard let head = try head(of: id), head.issue == bulletin.issue,
            VersionTitle.plain(head.title) == VersionTitle.plain(bulletin.title),
            Self.isCalledVersion(bulletin.title, in: path, of: head.title, in: other),
            try !isOfAnotherTime(bulletin, id, apart: Self.interval),
            try !bulletin.statement.isOther(than: statement(of: id, head), apart: Self.interval)
        else { return false }
        return VersionText.replaces(
            bulletin.sections, try standingEntries(of: id).map(\.section),
            isOfOtherForm: head.kind != bulletin.kind.rawValue)
    }

    private static func isCalledVersion(
        _ title: String, in path: SourcePath, of known: String, in other: SourcePath
    ) -> Bool {
        path.folders == other.folders
            && (path.isBeside(other) || VersionNames.areVersions(path, other) || VersionTitle.areVersions(title, known))
    }

    /// Bulletins that a new one may be a version of, by its title and by the name of its file.
    func relatives(of bulletin: Bulletin, in path: SourcePath) throws -> [Int64] {
        let titled = try bulletins(titled: bulletin.title)
        return try titled + sources(besideVersion: path).compactMap(\.own).filter { !titled.contains($0) }
    }

    /// Whether a file states the days of a bulletin, or came soon after it, and was written about when the file was that
    /// comes with it. What readers know from adopted feeds by itself is no version.
    func isTimely(_ bulletin: Bulletin, in file: TakenFile, of id: Int64, in holder: KnownSource?) throws -> Bool {
        if holdings.unclaimed, try isAsAdopted(bulletin) { return false }
        if bulletin.date != nil, try day(of: id) != nil { return true }
        if try isAccepted(id, daysAgo: Self.promptness) { return false }
        guard let holder, incoming[holder.path] != nil else { return true }
        let modified = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT modified FROM source WHERE path = ?"), arguments: [holder.path.data])
        let days = modified.map { ($0.distance(to: file.status.modified).magnitude) / 86_400_000_000_000 } ?? 0
        return days <= Self.promptness
    }

    /// Whether a notice came a season after another in the same form, without a day, and with other figures: it tells of
    /// something else then, whatever it is called.
    func isOfNewOccasion(_ bulletin: Bulletin, than id: Int64) throws -> Bool {
        guard bulletin.kind == .single, try bulletin.date == nil || day(of: id) == nil,
            try isAccepted(id, daysAgo: Self.season)
        else { return false }
        func figures(_ sections: [Section]) -> [Int] { sections.flatMap { IssueStatement.figures(in: $0.text) } }
        return try figures(bulletin.sections) != figures(standingEntries(of: id).map(\.section))
    }

    /// Whether the last version of a bulletin was taken longer ago.
    private func isAccepted(_ id: Int64, daysAgo days: Int64) throws -> Bool {
        let accepted = try Int64.fetchOne(
            db.cachedStatement(sql: "SELECT MAX(accepted) FROM revision WHERE bulletin = ?"), arguments: [id])
        return accepted.map { now.seconds - $0 > days * 86_400 } ?? false
    }

    /// Holds back what has a later version from now on.
    mutating func giveWay(_ holder: KnownSource, to path: SourcePath) throws {
        try db.run(
            """
            UPDATE source SET state = 'duplicate', reason = \(Resemblance.earlier.rawValue), rival = NULL,
                since = \(now.seconds)
            WHERE path = \(holder.path.data)
            """)
        batch.hold(holder.path, Resemblance.earlier.reason(path))
    }

    // MARK: Doubt

    /// A bulletin that has stories and a file beside this one, which is called a version of it and is none.
    func doubtfulOriginal(
        of bulletin: Bulletin, in path: SourcePath, as id: Int64
    ) throws -> (id: Int64, path: SourcePath)? {
        guard bulletin.id == nil, alone != path else { return nil }
        let isCalledOne = VersionTitle.isVersion(bulletin.title) || VersionNames.isVersion(path)
        let others = try isCalledOne ? relatives(of: bulletin, in: path) : sources(beside: path).compactMap(\.own)
        for other in others where other != id {
            guard let head = try head(of: other),
                head.issue == bulletin.issue || head.issue == nil || bulletin.issue == nil,
                let holder = try presentSource(of: other, besides: path), holder.state != "draft", !isLeft(holder),
                Self.isCalledVersion(bulletin.title, in: path, of: head.title, in: holder.path),
                try hasStories(other) && !isOfAnotherTime(bulletin, other)
            else { continue }
            // The other one is to be looked at.
            let isFirst =
                VersionTitle.isVersion(head.title) && !VersionTitle.isVersion(bulletin.title)
                || VersionNames.isVersion(holder.path) && !VersionNames.isVersion(path)
            if !isFirst { return (other, holder.path) }
        }
        return nil
    }
}
