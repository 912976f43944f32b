import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// Stories that were moved to another file while the catalogue was lost.
@Suite(.inTurn) struct MovedRecoveryTests {
    private static func story(_ number: Int) -> String {
        "## Story \(number)\n\nStory \(number) is told in words of its own, with the figures \(number * 7919) in them.\n\n"
    }

    /// A story gets a file of its own, or goes into another digest, which is read before or behind the first.
    @Test(arguments: ["a.md", "z.md", "b/other.md", "y/other.md"])
    func aMovedStoryIsWhatItWas(path: String) async throws {
        let world = try World(RecoveryTests.small)
        for folder in ["b", "y"] {
            try world.folder.makeFolder("inbox/" + folder)
            try await world.drop(
                "# Weekly review \(folder)\n\n" + [4, 5].map { Self.story($0 + (folder == "b" ? 10 : 0)) }.joined(),
                as: folder + "/other.md")
        }
        try await world.drop("# Weekly review\n\n" + [1, 2, 3].map(Self.story).joined(), as: "w.md")
        let before = try Set(
            RecoveryTests.seen(in: world).filter { $0.series == "stories" }.map { "\($0.id) \($0.published)" })
        #expect(before.count == 7)
        let next = try RecoveryTests.successor(of: world)
        try next.folder.drop("# Weekly review\n\n" + [1, 3].map(Self.story).joined(), as: "inbox/w.md")
        let rest = world.folder.contains("inbox/" + path) ? try world.folder.text("inbox/" + path) : ""
        try next.folder.drop(rest + Self.story(2).dropFirst(rest.isEmpty ? 1 : 0), as: "inbox/" + path)
        try await next.takeInbox()
        let after = try Set(
            RecoveryTests.seen(in: next).filter { $0.series == "stories" }.map { "\($0.id) \($0.published)" })
        #expect(after == before)
    }
}
