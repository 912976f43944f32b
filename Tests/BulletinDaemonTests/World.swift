import BulletinCore
import Foundation
import Interop
import Logging
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

/// A catalogue, a site and an inbox of one test, with a clock that the test sets.
final class World {
    let folder: TemporaryFolder
    var configuration: Configuration
    var catalogue: Catalogue { openCatalogue! }
    private var openCatalogue: Catalogue?
    var now = Timestamp(seconds: 1_800_000_000)
    /// Another one has everything rendered again.
    var look = ""
    var logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    /// - Parameter prepare: is given the folder and the settings before the catalogue is opened.
    init(
        inMemory: Bool = false, _ change: (inout Configuration) -> Void = { _ in },
        prepare: (TemporaryFolder, Configuration) throws -> Void = { _, _ in }
    ) throws {
        folder = try TemporaryFolder(inMemory: inMemory)
        var configuration = Configuration()
        configuration.inbox = folder("inbox")
        configuration.site = folder("site")
        configuration.state = folder("state")
        configuration.url = "https://news.example.org/"
        configuration.title = "News"
        change(&configuration)
        self.configuration = configuration
        try folder.makeFolder("inbox")
        try prepare(folder, configuration)
        openCatalogue = try Catalogue.open(state: configuration.state, authorityName: "example.org", at: now)
    }

    /// Closes the catalogue and opens it again, as a restart does.
    func restart() throws {
        try catalogue.close()
        // The lock goes with the last owner.
        openCatalogue = nil
        openCatalogue = try Catalogue.open(state: configuration.state, authorityName: "example.org", at: now)
    }

    func pipeline(workers other: WorkerPool? = nil) throws -> Pipeline {
        if workers == nil, other == nil {
            workers = try WorkerPool(
                Worker.Settings(program: Self.program, memory: 1_000_000_000, time: 20_000), count: 1)
        }
        let workers = try #require(other ?? workers)
        let publisher = try Publisher(site: configuration.site)
        return Pipeline(
            configuration: configuration, channel: configuration.channel(identity: catalogue.authority),
            catalogue: catalogue, publisher: publisher, store: SiteStore(site: publisher.site),
            pages: try PageRenderer(), workers: workers, look: look,
            logger: logger)
    }

    /// The service over it, on the test's clock.
    func service() throws -> InboxService {
        let pipeline = try pipeline()
        return try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(),
            manager: ServiceManager(environment: [:], logger: pipeline.logger), clock: { [now] in now },
            reload: { pipeline })
    }

    /// Takes the inbox as it is.
    func takeOnce() async throws {
        let turn = await Turns.once.next()
        try await service().takeOnce()
        withExtendedLifetime(turn) {}
    }

    /// A real worker, from the first pipeline on.
    private var workers: WorkerPool?

    /// Beside the test bundle, where SwiftPM puts it.
    static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "bulletind").path

    var channel: Channel { configuration.channel(identity: catalogue.authority) }

    /// Takes a bulletin from a path, as if its bytes were the digest of `version`.
    @discardableResult func take(
        _ bulletin: Bulletin, at path: String, version: Int = 1, missing: Set<String> = []
    ) throws -> TakenBatch {
        try take([(path, version, .bulletin(bulletin))], missing: missing)
    }

    @discardableResult func take(
        _ files: [(path: String, version: Int, outcome: TakenFile.Outcome)], gone: [String] = [],
        missing: Set<String> = []
    ) throws -> TakenBatch {
        let status = FileStatus(kind: .file, device: 1, inode: 1, size: 1, modified: 1, changed: 1)
        return try catalogue.take(
            files.map {
                TakenFile(
                    path: SourcePath($0.path), status: status,
                    digest: SHA256Digest.digest(of: Array("version \($0.version)".utf8)),
                    outcome: $0.outcome)
            },
            gone: gone.map { SourcePath($0) }, missing: Set((missing.union(gone)).map { SourcePath($0) }),
            zone: configuration.zone, at: now, looking: looking)
    }

    /// What is done while a transaction comes to the disk.
    var looking: () throws -> (@Sendable () -> Void)? = { nil }

    /// The feed of all stories.
    func feed(_ key: DocumentKey = .front) throws -> Feed { try #require(try catalogue.document(key, of: channel)) }

    /// What stands in the feed of all stories.
    func entries() throws -> [Entry] { try feed().entries }

    /// Drops a file into the inbox and runs the pipeline over it.
    @discardableResult func drop(_ text: String, as name: String) async throws -> TakenBatch {
        try await drop(Array(text.utf8), as: name)
    }

    @discardableResult func drop(_ bytes: [UInt8], as name: String) async throws -> TakenBatch {
        try folder.drop(bytes, as: "inbox/" + name)
        let inbox = try InboxFolder(path: configuration.inbox)
        let path = SourcePath(name)
        let status = try #require(try inbox.root.status(of: path.bytes))
        let pipeline = try pipeline()
        let taken = try await pipeline.take([(path, status)], gone: [], missing: [], from: inbox, at: now)
        try pipeline.publish(taken.front, at: now)
        return taken.batch
    }
}

extension Bulletin {
    /// A digest whose stories bear these titles, each with a body of its own.
    static func digest(
        _ titles: [String], title: String = "Weekly", issue: String? = nil, id: String? = nil, date: StatedDate? = nil,
        isDraft: Bool = false, links: [Link] = []
    ) -> Bulletin {
        Bulletin(
            kind: .digest, title: title, date: date, issue: issue, id: id, isDraft: isDraft,
            sections: titles.enumerated().map { index, title in
                Section(
                    marker: "\(index + 1).", title: title, html: "<p>Body of \(title)</p>", text: "Body of \(title)",
                    linksLabel: links.isEmpty ? nil : "Links", links: links, line: index + 1)
            })
    }
}

/// A value that several threads change.
final class Kept<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }

    var value: Value {
        get { mutex.withLock(\.self) }
        set { mutex.withLock { $0 = newValue } }
    }
}
