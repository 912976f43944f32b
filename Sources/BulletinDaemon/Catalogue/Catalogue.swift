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
    /// Fixed with the first id.
    let authority: TagAuthority
    /// The name in the marker file while the database is to be given it: by the adoption that it was opened for, so
    /// that one that was cut off leaves no catalogue that would begin with new ids.
    let awaitedName: String?
    /// What lies in the state folder while the catalogue is open. A hard link to it is not to be published; it is not even
    /// to be opened, for to close a second descriptor of a database gives up the locks of the first (fcntl(2)).
    let ownFiles: Set<FileIdentity>
    /// `nil` when the catalogue is only read.
    private let lock: FileLock?
    /// Paths that led to the state folder and the catalogue when it was opened, and what they led to.
    private let places: [String: FileIdentity]

    static let fileName = "catalogue.sqlite"
    static let markerName = "instance"
    static let lockName = "lock"
    /// Bytes up to which the whole file is looked through at the start.
    static let checkedSize: Int64 = 64_000_000

    /// KiB of the database that each connection may keep in memory.
    private static let cacheSize = 8_000
    /// Pages of the write-ahead log with which a transaction brings it into the database, if `tidy()` does not before.
    private static let longestLog = 8_000

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
        let path = "\(state)/\(fileName)"
        let markerPath = "\(state)/\(markerName)"
        let lock: FileLock
        let folder: Folder
        do throws(SystemError) {
            try Folder.create(path: state, mode: 0o750)
            folder = try Folder(path: state)
            lock = try FileLock(path: "\(state)/\(lockName)")
            try folder.giveToOwner(Array(lockName.utf8))
        } catch {
            if error.isHeld { throw CatalogueError.inUse(path: state) }
            throw CatalogueError(error, path: state)
        }
        var marker = try Self.marker(in: folder)
        let size = try folder.status(of: Array(fileName.utf8))?.size ?? 0
        if size == 0, marker != nil, !adopts { throw CatalogueError.missing(path: path) }
        if size == 0, marker == nil, adopts {
            let name = UUID().uuidString.lowercased()
            try Self.mark(folder, name)
            marker = name
        }
        let database: DatabasePool
        let row: Row
        do {
            database = try Self.database(at: path)
            if (1...checkedSize).contains(size), let damage = try database.read({ try $0.damage() }) {
                throw CatalogueError.damaged(path: path, reason: damage)
            }
            row = try Self.prepare(
                database, path: path, mayBegin: marker == nil || adopts, authorityName: authorityName, at: now)
        } catch let error as DatabaseError {
            throw CatalogueError(error, path: path, isMarked: marker != nil)
        }
        let uuid: String = row["uuid"]
        if marker != uuid {
            // The marker is written after the database: a crash in between leaves a catalogue without bulletins.
            guard marker == nil || adopts,
                try database.read({ try Bool.fetchOne($0, sql: "SELECT NOT EXISTS (SELECT * FROM bulletin)") }) == true
            else { throw CatalogueError.foreign(path: path, marker: markerPath) }
            if marker == nil { try Self.mark(folder, uuid) }
        }
        // SQLite gives the files beside it to whom it belongs, from the next opening on.
        for ending in ["", "-wal", "-shm"] {
            let name = Array((fileName + ending).utf8)
            if try folder.status(of: name) != nil { try folder.giveToOwner(name) }
        }
        let authority = try Self.authority(row, path: path)
        try database.write { db in
            var membership = Membership(db: db, authority: authority, now: now, holdings: try Holdings(db))
            try membership.shelve()
        }
        return Catalogue(
            database: database, authority: authority, awaitedName: marker == uuid ? nil : marker,
            ownFiles: try Self.files(in: folder), lock: lock,
            places: [state: try FileIdentity(path: state), path: try FileIdentity(path: path)])
    }

    /// Notices that somebody moved, removed or replaced what is open: what would be stored there is lost at the next start.
    /// - Throws: `CatalogueError`.
    func checkPlaces() throws(CatalogueError) {
        for (path, identity) in places.sorted(by: { $0.key.utf8.count < $1.key.utf8.count }) {
            do throws(SystemError) {
                if try FileIdentity(path: path) == identity { continue }
            } catch {
                // What cannot be looked at is not known to be another.
                if !error.isMissing { continue }
            }
            throw .moved(path: path)
        }
    }

    private static func files(in folder: Folder) throws(SystemError) -> Set<FileIdentity> {
        var identities: Set<FileIdentity> = []
        for name in try folder.names() {
            if let status = try folder.status(of: name) { identities.insert(status.identity) }
        }
        return identities
    }

    /// Writes the name of a catalogue into its state folder.
    static func mark(_ folder: Folder, _ name: String) throws {
        let unfinished = Array((markerName + ".new").utf8)
        try folder.remove(unfinished)
        try folder.create(unfinished, Array((name + "\n").utf8), modified: nil, isDurable: true)
        try folder.giveToOwner(unfinished)
        try folder.rename(unfinished, to: Array(markerName.utf8))
        try folder.sync()
    }

    private static func authority(_ row: Row, path: String) throws -> TagAuthority {
        let day = (row["authority_date"] as String).split(separator: "-").compactMap { Int($0) }
        guard day.count == 3, let date = CivilDate(year: day[0], month: day[1], day: day[2]) else {
            throw CatalogueError.notCatalogue(path: path, reason: "no date of creation")
        }
        return TagAuthority(name: row["authority"], date: date)
    }

    /// As it is now: settings may have brought another since the catalogue was opened.
    static func authority(_ db: Database) throws -> TagAuthority {
        guard let row = try Row.fetchOne(db, sql: "SELECT authority, authority_date FROM instance") else {
            throw CatalogueError.notCatalogue(path: fileName, reason: "it has no name")
        }
        return try authority(row, path: fileName)
    }

    /// The same catalogue under an authority that it has been given.
    func with(_ authority: TagAuthority) -> Catalogue {
        Catalogue(
            database: database, authority: authority, awaitedName: awaitedName, ownFiles: ownFiles, lock: lock,
            places: places)
    }

    /// Opens the catalogue of a state folder to read in it, whether or not a service runs on it.
    /// - Throws: `CatalogueError`.
    static func reading(state: String) throws -> Catalogue {
        let path = "\(state)/\(fileName)"
        _ = try folder(state)
        var configuration = GRDB.Configuration()
        configuration.readonly = true
        configuration.busyMode = .timeout(5)
        do {
            let database = try DatabasePool(path: path, configuration: configuration)
            let row = try database.read { db in
                try identify(db, path: path)
                let migrator = Migrations.migrator
                if try migrator.hasBeenSuperseded(db) { throw CatalogueError.newer(path: path) }
                guard try migrator.hasCompletedMigrations(db) else { throw CatalogueError.older(path: path) }
                return try Row.fetchOne(db, sql: "SELECT * FROM instance")
            }
            guard let row else { throw CatalogueError.notCatalogue(path: path, reason: "it has no name") }
            return Catalogue(
                database: database, authority: try authority(row, path: path), awaitedName: nil, ownFiles: [],
                lock: nil, places: [:])
        } catch let error as DatabaseError {
            throw CatalogueError(error, path: path).ofReading
        }
    }

    /// A state folder in which there is a catalogue.
    /// - Throws: `CatalogueError`.
    static func folder(_ state: String) throws -> Folder {
        let path = "\(state)/\(fileName)"
        do throws(SystemError) {
            let folder = try Folder(path: state)
            guard try (folder.status(of: Array(fileName.utf8))?.size ?? 0) > 0 else { throw SystemError.missing }
            return folder
        } catch {
            if error.isMissing { throw CatalogueError.absent(path: path) }
            throw CatalogueError.unreadable(path: path, reason: "\(error)")
        }
    }

    /// Whether a state folder without a catalogue has had one.
    static func isMissing(state: String) throws -> Bool {
        guard try !isNew(state: state) else { return false }
        let folder = try Folder(path: state)
        let size = try folder.status(of: Array(fileName.utf8))?.size ?? 0
        return try size == 0 && marker(in: folder) != nil
    }

    /// Whether no catalogue has ever been in a state folder, as far as that is to be seen in it.
    static func isNew(state: String) throws -> Bool {
        do throws(SystemError) {
            let folder = try Folder(path: state)
            for name in [fileName, markerName] where try folder.status(of: Array(name.utf8)) != nil { return false }
            return true
        } catch {
            if error.isMissing { return true }
            throw CatalogueError.unreadable(path: state, reason: "\(error)")
        }
    }

    /// - Throws: `CatalogueError` for a database that is no catalogue.
    static func identify(_ db: Database, path: String) throws {
        guard try Int64.fetchOne(db, sql: "PRAGMA application_id") == Migrations.applicationID else {
            throw CatalogueError.notCatalogue(path: path, reason: "it belongs to another program")
        }
    }

    static func marker(in folder: Folder) throws -> String? {
        let name = Array(markerName.utf8)
        guard try folder.status(of: name) != nil else { return nil }
        let bytes = try folder.open(name).read(limit: 100)
        return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    }

    private static func database(at path: String) throws -> DatabasePool {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(5)
        configuration.label = "catalogue"
        configuration.prepareDatabase { try $0.execute(sql: "PRAGMA cache_size = -\(cacheSize)") }
        let pool = try DatabasePool(path: path, configuration: configuration)
        try pool.writeWithoutTransaction { db in
            // The pool itself sets NORMAL, which loses the latest transactions at a power cut.
            try db.execute(sql: "PRAGMA synchronous = FULL")
            try db.execute(sql: "PRAGMA wal_autocheckpoint = \(longestLog)")
        }
        return pool
    }

    /// Checks whose database it is, brings its schema up to date, and gives a new one its name.
    /// - Parameter mayBegin: whether no catalogue was ever finished here. One without a name is then a new one, or one
    ///   whose making was cut off.
    /// - Returns: the one row of `instance`.
    private static func prepare(
        _ database: DatabasePool, path: String, mayBegin: Bool, authorityName: String, at now: Timestamp
    ) throws -> Row {
        let (id, isEmpty) = try database.read { db in
            (
                try Int64.fetchOne(db, sql: "PRAGMA application_id"),
                try Bool.fetchOne(db, sql: "SELECT NOT EXISTS (SELECT * FROM sqlite_schema)") ?? false
            )
        }
        if mayBegin, isEmpty, id == 0 {
            try database.write { try $0.execute(sql: "PRAGMA application_id = \(Migrations.applicationID)") }
        } else if id != Migrations.applicationID {
            throw CatalogueError.notCatalogue(path: path, reason: "it belongs to another program")
        }
        let migrator = Migrations.migrator
        if try database.read({ try migrator.hasBeenSuperseded($0) }) { throw CatalogueError.newer(path: path) }
        try migrator.migrate(database)
        return try database.write { db in
            if mayBegin, try Row.fetchOne(db, sql: "SELECT * FROM instance") == nil {
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

    /// Brings the write-ahead log into the database: at leisure, so that no transaction has to.
    func tidy() throws { _ = try database.writeWithoutTransaction { try $0.checkpoint(.passive) } }

    /// Brings the write-ahead log into the database and closes both.
    func close() throws {
        _ = try database.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        try database.close()
    }
}
