internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind adopt`: takes ids and dates from feeds that readers know.
struct Adopt: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Take ids, dates and addresses from published feeds, so that nothing is posted twice.",
        discussion: """
            For a catalogue that was lost, and for a move from other software: stop the service, adopt, and start it. \
            A folder stands for all feeds below it, like that of the old site. Ends with 65 if something could not be \
            used; all else is taken then, too.
            """)

    @Argument(help: "RSS, Atom and JSON feeds and their archives, and folders of them.")
    var feeds: [String]

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            var isWhole = true
            let settings = try settings.load()
            let adoption = try Daemon.adopt(feeds, settings) { remark in
                isWhole = false
                Console.complain("\(remark)")
            }
            print(
                "\(adoption.stories) stories and \(adoption.issues) issues adopted, \(adoption.known) known already")
            if let space = adoption.space { print("new ids go on in \(space)") }
            if let site = adoption.formerSite {
                Console.complain(
                    "the pages of these feeds are at \(site), and url is \(settings.url), so all addresses move and "
                        + "nothing leads there from the old ones; set url back before the first start, or, to move on "
                        + "purpose, start once with it, then set the new one and run 'bulletind migrate'")
            }
            if !isWhole { throw ExitCode(SystemExit.refused) }
        }
    }
}
