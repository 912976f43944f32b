internal import Interop

/// The machine of `Sanitizer`: takes the steps of a tree walk, keeps what is open in the output, writes blocks.
struct BlockBuilder {
    /// What became of an element of the source, so that its end undoes the same.
    enum Deed {
        case nothing, flow, skip, inline, media
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
        let isLeaf: Bool

        init(id: Int, name: String, start: Int, contentBefore: Int, isImplied: Bool = false) {
            (self.id, self.name, self.start, self.contentBefore) = (id, name, start, contentBefore)
            self.isImplied = isImplied
            isLeaf = AllowList.leaves.contains(name)
        }
    }

    struct Inline {
        var id: Int
        var name: String
        var tag: [UInt8]
        var wasWritten = false
    }

    /// Inline elements within each other that are written; more mean nothing to a reader.
    static let maxInlines = 16
    /// Bytes of start tags written again in block after block, so that no small file becomes a large one.
    static let maxRepeated = 1_000_000

    let origin: AllowList.Origin
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
    var repeated = 0
    /// A leaf, or the text right in a list entry or cell, has begun.
    var inText = false
    var leafIsEmpty = true
    var pendingBlank = false
    var pendingBreaks = 0
    var content = 0
    /// What outer elements say of the direction and size of text: how many elements stood open then, and the value.
    var directions: [(depth: Int, value: String)] = []
    var tinySizes: [(depth: Int, isTiny: Bool)] = []
    /// The recording that is open.
    var media: (address: String?, title: String)?

    init(_ origin: AllowList.Origin) { self.origin = origin }

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
            if name == "source" { sourceOfMedia(attributes) }
            return
        }
        if name == "html" { document.language = attributes.first { $0.name == "lang" }?.value }
        let role = AllowList.role(of: name)
        if name == "input", open.contains(where: { $0.name == "li" }), let box = TaskBox.written(attributes) {
            text((box + [0x20])[...])
            deeds.append(.nothing)
            return
        }
        if case .dropped = role {
            if name == "title", document.title.isEmpty { titleDepth = deeds.count + 1 }
            if !["title", "head", "meta", "link", "style"].contains(name) { document.droppedElements += 1 }
            return skip()
        }
        let style = InlineStyle(attributes)
        if HiddenText.hides(style, attributes) { return skip() }
        if let isTiny = style?.isTiny { tinySizes.append((deeds.count, isTiny)) }
        switch role {
        case .dropped: break
        case .transparent: openLook(style)
        case .flow:
            endText()
            if let direction = attributes.first(where: { $0.name == "dir" }).flatMap({ AllowList.direction($0.value) })
            {
                directions.append((deeds.count, direction))
            }
            deeds.append(.flow)
        case .inline where (name == "b" || name == "strong") && style?.isBold == false: deeds.append(.nothing)
        case .media:
            media = (nil, attributes.first { $0.name == "title" || $0.name == "aria-label" }?.value ?? "")
            sourceOfMedia(attributes)
            skipping += 1
            deeds.append(.media)
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
        case .part:
            endText()
            while let top = open.last, top.isImplied, !AllowList.takes(top.name, part: name) { closeTop() }
            prepareForCell(name)
            guard let top = open.last, AllowList.takes(top.name, part: name) else {
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
        if let last = directions.last, last.depth >= deeds.count { directions.removeLast() }
        if let last = tinySizes.last, last.depth >= deeds.count { tinySizes.removeLast() }
        switch deed {
        case .nothing: break
        case .skip: skipping -= 1
        case .media:
            skipping -= 1
            closeMedia()
        case .flow: endText()
        case .inline: closeInline()
        case .written(let id):
            guard open.contains(where: { $0.id == id }) else { return }
            endText()
            while let top = open.last, top.id >= id { closeTop() }
        }
    }

    consuming func finish() -> SanitizedDocument {
        endText()
        while !open.isEmpty { closeTop() }
        return document
    }
}
