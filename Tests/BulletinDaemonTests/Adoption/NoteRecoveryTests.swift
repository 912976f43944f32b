import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// What the channel puts under a corrected story is not of its text.
@Suite(.inTurn) struct NoteRecoveryTests {
    @Test(arguments: ["en", "zh-Hans", "zh-Hant"], [["rss", "atom", "json"], ["json"]]) func aNoteIsNoCorrection(
        language: String, formats: [String]
    ) async throws {
        let world = try World {
            $0.correctionNotes = true
            $0.language = language
        }
        func story(_ price: String, _ last: String = "") -> String {
            "# Alpha thing\n\nAlpha text of \(price), which is for all houses.\n\(last)"
        }
        try await world.drop(story("one pound"), as: "a.md")
        try await world.drop("# Beta thing\n\nBeta text, which says nothing else.\n", as: "b.md")
        world.now = world.now.advanced(by: 100_000)
        try await world.drop(story("two pounds"), as: "a.md")
        let before = try RecoveryTests.seen(in: world)
        #expect(before.contains { $0.updated == world.now.seconds })
        let next = try RecoveryTests.successor(of: world, formats: formats)
        let batch = try await next.takeInbox()
        #expect(batch.claimed.map(\.corrected) == [0, 0])
        #expect(try RecoveryTests.seen(in: next) == before)
        // A last line of that kind in the file is the author's.
        let line = language == "en" ? "\nCorrected on 5 May 2026.\n" : "\n更正：2026年5月5日。\n"
        next.now = next.now.advanced(by: 100)
        try await next.drop(story("two pounds", line), as: "a.md")
        let changed = try RecoveryTests.seen(in: next)
        #expect(changed.filter { $0.title == "Alpha thing" }.allSatisfy { $0.updated == next.now.seconds })
        let last = try RecoveryTests.successor(of: next, formats: formats)
        try await last.takeInbox()
        #expect(try RecoveryTests.seen(in: last) == changed)
    }
}
