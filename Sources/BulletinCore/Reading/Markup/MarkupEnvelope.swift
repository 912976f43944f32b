/// The envelope of pages and Markdown: the same evidence as in plain text, from the lines of their first and last
/// blocks.
extension Envelope {
    /// - Parameters:
    ///   - titles: of front matter or the page's head, and of the heading; best first.
    ///   - titleBlock: of the heading that is the title.
    ///   - header: blocks before the first story; of a single story its first blocks.
    ///   - headerEnd: the index behind the header of a single story.
    init(_ blocks: [Block], titles: [String?], titleBlock: Int?, header: [Block], headerEnd: Int, isSingle: Bool) {
        var lines: [TextLine] = []
        for title in titles {
            guard let title, !title.isEmpty else { continue }
            lines.append(TextLine(number: titleBlock.map { blocks[$0].line } ?? 0, raw: Array(title.utf8)[...]))
        }
        for block in header {
            for line in block.lines { lines.append(TextLine(number: block.line, raw: line[...])) }
        }
        let headCount = lines.count
        var tail: [TextLine] = []
        for block in blocks[max(headerEnd, blocks.count - 12)...] {
            for line in block.lines { tail.append(TextLine(number: block.line, raw: line[...])) }
            if block.isListed { tail.append(TextLine(number: block.line, raw: [])) }
        }
        lines += tail.suffix(14)
        self.init(lines, headCount: headCount, isSingle: isSingle)
    }

    /// - Parameters:
    ///   - body: the Markdown behind the front matter.
    ///   - firstLine: the number of its first line.
    ///   - stories: with the lines of their headlines.
    init(markdown body: Bytes, firstLine: Int, stories: [Section], kind: Bulletin.Kind) {
        let isSingle = kind == .single
        var lines: [TextLine] = []
        var start = body.startIndex
        var number = firstLine
        let firstStory = isSingle ? Int.max : stories.first?.line ?? Int.max
        while start < body.endIndex, lines.count < 60, number < firstStory {
            let end = body[start...].firstIndex(of: 0x0A) ?? body.endIndex
            lines.append(TextLine(number: number, raw: Self.plain(body[start..<end])))
            (start, number) = (min(end + 1, body.endIndex), number + 1)
        }
        if number == firstStory {
            let shared = Self.lines(before: stories[0].title, in: body[start...], number)
            lines += shared
            for _ in shared { start = (body[start...].firstIndex(of: 0x0A) ?? body.endIndex - 1) + 1 }
            number += shared.count
        }
        let headCount = lines.count
        // The last lines, from the end; their numbers count the lines between.
        var tail: [Bytes] = []
        var end = body.last == 0x0A ? body.endIndex - 1 : body.endIndex
        while end > start, tail.count < 14 {
            let begin = body[start..<end].lastIndex(of: 0x0A).map { $0 + 1 } ?? start
            tail.append(body[begin..<end])
            end = begin > start ? begin - 1 : start
        }
        if let first = tail.last {
            number += body[start..<first.startIndex].lazy.filter { $0 == 0x0A }.count
        }
        for (offset, raw) in tail.reversed().enumerated() {
            lines.append(TextLine(number: number + offset, raw: Self.plain(raw)))
        }
        self.init(lines, headCount: headCount, isSingle: isSingle)
    }

    /// The lines of a paragraph in front of a headline in it; none when it does not stand there.
    private static func lines(before headline: String, in text: Bytes, _ firstLine: Int) -> [TextLine] {
        let key = Text.key(Array(headline.utf8)[...])
        var lines: [TextLine] = []
        var start = text.startIndex
        while start < text.endIndex, lines.count < 60 {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = TextLine(number: firstLine + lines.count, raw: plain(text[start..<end]))
            if line.isBlank { return [] }
            if line.key.starts(with: key) { return lines }
            lines.append(line)
            start = end + 1
        }
        return []
    }

    /// - Parameter lines: the head's, then the last ones of the file.
    private init(_ lines: [TextLine], headCount: Int, isSingle: Bool) {
        guard !isSingle, headCount < lines.count else {
            self.init(
                lines, header: 0..<(isSingle ? lines.count : headCount), foot: lines.count..<lines.count,
                isSingle: isSingle)
            return
        }
        self.init(
            lines, header: 0..<headCount, foot: Trailer.start(in: lines, headCount..<lines.count)..<lines.count,
            isSingle: false)
    }

    /// Without the signs of headings, quotations, emphasis and tables.
    private static func plain(_ line: Bytes) -> Bytes {
        func isSign(_ byte: UInt8) -> Bool {
            switch byte {
            case 0x23, 0x3E, 0x2A, 0x5F, 0x7C, 0x20: true
            default: false
            }
        }
        // `#12` is a number.
        let text = line.trimmed
        let start = text.firstIndex { !isSign($0) } ?? text.endIndex
        let isNumber =
            start < text.endIndex && (0x30...0x39).contains(text[start]) && start > text.startIndex
            && text[start - 1] == 0x23
        let kept = text[(isNumber ? start - 1 : start)...]
        return kept[..<((kept.lastIndex { !isSign($0) } ?? kept.startIndex - 1) + 1)]
    }
}

extension FrontMatter {
    /// What it states of what a header does.
    var facts: [HeaderFact] {
        let label = "front matter"
        return [
            date.map { HeaderFact(.date, "\($0.day)", label: label, line: $0.line) },
            issue.map { HeaderFact(.issue, $0, label: label) },
        ].compactMap { $0 } + authors.map { HeaderFact(.author, $0, label: label) }
    }
}
