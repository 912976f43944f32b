/// Why a text is one official document, article or release and no digest.
struct SingleDocument: Sendable {
    /// A clause for a finding.
    let reason: String
    /// Whether no run of markers is believed against it. What a title alone says yields to a contents list or to links.
    let isCertain: Bool

    /// `nil` when nothing says that the text is one document.
    /// - Parameter lines: logical lines of the whole text.
    init?(_ lines: [TextLine], _ fields: FieldHead?) {
        let start = fields?.end ?? 0
        let head = lines[start...].written(6).map { lines[$0].text }
        let title = fields?.title?.text ?? head.first(where: Headline.hasShape) ?? []
        if let certain = Self.certain(lines, head: head) {
            (reason, isCertain) = (certain, true)
            return
        }
        let isOfficial = OfficialTitle.isOne(title)
        let hasIssue = head.contains(where: Self.statesIssue)
        if !hasIssue, Words.namesBook(title), !Words.saysDigest(title) {
            (reason, isCertain) = ("its title names a book or a report, which has chapters", true)
            return
        }
        if hasIssue, Words.namesReport(title) {
            (reason, isCertain) = ("its title names a report", false)
            return
        }
        // A lesson may have a contents list, which speaks for stories elsewhere.
        let top = lines[start...].written(8)
        if !hasIssue, let first = top.first, lines[first].marker == nil, Words.teaches(lines[first].text),
            top.contains(where: { Words.isContentsLabel(lines[$0].text) })
        {
            (reason, isCertain) = ("its title says how something is done", true)
            return
        }
        // Below the name of a digest a notice is its first story.
        if let notice = head.firstIndex(where: Self.isNotice), !head[..<notice].contains(where: Words.holdsName) {
            (reason, isCertain) = ("it is called a notice: \(head[notice].prefix(60).string)", false)
            return
        }
        if isOfficial || Words.saysDocument(title) && IssueNumber.find(in: title) == nil && !hasIssue {
            let introduced = isOfficial ? Self.introduction(lines[start...]) : nil
            (reason, isCertain) = introduced ?? ("its title names one document", false)
            return
        }
        guard !Words.saysDigest(title), !hasIssue else { return nil }
        if lines.indices.hold(3, where: { Self.isQuestion(lines[$0].text) }) || Self.isTalk(lines) {
            (reason, isCertain) = ("questions and answers make it an interview", false)
            return
        }
        if let found = Self.introduction(lines[start...]) {
            (reason, isCertain) = found
            return
        }
        if let first = head.first, Headline.endsColon(first), !Words.isContentsLabel(first), first.scalarCount <= 30 {
            (reason, isCertain) = ("it begins with a salutation", true)
            return
        }
        return nil
    }

    /// Words above the first number that a list follows: the list of one document.
    private static func introduction(_ lines: ArraySlice<TextLine>) -> (reason: String, isCertain: Bool)? {
        for index in lines.written(12) {
            if lines[index].marker?.ordinal == 1 { return nil }
            // What is listed under the first of several headlines is of one story.
            if let marker = lines[index].marker, case .glyph = marker.shape.shape { return nil }
            let text = lines[index].text
            guard Headline.endsColon(text) else { continue }
            if let end = text.firstRange(of: "如下："), end.upperBound == text.endIndex,
                ofMany.contains(where: { text[..<end.lowerBound].hasSuffix($0) })
            {
                return nil
            }
            if text.hasSuffix("如下：") || text.hasSuffix("如下:") { return ("a list is introduced by 如下", true) }
            if text.hasSuffix("as follows:") { return ("a list is introduced by 'as follows'", false) }
        }
        return nil
    }

    /// `摘要如下：`, before `如下`: what one reads of many papers, or heard of many offices.
    private static let ofMany = ["摘要", "摘编", "汇总", "彙整", "要闻", "动态", "简讯", "快讯"]

    /// Series whose every number is one paper.
    private static let papers = [
        "policy brief", "working paper", "discussion paper", "position paper", "white paper", "research note",
        "fact sheet", "technical note",
    ]

    /// `POLICY BRIEF No. 6`: the title of the paper stands below.
    static func isSeries(_ text: Bytes) -> Bool {
        text.count <= 60 && series.isAny(at: text) && IssueNumber.find(in: text) != nil
    }

    /// `NOTICE TO MARINERS No. 17`: numbered as papers are, and one text.
    static func isNotice(_ text: Bytes) -> Bool {
        text.count <= 90 && notices.isAny(at: text)
    }

    private static let series = EdgeWords(papers, inAnyCase: true)
    private static let notices = EdgeWords(
        ["notice to ", "notice of ", "public notice", "notice is hereby"] + papers + WorldWords.notices,
        inAnyCase: true)

    /// An issue's number, and no sentence that counts something.
    private static func statesIssue(_ text: Bytes) -> Bool {
        Words.isIssueLine(text) && !Headline.endsSentence(text) && !(text.count > 60 && Headline.endsLikeText(text))
    }

    private static func certain(_ lines: [TextLine], head: [Bytes]) -> String? {
        if head.contains(where: { DocumentNumber.find(in: $0) != nil }) {
            return "a document number stands at the head"
        }
        if head.contains(where: Words.releases.isAny(at:)) {
            return "it is marked as a press release"
        }
        if head.contains(where: { text in Words.memos.contains { text.count == $0.utf8.count && text.hasPrefix($0) } })
        {
            return "it is marked as a memo"
        }
        var articles = 0
        var abstracts = 0
        var paperParts: Set<Int> = []
        var archived = 0
        for index in lines.indices where !lines[index].isBlank {
            if isArticle(lines[index].text) { articles += 1 }
            if let part = PaperPart.begun(by: lines[index].text) {
                paperParts.insert(part)
                if part == PaperPart.abstract { abstracts += 1 }
            }
            if let marker = lines[index].marker, case .bracketed = marker.shape.shape, Words.isArchiveField(marker.rest)
            {
                archived += 1
            }
        }
        if articles >= 3 { return "articles (第…条) make it a regulation" }
        if paperParts.count >= 2, abstracts <= 2 { return "abstract, keywords or references make it a paper" }
        return archived >= 2 ? "an archive's fields stand before one article" : nil
    }

    /// `问：`, `记者：`, `Q:` at the start of a line.
    private static func isQuestion(_ text: Bytes) -> Bool {
        text.firstScalar.map(Words.askerStarts.contains) == true && Words.askers.contains { text.hasPrefix($0) }
    }

    /// Two names take turns at the start of lines, `晚报：…`, `邬长庚：…`, each three times at least.
    private static func isTalk(_ lines: [TextLine]) -> Bool {
        var turns: [Bytes: Int] = [:]
        var last: Bytes?
        var others = 0
        for index in lines.indices where lines[index].marker == nil {
            let text = lines[index].text
            guard let colon = text.firstColon(within: 36, narrow: 24) else { continue }
            let name = text[..<colon.lowerBound]
            guard (2...10).contains(name.scalarCount) || name.count <= 20, Headline.endsLikeText(text),
                !Words.isField(name)
            else { continue }
            if name == last { others += 1 }
            turns[name, default: 0] += 1
            last = name
        }
        let most = turns.values.sorted(by: >)
        return most.count >= 2 && most[1] >= 3 && most.dropFirst(2).reduce(0, +) + others <= 2
    }

    /// `第三条`, `第3条` at the start of a line.
    private static func isArticle(_ text: Bytes) -> Bool {
        if text.first == 0x41, text.hasPrefix("Article ") || text.hasPrefix("ARTICLE ") {
            return Numeral.arabic(text.dropFirst(8), maxDigits: 3) != nil
        }
        guard text.firstScalar == 0x7B2C else { return false }
        let rest = text.droppingScalar
        guard let (_, length) = Numeral.chinese(rest) ?? Numeral.arabic(rest, maxDigits: 3) else { return false }
        let next = rest.dropFirst(length).firstScalar
        guard next == 0x6761 || next == 0x689D else { return false }
        // `第一条，…` is news that is read out.
        let mark = rest.dropFirst(length).droppingScalar.firstScalar
        return mark != 0xFF0C && mark != 0xFF1A && mark != 0x3A
    }
}
