/// Reads dates as the feeds of the world write them: RFC 822 and RFC 3339, and what is taken for them.
public enum FeedDate {
    /// - Returns: `nil` when it is no date, or its year is not to be believed.
    public static func timestamp(_ value: String) -> Timestamp? {
        let value = value.trimmed
        guard value.utf8.count <= 100, let first = value.utf8.first else { return nil }
        let lead = value.utf8.prefix { IRI.isDigit($0) }.count
        let moment = lead == 4 || lead == 8 && IRI.isDigit(first) ? iso(value) : words(value)
        return moment.flatMap { $0.date.year >= firstYear ? $0 : nil }
    }

    /// Programs write the year 1 where they know no date; front matter has no earlier years, either.
    private static let firstYear = 1000

    // MARK: RFC 3339 and its kin

    /// `2026-03-14T09:26:53.5+08:00`; a space for `T`, no seconds, no zone, no time, no hyphens.
    private static func iso(_ value: String) -> Timestamp? {
        var reader = DigitReader(value.uppercased())
        guard let year = reader.number(4) else { return nil }
        let isParted = reader.take("-") || reader.take("/")
        guard let month = reader.number(2) else { return nil }
        if isParted { guard reader.take("-") || reader.take("/") else { return nil } }
        guard let day = reader.number(2), let date = CivilDate(year: year, month: month, day: day) else { return nil }
        if reader.isAtEnd { return Timestamp(date) }
        if !reader.take("T") { while reader.take(" ") {} }
        guard let hour = reader.number(2) else { return nil }
        _ = reader.take(":")
        guard let minute = reader.number(2) else { return nil }
        var second = 0
        if reader.take(":") || reader.isAtDigit { second = reader.number(2) ?? 60 }
        if reader.take(".") || reader.take(",") { while reader.number(1) != nil {} }
        while reader.take(" ") {}
        guard let offset = zone(reader.tail) else { return nil }
        return timestamp(date, hour, minute, second, offset)
    }

    // MARK: RFC 822 and its kin

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// `Sat, 14 Mar 2026 09:26:53 +0000`; parts left out, written out, or in the order of `date`.
    private static func words(_ value: String) -> Timestamp? {
        var day: Int?
        var month: Int?
        var year: Int?
        var clock: (hour: Int, minute: Int, second: Int) = (0, 0, 0)
        var offset = 0
        var isZoneNext = false
        let plain = Dates.withoutComments(value).lowercased()
        for word in plain.utf8.split(whereSeparator: { $0 <= 0x20 || $0 == UInt8(ascii: ",") }) {
            // `14-Mar-2026` (RFC 850).
            let parts =
                !isZoneNext && word.contains(where: IRI.isLetter) && IRI.isDigit(word.first ?? 0)
                ? word.split(separator: UInt8(ascii: "-")) : [word]
            for part in parts {
                let text = String(Substring(part))
                if part.contains(UInt8(ascii: ":")), let first = part.first, IRI.isDigit(first), !isZoneNext {
                    guard let time = time(text) else { return nil }
                    clock = time
                    isZoneNext = true
                } else if part.allSatisfy(IRI.isDigit), part.count <= 4, let number = Int(text) {
                    if day == nil, part.count <= 2 {
                        day = number
                    } else if year == nil {
                        year = part.count == 2 ? number + (number < 70 ? 2000 : 1900) : number
                    } else {
                        return nil
                    }
                } else if part.count >= 3, let index = months.firstIndex(where: { $0.hasPrefix(text) }) {
                    month = index + 1
                } else if isZoneNext, text == "am" || text == "pm" {
                    clock.hour = clock.hour % 12 + (text == "pm" ? 12 : 0)
                } else if isZoneNext {
                    guard let seconds = zone(text.uppercased()) else { return nil }
                    offset = seconds
                } else if !Dates.weekdays.contains(where: { part.count >= 2 && $0.lowercased().hasPrefix(text) }) {
                    return nil
                }
            }
        }
        guard let day, let month, let year, let date = CivilDate(year: year, month: month, day: day) else { return nil }
        return timestamp(date, clock.hour, clock.minute, clock.second, offset)
    }

    private static func time(_ text: String) -> (hour: Int, minute: Int, second: Int)? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        let numbers = parts.compactMap { Int(String(Substring($0.prefix(while: IRI.isDigit)))) }
        guard numbers.count == parts.count, (2...3).contains(numbers.count) else { return nil }
        return (numbers[0], numbers[1], numbers.count == 3 ? numbers[2] : 0)
    }

    // MARK: both

    /// A leap second is the second before it.
    private static func timestamp(
        _ date: CivilDate, _ hour: Int, _ minute: Int, _ second: Int, _ offset: Int
    ) -> Timestamp? {
        guard hour < 24 || hour == 24 && minute == 0 && second == 0, minute < 60, second <= 60 else { return nil }
        return Timestamp(date, secondOfDay: hour * 3600 + minute * 60 + min(second, 59), offset: offset)
    }

    /// Seconds east of UTC. A name that is not known is UTC, as RFC 2822 §4.3 has it.
    private static func zone(_ text: String) -> Int? {
        var text = text[...]
        for name in ["GMT", "UTC"] where text.hasPrefix(name) && text.utf8.count > 3 { text = text.dropFirst(3) }
        guard let sign = text.utf8.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else {
            return text.utf8.allSatisfy(IRI.isLetter) ? zones[String(text)] ?? 0 : nil
        }
        let digits = text.utf8.dropFirst().filter { $0 != UInt8(ascii: ":") }
        guard (1...4).contains(digits.count), digits.allSatisfy(IRI.isDigit),
            let number = Int(String(decoding: digits, as: UTF8.self))
        else { return nil }
        let (hours, minutes) = digits.count <= 2 ? (number, 0) : (number / 100, number % 100)
        guard hours <= 14, minutes < 60 else { return nil }
        return (hours * 3600 + minutes * 60) * (sign == UInt8(ascii: "-") ? -1 : 1)
    }

    private static let zones = [
        "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "BST": 1, "CET": 1,
        "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3, "HKT": 8, "SGT": 8, "JST": 9, "KST": 9,
        "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
    ].mapValues { $0 * 3600 }
}
