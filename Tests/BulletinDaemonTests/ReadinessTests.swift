import BulletinCore
import Interop
import TestSupport
import Testing

@testable import BulletinDaemon

/// When the service manager is told that there is something to serve.
@Suite(.inTurn) struct ReadinessTests {
    /// What it is told before, by a service that starts and is ended as soon as it is ready.
    private static func toldBefore(readyOf world: World) async throws -> [String] {
        let notify = try NotifyServer(path: world.folder("notify"))
        let pipeline = try world.pipeline()
        let manager = ServiceManager(environment: ["NOTIFY_SOCKET": notify.path], logger: pipeline.logger)
        manager.met(.listening)
        try pipeline.prepare()
        let service = try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(), manager: manager, clock: { [now = world.now] in now },
            reload: { pipeline })
        // On threads of their own: those of tasks may all be at work for other tests.
        let life = Task(executorPreference: ThreadExecutor(name: "life")) { try await service.run() }
        let wait = Task(executorPreference: ThreadExecutor(name: "wait")) { try notify.wait(for: "READY=1") }
        let told = try await wait.value
        life.cancel()
        try await life.value
        return told
    }

    /// A new site is ready when it is out.
    @Test func aNewSiteIsPublishedFirst() async throws {
        let world = try World { $0.settle = 0 }
        try world.folder.drop("Note\n\nBody.\n", as: "inbox/n.txt")
        let told = try await Self.toldBefore(readyOf: world)
        #expect(told.contains("EXTEND_TIMEOUT_USEC=60000000"))
        #expect(try world.folder.text("site/feed.rss").contains("<rss"))
    }

    /// One that is there is served at once, however much is to be rendered anew; all of it is.
    @Test func theLastPublicationIsServedAtOnce() async throws {
        let world = try World { $0.settle = 0 }
        try await world.drop("Note\n\nBody.\n", as: "n.txt")
        world.look = "another"
        let told = try await Self.toldBefore(readyOf: world)
        #expect(!told.contains("EXTEND_TIMEOUT_USEC=60000000"))
        #expect(try world.catalogue.pending(limit: 1).bulletins.isEmpty)
        #expect(try world.catalogue.dueDocuments().isEmpty)
    }

    /// Of one that is not whole, what is lost is put back first.
    @Test func aLostFeedIsPutBackFirst() async throws {
        let world = try World { $0.settle = 0 }
        try await world.drop("Note\n\nBody.\n", as: "n.txt")
        try world.folder.remove("site/feed.json")
        let told = try await Self.toldBefore(readyOf: world)
        #expect(told.contains("EXTEND_TIMEOUT_USEC=60000000"))
        #expect(world.folder.contains("site/feed.json"))
    }
}
