import BulletinCore
import Foundation
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct BackupTests {
    let world: World

    init() throws { world = try World() }

    @Test func aBackupAloneBringsAllBack() async throws {
        try await world.drop(PipelineTests.digest, as: "w.txt")
        let before = try world.folder.files(below: "site")
        try Backup.make(of: world.folder("state"), at: world.folder("b.db"), replaces: false)
        let attributes = try FileManager.default.attributesOfItem(atPath: world.folder("b.db"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)

        let folder = try TemporaryFolder()
        #expect(try Backup.restore(world.folder("b.db"), to: folder("state")) == world.now)
        let names = try FileManager.default.contentsOfDirectory(atPath: folder("state")).sorted()
        #expect(names == ["catalogue.sqlite", "instance", "lock"])
        let catalogue = try Catalogue.open(
            state: folder("state"), authorityName: "other.example", at: world.now.advanced(by: 9_000))
        #expect(catalogue.authority == world.catalogue.authority)
        // The site is rendered anew, byte for byte.
        let publisher = try Publisher(site: folder("site"))
        let pipeline = Pipeline(
            configuration: world.configuration, channel: world.channel, catalogue: catalogue, publisher: publisher,
            store: SiteStore(site: publisher.site), pages: try PageRenderer(), workers: try world.pipeline().workers,
            look: "any", logger: try world.pipeline().logger)
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(try folder.files(below: "site") == before)
    }

    /// Whatever is written meanwhile, a backup is one moment of it.
    @Test func aBackupUnderLoadIsOneMoment() throws {
        try world.catalogue.database.write { db in
            try db.execute(sql: "CREATE TABLE pair (a INTEGER, b BLOB); INSERT INTO pair VALUES (0, x'')")
        }
        let isDone = Mutex(false)
        let ended = DispatchSemaphore(value: 0)
        let database = world.catalogue.database
        let failure = Mutex<(any Error)?>(nil)
        Thread.detachNewThread {
            do {
                var count = 0
                while !isDone.withLock({ $0 }) {
                    count += 1
                    try database.write { db in
                        try db.execute(sql: "UPDATE pair SET a = ?", arguments: [count])
                        try db.execute(sql: "INSERT INTO pair VALUES (?, zeroblob(20000))", arguments: [count])
                    }
                }
            } catch {
                failure.withLock { $0 = error }
            }
            ended.signal()
        }
        for _ in 0..<10 {
            try Backup.make(of: world.folder("state"), at: world.folder("b.db"), replaces: false)
            let rows = try DatabaseQueue(path: world.folder("b.db")).read { db in
                try Row.fetchOne(db, sql: "SELECT COUNT(*) - 1, MIN(a), MAX(a) FROM pair")
            }
            let row = try #require(rows)
            // Each transaction adds a row and sets the others.
            #expect((row[0] as Int) >= 0)
            let count: Int = row[0]
            let greatest: Int? = row[2]
            #expect(greatest == count)
        }
        isDone.withLock { $0 = true }
        ended.wait()
        #expect(failure.withLock { $0 } == nil)
    }

    @Test func onlyABackupIsReplaced() throws {
        let folder = world.folder
        let state = folder("state")
        try folder.write("a letter", to: "letter.txt")
        #expect(throws: BackupError.wouldReplace(path: folder("letter.txt"))) {
            try Backup.make(of: state, at: folder("letter.txt"), replaces: false)
        }
        #expect(try folder.text("letter.txt") == "a letter")
        #expect(throws: BackupError.inState(path: state + "/b.db")) {
            try Backup.make(of: state, at: state + "/b.db", replaces: true)
        }
        // Nor the catalogue of another state folder.
        let other = try World()
        #expect(throws: BackupError.wouldReplace(path: other.folder("state/catalogue.sqlite"))) {
            try Backup.make(of: state, at: other.folder("state/catalogue.sqlite"), replaces: false)
        }
        try Backup.make(of: state, at: folder("letter.txt"), replaces: true)
        try Backup.make(of: state, at: folder("letter.txt"), replaces: false)
        #expect(
            throws: CatalogueError.absent(path: folder("nowhere/catalogue.sqlite"))
        ) { try Backup.make(of: folder("nowhere"), at: folder("c.db"), replaces: false) }
        let left = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasPrefix(".bull") }
        #expect(left.isEmpty)
    }

    /// A database of another program in the place of the catalogue, and what is left of one, are never copied over the
    /// last good backup.
    @Test func onlyACatalogueIsBackedUp() throws {
        let folder = world.folder
        try Backup.make(of: folder("state"), at: folder("b.db"), replaces: false)
        let good = try folder.read("b.db")
        for number in 0..<200 {
            try world.take(.digest(["One \(number)", "Two \(number)"]), at: "\(number).txt", version: number)
        }
        try world.catalogue.tidy()
        let whole = try folder.read("state/catalogue.sqlite")
        func refusal(_ name: String) throws -> CatalogueError? {
            let error = #expect(throws: CatalogueError.self) {
                try Backup.make(of: folder(name), at: folder("b.db"), replaces: true)
            }
            #expect(try folder.read("b.db") == good)
            return error
        }
        try folder.makeFolder("other")
        try DatabaseQueue(path: folder("other/catalogue.sqlite")).write {
            try $0.execute(sql: "CREATE TABLE photos(x)")
        }
        let path = folder("other/catalogue.sqlite")
        #expect(try refusal("other") == .notCatalogue(path: path, reason: "it belongs to another program"))
        try folder.makeFolder("half")
        try folder.drop(Array(whole.prefix(whole.count / 2)), as: "half/catalogue.sqlite")
        guard case .damaged = try refusal("half") else { throw TestSupportError("half is no damage") }
        try folder.makeFolder("nonsense")
        try folder.write(String(repeating: "nonsense ", count: 1000), to: "nonsense/catalogue.sqlite")
        try folder.write("name\n", to: "nonsense/instance")
        guard case .damaged = try refusal("nonsense") else { throw TestSupportError("nonsense is no damage") }
    }

    @Test func aBackupIsAPlainFileOfItsOwn() throws {
        let folder = world.folder
        let state = folder("state")
        #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
        try folder.makeFolder("folder")
        for name in ["pipe", "folder"] {
            #expect(throws: BackupError.noFile(path: folder(name))) {
                try Backup.make(of: state, at: folder(name), replaces: true)
            }
        }
        #expect(
            try FileManager.default.attributesOfItem(atPath: folder("pipe"))[.type] as? FileAttributeType
                == .typeUnknown)
        let long = folder(String(repeating: "n", count: 256))
        let error = #expect(throws: BackupError.self) { try Backup.make(of: state, at: long, replaces: false) }
        #expect("\(try #require(error))".hasSuffix("(stat: File name too long); name a file with a shorter name"))
        // What lies in the site is served to everybody.
        try folder.makeFolder("site/deep/er")
        try FileManager.default.createSymbolicLink(atPath: folder("by"), withDestinationPath: folder("site/deep"))
        for name in ["site/b.db", "site/deep/er/b.db", "by/b.db"] {
            #expect(throws: BackupError.inSite(path: folder(name))) {
                try Backup.make(of: state, site: folder("site"), at: folder(name), replaces: true)
            }
        }
        try folder.makeFolder("inbox/deep")
        for name in ["inbox/b.db", "inbox/deep/b.db"] {
            #expect(throws: BackupError.inInbox(path: folder(name))) {
                try Backup.make(of: state, inbox: folder("inbox"), at: folder(name), replaces: true)
            }
        }
        try folder.makeFolder("state/deep")
        #expect(throws: BackupError.inState(path: state + "/deep/b.db")) {
            try Backup.make(of: state, at: state + "/deep/b.db", replaces: false)
        }
    }

    @Test func aRestorationReplacesNothing() throws {
        let (folder, state) = (world.folder, world.folder("state"))
        try Backup.make(of: state, at: folder("b.db"), replaces: false)
        #expect(throws: CatalogueError.inUse(path: state)) { try Backup.restore(folder("b.db"), to: state) }
        let other = try TemporaryFolder()
        do { _ = try Catalogue.open(state: other("state"), authorityName: "example.org", at: world.now) }
        #expect(throws: BackupError.hasCatalogue(path: other("state/catalogue.sqlite"))) {
            try Backup.restore(folder("b.db"), to: other("state"))
        }
        // The folder of another catalogue, which is lost.
        try other.remove("state/catalogue.sqlite")
        #expect(throws: BackupError.ofAnother(path: folder("b.db"), state: other("state"))) {
            try Backup.restore(folder("b.db"), to: other("state"))
        }
        try other.remove("state/instance")
        // What the lost one left is not taken for a log of the new one.
        try other.write("log", to: "state/catalogue.sqlite-wal")
        _ = try Backup.restore(folder("b.db"), to: other("state"))
        #expect(!other.contains("state/catalogue.sqlite-wal"))
        do { _ = try Catalogue.open(state: other("state"), authorityName: "example.org", at: world.now) }
    }

    @Test func onlyASoundBackupIsRestored() throws {
        let folder = world.folder
        for number in 0..<200 {
            try world.take(.digest(["One \(number)", "Two \(number)"]), at: "\(number).txt", version: number)
        }
        try Backup.make(of: folder("state"), at: folder("b.db"), replaces: false)
        try folder.write("a letter", to: "letter.txt")
        #expect(throws: BackupError.noBackup(path: folder("letter.txt"))) {
            try Backup.restore(folder("letter.txt"), to: folder("new"))
        }
        var bytes = try folder.read("b.db")
        for index in (bytes.count / 2)..<(bytes.count / 2 + 8192) { bytes[index] = 0xA5 }
        try Data(bytes).write(to: URL(filePath: folder("b.db")))
        #expect(throws: (any Error).self) { try Backup.restore(folder("b.db"), to: folder("new")) }
        #expect(!folder.contains("new/catalogue.sqlite"))
        #expect(!folder.contains("new/instance"))
    }

    /// A backup in the place of a catalogue is refused: what it knows of the site is out of date.
    @Test func aBackupIsNoCatalogue() throws {
        try Backup.make(of: world.folder("state"), at: world.folder("b.db"), replaces: false)
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        try FileManager.default.copyItem(atPath: world.folder("b.db"), toPath: folder("state/catalogue.sqlite"))
        #expect(throws: CatalogueError.self) {
            try Catalogue.open(state: folder("state"), authorityName: "example.org", at: world.now)
        }
    }

    /// A damaged page anywhere is seen at the start, and the way out is told.
    @Test func aDamagedCatalogueIsRefused() throws {
        let folder = try TemporaryFolder()
        do {
            let catalogue = try Catalogue.open(state: folder("state"), authorityName: "example.org", at: world.now)
            try catalogue.close()
        }
        var bytes = try folder.read("state/catalogue.sqlite")
        for index in (bytes.count / 2)..<(bytes.count / 2 + 4096) { bytes[index] = 0xA5 }
        try Data(bytes).write(to: URL(filePath: folder("state/catalogue.sqlite")))
        let error = #expect(throws: CatalogueError.self) {
            try Catalogue.open(state: folder("state"), authorityName: "example.org", at: world.now)
        }
        let text = "\(try #require(error))"
        for part in ["the catalogue is damaged (", "bulletind restore FILE", "bulletind adopt FEED"] {
            #expect(text.contains(part))
        }
        // Its head as well.
        try Data([UInt8](repeating: 0xA5, count: bytes.count)).write(
            to: URL(filePath: folder("state/catalogue.sqlite")))
        let other = #expect(throws: CatalogueError.self) {
            try Catalogue.open(state: folder("state"), authorityName: "example.org", at: world.now)
        }
        #expect("\(try #require(other))".contains("the catalogue is damaged ("))
    }
}
