internal import BulletinCore
internal import GRDB

/// What a version changes, told from what is stored.
extension Taking {
    /// - Parameters:
    ///   - newKey: of a bulletin that is not known yet: nothing is stored of it.
    ///   - isNextIssue: whether the version is another issue than the last one.
    ///   - moment: when stories that state no date are published.
    /// - Returns: and when what is new in it is published.
    func plan(
        _ bulletin: Bulletin, from file: TakenFile, as id: Int64, newAt newKey: BulletinKey?, isNextIssue: Bool,
        undatedAt moment: Timestamp
    ) throws -> (Plan, PublicationDates) {
        let stored = try db.cachedStatement(sql: "SELECT key FROM bulletin WHERE id = ?")
        let key = try newKey?.text ?? String.fetchOne(stored, arguments: [id]) ?? ""
        let dates = try PublicationDates(of: bulletin, zone: zone, undatedAt: moment, now: now) { range in
            try newestEntry(in: range, besides: id)
        }
        let former = newKey == nil ? try formerWords(of: id, in: file.digest, for: bulletin) : nil
        let known =
            newKey == nil
            ? try knownEntries(of: id, for: bulletin, former: former, isNextIssue: isNextIssue) : []
        var plan = try Plan(
            accepting: bulletin, key: BulletinKey(key),
            known: known, authority: authority, dates: dates, at: now,
            adopted: try adoptedEntries(for: bulletin, key: key),
            isOfMove: isOfMove(file.status), isNextIssue: isNextIssue, former: former,
            comers: try comers(in: bulletin, of: id, besides: known)
        ) { entryID in
            let statement = try db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT * FROM entry WHERE uri = ?1) OR EXISTS (SELECT * FROM adopted WHERE uri = ?1)
                    """)
            return try Bool.fetchOne(statement, arguments: [entryID.uri]) ?? false
        }
        if holdings.adopted { try keepDates(in: &plan, of: known) }
        return (plan, dates)
    }

    /// What readers saw as it is now has its date.
    private func keepDates(in plan: inout Plan, of known: [KnownEntry]) throws {
        for (index, item) in plan.items.enumerated() where item.change != .addition {
            guard let last = known.first(where: { $0.id == item.entry.id })?.updated,
                let date = try db.laterVersion(item.entry, after: last, at: now)
            else { continue }
            plan.items[index].entry.updated = date
        }
    }
}
