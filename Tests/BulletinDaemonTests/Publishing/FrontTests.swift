import BulletinCore
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// What is rendered while the catalogue comes to the disk.
@Suite(.inTurn) struct FrontTests {
    private struct Odd: Error {}

    private static func article(_ number: Int) -> String { "# Article \(number)\n\nText of \(number).\n" }

    /// Takes files in one batch.
    private static func take(_ count: Int, in world: World, _ pipeline: Pipeline) async throws -> Pipeline.Taken {
        for number in 0..<count { try world.folder.drop(article(number), as: "inbox/\(number).md") }
        let inbox = try InboxFolder(path: world.configuration.inbox)
        let settled = try (0..<count).map { number in
            let path = SourcePath("\(number).md")
            return (path: path, status: try #require(try inbox.root.status(of: path.bytes)))
        }
        return try await pipeline.take(
            settled, gone: [], missing: [], from: inbox, at: world.now, waitsForAll: true)
    }

    @Test(arguments: [1, Pipeline.fewPages, Pipeline.fewPages + 1]) func isThereForFewFiles(count: Int) async throws {
        let (world, other) = (try World(), try World())
        for world in [world, other] { try await world.drop(Self.article(100), as: "first.md") }
        let pipeline = try world.pipeline()
        let taken = try await Self.take(count, in: world, pipeline)
        #expect((taken.front != nil) == (count <= Pipeline.fewPages))
        // Nobody sees anything of it yet.
        #expect(try world.folder.files(below: "site").keys.count { $0.hasPrefix("bulletins/") } == 1)
        try pipeline.publish(taken.front, at: world.now)
        // Without it, all comes out the same.
        let unaided = try other.pipeline()
        _ = try await Self.take(count, in: other, unaided)
        try unaided.publish(at: other.now)
        #expect(try world.folder.files(below: "site") == other.folder.files(below: "site"))
        #expect(try world.entries().count == count + 1)
    }

    @Test func whatCannotBeLookedAtIsNotStored() throws {
        let world = try World()
        world.looking = { throw Odd() }
        #expect(throws: Odd.self) { try world.take(.digest(["One", "Two"]), at: "w.txt") }
        #expect(try world.catalogue.sources().isEmpty)
        world.looking = { nil }
        try world.take(.digest(["One", "Two"]), at: "w.txt")
        #expect(try world.entries().count == 2)
    }

    /// The work is done, and what it made is lost with the transaction.
    @Test func whatDoesNotReachTheDiskIsNotStored() throws {
        let world = try World()
        let isDone = Kept(false)
        world.looking = {
            try world.catalogue.read { try $0.execute(sql: "ROLLBACK") }
            return { isDone.value = true }
        }
        #expect(throws: (any Error).self) { try world.take(.digest(["One", "Two"]), at: "w.txt") }
        #expect(isDone.value)
        #expect(try world.catalogue.sources().isEmpty)
        world.looking = { nil }
        try world.take(.digest(["One", "Two"]), at: "w.txt")
        #expect(try world.entries().count == 2)
    }
}
