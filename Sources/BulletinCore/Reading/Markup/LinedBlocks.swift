/// Blocks as the lines of a text, and back. A block whose lines belong to several parts is cut between them; what
/// stands in a line stays in it: emphasis, links, pictures.
struct LinedBlocks {
    /// A blank line follows every block.
    private(set) var lines: [TextLine] = []
    private let blocks: [Block]
    /// For each line its block and its place in it; `nil` for a line of no block.
    private var places: [(block: Int, line: Int)?] = []
    /// The lines of blocks that were cut, to be found once; `nil` where that is impossible.
    private var marked: [Int: [MarkedLine]?] = [:]

    /// - Parameters:
    ///   - start: the first block that is read.
    ///   - title: of the text, which no block holds.
    init(_ blocks: [Block], from start: Int, title: Bytes?) {
        self.blocks = blocks
        if let title, let first = blocks.first {
            lines = [title, []].map { TextLine(number: first.line, raw: $0) }
            places = [nil, nil]
        }
        for index in blocks.indices[start...] {
            let number = blocks[index].line
            for place in blocks[index].lines.indices {
                lines.append(TextLine(number: number, raw: blocks[index].lines[place][...]))
                places.append((index, place))
            }
            lines.append(TextLine(number: number, raw: []))
            places.append((index, blocks[index].lines.count))
        }
    }

    /// The blocks of lines; of a block that is cut each line is a paragraph.
    /// - Parameter block: one that is left out.
    mutating func blocks(of range: Range<Int>, without block: Int? = nil) -> [Block] {
        var found: [Block] = []
        var index = range.lowerBound
        while index < range.upperBound {
            guard let owner = places[index]?.block, owner != block else {
                index += 1
                continue
            }
            let isFromStart = index == 0 || places[index - 1]?.block != owner
            var end = index
            while end < range.upperBound, places[end]?.block == owner { end += 1 }
            let isToEnd =
                end == lines.count || places[end]?.block != owner || places[end]?.line == blocks[owner].lines.count
            if isFromStart, isToEnd {
                found.append(blocks[owner])
            } else {
                for line in index..<end { if let cut = paragraph(line) { found.append(cut) } }
            }
            index = end
        }
        return found
    }

    /// A line as a paragraph.
    /// - Parameter rest: the end of the line that is taken; all pictures are, wherever they stand.
    /// - Returns: `nil` when there is nothing in it.
    mutating func paragraph(_ index: Int, rest: Bytes? = nil) -> Block? {
        guard let place = places[index], place.line < blocks[place.block].lines.count else { return nil }
        let block = blocks[place.block]
        let text = lines[index].text
        let rest = rest ?? text
        guard let line = markedLine(index), text.count >= rest.count, text.suffix(rest.count) == rest else {
            guard !rest.isEmpty else { return nil }
            return Block(
                name: "p", html: Array(HTMLText.paragraphs([rest]).utf8), lines: [rest.copied],
                links: block.links.filter { rest.contains(text: $0.title) }, line: block.line)
        }
        let offset = text.count - rest.count
        let inner = line.html(from: offset)
        guard !inner.isEmpty else { return nil }
        let isPlain = !line.pieces.contains { if case .text = $0 { false } else { true } }
        let html = isPlain ? Array(HTMLText.paragraphs([rest]).utf8) : Array("<p>".utf8) + inner + Array("</p>".utf8)
        return Block(
            name: "p", html: html, lines: rest.isEmpty ? [] : [rest.copied],
            links: line.links.filter { $0.range.upperBound > offset }.map(\.link), line: block.line)
    }

    /// The links that end before the last `rest` of a line.
    mutating func links(_ index: Int, before rest: Bytes) -> [Link] {
        guard let line = markedLine(index) else {
            guard let block = places[index].map({ blocks[$0.block] }), block.lines.count <= 3, block.links.count <= 20
            else { return [] }
            let head = lines[index].text.dropLast(rest.count)
            return block.links.filter { head.contains(text: $0.title) }
        }
        let end = lines[index].text.count - rest.count
        return line.links.filter { $0.range.upperBound <= end && !$0.range.isEmpty }.map(\.link)
    }

    private mutating func markedLine(_ index: Int) -> MarkedLine? {
        guard let place = places[index], place.line < blocks[place.block].lines.count else { return nil }
        if let known = marked[place.block] { return known?[place.line] }
        let found = MarkedLines(blocks[place.block])?.lines
        marked[place.block] = .some(found)
        return found?[place.line]
    }
}
