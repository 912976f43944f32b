internal import GRDB

/// Kinds of rows that a catalogue holds any of: what it holds none of need not be looked for with each bulletin.
///
/// Read at the beginning of a transaction; whoever adds the first row of a kind says so.
struct Holdings {
    /// Entries of adopted feeds, claimed or not.
    var adopted: Bool
    /// Those that wait for their bulletins.
    var unclaimed: Bool
    var media: Bool
    var attachments: Bool
    var tombstones: Bool
    var attempts: Bool

    init(_ db: Database) throws {
        let row = try Row.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT EXISTS (SELECT 1 FROM adopted),
                        EXISTS (SELECT 1 FROM adopted INDEXED BY adopted_key WHERE entry IS NULL AND bulletin IS NULL),
                        EXISTS (SELECT 1 FROM media), EXISTS (SELECT 1 FROM attachment),
                        EXISTS (SELECT 1 FROM tombstone), EXISTS (SELECT 1 FROM attempt)
                    """))
        func holds(_ column: Int) -> Bool { row?[column] ?? true }
        adopted = holds(0)
        unclaimed = holds(1)
        media = holds(2)
        attachments = holds(3)
        tombstones = holds(4)
        attempts = holds(5)
    }
}
