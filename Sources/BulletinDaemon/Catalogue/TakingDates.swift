internal import BulletinCore
internal import GRDB

/// Versions whose time has not come.
extension Taking {
    /// Seconds by which a stated time may differ from that of stories that are out, to stand apart from others.
    private static let leeway = 900

    /// Whether a version states a time to come that is not the one with which readers see the stories.
    func isAhead(_ dates: PublicationDates, of id: Int64) throws -> Bool {
        guard dates.areHeld else { return false }
        let newest = try Int64.fetchOne(
            db.cachedStatement(
                sql: "SELECT MAX(published) FROM entry WHERE bulletin = ? AND released = 1 AND retracted IS NULL"),
            arguments: [id])
        return newest.map { Timestamp(seconds: $0).advanced(by: Self.leeway) < dates.first } ?? false
    }

    /// A version of what is out that states a time to come: readers see nothing of it before.
    mutating func putOff(_ file: TakenFile, as id: Int64, until moment: Timestamp) throws {
        let minute = moment.advanced(by: zone.offset(at: moment)).rfc3339.prefix(16)
        let reason = """
            \(file.path): its date is to come (\(minute)), and an earlier version is out, which stays until then; \
            to take that back, put the file into _drafts
            """
        try store(file, state: "rejected", bulletin: id, reason: reason, until: moment)
        try reject(file.path, reason, instead: id)
    }

    /// What nobody has seen is stored anew, with what the plan says of it: a new date of a story that waits counts.
    func forgetUnseen(of id: Int64) throws {
        let unseen = "SELECT id FROM entry WHERE bulletin = ? AND released = 0"
        try db.cachedStatement(sql: "DELETE FROM link WHERE entry IN (\(unseen))").execute(arguments: [id])
        try db.cachedStatement(sql: "DELETE FROM entry WHERE id IN (\(unseen))").execute(arguments: [id])
    }
}
