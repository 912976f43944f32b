import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// DESIGN: identity and time, over the real catalogue.
@Suite(.inTurn) struct TakingTests {
    @Test func storiesComeInOrderOneSecondApart() throws {
        let world = try World()
        try world.take(.digest(["A", "B", "C"]), at: "w.txt")
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["A", "B", "C"])
        #expect(entries.map(\.published.seconds) == [0, -1, -2].map { world.now.seconds + $0 })
        #expect(entries.map(\.updated) == entries.map(\.published))
    }

    @Test func aFixKeepsIdentityAndMovesOneUpdated() throws {
        let world = try World()
        try world.take(.digest(["A", "B", "C"]), at: "w.txt")
        let before = try world.entries()
        world.now = world.now.advanced(by: 100)
        var fixed = Bulletin.digest(["A", "B", "C"])
        fixed.sections[1].html = "<p>Corrected</p>"
        try world.take(fixed, at: "w.txt", version: 2)
        let after = try world.entries()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.published) == before.map(\.published))
        #expect(after.map { $0.updated == world.now } == [false, true, false])
        #expect(after[1].html == "<p>Corrected</p>")
    }

    @Test func insertingAndReorderingRepostsNothing() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let before = Dictionary(uniqueKeysWithValues: try world.entries().map { ($0.title, $0) })
        world.now = world.now.advanced(by: 100)
        try world.take(.digest(["New", "B", "A"]), at: "w.txt", version: 2)
        let after = Dictionary(uniqueKeysWithValues: try world.entries().map { ($0.title, $0) })
        #expect(after.count == 3)
        for title in ["A", "B"] {
            #expect(after[title]?.id == before[title]?.id)
            #expect(after[title]?.updated == before[title]?.updated)
        }
    }

    @Test func anUnchangedFileIsNothing() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.txt")
        let before = try world.feed()
        world.now = world.now.advanced(by: 100)
        try world.take([("w.txt", 1, .unchanged)])
        #expect(try world.feed() == before)
    }

    @Test func aRemovedFileRetractsAndItsReturnBringsTheOldIdentity() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let before = try world.entries()
        world.now = world.now.advanced(by: 10)
        #expect(try world.take([], gone: ["w.txt"]).retracted.map { "\($0)" } == ["w.txt"])
        #expect(try world.entries().isEmpty)
        world.now = world.now.advanced(by: 10)
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let after = try world.entries()
        #expect(after.map(\.id) == before.map(\.id))
        #expect(after.map(\.published) == before.map(\.published))
        #expect(after.allSatisfy { $0.updated == world.now })
    }

    @Test func aRenamedFileIsTheSameBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let before = try world.entries()
        world.now = world.now.advanced(by: 10)
        let batch = try world.take(.digest(["A", "B"]), at: "renamed.txt", missing: ["w.txt"])
        #expect(batch.moved.map { "\($0)" } == ["w.txt"])
        try world.take([], gone: ["w.txt"])
        #expect(try world.entries() == before)
    }

    /// An id that is written into a published file is its name from then on, and reposts nothing.
    @Test func anIdThatComesLaterKeepsTheBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.txt")
        let before = try world.entries().map(\.id)
        try world.take(.digest(["A", "B"], id: "weekly"), at: "w.txt", version: 2)
        #expect(try world.entries().map(\.id) == before)
        // Under another file name it is found by it.
        try world.take(.digest(["A", "C", "B"], id: "weekly"), at: "other.txt", version: 3, missing: ["w.txt"])
        try world.take([], gone: ["w.txt"])
        #expect(try world.entries().map(\.id).filter(before.contains) == before)
        // A file that is written over with another id is another bulletin.
        try world.take(.digest(["A", "B"], id: "next"), at: "other.txt", version: 4)
        #expect(try world.entries().map(\.id).filter(before.contains).isEmpty)
    }

    @Test func largeAndSmallLettersOfANameAreOneBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "Weekly.TXT")
        let before = try world.entries().map(\.id)
        try world.take(.digest(["A", "C"]), at: "weekly.txt", version: 2, missing: ["Weekly.TXT"])
        try world.take([], gone: ["Weekly.TXT"])
        #expect(try world.entries()[0].id == before[0])
        // Both at once are two.
        try world.take(.digest(["X", "Y"]), at: "WEEKLY.txt", version: 3)
        #expect(Set(try world.entries().map { $0.bulletinSlug.lowercased() }).count == 2)
        #expect(try world.entries().count == 4)
    }

    @Test func aFileThatWasRenamedAndEditedAtOnceIsTheSameBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B", "C"]), at: "w.txt")
        let before = try world.entries().map(\.id)
        var edited = Bulletin.digest(["A", "B", "C"])
        edited.sections[1] = Bulletin.digest(["Quite another matter"]).sections[0]
        try world.take(edited, at: "x.txt", version: 2, missing: ["w.txt"])
        try world.take([], gone: ["w.txt"])
        let after = try world.entries().map(\.id)
        #expect(after[0] == before[0] && after[2] == before[2])
        // The same title alone is none.
        var other = Bulletin.digest(["D", "E"])
        for index in 0...1 { other.sections[index].text = "Nothing of this was ever said before, number \(index)." }
        try world.take(other, at: "y.txt", version: 3, missing: ["x.txt"])
        #expect(try Set(after).isSubset(of: world.entries().map(\.id)))
    }

    @Test func aFileMovedIntoAFolderGainsItsTopic() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.txt")
        try world.take(.digest(["A"]), at: "water/w.txt", missing: ["w.txt"])
        let entries = try world.entries()
        #expect(entries.map(\.topics) == [["water"]])
    }

    @Test func theSameContentTwiceIsOneBulletin() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "a.txt")
        let batch = try world.take(.digest(["A"]), at: "b.txt")
        #expect(batch.held.map { "\($0.path): \($0.reason)" } == ["b.txt: the same content as a.txt"])
        #expect(try world.entries().count == 1)
        // When the first goes, the second stands in for it.
        try world.take([], gone: ["a.txt"])
        #expect(try world.entries().count == 1)
        try world.take([], gone: ["b.txt"])
        #expect(try world.entries().isEmpty)
    }

    @Test func theSameTitleAndIssueIsARevision() throws {
        let world = try World()
        try world.take(.digest(["A"], issue: "第12期"), at: "a.txt")
        let id = try world.entries()[0].id
        try world.take([], gone: ["a.txt"])
        try world.take(.digest(["A"], issue: "第12期"), at: "other.txt", version: 2)
        let entries = try world.entries()
        #expect(entries.map(\.id) == [id])
    }

    @Test func twoFilesThatDifferInTheirExtensionAreTwoBulletins() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.txt", version: 1)
        try world.take(.digest(["B"]), at: "w.md", version: 2)
        let entries = try world.entries()
        #expect(Set(entries.map(\.title)) == ["A", "B"])
        #expect(Set(entries.map(\.bulletinSlug)) == ["w", "w-md"])
    }

    @Test func anIdThatIsInUseIsRefused() throws {
        let world = try World()
        try world.take(.digest(["A"], id: "x"), at: "a.md", version: 1)
        let batch = try world.take(.digest(["B"], id: "x"), at: "b.md", version: 2)
        #expect(
            batch.rejected.map(\.reason)
                == ["b.md: the id 'x' belongs to a.md; give one of the files another id"])
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["A"])
    }

    @Test func theLastGoodVersionOfARefusedFileStays() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "w.txt")
        let before = try world.entries()
        try world.take([("w.txt", 2, .rejected("w.txt: broken"))])
        #expect(try world.entries() == before)
        #expect(try world.catalogue.rejections().map(\.reason) == ["w.txt: broken"])
        try world.take(.digest(["A"]), at: "w.txt", version: 3)
        #expect(try world.catalogue.rejections().isEmpty)
    }

    @Test func remarksStayUntilTheFileIsMended() throws {
        let world = try World()
        var bulletin = Bulletin.digest(["A"])
        bulletin.findings = [
            Finding(.info, "Trailer", "nothing"), Finding(.warning, "Odd", "odd\tthing", advice: "mend\nit", line: 3),
        ]
        let remarks = [Remark(rule: "Odd", line: 3, message: "odd thing; mend it")]
        #expect(try world.take(bulletin, at: "w.txt").noted.map(\.remarks) == [remarks])
        #expect(try world.catalogue.notes().map(\.remarks) == [remarks])
        try world.take([("w.txt", 1, .unchanged)])
        #expect(try world.catalogue.notes().map(\.path) == [SourcePath("w.txt")])
        try world.take([("w.txt", 2, .rejected("w.txt: broken"))])
        #expect(try world.catalogue.notes().isEmpty)
        #expect(try world.take(bulletin, at: "w.txt", version: 3).noted.count == 1)
        bulletin.findings = []
        #expect(try world.take(bulletin, at: "w.txt", version: 4).noted.isEmpty)
        #expect(try world.catalogue.notes().isEmpty)
    }

    @Test func aDraftLeavesNoTraceAndComesOutLater() throws {
        let world = try World()
        try world.take(.digest(["A"], isDraft: true), at: "w.md", version: 1)
        #expect(try world.entries().isEmpty)
        try world.take(.digest(["A"]), at: "w.md", version: 2)
        #expect(try world.entries().count == 1)
        try world.take(.digest(["A"], isDraft: true), at: "w.md", version: 3)
        #expect(try world.entries().isEmpty)
    }

    @Test func aFutureDateComesOutOnItsSecond() throws {
        let world = try World()
        let tomorrow = try #require(CivilDate(year: 2027, month: 1, day: 16))
        let date = StatedDate(day: tomorrow, secondOfDay: 30_000, offset: 0, origin: .frontMatter)
        try world.take(.digest(["A"], date: date), at: "w.md")
        let time = Timestamp(tomorrow, secondOfDay: 30_000)
        #expect(world.now < time)
        #expect(try world.entries().isEmpty)
        #expect(try world.catalogue.nextRelease() == time)
        #expect(try world.catalogue.release(at: time.advanced(by: -1)) == 0)
        #expect(try world.catalogue.release(at: time) == 1)
        let entries = try world.entries()
        #expect(entries.map(\.published) == [time])
        #expect(try world.catalogue.nextRelease() == nil)
    }

    /// Who dates ahead what is out wants it back, and learns that it stays, and how to get it back.
    @Test func aDateAheadOfWhatIsOutIsRemarked() throws {
        let world = try World()
        let tomorrow = try #require(CivilDate(year: 2027, month: 1, day: 16))
        let date = StatedDate(day: tomorrow, secondOfDay: 30_000, offset: 0, origin: .frontMatter, line: 2)
        try world.take(.digest(["B"]), at: "w.md")
        let noted = try world.take(.digest(["B"], date: date), at: "w.md", version: 2).noted
        #expect(noted.map(\.path) == [SourcePath("w.md")])
        #expect(noted.first?.remarks == [Remark.outBefore(date)])
        #expect(noted.first?.remarks.first?.line == 2)
        #expect(try world.entries().map(\.title) == ["B"])
        #expect(try world.take(.digest(["B"]), at: "w.md", version: 3).noted.isEmpty)
        let other = try World()
        #expect(try other.take(.digest(["B"], date: date), at: "w.md").noted.isEmpty)
    }

    /// Its stories are dated one second apart, and only those that are not the first may wait.
    @Test func whatIsAddedToStoriesThatAreOutWaitsForTheSecond() throws {
        let world = try World { $0.zone = .utc }
        try world.take(.digest(["A"]), at: "w.txt")
        let day = try #require(CivilDate(year: 2027, month: 1, day: 16))
        let date = StatedDate(day: day, secondOfDay: 36_000, origin: .frontMatter)
        try world.take(.digest(["A", "B", "C"], date: date), at: "w.txt", version: 2)
        let moment = Timestamp(day, secondOfDay: 36_000)
        #expect(try world.catalogue.nextRelease() == moment)
        #expect(try world.catalogue.release(at: moment.advanced(by: -1)) == 0)
        #expect(try world.catalogue.release(at: moment) == 2)
    }

    /// Dated seconds before the first, they come out with it.
    @Test func noStoryOfABulletinComesOutBeforeItsTime() throws {
        let world = try World()
        let time = world.now.advanced(by: 3_600)
        let date = StatedDate(
            day: time.date, secondOfDay: Int(time.seconds % 86_400), offset: 0, origin: .frontMatter)
        try world.take(.digest(["A", "B", "C"], date: date), at: "w.md")
        #expect(try world.catalogue.nextRelease() == time)
        world.now = time.advanced(by: -1)
        #expect(try world.catalogue.release(at: world.now) == 0)
        try world.take(.digest(["A", "B", "D"], date: date), at: "w.md", version: 2)
        #expect(try world.entries().isEmpty)
        world.now = time
        #expect(try world.catalogue.release(at: world.now) == 3)
        #expect(try world.entries().map(\.published) == (0..<3).map { time.advanced(by: -$0) })
    }

    /// Each drop asks what comes out next, and which tombstones are the newest, however many of them there are.
    @Test(arguments: [
        (
            "SELECT published + position FROM \(Catalogue.lastWaiting) AND published + position > ? "
                + "ORDER BY published + position LIMIT 1",
            "SEARCH entry USING INDEX entry_release (<expr>>?)"
        ), (Catalogue.newestTombstones, "SEARCH tombstone USING INDEX tombstone_newest (feed=?)"),
        (
            "SELECT id FROM bulletin WHERE issue_uri = ?",
            "SEARCH bulletin USING COVERING INDEX bulletin_issue (issue_uri=?)"
        ),
    ]) func whatLiesBehindIsNotLookedAt(query: String, way: String) throws {
        let world = try World()
        let steps = try world.catalogue.database.read { db in
            try String.fetchAll(
                db, sql: "EXPLAIN QUERY PLAN " + query, arguments: [0], adapter: RangeRowAdapter(3..<4))
        }
        #expect(steps.first == way)
        #expect(!steps.contains { $0.contains("TEMP") || $0.contains("SCAN") })
    }

    @Test func aDayToComeDoesNotWaitForAnEmbargoInItsEvening() throws {
        let world = try World()
        let day = world.now.advanced(by: 86_400).date
        try world.take(
            .digest(["E"], date: StatedDate(day: day, secondOfDay: 72_000, offset: 0, origin: .frontMatter)), at: "e.md"
        )
        try world.take(.digest(["A", "B"], date: StatedDate(day: day, origin: .fileName)), at: "w.md", version: 2)
        #expect(try world.catalogue.nextRelease() == Timestamp(day, secondOfDay: 1))
    }

    /// A story that waits is no gap that another takes the place of.
    @Test func aStoryThatWaitsLeavesItsNeighboursTheirIds() throws {
        let world = try World()
        try world.take(.digest(["A", "B"]), at: "w.md")
        let ids = try world.entries().map(\.id)
        let later = StatedDate(day: world.now.advanced(by: 86_400).date, origin: .frontMatter)
        try world.take(.digest(["C", "A", "B"], date: later), at: "w.md", version: 2)
        try world.take(.digest(["C", "B"]), at: "w.md", version: 3)
        #expect(try world.entries().map(\.title).sorted() == ["B", "C"])
        #expect(try world.entries().first { $0.title == "B" }?.id == ids[1])
        #expect(try world.entries().allSatisfy { $0.id != ids[0] })
    }

    @Test func aDraftMayBeRetitledBeforeItComesBack() throws {
        let world = try World()
        func bulletin(_ title: String, isDraft: Bool) -> Bulletin {
            var bulletin = Bulletin.digest([title, "Other"], isDraft: isDraft)
            bulletin.sections[0].text = "Rain fell on the hills for three days and the river rose to its third mark."
            return bulletin
        }
        try world.take(bulletin("A", isDraft: false), at: "w.md")
        let ids = try world.entries().map(\.id)
        try world.take(bulletin("A", isDraft: true), at: "w.md", version: 2)
        try world.take(bulletin("B", isDraft: true), at: "w.md", version: 3)
        try world.take(bulletin("B", isDraft: false), at: "w.md", version: 4)
        #expect(try world.entries().map(\.id) == ids)
    }

    @Test func aRenamedBulletinComesBackUnderItsLastNameOrContent() throws {
        let world = try World()
        try world.take(.digest(["A"]), at: "first.md")
        let ids = try world.entries().map(\.id)
        try world.take(.digest(["A"]), at: "second.md", missing: ["first.md"])
        try world.take([], gone: ["second.md"])
        try world.take(.digest(["A"]), at: "second.md", version: 2)
        #expect(try world.entries().map(\.id) == ids)
        try world.take([], gone: ["second.md"])
        try world.take(.digest(["A"]), at: "third.md", version: 2)
        #expect(try world.entries().map(\.id) == ids)
    }

    @Test func aStoryThatWaitsTakesAnotherDate() throws {
        let world = try World()
        let day = try #require(CivilDate(year: 2027, month: 3, day: 1))
        try world.take(
            .digest(["A"], date: StatedDate(day: day, secondOfDay: 0, offset: 0, origin: .frontMatter)), at: "w.md")
        let earlier = try #require(CivilDate(year: 2026, month: 3, day: 1))
        try world.take(
            .digest(["A"], date: StatedDate(day: earlier, secondOfDay: 5, offset: 0, origin: .frontMatter)), at: "w.md",
            version: 2)
        let entries = try world.entries()
        #expect(entries.map(\.published) == [Timestamp(earlier, secondOfDay: 5)])
    }

    @Test func bulletinsOfOneBatchDoNotMingle() throws {
        let world = try World()
        try world.take([
            ("b.txt", 1, .bulletin(.digest(["B1", "B2"]))), ("a.txt", 2, .bulletin(.digest(["A1", "A2"]))),
        ])
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["B1", "B2", "A1", "A2"])
    }

    /// Readers sort by time: stories of two bulletins that came in one moment must not alternate.
    @Test func bulletinsOfOneMomentDoNotMingle() throws {
        let world = try World()
        try world.take(.digest(["A1", "A2", "A3"]), at: "a.txt", version: 1)
        world.now = world.now.advanced(by: 1)
        try world.take(.digest(["B1", "B2", "B3"]), at: "b.txt", version: 2)
        try world.take(.digest(["C1", "C2", "C3"]), at: "c.txt", version: 3)
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["C1", "C2", "C3", "B1", "B2", "B3", "A1", "A2", "A3"])
        #expect(zip(entries, entries.dropFirst()).allSatisfy { $0.published > $1.published })
        #expect(entries[0].published <= world.now.advanced(by: 5))
    }

    @Test func bulletinsOfOneDayDoNotMingle() throws {
        let world = try World()
        let day = try #require(CivilDate(year: 2026, month: 3, day: 14))
        let date = StatedDate(day: day, origin: .text)
        try world.take(.digest(["A1", "A2"], date: date), at: "a.txt", version: 1)
        try world.take(.digest(["B1", "B2"], date: date), at: "b.txt", version: 2)
        let entries = try world.entries()
        #expect(entries.map(\.title) == ["B1", "B2", "A1", "A2"])
        #expect(entries.map(\.published.seconds) == [3, 2, 1, 0].map { Timestamp(day).seconds + $0 })
    }

    @Test func aTitleOfAnotherEntryBecomesItsLinkWhileItLives() throws {
        let world = try World()
        try world.take(.digest(["Old story"], title: "Old"), at: "old.txt", version: 1)
        try world.take(
            .digest(["New story"], title: "New", links: [Link(title: "Old story"), Link(title: "New story")]),
            at: "new.txt", version: 2)
        let links = try #require(try world.entries().first { $0.title == "New story" }).links
        let old = try #require(try world.entries().first { $0.title == "Old story" })
        #expect(links.map(\.url) == ["https://news.example.org/bulletins/old/#\(old.anchor)", nil])
        // Its page is rendered again when the target goes.
        try world.catalogue.published([], removed: [], bulletins: [1, 2])
        try world.take([], gone: ["old.txt"])
        #expect(try world.catalogue.pending(limit: 9).bulletins.map(\.id) == [1, 2])
        let left = try world.entries()
        #expect(left.map { $0.links.map(\.url) } == [[nil, nil]])
    }

    @Test func equalHeadlinesHaveIdsOfTheirOwn() throws {
        let world = try World()
        try world.take(.digest(["News", "News", "News"]), at: "w.txt")
        #expect(Set(try world.entries().map(\.id)).count == 3)
    }

    /// Other limits, or another program, may take what was refused.
    @Test func anotherLookHasRefusedFilesReadAgain() throws {
        let world = try World()
        try world.take([("w.docx", 1, .rejected("w.docx: not a format that is read"))])
        let before = try world.catalogue.sources()
        try world.catalogue.refresh(look: "another")
        let after = try world.catalogue.sources()
        #expect(before.map(\.path) == after.map(\.path))
        #expect(before.map(\.status) != after.map(\.status))
    }
}
