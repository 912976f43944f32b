internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// `bulletind confirm-retractions`: what is gone is gone on purpose.
struct ConfirmRetractions: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm-retractions",
        abstract: "Withdraw the bulletins whose files went all at once, and are still gone.",
        discussion: "bulletind status shows them as held. Those whose files are back stay.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let count = try Daemon.confirmRetractions(
                try settings.load(), environment: ProcessInfo.processInfo.environment)
            print(
                count == 0
                    ? "nothing was held that is still gone" : "\(count) \(count == 1 ? "file" : "files") let go")
        }
    }
}
