import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct SiteInspectionTests {
    let world: World

    init() throws {
        world = try World { configuration in
            configuration.feedEntries = 4
        }
    }

    /// A site with everything that a site may have: topics, archives, a picture.
    private func fill() async throws {
        try world.folder.makeFolder("inbox/water")
        for number in 1...7 {
            world.now = world.now.advanced(by: 10)
            try await world.drop(
                "# Story \(number)\n\nText of the story, number \(number).\n\n![Map](map\(number).png)\n",
                as: "water/\(number).md")
            let picture: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, UInt8(number)]
            try await world.drop(picture, as: "water/map\(number).png")
        }
    }

    private func inspection() throws -> SiteInspection {
        let pipeline = try world.pipeline()
        return SiteInspection(rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false)
    }

    private func differences() throws -> [String] {
        var found: [String] = []
        try inspection().run { _, difference in found.append("\(difference.kind.rawValue) \(difference.path)") }
        return found.sorted()
    }

    @Test func aPublishedSiteIsAsItShouldBe() async throws {
        try await fill()
        #expect(try world.folder.files(below: "site").keys.contains("topics/water/archive/feed-1.html"))
        #expect(try differences() == [])
    }

    /// What was published before the catalogue was lost, and has no file any more, is seen by what it says of itself; what
    /// others put beside it is not touched.
    @Test func whatALostCataloguePublishedIsSurplus() async throws {
        try await fill()
        let before = Set(try world.folder.files(below: "site").keys)
        let other = try World()
        try await other.drop("# Other\n\nText of the other.\n", as: "other.md")
        for (path, bytes) in try world.folder.files(below: "site")
        where path.hasPrefix("bulletins/")
            || path.hasPrefix("topics/") || path.hasPrefix("files/")
        {
            try other.folder.makeFolder("site/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            try other.folder.write(String(decoding: bytes, as: UTF8.self), to: "site/" + path)
        }
        let foreign = ["bulletins/theirs/index.html", "files/theirs/a.png", "topics/theirs/feed.json"]
        for path in foreign {
            try other.folder.makeFolder("site/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            try other.folder.write("theirs", to: "site/" + path)
        }
        let pipeline = try other.pipeline()
        var surplus: [String] = []
        try SiteInspection(rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false)
            .run { _, difference in if difference.kind == .surplus { surplus.append(difference.path) } }
        let left = before.filter { $0.hasPrefix("bulletins/") || $0.hasPrefix("topics/") || $0.hasPrefix("files/") }
        #expect(Set(surplus) == left)
        _ = try pipeline.mend(surplus)
        let files = try other.folder.files(below: "site")
        #expect(left.allSatisfy { files[$0] == nil })
        #expect(foreign.allSatisfy { files[$0] != nil })
        #expect(files["bulletins/other/index.html"] != nil)
    }

    /// Every file is looked at: each in turn is spoilt, told, and mended to the byte.
    @Test func everyFileIsComparedAndMended() async throws {
        try await fill()
        let files = try world.folder.files(below: "site")
        for path in files.keys.sorted() {
            try world.folder.write("spoilt", to: "site/" + path)
        }
        let paths = files.keys.sorted()
        #expect(try differences() == paths.map { "other \($0)" })
        for path in paths { try world.folder.remove("site/" + path) }
        #expect(try differences() == paths.map { "missing \($0)" })
        let pipeline = try world.pipeline()
        #expect(try pipeline.mend(paths) == paths.count)
        // What is still to be published is no difference.
        #expect(try differences() == [])
        try pipeline.publish(at: world.now)
        #expect(try world.folder.files(below: "site") == files)
        #expect(try differences() == [])
    }

    /// Where nobody is about to publish it, what is pending is as different as all else.
    @Test func whatNobodyPublishesIsADifference() async throws {
        try await fill()
        try world.folder.remove("site/feed.atom")
        try world.folder.makeFolder("site/feed.atom")
        try world.folder.remove("site/bulletins/water-1/index.html")
        let pipeline = try world.pipeline()
        #expect(try pipeline.mend(["feed.atom", "bulletins/water-1/index.html"]) == 2)
        #expect(try differences() == [])
        var inspection = try inspection()
        inspection.looksAtPending = true
        var found: [String] = []
        try inspection.run { found.append("\($1.kind.rawValue) \($1.path)") }
        #expect(found.sorted() == ["missing bulletins/water-1/index.html", "other feed.atom"])
    }

    @Test func onlyOursIsSurplus() async throws {
        try await fill()
        let folder = world.folder
        let before = try folder.files(below: "site")
        // A bulletin that is withdrawn, whose page comes back; a page that was published once under another name.
        try world.take([], gone: ["water/1.md"])
        try world.pipeline().publish(at: world.now)
        for path in ["bulletins/water-1/index.html", "files/water-1/map1.png"] {
            try folder.makeFolder("site/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            try Data(#require(before[path])).write(to: URL(filePath: folder("site/" + path)))
        }
        try folder.write("x", to: "site/.tmp-0123456789abcdef")
        // Of others.
        let foreign = [
            "robots.txt", "bulletins/other/index.html", "topics/none/feed.rss", ".tmp-notes", "archive/feed-99.rss",
        ]
        for path in foreign {
            if path.contains("/") {
                try folder.makeFolder("site/" + path.split(separator: "/").dropLast().joined(separator: "/"))
            }
            try folder.write("theirs", to: "site/" + path)
        }
        try FileManager.default.createSymbolicLink(atPath: folder("site/link"), withDestinationPath: "/etc")
        let surplus = [".tmp-0123456789abcdef", "bulletins/water-1/index.html", "files/water-1/map1.png"]
        #expect(try differences() == surplus.map { "surplus \($0)" })
        let pipeline = try world.pipeline()
        #expect(try pipeline.mend(surplus + foreign + ["../secret", "link/passwd"]) == surplus.count)
        try pipeline.publish(at: world.now)
        #expect(try differences() == [])
        for path in foreign { #expect(try folder.text("site/" + path) == "theirs") }
    }
}

@Suite(.inTurn) struct SiteCheckTests {
    let world: World

    init() throws { world = try World() }

    private func lost(_ check: inout SiteCheck) throws -> [String] {
        try check.lost(from: try Publisher(site: world.configuration.site).root, world.catalogue)
    }

    private func spoil(_ path: String, _ change: (inout [UInt8]) -> Void) throws {
        var bytes = try world.folder.read("site/" + path)
        change(&bytes)
        try Data(bytes).write(to: URL(filePath: world.folder("site/" + path)))
    }

    private func setTime(of path: String, _ seconds: Double) throws {
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: seconds)], ofItemAtPath: world.folder("site/" + path))
    }

    @Test func whatIsNotAsPublishedIsNoticed() async throws {
        try await world.drop(PipelineTests.digest, as: "w.txt")
        let time = Double(world.now.seconds)
        var check = SiteCheck()
        #expect(try lost(&check) == [])
        try world.folder.remove("site/feed.rss")
        try spoil("bulletins/w/index.html") { $0.removeLast(100) }
        try setTime(of: "bulletins/w/index.html", time)
        // As long as before, but later.
        try spoil("sitemaps/0.xml") { $0[0] = 0x20 }
        // As long and as old as before: the system knows all the same.
        try spoil("index.html") { $0[300] ^= 1 }
        try setTime(of: "index.html", time)
        #expect(
            try lost(&check).sorted() == ["bulletins/w/index.html", "feed.rss", "index.html", "sitemaps/0.xml"])
    }

    /// A web server in front reads the files, too: what it may not read is not as it was published.
    @Test(arguments: [0, 0o600, 0o640, 0o444]) func aFileThatNotAllMayReadIsNoticed(mode: UInt16) async throws {
        try await world.drop(PipelineTests.digest, as: "w.txt")
        var check = SiteCheck()
        #expect(try lost(&check) == [])
        let paths = ["bulletins/w/index.html", "feed.rss"]
        for path in paths { #expect(unsafe chmod(world.folder("site/" + path), mode_t(mode)) == 0) }
        let pipeline = try world.pipeline()
        let inspection = SiteInspection(
            rendering: pipeline.rendering, root: pipeline.publisher.root, isServiceRunning: false)
        var found: [String] = []
        try inspection.run { found.append("\($1.kind.rawValue) \($1.path)") }
        let lost = try lost(&check)
        guard mode != 0o444 else {
            #expect(lost == [])
            #expect(found == [])
            return
        }
        #expect(lost.sorted() == paths)
        #expect(found.sorted() == paths.map { "other \($0)" })
        try world.catalogue.lost(lost)
        try pipeline.publish(at: world.now)
        for path in paths {
            let attributes = try FileManager.default.attributesOfItem(atPath: world.folder("site/" + path))
            #expect(attributes[.posixPermissions] as? Int == 0o644)
        }
        #expect(try self.lost(&check) == [])
    }

    /// Nor may it enter folders that were closed by hand.
    @Test(arguments: ["bulletins", "bulletins/w"]) func aFolderThatIsClosedIsNoticed(path: String) async throws {
        try await world.drop(PipelineTests.digest, as: "w.txt")
        var check = SiteCheck()
        #expect(try lost(&check) == [])
        #expect(unsafe chmod(world.folder("site/" + path), 0o700) == 0)
        let lost = try lost(&check)
        #expect(lost == ["bulletins/w/index.html"])
        try world.catalogue.lost(lost)
        try world.pipeline().publish(at: world.now)
        let attributes = try FileManager.default.attributesOfItem(atPath: world.folder("site/" + path))
        #expect(attributes[.posixPermissions] as? Int == 0o755)
        #expect(try self.lost(&check) == [])
    }

    @Test func anotherTimeAloneIsNoLoss() async throws {
        try await world.drop(PipelineTests.digest, as: "w.txt")
        var check = SiteCheck()
        _ = try lost(&check)
        for path in ["feed.rss", "bulletins/w/index.html"] { try setTime(of: path, 1_000_000_000) }
        #expect(try lost(&check) == [])
        #expect(try lost(&check) == [])
    }

    @Test func theManyAreLookedAtInPortions() throws {
        let count = SiteCheck.portion + 100
        try world.catalogue.published(
            (0..<count).map {
                PublishedFile(path: "bulletins/\($0)/index.html", digest: [], size: 1, modified: world.now)
            }, removed: [], bulletins: [])
        var check = SiteCheck()
        let first = try lost(&check)
        #expect(first.count == SiteCheck.portion)
        let second = try lost(&check)
        #expect(second.count == 100)
        #expect(Set(first + second).count == count)
        #expect(try lost(&check) == first)
    }

    /// A document that is lost costs that document.
    @Test func onlyWhatIsLostIsRendered() async throws {
        try world.folder.makeFolder("inbox/water")
        try await world.drop(PipelineTests.digest, as: "water/w.txt")
        let catalogue = world.catalogue
        try catalogue.lost(["topics/water/issues.atom"])
        #expect(try catalogue.dueDocuments().count == 1)
        #expect(try catalogue.pending(limit: 9).bulletins.isEmpty)
        try catalogue.lost(["issues.html", "bulletins/water-w/index.html"])
        #expect(try catalogue.dueDocuments().count == 2)
        #expect(try catalogue.pending(limit: 9).bulletins.count == 1)
        #expect(try !catalogue.pending(limit: 9).site)
        try catalogue.lost(["feeds.opml", "sitemap.xml"])
        #expect(try catalogue.pending(limit: 9).site)
        #expect(try catalogue.dueSitemapParts() == [0])
    }
}
