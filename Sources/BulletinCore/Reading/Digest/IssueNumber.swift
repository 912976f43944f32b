/// The number of an issue, as written: `第12期`, `2029年第21期`, `总第348期`, `#120`, `Vol 12 #87`, `No.1.01`.
enum IssueNumber {
    /// What a line states.
    struct Stated {
        var issue: String?
        /// Counted over all years.
        var total: String?
    }

    /// - Parameter text: a title or a line of the header; only its first 200 scalars are looked at.
    /// - Returns: the issue's number; the number over all years when that is the only one.
    static func find(in text: Bytes) -> String? {
        let stated = stated(in: text)
        return stated.issue ?? stated.total
    }

    static func stated(in text: Bytes) -> Stated {
        guard DateReading.holdsNumeral(text, limit: 200) else { return Stated() }
        let scalars = text.scalars(limit: 200)
        var stated = chinese(scalars)
        if stated.issue == nil { stated.issue = english(scalars) }
        let isNone = stated.issue == nil && stated.total == nil
        return isNone || DocumentNumber.isPermit(text) ? Stated() : stated
    }

    // MARK: 第…期

    private static func chinese(_ scalars: [UInt32]) -> Stated {
        var stated = Stated()
        for start in scalars.indices where scalars[start] == 0x7B2C || isTotal(scalars[start]) {  // 第
            let isTotalSign = isTotal(scalars[start])
            var first = start + 1
            if isTotalSign, first < scalars.count, scalars[first] == 0x7B2C { first += 1 }
            guard let end = numeralEnd(scalars, first), isUnit(scalars, end, from: start) else { continue }
            if isTotalSign {
                stated.total = stated.total ?? Text.string(scalars[start...end])
            } else if start == 0 || !isTotal(scalars[start - 1]), stated.issue == nil {
                stated.issue = Text.string(scalars[yearStart(before: start, scalars)...end])
            }
        }
        if stated.issue == nil { stated.issue = ofMonth(scalars) }
        return stated
    }

    /// `2032年6月号`
    static func isOfMonth(_ issue: String) -> Bool { issue.hasSuffix("月号") || issue.hasSuffix("月號") }

    /// `2032年6月号`, `六月號`: months have no number but that of an issue.
    private static func ofMonth(_ scalars: [UInt32]) -> String? {
        for sign in scalars.indices.dropFirst(2) where [0x53F7, 0x865F].contains(scalars[sign]) {  // 号, 號
            guard scalars[sign - 1] == 0x6708, isNumeral(scalars[sign - 2]),
                sign + 1 == scalars.count || !Text.isHan(scalars[sign + 1]) && Text.digit(scalars[sign + 1]) == nil
            else { continue }
            let month = sign - 1 - scalars[..<(sign - 1)].reversed().prefix(while: isNumeral).count
            return Text.string(scalars[min(month, yearStart(before: sign, scalars))...sign])
        }
        return nil
    }

    /// 总, 總
    private static func isTotal(_ scalar: UInt32) -> Bool { scalar == 0x603B || scalar == 0x7E3D }

    /// Behind `12`, ` 215 `, `十二`, `12-13`; `nil` when no numeral stands at `start`.
    private static func numeralEnd(_ scalars: [UInt32], _ start: Int) -> Int? {
        var end = start
        while end < scalars.count, end - start < 12,
            isNumeral(scalars[end]) || scalars[end] == 0x20 || scalars[end] == 0x3000
                || end > start && joiners.contains(scalars[end])
        {
            end += 1
        }
        guard end > start, end < scalars.count,
            isNumeral(scalars[start..<end].first { $0 != 0x20 && $0 != 0x3000 } ?? 0),
            !joiners.contains(scalars[end - 1])
        else { return nil }
        return end
    }

    /// Between the numbers of a double issue.
    private static let joiners: Set<UInt32> = [0x2D, 0x2013, 0x2014, 0x7E, 0xFF5E, 0x3001, 0x2F]

    /// 期, 号, 辑 and the like, unless a stage of building works, a typhoon or an order is counted.
    private static func isUnit(_ scalars: [UInt32], _ end: Int, from start: Int) -> Bool {
        let next = end + 1 < scalars.count ? scalars[end + 1] : 0
        switch scalars[end] {
        case 0x671F:  // 期
            let rest = Text.string(scalars[min(end + 1, scalars.count)...].prefix(4))
            return !stages.contains { rest.hasPrefix($0) } && !isOfCourse(scalars[min(end + 1, scalars.count)...])
        case 0x53F7, 0x865F, 0x8F91, 0x8F2F: return !Text.isHan(next)  // 号, 號, 辑, 輯
        case 0x5468, 0x9031:  // 周, 週: of a year, or alone on its line
            return !Text.isHan(next)
                && (start == 0 || yearStart(before: start, scalars) < start || Text.isPunctuation(scalars[start - 1]))
        default: return false
        }
    }

    /// What follows 期 when it is no issue: `第一期工程`.
    private static let stages = [
        "工程", "项目", "項目", "建设", "建設", "改造", "培训", "培訓", "学员", "學員", "班", "国债", "债券", "贷款", "资金", "规划", "课程", "厂房", "扩建",
        "学生",
        "间", "間", "末", "中考", "望",
    ]

    /// `新任科级干部培训班`: what follows 期 ends in the name of something that is held, up to 的 or a mark.
    private static func isOfCourse(_ rest: ArraySlice<UInt32>) -> Bool {
        let name = Text.string(rest.prefix(30).prefix { Text.isHan($0) && $0 != 0x7684 })
        return courses.contains { name.hasSuffix($0) } || classes.contains { name.contains($0) }
    }

    private static let classes = ["培训班", "培訓班", "训练营", "研修班", "进修班", "轮训班"]

    private static let courses = [
        "班", "培训", "培訓", "训练营", "訓練營", "课程", "課程", "讲座", "講座", "论坛", "論壇", "沙龙", "沙龍", "活动", "活動", "项目", "項目", "工程",
        "学员", "學員", "债券", "国债", "基金",
    ]

    /// Includes `2028年10月`, `2029年`, `（2031）`, `〔2031〕`, `2016` right before `第`.
    private static func yearStart(before start: Int, _ scalars: [UInt32]) -> Int {
        var place = start
        if place > 0, [0xFF09, 0x29, 0x3015, 0x5D, 0xFF3D].contains(scalars[place - 1]) {
            let digits = scalars[..<(place - 1)].suffix(4)
            let open = place - 2 - digits.count
            if digits.count == 4, digits.allSatisfy({ Text.digit($0) != nil }), open >= 0,
                [0xFF08, 0x28, 0x3014, 0x5B, 0xFF3B].contains(scalars[open])
            {
                return open
            }
            return start
        }
        if place > 0, scalars[place - 1] == 0x6708 {  // 月
            var digits = place - 1
            while digits > 0, isNumeral(scalars[digits - 1]) { digits -= 1 }
            if digits < place - 1 { place = digits }
        }
        if place > 0, scalars[place - 1] == 0x5E74 {  // 年
            var digits = place - 1
            while digits > 0, isNumeral(scalars[digits - 1]) { digits -= 1 }
            if place - 1 - digits == 4 { return digits }
        }
        let digits = scalars[..<start].suffix(4).compactMap(Text.digit)
        if digits.count == 4, digits[0] == 1 && digits[1] == 9 || digits[0] == 2 && digits[1] <= 1,
            start < 5 || Text.digit(scalars[start - 5]) == nil
        {
            return start - 4
        }
        return start
    }

    private static func isNumeral(_ scalar: UInt32) -> Bool {
        Text.digit(scalar) != nil || Numeral.chineseDigit(scalar) != nil
            || [0x3007, 0x25CB, 0x96F6, 0x5341, 0x767E].contains(scalar)
    }

    // MARK: Vol 12 #87

    /// Longer ones before those that they begin with.
    private static let words = [
        "volume", "vol", "issue", "edition", "edisi", "number", "no", "numéro", "número", "núm", "nr", "n°", "nº",
        "ausgabe",
        "edición",
        "edição",
    ].map { $0.unicodeScalars.map(\.value) }

    private static let wordStarts = ScalarSet(words.map { $0[0] })

    private static func english(_ scalars: [UInt32]) -> String? {
        let lower = scalars.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }
        var sign: String?
        for start in lower.indices {
            if start > 0, Text.isASCIILetter(lower[start - 1]) || lower[start - 1] == 0x26 { continue }
            if lower[start] == 0x23 || lower[start] == 0x2116 {  // #, №
                let first =
                    lower[start] == 0x23 ? start + 1 : start + 1 + lower[(start + 1)...].prefix { $0 == 0x20 }.count
                if sign == nil, let end = digitsEnd(lower, first, mayHaveDots: false) {
                    sign = Text.string(scalars[start..<end])
                }
                continue
            }
            guard wordStarts.contains(lower[start]), let word = words.first(where: { lower[start...].starts(with: $0) })
            else { continue }
            var place = start + word.count
            let hasDot = place < lower.count && lower[place] == 0x2E
            if hasDot { place += 1 }
            let blanks = lower[place...].prefix { $0 == 0x20 }.count
            place += blanks
            let hasSign = place < lower.count && lower[place] == 0x23
            if hasSign { place += 1 }
            // `no 5` is prose, and `training course No. 5` counts courses.
            let isSign = word.count == 2 && (word[1] > 0x7F || word[1] == 0x72 && blanks > 0)  // n°, nr
            guard hasDot || hasSign || isSign || blanks > 0 && word.count > 2, !isCounted(lower[..<start]),
                let end = digitsEnd(lower, place, mayHaveDots: word.count == 2),
                word[0] != 0x6E || !goesOn(scalars, end)
            else { continue }
            let isVolume = word.count == 3 || word.count == 6 && word[0] == 0x76
            return Text.string(scalars[start..<(isVolume ? end + (suffix(lower[end...]) ?? 0) : end)])
        }
        return sign
    }

    /// Whether what stands before a number ends in the name of something that is held or built one after the other.
    private static func isCounted(_ before: ArraySlice<UInt32>) -> Bool {
        let word = Text.string(before.suffix(12)).split(separator: " ").last ?? ""
        return counted.contains(String(word))
    }

    private static let counted: Set<String> = [
        "course", "training", "workshop", "seminar", "session", "lecture", "lesson", "class", "pier", "building",
        "platform", "line", "route", "lot", "unit", "order", "regulation", "verordnung", "gesetz", "haus", "linie",
        "ley", "loi", "decreto", "arrêté", "rue", "symphony", "concerto", "sonata", "quartet", "psalm", "hymn", "part",
        "bus",
        "tram", "highway", "road", "flat", "room", "gate", "house", "school", "mine", "symphonie", "hausordnung",
    ]

    /// `Bus No. 12 runs again`: a sentence goes on behind the number.
    private static func goesOn(_ scalars: [UInt32], _ end: Int) -> Bool {
        let start = DateReading.blanks(scalars, end)
        guard start > end, start < scalars.count, (0x61...0x7A).contains(scalars[start]) else { return false }
        let word = Text.string(scalars[start...].prefix(while: DateReading.isLetter))
        return !DateReading.isDayOrMonth(word)
            && !["of", "from", "for", "vom", "für", "du", "de", "pour"].contains(word)
    }

    /// Behind one to six digits; with `mayHaveDots` also `1.01`.
    private static func digitsEnd(_ lower: [UInt32], _ start: Int, mayHaveDots: Bool) -> Int? {
        guard start < lower.count else { return nil }
        let digits = lower[start...].prefix { (0x30...0x39).contains($0) }
        guard (1...6).contains(digits.count) else { return nil }
        let end = start + digits.count
        if mayHaveDots, end < lower.count, lower[end] == 0x2E, let more = digitsEnd(lower, end + 1, mayHaveDots: false)
        {
            return more
        }
        return end < lower.count && Text.isASCIILetter(lower[end]) ? nil : end
    }

    /// ` #87`, `, No. 3`, ` : Issue 87` after a volume.
    private static func suffix(_ rest: ArraySlice<UInt32>) -> Int? {
        let lead = rest.prefix { $0 != 0x23 && !(0x30...0x39).contains($0) }
        guard lead.count <= 10 else { return nil }
        let letters = lead.filter(Text.isASCIILetter)
        let isNamed = ["no", "issue", "number", "iss"].contains {
            letters.elementsEqual($0.unicodeScalars.map(\.value))
        }
        var end = rest.startIndex + lead.count
        let hasSign = end < rest.endIndex && rest[end] == 0x23
        if hasSign { end += 1 }
        guard isNamed || hasSign && letters.isEmpty else { return nil }
        let digits = rest[end...].prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : end + digits.count - rest.startIndex
    }
}
