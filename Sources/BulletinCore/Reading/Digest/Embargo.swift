/// Words that forbid to publish before a day.
enum Embargo {
    /// Where a line stands: a title and a foot speak of other things, too, and stories of a digest tell of what others may
    /// not publish.
    enum Place { case head, title, foot, story }

    /// Whether the line forbids to publish before the date in it.
    static func isOne(_ scalars: [UInt32], _ date: Range<Int>, in place: Place = .head) -> Bool {
        guard scalars.count <= 120 else { return false }
        let before = Text.string(scalars[..<date.lowerBound].filter { !Text.isBlank($0) })
        if PublicationDay.isNamed(by: Array(before.utf8)[...]), labels.contains(where: { before.contains($0) }) {
            return true
        }
        let behind = place == .story ? nil : behind(scalars[date.upperBound...])
        if isBan(before, behind) || behind == .after && (before.contains("稿") || before.contains("请于")) { return true }
        if EmbargoClause.isIn(scalars, dates: [date], of: date) { return true }
        let text = Array(Text.string(scalars).utf8)[...].lowered[...]
        let start = latinStart(text)
        return [terms, marks, dated].contains { $0.contains { start.hasPrefix($0) } }
            || banned.contains { place == .story ? start.hasPrefix($0) : text.contains(text: $0) }
            || LatinEmbargo.isOne(scalars, date)
    }

    static func latinStart(_ text: Bytes) -> Bytes { text.drop { !Text.isASCIILetter(UInt32($0)) } }

    /// Right before the date.
    private static let leads = ["禁发至", "禁发期至", "保密至", "保密期至", "禁止发布至", "엠바고:", "эмбаргодо", "Эмбаргодо"]

    /// The time before which a line forbids to publish; `nil` when it names no day in full.
    /// - Parameter line: its number.
    static func time(in text: Bytes, at line: Int?, in place: Place = .head) -> StatedDate? {
        let scalars = text.scalars(limit: 200)
        return find(in: scalars, in: place).map {
            StatedDate(
                $0, at: DateReading.time(of: $0, in: scalars, isEmbargo: true), origin: .text, line: line,
                isNamed: true, isEmbargo: true)
        }
    }

    /// The day before which a line forbids to publish.
    static func find(in scalars: [UInt32], in place: Place = .head) -> DateReading.Found? {
        DateReading.all(in: scalars).first { isOne(scalars, $0.range, in: place) }
    }

    static func find(in text: Bytes) -> DateReading.Found? { find(in: text.scalars(limit: 200)) }

    /// Whether a line forbids to publish, whatever it says of the time.
    static func forbids(_ text: Bytes) -> Bool { find(in: text) != nil || isOpen(text) }

    /// Whether a title is about something that is forbidden for a time, and not about this text.
    static func isNews(ofBan title: Bytes) -> Bool {
        bans.isAny(in: title) && !papers.isAny(in: title) && find(in: title) == nil && !isOpen(title, in: .title)
    }

    /// Whether a line tells when something is allowed again that is no text.
    static func tellsEnd(ofBan line: Bytes) -> Bool { line.contains(text: "解禁") && !papers.isAny(in: line) }

    private static let bans = WordList(["解禁", "休渔", "休漁", "禁渔", "禁漁", "开渔", "開漁", "限售", "禁售", "封山", "禁猎"])
    private static let papers = WordList(["稿", "媒体", "媒體", "新闻", "新聞", "发布", "發布", "發佈", "报道", "報道", "見報", "见报", "刊"])

    private static let labels = ["解禁", "发稿", "见报", "播发", "刊播"]

    // MARK: In Latin letters. What is none wherever it stands begins the line: an embargo on arms is news

    /// Nothing but a time can follow.
    private static let terms = [
        "embargo:", "embargo until", "embargo till", "embargo date", "embargo time", "embargo lifts", "embargo ends",
        "embargo expires", "hold until", "sperrfrist", "gesperrt bis", "embargo bis", "embargo jusqu", "embargo hasta",
        "embargo fino",
    ]

    /// A date in the line is its end; a weekday is where it says so.
    private static let marks = [
        "strict embargo", "press embargo", "media embargo", "sous embargo", "sotto embargo", "bajo embargo",
        "sob embargo", "hold for release",
    ]

    /// A date in the line is its end; a weekday need not be.
    private static let dated = ["embargo to ", "embargo -", "embargo –", "embargo —", "nicht vor", "embargo tot"]

    /// Nothing but a time can follow, wherever they stand beside a date.
    private static let banned = [
        "embargoed until", "embargoed till", "embargoed to ", "embargoed for", "under embargo until",
        "under strict embargo until", "under embargo to ", "under embargo till",
    ]

    // MARK: In Chinese

    static let negations = ["勿", "不得", "不要", "严禁", "嚴禁", "禁止"]
    private static let clock = ["时", "時", "点", "點", "上午", "下午", "中午", "凌晨", "早", "晚"]
    static let permits = ["方可", "才可", "才能", "方能"]
    private static let fillers = ["请", "請", "对外", "對外", "擅自", "提前"]
    private static let printing = ["见报", "刊发", "刊登", "播发", "刊播"]
    private static let acts = [
        "发布", "發布", "發佈", "刊发", "刊登", "见报", "报道", "播发", "公开", "公开发布", "公开报道", "发表", "刊播", "外传", "传播", "发稿",
    ]

    /// What follows a date, and nothing behind it: `前不得发布`, `后方可见报`; `前发布`, `后刊发`, `见报`, which are bans only behind
    /// words of one.
    enum Behind { case ban, before, after }

    /// - Parameter before: what stands before the date, without blanks.
    static func isBan(_ before: String, _ behind: Behind?) -> Bool {
        leads.contains { before.hasSuffix($0) } || behind == .ban
            || behind == .before && negations.contains { before.contains($0) }
    }

    static func behind(_ rest: ArraySlice<UInt32>) -> Behind? {
        let told = rest.prefix(60).filter { !Text.isBlank($0) && !Text.isPunctuation($0) && Text.digit($0) == nil }
        var text = Array(Text.string(told).utf8)[...]
        func take(_ words: [String]) -> Bool {
            guard let word = words.first(where: { text.hasPrefix($0) }) else { return false }
            text = text.dropFirst(word.utf8.count)
            return true
        }
        while take(clock) {}
        let isBefore = take(["之前", "以前", "前"])
        let isAfter = !isBefore && take(["之后", "以后", "后", "後", "起"])
        guard isBefore || isAfter || printing.contains(where: { text.elementsEqual($0.utf8) }) else { return nil }
        var isBan = false
        while true {
            if take(isBefore ? negations : permits) { isBan = true } else if !take(fillers) { break }
        }
        guard acts.contains(where: { text.elementsEqual($0.utf8) }) else { return nil }
        return isBan ? .ban : isBefore ? .before : .after
    }
}

extension Finding {
    /// Nobody can tell when the text may be published.
    static func openEmbargo(line: Int?) -> Finding {
        Finding(
            .warning, Bulletin.openEmbargoRule, "this forbids to publish before a day that is not named in full",
            advice: "write it with its year, like 2031-05-12 09:00, or take the line away", line: line)
    }
}

extension Bulletin {
    /// Of the finding that a text may not be published yet, and does not say until when.
    public static let openEmbargoRule = "OpenEmbargo"
}
