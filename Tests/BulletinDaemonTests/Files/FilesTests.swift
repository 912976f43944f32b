import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Files beside bulletins, from the inbox to the site.
@Suite(.inTurn) struct FilesTests {
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1]
    static let otherPNG: [UInt8] = png + [2]
    static let mp3 = Array("ID3\u{4}\u{0}sound".utf8)
    static let note = "Dredging begins\n\nThe dredger began work on Tuesday night, and will go on.\n"

    static func bulletin(_ html: String, attachments: [BulletinCore.Attachment] = []) -> Bulletin {
        var bulletin = Bulletin(
            kind: .single, title: "One", sections: [Section(title: "One", html: html, text: "Text", line: 1)])
        bulletin.attachments = attachments
        return bulletin
    }

    static func files(_ world: World) throws -> [String: [UInt8]] {
        try world.folder.contains("site/files") ? world.folder.files(below: "site/files") : [:]
    }

    static func media(_ bytes: [UInt8], _ name: String) throws -> TakenFile.Outcome {
        .media(try #require(MediaFormat.of(bytes, fileExtension: SourcePath(name).fileExtension)), bytes)
    }

    /// Takes media files and publishes.
    static func take(
        _ world: World, _ files: [(String, [UInt8])], gone: [String] = [],
        publish: ((Pipeline) throws -> Void)? = nil
    ) throws {
        let taken = try files.map { name, bytes in
            TakenFile(
                path: SourcePath(name),
                status: FileStatus(
                    kind: .file, device: 1, inode: 1, size: Int64(bytes.count), modified: 1, changed: 1),
                digest: SHA256Digest.digest(of: bytes), outcome: try media(bytes, name))
        }
        _ = try world.catalogue.take(
            taken, gone: gone.map { SourcePath($0) }, missing: Set(gone.map { SourcePath($0) }), zone: .utc,
            at: world.now)
        let pipeline = try world.pipeline()
        if let publish { try publish(pipeline) } else { try pipeline.publish(at: world.now) }
    }

    /// No feed and no page leads to a file that is not there, and nothing is there that none leads to.
    static func expectWhole(_ world: World) throws {
        let site = try world.folder.files(below: "site")
        let texts = site.filter { $0.key.hasSuffix(".html") || $0.key.hasPrefix("feed.") }.mapValues {
            String(decoding: $0, as: UTF8.self).replacing("\\/", with: "/")
        }
        var named = Set<String>()
        for text in texts.values {
            #expect(!text.contains("=\"local:"))
            for part in text.components(separatedBy: "files/").dropFirst() {
                named.insert("files/" + part.prefix { !"\"\\<# &".contains($0) })
            }
        }
        #expect(named == Set(site.keys.filter { $0.hasPrefix("files/") }))
        for format in OutputFormat.allCases {
            let findings = Validator.validate(
                try #require(site[format.fileName]), base: world.channel.url + format.fileName)
            #expect(findings.filter { $0.severity >= .warning } == [])
        }
    }

    // MARK: arrival

    /// What a feed leads to is given out before the feed is.
    @Test func aFileIsServedBeforeWhatLeadsToIt() throws {
        let world = try World()
        try Self.take(world, [("w.png", Self.png)])
        try world.take(Bulletin.digest(["One"]), at: "w.txt")
        let pipeline = try world.pipeline()
        let pages = try pipeline.readPages(of: try world.catalogue.pending(limit: 10).bulletins)
        let attached = try pipeline.publishFiles(of: pages, at: world.now)
        let path = try #require(attached.changed.first?.path)
        #expect(try world.catalogue.files(at: [path])[path] != nil, "the server looks there")
    }

    @Test(arguments: [["w.txt", "w.png", "w.2.mp3"], ["w.2.mp3", "w.png", "w.txt"], ["w.png", "w.txt", "w.2.mp3"]])
    func theOrderOfArrivalDoesNotMatter(order: [String]) async throws {
        let world = try World()
        for name in order {
            if name == "w.txt" {
                try await world.drop(Self.note, as: name)
            } else {
                try await world.drop(name == "w.png" ? Self.png : Self.mp3, as: name)
            }
        }
        #expect(try Self.files(world) == ["w/w.png": Self.png, "w/w-2.mp3": Self.mp3])
        let entry = try #require(try world.entries().first)
        // What is called like the bulletin goes before what is called more.
        #expect(entry.files.map(\.path) == ["files/w/w.png", "files/w/w-2.mp3"])
        #expect(entry.files.map(\.length) == [Self.png.count, Self.mp3.count])
        #expect(entry.updated == entry.published)
        let feed = try world.folder.text("site/feed.rss")
        #expect(
            feed.contains(
                "<enclosure url=\"https://news.example.org/files/w/w-2.mp3\" length=\"10\" type=\"audio/mpeg\"/>"))
        #expect(feed.contains("files/w/w.png"))
        #expect(try world.folder.text("site/bulletins/w/index.html").contains("src=\"../../files/w/w.png\""))
        try Self.expectWhole(world)
    }

    @Test func aPictureIsNoBulletin() async throws {
        let world = try World()
        let batch = try await world.drop(Self.png, as: "lonely.png")
        #expect(batch.rejected.isEmpty)
        #expect(try world.catalogue.sources().map(\.path) == [SourcePath("lonely.png")])
        #expect(try Self.files(world).isEmpty)
        #expect(try world.entries().isEmpty)
    }

    @Test(arguments: [
        (
            "a.svg", "<svg/>",
            "a.svg: SVG pictures may hold scripts and are not published; save it as PNG and drop that in"
        ),
        (
            "a.mp3", "ID3\u{4}\u{0}" + String(repeating: "x", count: 2000),
            "a.mp3: 2005 bytes are more than the limit of 1000; make the file smaller, or raise max-attachment-size"
        ),
    ]) func isRefused(name: String, text: String, reason: String) async throws {
        let world = try World { $0.maxAttachmentSize = 1000 }
        let batch = try await world.drop(text, as: name)
        #expect(batch.rejected.map(\.reason) == [reason])
    }

    @Test func aPictureThatIsCalledAsTextIsRefused() async throws {
        let world = try World()
        let batch = try await world.drop(Self.png, as: "w.txt")
        #expect(batch.rejected.count == 1)
    }

    @Test func contentDecidesTheType() async throws {
        let world = try World()
        try await world.drop(Self.note, as: "w.txt")
        try await world.drop([0xFF, 0xD8, 0xFF, 0xE0], as: "w.png")
        #expect(try Self.files(world).keys.sorted() == ["w/w.jpg"])
        #expect(try world.folder.text("site/feed.rss").contains("type=\"image/jpeg\""))
    }

    // MARK: references

    @Test func whatTheTextRefersToIsPublished() throws {
        let world = try World()
        let html = "<p><img src=\"local:img/a%20b.png\" alt=\"y\"/> <img src=\"local:lost.png\" alt=\"lost\"/></p>"
        let batch = try world.take(Self.bulletin(html), at: "week/w.html")
        #expect(batch.missingPictures.map(\.reference) == ["img/a%20b.png", "lost.png"])
        try Self.take(world, [("week/img/a b.png", Self.png), ("img/a b.png", Self.otherPNG)])
        #expect(try Self.files(world) == ["week-w/a-b.png": Self.png])
        let page = try world.folder.text("site/bulletins/week-w/index.html")
        #expect(page.contains("<p><img src=\"../../files/week-w/a-b.png\" alt=\"y\"/> lost</p>"))
        try Self.expectWhole(world)
    }

    @Test func oneFileServesSeveralBulletins() throws {
        let world = try World()
        for name in ["v/a.html", "v/b.html"] {
            let version = name.utf8.reduce(0) { $0 &* 31 &+ Int($1) }
            try world.take(Self.bulletin("<p>\(name) <img src=\"local:../map.png\"/></p>"), at: name, version: version)
        }
        try Self.take(world, [("map.png", Self.png)])
        #expect(try Self.files(world).keys.sorted() == ["v-a/map.png", "v-b/map.png"])
        #expect(try world.catalogue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM blob") } == 1)
        try Self.take(world, [], gone: ["v/a.html"])
        #expect(try Self.files(world).keys.sorted() == ["v-b/map.png"])
        try Self.expectWhole(world)
    }

    @Test(arguments: ["local:../../w.png", "local:/w.png", "local:%2e%2e/%2e%2e/w.png", "local:w.png/"])
    func nothingBeyondTheFolderIsMeant(address: String) throws {
        let world = try World()
        try world.take(Self.bulletin("<p><img src=\"\(address)\" alt=\"y\"/></p>"), at: "v/x.html")
        try Self.take(world, [("w.png", Self.png)])
        #expect(try Self.files(world).isEmpty)
    }

    @Test func looseFilesGoWithTheFirstStory() throws {
        let world = try World()
        try world.take(.digest(["First story", "Second story"]), at: "w.txt")
        try Self.take(world, [("w.png", Self.png)])
        #expect(try world.entries().map { $0.files.count } == [1, 0])
    }

    /// `week.2.png` is a picture of `week.2.txt`, not of `week.txt`, whichever came first.
    @Test(arguments: [true, false]) func theLongerNameHasTheFile(shortFirst: Bool) throws {
        let world = try World()
        let names = ["week.txt", "week.2.txt"]
        for name in shortFirst ? names : names.reversed() {
            try world.take(Self.bulletin("<p>\(name)</p>"), at: name, version: name.utf8.count)
            try Self.take(world, [("week.2.png", Self.png)])
        }
        #expect(try Self.files(world).keys.sorted() == ["week-2/week-2.png"])
        try Self.take(world, [], gone: ["week.2.txt"])
        #expect(try Self.files(world).keys.sorted() == ["week/week-2.png"])
        try Self.expectWhole(world)
    }

    // MARK: changes

    @Test func aChangedPictureKeepsItsAddressAndTheStorysDate() throws {
        let world = try World()
        try world.take(Self.bulletin("<p>x</p>"), at: "w.txt")
        try Self.take(world, [("w.png", Self.png)])
        let before = try #require(try world.entries().first)
        world.now = world.now.advanced(by: 100)
        try Self.take(world, [("w.png", Self.otherPNG)])
        let after = try #require(try world.entries().first)
        #expect(try Self.files(world) == ["w/w.png": Self.otherPNG])
        #expect(after.updated == before.updated)
        #expect(after.files.first?.length == Self.otherPNG.count)
        #expect(try world.folder.text("site/feed.rss").contains("length=\"\(Self.otherPNG.count)\""))
        #expect(try world.catalogue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM blob") } == 1)
    }

    @Test func aRemovedPictureLeavesNothing() throws {
        let world = try World()
        try world.take(Self.bulletin("<p>x <img src=\"local:a.png\" alt=\"y\"/></p>"), at: "w.html")
        try Self.take(world, [("a.png", Self.png), ("w.mp3", Self.mp3)])
        #expect(try Self.files(world).count == 2)
        try Self.take(world, [], gone: ["a.png"])
        try Self.take(world, [], gone: ["w.mp3"])
        #expect(try Self.files(world).isEmpty)
        #expect(try !world.folder.text("site/feed.atom").contains("enclosure"))
        #expect(try world.catalogue.database.read { try Int.fetchOne($0, sql: "SELECT COUNT(*) FROM blob") } == 0)
        try Self.expectWhole(world)
    }

    @Test func aNewNameOfBothKeepsTheAddress() throws {
        let world = try World()
        try world.take(Self.bulletin("<p>x</p>"), at: "w.txt")
        try Self.take(world, [("w.png", Self.png)])
        try world.take(Self.bulletin("<p>x</p>"), at: "v.txt", missing: ["w.txt", "w.png"])
        try Self.take(world, [("v.png", Self.png)], gone: ["w.png"])
        #expect(try Self.files(world).count == 1)
        try Self.expectWhole(world)
    }

    @Test func aWithdrawnBulletinTakesItsFilesAlong() throws {
        let world = try World()
        try world.take(Self.bulletin("<p>x</p>"), at: "w.txt")
        try Self.take(world, [("w.png", Self.png)])
        try Self.take(world, [], gone: ["w.txt"])
        #expect(try Self.files(world).isEmpty)
        // The picture is still in the inbox, and serves when the bulletin comes back.
        try world.take(Self.bulletin("<p>x</p>"), at: "w.txt", version: 2)
        try world.pipeline().publish(at: world.now)
        #expect(try Self.files(world) == ["w/w.png": Self.png])
    }

    /// Promise 7: what waits for its time leaves no trace, a file neither.
    @Test func aFileComesOutWithItsStory() throws {
        let world = try World()
        var bulletin = Self.bulletin("<p>x</p>")
        bulletin.date = StatedDate(day: CivilDate(year: 2030, month: 1, day: 1)!, origin: .text, line: 1)
        try world.take(bulletin, at: "w.txt")
        let changed = try world.feed().updated
        world.now = world.now.advanced(by: 10)
        try Self.take(world, [("w.png", Self.png)])
        #expect(try Self.files(world).isEmpty)
        #expect(try world.feed().updated == changed)
        world.now = Timestamp(seconds: 2_000_000_000)
        #expect(try world.catalogue.release(at: world.now) == 1)
        try world.pipeline().publish(at: world.now)
        #expect(try Self.files(world) == ["w/w.png": Self.png])
        // And leaves when the bulletin becomes a draft.
        bulletin.isDraft = true
        try world.take(bulletin, at: "w.txt", version: 2)
        try world.pipeline().publish(at: world.now)
        #expect(try Self.files(world).isEmpty)
    }

    @Test func namesMayBeAnyBytes() throws {
        let world = try World()
        try world.take(Self.bulletin("<p><img src=\"local:%E5%9B%BE.png\"/></p>"), at: "caf\u{E9}.txt")
        try Self.take(
            world, [("cafe\u{301}.png", Self.png), ("图.png", Self.otherPNG), ("caf\u{E9}. .PNG", Self.png + [3])])
        let files = try Self.files(world)
        #expect(Set(files.values.map(\.count)) == [9, 10])
        #expect(files.count == 3)
        #expect(files.keys.allSatisfy { $0.utf8.allSatisfy { (0x21...0x7E).contains($0) } })
        let latin = TakenFile(
            path: SourcePath(bytes: [0xE9, 0xFF, 0x2E, 0x70, 0x6E, 0x67]),
            status: FileStatus(kind: .file, device: 1, inode: 1, size: 9, modified: 1, changed: 1),
            digest: SHA256Digest.digest(of: Self.png), outcome: try Self.media(Self.png, "a.png"))
        try world.take(Self.bulletin("<p><img src=\"local:%E9%FF.png\"/></p>"), at: "latin.html", version: 3)
        _ = try world.catalogue.take([latin], gone: [], missing: [], zone: .utc, at: world.now)
        try world.pipeline().publish(at: world.now)
        #expect(try Self.files(world).count == 4)
        try Self.expectWhole(world)
    }

    // MARK: embedded files

    @Test func embeddedFilesArePublished() throws {
        let world = try World()
        let files = [
            BulletinCore.Attachment(reference: "image1.png", title: "Map", mediaType: "image/png", bytes: Self.png),
            BulletinCore.Attachment(
                reference: "report.pdf", mediaType: "application/pdf", bytes: Array("%PDF-1.7".utf8)),
        ]
        let html = "<p><img src=\"local:image1.png\" alt=\"y\"/></p>"
        try world.take(Self.bulletin(html, attachments: files), at: "w.docx")
        try Self.take(world, [("image1.png", Self.otherPNG), ("w.mp3", Self.mp3)])
        #expect(
            try Self.files(world) == [
                "w/image1.png": Self.png, "w/report.pdf": Array("%PDF-1.7".utf8), "w/w.mp3": Self.mp3,
            ])
        #expect(try world.folder.text("site/feed.json").contains("\"title\" : \"Map\""))
        try world.take(Self.bulletin("<p>no more</p>"), at: "w.docx", version: 2)
        try world.pipeline().publish(at: world.now)
        #expect(try Self.files(world).keys.sorted() == ["w/w.mp3"])
        try Self.expectWhole(world)
    }

    @Test func embeddedFilesThatAreNotPublishedAreTold() throws {
        let world = try World { $0.maxAttachmentSize = 1000 }
        let files = [
            BulletinCore.Attachment(
                reference: "a.png", mediaType: "image/png", bytes: Self.png + [UInt8](repeating: 0, count: 1000)),
            BulletinCore.Attachment(reference: "b.emf", mediaType: "image/x-emf", bytes: [1, 0, 0, 0]),
            BulletinCore.Attachment(reference: "c.png", mediaType: "image/png", bytes: Self.png),
        ]
        guard
            case .bulletin(let bulletin) = try world.pipeline().admitted(
                .bulletin(Self.bulletin("", attachments: files)))
        else { return }
        #expect(bulletin.attachments.map(\.reference) == ["c.png"])
        #expect(
            bulletin.findings.map(\.message) == [
                "the embedded file 'a.png' was left out: its 1009 bytes are more than the limit of 1000",
                "the embedded file 'b.emf' was left out: files of its type are not published",
            ])
    }
}
