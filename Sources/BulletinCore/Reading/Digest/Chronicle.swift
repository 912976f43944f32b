/// Lines of a chronicle: each begins with the day or the month of what it tells.
enum Chronicle {
    /// Whether three lines begin with days of different years, and say something behind them. None of these days is that
    /// of publication.
    static func isOne(_ lines: some Sequence<Bytes>) -> Bool {
        var years: Set<Int> = []
        for line in lines {
            guard let year = year(of: line) else { continue }
            years.insert(year)
            if years.count >= 3 { return true }
        }
        return false
    }

    private static func year(of line: Bytes) -> Int? {
        guard let first = line.firstScalar, Text.digit(first) != nil || Numeral.chineseDigit(first) != nil,
            !DateReading.isDateOnly(line)
        else { return nil }
        let scalars = line.scalars(limit: 60)
        let full = DateReading.all(in: scalars)
        if let found = full.first, found.range.lowerBound == 0 { return (found.start ?? found.day).year }
        let mention = DateReading.incomplete(in: scalars, besides: full).first
        return mention.flatMap { $0.range.lowerBound == 0 ? Int($0.value.prefix(4)) : nil }
    }
}
