internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// `bulletind build`: the service's work, once.
struct Build: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take what is in the inbox, publish the site, and end.",
        discussion: "Ends with 65 if a file was refused; all others are published then, too.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let refused = try await Daemon.build(
                try settings.load(), environment: ProcessInfo.processInfo.environment)
            guard !refused.isEmpty else { return }
            for (_, reason) in refused { Console.complain(reason) }
            throw ExitCode(SystemExit.refused)
        }
    }
}
