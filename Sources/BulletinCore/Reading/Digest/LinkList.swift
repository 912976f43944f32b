/// The list of related titles that ends a story.
struct LinkList: Sendable {
    var label: String
    var links: [Link]
    /// Of the lines that the list takes, the label among them.
    var range: Range<Int>

    /// A label alone on its line, then titles and addresses up to the end of the story or to a paragraph of text; or
    /// a label, a colon and the first entry.
    /// - Parameters:
    ///   - lines: the story's paragraphs, trimmed, not empty.
    ///   - needsAddress: take the list only when an entry has an address.
    static func find(in lines: [Bytes], needsAddress: Bool = false) -> LinkList? {
        var index = 0
        while index < lines.count {
            guard let (label, rest) = lead(lines[index]) else {
                index += 1
                continue
            }
            var entries: [Bytes] = rest.isEmpty ? [] : [rest]
            var end = index + 1
            while end < lines.count {
                let entry = lines[end]
                if rest.isEmpty {
                    if Headline.endsLikeText(entry), entry.lastScalar == 0x3002 || entry.lastScalar == 0x2E,
                        entry.scalarCount > 40,
                        WebAddress.find(in: entry) == nil
                    {
                        break
                    }
                } else if WebAddress.find(in: entry) == nil, unbulleted(entry).startIndex == entry.startIndex {
                    break
                }
                entries.append(entry)
                end += 1
            }
            var links: [Link] = []
            for entry in entries { append(entry, to: &links) }
            guard !links.isEmpty, !needsAddress || links.contains(where: { $0.url != nil }) else {
                index = end
                continue
            }
            return LinkList(label: Title.clean(label), links: links, range: index..<end)
        }
        return nil
    }

    /// Splits `label：rest`; `rest` is empty when the label stands alone.
    private static func lead(_ line: Bytes) -> (label: Bytes, rest: Bytes)? {
        if Words.isLinksLabel(line) { return (line, []) }
        var place = line.startIndex
        var seen = 0
        while place < line.endIndex, seen < 16 {
            let (value, length) = line.scalar(at: place)
            if value == 0xFF1A || value == 0x3A {
                let label = line[line.startIndex..<place].trimmed
                let rest = line[(place + length)...].trimmed
                guard Words.isLinksLabel(label), !rest.isEmpty, !rest.hasPrefix("//") else { return nil }
                if WebAddress.find(in: rest) != nil { return (label, rest) }
                return rest.scalarCount <= 60 && label.first.map({ $0 >= 0x80 }) == true && !Headline.endsSentence(rest)
                    ? (label, rest) : nil
            }
            seen += 1
            place += length
        }
        return nil
    }

    /// A headline that carries its own address, `title url`; `nil` when it has none.
    static func linkedTitle(_ title: Bytes) -> Link? {
        guard WebAddress.find(in: title) != nil else { return nil }
        var links: [Link] = []
        append(title, to: &links)
        return links.first
    }

    private static func append(_ entry: Bytes, to links: inout [Link]) {
        let text = unbulleted(entry)
        guard !text.isEmpty else { return }
        guard let (range, url) = WebAddress.find(in: text) else {
            links.append(Link(title: Title.clean(text)))
            return
        }
        // `[title](url)`, `title（url）`, `title <url>`, `title：url`, `title url`, `url title`.
        var before = text[text.startIndex..<range.lowerBound].trimmed
        let after = text[range.upperBound...].trimmed
        if before.hasSuffix("]("), before.first == 0x5B { before = before.dropFirst().dropLast(2) }
        while let last = before.lastScalar,
            [0x28, 0xFF08, 0x3C, 0x3A, 0xFF1A, 0x2D, 0x2014, 0x2C, 0xFF0C].contains(last)
        {
            before = before[..<(before.endIndex - (last < 0x80 ? 1 : 3))].trimmedEnd
        }
        let title = before.isEmpty ? after : before
        if title.allSatisfy({ $0 < 0x80 && !Text.isASCIILetter(UInt32($0)) && !(0x30...0x39).contains($0) }) {
            if let last = links.last, last.url == nil {
                links[links.count - 1].url = url
            } else {
                links.append(Link(title: url, url: url))
            }
            return
        }
        links.append(Link(title: Title.clean(title), url: url))
    }

    /// Without `· `, `- `, `■` and the like.
    private static func unbulleted(_ text: Bytes) -> Bytes {
        guard let marker = Marker.read(text), case .glyph = marker.shape.shape, marker.shape.name != "?" else {
            return text
        }
        return marker.rest
    }
}
