/// The list of headlines that a bulletin opens with.
struct ContentsList: Sendable {
    /// From the label, when there is one, to the last entry.
    let range: Range<Int>
    /// Indices of the lines of the entries.
    let entries: [Int]
    /// For each entry the line under the list that repeats it; `nil` when none does.
    let matches: [Int?]
    /// The lines among `matches`.
    let repeating: Set<Int>
    /// How many entries come again.
    let matched: Int

    init(range: Range<Int>, entries: [Int], matches: [Int?]) {
        self.range = range
        self.entries = entries
        self.matches = matches
        let found = matches.compactMap { $0 }
        repeating = Set(found)
        matched = found.count
    }

    /// Finds the first list whose entries come again. At least two entries, and half of them, must do so. Each try
    /// looks at all lines, so only the first eight lists are tried: contents stand at the top.
    static func find(_ lines: [TextLine]) -> ContentsList? {
        var index = 0
        var tries = 0
        while index < lines.count, tries < 8 {
            if let group = group(at: index, lines) {
                if group.entries.count >= 2 { tries += 1 }
                if group.entries.count >= 2, let list = verified(group.range, group.entries, lines) { return list }
                index = group.range.upperBound
            } else {
                index += 1
            }
        }
        return nil
    }

    /// Lines that might be a contents list: one family without text between, or the block under a label.
    private static func group(at start: Int, _ lines: [TextLine]) -> (range: Range<Int>, entries: [Int])? {
        if !lines[start].isBlank, Words.isContentsLabel(lines[start].text) {
            return block(after: start, lines).map { (start..<$0.upperBound, $0.filter { !lines[$0].isBlank }) }
        }
        guard let marker = lines[start].marker, marker.after.isEmpty, !marker.rest.isEmpty else { return nil }
        var entries = [start]
        var last = start
        var index = start + 1
        while index < lines.count {
            let line = lines[index]
            if !line.isBlank {
                guard let next = line.marker, next.family == marker.family, next.after.isEmpty,
                    next.ordinal == nil || next.ordinal == (lines[last].marker?.ordinal ?? 0) + 1
                else { break }
                entries.append(index)
                last = index
            }
            index += 1
        }
        return (start..<(last + 1), entries)
    }

    /// Under a label: up to a blank line after the first entry, to the line that repeats the first entry, or to one
    /// without the marker that the first entry has.
    private static func block(after label: Int, _ lines: [TextLine]) -> Range<Int>? {
        var index = label + 1
        while index < lines.count, lines[index].isBlank { index += 1 }
        let first = index
        guard first < lines.count else { return nil }
        let family = lines[first].marker?.family
        while index < lines.count, !lines[index].isBlank, index == first || lines[index].key != lines[first].key,
            family == nil || lines[index].marker?.family == family
        {
            index += 1
        }
        return first < index ? first..<index : nil
    }

    /// For entries that nothing repeats word for word, the first headline between the neighbours' that contains the
    /// entry or is contained in it. Six characters at least; the work is bounded by looking at 2,000 lines.
    private static func completed(_ matches: [Int?], _ entries: [Int], _ lines: [TextLine], from start: Int) -> [Int?] {
        guard matches.contains(where: { $0 == nil }), entries.count <= 200 else { return matches }
        var matches = matches
        var budget = 2000
        for place in matches.indices where matches[place] == nil {
            let wanted = lines[entries[place]].key
            let low = (matches[..<place].compactMap { $0 }.max() ?? start - 1) + 1
            let high = matches[(place + 1)...].compactMap { $0 }.filter { $0 >= low }.min() ?? lines.count
            guard wanted.count >= 18 else { continue }
            for index in low..<max(low, high)
            where budget > 0 && lines[index].text.count <= 200 && lines[index].key.count >= 18 {
                budget -= 1
                let key = lines[index].key[...]
                guard Headline.hasShape(lines[index].unmarked) else { continue }
                if containsKey(key, wanted[...]) || containsKey(wanted[...], key) {
                    matches[place] = index
                    break
                }
            }
        }
        return matches
    }

    private static func containsKey(_ whole: Bytes, _ part: Bytes) -> Bool {
        guard part.count <= whole.count, let first = part.first else { return false }
        for start in whole.startIndex...(whole.endIndex - part.count)
        where whole[start] == first && whole[start..<(start + part.count)] == part {
            return true
        }
        return false
    }

    private static func verified(_ range: Range<Int>, _ entries: [Int], _ lines: [TextLine]) -> ContentsList? {
        var wanted: Set<[UInt8]> = []
        for entry in entries where !lines[entry].key.isEmpty { wanted.insert(lines[entry].key) }
        guard wanted.count >= 2 else { return nil }
        var places: [[UInt8]: [Int]] = [:]
        for index in range.upperBound..<lines.count where !lines[index].isBlank {
            let line = lines[index]
            if wanted.contains(line.key) { places[line.key, default: []].append(index) }
            if let headline = Headline.runIn(line.unmarked)?.headline {
                let key = Text.key(headline)
                if key != line.key, wanted.contains(key) { places[key, default: []].append(index) }
            }
        }
        var used: [[UInt8]: Int] = [:]
        let matches: [Int?] = entries.map { entry in
            let key = lines[entry].key
            let turn = used[key, default: 0]
            used[key] = turn + 1
            guard let found = places[key], turn < found.count else { return nil }
            return found[turn]
        }
        let list = ContentsList(
            range: range, entries: entries, matches: completed(matches, entries, lines, from: range.upperBound))
        return list.matched >= 2 && list.matched * 2 >= entries.count ? list : nil
    }
}
