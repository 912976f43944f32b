/// Reads dates as bulletins write them. A date without a year is no full date, and a month is no day: nothing is
/// invented. What is incomplete is told apart, see `Mention`.
enum DateReading {
    /// A full date and where it stood among the scalars.
    struct Found {
        /// The day, or the last one of a period.
        var day: CivilDate
        var secondOfDay: Int?
        var range: Range<Int>
        /// The first day of a period; `nil` for a day by itself.
        var start: CivilDate?
        /// Where a time in figures begins that belongs to the range; `nil` when none does.
        var clock: Int?

        /// Behind the day.
        var dayEnd: Int { clock ?? range.upperBound }

        var isPeriod: Bool { start != nil }
    }

    /// A date that lacks its year or its day.
    struct Mention {
        /// `--MM-DD`, `--MM-DD/--MM-DD`, `YYYY-MM` (ISO 8601).
        var value: String
        var isPeriod: Bool
        var range: Range<Int>
    }

    /// The last day of a stated period, or the only date: `3月3日—3月9日` after a year means the ninth.
    static func last(in text: Bytes) -> Found? {
        holdsNumeral(text, limit: 400) ? all(in: text.scalars(limit: 400)).last : nil
    }

    static func first(in text: Bytes) -> Found? {
        holdsNumeral(text, limit: 400) ? all(in: text.scalars(limit: 400)).first : nil
    }

    /// Nothing but a date (and its weekday) stands in the text.
    static func isDateOnly(_ text: Bytes) -> Bool {
        guard holdsNumeral(text, limit: 60) else { return false }
        let scalars = text.scalars(limit: 60)
        guard mayBeDateOnly(scalars) else { return false }
        var rest = scalars
        if let found = all(in: scalars).first {
            rest.removeSubrange(found.range)
        } else if let mention = incomplete(in: scalars, besides: []).first {
            rest.removeSubrange(mention.range)
        } else {
            return false
        }
        let words = rest.split { Text.isBlank($0) || Text.isPunctuation($0) }
        return words.isEmpty || isWeekday(Array(words.joined()))
            || words.allSatisfy { isBeside(Text.string($0).lowercased()) }
    }

    /// 星期日, 周日, 公元 before a year, Sun.
    private static func isWeekday(_ word: [UInt32]) -> Bool {
        // Wednesday
        guard word.count <= 9 else { return false }
        let text = Text.string(word).lowercased()
        if word.allSatisfy(Text.isASCIILetter) {
            return word.count >= 2 && weekdays.contains { $0.hasPrefix(text) }
        }
        guard let last = text.last, text.count <= 3 else { return false }
        return ["公元", "西元"].contains(text) || eras[text] != nil
            || ["星期", "周", "週", "礼拜", "禮拜"].contains(String(text.dropLast())) && "一二三四五六日天".contains(last)
    }

    /// Nothing but weekdays and the day of the lunar calendar: `星期六 农历二月初三`.
    static func isOfCalendar(_ text: Bytes) -> Bool {
        let text = text.prefix(200)
        var word: [UInt32] = []
        var place = text.startIndex
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            place += length
            let isParting = Text.isBlank(scalar) || Text.isPunctuation(scalar)
            if !isParting { word.append(scalar) }
            if isParting || place >= text.endIndex, !word.isEmpty {
                guard isWeekday(word) || isLunar(word) else { return false }
                word.removeAll(keepingCapacity: true)
            }
        }
        return true
    }

    private static func isLunar(_ word: [UInt32]) -> Bool {
        word[0] >= 0x80 && ["农历", "農曆"].contains(Text.string(word.prefix(2)))
    }

    static let weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// A cheap look before: whether there are no more letters and characters than two dates and a weekday have.
    private static func mayBeDateOnly(_ scalars: [UInt32]) -> Bool {
        var (letters, others) = (0, 0)
        for scalar in scalars {
            if isLetter(scalar) {
                letters += 1
            } else if !isNumeral(scalar), !Text.isBlank(scalar), !Text.isPunctuation(scalar), !isDash(scalar),
                !isDaySign(scalar), ![0x5E74, 0x6708, 0xB144, 0xC6D4, 0xC77C].contains(scalar)
            {
                others += 1
            }
        }
        return letters <= 40 && others <= 3
    }

    static func all(in scalars: [UInt32]) -> [Found] {
        var found: [Found] = []
        // Every form has a numeral behind its beginning.
        guard let last = lastNumeral(in: scalars) else { return [] }
        var place = 0
        while place <= last {
            if mayBegin(scalars, at: place), var date = full(scalars, at: place) {
                // `2028年12月29日—2029年1月4日`
                if !date.isPeriod, let next = afterDash(scalars, date.range.upperBound),
                    let end = full(scalars, at: next), !end.isPeriod, end.day >= date.day
                {
                    date = Found(day: end.day, range: date.range.lowerBound..<end.range.upperBound, start: date.day)
                }
                found.append(date)
                place = max(date.range.upperBound, place + 1)
            } else {
                place += 1
            }
        }
        return found
    }

    /// The last `2026-03-14` or `2026.3.14` of a name, whatever follows: `2026-03-14-dredging`, `2026-03-14-2`.
    static func separated(in scalars: [UInt32]) -> CivilDate? {
        var found: CivilDate?
        for place in scalars.indices where place == 0 || Text.digit(scalars[place - 1]) == nil {
            guard let (year, afterYear) = digits(scalars, at: place), afterYear - place == 4,
                (1990...2100).contains(year), afterYear < scalars.count, [0x2D, 0x2E].contains(scalars[afterYear]),
                let (month, afterMonth) = digits(scalars, at: afterYear + 1), afterMonth - afterYear <= 3,
                afterMonth < scalars.count, scalars[afterMonth] == scalars[afterYear],
                let (day, end) = digits(scalars, at: afterMonth + 1), end - afterMonth <= 3
            else { continue }
            found = CivilDate(year: year, month: month, day: day) ?? found
        }
        return found
    }

    /// Dates without a year and months without a day, outside of the full dates.
    static func incomplete(in scalars: [UInt32], besides found: [Found]) -> [Mention] {
        var mentions: [Mention] = []
        guard let last = lastNumeral(in: scalars) else { return [] }
        var place = 0
        var next = found.makeIterator()
        var full = next.next()
        while place <= last {
            if let known = full, known.range.lowerBound <= place {
                place = max(place + 1, known.range.upperBound)
                full = next.next()
            } else if mayBegin(scalars, at: place), let mention = month(scalars, at: place) ?? days(scalars, at: place)
            {
                mentions.append(mention)
                place = mention.range.upperBound
            } else {
                place += 1
            }
        }
        return mentions
    }

    // MARK: What lacks a part

    /// `2031年3月`, `民國一百二十年十月`, `March 2031`, and no day behind it.
    private static func month(_ scalars: [UInt32], at start: Int) -> Mention? {
        if let (year, afterYear) = chineseYear(scalars, at: start),
            let (month, afterMonth) = spaced(scalars, at: afterYear),
            (1...12).contains(month), afterMonth < scalars.count, scalars[afterMonth] == 0x6708
        {
            // A day that does not exist is no reason to take its month.
            if afterMonth + 1 < scalars.count, number(scalars, at: afterMonth + 1) != nil { return nil }
            if let (_, afterDay) = spaced(scalars, at: afterMonth + 1), afterDay < scalars.count,
                isDaySign(scalars[afterDay])
            {
                return nil
            }
            return Mention(
                value: "\(year.padded(4))-\(month.padded(2))", isPeriod: false, range: start..<(afterMonth + 1))
        }
        guard start == 0 || !Text.isASCIILetter(scalars[start - 1]), let (month, end) = monthName(scalars, at: start),
            let (year, last) = digits(scalars, at: blanks(scalars, end)), (1900...2199).contains(year)
        else { return nil }
        return Mention(value: "\(year.padded(4))-\(month.padded(2))", isPeriod: false, range: start..<last)
    }

    /// `3月11日`, `4月8-9日`, `9月6日—9月10日`, with nothing before that might be the year.
    private static func days(_ scalars: [UInt32], at start: Int) -> Mention? {
        guard start == 0 || !isNumeral(scalars[start - 1]), let span = daySpan(scalars, at: start),
            span.first.isPossible, span.last?.isPossible ?? true
        else { return nil }
        let value = span.last.map { "\(span.first)/\($0)" } ?? "\(span.first)"
        return Mention(value: value, isPeriod: span.last != nil, range: start..<span.end)
    }
}
