import Foundation
import TestSupport
import Testing

/// The real program as a service manager runs it, on folders of its own.
final class Service {
    let folder: TemporaryFolder
    let notify: NotifyServer
    private var process: Process?

    /// - Parameter settings: further lines of the configuration.
    init(settings: String = "") throws {
        folder = try TemporaryFolder()
        for name in ["inbox", "site"] { try folder.makeFolder(name) }
        notify = try NotifyServer(path: folder("notify"))
        try configure(title: "News", settings: settings)
    }

    deinit {
        if let process, process.isRunning { process.terminate() }
    }

    /// Beside the test bundle, where SwiftPM puts it.
    static let program: String = {
        let bundle = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        return bundle.appending(path: "bulletind").path
    }()

    func configure(title: String, settings: String = "") throws {
        try folder.drop(
            """
            inbox: \(folder("inbox"))
            site: \(folder("site"))
            state: \(folder("state"))
            listen: 127.0.0.1:0
            title: \(title)
            language: zh-Hans
            settle: 100 ms
            retraction-grace: 0 s
            \(settings)
            """, as: "settings.yaml")
    }

    /// Starts the service and waits until it is ready.
    /// - Parameter command: runs the program with its arguments, and becomes it.
    func start(environment: [String: String] = [:], behind command: [String] = []) throws {
        try launch(environment: environment, behind: command)
        try notify.wait(for: "READY=1")
    }

    func launch(environment: [String: String] = [:], behind command: [String] = []) throws {
        let process = Process()
        let words = command + [Self.program, "run", "--config", folder("settings.yaml")]
        process.executableURL = URL(filePath: words[0])
        process.arguments = Array(words.dropFirst())
        process.environment = environment.merging(["NOTIFY_SOCKET": notify.path, "PATH": "/usr/bin:/bin"]) { $1 }
        let log = try Self.output(to: folder("log"))
        process.standardError = log
        process.standardOutput = log
        try process.run()
        self.process = process
    }

    /// - Returns: the exit code; negative when a signal ended it.
    @discardableResult func stop(with signal: Int32 = SIGTERM) throws -> Int32 {
        let process = try #require(process)
        kill(process.processIdentifier, signal)
        process.waitUntilExit()
        return process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    }

    func waitForExit() throws -> Int32 {
        let process = try #require(process)
        process.waitUntilExit()
        return process.terminationStatus
    }

    var identifier: Int32 { get throws { try #require(process).processIdentifier } }

    func send(_ signal: Int32) throws { kill(try #require(process).processIdentifier, signal) }

    /// The processes that it started and that are still there.
    var workers: [Int32] {
        get throws {
            let parent = try #require(process).processIdentifier
            return try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap(Int32.init).filter { child in
                let status = try? String(contentsOfFile: "/proc/\(child)/status", encoding: .utf8)
                return status?.contains("\nPPid:\t\(parent)\n") == true
            }
        }
    }

    var isRunning: Bool { get throws { try #require(process).isRunning } }

    var log: String { get throws { try folder.text("log") } }

    /// Where it serves, as its log says.
    var port: Int {
        get throws {
            let log = try log
            let address = try #require(log.split(separator: "address=http://127.0.0.1:").last)
            return try #require(Int(address.prefix { $0.isNumber }))
        }
    }

    /// Waits until a file of the site satisfies `condition`.
    func wait(for what: String, in file: String = "index.html", until condition: (String) throws -> Bool) throws {
        do {
            try FolderWatch(folder("site")).wait(for: what) {
                try folder.contains("site/" + file) && condition(try folder.text("site/" + file))
            }
        } catch {
            throw TestSupportError("\(error)\n\(try log)")
        }
    }

    /// Waits until the server gives a file of the site as it is on the disk: it is told once that is for good.
    func waitUntilServed(_ file: String) throws {
        let end = ContinuousClock.now + .seconds(60)
        while try HTTPConversation.get("/" + file, port: port).body != folder.read("site/" + file) {
            guard ContinuousClock.now < end else { throw TestSupportError("\(file) is not served\n\(try log)") }
        }
    }

    var feed: JSONFeedShape {
        get throws { try JSONDecoder().decode(JSONFeedShape.self, from: Data(folder.read("site/feed.json"))) }
    }

    /// A new file for what a process prints.
    private static func output(to path: String) throws -> FileHandle {
        try Data().write(to: URL(filePath: path))
        return try FileHandle(forWritingTo: URL(filePath: path))
    }

    /// Runs a command of the program to its end.
    /// - Parameter umask: octal, that the program is run with.
    static func run(_ arguments: [String], in folder: TemporaryFolder, umask: String = "022") throws -> (
        code: Int32, output: String, errors: String
    ) {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "umask \(umask); exec \"$0\" \"$@\"", program] + arguments
        process.currentDirectoryURL = URL(filePath: folder.path)
        process.environment = ["PATH": "/usr/bin:/bin"]
        let names = (folder(".output-\(UUID().uuidString)"), folder(".errors-\(UUID().uuidString)"))
        process.standardOutput = try output(to: names.0)
        process.standardError = try output(to: names.1)
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOfFile: names.0, encoding: .utf8),
            try String(contentsOfFile: names.1, encoding: .utf8)
        )
    }
}

/// The members of a JSON feed that the tests look at.
struct JSONFeedShape: Decodable {
    struct Item: Decodable, Equatable {
        var id: String
        var title: String
        var url: String
        var content: String
        var published: String
        var modified: String

        enum CodingKeys: String, CodingKey {
            case id, title, url
            case content = "content_html"
            case published = "date_published"
            case modified = "date_modified"
        }
    }

    var title: String
    var items: [Item]
}
