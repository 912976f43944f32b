internal import Interop

/// How `BlockBuilder` writes: what is open, what is implied, where a block ends.
extension BlockBuilder {
    // MARK: Elements

    mutating func skip() {
        skipping += 1
        deeds.append(.skip)
    }

    mutating func write(open name: String, _ attributes: [HTMLAttribute]) {
        if open.isEmpty { startBlock() }
        open.append(Open(id: nextID, name: name, start: html.count, contentBefore: content))
        Self.append(tag: name, directed(AllowList.attributes(of: name, attributes, origin)), to: &html)
        deeds.append(.written(id: nextID))
        nextID += 1
        leafIsEmpty = true
    }

    mutating func implied(_ name: String) {
        if open.isEmpty { startBlock() }
        open.append(Open(id: nextID, name: name, start: html.count, contentBefore: content, isImplied: true))
        Self.append(tag: name, directed([]), to: &html)
        nextID += 1
        leafIsEmpty = true
    }

    /// Ends running text, and opens the part that a block or text needs to stand in. A term or a caption holds text
    /// only: a block ends it.
    mutating func prepareForBlock(isText: Bool = false) {
        endText()
        while !isText, let name = open.last?.name, name == "dt" || name == "caption" || name == "figcaption" {
            closeTop()
        }
        switch open.last?.name {
        case "ul", "ol": implied("li")
        case "dl": implied("dd")
        case "table":
            row = []
            implied("tbody")
            implied("tr")
            implied("td")
        case "thead", "tbody", "tfoot":
            row = []
            implied("tr")
            implied("td")
        case "tr": implied("td")
        default: break
        }
    }

    /// Rows stand in bodies and cells in rows, as browsers see them.
    mutating func prepareForCell(_ name: String) {
        let isCell = name == "td" || name == "th"
        guard isCell || name == "tr", let top = open.last?.name else { return }
        if top == "table" { implied("tbody") }
        if isCell, top == "table" || top == "tbody" || top == "thead" || top == "tfoot" {
            row = []
            implied("tr")
        }
    }

    /// A block at the top says which way it runs when an element around it did.
    private func directed(_ attributes: [(name: String, value: String)]) -> [(name: String, value: String)] {
        guard open.count == 1, let direction = directions.last?.value,
            !attributes.contains(where: { $0.name == "dir" })
        else { return attributes }
        return attributes + [("dir", direction)]
    }

    /// Makes sure that text can be written now: in a leaf or an entry, with the wanted inline elements around it.
    mutating func begin() {
        if !inText {
            prepareForBlock(isText: true)
            switch open.last?.name {
            case nil, "blockquote", "figure": implied("p")
            default: break
            }
            inText = true
            leafIsEmpty = true
        }
        var common = 0
        while common < min(wanted.count, writtenInlines.count), wanted[common].id == writtenInlines[common].id {
            common += 1
        }
        closeInlines(to: common)
        if leafIsEmpty, lines.isEmpty, open.count == 1,
            wanted.contains(where: { $0.name == "strong" || $0.name == "b" })
        {
            lead = []
        }
        if lead != nil, leadEnd == nil, !wanted.contains(where: { $0.name == "strong" || $0.name == "b" }) {
            leadEnd = html.count
        }
        if pendingBreaks > 0 {
            for _ in 0..<pendingBreaks { html += "<br/>".utf8 }
            endLine()
            link?.text.append(0x20)
        } else if pendingBlank {
            html.append(0x20)
            lineText.append(0x20)
            link?.text.append(0x20)
            if leadEnd == nil { lead?.append(0x20) }
        }
        (pendingBreaks, pendingBlank) = (0, false)
        for index in common..<wanted.count {
            if wanted[index].wasWritten { repeated += wanted[index].tag.count }
            guard repeated <= Self.maxRepeated else { break }
            wanted[index].wasWritten = true
            html += wanted[index].tag
            writtenInlines.append(wanted[index])
        }
        leafIsEmpty = false
        content += 1
    }

    mutating func closeInlines(to count: Int) {
        while writtenInlines.count > count { Self.append(endTag: writtenInlines.removeLast().name, to: &html) }
    }

    /// Ends the running text and its leaf.
    mutating func endText() {
        closeInlines(to: 0)
        (pendingBreaks, pendingBlank) = (0, false)
        if let top = open.last, top.isLeaf {
            if top.name == "pre" { while html.last == 0x0A || html.last == 0x20 { html.removeLast() } }
            inText = false
            leafIsEmpty = true
            endLine()
            closeTop()
        } else if inText {
            inText = false
            leafIsEmpty = true
            endLine()
        }
    }

    mutating func endLine() {
        // No slice of the line may live while it is emptied: its room would be lost.
        let text = lineText[...].trimmed.indices
        defer { lineText.removeAll(keepingCapacity: true) }
        guard !text.isEmpty else { return }
        if row != nil {
            if row?.isEmpty == false { row?.append(0x09) }
            row? += lineText[text]
        } else {
            lines.append(lineText[text].copied)
        }
    }

    mutating func closeTop() {
        closeInlines(to: 0)
        guard let top = open.popLast() else { return }
        if top.contentBefore == content, top.name != "td", top.name != "th" {
            html.removeLast(html.count - top.start)
        } else {
            Self.append(endTag: top.name, to: &html)
        }
        if top.name == "tr", let text = row {
            row = nil
            if !text.isEmpty { lines.append(text) }
        }
        inText = false
        leafIsEmpty = true
        if open.isEmpty { finishBlock(top.name) }
    }

    // MARK: Blocks

    mutating func startBlock() {
        html.removeAll(keepingCapacity: true)
        lines = []
        row = nil
        lead = nil
        leadEnd = nil
        blockLine = line
    }

    mutating func finishBlock(_ name: String) {
        defer {
            html.removeAll(keepingCapacity: true)
            links = []
        }
        guard !html.isEmpty else { return }
        let bold = lead.map { (text: $0, end: leadEnd ?? html.count) }
        document.blocks.append(
            Block(name: name, html: html[...].copied, lines: lines, links: links, lead: bold, line: blockLine))
    }

    static func tag(_ name: String, _ attributes: [(name: String, value: String)]) -> [UInt8] {
        var tag: [UInt8] = []
        append(tag: name, attributes, to: &tag)
        return tag
    }

    private static func append(
        tag name: String, _ attributes: [(name: String, value: String)], to html: inout [UInt8]
    ) {
        html.append(0x3C)
        html += name.utf8
        for attribute in attributes { HTMLText.append(attribute: attribute.name, attribute.value, to: &html) }
        html.append(0x3E)
    }

    private static func append(endTag name: String, to html: inout [UInt8]) {
        html += "</".utf8
        html += name.utf8
        html.append(0x3E)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
