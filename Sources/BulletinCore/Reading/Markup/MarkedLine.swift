/// A line of a block with the marks in it: emphasis, links, pictures.
struct MarkedLine: Sendable {
    enum Piece: Sendable {
        /// The start tag of an inline element.
        case open(tag: Bytes)
        case close
        /// `<br/>`, `<img …/>`.
        case void(tag: Bytes)
        case text([UInt8])
    }

    /// Every element that is opened is closed, in order.
    fileprivate(set) var pieces: [Piece] = []
    /// As in `Block.lines`.
    fileprivate(set) var text: [UInt8] = []

    /// A link in the line.
    struct Anchor: Sendable {
        /// Of the text that carries it; empty where pictures do.
        var range: Range<Int>
        var url: String
    }

    /// In order. Addresses of mail are among them.
    var anchors: [Anchor] {
        var anchors: [Anchor] = []
        var open: [(url: String?, start: Int)] = []
        var place = 0
        for piece in pieces {
            switch piece {
            case .open(let tag): open.append((Self.address(of: tag), place))
            case .close:
                if let ended = open.popLast(), let url = ended.url {
                    anchors.append(Anchor(range: ended.start..<place, url: url))
                }
            case .void: break
            case .text(let text): place += text.count
            }
        }
        return anchors
    }

    /// The links that may be published, with the text that carries them.
    var links: [(range: Range<Int>, link: Link)] {
        anchors.compactMap { anchor in
            guard !anchor.url.hasPrefix("mailto:") else { return nil }
            let title = Title.clean(text[anchor.range])
            return (anchor.range, Link(title: title.isEmpty ? anchor.url : title, url: anchor.url))
        }
    }

    var hasPictures: Bool {
        pieces.contains { if case .void(let tag) = $0 { tag.hasPrefix("<img") } else { false } }
    }

    /// The text from `offset` on, and all pictures: none stands twice where a line is cut into its headline and the
    /// rest. Bare addresses become links.
    func html(from offset: Int) -> [UInt8] {
        var html: [UInt8] = []
        var open: [(tag: Bytes, isWritten: Bool)] = []
        var links = 0
        var place = 0
        func begin() {
            for index in open.indices where !open[index].isWritten {
                html += open[index].tag
                open[index].isWritten = true
            }
        }
        for piece in pieces {
            switch piece {
            case .open(let tag):
                if tag.hasPrefix("<a ") { links += 1 }
                open.append((tag, false))
            case .close:
                guard let ended = open.popLast() else { break }
                if ended.tag.hasPrefix("<a ") { links -= 1 }
                if ended.isWritten { html += "</\(Self.name(of: ended.tag).string)>".utf8 }
            case .void(let tag):
                guard tag.hasPrefix("<img") || !html.isEmpty else { break }
                begin()
                html += tag
            case .text(let text):
                let rest = text.dropFirst(max(0, offset - place))
                place += text.count
                guard !rest.isEmpty else { break }
                begin()
                if links > 0 {
                    HTMLText.append(escaped: rest, to: &html)
                } else {
                    HTMLText.append(linking: rest, to: &html)
                }
            }
        }
        return html
    }

    fileprivate static func name(of tag: Bytes) -> Bytes {
        tag.dropFirst().prefix { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) }
    }

    private static func address(of tag: Bytes) -> String? {
        guard tag.hasPrefix("<a "), let start = tag.firstRange(of: "href=\"")?.upperBound,
            let end = tag[start...].firstIndex(of: 0x22)
        else { return nil }
        return HTMLText.unescaped(tag[start..<end])?.string
    }
}

/// The lines of a block, each with its marks.
struct MarkedLines: Sendable {
    private(set) var lines: [MarkedLine] = []

    private var line = MarkedLine()
    private var open: [Bytes] = []
    /// A table's row is one line; its cells are parted by tabs.
    private var isInRow = false

    /// - Returns: `nil` when these are not the lines that the block has: text as it is typed.
    init?(_ block: Block) {
        let html = block.html[...]
        var place = html.startIndex
        while place < html.endIndex {
            guard html[place] == 0x3C else {
                let end = html[place...].firstIndex(of: 0x3C) ?? html.endIndex
                guard let text = HTMLText.unescaped(html[place..<end]) else { return nil }
                append(text)
                place = end
                continue
            }
            guard let end = html[place...].firstIndex(of: 0x3E) else { return nil }
            take(html[place...end])
            place = end + 1
        }
        endLine()
        guard lines.count == block.lines.count, zip(lines, block.lines).allSatisfy({ $0.text == $1 }) else {
            return nil
        }
    }

    private mutating func take(_ tag: Bytes) {
        let isEnd = tag.dropFirst().first == 0x2F
        let name = MarkedLine.name(of: isEnd ? tag.dropFirst() : tag)
        switch AllowList.role(of: name.string) {
        case .inline:
            if isEnd {
                _ = open.popLast()
                line.pieces.append(.close)
            } else {
                open.append(tag)
                line.pieces.append(.open(tag: tag))
            }
        case .void:
            if name.elementsEqual("img".utf8) { line.pieces.append(.void(tag: tag)) } else { endLine() }
        default:
            if name.elementsEqual("tr".utf8) {
                isInRow = false
                endLine()
                isInRow = !isEnd
            } else {
                endLine()
            }
        }
    }

    private mutating func append(_ text: Bytes) {
        let isFirst = line.text.isEmpty || line.text.last == 0x09 && isInRow
        let text = isFirst ? text.trimmedStart : text
        guard !text.isEmpty else { return }
        line.text += text
        line.pieces.append(.text(text.copied))
    }

    private mutating func endLine() {
        if isInRow, line.text.last == 0x09 { return }
        trimEnd()
        if isInRow, line.text.isEmpty { return }
        if isInRow {
            line.text.append(0x09)
            line.pieces.append(.text([0x09]))
            return
        }
        for _ in open { line.pieces.append(.close) }
        var first: [MarkedLine.Piece] = []
        if !line.text.isEmpty {
            lines.append(line)
        } else if line.hasPictures {
            // A picture on a line of its own belongs to what stands above it, else to what follows.
            if let last = lines.indices.last {
                lines[last].pieces.append(.void(tag: Array("<br/>".utf8)[...]))
                lines[last].pieces += line.pieces
            } else {
                first = line.pieces
            }
        }
        line = MarkedLine()
        line.pieces = first + open.map { .open(tag: $0) }
    }

    private mutating func trimEnd() {
        let kept = line.text[...].trimmedEnd.count
        var excess = line.text.count - kept
        line.text.removeLast(excess)
        var index = line.pieces.endIndex
        while excess > 0, index > 0 {
            index -= 1
            guard case .text(let text) = line.pieces[index] else { continue }
            line.pieces[index] = .text(text.dropLast(excess).map(\.self))
            excess -= min(excess, text.count)
        }
    }
}
