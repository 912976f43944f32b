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
    /// The heading that is the bulletin's title.
    var titleBlock: Int?
    /// Empty when the headings make no digest: then the file is one story.
    var stories: [Story] = []
    var findings: [Finding] = []

    /// - Parameters:
    ///   - statedTitle: of front matter or the page's head; `nil` when there is none.
    ///   - isDigest: the file says so, whatever its headings look like.
    init(_ blocks: [Block], statedTitle: Bytes?, isDigest: Bool = false) {
        var headings = blocks.indices.filter { blocks[$0].headingLevel != nil && Self.isHeadline(blocks[$0].text) }
        headings = dropTitle(headings, blocks, statedTitle: statedTitle)
        let all = headings
        headings = headings.filter { !Self.isContents($0, blocks, next: Self.next(after: $0, all, blocks.count)) }
        let dropped = Set(all).subtracting(headings)
        guard let first = headings.first, headings.count >= 2 else { return }
        cut(headings[...], end: blocks.count, blocks, category: nil)
        stories = stories.filter { !dropped.contains($0.head) }
        for index in stories.indices {
            if let end = dropped.filter({ stories[index].body.contains($0) }).min() {
                stories[index].body = stories[index].body.lowerBound..<end
            }
        }
        var isInContents = false
        for index in 0..<first {
            if blocks[index].headingLevel != nil { isInContents = dropped.contains(index) }
            if index != titleBlock, blocks[index].headingLevel == nil, !isInContents { header.append(index) }
        }
        let bodied = stories.lazy.filter { !$0.body.isEmpty }.count
        guard stories.count >= 2, bodied * 2 >= stories.count || isDigest else {
            stories = []
            return
        }
        let title = titleBlock.map { blocks[$0].text } ?? statedTitle ?? []
        if !isDigest, let reason = Self.articleReason(stories, blocks, title: title, header: header) {
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

    /// The only heading of the top level is the title when it comes first; so is a first one that bears an issue
    /// number or repeats the stated title.
    private mutating func dropTitle(_ headings: [Int], _ blocks: [Block], statedTitle: Bytes?) -> [Int] {
        guard let first = headings.first, let level = blocks[first].headingLevel else { return headings }
        let top = headings.lazy.compactMap { blocks[$0].headingLevel }.min()
        let isOnly = level == top && headings.lazy.filter { blocks[$0].headingLevel == level }.count == 1
        let text = blocks[first].text
        let repeats = statedTitle.map { Text.key($0) == Text.key(text) } ?? false
        guard
            isOnly && (headings.count > 1 || level == 1) || repeats || (level == 1 && IssueNumber.find(in: text) != nil)
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

    private static func next(after heading: Int, _ headings: [Int], _ end: Int) -> Int {
        var low = 0
        var high = headings.count
        while low < high {
            let middle = (low + high) / 2
            if headings[middle] <= heading { low = middle + 1 } else { high = middle }
        }
        return low < headings.count ? headings[low] : end
    }

    /// A heading that says 目录 over nothing but a list.
    private static func isContents(_ heading: Int, _ blocks: [Block], next: Int) -> Bool {
        Words.isContentsLabel(blocks[heading].text)
            && blocks[(heading + 1)..<next].allSatisfy {
                $0.text.count <= 180 || $0.name == "ul" || $0.name == "ol" || $0.lines.count > 2 || !$0.links.isEmpty
            }
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
            let inner = isHere ? headings[(place + 1)..<next] : headings[place..<next]
            if let firstInner = inner.first, isHere, firstInner == head + 1,
                (blocks[firstInner].headingLevel ?? 0) > level
            {
                cut(inner, end: stop, blocks, category: blocks[head].text)
            } else if isHere {
                stories.append(Story(head: head, body: (head + 1)..<stop, category: category))
            } else {
                cut(inner, end: stop, blocks, category: category)
            }
            place = next
        }
    }

    /// Why the headings are the parts of one article; `nil` when they are stories.
    private static func articleReason(_ stories: [Story], _ blocks: [Block], title: Bytes, header: [Int]) -> String? {
        if Words.saysDigest(title) || stories.contains(where: { $0.category != nil }) { return nil }
        let keys = stories.map { Text.key(blocks[$0.head].text) }
        let parts = keys.lazy.filter { Words.articleParts.contains($0) }.count
        if parts >= 2 || (parts == 1 && keys.count <= 5) { return "its headings are the parts of one article" }
        let numbered = stories.lazy.filter { Marker.read(blocks[$0.head].text)?.ordinal != nil }.count
        if numbered * 10 >= stories.count * 7 { return "its headings are numbered like the parts of one article" }
        // Stories have headlines and links; the parts of an article have neither.
        let telling = stories.lazy.filter { Self.isTelling(blocks[$0.head].text) }.count
        let linked = stories.lazy.filter { blocks[$0.body].contains { !$0.links.isEmpty } }.count
        if !title.isEmpty, telling * 2 < stories.count, linked * 2 < stories.count {
            return "its title names no digest, and its headings are short and without links, as in one article"
        }
        if header.lazy.filter({ blocks[$0].name == "p" && blocks[$0].text.count > 240 }).count >= 4 {
            return "an article's text stands before its headings"
        }
        return nil
    }

    /// Long enough to say what happened: eight Chinese characters or four words.
    private static func isTelling(_ text: Bytes) -> Bool {
        let scalars = text.scalars(limit: 200)
        return scalars.lazy.filter(Text.isHan).count >= 8 || scalars.split(whereSeparator: Text.isBlank).count >= 4
    }
}
