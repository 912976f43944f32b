internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind restore`: a backup becomes the catalogue.
struct Restore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a backup the catalogue of a state folder that has none.",
        discussion: """
            What came after the backup keeps its ids and dates if the site folder still has its feeds. Start the service \
            afterwards: it publishes the whole site again, under the same ids and addresses, and takes away what is gone.
            """
    )

    @Argument(help: "What bulletind backup made.") var file: String
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let (latest, later) = try Daemon.restore(try settings.load(), from: file, warn: Console.complain)
            print(
                "restored\(latest.map { "; the last bulletin in it was accepted at \($0)" } ?? ", without bulletins")")
            if later > 0 { print("\(later) stories of the site are not in it; they keep their ids") }
        }
    }
}
