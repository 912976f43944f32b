/// What speaks, besides the headings, for a digest of stories.
struct HeadingHints: Sendable {
    /// Front matter has an issue number, a tag or layout is that of a digest, or the file's name is that of an issue.
    var saysDigest = false

    init() {}

    init(_ front: FrontMatter, _ path: SourcePath) {
        let name = Array(TextReader.title(from: path).utf8).map { $0 == 0x2D || $0 == 0x5F ? 0x20 : $0 }[...]
        saysDigest =
            front.issue != nil || DigestTitle.isIssue(name)
            || (front.tags + front.kinds).contains { DigestTitle.isDigest(Array($0.utf8)[...]) }
    }
}

/// Whether a title is that of a digest.
enum DigestTitle {
    /// Whether it bears an issue number, or a word that says: here are many stories.
    static func isDigest(_ title: Bytes) -> Bool {
        IssueNumber.find(in: title) != nil || speaks(title) || isNewsOfADay(title)
    }

    /// `政治新闻 - 2031年3月5日`
    private static func isNewsOfADay(_ title: Bytes) -> Bool {
        guard let found = title.firstRange(of: "新闻"), DateReading.first(in: title) != nil else { return false }
        return isEnd(title[found.upperBound...])
    }

    /// An issue number, or such a word and a date or number.
    static func isIssue(_ title: Bytes) -> Bool {
        IssueNumber.find(in: title) != nil
            || title.prefix(300).contains(where: { (0x30...0x39).contains($0) }) && speaks(title)
    }

    /// Whether it is the name of a periodical, not of a section of one.
    static func namesPeriodical(_ title: Bytes) -> Bool {
        let lower = title.prefix(600).lowered[...]
        return !teaches(title) && names.contains { lower.contains(text: $0) }
    }

    /// Whether it says article all the same: how to write a 周报.
    static func teaches(_ title: Bytes) -> Bool {
        let lower = title.prefix(600).lowered[...]
        if clear.contains(where: { isSubject(lower, $0) }) { return true }
        guard let lesson = teaching.lazy.compactMap({ lower.firstRange(of: $0)?.lowerBound }).min() else {
            return false
        }
        // `Harbour Weekly | 航海教程`: a name, then what is in the issue.
        return !clear.contains { word in
            guard let found = lower[..<lesson].firstRange(of: word) else { return false }
            return isEnd(lower[found.upperBound...])
        }
    }

    /// Whether the word is only what the title is about, or the series of an article: `周刊自动化`, `技术周刊之索引`.
    private static func isSubject(_ lower: Bytes, _ word: String) -> Bool {
        guard let found = lower.firstRange(of: word) else { return false }
        let rest = lower[found.upperBound...].trimmedStart
        return about.contains { rest.hasPrefix($0) }
    }

    private static func speaks(_ title: Bytes) -> Bool {
        let lower = title.prefix(600).lowered[...]
        let closed = Title.cleaned(lower)  // 一 周 要 闻
        return (saysDigest(lower) || closed != lower && saysDigest(closed)) && !teaches(title)
    }

    private static func saysDigest(_ lower: Bytes) -> Bool {
        anyClear.isAny(in: lower)
            || anyLast.isAny(in: lower)
                && last.contains { word in lower.firstRange(of: word).map { isEnd(lower[$0.upperBound...]) } ?? false }
    }

    /// Nothing but a date, a number or a subtitle follows.
    private static func isEnd(_ rest: Bytes) -> Bool {
        guard let next = rest.firstScalar else { return true }
        if Text.isPunctuation(next) || Text.digit(next) != nil || next == 0x7B2C { return true }
        let behind = rest.trimmedStart
        guard Text.isBlank(next), let first = behind.firstScalar else { return behind.isEmpty }
        return Text.isPunctuation(first) || Text.digit(first) != nil || first == 0x7B2C
            || DateReading.first(in: behind.prefix(60)) != nil
    }

    /// Say digest wherever they stand; other words of digests only at the end, for `动态规划` is none.
    private static let clear = [
        "周报", "周刊", "月报", "月刊", "季报", "旬报", "日报", "简报", "快讯", "简讯", "速递", "资讯", "要闻", "本周", "周览", "摘编", "文摘", "早报",
        "晚报",
        "播报", "速览", "内参", "专刊", "週報", "週刊", "電子報", "簡報", "快訊", "要聞", "电子报", "荟萃", "集锦", "联播",
        "weekly", "newsletter", "roundup", "round-up", "this week", "last week", "week in ", "weeks in ", "month in ",
        "links for ", "week ending", "week of ",
        "ウィークリー", "今週", "先週", "ニュースレター", "ダイジェスト", "주간", "뉴스레터", "semanal", "boletín", "hebdo",
    ]
    private static let anyClear = WordList(clear + WorldWords.unmistakable)
    private static let names = [
        "周报", "周刊", "月报", "月刊", "季刊", "日报", "简报", "週報", "週刊", "電子報", "电子报", "weekly", "newsletter", "digest",
    ]
    /// Behind such a word they say article.
    private static let about = [
        "之", "自动化", "模板", "模版", "系统", "工具", "生成", "平台", "助手", "写作", "制度", "template", "automation", "builder", "app ",
    ]
    /// Say it at the end.
    private static let last =
        Words.digests + ["news", "daily", "letter", "picks", "links", "双周", "一周", "每周", "每日"]

    private static let anyLast = WordList(last)

    private static let teaching = [
        "怎么", "如何", "教程", "指南", "详解", "入门", "原理", "实战", "浅谈", "解析", "攻略", "学会", "how to", ": how ", "tutorial",
        "a guide",
        "introduction to", "getting started", "generator", "readme",
    ]
}
