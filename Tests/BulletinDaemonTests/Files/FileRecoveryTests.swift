import BulletinCore
import GRDB
import Interop
import Logging
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

/// Files of the site after crashes and damage, and the notes about files that no bulletin shows.
@Suite(.inTurn) struct FileRecoveryTests {
    @Test func lostAndDamagedFilesComeBackFromTheCatalogue() async throws {
        let world = try World()
        try await world.drop(FilesTests.note, as: "w.txt")
        try await world.drop(FilesTests.png, as: "w.png")
        try await world.drop(FilesTests.mp3, as: "w.mp3")
        let first = try world.folder.files(below: "site")
        try world.folder.remove("inbox")
        try world.folder.remove("site/files/w/w.png")
        try world.folder.write("half", to: "site/files/w/w.mp3")
        for _ in 0..<2 {
            let pipeline = try world.pipeline()
            try pipeline.prepare()
            try pipeline.publish(at: world.now)
            #expect(try world.folder.files(below: "site") == first)
            try world.folder.remove("site")
        }
    }

    /// A crash before, between and behind the renames; the picture is replaced and a second one comes.
    @Test(arguments: 0..<4) func aPublicationThatWasCutOffIsFinished(step: Int) async throws {
        let world = try World()
        try await world.drop(FilesTests.note, as: "w.txt")
        try await world.drop(FilesTests.png, as: "w.png")
        let paths = ["files/w/w.png", "files/w/w-2.png", "bulletins/w/index.html", "feed.rss"]
        let path = "site/" + paths[step]
        if world.folder.contains(path) { try world.folder.remove(path) }
        try world.folder.makeFolder(path)
        try? FilesTests.take(
            world, [("w.png", FilesTests.otherPNG), ("w.2.png", FilesTests.png)])
        try world.folder.remove(path)
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(
            try FilesTests.files(world) == ["w/w.png": FilesTests.otherPNG, "w/w-2.png": FilesTests.png])
        try FilesTests.expectWhole(world)
    }

    /// A picture is gone, and the feeds that lead to it could not be replaced.
    private func removalCutOffBeforeTheFeeds() async throws -> World {
        let world = try World()
        try await world.drop(FilesTests.note, as: "w.txt")
        try await world.drop(FilesTests.png, as: "w.png")
        try takePages(world, [], gone: ["w.png"])
        return world
    }

    /// Of a publication the first half: a crash comes before the feeds.
    private func takePages(_ world: World, _ files: [(String, [UInt8])], gone: [String] = []) throws {
        try FilesTests.take(world, files, gone: gone) { pipeline in
            let pages = try pipeline.readPages(of: world.catalogue.pending(limit: 9).bulletins)
            let attached = try pipeline.publishFiles(of: pages, at: world.now)
            let rendered = try pipeline.rendering.files(of: pages.shown)
            let changed = try pipeline.publishChanged(rendered, at: world.now)
            _ = try pipeline.finish(pages, attached, rendered, changed)
        }
    }

    /// The service starts again.
    private func goOn(_ world: World) throws {
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
    }

    /// Files that are not to stay go after the feeds that led to them, even when a crash comes in between.
    @Test func aRemovalThatWasCutOffIsFinished() async throws {
        let world = try await removalCutOffBeforeTheFeeds()
        // The feeds that are out lead to it.
        #expect(try FilesTests.files(world).count == 1)
        try goOn(world)
        #expect(try FilesTests.files(world).isEmpty)
        try FilesTests.expectWhole(world)
    }

    /// To be removed, and wanted again before the feeds were out.
    @Test func aFileThatComesBackStays() async throws {
        let world = try await removalCutOffBeforeTheFeeds()
        try takePages(world, [("w.png", FilesTests.png)])
        try goOn(world)
        #expect(try FilesTests.files(world) == ["w/w.png": FilesTests.png])
        try FilesTests.expectWhole(world)
    }

    /// Whole in the folder, not yet in the catalogue: it is no one's.
    @Test func whatWasRenamedAndNotRecordedIsSwept() async throws {
        let world = try World()
        try await world.drop(FilesTests.note, as: "w.txt")
        try world.folder.makeFolder("site/files/w")
        try world.folder.write("x", to: "site/files/w/old.png")
        try world.catalogue.lost(["bulletins/w/index.html"])
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        #expect(try FilesTests.files(world).isEmpty)
    }

    @Test func aCatalogueOfTheFirstSchemaTakesPictures() throws {
        let world = try World()
        try world.take(FilesTests.bulletin("<p>x</p>"), at: "w.txt")
        try world.catalogue.database.write { db in
            let tables = [
                "attachment", "want", "media", "blob", "retired", "due", "sitemap", "tombstone", "member", "archive",
                "feed", "topic", "version", "former_url", "redirect", "held", "adopted",
            ]
            for table in tables { try db.drop(table: table) }
            let columns = [
                "instance": ["shelved", "topics_changed", "url", "moment"],
                "source": ["feed_remarks", "reading", "since"],
                "bulletin": ["stated", "via", "issue_uri", "issue_published", "issue_updated"],
            ]
            for index in ["bulletin_stated", "bulletin_key", "bulletin_issue"] {
                try db.execute(sql: "DROP INDEX \(index)")
            }
            for (table, names) in columns {
                for name in names { try db.execute(sql: "ALTER TABLE \(table) DROP COLUMN \(name)") }
            }
            try db.execute(sql: "DELETE FROM grdb_migrations WHERE identifier >= '4'")
        }
        try Migrations.migrator.migrate(world.catalogue.database)
        try world.catalogue.database.write { db in
            var membership = Membership(
                db: db, authority: world.catalogue.authority, now: world.now, holdings: try Holdings(db))
            try membership.shelve()
        }
        for series in Series.main {
            let key = DocumentKey(feed: DocumentKey.siteFeed(series), archive: 0)
            #expect(try world.feed(key).entries.map(\.title) == ["One"])
        }
        try FilesTests.take(world, [("w.png", FilesTests.png)])
        #expect(try FilesTests.files(world) == ["w/w.png": FilesTests.png])
    }

    private static func service(
        over world: World, seconds: @escaping @Sendable () -> Int64
    ) throws -> InboxService {
        let pipeline = try world.pipeline()
        return try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(),
            manager: ServiceManager(environment: [:], logger: pipeline.logger),
            clock: { Timestamp(seconds: seconds()) }, reload: { pipeline })
    }

    /// A note tells when no bulletin has come, and goes when one does.
    @Test func aFileThatNoBulletinShowsIsTold() async throws {
        let world = try World { $0.settle = 0 }
        let clock = Mutex<Int64>(ProcessCalls.wallClock)
        let service = try Self.service(over: world) { clock.withLock { $0 } }
        try world.folder.drop(FilesTests.png, as: "inbox/w.png")
        try await service.takeOnce()
        #expect(!world.folder.contains("inbox/w.png.rejected.txt"))
        clock.withLock { $0 += 700 }
        try await service.takeOnce()
        #expect(
            try world.folder.text("inbox/w.png.rejected.txt").contains(
                "w.png: no bulletin shows this file, and it is none itself; call it like its bulletin "
                    + "(NAME.png beside NAME.txt), or refer to it in the text"))
        try await world.drop(FilesTests.note, as: "w.txt")
        try await service.takeOnce()
        #expect(!world.folder.contains("inbox/w.png.rejected.txt"))
    }

    /// A note tells what a bulletin refers to in vain, once it has waited long enough, and goes when the file comes.
    @Test func aPictureThatDoesNotComeIsTold() async throws {
        let world = try World { $0.settle = 0 }
        let clock = Mutex<Int64>(ProcessCalls.wallClock)
        let service = try Self.service(over: world) { clock.withLock { $0 } }
        try world.folder.drop(FilesTests.png, as: "inbox/dam.png")
        try world.folder.drop(
            "# Dam\n\nThe dam ![the dam](Dam.PNG) and [the plan](plan.pdf), [more](more.html) here.\n",
            as: "inbox/w.md")
        try await service.takeOnce()
        #expect(!world.folder.contains("inbox/w.md.note.txt"))
        clock.withLock { $0 += 700 }
        try await service.takeOnce()
        let note = try world.folder.text("inbox/w.md.note.txt")
        #expect(note.contains("Dam.PNG is not in the inbox, so readers do not see it; put it there under this"))
        #expect(note.contains("plan.pdf is not in the inbox") && !note.contains("more.html"))
        try world.folder.drop(FilesTests.png, as: "inbox/Dam.PNG")
        try await service.takeOnce()
        #expect(try !world.folder.text("inbox/w.md.note.txt").contains("Dam.PNG"))
        try world.folder.drop(Array("%PDF-1.4\n%%EOF\n".utf8), as: "inbox/plan.pdf")
        try await service.takeOnce()
        #expect(!world.folder.contains("inbox/w.md.note.txt"))
    }

    /// A lost mount takes no pictures out.
    @Test func theGuardHoldsFilesToo() async throws {
        let world = try World()
        try await world.drop(FilesTests.note, as: "w.txt")
        try await world.drop(FilesTests.png, as: "w.png")
        let paths = [SourcePath("w.txt"), SourcePath("w.png")]
        let (count, bearers, media) = try world.catalogue.bearers(among: paths)
        #expect(count == 1)
        #expect(bearers == [paths[0]])
        #expect(media == [paths[1]])
    }
}
