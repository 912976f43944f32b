private import Foundation

/// A time zone of the IANA database, to anchor dates that state no zone themselves.
public struct Zone: Hashable, Sendable {
    /// As configured: `Asia/Shanghai`, `UTC`.
    public let identifier: String
    private let rules: TimeZone

    public static let utc = Zone(identifier: "UTC", rules: .gmt)

    private init(identifier: String, rules: TimeZone) {
        self.identifier = identifier
        self.rules = rules
    }

    /// - Returns: `nil` when the database has no such zone.
    public init?(identifier: String) {
        guard let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
    }

    /// The instant of a local day and time. A time that a change of clocks skips or repeats is taken by the
    /// offset that holds one day earlier, so the answer is always the same.
    public func timestamp(_ day: CivilDate, secondOfDay: Int = 0) -> Timestamp {
        let local = Timestamp(day, secondOfDay: secondOfDay)
        let before = local.advanced(by: -offset(at: local.advanced(by: -86_400)))
        let after = local.advanced(by: -offset(at: before))
        // On the day after a change the offset of the day before is not right any more.
        let isAfter = after != before && after.advanced(by: offset(at: after)) == local
        return isAfter && before.advanced(by: offset(at: before)) != local ? after : before
    }

    /// The local day at an instant.
    public func day(at instant: Timestamp) -> CivilDate { instant.advanced(by: offset(at: instant)).date }

    /// Seconds east of UTC at an instant.
    public func offset(at instant: Timestamp) -> Int {
        rules.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant.seconds)))
    }
}
