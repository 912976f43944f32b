import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// What was corrected is kept, told in a feed of its own, and, where that is wanted, under the story.
@Suite(.inTurn) struct CorrectionTests {
    private static let key = DocumentKey(feed: DocumentKey.siteFeed(.corrections), archive: 0)

    private static func bulletin(_ texts: [String]) -> Bulletin {
        var bulletin = Bulletin.digest(texts.indices.map { "Story \($0)" })
        for (index, text) in texts.enumerated() {
            bulletin.sections[index].text = text
            bulletin.sections[index].html = "<p>\(text)</p>"
        }
        return bulletin
    }

    @Test func eachCorrectionIsAnEntryThatTellsWhatChanged() throws {
        let world = try World()
        try world.take(Self.bulletin(["The road is closed.", "Rain."]), at: "w.txt")
        #expect(try world.feed(Self.key).entries.isEmpty)
        world.now = world.now.advanced(by: 100)
        try world.take(Self.bulletin(["The road is open.", "Rain."]), at: "w.txt", version: 2)
        world.now = world.now.advanced(by: 100)
        try world.take(Self.bulletin(["The road is open again.", "Rain."]), at: "w.txt", version: 3)
        let story = try world.entries()[0]
        let entries = try world.feed(Self.key).entries
        #expect(entries.map(\.id.uri) == ["\(story.id.uri)/correction-2", "\(story.id.uri)/correction-1"])
        #expect(
            entries.map(\.html) == [
                "<p>The road is open<ins> again</ins>.</p>\n",
                "<p>The road is <del>closed</del><ins>open</ins>.</p>\n",
            ])
        #expect(entries.map(\.title) == ["Corrected: Story 0", "Corrected: Story 0"])
        #expect(entries.map(\.published) == [world.now, world.now.advanced(by: -100)])
        #expect(entries.allSatisfy { $0.anchor == story.anchor && $0.updated == $0.published })
    }

    /// Another form of a mark is shown, and no correction of anybody's words.
    @Test func marksThatAProgramSetCorrectNothing() throws {
        let world = try World()
        func bulletin(_ marks: (String) -> String) -> Bulletin {
            var bulletin = Self.bulletin(["It's \"open\"...", "Rain."].map(marks))
            bulletin.title = marks("The mayor's week")
            bulletin.summary = marks("It's open.")
            return bulletin
        }
        try world.take(bulletin { $0 }, at: "w.txt")
        let issues = DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0)
        let before = try (world.feed(), world.feed(issues))
        world.now = world.now.advanced(by: 100)
        try world.take(
            bulletin { $0.replacing("'", with: "’").replacing("\"o", with: "“o").replacing("\".", with: "”.") },
            at: "w.txt", version: 2)
        let after = try (world.feed(), world.feed(issues))
        #expect(after.0.entries[0].html.contains("It’s “open”..."))
        #expect(after.0.entries.map(\.updated) == before.0.entries.map(\.updated))
        #expect(after.1.entries[0].title == "The mayor’s week")
        #expect(after.1.entries.map(\.updated) == before.1.entries.map(\.updated))
        #expect(after.0.updated == before.0.updated && after.1.updated == before.1.updated)
        #expect(try world.feed(Self.key).entries.isEmpty)
    }

    @Test func aStoryThatIsTakenOutTakesItsCorrectionsAlong() throws {
        let world = try World()
        try world.take(Self.bulletin(["Old", "B"]), at: "w.txt")
        try world.take(Self.bulletin(["New", "B"]), at: "w.txt", version: 2)
        let id = try world.feed(Self.key).entries[0].id
        try world.take([], gone: ["w.txt"])
        let feed = try world.feed(Self.key)
        #expect(feed.entries.isEmpty && feed.tombstones.map(\.id) == [id])
        try world.take(Self.bulletin(["New", "B"]), at: "w.txt", version: 3)
        #expect(try world.feed(Self.key).entries.map(\.id) == [id])
    }

    /// What readers saw last is what it was when it was taken out.
    @Test(arguments: [true, false]) func whatComesBackCorrectedIsTold(isDraft: Bool) throws {
        let world = try World()
        try world.take(Self.bulletin(["The road is closed.", "Rain."]), at: "w.txt")
        world.now = world.now.advanced(by: 100)
        try world.take(Self.bulletin(["The road is open.", "Rain."]), at: "w.txt", version: 2)
        let before = try world.feed(Self.key).entries
        var draft = Self.bulletin(["The road is open again.", "Rain."])
        draft.isDraft = true
        for round in 0...1 {
            world.now = world.now.advanced(by: 100)
            if isDraft {
                try world.take(draft, at: "w.txt", version: 3 + round)
            } else {
                try world.take([], gone: ["w.txt"])
            }
            world.now = world.now.advanced(by: 100)
            try world.take(Self.bulletin(["The road is open again.", "Rain."]), at: "w.txt", version: 5 + round)
            // To come back as it was is no correction.
            let entries = try world.feed(Self.key).entries
            #expect(entries.count == 2)
            #expect(entries.first?.html == "<p>The road is open<ins> again</ins>.</p>\n")
            #expect(entries.last == before.first)
        }
    }

    /// What nobody has seen cannot be corrected.
    @Test func whatWaitsIsNotCorrected() throws {
        let world = try World()
        let day = world.now.advanced(by: 10 * 86_400).date
        for version in 1...3 {
            var bulletin = Self.bulletin(["Text \(version)", "B"])
            bulletin.date = StatedDate(day: day, origin: .text, line: 1)
            try world.take(bulletin, at: "w.txt", version: version)
        }
        #expect(try world.catalogue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM version") } == 0)
    }

    @Test func feedsOfCorrectionsAreValidAndTheirArchivesToo() throws {
        let world = try World { $0.feedEntries = 8 }
        for version in 1...30 {
            world.now = world.now.advanced(by: 60)
            try world.take(Self.bulletin(["Text <\(version)> & 更正", "B"]), at: "w.txt", version: version)
            try world.pipeline().publish(at: world.now)
        }
        let files = try world.folder.files(below: "site").filter { $0.key.contains("corrections") }
        #expect(files.keys.contains("archive/corrections-1.rss"))
        for (path, bytes) in files where !path.hasSuffix(".html") {
            let findings = Validator.validate(bytes, base: world.channel.url + path)
            #expect(findings.filter { $0.severity >= .warning } == [], "\(path)")
        }
    }

    /// What a correction costs does not grow with those before it; unless what stands around them is another.
    @Test func correctionsBeforeItStayAsTheyAre() throws {
        let world = try World { $0.feedEntries = 8 }
        for version in 1...30 {
            world.now = world.now.advanced(by: 60)
            try world.take(Self.bulletin(["Text \(version)", "B"]), at: "w.txt", version: version)
            try world.pipeline().publish(at: world.now)
        }
        func due(_ bulletin: Bulletin, _ version: Int) throws -> Int {
            world.now = world.now.advanced(by: 60)
            try world.take(bulletin, at: "w.txt", version: version)
            let due = try world.catalogue.dueDocuments().filter { $0.feed == Self.key.feed && $0.archive > 0 }
            try world.pipeline().publish(at: world.now)
            try FilesTests.expectWhole(world)
            return due.count
        }
        #expect(try due(Self.bulletin(["Text 31", "B"]), 31) == 0)
        var retitled = Self.bulletin(["Text 32", "B"])
        retitled.title = "Another title"
        #expect(try due(retitled, 32) > 1)
        var signed = retitled
        signed.authors = ["A. Hale"]
        #expect(try due(signed, 33) > 1)
    }

    @Test(arguments: [("en", "Corrected on 15 January 2027."), ("zh-CN", "更正：2027年1月15日。")])
    func aNoteStandsUnderTheStoryWhereItIsWanted(language: String, note: String) throws {
        for isWanted in [true, false] {
            let world = try World {
                $0.correctionNotes = isWanted
                $0.language = language
            }
            try world.take(Self.bulletin(["Old", "B"]), at: "w.txt")
            try world.take(Self.bulletin(["New", "B"]), at: "w.txt", version: 2)
            try world.pipeline().publish(at: world.now)
            let contents = try world.entries().map { $0.contentHTML(in: world.channel) }
            #expect(contents.map { $0.contains("<p><em>\(note)</em></p>") } == [isWanted, false])
            #expect(try world.feed(Self.key).entries.allSatisfy { $0.corrected == nil })
            let page = try world.folder.text("site/bulletins/w/index.html")
            #expect(page.contains(note) == isWanted)
        }
    }
}
