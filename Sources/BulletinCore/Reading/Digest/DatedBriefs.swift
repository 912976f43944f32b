/// Briefs without headlines that each begin with their day: `3月10日，市水利局召开调度会，…`.
///
/// The text must name itself a digest, and nothing but its masthead may stand above the first: under a headline such
/// paragraphs tell of one journey or one case. Three at least, and all lines up to the imprint.
enum DatedBriefs {
    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let digestLine, digestLine >= 0, !plans.isAny(in: lines[digestLine].text) else { return nil }
        var heads: [Int] = []
        let end = Trailer.start(in: lines, digestLine..<lines.count)
        for index in digestLine..<end where index > digestLine && !lines[index].isBlank {
            let text = lines[index].text
            if beginsWithDay(text) {
                guard text.prefix(400).scalarCount >= 24 else { return nil }
                heads.append(index)
            } else if !heads.isEmpty || !Masthead.isIssueAndDate(text) && !OfficialTitle.isIssue(text) {
                return nil
            }
        }
        guard heads.count >= 3 else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0, nil) })
        outline.confidence = .medium
        outline.findings.insert(
            Finding(
                .info, "Segmentation", "\(heads.count) stories: paragraphs that begin with their day",
                line: lines[heads[0]].number), at: 0)
        return outline
    }

    /// What has a line for each day and is one text.
    private static let plans = WordList([
        "大事记", "天气", "预报", "预告", "日程", "安排", "计划", "行程", "课程", "日记",
    ])

    private static func beginsWithDay(_ text: Bytes) -> Bool {
        guard let first = text.firstScalar, Text.digit(first) != nil, Headline.endsLikeText(text) else { return false }
        let scalars = text.scalars(limit: 24)
        let full = DateReading.all(in: scalars)
        let dates = full.map(\.range) + DateReading.incomplete(in: scalars, besides: full).map(\.range)
        return dates.contains { $0.lowerBound == 0 && scalars[..<$0.upperBound].contains(0x65E5) }  // 日
    }
}
