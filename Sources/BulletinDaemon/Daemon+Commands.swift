internal import BulletinCore
internal import Interop
internal import Logging

/// What commands do beside the service: through its control socket where it runs, else on the state folder.
extension Daemon {
    /// The state of the service, or of what it left.
    public static func status(_ configuration: Configuration) throws -> StatusReport {
        ProcessCalls.ignoreSignals()
        let reply: ControlReply?
        do {
            reply = try ControlClient.ask(ControlRequest(.status), state: configuration.state)
        } catch ControlError.unreachable(let state, let reason) {
            throw CatalogueError.unreadable(path: state, reason: reason)
        }
        if let report = reply?.status { return report }
        return try inWords(configuration) {
            var report = try Catalogue.reading(state: configuration.state).report(at: clock())
            report.blocked = BlockedFolders.list(in: configuration.inbox, at: clock())
            return report
        }
    }

    /// What a service says that runs on the state folder of settings that are wrong in something.
    /// - Returns: `nil` when none can be asked.
    public static func liveStatus(_ configuration: Configuration) -> StatusReport? {
        ProcessCalls.ignoreSignals()
        do {
            return try ControlClient.ask(ControlRequest(.status), state: configuration.state)?.status
        } catch {
            // What is wrong with the settings is told, and comes first.
            return nil
        }
    }

    private static func inWords<Result>(_ configuration: Configuration, _ work: () throws -> Result) throws -> Result {
        do {
            return try work()
        } catch {
            throw CatalogueError.inWords(error, state: configuration.state)
        }
    }

    /// Withdraws what the mass guard held, as far as it is still gone.
    /// - Returns: how many files that are.
    public static func confirmRetractions(_ configuration: Configuration, environment: [String: String]) throws -> Int {
        ProcessCalls.ignoreSignals()
        let request = ControlRequest(.confirmRetractions)
        if let reply = try ControlClient.ask(request, state: configuration.state) { return reply.count ?? 0 }
        return try inWords(configuration) {
            // A catalogue is not begun for this.
            let awaitsInbox = try Catalogue.reading(state: configuration.state).awaitsInbox()
            let pipeline = try open(configuration, logger: logger(configuration, environment: environment))
            let count = try pipeline.confirmRetractions(at: clock(), publishes: !awaitsInbox)
            try pipeline.catalogue.close()
            return count
        }
    }

    /// Compares the site with the catalogue.
    ///
    /// - Parameters:
    ///   - repairs: whether what is different is mended.
    ///   - warn: takes what an administrator should know beside.
    ///   - tell: takes each difference as it is found.
    /// - Returns: how many differences there are, with one for work that nobody does; after a repair, how many are left.
    public static func verify(
        _ configuration: Configuration, environment: [String: String], repairs: Bool, warn: (String) -> Void,
        telling tell: (SiteDifference) -> Void
    ) throws -> Int {
        ProcessCalls.ignoreSignals()
        return try inWords(configuration) {
            try inspect(configuration, environment: environment, repairs: repairs, warn: warn, telling: tell)
        }
    }

    private static func inspect(
        _ configuration: Configuration, environment: [String: String], repairs: Bool, warn: (String) -> Void,
        telling tell: (SiteDifference) -> Void
    ) throws -> Int {
        let catalogue = try Catalogue.reading(state: configuration.state)
        if let damage = try catalogue.damage() {
            throw CatalogueError.damaged(path: "\(configuration.state)/\(Catalogue.fileName)", reason: damage)
        }
        let templates = try templates(configuration)
        if try !catalogue.hasLook(look(of: configuration, templates: templates)) {
            warn(
                "settings, templates or program are others than the site was last rendered with, and what they change "
                    + "is told as different; start or reload the service first")
        }
        let rendering = SiteRendering(
            catalogue: catalogue, channel: configuration.channel(identity: catalogue.authority),
            pages: try renderer(configuration, templates: templates))
        /// What waits while nothing is published is not under way.
        func pause() throws -> String? {
            guard try catalogue.hasWork() else { return nil }
            guard let reply = try ControlClient.ask(ControlRequest(.status), state: configuration.state) else {
                return "no service does it; start it, or say --repair"
            }
            return (reply.status?.paused?.reason).map { "the service has paused (\($0))" }
        }
        func inspection(isPaused: Bool) throws -> SiteInspection {
            SiteInspection(
                rendering: rendering, root: try site(configuration),
                isServiceRunning: try ControlClient.isAnswered(state: configuration.state),
                looksAtPending: isPaused)
        }
        var units = Set<SiteUnit>()
        var paths: [String] = []
        let pause = try pause()
        try inspection(isPaused: pause != nil).run { unit, difference in
            tell(difference)
            units.insert(unit)
            paths.append(difference.path)
        }
        if let pause, !repairs { warn("there is work still to be published, and \(pause)") }
        let left = paths.count + (pause == nil ? 0 : 1)
        guard repairs, left > 0 else { return left }
        guard try mend(paths, configuration, catalogue, environment: environment) else {
            warn(
                "nothing is repaired: the inbox was not read since the catalogue was restored or ids were adopted, and what "
                    + "was withdrawn by then would be published again; start the service, or run bulletind build")
            return left
        }
        // The folder may have been made by it.
        let repaired = try inspection(isPaused: false)
        return try units.reduce(0) { try $0 + repaired.differences(in: $1).count }
    }

    /// - Returns: `nil` when there is none.
    private static func site(_ configuration: Configuration) throws -> Folder? {
        do throws(SystemError) {
            return try Folder(path: configuration.site)
        } catch {
            if error.isMissing { return nil }
            throw PublishingError.unwritable(path: configuration.site, reason: "\(error)")
        }
    }

    /// Through the service if one runs, else by taking its place.
    /// - Parameter catalogue: as it is before anything is mended.
    /// - Returns: whether that was done: not while only the inbox can say what is to be on the site.
    private static func mend(
        _ paths: [String], _ configuration: Configuration, _ catalogue: Catalogue, environment: [String: String]
    ) throws -> Bool {
        var rest = paths[...]
        repeat {
            // A request is one line of bounded length.
            let portion = Array(rest.prefix(200))
            let request = ControlRequest(.mend, paths: portion)
            guard try ControlClient.ask(request, state: configuration.state) != nil else { break }
            rest = rest.dropFirst(portion.count)
            if rest.isEmpty { return true }
        } while true
        if try catalogue.awaitsInbox() { return false }
        let pipeline = try open(configuration, logger: logger(configuration, environment: environment))
        _ = try pipeline.mend(Array(rest))
        try pipeline.publish(at: clock())
        try pipeline.catalogue.close()
        return true
    }

    /// Moves the published site to the address of the settings: ids stay, the former address leads to the new one.
    /// - Returns: the former address, and how many entries were published there; `nil` when it is the same.
    public static func migrate(_ configuration: Configuration) throws -> (former: String, count: Int)? {
        if try Catalogue.isNew(state: configuration.state) {
            throw CatalogueError.absent(path: "\(configuration.state)/\(Catalogue.fileName)")
        }
        let catalogue = try catalogue(configuration)
        let moved = try catalogue.move(to: configuration.url)
        try catalogue.close()
        return moved
    }

    /// Writes the catalogue into one file, whether or not the service runs.
    /// - Parameter replaces: whether `path` may be a file that is no backup.
    public static func backup(_ configuration: Configuration, to path: String, replaces: Bool) throws {
        ProcessCalls.ignoreSignals()
        try Backup.make(
            of: configuration.state, site: configuration.site, inbox: configuration.inbox, at: path, replaces: replaces)
    }

    /// Makes a backup the catalogue of a state folder that has none, with the ids and dates that the site has of what came
    /// later.
    ///
    /// - Parameter warn: takes what an administrator should know beside.
    /// - Returns: when a version was last accepted in the backup, as RFC 3339 has it, and how many stories the site has that
    ///   came later.
    public static func restore(
        _ configuration: Configuration, from path: String, warn: (String) -> Void
    ) throws -> (latest: String?, later: Int) {
        ProcessCalls.ignoreSignals()
        return try restore(configuration, from: path, at: clock(), warn: warn)
    }

    static func restore(
        _ configuration: Configuration, from path: String, at now: Timestamp, warn: (String) -> Void
    ) throws -> (latest: String?, later: Int) {
        let latest = try Backup.restore(path, to: configuration.state)?.rfc3339
        let site = configuration.site
        let lead = site.hasSuffix("/") ? site : site + "/"
        let feeds = (FilesBelow.files(below: site, complain: warn) ?? []).filter { name in
            guard let document = FeedIdentity.document(at: String(name.dropFirst(lead.count))) else { return false }
            return document.ending != "html"
        }
        guard !feeds.isEmpty else { return (latest, 0) }
        do {
            return (latest, try adopt(feeds, of: site, configuration, at: now) { warn("\($0)") }.stories)
        } catch AdoptionError.nothing {
            return (latest, 0)
        } catch {
            // What is restored is good without it.
            warn(
                "\(site): ids of what came after the backup were not taken from the site (\(error)); mend that, and run "
                    + "'bulletind adopt \(site)' before the first start")
            return (latest, 0)
        }
    }
}

extension Pipeline {
    /// Withdraws what the mass guard held, as far as it is not there now.
    /// - Parameter publishes: whether the site goes out without it now, and not with the next look into the inbox.
    func confirmRetractions(at now: Timestamp, publishes: Bool) throws -> Int {
        let held = try catalogue.held()
        let path = configuration.inbox
        let gone: Set<SourcePath>
        do throws(SystemError) {
            gone = try HeldRetractions.missing(held, from: try InboxFolder(path: path))
        } catch {
            throw ControlError.refused(reason: HeldRetractions.unreadable(path, error))
        }
        guard !held.isEmpty else { return 0 }
        let batch = try catalogue.take(
            [], gone: gone.sorted(), missing: gone, zone: configuration.zone, at: now)
        report(batch, [])
        try catalogue.hold([], at: now)
        if publishes { try publish(at: now) }
        return gone.count
    }
}
