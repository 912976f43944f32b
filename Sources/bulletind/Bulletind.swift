internal import ArgumentParser

/// The command line. One file for each subcommand; exit codes are those of sysexits.h.
@main struct Bulletind: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bulletind",
        abstract: "Turns a folder of bulletins into RSS, Atom and JSON feeds.",
        subcommands: [Run.self, Build.self, Parse.self, Validate.self, Check.self])
}
