/// What title, header and foot of a bulletin state, each with the line that it came from; and what follows from it.
///
/// The bulletin's date is, best first: the end of an embargo; one that is called the day of publication (发布时间, 印发,
/// 成文, …), the header's before the foot's; a day in title or header; the day under the signature; the end of a stated
/// period; a day that has other words beside it. Dates in
/// running text are events or deadlines, never the day of publication; only a period may be stated in a sentence.
struct HeaderFacts: Sendable {
    enum Place: Sendable {
        case title
        case head
        case foot
        /// Running text.
        case text
    }

    /// In the order of the lines.
    private(set) var facts: [HeaderFact] = []
    private(set) var date: StatedDate?
    private(set) var issue: String?
    /// Who wrote it. Editors, proof-readers and those who released it are facts, not authors: a feed reader shows the
    /// author beside every story, as the one who speaks in it. Departments that sent the news in are no authors either.
    private(set) var authors: [String] = []

    /// The line that forbids to publish before a day that nothing names in full; 0 when it is in no line of the file.
    private(set) var openEmbargo: Int?

    private let isSingle: Bool
    private let events: EventDates
    /// What the title speaks of that is no text: `南海伏季休渔解禁公告`.
    private let topic: Embargo.Topic
    private let isChronicle: Bool
    /// The period is the text's own, and not what it is about.
    private let isOfPeriod: Bool
    private var total: String?
    private var dateRank: Rank?
    private var titleKey: [UInt8] = []

    /// - Parameter lines: in the order of the file; one with the number 0 is in no line of it.
    init(_ lines: [(line: TextLine, place: Place)], isSingle: Bool) {
        self.isSingle = isSingle
        let around = lines.indices.filter { lines[$0].place != .text }.map { lines[$0].line.text }
        let titles = lines.indices.filter { lines[$0].place == .title }.map { lines[$0].line.text }
        events = EventDates(around)
        topic = titles.reduce(into: []) { $0.formUnion(Embargo.topic(of: $1)) }
        isChronicle = Chronicle.isOne(around)
        isOfPeriod = !isSingle || titles.contains(where: Words.saysDigest)
        // `记者：…` and `记者：…` again is a conversation.
        let isTalk = lines.indices.hold(2) {
            lines[$0].line.text.hasPrefix("记者：") || lines[$0].line.text.hasPrefix("问：")
        }
        for index in lines.indices where !lines[index].line.isBlank {
            let line = lines[index].line
            guard lines[index].place != .text else {
                // Running text of a single story names its reporter, and nothing else.
                if isSingle { readReporter(line) }
                continue
            }
            let next = ((index + 1)..<min(index + 4, lines.count)).first { !lines[$0].line.isBlank }
            let isBelow = index > 0 && lines[index - 1].line.number == line.number - 1
            read(
                line, lines[index].place, above: isBelow ? lines[index - 1].line.text : nil,
                next: next.map { lines[$0].line.text }, isTalk: isTalk)
        }
        issue = issue ?? total
        if dateRank == .embargo { openEmbargo = nil }
    }

    private mutating func add(
        _ kind: HeaderFact.Kind, _ value: String, label: String? = nil, _ line: TextLine
    ) {
        guard !facts.contains(where: { $0.kind == kind && $0.value == value }), facts.count < 64 else { return }
        facts.append(HeaderFact(kind, value, label: label, line: line.number > 0 ? line.number : nil))
    }

    // MARK: A line

    private mutating func read(_ line: TextLine, _ place: Place, above: Bytes?, next: Bytes?, isTalk: Bool) {
        let text = line.text
        let isSentence = Self.isSentence(text)
        let hasNumeral = DateReading.holdsNumeral(text, limit: 200)
        let scalars = hasNumeral ? text.scalars(limit: 200) : []
        let full = DateReading.all(in: scalars)
        let mentions = DateReading.incomplete(in: scalars, besides: full)
        if hasNumeral, place != .foot, !isSentence {
            let stated = IssueNumber.stated(in: text)
            if let number = stated.issue {
                add(.issue, number, line)
                issue = issue ?? number
            }
            if let number = stated.total {
                add(.totalIssue, number, line)
                total = total ?? number
            }
        }
        if hasNumeral, !isSentence, let number = DocumentNumber.find(in: text) { add(.documentNumber, number, line) }
        let isOfTopic = Embargo.tells(text, endOf: topic)
        let ban =
            isOfTopic
            ? nil
            : Embargo.ban(
                in: text, place == .foot ? .foot : place == .title ? .title : .head, full, mentions)
        if case .open = ban { openEmbargo = openEmbargo ?? line.number }
        readDates(
            line, place, above: above, next: next, scalars, full, mentions, isSentence: isSentence, ban: ban?.day,
            isOfTopic: isOfTopic)
        guard !isSentence else {
            if isSingle, place == .foot { readReporter(line) }
            return
        }
        if place == .title {
            titleKey = Text.key(text)
            if let office = Issuer.prefix(ofTitle: text) { add(.issuer, office, line) }
        } else {
            let ranges = (full.map(\.range) + mentions.map(\.range)).sorted { $0.lowerBound < $1.lowerBound }
            let isSigned = place == .head || next.map { DateReading.isDateOnly($0) } ?? false
            for office in Issuer.find(in: text, dates: ranges, isSigned: isSigned) {
                add(.issuer, office.name, label: office.label, line)
            }
        }
        guard !isTalk else { return }
        let isBracketed = text.firstScalar == 0xFF08 || text.firstScalar == 0x28
        for person in Byline.people(in: text, isCredit: text.scalarCount <= 60 && place != .title) {
            // What closes a digest in brackets is the byline of its last story.
            if isBracketed, !isSingle, place == .foot, person.isWriter { continue }
            add(person, line)
        }
    }

    private mutating func add(_ person: Byline.Person, _ line: TextLine) {
        add(.author, person.name, label: person.label, line)
        let scalars = person.name.unicodeScalars.map(\.value)
        let isDepartment =
            scalars.contains(where: Text.isHan) && !scalars.contains(0xB7)
            && (scalars.count > 4 || "院处處部局科室所会會办辦委社".unicodeScalars.contains { $0.value == scalars.last })
        if person.isWriter, !isDepartment, !authors.contains(person.name) { authors.append(person.name) }
    }

    /// `（记者 王五）`, `本报讯（通讯员 甲 记者 乙）` in the text of a single story: brackets of at most forty characters.
    private mutating func readReporter(_ line: TextLine) {
        var rest = line.text.prefix(2000)
        var tries = 0
        while tries < 6, let open = rest.firstRange(of: "（")?.upperBound ?? rest.firstRange(of: "(")?.upperBound {
            tries += 1
            rest = rest[open...]
            let inside = rest.prefix(160)
            guard let close = inside.firstRange(of: "）") ?? inside.firstRange(of: ")") else { continue }
            let credit = Array("（".utf8) + rest[..<close.lowerBound] + Array("）".utf8)
            for person in Byline.people(in: credit[...], isCredit: true) where person.isWriter { add(person, line) }
            rest = rest[close.upperBound...]
        }
    }

    // MARK: Dates

    /// - Parameters:
    ///   - ban: the day before which the line forbids to publish.
    ///   - isOfTopic: `解禁时间：8月16日12时` under a title that says what is allowed then.
    private mutating func readDates(
        _ line: TextLine, _ place: Place, above: Bytes?, next: Bytes?, _ scalars: [UInt32],
        _ full: [DateReading.Found], _ mentions: [DateReading.Mention], isSentence: Bool, ban: DateReading.Found?,
        isOfTopic: Bool
    ) {
        guard !full.isEmpty || !mentions.isEmpty else { return }
        let text = line.text
        let isAlone = DateReading.isDateOnly(text)
        let isFoot = place == .foot
        for found in full {
            let isEmbargo = found.range == ban?.range
            let kind = isOfTopic ? .event : events.kind(of: found.range, in: scalars, before: above)
            // Other lines of a foot are addresses, numbers of copies and rights.
            if isFoot, !isEmbargo, !isAlone, isSentence || scalars.count > 60 && kind != .publication { continue }
            if isEmbargo {
                add(.date, "\(found.day)", line)
                take(found, scalars, line, rank: .embargo, isNamed: true)
            } else if let start = found.start {
                add(.period, "\(start)/\(found.day)", line)
                // A plan for days to come is given out before they are over.
                if isOfPeriod { take(found, scalars, line, rank: .period, mayHold: false) }
            } else if isChronicle, kind != .publication, found.range.lowerBound == 0, !isAlone {
                add(.date, "\(found.day)", line)
            } else if kind == .event {
                add(.date, "\(found.day)", line)
                // A digest is of the day that it states before its stories, whatever that is said to be.
                if !isSingle { take(found, scalars, line, rank: .other, mayHold: false) }
            } else if !isSentence || isAlone {
                add(.date, "\(found.day)", line)
                switch kind {
                case .publication:
                    take(found, scalars, line, rank: isFoot ? .namedBelow : .named, isNamed: true)
                case .other, .event: take(found, scalars, line, rank: .other, mayHold: false)
                case .unnamed:
                    let isOwn = isAlone || place == .title && !isSingle || isPlain(text, scalars, full)
                    let rank: Rank =
                        isFoot
                        ? (isAlone || !isSingle && isOwn ? .signed : .beside)
                        : isOwn || place == .title ? .placed : .beside
                    take(
                        found, scalars, line, rank: rank,
                        mayHold: isOwn && standsAsOwn(found, in: scalars, place, isAlone: isAlone)
                            && next.map(Self.isOfDay) != true)
                }
            }
        }
        for mention in mentions where mention.isPeriod || !isSentence {
            if isFoot, !isAlone { continue }
            add(mention.isPeriod ? .period : .date, mention.value, line)
        }
    }

    /// What a date is worth, best first.
    private enum Rank: Int, Comparable {
        case embargo, named, namedBelow, placed, signed, period, beside, other

        static func < (one: Rank, other: Rank) -> Bool { one.rawValue < other.rawValue }
    }

    /// Whether a line has nothing beside its dates but what stands beside days of publication: weekday, issue, issuer,
    /// byline, the name of a digest; not what is to happen then.
    private func isPlain(_ text: Bytes, _ scalars: [UInt32], _ dates: [DateReading.Found]) -> Bool {
        if Self.ahead.isAny(in: text.lowered[...]) { return false }
        if DateReading.isDateOnly(text) || IssueNumber.find(in: text) != nil || DocumentNumber.find(in: text) != nil {
            return true
        }
        if dates.contains(where: { isSetApart($0.range, in: scalars) }) { return true }
        // `2031年5月8日召开业主大会` ends like an office.
        let isTight = dates.contains { $0.range.upperBound < scalars.count && Text.isHan(scalars[$0.range.upperBound]) }
        if Issuer.find(in: text, dates: dates.map(\.range), isSigned: true).contains(where: {
            !isTight || $0.label != nil
        }) {
            return true
        }
        var rest = scalars
        for date in dates.reversed() { rest.replaceSubrange(date.range, with: [0x20]) }
        var told = Array(Text.string(rest).utf8)[...].trimmed
        while let last = told.last, last == 0x2C || last == 0x20 { told = told.dropLast() }
        if !Byline.people(in: told, isCredit: told.scalarCount <= 60).isEmpty { return true }
        let key = Text.key(told)
        if Self.besides.isAny(in: told) || key.count >= 6 && titleKey[...].contains(text: key[...].string) {
            return true
        }
        return DateReading.isOfCalendar(told)
    }

    /// Whether a date stands apart in its line: over a digest, in a column at the end; or first, in figures, before a mark that
    /// parts it from what follows.
    private func isSetApart(_ range: Range<Int>, in scalars: [UInt32]) -> Bool {
        let (before, behind) = (scalars[..<range.lowerBound], scalars[range.upperBound...])
        if before.allSatisfy(Text.isBlank) {
            let mark = behind.first { !Text.isBlank($0) }
            return scalars[range].contains(0x2D) && mark.map { [0xB7, 0x2022, 0x7C, 0xFF5C].contains($0) } ?? false
        }
        let gap = before.reversed().prefix(while: Text.isBlank).reduce(0) { $0 + ($1 == 0x20 ? 1 : 2) }
        return !isSingle && gap >= 3 && behind.allSatisfy(Text.isBlank)
    }

    /// What is to come.
    private static let ahead = WordList(["next ", "deadline", "下期", "下次", "截止", "预告", "預告"])

    /// What pages write beside the day.
    private static let besides = WordList([
        "来源", "作者", "浏览", "阅读", "点击", "字号", "访问", "來源", "瀏覽", "Source:", "Author:", "Views",
    ])

    /// Whether a date that nothing calls the day of publication stands where such days do: in a single story, posters have
    /// theirs there, too, in words and with the hour.
    private func standsAsOwn(
        _ found: DateReading.Found, in scalars: [UInt32], _ place: Place, isAlone: Bool
    ) -> Bool {
        guard isSingle else { return true }
        guard !events.isInvitation, isAlone || place != .title else { return false }
        let behind = scalars[found.range.upperBound...]
        // 12月13日开跑
        if let next = behind.first, Text.isHan(next), !isAlone { return false }
        let rest = Array(Text.string(behind.prefix(40)).utf8)[...].lowered[...]
        let hasHour = found.secondOfDay != nil || Self.hours.contains { rest.contains(text: $0) }
        return !hasHour || scalars[found.range].contains { $0 == 0x2D || $0 == 0x2F }
    }

    /// `上午 开班式`, `9:00 coffee`: what is planned for the day above it.
    private static func isOfDay(_ next: Bytes) -> Bool {
        if ["上午", "下午", "晚上", "早上", "中午", "全天"].contains(where: { next.hasPrefix($0) }) { return true }
        let clock = next.prefix { (0x30...0x39).contains($0) || $0 == 0x3A || $0 == 0x2E }
        let small = next.prefix(80).lowered[...]
        if next.count <= 80, hours.contains(where: { small.contains(text: $0) }) { return true }
        return (4...5).contains(clock.count) && clock.contains { $0 == 0x3A } && clock.count < next.count
    }

    private static let hours = [" am", " pm", "0am", "0pm", "a.m.", "p.m.", " noon", " o'clock"]

    private mutating func take(
        _ found: DateReading.Found, _ scalars: [UInt32], _ line: TextLine, rank: Rank, mayHold: Bool = true,
        isNamed: Bool = false
    ) {
        // The last signature counts, and of all else the first.
        guard dateRank.map({ rank < $0 || rank == $0 && rank == .signed }) ?? true else { return }
        dateRank = rank
        date = StatedDate(
            found, at: DateReading.time(of: found, in: scalars, isEmbargo: rank == .embargo), origin: .text,
            line: line.number > 0 ? line.number : nil, mayHold: mayHold, isNamed: isNamed,
            isEmbargo: rank == .embargo)
    }

    /// Running text: more than a line of it, or one that ends like a sentence.
    private static func isSentence(_ text: Bytes) -> Bool {
        let count = text.prefix(600).scalarCount
        if count > 120 { return true }
        guard let last = text.lastScalar else { return false }
        if [0x3002, 0xFF1B, 0xFF0C].contains(last) { return true }
        return count > 60 && Headline.endsLikeText(text) && !Headline.closes(text)
    }
}

extension Bulletin {
    /// Takes over what header and foot state. A date that they do not state may stand in the file's name.
    mutating func take(_ stated: HeaderFacts, of path: SourcePath) {
        facts = stated.facts
        date = stated.date
        if date == nil, let named = Envelope.date(inName: path) {
            date = named
            facts.append(HeaderFact(.date, "\(named.day)", label: "file name"))
        }
        issue = stated.issue
        authors = stated.authors
        if let line = stated.openEmbargo { findings.append(.openEmbargo(line: line > 0 ? line : nil)) }
    }
}
