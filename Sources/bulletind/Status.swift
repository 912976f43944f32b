internal import ArgumentParser
internal import BulletinDaemon

/// `bulletind status`: what is published, what is not, and why.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Show what is published, what waits, what was refused, and why.",
        discussion: """
            Asks the running service, else looks into the state folder. Ends with 0 when the service runs and all is \
            well, 1 when somebody should look at something (refused files, held retractions, an inbox or a folder in it \
            that cannot be read, a pause, settings that were refused), 3 when no service runs.
            """)

    @OptionGroup var settings: SettingsOptions
    @Option(help: "text or json.") var format = OutputForm.text

    func run() async throws {
        try await Console.reporting {
            let (configuration, problems) = settings.examine()
            let report: StatusReport
            if problems.isEmpty {
                report = try Daemon.status(configuration)
            } else {
                // A service that took earlier settings goes on.
                let error = ConfigurationError(problems: problems)
                guard let live = Daemon.liveStatus(configuration) else { throw error }
                Console.complain("\(error)")
                report = live
            }
            switch format {
            case .json: try Console.print(json: report)
            case .text: for line in StatusText.lines(of: report) { print(line) }
            }
            if report.needsAttention || !problems.isEmpty { throw ExitCode(SystemExit.attention) }
            if !report.isRunning { throw ExitCode(SystemExit.notRunning) }
        }
    }
}

/// A report for people.
enum StatusText {
    /// Of each list; the rest is counted.
    private static let limit = 20

    static func lines(of report: StatusReport) -> [String] {
        var lines = [
            report.isRunning
                ? "The service runs\(report.isComplete ? "." : ", and is too busy to say what waits.")"
                : "No service runs; this is what the state folder says."
        ]
        lines.append("\(count(report.bulletins, "bulletin")), \(count(report.entries, "story", "stories"))")
        if let latest = report.latest { lines.append("last accepted: \(latest)") }
        if let pause = report.paused {
            lines.append("PAUSED for \(duration(pause.age)), since \(pause.time): \(pause.reason)")
        }
        if let refusal = report.refusedSettings {
            lines.append("SETTINGS NOT TAKEN for \(duration(refusal.age)), since \(refusal.time):")
            lines += refusal.reason.split(separator: "\n").map { "  \($0)" }
        }
        if !report.pending.isNothing {
            let pending = report.pending
            lines.append(
                "to be published: \(count(pending.pages, "page")), \(count(pending.documents, "document")) of feeds, "
                    + count(pending.others, "other file"))
        }
        lines += list("not read", report.blocked) { $0.reason ?? "" }
        lines += list("in the way, in the site", report.obstructed) { item in
            String((item.reason ?? "").trimmingPrefix("\(item.path): "))
        }
        lines += list("held retractions, for bulletind confirm-retractions", report.held) { age($0) }
        lines += list("rejected", report.rejected) { item in
            // A reason names its file, as it has to where it stands alone.
            let reason = item.reason.map { $0.hasPrefix("\(item.path): ") ? $0 : "\(item.path): \($0)" }
            return "\(age(item))\(reason.map { $0.dropFirst(item.path.count) } ?? "")"
        }
        lines += list("waiting", report.waiting) { "\($0.reason ?? "waiting"), \(age($0))" }
        lines += list("embargoed", report.embargoed) { item in
            "\(item.stories.map { "\(count($0, "story", "stories")), " } ?? "")\(item.title ?? ""), "
                + "comes out at \(item.time ?? ""), in \(duration(-(item.age ?? 0)))"
        }
        lines += list("drafts", report.drafts) { age($0) }
        lines += list("duplicates", report.duplicates) { "\($0.reason.map { $0 + ", " } ?? "")\(age($0))" }
        return lines
    }

    private static func list(
        _ title: String, _ list: StatusReport.List, _ say: (StatusReport.Item) -> String
    ) -> [String] {
        guard list.count > 0 else { return [] }
        var lines = ["\(title): \(list.count)"] + list.items.prefix(limit).map { "  \($0.path): \(say($0))" }
        if list.count > limit { lines.append("  and \(list.count - limit) more") }
        return lines
    }

    private static func count(_ number: Int, _ one: String, _ many: String? = nil) -> String {
        "\(number) \(number == 1 ? one : many ?? one + "s")"
    }

    private static func age(_ item: StatusReport.Item) -> String {
        item.age.map { "for \(duration($0))" } ?? "for an unknown time"
    }

    private static func duration(_ seconds: Int64) -> String {
        let seconds = max(0, seconds)
        for (unit, length) in [("d", 86_400 as Int64), ("h", 3600), ("min", 60)] where seconds >= 2 * length {
            return "\(seconds / length) \(unit)"
        }
        return "\(seconds) s"
    }
}
