import BulletinCore
import Foundation
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// The setting `charset` is about what is out, too: whoever sets it right wants to see that.
@Suite(.inTurn) struct CharsetSettingTests {
    /// "Nowości żółte" and a text, in ISO-8859-2.
    private static let polish: [UInt8] =
        Array("Nowo".utf8) + [0xB6] + Array("ci ".utf8) + [0xBF, 0xF3]
        + Array("\u{B3}te".unicodeScalars.map { UInt8($0.value) })
        + Array("\n\nTe".utf8) + [0xB6, 0xE6, 0x20, 0xB1] + Array("ka ".utf8) + [0xEA, 0xBF] + Array(".\n".utf8)

    @Test func whatWasReadByAnotherCharsetIsCorrectedOnReload() async throws {
        let inbox = try await WatchedInbox { $0.charset = "cp866" }
        try inbox.world.folder.drop(Self.polish, as: "inbox/x.txt")
        try inbox.put("plain.md", WatchedInbox.story("Gęś", "W UTF-8 od początku do końca."))
        try await inbox.rest(4_000)
        let before = try inbox.stories
        #expect(before.count == 2)
        #expect(try !inbox.titles.contains("Nowości żółte"))
        try await inbox.reload { $0.charset = "ISO-8859-2" }
        try await inbox.rest(4_000)
        #expect(try inbox.titles == ["Gęś", "Nowości żółte"])
        #expect(try Set(inbox.stories.map(\.id)) == Set(before.map(\.id)))
        // What is UTF-8 was left alone.
        #expect(inbox.versions == 3)
        // The same again is no reason.
        try await inbox.reload { $0.title = "Wieści" }
        try await inbox.rest(4_000)
        #expect(inbox.versions == 3)
    }

    /// The same over a restart. A guess is no better than a setting that was wrong.
    @Test(arguments: [("cp866", "ISO-8859-2", polish), ("", "cp866", chinese)] as [(String, String, [UInt8])])
    func whatWasReadByAnotherCharsetIsCorrectedOnStart(former: String, set: String, bytes: [UInt8]) async throws {
        let world = try World { $0.charset = former }
        world.now = Timestamp(seconds: ProcessCalls.wallClock)
        try world.folder.drop(bytes, as: "inbox/x.txt")
        try world.pipeline().prepare()
        try await world.takeOnce()
        let before = try #require(try world.entries().first)
        try world.restart()
        world.configuration.charset = set
        try world.pipeline().prepare()
        try await world.takeOnce()
        let entry = try #require(try world.entries().first)
        #expect(entry.id == before.id)
        #expect(entry.title != before.title)
        #expect((entry.title == "Nowości żółte") == (set == "ISO-8859-2"))
        // Once.
        #expect(try world.catalogue.read(textsIn: set).isEmpty)
    }

    /// What a draft was taken for may be wrong, too, and nothing of its text is kept that would tell.
    @Test func draftsAreReadAgain() async throws {
        let world = try World { $0.charset = "cp866" }
        try world.pipeline().prepare()
        try await world.drop(Array("draft: true\n\n".utf8) + Self.polish, as: "x.txt")
        #expect(try world.catalogue.report(at: world.now).drafts.count == 1)
        try #expect(world.catalogue.read(textsIn: "ISO-8859-2") == [SourcePath("x.txt")])
        try #expect(world.catalogue.read(textsIn: "ISO-8859-2").isEmpty)
    }

    /// "水务新闻" and a text, in GB18030.
    private static let chinese: [UInt8] = [
        0xCB, 0xAE, 0xCE, 0xF1, 0xD0, 0xC2, 0xCE, 0xC5, 0x0A, 0x0A, 0xB1, 0xBE, 0xD6, 0xDC, 0xB5, 0xC4,
        0xCC, 0xEC, 0xC6, 0xF8, 0xBA, 0xDC, 0xBA, 0xC3, 0xA3, 0xAC, 0xCA, 0xD0, 0xC3, 0xF1, 0xB6, 0xBC,
        0xB5, 0xBD, 0xB9, 0xAB, 0xD4, 0xB0, 0xC8, 0xA5, 0xC9, 0xA2, 0xB2, 0xBD, 0xA3, 0xAC, 0xD2, 0xB2,
        0xD3, 0xD0, 0xC8, 0xCB, 0xC8, 0xA5, 0xBF, 0xB4, 0xB5, 0xE7, 0xD3, 0xB0, 0xA1, 0xA3, 0xB4, 0xF3,
        0xBC, 0xD2, 0xB6, 0xBC, 0xCB, 0xB5, 0xA3, 0xAC, 0xD5, 0xE2, 0xD1, 0xF9, 0xB5, 0xC4, 0xC8, 0xD5,
        0xD7, 0xD3, 0xC4, 0xD1, 0xB5, 0xC3, 0xA1, 0xA3, 0x0A,
    ]
}
