internal import ArgumentParser
internal import BulletinDaemon
internal import Foundation

/// The flags of every command that needs the settings.
struct SettingsOptions: ParsableArguments {
    /// Used when `--config` is not given and the file is there.
    static let defaultPath = "/etc/bulletind/bulletind.yaml"

    @Option(help: "The settings, a YAML file. (default: \(Self.defaultPath), if it is there)")
    var config: String?
    @Option(help: "The folder that bulletins are dropped into.")
    var inbox: String?
    @Option(help: "The folder that feeds and pages are published in.")
    var site: String?
    @Option(help: "The folder of the catalogue.")
    var state: String?
    @Option(help: "The public address of the site.")
    var url: String?
    @Option(help: "Address and port of the web server.")
    var listen: String?

    /// Reads the file, then puts the flags over it.
    func load() throws(ConfigurationError) -> Configuration { try Configuration.load(path: path, overrides: flags) }

    /// The same as far as it can be read.
    func examine() -> (configuration: Configuration, problems: [String]) {
        Configuration.examine(path: path, overrides: flags)
    }

    private var flags: [(key: String, value: String)] {
        [("inbox", inbox), ("site", site), ("state", state), ("url", url), ("listen", listen)].compactMap {
            key, value in
            value.map { (key: key, value: $0) }
        }
    }

    /// The file that is read; `nil` when there is none.
    var path: String? {
        config ?? (FileManager.default.fileExists(atPath: Self.defaultPath) ? Self.defaultPath : nil)
    }
}
