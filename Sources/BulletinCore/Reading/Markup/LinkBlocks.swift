/// Lists of links under a story, in blocks. A block of a list is nothing but links and titles; anything else ends the
/// list and stays text, and a label over anything else is text, too.
extension MarkupReader {
    /// A label alone on its line, `相关链接`, and what is listed under it; or a label, a colon and the first entry.
    /// - Parameter needsAddress: take the list only when an entry has an address.
    static func trailingLinks(_ blocks: [Block], needsAddress: Bool = false) -> LinkList? {
        var index = 0
        while index < blocks.count {
            var list = ListedLinks()
            guard let lead = lead(of: blocks[index], &list) else {
                index += 1
                continue
            }
            let start = index
            index += 1
            while index < blocks.count, list.take(blocks[index], isAlone: lead.isAlone) { index += 1 }
            guard !list.links.isEmpty, !needsAddress || list.hasAddress else { continue }
            return LinkList(label: Title.clean(lead.label), links: list.links, range: start..<index)
        }
        return nil
    }

    /// The label of a list and what its own block lists; `nil` when the block is anything else.
    private static func lead(of block: Block, _ list: inout ListedLinks) -> (label: Bytes, isAlone: Bool)? {
        guard ListedLinks.isPart(block) || block.headingLevel != nil, let first = block.lines.first?[...],
            let lead = lead(first), let lines = MarkedLines(block)?.lines, !lines[0].hasPictures,
            lines[0].anchors.allSatisfy({ $0.range.lowerBound >= lead.end })
        else { return nil }
        if !lead.isAlone {
            if !lines[0].anchors.isEmpty {
                guard list.take(lines[0], from: lead.end, isAlone: false) else { return nil }
            } else {
                guard let (_, rest) = LinkList.lead(first) else { return nil }
                list.append(rest)
            }
        }
        guard lines.dropFirst().allSatisfy({ list.take($0, isAlone: lead.isAlone) }) else { return nil }
        return (lead.label, lead.isAlone)
    }

    /// What names a list at the start of a line, and where the rest of the line begins.
    private static func lead(_ line: Bytes) -> (label: Bytes, isAlone: Bool, end: Int)? {
        if Words.isLinksLabel(line) { return (line, true, line.count) }
        var place = line.startIndex
        var seen = 0
        while place < line.endIndex, seen < 16 {
            let (value, length) = line.scalar(at: place)
            if value == 0x3A || value == 0xFF1A {
                let label = line[..<place].trimmed
                guard Words.isLinksLabel(label) else { return nil }
                let rest = line[(place + length)...].trimmedStart
                return (label, rest.isEmpty, rest.startIndex - line.startIndex)
            }
            seen += 1
            place += length
        }
        return nil
    }
}

/// The entries of a list of links, taken one after the other.
private struct ListedLinks {
    private(set) var links: [Link] = []
    private(set) var hasAddress = false

    static func isPart(_ block: Block) -> Bool { ["p", "ul", "ol"].contains(block.name) }

    /// - Parameter isAlone: the label stands on a line of its own: then entries may say more than a title.
    /// - Returns: `false` when it is no part of the list, which stays as it was.
    mutating func take(_ block: Block, isAlone: Bool) -> Bool {
        guard Self.isPart(block), !block.lines.isEmpty, let lines = MarkedLines(block)?.lines else { return false }
        // Behind links, a paragraph without one is no title any more.
        if block.name == "p", block.links.isEmpty, !isAlone || hasAddress,
            !lines.contains(where: { Marker.read($0.text[...]) != nil || WebAddress.find(in: $0.text[...]) != nil })
        {
            return false
        }
        let before = (count: links.count, last: links.last, hasAddress: hasAddress)
        for line in lines where !take(line, isAlone: isAlone) {
            links.removeLast(links.count - before.count)
            if let last = before.last { links[before.count - 1] = last }
            hasAddress = before.hasAddress
            return false
        }
        return true
    }

    /// Takes titles and addresses of a line without links.
    mutating func append(_ text: Bytes) {
        let known = links.count
        LinkList.append(text, to: &links)
        // An address alone is that of the title above.
        hasAddress = hasAddress || links[max(0, known - 1)...].contains { $0.url != nil }
    }

    /// - Returns: `false` when the line is no entry.
    mutating func take(_ line: MarkedLine, from start: Int = 0, isAlone: Bool) -> Bool {
        let text = line.text[start...].trimmed
        guard !line.hasPictures, text.scalarCount <= Title.limit else { return false }
        let anchors = line.anchors.filter { !$0.range.isEmpty }
        guard !anchors.isEmpty else { return takePlain(text, isAlone: isAlone) }
        guard anchors.allSatisfy({ !$0.url.hasPrefix("mailto:") }) else { return false }
        var rest: [UInt8] = []
        var place = text.startIndex
        for anchor in anchors {
            rest += line.text[place..<max(place, anchor.range.lowerBound)]
            place = max(place, anchor.range.upperBound)
        }
        let behind = line.text[place...].trimmed
        rest += behind
        let words = Text.key(Self.unnumbered(rest[...].trimmed))
        if !words.isEmpty {
            guard anchors.count == 1, text.scalarCount <= 120, !Headline.endsSentence(text),
                Headline.closes(text) || !Headline.endsLikeText(text),
                isAlone || Self.isRemark(rest[...].trimmed, behind)
            else { return false }
            links.append(Link(title: Title.clean(LinkList.unbulleted(text)), url: anchors[0].url))
            hasAddress = true
            return true
        }
        links += line.links.filter { !$0.range.isEmpty }.map(\.link)
        hasAddress = true
        return true
    }

    /// A title, an address or both, without a link.
    private mutating func takePlain(_ text: Bytes, isAlone: Bool) -> Bool {
        if WebAddress.find(in: text) == nil {
            let isTitle =
                Headline.hasShape(text) && (Headline.closes(text) || !Headline.endsLikeText(text))
                && !Trailer.beginsTrailer(text) && (isAlone || Marker.read(text) != nil)
            guard isTitle else { return false }
        } else if !LinkList.isEntry(text, isUnderLabel: isAlone) {
            return false
        }
        append(text)
        return true
    }

    /// Nothing but words in brackets behind the link.
    private static func isRemark(_ rest: Bytes, _ behind: Bytes) -> Bool {
        rest.count == behind.count && Headline.closes(rest) && (rest.firstScalar == 0xFF08 || rest.first == 0x28)
    }

    /// `1.`, `（2）`, `·` before an entry say no more than where it stands.
    private static func unnumbered(_ text: Bytes) -> Bytes {
        guard let marker = Marker.read(text), marker.after.isEmpty else { return text }
        switch marker.shape.shape {
        case .bracketed, .numbered(_, .roman, _): return text
        default: return marker.rest
        }
    }
}
