internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind migrate`: another address of the site, on purpose.
struct Migrate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Move the published site to the address in the settings.",
        discussion: """
            Ids and dates stay. bulletind answers requests for the former address with a redirect to the new one; a \
            web server that serves the former address by itself has to do the same. Stop the service first.
            """)

    @OptionGroup var settings: SettingsOptions

    func run() async throws {
        try await Console.reporting {
            let configuration = try settings.load()
            guard let (former, count) = try Daemon.migrate(configuration) else {
                print("\(configuration.url) is the address already; nothing is moved.")
                return
            }
            print("\(count) published entries move from \(former) to \(configuration.url); their ids stay.")
            print("Start the service: it renders everything anew, and redirects what asks for the former address.")
            let rules = RedirectRules.lines(from: former, to: configuration.url)
            guard count > 0 else { return }
            guard !rules.isEmpty else {
                print("If another web server answers there, let it redirect what asks for \(former), too.")
                return
            }
            print("If another web server answers there, let it redirect, too:")
            for rule in rules { print("  \(rule)") }
        }
    }
}
