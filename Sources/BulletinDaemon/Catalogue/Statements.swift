internal import GRDB

extension Database {
    /// Runs one statement, which stays prepared for the next time: to prepare it takes longer than to run it.
    func run(_ literal: SQL) throws {
        let (sql, arguments) = try literal.build(self)
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
