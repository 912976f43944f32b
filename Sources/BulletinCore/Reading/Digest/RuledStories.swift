/// Stories parted by rules: `-----`, `＊＊＊`, `————`, each with a headline over its text between two of them.
enum RuledStories {
    /// Three at least. Where nothing names the text a digest they are short, and each bears its day, place or source: rules
    /// part articles and speeches, too.
    /// - Parameters:
    ///   - digestLine: the line at the head that names the text a digest; `nil` when none does.
    ///   - doubts: takes why stories were not believed.
    static func outline(
        of lines: [TextLine], _ digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        let rules = lines.indices.filter { isRule(lines[$0].text) }
        guard rules.count >= 2, let kind = lines[rules[0]].text.firstScalar,
            rules.allSatisfy({ lines[$0].text.firstScalar == kind })
        else { return nil }
        // Right under a line that stands apart they underline it.
        let underlines = rules.lazy.filter { rule in
            rule > 0 && !lines[rule - 1].isBlank && ![0x2E, 0x3002].contains(lines[rule - 1].text.lastScalar)
                && (rule == 1 || lines[rule - 2].isBlank)
        }.count
        guard underlines * 2 < rules.count else { return nil }
        let saysDigest = digestLine.map { $0 <= rules[0] } ?? false
        var heads: [Int] = []
        var isNews = true
        var skipped: [Int: Int] = [:]
        // The first story may stand between masthead and first rule.
        if saysDigest, let masthead = (0..<rules[0]).last(where: { isMasthead(lines[$0].text) }) {
            let start = Masthead.afterNotes(lines, from: masthead + 1) ?? masthead + 1
            let block = (min(start, rules[0])..<rules[0]).filter { !lines[$0].isBlank }
            if let head = block.first, lines[head].text.scalarCount >= 4, isStory(block, lines, saysDigest: true) {
                heads.append(head)
                skipped[head] = rules[0]
            }
        }
        let isAbove = !heads.isEmpty
        for (place, rule) in rules.enumerated() {
            let end = place + 1 < rules.count ? rules[place + 1] : lines.count
            let block = (rule + 1..<end).filter { !lines[$0].isBlank }
            guard let head = block.first else { continue }
            let isLast = place + 1 == rules.count
            guard isStory(block, lines, saysDigest: saysDigest) else {
                // Below the last rule the imprint stands.
                if isLast { break }
                return nil
            }
            // A note behind the last rule has no headline, or is imprint.
            if isLast, Trailer.start(in: lines, rule..<lines.count) <= head { break }
            heads.append(head)
            isNews = isNews && (saysDigest || NewsMarks.stand(in: block, lines))
            if place + 1 < rules.count { skipped[head] = rules[place + 1] }
        }
        guard heads.count >= 3, isAbove || heads[0] > rules[0] else { return nil }
        let reason =
            ArticleParts.reason(heads.map { lines[$0].unmarked }, saysDigest: saysDigest)
            ?? (isNews ? nil : "no title speaks of a digest, and not each of them names its day, place or source")
        if let reason {
            let line = lines[heads[0]].number
            doubts.append(
                .init(
                    reason: "\(heads.count) texts between rules, the first at line \(line), were not taken: \(reason)",
                    line: line))
            return nil
        }
        let last = rules.last { $0 > heads[heads.count - 1] } ?? lines.count
        var outline = StoryBuilder.build(Array(lines[..<last]), heads: heads.map { ($0, nil) })
        guard outline.stories.count == heads.count else { return nil }
        for (place, head) in heads.enumerated() {
            if let rule = skipped[head] { outline.stories[place].skipped.insert(rule) }
        }
        let trailer = outline.trailer.lowerBound
        outline.trailer = trailer..<lines.count
        // What stands below the last rule and is no imprint speaks to readers.
        if last < lines.count {
            outline.remarks += (last + 1..<Trailer.start(in: lines, last..<lines.count)).filter { !lines[$0].isBlank }
        }
        outline.confidence = saysDigest ? .high : .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: parted by rules", line: lines[heads[0]].number)
        ]
        return outline
    }

    private static func isStory(_ block: [Int], _ lines: [TextLine], saysDigest: Bool) -> Bool {
        guard block.count >= 2, let first = block.first else { return false }
        let head = lines[first].text
        guard (2...Headline.maxLength).contains(head.prefix(400).scalarCount), Headline.hasShape(head),
            !Headline.endsLikeText(head)
        else { return false }
        let size = block.dropFirst().lazy.map { lines[$0].text.count }.reduce(0, +)
        if saysDigest { return size >= 24 }
        return size >= 40 && block.count <= 8 && lines[first].marker == nil
    }

    /// `2031.06.20  总第215期`
    private static func isMasthead(_ text: Bytes) -> Bool { Words.isIssueLine(text) || Masthead.isIssueAndDate(text) }

    /// One character, three times at least, with or without blanks between.
    private static func isRule(_ text: Bytes) -> Bool {
        guard text.count >= 3, text.count <= 400, let first = text.firstScalar, signs.contains(first) else {
            return false
        }
        var count = 0
        for scalar in text.scalars() where !Text.isBlank(scalar) {
            guard scalar == first else { return false }
            count += 1
        }
        return count >= 3
    }

    private static let signs: Set<UInt32> = [
        0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x2014, 0x2015, 0x2500, 0x2501, 0x2550, 0xFF1D, 0xFF0A, 0xFF0D, 0xFF3F, 0x203B,
        0x2606,
        0x2605,
        0x25C6, 0xFF5E, 0x2022, 0xB7, 0x23,
    ]
}
