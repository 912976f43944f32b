/// Lists of links: each line a title and its address, or a title and under it its address.
enum LinkLines {
    /// Whether the address of an entry stands on its own line or alone on the next.
    static func carriesAddress(_ lines: [TextLine], _ index: Int) -> Bool {
        if lines[index].text.contains(text: "://") { return true }
        guard let next = (index + 1..<min(lines.count, index + 3)).first(where: { !lines[$0].isBlank }) else {
            return false
        }
        return isAddress(lines[next].text)
    }

    /// Whether a few lines under a headline end in nothing but an address.
    static func ends(_ lines: [TextLine], _ range: Range<Int>) -> Bool {
        range.count <= 8 && range.last { !lines[$0].isBlank }.map { isAddress(lines[$0].text) } ?? false
    }

    /// Nothing but an address.
    static func isAddress(_ text: Bytes) -> Bool {
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), !text.contains(0x20),
            let (range, _) = WebAddress.find(in: text)
        else { return false }
        return range.lowerBound == text.startIndex && Text.key(text[range.upperBound...]).isEmpty
    }

    /// Titles without numbers, `[文章] 标题：<address>`: at least three, one under the other, nine tenths of what follows
    /// the first.
    static func outline(of lines: [TextLine]) -> Outline? {
        guard let first = lines.firstIndex(where: isEntry), (0..<first).lazy.filter({ !lines[$0].isBlank }).count <= 6
        else { return nil }
        var heads: [Int] = []
        var others = 0
        let end = Trailer.start(in: lines, first..<lines.count)
        for index in first..<end where !lines[index].isBlank {
            if isEntry(lines[index]) { heads.append(index) } else { others += 1 }
        }
        guard heads.count >= 3, others * 10 <= heads.count else { return nil }
        var stories: [Outline.Story] = []
        for (place, head) in heads.enumerated() {
            let next = place + 1 < heads.count ? heads[place + 1] : end
            let (kind, title) = kind(of: lines[head].unmarked)
            stories.append(
                Outline.Story(
                    marker: lines[head].marker?.text ?? [], title: title, head: head,
                    body: head + 1..<max(next, head + 1),
                    category: kind))
        }
        return Outline(
            header: 0..<first, stories: stories, trailer: end..<lines.count,
            findings: [
                Finding(
                    .info, "Segmentation", "\(heads.count) stories: a list of titles with addresses",
                    line: lines[first].number)
            ])
    }

    /// A title of at least two characters and one address.
    private static func isEntry(_ line: TextLine) -> Bool {
        guard line.text.count <= 1000, let (range, _) = WebAddress.find(in: line.text),
            !line.text[range.upperBound...].contains(text: "://")
        else { return false }
        let before = line.text[line.text.startIndex..<range.lowerBound]
        return Text.key(before.prefix(200)).count >= 4 && line.text[range.upperBound...].scalarCount <= 40
    }

    /// Parts `[文章] title` at its bracket: the kind of what the link leads to.
    private static func kind(of text: Bytes) -> (kind: Bytes?, title: Bytes) {
        guard let open = text.firstScalar, open == 0x5B || open == 0x3010 else { return (nil, text) }
        var place = text.startIndex
        var seen = 0
        while place < text.endIndex, seen <= 10 {
            let (value, length) = text.scalar(at: place)
            if value == 0x5D || value == 0x3011 {
                let inside = text.droppingScalar[..<place].trimmed
                let rest = text[(place + length)...].trimmedStart
                return inside.isEmpty || rest.isEmpty || rest.first == 0x28 ? (nil, text) : (inside, rest)
            }
            seen += 1
            place += length
        }
        return (nil, text)
    }
}
