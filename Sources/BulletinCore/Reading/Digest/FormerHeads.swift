/// The headlines under which a file was cut into stories before.
///
/// What was a digest stays one as long as two of them stand in it over their texts: an edit may shake the evidence, and
/// readers would get one long text for all stories that they know.
struct FormerHeads: Sendable {
    static let rule = "CutAsBefore"
    static let none = FormerHeads([])

    /// For each key how many stories bore it, and whether a marker stood before it.
    private var known: [[UInt8]: (count: Int, isMarked: Bool)] = [:]

    init(_ headlines: [FormerHeadline]) {
        for headline in headlines {
            let (marker, title) = (Array(headline.marker.utf8), Array(headline.title.utf8))
            let isMarked =
                Self.isMarked(TextLine(number: 1, raw: (marker + [0x20] + title)[...]))
                || Self.isMarked(TextLine(number: 1, raw: (marker + title + marker)[...]))
            // `01 headline`: what is no marker by itself stands in the line, too.
            let keys = isMarked || marker.isEmpty ? [title] : [title, marker + [0x20] + title]
            for key in keys.map({ Text.key($0[...]) }) where !key.isEmpty {
                known[key, default: (0, isMarked)].count += 1
            }
        }
    }

    /// - Parameter read: the cut by evidence alone.
    /// - Returns: `nil` when that knows the stories that are left, or cuts otherwise with more reason than a slip.
    func outline(of lines: [TextLine], insteadOf read: Outline) -> Outline? {
        guard !known.isEmpty else { return nil }
        let contents = ContentsList.find(lines)
        let heads = standing(in: lines, from: contents?.range.upperBound ?? 0)
        let lost = Set(heads).subtracting(read.stories.map(\.head))
        guard heads.count >= 2, !lost.isEmpty else { return nil }
        let others = read.stories.map(\.head).filter { !heads.contains($0) }
        var outline: Outline
        if read.stories.isEmpty || Self.isWithinOne(others, of: heads, among: lost) {
            outline = layout(of: lines, with: heads, contents)
        } else if Self.areLabels(others, over: heads, in: lines) {
            let parts = heads.map { head in (head, others.last { $0 < head }.map { lines[$0].unmarked }) }
            outline = StoryBuilder.build(lines, heads: parts, contents: contents)
        } else {
            // Stories whose numbers are out of order, or lost, look as the others do.
            let families = Set(read.stories.compactMap { lines[$0.head].marker?.family })
            let more = lost.filter { head in
                others.isEmpty || lines[head].marker.map { families.contains($0.family) } ?? false
            }
            guard others.count < read.stories.count, !more.isEmpty else { return nil }
            let all = read.stories.map { ($0.head, $0.category) } + more.map { ($0, nil) }
            outline = StoryBuilder.build(lines, heads: all.sorted { $0.0 < $1.0 }, contents: contents)
            outline.findings = read.findings + outline.findings
        }
        outline.confidence = .medium
        outline.findings.append(
            Self.finding(stories: outline.stories.count, standing: heads.count, line: lines[heads[0]].number))
        return outline
    }

    static func finding(stories: Int, standing: Int, line: Int) -> Finding {
        Finding(
            .warning, rule, "cut into \(stories) stories as before, since \(standing) of their headlines stand in it",
            advice: "if it is one story now, write bulletind: single as its first line", line: line)
    }

    /// How many of headlines are known, whatever marks they bear.
    func count(among headlines: some Sequence<Bytes>) -> Int {
        known.isEmpty ? 0 : headlines.reduce(0) { $0 + (known[Text.key(Marker.read($1)?.rest ?? $1)] == nil ? 0 : 1) }
    }

    /// Whether what else was taken for stories is a list in one of those that are known, which was not.
    private static func isWithinOne(_ others: [Int], of heads: [Int], among lost: Set<Int>) -> Bool {
        let places = Set(others.map { other in heads.last { $0 < other } })
        return places.count == 1 && places.first.map { $0.map(lost.contains) ?? false } ?? false
    }

    /// Whether right below all else that was taken for headlines stands one that is known: they tell of what kind stories are.
    private static func areLabels(_ others: [Int], over heads: [Int], in lines: [TextLine]) -> Bool {
        let heads = Set(heads)
        return !others.isEmpty
            && others.allSatisfy { other in lines[(other + 1)...].written(1).first.map(heads.contains) ?? false }
    }

    /// Stories that came in between are of the same layout.
    private func layout(of lines: [TextLine], with heads: [Int], _ contents: ContentsList?) -> Outline {
        func hasAll(_ outline: Outline) -> Bool {
            outline.stories.count { known[Text.key($0.title)] != nil } >= heads.count
        }
        let runs = MarkerRun.runs(in: lines, (contents?.range.upperBound ?? 0)..<lines.count, contents: contents)
        if let run = runs.first(where: { Set(heads).isSubset(of: $0.members) }) {
            let outline = StoryBuilder.build(lines, heads: run.members.map { ($0, nil) }, contents: contents)
            if hasAll(outline) { return outline }
        }
        var doubts: [Segmentation.Doubt] = []
        if let outline = UnmarkedForms.outline(of: lines, digestLine: -1, &doubts), hasAll(outline) { return outline }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0, nil) }, contents: contents)
        for (place, head) in heads.enumerated() where known[Text.key(outline.stories[place].title)] == nil {
            guard let framed = FramedHeads.framed(lines[head].text) else { continue }
            FramedHeads.give(framed.title, in: lines[head].text, to: &outline.stories[place])
        }
        return outline
    }

    /// The lines that bear them over text or before it, as those of a contents list do not.
    private func standing(in lines: [TextLine], from start: Int) -> [Int] {
        var places: [[UInt8]: [Int]] = [:]
        for index in start..<lines.count where !lines[index].isBlank {
            if let key = key(of: lines[index]) { places[key, default: []].append(index) }
        }
        let found = Set(places.values.joined())
        func hasText(_ head: Int) -> Bool {
            if Segmentation.runsIn(lines[head]) || StoryBuilder.headline(of: lines[head]).runIn != nil { return true }
            let next = (head + 1..<lines.count).first {
                !lines[$0].isBlank && Headline.underline(lines[$0].text) == nil
            }
            return next.map { !found.contains($0) } ?? false
        }
        return places.flatMap { key, places in places.filter(hasText).suffix(known[key]?.count ?? 0) }.sorted()
    }

    private static func isMarked(_ line: TextLine) -> Bool {
        line.marker != nil || FramedHeads.framed(line.text) != nil
    }

    private func key(of line: TextLine) -> [UInt8]? {
        var headlines = [line.unmarked, StoryBuilder.headline(of: line).title]
        if let framed = FramedHeads.framed(line.text) { headlines.append(framed.title) }
        if let after = line.marker?.after, !after.isEmpty {
            headlines += [after, Headline.runIn(after)?.headline ?? after]
        }
        return headlines.lazy.map { Text.key($0) }.first { key in
            known[key].map { !$0.isMarked || Self.isMarked(line) } ?? false
        }
    }
}
