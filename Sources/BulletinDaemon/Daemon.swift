internal import BulletinCore
internal import Foundation
internal import Hummingbird
internal import Interop
internal import Logging
internal import NIOCore
internal import ServiceLifecycle
internal import UnixSignals

/// The program behind the command line: wires the parts and runs them.
public enum Daemon {
    /// Runs the service until it is told to end.
    ///
    /// - Parameters:
    ///   - load: reads the settings; called again at each SIGHUP.
    ///   - environment: of the process.
    /// - Throws: what makes a start impossible: `ConfigurationError`, `CatalogueError`, `PublishingError`, `StartError`.
    public static func run(
        load: @escaping @Sendable () throws -> Configuration, environment: [String: String]
    ) async throws {
        ProcessCalls.ignoreSignals()
        ProcessCalls.ignoreHangups()
        let configuration = try load()
        do {
            try await run(configuration, load: load, environment: environment)
        } catch {
            throw CatalogueError.inWords(error, state: configuration.state)
        }
    }

    private static func run(
        _ configuration: Configuration, load: @escaping @Sendable () throws -> Configuration,
        environment: [String: String]
    ) async throws {
        let logger = Self.logger(configuration, environment: environment)
        let watcher = try InboxWatcher()
        let manager = ServiceManager(environment: environment, logger: logger)
        let pipeline = try await waitingForRoom(manager, logger) {
            try open(configuration, logger: logger) { watcher.signal() }
        }
        try prepareInbox(pipeline)
        let desk = ControlDesk { watcher.signal() }
        let trusted = try pipeline.catalogue.clock(logger: logger)
        let clock: @Sendable () -> Timestamp = { trusted.now }
        let control = try ControlService(
            state: configuration.state, desk: desk, catalogue: pipeline.catalogue, clock: clock, logger: logger)
        let reload: @Sendable () throws -> Pipeline = {
            var settings = try load()
            for key in settings.keepFixed(of: configuration) {
                logger.warning("setting is taken at the next start", metadata: ["setting": "\(key)"])
            }
            let renewed = try Self.pipeline(
                settings, catalogue: pipeline.catalogue, publisher: pipeline.publisher, store: pipeline.store,
                workers: pipeline.workers, logger: logger)
            try pipeline.catalogue.refresh(look: renewed.look)
            return renewed
        }
        let service = try InboxService(
            pipeline: pipeline, watcher: watcher, manager: manager, desk: desk, clock: clock, reload: reload)
        let listen = configuration.listen
        let addresses = FormerAddresses(
            url: configuration.url, former: try pipeline.catalogue.formerAddresses())
        let server = WebServer.application(
            store: pipeline.store, addresses: addresses, listen: listen, logger: quiet(logger)
        ) { port in
            let address = ListenAddress(host: listen.host, port: port)
            manager.met(.listening, address: "http://\(address)/")
        }
        let group = ServiceGroup(
            configuration: groupConfiguration([server, control, service, ReloadSignals(watcher: watcher)], logger))
        logger.info(
            "service starting",
            metadata: [
                "inbox": "\(configuration.inbox)", "site": "\(configuration.site)", "state": "\(configuration.state)",
            ])
        do {
            try await group.run()
        } catch let error as IOError {
            throw StartError.cannotListen(address: "\(listen)", reason: Self.reason(error))
        } catch is SocketAddressError.UnknownHost {
            throw StartError.noHost(address: "\(listen)")
        }
        do {
            try pipeline.catalogue.close()
        } catch let error where StorageFault(error) != nil {
            // The log of the catalogue stays, and the next start takes it in.
            logger.warning("catalogue could not be tidied up", metadata: ["error": "\(error)"])
        }
        logger.info("service stopped")
    }

    /// Takes everything that is in the inbox, publishes it, and ends.
    /// - Returns: refused files with their reasons.
    public static func build(
        _ configuration: Configuration, environment: [String: String]
    ) async throws -> [(path: String, reason: String)] {
        ProcessCalls.ignoreSignals()
        do {
            return try await takeOnce(configuration, environment: environment)
        } catch {
            throw CatalogueError.inWords(error, state: configuration.state)
        }
    }

    private static func takeOnce(
        _ configuration: Configuration, environment: [String: String]
    ) async throws -> [(path: String, reason: String)] {
        let logger = Self.logger(configuration, environment: environment)
        let pipeline = try open(configuration, logger: logger)
        do throws(SystemError) {
            _ = try InboxFolder(path: configuration.inbox)
        } catch {
            throw StartError.noInbox(path: configuration.inbox, reason: "\(error)")
        }
        let manager = ServiceManager(environment: [:], logger: logger)
        let clock = try pipeline.catalogue.clock(logger: logger)
        let service = try InboxService(
            pipeline: pipeline, watcher: InboxWatcher(), manager: manager, clock: { clock.now }, reload: { pipeline })
        try await service.takeOnce()
        let rejections = try await pipeline.catalogue.rejections() + service.blockedNotes
        try pipeline.catalogue.close()
        if let (_, error) = pipeline.publisher.obstacles.all.first { throw error }
        return rejections.map { ("\($0.path)", $0.reason) }
    }

    /// The machine's clock: of commands, and the day of a new catalogue. The service goes by `TrustedClock`.
    static let clock: @Sendable () -> Timestamp = { Timestamp(seconds: ProcessCalls.wallClock) }

    // MARK: wiring

    /// What a new catalogue has in its identifiers.
    static func authorityName(of configuration: Configuration) -> String {
        configuration.authority.isEmpty ? Setting.authority(ofAddress: configuration.url) : configuration.authority
    }

    /// Seconds.
    private static let pause = 2

    /// Does what a start begins with as soon as there is room for it: what a full disk lacks in the meantime is nobody's
    /// fault, and a service that ends is started again for nothing.
    private static func waitingForRoom(
        _ manager: ServiceManager, _ logger: Logger, _ open: () throws -> Pipeline
    ) async throws -> Pipeline {
        let complaints = Complaints(logger: logger)
        while true {
            do {
                return try open()
            } catch let error where StorageFault.isFull(error) {
                complaints.tell("start waits for room", ["reason": "\(error)"], at: .error, once: "room")
            }
            manager.alive()
            try await Task.sleep(for: .seconds(pause))
        }
    }

    /// - Parameter whenReady: called when a file was read that nobody waits for.
    static func open(
        _ configuration: Configuration, logger: Logger, whenReady: @escaping @Sendable () -> Void = {}
    ) throws -> Pipeline {
        let catalogue = try catalogue(configuration)
        let publisher = try Publisher(site: configuration.site, state: configuration.state)
        if try catalogue.isBlank(), let refusal = try ForeignFiles.refusal(of: configuration.site, publisher.root) {
            throw refusal
        }
        let workers: WorkerPool
        do throws(WorkerRefusal) {
            workers = try WorkerPool(
                Worker.Settings(
                    program: "/proc/self/exe", memory: configuration.workerMemory, time: configuration.workerTime),
                count: configuration.workerCount, whenReady: whenReady)
        } catch {
            throw StartError.noWorker(reason: error.reason)
        }
        let pipeline = try Self.pipeline(
            configuration, catalogue: catalogue, publisher: publisher,
            store: SiteStore(
                site: publisher.site, record: catalogue.file, isWithdrawn: catalogue.isGone(bulletinSlug:),
                redirect: catalogue.redirect(of:)),
            workers: workers, logger: logger)
        try pipeline.prepare()
        return pipeline
    }

    static func catalogue(_ configuration: Configuration) throws -> Catalogue {
        if let lost = try lostCatalogue(of: configuration) { throw lost }
        return try Catalogue.open(
            state: configuration.state, authorityName: authorityName(of: configuration), at: clock())
    }

    /// The state folder may be lost with all that would tell of it.
    static func lostCatalogue(of configuration: Configuration) throws -> CatalogueError? {
        guard try Catalogue.isNew(state: configuration.state), holdsOwnEntries(site: configuration.site) else {
            return nil
        }
        return .lost(path: "\(configuration.state)/\(Catalogue.fileName)", site: configuration.site)
    }

    private static func pipeline(
        _ configuration: Configuration, catalogue: Catalogue, publisher: Publisher, store: SiteStore,
        workers: WorkerPool, logger: Logger
    ) throws -> Pipeline {
        let templates = try templates(configuration)
        let pages = try renderer(configuration, templates: templates)
        // Nothing is taken of settings that are refused.
        let catalogue = try catalogue.hold(url: configuration.url, authority: configuration.authority, at: clock())
        return Pipeline(
            configuration: configuration, channel: configuration.channel(identity: catalogue.authority),
            catalogue: catalogue, publisher: publisher, store: store, pages: pages,
            workers: workers, look: look(of: configuration, templates: templates), logger: logger)
    }

    /// Makes the inbox where there has never been one. A catalogue with bulletins whose inbox is missing waits for it:
    /// an empty folder in its place would look like a withdrawal of everything.
    private static func prepareInbox(_ pipeline: Pipeline) throws {
        let path = pipeline.configuration.inbox
        do throws(SystemError) {
            _ = try InboxFolder(path: path)
        } catch {
            guard error.isMissing, try pipeline.catalogue.sources().isEmpty else { return }
            do throws(SystemError) {
                try Folder.create(path: path, mode: 0o775)
            } catch {
                throw StartError.noInbox(path: path, reason: "\(error)")
            }
        }
    }

    private static func groupConfiguration(_ services: [any Service], _ logger: Logger) -> ServiceGroupConfiguration {
        var configuration = ServiceGroupConfiguration(
            services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet(logger))
        configuration.maximumGracefulShutdownDuration = .seconds(8)
        return configuration
    }

    static func logger(_ configuration: Configuration, environment: [String: String]) -> Logger {
        let hasJournal = environment["JOURNAL_STREAM"] != nil || environment["NOTIFY_SOCKET"] != nil
        return Logger(label: "bulletind") { _ in
            JournalLogHandler(level: configuration.loggerLevel, hasPriorities: hasJournal)
        }
    }

    /// Libraries log what only their authors understand; below a warning it is left out.
    private static func quiet(_ logger: Logger) -> Logger {
        var logger = logger
        logger.logLevel = max(logger.logLevel, .warning)
        return logger
    }

    private static func reason(_ error: IOError) -> String {
        switch error.errnoCode {
        case EADDRINUSE: "the port is in use"
        case EACCES, EPERM: "not permitted; ports below 1024 need a capability"
        case EADDRNOTAVAIL: "this machine has no such address"
        default: "\(error)"
        }
    }
}

/// Why the service could not start. One line: what, where, why; what to do.
public enum StartError: Error, Hashable, Sendable, CustomStringConvertible {
    case cannotListen(address: String, reason: String)
    /// The name of the host leads to no address.
    case noHost(address: String)
    case noInbox(path: String, reason: String)
    case noWorker(reason: String)

    public var description: String {
        switch self {
        case .cannotListen(let address, let reason):
            "\(address): cannot listen (\(reason)); stop the other program, or set another address with --listen"
        case .noHost(let address):
            "\(address): cannot listen (no host of this name is known); set listen to an address of this machine, "
                + "127.0.0.1:8080"
        case .noInbox(let path, let reason):
            "\(path): the inbox cannot be read (\(reason)); make the folder, or name another with --inbox"
        case .noWorker(let reason):
            "worker: cannot be started (\(reason)); files are read in confined processes only: let the system allow it"
        }
    }
}

/// Turns SIGHUP into a request to read the settings again.
private struct ReloadSignals: Service {
    let watcher: InboxWatcher

    func run() async throws {
        for await _ in await UnixSignalsSequence(trapping: .sighup).cancelOnGracefulShutdown() {
            watcher.requestReload()
        }
    }
}
