/// Reads full dates as bulletins write them. A date without a year is no date: a year is never invented.
enum DateReading {
    /// A date and where it stood among the scalars.
    struct Found {
        var day: CivilDate
        var secondOfDay: Int?
        var range: Range<Int>
        /// The end of a period rather than a day by itself.
        var isPeriod = false
    }

    /// The last day of a stated period, or the only date: `3月3日—3月9日` after a year means the ninth.
    static func last(in text: Bytes) -> Found? { all(in: text.scalars(limit: 400)).last }

    static func first(in text: Bytes) -> Found? { all(in: text.scalars(limit: 400)).first }

    /// Nothing but a date (and its weekday) stands in the text.
    static func isDateOnly(_ text: Bytes) -> Bool {
        let scalars = text.scalars(limit: 60)
        var rest = scalars
        if let found = all(in: scalars).first {
            rest.removeSubrange(found.range)
        } else if let (_, _, end) = monthDay(scalars, at: 0) {
            rest.removeSubrange(0..<end)
        } else {
            return false
        }
        let left = rest.filter { !Text.isBlank($0) && !Text.isPunctuation($0) }
        // 星期日, 周日, Sun
        return left.isEmpty || left.count <= 3 && [0x661F, 0x5468, 0x9031].contains(left[0])
            || left.count <= 9 && left.allSatisfy(Text.isASCIILetter)
    }

    static func all(in scalars: [UInt32]) -> [Found] {
        var found: [Found] = []
        var place = 0
        while place < scalars.count {
            if let date = chinese(scalars, at: place) ?? numeric(scalars, at: place) ?? english(scalars, at: place) {
                var date = date
                if let end = periodEnd(scalars, after: date) { date = end }
                found.append(date)
                place = max(date.range.upperBound, place + 1)
            } else {
                place += 1
            }
        }
        return found
    }

    // MARK: 2031年3月20日, 二〇三一年三月十四日, 民國一百二十年十月十六日

    private static func chinese(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || !isNumeral(scalars[start - 1]), isNumeral(scalars[start]) else { return nil }
        var place = start
        while place < scalars.count, isNumeral(scalars[place]), place - start < 8 { place += 1 }
        guard place < scalars.count, scalars[place] == 0x5E74 else { return nil }
        let digits = scalars[start..<place]
        let isRepublic = start >= 2 && scalars[start - 2] == 0x6C11 && [0x56FD, 0x570B].contains(scalars[start - 1])
        let year: Int
        if isRepublic {
            guard let number = number(digits) else { return nil }
            year = number + 1911
        } else {
            guard digits.count == 4 else { return nil }
            let values = digits.compactMap(digitValue)
            guard values.count == 4 else { return nil }
            year = values.reduce(0) { $0 * 10 + $1 }
        }
        guard let (month, day, end) = monthDay(scalars, at: place + 1),
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        let clock = clock(scalars, at: end)
        return Found(day: date, secondOfDay: clock?.second, range: start..<(clock?.end ?? end))
    }

    private static func monthDay(_ scalars: [UInt32], at start: Int) -> (month: Int, day: Int, end: Int)? {
        guard let (month, afterMonth) = number(scalars, at: start), afterMonth < scalars.count,
            scalars[afterMonth] == 0x6708, let (day, afterDay) = number(scalars, at: afterMonth + 1),
            afterDay < scalars.count, scalars[afterDay] == 0x65E5 || scalars[afterDay] == 0x53F7,
            (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        return (month, day, afterDay + 1)
    }

    /// `—17日`, `至3月9日`, `-9月10日` after a full date: the period's end in the same year.
    private static func periodEnd(_ scalars: [UInt32], after date: Found) -> Found? {
        var place = date.range.upperBound
        let dashes: [UInt32] = [0x2D, 0x2013, 0x2014, 0x2015, 0x7E, 0xFF5E, 0x81F3, 0xFF0D, 0x2500]
        let start = place
        while place < scalars.count, dashes.contains(scalars[place]) || scalars[place] == 0x20 { place += 1 }
        guard place > start, place < scalars.count else { return nil }
        if let (month, day, end) = monthDay(scalars, at: place),
            let last = CivilDate(year: date.day.year, month: month, day: day), last >= date.day
        {
            return Found(day: last, range: date.range.lowerBound..<end, isPeriod: true)
        }
        if let (day, end) = number(scalars, at: place), end < scalars.count, scalars[end] == 0x65E5,
            let last = CivilDate(year: date.day.year, month: date.day.month, day: day), last >= date.day
        {
            return Found(day: last, range: date.range.lowerBound..<(end + 1), isPeriod: true)
        }
        return nil
    }

    // MARK: 2031-07-14, 2020.02.04, 2031/7/14, with 17:35

    private static func numeric(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || Text.digit(scalars[start - 1]) == nil, let (year, afterYear) = digits(scalars, at: start),
            afterYear - start == 4, afterYear < scalars.count
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
        let clock = clock(scalars, at: end)
        return Found(day: date, secondOfDay: clock?.second, range: start..<(clock?.end ?? end))
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

    // MARK: 12 May 2031, May 12, 2031, Apr 14 2031

    private static func english(_ scalars: [UInt32], at start: Int) -> Found? {
        guard start == 0 || !Text.isASCIILetter(scalars[start - 1]) else { return nil }
        if let (month, afterMonth) = monthName(scalars, at: start) {
            guard let (day, afterDay) = digits(scalars, at: blanks(scalars, afterMonth)), day <= 31 else { return nil }
            var place = afterDay
            if place + 1 < scalars.count, Text.isASCIILetter(scalars[place]) { place += 2 }
            while place < scalars.count, scalars[place] == 0x2C || scalars[place] == 0x20 { place += 1 }
            guard let (year, end) = digits(scalars, at: place), end - place == 4,
                let date = CivilDate(year: year, month: month, day: day)
            else { return nil }
            return Found(day: date, range: start..<end)
        }
        guard start == 0 || Text.digit(scalars[start - 1]) == nil, let (day, afterDay) = digits(scalars, at: start),
            afterDay - start <= 2
        else { return nil }
        var place = afterDay
        if place + 1 < scalars.count, Text.isASCIILetter(scalars[place]), monthName(scalars, at: place) == nil {
            place += 2
        }
        guard let (month, afterMonth) = monthName(scalars, at: blanks(scalars, place)) else { return nil }
        place = afterMonth
        while place < scalars.count, scalars[place] == 0x2C || scalars[place] == 0x20 { place += 1 }
        guard let (year, end) = digits(scalars, at: place), end - place == 4,
            let date = CivilDate(year: year, month: month, day: day)
        else { return nil }
        return Found(day: date, range: start..<end)
    }

    private static func monthName(_ scalars: [UInt32], at start: Int) -> (month: Int, end: Int)? {
        guard start < scalars.count, Text.isASCIILetter(scalars[start]) else { return nil }
        let word = scalars[start...].prefix(10).prefix(while: Text.isASCIILetter).map { UInt8($0 & 0x5F) }
        guard word.count >= 3 else { return nil }
        for (index, name) in monthNames.enumerated()
        where name.starts(with: word) && (word.count == name.count || word.count <= 4) {
            let end = start + word.count
            return (index + 1, end < scalars.count && scalars[end] == 0x2E ? end + 1 : end)
        }
        return nil
    }

    private static let monthNames = [
        "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER",
        "DECEMBER",
    ].map { Array($0.utf8) }

    // MARK: Numbers

    private static func blanks(_ scalars: [UInt32], _ start: Int) -> Int {
        var place = start
        while place < scalars.count, scalars[place] == 0x20 { place += 1 }
        return place
    }

    private static func digits(_ scalars: [UInt32], at start: Int) -> (Int, Int)? {
        var value = 0
        var place = start
        while place < scalars.count, place - start < 5, let digit = Text.digit(scalars[place]) {
            value = value * 10 + digit
            place += 1
        }
        return place > start && place - start < 5 ? (value, place) : nil
    }

    private static func number(_ scalars: [UInt32], at start: Int) -> (Int, Int)? {
        var place = start
        while place < scalars.count, place - start < 5, isNumeral(scalars[place]) { place += 1 }
        guard place > start, let value = number(scalars[start..<place]) else { return nil }
        return (value, place)
    }

    /// `20`, `二十`, `二〇`, `一百二十`.
    private static func number(_ digits: ArraySlice<UInt32>) -> Int? {
        if digits.contains(0x5341) || digits.contains(0x767E) {
            var total = 0
            var current = 0
            for scalar in digits {
                switch scalar {
                case 0x767E: (total, current) = (total + max(current, 1) * 100, 0)
                case 0x5341: (total, current) = (total + max(current, 1) * 10, 0)
                default:
                    guard let digit = digitValue(scalar), digit != 0 || current == 0 else { return nil }
                    current = digit
                }
            }
            return total + current
        }
        var value = 0
        for scalar in digits {
            guard let digit = digitValue(scalar) else { return nil }
            value = value * 10 + digit
        }
        return value
    }

    private static func digitValue(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007, 0x25CB, 0x96F6, 0xFF2F, 0x25EF: 0
        default: Text.digit(scalar) ?? Numeral.chineseDigits[scalar]
        }
    }

    private static func isNumeral(_ scalar: UInt32) -> Bool {
        digitValue(scalar) != nil || scalar == 0x5341 || scalar == 0x767E
    }
}
