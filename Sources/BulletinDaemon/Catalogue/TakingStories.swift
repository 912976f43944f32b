internal import BulletinCore
internal import Foundation
internal import GRDB

/// Stories that are cut out of one file and put into another: readers know them, so they stay the entries that they are.
extension Taking {
    /// A story that came into a bulletin in this batch.
    struct Arrival {
        var row: Int64
        var bulletin: Int64
        var path: SourcePath
    }

    /// An entry that is in its own bulletin no more.
    private struct Departure {
        var row: Int64
        var uri: String
        var bulletin: Int64
        var text: String
        /// Whether it was all of its bulletin.
        var isWhole: Bool
        /// Whether its file is there and has lost it in this batch, so that it may have been edited on the way.
        var isCut: Bool
    }

    /// Seconds for which the words of a story that was taken out tell that it was put in elsewhere. Later it is news again.
    private static let movingTime: Int64 = 86_400
    /// Seconds within which a story that was put in is taken out where it was before.
    private static let twinTime: Int64 = 3_600
    /// More entries of one headline are not looked at, nor texts of more that went at once.
    private static let departureLimit = 1_000

    private struct Story {
        var arrival: Arrival
        var title: String
        var text: String
        var isWhole: Bool
    }

    /// Gives stories that came into bulletins the entries that they were in others: one headline over the same words, and
    /// where the other file lost it in this batch, over nearly the same, or the same words under another headline.
    ///
    /// Of two bulletins of one story each is decided before which of them a file is. What is to come only is no such
    /// story: it was taken back until then.
    mutating func moveStories() throws {
        guard try !departed.isEmpty || !arrivals.isEmpty && mayHaveDeparted() else { return }
        var open = try arrivals.compactMap(story)
        var known: [String: [Departure]] = [:]
        for story in open where known[story.title] == nil { known[story.title] = try departures(titled: story.title) }
        let went = try departedStories()
        let cut = went.filter(\.isCut)
        var used: Set<Int64> = []
        func pair(_ candidates: (Story) -> [Departure]?, where isSame: (Story, Departure) -> Bool) throws {
            var left: [Story] = []
            for story in open {
                let found = candidates(story)?.first { other in
                    other.bulletin != story.arrival.bulletin && !used.contains(other.row)
                        && !(story.isWhole && other.isWhole) && isSame(story, other)
                }
                guard let found else {
                    left.append(story)
                    continue
                }
                used.insert(found.row)
                try move(found, to: story.arrival)
            }
            open = left
        }
        let ofTitle = { (story: Story) in known[story.title] }
        let ofBatch = { (_: Story) -> [Departure]? in cut }
        try pair(ofTitle) { $0.text == $1.text && ($1.isCut || Matching.isTelling($0.text)) }
        try pair(ofTitle) { $1.isCut && Matching.isAlike($0.text, $1.text) }
        try pair(ofBatch) { $0.text == $1.text && Matching.isTelling($0.text) }
        for entry in went where !used.contains(entry.row) && Matching.isTelling(entry.text) {
            if let twin = try twin(of: entry) { try move(entry, to: twin, isSeen: true) }
        }
    }

    /// Places of stories in a new version that were taken out of other bulletins lately, word for word: by its place among
    /// the others, such a one would be taken for what stood there.
    func comers(in bulletin: Bulletin, of id: Int64, besides known: [KnownEntry]) throws -> Set<Int> {
        guard !known.isEmpty else { return [] }
        let titles = Set(known.map(\.section.title))
        let strange = bulletin.sections.enumerated().filter {
            !titles.contains($0.element.title) && Matching.isTelling($0.element.text)
        }
        guard try !strange.isEmpty && mayHaveDeparted() else { return [] }
        let comers = try strange.filter { story in
            try departures(titled: story.element.title).contains {
                $0.bulletin != id && $0.text == story.element.text && !(bulletin.kind == .single && $0.isWhole)
            }
        }
        return Set(comers.map(\.offset))
    }

    /// Where a story was put in before it was taken out: it has been there under another identifier for a while, which
    /// goes.
    private func twin(of entry: Departure) throws -> Arrival? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT other.id, other.bulletin, bulletin.path FROM entry
                JOIN entry AS other ON other.title = entry.title AND other.text = entry.text
                JOIN bulletin ON bulletin.id = other.bulletin
                WHERE entry.id = ? AND other.bulletin <> entry.bulletin AND other.retracted IS NULL
                    AND other.released = 1 AND other.id > entry.id AND other.arrived >= ?
                    AND NOT (? AND bulletin.kind = 'single')
                ORDER BY other.arrived DESC, other.id LIMIT 1
                """)
        let arguments: StatementArguments = [entry.row, now.seconds - Self.twinTime, entry.isWhole]
        return try Row.fetchOne(statement, arguments: arguments).map {
            Arrival(row: $0[0], bulletin: $0[1], path: SourcePath(bytes: Array($0[2] as Data)))
        }
    }

    /// - Returns: `nil` when it did not stay.
    private func story(_ arrival: Arrival) throws -> Story? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT entry.title, text, kind = 'single' FROM entry JOIN bulletin ON bulletin.id = bulletin
                WHERE entry.id = ? AND bulletin = ? AND retracted IS NULL
                """)
        return try Row.fetchOne(statement, arguments: [arrival.row, arrival.bulletin]).map {
            Story(arrival: arrival, title: $0[0], text: $0[1], isWhole: $0[2])
        }
    }

    /// Whether anything went lately, or may have gone.
    private func mayHaveDeparted() throws -> Bool {
        if !missing.isEmpty { return true }
        let statement = try db.cachedStatement(sql: "SELECT EXISTS (SELECT * FROM entry WHERE retracted >= ?)")
        return try Bool.fetchOne(statement, arguments: [now.seconds - Self.movingTime]) ?? false
    }

    /// Entries of a headline that went, or whose files are not there: those that went now before others, the latest first.
    private func departures(titled title: String) throws -> [Departure] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(Self.departureColumns), retracted IS NULL FROM entry
                WHERE title = ? AND released = 1 AND (retracted IS NULL OR retracted >= ? AND twin IS NULL)
                ORDER BY retracted IS NULL, retracted DESC, id DESC LIMIT \(Self.departureLimit)
                """)
        let rows = try Row.fetchAll(statement, arguments: [title, now.seconds - Self.movingTime])
        let departures = try rows.compactMap { row -> Departure? in
            if try row[5] && !isMissing(row[2]) { return nil }
            return try departure(row)
        }
        return departures.filter { departed.contains($0.uri) } + departures.filter { !departed.contains($0.uri) }
    }

    private static let departureColumns =
        "id, uri, bulletin, text, (SELECT kind = 'single' FROM bulletin WHERE bulletin.id = entry.bulletin)"

    private func departure(_ row: Row) throws -> Departure {
        let (uri, bulletin): (String, Int64) = (row[1], row[2])
        let isCut = try departed.contains(uri) && sources(of: bulletin).contains { incoming[$0.path] != nil }
        return Departure(row: row[0], uri: uri, bulletin: bulletin, text: row[3], isWhole: row[4], isCut: isCut)
    }

    /// Entries that went in this batch.
    private func departedStories() throws -> [Departure] {
        guard departed.count <= Self.departureLimit else { return [] }
        let statement = try db.cachedStatement(
            sql: """
                SELECT \(Self.departureColumns) FROM entry WHERE uri = ? AND released = 1 AND retracted IS NOT NULL
                """)
        return try departed.sorted().compactMap { uri in
            try Row.fetchOne(statement, arguments: [uri]).map(departure)
        }
    }

    /// Whether none of the files of a bulletin is there now.
    private func isMissing(_ bulletin: Int64) throws -> Bool {
        let sources = try sources(of: bulletin)
        return !missing.isEmpty && !sources.isEmpty && sources.allSatisfy { missing.contains($0.path) }
    }

    // MARK: One of them

    /// - Parameter isSeen: whether readers know what arrived, under an identifier of its own.
    private mutating func move(_ entry: Departure, to arrival: Arrival, isSeen: Bool = false) throws {
        guard var known = try knownEntry(entry.row), let here = try knownEntry(arrival.row),
            let place = try Row.fetchOne(
                db.cachedStatement(sql: "SELECT position, topics FROM entry WHERE id = ?"), arguments: [arrival.row])
        else { return }
        // Readers have not heard of what went in this batch.
        if departed.contains(entry.uri) { known.isRetracted = false }
        var item = Plan.item(keeping: known, with: here.section, position: place[0], at: now)
        if holdings.adopted, let date = try db.laterVersion(item.entry, after: known.updated, at: now) {
            item.entry.updated = date
        }
        try db.run("UPDATE link SET target = \(entry.row) WHERE target = \(arrival.row)")
        if isSeen {
            try retract(here.id)
            // It says what the other does, and must not come back for that.
            try db.run("UPDATE entry SET twin = \(entry.row) WHERE id = \(arrival.row)")
        } else {
            try db.run("DELETE FROM link WHERE entry = \(arrival.row)")
            try db.run("DELETE FROM entry WHERE id = \(arrival.row)")
        }
        try db.giveStory(entry.row, from: entry.bulletin, to: arrival.bulletin)
        let topics = (place[1] as String).linesList
        let row = try apply(item, of: arrival.bulletin, folders: topics, tags: [], isReleased: true)
        if item.change != .none { try resolveLinks(of: row) }
        // Its address is another, whatever it says.
        try markLinks(to: "VALUES (\(row))")
        noteMove(of: row, isChanged: item.change != .none, from: entry.bulletin, to: arrival)
        if try !hasStories(entry.bulletin) { try db.leadOn(from: entry.bulletin, to: row) }
        // Should its file come back as it was, the story is in both.
        for source in try sources(of: entry.bulletin) where missing.contains(source.path) {
            try readAgain([source.path])
        }
    }
}
