/// Tells the headings of one article from the headlines of stories.
struct ArticleEvidence {
    private struct Part {
        var key: [UInt8]
        var isNumbered: Bool
        var isStep: Bool
        var isQuestion: Bool
        /// `本周天气概况`
        var isOfReport: Bool
        /// The title of an issue by itself.
        var isIssue: Bool
        /// Long enough to say what happened, and no lesson: eight Chinese or Japanese characters, or four words.
        var isTelling: Bool
        /// The headline is a link, or the text begins with one.
        var isReference: Bool
        /// To other sites.
        var links: Int
        /// A line says where it was published: `来源：…`.
        var isSourced: Bool
    }

    private var parts: [Part] = []
    private var categories: Set<[UInt8]> = []
    /// The sites that are linked to: a manual links to few.
    private var hosts: Set<Substring> = []
    /// Bytes of text.
    private var size = 0
    private let isBrief: Bool

    /// As many stories tell what they are, however many follow.
    private static let maxParts = 5_000

    init(_ stories: [HeadingOutline.Story], _ blocks: [Block]) {
        // Columns of links are called in a few characters, too.
        let isLinked = stories.contains { blocks[$0.head...($0.body.last ?? $0.head)].contains { !$0.links.isEmpty } }
        let headlines = stories.prefix(13).map { Marker.read(blocks[$0.head].text)?.rest ?? blocks[$0.head].text }
        isBrief =
            headlines.count <= 12
            && (BriefArticle.isOne(headlines)
                || !isLinked && stories.lazy.compactMap(\.category).isEmpty
                    && !headlines.contains { Self.isColumn(Self.key($0)) }
                    && ArticleParts.areBelowFirst(headlines))
        for story in stories.prefix(Self.maxParts) {
            let text = blocks[story.head].text
            let marker = Marker.read(text)
            let headline = marker.flatMap { $0.rest.isEmpty ? nil : $0.rest } ?? text
            let key = Self.key(headline)
            let addresses = (blocks[story.head].links + blocks[story.body].lazy.flatMap(\.links))
                .compactMap { $0.url.flatMap(Self.host) }
            hosts.formUnion(addresses)
            size += blocks[story.body].lazy.flatMap(\.lines).map(\.count).reduce(text.count, +)
            let isHead = blocks[story.head].links.contains { $0.url.flatMap(Self.host) != nil }
            parts.append(
                Part(
                    key: key, isNumbered: marker?.ordinal != nil,
                    isStep: Self.steps.contains { key.starts(with: $0.utf8) }
                        && key.contains { $0 < 0x3A || $0 > 0x7F },
                    isQuestion: [0x3F, 0xFF1F].contains(headline.trimmedEnd.lastScalar ?? 0),
                    isOfReport: Words.isReportPart(headline),
                    isIssue: DigestTitle.isIssue(headline),
                    isTelling: Self.isTelling(headline),
                    isReference: isHead
                        || blocks[story.body].first.map {
                            $0.html.starts(with: "<p><a ".utf8) && $0.links.first?.url.flatMap(Self.host) != nil
                        } ?? false,
                    links: addresses.count, isSourced: Self.isSourced(blocks[story.body])))
            if let category = story.category { categories.insert(Self.key(category)) }
        }
    }

    /// Why the headings are the parts of one article; `nil` when they are stories.
    /// - Parameters:
    ///   - opening: the first paragraphs.
    ///   - isNumbered: the number of an issue stands below the title.
    ///   - isDated: a date alone stands there.
    func reason(
        title: Bytes, opening: [Bytes], hasLongHeader: Bool, isNumbered: Bool, isDated: Bool, hints: HeadingHints
    ) -> String? {
        let count = parts.count
        func number(_ holds: (Part) -> Bool) -> Int { parts.lazy.filter(holds).count }
        let manual = number { Self.manual.contains($0.key) }
        if isBrief { return BriefArticle.reason }
        let columns =
            number { Self.isColumn($0.key) } + categories.lazy.filter { Self.isColumn($0) }.count
        let article = number { Words.articleParts.contains($0.key) || Self.article.contains($0.key) }
        let isArticle = article >= 2 && article > columns || article == 1 && count <= 5 && columns == 0
        // The name of a digest says less than headings most of which are called so.
        if article * 2 > count, columns == 0 { return "its headings are the parts of one article" }
        if let issue = IssueNumber.find(in: title) {
            // What is new in a program is told by the month, too.
            return isArticle && IssueNumber.isOfMonth(issue) ? "its headings are the parts of one article" : nil
        }
        if number({ $0.isOfReport }) * 2 > count { return "its headings are the parts of one report" }
        if manual >= 2, manual * 4 >= count { return "its headings are those of a manual" }
        if DigestTitle.isDigest(title) || hints.saysDigest && !DigestTitle.teaches(title) { return nil }
        if count >= 3, number({ $0.isSourced }) * 10 >= count * 7 { return nil }
        if isArticle { return "its headings are the parts of one article" }
        // `民政工作动态` over `第22期`
        if isNumbered, Words.saysDigest(title), !DigestTitle.teaches(title) { return nil }
        if number({ $0.isNumbered }) * 10 >= count * 7 {
            return "its headings are numbered like the parts of one article"
        }
        if number({ $0.isStep }) * 2 >= count { return "its headings are steps of one article" }
        if number({ $0.isQuestion }) * 2 >= count { return "its headings are questions, as in an interview" }
        if hasLongHeader { return "an article's text stands before its headings" }
        if isNumbered || isDated && Words.saysDigest(title) && !DigestTitle.teaches(title) { return nil }
        if columns >= 2 || columns * 2 >= count || number({ $0.isIssue }) * 2 >= count { return nil }
        let linked = number { $0.links > 0 }
        let links = parts.lazy.map(\.links).reduce(0, +)
        // Letters are lists of links with a few words on each; manuals link now and then.
        let isListOfLinks = linked * 2 >= count && links * 400 >= size
        // Hardly more than titles: then they may lead to one site, as lists of changes do.
        let isBareList = isListOfLinks && links >= count * 3 && links * 150 >= size
        if title.isEmpty || DateReading.first(in: title) != nil {
            if isListOfLinks && (hosts.count >= 3 || isBareList) || number({ $0.isTelling }) * 2 >= count { return nil }
            let isHeadlined = number { $0.isTelling || $0.links > 0 } * 2 >= count
            if isHeadlined, opening.contains(where: { Self.names($0, Self.openings) }) { return nil }
        }
        if !Self.names(title, Self.releases) {
            if isListOfLinks, links >= count * 3, hosts.count >= 4 || isBareList { return nil }
            if number({ $0.isReference }) * 10 >= count * 6 { return nil }
        }
        return "its title names no digest, and nothing else says that its headings are headlines"
    }

    // MARK: Words

    /// Letters only: `🔧 工具` is 工具.
    static func key(_ text: Bytes) -> [UInt8] {
        var key: [UInt8] = []
        let all = Text.key(text.prefix(600))[...]
        var place = all.startIndex
        while place < all.endIndex {
            let (scalar, length) = all.scalar(at: place)
            let isSymbol =
                (0x2190...0x2BFF).contains(scalar) || scalar >= 0x1F000 && scalar < 0x20000 || scalar == 0x200D
                || (0xFE00...0xFE0F).contains(scalar) || (0xE0000...0xE0FFF).contains(scalar)
            if !isSymbol { key += all[place..<(place + length)] }
            place += length
        }
        return key
    }

    private static func isColumn(_ key: [UInt8]) -> Bool {
        columns.contains(key) || periods.contains { key[...].contains(text: $0) }
    }

    private static func names(_ title: Bytes, _ words: [String]) -> Bool {
        let lower = title.prefix(600).lowered[...]
        return words.contains { lower.contains(text: $0) }
    }

    private static func isTelling(_ text: Bytes) -> Bool {
        let scalars = text.scalars(limit: 200)
        let words = text.prefix(600).lowered.split { $0 == 0x20 || $0 == 0x09 }
        guard scalars.lazy.filter({ Text.isHan($0) || (0x3041...0x30FF).contains($0) }).count >= 8 || words.count >= 4,
            let first = words.first
        else {
            return false
        }
        let isCall = text.contains(text: "()") || text.contains(text: "([")
        return !lessons.contains(String(decoding: first, as: UTF8.self)) && !isCall && text.trimmedEnd.last != 0x2E
            && !DigestTitle.teaches(text)
    }

    /// Looks at the first and the last lines only.
    private static func isSourced(_ body: ArraySlice<Block>) -> Bool {
        (body.prefix(3) + body.suffix(3)).contains { block in
            (block.lines.prefix(4) + block.lines.suffix(2)).contains { line in
                let head = line[...].scalars(limit: 12)
                guard let colon = head.firstIndex(where: { $0 == 0x3A || $0 == 0xFF1A }) else { return false }
                return sources.contains(key(Array(Text.string(head[..<colon]).utf8)[...]))
            }
        }
    }

    /// `nil` when it is no web address.
    private static func host(_ address: String) -> Substring? {
        guard let colon = address.utf8.firstIndex(of: 0x3A), address[colon...].hasPrefix("://") else { return nil }
        return address[colon...].dropFirst(3).prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }

    /// What letters begin with that are not called so in their title.
    private static let openings = [
        "周刊", "周报", "日报", "月刊", "月报", "本期", "newsletter", "another issue of", "this week in", "weekly summary",
        "weekly digest", "weekly roundup", "this issue covers",
    ]
    /// Headings of lessons and manuals begin so.
    private static let lessons: Set = [
        "how", "why", "what", "when", "where", "which", "who", "if", "using", "use", "building", "build", "running",
        "run", "writing", "write", "creating", "create", "adding", "add", "installing", "install", "setting", "set",
        "choosing", "choose", "understanding", "making", "make", "working", "getting", "enabling", "enable", "defining",
        "define", "support", "class:", "options", "example", "contribute", "contributing", "preparing", "check",
    ]

    private static let periods = [
        "本周", "本期", "今日", "本月", "thisweek", "oftheweek", "ofthemonth", "thismonth", "lastweek",
    ]
    private static let steps = ["step", "part", "chapter", "lesson", "phase", "day", "第", "步骤"]
    private static let releases = ["release", "changelog", "change log", "what's new", "更新日志", "发布说明", "版本"]

    private static let sources = Words.keys([
        "来源", "來源", "原文", "链接", "原文链接", "出处", "消息来源", "source", "via", "read more", "original",
    ])

    /// Sections that periodicals have.
    private static let columns = Words.keys([
        "新闻", "资讯", "快讯", "动态", "要闻", "头条", "文章", "好文", "博客", "工具", "资源", "项目", "开源", "开源项目", "言论", "图片", "视频", "活动",
        "招聘", "书籍", "论文", "讨论", "科技动态", "行业动态", "行业新闻", "社区", "社区动态", "开源库", "播客", "软件", "产品", "往年回顾", "订阅",
        "编辑推荐", "编辑导读", "读者来信", "好文推荐", "推荐阅读", "工具推荐", "技术文章", "一周新闻", "一周要事", "一周推荐", "开源推荐", "其他", "其它",
        "articles", "news", "tutorials", "videos", "podcasts", "jobs", "events", "projects", "libraries", "tools",
        "releases", "blog posts", "upcoming events", "conferences", "papers", "books", "tweets", "links", "reading",
        "new releases", "headlines", "worth reading", "packages", "around the web", "announcements", "community",
        "articles tutorials", "articles & tutorials", "news & blog posts", "tools & libraries", "open source",
        "meetups", "talks", "in brief", "from the community", "classifieds", "sponsors", "interesting",
    ])

    /// Sections of a manual, which even a tool for weeklies has.
    private static let manual = Words.keys([
        "installation", "install", "usage", "license", "requirements", "getting started", "contributing",
        "configuration", "prerequisites", "quick start", "quickstart", "setup", "options", "api", "安装", "使用", "用法",
        "使用方法",
        "许可证", "配置", "快速开始", "环境要求", "贡献",
    ])

    /// Parts of an article, beside those of `Words.articleParts`.
    private static let article = manual.union(
        Words.keys([
            "features", "bug fixes", "bugfixes", "fixes", "breaking changes", "changes", "improvements", "deprecations",
            "upgrading", "known issues", "ingredients", "method", "directions", "instructions", "preparation", "notes",
            "schedule", "venue", "registration", "speakers", "agenda", "location", "verdict", "pros", "cons", "pricing",
            "price", "performance", "design", "display", "battery", "camera", "summary", "motivation", "examples",
            "example", "how it works", "next steps", "troubleshooting", "wrapping up", "final thoughts", "takeaways",
            "documentation", "reference documentation", "compatibility", "code of conduct", "legal", "security",
            "supported versions", "project status", "feedback", "dependencies", "benchmarks", "api reference",
            "limitations", "related work", "evaluation", "experiments", "future work", "steps", "testing", "faqs",
            "特性", "新特性", "新功能", "修复", "改进", "问题修复", "升级", "升级方法", "食材", "做法", "配料", "用料", "步骤", "小贴士", "日程", "议程",
            "地点", "报名", "报名方式", "嘉宾", "时间", "优点", "缺点", "评分", "性能", "外观", "屏幕", "续航", "拍照", "价格", "准备", "准备工作", "示例",
            "例子", "原理", "实现", "测试", "效果", "方法", "实验", "讨论", "结果", "致谢", "常见问题", "注意事项", "下一步", "起因", "经过", "写在前面",
            "拆解", "找原因", "动机", "设计", "思路", "优化", "部署", "运行", "源码", "代码",
        ]))
}
