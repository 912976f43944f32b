/// Reads dates as feeds write them.
enum Dates {
    static let laws: [Law] = [
        Law("IncorrectDOW", .error, [.opml, .rss], "RFC 822 §5.2", "the day of the week is that of the date"),
        Law(
            "InvalidRFC2822Date", .error, [.opml, .rss], "RFC 822 §5.1; RSS 2.0",
            "a date is a date and time by RFC 822"),
        Law(
            "InvalidRFC3339Date", .error, .all, "RFC 3339 §5.6; RFC 4287 §3.3; JSON Feed 1.1",
            "a date is a date and time by RFC 3339"),
        Law(
            "InvalidW3CDTFDate", .error, .xml, "W3C NOTE-datetime",
            "a date of an extension is one by the W3C's profile of ISO 8601"),
        Law(
            "ProblematicalRFC822Date", .warning, [.opml, .rss], "RSS Best Practices Profile, \"Dates\"",
            "a date is written as all readers know it: four digits of the year, GMT or a numeric zone, no comment"),
    ]

    static let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

    private static let lowerWeekdays = weekdays.map { $0.lowercased() }

    /// RFC 3339 §5.6, `date-time`, with `T` and `Z` in upper case (RFC 4287 §3.3).
    static func rfc3339Fault(in value: String) -> Fault? {
        var reader = DigitReader(value)
        guard reader.date(), reader.take("T"), reader.clock(needsSeconds: true), reader.zone(), reader.isAtEnd else {
            return .error(
                "InvalidRFC3339Date", "\(value.quoted) is no date and time by RFC 3339",
                "write it like 2026-03-14T09:26:53Z")
        }
        return nil
    }

    /// A year, a month, a day, or a day and time with zone (NOTE-datetime).
    static func w3cFault(in value: String, needsZone: Bool = true) -> Fault? {
        let fault = Fault.error(
            "InvalidW3CDTFDate", "\(value.quoted) is no date by the W3C's profile of ISO 8601",
            "write it like 2026-03-14 or 2026-03-14T09:26:53Z")
        var reader = DigitReader(value)
        guard reader.number(4) != nil else { return fault }
        if reader.isAtEnd { return nil }
        guard reader.take("-"), let month = reader.number(2), (1...12).contains(month) else { return fault }
        if reader.isAtEnd { return nil }
        reader = DigitReader(value)
        guard reader.date() else { return fault }
        if reader.isAtEnd { return nil }
        guard reader.take("T"), reader.clock(needsSeconds: false) else { return fault }
        if !needsZone, reader.isAtEnd { return nil }
        return reader.zone() && reader.isAtEnd ? nil : fault
    }

    /// RFC 822 §5.1: `Sat, 14 Mar 2026 09:26:53 +0000`, the day of the week left out if need be.
    static func rfc822Faults(in value: String) -> [Fault] {
        let advice = "write it like Sat, 14 Mar 2026 09:26:53 +0000"
        var fault: Fault { .error("InvalidRFC2822Date", "\(value.quoted) is no date and time by RFC 822", advice) }
        var words = withoutComments(value).utf8.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
            .map { Substring($0) }
        var faults: [Fault] = []
        func odd(_ reason: String) {
            guard faults.isEmpty else { return }
            faults = [.warning("ProblematicalRFC822Date", "\(value.quoted): \(reason)", advice)]
        }
        var weekday: String?
        if let first = words.first, let comma = first.firstIndex(of: ",") {
            weekday = String(first[..<comma])
            let rest = first[first.index(after: comma)...]
            words.removeFirst()
            if !rest.isEmpty {
                odd("no space behind the comma")
                words.insert(rest, at: 0)
            }
        }
        if value.utf8.contains(UInt8(ascii: "(")) { odd("a comment") }
        guard words.count >= 4, let day = figures(words[0]), words[0].utf8.count <= 2,
            let month = monthNumber(words[1]), var year = figures(words[2])
        else { return [fault] }
        if words[1].utf8.count != 3 { odd("the month is not abbreviated to three letters") }
        switch words[2].utf8.count {
        case 2:
            year += year < 70 ? 2000 : 1900
            odd("a year of two digits")
        case 4: break
        default: return [fault]
        }
        guard let date = CivilDate(year: year, month: month, day: day) else { return [fault] }
        var reader = DigitReader(String(words[3]))
        guard reader.hoursMinutesSeconds(), reader.isAtEnd else { return [fault] }
        guard words.count == 5, let zoneIsCommon = zone(words[4].uppercased()) else { return [fault] }
        if !zoneIsCommon { odd("this zone is not known everywhere") }
        if let weekday {
            let monday = Int((date.daysSinceEpoch + 3).flooredDivision(by: 7).remainder)
            let start = weekday.lowercased()
            guard weekday.utf8.count >= 3, let day = lowerWeekdays.firstIndex(where: { $0.hasPrefix(start) })
            else { return [fault] }
            if day != monday {
                return [
                    .error(
                        "IncorrectDOW", "\(value.quoted) was a \(weekdays[monday])",
                        "write \(weekdays[monday].prefix(3))")
                ]
            }
            if weekday.utf8.count != 3 { odd("the day of the week is not abbreviated to three letters") }
        }
        return faults
    }

    /// Without comments, which may nest (RFC 822 §3.1.4), and without space before a comma.
    static func withoutComments(_ value: String) -> String {
        var text: [UInt8] = []
        var depth = 0
        var isEscaped = false
        for byte in value.utf8 {
            if isEscaped {
                isEscaped = false
            } else if depth > 0, byte == UInt8(ascii: "\\") {
                isEscaped = true
            } else if byte == UInt8(ascii: "(") {
                depth += 1
                text.append(UInt8(ascii: " "))
            } else if byte == UInt8(ascii: ")"), depth > 0 {
                depth -= 1
            } else if depth == 0 {
                while byte == UInt8(ascii: ","), let last = text.last, last <= 0x20 { text.removeLast() }
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// A number without a sign.
    private static func figures(_ word: Substring) -> Int? {
        word.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(word) : nil
    }

    private static func monthNumber(_ word: Substring) -> Int? {
        guard word.utf8.count >= 3 else { return nil }
        let name = word.lowercased()
        return fullMonths.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
    }

    private static let fullMonths = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ]

    /// - Returns: whether every reader knows the zone; `nil` when it is none.
    private static func zone(_ word: String) -> Bool? {
        let bytes = Array(word.utf8)
        if let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
            guard bytes.count == 5, bytes.dropFirst().allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return ["00", "15", "30", "45"].contains(String(decoding: bytes[3...], as: UTF8.self))
        }
        switch word {
        case "GMT", "UT", "UTC", "Z", "EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT": return true
        default:
            return bytes.count == 1 && bytes[0] != UInt8(ascii: "J") && (0x41...0x5A).contains(bytes[0]) ? false : nil
        }
    }
}

/// Reads digits and signs from the front of a value.
struct DigitReader {
    private var rest: Substring.UTF8View

    init(_ value: String) { rest = value[...].utf8 }

    var isAtEnd: Bool { rest.isEmpty }
    var isAtDigit: Bool { rest.first.map { (0x30...0x39).contains($0) } ?? false }
    /// What was not read yet.
    var tail: String { String(Substring(rest)) }

    mutating func take(_ sign: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: sign) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func number(_ digits: Int) -> Int? {
        let head = rest.prefix(digits)
        guard head.count == digits, head.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        rest = rest.dropFirst(digits)
        return head.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// `2026-03-14`, a day that exists.
    mutating func date() -> Bool {
        guard let year = number(4), take("-"), let month = number(2), take("-"), let day = number(2) else {
            return false
        }
        return CivilDate(year: max(year, 1), month: month, day: day) != nil
    }

    /// `09:26:53.5`; 60 is a leap second.
    mutating func clock(needsSeconds: Bool) -> Bool {
        guard let hour = number(2), hour < 24, take(":"), let minute = number(2), minute < 60 else { return false }
        guard take(":") else { return !needsSeconds }
        guard let second = number(2), second <= 60 else { return false }
        guard take(".") else { return true }
        let fraction = rest.prefix { (0x30...0x39).contains($0) }
        rest = rest.dropFirst(fraction.count)
        return !fraction.isEmpty
    }

    /// `Z` or `+08:00`.
    mutating func zone() -> Bool {
        if take("Z") { return true }
        guard take("+") || take("-"), let hour = number(2), hour < 24, take(":"), let minute = number(2) else {
            return false
        }
        return minute < 60
    }

    /// `9:26`, `09:26:53`.
    mutating func hoursMinutesSeconds() -> Bool {
        guard let hour = number(2) ?? number(1), hour < 24, take(":"), let minute = number(2), minute < 60 else {
            return false
        }
        guard take(":") else { return true }
        return number(2).map { $0 <= 60 } ?? false
    }
}
