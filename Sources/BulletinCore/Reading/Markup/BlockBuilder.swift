internal import Interop

/// The machine of `Sanitizer`: takes the steps of a tree walk, keeps what is open in the output, writes blocks.
struct BlockBuilder {
    /// What became of an element of the source, so that its end undoes the same.
    enum Deed {
        case nothing, flow, skip, inline
        /// Written; `id` tells whether it is still open.
        case written(id: Int)
    }

    /// A leaf, container or part that is open in the output.
    struct Open {
        var id: Int
        var name: String
        /// Where its start tag begins, to take it back when it stays empty.
        var start: Int
        var contentBefore: Int
        /// Opened because the content needed it, not by a tag of the source.
        var isImplied = false
    }

    struct Inline {
        var id: Int
        var name: String
        var tag: [UInt8]
    }

    var document = SanitizedDocument()
    var deeds: [Deed] = []
    var skipping = 0
    var titleDepth: Int?
    var nextID = 0

    var html: [UInt8] = []
    var open: [Open] = []
    /// Inline elements that the source has open, and those of them that are written.
    var wanted: [Inline] = []
    var writtenInlines: [Inline] = []
    /// A leaf, or the text right in a list entry or cell, has begun.
    var inText = false
    var leafIsEmpty = true
    var pendingBlank = false
    var pendingBreaks = 0
    var content = 0

    var lines: [[UInt8]] = []
    var lineText: [UInt8] = []
    var row: [UInt8]?
    var links: [Link] = []
    var link: (id: Int, url: String, text: [UInt8])?
    var lead: [UInt8]?
    var leadEnd: Int?
    var blockLine = 1
    var line = 1

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
}
