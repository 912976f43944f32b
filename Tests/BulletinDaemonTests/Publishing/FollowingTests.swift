import BulletinCore
import Foundation
import GRDB
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// What shows of a bulletin elsewhere follows it: links to its stories, the list of feeds, the front page.
@Suite(.inTurn) struct FollowingTests {
    let world: World
    let pipeline: Pipeline

    init() throws {
        world = try World { configuration in
            configuration.feedEntries = 3
        }
        pipeline = try world.pipeline()
    }

    private func publish() throws {
        world.now = world.now.advanced(by: 10)
        try pipeline.publish(at: world.now)
    }

    /// Paths of the site that are other than they should be.
    private func differences() throws -> [String] {
        var found: [String] = []
        // Rendered without what the pipeline has kept.
        let inspection = SiteInspection(
            rendering: try world.pipeline().rendering, root: pipeline.publisher.root, isServiceRunning: false)
        try inspection.run { _, difference in found.append("\(difference.kind.rawValue) \(difference.path)") }
        return found.sorted()
    }

    private static func single(_ title: String) -> Bulletin {
        Bulletin(
            kind: .single, title: title,
            sections: [Section(marker: "", title: title, html: "<p>Text.</p>", text: "Text.", line: 1)])
    }

    // MARK: Links

    @Test(arguments: [false, true]) func linksFollowTheStoryThatTheyLeadTo(isArchived: Bool) throws {
        let target = Self.single("Harbour closed")
        try world.take(target, at: "b.txt")
        try world.take(
            .digest(["One", "Two"], links: [Link(title: "Harbour closed", url: nil)]), at: "a.txt", version: 2)
        try publish()
        if isArchived {
            for number in 0..<4 {
                try world.take(Self.single("Story \(number)"), at: "\(number).txt", version: 10 + number)
            }
            try publish()
        }
        func page() throws -> String { try world.folder.text("site/bulletins/a/index.html") }
        #expect(try page().contains("bulletins/b/\""))
        try world.take([], gone: ["b.txt"])
        try publish()
        #expect(try !page().contains("bulletins/b/"))
        try world.take(target, at: "b.txt", version: 3)
        try publish()
        #expect(try page().contains("bulletins/b/\"") && differences() == [])
        var draft = target
        draft.isDraft = true
        try world.take(draft, at: "b.txt", version: 4)
        try publish()
        #expect(try !page().contains("bulletins/b/") && differences() == [])
        try world.take(target, at: "b.txt", version: 5)
        try publish()
        #expect(try page().contains("bulletins/b/\"") && differences() == [])
        try world.take(.digest(["Harbour closed", "Another"]), at: "b.txt", version: 6)
        try publish()
        #expect(try page().contains("bulletins/b/#") && differences() == [])
        try world.take(target, at: "b.txt", version: 7)
        try publish()
        #expect(try page().contains("bulletins/b/\"") && differences() == [])
    }

    // MARK: Topics

    private static func article(_ tags: [String], isDraft: Bool = false) -> Bulletin {
        var bulletin = single("Water")
        bulletin.tags = tags
        bulletin.isDraft = isDraft
        return bulletin
    }

    /// - Returns: the topics in the list of feeds.
    private func listed() throws -> Set<String> {
        let list = try world.folder.text("site/feeds.opml")
        return Set(["x", "y", "water"].filter { list.contains("<outline text=\"\($0)\"") })
    }

    @Test(arguments: [false, true]) func theListOfFeedsFollowsTheTopics(isArchived: Bool) throws {
        try world.take(Self.article(["x"]), at: "water/w.txt")
        try publish()
        if isArchived {
            for number in 0..<6 {
                try world.take(Self.single("Story \(number)"), at: "\(number).txt", version: 10 + number)
            }
            try publish()
        }
        #expect(try listed() == ["x", "water"])
        let steps: [(what: () throws -> Void, topics: Set<String>)] = [
            ({ try world.take(Self.article(["y"]), at: "water/w.txt", version: 2) }, ["y", "water"]),
            ({ try world.take(Self.article(["x"]), at: "water/w.txt", version: 3) }, ["x", "water"]),
            ({ try world.take(Self.article(["x"], isDraft: true), at: "water/w.txt", version: 4) }, []),
            ({ try world.take(Self.article(["x"]), at: "water/w.txt", version: 5) }, ["x", "water"]),
            ({ try world.take([], gone: ["water/w.txt"]) }, []),
            ({ try world.take(Self.article(["x"]), at: "water/w.txt", version: 6) }, ["x", "water"]),
            ({ try world.take(Self.article(["x"]), at: "w.txt", version: 6, missing: ["water/w.txt"]) }, ["x"]),
        ]
        for (number, step) in steps.enumerated() {
            try step.what()
            try publish()
            #expect(try listed() == step.topics, "step \(number)")
            #expect(try differences() == [], "step \(number)")
        }
    }

    /// The list is not touched by stories of topics that have others.
    @Test func theListStaysWhereTopicsStay() throws {
        try world.take(Self.article(["x"]), at: "a.txt")
        try publish()
        try world.take(Self.article(["x"]), at: "b.txt", version: 2)
        #expect(try !world.catalogue.pending(limit: 10).site)
        try world.take([], gone: ["b.txt"])
        #expect(try !world.catalogue.pending(limit: 10).site)
        try world.take([], gone: ["a.txt"])
        #expect(try world.catalogue.pending(limit: 10).site)
    }

    // MARK: Composed letters

    /// The same words in another form of Unicode are other bytes, and no correction.
    @Test func pagesFollowTheBytesOfTheirStories() async throws {
        for kind in ["Harbour éditeur\n\nThe text.\n", "Harbour\n\nThe text of the éditeur.\n"] {
            for (number, form) in [
                kind.precomposedStringWithCanonicalMapping, kind.decomposedStringWithCanonicalMapping,
                kind.precomposedStringWithCanonicalMapping,
            ].enumerated() {
                world.now = world.now.advanced(by: 10)
                try world.folder.drop(Array(form.utf8), as: "inbox/j.txt")
                let inbox = try InboxFolder(path: world.configuration.inbox)
                let path = SourcePath("j.txt")
                let status = try #require(try inbox.root.status(of: path.bytes))
                let taken = try await pipeline.take(
                    [(path, status)], gone: [], missing: [], from: inbox, at: world.now)
                try pipeline.publish(taken.front, at: world.now)
                #expect(try differences() == [])
                #expect(number == 0 || taken.batch.accepted.allSatisfy { $0.revised == 0 })
            }
        }
    }

    @Test func oneNameTypedOnTwoSystemsIsOneTopic() throws {
        let (composed, decomposed) = ("\u{C9}nergie", "E\u{301}nergie")
        try world.take(Self.article([composed]), at: "a.txt")
        try world.take(Self.article([decomposed]), at: "b.txt", version: 2)
        try world.take(Self.single("C"), at: decomposed + "/c.txt", version: 3)
        try world.take(Self.single("D"), at: composed + "/d.txt", version: 4)
        try publish()
        let topics = try world.catalogue.topics()
        #expect(topics.count == 1 && topics[0].name.utf8.elementsEqual(composed.utf8))
        let list = try world.folder.text("site/topics/\(topics[0].slug)/feed.json")
        #expect(list.components(separatedBy: "\"content_html\"").count == 4)
        #expect(try differences() == [])
    }
}
