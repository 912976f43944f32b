/// Reads the numerals that bulletins count by.
enum Numeral {
    /// - Parameter maxDigits: of Arabic numbers; longer ones are none.
    /// - Returns: the number at the start of `text` and the bytes it takes; `nil` when there is none.
    static func read(
        _ text: Bytes, _ numerals: MarkerFamily.Numerals, maxDigits: Int = 3
    ) -> (value: Int, length: Int)? {
        switch numerals {
        case .arabic: arabic(text, maxDigits: maxDigits)
        case .chinese: chinese(text)
        case .formal: formal(text)
        case .roman: roman(text)
        }
    }

    static func starts(_ numerals: MarkerFamily.Numerals) -> [UInt32] {
        switch numerals {
        case .arabic: Array(0x30...0x39) + Array(0xFF10...0xFF19)
        case .chinese: (0x4E00...0x9FFF).filter { chineseDigit($0) != nil } + [0x5341]
        case .formal: formalDigits.flatMap(\.self) + [0x62FE]
        case .roman: [0x49, 0x56, 0x58]
        }
    }

    /// ASCII and full-width digits; no more than `maxDigits` of them.
    static func arabic(_ text: Bytes, maxDigits: Int) -> (value: Int, length: Int)? {
        var value = 0
        var digits = 0
        var place = text.startIndex
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            guard let digit = Text.digit(scalar) else { break }
            digits += 1
            guard digits <= maxDigits else { return nil }
            value = value * 10 + digit
            place += length
        }
        return digits == 0 ? nil : (value, place - text.startIndex)
    }

    /// `[12]` at the start, and what follows.
    static func bracketed(_ text: Bytes) -> (value: Int, rest: Bytes)? {
        guard text.first == 0x5B, let (value, length) = arabic(text.dropFirst(), maxDigits: 3) else { return nil }
        let rest = text.dropFirst(1 + length)
        return rest.first == 0x5D ? (value, rest.dropFirst()) : nil
    }

    /// 一 to 九十九, and numbers spelled digit by digit (二〇三一 is a year, see `DateReading`).
    static func chinese(_ text: Bytes) -> (value: Int, length: Int)? {
        var tens: Int?
        var ones: Int?
        var place = text.startIndex
        while place < text.endIndex {
            let (scalar, length) = text.scalar(at: place)
            if scalar == 0x5341 {  // 十
                guard tens == nil else { return nil }
                tens = ones ?? 1
                ones = nil
            } else if let digit = chineseDigit(scalar) {
                guard ones == nil else { return nil }
                ones = digit
            } else {
                break
            }
            place += length
        }
        guard tens != nil || ones != nil else { return nil }
        return ((tens ?? 0) * 10 + (ones ?? 0), place - text.startIndex)
    }

    /// 壹 to 拾玖, with the simplified characters.
    static func formal(_ text: Bytes) -> (value: Int, length: Int)? {
        func digit(_ scalar: UInt32?) -> Int? {
            scalar.flatMap { scalar in formalDigits.firstIndex { $0.contains(scalar) } }.map { $0 + 1 }
        }
        if text.firstScalar == 0x62FE {  // 拾
            let ones = digit(text.droppingScalar.firstScalar)
            return (10 + (ones ?? 0), ones == nil ? 3 : 6)
        }
        return digit(text.firstScalar).map { ($0, 3) }
    }

    private static let formalDigits: [[UInt32]] = [
        [0x58F9], [0x8CB3, 0x8D30], [0x53C3, 0x53C2, 0x53C1, 0x53C4], [0x8086], [0x4F0D], [0x9678, 0x9646], [0x67D2],
        [0x634C], [0x7396],
    ]

    /// I to XX, in capital ASCII letters.
    static func roman(_ text: Bytes) -> (value: Int, length: Int)? {
        let letters = text.prefix(6).prefix { $0 == 0x49 || $0 == 0x56 || $0 == 0x58 }
        guard let index = romanNumbers.firstIndex(of: letters.string) else { return nil }
        return (index + 1, letters.count)
    }

    /// 1…9 of 一…九.
    static func chineseDigit(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x4E00: 1
        case 0x4E8C: 2
        case 0x4E09: 3
        case 0x56DB: 4
        case 0x4E94: 5
        case 0x516D: 6
        case 0x4E03: 7
        case 0x516B: 8
        case 0x4E5D: 9
        default: nil
        }
    }

    private static let romanNumbers = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI", "XVII",
        "XVIII", "XIX", "XX",
    ]
}
