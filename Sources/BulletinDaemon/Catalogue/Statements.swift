internal import GRDB

extension Catalogue {
    /// Reads for whoever writes, too: on that connection, which has in memory what was written last. The server reads
    /// on others, so that it waits for no transaction.
    ///
    /// Statements of one reading see the same only because nobody writes meanwhile. Within a transaction they see what it
    /// has stored.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try database.unsafeReentrantWrite(body) }
}

extension Database {
    /// Runs one statement, which stays prepared for the next time: to prepare it takes longer than to run it.
    func run(_ literal: SQL) throws {
        let (sql, arguments) = try literal.build(self)
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
