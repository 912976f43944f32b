/// An instant, in whole seconds since 1970-01-01T00:00:00Z; leap seconds are not counted.
///
/// Feeds carry no finer time, so equal timestamps render equally and survive the catalogue unchanged.
/// Always UTC: a zone matters only while a stated date is read (`Zone`). Proleptic Gregorian, years 1…9999.
public struct Timestamp: Hashable, Comparable, Sendable {
    public let seconds: Int64

    public init(seconds: Int64) { self.seconds = seconds }

    /// Midnight UTC of `date`, plus `secondOfDay` (0…86,399), minus `offset` (seconds east of UTC).
    public init(_ date: CivilDate, secondOfDay: Int = 0, offset: Int = 0) {
        seconds = date.daysSinceEpoch * 86_400 + Int64(secondOfDay - offset)
    }

    public static func < (one: Timestamp, other: Timestamp) -> Bool { one.seconds < other.seconds }

    public func advanced(by seconds: Int) -> Timestamp { Timestamp(seconds: self.seconds + Int64(seconds)) }

    /// The day in UTC.
    public var date: CivilDate { CivilDate(daysSinceEpoch: seconds.flooredDivision(by: 86_400).quotient) }

    /// 0…86,399, in UTC.
    public var secondOfDay: Int { Int(seconds.flooredDivision(by: 86_400).remainder) }

    /// `2026-03-14T09:26:53Z`: a Date construct (RFC 4287 §3.3), which is RFC 3339 §5.6.
    public var rfc3339: String {
        var text: [UInt8] = []
        text.reserveCapacity(20)
        date.append(to: &text)
        text.append(UInt8(ascii: "T"))
        appendTime(to: &text)
        text.append(UInt8(ascii: "Z"))
        return String(decoding: text, as: UTF8.self)
    }

    /// `Sat, 14 Mar 2026 09:26:53 +0000`: RFC 822 §5 with the four-digit year that RSS 2.0 allows.
    public var rfc822: String { headerDate(zone: " +0000") }

    /// `Sat, 14 Mar 2026 09:26:53 GMT`: IMF-fixdate (RFC 9110 §5.6.7).
    public var httpDate: String { headerDate(zone: " GMT") }

    private func headerDate(zone: String) -> String {
        let day = date
        let weekday = Int(day.daysSinceEpoch.flooredDivision(by: 7).remainder)
        var text: [UInt8] = []
        text.reserveCapacity(31)
        text += Self.weekdays[weekday].utf8
        text += ", ".utf8
        text.append(digits: day.day, width: 2)
        text.append(UInt8(ascii: " "))
        text += Self.months[day.month - 1].utf8
        text.append(UInt8(ascii: " "))
        text.append(digits: day.year, width: 4)
        text.append(UInt8(ascii: " "))
        appendTime(to: &text)
        text += zone.utf8
        return String(decoding: text, as: UTF8.self)
    }

    private func appendTime(to text: inout [UInt8]) {
        let second = secondOfDay
        text.append(digits: second / 3600, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(digits: second / 60 % 60, width: 2)
        text.append(UInt8(ascii: ":"))
        text.append(digits: second % 60, width: 2)
    }

    /// 1970-01-01 was a Thursday.
    private static let weekdays = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
}

/// A day of the proleptic Gregorian calendar that exists: 31 April cannot be made.
public struct CivilDate: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// 1…9999.
    public let year: Int
    /// 1…12.
    public let month: Int
    /// 1…31.
    public let day: Int

    /// - Returns: `nil` when there is no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.length(ofMonth: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// `days` is clamped to the years 1…9999.
    ///
    /// Counts in eras of 400 years that begin on 1 March, where every leap day is the last of its year.
    init(daysSinceEpoch days: Int64) {
        let days = min(max(days, -719_162), 2_932_896) + 719_468
        let (era, dayOfEra) = days.flooredDivision(by: 146_097)
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = Int(dayOfYear - (153 * shifted + 2) / 5 + 1)
        month = Int(shifted < 10 ? shifted + 3 : shifted - 9)
        year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01; negative before.
    public var daysSinceEpoch: Int64 {
        let year = Int64(month <= 2 ? self.year - 1 : self.year)
        let (era, yearOfEra) = year.flooredDivision(by: 400)
        let dayOfYear = Int64((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1)
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }

    public static func < (one: CivilDate, other: CivilDate) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    /// `2026-03-14`.
    public var description: String {
        var text: [UInt8] = []
        append(to: &text)
        return String(decoding: text, as: UTF8.self)
    }

    fileprivate func append(to text: inout [UInt8]) {
        text.append(digits: year, width: 4)
        text.append(UInt8(ascii: "-"))
        text.append(digits: month, width: 2)
        text.append(UInt8(ascii: "-"))
        text.append(digits: day, width: 2)
    }

    private static func length(ofMonth month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

extension BinaryInteger {
    /// Division that rounds down, so that the remainder is never negative (for a positive divisor).
    func flooredDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }

    /// Decimal, with zeros in front up to `width` digits.
    func padded(_ width: Int) -> String {
        let digits = String(self)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}

extension Array where Element == UInt8 {
    /// Appends so many decimal digits of a number that has no more.
    fileprivate mutating func append(digits number: Int, width: Int) {
        var divisor = 1
        for _ in 1..<width { divisor *= 10 }
        while divisor > 0 {
            append(UInt8(ascii: "0") + UInt8(number / divisor % 10))
            divisor /= 10
        }
    }
}
