/// Titles and numbers of issues with the Chinese numerals of their periods in figures: `第十二期` and `第12期` are one issue,
/// `二〇二六年十一月` and `二〇二六年十二月` are two.
enum PeriodFigures {
    /// Numerals behind 第 and before 年, 月, 日; others are words.
    static func written(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isNumeral($0) }) else { return text }
        let scalars = Array(text.unicodeScalars)
        var written = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            let run = scalars[place...].prefix { isNumeral($0) }
            guard let first = run.first else {
                written.append(scalars[place])
                place += 1
                continue
            }
            let before = place > 0 ? scalars[place - 1] : " "
            let next = run.endIndex < scalars.count ? scalars[run.endIndex] : " "
            let isYear = next == "年" && run.count == 4 && digit(first) != nil
            if before == "第" || isYear || next == "月" || next == "日", run.count <= 8, let value = value(of: run) {
                written.append(contentsOf: String(value).unicodeScalars)
            } else {
                written.append(contentsOf: run)
            }
            place = run.endIndex
        }
        return String(written)
    }

    /// Whether two numbers are of one issue: `2026年第十二期` is `第12期`.
    static func areOne(_ one: String, _ other: String) -> Bool {
        let (one, other) = (number(one), number(other))
        let (short, long) = one.utf8.count < other.utf8.count ? (one, other) : (other, one)
        return one == other || short.hasPrefix("第") && long.hasSuffix("年" + short)
    }

    /// The number of an issue, without what only its form is.
    static func number(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                written(text).unicodeScalars.compactMap { scalar in
                    if scalar.properties.isWhitespace { return nil }
                    return (0xFF10...0xFF19).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value - 0xFF10 + 0x30) : scalar
                }))
    }

    /// Digit by digit, `二〇二六`, or with tens and hundreds, `一百零二`; `nil` for what is neither.
    private static func value(of run: ArraySlice<Unicode.Scalar>) -> Int? {
        let digits = run.compactMap { digit($0) }
        if digits.count == run.count { return digits.reduce(0) { $0 * 10 + $1 } }
        var (sum, ones): (Int, Int?) = (0, nil)
        var least = 1_000
        for scalar in run {
            if let digit = digit(scalar) {
                guard ones == nil || ones == 0 else { return nil }
                ones = digit
            } else if let unit = unit(scalar) {
                guard unit < least else { return nil }
                sum += max(1, ones ?? 1) * unit
                (ones, least) = (nil, unit)
            } else if let tens = tens(scalar) {
                guard 10 < least, ones == nil || ones == 0 else { return nil }
                sum += tens
                (ones, least) = (nil, 10)
            }
        }
        return sum + (ones ?? 0)
    }

    private static func isNumeral(_ scalar: Unicode.Scalar) -> Bool {
        digit(scalar) != nil || unit(scalar) != nil || tens(scalar) != nil
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "〇", "○", "零": 0
        default: Numeral.chineseDigit(scalar.value)
        }
    }

    private static func unit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "十": 10
        case "百": 100
        default: nil
        }
    }

    private static func tens(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "廿": 20
        case "卅": 30
        default: nil
        }
    }
}
