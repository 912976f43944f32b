import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// What is held back comes out only when its file is there and is what was read: its author may have thought better of it.
@Suite(.inTurn) struct EmbargoTests {
    /// In which a story waits for an hour to come.
    private static func inbox() async throws -> WatchedInbox {
        let inbox = try await WatchedInbox()
        try inbox.put("now.md", WatchedInbox.story("Now"))
        try inbox.put("later.md", story("Later", after: 3_600))
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Now"])
        return inbox
    }

    private static func story(_ title: String, after seconds: Int) -> String {
        let time = WatchedInbox.start.advanced(by: seconds)
        return "---\ndate: \(time.rfc3339)\n---\n" + WatchedInbox.story(title)
    }

    @Test func aFileThatStaysComesOut() async throws {
        let inbox = try await Self.inbox()
        inbox.advance(4_000)
        try await inbox.round(after: 100)
        #expect(try inbox.titles == ["Later", "Now"])
    }

    /// `Old` is out, and `New` comes out at its time.
    private static func expectOldThenNew(at time: Timestamp, in inbox: WatchedInbox) async throws {
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Old"])
        inbox.advance(4_000)
        try await inbox.round(after: 100)
        #expect(try inbox.titles == ["New", "Old"])
        #expect(try inbox.world.entries().first { $0.title == "New" }?.published == time)
    }

    /// A day in its text, which is over, does not let it out.
    @Test func aPageThatIsToBePublishedWaits() async throws {
        let time = WatchedInbox.start.advanced(by: 3_600)
        func page(_ title: String, _ time: Timestamp) -> String {
            "<html><head><meta property=\"article:published_time\" content=\"\(time.rfc3339)\"><title>\(title)</title></head>"
                + "<body><h1>\(title)</h1><p>Published: 5 May 2020</p><p>The \(title) museum opens its new wing.</p></body></html>"
        }
        let inbox = try await WatchedInbox()
        try inbox.put("old.html", page("Old", time.advanced(by: -7_200)))
        try inbox.put("new.html", page("New", time))
        try await Self.expectOldThenNew(at: time, in: inbox)
        #expect(try inbox.world.entries().first { $0.title == "Old" }?.published.date.year == 2020)
    }

    /// Nor does the day in its front matter.
    @Test func anEmbargoHoldsAgainstFrontMatter() async throws {
        let time = WatchedInbox.start.advanced(by: 3_600)
        let inbox = try await WatchedInbox()
        try inbox.put(
            "a.md",
            "---\ndate: 2026-01-12\n---\n# New\n\nEmbargoed until \(time.rfc3339)\n\nThe museum opens its new wing.\n")
        try inbox.put(
            "b.md",
            "---\ndate: 2026-01-12\n---\n# Old\n\nEmbargoed until 2026-01-13\n\nThe museum opens its old wing.\n")
        try await Self.expectOldThenNew(at: time, in: inbox)
        #expect(try inbox.world.entries().first { $0.title == "Old" }?.published.date.day == 12)
    }

    @Test func whatDoesNotSayUntilWhenIsRefused() async throws {
        let text = "\n\nThe museum opens its new wing, which holds many works.\n"
        let inbox = try await WatchedInbox()
        try inbox.put("a.txt", "New museum opens\nEMBARGOED UNTIL 9AM ON MONDAY" + text)
        try inbox.put("old.txt", "Old museum opens\n10 January 2020\nEmbargoed until Monday" + text + "It is old.\n")
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Old museum opens"])
        let reason = try #require(try inbox.refusal(of: "a.txt"))
        #expect(reason.contains("this forbids to publish before a day that is not named in full; write it"))
        try inbox.put("a.txt", "New museum opens\nEMBARGOED UNTIL 9AM ON 12 JANUARY 2026" + text)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["New museum opens", "Old museum opens"])
        try inbox.put("a.txt", "Newest museum opens\nEMBARGOED UNTIL 9AM ON MONDAY" + text)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["New museum opens", "Old museum opens"])
    }

    /// It is not published anyway, and takes out what was.
    @Test func aDraftNeedNotSayUntilWhen() async throws {
        let text = "New museum opens\nEMBARGOED UNTIL 9AM ON MONDAY\n\nThe museum opens its new wing.\n"
        let inbox = try await WatchedInbox()
        try inbox.put("a.txt", "New museum opens\n\nThe museum opens its new wing.\n")
        try inbox.put("b.txt", "Old museum closes\n\nThe old museum closes, for it is full.\n")
        try await inbox.rest(4_000)
        #expect(try inbox.titles.sorted() == ["New museum opens", "Old museum closes"])
        try inbox.put("a.txt", "draft: true\n" + text)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Old museum closes"])
        #expect(try inbox.refusal(of: "a.txt") == nil)
    }

    private static func story(at time: String) -> String {
        "---\ndate: \(time)\n---\n" + WatchedInbox.story("Later")
    }

    /// A time without a zone: that of Shanghai, read as that of UTC, is eight hours later.
    private static func time(in zone: String, after seconds: Int) throws -> (zone: Zone, text: String) {
        let zone = try #require(Zone(identifier: zone))
        let moment = WatchedInbox.start.advanced(by: seconds)
        let text = moment.advanced(by: zone.offset(at: moment)).rfc3339.dropLast()
        return (zone, String(text).replacing("T", with: " "))
    }

    @Test func whatWaitsGoesByTheZoneThatIsSetRight() async throws {
        let (zone, time) = try Self.time(in: "Asia/Shanghai", after: 3_600)
        let inbox = try await WatchedInbox { $0.zone = zone }
        try inbox.put("now.md", WatchedInbox.story("Now"))
        try inbox.put("later.md", Self.story(at: time))
        try await inbox.rest(4_000)
        let before = try inbox.world.entries()
        try await inbox.reload { $0.zone = .utc }
        try await inbox.rest(4_000)
        inbox.advance(4_000)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Now"])
        #expect(try inbox.world.entries().map(\.published) == before.map(\.published))
        inbox.advance(8 * 3_600)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Later", "Now"])
    }

    /// The same over a restart, which finds the inbox only later.
    @Test func whatWaitsGoesByTheZoneOfTheNextStart() async throws {
        let world = try World()
        world.now = WatchedInbox.start
        let (zone, time) = try Self.time(in: "Asia/Shanghai", after: 3_600)
        world.configuration.zone = zone
        try world.folder.write(WatchedInbox.story("Now"), to: "inbox/now.md")
        try world.folder.write(Self.story(at: time), to: "inbox/later.md")
        try await world.takeOnce()
        #expect(try world.entries().map(\.title) == ["Now"])
        try world.restart()
        world.configuration.zone = .utc
        world.now = world.now.advanced(by: 7_200)
        try world.pipeline().prepare()
        #expect(try world.catalogue.release(at: world.now) == 0)
        try await world.takeOnce()
        #expect(try world.entries().map(\.title) == ["Now"])
        world.now = world.now.advanced(by: 8 * 3_600)
        try await world.takeOnce()
        #expect(try world.entries().map(\.title) == ["Later", "Now"])
    }

    /// The other way: its time has passed.
    @Test func whatWaitedTooLongComesOutAtOnce() async throws {
        let (_, time) = try Self.time(in: "Asia/Shanghai", after: -600)
        let inbox = try await WatchedInbox()
        try inbox.put("later.md", Self.story(at: time))
        try await inbox.rest(4_000)
        #expect(try inbox.titles == [])
        let zone = try #require(Zone(identifier: "Asia/Shanghai"))
        try await inbox.reload { $0.zone = zone }
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Later"])
    }

    /// Taken away shortly before, in each of the ways that keep a story back.
    @Test(arguments: ["", "_later.md", "_drafts/later.md"]) func aFileThatWentDoesNot(other: String) async throws {
        let inbox = try await Self.inbox()
        try inbox.makeFolder("_drafts")
        if other.isEmpty { try inbox.remove("later.md") } else { try inbox.move("later.md", to: other) }
        try await inbox.round(after: 100)
        inbox.advance(4_000)
        for _ in 0..<20 {
            try await inbox.round(after: 1_000)
            #expect(try inbox.titles == ["Now"])
        }
        #expect(!inbox.says("entries released"))
    }

    /// The next issue, or a price that is not to be known yet, written over what is out.
    @Test func aVersionOfWhatIsOutWaitsForItsTime() async throws {
        let inbox = try await Self.inbox()
        let before = try inbox.stories
        let next = WatchedInbox.story(
            "Now", "The price of water rises to three crowns, from the first day of the month.")
        let time = WatchedInbox.start.advanced(by: 3_600)
        try inbox.put("now.md", "---\ndate: \(time.rfc3339)\n---\n" + next)
        try await inbox.rest(4_000)
        #expect(try inbox.stories.map(\.content) == before.map(\.content))
        #expect(try inbox.refusal(of: "now.md")?.contains("its date is to come") == true)
        inbox.advance(3_500)
        try await inbox.round(after: 100)
        #expect(try inbox.stories.map(\.content) == before.map(\.content))
        inbox.advance(500)
        for _ in 0..<5 { try await inbox.round(after: 100) }
        let after = try inbox.stories
        #expect(after.first { $0.title == "Now" }?.content.contains("three crowns") == true)
        #expect(after.first { $0.title == "Now" }?.id == before.first?.id)
        #expect(try inbox.refusal(of: "now.md") == nil)
    }

    /// What went out too early, was taken back, and is put back with its time.
    @Test(arguments: ["", "_drafts/now.md"]) func whatWasTakenBackWaitsForItsTime(away: String) async throws {
        let inbox = try await Self.inbox()
        try inbox.put("stays.md", WatchedInbox.story("Stays", "This is here all the time, and nothing comes of it."))
        try await inbox.rest(4_000)
        let before = try #require(try inbox.stories.first { $0.title == "Now" })
        try inbox.makeFolder("_drafts")
        if away.isEmpty { try inbox.remove("now.md") } else { try inbox.move("now.md", to: away) }
        try await inbox.rest(15_000)
        #expect(try inbox.titles == ["Stays"])
        let time = WatchedInbox.start.advanced(by: 7_200)
        let text = WatchedInbox.story("Now") + "The mayor resigns.\n"
        try inbox.put("now.md", "---\ndate: \(time.rfc3339)\n---\n" + text)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Stays"])
        #expect(try inbox.refusal(of: "now.md") == nil)
        let site = try inbox.world.folder.files(below: "site").values.map { String(decoding: $0, as: UTF8.self) }
        #expect(!site.contains { $0.contains("resigns") })
        inbox.advance(7_100)
        try await inbox.round(after: 100)
        #expect(try inbox.titles == ["Later", "Stays"])
        inbox.advance(200)
        for _ in 0..<5 { try await inbox.round(after: 100) }
        let after = try #require(try inbox.stories.first { $0.title == "Now" })
        #expect(after.id == before.id && after.content.contains("resigns"))
    }

    /// Taken away before, it is not shown.
    @Test func aVersionThatIsTakenAwayIsNotShown() async throws {
        let inbox = try await Self.inbox()
        let content = try inbox.stories.map(\.content)
        try inbox.put("now.md", Self.story("Now but other", after: 3_600))
        try await inbox.rest(4_000)
        try inbox.put("now.md", WatchedInbox.story("Now"))
        try await inbox.rest(4_000)
        inbox.advance(4_000)
        try inbox.remove("later.md")
        for _ in 0..<5 { try await inbox.round(after: 100) }
        #expect(try inbox.stories.map(\.content) == content)
    }

    /// The next version is there and not read yet; it waits for another time.
    @Test func aFileThatChangesDoesNot() async throws {
        let inbox = try await Self.inbox()
        try inbox.put("later.md", Self.story("Much later", after: 90_000))
        try await inbox.round(after: 100)
        inbox.advance(4_000)
        try await inbox.rest(6_000)
        #expect(try inbox.titles == ["Now"])
        inbox.advance(90_000)
        try await inbox.round(after: 100)
        #expect(try inbox.titles == ["Much later", "Now"])
    }

    /// Nor what was read before a version that is refused; mended, it comes out.
    @Test func aFileThatIsRefusedDoesNot() async throws {
        let inbox = try await Self.inbox()
        try inbox.put("later.md", "---\ndate: never\n---\n" + WatchedInbox.story("Later"))
        try await inbox.rest(4_000)
        #expect(try inbox.refusal(of: "later.md") != nil)
        inbox.advance(4_000)
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Now"])
        try inbox.put("later.md", WatchedInbox.story("Later"))
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Later", "Now"])
    }

    /// An author who is told that a file was not published takes it for offline, unless the note says what is up.
    @Test(arguments: ["en", "zh-Hans", "zh-Hant"]) func aRefusalTellsThatTheLastVersionIsUp(language: String)
        async throws
    {
        let kept = ["en": "; the version before it stays up", "zh-Hans": "原来的版本仍在网上", "zh-Hant": "原來的版本仍在網上"]
        let words = try #require(kept[language])
        let inbox = try await WatchedInbox { $0.language = language }
        try inbox.put("a.md", WatchedInbox.story("A"))
        try inbox.put("b.md", "---\ndate: never\n---\n" + WatchedInbox.story("B"))
        try await inbox.rest(4_000)
        try inbox.put("a.md", "---\ndate: never\n---\n" + WatchedInbox.story("A"))
        try await inbox.rest(4_000)
        for _ in 0..<2 {
            #expect(try inbox.refusal(of: "a.md")?.contains(words) == true)
            #expect(try inbox.refusal(of: "b.md")?.contains(words) == false)
            #expect(try inbox.titles == ["A"])
            // All notes are put right again.
            try await inbox.reload { _ in }
        }
    }
}
