/// Newscasts that count their stories: `Item 3 of 9`, `3rd of 9 Stories`; the headline stands some lines below.
enum CountedStories {
    static func outline(of lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var total: Int?
        for index in lines.indices {
            guard let (ordinal, of) = position(lines[index].text) else { continue }
            guard total == nil || total == of, ordinal == heads.count + 1 else { return nil }
            total = of
            heads.append(index)
        }
        guard let total, heads.count >= 2, heads.count == total else { return nil }
        let entries = lines[..<heads[0]].compactMap { line in
            line.marker?.ordinal == nil || line.unmarked.isEmpty ? nil : Similarity(Text.key(line.unmarked))
        }
        var stories: [Outline.Story] = []
        /// The rules that end stories.
        var parting: Set<[UInt8]> = []
        for (place, head) in heads.enumerated() {
            var end = place + 1 < heads.count ? heads[place + 1] : lines.count
            let entry = entries.count == total ? entries[place] : nil
            guard let title = headline(in: lines, head + 1..<end, like: entry) else { return nil }
            var start = title + 1
            if start < end, isRule(lines[start].text) { start += 1 }
            if place + 1 < heads.count, let rule = (start..<end).last(where: { !lines[$0].isBlank }),
                isRule(lines[rule].text)
            {
                parting.insert(Array(lines[rule].text))
            }
            while end > start, lines[end - 1].isBlank || isRule(lines[end - 1].text) { end -= 1 }
            // What an initial of several lines put before the headline is text of the story.
            if (head + 1..<title).contains(where: { !lines[$0].isBlank }) { start = head + 1 }
            stories.append(
                Outline.Story(
                    marker: lines[head].text, title: lines[title].text, head: title, body: min(start, end)..<end))
        }
        var trailer = lines.count
        var remarks: [Int] = []
        if let last = stories.last {
            let end = Trailer.start(in: lines, last.head..<lines.count)
            // Only a rule that ends the other stories ends the last one; what is said below it is said of all.
            let rule = last.body.last { parting.contains(Array(lines[$0].text)) && lines[$0 - 1].isBlank } ?? end
            trailer = max(min(rule, end), last.body.lowerBound)
            remarks = (trailer..<max(trailer, end)).filter { !lines[$0].isBlank && !isRule(lines[$0].text) }
            stories[stories.count - 1].body = last.body.lowerBound..<min(trailer, last.body.upperBound)
        }
        return Outline(
            header: 0..<heads[0], stories: stories, trailer: trailer..<lines.count, remarks: remarks,
            findings: [
                Finding(
                    .info, "Segmentation", "\(total) stories: counted as n of \(total)", line: lines[heads[0]].number)
            ])
    }

    /// Among the first lines of a story: the one most like the entry of the contents list, else the first one set off
    /// by itself in the middle, else the first of words.
    private static func headline(in lines: [TextLine], _ range: Range<Int>, like entry: Similarity?) -> Int? {
        let candidates = range.lazy.filter { !lines[$0].isBlank }.prefix(20).filter { isWords(lines[$0].text) }
        if let entry {
            var best: (score: Int, line: Int)?
            for index in candidates where lines[index].text.count <= 200 {
                let score = entry.percent(Similarity(lines[index].key))
                if score >= 60, score > best?.score ?? 0 { best = (score, index) }
            }
            if let best { return best.line }
        }
        let centred = candidates.first { index in
            lines[index].indent >= 8 && (lines[index - 1].isBlank || index == range.lowerBound)
                && (index + 1 >= range.upperBound || lines[index + 1].isBlank || isRule(lines[index + 1].text))
        }
        return centred ?? candidates.first ?? range.first { !lines[$0].isBlank }
    }

    /// Mostly letters: no drawing.
    private static func isWords(_ text: Bytes) -> Bool {
        var letters = 0
        var others = 0
        for byte in text.prefix(200) where byte != 0x20 {
            if Text.isASCIILetter(UInt32(byte)) || byte >= 0x80 { letters += 1 } else { others += 1 }
        }
        return letters >= 4 && letters > others * 2
    }

    private static func isRule(_ text: Bytes) -> Bool {
        text.count >= 3 && text.count <= 80 && text.allSatisfy { [0x2D, 0x7E, 0x3D, 0x2A, 0x5F, 0x20].contains($0) }
    }

    /// `Item 3 of 9`, `3rd of 9 Stories`, in brackets or between hyphens or not.
    private static func position(_ text: Bytes) -> (Int, Int)? {
        guard text.count <= 60, let middle = text.firstRange(of: " of ") else { return nil }
        let isFrame: (UInt8) -> Bool = { [0x2D, 0x2A, 0x3D, 0x7E, 0x5B, 0x5D, 0x28, 0x29, 0x20].contains($0) }
        let left = text[..<middle.lowerBound].drop(while: isFrame)
        let words = left.split(separator: 0x20)
        var right = text[middle.upperBound...]
        while let last = right.last, isFrame(last) { right = right.dropLast() }
        let rest = right.split(separator: 0x20)
        guard let before = words.last, words.count <= 2, rest.count <= 2, let after = rest.first,
            words.count == 2 || rest.count == 2, let (ordinal, length) = Numeral.arabic(before, maxDigits: 3),
            let (total, totalLength) = Numeral.arabic(after, maxDigits: 3), totalLength == after.count, total >= 2,
            length == before.count || before.count == length + 2
        else { return nil }
        return (ordinal, total)
    }
}
