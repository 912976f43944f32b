import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// An inbox that is emptied file by file, as programs do.
@Suite(.inTurn) struct MassLossTests {
    private func inbox() async throws -> WatchedInbox {
        let inbox = try await WatchedInbox()
        for number in 1...8 {
            try inbox.put("\(number).md", WatchedInbox.story("Story \(number)", "The words of the story \(number)."))
        }
        try inbox.world.folder.makeFolder("away")
        try await inbox.rest(3_000)
        #expect(try inbox.titles.count == 8)
        return inbox
    }

    private func take(_ numbers: ClosedRange<Int>, of inbox: WatchedInbox, back: Bool = false) throws {
        for number in numbers {
            try inbox.move(back ? "../away/\(number)" : "\(number).md", to: back ? "\(number).md" : "../away/\(number)")
        }
    }

    @Test func theFirstToGoWaitForTheOthers() async throws {
        let inbox = try await inbox()
        try take(1...2, of: inbox)
        try await inbox.rest(5_000)
        try take(3...8, of: inbox)
        try await inbox.rest(30_000)
        #expect(inbox.says("none is retracted"))
        #expect(try inbox.titles.count == 8)
        try take(1...8, of: inbox, back: true)
        try await inbox.rest(30_000)
        #expect(!inbox.says("bulletin retracted"))
        #expect(try inbox.titles.count == 8)
    }

    @Test func whatStaysAwayGoesWhenTheOthersAreBack() async throws {
        let inbox = try await inbox()
        try take(1...2, of: inbox)
        try await inbox.rest(5_000)
        try take(3...8, of: inbox)
        try await inbox.rest(7_000)
        #expect(try inbox.titles.count == 8)
        try take(3...8, of: inbox, back: true)
        try await inbox.rest(5_000)
        #expect(try inbox.titles == (3...8).map { "Story \($0)" })
        #expect(!inbox.says("none is retracted"))
    }
}
