import BulletinCore
import Foundation
import Interop
import Logging
import Synchronization
import TestSupport
import Testing

@testable import BulletinDaemon

/// A real inbox service on a real folder, whose time the test drives. Nothing has to be waited for: the kernel tells of
/// a change within the call that makes it.
final class WatchedInbox {
    /// Milliseconds, shared with the watcher.
    private final class Time: Sendable {
        let value: Mutex<Int64>

        init(_ start: Int64 = 1_000_000) { value = Mutex(start) }
    }

    /// A story as readers see it.
    struct Story: Hashable, Decodable {
        var id: String
        var title: String
        var content: String

        enum CodingKeys: String, CodingKey {
            case id, title
            case content = "content_html"
        }
    }

    /// What the service's clock shows until it is put forward: it stands, so that a busy machine changes nothing.
    static let start = Timestamp(seconds: ProcessCalls.wallClock)

    private let turn: Turns.Turn
    let world: World
    let watcher: InboxWatcher
    let service: InboxService
    private let pipeline: Pipeline
    /// What a reload takes.
    private let renewed: Kept<Pipeline>
    private let time = Time()
    /// Seconds by which the service's clock was put forward.
    private let lead = Time(0)
    /// Seconds by which files are older than they are.
    private let age = Time(0)
    private let records = LogRecords()

    /// - Parameter change: of the settings; files are quiet after 2 s, retracted after 10 s.
    init(
        _ change: (inout Configuration) -> Void = { _ in }, before: (World) throws -> Void = { _ in }
    ) async throws {
        turn = await Turns.kept.next()
        world = try World(change)
        world.logger = records.logger
        try before(world)
        watcher = try InboxWatcher { [time] in time.value.withLock(\.self) }
        pipeline = try world.pipeline()
        renewed = Kept(pipeline)
        service = try InboxService(
            pipeline: pipeline, watcher: watcher,
            manager: ServiceManager(environment: [:], logger: world.logger),
            clock: { [lead] in Self.start.advanced(by: Int(lead.value.withLock(\.self))) },
            fileClock: { [age] in Timestamp(seconds: ProcessCalls.wallClock + age.value.withLock(\.self)) },
            reload: { [renewed] in renewed.value })
        try await service.takeFirst()
        try await finishReading()
    }

    // MARK: time

    /// Hears what the kernel told, as the service does at once; lets time go by, and does what is due then.
    func round(after milliseconds: Int64 = 0) async throws {
        try await hear()
        guard milliseconds > 0 else { return }
        time.value.withLock { $0 += milliseconds }
        try await hear()
    }

    private func hear() async throws {
        if watcher.look() { try await service.receive(.inboxChanged) }
        try await service.receive(.events(watcher.events(), upTo: watcher.now))
        try await finishReading()
    }

    /// A file that took its worker more than a second, on a busy machine.
    private func finishReading() async throws {
        while pipeline.workers.hasReadings {
            pipeline.workers.wait(upTo: .max)
            try await service.receive(.events([], upTo: 0))
        }
    }

    /// Puts the service's clock forward.
    func advance(_ seconds: Int64) { lead.value.withLock { $0 += seconds } }

    /// Lets the files of the inbox be so much older.
    func age(_ seconds: Int64) { age.value.withLock { $0 += seconds } }

    /// Several rounds until a time is over, as a service makes them.
    func rest(_ milliseconds: Int64, step: Int64 = 1_000) async throws {
        for _ in 0..<(milliseconds / step) { try await round(after: step) }
    }

    /// Sets the times of a file, and does nothing else to it.
    /// - Parameter makes: whether it is made when it is not there.
    func touch(_ name: String, _ times: String, makes: Bool = false) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/touch")
        process.arguments = (makes ? [] : ["--no-create"]) + [times, path(name)]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }

    /// Gives the service other settings, as SIGHUP does.
    func reload(_ change: (inout Configuration) -> Void) async throws {
        change(&world.configuration)
        renewed.value = try world.pipeline()
        try await service.receive(.reload)
        try await finishReading()
    }

    /// Notices that the service never hears.
    func loseNotices() { _ = watcher.events() }

    // MARK: what comes out

    var stories: [Story] {
        get throws {
            struct Feed: Decodable { var items: [Story] }
            guard world.folder.contains("site/feed.json") else { return [] }
            return try JSONDecoder().decode(Feed.self, from: Data(world.folder.read("site/feed.json"))).items
        }
    }

    var titles: [String] { get throws { try stories.map(\.title).sorted() } }

    /// Lines `message key=value …` since the start.
    var log: [String] { records.lines }

    /// How many versions of bulletins were accepted.
    var versions: Int { log.count { $0.hasPrefix("bulletin accepted") } }

    func says(_ text: String) -> Bool { log.contains { $0.contains(text) } }

    /// The note beside a file that was not published; `nil` for none.
    func refusal(of name: String) throws -> String? {
        let note = "inbox/\(name).rejected.txt"
        return world.folder.contains(note) ? try world.folder.text(note) : nil
    }

    // MARK: what writers do

    func path(_ name: String) -> String { world.folder("inbox/" + name) }

    /// Opens a file, for writing if nothing else is said.
    func open(_ name: String, _ flags: Int32 = O_WRONLY | O_CREAT | O_TRUNC) throws -> Int32 {
        try Self.check("open", unsafe Foundation.open(path(name), flags, 0o644))
    }

    func write(_ text: String, to file: Int32) throws {
        let bytes = Array(text.utf8)
        _ = try Self.check("write", Int32(unsafe Foundation.write(file, bytes, bytes.count)))
    }

    /// Writes a file in place and closes it.
    func put(_ name: String, _ text: String) throws {
        let file = try open(name)
        try write(text, to: file)
        close(file)
    }

    func move(_ name: String, to other: String) throws {
        _ = try Self.check("rename", unsafe rename(path(name), path(other)))
    }

    func remove(_ name: String) throws { _ = try Self.check("unlink", unsafe unlink(path(name))) }

    func makeFolder(_ name: String) throws { _ = try Self.check("mkdir", unsafe mkdir(path(name), 0o755)) }

    func link(_ name: String, to target: String) throws {
        _ = try Self.check("symlink", unsafe symlink(target, path(name)))
    }

    @discardableResult static func check(_ call: String, _ result: Int32) throws -> Int32 {
        guard result >= 0 else { throw TestSupportError("\(call): errno \(errno)") }
        return result
    }

    /// A story of a few words under a title.
    static func story(_ title: String, _ text: String = "All is well today, and it will be tomorrow.") -> String {
        "# \(title)\n\n\(text)\n"
    }
}

/// Log lines of one test.
final class LogRecords: Sendable {
    private let all = Mutex<[String]>([])

    var lines: [String] { all.withLock(\.self) }

    var logger: Logger {
        var logger = Logger(label: "test") { _ in Handler(records: self) }
        logger.logLevel = .debug
        return logger
    }

    private struct Handler: LogHandler {
        var logLevel = Logger.Level.debug
        var metadata = Logger.Metadata()
        let records: LogRecords

        init(records: LogRecords) { self.records = records }

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            let facts = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
            records.all.withLock { $0.append("\(event.message)" + facts.joined()) }
        }
    }
}
