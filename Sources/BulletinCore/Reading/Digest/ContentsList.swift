/// The list of headlines that a bulletin opens with.
struct ContentsList: Sendable {
    struct Entry: Sendable {
        /// Index of the line that it begins on.
        let line: Int
        /// Without marker, page number and the `；` that parts entries; several lines are put together.
        let text: Bytes
        let key: [UInt8]

        init(line: Int, _ text: Bytes) {
            self.line = line
            self.text = Self.withoutPage(Self.withoutLeadingPage(text))
            key = Text.key(self.text)
        }

        /// Without `p. 12   `, `Seite 3: `.
        private static func withoutLeadingPage(_ text: Bytes) -> Bytes {
            guard let word = pages.first(where: { text.hasPrefix(inAnyCase: $0) }) else { return text }
            let number = text.dropFirst(word.utf8.count).drop { $0 == 0x2E || $0 == 0x20 }
            let digits = number.prefix { (0x30...0x39).contains($0) }.count
            let rest = number.dropFirst(digits)
            guard (1...3).contains(digits), let next = rest.firstScalar,
                Text.isBlank(next) || Text.isPunctuation(next)
            else { return text }
            let end = rest.scalars(limit: 12).prefix { Text.isBlank($0) || Text.isPunctuation($0) }.count
            var entry = rest
            for _ in 0..<end { entry = entry.droppingScalar }
            return entry.isEmpty ? text : entry
        }

        private static let pages = [
            "p.", "pp.", "page ", "s.", "seite ", "pág.", "página ", "pag.", "blz.", "str.", "стр.",
        ]

        /// Without `……12`, `  (3)`: dots or blanks and a number at the end.
        private static func withoutPage(_ text: Bytes) -> Bytes {
            func endsWithLeader(_ text: Bytes) -> Bool {
                text.hasSuffix("…") || text.hasSuffix("··") || text.hasSuffix("...") || text.hasSuffix("   ")
                    || text.hasSuffix("\t")
            }
            var rest = text
            var digits = 0
            while let last = rest.last, (0x30...0x39).contains(last) || [0x28, 0x29].contains(last), digits < 6 {
                rest = rest.dropLast()
                digits += 1
            }
            guard digits > 0, endsWithLeader(rest) || endsWithLeader(rest.trimmedEnd) else { return text }
            rest = rest.trimmedEnd
            while let last = rest.lastScalar, last == 0x2026 || last == 0xB7 || last == 0x2E || Text.isBlank(last) {
                rest = rest[..<(rest.endIndex - (last < 0x80 ? 1 : last == 0xB7 ? 2 : 3))].trimmedEnd
            }
            return rest.isEmpty ? text : rest
        }
    }

    /// From the label, when there is one, to the last entry.
    let range: Range<Int>
    let entries: [Entry]
    /// For each entry the line under the list that repeats it; `nil` when none does.
    let matches: [Int?]
    /// The lines among `matches`.
    let repeating: Set<Int>
    /// How many entries come again.
    let matched: Int
    /// The lines that repeat them, when all come again and in order; else empty.
    private let ordered: [Int]

    private init(range: Range<Int>, entries: [Entry], matches: [Int?]) {
        self.range = range
        self.entries = entries
        self.matches = matches
        let found = matches.compactMap { $0 }
        repeating = Set(found)
        matched = found.count
        let isWhole = matched == entries.count && zip(found, found.dropFirst()).allSatisfy { $0 < $1 }
        ordered = isWhole ? found : []
    }

    /// Finds the first list whose entries come again. At least two entries, and half of them, must do so. Each try
    /// looks at all lines, so only the first eight lists are tried: contents stand at the top.
    static func find(_ lines: [TextLine]) -> ContentsList? {
        var index = 0
        var tries = 0
        while index < lines.count, tries < 8 {
            if let group = ContentsGroup(at: index, lines) {
                let isList = group.entries.count >= 2 && (group.isLabelled || group.startsAtOne)
                if isList || group.isLabelled { tries += 1 }
                if isList {
                    if let list = verified(group.range, group.entries, lines) { return list }
                }
                index = group.range.upperBound
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Whether all entries come again, in order, and a run stands within the story of one of them: it counts what is in
    /// the story.
    func hasOneStory(around run: MarkerRun) -> Bool {
        guard let first = ordered.first, first < run.first, !run.members.contains(where: repeating.contains) else {
            return false
        }
        var (low, high) = (0, ordered.count)
        while low < high {
            let middle = (low + high) / 2
            if ordered[middle] > run.first { high = middle } else { low = middle + 1 }
        }
        return low == ordered.count || ordered[low] > run.last
    }

    /// Numbered and in Latin letters, as manuals list their chapters.
    func listsChapters(_ lines: [TextLine]) -> Bool {
        entries.allSatisfy { lines[$0.line].marker?.ordinal != nil && !$0.text.contains { $0 >= 0xE0 } }
    }

    private static func verified(_ range: Range<Int>, _ entries: [Entry], _ lines: [TextLine]) -> ContentsList? {
        var wanted: Set<[UInt8]> = []
        for entry in entries where !entry.key.isEmpty { wanted.insert(entry.key) }
        guard wanted.count >= 2 else { return nil }
        var places: [[UInt8]: [Int]] = [:]
        for index in range.upperBound..<lines.count where !lines[index].isBlank {
            let line = lines[index]
            let whole = line.key
            if wanted.contains(whole) { places[whole, default: []].append(index) }
            if let headline = Headline.runIn(line.unmarked)?.headline {
                let key = Text.key(headline)
                if key != whole, wanted.contains(key) { places[key, default: []].append(index) }
            }
        }
        var used: [[UInt8]: Int] = [:]
        let matches: [Int?] = entries.map { entry in
            let turn = used[entry.key, default: 0]
            used[entry.key] = turn + 1
            guard let found = places[entry.key], turn < found.count else { return nil }
            return found[turn]
        }
        let list = ContentsList(
            range: range, entries: entries, matches: completed(matches, entries, lines, from: range.upperBound))
        return list.matched >= 2 && list.matched * 2 >= entries.count ? list : nil
    }

    /// For entries that nothing repeats word for word: among the headlines between the neighbours' the one that
    /// contains the entry, is contained in it, or is most alike, at least by three fifths. The work is bounded by
    /// looking at 20,000 lines.
    private static func completed(
        _ matches: [Int?], _ entries: [Entry], _ lines: [TextLine], from start: Int
    ) -> [Int?] {
        guard matches.contains(where: { $0 == nil }), entries.count <= 200 else { return matches }
        var matches = matches
        var budget = 20_000
        for place in matches.indices where matches[place] == nil {
            let wanted = entries[place].key
            let low = (matches[..<place].compactMap { $0 }.max() ?? start - 1) + 1
            let high = matches[(place + 1)...].compactMap { $0 }.filter { $0 >= low }.min() ?? lines.count
            guard wanted.count >= 8 else { continue }
            let pairs = Similarity(wanted)
            var best: (score: Int, line: Int)?
            for index in low..<max(low, high) where budget > 0 && !lines[index].isBlank {
                budget -= 1
                let line = lines[index]
                guard line.text.count <= 200 else { continue }
                let key = line.key
                guard key.count >= 8, key.count <= 3 * wanted.count, Headline.hasShape(line.unmarked) else { continue }
                let within =
                    min(wanted.count, key.count) >= 15
                    && (Similarity.contains(key, wanted) || Similarity.contains(wanted, key))
                let score = within ? 100 : pairs.percent(Similarity(key))
                if score >= 60, score > best?.score ?? 0 { best = (score, index) }
            }
            matches[place] = best?.line
        }
        return matches
    }
}

/// Lines that might be a contents list: one family without text between, or what stands under a label.
private struct ContentsGroup {
    let range: Range<Int>
    let entries: [ContentsList.Entry]
    /// Whether a line says that it is a contents list.
    let isLabelled: Bool

    /// Whether it counts from one, or does not count.
    let startsAtOne: Bool

    init?(at start: Int, _ lines: [TextLine]) {
        let line = lines[start]
        guard !line.isBlank else { return nil }
        if Words.isContentsLabel(line.text) || Words.leadsToContents(line.text) {
            (isLabelled, startsAtOne) = (true, true)
            guard let first = (start + 1..<lines.count).first(where: { !lines[$0].isBlank }) else { return nil }
            if let list = Self.marked(from: first, lines), list.entries.count >= 2 {
                range = start..<list.end
                entries = list.entries
            } else {
                let block = Self.withoutRemarks(Self.block(from: first, lines), lines)
                range = start..<block.upperBound
                entries = block.filter { !lines[$0].isBlank }.map { .init(line: $0, lines[$0].unmarked) }
            }
        } else if let rest = Words.contentsLead(line.text) {
            (isLabelled, startsAtOne) = (true, true)
            range = start..<(start + 1)
            entries = Self.parts(of: rest).map { .init(line: start, $0) }
            guard entries.count >= 3 else { return nil }
        } else {
            guard let list = Self.marked(from: start, lines) else { return nil }
            isLabelled = false
            startsAtOne = line.marker?.ordinal ?? 1 == 1
            range = start..<list.end
            entries = list.entries
        }
    }

    /// Entries of one family. Between those of a family that counts may stand what an entry was wrapped into, and a
    /// list within an entry: short lines, up to twelve, when the next number follows.
    private static func marked(from start: Int, _ lines: [TextLine]) -> (entries: [ContentsList.Entry], end: Int)? {
        guard let marker = lines[start].marker, marker.after.isEmpty, !marker.rest.isEmpty else { return nil }
        var entries: [ContentsList.Entry] = []
        var end = start
        var index = start
        var ordinal = marker.ordinal.map { $0 - 1 }
        while index < lines.count {
            if lines[index].isBlank {
                index += 1
                continue
            }
            if let next = lines[index].marker, next.family == marker.family, next.after.isEmpty,
                next.ordinal == nil || next.ordinal == ordinal.map({ $0 + 1 })
            {
                // Where the first comes again, the stories begin.
                if next.ordinal == nil, entries.count >= 2, entries[0].key == lines[index].key { break }
                entries.append(.init(line: index, next.rest))
                ordinal = next.ordinal
                index += 1
                end = index
            } else if let last = entries.last, let ordinal,
                let next = resumed(from: index, after: ordinal, marker, lines)
            {
                if next - index <= 2, !(index..<next).contains(where: { lines[$0].isBlank || lines[$0].marker != nil })
                {
                    let joined = (index..<next).reduce(into: Array(last.text)) { $0 += lines[$1].text }
                    entries[entries.count - 1] = .init(line: last.line, joined[...])
                }
                index = next
            } else {
                break
            }
        }
        return entries.isEmpty ? nil : (entries, end)
    }

    /// The line of the number that follows `ordinal`, after short lines that do not end in a full stop.
    private static func resumed(from start: Int, after ordinal: Int, _ marker: Marker, _ lines: [TextLine]) -> Int? {
        for index in start..<min(lines.count, start + 12) {
            if let next = lines[index].marker, next.family == marker.family {
                return next.ordinal == ordinal + 1 ? index : nil
            }
            let text = lines[index].text
            if text.scalarCount > 60 || text.lastScalar == 0x3002 && lines[index].marker == nil { return nil }
        }
        return nil
    }

    /// Without markers: up to the line that repeats the first entry, over headlines only; else to a blank line.
    private static func block(from first: Int, _ lines: [TextLine]) -> Range<Int> {
        let wanted = ContentsList.Entry(line: first, lines[first].unmarked).key
        var index = first + 1
        while index < min(lines.count, first + 120), lines[index].isBlank || Headline.hasShape(lines[index].text) {
            if lines[index].key == wanted { return first..<index }
            index += 1
        }
        index = first
        while index < lines.count, !lines[index].isBlank { index += 1 }
        return first..<index
    }

    /// Without the last paragraphs that no line under the list repeats: an address, a notice of copyright.
    private static func withoutRemarks(_ block: Range<Int>, _ lines: [TextLine]) -> Range<Int> {
        guard block.contains(where: { lines[$0].isBlank }) else { return block }
        var later: Set<[UInt8]> = []
        for line in lines[block.upperBound...] { later.insert(line.key) }
        later.remove([])
        guard let last = block.last(where: { later.contains(lines[$0].key) }) else { return block }
        return block.lowerBound..<((last..<block.upperBound).first { lines[$0].isBlank } ?? block.upperBound)
    }

    /// `1.甲；2.乙；3.丙。` on one line.
    private static func parts(of text: Bytes) -> [Bytes] {
        var parts: [Bytes] = []
        var start = text.startIndex
        var place = start
        while place < text.endIndex, parts.count < 200 {
            let (value, length) = text.scalar(at: place)
            if value == 0xFF1B || value == 0x3B || value == 0x3002 {
                parts.append(text[start..<place].trimmed)
                start = place + length
            }
            place += length
        }
        parts.append(text[start...].trimmed)
        return parts.compactMap { $0.isEmpty ? nil : Marker.read($0)?.rest ?? $0 }
    }
}
