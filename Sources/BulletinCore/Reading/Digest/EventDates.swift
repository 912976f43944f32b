/// Tells the day on which something takes place, ends or falls due from the day of publication. Notices of one story
/// state such days near their title and at their end, where days of publication stand: `停水时间：…`, `Deadline: …`,
/// `Closed from …`. Taken for the latter, it would keep the notice back until all is over.
struct EventDates {
    /// A place, a speaker or an entrance fee stands in a line of its own: bare `时间：` and `Date:` are the event's, too.
    let isInvitation: Bool

    /// - Parameter lines: of title, head and foot.
    init(_ lines: some Sequence<Bytes>) {
        let labels = lines.compactMap { text in
            text.firstColon(within: 60, narrow: 60, isParted: false).map { Text.key(text[..<$0.lowerBound]) }
        }
        isInvitation =
            labels.contains { Self.company.contains($0) }
            || labels.contains { Self.days.contains($0) } && labels.contains { Self.hours.contains($0) }
    }

    /// What a date is, by the words around it.
    enum Kind {
        /// It is called the day of publication.
        case publication
        /// Of an event, an end, a term.
        case event
        /// A label calls it something else.
        case other
        /// Nothing says.
        case unnamed
    }

    /// - Parameters:
    ///   - scalars: of the line.
    ///   - range: of the date in it.
    ///   - before: the line right above, without a blank line between.
    func kind(of range: Range<Int>, in scalars: [UInt32], before: Bytes?) -> Kind {
        let lead = Self.lead(scalars, to: range)
        let rest = scalars[range.upperBound...].drop { Text.isBlank($0) || $0 == 0xFF08 || $0 == 0x28 }
        if Self.goesOn(rest) { return .event }
        if PublicationDay.follows(Self.behindTime(rest, in: scalars), isFirst: lead.isEmpty) { return .publication }
        if !lead.isEmpty { return kind(behind: lead) }
        // The line above is not finished: its date stands in this one.
        guard let before else { return .unnamed }
        return switch kind(behind: Self.trimmed(before.suffix(240).scalars()[...])) {
        case .event: .event
        case .publication: .publication
        case .other, .unnamed: .unnamed
        }
    }

    /// `停水时间：`, `Deadline:`, `from`, 截至: what stands right before a date.
    private func kind(behind lead: ArraySlice<UInt32>) -> Kind {
        if PublicationDay.leads(Array(Text.string(lead).utf8)[...]) { return .publication }
        let hasColon = lead.last == 0x3A || lead.last == 0xFF1A
        let label = hasColon ? lead.dropLast() : lead
        let name = Self.name(of: label)
        let last = Self.lastWord(of: label)
        if PublicationDay.isNamed(by: name) || PublicationDay.isNamed(by: last) { return .publication }
        let key = Text.key(Array(Text.string(label.suffix(30)).utf8)[...])[...]
        guard hasColon || Self.endings.contains(where: { key.hasSuffix($0) }) else {
            return Self.leads(lead) ? .event : .unnamed
        }
        if Self.bare.contains(Text.key(name)) || Self.bare.contains(Text.key(last)) {
            return isInvitation ? .event : .publication
        }
        return isEvent(name) ? .event : .other
    }

    /// `10时发布` behind a day.
    private static func behindTime(_ rest: ArraySlice<UInt32>, in scalars: [UInt32]) -> ArraySlice<UInt32> {
        let time = rest.isEmpty ? nil : TimeOfDay.read(scalars, at: rest.startIndex)
        return time.map { scalars[$0.range.upperBound...] } ?? rest
    }

    // MARK: Labels

    private static func lead(_ scalars: [UInt32], to range: Range<Int>) -> ArraySlice<UInt32> {
        // `Published: 10:00, 5 May 2031`
        let end = DateReading.timeBefore(range, in: scalars)?.range.lowerBound ?? range.lowerBound
        return withoutWeekday(withoutEra(trimmed(scalars[..<end])))
    }

    /// `中華民國` and 公元 belong to the year.
    private static func withoutEra(_ lead: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        let end = Array(Text.string(lead.suffix(4)).utf8)[...]
        guard let era = eras.first(where: { end.hasSuffix($0) }) else { return lead }
        return trimmed(lead.dropLast(era.unicodeScalars.count))
    }

    private static let eras = ["中華民國", "中华民国", "民國", "民国", "公元", "西元"]

    private func isEvent(_ label: Bytes) -> Bool {
        let name = Text.key(label)
        if Self.deadlines.isAny(in: name[...]) { return true }
        if Self.callsPublication(label) { return false }
        return Self.endings.contains { name[...].hasSuffix($0) }
            || label.split(separator: 0x20).contains { Self.words.contains(Array($0)) }
    }

    /// What stands in a label behind the last comma, in small letters.
    private static func name(of label: ArraySlice<UInt32>) -> Bytes {
        let start = label.lastIndex { [0x3002, 0xFF0C, 0x3001, 0xFF1B, 0x2C, 0x3B, 0x7C, 0x09].contains($0) }
        return Array(Text.string(label[(start.map { $0 + 1 } ?? label.startIndex)...]).utf8)[...].lowered[...]
    }

    /// What stands in a label behind the last gap: a column of its own. Latin words have blanks between them.
    private static func lastWord(of label: ArraySlice<UInt32>) -> Bytes {
        let start = label.indices.last { place in
            let (scalar, before) = (label[place], place > label.startIndex ? label[place - 1] : 0x20)
            if [0x3A, 0xFF1A, 0xFF08, 0x28, 0x3000].contains(scalar) { return true }
            return Text.isBlank(scalar) && (Text.isBlank(before) || Text.isHan(before))
        }
        return Array(Text.string(label[(start.map { $0 + 1 } ?? label.startIndex)...]).utf8)[...].lowered[...]
    }

    /// 成绩公布时间, `Results published`: it speaks of publication, perhaps of something else's. 发布会时间 does not.
    private static func callsPublication(_ label: Bytes) -> Bool {
        let name = Text.key(label)
        guard PublicationDay.isSpoken(ofIn: name[...]), !deadlines.isAny(in: name[...]) else { return false }
        guard name.contains(where: { $0 >= 0x80 }) else {
            let words = label.split { !Text.isASCIILetter(UInt32($0)) }
            return !words.contains { notPublications.contains(Array($0)) }
        }
        return PublicationDay.endsChinese(name[...])
    }

    /// A line for the day and one for the hour.
    private static let days = Words.keys(["日期", "Date", "Day"])
    private static let hours = Words.keys(["时间", "時間", "Time", "Times", "Hours", "Doors"])

    private static let bare = Words.keys(["日期", "时间", "時間", "日", "时", "Date", "Time"])

    /// Labels of what an invitation tells beside its time.
    private static let company = Words.keys([
        "地点", "地點", "会场", "會場", "会议地点", "活动地点", "主讲", "主讲人", "报告人", "主持", "主持人", "出席", "参加人员", "参会人员", "对象", "参加对象",
        "票价",
        "费用", "停水范围", "停电范围", "影响范围", "Place", "Venue", "Where", "Location", "Speaker", "Speakers", "Admission", "Room",
        "Entry", "Entrance",
        "Tickets", "Price", "Cost", "Doors",
    ])

    /// With these it is not: `Pressure test date`, `Deadline for the next issue`, `Next report`.
    private static let notPublications = Set(["pressure", "next", "test", "for"].map { Array($0.utf8) })

    /// What a label of another day ends in.
    private static let endings = [
        "时间", "時間", "日期", "期限", "时限", "期间", "期間", "时段", "工作日", "有效期", "date", "day", "time", "hours",
    ]

    private static let deadlines = WordList(["截止", "截至", "有效", "停止", "deadline", "valid", "closing", "expir"])

    /// Words of a label of another day.
    private static let words = Set(
        [
            "when", "from", "to", "until", "till", "by", "due", "opens", "open", "starts", "start", "begins", "ends",
            "end",
            "closed", "event", "meeting", "period",
        ].map { Array($0.utf8) })

    // MARK: Words around a date

    /// `Saturday, ` and 星期六 belong to the date.
    private static func withoutWeekday(_ lead: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        var lead = trimmed(lead)
        if lead.last == 0x2C { lead = trimmed(lead.dropLast()) }
        let word = lead.reversed().prefix { Text.isASCIILetter($0) }.reversed()
        let name = Text.string(word).lowercased()
        if name.utf8.count >= 3, DateReading.weekdays.contains(where: { $0.hasPrefix(name) }) {
            lead = trimmed(lead.dropLast(word.count))
            if lead.last == 0x2C { lead = trimmed(lead.dropLast()) }
        }
        return lead
    }

    private static func trimmed(_ scalars: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
        scalars.prefix((scalars.lastIndex { !Text.isBlank($0) } ?? scalars.startIndex - 1) + 1 - scalars.startIndex)
    }

    /// `from 5 May`, `on 5 May`, 自5月8日, 截至5月8日; but not `published on 5 May`, 发布于.
    private static func leads(_ lead: ArraySlice<UInt32>) -> Bool {
        let word = Text.string(lead.reversed().prefix { Text.isASCIILetter($0) }.reversed())
        guard word.isEmpty else {
            let end = Text.key(Array(Text.string(lead.suffix(20)).utf8)[...])
            return prepositions.contains(word.lowercased()) && !PublicationDay.isSpoken(ofIn: end[...])
        }
        let end = Array(Text.string(lead.suffix(4)).utf8)[...]
        return leaders.contains { end.hasSuffix($0) } && !PublicationDay.isSpoken(ofIn: end)
    }

    private static let prepositions: Set = [
        "on", "from", "until", "till", "by", "before", "after", "since", "to", "through", "between", "starting",
        "beginning", "ending", "is", "are", "be",
    ]

    private static let leaders = ["自", "从", "從", "于", "於", "至", "到", "在", "定为", "为", "截止", "截至"]

    /// `8日起`, `8日前`, `9:00至18:00`, `1日から`, `9 am to 1 pm`, `until …`: what stands behind it makes it a span or a
    /// term.
    private static func goesOn(_ rest: ArraySlice<UInt32>) -> Bool {
        guard let first = rest.first else { return false }
        // 起, 前, 之前, 以前, 后, 以后, 止, 截, か(ら), ま(で)
        if [0x8D77, 0x524D, 0x540E, 0x5F8C, 0x6B62, 0x622A, 0x304B, 0x307E].contains(first) { return true }
        if first == 0x4E4B || first == 0x4EE5 {
            return rest.dropFirst().first.map { [0x524D, 0x540E].contains($0) } ?? false
        }
        let text = Array(Text.string(rest.prefix(40)).utf8)[...].lowered[...]
        if ["to ", "until ", "till ", "onward", "through "].contains(where: { text.hasPrefix($0) }) { return true }
        return isSpanOfHours(rest.prefix(40))
    }

    /// Two times of day with a dash or a word between: `9:00—17:00`, `, 9 am to 1 pm`, `—17:00`, `8时至18时`.
    private static func isSpanOfHours(_ scalars: ArraySlice<UInt32>) -> Bool {
        let text = Array(Text.string(scalars).utf8)[...].lowered[...]
        guard [":", "：", "时", "時", "點", "点", "am", "pm"].contains(where: { text.contains(text: $0) }) else {
            return false
        }
        if let dash = scalars.firstIndex(where: { DateReading.isDash($0) }) {
            return scalars[(dash + 1)...].first { !Text.isBlank($0) }.map { Text.digit($0) != nil } ?? false
        }
        return text.contains(text: " to ")
    }
}
