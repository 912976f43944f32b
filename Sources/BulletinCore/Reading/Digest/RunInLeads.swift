/// Stories of a paragraph each that begins with what it is about: `Wheat. Old crop…`, `CEBOLLA.- Mercado…`,
/// `• Depot 4 – The rosters…`.
///
/// The text must name itself a digest and say when. Three at least, and four in five of all paragraphs below its head: prose has short
/// sentences now and then, not at the head of each paragraph.
enum RunInLeads {
    private struct Story {
        var line: Int
        var title: Bytes
        var text: Bytes
    }

    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let digestLine else { return nil }
        let start = digestLine + 1
        let end = max(start, Trailer.start(in: lines, 0..<lines.count))
        var found: [Story] = []
        /// Paragraphs without a lead: above the first, between the others, and below the last.
        var (above, between, below) = (0, 0, [Int]())
        /// Bullets, which are all of one kind.
        var (bullets, others) = (0, 0)
        let areTight = areTight(lines, start..<end)
        // A headline of its own is over the parts of one thing.
        if areTight,
            let first = (start..<end).first(where: { !lines[$0].isBlank && story(at: $0, lines, isTight: true) != nil }
            ),
            (start..<first).contains(where: {
                !lines[$0].isBlank && ArticleParts.isTitle($0, lines) && !isDated(lines[$0...$0])
            })
        {
            return nil
        }
        for index in start..<end
        where !lines[index].isBlank
            && (areTight || index == 0 || lines[index - 1].isBlank || isBullet(lines[index]))
        {
            let story = story(at: index, lines, isTight: areTight)
            if story == nil, lines[index].marker != nil { others += 1 }
            if let story {
                if lines[index].marker != nil { bullets += 1 }
                between += below.count
                below = []
                found.append(story)
            } else if found.isEmpty {
                if Headline.endsLikeText(lines[index].text) { above += 1 }
            } else if !areTight || lines[index - 1].isBlank {
                below.append(index)
            }
        }
        let keys = found.map { Text.key($0.title) }
        guard found.count >= 3, bullets == 0 || bullets == found.count && others == 0, isDated(lines[..<found[0].line]),
            above <= 1, below.count <= 1,
            between * 5 <= found.count,
            Set(keys).count == keys.count, !keys.contains(where: Words.articleParts.contains)
        else { return nil }
        // A paragraph behind the last, where each has but one, is said of all.
        let note = between == 0 ? below.first : nil
        var outline = StoryBuilder.build(
            note.map { Array(lines[..<$0]) } ?? lines, heads: found.map { ($0.line, nil) })
        guard outline.stories.count == found.count else { return nil }
        for (place, story) in found.enumerated() {
            outline.stories[place].title = story.title
            outline.stories[place].runIn = story.text
        }
        if let note {
            outline.trailer = outline.trailer.lowerBound..<lines.count
            outline.remarks += (note..<end).filter { !lines[$0].isBlank }
        }
        outline.confidence = .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(found.count) stories: paragraphs that begin with their headlines",
                line: lines[found[0].line].number)
        ]
        return outline
    }

    /// Whether every line of the paragraph that begins with the first of them is one. Half of the leads at least are
    /// words that no name is written with: `Sunday rides: …`, or capitals.
    private static func areTight(_ lines: [TextLine], _ range: Range<Int>) -> Bool {
        guard let first = range.first(where: { !lines[$0].isBlank && story(at: $0, lines, isTight: true) != nil })
        else { return false }
        let block = range[first...].prefix { !lines[$0].isBlank }
        let leads = block.compactMap { story(at: $0, lines, isTight: true)?.title }
        let worded = leads.count { lead in
            LetterCase.capitals(in: lead).map { $0.letters >= 3 } == true
                || lead.split(separator: 0x20).dropFirst().contains { $0.firstScalar.map(LetterCase.init) == .small }
        }
        return leads.count >= 3 && leads.count == block.count && worded * 2 >= leads.count
    }

    /// Bullets need no blank line between them.
    private static func isBullet(_ line: TextLine) -> Bool {
        if let marker = line.marker, case .glyph = marker.shape.shape { marker.shape.isWeak } else { false }
    }

    private static func isDated(_ head: ArraySlice<TextLine>) -> Bool {
        UnmarkedForms.isDated(head)
            || head.contains {
                Words.isIssueLine($0.text) || Words.isPeriod($0.text) || statesWeek($0.text)
                    || Words.beforeMonth($0.text) != nil
            }
    }

    /// `Branch 114, Sandford Works. Week 9.`
    private static func statesWeek(_ text: Bytes) -> Bool {
        guard text.count <= 90, let word = text.firstRange(of: "Week ") ?? text.firstRange(of: "week ") else {
            return false
        }
        return Numeral.arabic(text[word.upperBound...], maxDigits: 2).map { (1...53).contains($0.0) } ?? false
    }

    /// One to five words that begin with a capital, a mark, and text that begins anew.
    /// - Parameter isTight: a colon is enough, since each line has one.
    private static func story(at index: Int, _ lines: [TextLine], isTight: Bool = false) -> Story? {
        var line = lines[index].text
        var isBullet = false
        if let marker = lines[index].marker {
            guard case .glyph = marker.shape.shape, marker.shape.isWeak else { return nil }
            (line, isBullet) = (marker.rest, true)
        }
        guard let first = line.firstScalar, LetterCase(first) == .capital else { return nil }
        let start = line.prefix(80)
        var place = start.startIndex
        while place < start.endIndex {
            guard let mark = marks.first(where: { start[place...].hasPrefix($0.text) }) else {
                place += start.scalar(at: place).length
                continue
            }
            let title = line[..<place].trimmed
            let text = line[(place + mark.text.utf8.count)...].trimmed
            // `Buoy No. 7`
            if mark.isStop, let last = title.split(separator: 0x20).last, titles.contains(Text.key(last)) {
                place += mark.text.utf8.count
                continue
            }
            let isMarked =
                isBullet || isTight && mark.text == ": "
                || LetterCase.capitals(in: title).map { $0.letters >= 3 } == true
            guard mark.isStop || isMarked, isLead(title), text.scalarCount >= 20,
                beginsAnew(text) || mark.text == ": " && !isBullet
            else { return nil }
            return Story(line: index, title: title, text: text)
        }
        return nil
    }

    /// Those that are not stops stand within a sentence, too.
    private static let marks: [(text: String, isStop: Bool)] = [
        (".- ", true), (".– ", true), (".— ", true), (". – ", true), (". — ", true), (". ", true), (": ", false),
        (" – ", false), (" — ", false), (" - ", false),
    ]

    private static func isLead(_ text: Bytes) -> Bool {
        let words = text.split(separator: 0x20)
        guard (3...40).contains(text.scalarCount), (1...5).contains(words.count), let first = words.first,
            let last = words.last, !text.contains(where: { [0x3B, 0x3F, 0x21].contains($0) })
        else { return false }
        return (last.scalarCount > 1 || Text.digit(last.firstScalar ?? 0) != nil)
            && !pronouns.contains(Text.key(first))
    }

    private static func beginsAnew(_ text: Bytes) -> Bool {
        guard let first = text.scalars(limit: 4).first(where: { !Text.isPunctuation($0) }) else { return false }
        return LetterCase(first) != .small
    }

    /// Shortened before a name.
    private static let titles = Words.keys([
        "mr", "mrs", "ms", "dr", "st", "rev", "prof", "cllr", "hon", "gen", "col", "capt", "sr", "sra", "fr", "hr",
        "mme",
        "no", "nr", "art", "vol", "inc", "ltd", "dhr", "mevr",
    ])

    /// Begin sentences, and articles.
    private static let pronouns = Words.keys([
        "the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "gli", "de", "os",
        "as",
        "i", "we", "you", "he", "she", "it", "they", "this", "that", "these", "there", "here", "dear", "ich", "wir",
        "er",
        "sie", "es", "ihr", "je", "nous", "vous", "il", "elle", "ils", "on", "ce", "yo", "él", "ella", "ellos", "hay",
        "eu",
        "ele", "ela", "io", "noi", "ik", "wij", "hij", "zij", "het", "я", "мы", "он", "она", "они", "это",
    ])
}
