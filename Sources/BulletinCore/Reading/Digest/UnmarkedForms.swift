/// Layouts without markers that still show where stories begin. Each has a threshold; below it nothing is cut.
enum UnmarkedForms {
    /// - Parameters:
    ///   - digestLine: the line at the head that names the text a digest; -1 when something before the text does.
    ///   - doubts: takes why a layout that comes near was not taken.
    static func outline(
        of lines: [TextLine], digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        let counted =
            LoneNumbers.outline(of: lines, digestLine) ?? NamedNumbers.outline(of: lines, digestLine)
            ?? DatedBriefs.outline(of: lines, digestLine) ?? LinkLines.outline(of: lines)
        let outline =
            counted ?? FramedHeads.outline(of: lines, digestLine) ?? underlined(
                lines, digestLine, &doubts)
            ?? RuledStories.outline(of: lines, digestLine, &doubts) ?? capitals(lines, digestLine)
            ?? Datelines.outline(of: lines) ?? Alternation.outline(of: lines, digestLine, &doubts)
            ?? RunInLeads.outline(of: lines, digestLine)
        guard let outline else { return nil }
        if outline.stories.allSatisfy({ Headline.isDay($0.title) }) {
            let line = lines[outline.stories[0].head].number
            doubts.append(
                .init(reason: "the days of a week, at line \(line), were not taken for headlines", line: line))
            return nil
        }
        return withKinds(withoutCommonEnd(withoutCommonMark(withoutNumbers(outline))))
    }

    /// `#停水# headline`, `《江东日报》1版：headline`: what brackets hold before all headlines says of what kind each story is, as
    /// `【…】` do.
    private static func withKinds(_ outline: Outline) -> Outline {
        let parted = outline.stories.compactMap { kind(before: $0.title) }
        guard parted.count >= 3, parted.count == outline.stories.count,
            Set(outline.stories.map { $0.title.firstScalar }).count == 1
        else { return outline }
        var outline = outline
        for (place, part) in parted.enumerated() {
            outline.stories[place].category = outline.stories[place].category ?? part.kind
            outline.stories[place].title = part.title
        }
        return outline
    }

    private static func kind(before title: Bytes) -> (kind: Bytes, title: Bytes)? {
        guard let open = title.firstScalar, let close = pairs[open] else { return nil }
        let inside = title.droppingScalar
        guard let end = inside.firstRange(of: close), inside[..<end.lowerBound].scalarCount <= 12 else { return nil }
        let kind = inside[..<end.lowerBound].trimmed
        var rest = inside[end.upperBound...]
        if open == 0x300A {
            // The page that it stands on.
            guard let colon = rest.prefix(24).firstRange(of: "：") else { return nil }
            rest = rest[colon.upperBound...]
            let page = inside[end.upperBound..<colon.lowerBound].trimmed
            return kind.isEmpty || rest.trimmed.isEmpty
                ? nil : (page.isEmpty ? kind : title[..<colon.lowerBound], rest.trimmed)
        }
        guard let next = rest.firstScalar, !kind.isEmpty, close == "#" || Text.isBlank(next) else { return nil }
        return rest.trimmed.scalarCount >= 4 ? (kind, rest.trimmed) : nil
    }

    private static let pairs: [UInt32: String] = [
        0x23: "#", 0x5B: "]", 0xFF3B: "］", 0x300A: "》", 0x3014: "〕", 0x300C: "」",
    ]

    /// `❀ headline`, `案例 headline`: what all headlines begin with is their mark. Latin words are not: `The`.
    private static func withoutCommonMark(_ outline: Outline) -> Outline {
        guard outline.stories.count >= 3, let mark = outline.stories.first.flatMap({ commonMark(of: $0.title) }),
            outline.stories.allSatisfy({ $0.title.count > mark.count && $0.title.starts(with: mark) })
        else { return outline }
        var outline = outline
        for place in outline.stories.indices {
            let title = outline.stories[place].title.dropFirst(mark.count).trimmed
            guard !title.isEmpty else { return outline }
            outline.stories[place].marker = mark
            outline.stories[place].title = title
        }
        return outline
    }

    /// `headline |`: a sign at the end of all headlines parts them from the text.
    private static func withoutCommonEnd(_ outline: Outline) -> Outline {
        guard outline.stories.count >= 3, let sign = outline.stories[0].title.lastScalar, ends.contains(sign),
            outline.stories.allSatisfy({ $0.title.lastScalar == sign && $0.title.scalarCount >= 3 })
        else { return outline }
        var outline = outline
        let length = Text.string([sign]).utf8.count
        for place in outline.stories.indices {
            outline.stories[place].title = outline.stories[place].title.dropLast(length).trimmedEnd
        }
        return outline
    }

    /// |｜丨>»▼▽↓▌
    private static let ends: Set<UInt32> = [0x7C, 0xFF5C, 0x4E28, 0x3E, 0xBB, 0x25BC, 0x25BD, 0x2193, 0x258C]

    /// A sign that is no letter, or up to four characters before a blank.
    private static func commonMark(of title: Bytes) -> Bytes? {
        guard let first = title.firstScalar else { return nil }
        if (0x2190...0x2BFF).contains(first) || (0x1F000...0x1FAFF).contains(first) {
            let sign = title.prefix(title.count - title.droppingScalar.count)
            return title.dropFirst(sign.count).firstScalar == 0xFE0F ? title.prefix(sign.count + 3) : sign
        }
        let scalars = title.scalars(limit: 5)
        guard let blank = scalars.firstIndex(where: Text.isBlank), (1...4).contains(blank),
            scalars[..<blank].allSatisfy(Text.isHan)
        else { return nil }
        return title.prefix(Text.string(scalars[..<blank]).utf8.count)
    }

    /// Headlines in capitals; where each stands over headlines that are not, they are names of several stories.
    private static func capitals(_ lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let outline = CapitalHeads.outline(of: lines, digestLine) else { return nil }
        var doubts: [Segmentation.Doubt] = []
        guard digestLine != nil, let finer = Alternation.outline(of: lines, digestLine, &doubts) else { return outline }
        let heads = Set(finer.stories.map(\.head))
        let categories = Set(finer.stories.compactMap(\.category))
        let areNames = outline.stories.allSatisfy { !heads.contains($0.head) && categories.contains($0.title) }
        return areNames && heads.count > outline.stories.count ? finer : outline
    }

    /// `01 headline`, `一 headline`, `No.1 headline`, `A. headline`: what counts all stories is a mark, though too common to
    /// look for.
    static func withoutNumbers(_ outline: Outline) -> Outline {
        var counted = outline
        for (place, story) in outline.stories.enumerated() {
            guard let length = count(place, before: story.title) else { return outline }
            let title = story.title.dropFirst(length).trimmed
            guard !title.isEmpty else { return outline }
            counted.stories[place].marker = story.title.prefix(length)
            counted.stories[place].title = title
        }
        return counted
    }

    /// The length of what counts the story at `place`, from 0.
    private static func count(_ place: Int, before title: Bytes) -> Int? {
        guard title.count > 3, let first = title.first else { return nil }
        if let name = names.first(where: { title.hasPrefix($0) }) {
            let length = count(place, before: title.dropFirst(name.utf8.count)) ?? 0
            return length > 0 ? name.utf8.count + length : nil
        }
        if let (number, length) = Numeral.arabic(title, maxDigits: 2) {
            let next = title.dropFirst(length).firstScalar ?? 0
            return number == place + 1 && Text.isBlank(next) ? length : nil
        }
        // `一 headline`, in print set off by a wide blank.
        if let (number, length) = Numeral.chinese(title) {
            let next = title.dropFirst(length).firstScalar ?? 0
            return number == place + 1 && Text.isBlank(next) ? length : nil
        }
        guard let next = title.dropFirst(2).firstScalar, Text.isBlank(next) else { return nil }
        let second = title[title.startIndex + 1]
        return place < 26 && Int(first) == 0x41 + place && (second == 0x2E || second == 0x29) ? 2 : nil
    }

    private static let names = ["No.", "NO.", "№", "#"]

    /// A headline over a line of `----`, `====`, `＊＊＊＊`: the character that underlines most. Two in a text that names
    /// itself a digest, else three. A line far longer than its headline parts texts, unless all of them are alike and
    /// text follows right below.
    private static func underlined(
        _ lines: [TextLine], _ digestLine: Int?, _ doubts: inout [Segmentation.Doubt]
    ) -> Outline? {
        var heads: [UInt32: [Int]] = [:]
        let alike = rulesAlike(lines)
        for index in lines.indices.dropFirst() {
            let rule = lines[index].text
            guard let first = Headline.underline(rule), !lines[index - 1].isBlank,
                index < 2 || lines[index - 2].isBlank || index == 2, Headline.hasShape(lines[index - 1].text),
                rule.count <= 2 * lines[index - 1].text.count + 4
                    || alike.contains(first) && !Headline.endsLikeText(lines[index - 1].text)
                        && index + 1 < lines.count && !lines[index + 1].isBlank
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
            stories.removeLast()
            if ReferenceBlock.start(in: lines, last..<lines.count) == last { references = last }
        }
        guard stories.count >= (saysDigest ? 2 : 3),
            ArticleParts.reason(stories.map { lines[$0].unmarked }, saysDigest: saysDigest) == nil
        else { return nil }
        // Manuals, notes for builders and lists of changes are underlined, too; a bulletin says when.
        guard saysDigest || best?.key != 0x2A && best?.key ?? 0 < 0x80 && isDated(lines[..<stories[0]]) else {
            let line = lines[stories[0]].number
            doubts.append(
                .init(
                    reason: "\(stories.count) underlined lines, the first at line \(line), were not taken: neither a "
                        + "name of a digest nor a date stands before them", line: line))
            return nil
        }
        let end = references ?? lines.count
        // A list of links that no story points into is read for itself.
        if references == nil { stories = found }
        var outline = StoryBuilder.build(Array(lines[..<end]), heads: stories.map { ($0, nil) })
        if let references { outline.remarks += ReferenceBlock.uncited(in: lines, from: references) }
        guard outline.stories.allSatisfy({ story in story.body.contains { !lines[$0].isBlank } }) else { return nil }
        outline.trailer = outline.trailer.lowerBound..<lines.count
        outline.confidence = saysDigest ? .high : .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(stories.count) stories: underlined headlines", line: lines[stories[0]].number)
        ]
        return outline
    }

    /// The characters of which all rules have one length, of up to 80.
    private static func rulesAlike(_ lines: [TextLine]) -> [UInt32] {
        var lengths: [UInt32: Set<Int>] = [:]
        var apart: Set<UInt32> = []
        for index in lines.indices.dropFirst() {
            let rule = lines[index].text
            guard let first = Headline.underline(rule) else { continue }
            if lines[index - 1].isBlank {
                apart.insert(first)
                continue
            }
            // A rule that stands apart above others that do not parts texts as they do.
            lengths[first, default: []].insert(apart.contains(first) ? 0 : rule.count)
        }
        return lengths.filter { $0.value.count == 1 && $0.value.allSatisfy { (1...80).contains($0) } }.map(\.key)
    }

    /// Whether one of the first eight lines states a full date, or is a season.
    static func isDated(_ lines: ArraySlice<TextLine>) -> Bool {
        lines.written(8).contains {
            let text = lines[$0].text
            return DateReading.last(in: text.prefix(240)) != nil || DateReading.isDateOnly(text) || Words.isSeason(text)
        }
    }
}
