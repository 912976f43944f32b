/// A zone as it stands behind a time: `Z`, `+08:00`, `GMT`, `UTC+8`, `EST`, `Beijing time`, 北京时间.
enum TimeZoneName {
    /// Seconds east of UTC; when several zones are called so, of the one in which it is latest.
    static func read(
        _ scalars: [UInt32], after start: Int
    ) -> (offset: Int, isDoubtful: Bool, end: Int)? {
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
        return (zone.offset, zone.isDoubtful, zone.end + 1)
    }

    private static func name(
        _ scalars: [UInt32], at place: Int, isAttached: Bool
    ) -> (offset: Int, isDoubtful: Bool, end: Int)? {
        if sign(scalars[place]) != nil {
            return figures(scalars, at: place, isAttached ? .attached : .apart).map { ($0.offset, false, $0.end) }
        }
        if let (name, offset) = hanNames.first(where: { scalars[place...].starts(with: $0.name) }) {
            return (offset, false, place + name.count)
        }
        guard Text.isASCIILetter(scalars[place]) || DateReading.isLetter(scalars[place]) else { return nil }
        var end = place
        while end < scalars.count, end - place < 14, DateReading.isLetter(scalars[end]) { end += 1 }
        let word = Text.string(scalars[place..<end])
        let small = word.lowercased()
        if ["z", "gmt", "utc", "ut"].contains(small) {
            let next = DateReading.blanks(scalars, end)
            if small != "z", next < scalars.count, let (offset, last) = figures(scalars, at: next, .named) {
                return (offset, false, last)
            }
            return (0, false, end)
        }
        if let hours = hours[word] { return (Int(hours * 3600), false, end) }
        if let hours = doubtful[word] { return (Int(hours * 3600), true, end) }
        guard let hours = places[small] else { return nil }
        // `Beijing time`, `Eastern Standard Time`, `New York time`
        var last = end
        var isTime = small == "eastern" || small == "pacific"
        for _ in 0..<3 {
            let (next, afterNext) = DateReading.word(scalars, at: DateReading.blanks(scalars, last))
            guard ["time", "standard", "daylight", "summer", "york", "kong", "european"].contains(next) else { break }
            last = afterNext
            if next == "time" {
                isTime = true
                break
            }
        }
        return isTime ? (hours * 3600, false, last) : nil
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

    /// In capitals: `est` is a word of French. Where a zone has a summer time of the same name, `ET`, it is the winter's,
    /// which is later.
    private static let hours: [String: Double] = [
        "EST": -5, "EDT": -4, "ET": -5, "MDT": -6, "MST": -7, "MT": -7, "PST": -8, "PDT": -7, "PT": -8, "CDT": -5,
        "CT": -6, "AKST": -9, "AKDT": -8, "HST": -10, "WET": 0, "WEST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2,
        "EET": 2, "EEST": 3, "MSK": 3, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AWST": 8, "ACST": 9.5, "ACDT": 10.5,
        "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "PKT": 5, "МСК": 3, "BJT": 8,
    ]

    private static let doubtful: [String: Double] = ["CST": -6, "BST": 1, "IST": 1, "AST": -4]

    private static let places = [
        "beijing": 8, "hong": 8, "singapore": 8, "taipei": 8, "tokyo": 9, "london": 0, "new": -5, "eastern": -5,
        "pacific": -8, "central": -6, "mountain": -7, "greenwich": 0, "moscow": 3,
    ]

    private static let hanNames: [(name: [UInt32], offset: Int)] = [
        ("北京时间", 8), ("北京時間", 8), ("香港时间", 8), ("香港時間", 8), ("台北時間", 8), ("东京时间", 9), ("日本時間", 9),
        ("格林尼治时间", 0), ("格林威治时间", 0), ("格林威治時間", 0),
    ].map { ($0.0.unicodeScalars.map(\.value), $0.1 * 3600) }

    /// 北京时间 and its like, wherever they stand in a line.
    static func han(in scalars: [UInt32]) -> Int? {
        scalars.indices.lazy.compactMap { place in
            hanNames.first { scalars[place...].starts(with: $0.name) }?.offset
        }.first
    }
}
