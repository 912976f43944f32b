extension Words {
    /// Whether a line names a digest: `水务一周要闻`, `Harbour Weekly`, `第12期`.
    /// - Parameter line: a title or one of the lines under it; longer ones than 80 characters name nothing.
    static func saysDigest(_ line: Bytes) -> Bool {
        guard line.count <= 240, line.scalarCount <= 80 else { return false }
        if notNamesOrSchools.isAny(in: line) {
            if notNames.isAny(in: line) { return false }
            // `青岚大学新闻学院` is where somebody works, `青岚大学周报` and `青岚大学新闻` are papers.
            if let school = schools.lazy.compactMap({ line.firstRange(of: $0) }).first {
                let rest = line[school.upperBound...]
                return anyDigest.isAny(in: rest) || isIssueLine(rest) || endings.isAny(at: withoutTail(rest))
            }
        }
        if isIssueLine(line) || isPeriod(line) || endsInPeriod(line) || isOfWeekday(line) { return true }
        // `一周减重十斤？…`, `How our newsletter works`: what an article is about.
        if line.contains(text: "？") || questions.isAny(at: line) { return false }
        let lower = Title.cleaned(line).lowered[...]  // 一 周 要 闻
        guard anyDigestOrEnding.isAny(in: lower) else { return false }
        if anyDigest.isAny(in: lower) { return true }
        let name = withoutTail(lower)
        return endings.isAny(at: name) || isTidings(name)
    }

    /// `院讯`, `法訊`: the news of a house; not `本报讯`, `喜讯`, `腾讯`.
    private static func isTidings(_ name: Bytes) -> Bool {
        guard name.hasSuffix("讯") || name.hasSuffix("訊"), name.count <= 3 * 16 else { return false }
        return name.dropLast(3).lastScalar.map { Text.isHan($0) && !others.contains($0) } ?? false
    }

    /// 报報社日台喜审審音死问問闻聞电電传傳刑提庭视視腾騰
    private static let others: Set<UInt32> = [
        0x62A5, 0x5831, 0x793E, 0x65E5, 0x53F0, 0x559C, 0x5BA1, 0x5BE9, 0x97F3, 0x6B7B, 0x95EE, 0x554F, 0x95FB, 0x805E,
        0x7535, 0x96FB, 0x4F20, 0x50B3, 0x5211, 0x63D0, 0x5EAD, 0x89C6, 0x8996, 0x817E, 0x9A30,
    ]

    private static let endings = EdgeWords(digestEndings + WorldWords.endings, at: .end)

    /// `Week of 6 January 2031`, `每周政务`: how often it appears; no sentence.
    static func isPeriod(_ line: Bytes) -> Bool {
        if line.hasPrefix("每周") || line.hasPrefix("每週") {
            // `每周三停水通知` names a day, `每周例会制度` what is to be done.
            let name = withoutTail(line)
            return line.scalarCount <= 14 && !Headline.endsSentence(line) && !saysDocument(name)
                && !"一二三四五六日天末".unicodeScalars.contains { $0.value == line.dropFirst(6).firstScalar }
                && !plans.contains { name.hasSuffix($0) }
        }
        guard line.count <= 60, line.last != 0x2E, line.contains(where: { (0x30...0x39).contains($0) }) else {
            return false
        }
        if isWeek(line) { return true }
        if let period = periods.length(at: line) {
            // `Week of Prayer 2031`
            let next = line.dropFirst(period).prefix { Text.isASCIILetter(UInt32($0)) }
            return next.isEmpty || DateReading.isDayOrMonth(next.lowered[...].string)
        }
        // `Summer 2031 menu` is no issue.
        guard let season = seasons.length(at: line) else { return false }
        return !line.dropFirst(season).contains { Text.isASCIILetter(UInt32($0)) || $0 >= 0x80 }
    }

    /// `PTA News - Oakfield Primary - week ending 17 June 2033`
    private static func endsInPeriod(_ line: Bytes) -> Bool {
        // Every period has a digit, perhaps in its full width.
        guard line.contains(where: { (0x30...0x39).contains($0) || $0 == 0xEF }), anyPeriod.isAny(in: line.lowered[...])
        else { return false }
        return [" - ", " – ", " — ", " | ", ", ", ". "].contains { mark in
            let start = line.indices.last { line[$0...].hasPrefix(mark) }
            return start.map { place in
                var period = line[(place + mark.utf8.count)...].trimmed
                if period.last == 0x2E { period = period.dropLast() }
                return isWeek(period, mayLackYear: true)
                    || periods.length(at: period) != nil && isPeriod(period)
            } ?? false
        }
    }

    /// `Friday Flyer`, `MONDAY MEMO`: a letter that comes each week.
    private static func isOfWeekday(_ line: Bytes) -> Bool {
        guard line.count <= 30, weekdays.length(at: line.drop { $0 == 0x20 }) != nil else { return false }
        let words = line.lowered.split(separator: 0x20)
        return words.count == 2 && DateReading.weekdays.contains { words[0].elementsEqual($0.utf8) }
            && letters.contains { words[1].elementsEqual($0.utf8) }
    }

    private static let letters = [
        "flyer", "memo", "mail", "letter", "notes", "note", "update", "post", "notices", "brief",
    ]

    private static let plans = [
        "制度", "计划", "計劃", "安排", "食谱", "菜谱", "菜单", "套餐", "例会", "会议", "课程", "课表", "值班表", "作业", "训练", "锻炼", "练习", "时间",
        "时间表", "活动", "大扫除", "打卡", "检查", "清洁",
    ]

    /// `Spring/Summer 2031`, `Herbst 2031`: when something appeared, of whatever kind it is.
    static func isSeason(_ line: Bytes) -> Bool {
        line.count <= 24 && statesYear(line) && yearParts.contains { line.hasPrefix(inAnyCase: $0) }
    }

    private static let yearParts = [
        "spring", "summer", "autumn", "fall", "winter", "printemps", "été", "automne", "hiver", "frühjahr", "frühling",
        "sommer", "herbst", "advent", "primavera", "verano", "otoño", "invierno", "estate", "autunno", "inverno",
        "verão",
        "outono", "zomer", "herfst", "voorjaar", "wiosna", "lato", "jesień", "zima", "весна", "лето", "осень", "зима",
    ]

    /// Whether a word in it names a digest, whatever else it says.
    static func holdsName(_ line: Bytes) -> Bool { line.count <= 240 && anyDigest.isAny(in: line.lowered[...]) }

    /// `Week 12, 2031`, `KW 32 / 2031`, and no other word.
    private static func isWeek(_ line: Bytes, mayLackYear: Bool = false) -> Bool {
        guard let word = weeks.length(at: line) else { return false }
        let rest = line.dropFirst(word)
        guard let (number, length) = Numeral.arabic(rest, maxDigits: 2), (1...53).contains(number) else { return false }
        let year = rest.dropFirst(length)
        return (statesYear(year) || mayLackYear && year.isEmpty) && year.allSatisfy { (0x20...0x39).contains($0) }
    }

    /// Whether the digits of a text are those of a year, or two short ones.
    private static func statesYear(_ text: Bytes) -> Bool {
        text.lazy.filter { (0x30...0x39).contains($0) }.count == 4
    }

    private static let weekNames = ["week ", "kw ", "semaine ", "semana ", "settimana ", "uke ", "uge ", "vecka "]
    private static let weeks = EdgeWords(weekNames, inAnyCase: true)

    private static let periodNames = [
        "week of ", "week ending ", "week commencing ", "week beginning ", "for the week ", "w/c ", "w/e ",
    ]
    private static let periods = EdgeWords(periodNames, inAnyCase: true)
    private static let anyPeriod = WordList(weekNames + periodNames)
    private static let weekdays = EdgeWords(DateReading.weekdays, inAnyCase: true)
    private static let seasons = EdgeWords(
        ["quarter ", "spring 2", "summer 2", "autumn 2", "fall 2", "winter 2"], inAnyCase: true)

    private static let questions = EdgeWords(["how ", "why ", "what "], inAnyCase: true)

    /// Bears an issue number, and is no line of a journal: `第23卷 第4期`.
    static func isIssueLine(_ line: Bytes) -> Bool {
        line.count <= 240 && IssueNumber.find(in: line) != nil && !line.contains(text: "卷")
            && !line.contains(text: "ISSN") && line.scalarCount <= 60
    }

    /// Without what may stand behind a name: a date, an issue, brackets and their content, marks.
    private static func withoutTail(_ line: Bytes) -> Bytes {
        var name = line
        if let bracket = name.firstRange(of: "（") ?? name.firstRange(of: "("), bracket.lowerBound > name.startIndex {
            name = name[..<bracket.lowerBound]
        }
        if let before = beforeMonth(name) { name = before }
        if let issue = name.firstRange(of: "第"), issue.lowerBound > name.startIndex { name = name[..<issue.lowerBound] }
        while let last = name.lastScalar {
            let narrow = Text.narrowed(last)
            guard
                Text.isBlank(last) || Text.isPunctuation(last) || (0x30...0x39).contains(narrow)
                    || [0x5E74, 0x6708, 0x65E5].contains(last) && hasDigitBefore(name)  // 年月日
            else { break }
            name = name[..<start(ofLast: name)]
        }
        return name
    }

    /// What stands before `, June` or ` - May 2031` at the end of a name; `nil` when none does.
    static func beforeMonth(_ line: Bytes) -> Bytes? {
        guard line.count <= 120, let mark = line.lastIndex(where: { $0 == 0x2C || $0 == 0x2D || $0 == 0x7C }) else {
            return nil
        }
        let words = line[(mark + 1)...].trimmed.split(separator: 0x20)
        guard let first = words.first, (1...2).contains(words.count), first.count >= 3,
            DateReading.monthName(first.lowered[...].scalars(limit: 20), at: 0) != nil,
            words.dropFirst().allSatisfy({ $0.count == 4 && $0.allSatisfy { (0x30...0x39).contains($0) } })
        else { return nil }
        return line[..<mark].trimmed
    }

    private static func hasDigitBefore(_ name: Bytes) -> Bool {
        let before = name[..<start(ofLast: name)].trimmedEnd
        return before.lastScalar.map { Text.digit($0) != nil } ?? false
    }

    private static func start(ofLast text: Bytes) -> Int {
        var place = text.endIndex - 1
        while place > text.startIndex, text[place] & 0xC0 == 0x80 { place -= 1 }
        return place
    }

    private static let anyDigest = WordList(digests + WorldWords.digests)

    /// Looked for before each of them: most lines have none.
    private static let anyDigestOrEnding = WordList(
        digests + WorldWords.digests + digestEndings + WorldWords.endings + ["讯", "訊"])

    /// Lines that name newspapers and people, not the text itself.
    private static let notNames = WordList(othersNames)
    private static let othersNames = [
        "来源：", "来源:", "记者", "作者", "通讯员", "原载", "转自", "摘自", "收稿", "期刊",
        "评论：", "时评", "社论", "評論：", "社論",
    ]

    private static let schools = ["大学", "學院", "学院"]

    /// Looked for before each of them: most lines have none.
    private static let notNamesOrSchools = WordList(othersNames + schools)
}
