import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// Promise 7 when the catalogue is lost: a version that waits for its time waits on, whatever of it readers know.
@Suite(.inTurn) struct HeldRecoveryTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var name: String
        /// What readers saw, and what was put over it.
        var old, new: String
    }

    static let digest = """
        Weekly review
        ① First story
        The body of the first story, long enough to be one, and no more.
        ② Second story
        The body of the second story, long enough to be one.

        """

    static let cases = [
        Case(
            testDescription: "another text under the same headline", name: "price.md",
            old: "---\ntitle: The price\n---\nThe price of water is two pounds a ton for all houses.\n",
            new: "---\ntitle: The price\ndate: 2031-01-01\n---\nThe price of water is a SECRET a ton for all houses.\n"),
        Case(
            testDescription: "another headline over the same text", name: "price.md",
            old: "---\ntitle: The price\n---\nThe price of water is two pounds a ton for all houses of the town.\n",
            new: "---\ntitle: SECRET\ndate: 2031-01-01\n---\n"
                + "The price of water is two pounds a ton for all houses of the town.\n"),
        Case(
            testDescription: "all is another", name: "price.md",
            old: "---\ntitle: The price\n---\nThe price of water is two pounds a ton for all houses of the town.\n",
            new: "---\ntitle: SECRET\ndate: 2031-01-01\n---\nNothing of what stood here before is left in this file.\n"),
        Case(
            testDescription: "a summary", name: "price.md",
            old: "---\ntitle: The price\n---\nThe price of water is two pounds a ton for all houses.\n",
            new: "---\ntitle: The price\ndate: 2031-01-01\nsummary: A SECRET is in it.\n---\n"
                + "The price of water is two pounds a ton for all houses.\n"),
        Case(
            testDescription: "one story of a digest", name: "week.txt", old: digest,
            new: "Embargoed until 12 January 2031\n\n" + digest.replacing("no more", with: "a SECRET")),
        Case(
            testDescription: "the title of a digest", name: "week.txt", old: digest,
            new: "SECRET review\n12 January 2031\n" + digest.split(separator: "\n").dropFirst().joined(separator: "\n")),
    ]

    static func lost(_ c: Case, formats: [String] = ["rss", "atom", "json"]) async throws -> (World, World) {
        let world = try World()
        try await world.drop("# A\n\nThe text of the story A, which stays.\n", as: "a.md")
        try await world.drop(c.old, as: c.name)
        world.now = world.now.advanced(by: 100)
        try await world.drop(c.new, as: c.name)
        try #require(try RecoveryTests.seen(in: world).allSatisfy { $0.published < world.now.seconds })
        return (world, try RecoveryTests.successor(of: world, formats: formats))
    }

    @Test(arguments: cases, [["rss", "atom", "json"], ["json"], ["rss"]]) func whatWaitsIsNotSeen(
        c: Case, formats: [String]
    ) async throws {
        let (world, next) = try await Self.lost(c, formats: formats)
        let before = try RecoveryTests.seen(in: world)
        try await next.takeInbox()
        for (path, bytes) in try next.folder.files(below: "site") {
            #expect(!String(decoding: bytes, as: UTF8.self).contains("SECRET"), "\(path)")
        }
        #expect(try next.folder.text("site/feed.json").contains("which stays"))
        // It comes out at its time, as what readers know, which has changed.
        next.now = Timestamp(seconds: 1_930_000_000)
        try await next.takeInbox()
        let after = try RecoveryTests.seen(in: next)
        #expect(Set(after.map(\.id)) == Set(before.map(\.id)))
        for entry in after {
            let known = try #require(before.first { $0.id == entry.id })
            #expect(entry.published == known.published)
        }
        #expect(try ["feed", "issues"].contains { try next.folder.text("site/\($0).json").contains("SECRET") })
    }

    /// An editor who takes the date away has it published at once.
    @Test func whatWaitsNoMoreComesOut() async throws {
        let (world, next) = try await Self.lost(Self.cases[0])
        let before = try RecoveryTests.seen(in: world)
        let batch = try await next.takeInbox()
        #expect(batch.claimed.map(\.path) == [SourcePath("a.md")])
        try await next.drop(Self.cases[0].old.replacing("two", with: "four"), as: Self.cases[0].name)
        let after = try RecoveryTests.seen(in: next)
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.filter { $0.updated != $0.published }.map(\.title) == ["The price", "The price"])
    }

    /// Words that readers know wait for nothing.
    @Test func whatWasOutStaysOut() async throws {
        for (name, old) in [
            ("price.md", "---\ntitle: The price\n---\nThe price is two pounds.\n"), ("week.txt", Self.digest),
        ] {
            let new =
                name == "week.txt"
                ? old.replacing("review\n", with: "review\n12 January 2031\n")
                : old.replacing("price\n---", with: "price\ndate: 2031-01-01\n---")
            let c = Case(testDescription: name, name: name, old: old, new: new)
            let (world, next) = try await Self.lost(c)
            try await next.takeInbox()
            #expect(try RecoveryTests.seen(in: next) == RecoveryTests.seen(in: world))
        }
    }
}
