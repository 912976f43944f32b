/// Layouts without markers that still show where stories begin. Each has a threshold; below it nothing is cut.
enum UnmarkedForms {
    /// - Parameters:
    ///   - digestLine: the line at the head that names the text a digest; -1 when something before the text does.
    ///   - doubts: takes why a layout that comes near was not taken.
    static func outline(
        of lines: [TextLine], digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        let saysDigest = digestLine != nil
        let outline =
            LinkLines.outline(of: lines) ?? underlined(lines, digestLine, &doubts) ?? capitals(lines, saysDigest)
            ?? Datelines.outline(of: lines) ?? Alternation.outline(of: lines, digestLine, &doubts)
        return outline.map(withoutNumbers)
    }

    /// `01 headline`, `02 headline`: two digits that count all stories are marks, though too common to look for.
    private static func withoutNumbers(_ outline: Outline) -> Outline {
        var counted = outline
        for (place, story) in outline.stories.enumerated() {
            guard let (number, length) = Numeral.arabic(story.title, maxDigits: 2), length == 2, number == place + 1,
                let next = story.title.dropFirst(2).firstScalar, Text.isBlank(next)
            else { return outline }
            let title = story.title.dropFirst(2).trimmed
            guard !title.isEmpty else { return outline }
            counted.stories[place].marker = story.title.prefix(2)
            counted.stories[place].title = title
        }
        return counted
    }

    /// A headline over a line of `----`, `~~~~` or `====`: the character that underlines most. Two in a text that names
    /// itself a digest, else three.
    private static func underlined(
        _ lines: [TextLine], _ digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        var heads: [UInt8: [Int]] = [:]
        for index in lines.indices.dropFirst() {
            let rule = lines[index].text
            guard rule.count >= 3, let first = rule.first, first == 0x2D || first == 0x7E || first == 0x3D,
                rule.count <= 400, rule.allSatisfy({ $0 == first }), !lines[index - 1].isBlank,
                index < 2 || lines[index - 2].isBlank || index == 2, Headline.hasShape(lines[index - 1].text),
                rule.count <= 2 * lines[index - 1].text.count + 4
            else { continue }
            heads[first, default: []].append(index - 1)
        }
        let best = heads.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
        guard var found = best?.value, found.count >= 2 else { return nil }
        let saysDigest = digestLine.map { $0 <= found[0] } ?? false
        // The bulletin's own name, underlined as the stories are.
        if found.count >= 3, found[0] == digestLine { found.removeFirst() }
        var references: Int?
        var stories = found
        if let last = found.last, Words.isReferencesLabel(lines[last].text) {
            references = last
            stories.removeLast()
        }
        guard stories.count >= (saysDigest ? 2 : 3), saysDigest || !isArticle(stories.map { lines[$0] }) else {
            return nil
        }
        // Manuals, notes for builders and lists of changes are underlined, too; a bulletin says when.
        guard saysDigest || isDated(lines[..<stories[0]]) else {
            let line = lines[stories[0]].number
            doubts.append(
                .init(
                    reason: "\(stories.count) underlined lines, the first at line \(line), were not taken: neither a "
                        + "name of a digest nor a date stands before them", line: line))
            return nil
        }
        let end = references ?? lines.count
        var outline = StoryBuilder.build(Array(lines[..<end]), heads: stories.map { ($0, nil) })
        guard outline.stories.allSatisfy({ story in story.body.contains { !lines[$0].isBlank } }) else { return nil }
        outline.trailer = outline.trailer.lowerBound..<lines.count
        outline.confidence = saysDigest ? .high : .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(stories.count) stories: underlined headlines", line: lines[stories[0]].number)
        ]
        return outline
    }

    /// Lines in capitals after a blank line, each with text under it that is not: two in a text that names itself a
    /// digest, else three.
    private static func capitals(_ lines: [TextLine], _ saysDigest: Bool) -> Outline? {
        var heads: [Int] = []
        var sentences = 0
        for index in lines.indices where index > 0 && lines[index - 1].isBlank && Headline.isCapitals(lines[index].text)
        {
            var next = index + 1
            if next + 1 < lines.count, lines[next].isBlank { next += 1 }
            guard next < lines.count, !lines[next].isBlank, !Headline.isCapitals(lines[next].text),
                lines[next].text.count >= 40
            else { continue }
            heads.append(index)
            let end = (next..<lines.count).first { lines[$0].isBlank } ?? lines.count
            if Headline.endsLikeText(lines[end - 1].text) { sentences += 1 }
        }
        guard heads.count >= (saysDigest ? 2 : 3), sentences * 10 >= heads.count * 8, let first = heads.first,
            first <= 8,
            saysDigest || !isArticle(heads.map { lines[$0] })
        else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0, nil) })
        outline.confidence = .medium
        outline.findings = [
            Finding(.info, "Segmentation", "\(heads.count) stories: headlines in capitals", line: lines[first].number)
        ]
        return outline
    }

    /// Whether one of the first eight lines states a full date.
    static func isDated(_ lines: ArraySlice<TextLine>) -> Bool {
        lines.lazy.filter { !$0.isBlank }.prefix(8).contains {
            DateReading.last(in: $0.text.prefix(240)) != nil || DateReading.isDateOnly($0.text)
        }
    }

    /// Whether one in four headlines is the name of a part of an article.
    private static func isArticle(_ heads: [TextLine]) -> Bool {
        heads.lazy.filter { Words.articleParts.contains($0.key) }.count * 4 >= heads.count
    }
}
