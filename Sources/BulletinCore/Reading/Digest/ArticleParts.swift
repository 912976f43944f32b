/// Whether headlines name the parts of one text: asked in one place for all layouts without marks.
enum ArticleParts {
    static let ofArticle = "they are the parts of one article"

    /// A clause for a doubt; `nil` when they may be headlines of stories.
    /// - Parameters:
    ///   - headlines: as they stand, without marks.
    ///   - title: a short line right over the first of them alone.
    ///   - saysDigest: the text names itself a digest. Then two in five names of parts are needed, else one in four.
    static func reason(_ headlines: [Bytes], under title: Bytes? = nil, saysDigest: Bool) -> String? {
        let keys = headlines.map(Text.key)
        let named = keys.lazy.filter(Words.articleParts.contains).count
        if saysDigest ? Words.areArticleParts(keys) : named * 4 >= keys.count { return ofArticle }
        if areDays(headlines) { return "they are the days of one journey" }
        if areTopics(headlines) { return "they are the parts of one report" }
        // One headline may stand above them, `花粉过敏怎么防`, and calls among them.
        let rest = headlines.dropFirst()
        let areBelowOne = headlines.first.map(speaks) == false && rest.lazy.filter(speaks).count * 2 > rest.count
        if headlines.lazy.filter(asks).count * 2 > headlines.count || areBelowOne {
            return "they are questions, and answers stand below them"
        }
        guard saysDigest else { return nil }
        let isOneUnderTitle = title.map { BriefArticle.isOne([$0] + headlines) } ?? false
        return areBelowFirst(headlines) || isOneUnderTitle ? BriefArticle.reason : nil
    }

    /// One headline apart, below the masthead and right over the others; or over its lead, where most parts tell no figure:
    /// news has a day, a sum or a count.
    static func areBelowTitle(_ heads: [Int], _ lines: [TextLine], digestLine: Int?) -> Bool {
        guard heads.count >= 3, let digestLine, digestLine >= 0, digestLine < heads[0] else { return false }
        // More is no masthead.
        var above = (digestLine + 1..<heads[0]).lazy.filter { !lines[$0].isBlank }.prefix(16).map { $0 }[...]
        let count = above.count
        while let line = above.first,
            Masthead.isIssueAndDate(lines[line].text) || OfficialTitle.isIssue(lines[line].text)
        {
            above = above.dropFirst()
        }
        guard above.count < count || Words.isIssueLine(lines[digestLine].text), let title = above.first,
            isTitle(title, lines)
        else { return false }
        if Words.saysDocument(lines[title].text) { return true }
        guard above.count <= 4,
            above.dropFirst().allSatisfy({ Headline.endsLikeText(lines[$0].text) && lines[$0].marker == nil })
        else { return false }
        return above.count == 1 || !NewsMarks.tellFigures(lines, heads)
    }

    /// Between blank lines, and no name of a column.
    static func isTitle(_ index: Int, _ lines: [TextLine]) -> Bool {
        let text = lines[index].text
        guard index > 0, lines[index - 1].isBlank, lines[index + 1].isBlank, lines[index].marker == nil,
            Headline.hasShape(text),
            !Headline.endsLikeText(text), !LetterForm.greets(text), !Words.saysDigest(text),
            !Words.isContentsLabel(text), LineRoles.label(text) == nil, !Trailer.isOffice(text),
            // Columns of a masthead, and what leads to the stories.
            !["  ", "　　", "　 "].contains(where: { text.contains(text: $0) }),
            ![0x2014, 0x2D, 0x2026].contains(text.lastScalar)
        else { return false }
        return LineRoles.isWide(text) ? text.scalarCount >= 7 : words(text) >= 4
    }

    /// Whether the first is the headline of one article and the others name its parts.
    static func areBelowFirst(_ headlines: [Bytes]) -> Bool {
        BriefArticle.isOne(headlines) || areNames(headlines) || areCounted(headlines)
    }

    /// One headline over `第一次…`, `第二次…`: stories of a digest are counted from its first.
    private static func areCounted(_ headlines: [Bytes]) -> Bool {
        guard headlines.count >= 3, let first = headlines.first, !first.hasPrefix("第一") else { return false }
        return zip(headlines.dropFirst(), ordinals).allSatisfy { $0.hasPrefix("第" + $1) }
    }

    /// `第一天　向阳山屋`, `Day 2: the pass`: counted from the first.
    private static func areDays(_ headlines: [Bytes]) -> Bool {
        guard headlines.count >= 2 else { return false }
        return headlines.enumerated().allSatisfy { place, headline in
            if headline.hasPrefix(inAnyCase: "day ") {
                return Numeral.arabic(headline.dropFirst(4), maxDigits: 2)?.value == place + 1
            }
            guard headline.hasPrefix("第") else { return false }
            let rest = headline.dropFirst(3)
            guard let (value, length) = Numeral.chinese(rest) ?? Numeral.arabic(rest, maxDigits: 2) else {
                return false
            }
            return value == place + 1 && ["天", "日"].contains { rest.dropFirst(length).hasPrefix($0) }
        }
    }

    private static let ordinals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"]

    /// `石窝小学的最后一课` over `一个老师`, `两间教室`, `三个孩子`: one headline, and below it nothing but names of a few characters.
    private static func areNames(_ headlines: [Bytes]) -> Bool {
        guard headlines.count >= 4, let first = headlines.first, first.scalarCount >= 8 else { return false }
        if words(first) >= 5 { return headlines.dropFirst().allSatisfy { words($0) <= 2 } }
        return headlines.dropFirst().allSatisfy { $0.count <= 3 * 6 && $0.allSatisfy { $0 >= 0x80 } }
    }

    /// Of Latin letters.
    private static func words(_ text: Bytes) -> Int {
        text.contains { $0 >= 0xE0 } ? 0 : text.split(separator: 0x20).count
    }

    /// Whether the first headline and the text below it speak of as many things as headlines follow, or lead to them:
    /// `三个师傅的手艺` over `厂里有三个老师傅，…`. One such sign may be chance, two are none.
    static func announce(_ title: Bytes, over lead: Bytes, count: Int) -> Bool {
        guard count >= 2 else { return false }
        let leads = ["如下。", "如下：", "as follows.", "as follows:"].contains { lead.hasSuffix($0) }
        return [StatedCount.holds(count, title), StatedCount.holds(count, lead), leads].count { $0 } >= 2
    }

    /// What a report tells of its subject: most of them, or two where all others are of as few characters:
    /// `雨情`, `水情`, `工情险情`.
    static func areTopics(_ headlines: [Bytes]) -> Bool {
        let topics = headlines.lazy.filter { Words.articleParts.contains(Text.key($0)) || Words.isReportPart($0) }.count
        return topics * 2 > headlines.count
            || topics >= 2 && headlines.allSatisfy { $0.count <= 3 * 4 && $0.allSatisfy { $0 >= 0x80 } }
    }

    /// A question, with its mark or without: `出门怎么做`. Headlines of news are such now and then.
    private static func asks(_ headline: Bytes) -> Bool {
        if let last = headline.lastScalar, last == 0xFF1F || last == 0x3F { return true }
        // `WHAT WE LEARNED`
        if headline.count <= 24, asking.contains(where: { headline.hasPrefix(inAnyCase: $0) }) { return true }
        return headline.count <= 3 * 20 && questions.isAny(in: headline)
    }

    /// A question or a call: `路要修，树要留！`
    private static func speaks(_ headline: Bytes) -> Bool {
        asks(headline) || headline.lastScalar == 0xFF01 || headline.lastScalar == 0x21
    }

    private static let asking = ["what ", "why ", "how it ", "how we "]

    private static let questions = WordList(["怎么", "怎麼", "怎样", "怎樣", "如何", "什么", "什麼", "哪些", "哪里", "为何", "為何", "谁来"])
}
