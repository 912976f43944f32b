import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// Promise 6: a site folder that somebody removes or replaces is not written into for ever.
@Suite(.inTurn) struct SiteFolderTests {
    private static func files(_ inbox: WatchedInbox) throws -> [String: [UInt8]] {
        try inbox.world.folder.files(below: "site")
    }

    private static func move(_ inbox: WatchedInbox, to name: String) throws {
        try FileManager.default.moveItem(atPath: inbox.world.folder("site"), toPath: inbox.world.folder(name))
    }

    /// A service with one story out.
    private static func published() async throws -> WatchedInbox {
        let inbox = try await WatchedInbox()
        try inbox.put("a.md", WatchedInbox.story("Ferry"))
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Ferry"])
        return inbox
    }

    @Test(arguments: [true, false]) func aDropGoesToTheFolderThatIsThere(isMade: Bool) async throws {
        let inbox = try await Self.published()
        let before = try Self.files(inbox)
        try Self.move(inbox, to: "aside")
        if isMade { try inbox.world.folder.makeFolder("site") }
        try inbox.put("b.md", WatchedInbox.story("Bridge"))
        try await inbox.rest(3_000)
        #expect(try inbox.titles == ["Bridge", "Ferry"])
        #expect(Set(before.keys).subtracting(try Self.files(inbox).keys).isEmpty)
        #expect(try inbox.world.folder.files(below: "aside") == before)
        #expect(inbox.says("site folder was replaced, all of it is published again"))
    }

    @Test(arguments: [true, false]) func aScanPutsAllOfItBack(isMade: Bool) async throws {
        let inbox = try await Self.published()
        let before = try Self.files(inbox)
        try inbox.world.folder.remove("site")
        if isMade { try inbox.world.folder.makeFolder("site") }
        try await inbox.rest(61_000, step: 30_500)
        #expect(try Self.files(inbox) == before)
    }

    /// The server gives what is in the folder that is there.
    @Test func theServerFollows() async throws {
        let inbox = try await Self.published()
        let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
        try inbox.world.folder.drop(picture, as: "inbox/a.png")
        try await inbox.rest(3_000)
        let store = await inbox.service.pipeline.store
        #expect(try store.asset("bulletins/a/index.html") != nil)
        try Self.move(inbox, to: "aside")
        try await inbox.rest(61_000, step: 30_500)
        try inbox.world.folder.remove("aside")
        #expect(try store.asset("bulletins/a/index.html") != nil)
        #expect(inbox.world.folder.contains("site/files/a/a.png"))
    }

    /// What is where it should be is not written again: the folder may be a copy.
    @Test func aCopyIsTakenAsItIs() async throws {
        let inbox = try await Self.published()
        try Self.move(inbox, to: "aside")
        try FileManager.default.copyItem(atPath: inbox.world.folder("aside"), toPath: inbox.world.folder("site"))
        let inode = {
            try FileManager.default.attributesOfItem(atPath: inbox.world.folder("site/feed.rss"))[.systemFileNumber]
                as? Int
        }
        let before = try inode()
        try await inbox.rest(61_000, step: 30_500)
        #expect(try inode() == before)
        #expect(inbox.says("site folder was replaced"))
    }

    @Test func aFolderThatCannotBeMadeIsToldAndTriedAgain() async throws {
        let inbox = try await Self.published()
        let before = try Self.files(inbox)
        try Self.move(inbox, to: "aside")
        try inbox.world.folder.write("a file", to: "site")
        await #expect(throws: PublishingError.self) { try await inbox.rest(61_000, step: 30_500) }
        try inbox.world.folder.remove("site")
        try await inbox.rest(61_000, step: 30_500)
        #expect(try Self.files(inbox) == before)
    }
}
