import BulletinCore
import Foundation
import GRDB
import TestSupport
import Testing

@testable import BulletinDaemon

/// A backup is older than the site: what happened since stays so.
@Suite(.inTurn) struct RestorationTests {
    let world: World

    init() throws { world = try World() }

    private static let libel = "# A libel\n\nThe mayor of Thirle stole LIBEL4711 the money.\n"

    private func note(_ number: Int) -> String { "# Note \(number)\n\nThe text of the note \(number), which stays.\n" }

    /// Takes what is in the inbox as a service does that is started, without time going by.
    private func start(_ world: World) async throws {
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        let manager = ServiceManager(environment: [:], logger: pipeline.logger)
        let now = world.now
        try await InboxService(
            pipeline: pipeline, watcher: InboxWatcher(), manager: manager, clock: { now }, reload: { pipeline }
        ).takeFirst()
    }

    private func withdraw(_ name: String) async throws {
        try world.folder.remove("inbox/" + name)
        let path = SourcePath(name)
        let inbox = try InboxFolder(path: world.configuration.inbox)
        _ = try await world.pipeline().take([], gone: [path], missing: [path], from: inbox, at: world.now)
        try world.pipeline().publish(at: world.now)
    }

    /// A world with the backup, the inbox and the site of this one.
    private func restored(adopts: Bool = false) throws -> World {
        let now = world.now
        let next = try World(
            { [notes = world.configuration.correctionNotes] in
                $0.settle = 0
                $0.correctionNotes = notes
            },
            prepare: { folder, configuration in
                for place in ["inbox/", "site/"] {
                    for (path, bytes) in try world.folder.files(below: String(place.dropLast())) {
                        try folder.makeFolder((place + path).split(separator: "/").dropLast().joined(separator: "/"))
                        try folder.drop(bytes, as: place + path)
                    }
                }
                _ = try Backup.restore(world.folder("b.db"), to: configuration.state)
                guard adopts else { return }
                _ = try Daemon.adopt([folder("site")], configuration, at: now) { Issue.record("\($0)") }
            })
        next.now = world.now
        next.look = "restored"
        return next
    }

    private func backUp() throws {
        try Backup.make(of: world.folder("state"), at: world.folder("b.db"), replaces: true)
        world.now = world.now.advanced(by: 100)
    }

    /// - Returns: the paths of published files with the libel.
    private func libels(in world: World) throws -> [String] {
        try world.folder.files(below: "site").filter {
            String(decoding: $0.value, as: UTF8.self).contains("LIBEL4711")
        }.keys.sorted()
    }

    @Test(arguments: [false, true]) func whatWasWithdrawnStaysSo(adopts: Bool) async throws {
        for number in 0..<3 { try await world.drop(note(number), as: "n\(number).md") }
        try await world.drop(Self.libel, as: "libel.md")
        try backUp()
        try await withdraw("libel.md")
        // It came after the backup, and is taken anew.
        try await world.drop(note(3), as: "n3.md")
        let tombstones = try world.feed().tombstones
        #expect(tombstones.count == 1)
        let next = try restored(adopts: adopts)
        try await start(next)
        #expect(try libels(in: next) == [])
        #expect(try next.catalogue.isGone(bulletinSlug: "libel"))
        #expect(try next.feed().tombstones.map(\.id) == tombstones.map(\.id))
        if adopts { #expect(try next.feed().tombstones == tombstones) }
        #expect(try next.entries().map(\.title).sorted() == (0...3).map { "Note \($0)" })
    }

    /// What was corrected after the backup was corrected then, and is told of once.
    @Test(arguments: [false, true], [false, true]) func whatWasCorrectedStaysSo(
        isDigest: Bool, saysSo: Bool
    ) async throws {
        world.configuration.correctionNotes = saysSo
        let digest = "Weekly review\n① First\n\(note(1))\n② Second\nThe second story has words of its own, and stays.\n"
        // Words stand for a picture that is not there.
        let text = isDigest ? digest : note(1) + (saysSo ? "" : "\n![The map](map.png)\n")
        let name = isDigest ? "w.txt" : "n.md"
        func seen(_ world: World) throws -> [[String]] {
            try [1, 2, DocumentKey.siteFeed(.corrections)].map { feed in
                try world.feed(DocumentKey(feed: feed, archive: 0)).entries.map { "\($0.id.uri) \($0.updated.rfc3339)" }
            }
        }
        try await world.drop(text, as: name)
        try backUp()
        try await world.drop(text.replacing("which stays", with: "which was corrected"), as: name)
        let before = try seen(world)
        #expect(before[2].count == 1)
        world.now = world.now.advanced(by: 100)
        let next = try restored(adopts: true)
        try await start(next)
        #expect(try seen(next) == before)
        // And the next one is another.
        next.now = next.now.advanced(by: 100)
        try await next.drop(text.replacing("which stays", with: "which was corrected twice"), as: name)
        #expect(try seen(next)[2].count == 2)
        #expect(try seen(next)[2].contains(before[2][0]))
    }

    private func digest(_ numbers: [Int]) -> String {
        numbers.map {
            "## Story \($0)\n\nStory \($0) is told in words of its own, with the figures \($0 * 7919) in them.\n"
        }
        .joined(separator: "\n")
    }

    private func dates(in world: World) throws -> [[String]] {
        try [1, 2].map { feed in
            try world.feed(DocumentKey(feed: feed, archive: 0)).entries.map {
                "\($0.title) \($0.id.uri) \($0.published.rfc3339) \($0.updated.rfc3339)"
            }.sorted()
        }
    }

    /// The restored world, once it was started and is seen to publish what readers knew before.
    @discardableResult private func restored(as before: [[String]]) async throws -> World {
        world.now = world.now.advanced(by: 100)
        let next = try restored(adopts: true)
        try await start(next)
        let after = try dates(in: next)
        #expect(after == before)
        return next
    }

    /// What went to a file of its own, with another story in its place, and what was taken out and put in again, is what
    /// it was, as readers saw it last.
    @Test func whatWasMovedStaysSo() async throws {
        try await world.drop("# Weekly review\n" + digest([1, 2, 3, 4, 5]), as: "w.md")
        try backUp()
        for numbers in [[1, 3, 5], [1, 6, 3, 4, 5]] {
            try await world.drop("# Weekly review\n" + digest(numbers), as: "w.md")
            world.now = world.now.advanced(by: 10)
        }
        try await world.drop(String(digest([2]).dropFirst()), as: "own.md")
        let before = try dates(in: world)
        #expect(before[0].count == 6 && before[1].count == 2)
        try await restored(as: before)
    }

    /// Stories that the backup has, and that went since from one of its bulletins to another, with another story of it in
    /// their place: what the site says of them counts.
    @Test(arguments: [false, true]) func whatChangedItsPlaceStaysSo(isEditedMeanwhile: Bool) async throws {
        let texts = [
            "The bridge is open again\n\nCyclists from Lomo were the first to cross it, at noon on Tuesday.\n",
            "Rain in the hills\n\nThe reservoir has filled to nine tenths, more than in any spring since it was built.\n",
            "A school for the old town\n\nThree hundred children came, and had to be told where the doors are.\n",
            "Dredging goes on\n\nUntil June no ship of more than four metres may pass the eastern channel by night.\n",
            "The market moves\n\nStalls stand behind the theatre now; fish is sold on Fridays only, says the mayor.\n",
            "Orchards in bloom\n\nA late frost took the apricots, while apples and quinces were spared this time.\n",
        ]
        func review(_ title: String, _ numbers: [Int]) -> String {
            "# Weekly review of the \(title)\n\n" + numbers.map { "## " + texts[$0 - 1] }.joined(separator: "\n")
        }
        try await world.drop(review("town", [1, 2, 3]), as: "w.md")
        try await world.drop(review("port", [4, 5, 6]), as: "e.md")
        try backUp()
        for (title, numbers, name) in [
            ("town", [1, 3], "w.md"), ("port", [4, 6], "e.md"), ("port", [4, 2, 6], "e.md"),
            ("town", [1, 5, 3], "w.md"),
        ] {
            try await world.drop(review(title, numbers), as: name)
        }
        let before = try dates(in: world)
        #expect(before[0].count == 6)
        world.now = world.now.advanced(by: 100)
        let next = try restored(adopts: true)
        if isEditedMeanwhile {
            let text = review("port", [4, 2, 6]).replacing("nine tenths", with: "ten tenths")
            try next.folder.drop(Array(text.utf8), as: "inbox/e.md")
        }
        try await start(next)
        let after = try dates(in: next)
        func ids(_ dates: [[String]]) -> [String] { dates[0].map { String($0.prefix { $0 != "Z" }) } }
        #expect(isEditedMeanwhile ? ids(after) == ids(before) : after == before)
        #expect(try next.catalogue.report(at: next.now).entries == 6)
        #expect(try next.feed().tombstones.isEmpty)
    }

    /// A file that was corrected, or held another issue, and then was put away under another name: the next one has its
    /// name.
    @Test(arguments: [false, true], ["issue12.md", "a.md"]) func whatWasPutAwayStaysSo(
        isOther: Bool, name: String
    ) async throws {
        func issue(_ number: Int, _ stories: [Int]) -> String {
            "# Weekly review, No. \(number)\n"
                + stories.map { story in
                    let figures = (1...14).map { "\((story * 7919 + $0 * 104_729) % 99_991)" }
                    return "\n## Figures of day \(story)\n\nIt is \(figures.joined(separator: " ")) this time.\n"
                }.joined()
        }
        try await world.drop(issue(12, [1, 2, 3]), as: "w.md")
        try backUp()
        let last = isOther ? issue(13, [11, 12, 13]) : issue(12, [1, 2, 3]).replacing("this time", with: "today")
        try await world.drop(last, as: "w.md")
        world.now = world.now.advanced(by: 100)
        try world.folder.remove("inbox/w.md")
        try world.folder.drop(last, as: "inbox/" + name)
        try world.folder.drop(issue(14, [21, 22, 23]), as: "inbox/w.md")
        try await world.takeOnce()
        let before = try dates(in: world)
        #expect(before[0].count == 6 && before[1].count == 2)
        let next = try await restored(as: before)
        let links = try [world, next].map { try Set($0.entries().map { "\($0.id.uri) \($0.bulletinSlug)" }) }
        #expect(links[0] == links[1])
    }

    /// What was corrected and moved, while a copy of what it was before lies there, is not what the copy says.
    @Test(arguments: [false, true]) func whatWasMovedBesideACopyStaysSo(isDigest: Bool) async throws {
        let text = isDigest ? "# Weekly review\n" + digest([1, 2, 3]) : note(1)
        let later = isDigest ? "# Weekly review\n" + digest([1, 3]) : text.replacing("stays", with: "is corrected")
        try await world.drop(text, as: "w.md")
        try await world.drop(text, as: "w copy.md")
        try backUp()
        try world.folder.drop(later, as: "inbox/w.md")
        try await world.takeOnce()
        try world.folder.makeFolder("inbox/away")
        try world.folder.drop(later, as: "inbox/away/w.md")
        try world.folder.remove("inbox/w.md")
        try await world.takeOnce()
        let before = try dates(in: world)
        #expect(before[0].count == (isDigest ? 2 : 1))
        let next = try await restored(as: before)
        #expect(try next.catalogue.report(at: next.now).duplicates.items.map(\.path) == ["w copy.md"])
    }

    /// What came back since with the words that it had came back then.
    @Test func whatCameBackDidSoThen() async throws {
        let text = "# Weekly review\n" + digest([1, 2, 3])
        try await world.drop(note(1), as: "n.md")
        try await world.drop(text, as: "w.md")
        try backUp()
        try await withdraw("w.md")
        world.now = world.now.advanced(by: 100)
        try await world.drop(text, as: "w.md")
        let before = try dates(in: world)
        #expect(before[0].count == 4 && before[0].contains { $0.hasSuffix(world.now.rfc3339) })
        try await restored(as: before)
    }

    /// A story that came since and was put into a digest that the backup has.
    @Test func whatWasPutInStaysSo() async throws {
        try await world.drop("# Weekly review\n" + digest([1, 2, 3]), as: "w.md")
        try backUp()
        try await world.drop(String(digest([4]).dropFirst()), as: "own.md")
        try await world.drop("# Weekly review\n" + digest([1, 2, 4, 3]), as: "w.md")
        try await withdraw("own.md")
        let before = try dates(in: world)
        #expect(before[0].count == 4 && before[0].contains { $0.contains(":own/") })
        try await restored(as: before)
    }

    /// So was a story that another program published first.
    @Test func whatWasAdoptedAndCorrectedStaysSo() async throws {
        let feed = try AdoptedFeed(reading: Array(MoveTests.wordPress.utf8))
        _ = try world.catalogue.adopt([""], at: world.now) { _ in feed }
        try await world.drop(MoveTests.harbour, as: "harbour.md")
        try backUp()
        try await world.drop(MoveTests.harbour.replacing("Tuesday", with: "Monday"), as: "harbour.md")
        let before = try world.entries()
        #expect(before.map(\.id.uri) == ["https://old.example/?p=17"] && before[0].updated == world.now)
        world.now = world.now.advanced(by: 100)
        let next = try restored(adopts: true)
        try await start(next)
        #expect(try next.entries().map(\.updated) == before.map(\.updated))
    }

    /// The mass guard holds what looks like an accident, unless the site's feeds tell of it.
    @Test(arguments: [false, true]) func anInboxThatIsAwayRetractsNothing(adopts: Bool) async throws {
        for number in 0..<6 { try await world.drop(note(number), as: "n\(number).md") }
        try await world.drop(Self.libel, as: "libel.md")
        try backUp()
        try await withdraw("libel.md")
        for number in 0..<6 { try world.folder.remove("inbox/n\(number).md") }
        let next = try restored(adopts: adopts)
        try await start(next)
        let titles = (0..<6).map { "Note \($0)" }
        #expect(try next.entries().map(\.title).sorted() == (adopts ? [] : ["A libel"]) + titles)
        #expect(try libels(in: next).isEmpty == adopts)
        #expect(try next.folder.text("site/feed.json").contains("Note 5"))
    }

    /// An inbox that cannot be read yet says nothing: what is out stays as it is until then.
    @Test func nothingIsPublishedBeforeTheInboxIsRead() async throws {
        try await world.drop(note(1), as: "n1.md")
        try await world.drop(Self.libel, as: "libel.md")
        try backUp()
        try await withdraw("libel.md")
        let before = try world.folder.files(below: "site")
        let next = try restored()
        try FileManager.default.moveItem(atPath: next.folder("inbox"), toPath: next.folder("away"))
        try await start(next)
        #expect(try next.folder.files(below: "site") == before)
        try FileManager.default.moveItem(atPath: next.folder("away"), toPath: next.folder("inbox"))
        try await start(next)
        #expect(try libels(in: next) == [])
        #expect(try next.entries().map(\.title) == ["Note 1"])
    }

    /// A story that came back since is told of by an old copy of the feeds alone.
    @Test func whatCameBackStaysOut() async throws {
        try await world.drop(note(1), as: "n1.md")
        try await world.drop(Self.libel, as: "libel.md")
        try await withdraw("libel.md")
        let told = try AdoptedFeed(reading: try world.folder.read("site/feed.atom"))
        world.now = world.now.advanced(by: 100)
        try await world.drop(Self.libel, as: "libel.md")
        let before = try RecoveryTests.seen(in: world)
        _ = try world.catalogue.adopt(["old"], at: world.now) { _ in told }
        #expect(try RecoveryTests.seen(in: world) == before)
        #expect(try world.feed().tombstones.isEmpty)
        #expect(try world.feed(DocumentKey(feed: 2, archive: 0)).tombstones.isEmpty)
    }

    /// What the site's feeds take for gone and the inbox has is there.
    @Test func aFileThatIsThereStaysOut() async throws {
        try await world.drop(note(1), as: "n1.md")
        try await world.drop(Self.libel, as: "libel.md")
        try backUp()
        try await withdraw("libel.md")
        try world.folder.drop(Self.libel, as: "inbox/libel.md")
        let next = try restored(adopts: true)
        try await start(next)
        #expect(try next.entries().map(\.title).sorted() == ["A libel", "Note 1"])
        #expect(try next.feed().tombstones.isEmpty)
    }

    /// Readers know the corrections that came after the backup, and would not show others under their ids.
    @Test func correctionsAreCountedOn() async throws {
        func corrections(_ world: World) throws -> [String] {
            try world.feed(DocumentKey(feed: DocumentKey.siteFeed(.corrections), archive: 0)).entries.map(\.id.uri)
        }
        func text(_ day: String) -> String { "# A\n\nThe text of the story A, which comes on \(day).\n" }
        try await world.drop(text("Monday"), as: "a.md")
        try backUp()
        for day in ["Tuesday", "Wednesday"] {
            world.now = world.now.advanced(by: 60)
            try await world.drop(text(day), as: "a.md")
        }
        let before = try corrections(world)
        #expect(before.count == 2)
        let next = try restored(adopts: true)
        for day in ["Wednesday", "Thursday"] {
            next.now = next.now.advanced(by: 60)
            try await next.drop(text(day), as: "a.md")
        }
        #expect(try corrections(next).count == 2)
        #expect(try Set(corrections(next)).isDisjoint(with: before))
    }
}
