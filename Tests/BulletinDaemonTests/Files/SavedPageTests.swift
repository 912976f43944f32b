import BulletinCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// What a saved page has in a folder beside it is no bulletin, is not refused, and makes no topic.
@Suite(.inTurn) struct SavedPageTests {
    private static let page = """
        <!DOCTYPE html><html><head><meta charset="utf-8"><title>Dredging begins</title>
        <link rel="stylesheet" href="FOLDER/a.css"></head><body><h1>Dredging begins</h1>
        <p>The dredger began work on Tuesday night, and the north channel is closed until Friday.</p>
        <p><img src="FOLDER/p.png" alt="Map"></p><iframe src="FOLDER/saved_resource.html"></iframe></body></html>
        """
    private static let frame = """
        <html><head><title>Offer</title></head><body><p>A frame with an advertisement: buy now and get one free.</p></body></html>
        """

    private static func world() throws -> World {
        try World {
            $0.retractionGuard = 100
            $0.receipts = .beside
        }
    }

    private static func take(_ world: World, after seconds: Int = 60) async throws {
        world.now = world.now.advanced(by: seconds)
        try await world.takeOnce()
    }

    private static func dropFolder(_ world: World, _ name: String) throws {
        try world.folder.makeFolder("inbox/" + name)
        for (file, text) in [
            ("saved_resource.html", frame), ("a.css", "p { color: red }"), ("j.js.下载", "var a = 1"),
            ("filelist.xml", "<xml/>"), ("themedata.thmx", "PK"), ("i.svg", "<svg/>"), ("header.htm", frame),
        ] {
            try world.folder.drop(text, as: "inbox/\(name)/\(file)")
        }
        try world.folder.drop(FilesTests.png, as: "inbox/\(name)/p.png")
        try world.folder.drop(FilesTests.otherPNG, as: "inbox/\(name)/icon.png")
    }

    private static func notes(_ world: World) throws -> [String] {
        try world.folder.files(below: "inbox").keys.filter { $0.hasSuffix(".rejected.txt") }.sorted()
    }

    private static func expectThePageAlone(_ world: World, _ folder: String) async throws {
        #expect(try world.entries().map(\.title) == ["Dredging begins"])
        #expect(try world.entries().first?.topics == [])
        #expect(try FilesTests.files(world).values.map { $0 } == [FilesTests.png])
        #expect(!world.folder.contains("site/topics"))
        #expect(try notes(world) == [])
        // Pictures that the page does not show are told of nowhere, either.
        try await take(world, after: 3600)
        #expect(try notes(world) == [])
        #expect(try world.catalogue.rejections().isEmpty)
    }

    @Test(arguments: [
        ("week.html", "week_files"), ("week.htm", "week.files"), ("周报.html", "周报_files"), ("week.htm", "week-Dateien"),
        ("week.xhtml", "week_fichiers"), ("week.HTML", "week_archivos"), ("week.htm", "week.fld"),
    ]) func theFolderOfAPageGoesWithIt(page: String, folder: String) async throws {
        let world = try Self.world()
        try Self.dropFolder(world, folder)
        try world.folder.drop(Self.page.replacing("FOLDER", with: folder), as: "inbox/" + page)
        try await Self.take(world)
        try await Self.expectThePageAlone(world, folder)
    }

    /// Until the page comes, it is told what is waited for; nothing comes out.
    @Test func aPageMayComeBehindItsFolder() async throws {
        let world = try Self.world()
        try Self.dropFolder(world, "week_files")
        try await Self.take(world)
        #expect(try world.entries().isEmpty)
        let refused = try world.catalogue.rejections()
        #expect(refused.map { "\($0.path)" }.contains("week_files/saved_resource.html"))
        #expect(
            refused.first { "\($0.path)" == "week_files/a.css" }?.reason
                == "week_files/a.css: week_files is called like the folder of what a saved page shows, and the page, "
                + "week.html, is not beside it; put the page there, or give the folder another name if its files are "
                + "bulletins")
        try world.folder.drop(Self.page.replacing("FOLDER", with: "week_files"), as: "inbox/week.htm")
        try await Self.take(world)
        try await Self.expectThePageAlone(world, "week_files")
    }

    /// What people write is a bulletin wherever it lies, and other folders are folders.
    @Test func bulletinsInOtherFoldersAreBulletins() async throws {
        let world = try Self.world()
        for folder in ["team_files", "files", "profiles", "week"] { try world.folder.makeFolder("inbox/" + folder) }
        let files = ["team_files/a.md", "files/b.html", "profiles/c.html", "week/d.html", "week.html"]
        for (number, name) in files.enumerated() {
            let text = "Text of number \(number), which is long enough to be told from the others by its words."
            try world.folder.drop(
                name.hasSuffix("md") ? "# Story \(number)\n\n\(text)\n" : "<h1>Story \(number)</h1><p>\(text)</p>",
                as: "inbox/" + name)
        }
        try await Self.take(world)
        #expect(try world.entries().map(\.title).sorted() == (0..<5).map { "Story \($0)" })
    }

    /// A bulletin that was published from such a folder is not taken back, and is corrected as any other.
    @Test func aPublishedBulletinStays() async throws {
        let world = try Self.world()
        try world.folder.makeFolder("inbox/team")
        func drop(_ word: String, _ folder: String) throws {
            try world.folder.drop(
                "<h1>Minutes</h1><p>The team met on \(word), and agreed on all of it after an hour.</p>",
                as: "inbox/\(folder)/minutes.html")
        }
        try drop("Monday", "team")
        try await Self.take(world)
        let ids = try world.entries().map(\.id)
        try await world.catalogue.database.write {
            try $0.execute(sql: "UPDATE source SET path = ?", arguments: [SourcePath("team_files/minutes.html").data])
            try $0.execute(sql: "UPDATE bulletin SET path = ?", arguments: [SourcePath("team_files/minutes.html").data])
        }
        try world.folder.remove("inbox/team")
        try world.folder.makeFolder("inbox/team_files")
        try drop("Friday", "team_files")
        try await Self.take(world)
        #expect(try world.entries().map(\.id) == ids)
        #expect(try world.entries().first?.text.contains("Friday") == true)
    }
}
