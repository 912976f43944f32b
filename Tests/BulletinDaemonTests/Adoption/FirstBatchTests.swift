import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// Feeds that tell no more than headlines.
@Suite(.inTurn) struct FirstBatchTests {
    static let feed = """
        <rss version="2.0"><channel><title>Old</title><link>https://old.example/</link><description>D</description>
        <item><title>值班安排</title><link>https://old.example/1</link><guid isPermaLink="false">old-1</guid>
        <pubDate>Tue, 12 Mar 2019 08:30:00 +0800</pubDate><description></description></item>
        <item><title>停水通知</title><link>https://old.example/2</link><guid isPermaLink="false">old-2</guid>
        <pubDate>Tue, 12 Mar 2019 08:30:00 +0800</pubDate><description>停水通知</description></item>
        </channel></rss>
        """

    private static func file(_ name: String, _ title: String, changed: Timestamp, date: StatedDate? = nil) -> TakenFile
    {
        let text = "本周六由李明值班，周日由王芳值班，值班电话保持畅通，如遇险情请立即上报指挥部，并做好记录。"
        let section = Section(title: title, html: "<p>\(text)</p>", text: text, line: 1)
        let bulletin = Bulletin(kind: .single, title: title, date: date, sections: [section])
        return TakenFile(
            path: SourcePath(name),
            status: FileStatus(
                kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: changed.seconds * 1_000_000_000),
            digest: Array(name.utf8), outcome: .bulletin(bulletin))
    }

    private static func ids(_ files: [TakenFile], in world: World) throws -> [String] {
        _ = try world.catalogue.take(files, gone: [], missing: [], zone: .utc, at: world.now)
        let paths = Set(files.map { BulletinKey(path: $0.path).text })
        return try world.entries().filter { paths.contains($0.bulletinSlug) }.map(\.id.uri).sorted()
    }

    /// The files that were there for the move may be what readers know; what comes later under a headline that comes back
    /// every week is news.
    @Test func whatComesLaterIsNoOldStory() throws {
        let world = try MoveTests.moved(Self.feed)
        let first = Self.file("x", "河道清淤完成", changed: world.now)
        #expect(try Self.ids([first], in: world).map { $0.hasPrefix("tag:") } == [true])
        world.now = world.now.advanced(by: 1_000)
        let later = ["值班安排", "停水通知"].enumerated().map {
            Self.file("y\($0)", $1, changed: world.now.advanced(by: -10))
        }
        #expect(try Self.ids(later, in: world).map { $0.hasPrefix("tag:") } == [true, true])
        #expect(try world.waiting() == 2)
        // Of that very day, it is the old one.
        let day = CivilDate(year: 2019, month: 3, day: 12).map { StatedDate(day: $0, origin: .text) }
        #expect(try Self.ids([Self.file("z", "停水通知", changed: world.now, date: day)], in: world) == ["old-2"])
    }

    /// Many files are not one batch.
    @Test func whatWasThereForTheMoveIsKnown() throws {
        let world = try MoveTests.moved(Self.feed)
        let there = world.now.advanced(by: -10)
        #expect(try Self.ids([Self.file("a", "值班安排", changed: world.now)], in: world) == ["old-1"])
        world.now = world.now.advanced(by: 1_000)
        #expect(try Self.ids([Self.file("b", "停水通知", changed: there)], in: world) == ["old-2"])
    }
}
