internal import ArgumentParser

/// The command line. One file for each subcommand; exit codes are those of sysexits.h.
@main struct Bulletind: AsyncParsableCommand {
    /// As in CHANGELOG.md.
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "bulletind",
        abstract: "Turns a folder of bulletins into RSS, Atom and JSON feeds.",
        version: version,
        subcommands: [
            Run.self, Build.self, Status.self, Verify.self, ConfirmRetractions.self, Backup.self, Restore.self,
            Adopt.self, Parse.self, Validate.self, Check.self, Migrate.self, Worker.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch {
            // Wrong usage is one line, as every other refusal; all else is the library's: help, and codes of commands.
            guard exitCode(for: error) == .validationFailure else { exit(withError: error) }
            let reason = message(for: error).split(separator: "\n").first ?? "wrong usage"
            Console.complain("\(reason.last == "." ? reason.dropLast() : reason); see bulletind --help")
            let isOfValidate = CommandLine.arguments.dropFirst().first == "validate"
            exit(withError: isOfValidate ? Validate.notDone : ExitCode.validationFailure)
        }
    }
}
