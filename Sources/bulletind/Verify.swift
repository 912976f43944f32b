internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// `bulletind verify`: whether the site is what the catalogue says.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Compare the site byte by byte with what the catalogue says it is.",
        discussion: """
            A line for each file that is missing, other or surplus; files of others in the site folder are left alone. \
            Ends with 1 if there is any difference, after --repair if one is left.
            """)

    @Flag(help: "Mend what is different, through the service if it runs.") var repair = false
    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let left = try Daemon.verify(
                try settings.load(), environment: ProcessInfo.processInfo.environment, repairs: repair,
                warn: Console.complain
            ) { difference in
                print("\(difference.kind.rawValue) \(difference.path)")
            }
            if left > 0 { throw ExitCode(SystemExit.attention) }
        }
    }
}
