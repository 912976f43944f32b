import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// A name, a number or a file alone does not make another bulletin the old one.
@Suite(.inTurn) struct OtherBulletinTests {
    @Test func aNumberOfTheNextYearIsAnotherIssue() async throws {
        func issue(_ year: Int, _ story: String) -> String {
            "一周要闻 第13期\n\(year)年3月10日\n①\(story)水库调度会议召开\n会议强调安全，工作要落实，要部署防汛。\n"
                + "②\(story)春灌用水安排发布\n安排了今年的春灌用水，各地要落实。\n"
        }
        let desk = try Desk()
        try desk.put("2025-13.txt", issue(2025, "甲"))
        try await desk.take()
        let before = try Set(desk.stories().values.map(\.id))
        #expect(before.count == 2)
        try desk.remove("2025-13.txt")
        try await desk.take()
        try desk.put("2026-13.txt", issue(2026, "乙"))
        try await desk.take()
        #expect(try before.isDisjoint(with: desk.stories().values.map(\.id)))
        #expect(try desk.stories().values.allSatisfy { $0.published.date.year == 2026 })
        // The old one is itself, also while the new one is there.
        try desk.put("old-13.txt", issue(2025, "甲") + "③丙汛期值班安排\n各地要值班，要落实。\n")
        try await desk.take()
        #expect(try before.isSubset(of: desk.stories().values.map(\.id)))
        #expect(try desk.stories().count == 5)
    }

    @Test func anUnrelatedFileOfAWithdrawnNameIsNew() async throws {
        let desk = try Desk()
        try desk.put("notice.txt", Desk.harbour)
        try await desk.take()
        let first = try desk.stories()
        let issue = try desk.world.feed(DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0)).entries.map(\.id)
        try desk.remove("notice.txt")
        try await desk.take()
        try desk.put("notice.txt", Desk.school)
        try await desk.take()
        let entries = try desk.world.feed(DocumentKey(feed: DocumentKey.siteFeed(.issues), archive: 0)).entries
        let new = try #require(entries.first { $0.title == "Week 14 school news" })
        #expect(!issue.contains(new.id))
        #expect(new.published == desk.world.now)
        #expect(try desk.gone == first.values.map(\.id))
        // The first comes back as itself, mended, and the second after it.
        let second = try desk.stories()
        try desk.remove("notice.txt")
        try await desk.take()
        try desk.put("notice.txt", Desk.harbour.replacing("June", with: "July"))
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == first.mapValues(\.id))
        try desk.remove("notice.txt")
        try await desk.take()
        try desk.put("notice.txt", Desk.school)
        try await desk.take()
        #expect(try desk.stories().mapValues(\.id) == second.mapValues(\.id))
    }

    /// DESIGN: the key is the id. The first change of it is as the second.
    @Test func anotherIdWithOtherStoriesIsAnotherBulletin() throws {
        let world = try World()
        var seen: Set<EntryID> = []
        for week in 12...14 {
            try world.take(.digest(["Story \(week)", "More \(week)"], id: "week-\(week)"), at: "c.md", version: week)
            let ids = Set(try world.entries().map(\.id))
            #expect(ids.count == 2)
            #expect(ids.isDisjoint(with: seen))
            seen.formUnion(ids)
            #expect(ids.allSatisfy { $0.uri.contains("week-\(week)") })
        }
    }

    @Test func anotherIdWithTheSameStoriesIsAnotherNameOfTheBulletin() throws {
        let world = try World()
        try world.take(.digest(["A", "B"], id: "wek-12"), at: "c.md", version: 1)
        let before = try world.entries()
        for (version, id) in ["week-12", "w-12"].enumerated() {
            try world.take(.digest(["A", "B"], id: id), at: "c.md", version: 2 + version)
            #expect(try world.entries() == before)
        }
        // Another file may have the first now.
        let batch = try world.take(.digest(["C"], id: "wek-12"), at: "d.md", version: 4)
        #expect(batch.rejected.isEmpty)
        #expect(try world.entries().count == 3)
        #expect(try world.take(.digest(["D"], id: "w-12"), at: "e.md", version: 5).rejected.count == 1)
    }
}
