/// The time that belongs to a date: right behind it, right before it, or wherever an embargo names one.
extension DateReading {
    /// - Parameter isEmbargo: never an instant too early: of several times the latest; where none can be read in what may
    ///   be one, the end of the day.
    static func time(of found: Found, in scalars: [UInt32], isEmbargo: Bool) -> TimeOfDay? {
        var time =
            timeBehind(found, in: scalars, isBroad: isEmbargo)
            ?? timeBefore(found.range, in: scalars, isBroad: isEmbargo)
        if isEmbargo, time == nil { time = timeAnywhere(found, in: scalars) }
        guard var time else { return nil }
        if time.isDoubtful, !isEmbargo { time.offset = nil }
        if time.offset == nil, !time.isDoubtful {
            let zone =
                TimeZoneName.read(scalars, after: max(time.range.upperBound, found.range.upperBound))
                .flatMap { $0.isDoubtful && !isEmbargo ? nil : $0 } ?? TimeZoneName.han(in: scalars)
            (time.offset, time.summer) = (zone?.offset, zone?.summer)
        }
        if let standard = time.offset,
            time.summer?.isInForce(on: found.day, at: time.second, standard: standard) == true
        {
            time.offset = standard + 3600
        }
        return time
    }

    /// `T09:26:53`, `, 10:00`, ` at 3 pm`, `（星期四）下午3时`.
    static func timeBehind(_ found: Found, in scalars: [UInt32], isBroad: Bool = false) -> TimeOfDay? {
        var place = found.dayEnd
        while place < scalars.count, place - found.dayEnd < 40 {
            if place == found.dayEnd, scalars[place] == 0x54 {
                place += 1
            } else if let time = TimeOfDay.read(scalars, at: place, isBroad: isBroad) {
                return time
            } else if let next = afterGap(scalars, at: place) {
                place = next
            } else {
                return nil
            }
        }
        return nil
    }

    /// `10:00, 5 May 2031`, `10am EST on Monday, 5 May 2031`.
    static func timeBefore(_ date: Range<Int>, in scalars: [UInt32], isBroad: Bool = false) -> TimeOfDay? {
        let first = max(0, date.lowerBound - 60)
        guard
            let time = TimeOfDay.all(in: scalars, first..<date.lowerBound, isBroad: isBroad).last,
            time.range.upperBound <= date.lowerBound
        else { return nil }
        var place = time.range.upperBound
        while place < date.lowerBound, let next = afterGap(scalars, at: place) { place = next }
        return place >= date.lowerBound ? time : nil
    }

    private static func timeAnywhere(_ found: Found, in scalars: [UInt32]) -> TimeOfDay? {
        let all =
            TimeOfDay.all(in: scalars, 0..<found.range.lowerBound, isBroad: true)
            + TimeOfDay.all(in: scalars, found.dayEnd..<scalars.count, isBroad: true)
        if let latest = all.max(by: { $0.second < $1.second }) { return latest }
        let end = found.dayEnd..<found.dayEnd
        if let second = TimeOfDay.end(ofPartIn: scalars, besides: found.range) {
            return TimeOfDay(second: second, range: end)
        }
        return isAfter(found, scalars) || seemsTimed(found, scalars)
            ? TimeOfDay(second: TimeOfDay.dayEnd, range: end) : nil
    }

    /// `after 5 May 2031`
    private static func isAfter(_ found: Found, _ scalars: [UInt32]) -> Bool {
        let lead = Text.string(scalars[..<found.range.lowerBound].suffix(8)).lowercased()
        return lead.hasSuffix("after ") || lead.hasSuffix("nach dem ")
    }

    /// Figures where a time stands that nobody can read: `at 10`, `, 25:00`.
    private static func seemsTimed(_ found: Found, _ scalars: [UInt32]) -> Bool {
        var place = found.dayEnd
        var isLed = false
        while place < scalars.count, Text.digit(scalars[place]) == nil, let next = afterGap(scalars, at: place) {
            isLed = isLed || isLetter(scalars[place]) && word(scalars, at: place).0 == "at"
            place = next
        }
        guard let (_, end) = digits(scalars, at: place) else { return false }
        return isLed
            || end < scalars.count && [0x3A, 0x65F6, 0x6642, 0x70B9, 0x9EDE].contains(Text.narrowed(scalars[end]))
    }

    /// Behind a blank, a mark, a word like `at`, or a weekday; `nil` where something else stands.
    private static func afterGap(_ scalars: [UInt32], at place: Int) -> Int? {
        let scalar = scalars[place]
        if Text.isBlank(scalar) || isDash(scalar) || gaps.contains(Text.narrowed(scalar)) { return place + 1 }
        if scalar == 0x2E, place > 0, isLetter(scalars[place - 1]) { return place + 1 }
        if isLetter(scalar) {
            let (word, end) = word(scalars, at: place)
            let isKnown =
                gapWords.contains(word) || isBeside(word)
                || word.utf8.count >= 3 && weekdays.contains { $0.hasPrefix(word) }
            return isKnown ? end : nil
        }
        return hanGaps.first { scalars[place...].starts(with: $0) }.map { place + $0.count }
    }

    /// `,` `(` `)` `[` `]` `:` `|` `·` `、`
    private static let gaps: Set<UInt32> = [0x2C, 0x28, 0x29, 0x5B, 0x5D, 0x3A, 0x7C, 0xB7, 0x3001]

    private static let gapWords: Set = [
        "at", "on", "the", "of", "from", "um", "ab", "à", "a", "alle", "las", "às", "kl", "om", "klo", "os", "in",
        "dem", "del", "em", "v", "time", "uhr", "hrs",
    ]

    private static let hanGaps: [[UInt32]] =
        (["星期", "周", "週", "礼拜", "禮拜"].flatMap { week in "一二三四五六日天".map { week + String($0) } } + [
            "北京时间", "北京時間", "当地时间", "當地時間", "香港時間", "日本時間", "台北時間", "伦敦时间", "倫敦時間", "纽约时间", "紐約時間", "美东时间", "美東時間", "的",
            "于", "於", "在", "日", "午",
        ]).map { $0.unicodeScalars.map(\.value) }
}

extension StatedDate {
    /// Of a date with the time that belongs to it.
    init(
        _ found: DateReading.Found, at time: TimeOfDay?, origin: Origin, line: Int?, mayHold: Bool = true,
        isNamed: Bool = false, isEmbargo: Bool = false
    ) {
        var (day, second) = (found.day, time?.second)
        if second == TimeOfDay.dayEnd {
            let next = CivilDate(daysSinceEpoch: day.daysSinceEpoch + 1)
            (day, second) = next > day ? (next, 0) : (day, TimeOfDay.dayEnd - 1)
        }
        self.init(
            day: day, secondOfDay: second, offset: time?.offset, origin: origin, line: line, mayHold: mayHold,
            isNamed: isNamed, isEmbargo: isEmbargo)
    }
}
