import BulletinCore
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// A clock that was ahead is set right.
@Suite(.inTurn) struct SetBackTests {
    /// A start goes on from the latest moment that is remembered: not from one that turned out to be wrong.
    @Test func whatIsRememberedFollowsTheClock() async throws {
        let inbox = try await WatchedInbox()
        func moment() throws -> Timestamp? {
            try inbox.world.catalogue.read { try Int64.fetchOne($0, sql: "SELECT moment FROM instance") }
                .map(Timestamp.init(seconds:))
        }
        inbox.advance(86_400)
        try inbox.put("a.md", WatchedInbox.story("A"))
        try await inbox.rest(4_000)
        #expect(try moment() == WatchedInbox.start.advanced(by: 86_400))
        inbox.advance(-86_400)
        try await inbox.round(after: 61_000)
        #expect(try moment() == WatchedInbox.start)
    }
}
