import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// Notes are gone where the settings want them no longer.
@Suite(.inTurn) struct NotePlaceTests {
    private static func notes(_ world: World, _ folder: String) throws -> [String] {
        guard world.folder.contains(folder) else { return [] }
        return try world.folder.files(below: folder).keys.filter { $0.hasSuffix(".rejected.txt") }.sorted()
    }

    /// Where the settings may put them, and where they lie then.
    private static let places = ["none", "inbox", "notes", "others"]

    private static func set(_ place: String, _ configuration: inout Configuration, _ folder: TemporaryFolder) {
        configuration.receipts =
            switch place {
            case "none": .nowhere
            case "inbox": .beside
            default: .folder(folder(place))
            }
    }

    @Test(arguments: places.flatMap { from in places.filter { $0 != from }.map { (from, $0) } })
    func followTheSettings(from: String, to: String) async throws {
        for isReload in [true, false] {
            let inbox = try await WatchedInbox { configuration in
                configuration.scanInterval = 3_600_000
            } before: { world in
                Self.set(from, &world.configuration, world.folder)
                try world.folder.makeFolder("inbox/sub")
                try world.folder.write("mine", to: "inbox/sub/letter.rejected.txt")
            }
            let world = inbox.world
            for name in ["a.txt", "sub/b.txt"] { try inbox.put(name, " \n") }
            try await inbox.rest(3_000)
            func check(_ place: String) throws {
                for folder in ["inbox", "notes", "others"] {
                    let foreign = folder == "inbox" ? ["sub/letter.rejected.txt"] : []
                    let ours = folder == place ? ["a.txt.rejected.txt", "sub/b.txt.rejected.txt"] : []
                    #expect(try Self.notes(world, folder) == (foreign + ours).sorted(), "\(folder)")
                }
            }
            try check(from)
            if isReload {
                try await inbox.reload { Self.set(to, &$0, world.folder) }
                try await inbox.rest(3_000)
            } else {
                Self.set(to, &world.configuration, world.folder)
                try await world.service().takeFirst()
            }
            try check(to)
        }
    }

    /// A note of each published file goes with the setting, too.
    @Test func notesOfPublishedFilesGoAtAReload() async throws {
        let inbox = try await WatchedInbox { $0.publishedReceipts = true }
        try inbox.put("a.md", WatchedInbox.story("Ferry"))
        try await inbox.rest(3_000)
        #expect(inbox.world.folder.contains("inbox/a.md.published.txt"))
        try await inbox.reload { $0.publishedReceipts = false }
        #expect(!inbox.world.folder.contains("inbox/a.md.published.txt"))
        try await inbox.reload { $0.publishedReceipts = true }
        #expect(inbox.world.folder.contains("inbox/a.md.published.txt"))
    }

    /// So does that of a copy, for which no story tells what became of it.
    @Test func notesOfCopiesGoAtAReload() async throws {
        let inbox = try await WatchedInbox { $0.publishedReceipts = true }
        for name in ["a.md", "b.md"] {
            try inbox.put(name, WatchedInbox.story("Ferry"))
            try await inbox.rest(3_000)
        }
        let note = "inbox/b.md.published.txt"
        #expect(
            try inbox.world.folder.text(note)
                == "bulletind: \"b.md\" is not published once more: it is the same content as a.md.\n")
        try await inbox.reload { $0.publishedReceipts = false }
        #expect(!inbox.world.folder.contains(note))
        try await inbox.reload { $0.publishedReceipts = true }
        #expect(try inbox.world.folder.text(note).contains("the same content as a.md"))
        // It has another to tell when it becomes a bulletin.
        try inbox.put("b.md", WatchedInbox.story("Harbour"))
        try await inbox.rest(3_000)
        #expect(try inbox.world.folder.text(note).contains("https://news.example.org/bulletins/b/"))
    }

    /// The folder of notes was no folder for a while.
    @Test func whatCouldNotBeWrittenIsWrittenLater() async throws {
        let inbox = try await WatchedInbox { _ in
        } before: { world in
            Self.set("notes", &world.configuration, world.folder)
            try world.folder.write("no folder", to: "notes")
        }
        try inbox.put("a.txt", " \n")
        try await inbox.rest(3_000)
        try inbox.world.folder.remove("notes")
        try await inbox.round(after: 60_000)
        #expect(try Self.notes(inbox.world, "notes") == ["a.txt.rejected.txt"])
    }

    @Test(.enabled(if: SmallDisk.isPossible, "only the superuser may mount small disks"))
    func whatHadNoRoomIsWrittenLater() async throws {
        var mounted: SmallDisk?
        let inbox = try await WatchedInbox { _ in
        } before: { world in
            mounted = try SmallDisk(world.folder("inbox"), kilobytes: 200)
        }
        let disk = try #require(mounted)
        try inbox.put("a.txt", " \n")
        try disk.fill()
        try await inbox.rest(3_000)
        #expect(inbox.says("note about a file could not be kept"))
        try disk.empty()
        try await inbox.round(after: 60_000)
        #expect(try Self.notes(inbox.world, "inbox") == ["a.txt.rejected.txt"])
        withExtendedLifetime(mounted) {}
    }
}
