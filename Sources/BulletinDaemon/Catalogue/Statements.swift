internal import Foundation
internal import GRDB
internal import Interop

extension Catalogue {
    /// Reads for whoever writes, too: on that connection, which has in memory what was written last. The server reads
    /// on others, so that it waits for no transaction.
    ///
    /// Statements of one reading see the same only because nobody writes meanwhile. Within a transaction they see what it
    /// has stored.
    func read<Value>(_ body: (Database) throws -> Value) throws -> Value { try database.unsafeReentrantWrite(body) }

    /// The same with many statements: in one transaction, for each of its own locks the file and lets it go.
    func readMany<Value>(_ body: (Database) throws -> Value) throws -> Value {
        try read { db in
            if db.isInsideTransaction { return try body(db) }
            var value: Value?
            try db.inTransaction(.deferred) {
                value = try body(db)
                return .commit
            }
            guard let value else { preconditionFailure("a transaction that does not throw has run") }
            return value
        }
    }

    /// A transaction beside whose way to the disk other work is done.
    func transaction<Value>(
        _ body: (Database) throws -> (value: Value, work: (@Sendable () -> Void)?)
    ) throws -> Value {
        try database.writeWithoutTransaction { db in
            // What one of its statements may have to undo is a few pages, which SQLite would write to a file.
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            let result = Result { try Self.transaction(in: db, body) }
            let ending = Result { try db.execute(sql: "PRAGMA temp_store = DEFAULT") }
            let value = try result.get()
            try ending.get()
            return value
        }
    }

    private static func transaction<Value>(
        in db: Database, _ body: (Database) throws -> (value: Value, work: (@Sendable () -> Void)?)
    ) throws -> Value {
        try db.beginTransaction(.immediate)
        do {
            let (value, work) = try body(db)
            if let work {
                _ = try Parallel.both {
                    try db.commit()
                } and: {
                    work()
                }
            } else {
                try db.commit()
            }
            return value
        } catch {
            guard db.isInsideTransaction else { throw error }
            do {
                try db.rollback()
            } catch {
                // The failure that is told is the first.
            }
            throw error
        }
    }
}

extension [Int64] {
    /// For `json_each`, so that one statement is about many rows: to begin one takes longer than to find a row.
    var json: String { "[" + map(String.init).joined(separator: ",") + "]" }
}

extension [String] {
    /// The same of paths in the site, which hold nothing that JSON would have escaped.
    var json: String { isEmpty ? "[]" : "[\"" + joined(separator: "\",\"") + "\"]" }

    /// The same of any texts.
    func escapedJSON() throws -> String { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
}

extension Database {
    /// Runs one statement, which stays prepared for the next time: to prepare it takes longer than to run it.
    func run(_ literal: SQL) throws {
        let (sql, arguments) = try literal.build(self)
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}
