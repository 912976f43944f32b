/// What the editor rules about the cut, against any evidence.
enum Ruling: String, Sendable, CaseIterable {
    /// One story, whatever it looks like.
    case single
    /// Many stories, however weak the evidence.
    case digest

    /// The cut of a text, as ruled; where nothing is, by evidence, and in doubt as before.
    static func outline(of lines: [TextLine], by stated: StatedRuling?, former: FormerHeads) -> Outline {
        switch stated?.ruling {
        case nil:
            let read = Segmentation.outline(of: lines)
            return former.outline(of: lines, insteadOf: read) ?? read
        case .single: return .single(lines.count, findings: [oneStory(line: stated?.line)])
        case .digest: return digest(lines, line: stated?.line)
        }
    }

    /// Of findings that say that the editor ruled.
    static let rule = "Overruled"

    static func oneStory(line: Int?) -> Finding {
        Finding(.info, rule, "one story, as the file asks (bulletind: single)", line: line)
    }

    /// The cut that evidence allows; else the best run of markers that there is, else lines between blank lines.
    private static func digest(_ lines: [TextLine], line: Int?) -> Outline {
        let found = Segmentation.outline(of: lines)
        if !found.stories.isEmpty { return found }
        let contents = ContentsList.find(lines)
        if let run = bestRun(lines, below: contents) {
            var outline = StoryBuilder.build(lines, heads: run.members.map { ($0, nil) }, contents: contents)
            outline.findings = [
                Finding(
                    .info, rule,
                    "\(outline.stories.count) stories, as the file asks (bulletind: digest): \(run.description(lines))",
                    line: lines[run.first].number)
            ]
            return outline
        }
        var doubts: [Segmentation.Doubt] = []
        if let outline = UnmarkedForms.outline(of: lines, digestLine: -1, &doubts) { return outline }
        return .single(
            lines.count,
            findings: [
                Finding(
                    .warning, "NothingToCut",
                    "the file asks for many stories (bulletind: digest), and nothing shows where they begin",
                    advice: "put a number or a heading before each story", line: line)
            ])
    }

    /// The first run of which half has text, for the outer level comes first; else the longest. Strong markers before
    /// weak ones.
    private static func bestRun(_ lines: [TextLine], below contents: ContentsList?) -> MarkerRun? {
        let start = contents?.range.upperBound ?? 0
        let runs = MarkerRun.runs(in: lines, start..<lines.count, contents: contents)
        func best(_ runs: [MarkerRun]) -> MarkerRun? {
            runs.first { run in
                let bodied = run.members.lazy.filter {
                    Segmentation.hasBody(lines, after: $0) || Segmentation.runsIn(lines[$0])
                }.count
                return bodied * 2 >= run.members.count
            } ?? runs.max { $0.members.count < $1.members.count }
        }
        return best(runs.filter { !$0.shape.isWeak }) ?? best(runs)
    }
}

/// A ruling where it was written: in front matter, a comment, or the first line or paragraph.
struct StatedRuling: Sendable {
    /// As written.
    let word: String
    /// 1-based line of the source.
    let line: Int

    init(word: String, line: Int) {
        self.word = word
        self.line = line
    }

    var ruling: Ruling? { Ruling(rawValue: word.lowercased()) }

    /// When the word is not known.
    var finding: Finding? {
        guard ruling == nil else { return nil }
        return Finding(
            .warning, "UnknownRuling", "'\(word)' says nothing about how to cut the file",
            advice: "write bulletind: single, or bulletind: digest", line: line)
    }
}

extension Bulletin.Confidence {
    /// What is left of it: low, when a text whose title speaks of a digest was left whole although it has runs of
    /// markers; medium, when another text has some, as many an article has a list, or when numbers and contents do not
    /// agree.
    func lowered(by findings: [Finding], title: String) -> Self {
        guard self != .low else { return .low }
        if findings.contains(where: { $0.rule == "Doubt" }) {
            return Words.saysDigest(Array(title.utf8)[...]) ? .low : .medium
        }
        let shaken = ["NumberingBroken", "ContentsCount", "ContentsEntry", "NothingToCut"]
        return findings.contains { shaken.contains($0.rule) } ? .medium : self
    }
}
