import BulletinCore
import Foundation
import TestSupport
import Testing

@testable import BulletinDaemon

/// What the superuser repairs, the service goes on with.
@Suite(.inTurn, .enabled(if: geteuid() == 0, "only the superuser may give files away")) struct SiteOwnerTests {
    private static let user: UInt32 = 65_534

    private static func give(_ path: String) throws {
        try WatchedInbox.check("chown", unsafe chown(path, user, user))
    }

    private static func owner(_ path: String) throws -> UInt32 {
        let owner = try FileManager.default.attributesOfItem(atPath: path)[.ownerAccountID] as? NSNumber
        return try #require(owner).uint32Value
    }

    @Test func theSiteBelongsToItsOwner() async throws {
        let world = try World()
        try world.folder.makeFolder("site")
        try Self.give(world.folder("site"))
        try await world.drop("# A\n\nText of a story.\n", as: "a.md")
        let below = try FileManager.default.subpathsOfDirectory(atPath: world.folder("site"))
        #expect(below.contains("bulletins") && below.contains("feed.atom"))
        for path in below { #expect(try Self.owner(world.folder("site/" + path)) == Self.user, "\(path)") }
    }

    @Test func aNewSiteBelongsToTheOwnerOfTheState() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        try Self.give(folder("state"))
        _ = try Publisher(site: folder("site"), state: folder("state"))
        #expect(try Self.owner(folder("site")) == Self.user)
    }

    @Test func theCatalogueBelongsToTheOwnerOfTheState() throws {
        let folder = try TemporaryFolder()
        try folder.makeFolder("state")
        try Self.give(folder("state"))
        let catalogue = try Catalogue.open(
            state: folder("state"), authorityName: "example.org", at: Timestamp(seconds: 1_800_000_000))
        for path in try FileManager.default.contentsOfDirectory(atPath: folder("state")) {
            #expect(try Self.owner(folder("state/" + path)) == Self.user, "\(path)")
        }
        try catalogue.close()
    }
}
