/// Paragraphs that are nothing but a headline in bold.
extension MarkupReader {
    /// At least three of a text that is known to be a digest, each over text of its own; none counts, for what is counted
    /// is read by its numbers.
    /// - Parameter isNamed: it is known to be a digest already.
    /// - Returns: `nil` when these are no headlines of stories.
    static func boldHeads(
        _ blocks: [Block], _ headings: HeadingOutline, _ statedTitle: String?, _ origin: MarkupOrigin, isNamed: Bool
    ) -> Bulletin? {
        let title = Text.key(Array((statedTitle ?? "").utf8)[...])
        let heads = blocks.indices.filter { index in
            isBoldHead(blocks[index]) && index != headings.titleBlock
                && !(DigestTitle.isIssue(blocks[index].text) || title.starts(with: Text.key(blocks[index].text)))
        }
        guard let first = heads.first, heads.count >= 3, !blocks[first...].contains(where: { $0.headingLevel != nil }),
            zip(heads, heads.dropFirst() + [blocks.count]).allSatisfy({ head, end in
                (head + 1..<end).contains { !blocks[$0].lines.isEmpty }
            }), isNamed || namesDigest(blocks[..<first], statedTitle)
        else { return nil }
        // Numbers by themselves mark the headlines below them.
        guard !blocks.contains(where: { $0.lead != nil && LoneNumbers.number(in: $0.text) != nil }) else { return nil }
        let keys = heads.map { Text.key(blocks[$0].text) }
        guard Set(keys).count == keys.count,
            keys.lazy.filter({ Words.articleParts.contains($0) }).count * 5 < keys.count * 2
        else { return nil }
        var sections: [Section] = []
        for (place, head) in heads.enumerated() {
            var body = Array(blocks[(head + 1)..<(place + 1 < heads.count ? heads[place + 1] : blocks.count)])
            if let linked = linked(blocks[head]) { body.insert(linked, at: 0) }
            if place + 1 == heads.count { dropTrailer(&body, others: sections) }
            sections.append(
                section(body, title: Title.clean(headline(blocks[head].text)), line: blocks[head].line))
        }
        return units(sections, blocks, headings, first: first, statedTitle, origin, what: "headlines in bold")
    }

    /// Without `■` and its like.
    private static func headline(_ text: Bytes) -> Bytes {
        guard let marker = Marker.read(text), case .glyph = marker.shape.shape, !marker.rest.isEmpty else {
            return text
        }
        return marker.rest
    }

    private static func isBoldHead(_ block: Block) -> Bool {
        guard block.name == "p", block.lines.count == 1, let lead = block.lead, lead.end >= block.html.count - 4 else {
            return false
        }
        let text = block.text
        return (2...Headline.maxLength).contains(text.prefix(400).scalarCount) && Headline.hasShape(text)
            && !Headline.endsSentence(text) && Marker.read(text)?.ordinal == nil && !isPoint(text)
    }
}
