internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind restore`: a backup becomes the catalogue.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a backup the catalogue of a state folder that has none.",
        discussion: "Start the service afterwards: it publishes the whole site again, under the same ids and addresses."
    )

    @Argument(help: "What bulletind backup made.") var file: String
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let latest = try Daemon.restore(try settings.load(), from: file)
            print(
                "restored\(latest.map { "; the last bulletin in it was accepted at \($0)" } ?? ", without bulletins")")
        }
    }
}
