/// Short lines and paragraphs in turn: stories without any mark.
///
/// Stories cover at least four fifths of the text, three at least, with 40 characters of text each on the average, 24
/// in a text that names itself a digest, 12 where its issue stands below. A text that names itself so may have its blank lines missing, or an
/// introduction; in any other headlines read like such, or each story bears its day, place or source, for articles have
/// short lines, too.
enum Alternation {
    static func outline(
        of lines: [TextLine], _ digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        let parts = withoutMarks(kinds(lines, digestLine), lines, digestLine)
        guard let first = parts.first(where: { $0.kind == .head }) else { return nil }
        // The title is no story: nothing but a headline, or a rule, may follow it.
        var heads: [Int] = []
        var size = 0
        var texts = 0
        var stray = 0
        var before = 0
        /// What several headlines below it have in common: `IN BRIEF`.
        var labels: [Int] = []
        // Signatures and imprint, which a text that names itself a digest may have at its end.
        let lastText = digestLine == nil ? parts.count : parts.lastIndex { $0.kind == .text } ?? parts.count
        let isSigned = parts.count - lastText <= 3
        for (place, part) in parts.enumerated() {
            switch part.kind {
            case .head:
                if heads.isEmpty,
                    DateReading.isDateOnly(lines[part.line].text) || Headline.isDay(lines[part.line].text)
                {
                    // The day below the name.
                } else if part.line == digestLine, isOverIssue(part.line, lines) {
                    // The name of all.
                } else if place + 1 < parts.count, parts[place + 1].kind == .text {
                    heads.append(part.line)
                } else if !heads.isEmpty, place < lastText || !isSigned {
                    if digestLine != nil, place + 1 < parts.count, parts[place + 1].kind == .head,
                        isLabel(part.line, lines)
                    {
                        labels.append(part.line)
                    } else {
                        stray += 1
                    }
                }
            case .text:
                if heads.isEmpty {
                    before += 1
                } else {
                    texts += 1
                    size += lines[part.line].text.prefix(3000).scalarCount
                }
            case .other: if !heads.isEmpty, place < lastText || !isSigned { stray += 1 }
            }
        }
        guard heads.count >= 3 else { return nil }
        let saysDigest = digestLine.map { $0 <= heads[0] } ?? false
        let apart = heads.allSatisfy { head in
            (head == 0 || lines[head - 1].isBlank) && (head + 1 >= lines.count || isBlankOrMark(head + 1, lines))
        }
        // Under a name with its issue a brief may be one short sentence.
        let least = !saysDigest ? 40 : digestLine.map { $0 >= 0 && isOverIssue($0, lines) } == true ? 12 : 24
        let reason: String? =
            if !saysDigest, !apart {
                "no blank lines part the short lines from the paragraphs, and no title speaks of a digest"
            } else if !saysDigest, !areHeadlines(heads.map { lines[$0].text }), !areNews(heads, lines) {
                "no title speaks of a digest, they are no headlines, and not each names its day, place or source"
            } else if stray * 10 > heads.count {
                "\(stray) other lines stand among them"
            } else if before > (saysDigest ? 1 : 0) {
                "an article's text stands before them"
            } else if texts > heads.count * (saysDigest ? 4 : 2) {
                "there are too many paragraphs for them"
            } else if size < heads.count * least {
                "there is too little text under them"
            } else if isArticle(heads.map { lines[$0].key }, saysDigest) {
                "they are the parts of one article"
            } else if saysDigest, BriefArticle.isOne(heads.map { lines[$0].text }) {
                BriefArticle.reason
            } else {
                nil
            }
        if let reason {
            let line = lines[first.line].number
            doubts.append(
                .init(
                    reason: "\(heads.count) short lines over paragraphs, the first at line \(line), were not taken: "
                        + reason, line: line))
            return nil
        }
        var outline = StoryBuilder.build(
            lines, heads: heads.map { head in (head, labels.last { $0 < head }.map { lines[$0].text }) })
        outline.confidence = .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: short lines and paragraphs in turn",
                line: lines[heads[0]].number)
        ]
        return outline
    }

    /// A name of several stories between blank lines: in capitals, of few Chinese characters, or a word for short news.
    private static func isLabel(_ index: Int, _ lines: [TextLine]) -> Bool {
        let text = lines[index].text
        guard lines[index - 1].isBlank, lines[index + 1].isBlank, Levels.isCategory(text) else { return false }
        return Headline.isCapitals(text) || isWide(text) && text.scalarCount <= 6 || Words.holdsName(text)
    }

    private static func isOverIssue(_ index: Int, _ lines: [TextLine]) -> Bool {
        lines[(index + 1)...].prefix(3).first { !$0.isBlank }.map {
            Masthead.isIssueAndDate($0.text) || OfficialTitle.isIssue($0.text)
        } ?? false
    }

    /// A line without text, or the day or the writer of the story with none below it.
    private static func isBlankOrMark(_ index: Int, _ lines: [TextLine]) -> Bool {
        lines[index].isBlank
            || NewsMarks.fillsLine(lines[index].text) && (index + 1 >= lines.count || lines[index + 1].isBlank)
    }

    /// Where nothing names a digest, lines with the day or the source of a story are part of it; not the day below the title
    /// of all.
    private static func withoutMarks(
        _ parts: [(line: Int, kind: Kind)], _ lines: [TextLine], _ digestLine: Int?
    ) -> [(line: Int, kind: Kind)] {
        guard digestLine == nil, parts.lazy.filter({ $0.kind == .head }).count >= 3 else { return parts }
        return parts.prefix(2)
            + parts.dropFirst(2).filter { $0.kind == .text || !NewsMarks.fillsLine(lines[$0.line].text) }
    }

    /// Whether Chinese lines are long enough to say who did what. Parts of articles are called in a few characters, by a
    /// question, or in pairs: `强化组织领导，压实工作责任`.
    private static func areHeadlines(_ heads: [Bytes]) -> Bool {
        heads.allSatisfy { isWide($0) && $0.scalarCount >= 9 && !$0.contains(text: "？") }
            && heads.lazy.filter { $0.contains(text: "，") }.count * 3 <= heads.count
    }

    private static func areNews(_ heads: [Int], _ lines: [TextLine]) -> Bool {
        zip(heads, heads.dropFirst() + [lines.count]).allSatisfy { head, end in
            !NewsMarks.fillsLine(lines[head].text)
                && NewsMarks.stand(in: (head..<end).filter { !lines[$0].isBlank }, lines)
        }
    }

    /// One name of a part of an article is enough where nothing names a digest.
    private static func isArticle(_ keys: [[UInt8]], _ saysDigest: Bool) -> Bool {
        saysDigest ? Words.areArticleParts(keys) : keys.contains(where: Words.articleParts.contains)
    }

    private enum Kind { case head, text, other }

    /// What each line that is not blank is taken for, up to the imprint. In a text that names itself a digest, entries of
    /// a list below the text of a story are part of it.
    private static func kinds(_ lines: [TextLine], _ digestLine: Int?) -> [(line: Int, kind: Kind)] {
        let end = Trailer.start(in: lines, 0..<lines.count)
        var isBelowText = false
        return (0..<end).compactMap { index in
            let text = lines[index].text
            if text.isEmpty || isRule(text) { return nil }
            // `2032年第5期　市研究院编` below the name.
            if index > 0, digestLine.map({ index <= $0 + 4 }) == true,
                Masthead.isIssueAndDate(text) || OfficialTitle.isIssue(text)
            {
                return nil
            }
            if isBelowText, lines[index].marker != nil { return nil }
            if digestLine.map({ $0 < index - 1 }) == true, !lines[index - 1].isBlank,
                lines[index - 1].marker != nil || isPart(text, ofStoryWith: lines[index - 1].text)
            {
                return nil
            }
            let isLong = text.count >= 4 * 24 || text.scalarCount >= 24
            let endsLikeText = Headline.endsLikeText(text)
            let leadsToList = digestLine != nil && Headline.endsColon(text)
            isBelowText = digestLine.map { $0 < index } == true && (isLong && endsLikeText || leadsToList)
            if isLong, endsLikeText || leadsToList { return (index, .text) }
            let isHead =
                !endsLikeText && text.count <= 4 * 90 && lines[index].marker == nil
                && (4...(isWide(text) ? 44 : 90)).contains(text.scalarCount) && Headline.hasShape(text)
                && !isSpoken(text)
            return (index, isHead ? .head : endsLikeText ? .text : .other)
        }
    }

    /// `Research | 11 March 2031` right under a headline, `Read more: https://…` right under text.
    private static func isPart(_ line: Bytes, ofStoryWith above: Bytes) -> Bool {
        guard line.count <= 240, !Headline.endsSentence(line) else { return false }
        if let (range, _) = WebAddress.find(in: line) {
            return line[..<range.lowerBound].scalarCount <= 40 && line[range.upperBound...].trimmed.count <= 1
        }
        return line.scalarCount <= 60 && !Headline.endsLikeText(line) && !Headline.endsLikeText(above)
            && (DateReading.last(in: line) != nil || line.hasPrefix("By "))
    }

    /// Written in characters that say more each than letters do.
    private static func isWide(_ text: Bytes) -> Bool { text.contains { $0 >= 0xE0 } }

    /// A line of hyphens or stars that parts stories.
    private static func isRule(_ text: Bytes) -> Bool {
        guard text.count >= 3, let first = text.first, [0x2D, 0x2A, 0x3D, 0x5F, 0x7E].contains(first) else {
            return false
        }
        return text.allSatisfy { $0 == first || $0 == 0x20 }
    }

    /// 市县区乡镇村局院校站, which end the names of places and offices.
    private static let places: Set<UInt32> = [
        0x5E02, 0x53BF, 0x7E23, 0x533A, 0x5340, 0x4E61, 0x9109, 0x9547, 0x93AE, 0x6751, 0x5C40, 0x9662, 0x6821, 0x7AD9,
    ]

    /// `name：what they say`.
    private static func isSpoken(_ text: Bytes) -> Bool {
        guard let colon = text.prefix(40).firstRange(of: "：") else { return false }
        // `沙溪区：…` tells where it happened.
        let speaker = text[..<colon.lowerBound]
        return speaker.scalarCount <= 4 && speaker.lastScalar.map { !places.contains($0) } ?? true
    }
}

extension Headline {
    /// Ends in a full stop, question or exclamation mark, or a quotation mark after one.
    static func endsLikeText(_ text: Bytes) -> Bool {
        switch text.lastScalar {
        case 0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x22, 0xFF09, 0x29: true
        case 0x201D:
            // `夜间经济如何“长红”` is a headline.
            [0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x2026, 0xFF0C, 0x2C].contains(text.dropLast(3).lastScalar ?? 0)
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
