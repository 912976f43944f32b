/// The number of an issue, as written: `第12期`, `2029年第21期`, `#120`, `Vol 12 #87`.
enum IssueNumber {
    /// - Parameter text: a title or a line of the header; only its first 200 scalars are looked at.
    static func find(in text: Bytes) -> String? {
        let scalars = text.scalars(limit: 200)
        return chinese(scalars) ?? english(scalars)
    }

    private static func chinese(_ scalars: [UInt32]) -> String? {
        var total: String?
        for start in scalars.indices where scalars[start] == 0x7B2C {  // 第
            var end = start + 1
            while end < scalars.count, isNumeral(scalars[end]) || scalars[end] == 0x20 { end += 1 }
            guard end > start + 1, end < scalars.count, [0x671F, 0x53F7, 0x8F2F, 0x8F91].contains(scalars[end]),
                scalars[(start + 1)..<end].contains(where: isNumeral)
            else { continue }
            if start > 0, scalars[start - 1] == 0x603B || scalars[start - 1] == 0x7E3D {  // 总
                total = total ?? string(scalars[(start - 1)...end])
                continue
            }
            return string(scalars[yearStart(before: start, scalars)...end])
        }
        return total
    }

    /// Includes `2028年10月`, `2029年`, `（2031）` right before `第`.
    private static func yearStart(before start: Int, _ scalars: [UInt32]) -> Int {
        var place = start
        if place > 0, [0xFF09, 0x29, 0x3015].contains(scalars[place - 1]) {
            let digits = scalars[..<(place - 1)].suffix(4)
            let open = place - 2 - digits.count
            if digits.count == 4, digits.allSatisfy({ Text.digit($0) != nil }), open >= 0,
                [0xFF08, 0x28, 0x3014].contains(scalars[open])
            {
                return open
            }
            return start
        }
        if place > 0, scalars[place - 1] == 0x6708 {  // 月
            var digits = place - 1
            while digits > 0, Text.digit(scalars[digits - 1]) != nil { digits -= 1 }
            if digits < place - 1 { place = digits }
        }
        if place > 0, scalars[place - 1] == 0x5E74 {  // 年
            var digits = place - 1
            while digits > 0, Text.digit(scalars[digits - 1]) != nil { digits -= 1 }
            if place - 1 - digits == 4 { return digits }
        }
        return start
    }

    private static func english(_ scalars: [UInt32]) -> String? {
        let lower = scalars.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        for word in ["vol ", "vol. ", "volume ", "issue ", "no. ", "number ", "#"] {
            let wanted = word.unicodeScalars.map(\.value)
            guard lower.count > wanted.count else { continue }
            for start in 0..<(lower.count - wanted.count)
            where lower[start] == wanted[0] && lower[start..<(start + wanted.count)].elementsEqual(wanted) {
                if start > 0, Text.isASCIILetter(lower[start - 1]) || lower[start - 1] == 0x26 { continue }
                var end = start + wanted.count
                if end < lower.count, lower[end] == 0x23 { end += 1 }
                let digits = lower[end...].prefix { (0x30...0x39).contains($0) }
                guard (1...6).contains(digits.count) else { continue }
                end += digits.count
                if word.hasPrefix("vol"), let more = suffix(lower[end...]) { end += more }
                return string(scalars[start..<end])
            }
        }
        return nil
    }

    /// ` #87`, `, No. 3`, ` : Issue 87` after a volume.
    private static func suffix(_ rest: ArraySlice<UInt32>) -> Int? {
        let lead = rest.prefix { ![0x23].contains($0) && !(0x30...0x39).contains($0) }
        guard lead.count <= 10 else { return nil }
        var end = rest.startIndex + lead.count
        if end < rest.endIndex, rest[end] == 0x23 { end += 1 }
        let digits = rest[end...].prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : end + digits.count - rest.startIndex
    }

    private static func isNumeral(_ scalar: UInt32) -> Bool {
        Text.digit(scalar) != nil || Numeral.chineseDigits[scalar] != nil
            || [0x3007, 0x96F6, 0x5341, 0x767E].contains(scalar)
    }

    private static func string(_ scalars: ArraySlice<UInt32>) -> String {
        var text = ""
        for scalar in scalars { if let scalar = Unicode.Scalar(scalar) { text.unicodeScalars.append(scalar) } }
        return text
    }
}
