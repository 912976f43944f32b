internal import BulletinCore
internal import GRDB

/// What is stored and not yet published: noted in the transaction that makes it so, cleared when it is published.
extension Database {
    /// - Parameter bulletins: a query for their ids, or `VALUES`.
    func markPages(of bulletins: SQL) throws {
        try execute(literal: "INSERT OR IGNORE INTO pending (bulletin) \(literal: bulletins)")
    }

    /// The feeds and the index.
    func markFeeds() throws { try markPages(of: "VALUES (0)") }

    /// Readers see something else from now on. The moment never moves back.
    func markChange(at now: Timestamp) throws {
        try execute(literal: "UPDATE instance SET changed = MAX(changed, \(now.seconds))")
    }
}
