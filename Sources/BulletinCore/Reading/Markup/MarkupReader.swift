/// Where sanitized blocks come from.
struct MarkupOrigin {
    let path: SourcePath
    /// Whether what header and foot state is read from its own lines, not from the blocks.
    var statesFactsItself = false
    /// Lines around the text that forbid to publish it: they are read with its header, and not published.
    var bans: [TextLine] = []
    /// Of the stories that the file held.
    var former = FormerHeads.none
}

/// Reads sanitized blocks, from HTML and Markdown alike: by headings, by bold leads, else like plain text.
enum MarkupReader {
    /// - Parameters:
    ///   - statedTitle: of front matter or the page's head; `nil` when there is none.
    ///   - ruling: of front matter or a comment; the first paragraph may state one, too.
    ///   - hints: what else speaks for a digest.
    static func read(
        _ document: SanitizedDocument, statedTitle: String?, ruling: StatedRuling? = nil, of origin: MarkupOrigin,
        limits: ReadingLimits, hints: HeadingHints = HeadingHints()
    ) throws(BulletinError) -> Bulletin {
        var blocks = document.blocks
        let inText = StatedRulings(takenFrom: &blocks)
        let ruling = ruling ?? inText.cut
        guard blocks.contains(where: { !$0.lines.isEmpty || $0.html.contains(0x3C) }) else {
            if inText.isDraft { return .emptyDraft(of: origin.path) }
            throw .nothingToPublish(name: origin.path.description)
        }
        let stated = statedTitle.map { Array($0.utf8)[...] }
        var headings = HeadingOutline(blocks, statedTitle: stated, hints: hints, isDigest: ruling?.ruling == .digest)
        if ruling?.ruling == .single {
            headings.stories = []
            headings.findings = []
        } else if headings.stories.isEmpty {
            headings = HeadingOutline(blocks, statedTitle: stated, hints: hints, knowing: origin.former) ?? headings
        }
        // A page with two stray headings around a run of marked paragraphs: the run is the bulletin.
        if (1...2).contains(headings.stories.count), hasMarkedRun(blocks) {
            headings.stories = []
            headings.findings = []
        }
        var bulletin: Bulletin
        if ruling?.ruling == .single {
            bulletin = single(blocks, headings, statedTitle: statedTitle, [Ruling.oneStory(line: ruling?.line)], origin)
        } else if !headings.stories.isEmpty {
            bulletin = digest(blocks, headings, statedTitle: statedTitle, origin)
        } else if let found = units(
            blocks, headings, statedTitle, origin, isNamed: hints.saysDigest || ruling?.ruling == .digest)
        {
            bulletin = found
        } else {
            bulletin = likeText(blocks, headings, statedTitle: statedTitle, ruling: ruling, origin)
        }
        guard bulletin.sections.count <= limits.maxSections else {
            throw .overLimit(name: origin.path.description, .sections, value: limits.maxSections)
        }
        bulletin.isDraft = inText.isDraft
        bulletin.findings += headings.findings
        if let finding = inText.cut?.finding { bulletin.findings.append(finding) }
        if document.droppedAddresses > 0 {
            bulletin.findings.append(
                Finding(
                    .warning, "AddressDropped",
                    "\(document.droppedAddresses) links or images have no address that can be published and were unwrapped or left out",
                    advice: "write http, https or mailto addresses, or relative ones"))
        }
        if document.droppedElements > 0 {
            bulletin.findings.append(
                Finding(
                    .info, "ElementsDropped",
                    "\(document.droppedElements) scripts, forms or embedded objects were left out"))
        }
        bulletin.language =
            bulletin.language
            ?? LanguageEvidence.language(of: sample(of: blocks[...].prefix(400)))
        return bulletin
    }

    /// What they say, for the language of it.
    private static func sample(of blocks: ArraySlice<Block>) -> Bytes {
        var text: [UInt8] = []
        for index in blocks.indices {
            for line in blocks[index].lines {
                text += line
                text.append(0x20)
            }
            if blocks[index].lines.isEmpty { text.append(0x20) }
        }
        return text[...]
    }

    /// Stories without headings of their own.
    private static func units(
        _ blocks: [Block], _ headings: HeadingOutline, _ statedTitle: String?, _ origin: MarkupOrigin, isNamed: Bool
    ) -> Bulletin? {
        guard !blocks.indices.hold(3, where: { blocks[$0].headingLevel != nil }) else { return nil }
        return boldHeads(blocks, headings, statedTitle, origin, isNamed: isNamed)
            ?? leads(blocks, headings, statedTitle, origin, isNamed: isNamed)
            ?? linkedEntries(blocks, headings, statedTitle, origin, isNamed: isNamed)
    }

    // MARK: By headings

    private static func digest(
        _ blocks: [Block], _ outline: HeadingOutline, statedTitle: String?, _ origin: MarkupOrigin
    )
        -> Bulletin
    {
        var sections: [Section] = []
        for (place, story) in outline.stories.enumerated() {
            var body = Array(blocks[story.body])
            if let linked = linked(blocks[story.head]) { body.insert(linked, at: 0) }
            if place == outline.stories.count - 1 { dropTrailer(&body, others: sections) }
            let (marker, headline) = unmarked(blocks[story.head].text)
            var section = section(body, title: Title.clean(headline), line: blocks[story.head].line)
            section.marker = marker.string
            section.category = story.category.map(Title.clean)
            sections.append(section)
        }
        var header = outline.header.map { blocks[$0] }
        if let title = outline.titleBlock, differs(blocks[title], from: statedTitle) {
            header.insert(blocks[title], at: 0)
        }
        return bulletin(
            .digest, blocks, titleBlock: outline.titleBlock, header: header, notes: outline.notes.map { blocks[$0] },
            sections, statedTitle: statedTitle, origin)
    }

    /// A headline's links and images, which its title cannot carry: it becomes the first paragraph.
    static func linked(_ heading: Block) -> Block? {
        guard !heading.links.isEmpty || heading.html[...].contains(text: "<img") else { return nil }
        if heading.name == "p" { return heading }
        var block = heading
        block.name = "p"
        // `<h2 dir="ltr">…</h2>`
        block.html = Array("<p".utf8) + heading.html.dropFirst(3).dropLast(5) + Array("</p>".utf8)
        return block
    }

    /// Whether a title heading says something else than the title that is stated elsewhere.
    private static func differs(_ heading: Block, from statedTitle: String?) -> Bool {
        guard let statedTitle else { return false }
        let key = Text.key(heading.text)
        return !key.isEmpty && !Text.key(Array(statedTitle.utf8)[...])[...].contains(text: key[...].string)
    }

    /// Numbers before a headline are its marker.
    private static func unmarked(_ text: Bytes) -> (marker: Bytes, headline: Bytes) {
        guard let marker = Marker.read(text), marker.shape.isNumbered, !marker.rest.isEmpty else { return ([], text) }
        return (marker.text, marker.rest)
    }

    // MARK: One story

    static func single(
        _ blocks: [Block], _ headings: HeadingOutline, statedTitle: String?, _ findings: [Finding],
        _ origin: MarkupOrigin
    ) -> Bulletin {
        var titleBlock =
            headings.titleBlock ?? (statedTitle == nil ? blocks.firstIndex { $0.headingLevel != nil } : nil)
        if let found = titleBlock, blocks[found].lines.isEmpty || differs(blocks[found], from: statedTitle) {
            titleBlock = nil
        }
        // A page's title may be that of the paper.
        let isPaper = statedTitle.map { DigestTitle.isIssue(Array($0.utf8)[...]) } ?? true
        let official = isPaper ? OfficialTitle.find(blocks) : nil
        if let official { titleBlock = official.blocks[0] }
        if titleBlock == nil, statedTitle == nil { titleBlock = headline(blocks) }
        let kept = blocks.indices.filter { $0 != titleBlock && official?.blocks.contains($0) != true }
        let body = kept.count == blocks.count ? blocks : kept.map { blocks[$0] }
        let line = titleBlock.map { blocks[$0].line } ?? blocks[0].line
        let section = section(body, title: "", line: line, isSingle: true)
        var result = bulletin(
            .single, blocks, titleBlock: titleBlock, header: Array(body.prefix(3)),
            headerEnd: kept.prefix(3).last.map { $0 + 1 } ?? 0, [section], statedTitle: statedTitle, origin)
        if let official { result.title = official.title }
        if titleBlock == nil, statedTitle == nil, let first = body.first(where: { !$0.lines.isEmpty }) {
            result.title = Title.clean(Headline.firstClause(first.lines[0][...]))
        }
        result.sections[0].title = result.title
        result.findings += findings
        return result
    }

    /// A first line over the text that is a headline, as in plain text: all of it would be the title.
    private static func headline(_ blocks: [Block]) -> Int? {
        guard let first = blocks.firstIndex(where: { !$0.lines.isEmpty || $0.html.contains(0x3C) }),
            blocks[first].name == "p", blocks[first].lines.count == 1, linked(blocks[first]) == nil,
            blocks[(first + 1)...].contains(where: { !$0.lines.isEmpty })
        else { return nil }
        let line = blocks[first].lines[0][...]
        return Headline.firstClause(line).count == line.trimmed.count && !Headline.endsSentence(line)
            && line.trimmed.last != 0x2E
            ? first : nil
    }

    // MARK: Parts of all

    static func bulletin(
        _ kind: Bulletin.Kind, _ blocks: [Block], titleBlock: Int?, header: [Block], headerEnd: Int = 0,
        notes: [Block] = [],
        _ sections: [Section], statedTitle: String?, _ origin: MarkupOrigin
    ) -> Bulletin {
        let heading = titleBlock.map { Title.clean(blocks[$0].text) }
        var title = statedTitle ?? heading ?? ""
        let isTitleAsked = title.isEmpty && kind == .digest
        let envelope =
            isTitleAsked || !origin.statesFactsItself
            ? Envelope(
                blocks, titles: [statedTitle, heading], titleBlock: titleBlock, header: header, headerEnd: headerEnd,
                isSingle: kind == .single) : nil
        if isTitleAsked, let envelope { title = envelope.title }
        if title.isEmpty { title = TextReader.title(from: origin.path) }
        let titleBytes = Array(title.utf8)[...]
        // One story has no introduction.
        let said = kind == .single ? [] : header + notes
        let intro = said.filter { block in
            !(block.lines.count == 1
                && (block.text.elementsEqual("[TOC]".utf8) || block.text.elementsEqual("[toc]".utf8)
                    || DateReading.isDateOnly(block.lines[0][...]) || PageFurniture.isHead(block.lines[0][...])
                    || Text.key(block.lines[0][...]) == Text.key(titleBytes)))
        }
        var bulletin = Bulletin(kind: kind, title: title, intro: Block.html(intro), sections: sections)
        if !origin.statesFactsItself, let envelope {
            bulletin.take(envelope.facts(below: origin.bans), of: origin.path)
        }
        return bulletin
    }

    /// Bylines, imprint and unsubscribing at the end. Where there is nothing else, they are what the story says.
    static func dropTrailer(_ body: inout [Block], others: [Section]) {
        var lines: [TextLine] = [TextLine(number: 0, raw: Array("-".utf8)[...])]
        var owners = [-1]
        for (index, block) in body.enumerated() {
            for line in block.lines {
                lines.append(TextLine(number: block.line, raw: line[...]))
                owners.append(index)
            }
        }
        let tails = others.compactMap { section in
            let text = Array(section.text.utf8)[...]
            return text.lastIndex(of: 0x0A).map { text[($0 + 1)...] } ?? text
        }
        let start = Trailer.afterByline(Trailer.start(in: lines, 0..<lines.count), in: lines, others: tails)
        // A day under a list, which has no full stop.
        if start == lines.count, body.count >= 2, body[body.count - 2].isListed, let last = body.last,
            last.name == "p", last.lines.count == 1, DateReading.isDateOnly(last.lines[0][...])
        {
            body.removeLast()
        }
        guard start < lines.count, owners[start] > 0, owners[start] != owners[start - 1] else { return }
        body.removeSubrange(owners[start]...)
    }

    static func section(_ blocks: [Block], title: String, line: Int, isSingle: Bool = false) -> Section {
        var body = blocks
        var label: String?
        var links: [Link] = []
        if let list = trailingLinks(blocks, needsAddress: isSingle) {
            (label, links) = (list.label, list.links)
            body.removeSubrange(list.range)
        }
        return Section(
            title: title, html: Block.html(body), text: Block.text(body), linksLabel: label, links: links, line: line)
    }
}
