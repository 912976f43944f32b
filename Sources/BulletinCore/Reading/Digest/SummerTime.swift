/// The part of the year in which the clocks of a region are an hour ahead, as its law has been since 2007.
enum SummerTime {
    /// From the second Sunday of March to the first one of November, at two o'clock wherever it is.
    case american
    /// From the last Sunday of March to that of October, at one o'clock in Greenwich.
    case european

    /// Of an hour that the clocks show twice, or never, the later reading holds: that of winter.
    /// - Parameters:
    ///   - second: of the day, as the clocks show it.
    ///   - standard: seconds east of UTC in winter.
    func isInForce(on day: CivilDate, at second: Int, standard: Int) -> Bool {
        guard (3...11).contains(day.month) else { return false }
        let (start, end) =
            switch self {
            case .american: (Self.sunday(8, 3, day.year), Self.sunday(1, 11, day.year))
            case .european: (Self.sunday(25, 3, day.year), Self.sunday(25, 10, day.year))
            }
        guard let start, let end else { return false }
        if day == start { return second >= (self == .american ? 3 * 3600 : 2 * 3600 + standard) }
        if day == end { return second < (self == .american ? 3600 : 3600 + standard) }
        return day > start && day < end
    }

    /// The first Sunday from a day on.
    private static func sunday(_ first: Int, _ month: Int, _ year: Int) -> CivilDate? {
        CivilDate(year: year, month: month, day: first).map { day in
            // The first of January 1970 was a Thursday.
            let weekday = (day.daysSinceEpoch % 7 + 11) % 7
            return CivilDate(daysSinceEpoch: day.daysSinceEpoch + (7 - weekday) % 7)
        }
    }
}
