/// Layouts without markers that still show where stories begin. Each has a threshold; below it nothing is cut.
enum UnmarkedForms {
    static func outline(of lines: [TextLine]) -> Outline? {
        underlined(lines) ?? capitals(lines) ?? alternating(lines)
    }

    /// A headline over a line of `----`, `~~~~` or `====`: the character that underlines most.
    private static func underlined(_ lines: [TextLine]) -> Outline? {
        var heads: [UInt8: [Int]] = [:]
        for index in lines.indices.dropFirst() {
            let rule = lines[index].text
            guard rule.count >= 3, let first = rule.first, first == 0x2D || first == 0x7E || first == 0x3D,
                rule.allSatisfy({ $0 == first }), !lines[index - 1].isBlank,
                index < 2 || lines[index - 2].isBlank || index == 2, Headline.hasShape(lines[index - 1].text),
                rule.count <= 2 * lines[index - 1].text.count + 4
            else { continue }
            heads[first, default: []].append(index - 1)
        }
        let best = heads.max { ($0.value.count, $0.key) < ($1.value.count, $1.key) }
        guard let found = best?.value, found.count >= 2 else { return nil }
        var references: Int?
        var stories = found
        if let last = found.last,
            ["references", "参考资料", "参考文献", "notes", "links"].contains(lines[last].text.string.lowercased())
        {
            references = last
            stories.removeLast()
        }
        guard stories.count >= 2 else { return nil }
        let end = references ?? lines.count
        var outline = Segmentation.build(Array(lines[..<end]), heads: stories.map { ($0, nil) })
        for index in outline.stories.indices {
            let body = outline.stories[index].body
            outline.stories[index].body = min(body.lowerBound + 1, body.upperBound)..<body.upperBound
        }
        guard outline.stories.allSatisfy({ story in story.body.contains { !lines[$0].isBlank } }) else { return nil }
        outline.trailer = outline.trailer.lowerBound..<lines.count
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(stories.count) stories: underlined headlines", line: lines[stories[0]].number)
        ]
        return outline
    }

    /// Lines in capitals after a blank line, each with text under it that is not.
    private static func capitals(_ lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var covered = 0
        for index in lines.indices where index > 0 && lines[index - 1].isBlank && Headline.isCapitals(lines[index].text)
        {
            guard index + 1 < lines.count, !lines[index + 1].isBlank, !Headline.isCapitals(lines[index + 1].text),
                lines[index + 1].text.count >= 40
            else { continue }
            heads.append(index)
            covered += 1
        }
        guard heads.count >= 2, let first = heads.first, first <= 8 else { return nil }
        var outline = Segmentation.build(lines, heads: heads.map { ($0, nil) })
        outline.findings = [
            Finding(.info, "Segmentation", "\(heads.count) stories: headlines in capitals", line: lines[first].number)
        ]
        return outline
    }

    /// Short line, blank, block of at least 40 characters, and again: three times, covering four fifths of the text.
    private static func alternating(_ lines: [TextLine]) -> Outline? {
        var blocks: [Range<Int>] = []
        for index in lines.indices where !lines[index].isBlank {
            if let last = blocks.last, last.upperBound == index {
                blocks[blocks.count - 1] = last.lowerBound..<(index + 1)
            } else {
                blocks.append(index..<(index + 1))
            }
        }
        let isHead = blocks.map { block in
            block.count == 1 && Headline.hasShape(lines[block.lowerBound].text) && lines[block.lowerBound].marker == nil
                && lines[block.lowerBound].text.scalarCount <= 44 && lines[block.lowerBound].text.scalarCount >= 4
                && !endsQuestion(lines[block.lowerBound].text)
        }
        let isText = blocks.map { block in
            block.contains { lines[$0].text.scalarCount >= 24 && Headline.endsLikeText(lines[$0].text) }
        }
        var heads: [Int] = []
        for index in blocks.indices
        where isHead[index] && index + 1 < blocks.count && isText[index + 1] && !isHead[index + 1] {
            // A block before must be text too, or the top of the file.
            heads.append(index)
        }
        guard heads.count >= 3, let first = heads.first, first <= 2 else { return nil }
        var stray = 0
        for index in first..<blocks.count where isHead[index] && !heads.contains(index) { stray += 1 }
        let bodies = blocks.count - first - heads.count - stray
        let size = blocks[first...].indices.filter { isText[$0] }.reduce(0) {
            $0 + blocks[$1].reduce(0) { $0 + lines[$1].text.scalarCount }
        }
        guard stray == 0, bodies <= heads.count * 2, size >= heads.count * 40 else { return nil }
        var outline = Segmentation.build(lines, heads: heads.map { (blocks[$0].lowerBound, nil) })
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: short lines and paragraphs in turn",
                line: lines[blocks[first].lowerBound].number)
        ]
        return outline
    }

    private static func endsQuestion(_ text: Bytes) -> Bool {
        text.lastScalar == 0x3F || text.lastScalar == 0xFF1F || text.lastScalar == 0x21 || text.lastScalar == 0xFF01
    }
}

extension Headline {
    /// Ends in a full stop, question or exclamation mark, or a quotation mark after one.
    static func endsLikeText(_ text: Bytes) -> Bool {
        switch text.lastScalar {
        case 0x3002, 0x2E, 0xFF01, 0x21, 0xFF1F, 0x3F, 0x201D, 0x22, 0xFF09, 0x29: true
        default: false
        }
    }
}
