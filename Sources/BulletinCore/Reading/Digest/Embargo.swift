/// What forbids to publish a text before a time.
enum Embargo {
    /// Where a line stands: a title may be news and must speak of this text or of publication; a foot speaks of other things,
    /// too, and stories of a digest tell of what others may not publish.
    enum Place { case head, title, foot, story }

    enum Ban {
        case until(DateReading.Found)
        /// No full date is named: no year, a weekday, an hour, or nothing.
        case open

        /// `nil` when no day is named in full.
        var day: DateReading.Found? { if case .until(let day) = self { day } else { nil } }
    }

    /// What a line forbids; `nil` for nothing.
    static func ban(in text: Bytes, _ place: Place = .head) -> Ban? {
        let scalars = text.scalars(limit: 200)
        let full = DateReading.all(in: scalars)
        return ban(in: text, place, full, DateReading.incomplete(in: scalars, besides: full))
    }

    /// - Parameters:
    ///   - full: all full dates in its first 200 scalars, and the mentions besides.
    static func ban(
        in text: Bytes, _ place: Place, _ full: [DateReading.Found],
        _ mentions: @autoclosure () -> [DateReading.Mention]
    ) -> Ban? {
        guard text.count <= 480, !full.isEmpty || text.count <= 240 && EmbargoWords.signs.isAny(in: text.lowered[...])
        else { return nil }
        let scalars = text.scalars(limit: 200)
        guard scalars.count <= 120 else { return nil }
        return EmbargoLine(scalars, full: full, mentions: mentions()).ban(in: place)
    }

    /// Whether a line forbids to publish before a day, and does not say which in full.
    static func isOpen(_ text: Bytes, in place: Place = .head) -> Bool {
        if case .open = ban(in: text, place) { true } else { false }
    }

    /// The time before which a line forbids to publish.
    /// - Parameters:
    ///   - day: the end of its ban.
    ///   - line: its number.
    static func time(of day: DateReading.Found, in text: Bytes, at line: Int?) -> StatedDate {
        StatedDate(
            day, at: DateReading.time(of: day, in: text.scalars(limit: 200), isEmbargo: true), origin: .text,
            line: line,
            isNamed: true, isEmbargo: true)
    }

    // MARK: What is forbidden besides texts

    /// What a title may be about that has a day of its own.
    struct Topic: OptionSet {
        let rawValue: Int

        /// Something is forbidden for a time, and then allowed.
        static let ban = Topic(rawValue: 1)
        /// Something goes online.
        static let launch = Topic(rawValue: 2)
        /// Something is opened to the public.
        static let opening = Topic(rawValue: 4)
    }

    /// What a title is about, when it is not about this text.
    static func topic(of title: Bytes) -> Topic {
        let small = title.lowered[...]
        var topic: Topic = bans.isAny(in: small) ? [.ban] : []
        if launches.isAny(in: small) { topic.insert(.launch) }
        if openings.isAny(in: small) { topic.insert(.opening) }
        return topic.isEmpty || papers.isAny(in: small) || ban(in: title, .title) != nil ? [] : topic
    }

    /// Whether a line tells when that is allowed, or begins, which is no text.
    static func tells(_ line: Bytes, endOf topic: Topic) -> Bool {
        guard !topic.isEmpty, !papers.isAny(in: line) else { return false }
        if topic.contains(.ban), line.contains(text: "解禁") { return true }
        // `推文上线时间` and `本文自…起公开` are of this text.
        if texts.contains(where: line.contains(text:)) { return false }
        if topic.contains(.opening), ["起公开", "起公開", "起对外公开", "起對外公開"].contains(where: line.contains(text:)) {
            return true
        }
        guard topic.contains(.launch), let colon = line.firstRange(of: "：") ?? line.firstRange(of: ":") else {
            return false
        }
        return EmbargoWords.label(line[..<colon.lowerBound]) == .launch
    }

    private static let bans = WordList([
        "解禁", "休渔", "休漁", "禁渔", "禁漁", "开渔", "開漁", "限售", "禁售", "封山", "禁猎", "封禁", "封号", "禁言",
        "宵禁", "禁飞", "禁航", "禁放", "禁牧",
    ])
    private static let launches = WordList([
        "上线", "上線", "系统", "系統", "平台", "软件", "軟件", "app", "小程序", "游戏", "遊戲", "功能", "网站", "網站", "课程",
        "影片", "电影", "专辑", "新品", "新款", "公测", "内测", "商城", "预售",
    ])
    private static let texts = ["本文", "文章", "推文"]
    private static let openings = WordList(["公开", "公開", "开放", "開放"])
    private static let papers = WordList(["稿", "媒体", "媒體", "新闻", "新聞", "发布", "發布", "發佈", "报道", "報道", "見報", "见报", "刊"])
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
