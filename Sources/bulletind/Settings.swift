internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// The flags of every command that needs the settings.
struct SettingsOptions: ParsableArguments {
    /// Used when `--config` is not given and the file is there.
    static let defaultPath = "/etc/bulletind/bulletind.yaml"

    @Option(help: "The settings, a YAML file. (default: \(Self.defaultPath), if it is there)")
    var config: String?
    @Option(help: "The folder that bulletins are dropped into.")
    var inbox: String?
    @Option(help: "The folder that feeds and pages are published in.")
    var site: String?
    @Option(help: "The folder of the catalogue.")
    var state: String?
    @Option(help: "The public address of the site.")
    var url: String?
    @Option(help: "Address and port of the web server.")
    var listen: String?

    /// Reads the file, then puts the flags over it.
    func load() throws(ConfigurationError) -> Configuration {
        let flags = [("inbox", inbox), ("site", site), ("state", state), ("url", url), ("listen", listen)]
        return try Configuration.load(
            path: path, overrides: flags.compactMap { key, value in value.map { (key: key, value: $0) } })
    }

    /// The file that is read; `nil` when there is none.
    var path: String? {
        config ?? (FileManager.default.fileExists(atPath: Self.defaultPath) ? Self.defaultPath : nil)
    }
}

extension ParsableCommand {
    /// Runs a command's work; an error becomes one line on standard error and an exit code of sysexits.h.
    static func reporting(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch let code as ExitCode {
            throw code
        } catch {
            Self.complain("\(error)")
            throw ExitCode(SystemExit.code(for: error))
        }
    }

    static func complain(_ text: String) {
        for line in text.split(separator: "\n") {
            FileHandle.standardError.write(Data("bulletind: \(line)\n".utf8))
        }
    }
}

/// sysexits.h: what the exit code tells the service manager and scripts.
enum SystemExit {
    /// A file was refused (EX_DATAERR).
    static let refused: Int32 = 65

    static func code(for error: any Error) -> Int32 {
        switch error {
        case is ConfigurationError: 78  // EX_CONFIG
        case CatalogueError.inUse: 75  // EX_TEMPFAIL
        case CatalogueError.unwritable: 73  // EX_CANTCREAT
        case is CatalogueError: 78
        case PublishingError.invalid: 70  // EX_SOFTWARE
        case is PublishingError: 73
        case StartError.cannotListen: 69  // EX_UNAVAILABLE
        case StartError.noInbox: 66  // EX_NOINPUT
        default: 71  // EX_OSERR
        }
    }
}
