import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

@Suite(.inTurn) struct PublisherTests {
    static let now = Timestamp(seconds: 1_800_000_000)

    static func inode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.systemFileNumber] as? Int
    }

    @Test(arguments: [1, 40]) func publishesWholeFilesAndLeavesNothingBehind(count: Int) throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        let files = (0..<count).map { SiteFile(path: "bulletins/b\($0)/index.html", bytes: Array("page \($0)".utf8)) }
        let published = try publisher.publish(files, at: Self.now, known: [:])
        #expect(published.map(\.path) == files.map(\.path))
        let present = try folder.files(below: "site")
        #expect(present == Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) }))
    }

    @Test func doesNotTouchWhatIsUnchanged() throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        let file = SiteFile(path: "feed.rss", bytes: [1, 2, 3])
        let first = try publisher.publish([file], at: Self.now, known: [:])
        let inode = try Self.inode(folder("site/feed.rss"))
        let second = try publisher.publish([file], at: Self.now.advanced(by: 9), known: [first[0].path: first[0]])
        #expect(second.isEmpty)
        #expect(try Self.inode(folder("site/feed.rss")) == inode)
    }

    /// A cache that asks by time alone must see two versions of one second.
    @Test func twoVersionsOfOneSecondHaveTwoTimes() throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        let first = try publisher.publish([SiteFile(path: "a", bytes: [1])], at: Self.now, known: [:])
        let second = try publisher.publish(
            [SiteFile(path: "a", bytes: [2])], at: Self.now, known: [first[0].path: first[0]])
        #expect(second.map(\.modified) == [Self.now.advanced(by: 1)])
        let status = try Folder(path: folder("site")).status(of: Array("a".utf8))
        #expect(status?.modified == (Self.now.seconds + 1) * 1_000_000_000)
    }

    @Test func aFileThatCannotBeWrittenLeavesTheOldOne() throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        _ = try publisher.publish([SiteFile(path: "a", bytes: [1])], at: Self.now, known: [:])
        let tooLong = String(repeating: "b", count: 300) + "/index.html"
        #expect(throws: (any Error).self) {
            try publisher.publish(
                [SiteFile(path: "a", bytes: [2]), SiteFile(path: tooLong, bytes: [3])], at: Self.now, known: [:])
        }
        #expect(try folder.files(below: "site") == ["a": [1]])
    }

    /// It keeps back what needs its place, and nothing else. Whoever is to move it away has to know what and where: among
    /// many files, too.
    @Test(
        arguments: [(1, true), (40, true), (40, false)],
        ["bulletins", "bulletins/x", "bulletins/x/index.html", "feed.rss"])
    func whatStandsInTheWayIsNamed(count: (others: Int, inOrder: Bool), path: String) throws {
        let (others, inOrder) = count
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        let isFolder = path.contains(".")
        try folder.makeFolder("site/" + path)
        if !isFolder {
            try folder.remove("site/" + path)
            try folder.write("in the way", to: "site/" + path)
        }
        let names = (0..<others).map { "a\($0)/index.html" } + ["bulletins/x/index.html", "feed.rss"]
        let files = names.map { SiteFile(path: $0, bytes: [1]) }
        let (hidden, shown) = (names.filter { $0.hasPrefix(path) }, names.filter { !$0.hasPrefix(path) })
        let records = try publisher.publish(files, at: Self.now, known: [:], inOrder: inOrder)
        #expect(publisher.obstacles.all.map(\.path) == [path])
        #expect(records.filter(\.isObstructed).map(\.path) == hidden)
        #expect(records.filter { !$0.isObstructed }.map(\.path) == shown)
        let present = try folder.files(below: "site").keys
        #expect(present.filter { $0 != path }.sorted() == shown.sorted())
        // Nor is it taken for a page that is to go.
        try publisher.remove(["bulletins/y/index.html"] + hidden)
        #expect(folder.contains("site/" + path))
        try folder.remove("site/" + path)
        let known = Dictionary(records.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
        #expect(
            try publisher.publish(files, at: Self.now, known: known, inOrder: inOrder).map(\.path) == hidden)
        #expect(try folder.files(below: "site").keys.sorted() == names.sorted())
    }

    /// What is prepared is seen by nobody until it is revealed, and then in the order in which it was given: a page
    /// before the feeds that lead to it.
    @Test(arguments: [1, 40]) func whatIsPreparedIsSeenInItsOrder(pages: Int) throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        let names = (0..<pages).map { "p\($0).html" } + ["feed.rss", "feed.atom", "feed.json"]
        let files = names.map { SiteFile(path: $0, bytes: Array($0.utf8)) }
        let dropped = try publisher.prepare(files, at: Self.now, known: [:])
        #expect(try folder.files(below: "site").keys.allSatisfy { $0.hasPrefix(".tmp-") })
        publisher.discard(dropped)
        #expect(try folder.files(below: "site").isEmpty)
        let inotify = try Inotify()
        _ = try inotify.watch(Folder(path: folder("site")))
        let prepared = try publisher.prepare(files, at: Self.now, known: [:])
        #expect(try publisher.reveal(prepared).map(\.path) == names)
        let seen = inotify.events().filter { $0.change == .movedIn }.map { String(decoding: $0.name, as: UTF8.self) }
        #expect(seen == names)
    }

    @Test func removesAPageWithItsFolder() throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        _ = try publisher.publish([SiteFile(path: "bulletins/x/index.html", bytes: [3])], at: Self.now, known: [:])
        try publisher.remove(["bulletins/x/index.html", "bulletins/never/index.html"])
        #expect(folder.contains("site/bulletins"))
        #expect(!folder.contains("site/bulletins/x"))
    }

    @Test func sweepsWhatACrashLeft() throws {
        let folder = try TemporaryFolder()
        let publisher = try Publisher(site: folder("site"))
        try folder.write("half", to: "site/.tmp-0123456789abcdef")
        try folder.write("theirs", to: "site/.htaccess")
        try publisher.sweep("")
        try publisher.sweep("bulletins/never")
        #expect(try folder.files(below: "site").keys.sorted() == [".htaccess"])
    }

    @Test func anUnwritableSiteIsToldAtOnce() throws {
        let folder = try TemporaryFolder()
        try folder.write("a file", to: "site")
        #expect(throws: PublishingError.self) { try Publisher(site: folder("site")) }
    }
}
