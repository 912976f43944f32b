/// What speaks for and against a run of markers being the stories.
struct RunEvidence: Sendable {
    /// Members with text under or behind the headline.
    let bodied: Int
    /// Why the run is not taken, a clause; `nil` when it may be.
    let objection: String?
    /// How sure it is that the run marks the stories, if it does.
    let confidence: Bulletin.Confidence

    private static let isReport = "its headlines are the parts of one report"
    private static let isBrief = "it counts the parts of the one article under the masthead"

    /// Whether what it counts makes one text of all, so that no list within is asked.
    var isOfOneText: Bool { objection == Self.isReport || objection == Self.isBrief }

    /// - Parameter start: the first line after the contents list.
    init(_ run: MarkerRun, in lines: [TextLine], _ mass: inout TextMass, from start: Int, contents: ContentsList?) {
        var bodied = 0
        var listLike = 0
        var shaped = 0
        var briefs = 0
        var linked = 0
        var long = 0
        /// Headlines between blank lines.
        var setOff = 0
        var contentsHits = 0
        var gaps: [Int] = []
        let end = max(run.last + 1, Trailer.start(in: lines, run.last..<lines.count))
        for (place, member) in run.members.enumerated() {
            let text = lines[member].unmarked
            let next = place + 1 < run.members.count ? run.members[place + 1] : end
            let gap = mass.bytes((member + 1)..<max(next, member + 1))
            gaps.append(gap + text.count)
            let runsIn = Segmentation.runsIn(lines[member])
            if gap > 0 || runsIn { bodied += 1 }
            if gap == 0, Headline.endsListEntry(text) { listLike += 1 }
            if Headline.hasShape(text) || runsIn { shaped += 1 }
            if Headline.isBrief(text) { briefs += 1 }
            if text.scalarCount >= 15 { long += 1 }
            if gap > 0, member + 1 < lines.count, member == 0 || lines[member - 1].isBlank, lines[member + 1].isBlank,
                Headline.hasShape(text), !Headline.endsLikeText(text)
            {
                setOff += 1
            }
            if LinkLines.carriesAddress(lines, member) || LinkLines.ends(lines, member + 1..<max(next, member + 1)) {
                linked += 1
            }
            if contents?.repeating.contains(member) == true { contentsHits += 1 }
        }
        self.bodied = bodied
        let count = run.members.count
        let total = mass.bytes(start..<lines.count)
        let covered = mass.bytes(run.first..<lines.count)
        let before = mass.paragraphs(start..<run.first)
        let agreed = contentsHits * 10 >= count * 7
        let intro = (max(start, run.first - 3)..<run.first).last { !lines[$0].isBlank }
        let isAnnounced = lines[max(start, run.first - 3)..<run.first].contains {
            StatedCount.announcesNews(count, $0.text)
        }
        let saysDigest =
            contents != nil || isAnnounced || (mass.digestLine.map { $0 < max(run.first, 1) } ?? false)
        let isStrong = agreed || saysDigest && run.breaks == 0 || linked * 10 >= count * 7
        confidence = isStrong ? .high : .medium
        objection = {
            if !run.isOrderly { return "its numbers are out of order" }
            // Manuals have contents lists and numbered chapters, too; bulletins have a name or a date.
            if run.shape.isProse, mass.digestLine == nil, !mass.isDated, linked * 10 < count * 7,
                !run.members.contains(where: { lines[$0].unmarked.contains { $0 >= 0xE0 } })
            {
                return "neither a name of a digest nor a date stands at its head"
            }
            if let document = mass.document, !agreed, linked * 10 < count * 7 { return document.reason }
            let isSetOff =
                saysDigest && run.shape.isWeak && count >= 3 && (setOff == count || run.headsTexts(in: lines, to: end))
            if run.shape.isWeak, !agreed, !isSetOff {
                return "such marks are common in prose and no contents list agrees"
            }
            // Briefs of a digest may be parted by semicolons, but not those that a sentence introduces.
            let areBriefs = saysDigest && run.breaks == 0 && count >= 4 && long == count
            if listLike * 10 > count * 3, !areBriefs { return "its entries run on like a list" }
            if let intro, Headline.endsColon(lines[intro].text), !Words.isContentsLabel(lines[intro].text),
                bodied * 2 < count + 1
            {
                return "the line before it ends in a colon"
            }
            let whole =
                areBriefs || bodied * 10 >= count * 7 || briefs * 10 >= count * 7 || linked * 10 >= count * 7
            if !whole { return "fewer than seven in ten have text under them" }
            if briefs * 10 >= count * 7, bodied * 10 < count * 7, linked * 10 < count * 7, !saysDigest {
                return "its entries are sentences of a list"
            }
            if !agreed, !areBriefs, shaped * 10 < count * 8, briefs * 10 < count * 7, linked * 10 < count * 7 {
                return "its lines do not look like headlines"
            }
            // An introduction may be long where name and marks leave no doubt.
            let isSelection = saysDigest && mass.isSelected(start..<run.first)
            let share = saysDigest && run.breaks == 0 && !run.shape.isProse || isSelection ? 4 : 6
            if !agreed, covered * 10 < total * share { return "it covers less than \(share) tenths of the text" }
            if !agreed, before >= 2, !saysDigest { return "long paragraphs stand before it" }
            if !agreed, let last = gaps.last, count >= 2, last > 3 * gaps.dropLast().reduce(0, +) + 600 {
                return "far more text follows its last entry than all others"
            }
            if run.members.allSatisfy({ Headline.isDay(lines[$0].unmarked) }) {
                return "its headlines are days of a week"
            }
            // `【导语】`, `【正文】`, `【导语】`: what each of several stories has.
            if !agreed, count >= 4, linked * 10 < count * 7,
                Set(run.members.map { lines[$0].key + Text.key(lines[$0].marker?.after ?? []) }).count * 2 <= count
            {
                return "its headlines come again"
            }
            let parts = run.members.lazy.filter { Words.articleParts.contains(lines[$0].key) }.count
            // A name may be that of the paper, or of what the article is about.
            if !agreed, parts * 2 > count, linked * 10 < count * 7 {
                return "its headlines are the parts of one article"
            }
            if !agreed, linked * 10 < count * 7, ArticleParts.areTopics(run.members.map { lines[$0].unmarked }) {
                return Self.isReport
            }
            if contents == nil,
                run.isWithinBrief(lines, below: mass.digestLine)
                    || ArticleParts.areBelowTitle(run.members, lines, digestLine: mass.digestLine)
            {
                return Self.isBrief
            }
            if !saysDigest {
                // `【概况】…`, `【农业】…`: what a yearbook says of a place.
                if case .bracketed = run.shape.shape, bodied == count, linked * 10 < count * 7,
                    run.members.allSatisfy({ lines[$0].unmarked.scalarCount <= 3 && Segmentation.runsIn(lines[$0]) })
                {
                    return "its headlines are no more than names"
                }
                let ends = [run.first, run.last].contains { Words.articleParts.contains(lines[$0].key) }
                if ends || parts * 4 >= count {
                    return "its headlines are the parts of one article"
                }
                if before >= 1, linked * 10 < count * 7 { return "an article's text stands before it" }
                if run.shape.isProse, linked * 10 < count * 7 {
                    return "neither title nor contents list speak of a digest"
                }
            }
            return nil
        }()
    }
}

/// What is asked of a text for every run in it: how much stands in a range of lines, in constant time, and whether its
/// head speaks of a digest.
struct TextMass: Sendable {
    private var bytesBefore = [0]
    private var paragraphsBefore = [0]
    /// The first of the top eight lines that names a digest or an issue.
    let digestLine: Int?
    /// Why the text may be one document whatever its marks.
    let document: SingleDocument?

    private let lines: [TextLine]
    /// The first line that says so, of those from `start` on.
    private var selection: (start: Int, line: Int)?

    init(_ lines: [TextLine], _ fields: FieldHead?, _ document: SingleDocument?) {
        self.document = document
        self.lines = lines
        if let field = fields?.title, Words.saysDigest(field.text) {
            digestLine = field.line
        } else {
            digestLine = lines[(fields?.end ?? 0)...].written(8).first { Words.saysDigest(lines[$0].text) }
        }
        bytesBefore.reserveCapacity(lines.count + 1)
        paragraphsBefore.reserveCapacity(lines.count + 1)
        var (bytes, paragraphs) = (0, 0)
        for index in lines.indices {
            let count = lines[index].text.count
            bytes += count
            paragraphs += count > 240 ? 1 : 0
            bytesBefore.append(bytes)
            paragraphsBefore.append(paragraphs)
        }
    }

    /// Whether the head states a date. Looked for once, when it is asked, which is seldom.
    private(set) lazy var isDated = UnmarkedForms.isDated(lines[...])

    /// Whether lines say that what follows was chosen among many. They are looked through once for all runs.
    mutating func isSelected(_ range: Range<Int>) -> Bool {
        if selection?.start != range.lowerBound {
            let line = lines[range.lowerBound...].firstIndex { MarkerRun.selections.isAny(in: $0.text) }
            selection = (range.lowerBound, line ?? lines.count)
        }
        return selection.map { $0.line < range.upperBound } ?? false
    }

    func bytes(_ range: Range<Int>) -> Int { bytesBefore[range.upperBound] - bytesBefore[range.lowerBound] }

    /// Lines of more than 240 bytes: 80 Chinese characters.
    func paragraphs(_ range: Range<Int>) -> Int {
        paragraphsBefore[range.upperBound] - paragraphsBefore[range.lowerBound]
    }
}

extension MarkerRun {
    /// Whether one article stands under the masthead, its headline over the text that leads to what is counted: `信息简报`,
    /// `第43期`, `某县“三抓三促”推动环境整治`, `今年以来，…`, `一、抓机制`. A digest says under a headline of its own who did what.
    fileprivate func isWithinBrief(_ lines: [TextLine], below digestLine: Int?) -> Bool {
        guard isOfParts(lines), let digestLine, digestLine < first, first < 60 else { return false }
        let head = (0..<first).filter { !lines[$0].isBlank }
        guard head.count <= 14,
            let masthead = head.last(where: { $0 >= digestLine && OfficialTitle.isIssue(lines[$0].text) }),
            let headline = Masthead.afterNotes(lines, from: masthead + 1), headline < first,
            !(masthead + 1..<headline).contains(where: { !lines[$0].isBlank && !Masthead.isRule(lines[$0].text) })
        else { return false }
        let title = lines[headline].text
        guard lines[headline].marker == nil, (8...44).contains(title.prefix(400).scalarCount),
            Headline.hasShape(title), !Headline.endsLikeText(title), !Words.saysDigest(title)
        else { return false }
        let lead = head.filter { $0 > headline }
        // `事发经过`, `直接原因` need no lead.
        let areNames = members.count >= 4 && members.allSatisfy { lines[$0].unmarked.scalarCount <= 6 }
        return (lead.isEmpty && areNames || lead.contains { lines[$0].text.prefix(400).scalarCount >= 20 })
            && lead.allSatisfy { Headline.endsLikeText(lines[$0].text) || Headline.endsColon(lines[$0].text) }
            && !lead.contains { Self.selections.isAny(in: lines[$0].text) }
            && (members.lazy.filter { lines[$0].unmarked.prefix(48).contains(text: "：") }.count * 2 <= members.count
                || BriefArticle.areParallel(members.map { lines[$0].unmarked }))
    }

    /// What articles count by, or headlines of a few characters, `◆减材料`, that are no names of columns.
    private func isOfParts(_ lines: [TextLine]) -> Bool {
        if case .numbered(_, .chinese, _) = shape.shape { return true }
        return members.count >= 3
            && members.allSatisfy {
                let headline = lines[$0].unmarked
                return headline.scalarCount <= 8 && headline.allSatisfy { $0 >= 0x80 } && Headline.hasShape(headline)
                    && lines[$0].marker?.after.isEmpty == true && !Words.saysDigest(headline)
            }
    }

    /// What the lead of a digest says: these were chosen among many.
    fileprivate static let selections = WordList(["摘编", "选编", "编发", "刊发", "摘登", "选登", "汇编", "摘要如下"])

    /// Bullets, each at the head of a paragraph, that stand before headlines and not before the lines of a list:
    /// text that begins anew is right below, and the last of it ends a sentence.
    fileprivate func headsTexts(in lines: [TextLine], to end: Int) -> Bool {
        guard case .glyph(let glyph) = shape.shape, glyph != 0x3F else { return false }
        var longest = 0
        var headlines = 0
        for (place, member) in members.enumerated() {
            let stop = place + 1 < members.count ? members[place + 1] : end
            let text = lines[member].unmarked
            guard member == 0 || lines[member - 1].isBlank, member + 1 < stop, !lines[member + 1].isBlank,
                lines[member + 1].marker == nil, Headline.hasShape(text), !Headline.endsStop(text),
                let first = lines[member + 1].text.first, !(0x61...0x7A).contains(first)
            else { return false }
            headlines += text.count
            for index in (member + 1)..<stop { longest = max(longest, lines[index].text.count) }
        }
        // Wrapped lines are as long as the page is wide.
        return headlines * 3 <= longest * members.count * 2
    }
}

extension MarkerFamily {
    /// Numbers that articles use for their own parts as much as digests for stories.
    var isProse: Bool {
        switch shape {
        case .numbered, .keycap: true
        default: false
        }
    }
}
