internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// `bulletind run`: the service.
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Watch the inbox, publish and serve the site until told to stop.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        let settings = settings
        try await Console.reporting {
            try await Daemon.run(
                load: { try settings.load() }, environment: ProcessInfo.processInfo.environment)
        }
    }
}
