import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct PipelineTests {
    static let digest = """
        Weekly review
        ■ First story
        ■ Second story
        ① First story
        The body of the first story, long enough to be one.
        ② Second story
        The body of the second story, long enough to be one.

        """

    @Test func aDropBecomesFeedsAndPages() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let files = try world.folder.files(below: "site")
        #expect(
            files.keys.sorted() == [
                "bulletins/w/index.html", "corrections.atom", "corrections.html", "corrections.json",
                "corrections.rss", "feed.atom", "feed.css", "feed.json", "feed.rss", "feeds.opml",
                "gone.html", "index.html", "issues.atom", "issues.html", "issues.json", "issues.rss", "sitemap.xml",
                "sitemaps/0.xml", "style.css",
            ])
        for format in OutputFormat.allCases {
            for series in Series.allCases {
                let path = FeedIdentity(series).path(as: format)
                let findings = Validator.validate(try #require(files[path]), base: world.channel.url + path)
                #expect(findings.filter { $0.severity >= .warning } == [])
            }
        }
    }

    /// Promise 5: equal catalogue, equal bytes.
    @Test func theSameCatalogueRendersTheSameBytes() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let first = try world.folder.files(below: "site")
        try world.folder.remove("site")
        world.now = world.now.advanced(by: 1_000_000)
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(try world.folder.files(below: "site") == first)
    }

    /// What the validator finds in a feed because of a bulletin is told beside its file, until its next version.
    @Test func findingsInFeedsReachTheAuthor() throws {
        let world = try World()
        // No reader lets this through.
        var bulletin = Bulletin.digest(["One", "Two"])
        bulletin.sections[1].html = "<p onclick=\"x()\">Two</p>"
        bulletin.sections[1].line = 7
        try world.take(bulletin, at: "news/w.txt")
        var told: [String: [Remark]] = [:]
        func publish() throws {
            told = [:]
            try world.pipeline().publish(at: world.now) {
                true
            } telling: { notes in
                for (path, remarks) in notes { told["\(path)"] = remarks }
            }
        }
        try publish()
        let remarks = try #require(told["news/w.txt"])
        #expect(remarks.allSatisfy { $0.line == 7 && $0.message.hasPrefix("in the feeds: ") })
        #expect(remarks.count == Set(remarks).count)
        #expect(try world.catalogue.notes().map(\.remarks) == [remarks])
        // Once.
        try world.catalogue.refresh(look: "")
        try world.catalogue.database.write { try $0.markDocuments() }
        try publish()
        #expect(told.isEmpty)
        bulletin.sections[1].html = "<p>Two</p>"
        try world.take(bulletin, at: "news/w.txt", version: 2)
        try publish()
        #expect(told.isEmpty)
        #expect(try world.catalogue.notes().isEmpty)
    }

    /// The entry of a bulletin of one story is that story, in two feeds: what is found in both is told once, at its line.
    @Test func findingsInASingleStoryAreToldOnce() throws {
        let world = try World()
        var bulletin = Bulletin.digest(["One"])
        bulletin.kind = .single
        bulletin.sections[0].html = "<p onclick=\"x()\">One</p>"
        bulletin.sections[0].line = 7
        try world.take(bulletin, at: "w.md")
        try world.pipeline().publish(at: world.now)
        let remarks = try #require(try world.catalogue.notes().first?.remarks)
        #expect(Set(remarks.map(\.line)) == [7])
    }

    /// Promise 2: when a new version is not valid, the last good one stays, and the source is named.
    @Test func anInvalidFeedIsNotPublished() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let before = try world.folder.files(below: "site")
        world.configuration.url = "not an address/"
        let error = await #expect(throws: PublishingError.self) {
            try await world.drop(
                Self.digest + "③ Third story\nThe body of the third story, long enough.\n", as: "w.txt")
        }
        guard case .invalid(_, let remarks) = try #require(error) else {
            Issue.record("another error: \(String(describing: error))")
            return
        }
        #expect(remarks.contains { $0.hasPrefix("w.txt:") || $0.hasPrefix("line ") })
        let after = try world.folder.files(below: "site")
        for name in ["feed.rss", "feed.atom", "feed.json", "index.html"] { #expect(after[name] == before[name]) }
        // The right settings bring the story out.
        world.configuration.url = "https://news.example.org/"
        try world.pipeline().publish(at: world.now)
        #expect(try world.folder.text("site/feed.rss").contains("Third story"))
    }

    /// Promise 3: another address of the site changes no id and no date.
    @Test func aNewAddressKeepsIdsAndDates() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let before = try world.entries()
        world.configuration.url = "http://elsewhere.example:8080/path/"
        world.look = "another"
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(try world.entries() == before)
        let feed = try world.folder.text("site/feed.atom")
        for entry in before { #expect(feed.contains("<id>\(entry.id.uri)</id>")) }
        #expect(feed.contains("http://elsewhere.example:8080/path/bulletins/w/"))
        #expect(!feed.contains("news.example.org"))
    }

    /// What others put into the site stays, whatever it is called.
    @Test func filesOfOthersStay() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        try world.pipeline().publish(at: world.now)
        try world.folder.write("mine", to: "site/.tmp-notes")
        let site = try Folder(path: world.folder("site"))
        _ = try site.makeFolder(Array(".tmp-0123456789abcdef".utf8))
        try world.folder.write("mine", to: "site/.tmp-0123456789abcdef/a")
        try FileManager.default.removeItem(atPath: world.folder("site/bulletins/w"))
        try FileManager.default.createSymbolicLink(atPath: world.folder("site/bulletins/w"), withDestinationPath: "w")
        try world.pipeline().prepare()
        #expect(try world.folder.text("site/.tmp-notes") == "mine")
        #expect(try world.folder.text("site/.tmp-0123456789abcdef/a") == "mine")
        let pipeline = try world.pipeline()
        try pipeline.publish(at: world.now)
        #expect(pipeline.publisher.obstacles.all.map(\.path) == ["bulletins/w"])
        let link = try FileManager.default.destinationOfSymbolicLink(atPath: world.folder("site/bulletins/w"))
        #expect(link == "w")
    }

    /// Promise 1.
    @Test func droppedFilesStayAsTheyAre() async throws {
        let world = try World()
        try world.folder.drop(Self.digest, as: "inbox/w.txt")
        try world.folder.drop("", as: "inbox/empty.txt")
        let inbox = try Folder(path: world.configuration.inbox)
        let names = ["w.txt", "empty.txt"].map { Array($0.utf8) }
        let before = try names.map { try inbox.status(of: $0) }
        world.configuration.receipts = .beside
        let pipeline = try world.pipeline()
        let manager = ServiceManager(environment: [:], logger: pipeline.logger)
        let service = try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(), manager: manager,
            clock: { Timestamp(seconds: ProcessCalls.wallClock) }, reload: { pipeline })
        try await service.takeOnce()
        #expect(try names.map { try inbox.status(of: $0) } == before)
        let present = try world.folder.files(below: "inbox").keys.sorted()
        #expect(present == ["empty.txt", "empty.txt.rejected.txt", "w.txt"])
    }

    @Test func oneBadFileStopsNothing() async throws {
        let world = try World()
        try world.folder.drop([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0], as: "inbox/a.txt")
        try world.folder.drop(Self.digest, as: "inbox/b.txt")
        try world.folder.drop("", as: "inbox/c.txt")
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let settled = try ["a.txt", "b.txt", "c.txt"].map { name in
            (path: SourcePath(name), status: try #require(try inbox.root.status(of: Array(name.utf8))))
        }
        let taken = try await world.pipeline().take(settled, gone: [], missing: [], from: inbox, at: world.now)
        #expect(taken.batch.rejected.map { "\($0.path)" } == ["a.txt", "c.txt"])
        #expect(taken.batch.accepted.map { "\($0.path)" } == ["b.txt"])
    }

    @Test func lostAndDamagedFilesOfTheSiteComeBack() async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let first = try world.folder.files(below: "site")
        try world.folder.remove("site/feed.rss")
        try world.folder.write("half", to: "site/bulletins/w/index.html")
        try world.folder.write("half", to: "site/.tmp-0123456789abcdee")
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(try world.folder.files(below: "site") == first)
    }

    /// What a crash left is swept where it was at work, also when other settings mark every page at the same start.
    @Test func aCrashAmongManyPagesIsSweptBeforeALookThatMarksAll() throws {
        let world = try World()
        let count = 300
        try world.take(
            (0..<count).map { number in
                (String(1000 + number) + ".txt", number, .bulletin(.digest(["Story \(number)"])))
            })
        try world.catalogue.published([], removed: [], bulletins: Array(1...Int64(count - 1)))
        let folder = "site/bulletins/\(1000 + count - 1)"
        try world.folder.makeFolder(folder)
        try world.folder.write("half", to: folder + "/.tmp-0123456789abcdef")
        world.look = "another"
        try world.pipeline().prepare()
        #expect(try world.folder.files(below: folder).isEmpty)
    }

    static let cutOffAt = [
        "bulletins/w/index.html", "feed.rss", "feed.atom", "feed.json", "index.html", "issues.rss", "issues.html",
        "sitemaps/0.xml", "sitemap.xml",
    ]

    /// Promise 9: a restart finishes what a crash cut off, here at every file of a publication.
    @Test(arguments: cutOffAt) func aPublicationThatWasCutOffIsFinished(path: String) async throws {
        let world = try World()
        try await world.drop(Self.digest, as: "w.txt")
        let text = Self.digest + "③ Third story\nThe body of the third story, long enough.\n"
        try world.folder.drop(text, as: "inbox/w.txt")
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let status = try #require(try inbox.root.status(of: Array("w.txt".utf8)))
        _ = try await world.pipeline().take(
            [(SourcePath("w.txt"), status)], gone: [], missing: [], from: inbox, at: world.now)
        // A folder in the way of a file stops the publication right there.
        let files = try world.folder.files(below: "site").keys.sorted()
        let path = "site/" + path
        try world.folder.remove(path)
        try world.folder.makeFolder(path)
        try? world.pipeline().publish(at: world.now)
        try world.folder.remove(path)
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        try pipeline.publish(at: world.now)
        #expect(try world.folder.files(below: "site").keys.sorted() == files)
        for name in Self.cutOffAt where !name.hasPrefix("sitemap") {
            #expect(try world.folder.text("site/" + name).contains("Third story"), "\(name)")
        }
    }
}
