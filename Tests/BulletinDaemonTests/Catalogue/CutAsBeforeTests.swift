import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// What readers know of a file tells how its next version is cut, with the catalogue and without it.
@Suite(.inTurn) struct CutAsBeforeTests {
    private static func digest(_ name: String, _ numbers: [Int]) -> String {
        let headlines = [
            "The bridge is open again", "The school gets a roof", "The market moves", "The ferry sails late",
        ]
        return "\(name)\n\n"
            + numbers.map {
                "\($0). \(headlines[$0 - 1])\nPeople of the valley were told on Monday what comes of it, number \($0).\n\n"
            }.joined()
    }

    private static let before = digest("Weekly digest, 3 March 2025", [1, 2, 3, 4])
    /// By itself it is one story.
    private static let after = digest("Notice", [1, 4, 2, 3])

    @Test func anEditLeavesTheStories() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.before)
        try await desk.take()
        let stories = try desk.stories()
        #expect(stories.count == 4)
        try desk.put("a.txt", Self.after)
        try desk.put("b.txt", Self.after.replacing("valley", with: "town"))
        try await desk.take()
        let left = try desk.stories()
        #expect(left["Notice"]?.bulletinSlug == "b")
        #expect(left.count == 5)
        for (title, story) in stories {
            #expect(left[title]?.id == story.id)
            #expect(left[title]?.updated == story.updated)
        }
        #expect(try desk.gone.isEmpty)
        let note = try desk.world.folder.text("inbox/a.txt.note.txt")
        #expect(note.contains("cut into 4 stories as before"))
    }

    /// A file that is cut as before is so under another name, too.
    @Test(arguments: [false, true]) func anotherNameLeavesThem(isSwapped: Bool) async throws {
        let desk = try Desk()
        let other = Self.before.replacing("valley", with: "town").replacing("The ", with: "A ")
            .replacing("digest", with: "digest of the town")
        try desk.put("a.txt", Self.before)
        try desk.put("b.txt", other)
        try await desk.take()
        try desk.put("a.txt", Self.after)
        try await desk.take()
        let stories = try desk.stories()
        #expect(stories.count == 8)
        try desk.move("a.txt", to: "c.txt")
        if isSwapped { try desk.move("b.txt", to: "a.txt") }
        try await desk.take()
        #expect(try desk.stories() == stories)
    }

    /// So is one that was away meanwhile.
    @Test(arguments: ["a.txt", "c.txt"]) func absenceLeavesThem(name: String) async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.before)
        try await desk.take()
        try desk.put("a.txt", Self.after)
        try await desk.take()
        let stories = try desk.stories()
        #expect(stories.count == 4)
        try desk.remove("a.txt")
        try await desk.take()
        #expect(try desk.stories().isEmpty)
        try desk.put(name, Self.after)
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == stories.mapValues(\.id))
    }

    @Test func anEditWhileTheCatalogueIsLostLeavesThemToo() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Self.before)
        try await desk.take()
        let seen = try Set(desk.stories().values.map(\.id))
        let next = try RecoveryTests.successor(of: desk.world)
        try next.folder.drop(Self.after, as: "inbox/a.txt")
        try await next.takeInbox()
        #expect(seen.count == 4)
        #expect(try seen.isSubset(of: next.entries().map(\.id)))
    }
}
