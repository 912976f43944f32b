/// Paragraphs that are nothing but a headline in bold.
extension MarkupReader {
    /// At least three of a text that is known to be a digest, each over text of its own; none counts, for what is counted
    /// is read by its numbers.
    /// - Parameter isNamed: it is known to be a digest already.
    /// - Returns: `nil` when these are no headlines of stories.
    static func boldHeads(
        _ blocks: [Block], _ headings: HeadingOutline, _ statedTitle: String?, _ origin: MarkupOrigin, isNamed: Bool
    ) -> Bulletin? {
        let candidates = blocks.indices.filter { isBoldHead(blocks[$0]) }
        guard candidates.count >= 3 else { return nil }
        let title = Text.key(Array((statedTitle ?? "").utf8)[...])
        let bold = candidates.filter { index in
            index != headings.titleBlock && !isName(index, blocks)
                && !(DigestTitle.isIssue(blocks[index].text) || title.starts(with: Text.key(blocks[index].text)))
        }
        let contents = contents(bold, blocks)
        let (heads, categories) = parted(bold.filter { !contents.contains($0) }, blocks)
        guard let first = heads.first, heads.count >= 3, !blocks[first...].contains(where: { $0.headingLevel != nil }),
            zip(heads, heads.dropFirst() + [blocks.count]).allSatisfy({ head, end in
                (head + 1..<end).contains { !blocks[$0].lines.isEmpty && categories[$0] == nil }
            }), isNamed || namesDigest(blocks[..<first], statedTitle)
        else { return nil }
        // Numbers by themselves mark the headlines below them.
        guard !blocks.contains(where: { $0.lead != nil && LoneNumbers.number(in: $0.text) != nil }) else { return nil }
        let keys = heads.map { Text.key(blocks[$0].text) }
        guard Set(keys).count == keys.count, !Words.areArticleParts(keys),
            !heads.allSatisfy({ Headline.isDay(blocks[$0].text) })
        else { return nil }
        let headlines = heads.map { headline(blocks[$0].text) }
        // Columns of links are called in a few characters, too.
        let areLinked = blocks[first...].contains { !$0.links.isEmpty }
        guard areLinked ? !BriefArticle.isOne(headlines) : ArticleParts.reason(headlines, saysDigest: true) == nil
        else { return nil }
        var sections: [Section] = []
        let over = Dictionary(uniqueKeysWithValues: categories.map { ($0.value, $0.key) })
        var category: Int?
        for (place, head) in heads.enumerated() {
            let next = place + 1 < heads.count ? heads[place + 1] : blocks.count
            var body = (head + 1..<next).filter { categories[$0] == nil }.map { blocks[$0] }
            category = over[head] ?? category
            if let linked = linked(blocks[head]) { body.insert(linked, at: 0) }
            if place + 1 == heads.count { dropTrailer(&body, others: sections) }
            var section = section(body, title: Title.clean(headline(blocks[head].text)), line: blocks[head].line)
            section.category = category.map { Title.clean(headline(blocks[$0].text)) }
            sections.append(section)
        }
        return units(
            sections, blocks, headings, first: first, without: contents.union(categories.keys), statedTitle, origin,
            what: "headlines in bold")
    }

    /// The name of the bulletin: the first block with text, over the line of its issue.
    private static func isName(_ index: Int, _ blocks: [Block]) -> Bool {
        guard !blocks[..<index].contains(where: { !$0.lines.isEmpty }),
            let next = blocks[(index + 1)...].first(where: { !$0.lines.isEmpty })
        else { return false }
        return next.lines.count <= 2 && next.lines.contains { Words.isIssueLine($0[...]) }
    }

    /// The label of a contents list, `目录`, and the lists under it.
    private static func contents(_ bold: [Int], _ blocks: [Block]) -> Set<Int> {
        guard let label = bold.first, Words.isContentsLabel(blocks[label].text) else { return [] }
        let end = bold.dropFirst().first ?? blocks.count
        let lists = (label + 1..<end).prefix { ["ul", "ol"].contains(blocks[$0].name) || blocks[$0].lines.isEmpty }
        guard lists.contains(where: { !blocks[$0].lines.isEmpty }) else { return [] }
        return Set([label] + lists)
    }

    /// Parts short lines in bold right over the first of several headlines from these: `科研教学` over `两项课题获资助`.
    /// - Returns: the headlines, and by category the headline below it.
    private static func parted(_ bold: [Int], _ blocks: [Block]) -> (heads: [Int], categories: [Int: Int]) {
        var categories: [Int: Int] = [:]
        for (index, next) in zip(bold, bold.dropFirst())
        where !(index + 1..<next).contains(where: { !blocks[$0].lines.isEmpty }) {
            guard Levels.isCategory(headline(blocks[index].text)) else { return (bold, [:]) }
            categories[index] = next
        }
        let heads = bold.filter { categories[$0] == nil }
        guard categories.count >= 2, categories[bold[0]] != nil, heads.count > categories.count else {
            return (bold, [:])
        }
        return (heads, categories)
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
