/// Blocks without headings that make stories: they are read like plain text.
extension MarkupReader {
    static func likeText(
        _ blocks: [Block], _ headings: HeadingOutline, statedTitle: String?, ruling: StatedRuling?,
        _ origin: MarkupOrigin
    ) -> Bulletin {
        let start = headings.titleBlock ?? 0
        var text = LinedBlocks([], from: 0, title: nil)
        if headings.findings.isEmpty {
            // The title says whether these are the stories of a digest or the parts of an article.
            let title = headings.titleBlock == nil ? statedTitle.map { Array($0.utf8)[...] } : nil
            text = LinedBlocks(blocks, from: start, title: title.flatMap { Words.saysDigest($0) ? $0 : nil })
        }
        let outline = Ruling.outline(of: text.lines, by: ruling, former: origin.former)
        guard !outline.stories.isEmpty else {
            return single(blocks, headings, statedTitle: statedTitle, outline.findings, origin)
        }
        let sections = outline.stories.map { section(of: $0, in: &text) }
        let header = blocks[..<start] + text.blocks(of: outline.header, without: headings.titleBlock)
        var result = bulletin(
            .digest, blocks, titleBlock: headings.titleBlock, header: Array(header),
            notes: outline.remarks.compactMap { text.paragraph($0) }, sections, statedTitle: statedTitle, origin)
        result.findings += outline.findings
        return result
    }

    private static func section(of story: Outline.Story, in text: inout LinedBlocks) -> Section {
        let runIn = story.runIn ?? []
        // Pictures of the headline come with it.
        let body = [text.paragraph(story.head, rest: runIn)].compactMap(\.self) + text.blocks(of: story.body)
        var section = section(body, title: Title.clean(story.title), line: text.lines[story.head].number)
        section.marker = story.marker.string
        section.category = story.category.map(Title.clean)
        if let link = LinkList.linkedTitle(story.title) {
            section.title = link.title
            section.links.insert(link, at: 0)
        }
        let known = Set(section.links.map(\.url))
        section.links = text.links(story.head, before: runIn).filter { !known.contains($0.url) } + section.links
        return section
    }
}
