/// The forms of full dates, and of the days in them.
extension DateReading {
    /// A month and a day without a year, as ISO 8601 writes it: `--03-09`.
    struct MonthDay: CustomStringConvertible {
        var month: Int
        var day: Int

        /// There is such a day, in leap years at least.
        var isPossible: Bool { CivilDate(year: 2000, month: month, day: day) != nil }

        var description: String { "--\(month.padded(2))-\(day.padded(2))" }
    }

    /// Whether a date, or a part of one, may begin there: with a numeral, or with the name of a month.
    static func mayBegin(_ scalars: [UInt32], at place: Int) -> Bool {
        let scalar = scalars[place]
        guard Text.isASCIILetter(scalar) else { return isNumeral(scalar) }
        if place > 0, Text.isASCIILetter(scalars[place - 1]) { return false }
        return switch UInt8(scalar & 0x5F) {
        case UInt8(ascii: "A"), UInt8(ascii: "D"), UInt8(ascii: "F"), UInt8(ascii: "J"), UInt8(ascii: "M"),
            UInt8(ascii: "N"), UInt8(ascii: "O"), UInt8(ascii: "S"):
            true
        default: false
        }
    }

    static func full(_ scalars: [UInt32], at start: Int) -> Found? {
        chinese(scalars, at: start) ?? numeric(scalars, at: start) ?? english(scalars, at: start)
            ?? worldly(scalars, at: start)
    }

    /// Where the text behind a dash begins; `nil` when no dash stands at `start`, blanks aside.
    static func afterDash(_ scalars: [UInt32], _ start: Int) -> Int? {
        var place = start
        var hasDash = false
        while place < scalars.count, place - start < 6 {
            if isDash(scalars[place]) {
                hasDash = true
            } else if !Text.isBlank(scalars[place]) {
                break
            }
            place += 1
        }
        return hasDash && place < scalars.count ? place : nil
    }

    /// `—`, `~`, 至, 到 and their like.
    static func isDash(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2D, 0x2013, 0x2014, 0x2015, 0x2212, 0x7E, 0xFF5E, 0x301C, 0x81F3, 0x5230, 0xFF0D, 0x2500: true
        default: false
        }
    }

    /// A period ends on or after its first day; one that begins in December may end in the next year's January.
    private static func period(from first: CivilDate, month: Int, day: Int) -> CivilDate? {
        let year = first.month == 12 && month == 1 ? first.year + 1 : first.year
        return CivilDate(year: year, month: month, day: day).flatMap { $0 >= first ? $0 : nil }
    }

    // MARK: 2031年3月20日, 二〇三一年三月十四日, 民國一百二十年十月十六日

    private static func chinese(_ scalars: [UInt32], at start: Int) -> Found? {
        guard let (year, afterYear) = chineseYear(scalars, at: start), let span = daySpan(scalars, at: afterYear),
            let first = CivilDate(year: year, month: span.first.month, day: span.first.day)
        else { return nil }
        if let last = span.last {
            guard let end = period(from: first, month: last.month, day: last.day) else { return nil }
            return Found(day: end, range: start..<span.end, start: first)
        }
        let clock = clock(scalars, at: span.end)
        return Found(
            day: first, secondOfDay: clock?.second, range: start..<(clock?.end ?? span.end),
            clock: clock.map { _ in span.end })
    }

    /// `2031年`, `二〇三一年`, `民國一百二十年`, `令和13年`, and where what follows begins.
    static func chineseYear(_ scalars: [UInt32], at start: Int) -> (year: Int, end: Int)? {
        guard start == 0 || !isNumeral(scalars[start - 1]), isNumeral(scalars[start]) else { return nil }
        var place = start
        while place < scalars.count, isNumeral(scalars[place]), place - start < 8 { place += 1 }
        let digits = scalars[start..<place]
        let end = blanks(scalars, place) + 1
        guard end <= scalars.count, scalars[end - 1] == 0x5E74 else { return nil }
        let before = start > 0 && scalars[start - 1] == 0x20 ? start - 1 : start
        if before >= 2, let era = eras[Text.string(scalars[(before - 2)..<before])] {
            return number(digits).map { ($0 + era, end) }
        }
        let values = digits.compactMap(digitValue)
        guard digits.count == 4, values.count == 4 else { return nil }
        return (values.reduce(0) { $0 * 10 + $1 }, end)
    }

    /// The year before the first of each.
    static let eras = ["民国": 1911, "民國": 1911, "令和": 2018, "平成": 1988, "昭和": 1925]

    /// `3月9日`, `4月8-9日`, `4月11日—17日`, `9月6日—9月10日`; and ` 3 月 9 日`, where figures are set off from characters.
    static func daySpan(_ scalars: [UInt32], at start: Int) -> (first: MonthDay, last: MonthDay?, end: Int)? {
        guard let (month, afterMonth) = spaced(scalars, at: start), afterMonth < scalars.count,
            scalars[afterMonth] == 0x6708, let (day, afterDay) = spaced(scalars, at: afterMonth + 1),
            (1...12).contains(month), (1...31).contains(day), afterDay < scalars.count
        else { return nil }
        let first = MonthDay(month: month, day: day)
        let isClosed = isDaySign(scalars[afterDay])
        let end = isClosed ? afterDay + 1 : afterDay
        // `7月19日8时—7月20日8时`
        if isClosed, let hour = hourEnd(scalars, at: end), let next = afterDash(scalars, hour),
            let last = daySpan(scalars, at: next), last.last == nil
        {
            return (first, last.first, last.end)
        }
        if let next = afterDash(scalars, end), let (number, afterNumber) = spaced(scalars, at: next),
            afterNumber < scalars.count
        {
            if isDaySign(scalars[afterNumber]), (1...31).contains(number) {
                return (first, MonthDay(month: month, day: number), afterNumber + 1)
            }
            if isClosed, scalars[afterNumber] == 0x6708, (1...12).contains(number),
                let (last, afterLast) = spaced(scalars, at: afterNumber + 1), afterLast < scalars.count,
                isDaySign(scalars[afterLast]), (1...31).contains(last)
            {
                return (first, MonthDay(month: number, day: last), afterLast + 1)
            }
        }
        return isClosed ? (first, nil, end) : nil
    }

    /// Behind `8时`, `24時`.
    private static func hourEnd(_ scalars: [UInt32], at start: Int) -> Int? {
        guard let (hour, end) = digits(scalars, at: start), hour <= 24, end < scalars.count,
            scalars[end] == 0x65F6 || scalars[end] == 0x6642
        else { return nil }
        return end + 1
    }

    /// 日, 号, 號
    static func isDaySign(_ scalar: UInt32) -> Bool { [0x65E5, 0x53F7, 0x865F].contains(scalar) }

    // MARK: 2031-07-14, 2020.02.04, 2031/7/14, with 17:35; 2016.2.7~13

    private static func numeric(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || Text.digit(scalars[start - 1]) == nil, let (year, afterYear) = digits(scalars, at: start),
            afterYear - start == 4, year >= 1000, afterYear < scalars.count
        else { return nil }
        let separator = Text.narrowed(scalars[afterYear])
        guard [0x2D, 0x2E, 0x2F].contains(separator), let (month, afterMonth) = digits(scalars, at: afterYear + 1),
            afterMonth - afterYear <= 3, afterMonth < scalars.count, Text.narrowed(scalars[afterMonth]) == separator,
            let (day, end) = digits(scalars, at: afterMonth + 1), end - afterMonth <= 3,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        if end < scalars.count,
            Text.narrowed(scalars[end]) == separator || Text.isASCIILetter(scalars[end]) && scalars[end] != 0x54
        {
            return nil
        }
        if let (last, end) = numericEnd(scalars, after: end, date, separator: separator) {
            return Found(day: last, range: start..<end, start: date)
        }
        let clock = clock(scalars, at: end)
        return Found(
            day: date, secondOfDay: clock?.second, range: start..<(clock?.end ?? end), clock: clock.map { _ in end })
    }

    /// `~13`, `-2.13` after a day in digits.
    private static func numericEnd(
        _ scalars: [UInt32], after end: Int, _ first: CivilDate, separator: UInt32
    ) -> (last: CivilDate, end: Int)? {
        guard let next = afterDash(scalars, end), let (one, afterOne) = digits(scalars, at: next), afterOne - next <= 2
        else { return nil }
        func isEnd(_ place: Int) -> Bool {
            guard place < scalars.count else { return true }
            let scalar = Text.narrowed(scalars[place])
            return scalar != separator && scalar != 0x3A && Text.digit(scalar) == nil && !Text.isASCIILetter(scalar)
        }
        if isEnd(afterOne) { return period(from: first, month: first.month, day: one).map { ($0, afterOne) } }
        guard afterOne < scalars.count, Text.narrowed(scalars[afterOne]) == separator,
            let (two, afterTwo) = digits(scalars, at: afterOne + 1), isEnd(afterTwo)
        else { return nil }
        return period(from: first, month: one, day: two).map { ($0, afterTwo) }
    }

    /// ` 17:35`, `T09:26:53`, ` 08:05` after a day.
    private static func clock(_ scalars: [UInt32], at start: Int) -> (second: Int, end: Int)? {
        var place = start
        while place < scalars.count, Text.isBlank(scalars[place]) || scalars[place] == 0x54, place - start < 4 {
            place += 1
        }
        guard place > start, let (hour, afterHour) = digits(scalars, at: place), afterHour - place <= 2, hour < 24,
            afterHour < scalars.count, Text.narrowed(scalars[afterHour]) == 0x3A,
            let (minute, afterMinute) = digits(scalars, at: afterHour + 1), afterMinute - afterHour == 3, minute < 60
        else { return nil }
        if afterMinute < scalars.count, Text.narrowed(scalars[afterMinute]) == 0x3A,
            let (second, end) = digits(scalars, at: afterMinute + 1), end - afterMinute == 3, second < 60
        {
            return (hour * 3600 + minute * 60 + second, end)
        }
        return (hour * 3600 + minute * 60, afterMinute)
    }

    // MARK: 12 May 2031, May 12, 2031, Apr 14 2031, 5–11 May 2031, April 28 – May 4, 2031

    private static func english(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || !Text.isASCIILetter(scalars[start - 1]) && Text.digit(scalars[start - 1]) == nil,
            let first = englishDay(scalars, at: start)
        else { return nil }
        let last = afterDash(scalars, first.end).flatMap { englishDay(scalars, at: $0) }
        guard let month = first.month ?? last?.month else { return nil }
        var place = last?.end ?? first.end
        while place < scalars.count, scalars[place] == 0x2C || scalars[place] == 0x20 { place += 1 }
        guard let (year, end) = digits(scalars, at: place), end - place == 4,
            let day = CivilDate(year: year, month: month, day: first.day)
        else { return nil }
        if let last {
            // The year is that of the last day: `December 29 – January 4, 2032`.
            let endMonth = last.month ?? month
            let begin = month == 12 && endMonth == 1 ? CivilDate(year: year - 1, month: 12, day: first.day) : day
            guard let begin, let day = CivilDate(year: year, month: endMonth, day: last.day), day >= begin else {
                return nil
            }
            return Found(day: day, range: start..<end, start: begin)
        }
        let clock = clock(scalars, at: end)
        return Found(
            day: day, secondOfDay: clock?.second, range: start..<(clock?.end ?? end), clock: clock.map { _ in end })
    }

    /// `May 12`, `12 May`, `12th of May`; a day alone has no month, for the other end of a period may name it.
    private static func englishDay(_ scalars: [UInt32], at start: Int) -> (month: Int?, day: Int, end: Int)? {
        if let (month, afterMonth) = monthName(scalars, at: start) {
            let place = blanks(scalars, afterMonth)
            guard let (day, end) = digits(scalars, at: place), end - place <= 2, (1...31).contains(day) else {
                return nil
            }
            return (month, day, afterOrdinal(scalars, end))
        }
        guard let (day, afterDay) = digits(scalars, at: start), afterDay - start <= 2, (1...31).contains(day) else {
            return nil
        }
        let end = afterOrdinal(scalars, afterDay)
        var place = blanks(scalars, end)
        if scalars[place...].starts(with: [0x6F, 0x66, 0x20]) { place = blanks(scalars, place + 3) }  // of
        guard let (month, afterMonth) = monthName(scalars, at: place) else { return (nil, day, end) }
        return (month, day, afterMonth)
    }

    /// Behind `st`, `nd`, `rd`, `th`.
    private static func afterOrdinal(_ scalars: [UInt32], _ start: Int) -> Int {
        let letters = scalars[start...].prefix(3).prefix(while: Text.isASCIILetter)
        let ordinals: [[UInt32]] = [[0x73, 0x74], [0x6E, 0x64], [0x72, 0x64], [0x74, 0x68]]
        return ordinals.contains { letters.elementsEqual($0) } ? start + 2 : start
    }

    static func monthName(_ scalars: [UInt32], at start: Int) -> (month: Int, end: Int)? {
        guard start < scalars.count, Text.isASCIILetter(scalars[start]) else { return nil }
        var end = start
        while end < scalars.count, end - start < 10, Text.isASCIILetter(scalars[end]) { end += 1 }
        let length = end - start
        guard length >= 3 else { return nil }
        for (index, name) in monthNames.enumerated() where length == name.count || length <= min(4, name.count) {
            guard (0..<length).allSatisfy({ UInt32(name[$0]) == scalars[start + $0] & 0x5F }) else { continue }
            return (index + 1, end < scalars.count && scalars[end] == 0x2E ? end + 1 : end)
        }
        return nil
    }

    private static let monthNames = [
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER",
    ].map { Array($0.utf8) }
}
