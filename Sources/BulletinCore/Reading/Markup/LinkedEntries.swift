internal import Interop

/// Lists and paragraphs whose entries each begin with a headline that leads elsewhere.
extension MarkupReader {
    /// An entry of a list, or a paragraph.
    private struct Entry {
        /// Of the block that it stands in.
        var block: Int
        /// The headline that it begins with; `nil` when it begins with none.
        var headline: Link?
        /// What follows the headline.
        var rest: Bytes
        var category: Bytes?
    }

    /// At least three, and seven in ten of all, right under the name of a digest.
    /// - Parameter isNamed: it is known to be a digest already.
    /// - Returns: `nil` when these are no stories.
    static func linkedEntries(
        _ blocks: [Block], _ headings: HeadingOutline, _ statedTitle: String?, _ origin: MarkupOrigin, isNamed: Bool
    ) -> Bulletin? {
        let start = headings.titleBlock.map { $0 + 1 } ?? 0
        guard (min(start, blocks.count)..<blocks.count).reduce(0, { $0 + blocks[$1].links.count }) >= 3 else {
            return nil
        }
        let entries = entries(of: blocks, from: start)
        guard let first = entries.firstIndex(where: { $0.headline != nil }) else { return nil }
        let listed = entries[first...]
        let found = listed.compactMap(\.headline)
        let firstBlock = entries[first].block
        guard found.count >= 3, found.count * 10 >= listed.count * 7,
            Set(found.map { Text.key(Array($0.title.utf8)[...]) }).count == found.count,
            !blocks[firstBlock...].contains(where: { $0.headingLevel != nil }),
            isNamed || namesDigest(blocks[..<firstBlock], statedTitle)
        else { return nil }
        let header = blocks[start..<firstBlock]
        // Text before them is what the bulletin is about, and they are what it refers to.
        guard header.lazy.map(\.text.count).reduce(0, +) <= 400,
            header.last.map({ Words.isLinksLabel($0.text) }) != true
        else { return nil }
        var sections: [Section] = []
        var heads = Array(listed.indices.filter { listed[$0].headline != nil })
        heads.append(entries.endIndex)
        for (head, next) in zip(heads, heads.dropFirst()) {
            guard let headline = entries[head].headline, var body = fragment(entries[head].rest) else { return nil }
            for entry in entries[(head + 1)..<next] {
                guard let more = fragment(entry.rest) else { return nil }
                body += more
            }
            if next == entries.endIndex { dropTrailer(&body, others: sections) }
            var story = section(
                body, title: Title.clean(headline.title), line: blocks[entries[head].block].line)
            story.links.insert(headline, at: 0)
            story.category = entries[head].category.map(Title.clean)
            sections.append(story)
        }
        return units(
            sections, blocks, headings, first: firstBlock, statedTitle, origin, what: "entries that begin with a link")
    }

    /// The blocks of a part of sanitized HTML.
    static func fragment(_ html: Bytes) -> [Block]? {
        do throws(HTMLError) {
            return Sanitizer.sanitize(try HTMLDocument.events(of: Array(html), maxDepth: 256), .own).blocks
        } catch {
            return nil
        }
    }

    // MARK: Entries

    private static func entries(of blocks: [Block], from start: Int) -> [Entry] {
        var entries: [Entry] = []
        var category: Bytes?
        for index in start..<max(start, blocks.count) {
            let block = blocks[index]
            switch block.name {
            case "ul", "ol":
                var links = 0
                for item in items(block.html[...]) {
                    let inner = block.html[item]
                    entries.append(entry(inner, link: links, of: block, index, category))
                    links += count(of: "<a ", in: inner)
                }
            case "p"
            where index + 1 < blocks.count && ["ul", "ol"].contains(blocks[index + 1].name)
                && !block.text.isEmpty && block.text.scalarCount <= 20 && block.links.isEmpty && !entries.isEmpty:
                category = block.text
            case "hr": break
            default: entries.append(entry(block.html[...], link: 0, of: block, index, nil))
            }
        }
        return entries
    }

    /// - Parameter link: how many links stand before it in the block.
    private static func entry(_ html: Bytes, link: Int, of block: Block, _ index: Int, _ category: Bytes?) -> Entry {
        let plain = Entry(block: index, headline: nil, rest: html)
        let isParagraph = html.hasPrefix("<p>")
        let inner = isParagraph ? html.dropFirst(3) : html
        guard inner.hasPrefix("<a "), let close = inner.firstRange(of: "</a>"), link < block.links.count,
            block.links[link].url?.hasPrefix("http") == true, isHeadline(block.links[link].title)
        else { return plain }
        var rest = inner[close.upperBound...]
        while let next = rest.firstScalar,
            [0x20, 0xA0, 0x2D, 0x3A, 0x2C, 0x2013, 0x2014, 0x3000, 0xFF0C, 0xFF1A].contains(next)
        {
            rest = rest.droppingScalar
        }
        return Entry(
            block: index, headline: block.links[link], rest: (Array((isParagraph ? "<p>" : "").utf8) + rest)[...],
            category: category)
    }

    /// Four Chinese characters or two words; `#12` and `@name` are none.
    private static func isHeadline(_ title: String) -> Bool {
        let scalars = Array(title.utf8)[...].scalars(limit: 200)
        let words = title.utf8.prefix(600).split(separator: 0x20)
        return scalars.count <= 120 && (scalars.lazy.filter(Text.isHan).count >= 4 || words.count >= 2)
            && WebAddress.find(in: Array(title.utf8)[...]) == nil
    }

    /// What stands between `<li>` and `</li>` of the outer list.
    static func items(_ html: Bytes) -> [Range<Int>] {
        var items: [Range<Int>] = []
        var depth = 0
        var start = html.startIndex
        var place = html.startIndex
        while let open = html[place...].firstIndex(of: 0x3C) {
            let tag = html[open...]
            place = open + 1
            if tag.hasPrefix("<li>") || tag.hasPrefix("<li ") {
                depth += 1
                if depth == 1 { start = (tag.firstIndex(of: 0x3E) ?? open) + 1 }
            } else if tag.hasPrefix("</li>") {
                depth -= 1
                if depth == 0, start <= open { items.append(start..<open) }
            }
        }
        return items
    }

    private static func count(of text: String, in html: Bytes) -> Int {
        var count = 0
        var rest = html
        while let found = rest.firstRange(of: text) {
            count += 1
            rest = rest[found.upperBound...]
        }
        return count
    }
}
