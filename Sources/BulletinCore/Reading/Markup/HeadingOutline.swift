/// Cuts a page or Markdown file by its headings.
struct HeadingOutline: Sendable {
    struct Story: Sendable {
        /// Index of the heading's block.
        var head: Int
        var body: Range<Int>
        var category: Bytes?
    }

    /// Blocks before the first story, without the title's.
    var header: [Int] = []
    /// Blocks under categories, before their first story.
    var notes: [Int] = []
    private var contents: Set<Int> = []
    /// The heading that is the bulletin's title.
    var titleBlock: Int?
    /// Empty when the headings make no digest: then the file is one story.
    var stories: [Story] = []
    var findings: [Finding] = []

    /// - Parameters:
    ///   - statedTitle: of front matter or the page's head; `nil` when there is none.
    ///   - hints: what else speaks for a digest.
    ///   - isDigest: the file says so, whatever its headings look like.
    init(_ blocks: [Block], statedTitle: Bytes?, hints: HeadingHints = HeadingHints(), isDigest: Bool = false) {
        var headings = blocks.indices.filter { blocks[$0].headingLevel != nil && Self.isHeadline(blocks[$0].text) }
        headings = Self.droppingText(headings, blocks)
        headings = dropTitle(headings, blocks, statedTitle: statedTitle)
        guard headings.count >= 2 else { return }
        contents = Self.contents(of: headings, blocks)
        let others = headings.filter { !contents.contains($0) }
        guard let first = others.first, others.count >= 2 else { return }
        cut(headings[...], end: blocks.count, blocks, category: nil)
        var isInContents = false
        var lead: [Int] = []
        for index in 0..<first {
            if blocks[index].headingLevel != nil { isInContents = contents.contains(index) }
            if index != titleBlock, blocks[index].headingLevel == nil, !isInContents { lead.append(index) }
        }
        header = lead
        var hints = hints
        if leaveOutContents(of: blocks) { hints.saysDigest = true }
        let bodied = stories.lazy.filter { !$0.body.isEmpty || !blocks[$0.head].links.isEmpty }.count
        guard stories.count >= 2, bodied * 2 >= stories.count || isDigest else {
            stories = []
            return
        }
        let title = titleBlock.map { blocks[$0].text } ?? statedTitle ?? Self.issueLine(lead, blocks)
        let firstText = stories[0].body
        let opening = (lead.prefix(6) + Array(firstText.prefix(3))).map { blocks[$0].text.prefix(900) }
        let hasLongHeader = lead.lazy.filter { blocks[$0].name == "p" && blocks[$0].text.count > 240 }.count >= 4
        let evidence = ArticleEvidence(stories, blocks)
        let reasons = [title, statedTitle ?? title].map {
            evidence.reason(
                title: $0, opening: opening, hasLongHeader: hasLongHeader,
                isNumbered: Self.isOfMonth($0) || lead.prefix(3).contains { Self.isMasthead(blocks[$0]) },
                isDated: lead.prefix(3).contains { DateReading.isDateOnly(blocks[$0].text) }, hints: hints)
        }
        if !isDigest, let reason = reasons[0], reasons[1] != nil {
            findings.append(Finding(.info, "SingleStory", "one story: \(reason)", line: blocks[first].line))
            stories = []
            return
        }
        let levels = Set(stories.compactMap { blocks[$0.head].headingLevel }).sorted().map { "h\($0)" }
        findings.append(
            Finding(
                .info, "Segmentation", "\(stories.count) stories: headings \(levels.joined(separator: ", "))",
                line: blocks[first].line))
    }

    /// The cut of a file that was cut by its headings before, whatever they look like by now.
    /// - Returns: `nil` when fewer than two of those headings stand in it.
    init?(_ blocks: [Block], statedTitle: Bytes?, hints: HeadingHints, knowing former: FormerHeads) {
        guard former.count(among: blocks.lazy.filter { $0.headingLevel != nil }.map(\.text)) >= 2 else { return nil }
        self.init(blocks, statedTitle: statedTitle, hints: hints, isDigest: true)
        let standing = former.count(among: stories.map { blocks[$0.head].text })
        guard standing >= 2 else { return nil }
        findings.append(
            FormerHeads.finding(stories: stories.count, standing: standing, line: blocks[stories[0].head].line))
    }

    /// A list that says the headlines of the stories, perhaps with those within them, and no more is the contents list,
    /// whatever stands above it; what leads away from the page stays.
    /// - Returns: whether a label over it, or over paragraphs that say the same, calls it that of an issue.
    private mutating func leaveOutContents(of blocks: [Block]) -> Bool {
        let isIssue = contents.contains { Self.headsIssueContents(blocks[$0]) } || leaveOutEntries(of: blocks)
        let lists = header.filter { ["ul", "ol"].contains(blocks[$0].name) }
        guard !lists.isEmpty else { return isIssue }
        let headlines = headlines(in: blocks)
        let known = Set(blocks.lazy.filter { $0.headingLevel != nil }.map { Self.headline($0.text) })
        var left: Set<Int> = []
        for list in lists {
            let entries = Set(blocks[list].lines.map { Self.headline($0[...]) })
            let told = entries.intersection(headlines).count
            guard told >= 2, told * 2 >= stories.count, entries.isSubset(of: known),
                blocks[list].links.allSatisfy({ $0.url?.contains("#") != false })
            else { continue }
            left.insert(list)
            if list > 0, header.contains(list - 1), Words.isContentsLabel(blocks[list - 1].text) {
                left.insert(list - 1)
            }
        }
        header.removeAll { left.contains($0) }
        return isIssue || left.contains { Self.headsIssueContents(blocks[$0]) }
    }

    /// `In this issue` over paragraphs that are headlines of stories, two at least.
    private mutating func leaveOutEntries(of blocks: [Block]) -> Bool {
        guard let label = header.firstIndex(where: { Self.headsIssueContents(blocks[$0]) }) else { return false }
        let headlines = headlines(in: blocks)
        let entries = header[(label + 1)...].prefix { headlines.contains(Self.headline(blocks[$0].text)) }
        guard entries.count >= 2, entries.count * 2 >= stories.count else { return false }
        header.removeSubrange(label..<entries.endIndex)
        return true
    }

    private func headlines(in blocks: [Block]) -> Set<[UInt8]> {
        Set(stories.map { Self.headline(blocks[$0.head].text) })
    }

    /// A first line that is the title of an issue, though no heading; empty when there is none.
    private static func issueLine(_ lead: [Int], _ blocks: [Block]) -> Bytes {
        guard let first = lead.first(where: { !blocks[$0].lines.isEmpty }), blocks[first].lines.count == 1,
            blocks[first].text.prefix(200).scalarCount <= 40,
            DigestTitle.isIssue(blocks[first].text)
                || DigestTitle.isDigest(blocks[first].text) && isMasthead(lead, blocks)
        else { return [] }
        return blocks[first].text
    }

    /// A few short lines, and no text.
    private static func isMasthead(_ lead: [Int], _ blocks: [Block]) -> Bool {
        lead.count <= 4
            && lead.allSatisfy { $0 < 5 && blocks[$0].text.count <= 180 && !Headline.endsLikeText(blocks[$0].text) }
    }

    /// Without the levels whose headings are text: at least three, mostly right after each other, long and without
    /// links. Pages use heading elements for the look of paragraphs.
    private static func droppingText(_ headings: [Int], _ blocks: [Block]) -> [Int] {
        guard headings.count >= 3 else { return headings }
        var places: [Int: [Int]] = [:]
        for place in headings.indices { places[blocks[headings[place]].headingLevel ?? 0, default: []].append(place) }
        let text = places.filter { level, places in
            let bare = places.lazy.filter { place in
                place + 1 < headings.count && headings[place + 1] == headings[place] + 1
                    && blocks[headings[place + 1]].headingLevel == level
            }.count
            let length = places.lazy.map { blocks[headings[$0]].text.scalarCount }.reduce(0, +)
            return places.count >= 3 && bare * 10 >= places.count * 6 && length > places.count * 30
                && places.allSatisfy { blocks[headings[$0]].links.isEmpty }
        }
        return text.isEmpty ? headings : headings.filter { text[blocks[$0].headingLevel ?? 0] == nil }
    }

    /// The only heading of the top level is the title when it comes first; so is a first `h1` that looks like an
    /// issue's while no other does, and one that repeats the stated title.
    private mutating func dropTitle(_ headings: [Int], _ blocks: [Block], statedTitle: Bytes?) -> [Int] {
        guard let first = headings.first, let level = blocks[first].headingLevel else { return headings }
        let top = headings.lazy.compactMap { blocks[$0].headingLevel }.min()
        let peers = headings.lazy.filter { blocks[$0].headingLevel == level }
        let isOnly = level == top && peers.prefix(2).count == 1
        let text = blocks[first].text
        let key = Text.key(text)
        let stated = statedTitle.map(Text.key)
        // `## 一周` alone above `###`s is a category when the title is stated elsewhere.
        let isTitle =
            isOnly
            && (level == 1 || statedTitle == nil && (headings.count > 1 || first == 0 && DigestTitle.isDigest(text)))
        let followsItself = headings.dropFirst().first.map { $0 == first + 1 && blocks[$0].headingLevel == 1 } ?? false
        let isName =
            level == 1 && first == 0 && statedTitle == nil
            && (followsItself
                || DigestTitle.namesPeriodical(text)
                    && !peers.dropFirst().contains(where: { DigestTitle.namesPeriodical(blocks[$0].text) }))
        // `Staff bulletin 19 – St Brannoc's` where the page is called `Staff bulletin 19`, over no more than a day.
        let extends = stated.map { !$0.isEmpty && (key.starts(with: $0) || $0.starts(with: key)) } ?? false
        let isExtended =
            headings.count >= 3 && extends && DigestTitle.isDigest(text)
            && blocks[(first + 1)..<headings[1]].allSatisfy {
                $0.text.count <= 120 && !Headline.endsLikeText($0.text)
            }
        guard
            isTitle || stated == key || isName || isExtended
                || (level == 1 || headings.dropFirst().first == first + 1) && DigestTitle.isIssue(text)
                    && !peers.dropFirst().contains(where: { DigestTitle.isIssue(blocks[$0].text) })
        else { return headings }
        titleBlock = first
        return Array(headings.dropFirst())
    }

    /// Pages use heading elements for the look of text, too.
    private static func isHeadline(_ text: Bytes) -> Bool {
        guard !text.isEmpty else { return false }
        let count = text.prefix(1200).scalarCount
        return count <= 200 && !(count > 30 && text.lastScalar == 0x3002)
    }

    /// The headings that say 目录 over nothing but a list of what follows.
    private static func contents(of headings: [Int], _ blocks: [Block]) -> Set<Int> {
        var found: Set<Int> = []
        var places: [[UInt8]: Int]?
        for (place, heading) in headings.enumerated() {
            let key = ArticleEvidence.key(blocks[heading].text)
            let next = place + 1 < headings.count ? headings[place + 1] : blocks.count
            let body = blocks[(heading + 1)..<next]
            if abstracts.contains(key) {
                if !body.isEmpty, body.allSatisfy({ $0.name == "ul" || $0.name == "ol" }) { found.insert(heading) }
                continue
            }
            if headings.count - place > 3, body.lazy.flatMap(\.lines).prefix(3).count == 3,
                announces(body, of: heading, count: headings.count - place - 1, Self.places(headings, blocks, &places))
            {
                found.insert(heading)
                continue
            }
            guard Words.isContentsLabel(key[...]) else { continue }
            if body.isEmpty {
                // `## 本期内容` over its stories is a category.
                let isOver =
                    next < blocks.count && (blocks[next].headingLevel ?? 0) > (blocks[heading].headingLevel ?? 0)
                if !isOver { found.insert(heading) }
                continue
            }
            guard isList(body) else { continue }
            let lines = body.lazy.map(\.lines.count).reduce(0, +)
            let away = body.lazy.flatMap(\.links).filter { $0.url?.hasPrefix("http") == true }.count
            if away * 2 >= lines {
                // Links away are stories, unless they bear the names of what follows.
                let known = Self.places(headings, blocks, &places)
                let same = body.lazy.flatMap(\.lines).filter { known[ArticleEvidence.key($0[...])] != nil }.count
                guard same * 3 >= lines * 2 else { continue }
            }
            found.insert(heading)
        }
        return found
    }

    /// Whether short lines and lists under a heading of any name are the headlines of at least half of the `count`
    /// that follow.
    private static func announces(
        _ body: ArraySlice<Block>, of heading: Int, count: Int, _ places: [[UInt8]: Int]
    ) -> Bool {
        let lines = body.lazy.flatMap(\.lines)
        guard lines.allSatisfy({ $0.count <= 240 }) else { return false }
        var found: Set<[UInt8]> = []
        for line in lines {
            let key = headline(line[...].trimmed)
            if places[key, default: 0] > heading { found.insert(key) }
        }
        return found.count >= 3 && found.count * 2 >= count
    }

    /// Where each heading stands last.
    private static func places(
        _ headings: [Int], _ blocks: [Block], _ known: inout [[UInt8]: Int]?
    ) -> [[UInt8]: Int] {
        if let known { return known }
        let found = Dictionary(headings.map { (headline(blocks[$0].text), $0) }, uniquingKeysWith: max)
        known = found
        return found
    }

    private static func headline(_ text: Bytes) -> [UInt8] {
        ArticleEvidence.key(Marker.read(text).flatMap { $0.rest.isEmpty ? nil : $0.rest } ?? text)
    }

    /// Nothing but lists and short lines, at least one of them a list.
    private static func isList(_ body: ArraySlice<Block>) -> Bool {
        func isEntries(_ block: Block) -> Bool { block.name == "ul" || block.name == "ol" || block.lines.count > 2 }
        return body.contains(where: isEntries)
            && body.allSatisfy { isEntries($0) || $0.text.count <= 180 || !$0.links.isEmpty }
    }

    /// Head a list of what follows, if they head a list.
    private static let abstracts: Set<[UInt8]> = Set(["摘要", "本期摘要", "内容摘要", "本期概览"].map { Array($0.utf8) })

    /// Whether a heading has no text of its own above deeper ones: nothing, rules, pictures, or what a template will
    /// replace; above several also a quotation as a note.
    private static func isBare(_ blocks: ArraySlice<Block>, above count: Int) -> Bool {
        blocks.allSatisfy {
            $0.lines.isEmpty || isDirective($0.text)
                || count > 1 && $0.name == "blockquote" && $0.text.count <= 300
        }
    }

    /// `{{ youtube(…) }}`, `{% include … %}`, `{: .wide}`.
    private static func isDirective(_ text: Bytes) -> Bool {
        text.first == 0x7B && text.last == 0x7D && text.count >= 4
            && [0x7B, 0x25, 0x3A].contains(text.dropFirst().first)
    }

    /// Stories at the highest level; a heading without text of its own over deeper ones is a category. At most six
    /// levels deep.
    private mutating func cut(_ headings: ArraySlice<Int>, end: Int, _ blocks: [Block], category: Bytes?) {
        guard let level = headings.lazy.compactMap({ blocks[$0].headingLevel }).min() else { return }
        var place = headings.startIndex
        while place < headings.endIndex {
            let head = headings[place]
            var next = place + 1
            while next < headings.endIndex, (blocks[headings[next]].headingLevel ?? 0) > level { next += 1 }
            let stop = next < headings.endIndex ? headings[next] : end
            let isHere = blocks[head].headingLevel == level
            let isContents = contents.contains(head)
            let inner = isHere ? headings[(place + 1)..<next] : headings[place..<next]
            if isHere, isContents {
                cut(inner, end: stop, blocks, category: nil)
            } else if let firstInner = inner.first, isHere, (blocks[firstInner].headingLevel ?? 0) > level,
                Self.isBare(blocks[(head + 1)..<firstInner], above: inner.count)
            {
                notes += (head + 1)..<firstInner
                cut(inner, end: stop, blocks, category: blocks[head].text)
            } else if isHere {
                stories.append(Story(head: head, body: (head + 1)..<stop, category: category))
            } else {
                cut(inner, end: stop, blocks, category: category)
            }
            place = next
        }
    }
}
