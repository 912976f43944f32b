import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// A bulletin goes with its bytes, whatever is under its old name by then.
@Suite(.inTurn) struct MovedFilesTests {
    private static let archives = ["archive-13.txt", "week-13.txt"]

    /// The name of the archive comes before or behind the other.
    @Test(arguments: archives, [true, false])
    func theCurrentIssueIsPutAwayAndReplaced(archive: String, isCopied: Bool) async throws {
        let desk = try Desk()
        try desk.put("current.txt", Desk.harbour)
        try await desk.take()
        let before = try desk.stories()
        if isCopied {
            try desk.copy("current.txt", to: archive)
            try desk.overwrite("current.txt", Desk.school)
        } else {
            try desk.move("current.txt", to: archive)
            try desk.put("current.txt", Desk.school)
        }
        try await desk.take()
        let after = try desk.stories()
        #expect(after.keys.sorted() == ["Week 13 harbour news", "Week 14 school news"])
        #expect(after["Week 13 harbour news"] == before["Week 13 harbour news"])
        #expect(try desk.held() == [])
        #expect(try desk.gone == [])
        // And once more.
        try desk.move("current.txt", to: "x-" + archive)
        try desk.put("current.txt", Desk.bridge)
        try await desk.take()
        let last = try desk.stories()
        #expect(last.count == 3)
        for (title, story) in after { #expect(last[title] == story) }
        #expect(try desk.gone == [])
    }

    /// Of a file that cannot be read now, the version before stays up under another name, too.
    @Test func aRefusedFileIsRenamed() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.txt", "  \n")
        try await desk.take()
        #expect(try desk.refusals().keys.sorted() == ["a.txt.rejected.txt"])
        try desk.move("a.txt", to: "b.txt")
        // The same bytes in another file say nothing.
        try desk.put("c.txt", "  \n")
        try await desk.take()
        #expect(try desk.stories() == before)
        #expect(try desk.refusals().keys.sorted() == ["b.txt.rejected.txt", "c.txt.rejected.txt"])
        #expect(try desk.refusals()["b.txt.rejected.txt"]?.contains("the version before it stays up") == true)
        try desk.overwrite("b.txt", Desk.harbour.replacing("Tuesday", with: "Monday"))
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == before.mapValues(\.id))
        #expect(try desk.gone == [])
    }

    @Test func twoNamesAreSwapped() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try desk.put("b.txt", Desk.school)
        try await desk.take()
        let before = try desk.stories()
        try desk.put("a.txt", Desk.school)
        try desk.put("b.txt", Desk.harbour)
        try await desk.take()
        #expect(try desk.stories() == before)
        #expect(try desk.gone == [])
        try desk.remove("a.txt")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Week 13 harbour news"])
    }

    @Test(arguments: [true, false]) func filesAreNumberedAnew(withNew: Bool) async throws {
        let desk = try Desk()
        let texts = [Desk.harbour, Desk.school, Desk.bridge]
        for (index, text) in texts.enumerated() { try desk.put("0\(index + 1).txt", text) }
        try await desk.take()
        let before = try desk.stories()
        for number in [3, 2, 1] { try desk.move("0\(number).txt", to: "0\(number + 1).txt") }
        if withNew { try desk.put("01.txt", "Week 12\n\nSnow fell on the hills and stayed there for a month.\n") }
        try await desk.take()
        let after = try desk.stories()
        #expect(after.filter { $0.key != "Week 12" } == before)
        #expect(after.count == (withNew ? 4 : 3))
        #expect(try desk.gone == [])
    }

    /// Issues that repeat their title and most of their words are told apart by which file moved.
    @Test func aTemplateIsFilledAnewEachWeek() async throws {
        func issue(_ level: Int) -> String {
            "Water levels\n\nThe levels of all reservoirs in the basin were read at eight; the highest is \(level) m.\n"
        }
        let desk = try Desk()
        try desk.put("current.txt", issue(12))
        try await desk.take()
        let before = try desk.world.entries().map(\.id)
        try desk.move("current.txt", to: "archive.txt")
        try desk.put("current.txt", issue(13))
        try await desk.take()
        let after = try desk.world.entries()
        #expect(after.count == 3)
        #expect(Set(before).isSubset(of: after.map(\.id)))
        #expect(after.filter { before.contains($0.id) }.contains { $0.html.contains("12 m") })
    }

    /// To put a copy aside and mend the original is no renaming.
    @Test(arguments: ["a-copy.txt", "c.txt"], [true, false])
    func aFixBesideACopyIsAFix(copy: String, atOnce: Bool) async throws {
        let desk = try Desk()
        try desk.put("b.txt", Desk.harbour)
        try await desk.take()
        let before = try #require(try desk.stories()["Week 13 harbour news"])
        try desk.copy("b.txt", to: copy)
        if !atOnce { try await desk.take() }
        try desk.overwrite("b.txt", Desk.harbour.replacing("June", with: "July"))
        try await desk.take()
        let after = try #require(try desk.stories()["Week 13 harbour news"])
        #expect(after.id == before.id)
        #expect(after.html.contains("July"))
        #expect(try desk.held() == [copy])
        // The copy is what is left when the original goes.
        try desk.remove("b.txt")
        try await desk.take()
        let last = try #require(try desk.stories()["Week 13 harbour news"])
        #expect(last.id == before.id)
        #expect(last.html.contains("June"))
    }

    /// A name of a corrected version that takes the place of the old one.
    @Test func aNewVersionIsRenamedOverTheOldOne() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try await desk.take()
        let before = try #require(try desk.stories()["Week 13 harbour news"])
        try desk.put("a-new.txt", Desk.harbour.replacing("June", with: "July"))
        try await desk.take()
        try desk.move("a-new.txt", to: "a.txt")
        try await desk.take()
        let after = try #require(try desk.stories()["Week 13 harbour news"])
        #expect(after.id == before.id)
        #expect(after.html.contains("July"))
    }

    /// In two batches, as the service takes what was renamed before what was written.
    @Test func theServiceSeesTheRenamedFileFirst() async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("current.txt", Desk.harbour)
        try await inbox.rest(3_000)
        let before = try inbox.stories
        try inbox.move("current.txt", to: "archive.txt")
        try inbox.put("current.txt", Desk.school)
        try await inbox.rest(5_000)
        let after = try inbox.stories
        #expect(after.map(\.title) == ["Week 14 school news", "Week 13 harbour news"])
        #expect(after.last == before.first)
        #expect(!inbox.says("bulletin retracted"))
        try await inbox.rest(20_000)
        #expect(try inbox.stories == after)
    }

    /// An id that goes along tells who the moved file is, and who the new one is not.
    @Test(arguments: ["week-14", "week-13"]) func issuesWithIdsArePutAway(next: String) async throws {
        func issue(_ id: String, _ text: String) -> String { "---\nid: \(id)\n---\n# \(text)" }
        let desk = try Desk()
        try desk.put("current.md", issue("week-13", Desk.harbour))
        try await desk.take()
        let before = try desk.stories()
        try desk.move("current.md", to: "archive.md")
        try desk.put("current.md", issue(next, Desk.school))
        try await desk.take()
        let after = try desk.stories()
        #expect(after["Week 13 harbour news"] == before["Week 13 harbour news"])
        #expect(after.count == (next == "week-14" ? 2 : 1))
        #expect(try desk.refusals().keys.sorted() == (next == "week-14" ? [] : ["current.md.rejected.txt"]))
    }

    /// When the old name was written over before anybody saw the copy, the copy is new; nothing is lost.
    @Test func aCopyThatComesTooLateIsNew() async throws {
        let desk = try Desk()
        try desk.put("current.txt", Desk.harbour)
        try await desk.take()
        try desk.overwrite("current.txt", Desk.school)
        try await desk.take()
        try desk.put("archive.txt", Desk.harbour)
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Week 13 harbour news", "Week 14 school news"])
    }
}
