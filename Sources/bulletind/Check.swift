internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind check`: the settings, judged and shown.
struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check the settings; print them all, or all their problems.")

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let (configuration, faults) = settings.examine()
            // What is published is compared with settings that are right; templates are files of their own.
            let problems =
                faults.isEmpty
                ? Daemon.problems(of: configuration) : faults + Daemon.templateProblems(of: configuration)
            guard problems.isEmpty else { throw ConfigurationError(problems: problems) }
            print("# \(settings.path ?? "defaults"): no problems")
            for line in configuration.listing { print(line) }
        }
    }
}
