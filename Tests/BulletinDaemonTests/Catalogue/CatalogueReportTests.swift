import BulletinCore
import TestSupport
import Testing

@testable import BulletinDaemon

/// What is kept of files whose retraction somebody has to confirm, and since when files are as they are.
@Suite(.inTurn) struct HeldFilesTests {
    @Test func agesCountFromTheFirstTime() throws {
        let world = try World()
        let (one, other) = (SourcePath("a.txt"), SourcePath("b.txt"))
        try world.catalogue.hold([one], at: world.now)
        let later = world.now.advanced(by: 60)
        try world.catalogue.hold([one, other], at: later)
        #expect(try world.catalogue.report(at: later).held.items.map(\.age) == [60, 0])
        try world.catalogue.hold([other], at: later)
        #expect(try world.catalogue.held() == [other])
    }

    @Test func aFileIsRefusedSinceItsFirstRefusal() throws {
        let world = try World()
        try world.take([("a.txt", 1, .rejected("a.txt: bad"))])
        world.now = world.now.advanced(by: 100)
        try world.take([("a.txt", 1, .rejected("a.txt: still bad"))])
        let item = try #require(try world.catalogue.report(at: world.now).rejected.items.first)
        #expect(item.age == 100)
        #expect(item.reason == "a.txt: still bad")
        // Other bytes are another matter.
        try world.take([("a.txt", 2, .rejected("a.txt: bad again"))])
        #expect(try world.catalogue.report(at: world.now).rejected.items.map(\.age) == [0])
    }

    /// More are counted only.
    @Test func listsAreBounded() throws {
        let world = try World()
        try world.take((0..<1001).map { ("\($0).txt", $0, .rejected("\($0).txt: bad")) })
        let report = try world.catalogue.report(at: world.now)
        #expect(report.rejected.count == 1001)
        #expect(report.rejected.items.count == 1000)
    }
}
