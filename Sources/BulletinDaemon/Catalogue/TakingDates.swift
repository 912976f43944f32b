internal import BulletinCore
internal import GRDB

/// Versions whose time has not come.
extension Taking {
    /// Whether a version states a time to come that is not the one with which readers see the stories.
    func isAhead(_ dates: PublicationDates, of id: Int64) throws -> Bool {
        guard dates.areHeld, let stated = dates.stated, try isOut(id) else { return false }
        // Of a clock that was set back, the story that was the first may have been taken out since, or be elsewhere.
        let newest = try Int64.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT MAX(MAX(published), COALESCE((SELECT issue_published FROM bulletin WHERE id = ?1), 0)) FROM entry
                    WHERE bulletin = ?1 AND released = 1
                    """), arguments: [id])
        return newest.map { Timestamp(seconds: $0) < stated } ?? false
    }

    /// Whether a version states a time to come, and all that readers saw of its bulletin was taken back.
    func isOfWithdrawn(_ dates: PublicationDates, _ id: Int64) throws -> Bool {
        guard dates.areHeld, try !isOut(id) else { return false }
        let statement = try db.cachedStatement(
            sql: "SELECT EXISTS (SELECT * FROM entry WHERE bulletin = ? AND released = 1)")
        return try Bool.fetchOne(statement, arguments: [id]) ?? false
    }

    /// Whether a version states a time to come, and shows anything otherwise, or may, of what this program published
    /// before this catalogue.
    func isAheadOfAdopted(
        _ bulletin: Bulletin, as id: Int64, _ plan: Plan, _ dates: PublicationDates
    ) throws -> Bool {
        guard dates.areHeld, plan.claimsOwn else { return false }
        // Of a summary that stands beside the whole text, adopted entries tell nothing.
        if plan.changesOwn || bulletin.summary != nil { return true }
        guard bulletin.kind == .digest else { return false }
        let issues = try db.adoptedEntries(
            where: "series = 'issues' AND key = (SELECT key FROM bulletin WHERE id = ?)", [id])
        guard let issue = issues.first?.entry, issue.content.isWhole else { return true }
        return !bulletin.isSameForReaders(as: issue)
    }

    /// A version of what is out, or was, that states a time to come: readers see nothing of it before.
    /// - Parameter id: `nil` when the earlier version is lost with the catalogue that had it.
    mutating func putOff(_ file: TakenFile, as id: Int64?, until moment: Timestamp) throws {
        let minute = minute(of: moment)
        let reason =
            try id.map(isOut) == true
            ? """
            \(file.path): its date is to come (\(minute)), and an earlier version is out, which stays until then; \
            to take that back, put the file into _drafts
            """
            : """
            \(file.path): its date is to come (\(minute)), and the earlier version that readers know is lost; it comes \
            out then in the place of that; to have it out at once, take its date away
            """
        try store(file, state: "rejected", bulletin: id, reason: reason, until: moment)
        try reject(file.path, reason, instead: id)
    }

    /// Notes what is not to be seen, for now, and takes out what was.
    /// - Parameter moment: when it comes out by itself; `nil` for a draft.
    /// - Returns: how many stories were taken out.
    @discardableResult mutating func keepBack(
        _ bulletin: Bulletin, from file: TakenFile, as id: Int64, isNew: Bool, until moment: Timestamp? = nil
    ) throws -> Int {
        try takeUp(bulletin, from: file.path, as: id, isNew: isNew)
        let count = try retractEntries(of: id)
        try store(file, state: "draft", bulletin: id, reason: nil, until: moment)
        // By its name it is known when it comes back after it was away.
        try db.run("UPDATE bulletin SET path = \(file.path.data) WHERE id = \(id)")
        return count
    }

    /// As people write it.
    func minute(of moment: Timestamp) -> Substring {
        moment.advanced(by: zone.offset(at: moment)).rfc3339.prefix(16)
    }

    /// What nobody has seen is stored anew, with what the plan says of it: a new date of a story that waits counts.
    func forgetUnseen(of id: Int64) throws {
        let unseen = "SELECT id FROM entry INDEXED BY entry_unseen WHERE bulletin = ? AND released = 0"
        try db.cachedStatement(sql: "DELETE FROM link WHERE entry IN (\(unseen))").execute(arguments: [id])
        try db.cachedStatement(sql: "DELETE FROM entry WHERE id IN (\(unseen))").execute(arguments: [id])
    }
}
