internal import BulletinCore
private import Foundation
internal import GRDB
internal import Interop

/// The store of bulletins and their entries: one SQLite file, write-ahead log, `synchronous=FULL`, so that what was
/// accepted survives a power cut.
///
/// A marker file beside it carries the same random name as the database. SQLite makes a fresh database where one is
/// missing; with new ids, every reader would get every story again. So a lost or exchanged database is refused.
struct Catalogue: Sendable {
    let database: DatabasePool
    /// Fixed at the creation.
    let authority: TagAuthority
    /// The name in the marker file while the database is to be given it: by the adoption that it was opened for, so
    /// that one that was cut off leaves no catalogue that would begin with new ids.
    let awaitedName: String?
    private let lock: FileLock

    /// Opens the catalogue of a state folder, or begins one where none has been.
    ///
    /// - Parameters:
    ///   - authorityName: of identifiers, when the catalogue is new.
    ///   - now: the day of a new catalogue's identifiers.
    ///   - adopts: whether it is opened to take ids from feeds: then a lost one may begin anew.
    /// - Throws: `CatalogueError`.
    static func open(
        state: String, authorityName: String, at now: Timestamp, adopts: Bool = false
    ) throws -> Catalogue {
        let path = state + "/catalogue.sqlite"
        let markerPath = state + "/instance"
        let lock: FileLock
        let folder: Folder
        do throws(SystemError) {
            try Folder.create(path: state, mode: 0o750)
            folder = try Folder(path: state)
            lock = try FileLock(path: state + "/lock")
        } catch {
            if error.isHeld { throw CatalogueError.inUse(path: state) }
            throw CatalogueError.unwritable(path: state, reason: "\(error)")
        }
        var marker = try Self.marker(in: folder)
        let size = try folder.status(of: Array("catalogue.sqlite".utf8))?.size ?? 0
        if size == 0, marker != nil, !adopts { throw CatalogueError.missing(path: path) }
        if size == 0, marker == nil, adopts {
            let name = UUID().uuidString.lowercased()
            try Self.mark(folder, name)
            marker = name
        }
        let database = try Self.database(at: path, isNew: size == 0)
        let row: Row
        do {
            row = try Self.prepare(database, path: path, isNew: size == 0, authorityName: authorityName, at: now)
        } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
            throw CatalogueError.unwritable(path: path, reason: error.message ?? "read-only")
        }
        let uuid: String = row["uuid"]
        if marker != uuid {
            // The marker is written after the database: a crash in between leaves a catalogue without bulletins.
            guard marker == nil || adopts,
                try database.read({ try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT * FROM bulletin)") }) == true
            else { throw CatalogueError.foreign(path: path, marker: markerPath) }
            if marker == nil { try Self.mark(folder, uuid) }
        }
        let day = (row["authority_date"] as String).split(separator: "-").compactMap { Int($0) }
        guard day.count == 3, let date = CivilDate(year: day[0], month: day[1], day: day[2]) else {
            throw CatalogueError.notCatalogue(path: path, reason: "no date of creation")
        }
        let authority = TagAuthority(name: row["authority"], date: date)
        try database.write { db in
            var membership = Membership(db: db, authority: authority, now: now)
            try membership.shelve()
        }
        return Catalogue(
            database: database, authority: authority, awaitedName: marker == uuid ? nil : marker, lock: lock)
    }

    private static func mark(_ folder: Folder, _ name: String) throws {
        try folder.create(Array("instance".utf8), Array((name + "\n").utf8), modified: nil, isDurable: true)
        try folder.sync()
    }

    private static func marker(in folder: Folder) throws -> String? {
        let name = Array("instance".utf8)
        guard try folder.status(of: name) != nil else { return nil }
        let bytes = try folder.open(name).read(limit: 100)
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private static func database(at path: String, isNew: Bool) throws -> DatabasePool {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "catalogue"
        configuration.prepareDatabase { db in
            if isNew, !db.configuration.readonly {
                try db.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)")
            }
        }
        do {
            let pool = try DatabasePool(path: path, configuration: configuration)
            // The pool itself sets NORMAL, which loses the latest transactions at a power cut.
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            return pool
        } catch let error as DatabaseError {
            throw CatalogueError.notCatalogue(path: path, reason: error.message ?? "\(error.resultCode)")
        }
    }

    /// Checks whose database it is, brings its schema up to date, and gives a new one its name.
    /// - Returns: the one row of `instance`.
    private static func prepare(
        _ database: DatabasePool, path: String, isNew: Bool, authorityName: String, at now: Timestamp
    ) throws -> Row {
        let id: Int64?
        do {
            id = try database.read { db in try Int64.fetchOne(db, sql: "PRAGMA application_id") }
        } catch let error as DatabaseError {
            throw CatalogueError.notCatalogue(path: path, reason: error.message ?? "\(error.resultCode)")
        }
        guard id == Migrations.applicationID else {
            throw CatalogueError.notCatalogue(path: path, reason: "it belongs to another program")
        }
        let migrator = Migrations.migrator
        if try database.read({ try migrator.hasBeenSuperseded($0) }) { throw CatalogueError.newer(path: path) }
        try migrator.migrate(database)
        return try database.write { db in
            if isNew {
                try db.execute(
                    literal: """
                        INSERT INTO instance (one, uuid, authority, authority_date, changed)
                        VALUES (1, \(UUID().uuidString.lowercased()), \(authorityName), \(now.date.description),
                                \(now.seconds))
                        """)
            }
            guard let row = try Row.fetchOne(db, sql: "SELECT * FROM instance") else {
                throw CatalogueError.notCatalogue(path: path, reason: "it has no name")
            }
            return row
        }
    }

    /// Brings the write-ahead log into the database and closes both.
    func close() throws {
        _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try database.close()
    }
}
