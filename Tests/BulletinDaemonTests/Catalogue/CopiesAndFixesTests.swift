import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// Copies that lie in the inbox, and names that change together with what is said, make no story new.
@Suite(.inTurn) struct CopiesAndFixesTests {
    private static let text = """
        The bridge over the river is closed to all traffic from Monday on, since the deck is being renewed. Buses go \
        round by the lock, and the ferry runs every ten minutes until the evening.
        """

    private static func note(_ title: String, _ text: String = text) -> String { "# \(title)\n\n\(text)\n" }

    private static func digest(_ number: Int, _ titles: [String]) -> String {
        "# News, no. \(number)\n\n"
            + titles.map { "## \($0)\n\nOf \($0.prefix(4)), so much was said today.\n\n" }.joined()
    }

    /// What readers see: ids by headlines.
    private static func stories(_ world: World) throws -> [String: String] {
        Dictionary(try world.entries().map { ($0.title, $0.id.uri) }, uniquingKeysWith: { _, _ in "twice" })
    }

    @Test func aFixBesideACopyIsAFix() async throws {
        let world = try World()
        try await world.drop(Self.note("Bridge closd for repairs"), as: "note.md")
        let id = try #require(try Self.stories(world).values.first)
        try await world.drop(Self.note("Bridge closd for repairs"), as: "note - Copy.md")
        try await world.drop(
            Self.note("Bridge closed for repairs", Self.text + " Cyclists may pass."), as: "note.md")
        #expect(try Self.stories(world) == ["Bridge closed for repairs": id])
    }

    @Test func anotherNumberOfTheSameStoriesIsAFix() async throws {
        let world = try World()
        try await world.drop(Self.digest(12, ["Alpha", "Beta", "Gamma"]), as: "w.md")
        let stories = try Self.stories(world)
        try await world.drop(Self.digest(12, ["Alpha", "Beta", "Gamma"]), as: "w - Copy.md")
        try await world.drop(Self.digest(13, ["Alpha", "Beta", "Gamma"]), as: "w.md")
        #expect(try Self.stories(world) == stories)
    }

    /// Of what is written over each week, a copy keeps the issue, though the next one differs in figures alone.
    @Test func theNextIssueOfATemplateIsAnother() async throws {
        func levels(_ day: Int) -> String {
            "---\ndate: 2026-11-\(day)\n---\n# Levels\n\nAt the lock \(day) dm, at the mill \(day + 9) dm. \(Self.text)\n"
        }
        let world = try World()
        try await world.drop(levels(13), as: "levels.md")
        let id = try #require(try world.entries().first?.id)
        try await world.drop(levels(13), as: "levels-13.md")
        try await world.drop(levels(20), as: "levels.md")
        let entries = try world.entries()
        #expect(entries.count == 2)
        #expect(entries.last?.id == id && entries.last?.text.contains("13 dm") == true)
    }

    @Test(arguments: ["week - Copy.md", "week (1).md", "week copy.md"])
    func theOriginalIsNotItsCopy(name: String) throws {
        let world = try World()
        let bulletin = Bulletin.digest(["Alpha", "Beta"])
        try world.take([(name, 1, .bulletin(bulletin)), ("week.md", 1, .bulletin(bulletin))])
        let ids = try world.entries().map(\.id)
        #expect(ids.allSatisfy { !$0.uri.contains("opy") && !$0.uri.contains("1)") })
        try world.take(.digest(["Alpha", "Better"]), at: "week.md", version: 2)
        #expect(try world.entries().map(\.id) == ids)
    }

    /// Both are mended alike, and the copy's name comes first.
    @Test func aFixOfBothIsOneFix() async throws {
        let world = try World()
        try await world.drop(Self.note("Bridge closd"), as: "week.md")
        try await world.drop(Self.note("Bridge closd"), as: "a-copy.md")
        let id = try #require(try world.entries().first?.id.uri)
        for name in ["a-copy.md", "week.md"] {
            try world.folder.drop(Self.note("Bridge closed"), as: "inbox/" + name)
        }
        try await world.takeOnce()
        #expect(try Self.stories(world) == ["Bridge closed": id])
        #expect(try world.entries().count == 1)
    }

    /// Renamed, and its headline mended, before anybody looked.
    @Test func anotherNameAndHeadlineAreStillThatNote() throws {
        let world = try World()
        try world.take(Self.single("Brigde closed"), at: "a.md")
        let id = try #require(try world.entries().first?.id)
        try world.take(Self.single("The river bridge is closed"), at: "b.md", version: 2, missing: ["a.md"])
        #expect(try world.entries().map(\.id) == [id])
    }

    /// A draft that was out before keeps its ids under another name.
    @Test func aDraftMayChangeItsName() throws {
        let world = try World()
        var bulletin = Bulletin.digest(["Alpha", "Beta"])
        try world.take(bulletin, at: "a.md")
        let ids = try world.entries().map(\.id)
        bulletin.isDraft = true
        try world.take(bulletin, at: "a.md", version: 2)
        #expect(try world.entries().isEmpty)
        bulletin.isDraft = false
        bulletin.sections[1].text += " More of it."
        try world.take(bulletin, at: "b.md", version: 3, missing: ["a.md"])
        #expect(try world.entries().map(\.id) == ids)
    }

    /// An id is put into a file as it is renamed, which is what ids are for; or as it comes back.
    @Test(arguments: ["b.md", "a.md"]) func anIDIsPutIntoAFileThatIsRenamed(name: String) throws {
        let world = try World()
        var bulletin = Bulletin.digest(["Alpha", "Beta"])
        try world.take(bulletin, at: "a.md")
        let ids = try world.entries().map(\.id)
        if name == "a.md" { try world.take([], gone: ["a.md"]) }
        bulletin.id = "w12"
        bulletin.sections[1].text += " More of it."
        try world.take(bulletin, at: name, version: 2, missing: name == "a.md" ? [] : ["a.md"])
        #expect(try world.entries().map(\.id) == ids)
    }

    private static func single(_ title: String) -> Bulletin {
        var bulletin = Bulletin.digest([title])
        bulletin.kind = .single
        bulletin.title = title
        bulletin.sections[0].text = text
        return bulletin
    }
}
