import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// A digest that shrinks to one story is a digest still: nobody renamed the story.
@Suite(.inTurn) struct StoryLeftTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var name: String
        var head: String
        var stories: [String]
        var titles: [String]
    }

    static let cases = [
        Case(
            testDescription: "plain text", name: "w.txt", head: "Weekly review\n",
            stories: [
                "① First story\nThe body of the first story, long enough to be one.\n",
                "② Second story\nThe body of the second story, long enough to be one.\n",
            ], titles: ["First story", "Second story"]),
        Case(
            testDescription: "Markdown", name: "w.md", head: "# Weekly review\n\nWelcome to all.\n\n",
            stories: [
                "## First story\n\nThe body of the *first* story, long enough to be one.\n\n",
                "## Second story\n\nThe body of the second story, long enough to be one.\n\n",
            ], titles: ["First story", "Second story"]),
        Case(
            testDescription: "Chinese", name: "w.txt", head: "水务周报\n第12期\n",
            stories: [
                "一、第一批春灌用水调度会议在州府召开\n会议指出，今年用水形势总体平稳，各县要加强管理，确保灌区用水。\n",
                "二、第二批河道清淤工程全部完成\n城西河道清淤工程于周五全部完成，共清理淤泥三千方，沿岸群众出行更加方便。\n",
            ], titles: ["第一批春灌用水调度会议在州府召开", "第二批河道清淤工程全部完成"]),
        Case(
            testDescription: "headlines in brackets", name: "w.txt", head: "水务周报\n第12期\n",
            stories: [
                "【第一批春灌用水调度会议在州府召开】会议指出，今年用水形势总体平稳，各县要加强管理，确保灌区用水。\n",
                "【第二批河道清淤工程全部完成】城西河道清淤工程于周五全部完成，共清理淤泥三千方，沿岸群众出行更加方便。\n",
            ], titles: ["第一批春灌用水调度会议在州府召开", "第二批河道清淤工程全部完成"]),
        Case(
            testDescription: "no title", name: "w.txt", head: "",
            stories: [
                "① First story\nThe body of the first story, long enough to be one.\n",
                "② Second story\nThe body of the second story, long enough to be one.\n",
            ], titles: ["First story", "Second story"]),
    ]

    @Test(arguments: cases, [0, 1]) func itsTitleStays(c: Case, left: Int) async throws {
        let world = try World()
        try await world.drop(c.head + c.stories.joined(), as: c.name)
        let before = try world.entries()
        #expect(before.map(\.title) == c.titles)
        let address = try world.feed().address(of: before[left])
        let issues = DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0)
        let issue = try #require(try world.feed(issues).entries.first)
        // Twice, and with a word more.
        for more in ["", "And more. "] {
            world.now = world.now.advanced(by: 100)
            // It is the first one now.
            let story = c.stories[left].replacing("②", with: "①").replacing("二、", with: "一、")
            try await world.drop(c.head + story + more, as: c.name)
            let after = try world.entries()
            #expect(after.map(\.id) == [before[left].id])
            #expect(after.map(\.title) == [c.titles[left]])
            #expect(try world.feed().address(of: after[0]) == address)
            #expect((after[0].updated == before[left].updated) == more.isEmpty)
            #expect(try world.feed(issues).entries.map(\.title) == [issue.title])
            #expect(try world.feed(issues).entries.map(\.id) == [issue.id])
        }
        let seen = try RecoveryTests.seen(in: world)
        let next = try RecoveryTests.successor(of: world)
        try await next.takeInbox()
        #expect(try RecoveryTests.seen(in: next) == seen)
        world.now = world.now.advanced(by: 100)
        try await world.drop(c.head + c.stories.joined(), as: c.name)
        #expect(try world.entries().map(\.id) == before.map(\.id))
        #expect(try world.entries().map(\.title) == c.titles)
    }

    /// A text that may hold several stories still stays whole.
    @Test(arguments: [
        ["First story", "Another text.", "Second story", "Its text."], ["① First story", "A.", "② Second story", "B."],
        ["① First story", "A text.", "② A third story", "Its text."],
    ]) func whatMayBeSeveralStaysWhole(lines: [String]) {
        let section = Section(
            title: "Weekly review", html: lines.map { "<p>\($0)</p>" }.joined(separator: "\n"),
            text: lines.joined(separator: "\n"), line: 1)
        var bulletin = Bulletin(kind: .single, title: section.title, sections: [section])
        #expect(bulletin.withStoryLeft(of: ["First story", "Second story"], from: SourcePath("w.txt")) == nil)
        bulletin.sections[0].html = lines.prefix(2).map { "<p>\($0)</p>" }.joined()
        bulletin.sections[0].text = lines.prefix(2).joined(separator: "\n")
        let left = bulletin.withStoryLeft(of: ["First story", "Second story"], from: SourcePath("w.txt"))
        #expect(left?.sections.map(\.title) == ["First story"])
        #expect(left?.sections.map(\.html) == ["<p>\(lines[1])</p>"])
        #expect(left?.kind == .digest)
    }

    /// What is written over a digest is what it says.
    @Test(arguments: [
        "Weekly review\nThere is nothing to tell this week, and the office is closed.\n",
        "Weekly review\nFirst story\n",
        "First story\nThe body of the first story, long enough to be one.\n",
        "bulletind: single\nWeekly review\n① First story\nThe body of the first story, long enough to be one.\n",
    ]) func whatHasNoHeadlineLeftIsOneStory(text: String) async throws {
        let world = try World()
        try await world.drop(Self.cases[0].head + Self.cases[0].stories.joined(), as: "w.txt")
        try await world.drop(text, as: "w.txt")
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("bulletind:") }
        #expect(try world.entries().map(\.title) == [String(lines[0])])
    }
}
