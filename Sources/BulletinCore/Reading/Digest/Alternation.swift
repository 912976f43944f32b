/// Short lines and paragraphs in turn: stories without any mark.
///
/// Stories cover at least four fifths of the text, three at least, with 40 characters of text each on the average, 24
/// in a text that names itself a digest, 12 where its issue stands below. A text that names itself so may have its blank lines missing, or an
/// introduction; in any other headlines read like such, or each story bears its day, place or source, for articles have
/// short lines, too. What a line is, `LineRoles` tells.
enum Alternation {
    private static let minHeads = 3

    static func outline(
        of lines: [TextLine], _ digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        if digestLine == nil, !LineRoles.mayHold(heads: minHeads, lines) { return nil }
        let layout = Layout(lines, digestLine)
        let heads = layout.heads
        guard heads.count >= minHeads else { return nil }
        if let reason = reason(against: layout, lines, digestLine) {
            let line = lines[layout.firstShort].number
            doubts.append(
                .init(
                    reason: "\(heads.count) short lines over paragraphs, the first at line \(line), were not taken: "
                        + reason, line: line))
            return nil
        }
        var labels = layout.labels[...]
        var label: Bytes?
        let named: [(line: Int, category: Bytes?)] = heads.map { head in
            while let next = labels.first, next < head {
                label = lines[next].text
                labels.removeFirst()
            }
            return (head, label)
        }
        var outline = StoryBuilder.build(lines, heads: named)
        if outline.stories.count == heads.count { layout.giveAbove(to: &outline, lines) }
        outline.confidence = .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: short lines and paragraphs in turn",
                line: lines[heads[0]].number)
        ]
        return outline
    }

    private static func reason(against layout: Layout, _ lines: [TextLine], _ digestLine: Int?) -> String? {
        let heads = layout.heads
        let saysDigest = digestLine.map { $0 <= heads[0] } ?? false
        // Under a name with its issue a brief may be one short sentence.
        let hasIssue = digestLine.map { $0 >= 0 && (isOverIssue($0, lines) || bearsIssue(lines[$0].text)) } == true
        let least = !saysDigest ? 40 : hasIssue ? 12 : 24
        if !saysDigest, !layout.areApart(lines) {
            return "no blank lines part the short lines from the paragraphs, and no title speaks of a digest"
        }
        if !saysDigest, !areHeadlines(heads.map { lines[$0].text }), !layout.areNews(lines), !layout.areRecords(lines) {
            return "no title speaks of a digest, they are no headlines, and not each names its day, place or source"
        }
        // One may be `Bus`; where many are as short, they are names.
        if heads.lazy.filter({ lines[$0].text.scalarCount < 4 }).count * 3 > heads.count {
            return "they are no more than names"
        }
        if layout.stray * 10 > heads.count { return "\(layout.stray) other lines stand among them" }
        if layout.lists * 2 > heads.count { return "more lists than texts stand under them" }
        if layout.before > (saysDigest ? 1 : 0) { return "an article's text stands before them" }
        if layout.texts > heads.count * (saysDigest ? 4 : 2) { return "there are too many paragraphs for them" }
        if layout.size < heads.count * least { return "there is too little text under them" }
        // One name of a part of an article is enough where nothing names a digest.
        if !saysDigest, heads.contains(where: { Words.articleParts.contains(lines[$0].key) }) {
            return ArticleParts.ofArticle
        }
        if let lead = lines[(heads[0] + 1)..<heads[1]].last(where: { !$0.isBlank }),
            ArticleParts.announce(lines[heads[0]].text, over: lead.text, count: heads.count - 1)
        {
            return "the first of them says that the others follow"
        }
        if layout.isTitleAlone(lines) { return "only the first stands apart from its text, as an article's title does" }
        if ArticleParts.areBelowTitle(heads, lines, digestLine: digestLine) { return BriefArticle.reason }
        if LetterForm.isLetter(lines, heads: heads) { return "they are the parts of one letter" }
        return ArticleParts.reason(
            heads.map { lines[$0].text }, under: layout.titleAbove.map { lines[$0].text }, saysDigest: saysDigest)
    }

    /// The day, the issue, or who gives it out stands right below the name.
    static func isOverIssue(_ index: Int, _ lines: [TextLine]) -> Bool {
        lines[(index + 1)...].prefix(3).first { !$0.isBlank }.map {
            Masthead.isIssueAndDate($0.text) || OfficialTitle.isIssue($0.text)
        } ?? false
    }

    /// `创客空间通讯 · 第6期`, `社区一周（11.20—11.26）`
    private static func bearsIssue(_ name: Bytes) -> Bool {
        if IssueNumber.find(in: name) != nil { return true }
        guard Headline.closes(name),
            let open = name.indices.last(where: { name[$0] == 0x28 || name[$0...].hasPrefix("（") })
        else { return false }
        return name[open...].contains { (0x30...0x39).contains($0) }
    }

    /// Whether Chinese lines are long enough to say who did what. Parts of articles are called in a few characters, by a
    /// question, or in pairs: `强化组织领导，压实工作责任`.
    private static func areHeadlines(_ heads: [Bytes]) -> Bool {
        heads.allSatisfy { LineRoles.isWide($0) && $0.scalarCount >= 9 && !$0.contains(text: "？") }
            && heads.lazy.filter { $0.contains(text: "，") }.count * 3 <= heads.count
    }
}

/// Where headlines stand among the lines of a text without marks, and what stands above them.
private struct Layout {
    /// Short lines over text, perhaps with lines about the story between.
    private(set) var heads: [Int] = []
    /// What several headlines below it have in common: `IN BRIEF`.
    private(set) var labels: [Int] = []
    /// The line of a story that stands right above its headline, its day or its source; for each head or for none.
    private(set) var above: [Int] = []
    /// A short line between blank lines over the first headline, where none is over another.
    private(set) var titleAbove: Int?
    /// Characters and paragraphs of text; those before the first headline; lines that are neither.
    private(set) var size = 0
    private(set) var texts = 0
    private(set) var before = 0
    private(set) var stray = 0
    /// Lists that stand for text.
    private(set) var lists = 0
    private(set) var firstShort = 0

    private let roles: LineRoles

    init(_ lines: [TextLine], _ digestLine: Int?) {
        roles = LineRoles(lines, digestLine)
        let parts = roles.parts
        firstShort = parts.first { $0.role == .short }?.line ?? 0
        // Signatures and imprint, which a text that names itself a digest may have at its end.
        let lastText = digestLine == nil ? parts.count : parts.lastIndex { $0.role == .text } ?? parts.count
        let isSigned = parts.count - lastText <= 3
        var over: [(line: Int, head: Int)] = []
        var firstOver: (line: Int, head: Int)?
        for (place, part) in parts.enumerated() {
            switch part.role {
            case .short:
                if heads.isEmpty,
                    DateReading.isDateOnly(lines[part.line].text) || Headline.isDay(lines[part.line].text)
                {
                    // The day below the name.
                } else if part.line == digestLine, place == 0 || Alternation.isOverIssue(part.line, lines) {
                    // The name of all.
                } else if isOverText(place, parts, digestLine) {
                    heads.append(part.line)
                } else if place > lastText, isSigned {
                    // Who signs it.
                } else if place + 1 < parts.count, parts[place + 1].role == .short, part.line > digestLine ?? 0 {
                    let pair = (part.line, parts[place + 1].line)
                    if heads.isEmpty { firstOver = pair } else { over.append(pair) }
                } else if !heads.isEmpty, place < lastText || !isSigned {
                    stray += 1
                }
            case .text:
                if heads.isEmpty {
                    before += 1
                } else {
                    texts += 1
                    for line in lines[part.line..<(part.line + max(1, part.list))] {
                        size += line.text.prefix(3000).scalarCount
                    }
                    if part.list > 0 { lists += 1 }
                }
            case .mark: if !heads.isEmpty, digestLine == nil { size += lines[part.line].text.scalarCount }
            case .other: if !heads.isEmpty, place < lastText || !isSigned { stray += 1 }
            }
        }
        guard let first = heads.first else { return }
        if let found = firstOver, found.head == first {
            let isApart = found.line > 0 && lines[found.line - 1].isBlank && lines[found.line + 1].isBlank
            if over.isEmpty, isApart { titleAbove = found.line }
            over.insert(found, at: 0)
        }
        take(over, lines, digestLine)
    }

    /// Whether text is below a short line, perhaps behind lines about the story. The title of all has none between.
    private func isOverText(_ place: Int, _ parts: [LineRoles.Part], _ digestLine: Int?) -> Bool {
        let isTitle = digestLine.map { parts[place].line <= $0 } ?? (place == 0)
        let next = isTitle ? place + 1 : parts[(place + 1)...].firstIndex { $0.role != .mark } ?? parts.count
        return next < parts.count && parts[next].role == .text
    }

    /// Tells what short lines above headlines are: the name of several stories, what each story has, or neither.
    private mutating func take(_ over: [(line: Int, head: Int)], _ lines: [TextLine], _ digestLine: Int?) {
        let known = Set(heads)
        let shorts = Set(over.map(\.line))
        let marks = heads.map { head in
            head > 1 && !lines[head - 1].isBlank && lines[head - 2].isBlank
                && (roles.isMark(head - 1) || shorts.contains(head - 1))
        }
        let areNames = over.allSatisfy { Levels.isCategory(lines[$0.line].unmarked) }
        if marks.allSatisfy(\.self), roles.isMark(heads[0] - 1) || digestLine != nil && !areNames {
            above = heads.map { $0 - 1 }
            return
        }
        guard digestLine != nil else {
            let first = heads[0]
            stray += over.lazy.filter { $0.line > first }.count
            return
        }
        // A name over some stories and none over the first would be odd, unless it looks like nothing else.
        let isFirst = over.first?.head == heads[0]
        let areAll = over.count == heads.count || areNames
        for place in over where place.head > heads[0] || isFirst {
            if Self.isLabel(place.line, lines) || isFirst && areAll && known.contains(place.head) {
                labels.append(place.line)
            } else if place.line > heads[0] {
                stray += 1
            }
        }
        if labels.count == 1, labels[0] < heads[0] { labels = [] }
    }

    /// A name of several stories between blank lines: in capitals, of few Chinese characters, or a word for short news.
    private static func isLabel(_ index: Int, _ lines: [TextLine]) -> Bool {
        let text = lines[index].text
        guard index > 0, lines[index - 1].isBlank, lines[index + 1].isBlank, Levels.isCategory(text) else {
            return false
        }
        return Headline.isCapitals(text) || LineRoles.isWide(text) && text.scalarCount <= 6 || Words.holdsName(text)
    }

    // MARK: Evidence

    /// A blank line parts the first headline from its text, and no other. Stories of a digest are set alike.
    func isTitleAlone(_ lines: [TextLine]) -> Bool {
        heads.enumerated().allSatisfy { place, head in lines[head + 1].isBlank == (place == 0) }
    }

    /// The lines of each story that are not blank.
    private func blocks(_ lines: [TextLine]) -> [[Int]] {
        let starts = above.isEmpty ? heads : above
        return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
            (start..<end).filter { !lines[$0].isBlank }
        }
    }

    /// Blank lines stand around all headlines; a line about the story may be between.
    func areApart(_ lines: [TextLine]) -> Bool {
        zip(heads, above.isEmpty ? heads : above).allSatisfy { head, start in
            (start == 0 || lines[start - 1].isBlank)
                && (head + 1 >= lines.count || lines[head + 1].isBlank || roles.isMark(head + 1))
        }
    }

    func areNews(_ lines: [TextLine]) -> Bool {
        zip(heads, blocks(lines)).allSatisfy { head, block in
            guard !NewsMarks.fillsLine(lines[head].text) else { return false }
            return NewsMarks.stand(in: block, lines) || !above.isEmpty && roles.isDated(block[0], lines)
        }
    }

    /// The same label stands below each headline: `作者：`, `地点：`. That is how works and events are listed.
    func areRecords(_ lines: [TextLine]) -> Bool {
        var common: Set<[UInt8]>?
        for block in blocks(lines) {
            let labels = Set(
                block.lazy.filter(roles.isMark).compactMap { LineRoles.label(lines[$0].text).map(Text.key) })
            common = common?.intersection(labels) ?? labels
        }
        return common?.isEmpty == false
    }

    // MARK: The outline

    /// What stands above a headline is of its story, and not of the one before.
    func giveAbove(to outline: inout Outline, _ lines: [TextLine]) {
        guard above.count == outline.stories.count else { return }
        outline.header = outline.header.lowerBound..<min(outline.header.upperBound, above[0])
        outline.remarks.removeAll { above.contains($0) }
        for (place, line) in above.enumerated() {
            outline.stories[place].runIn = lines[line].text
            if place > 0 {
                let body = outline.stories[place - 1].body
                outline.stories[place - 1].body = min(body.lowerBound, line)..<min(body.upperBound, line)
            }
        }
    }
}

extension Headline {
    /// Ends in a full stop, question or exclamation mark, or a quotation mark after one.
    static func endsLikeText(_ text: Bytes) -> Bool {
        switch text.lastScalar {
        case 0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F, 0xFF09, 0x29: true
        case 0x201D, 0x22:
            // `夜间经济如何“长红”` is a headline.
            [0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x2026, 0xFF0C, 0x2C].contains(
                text.dropLast(text.last == 0x22 ? 1 : 3).lastScalar ?? 0)
        default: false
        }
    }

    /// Ends in a full stop, question or exclamation mark, perhaps quoted; not in quoted words.
    static func endsStop(_ text: Bytes) -> Bool {
        var text = text
        while let last = text.lastScalar, last == 0x201D || last == 0x22 { text = text.dropLast(last == 0x22 ? 1 : 3) }
        switch text.lastScalar {
        case 0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F: return true
        default: return false
        }
    }
}
