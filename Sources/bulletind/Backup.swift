internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind backup`: the catalogue in one file.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Copy the catalogue into one file, while the service runs or not.",
        discussion: "The inbox is not in it. A file that is an older backup is replaced, any other is not.")

    @Argument(help: "The file, outside of inbox, site and state.") var file: String
    @Flag(help: "Replace the file whatever it is.") var force = false
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            try Daemon.backup(try settings.load(), to: file, replaces: force)
        }
    }
}
