import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// A catalogue that somebody takes away while the service runs is no place to store anything.
@Suite(.inTurn) struct StateFolderTests {
    private static func move(_ inbox: WatchedInbox, _ name: String, to other: String) throws {
        try FileManager.default.moveItem(atPath: inbox.world.folder(name), toPath: inbox.world.folder(other))
    }

    /// What a scan says, if it fails, and the next rounds do.
    private static func failures(_ inbox: WatchedInbox, after milliseconds: Int64) async -> [String] {
        var failures: [String] = []
        for pause in [milliseconds, 1_000, 1_000, 1_000] {
            do {
                try await inbox.round(after: pause)
            } catch {
                failures.append("\(error)")
            }
        }
        return failures
    }

    @Test(arguments: ["state", "state/catalogue.sqlite"], [true, false])
    func nothingIsTakenWhileItIsAway(name: String, isReplaced: Bool) async throws {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", WatchedInbox.story("A"))
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["A"])
        try Self.move(inbox, name, to: "aside")
        if isReplaced {
            try FileManager.default.copyItem(
                atPath: inbox.world.folder("aside"), toPath: inbox.world.folder(name))
        }
        let said = await Self.failures(inbox, after: 60_000)
        #expect(said.count >= 4)
        let path = inbox.world.folder(name)
        #expect(Set(said) == ["\(CatalogueError.moved(path: path))"])
        try inbox.put("b.md", WatchedInbox.story("B"))
        #expect(await Self.failures(inbox, after: 5_000).count >= 4)
        #expect(try inbox.titles == ["A"])
        if isReplaced { try inbox.world.folder.remove(name) }
        try Self.move(inbox, "aside", to: name)
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["A", "B"])
    }
}
