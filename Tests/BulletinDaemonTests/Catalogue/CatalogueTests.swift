import BulletinCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// A lost or exchanged catalogue is refused: begun anew, it would repost everything.
@Suite(.inTurn) struct CatalogueTests {
    static let now = Timestamp(seconds: 1_800_000_000)

    static func open(_ folder: TemporaryFolder) throws -> Catalogue {
        try Catalogue.open(state: folder("state"), authorityName: "example.org", at: now)
    }

    /// A state folder that was used and closed.
    static func used() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let catalogue = try open(folder)
        try catalogue.database.write { db in
            try db.execute(
                sql: """
                    INSERT INTO bulletin (key, slug, kind, title, authors, intro, path)
                    VALUES ('k', 'k', 'single', 't', '', '', x'61')
                    """)
        }
        try catalogue.close()
        return folder
    }

    static func removeDatabase(_ folder: TemporaryFolder) throws {
        for name in try folder.files(below: "state").keys where name.hasPrefix("catalogue.sqlite") {
            try folder.remove("state/" + name)
        }
    }

    @Test func keepsAuthorityAndDateWhateverIsConfiguredLater() throws {
        let folder = try Self.used()
        let later = try Catalogue.open(
            state: folder("state"), authorityName: "elsewhere.example", at: Self.now.advanced(by: 90_000_000))
        #expect(later.authority.name == "example.org")
        #expect(later.authority.date == Self.now.date)
    }

    @Test func aMissingDatabaseIsRefused() throws {
        let folder = try Self.used()
        try Self.removeDatabase(folder)
        #expect(throws: CatalogueError.missing(path: folder("state/catalogue.sqlite"))) { try Self.open(folder) }
        #expect(!folder.contains("state/catalogue.sqlite"))
    }

    @Test func anEmptyDatabaseIsRefused() throws {
        let folder = try Self.used()
        try Self.removeDatabase(folder)
        try folder.write("", to: "state/catalogue.sqlite")
        #expect(throws: CatalogueError.missing(path: folder("state/catalogue.sqlite"))) { try Self.open(folder) }
        #expect(try folder.read("state/catalogue.sqlite").isEmpty)
    }

    @Test func anotherCataloguesDatabaseIsRefused() throws {
        let folder = try Self.used()
        let other = try Self.used()
        try Self.removeDatabase(folder)
        try FileManager.default.copyItem(
            atPath: other("state/catalogue.sqlite"), toPath: folder("state/catalogue.sqlite"))
        #expect(
            throws: CatalogueError.foreign(path: folder("state/catalogue.sqlite"), marker: folder("state/instance"))
        ) {
            try Self.open(folder)
        }
    }

    @Test func aDatabaseWithoutItsMarkerIsRefused() throws {
        let folder = try Self.used()
        try folder.remove("state/instance")
        #expect(
            throws: CatalogueError.foreign(path: folder("state/catalogue.sqlite"), marker: folder("state/instance"))
        ) {
            try Self.open(folder)
        }
    }

    @Test func aCrashBetweenDatabaseAndMarkerIsMended() throws {
        let folder = try TemporaryFolder()
        try Self.open(folder).close()
        try folder.remove("state/instance")
        try Self.open(folder).close()
        #expect(folder.contains("state/instance"))
    }

    /// A kill between any two steps of the making of a catalogue: the next start makes it.
    @Test(arguments: [
        "PRAGMA journal_mode = WAL", "PRAGMA application_id = \(Migrations.applicationID)",
        "PRAGMA application_id = \(Migrations.applicationID); CREATE TABLE grdb_migrations (identifier TEXT NOT NULL)",
    ])
    func aCrashWhileTheCatalogueIsMadeIsMended(steps: String) throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        let queue = try DatabaseQueue(path: folder("state/catalogue.sqlite"))
        try queue.writeWithoutTransaction { try $0.execute(sql: steps) }
        try queue.close()
        try folder.write("", to: "state/instance.new")
        #expect(try folder.size(of: "state/catalogue.sqlite") > 0)
        try Self.open(folder).close()
        #expect(!folder.contains("state/instance.new"))
        #expect(try Self.open(folder).authority.date == Self.now.date)
    }

    @Test func anotherProgramsDatabaseIsRefused() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        let queue = try DatabaseQueue(path: folder("state/catalogue.sqlite"))
        try queue.write { try $0.execute(sql: "CREATE TABLE t (a)") }
        try queue.close()
        #expect(
            throws: CatalogueError.notCatalogue(
                path: folder("state/catalogue.sqlite"), reason: "it belongs to another program")
        ) {
            try Self.open(folder)
        }
    }

    @Test func bytesThatAreNoDatabaseAreRefused() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        let text = String(repeating: "This is no database. ", count: 500)
        try folder.write(text, to: "state/catalogue.sqlite")
        #expect(throws: CatalogueError.self) { try Self.open(folder) }
        #expect(try folder.text("state/catalogue.sqlite") == text)
    }

    @Test func aNewerSchemaIsRefused() throws {
        let folder = try Self.used()
        let queue = try DatabaseQueue(path: folder("state/catalogue.sqlite"))
        try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: from the future')") }
        try queue.close()
        #expect(throws: CatalogueError.newer(path: folder("state/catalogue.sqlite"))) { try Self.open(folder) }
    }

    @Test func aSecondInstanceIsRefused() throws {
        let folder = try TemporaryFolder()
        let first = try Self.open(folder)
        #expect(throws: CatalogueError.inUse(path: folder("state"))) { try Self.open(folder) }
        try first.close()
    }

    @Test func everyCommitReachesTheDisk() throws {
        let folder = try TemporaryFolder()
        let catalogue = try Self.open(folder)
        let (mode, level) = try catalogue.database.write { db in
            (
                try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA synchronous")
            )
        }
        #expect(mode == "wal")
        #expect(level == 2)  // FULL: NORMAL was seen to lose a committed transaction at a power cut
    }

    /// A lock that another program holds says nothing against the catalogue.
    @Test(arguments: [ResultCode.SQLITE_BUSY, .SQLITE_LOCKED, .SQLITE_BUSY_SNAPSHOT]) func aHeldLockPasses(
        code: ResultCode
    ) {
        let error = DatabaseError(resultCode: code, message: "database is locked")
        #expect(CatalogueError(error, path: "c") == .busy(path: "c"))
        #expect(StorageFault(error)?.description.contains("another program holds it") == true)
    }
}
