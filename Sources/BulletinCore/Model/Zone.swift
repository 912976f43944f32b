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

    /// - Returns: `nil` when the database has no such zone, and for abbreviations and offsets: Foundation takes `CST` for
    ///   Chicago, and who writes it may mean Shanghai.
    public init?(identifier: String) {
        guard Self.isName(identifier), let rules = TimeZone(identifier: identifier) else { return nil }
        self.identifier = identifier
        self.rules = rules
    }

    /// Whether it has the form of a name of the database: an area and a place, or one of the few without an area.
    private static func isName(_ identifier: String) -> Bool {
        // What ICU adds to the areas of the database.
        if identifier.hasPrefix("SystemV/") || identifier == "Etc/Unknown" { return false }
        return identifier.utf8.contains(UInt8(ascii: "/")) || names.contains(identifier)
    }

    /// The names without an area, for good: the database adds none. `CET`, `MET`, `EET` and `WET` mean one zone, with its
    /// summer time. `EST`, `MST` and `HST` are left out: the database has them without summer time, which hardly anybody
    /// means, and other countries use the first two for zones of their own. `Factory` is what is not set.
    private static let names: Set<String> = [
        "CET", "CST6CDT", "Cuba", "EET", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "GMT", "GMT+0", "GMT-0", "GMT0",
        "Greenwich", "Hongkong", "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "MET",
        "MST7MDT", "NZ", "NZ-CHAT", "Navajo", "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore",
        "Turkey", "UCT", "UTC", "Universal", "W-SU", "WET", "Zulu",
    ]

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
