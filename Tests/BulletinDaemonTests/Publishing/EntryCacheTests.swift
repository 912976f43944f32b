import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct EntryCacheTests {
    private static let channel = Channel(
        title: "News", url: "https://news.example.org/", language: "en", authors: [Person(name: "Desk")],
        id: "tag:example.org,2027:feed", zone: .utc)

    private static let water = Topic(name: "Water", slug: "water")

    private static func entry(_ number: Int, html: String = "<p>Text</p>") -> Entry {
        Entry(
            id: EntryID(uri: "tag:example.org,2027:\(number)"), bulletinSlug: "b\(number / 2)", bulletinTitle: "B",
            anchor: "", title: "Story \(number)", html: html, text: "Text",
            published: Timestamp(seconds: 1_800_000_000 - Int64(number)),
            updated: Timestamp(seconds: 1_800_000_000), position: 0)
    }

    private static func feed(_ entries: [Entry], topic: Topic? = nil, tombstones: [Tombstone] = []) -> Feed {
        Feed(
            channel: channel, identity: FeedIdentity(.stories, topic: topic), entries: entries,
            updated: Timestamp(seconds: 1_800_000_000), tombstones: tombstones)
    }

    /// Renders a document as the pipeline does, and keeps its entries with the verdict.
    @discardableResult private static func publish(_ feed: Feed, _ cache: EntryCache) throws -> [[Finding]] {
        let document = try DocumentRendering(feed, cache)
        for (format, file) in zip(OutputFormat.allCases, document.files) {
            #expect(file.bytes == (try format.render(feed)))
        }
        let findings = document.findings()
        cache.keep(document.judged(findings), in: feed)
        return findings
    }

    @Test func whatChangedIsRenderedAnew() throws {
        let cache = EntryCache()
        try Self.publish(Self.feed((0..<5).map { Self.entry($0) }), cache)
        #expect(cache.entry(Self.entry(3).id) == Self.entry(3))
        var entries = (0..<5).map { Self.entry($0) }
        entries[3].title = "Another"
        try Self.publish(Self.feed(entries), cache)
        #expect(cache.entry(Self.entry(3).id)?.title == "Another")
    }

    /// Before the pictures and what is said of sounds, where there are any.
    @Test(arguments: [[], ["png"], ["mp3"], ["pdf"], ["png", "mp3"]])
    func entriesOfATopicSayWhereTheyComeFrom(_ formats: [String]) throws {
        var entry = Self.entry(0)
        entry.files = try formats.map { name in
            AttachedFile(
                reference: Array(name.utf8), path: "files/b0/a.\(name)", length: 9,
                format: try #require(MediaFormat.published(as: name)), title: "A & B")
        }
        for topics in [[nil, Self.water, nil], [Self.water, nil, Self.water]] {
            let cache = EntryCache()
            for topic in topics { try Self.publish(Self.feed([entry], topic: topic), cache) }
        }
    }

    /// A bulletin of one story is in the feeds of stories and of issues, under two ids.
    @Test func anEntryUnderAnotherIDIsTheSame() throws {
        let texts = ["<p>Text</p>", "<p>Known as tag:example.org,2027:0 only</p>", "<p onclick=\"x()\">Text</p>"]
        for id in ["tag:example.org,2027:0/whole", "tag:example.org,2027:a&b", "https://example.org/?a=1&b=2"] {
            for (html, topic) in texts.flatMap({ [($0, nil), ($0, Self.water)] }) {
                var issue = Self.entry(0, html: html)
                issue.id = EntryID(uri: id)
                // In RSS, the issues of a topic come from another feed than its stories.
                var issues = Self.feed([issue], topic: topic)
                issues.identity.series = .issues
                let stories = Self.feed([Self.entry(0, html: html)], topic: topic)
                for feeds in [[stories, issues], [issues, stories]] {
                    let cache = EntryCache()
                    for feed in feeds {
                        let findings = try Self.publish(feed, cache)
                        #expect(findings.allSatisfy { $0.isEmpty != html.contains("onclick") })
                    }
                }
            }
        }
    }

    @Test func anEntryWithOtherDatesIsAnother() throws {
        let cache = EntryCache()
        try Self.publish(Self.feed([Self.entry(0)]), cache)
        var issue = Self.entry(0)
        issue.id = EntryID(uri: "tag:example.org,2027:0/whole")
        issue.updated = Timestamp(seconds: 1_800_000_099)
        try Self.publish(Self.feed([issue]), cache)
    }

    @Test func whatStandsOnAChangedPageIsForgotten() throws {
        let cache = EntryCache()
        try Self.publish(Self.feed((0..<4).map { Self.entry($0) }), cache)
        cache.forget(bulletins: ["b1"])
        #expect((0..<4).map { cache.entry(Self.entry($0).id) != nil } == [true, true, false, false])
    }

    /// Stories that were read for their page need not be read for the feeds, as far as they have room.
    @Test func whatWasReadIsKnownUntilAnyPageChanges() {
        let cache = EntryCache(budget: 96_000)
        func page(_ numbers: Range<Int>) -> BulletinPage {
            BulletinPage(
                slug: "b\(numbers.lowerBound / 2)", title: "B", kind: .digest,
                published: Timestamp(seconds: 1_800_000_000), updated: Timestamp(seconds: 1_800_000_000),
                entries: numbers.map { Self.entry($0, html: String(repeating: "word ", count: 800)) })
        }
        func known() -> [Int] { (0..<6).filter { cache.entry(Self.entry($0).id) != nil } }
        cache.note([page(0..<2), page(2..<4)])
        #expect(known() == [0, 1])
        cache.note([page(4..<6)])
        #expect(known() == [4, 5])
        cache.forget(bulletins: ["b0"])
        #expect(known() == [])
    }

    @Test func whatTellsThatAnEntryIsGoneIsNotTheEntry() throws {
        var channel = Self.channel
        channel.showsWithdrawn = true
        var feed = Self.feed(
            [],
            tombstones: [
                Tombstone(
                    id: Self.entry(0).id, when: Timestamp(seconds: 1_800_000_009), title: "Gone", bulletinSlug: "b0",
                    published: Timestamp(seconds: 1_800_000_000))
            ])
        feed.channel = channel
        #expect(feed.shown.count == 1)
        let cache = EntryCache()
        try Self.publish(feed, cache)
        #expect(cache.entry(Self.entry(0).id) == nil)
    }

    @Test func keepsNoMoreThanItsBudget() throws {
        let cache = EntryCache(budget: 200_000)
        let long = "<p>\(String(repeating: "word ", count: 400))</p>"
        for number in 0..<100 { try Self.publish(Self.feed([Self.entry(number, html: long)]), cache) }
        let kept = (0..<100).filter { cache.entry(Self.entry($0).id) != nil }
        #expect(kept.last == 99)
        #expect((2...25).contains(kept.count))
    }

    /// What is wrong with a new entry is told of that entry, in a document of others that are known; and told again.
    @Test func aFaultIsFoundAmongKnownEntries() throws {
        let cache = EntryCache()
        let sound = (0..<6).map { Self.entry($0) }
        #expect(try Self.publish(Self.feed(sound), cache).joined().isEmpty)
        var entries = sound
        entries.insert(Self.entry(90, html: "<p onclick=\"x()\">Text</p>"), at: 4)
        for _ in 1...2 {
            let findings = try Self.publish(Self.feed(entries), cache)
            #expect(findings.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.entry == 4 } })
            let whole = try OutputFormat.allCases.map { format in
                Validator.validate(try format.render(Self.feed(entries)), base: format.address(of: Self.feed(entries)))
                    .filter { $0.severity >= .warning }
            }
            #expect(findings.map { $0.map(\.message) } == whole.map { $0.map(\.message) })
        }
    }

    /// Whatever is kept or was let go: stories and issues, of the site and of topics, in any order, with revisions, are
    /// what they are without a cache.
    @Test(arguments: 0..<8) func everyFeedIsAsWithoutACache(seed: UInt64) throws {
        var random = SeededRandom(seed: 3_000 + seed)
        let cache = EntryCache(budget: [8_000, 60_000, 1_000_000][Int(seed % 3)])
        var versions = Array(repeating: 0, count: 12)
        for _ in 0..<60 {
            versions[Int.random(in: versions.indices, using: &random)] += Int.random(in: 0...1, using: &random)
            let series: Series = Bool.random(using: &random) ? .stories : .issues
            let first = Int.random(in: 0..<10, using: &random)
            let entries = (first..<12).prefix(Int.random(in: 1...6, using: &random)).map { number in
                var entry = Self.entry(number, html: "<p>Version \(versions[number])</p>")
                if series == .issues { entry.id = EntryID(uri: entry.id.uri + "/whole") }
                return entry
            }
            var feed = Self.feed(entries, topic: [nil, Self.water][Int.random(in: 0...1, using: &random)])
            feed.identity.series = series
            #expect(try Self.publish(feed, cache).joined().isEmpty)
        }
    }

    /// Entries that are known to be sound say in a topic's feed where they come from, which nobody has looked at.
    @Test func whereEntriesComeFromIsLookedAt() throws {
        let cache = EntryCache()
        let entries = (0..<3).map { Self.entry($0) }
        try Self.publish(Self.feed(entries), cache)
        var topic = Self.feed(entries, topic: Self.water)
        #expect(try DocumentRendering(topic, cache).findings().joined().isEmpty)
        topic.channel.url = "not an address/"
        let findings = try DocumentRendering(topic, cache).findings()
        #expect(findings[0].contains { $0.entry == 0 && $0.message.contains("source") })
        #expect(findings.dropFirst().joined().allSatisfy { $0.entry == nil })
    }

    /// Two entries of one id are each sound, and together are not.
    @Test func idsAreComparedWhateverIsKnown() throws {
        let cache = EntryCache()
        try Self.publish(Self.feed((0..<3).map { Self.entry($0) }), cache)
        var twin = Self.entry(2)
        twin.id = Self.entry(1).id
        let findings = try DocumentRendering(Self.feed([Self.entry(0), Self.entry(1), twin]), cache).findings()
        #expect(findings.contains { $0.contains { $0.rule == "DuplicateValue" } })
        #expect(findings.contains { $0.contains { $0.rule == "DuplicateIds" } })
    }

    /// Random histories through one pipeline, whose cache lives as long, and in which the front is rendered while the
    /// catalogue comes to the disk: after each step the site is, to the byte, what the catalogue alone makes of it.
    @Test(arguments: 0..<8) func whatIsKnownIsAsItIs(share: UInt64) throws {
        for seed in (2_000 + share * 5)..<(2_000 + share * 5 + 5) {
            var history = try History(seed: seed)
            history.mayRestart = false
            history.world.configuration.feedEntries = History.limits.entries
            let pipeline = try history.world.pipeline()
            try pipeline.prepare()
            let inspection = SiteInspection(
                rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false)
            let front = Kept<Pipeline.Front?>(nil)
            history.world.looking = {
                front.value = nil
                guard let render = try pipeline.readFront() else { return nil }
                return { front.value = try? render() }
            }
            for _ in 0..<12 {
                front.value = nil
                #expect(try history.step() == [])
                // As the service does: what came out since is not in the front.
                try pipeline.publish(history.released > 0 ? nil : front.value, at: history.world.now)
                var differences: [String] = []
                try inspection.run { differences.append("\($1.kind) \($1.path)") }
                guard differences.isEmpty else {
                    Issue.record("history \(seed): \(differences)\n\(history.steps.joined(separator: "\n"))")
                    break
                }
            }
        }
    }
}
