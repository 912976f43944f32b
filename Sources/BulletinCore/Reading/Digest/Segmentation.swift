/// Cuts a text into stories by evidence. In doubt the text stays whole, and a finding says why.
///
/// Order: forms with a rigid grammar, marks of a single document, the outermost run of markers that has bodies
/// (checked against the contents list), lines that repeat the contents list, then unmarked layouts.
enum Segmentation {
    static func outline(of lines: [TextLine]) -> Outline {
        if let outline = RigidForms.outline(of: lines) { return outline }
        let fields = FieldHead(lines)
        let document = SingleDocument(lines, fields)
        if let document, document.isCertain { return single(lines, document) }
        let contents = ContentsList.find(lines)
        let start = max(contents?.range.upperBound ?? 0, fields?.end ?? 0)
        var doubts: [Doubt] = []
        var mass = TextMass(lines, fields, document)
        // Lists that begin anew reach to the end of the text: of those that were refused no further part is asked.
        var refused: Set<Int> = []
        var refusals = 0
        for run in MarkerRun.runs(in: lines, start..<lines.count, contents: contents) {
            if refusals >= 16, refused.contains(run.first) { continue }
            if let contents, contents.hasOneStory(around: run) { continue }
            let restarting = Levels(restarting: run, in: lines, from: start)
            var whole = restarting == nil ? run.withUncounted(lines, from: start) : run
            if let restarting { whole.members = restarting.heads.map(\.line) }
            let evidence = RunEvidence(whole, in: lines, &mass, from: start, contents: contents)
            if let reason = evidence.objection {
                if let restarting {
                    refusals += 1
                    if refusals <= 16 || !refused.contains(run.first) {
                        refused.formUnion(restarting.heads.map(\.line))
                    }
                }
                let line = lines[run.first].number
                if evidence.isOfOneText,
                    Levels(under: run, in: lines, contents: contents, digestLine: mass.digestLine) == nil
                {
                    return .single(
                        lines.count, findings: [Finding(.info, "SingleStory", "one story: \(reason)", line: line)])
                }
                guard doubts.count < 4 else { continue }
                doubts.append(
                    Doubt(reason: "\(run.description(lines)) at line \(line) was not taken: \(reason)", line: line))
                continue
            }
            let levels =
                restarting ?? Levels(under: run, in: lines, contents: contents, digestLine: mass.digestLine)
                ?? Levels(headlinesUnder: run, in: lines, contents: contents, digestLine: mass.digestLine)
            if restarting == nil, whole.members.count > run.members.count { whole.breaks += 1 }
            return outline(
                of: lines, run: restarting == nil && levels != nil ? run : whole, levels: levels, evidence: evidence,
                contents: contents)
        }
        if let contents, mass.digestLine != nil || !contents.listsChapters(lines) || mass.isDated,
            let outline = outline(of: lines, repeating: contents)
        {
            return UnmarkedForms.withoutNumbers(outline)
        }
        if let document { return single(lines, document) }
        if let outline = UnmarkedForms.outline(of: lines, digestLine: mass.digestLine, &doubts) {
            return outline
        }
        return .single(
            lines.count,
            findings: doubts.map { Finding(.info, "Doubt", "one story, for safety: \($0.reason)", line: $0.line) })
    }

    /// Why something that might mark stories was not believed.
    struct Doubt {
        /// A clause that names what was not taken.
        let reason: String
        /// 1-based line of the source.
        let line: Int
    }

    private static func single(_ lines: [TextLine], _ document: SingleDocument) -> Outline {
        var outline = Outline.single(
            lines.count, findings: [Finding(.info, "SingleStory", "one story: \(document.reason)")])
        if !document.isCertain { outline.confidence = .medium }
        return outline
    }

    // MARK: A run of markers

    private static func outline(
        of lines: [TextLine], run: MarkerRun, levels: Levels?, evidence: RunEvidence, contents: ContentsList?
    ) -> Outline {
        var heads = run.members.map { (line: $0, category: Bytes?.none) }
        var reasons = [run.description(lines)]
        if let levels {
            heads = levels.heads
            reasons = ["\(levels.categories) categories over \(heads.count) stories (\(levels.name))"]
        } else if let contents, contents.matched > 0, contents.entries.count != run.members.count {
            // As many as there are entries are all of them, one perhaps in other words than its entry.
            let known = Set(run.members)
            let missing = contents.matches.compactMap { $0 }.filter {
                !known.contains($0) && $0 > run.first && lines[$0].marker == nil && hasBody(lines, after: $0)
            }
            if !missing.isEmpty, missing.count < run.members.count {
                heads = (heads + missing.map { ($0, nil) }).sorted { $0.line < $1.line }
                reasons.append("\(missing.count) more found by the contents list")
            }
        } else if contents == nil, run.breaks > 0 {
            let lost = run.lostHeads(lines)
            if !lost.isEmpty {
                heads = (heads + lost.map { ($0, nil) }).sorted { $0.line < $1.line }
                reasons.append("\(lost.count) more where numbers are left out")
            }
        }
        var outline = StoryBuilder.build(lines, heads: heads, contents: contents)
        outline.confidence = evidence.confidence
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
        let filled = filled(contents.matches, lines)
        var outline = StoryBuilder.build(lines, heads: filled.map { ($0, nil) }, contents: contents)
        outline.confidence = filled.count == contents.entries.count ? .high : .medium
        outline.findings += contentsFindings(contents, outline, lines)
        let more = filled.count - found.count
        outline.findings.insert(
            Finding(
                .info, "Segmentation",
                "\(filled.count) stories: contents \(contents.matched)/\(contents.entries.count) matched, no markers"
                    + (more > 0 ? ", \(more) found between neighbours" : ""),
                line: lines[filled[0]].number), at: 0)
        return outline
    }

    /// The heads with those that no entry names: when as many entries as headlines are left between two heads.
    private static func filled(_ matches: [Int?], _ lines: [TextLine]) -> [Int] {
        var heads: [Int] = []
        var missing = 0
        for match in matches {
            guard let head = match else {
                missing += 1
                continue
            }
            if missing > 0, let last = heads.last {
                let between = (last + 1..<head).filter { stands(asHeadline: $0, lines) }
                if between.count == missing { heads += between }
            }
            heads.append(head)
            missing = 0
        }
        return heads
    }

    /// A line like a headline between text and text.
    static func stands(asHeadline index: Int, _ lines: [TextLine]) -> Bool {
        guard !lines[index].isBlank, lines[index].marker == nil, Headline.hasShape(lines[index].text),
            !Headline.endsLikeText(lines[index].text),
            let before = (max(0, index - 4)..<index).last(where: { !lines[$0].isBlank }),
            let after = (index + 1..<min(lines.count, index + 5)).first(where: { !lines[$0].isBlank })
        else { return false }
        return Headline.endsLikeText(lines[before].text) && Headline.endsLikeText(lines[after].text)
    }

    private static func contentsFindings(_ contents: ContentsList, _ outline: Outline, _ lines: [TextLine]) -> [Finding]
    {
        var findings: [Finding] = []
        let categories = Set(outline.stories.compactMap { $0.category.map { Text.key($0) } })
        let entries = contents.entries.lazy.filter { !categories.contains($0.key) }.count
        if entries != outline.stories.count {
            findings.append(
                Finding(
                    .warning, "ContentsCount",
                    "the contents list has \(entries) entries, the bulletin \(outline.stories.count) stories",
                    line: lines[contents.range.lowerBound].number))
        }
        let keys = categories.union(outline.stories.map { Text.key($0.title) })
        let heads = Dictionary(outline.stories.map { ($0.head, $0.title) }) { first, _ in first }
        for (entry, match) in zip(contents.entries, contents.matches) where !keys.contains(entry.key) {
            let text = entry.text.prefix(300).string
            if let match, let title = heads[match] {
                findings.append(
                    Finding(
                        .info, "ContentsWording", "the entry \(text) stands for the story \(title.prefix(300).string)",
                        line: lines[entry.line].number))
            } else {
                findings.append(
                    Finding(
                        .warning, "ContentsEntry", "no story bears the title \(text)",
                        advice: "make the entry and the headline agree", line: lines[entry.line].number))
            }
        }
        return findings
    }
}
