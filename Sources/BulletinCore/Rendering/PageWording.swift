/// The words of the interface in one language, and how people write dates in it.
///
/// A row is complete by construction. The language of the channel decides which one is used, for bulletins in another
/// language too; pages mark these words with `language`.
struct PageWording: Hashable, Sendable {
    /// BCP 47, of the words themselves.
    var language: String
    var skip: String
    var subscribe: String
    /// One sentence for somebody who has never done it.
    var howToSubscribe: String
    var empty: String
    var contents: String
    /// Before a date.
    var updated: String
    var permalink: String
    var topics: String
    var colophon: String
    /// Of the page with one line for each story, or for each bulletin.
    var stories: String
    var issues: String
    var corrections: String
    /// Leads to a page with what is older, and from there to the newest.
    var older: String
    var newest: String
    /// Before the number of an archive.
    var archive: String
    /// Of the list of feeds.
    var allFeeds: String
    /// A title, a sentence, and what leads to the front page.
    var gone: String
    var whyGone: String
    var toFront: String
    /// Between the names of authors.
    var comma: String
    /// January first; empty where months are numbers.
    var months: [String]

    static let all = [simplified, traditional, english]

    static func of(language: String) -> PageWording {
        switch InterfaceLanguage(tag: language) {
        case .simplified: simplified
        case .traditional: traditional
        case .english: english
        }
    }

    static let simplified = PageWording(
        language: "zh-Hans", skip: "跳到正文", subscribe: "订阅",
        howToSubscribe: "复制其中一个链接，添加到新闻阅读器，新内容会自动送达。三种格式内容相同。",
        empty: "还没有内容。", contents: "本期目录", updated: "更新于", permalink: "本条链接", topics: "主题",
        colophon: "由 bulletind 发布",
        stories: "各条", issues: "各期", corrections: "更正", older: "更早的内容", newest: "最新内容", archive: "存档",
        allFeeds: "全部订阅源",
        gone: "内容已撤回", whyGone: "这里曾发布的内容已由编者撤回。", toFront: "返回首页", comma: "、", months: [])

    static let traditional = PageWording(
        language: "zh-Hant", skip: "跳到正文", subscribe: "訂閱",
        howToSubscribe: "複製其中一個連結，加入新聞閱讀器，新內容會自動送達。三種格式內容相同。",
        empty: "還沒有內容。", contents: "本期目錄", updated: "更新於", permalink: "本則連結", topics: "主題",
        colophon: "由 bulletind 發布",
        stories: "各則", issues: "各期", corrections: "更正", older: "更早的內容", newest: "最新內容", archive: "存檔",
        allFeeds: "全部訂閱源",
        gone: "內容已撤回", whyGone: "這裡曾發布的內容已由編者撤回。", toFront: "返回首頁", comma: "、", months: [])

    static let english = PageWording(
        language: "en", skip: "Skip to content", subscribe: "Subscribe",
        howToSubscribe: "Copy one of these links into your news reader, and new stories come by themselves. "
            + "All three hold the same.",
        empty: "Nothing has been published yet.", contents: "In this issue", updated: "Updated",
        permalink: "Link to this story", topics: "Topics", colophon: "Published with bulletind",
        stories: "Stories", issues: "Issues", corrections: "Corrections", older: "Older", newest: "Newest",
        archive: "Archive",
        allFeeds: "All feeds", gone: "Withdrawn",
        whyGone: "What was published here has been withdrawn by its editors.", toFront: "To the front page",
        comma: ", ",
        months: [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November", "December",
        ])

    /// What templates see of them.
    var values: Values { Self.values[language] ?? named }

    private static let values = Dictionary(uniqueKeysWithValues: all.map { ($0.language, $0.named) })

    private var named: Values {
        [
            "language": language, "skip": skip, "subscribe": subscribe, "howToSubscribe": howToSubscribe,
            "empty": empty, "contents": contents, "updated": updated, "permalink": permalink, "topics": topics,
            "colophon": colophon, "older": older, "newest": newest, "allFeeds": allFeeds, "gone": gone,
            "whyGone": whyGone, "toFront": toFront,
        ]
    }

    /// Of the page of a series.
    func title(of series: Series) -> String {
        switch series {
        case .stories: stories
        case .issues: issues
        case .corrections: corrections
        }
    }

    /// `2021年4月12日`, `12 April 2021`.
    func date(_ day: CivilDate) -> String {
        months.isEmpty ? "\(day.year)年\(day.month)月\(day.day)日" : "\(day.day) \(months[day.month - 1]) \(day.year)"
    }

    /// Whether a text is a date as `date` writes it.
    func isDate(_ text: String) -> Bool {
        let numbers = text.utf8.split { !IRI.isDigit($0) }.map { Int(String(decoding: $0, as: UTF8.self)) ?? 0 }
        let day: CivilDate?
        if months.isEmpty {
            day = numbers.count == 3 ? CivilDate(year: numbers[0], month: numbers[1], day: numbers[2]) : nil
        } else {
            let month = months.firstIndex { text.contains(" \($0) ") }
            day =
                numbers.count == 2 ? month.flatMap { CivilDate(year: numbers[1], month: $0 + 1, day: numbers[0]) } : nil
        }
        return day.map(date) == text
    }
}

extension CivilDate {
    /// As people of a language write it: `2021年4月12日`, `12 April 2021`.
    /// - Parameter language: BCP 47.
    public func wording(in language: String) -> String { PageWording.of(language: language).date(self) }
}
