import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// An inbox with real files, taken as a whole when the test says so.
final class Desk {
    static let harbour = "Week 13 harbour news\n\nThe dredger began its work on Tuesday night, and goes on till June.\n"
    static let school = "Week 14 school news\n\nA new school opened in the old town; three hundred children came.\n"
    static let bridge = "Week 15 bridge news\n\nThe first to cross the bridge at noon was a cyclist from Lomo.\n"
    static let keeper = "Keeper\n\nSomebody has to stay here while all others come and go.\n"

    let world: World

    init() throws {
        world = try World {
            $0.retractionGuard = 100
            $0.receipts = .beside
        }
        try put("keeper.txt", Self.keeper)
    }

    func path(_ name: String) -> String { world.folder("inbox/" + name) }

    /// Another file in the place of what was there.
    func put(_ name: String, _ text: String) throws { try world.folder.drop(text, as: "inbox/" + name) }

    /// The same file with other bytes.
    func overwrite(_ name: String, _ text: String) throws {
        let file = try #require(FileHandle(forWritingAtPath: path(name)))
        try file.truncate(atOffset: 0)
        try file.write(contentsOf: Data(text.utf8))
        try file.close()
    }

    func move(_ name: String, to other: String) throws {
        _ = try WatchedInbox.check("rename", unsafe rename(path(name), path(other)))
    }

    func copy(_ name: String, to other: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path(other) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: path(name), toPath: path(other))
    }

    func remove(_ name: String) throws { try world.folder.remove("inbox/" + name) }

    /// Takes everything as it is, a minute later.
    func take() async throws {
        world.now = world.now.advanced(by: 60)
        try await world.takeOnce()
    }

    /// What is to be seen, by title, without what is there in every test.
    func stories() throws -> [String: Entry] {
        let entries = try world.entries().filter { $0.title != "Keeper" }
        return try Dictionary(entries.map { ($0.title, $0) }) { one, _ in
            throw TestSupportError("'\(one.title)' is in the feed twice")
        }
    }

    var gone: [EntryID] { get throws { try world.feed().tombstones.map(\.id) } }

    /// The refused files with the notes beside them.
    func refusals() throws -> [String: String] {
        let files = try world.folder.files(below: "inbox").filter { $0.key.hasSuffix(".rejected.txt") }
        return files.mapValues { String(decoding: $0, as: UTF8.self) }
    }

    func held() throws -> [String] { try world.catalogue.report(at: world.now).duplicates.items.map(\.path) }
}
