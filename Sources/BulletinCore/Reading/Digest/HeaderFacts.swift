/// What title, header and foot of a bulletin state, each with the line that it came from; and what follows from it.
///
/// The bulletin's date is, best first: one that is called the day of publication (发布时间, 印发, 成文, …), the header's
/// before the foot's; a day in title or header; the day under the signature; the end of a stated period. Dates in
/// running text are events or deadlines, never the day of publication; only a period may be stated in a sentence.
struct HeaderFacts: Sendable {
    enum Place: Sendable {
        case title
        case head
        case foot
        /// Running text of a single story: it may name its reporter, and nothing else.
        case text
    }

    /// In the order of the lines.
    private(set) var facts: [HeaderFact] = []
    private(set) var date: StatedDate?
    private(set) var issue: String?
    /// Who wrote it. Editors, proof-readers and those who released it are facts, not authors: a feed reader shows the
    /// author beside every story, as the one who speaks in it. Departments that sent the news in are no authors either.
    private(set) var authors: [String] = []

    private let isSingle: Bool
    private let events: EventDates
    /// The period is the text's own, and not what it is about.
    private let isOfPeriod: Bool
    private var total: String?
    private var dateRank = Int.max

    /// - Parameter lines: in the order of the file; one with the number 0 is in no line of it.
    init(_ lines: [(line: TextLine, place: Place)], isSingle: Bool) {
        self.isSingle = isSingle
        events = EventDates(lines.lazy.filter { $0.place != .text }.map(\.line.text))
        isOfPeriod = !isSingle || lines.contains { $0.place == .title && Words.saysDigest($0.line.text) }
        // `记者：…` and `记者：…` again is a conversation.
        let isTalk =
            lines.lazy.filter { $0.line.text.hasPrefix("记者：") || $0.line.text.hasPrefix("问：") }.prefix(2).count > 1
        for (index, entry) in lines.enumerated() where !entry.line.isBlank {
            let next = lines[(index + 1)...].prefix(3).first { !$0.line.isBlank }
            let above = index > 0 && lines[index - 1].line.number == entry.line.number - 1 ? lines[index - 1] : nil
            read(entry.line, entry.place, above: above?.line.text, next: next?.line.text, isTalk: isTalk)
        }
        issue = issue ?? total
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
        guard place != .text else {
            if isSingle { readReporter(line) }
            return
        }
        let isSentence = Self.isSentence(text)
        let scalars = text.scalars(limit: 200)
        let full = DateReading.all(in: scalars)
        let mentions = DateReading.incomplete(in: scalars, besides: full)
        if place != .foot, !isSentence {
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
        if !isSentence, let number = DocumentNumber.find(in: text) { add(.documentNumber, number, line) }
        readDates(line, place, above: above, scalars, full, mentions, isSentence: isSentence)
        guard !isSentence else {
            if isSingle, place == .foot { readReporter(line) }
            return
        }
        if place == .title {
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

    /// Words that call a date the day of publication.
    private static let marks = WordList([
        "发布时间", "发布日期", "发布于", "印发", "出版", "成文", "發布", "發佈", "发文日期", "签发日期", "出刊", "刊发", "日期：", "时间：", "日期:", "时间:",
        "Date:", "Published", "Posted", "Issued", "Released", "Embargo", "EMBARGO", "FOR RELEASE", "For release",
    ])
    private static let embargoes = WordList(["embargo", "for release"])

    /// Words that call it something else.
    private static let otherMarks = WordList(["打印", "截止", "截至", "抓取", "采集", "归档", "下载", "导出"])

    private mutating func readDates(
        _ line: TextLine, _ place: Place, above: Bytes?, _ scalars: [UInt32], _ full: [DateReading.Found],
        _ mentions: [DateReading.Mention], isSentence: Bool
    ) {
        let text = line.text
        let isMarked =
            !isSentence && Self.marks.isAny(in: text) && !Self.otherMarks.isAny(in: text)
        let isEmbargo = isMarked && Self.embargoes.isAny(in: text.prefix(60).lowered[...])
        let isAlone = DateReading.isDateOnly(text)
        // Other lines of a foot are addresses, numbers of copies and rights.
        if place == .foot, !isMarked, !isAlone, scalars.count > 60 || isSentence { return }
        for found in full {
            // A digest states its own day and period before its stories.
            let isEvent = isSingle && !isEmbargo && events.isOne(found.range, in: scalars, before: above)
            let isOther = !isEmbargo && events.isLabelledOtherwise(found.range, in: scalars)
            if let start = found.start {
                add(.period, "\(start)/\(found.day)", line)
                if isOfPeriod { take(found, scalars, line, rank: 4) }
            } else if isEvent {
                add(.date, "\(found.day)", line)
            } else if !isSentence || isAlone {
                add(.date, "\(found.day)", line)
                let isFoot = place == .foot
                let rank =
                    isOther ? 6 : isMarked ? (isFoot ? 1 : 0) : isFoot ? (isAlone || !isSingle ? 3 : 5) : 2
                let isOwn =
                    !isOther && (isMarked || !isSingle || standsAsOwn(found, in: scalars, place, isAlone: isAlone))
                take(found, scalars, line, rank: rank, mayHold: isOwn)
            }
        }
        for mention in mentions where mention.isPeriod || !isSentence {
            if place == .foot, !isAlone, !isMarked { continue }
            add(mention.isPeriod ? .period : .date, mention.value, line)
        }
    }

    /// Whether a date that nothing calls the day of publication stands where such days do: in a single story, posters have
    /// theirs there, too, in words and with the hour.
    private func standsAsOwn(
        _ found: DateReading.Found, in scalars: [UInt32], _ place: Place, isAlone: Bool
    ) -> Bool {
        guard !events.isInvitation, isAlone || place != .title else { return false }
        let behind = scalars[found.range.upperBound...]
        // 12月13日开跑
        if let next = behind.first, Text.isHan(next), !isAlone { return false }
        let rest = Array(Text.string(behind.prefix(40)).utf8)[...].lowered[...]
        let hasHour = found.secondOfDay != nil || Self.hours.contains { rest.contains(text: $0) }
        return !hasHour || scalars[found.range].contains { $0 == 0x2D || $0 == 0x2F }
    }

    private static let hours = [" am", " pm", "0am", "0pm", "a.m.", "p.m.", " noon", " o'clock"]

    private mutating func take(
        _ found: DateReading.Found, _ scalars: [UInt32], _ line: TextLine, rank: Int, mayHold: Bool = true
    ) {
        // The last signature counts, and of all else the first.
        guard rank < dateRank || rank == dateRank && rank == 3 else { return }
        dateRank = rank
        let offset = found.secondOfDay.flatMap { _ in DateReading.zone(scalars, after: found.range.upperBound) }
        date = StatedDate(
            day: found.day, secondOfDay: found.secondOfDay, offset: offset, origin: .text,
            line: line.number > 0 ? line.number : nil, mayHold: mayHold)
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
    }
}
