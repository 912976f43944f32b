import Foundation
import TestSupport
import Testing

@testable import BulletinCore

@Suite struct TimestampTests {
    @Test func formats() throws {
        let instant = Timestamp(seconds: 1_773_480_413)
        #expect(instant.rfc3339 == "2026-03-14T09:26:53Z")
        #expect(instant.rfc822 == "Sat, 14 Mar 2026 09:26:53 +0000")
        #expect(instant.httpDate == "Sat, 14 Mar 2026 09:26:53 GMT")
    }

    /// Against the calendar of Foundation, which is another program; it counts as Caesar did before 1582.
    @Test(arguments: 0..<200) func agreesWithAnotherCalendar(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let seconds = Int64.random(in: -11_600_000_000...250_000_000_000, using: &random)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.calendar = Calendar(identifier: .iso8601)
        formatter.timeZone = .gmt
        formatter.dateFormat = "yyyy-MM-dd'T'HH:mm:ss'Z' EEE"
        let expected = formatter.string(from: Date(timeIntervalSince1970: Double(seconds)))
        let instant = Timestamp(seconds: seconds)
        #expect("\(instant.rfc3339) \(instant.rfc822.prefix(3))" == expected)
        #expect(Timestamp(instant.date, secondOfDay: instant.secondOfDay) == instant)
    }

    @Test(arguments: [
        (2026, 2, 29), (2100, 2, 29), (2026, 4, 31), (2026, 0, 1), (2026, 13, 1), (2026, 1, 0), (0, 1, 1),
        (10_000, 1, 1),
    ]) func daysThatDoNotExistCannotBeMade(year: Int, month: Int, day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test(arguments: [(2028, 2, 29), (2000, 2, 29), (1, 1, 1), (9999, 12, 31)])
    func daysThatExistComeBack(year: Int, month: Int, day: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(CivilDate(daysSinceEpoch: date.daysSinceEpoch) == date)
    }

    @Test func instantsFarAwayAreClampedToTheYearsThatFeedsKnow() {
        #expect(Timestamp(seconds: .max / 2).rfc3339.hasPrefix("9999-12-31T"))
        #expect(Timestamp(seconds: .min / 2).rfc3339.hasPrefix("0001-01-01T"))
    }

    @Test func aLocalTimeIsTakenInItsZone() throws {
        let zone = try #require(Zone(identifier: "Asia/Shanghai"))
        let day = try #require(CivilDate(year: 2026, month: 3, day: 14))
        #expect(zone.timestamp(day, secondOfDay: 34_200).rfc3339 == "2026-03-14T01:30:00Z")
        #expect(zone.day(at: Timestamp(seconds: 1_773_504_000)).description == "2026-03-15")
    }

    /// Foundation takes `CST` for Chicago and `BST` for Dhaka.
    @Test func aZoneHasANameOfTheDatabase() {
        let names = [
            "Asia/Shanghai", "Asia/Chongqing", "Asia/Kolkata", "America/Argentina/Buenos_Aires", "Etc/GMT-8",
            "US/Pacific",
            "PRC", "ROC", "Japan", "GB", "UTC", "GMT", "Zulu", "CET", "EET", "MET", "WET", "EST5EDT", "CST6CDT",
        ]
        for name in names { #expect(Zone(identifier: name)?.identifier == name, "\(name)") }
        let others = [
            "CST", "EST", "PST", "EDT", "MST", "HST", "BST", "IST", "JST", "HKT", "ICT", "UTC+8", "GMT+8", "GMT+0800",
            "+08:00", "Factory", "SystemV/EST5", "Etc/Unknown", "Mars/Olympus", "../etc/passwd", "",
        ]
        for name in others { #expect(Zone(identifier: name) == nil, "\(name)") }
    }

    @Test func theDayAfterAChangeHasTheNewOffset() throws {
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let day = try #require(CivilDate(year: 2026, month: 3, day: 29))
        #expect(zone.timestamp(day, secondOfDay: 43_200).rfc3339 == "2026-03-29T10:00:00Z")
        #expect(zone.timestamp(day, secondOfDay: 3600).rfc3339 == "2026-03-29T00:00:00Z")
    }

    /// 02:30 of 29 March 2026 does not exist in Berlin, and 02:30 of 25 October is there twice.
    @Test(arguments: [(3, 29, "2026-03-29T01:30:00Z"), (10, 25, "2026-10-25T00:30:00Z")])
    func aTimeThatIsSkippedOrRepeatedHasOneAnswer(month: Int, day: Int, expected: String) throws {
        let zone = try #require(Zone(identifier: "Europe/Berlin"))
        let day = try #require(CivilDate(year: 2026, month: month, day: day))
        #expect(zone.timestamp(day, secondOfDay: 9000).rfc3339 == expected)
    }
}
