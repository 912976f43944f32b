/// What the blocks of a page show of lists of links and of counted paragraphs.
extension MarkupReader {
    /// At least three paragraphs that count from one by characters made for it: `①`, `⑴`, `㈠`.
    static func hasMarkedRun(_ blocks: [Block]) -> Bool {
        var next = 1
        for block in blocks where block.headingLevel == nil {
            guard let marker = block.lines.first.flatMap({ Marker.read($0[...]) }), case .enclosed = marker.shape.shape,
                marker.ordinal == next
            else { continue }
            next += 1
        }
        return next > 3
    }

    /// A label alone in its block, then blocks to the end; or a label, a colon and entries in one block.
    static func trailingLinks(_ blocks: [Block]) -> LinkList? {
        for (index, block) in blocks.enumerated() {
            guard let first = block.lines.first, first.count <= 400 else { continue }
            let isAlone = Words.isLinksLabel(first[...].trimmed) || isLabelWithColon(first[...])
            let rest = isAlone ? index..<blocks.count : index..<(index + 1)
            if isAlone, block.lines.count == 1, index + 1 == blocks.count { continue }
            guard isAlone || LinkList.find(in: [first[...]]) != nil || isLead(first[...], of: block) else { continue }
            let linked = blocks[rest].flatMap(\.links)
            let texts = blocks[rest].flatMap(\.lines).map { $0[...] }
            guard
                var list = LinkList.find(in: texts)
                    ?? (linked.isEmpty ? nil : LinkList(label: label(of: first[...]), links: [], range: rest))
            else { continue }
            if !linked.isEmpty { list.links = linked }
            list.range = rest
            return list
        }
        return nil
    }

    private static func isLabelWithColon(_ text: Bytes) -> Bool {
        Headline.endsColon(text.trimmed) && Words.isLinksLabel(label(of: text).utf8.map { $0 }[...])
    }

    /// `链接：` before an anchor, in a block that holds nothing else.
    private static func isLead(_ text: Bytes, of block: Block) -> Bool {
        !block.links.isEmpty && block.lines.count == 1 && Words.isLinksLabel(Array(label(of: text).utf8)[...])
    }

    private static func label(of text: Bytes) -> String {
        var place = text.startIndex
        while place < text.endIndex {
            let (value, length) = text.scalar(at: place)
            if value == 0x3A || value == 0xFF1A { break }
            place += length
        }
        return Title.clean(text[text.startIndex..<place].trimmed)
    }
}
