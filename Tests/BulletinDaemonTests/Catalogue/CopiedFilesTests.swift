import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Files that are held back or refused because of others are looked at again when those change or go.
@Suite(.inTurn) struct CopiedFilesTests {
    @Test func aCopyStaysWhenTheOriginalIsWrittenOver() async throws {
        let desk = try Desk()
        try desk.put("latest.txt", Desk.harbour)
        try desk.copy("latest.txt", to: "w13.txt")
        try await desk.take()
        let before = try desk.stories()
        #expect(try desk.held() == ["w13.txt"])
        try desk.overwrite("latest.txt", Desk.school)
        try await desk.take()
        let after = try desk.stories()
        #expect(after.count == 2)
        #expect(after["Week 13 harbour news"] == before["Week 13 harbour news"])
        #expect(try desk.held() == [])
        try desk.remove("w13.txt")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Week 14 school news"])
    }

    /// Whose name has that of another in it was made from that.
    @Test(arguments: ["Copy of week.txt", "week (1).txt", "week - Copy.txt", "副本 week.txt", "a/Copy of week.txt"])
    func aCopyIsKnownByItsName(name: String) async throws {
        let desk = try Desk()
        try desk.put("week.txt", Desk.harbour)
        try desk.copy("week.txt", to: name)
        try await desk.take()
        #expect(try desk.held() == [name])
        #expect(try desk.stories()["Week 13 harbour news"]?.bulletinSlug == "week")
    }

    /// What is held back is said with its reason, by the name that the other file has now.
    @Test func theReportSaysOfWhatTheyAreCopies() async throws {
        let desk = try Desk()
        func reasons() throws -> [String] {
            try desk.world.catalogue.report(at: desk.world.now).duplicates.items.map {
                "\($0.path): \($0.reason ?? "")"
            }
        }
        try desk.put("a.txt", Desk.harbour)
        try await desk.take()
        try desk.copy("a.txt", to: "c.txt")
        try desk.put("a.md", "# Week 13 harbour news\n\n\(Desk.harbour.split(separator: "\n")[1])\n")
        try desk.put("week.txt", Desk.school)
        try await desk.take()
        try desk.put("week-v2.txt", Desk.school.replacing("three", with: "four"))
        try await desk.take()
        #expect(
            try reasons() == [
                "a.md: the same words as a.txt", "c.txt: the same content as a.txt",
                "week.txt: an earlier version of week-v2.txt",
            ])
        #expect(try desk.world.catalogue.report(at: desk.world.now).duplicates.items.last?.age == 0)
        // Touched, and after another name of the first.
        try desk.put("c.txt", Desk.harbour)
        try desk.move("week-v2.txt", to: "week-v3.txt")
        try await desk.take()
        #expect(
            try reasons().dropFirst() == [
                "c.txt: the same content as a.txt", "week.txt: an earlier version of week-v3.txt",
            ])
    }

    /// What its editor took out of the original, one after the other, does not come back by a copy that has it still.
    @Test func aStaleCopyIsHeldWhenNoneOfItsStoriesIsLeft() async throws {
        func digest(_ numbers: ClosedRange<Int>) -> String {
            "# Weekly review of the harbour\n"
                + numbers.map {
                    "\n## Story \($0)\n\nStory \($0) has words of its own, with \($0 * 7919) and \($0 * 6007) in them.\n"
                }.joined()
        }
        let desk = try Desk()
        try desk.put("week.md", digest(1...3))
        try await desk.take()
        try desk.copy("week.md", to: "week - Copy.md")
        try await desk.take()
        for first in 2...5 {
            try desk.put("week.md", digest(first...(first + 2)))
            try await desk.take()
            #expect(try desk.stories().keys.sorted() == (first...(first + 2)).map { "Story \($0)" })
            #expect(try desk.held() == ["week - Copy.md"])
        }
        // Without the original, it is what is left of it.
        try desk.remove("week.md")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == (1...3).map { "Story \($0)" })
    }

    @Test func aCopyStaysWhenTheOriginalBecomesADraft() async throws {
        let text = "---\ntitle: Harbour\n---\nThe dredger began its work.\n"
        let draft = text.replacing("title: Harbour", with: "title: Harbour\ndraft: true")
        let desk = try Desk()
        try desk.put("a.md", text)
        try desk.copy("a.md", to: "b.md")
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.md", draft)
        try await desk.take()
        #expect(try desk.stories() == before)
        // Published again, it is the copy.
        try desk.overwrite("a.md", text)
        try await desk.take()
        #expect(try desk.stories() == before)
        #expect(try desk.held() == ["a.md"])
        try desk.remove("a.md")
        try await desk.take()
        #expect(try desk.stories() == before)
        try desk.remove("b.md")
        try await desk.take()
        #expect(try desk.stories().isEmpty)
    }

    /// One story never stands in the feed twice.
    @Test func aFileThatBecomesACopyIsOne() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try desk.put("b.txt", Desk.school)
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.txt", Desk.school)
        try await desk.take()
        #expect(try desk.stories() == before.filter { $0.key == "Week 14 school news" })
        #expect(try desk.held() == ["a.txt"])
        try desk.overwrite("a.txt", Desk.harbour)
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == before.mapValues(\.id))
    }

    @Test func aCopyStaysWhenTheOriginalIsRefusedAndGoes() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try desk.copy("a.txt", to: "b.txt")
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("a.txt", "")
        try await desk.take()
        #expect(try desk.stories() == before)
        try desk.overwrite("a.txt", Desk.school)
        try await desk.take()
        #expect(try desk.stories()["Week 13 harbour news"] == before["Week 13 harbour news"])
        #expect(try desk.stories().count == 2)
        try desk.remove("a.txt")
        try await desk.take()
        #expect(try desk.stories() == before)
    }

    /// What a copy brings later is its own, and no correction of what it was copied from.
    @Test func aCopyThatWasRefusedHasNoBulletin() async throws {
        let desk = try Desk()
        try desk.put("a.txt", Desk.harbour)
        try desk.copy("a.txt", to: "b.txt")
        try await desk.take()
        let before = try desk.stories()
        try desk.overwrite("b.txt", "")
        try await desk.take()
        try desk.overwrite("b.txt", Desk.school)
        try await desk.take()
        #expect(try desk.stories()["Week 13 harbour news"] == before["Week 13 harbour news"])
        #expect(try desk.stories().count == 2)
        try desk.overwrite("b.txt", "")
        try desk.copy("a.txt", to: "c.txt")
        try await desk.take()
        try desk.overwrite("c.txt", "")
        try await desk.take()
        try desk.remove("a.txt")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Week 14 school news"])
    }

    /// FAULTS 55, when the file was a copy first.
    @Test func anEditedCopyWithAnIdIsRefused() async throws {
        let text = "---\nid: week\ntitle: Week twelve\n---\nOld text.\n"
        let desk = try Desk()
        try desk.put("w12.md", text)
        try await desk.take()
        let before = try desk.stories()
        try desk.copy("w12.md", to: "w13.md")
        try await desk.take()
        try desk.overwrite("w13.md", "---\nid: week\ntitle: Week thirteen\n---\nNew text.\n")
        try await desk.take()
        #expect(try desk.stories() == before)
        #expect(try desk.refusals()["w13.md.rejected.txt"]?.contains("w12.md") == true)
        // Also when the original is mended, which has the id.
        try desk.overwrite("w12.md", text.replacing("Old", with: "Better"))
        try await desk.take()
        #expect(try desk.stories()["Week twelve"]?.id == before["Week twelve"]?.id)
        #expect(try desk.refusals().count == 1)
        try desk.remove("w12.md")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Week thirteen"])
        #expect(try desk.refusals() == [:])
    }

    @Test func aRefusedIdIsFreeWhenItsHolderGoes() async throws {
        let desk = try Desk()
        try desk.put("a.md", "---\nid: A\ntitle: Aaa\n---\nThe harbour is closed.\n")
        try desk.put("b.md", "---\nid: A\ntitle: Bbb\n---\nThe school is open.\n")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Aaa"])
        // The note names the file that has the id.
        try desk.move("a.md", to: "c.md")
        try await desk.take()
        #expect(try desk.refusals()["b.md.rejected.txt"]?.contains("c.md") == true)
        // It gives the id up.
        try desk.overwrite("c.md", "---\nid: C\ntitle: Aaa\n---\nThe harbour is closed.\n")
        try await desk.take()
        #expect(try desk.stories().keys.sorted() == ["Aaa", "Bbb"])
        #expect(try desk.refusals() == [:])
    }

    @Test func aRefusedIdIsFreeWhenItsHolderIsRemoved() async throws {
        let inbox = try await WatchedInbox { $0.receipts = .beside }
        try inbox.put("a.md", "---\nid: A\ntitle: Aaa\n---\nThe harbour is closed.\n")
        try await inbox.rest(3_000)
        try inbox.put("b.md", "---\nid: A\ntitle: Bbb\n---\nThe school is open.\n")
        try inbox.put("k.md", WatchedInbox.story("Keeper"))
        try await inbox.rest(3_000)
        #expect(try inbox.refusal(of: "b.md") != nil)
        try inbox.remove("a.md")
        try await inbox.rest(12_000)
        #expect(try inbox.titles == ["Bbb", "Keeper"])
        #expect(try inbox.refusal(of: "b.md") == nil)
    }

    @Test func aCopyThatStandsInBringsItsTopicAndItsPictures() async throws {
        let desk = try Desk()
        let text = "# Harbour\n\nThe dredger began its work.\n\n![It](it.png)\n"
        try desk.world.folder.makeFolder("inbox/roads")
        try desk.put("roads/a.md", text)
        try desk.world.folder.drop(FilesTests.png, as: "inbox/roads/it.png")
        try await desk.take()
        let before = try #require(try desk.stories()["Harbour"])
        try desk.copy("roads/a.md", to: "water/a.md")
        try desk.copy("roads/it.png", to: "water/it.png")
        try await desk.take()
        #expect(try desk.stories()["Harbour"]?.topics == ["roads"])
        try desk.remove("roads")
        try await desk.take()
        let after = try #require(try desk.stories()["Harbour"])
        #expect(after.topics == ["water"])
        #expect((after.id, after.published, after.updated) == (before.id, before.published, before.updated))
        #expect(try FilesTests.files(desk.world).count == 1)
    }

    /// A crash between the two is made good by the next start.
    @Test func whatIsToBeLookedAtAgainIsSoAfterARestart() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "roads/a.txt")
        try world.take(.digest(["A"]), at: "water/a.txt")
        let path = SourcePath("water/a.txt")
        #expect(try world.catalogue.digests(of: path).accepted != nil)
        #expect(try world.take([], gone: ["roads/a.txt"]).again == [path])
        #expect(try world.catalogue.digests(of: path).accepted == nil)
        let status = try #require(try world.catalogue.sources().first { $0.path == path }).status
        #expect(status.changed == FileStatus.unknownChange)
        #expect(try world.take(.digest(["A"]), at: "water/a.txt").again == [])
        #expect(try world.catalogue.digests(of: path).accepted != nil)
        #expect(try world.entries().map(\.topics) == [["water"]])
    }
}
