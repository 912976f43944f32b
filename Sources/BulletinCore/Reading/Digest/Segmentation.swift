/// Cuts a text into stories by evidence. In doubt the text stays whole, and a finding says why.
///
/// Order: forms with a rigid grammar, marks of a single document, the outermost run of markers that has bodies
/// (checked against the contents list), lines that repeat the contents list, then unmarked layouts.
enum Segmentation {
    static func outline(of lines: [TextLine]) -> Outline {
        if let outline = RigidForms.outline(of: lines) { return outline }
        if let reason = SingleDocument.reason(lines) {
            return .single(lines.count, findings: [Finding(.info, "SingleStory", "one story: \(reason)")])
        }
        let contents = ContentsList.find(lines)
        let start = contents?.range.upperBound ?? 0
        var doubts: [(reason: String, line: Int)] = []
        let mass = TextMass(lines)
        for run in MarkerRun.runs(in: lines, start..<lines.count) {
            let evidence = RunEvidence(run, in: lines, mass, from: start, contents: contents)
            if let reason = evidence.objection {
                guard doubts.count < 4 else { continue }
                let line = lines[run.first].number
                doubts.append(("\(run.description(lines)) at line \(line) was not taken: \(reason)", line))
                continue
            }
            return outline(of: lines, run: run, evidence: evidence, contents: contents)
        }
        if let contents, let outline = outline(of: lines, repeating: contents) { return outline }
        if let outline = UnmarkedForms.outline(of: lines) { return outline }
        return .single(
            lines.count,
            findings: doubts.map { Finding(.info, "Doubt", "one story, for safety: \($0.reason)", line: $0.line) })
    }

    // MARK: A run of markers

    private static func outline(
        of lines: [TextLine], run: MarkerRun, evidence: RunEvidence, contents: ContentsList?
    ) -> Outline {
        var heads = run.members.map { (line: $0, category: Bytes?.none) }
        var reasons = [run.description(lines)]
        if let inner = innerHeads(of: run, in: lines) {
            heads = inner.heads
            reasons = [
                "\(run.members.count) categories (\(run.shape.name)) over \(heads.count) stories (\(inner.name))"
            ]
        } else if let contents, contents.matched > 0 {
            let known = Set(run.members)
            let missing = contents.matches.compactMap { $0 }.filter {
                !known.contains($0) && $0 > run.first && lines[$0].marker == nil && hasBody(lines, after: $0)
            }
            if !missing.isEmpty, missing.count < run.members.count {
                heads = (heads + missing.map { ($0, nil) }).sorted { $0.line < $1.line }
                reasons.append("\(missing.count) more found by the contents list")
            }
        }
        var outline = build(lines, heads: heads, contents: contents)
        if run.breaks > 0 {
            outline.findings.append(
                Finding(
                    .warning, "NumberingBroken",
                    "the stories are not counted on by one; their order in the file is kept",
                    line: lines[run.first].number))
        }
        if let contents {
            reasons.insert("contents \(contents.matched)/\(contents.entries.count) matched", at: 0)
            outline.findings += contentsFindings(contents, outline, lines)
        }
        outline.findings.insert(
            Finding(
                .info, "Segmentation",
                "\(outline.stories.count) stories: \(reasons.joined(separator: ", ")), \(evidence.bodied) of "
                    + "\(run.members.count) with text", line: lines[run.first].number), at: 0)
        return outline
    }

    /// The outer level is categories when every member is short and the inner level follows it at once.
    private static func innerHeads(
        of run: MarkerRun, in lines: [TextLine]
    ) -> (heads: [(line: Int, category: Bytes?)], name: String)? {
        var heads: [(line: Int, category: Bytes?)] = []
        var family: Int?
        for (place, member) in run.members.enumerated() {
            guard lines[member].marker?.after.isEmpty == true, lines[member].unmarked.scalarCount <= 14,
                !Headline.endsSentence(lines[member].unmarked)
            else { return nil }
            let end = place + 1 < run.members.count ? run.members[place + 1] : lines.count
            guard let next = (member + 1..<end).first(where: { !lines[$0].isBlank }), let marker = lines[next].marker,
                marker.family != run.family, !marker.shape.isWeak, family == nil || family == marker.family
            else { return nil }
            family = marker.family
            var expected = marker.ordinal
            guard expected == nil || expected == 1 || place > 0 else { return nil }
            for index in next..<end {
                guard let inner = lines[index].marker, inner.family == marker.family else { continue }
                if let ordinal = inner.ordinal {
                    guard ordinal == expected else { continue }
                    expected = ordinal + 1
                }
                heads.append((index, lines[member].unmarked))
            }
        }
        guard run.members.count >= 2, let family, heads.count >= run.members.count else { return nil }
        let inner = MarkerRun(family: family, members: heads.map(\.line))
        let bodied = inner.members.lazy.filter { hasBody(lines, after: $0) || runsIn(lines[$0]) }.count
        return bodied * 10 >= heads.count * 7 ? (heads, MarkerFamily.all[family].name) : nil
    }

    static func runsIn(_ line: TextLine) -> Bool {
        if let marker = line.marker, !marker.after.isEmpty { return true }
        return Headline.runIn(line.unmarked) != nil
    }

    /// The next line that is not blank is no marker of any strong family.
    static func hasBody(_ lines: [TextLine], after head: Int) -> Bool {
        guard let next = (head + 1..<lines.count).first(where: { !lines[$0].isBlank }) else { return false }
        guard let marker = lines[next].marker else { return true }
        return marker.family != lines[head].marker?.family
    }

    // MARK: A contents list without markers below

    private static func outline(of lines: [TextLine], repeating contents: ContentsList) -> Outline? {
        let found = contents.matches.compactMap { $0 }
        guard found.count >= 2, found.count * 10 >= contents.entries.count * 7,
            zip(found, found.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        let heads = Set(found)
        let bodied = found.lazy.filter { head in
            (head + 1..<lines.count).first(where: { !lines[$0].isBlank }).map { !heads.contains($0) } ?? false
        }.prefix(found.count).count
        guard bodied * 10 >= found.count * 7 else { return nil }
        var outline = build(lines, heads: found.map { ($0, nil) }, contents: contents)
        outline.findings += contentsFindings(contents, outline, lines)
        outline.findings.insert(
            Finding(
                .info, "Segmentation",
                "\(found.count) stories: contents \(contents.matched)/\(contents.entries.count) matched, no markers",
                line: lines[found[0]].number), at: 0)
        return outline
    }

    private static func contentsFindings(_ contents: ContentsList, _ outline: Outline, _ lines: [TextLine]) -> [Finding]
    {
        var findings: [Finding] = []
        if contents.entries.count != outline.stories.count {
            findings.append(
                Finding(
                    .warning, "ContentsCount",
                    "the contents list has \(contents.entries.count) entries, the bulletin \(outline.stories.count) stories",
                    line: lines[contents.range.lowerBound].number))
        }
        let keys = Set(outline.stories.map { Text.key($0.title) })
        for entry in contents.entries where !keys.contains(lines[entry].key) {
            findings.append(
                Finding(
                    .warning, "ContentsEntry", "no story bears the title \(lines[entry].unmarked.prefix(300).string)",
                    advice: "make the entry and the headline agree", line: lines[entry].number))
        }
        return findings
    }

    // MARK: Heads to stories

    /// Turns head lines into stories: wrapped and run-in headlines, bodies, category lines, trailer.
    static func build(
        _ lines: [TextLine], heads: [(line: Int, category: Bytes?)], contents: ContentsList? = nil
    ) -> Outline {
        let first = heads[0].line
        let last = heads[heads.count - 1].line
        let end = max(last + 1, Trailer.start(in: lines, last..<lines.count))
        let labels = categoryLines(lines, heads.map(\.line), from: contents?.range.upperBound ?? 0)
        var stories: [Outline.Story] = []
        var category: Bytes?
        for (place, head) in heads.enumerated() {
            let line = lines[head.line]
            if let label = labels[head.line] { category = lines[label].text }
            var bodyEnd = place + 1 < heads.count ? heads[place + 1].line : end
            if place + 1 < heads.count {
                if let label = labels[heads[place + 1].line] { bodyEnd = label }
                if let next = heads[place + 1].category, next != head.category,
                    let outer = (head.line + 1..<bodyEnd).last(where: { lines[$0].unmarked == next })
                {
                    bodyEnd = outer
                }
            }
            var title = line.unmarked
            var runIn: Bytes?
            if let marker = line.marker, !marker.after.isEmpty {
                runIn = marker.after
            } else if let split = Headline.runIn(title),
                !Headline.hasShape(title) || title.scalarCount > 44 || split.headline.scalarCount <= 40
            {
                (title, runIn) = (split.headline, split.body)
            } else if !Headline.hasShape(title) || Headline.endsSentence(title) {
                runIn = title
                title = Headline.firstClause(title)
            }
            if title.isEmpty { title = line.text }
            stories.append(
                Outline.Story(
                    marker: line.marker?.text ?? [], title: title, head: head.line, runIn: runIn,
                    body: min(head.line + 1, bodyEnd)..<bodyEnd, category: head.category ?? category))
        }
        let headerEnd = min(contents?.range.lowerBound ?? first, labels[first] ?? first)
        return Outline(
            header: 0..<headerEnd, contents: contents?.range, stories: stories, trailer: end..<lines.count, findings: []
        )
    }

    /// Short lines alone between blank lines right before headlines, `学校要闻`: by the head that each precedes.
    /// They count only when the first head has one, and another too.
    private static func categoryLines(_ lines: [TextLine], _ heads: [Int], from start: Int) -> [Int: Int] {
        var labels: [Int: Int] = [:]
        let known = Set(heads)
        for head in heads {
            guard let label = (start..<head).last(where: { !lines[$0].isBlank }), label > start,
                head - label > 1 || lines[label - 1].isBlank, lines[label - 1].isBlank, lines[label].marker == nil,
                !lines[label].isBlank, lines[label].text.scalarCount <= 10, Headline.hasShape(lines[label].text),
                lines[label].text.allSatisfy({ $0 >= 0x80 }), !Text.isPunctuation(lines[label].text.lastScalar ?? 0x21),
                !known.contains(label)
            else { continue }
            labels[head] = label
        }
        return labels.count >= 2 && labels[heads[0]] != nil ? labels : [:]
    }
}
