internal import Interop
internal import Logging
internal import Synchronization

/// Logs trouble that lasts: the same message with the same facts at most once a minute.
final class Complaints: Sendable {
    static let hourly: Int64 = 3_600_000

    private let logger: Logger
    /// When each was told last, in milliseconds.
    private let told = Mutex<[String: Int64]>([:])

    init(logger: Logger) { self.logger = logger }

    /// - Parameters:
    ///   - interval: milliseconds before it is told again.
    ///   - subject: what it is about, when the facts may differ each time.
    func tell(
        _ message: Logger.Message, _ facts: Logger.Metadata, at level: Logger.Level, every interval: Int64 = 60_000,
        once subject: String? = nil
    ) {
        // In the order of their names: that of a dictionary is another each time.
        let key =
            subject
            ?? "\(message)" + facts.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        let now = InboxWatcher.now
        let isNew = told.withLock { told in
            if let last = told[key], now - last < interval { return false }
            if told.count > 1000 { told = [:] }
            told[key] = now
            return true
        }
        if isNew { logger.log(level: level, message, metadata: facts) }
    }

    /// The next about it is told at once.
    func forget(_ subject: String) { told.withLock { $0[subject] = nil } }
}
