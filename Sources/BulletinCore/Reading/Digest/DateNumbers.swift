/// Numbers in dates, in figures and in Chinese.
extension DateReading {
    static func blanks(_ scalars: [UInt32], _ start: Int) -> Int {
        var place = start
        while place < scalars.count, scalars[place] == 0x20 { place += 1 }
        return place
    }

    static func digits(_ scalars: [UInt32], at start: Int) -> (Int, Int)? {
        var value = 0
        var place = start
        while place < scalars.count, place - start < 5, let digit = Text.digit(scalars[place]) {
            value = value * 10 + digit
            place += 1
        }
        return place > start && place - start < 5 ? (value, place) : nil
    }

    static func number(_ scalars: [UInt32], at start: Int) -> (Int, Int)? {
        var place = start
        while place < scalars.count, place - start < 5, isNumeral(scalars[place]) { place += 1 }
        guard place > start, let value = number(scalars[start..<place]) else { return nil }
        return (value, place)
    }

    /// The same with blanks around it, and where what follows them begins.
    static func spaced(_ scalars: [UInt32], at start: Int) -> (Int, Int)? {
        number(scalars, at: blanks(scalars, start)).map { ($0, blanks(scalars, $1)) }
    }

    /// `20`, `二十`, `二〇`, `一百二十`.
    static func number(_ digits: ArraySlice<UInt32>) -> Int? {
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

    /// Zero is written 〇, ○, 零, Ｏ or ◯.
    static func digitValue(_ scalar: UInt32) -> Int? {
        switch scalar {
        case 0x3007, 0x25CB, 0x96F6, 0xFF2F, 0x25EF: 0
        case ..<0x80: Text.digit(scalar)
        default: Numeral.chineseDigit(scalar) ?? Text.digit(scalar)
        }
    }

    static func isNumeral(_ scalar: UInt32) -> Bool {
        scalar < 0x80
            ? (0x30...0x39).contains(scalar) : digitValue(scalar) != nil || scalar == 0x5341 || scalar == 0x767E
    }

    static func lastNumeral(in scalars: [UInt32]) -> Int? {
        let wideNumerals = wideNumerals
        return scalars.lastIndex { $0 < 0x80 ? (0x30...0x39).contains($0) : wideNumerals.contains($0) }
    }

    /// Whether there is a numeral among the first scalars, up to a limit or a few more: without one nothing is a date.
    static func holdsNumeral(_ text: Bytes, limit: Int) -> Bool {
        let text = text.prefix(limit * 4)
        let bytes = text.span
        let wideNumerals = wideNumerals
        var place = 0
        while place < bytes.count {
            let byte = bytes[place]
            if byte & 0xF0 == 0xE0 {
                // The limit may cut the last one.
                guard place + 2 < bytes.count else {
                    return wideNumerals.contains(text.scalar(at: text.startIndex + place).value)
                }
                let scalar =
                    UInt32(byte & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6 | UInt32(bytes[place + 2] & 0x3F)
                if wideNumerals.contains(scalar) { return true }
                place += 3
            } else {
                if byte >= 0x30, byte < 0x3A { return true }
                place += 1
            }
        }
        return false
    }

    /// Those of three bytes; none has more.
    private static let wideNumerals = ScalarSet((0x2000..<0x10000).lazy.filter(isNumeral))
}
