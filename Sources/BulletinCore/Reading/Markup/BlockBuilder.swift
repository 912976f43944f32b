internal import Interop

/// The machine of `Sanitizer`: takes the steps of a tree walk, keeps what is open in the output, writes blocks.
struct BlockBuilder {
    /// What became of an element of the source, so that its end undoes the same.
    private enum Deed {
        case nothing, flow, skip, inline
        /// Written; `id` tells whether it is still open.
        case written(id: Int)
    }

    /// A leaf, container or part that is open in the output.
    private struct Open {
        var id: Int
        var name: String
        /// Where its start tag begins, to take it back when it stays empty.
        var start: Int
        var contentBefore: Int
        /// Opened because the content needed it, not by a tag of the source.
        var isImplied = false
    }

    private struct Inline {
        var id: Int
        var name: String
        var tag: [UInt8]
    }

    private var document = SanitizedDocument()
    private var deeds: [Deed] = []
    private var skipping = 0
    private var titleDepth: Int?
    private var nextID = 0

    private var html: [UInt8] = []
    private var open: [Open] = []
    /// Inline elements that the source has open, and those of them that are written.
    private var wanted: [Inline] = []
    private var writtenInlines: [Inline] = []
    /// A leaf, or the text right in a list entry or cell, has begun.
    private var inText = false
    private var leafIsEmpty = true
    private var pendingBlank = false
    private var pendingBreaks = 0
    private var content = 0

    private var lines: [[UInt8]] = []
    private var lineText: [UInt8] = []
    private var row: [UInt8]?
    private var links: [Link] = []
    private var link: (id: Int, url: String, text: [UInt8])?
    private var lead: [UInt8]?
    private var leadEnd: Int?
    private var blockLine = 1
    private var line = 1

    // MARK: Steps of the walk

    mutating func open(_ name: String, _ attributes: [HTMLAttribute], line: Int, isLayout: Bool) {
        self.line = line
        if skipping > 0 {
            skipping += 1
            deeds.append(.skip)
            if name == "title", titleDepth == nil, document.title.isEmpty { titleDepth = deeds.count }
            return
        }
        if name == "html" { document.language = attributes.first { $0.name == "lang" }?.value }
        let role = AllowList.role(of: name)
        if case .dropped = role {
            if name == "title", document.title.isEmpty { titleDepth = deeds.count + 1 }
            if !["title", "head", "meta", "link", "style"].contains(name) { document.droppedElements += 1 }
            return skip()
        }
        if AllowList.isHidden(attributes) { return skip() }
        switch role {
        case .dropped: break
        case .transparent: deeds.append(.nothing)
        case .flow:
            endText()
            deeds.append(.flow)
        case .inline: openInline(name, attributes)
        case .void:
            void(name, attributes)
            deeds.append(.nothing)
        case .leaf:
            prepareForBlock()
            write(open: name, attributes)
            inText = true
        case .container:
            if isLayout {
                endText()
                deeds.append(.flow)
            } else {
                prepareForBlock()
                write(open: name, attributes)
            }
        case .part(let parents):
            endText()
            while let top = open.last, top.isImplied, !parents.contains(top.name) { closeTop() }
            guard let top = open.last, parents.contains(top.name) else {
                deeds.append(.flow)
                return
            }
            if name == "tr" { row = [] }
            write(open: name, attributes)
        }
    }

    mutating func close() {
        guard let deed = deeds.popLast() else { return }
        if let depth = titleDepth, deeds.count < depth { titleDepth = nil }
        switch deed {
        case .nothing: break
        case .skip: skipping -= 1
        case .flow: endText()
        case .inline:
            if let ended = wanted.popLast(), let current = link, current.id == ended.id {
                let title = Title.clean(current.text[...])
                if !current.url.hasPrefix("mailto:") {
                    let ended = Link(title: title.isEmpty ? current.url : title, url: current.url)
                    if open.isEmpty, !document.blocks.isEmpty {
                        document.blocks[document.blocks.count - 1].links.append(ended)
                    } else {
                        links.append(ended)
                    }
                }
                link = nil
            }
        case .written(let id):
            guard open.contains(where: { $0.id == id }) else { return }
            endText()
            while let top = open.last, top.id >= id { closeTop() }
        }
    }

    mutating func text(_ bytes: Bytes) {
        if titleDepth != nil { document.title += bytes }
        guard skipping == 0 else { return }
        let isVerbatim = open.contains { $0.name == "pre" }
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if !isVerbatim, Self.isSpace(byte) {
                if !leafIsEmpty, pendingBreaks == 0 { pendingBlank = true }
                place += 1
                continue
            }
            let (scalar, length) = bytes.scalar(at: place)
            if !Self.isLegal(scalar) || leafIsEmpty && (isVerbatim ? scalar == 0x0A : Text.isBlank(scalar)) {
                place += length
                continue
            }
            var end = place
            while end < bytes.endIndex, isVerbatim ? bytes[end] != 0x0A || end == place : !Self.isSpace(bytes[end]) {
                let (scalar, length) = bytes.scalar(at: end)
                guard Self.isLegal(scalar) else { break }
                end += length
            }
            begin()
            let piece = bytes[place..<min(end, bytes.endIndex)]
            HTMLText.append(escaped: piece, to: &html)
            if byte == 0x0A { endLine() }
            lineText += piece
            link?.text += piece
            if leadEnd == nil { lead? += piece }
            place = end
        }
    }

    consuming func finish() -> SanitizedDocument {
        endText()
        while !open.isEmpty { closeTop() }
        return document
    }

    // MARK: Elements

    private mutating func skip() {
        skipping += 1
        deeds.append(.skip)
    }

    private mutating func openInline(_ name: String, _ attributes: [HTMLAttribute]) {
        let kept = AllowList.attributes(of: name, attributes)
        if name == "a" {
            let href = kept.first { $0.name == "href" }
            if href == nil, attributes.contains(where: { $0.name == "href" }) { document.droppedAddresses += 1 }
            guard let href, link == nil else {
                deeds.append(.nothing)
                return
            }
            link = (nextID, href.value, [])
        }
        wanted.append(Inline(id: nextID, name: AllowList.written(name), tag: Self.tag(AllowList.written(name), kept)))
        nextID += 1
        deeds.append(.inline)
    }

    private mutating func void(_ name: String, _ attributes: [HTMLAttribute]) {
        switch name {
        case "br":
            pendingBlank = false
            if !leafIsEmpty { pendingBreaks = min(pendingBreaks + 1, 2) }
        case "hr":
            prepareForBlock()
            if open.isEmpty { startBlock() }
            html += "<hr/>".utf8
            content += 1
            if open.isEmpty { finishBlock("hr") }
        default:
            let kept = AllowList.attributes(of: name, attributes)
            guard kept.contains(where: { $0.name == "src" }) else {
                document.droppedAddresses += 1
                return
            }
            begin()
            html += Self.tag(name, kept).dropLast()
            html += "/>".utf8
        }
    }

    private mutating func write(open name: String, _ attributes: [HTMLAttribute]) {
        if open.isEmpty { startBlock() }
        open.append(Open(id: nextID, name: name, start: html.count, contentBefore: content))
        html += Self.tag(name, AllowList.attributes(of: name, attributes))
        deeds.append(.written(id: nextID))
        nextID += 1
        leafIsEmpty = true
    }

    private mutating func implied(_ name: String) {
        if open.isEmpty { startBlock() }
        open.append(Open(id: nextID, name: name, start: html.count, contentBefore: content, isImplied: true))
        html += Self.tag(name, [])
        nextID += 1
        leafIsEmpty = true
    }

    /// Ends running text, and opens the part that a block or text needs to stand in. A term or a caption holds text
    /// only: a block ends it.
    private mutating func prepareForBlock(isText: Bool = false) {
        endText()
        while !isText, let name = open.last?.name, name == "dt" || name == "caption" || name == "figcaption" {
            closeTop()
        }
        switch open.last?.name {
        case "ul", "ol": implied("li")
        case "dl": implied("dd")
        case "table", "thead", "tbody", "tfoot":
            row = []
            implied("tr")
            implied("td")
        case "tr": implied("td")
        default: break
        }
    }

    /// Makes sure that text can be written now: in a leaf or an entry, with the wanted inline elements around it.
    private mutating func begin() {
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
        for inline in wanted[common...] {
            html += inline.tag
            writtenInlines.append(inline)
        }
        leafIsEmpty = false
        content += 1
    }

    private mutating func closeInlines(to count: Int) {
        while writtenInlines.count > count { html += "</\(writtenInlines.removeLast().name)>".utf8 }
    }

    /// Ends the running text and its leaf.
    private mutating func endText() {
        closeInlines(to: 0)
        (pendingBreaks, pendingBlank) = (0, false)
        if let top = open.last, case .leaf = AllowList.role(of: top.name) {
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

    private mutating func endLine() {
        let text = lineText[...].trimmed
        lineText = []
        guard !text.isEmpty else { return }
        if row != nil {
            if row?.isEmpty == false { row?.append(0x09) }
            row? += text
        } else {
            lines.append(Array(text))
        }
    }

    private mutating func closeTop() {
        closeInlines(to: 0)
        guard let top = open.popLast() else { return }
        if top.contentBefore == content, top.name != "td", top.name != "th" {
            html.removeLast(html.count - top.start)
        } else {
            html += "</\(top.name)>".utf8
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

    private mutating func startBlock() {
        html = []
        lines = []
        row = nil
        lead = nil
        leadEnd = nil
        blockLine = line
    }

    private mutating func finishBlock(_ name: String) {
        defer {
            html = []
            links = []
        }
        guard !html.isEmpty else { return }
        let bold = lead.map { (text: $0, end: leadEnd ?? html.count) }
        document.blocks.append(Block(name: name, html: html, lines: lines, links: links, lead: bold, line: blockLine))
    }

    private static func tag(_ name: String, _ attributes: [(name: String, value: String)]) -> [UInt8] {
        var tag = Array("<\(name)".utf8)
        for attribute in attributes { HTMLText.append(attribute: attribute.name, attribute.value, to: &tag) }
        tag.append(0x3E)
        return tag
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    /// A character of XML 1.0 §2.2 that is no control.
    private static func isLegal(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x09, 0x0A, 0x20..<0x7F, 0xA0..<0xD800, 0xE000..<0xFDD0, 0xFDF0..<0xFFFE: scalar != 0xFEFF
        case 0x10000...0x10FFFF: scalar & 0xFFFE != 0xFFFE
        default: false
        }
    }
}
