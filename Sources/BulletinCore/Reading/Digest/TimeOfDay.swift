/// A time of day as people write it beside a date: `10:00`, `3.30 pm`, `1800 hrs`, `noon`, `10 Uhr`, `下午三时半`.
struct TimeOfDay {
    /// 0…86,400; the latter is the end of the day.
    var second: Int
    /// Seconds east of UTC; `nil` when no zone is told.
    var offset: Int?
    /// Several zones are called so, `CST`: the offset is that of the one in which it is latest.
    var isDoubtful = false
    /// When the zone is an hour ahead of the offset, which is that of winter; `nil` where it never is, or is told to be.
    var summer: SummerTime?
    /// Where it stands, with its zone.
    var range: Range<Int>

    static let noon = 43_200
    static let dayEnd = 86_400

    /// - Parameter isBroad: with what is a time only beside the date of an embargo: `10.00`, `0001`, `6 o'clock`.
    static func read(_ scalars: [UInt32], at start: Int, isBroad: Bool = false) -> TimeOfDay? {
        guard let (second, end) = clock(scalars, at: start, isBroad) else { return nil }
        guard let zone = TimeZoneName.read(scalars, after: end) else {
            return TimeOfDay(second: second, range: start..<end)
        }
        return TimeOfDay(
            second: second, offset: zone.offset, isDoubtful: zone.isDoubtful, summer: zone.summer,
            range: start..<zone.end)
    }

    /// All in a part of the text, in their order.
    static func all(in scalars: [UInt32], _ part: Range<Int>, isBroad: Bool) -> [TimeOfDay] {
        var found: [TimeOfDay] = []
        var place = part.lowerBound
        while place < part.upperBound {
            if mayBegin(scalars, at: place), let time = read(scalars, at: place, isBroad: isBroad) {
                found.append(time)
                place = max(place + 1, time.range.upperBound)
            } else {
                place += 1
            }
        }
        return found
    }

    /// Not within a number, a date in figures or a word.
    private static func mayBegin(_ scalars: [UInt32], at place: Int) -> Bool {
        guard place > 0 else { return true }
        let before = scalars[place - 1]
        if DateReading.isLetter(scalars[place]) { return !DateReading.isLetter(before) }
        guard DateReading.isNumeral(scalars[place]) else { return true }
        if DateReading.isNumeral(before) || DateReading.isLetter(before) { return false }
        return place < 2 || ![0x2E, 0x3A, 0x2F, 0x2D].contains(Text.narrowed(before))
            || Text.digit(scalars[place - 2]) == nil
    }

    // MARK: Forms

    private static func clock(_ scalars: [UInt32], at start: Int, _ isBroad: Bool) -> (second: Int, end: Int)? {
        guard start < scalars.count else { return nil }
        if let (part, end) = part(scalars, at: start) {
            let place = blanks(scalars, end)
            if let (hour, minute, last) = numbers(scalars, at: place, isBroad),
                let second = part.second(hour: hour, minute)
            {
                return (second, last)
            }
            return part == .noon && end - start > 1 ? (noon, end) : nil
        }
        if DateReading.isLetter(scalars[start]) {
            let (word, end) = DateReading.word(scalars, at: start)
            return hourNames[word].map { ($0, end) }
        }
        guard DateReading.isNumeral(scalars[start]) else { return nil }
        if let (hour, minute, end) = numbers(scalars, at: start, isBroad) {
            let place = blanks(scalars, end)
            if let (isLate, last) = half(scalars, at: place) {
                return Part(isLate: isLate).second(hour: hour, minute).map { ($0, last) }
            }
            let (sign, last) = DateReading.word(scalars, at: place)
            let second = hour * 3600 + minute
            guard second <= dayEnd else { return nil }
            return (second, hourSigns.contains(sign) ? last : end)
        }
        return figures(scalars, at: start, isBroad)
    }

    /// `10:00`, `10:00:00.000`, `10.00`, `10时30分`, `十点半`; the minute in seconds, with them.
    private static func numbers(
        _ scalars: [UInt32], at start: Int, _ isBroad: Bool
    ) -> (hour: Int, minute: Int, end: Int)? {
        guard let (hour, end) = DateReading.number(scalars, at: start), hour <= 24, end < scalars.count,
            Text.digit(scalars[start]) == nil || end - start <= 2
        else { return nil }
        let sign = Text.narrowed(scalars[end])
        switch sign {
        case 0x3A, 0x2E:
            guard let (minute, last) = DateReading.digits(scalars, at: end + 1), last - end == 3, minute < 60 else {
                return nil
            }
            if sign == 0x2E {
                let next = last < scalars.count ? Text.narrowed(scalars[last]) : 0x20
                if next == 0x2E, last + 1 < scalars.count, Text.digit(scalars[last + 1]) != nil { return nil }
                let place = blanks(scalars, last)
                let isSaid =
                    half(scalars, at: place) != nil || hourSigns.contains(DateReading.word(scalars, at: place).0)
                return isBroad || isSaid ? (hour, minute * 60, last) : nil
            }
            guard last < scalars.count, Text.narrowed(scalars[last]) == 0x3A,
                let (second, next) = DateReading.digits(scalars, at: last + 1), next - last == 3, second < 60
            else { return (hour, minute * 60, last) }
            return (hour, minute * 60 + second, fraction(scalars, next))
        case 0x65F6, 0x6642, 0x70B9, 0x9EDE, 0xC2DC:  // 时, 時, 点, 點, 시
            return minutes(scalars, at: end + 1).map { (hour, $0.minute * 60, $0.end) }
        default: return nil
        }
    }

    /// Behind `.000`.
    private static func fraction(_ scalars: [UInt32], _ start: Int) -> Int {
        guard start + 1 < scalars.count, scalars[start] == 0x2E || scalars[start] == 0x2C,
            Text.digit(scalars[start + 1]) != nil
        else { return start }
        var end = start + 1
        while end < scalars.count, end - start <= 10, Text.digit(scalars[end]) != nil { end += 1 }
        return end
    }

    /// `30分`, `三十分`, 半, 一刻, 整 or nothing behind the sign of an hour.
    private static func minutes(_ scalars: [UInt32], at start: Int) -> (minute: Int, end: Int)? {
        guard start < scalars.count else { return (0, start) }
        switch scalars[start] {
        case 0x534A: return (30, start + 1)  // 半
        case 0x6574, 0x6B63, 0x949F, 0x9418: return (0, start + 1)  // 整, 正, 钟, 鐘
        default: break
        }
        guard let (minute, end) = DateReading.number(scalars, at: DateReading.blanks(scalars, start)) else {
            return (0, start)
        }
        let next = end < scalars.count ? scalars[end] : 0x20
        if next == 0x523B, minute < 4 { return (minute * 15, end + 1) }  // 刻
        if next == 0x5206 || next == 0xBD84 { return minute < 60 ? (minute, end + 1) : nil }  // 分, 분
        // 月, 年, 日, 号: of a date.
        guard end - start == 2, minute < 60, ![0x6708, 0x5E74, 0x65E5, 0x53F7, 0x865F].contains(next) else {
            return (0, start)
        }
        return (minute, end)
    }

    /// `10am`, `10 Uhr 30`, `10h30`, `12 noon`, `6 o'clock`, `1800 hrs`, `0001`: figures without a mark between.
    private static func figures(
        _ scalars: [UInt32], at start: Int, _ isBroad: Bool
    ) -> (second: Int, end: Int)? {
        guard let (value, end) = DateReading.digits(scalars, at: start), end - start <= 4, end - start != 3 else {
            return nil
        }
        let place = blanks(scalars, end)
        let (word, last) = DateReading.word(scalars, at: place)
        if end - start == 4 {
            let second = value / 100 * 3600 + value % 100 * 60
            guard value % 100 < 60, second <= dayEnd else { return nil }
            if hourSigns.contains(word) { return (second, last) }
            return isBroad || TimeZoneName.read(scalars, after: end) != nil ? (second, end) : nil
        }
        guard value <= 24 else { return nil }
        if let (isLate, last) = half(scalars, at: place) {
            return Part(isLate: isLate).second(hour: value, 0).map { ($0, last) }
        }
        if value == 12, let second = hourNames[word] { return (second, last) }
        if hourSigns.contains(word) {
            let next = DateReading.digits(scalars, at: blanks(scalars, last))
            if let (minute, afterMinute) = next, minute < 60, afterMinute - last <= 3,
                afterMinute - blanks(scalars, last) == 2, value < 24
            {
                let isDate = afterMinute < scalars.count && scalars[afterMinute] == 0x2E
                if !isDate, word != "hrs" { return (value * 3600 + minute * 60, afterMinute) }
            }
            return (value * 3600, last)
        }
        guard isBroad, word == "o", last + 1 < scalars.count, scalars[last] == 0x27 || scalars[last] == 0x2019,
            case (let name, let nameEnd) = DateReading.word(scalars, at: last + 1), name == "clock"
        else { return nil }
        // In the morning or in the evening: the later one.
        return (value * 3600 + (value < 12 ? noon : 0), nameEnd)
    }

    /// `am`, `p.m.`, and no German `am 5. Mai`.
    private static func half(_ scalars: [UInt32], at start: Int) -> (isLate: Bool, end: Int)? {
        guard start < scalars.count else { return nil }
        let first = scalars[start] | 0x20
        guard first == 0x61 || first == 0x70 else { return nil }
        var place = start + 1
        let isShort = place < scalars.count && scalars[place] == 0x2E
        if isShort { place = DateReading.blanks(scalars, place + 1) }
        guard place < scalars.count, scalars[place] | 0x20 == 0x6D else { return nil }
        place += 1
        if isShort, place < scalars.count, scalars[place] == 0x2E { place += 1 }
        if place < scalars.count, DateReading.isLetter(scalars[place]) { return nil }
        if first == 0x61, let (_, end) = DateReading.digits(scalars, at: DateReading.blanks(scalars, place)),
            end < scalars.count, scalars[end] == 0x2E
        {
            return nil
        }
        return (first == 0x70, place)
    }

    private static func blanks(_ scalars: [UInt32], _ start: Int) -> Int {
        var place = start
        while place < scalars.count, Text.isBlank(scalars[place]) { place += 1 }
        return place
    }

    private static let hourSigns: Set = [
        "uhr", "h", "hrs", "hr", "hours", "heures", "heure", "uur", "ore", "horas", "часов",
    ]

    /// Of midnight nobody can tell which one is meant: the later.
    private static let hourNames = [
        "noon": noon, "midday": noon, "mittag": noon, "midi": noon, "mezzogiorno": noon, "mediodía": noon,
        "midnight": dayEnd, "mitternacht": dayEnd, "minuit": dayEnd, "mezzanotte": dayEnd, "medianoche": dayEnd,
    ]

    // MARK: Parts of the day

    private enum Part {
        case early, noon, late, night

        init(isLate: Bool) { self = isLate ? .late : .early }

        /// - Parameter minute: in seconds.
        func second(hour: Int, _ minute: Int) -> Int? {
            let hours =
                switch self {
                case .early: hour == 12 ? 0 : hour
                case .noon: hour < 4 ? hour + 12 : hour
                case .late: hour < 12 ? hour + 12 : hour
                // 夜里2时 is of the next day, or of this one.
                case .night: hour < 6 || hour == 12 ? 24 : hour < 12 ? hour + 12 : hour
                }
            return hours > 24 ? nil : min(dayEnd, hours * 3600 + minute)
        }
    }

    /// A word for a part of the day; those of one character need an hour behind them.
    private static func part(_ scalars: [UInt32], at start: Int) -> (part: Part, end: Int)? {
        guard scalars[start] >= 0x4E00 else { return nil }
        return parts.first { scalars[start...].starts(with: $0.word) }.map { ($0.part, start + $0.word.count) }
    }

    private static let parts: [(word: [UInt32], part: Part)] = [
        (Part.early, ["凌晨", "早上", "早晨", "清晨", "早间", "早間", "今晨", "今早", "上午", "午前", "오전", "早", "晨"]),
        (.noon, ["中午", "正午"]), (.late, ["下午", "午後", "午后", "오후", "傍晚"]),
        (.night, ["晚上", "晚间", "晚間", "夜间", "夜間", "夜里", "夜裡", "夜晚", "深夜", "当晚", "當晚", "今晚", "晚", "夜"]),
    ].flatMap { part, words in words.map { ($0.unicodeScalars.map(\.value), part) } }

    /// The end of a part of the day that a text names without an hour; `nil` when it names none.
    static func end(ofPartIn scalars: [UInt32], besides date: Range<Int>) -> Int? {
        var latest: Int?
        var place = 0
        while place < scalars.count {
            if date.contains(place) {
                place = date.upperBound
            } else if let (part, end) = part(scalars, at: place) {
                if end - place > 1 { latest = max(latest ?? 0, part == .early || part == .noon ? noon : dayEnd) }
                place = end
            } else if scalars[place...].starts(with: [0x5348, 0x591C]) {  // 午夜
                latest = dayEnd
                place += 2
            } else if DateReading.isLetter(scalars[place]) {
                let (word, end) = DateReading.word(scalars, at: place)
                if let second = partNames[word] { latest = max(latest ?? 0, second) }
                place = max(end, place + 1)
                while place < scalars.count, DateReading.isLetter(scalars[place]) { place += 1 }
            } else {
                place += 1
            }
        }
        return latest
    }

    private static let partNames = [
        "morning": noon, "forenoon": noon, "vormittag": noon, "matin": noon,
        "lunch": dayEnd, "lunchtime": dayEnd, "afternoon": dayEnd, "evening": dayEnd, "night": dayEnd,
        "tonight": dayEnd, "eod": dayEnd, "cob": dayEnd, "close": dayEnd, "delivery": dayEnd, "speech": dayEnd,
        "nachmittag": dayEnd, "abend": dayEnd, "abends": dayEnd, "nachmittags": dayEnd, "soir": dayEnd,
        "tarde": dayEnd, "noche": dayEnd, "sera": dayEnd,
    ]
}
