/// Turns lines of headlines into stories: run-in headlines, bodies, category lines, what stands after the last story.
enum StoryBuilder {
    /// - Parameter heads: not empty, ascending.
    static func build(
        _ lines: [TextLine], heads: [(line: Int, category: Bytes?)], contents: ContentsList? = nil
    ) -> Outline {
        let first = heads[0].line
        let last = heads[heads.count - 1].line
        let (end, trailer) = end(of: lines, heads: heads.map(\.line), last: last)
        let labels = categoryLines(lines, heads.map(\.line), from: contents?.range.upperBound ?? 0)
        let areKinds = bracketsAreKinds(lines, heads.map(\.line), end: end)
        let areTags = !areKinds && bracketsAreTags(lines, heads.map(\.line))
        let areLed = areLed(lines, heads.map(\.line))
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
            let (title, runIn) =
                areTags ? parted(line) : areKinds ? (line.marker?.after ?? [], nil) : headline(of: line, areLed: areLed)
            let next = head.line + 1
            let bodyStart = next < lines.count && Headline.underline(lines[next].text) != nil ? next + 1 : next
            stories.append(
                Outline.Story(
                    marker: line.marker?.text ?? [], title: title, head: head.line, runIn: runIn,
                    body: min(bodyStart, bodyEnd)..<bodyEnd,
                    category: areKinds || areTags ? line.unmarked : head.category ?? category))
        }
        let start = labels[first] ?? first
        let headerEnd = min(contents?.range.lowerBound ?? start, start)
        // What is said below the contents list, as an editor's note is, and between the last story and the imprint.
        let below = contents?.range.upperBound ?? start
        let titles = Set(stories.map { Text.key($0.title) })
        let notes = (below..<max(below, start)).filter {
            let key = lines[$0].key
            return !key.isEmpty && !titles.contains(key) && lines[$0].unmarked != heads[0].category
                && !Words.isContentsLabel(lines[$0].text) && !DateReading.isDateOnly(lines[$0].text)
        }
        let closing = (end..<trailer).filter { !lines[$0].key.isEmpty }
        return Outline(
            header: 0..<headerEnd, contents: contents?.range, stories: stories, trailer: end..<lines.count,
            remarks: notes + closing + ReferenceBlock.uncited(in: lines, from: trailer), findings: [])
    }

    /// `【经济】headline` over its text: the brackets say what kind of story it is. In `【headline】text` they hold the
    /// headline.
    private static func bracketsAreKinds(_ lines: [TextLine], _ heads: [Int], end: Int) -> Bool {
        let ends = heads.dropFirst() + [end]
        return zip(heads, ends).allSatisfy { head, end in
            guard let marker = lines[head].marker, case .bracketed = marker.shape.shape, marker.rest.scalarCount <= 8
            else { return false }
            return Headline.hasShape(marker.after) && !Headline.endsSentence(marker.after)
                && marker.after.scalarCount <= 44 && (head + 1..<end).contains { !lines[$0].isBlank }
        }
    }

    /// `【监管】headline。text`: the brackets hold two characters each, or some hold the same ones.
    private static func bracketsAreTags(_ lines: [TextLine], _ heads: [Int]) -> Bool {
        let tags = heads.compactMap { lines[$0].marker }.filter { marker in
            guard case .bracketed = marker.shape.shape, marker.rest.scalarCount <= 4 else { return false }
            return Headline.runIn(marker.after).map { $0.headline.scalarCount >= 8 } ?? false
        }
        guard tags.count == heads.count else { return false }
        return tags.allSatisfy { $0.rest.scalarCount == 2 } || Set(tags.map { Text.key($0.rest) }).count < tags.count
    }

    private static func parted(_ line: TextLine) -> (title: Bytes, runIn: Bytes?) {
        let after = line.marker?.after ?? []
        return Headline.runIn(after).map { ($0.headline, $0.body) } ?? (after, nil)
    }

    /// Whether a stop or a wide blank parts headline and text in half of the lines: `◎休市公告　六月十五日…`. The others then may
    /// have headlines of two characters.
    private static func areLed(_ lines: [TextLine], _ heads: [Int]) -> Bool {
        let led = heads.count { Headline.runIn(lines[$0].unmarked) != nil }
        return led >= 2 && led * 2 >= heads.count
    }

    /// Parts the headline of a line from text that runs on behind it.
    /// - Parameter areLed: stops or wide blanks part them in the other lines.
    static func headline(of line: TextLine, areLed: Bool = false) -> (title: Bytes, runIn: Bytes?) {
        let whole = LostMarker.removed(from: line.unmarked)
        if let marker = line.marker, !marker.after.isEmpty { return (whole, marker.after) }
        if let end = endOfAddress(in: whole) {
            let remark = whole[end...].trimmed
            return (whole[..<end], remark.isEmpty ? nil : remark)
        }
        var title = whole
        var runIn: Bytes?
        if let split = Headline.runIn(whole, least: areLed ? 2 : 4),
            !Headline.hasShape(whole) || whole.scalarCount > 44 || split.headline.scalarCount <= 40
        {
            (title, runIn) = (split.headline, split.body)
        } else if !Headline.hasShape(whole) || Headline.endsSentence(whole) {
            runIn = whole
            title = Headline.firstClause(whole)
        }
        return (title.isEmpty ? line.text : title, runIn)
    }

    /// Where the address ends that a headline carries, `title https://…`, with the bracket behind it.
    private static func endOfAddress(in text: Bytes) -> Int? {
        guard let (range, _) = WebAddress.find(in: text.prefix(2000)) else { return nil }
        let before = text[..<range.lowerBound]
        guard before.scalarCount <= 120, !Text.key(before).isEmpty, !before.contains(text: "。") else { return nil }
        guard !LinkList.isInRemark(text, range) else { return nil }
        var end = range.upperBound
        while let next = text[end...].firstScalar, [0x29, 0xFF09, 0x3E, 0x5D, 0x3011].contains(next) {
            end += text.scalar(at: end).length
        }
        return end
    }

    /// The first line of imprint, references or, in a list without bodies, of what stands apart from its last entry; and
    /// the first of imprint or references.
    private static func end(of lines: [TextLine], heads: [Int], last: Int) -> (end: Int, trailer: Int) {
        var end = max(last + 1, Trailer.start(in: lines, last..<lines.count))
        let tails = zip(heads, heads.dropFirst()).compactMap { head, next in
            (head + 1..<max(head + 1, next)).last { !lines[$0].isBlank }.map { lines[$0].text }
        }
        end = Trailer.afterByline(end, in: lines, others: tails)
        if let references = ReferenceBlock.start(in: lines, last + 1..<lines.count) { end = min(end, references) }
        let bodiless = zip(heads, heads.dropFirst()).allSatisfy { head, next in
            !(head + 1..<next).contains { !lines[$0].isBlank }
        }
        let apart = heads.count >= 3 && bodiless ? (last + 1..<end).first { lines[$0].isBlank } : nil
        return (apart ?? end, end)
    }

    /// Short lines between blank lines right before headlines, `学校要闻`, by the head that each precedes. They count
    /// only when the first head has one, and another too.
    private static func categoryLines(_ lines: [TextLine], _ heads: [Int], from start: Int) -> [Int: Int] {
        var labels: [Int: Int] = [:]
        let known = Set(heads)
        for head in heads {
            guard let label = (start..<head).last(where: { !lines[$0].isBlank }), label > start,
                !known.contains(label), lines[label].marker == nil, isCategory(lines, label)
            else { continue }
            labels[head] = label
        }
        return labels.count >= 2 && labels[heads[0]] != nil ? labels : [:]
    }

    private static func isCategory(_ lines: [TextLine], _ label: Int) -> Bool {
        let text = lines[label].text
        let count = text.scalarCount
        if lines[label - 1].isBlank, Headline.isCapitals(text), count <= 24 { return true }
        // Without a blank line before it: four characters at most, `宏观`.
        return count <= (lines[label - 1].isBlank ? 10 : 4) && text.allSatisfy { $0 >= 0x80 }
            && Headline.hasShape(text) && !Text.isPunctuation(text.lastScalar ?? 0x21) && !Words.isLinksLabel(text)
    }
}

/// `?` or `?、` where a bad conversion destroyed a circled number.
enum LostMarker {
    static func removed(from text: Bytes) -> Bytes {
        guard text.firstScalar == 0x3F || text.firstScalar == 0xFF1F else { return text }
        var rest = text.droppingScalar.trimmedStart
        if let next = rest.firstScalar, [0x3001, 0x2E, 0xFF0E].contains(next) {
            rest = rest.droppingScalar.trimmedStart
        }
        return rest.isEmpty ? text : rest
    }
}

/// `References` and lines like `[1] https://…`, up to the end of the text.
enum ReferenceBlock {
    /// - Returns: the first line of the block in `range`, its label when it has one; `nil` when there is none, or no line
    ///   before it points into it.
    static func start(in lines: [TextLine], _ range: Range<Int>) -> Int? {
        guard let start = list(in: lines, range) else { return nil }
        let cited = cited(lines[..<start])
        return lines[start...].contains { isReference($0.text) && cites($0.text, cited) } ? start : nil
    }

    /// The references from `start` on that no line before it points into.
    static func uncited(in lines: [TextLine], from start: Int) -> [Int] {
        guard lines[start...].contains(where: { isReference($0.text) }) else { return [] }
        let cited = cited(lines[..<start])
        return lines.indices[start...].filter { isReference(lines[$0].text) && !cites(lines[$0].text, cited) }
    }

    private static func cites(_ reference: Bytes, _ cited: Set<Int>) -> Bool {
        Numeral.bracketed(reference).map { cited.contains($0.0) } ?? false
    }

    /// The numbers that stand in brackets.
    private static func cited(_ lines: ArraySlice<TextLine>) -> Set<Int> {
        var numbers: Set<Int> = []
        for line in lines {
            var rest = line.text
            while let open = rest.firstIndex(of: 0x5B) {
                rest = rest[open...]
                if let (number, _) = Numeral.bracketed(rest) { numbers.insert(number) }
                rest = rest.dropFirst()
            }
        }
        return numbers
    }

    private static func list(in lines: [TextLine], _ range: Range<Int>) -> Int? {
        var first: Int?
        for index in range.reversed() where !lines[index].isBlank {
            if isReference(lines[index].text) {
                first = index
            } else if let known = first {
                let isLabel = Words.isReferencesLabel(lines[index].text) || isRule(lines[index].text)
                guard isLabel else { return known }
                first = index
            } else if range.upperBound - index > 12 {
                return nil
            }
        }
        return first
    }

    private static func isReference(_ text: Bytes) -> Bool {
        Numeral.bracketed(text) != nil && text.contains(text: "://")
    }

    private static func isRule(_ text: Bytes) -> Bool {
        text.count >= 3 && text.allSatisfy { $0 == 0x2D || $0 == 0x3D || $0 == 0x7E }
    }
}
