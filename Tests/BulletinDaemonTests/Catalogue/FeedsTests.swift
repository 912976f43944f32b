import BulletinCore
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Which entries stand in which documents of which feeds.
@Suite(.inTurn) struct FeedsTests {
    static let limits = DocumentLimits(entries: 8, bytes: 1_000_000)

    /// All feeds of a catalogue, each with all its documents: what readers subscribe to first, then along the chain.
    static func chains(_ world: World) throws -> [Int64: [Feed]] {
        let ids = try world.catalogue.database.read { try Int64.fetchAll($0, sql: "SELECT id FROM feed ORDER BY id") }
        var chains: [Int64: [Feed]] = [:]
        for id in ids {
            var chain = [try world.feed(DocumentKey(feed: id, archive: 0))]
            while let number = chain.last?.previousArchive {
                chain.append(try world.feed(DocumentKey(feed: id, archive: number)))
            }
            chains[id] = chain
        }
        return chains
    }

    static func tagged(_ titles: [String], _ tags: [String], title: String = "Weekly") -> Bulletin {
        var bulletin = Bulletin.digest(titles, title: title)
        bulletin.tags = tags
        return bulletin
    }

    @Test func bothKindsComeFromOneDropForTheSiteAndForEachTopic() throws {
        let world = try World()
        try world.take(Self.tagged(["A", "B"], ["Economy", "民生"]), at: "news/w.txt")
        let feeds = try Self.chains(world).values.map { $0[0] }.sorted { $0.id < $1.id }
        let stories = try world.feed()
        #expect(
            Set(feeds.map { "\($0.identity.series) \($0.identity.topic?.name ?? "")" }) == [
                "stories ", "issues ", "corrections ", "stories news", "issues news", "stories Economy",
                "issues Economy",
                "stories 民生", "issues 民生",
            ])
        #expect(Set(feeds.map(\.id)).count == 9)
        let issue = try #require(feeds.first { $0.identity == FeedIdentity(.issues) }?.entries.first)
        #expect(issue.contents.map(\.id) == stories.entries.map(\.id))
        #expect(issue.title == "Weekly" && issue.published == stories.entries[0].published)
        for feed in feeds {
            switch feed.identity.series {
            case .stories:
                #expect(feed.entries == stories.entries)
                #expect(feed.entries.allSatisfy { $0.issue == issue.id })
            case .issues: #expect(feed.entries == [issue])
            case .corrections: #expect(feed.entries.isEmpty)
            }
        }
    }

    @Test func anIssueOfOneStoryIsTheStory() throws {
        let world = try World()
        var bulletin = Bulletin.digest(["A"])
        bulletin.kind = .single
        try world.take(bulletin, at: "w.txt")
        let issue = try world.feed(DocumentKey(feed: 2, archive: 0)).entries[0]
        let story = try world.entries()[0]
        #expect(issue.html == story.html && issue.contents.isEmpty && story.issue == nil)
        #expect(issue.id != story.id)
    }

    /// A correction moves the issue's `updated`, never its id or `published`; the same text moves nothing.
    @Test func anIssueFollowsItsStories() throws {
        let world = try World()
        func issue() throws -> Entry { try world.feed(DocumentKey(feed: 2, archive: 0)).entries[0] }
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let first = try issue()
        world.now = world.now.advanced(by: 100)
        try world.take(.digest(["A", "B"]), at: "w.txt", version: 2)
        #expect(try issue() == first)
        for (version, bulletin) in [
            (3, Bulletin.digest(["A", "C"])), (4, .digest(["A"])), (5, .digest(["A"], title: "X")),
        ] {
            let before = try issue()
            world.now = world.now.advanced(by: 100)
            try world.take(bulletin, at: "w.txt", version: version)
            let after = try issue()
            #expect(after.updated > before.updated, "\(version)")
            #expect(after.id == first.id && after.published == first.published, "\(version)")
        }
    }

    @Test func aLabelThatIsTakenOffLeavesItsFeedsWithoutATombstone() throws {
        let world = try World()
        try world.take(Self.tagged(["A"], ["x", "y"]), at: "w.txt")
        try world.take(Self.tagged(["A"], ["y"]), at: "w.txt", version: 2)
        let chains = try Self.chains(world).values.map { $0[0] }
        for feed in chains where feed.identity.series != .corrections {
            #expect(feed.entries.count == (feed.identity.topic?.name == "x" ? 0 : 1))
            #expect(feed.tombstones.isEmpty)
        }
        #expect(try world.catalogue.topics().map(\.name) == ["y"])
    }

    @Test func whatWaitsLeavesNoTrace() throws {
        let world = try World()
        var bulletin = Self.tagged(["A", "B"], ["secret"])
        bulletin.date = StatedDate(day: CivilDate(year: 2030, month: 1, day: 1)!, origin: .text, line: 1)
        try world.take(bulletin, at: "w.txt")
        #expect(try world.catalogue.topics().isEmpty)
        #expect(try world.catalogue.sitemapPart(0).isEmpty)
        #expect(try Self.chains(world).values.flatMap { $0 }.allSatisfy { $0.entries.isEmpty })
        #expect(try !world.catalogue.isGone(bulletinSlug: "w"))
        world.now = Timestamp(seconds: 2_000_000_000)
        #expect(try world.catalogue.release(at: world.now) == 2)
        #expect(try Self.chains(world).count == 5)
        #expect(try world.catalogue.topics().map(\.name) == ["secret"])
        #expect(try world.catalogue.sitemapPart(0).map(\.slug) == ["w"])
    }

    // MARK: Retractions

    @Test func tombstonesComeGoAndExpire() throws {
        let world = try World()
        try world.take(Self.tagged(["A", "B"], ["t"]), at: "w.txt")
        let ids = try world.entries().map(\.id)
        world.now = world.now.advanced(by: 100)
        try world.take(Self.tagged(["A"], ["t"]), at: "w.txt", version: 2)
        #expect(try world.feed().tombstones.map(\.id) == [ids[1]])
        #expect(try world.feed().updated == world.now)
        #expect(try world.feed(DocumentKey(feed: 2, archive: 0)).tombstones.isEmpty)
        world.now = world.now.advanced(by: 100)
        try world.take([], gone: ["w.txt"])
        for chain in try Self.chains(world).values where chain[0].identity.series != .corrections {
            #expect(chain[0].entries.isEmpty)
            #expect(chain[0].tombstones.count == (chain[0].identity.series == .stories ? 2 : 1))
            #expect(chain[0].tombstones[0].when == world.now)
        }
        #expect(try world.catalogue.isGone(bulletinSlug: "w"))
        // It comes back under its id, and nothing says any more that it is gone.
        try world.take(Self.tagged(["A"], ["t"]), at: "w.txt", version: 3)
        #expect(try world.entries().map(\.id) == [ids[0]])
        #expect(try world.feed().tombstones.map(\.id) == [ids[1]])
        #expect(try world.feed(DocumentKey(feed: 2, archive: 0)).tombstones.isEmpty)
        #expect(try !world.catalogue.isGone(bulletinSlug: "w"))
        let next = try #require(try world.catalogue.nextRelease())
        #expect(next == world.now.advanced(by: 90 * 86_400 - 100))
        try world.catalogue.database.write { try $0.execute(sql: "DELETE FROM due") }
        #expect(try world.catalogue.release(at: next) == 0)
        #expect(try world.feed().tombstones.isEmpty)
        #expect(try world.catalogue.dueDocuments().contains(.front))
        #expect(try world.catalogue.nextRelease() == nil)
    }

    // MARK: Moments

    /// Two corrections within a second, and stories that are dated ahead to stand apart.
    @Test func aFeedIsNotOlderThanItsEntries() throws {
        let world = try World()
        func check() throws {
            for feed in try Self.chains(world).values.flatMap({ $0 }) {
                for entry in feed.entries { #expect(entry.updated <= feed.updated, "\(feed.identity) \(entry.title)") }
            }
        }
        try world.take(Self.tagged(["A", "B"], ["t"]), at: "w.txt")
        try world.take(
            ["v", "x", "y"].map { ("\($0).txt", 1, .bulletin(Self.tagged(["\($0) 1", "\($0) 2"], ["t"], title: $0))) })
        try check()
        var bulletin = Self.tagged(["A", "B"], ["t"])
        for version in 2...5 {
            bulletin.sections[0].html += "<p>More</p>"
            bulletin.sections[0].text += " More"
            try world.take(bulletin, at: "w.txt", version: version)
            try check()
        }
    }

    /// The part of the sitemap that loses its newest page, and then its last.
    @Test func theSitemapNeverGoesBack() throws {
        let world = try World()
        func publish(_ change: (World) throws -> Void) throws -> String {
            world.now = world.now.advanced(by: 100)
            try change(world)
            try world.pipeline().publish(at: world.now)
            return try world.folder.text("site/sitemap.xml")
        }
        func index(_ moment: Timestamp) -> String { "<lastmod>\(moment.rfc3339)</lastmod>" }
        _ = try publish { try $0.take(Self.tagged(["A"], [], title: "V"), at: "v.txt") }
        let full = try publish { try $0.take(Self.tagged(["B"], [], title: "W"), at: "w.txt", version: 2) }
        #expect(full.contains(index(world.now)))
        #expect(try publish { try $0.take([], gone: ["w.txt"]) }.contains(index(world.now)))
        // A file of the site that leads to nothing would not be valid (sitemaps.org), and none is an error for robots.
        let empty = try publish { try $0.take([], gone: ["v.txt"]) }
        #expect(empty.contains("<urlset") && empty.contains("<loc>\(world.channel.url)</loc>"))
        #expect(empty.contains(index(world.now)))
        #expect(!world.folder.contains("site/sitemaps/0.xml"))
        let again = try publish { try $0.take(Self.tagged(["A"], [], title: "V"), at: "v.txt", version: 3) }
        #expect(again.contains("<sitemapindex") && again.contains(index(world.now)))
    }

    // MARK: Archives

    /// Random histories: after each step, the chain of every feed holds every live entry of it exactly once, no
    /// document is larger than the limits, and no archive changed that holds nothing of what was touched.
    @Test(arguments: 0..<6) func theChainHoldsEveryLiveEntryOnce(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let world = try World()
        var live: [String: (titles: [String], tags: [String])] = [:]
        var archives: [DocumentKey: Feed] = [:]
        var count = 0
        for step in 0..<60 {
            world.now = world.now.advanced(by: Int.random(in: 1...5_000, using: &random))
            let isNew = live.isEmpty || Int.random(in: 0..<3, using: &random) > 0
            let path = isNew ? "b\(step).txt" : live.keys.sorted().randomElement(using: &random)!
            if !isNew, Bool.random(using: &random) {
                live[path] = nil
                try world.take([], gone: [path])
            } else {
                var titles = live[path]?.titles ?? []
                if titles.count > 1, Bool.random(using: &random) { titles.removeLast() }
                for _ in 0...Int.random(in: 0...4, using: &random) {
                    count += 1
                    titles.append("Story \(count)")
                }
                let tags = ["red", "green", "blue"].filter { _ in Bool.random(using: &random) }
                live[path] = (titles, tags)
                var bulletin = Self.tagged(titles, tags)
                if Bool.random(using: &random) {
                    let day = Timestamp(seconds: Int64.random(in: 1_000_000_000...1_700_000_000, using: &random)).date
                    bulletin.date = StatedDate(day: day, origin: .text, line: 1)
                }
                try world.take(bulletin, at: path, version: step + 10)
            }
            try world.catalogue.seal(Self.limits)
            for (id, chain) in try Self.chains(world) {
                let topic = chain[0].identity.topic?.name
                let bulletins = live.values.filter { topic == nil || $0.tags.contains(topic ?? "") }
                let entries = chain.flatMap(\.entries)
                #expect(Set(entries.map(\.id)).count == entries.count)
                switch chain[0].identity.series {
                case .stories:
                    #expect(entries.map(\.title).sorted() == bulletins.flatMap(\.titles).sorted())
                case .issues: #expect(entries.count == bulletins.count)
                case .corrections: #expect(entries.allSatisfy { $0.id.uri.contains("/correction-") })
                }
                #expect(chain.allSatisfy { $0.entries.count <= Self.limits.entries })
                for document in chain.dropFirst() {
                    let key = DocumentKey(feed: id, archive: document.archive ?? 0)
                    if isNew, let before = archives[key] { #expect(before == document, "\(seed) \(step) \(key)") }
                    archives[key] = document
                }
            }
        }
        #expect(archives.count > 20)
    }

    /// A correction of an archived story rewrites its page and the archives that hold it and its issue; a retraction,
    /// what readers subscribe to as well, for the tombstone. No other archive changes.
    @Test func aChangeInAnArchiveStaysThere() throws {
        let world = try World { $0.feedEntries = 8 }
        func bulletin(_ number: Int, _ body: String = "") -> Bulletin {
            var bulletin = Self.tagged((0..<4).map { "Story \(number)-\($0)" }, ["t"], title: "Weekly \(number)")
            bulletin.sections[1].html += body
            return bulletin
        }
        for number in 0..<30 {
            world.now = world.now.advanced(by: 100)
            try world.take(bulletin(number), at: "b\(number).txt", version: number)
            try world.pipeline().publish(at: world.now)
        }
        func changed(_ change: () throws -> Void) throws -> Set<String> {
            let before = try world.folder.files(below: "site")
            world.now = world.now.advanced(by: 100)
            try change()
            try world.pipeline().publish(at: world.now)
            let after = try world.folder.files(below: "site")
            return Set(after.keys.filter { after[$0] != before[$0] } + before.keys.filter { after[$0] == nil })
        }
        func document(_ stem: String, _ folder: String = "") -> [String] {
            ["rss", "atom", "json", "html"].map { "\(folder)\(stem).\($0)" }
        }
        let corrected = try changed {
            try world.take(bulletin(0, "<p>More</p>"), at: "b0.txt", version: 100)
        }
        let archives = corrected.filter { $0.contains("archive/") }
        // Pages for people show beginnings, and stay as they were.
        #expect(
            archives == [
                "archive/feed-1.rss", "archive/feed-1.atom", "archive/feed-1.json", "archive/issues-1.atom",
                "archive/issues-1.json", "archive/issues-1.rss",
                "topics/t/archive/feed-1.rss", "topics/t/archive/feed-1.atom", "topics/t/archive/feed-1.json",
                "topics/t/archive/issues-1.atom", "topics/t/archive/issues-1.json", "topics/t/archive/issues-1.rss",
            ])
        #expect(
            corrected.subtracting(archives)
                == Set(["bulletins/b0/index.html", "sitemap.xml", "sitemaps/0.xml"] + document("corrections")))
        let retracted = try changed { try world.take([], gone: ["b0.txt"]) }
        #expect(
            Set(retracted.filter { $0.contains("archive/") }.map { $0.split(separator: ".")[0] }) == [
                "archive/feed-1", "archive/issues-1", "topics/t/archive/feed-1", "topics/t/archive/issues-1",
            ])
        #expect(retracted.contains("feed.atom") && !retracted.contains("feed.json"))
    }

    /// A story of long ago that comes when the feed is full stands in it once, like any other: readers who do not look
    /// into archives would never learn of it.
    @Test(arguments: [Series.stories, .issues]) func aLateStoryIsNotArchivedUnread(series: Series) throws {
        let world = try World { $0.feedEntries = 8 }
        let key = DocumentKey(feed: DocumentKey.siteFeed(series), archive: 0)
        var version = 0
        func take(_ name: String, on day: CivilDate?) throws {
            world.now = world.now.advanced(by: 100)
            version += 1
            var bulletin = Bulletin.digest([name])
            bulletin.date = day.map { StatedDate(day: $0, origin: .text, line: 1) }
            bulletin.kind = .single
            try world.take(bulletin, at: "\(name).txt", version: version)
            try world.pipeline().publish(at: world.now)
        }
        for number in 0..<8 { try take("Today \(number)", on: nil) }
        for number in 1...12 {
            try take("Late \(number)", on: CivilDate(year: 2001, month: 1, day: number))
            let titles = try world.feed(key).entries.map(\.title)
            #expect(titles.contains("Late \(number)") && titles.contains("Today 7") && titles.count <= 8)
        }
        #expect(try Self.chains(world)[key.feed]?.flatMap(\.entries).count == 20)
    }

    /// Nor in the feed of a topic that was left for a later round, when more came in the meantime.
    @Test func aLateStoryOfATopicThatWaitsIsNotArchivedUnread() throws {
        let world = try World { $0.feedEntries = 8 }
        let pipeline = try world.pipeline()
        var version = 0
        func take(_ name: String, on day: CivilDate? = nil) throws {
            world.now = world.now.advanced(by: 100)
            version += 1
            var bulletin = Bulletin.digest([name])
            bulletin.date = day.map { StatedDate(day: $0, origin: .text, line: 1) }
            bulletin.kind = .single
            bulletin.tags = ["Water"]
            try world.take(bulletin, at: "\(name).txt", version: version)
        }
        for number in 0..<8 { try take("Today \(number)") }
        try pipeline.publish(at: world.now)
        try take("Late", on: CivilDate(year: 2001, month: 1, day: 1))
        try pipeline.publish(at: world.now, leaving: { true })
        let topic = try #require(try world.catalogue.dueDocuments().first { !$0.isOfSite && $0.archive == 0 })
        #expect(try world.folder.text("site/topics/water/feed.rss").contains("Late") == false)
        for number in 8..<10 { try take("Today \(number)") }
        try pipeline.publish(at: world.now)
        let titles = try world.feed(topic).entries.map(\.title)
        #expect(titles.contains("Late") && titles.contains("Today 9") && titles.count <= 8)
        // What has been seen goes into an archive like all else.
        for number in 10..<14 { try take("Today \(number)") }
        try pipeline.publish(at: world.now)
        #expect(try !world.feed(topic).entries.map(\.title).contains("Late"))
    }

    /// While batch follows batch, what subscribers of topics read waits; the site's feeds and all archives do not.
    @Test func feedsOfTopicsWaitWhileMoreComes() throws {
        let world = try World { $0.feedEntries = 8 }
        var digest = Bulletin.digest((1...20).map { "Story \($0)" })
        digest.tags = ["Water"]
        try world.take(digest, at: "w.txt")
        let pipeline = try world.pipeline()
        try pipeline.publish(at: world.now, leavesTopics: true)
        #expect(try world.folder.text("site/feed.rss").contains("Story 1<"))
        #expect(world.folder.contains("site/topics/water/archive/feed-1.rss"))
        #expect(!world.folder.contains("site/topics/water/feed.rss"))
        #expect(try world.catalogue.dueDocuments().allSatisfy { !$0.isOfSite && $0.archive == 0 })
        try pipeline.publish(at: world.now)
        #expect(try world.folder.text("site/topics/water/feed.rss").contains("Story 1<"))
        #expect(try world.catalogue.dueDocuments().isEmpty)
    }

    /// Of more new stories than there is room for, as many stand where readers look as there may be.
    @Test func aLongDigestIsSeenAsFarAsThereIsRoom() throws {
        let world = try World { $0.feedEntries = 8 }
        try world.take(.digest((1...20).map { "Story \($0)" }), at: "w.txt")
        try world.pipeline().publish(at: world.now)
        #expect(try world.entries().map(\.title) == (1...8).map { "Story \($0)" })
        #expect(try Self.chains(world)[1]?.flatMap(\.entries).count == 20)
    }

    @Test func whatTurnsOutTooLargeIsArchived() async throws {
        let world = try World { $0.feedSize = 30_000 }
        // Each `"` takes six bytes in XML.
        let body = String(repeating: "\"", count: 1_500)
        for number in 0..<9 { try await world.drop("Note \(number)\n\n\(body)\n", as: "n\(number).txt") }
        for format in OutputFormat.allCases {
            #expect(try world.folder.size(of: "site/feed.\(format.rawValue)") <= 30_000)
        }
        #expect(try Self.chains(world)[1]?.flatMap(\.entries).count == 9)
        // All of the chain is on the site, too.
        for feed in try #require(try Self.chains(world)[1]) {
            #expect(try world.folder.size(of: "site/" + feed.path(as: .rss)) > 0)
        }
        #expect(try world.catalogue.dueDocuments().isEmpty)
    }

    /// The site's feed goes out at once when it has room, and that of a topic is archived behind it when it has none.
    @Test func aTopicIsFullWhenTheSiteIsNot() async throws {
        let world = try World { $0.feedEntries = 8 }
        try world.folder.makeFolder("inbox/t")
        for number in 0..<24 {
            let folder = number.isMultiple(of: 3) ? "" : "t/"
            try await world.drop("Note \(number)\n\nBody.\n", as: "\(folder)n\(number).txt")
            let chains = try Self.chains(world)
            #expect(chains.values.allSatisfy { $0.allSatisfy { $0.entries.count <= 8 } }, "note \(number)")
            #expect(chains[DocumentKey.front.feed]?.flatMap(\.entries).count == number + 1)
            #expect(try world.catalogue.dueDocuments().isEmpty)
        }
    }

    /// An entry alone may be larger than a document should be.
    @Test func oneEntryIsAlwaysThere() async throws {
        let world = try World { $0.feedSize = 10_000 }
        for number in 0..<3 {
            try await world.drop(
                "Note \(number)\n\n\(String(repeating: "word ", count: 5_000))\n", as: "n\(number).txt")
        }
        #expect(try world.feed().entries.map(\.title) == ["Note 2"])
        #expect(try Self.chains(world)[1]?.map(\.entries.count) == [1, 1, 1])
    }

    /// What a crash left half written beside a document goes at the next start, when the document is still due.
    @Test func halfWrittenDocumentsAreSwept() async throws {
        let world = try World { $0.feedEntries = 2 }
        try world.folder.makeFolder("inbox/t")
        for number in 0..<4 { try await world.drop("Note \(number)\n\nBody.\n", as: "t/n\(number).txt") }
        let left = ["archive", "topics/t", "topics/t/archive", "sitemaps"].map { "site/\($0)/.tmp-0123456789abcdef" }
        for path in left { try world.folder.write("x", to: path) }
        try await world.catalogue.database.write { try $0.markDocuments() }
        try world.pipeline().prepare()
        for path in left { #expect(!world.folder.contains(path), "\(path)") }
    }

    // MARK: Cost

    /// Adding one bulletin to 100,000 stories renames its page, the documents that show it with their twins, one
    /// archive at most for each feed and format, and its part of the sitemap; a correction of an archived entry, its
    /// archive.
    @Test func costFollowsWhatChanged() throws {
        let world = try World()
        let stories = 2_000
        for number in 0..<50 {
            world.now = world.now.advanced(by: 10_000)
            try world.take(
                .digest((0..<stories).map { "Story \(number)-\($0)" }), at: "b\(number).txt", version: number)
        }
        let pipeline = try world.pipeline()
        let limits = DocumentLimits(entries: 50, bytes: 500_000)
        try world.catalogue.seal(limits)
        // As if all archives and pages were out: what they cost is not asked here.
        try world.catalogue.database.write { db in
            try db.execute(sql: "DELETE FROM due WHERE archive > 0")
            try db.execute(sql: "DELETE FROM pending WHERE bulletin > 0")
        }
        try pipeline.publish(at: world.now)
        let folders = ["site", "site/archive", "site/bulletins/new", "site/bulletins/b0", "site/sitemaps"]
        for folder in folders { try world.folder.makeFolder(folder) }
        func renamed(_ change: () throws -> Void) throws -> [String] {
            let inotify = try Inotify()
            var names: [Int32: String] = [:]
            for folder in folders {
                names[try inotify.watch(try Folder(path: world.folder(folder)))] = folder
            }
            world.now = world.now.advanced(by: 1_000)
            try change()
            try pipeline.publish(at: world.now)
            return inotify.events().filter { $0.change == .movedIn }.map { event in
                (names[event.watch] ?? "?") + "/" + String(decoding: event.name, as: UTF8.self)
            }.sorted()
        }
        let always = Set(
            ["feed.atom", "feed.json", "feed.rss", "index.html"].map { "site/" + $0 }
                + ["issues.atom", "issues.html", "issues.json", "issues.rss"].map { "site/" + $0 }
                + ["site/sitemap.xml", "site/sitemaps/0.xml", "site/bulletins/new/index.html"])
        func archives(_ renamed: [String]) -> [String] { renamed.filter { $0.hasPrefix("site/archive/") } }
        func names(_ stem: String) -> [String] { ["atom", "html", "json", "rss"].map { "site/archive/\(stem).\($0)" } }
        var renames = try renamed { try world.take(.digest(["A", "B"]), at: "new.txt", version: 99) }
        #expect(Set(renames).subtracting(archives(renames)) == always && Set(renames).count == renames.count)
        // Each issue of these is as large as a document may be, so the one before it is sealed; of the stories there
        // were as many as there may be, for all of them were new.
        #expect(archives(renames) == names("feed-2000") + names("issues-50"))
        // Now what readers subscribe to is full again.
        renames = try renamed { try world.take(.digest((0..<30).map { "C\($0)" }), at: "new.txt", version: 100) }
        // Two of the stories are what became of A and B.
        let corrections = ["atom", "html", "json", "rss"].map { "site/corrections.\($0)" }
        #expect(Set(renames).subtracting(archives(renames)) == always.union(corrections))
        #expect(Set(renames).count == renames.count)
        #expect(archives(renames) == names("feed-2001"))
    }
}
