import BulletinCore
import Interop
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

/// Work that blocks takes no thread from those that answer requests.
@Suite(.inTurn) struct ServiceThreadTests {
    /// The names of the threads on which a service asked for the time.
    private static func threads(of world: World, _ live: (InboxService) async throws -> Void) async throws -> Set<
        String
    > {
        let names = Mutex<Set<String>>([])
        let pipeline = try world.pipeline()
        try pipeline.prepare()
        let service = try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(),
            manager: ServiceManager(environment: [:], logger: pipeline.logger),
            clock: { [now = world.now] in
                _ = names.withLock { $0.insert(NamedThread.current) }
                return now
            }, reload: { pipeline })
        try await live(service)
        return names.withLock(\.self)
    }

    @Test func aBuildHasAThread() async throws {
        let world = try World()
        try world.folder.drop("Note\n\nBody.\n", as: "inbox/n.txt")
        let threads = try await Self.threads(of: world) { try await $0.takeOnce() }
        #expect(threads == ["inbox"])
        #expect(try world.folder.text("site/feed.rss").contains("Note"))
    }

    /// The first round, too, which may be the longest of all.
    @Test func aServiceHasAThreadFromTheStart() async throws {
        let world = try World { $0.settle = 0 }
        try world.folder.drop("Note\n\nBody.\n", as: "inbox/n.txt")
        let threads = try await Self.threads(of: world) { service in
            let life = Task(executorPreference: ThreadExecutor(name: "life")) { try await service.run() }
            life.cancel()
            try await life.value
        }
        #expect(threads == ["inbox"])
        #expect(try world.folder.text("site/feed.rss").contains("Note"))
    }

    /// Whoever calls it.
    @Test func itsThreadIsTheOnlyOne() async throws {
        _ = try await Self.threads(of: World()) { service in
            #expect(await service.threadName == "inbox")
            let other = Task(executorPreference: ThreadExecutor(name: "other")) { await service.threadName }
            #expect(await other.value == "inbox")
        }
    }
}

extension InboxService {
    fileprivate var threadName: String { NamedThread.current }
}
