internal import Foundation
internal import Interop
internal import Logging
internal import Synchronization

/// What the service manager is told (sd_notify(3)); nothing without one.
final class ServiceManager: Sendable {
    private let socket: NotifySocket?
    /// Milliseconds between signs of life; `nil` when no watchdog waits for them.
    let watchdogInterval: Int?
    private let logger: Logger
    private let missing: Mutex<Set<Condition>>
    private let address = Mutex("")

    /// What must be true before the service is ready.
    enum Condition: Hashable, Sendable, CaseIterable {
        /// There is something to serve: the last publication, or else the first scan is published.
        case published
        /// The port is open.
        case listening
    }

    /// - Parameter environment: NOTIFY_SOCKET, WATCHDOG_USEC, WATCHDOG_PID.
    init(environment: [String: String], logger: Logger) {
        socket = environment["NOTIFY_SOCKET"].map(NotifySocket.init(path:))
        let isForUs = environment["WATCHDOG_PID"].map { $0 == "\(ProcessCalls.identifier)" } ?? true
        watchdogInterval = isForUs ? environment["WATCHDOG_USEC"].flatMap(Int.init).map { max(1, $0 / 2000) } : nil
        self.logger = logger
        missing = Mutex(Set(Condition.allCases))
    }

    /// Tells that the service is ready once all conditions are met, once.
    /// - Parameter address: where the site is served, when that is what was met.
    func met(_ condition: Condition, address: String? = nil) {
        if let address { self.address.withLock { $0 = address } }
        let isLast = missing.withLock { $0.remove(condition) != nil && $0.isEmpty }
        guard isLast else { return }
        logger.notice("service ready", metadata: ["address": "\(self.address.withLock { $0 })"])
        send("READY=1")
    }

    /// A sign of life: for the watchdog, and before the service is ready for more time to become so.
    func alive() {
        if watchdogInterval != nil { send("WATCHDOG=1") }
        if missing.withLock({ !$0.isEmpty }) { send("EXTEND_TIMEOUT_USEC=60000000") }
    }

    func reloading() { send("RELOADING=1\nMONOTONIC_USEC=\(ProcessCalls.monotonicMicroseconds)") }

    /// - Parameter reason: why the settings were not taken, to be seen until others are; `nil` when they were.
    func reloaded(refused reason: String?) {
        var status = ""
        if let reason {
            status = "The settings were not taken: " + reason.split(separator: "\n").joined(separator: "; ")
            // systemd disregards messages of more than a page.
            if status.utf8.count > Self.statusLimit {
                while status.utf8.count > Self.statusLimit { status.unicodeScalars.removeLast() }
                status += "…"
            }
        }
        send("READY=1\nSTATUS=\(status)")
    }

    /// Bytes.
    private static let statusLimit = 1_000

    func stopping() { send("STOPPING=1") }

    private func send(_ message: String) {
        guard let socket else { return }
        do throws(SystemError) {
            try socket.send(message)
        } catch {
            logger.debug("service manager could not be told", metadata: ["error": "\(error)"])
        }
    }
}
