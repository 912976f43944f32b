/// A way to write the number of an automatically numbered paragraph (ISO/IEC 29500-1 §17.18.59).
enum NumberFormat: Sendable {
    case decimal, paddedDecimal, fullWidthDecimal, upperRoman, lowerRoman, upperLetter, lowerLetter, ordinal
    /// 一, 十一, 二十, 一百零一.
    case chinese
    /// 壹, 贰 and 壹, 貳.
    case legalSimplified, legalTraditional
    /// 一〇, 一一: digit by digit.
    case chineseDigits
    /// 甲乙丙, 子丑寅; after the last, decimal.
    case stems, branches
    /// ①…⑳ and on; `first` is the character of 1, `count` how many follow one another.
    case enclosed(first: UInt32, count: Int)
    case bullet, none

    /// - Parameter number: of any size; what a format cannot write is written as decimal.
    func text(_ number: Int) -> String {
        switch self {
        case .decimal: String(number)
        case .paddedDecimal: (0..<10).contains(number) ? "0\(number)" : String(number)
        case .fullWidthDecimal: Self.mapped(String(number).utf8.map { $0 == 0x2D ? 0x2D : UInt32($0) - 0x30 + 0xFF10 })
        case .upperRoman: Self.roman(number)
        case .lowerRoman: Self.roman(number).lowercased()
        case .upperLetter: Self.letters(number, from: 0x41)
        case .lowerLetter: Self.letters(number, from: 0x61)
        case .ordinal: Self.ordinal(number)
        case .chinese: Self.chinese(number, digits: "零一二三四五六七八九", units: "十百千", myriad: "万", short: true)
        case .legalSimplified: Self.chinese(number, digits: "零壹贰叁肆伍陆柒捌玖", units: "拾佰仟", myriad: "万", short: false)
        case .legalTraditional: Self.chinese(number, digits: "零壹貳參肆伍陸柒捌玖", units: "拾佰仟", myriad: "萬", short: false)
        case .chineseDigits:
            Self.picked(String(number).utf8.map { Int($0) - 0x30 }, "〇一二三四五六七八九") ?? String(number)
        case .stems: Self.picked([number - 1], "甲乙丙丁戊己庚辛壬癸") ?? String(number)
        case .branches: Self.picked([number - 1], "子丑寅卯辰巳午未申酉戌亥") ?? String(number)
        case .enclosed(let first, let count): Self.enclosed(number, first: first, count: count)
        case .bullet, .none: ""
        }
    }

    /// By the names of Word.
    static let word: [String: NumberFormat] = [
        "decimal": .decimal, "decimalZero": .paddedDecimal, "decimalFullWidth": .fullWidthDecimal,
        "decimalFullWidth2": .fullWidthDecimal, "decimalHalfWidth": .decimal, "upperRoman": .upperRoman,
        "lowerRoman": .lowerRoman, "upperLetter": .upperLetter, "lowerLetter": .lowerLetter, "ordinal": .ordinal,
        "chineseCounting": .chinese, "chineseCountingThousand": .chinese, "taiwaneseCounting": .chinese,
        "taiwaneseCountingThousand": .chinese, "japaneseCounting": .chinese, "koreanCounting": .chinese,
        "chineseLegalSimplified": .legalSimplified, "ideographLegalTraditional": .legalTraditional,
        "japaneseLegal": .legalTraditional, "ideographDigital": .chineseDigits, "taiwaneseDigital": .chineseDigits,
        "japaneseDigitalTenThousand": .chineseDigits, "koreanDigital2": .chineseDigits, "ideographTraditional": .stems,
        "ideographZodiac": .branches, "decimalEnclosedCircle": .enclosed(first: 0x2460, count: 20),
        "decimalEnclosedCircleChinese": .enclosed(first: 0x2460, count: 20),
        "decimalEnclosedFullstop": .enclosed(first: 0x2488, count: 20),
        "decimalEnclosedParen": .enclosed(first: 0x2474, count: 20),
        "ideographEnclosedCircle": .enclosed(first: 0x3280, count: 10), "bullet": .bullet, "none": .none,
    ]

    /// By the first of an OpenDocument sequence: `一, 二, 三, ...` (OpenDocument 1.3 part 3 §19.506).
    static func openDocument(_ format: String) -> NumberFormat {
        switch format.unicodeScalars.first?.value {
        case nil: .none
        case 0x61: .lowerLetter
        case 0x41: .upperLetter
        case 0x69: .lowerRoman
        case 0x49: .upperRoman
        case 0x4E00: .chinese
        case 0x58F9: format.unicodeScalars.contains { $0.value == 0x8D30 } ? .legalSimplified : .legalTraditional
        case 0x7532: .stems
        case 0x5B50: .branches
        case 0xFF11: .fullWidthDecimal
        case 0x2460: .enclosed(first: 0x2460, count: 20)
        case 0x2474: .enclosed(first: 0x2474, count: 20)
        case 0x2488: .enclosed(first: 0x2488, count: 20)
        case 0x3280: .enclosed(first: 0x3280, count: 10)
        default: .decimal
        }
    }

    // MARK: Writing

    private static func mapped(_ scalars: [UInt32]) -> String {
        var text = ""
        for scalar in scalars.compactMap(Unicode.Scalar.init) { text.unicodeScalars.append(scalar) }
        return text
    }

    private static func enclosed(_ number: Int, first: UInt32, count: Int) -> String {
        if (1...count).contains(number) { return mapped([first + UInt32(number - 1)]) }
        guard first == 0x2460 else { return String(number) }
        switch number {
        case 21...35: return mapped([0x3251 + UInt32(number - 21)])
        case 36...50: return mapped([0x32B1 + UInt32(number - 36)])
        default: return String(number)
        }
    }

    private static func picked(_ places: [Int], _ characters: String) -> String? {
        let scalars = Array(characters.unicodeScalars)
        guard places.allSatisfy(scalars.indices.contains) else { return nil }
        return mapped(places.map { scalars[$0].value })
    }

    private static func roman(_ number: Int) -> String {
        guard (1...3999).contains(number) else { return String(number) }
        var rest = number
        var text = ""
        for (value, letters) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= value {
                text += letters
                rest -= value
            }
        }
        return text
    }

    /// a…z, aa…zz, as Word counts.
    private static func letters(_ number: Int, from first: UInt32) -> String {
        guard (1...780).contains(number) else { return String(number) }
        return mapped([UInt32](repeating: first + UInt32((number - 1) % 26), count: (number - 1) / 26 + 1))
    }

    private static func ordinal(_ number: Int) -> String {
        let ending =
            switch (number % 10, number % 100) {
            case (_, 11...13): "th"
            case (1, _): "st"
            case (2, _): "nd"
            case (3, _): "rd"
            default: "th"
            }
        return "\(number)\(ending)"
    }

    /// - Parameter short: 十 for 10…19 instead of 一十.
    private static func chinese(_ number: Int, digits: String, units: String, myriad: String, short: Bool) -> String {
        guard (1...99_999).contains(number) else { return String(number) }
        let digits = digits.unicodeScalars.map(String.init)
        let units = [""] + units.unicodeScalars.map(String.init) + [myriad]
        let figures = String(number).utf8.map { Int($0) - 0x30 }
        var text = ""
        var isGap = false
        for (place, figure) in figures.enumerated() {
            if figure == 0 {
                isGap = true
                continue
            }
            if isGap { text += digits[0] }
            isGap = false
            let unit = figures.count - 1 - place
            if !(short && figure == 1 && unit == 1 && place == 0) { text += digits[figure] }
            text += units[unit]
        }
        return text
    }
}
