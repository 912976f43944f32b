/// A zone as it stands behind a time: `Z`, `+08:00`, `GMT`, `UTC+8`, `EST`, `Beijing time`, 北京时间.
enum TimeZoneName {
    /// What is read.
    struct Zone {
        /// Seconds east of UTC; when several zones are called so, of the one in which it is latest.
        var offset: Int
        /// When it is an hour ahead of that: `ET` and `London time` name no season.
        var summer: SummerTime?
        var isDoubtful = false
        var end: Int
    }

    static func read(_ scalars: [UInt32], after start: Int) -> Zone? {
        var place = start
        while place < scalars.count, place - start < 6, Text.isBlank(scalars[place]) { place += 1 }
        var closing: UInt32?
        if place < scalars.count, [0x28, 0x5B, 0xFF08].contains(scalars[place]) {
            closing = scalars[place] == 0x28 ? 0x29 : scalars[place] == 0x5B ? 0x5D : 0xFF09
            place += 1
        }
        guard place < scalars.count, let zone = name(scalars, at: place, isAttached: place == start) else {
            return nil
        }
        guard let closing else { return zone }
        guard zone.end < scalars.count, scalars[zone.end] == closing else { return nil }
        var enclosed = zone
        enclosed.end += 1
        return enclosed
    }

    private static func name(_ scalars: [UInt32], at place: Int, isAttached: Bool) -> Zone? {
        if sign(scalars[place]) != nil {
            return figures(scalars, at: place, isAttached ? .attached : .apart).map {
                Zone(offset: $0.offset, end: $0.end)
            }
        }
        if let zone = han(scalars, at: place) { return zone }
        guard Text.isASCIILetter(scalars[place]) || DateReading.isLetter(scalars[place]) else { return nil }
        var end = place
        while end < scalars.count, end - place < 14, DateReading.isLetter(scalars[end]) { end += 1 }
        let word = Text.string(scalars[place..<end])
        let small = word.lowercased()
        if let zone = pair(scalars, word, end) { return zone }
        if ["z", "gmt", "utc", "ut"].contains(small) {
            let next = DateReading.blanks(scalars, end)
            if small != "z", next < scalars.count, let (offset, last) = figures(scalars, at: next, .named) {
                return Zone(offset: offset, end: last)
            }
            return Zone(offset: 0, end: end)
        }
        if let (hours, season) = seasons[word] { return Zone(offset: hours * 3600, summer: season, end: end) }
        if let hours = hours[word] { return Zone(offset: Int(hours * 3600), end: end) }
        if let hours = doubtful[word] {
            let summer: SummerTime? = word == "BST" ? .european : nil
            return Zone(offset: hours * 3600, summer: summer, isDoubtful: true, end: end)
        }
        return localTime(small, scalars, end)
    }

    /// `Beijing time`, `Eastern Standard Time`, `New York time`
    private static func localTime(_ name: String, _ scalars: [UInt32], _ end: Int) -> Zone? {
        guard var (hours, summer) = places[name] else { return nil }
        var last = end
        var isTime = name == "eastern" || name == "pacific"
        for _ in 0..<4 {
            let (next, afterNext) = DateReading.word(scalars, at: DateReading.blanks(scalars, last))
            switch next {
            case "time": isTime = true
            case "york", "kong": break
            case "european": (hours, summer) = (name == "central" ? 1 : name == "eastern" ? 2 : hours, .european)
            case "standard": summer = nil
            case "daylight", "summer": break
            default: return isTime ? Zone(offset: hours * 3600, summer: summer, end: last) : nil
            }
            last = afterNext
            if next == "time" { break }
        }
        return isTime ? Zone(offset: hours * 3600, summer: summer, end: last) : nil
    }

    /// `CET/CEST`
    private static func pair(_ scalars: [UInt32], _ word: String, _ end: Int) -> Zone? {
        guard end < scalars.count, scalars[end] == 0x2F else { return nil }
        let last = scalars[(end + 1)...].firstIndex { !DateReading.isLetter($0) } ?? scalars.count
        let other = Text.string(scalars[(end + 1)..<last])
        return pairs.first { $0.winter == word && $0.summer == other || $0.winter == other && $0.summer == word }.map {
            Zone(offset: $0.offset * 3600, summer: $0.season, end: last)
        }
    }

    private enum Manner { case attached, apart, named }

    private static func sign(_ scalar: UInt32) -> Int? {
        switch Text.narrowed(scalar) {
        case 0x2B: 1
        case 0x2D, 0x2212: -1
        default: nil
        }
    }

    /// `+08:00`, `+0800`, `+08`; behind a name `+8`, too.
    private static func figures(_ scalars: [UInt32], at start: Int, _ manner: Manner) -> (offset: Int, end: Int)? {
        guard let sign = sign(scalars[start]), let (first, afterFirst) = DateReading.digits(scalars, at: start + 1)
        else { return nil }
        let count = afterFirst - start - 1
        var (hours, minutes, end) = (first, 0, afterFirst)
        switch count {
        case 4: (hours, minutes) = (first / 100, first % 100)
        case 1, 2:
            guard count == 2 || manner == .named else { return nil }
            if end < scalars.count, Text.narrowed(scalars[end]) == 0x3A {
                guard let (second, last) = DateReading.digits(scalars, at: end + 1), last - end == 3 else { return nil }
                (minutes, end) = (second, last)
            } else if sign < 0, manner == .apart, end < scalars.count {
                // `10:00 -12`
                return nil
            }
        default: return nil
        }
        guard hours * 60 + minutes <= 14 * 60, minutes < 60 else { return nil }
        return (sign * (hours * 3600 + minutes * 60), end)
    }

    /// In capitals: `est` is a word of French.
    private static let hours: [String: Double] = [
        "EST": -5, "MST": -7, "PST": -8, "AKST": -9, "HST": -10,
        "WET": 0, "CET": 1, "MEZ": 1, "EET": 2, "MSK": 3, "JST": 9, "KST": 9,
        "HKT": 8, "SGT": 8, "AWST": 8, "ACST": 9.5, "ACDT": 10.5, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13,
        "PKT": 5, "МСК": 3, "BJT": 8,
    ]

    /// Those that are called so in winter and in summer, and those of summer, as they are in winter: who writes `EDT` in
    /// January means the clocks of the place, and is not early so.
    private static let seasons: [String: (hours: Int, season: SummerTime)] = [
        "ET": (-5, .american), "CT": (-6, .american), "MT": (-7, .american), "PT": (-8, .american),
        "EDT": (-5, .american), "CDT": (-6, .american), "MDT": (-7, .american), "PDT": (-8, .american),
        "AKDT": (-9, .american), "WEST": (0, .european), "CEST": (1, .european), "MESZ": (1, .european),
        "EEST": (2, .european),
    ]

    private static let doubtful = ["CST": -6, "BST": 0, "IST": 1, "AST": -4]

    private static let pairs: [(winter: String, summer: String, offset: Int, season: SummerTime)] = [
        ("EST", "EDT", -5, .american), ("CST", "CDT", -6, .american), ("MST", "MDT", -7, .american),
        ("PST", "PDT", -8, .american), ("GMT", "BST", 0, .european), ("WET", "WEST", 0, .european),
        ("CET", "CEST", 1, .european), ("MEZ", "MESZ", 1, .european), ("EET", "EEST", 2, .european),
    ]

    private static let places: [String: (hours: Int, summer: SummerTime?)] = [
        "beijing": (8, nil), "hong": (8, nil), "singapore": (8, nil), "taipei": (8, nil), "tokyo": (9, nil),
        "greenwich": (0, nil), "moscow": (3, nil), "london": (0, .european), "uk": (0, .european),
        "british": (0, .european), "paris": (1, .european), "berlin": (1, .european), "brussels": (1, .european),
        "geneva": (1, .european), "rome": (1, .european), "madrid": (1, .european), "vienna": (1, .european),
        "new": (-5, .american), "eastern": (-5, .american), "washington": (-5, .american), "central": (-6, .american),
        "mountain": (-7, .american), "pacific": (-8, .american),
    ]

    // MARK: In Chinese and Japanese

    private static let hanNames: [(name: [UInt32], hours: Int, summer: SummerTime?)] = [
        (["北京时间", "北京時間", "香港时间", "香港時間", "台北時間"], 8, nil), (["东京时间", "日本時間"], 9, nil),
        (["格林尼治时间", "格林威治时间", "格林威治時間"], 0, nil), (["伦敦时间", "倫敦時間", "英国时间"], 0, .european),
        (["巴黎时间", "柏林时间", "日内瓦时间", "欧洲中部时间"], 1, .european),
        (["纽约时间", "紐約時間", "华盛顿时间", "美东时间", "美東時間", "美国东部时间"], -5, SummerTime.american),
    ].flatMap { names, hours, summer in names.map { ($0.unicodeScalars.map(\.value), hours, summer) } }

    private static func han(_ scalars: [UInt32], at place: Int) -> Zone? {
        hanNames.first { scalars[place...].starts(with: $0.name) }.map {
            Zone(offset: $0.hours * 3600, summer: $0.summer, end: place + $0.name.count)
        }
    }

    /// 北京时间 and its like, wherever they stand in a line.
    static func han(in scalars: [UInt32]) -> Zone? { scalars.indices.lazy.compactMap { han(scalars, at: $0) }.first }
}
