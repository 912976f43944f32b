internal import Interop

/// The walk through the text of an OpenDocument. Tracked changes, annotations, hidden text and automatic lists are
/// passed over; nothing is looked up outside the archive.
struct OpenWalk {
    private struct OpenParagraph {
        var look = TextLook()
        var isHidden = false
        /// Spans that were open around it belong to the paragraph outside.
        var spansBefore = 0
        var linksBefore = 0
        /// Text so far ends in a blank, or there is none: further blanks are none (OpenDocument 1.3 part 3 §6.1.2).
        var endsBlank = true
    }

    private struct OpenNote {
        var number: Int
        /// What is put together outside the note.
        var builder: DocumentBuilder
        var paragraphs: [OpenParagraph]
    }

    private let styles: OpenStyles
    private var numbering: OpenNumbering
    private var builder = DocumentBuilder()
    private var paragraphs: [OpenParagraph] = []
    private var spans: [TextLook] = []
    private var links: [String?] = []
    private var notes: [OpenNote] = []
    private var noteCount = 0
    private var skipping = 0
    private var isInHeaderRows = false
    /// Of the open frames: whether an image was taken, and the words for it.
    private var frames: [(taken: Bool, title: String)] = []
    private var descriptionDepth = 0
    private var droppedLinks = 0
    var takesImages = true

    init(_ styles: OpenStyles) {
        self.styles = styles
        numbering = OpenNumbering(styles)
    }

    mutating func walk(
        _ steps: DocumentSteps<OpenName>, from start: Int, to end: Int, _ package: inout DocumentPackage
    ) throws(BulletinError) {
        for index in start..<end {
            let step = steps[index]
            switch step.kind {
            case .open:
                if skipping > 0 { skipping += 1 } else { try open(step, index, steps, &package) }
            case .close:
                if skipping > 0 {
                    skipping -= 1
                } else if step.name == .body {
                    return
                } else {
                    close(step)
                }
            case .text:
                guard skipping == 0 else { continue }
                if descriptionDepth > 0 {
                    if let last = frames.indices.last, frames[last].title.utf8.count < 1000 {
                        frames[last].title += steps.text(step).string
                    }
                } else {
                    append(collapsing: steps.text(step))
                }
            }
        }
    }

    consuming func finish() -> DocumentContent {
        var content = DocumentContent()
        if droppedLinks > 0 {
            content.findings.append(
                Finding(
                    .info, "LinksUnwrapped",
                    "\(droppedLinks) links lead to no web or mail address and became plain text"))
        }
        content.pieces = builder.finish()
        return content
    }

    // MARK: Elements

    private mutating func open(
        _ step: DocumentSteps<OpenName>.Step, _ index: Int, _ steps: DocumentSteps<OpenName>,
        _ package: inout DocumentPackage
    ) throws(BulletinError) {
        guard let name = step.name else { return }
        switch name {
        case .paragraph, .heading: openParagraph(step, steps)
        case .span: spans.append(styles.style("text", steps.value(.styleName, step)).look)
        case .link:
            let address = steps.value(.address, step)
            let link = address.flatMap { DocumentPackage.isFollowed($0) ? $0 : nil }
            if address != nil, link == nil { droppedLinks += 1 }
            links.append(link)
        case .space:
            append([UInt8](repeating: 0x20, count: min(max(steps.number(.count, step) ?? 1, 1), 100)))
        case .tab: append([0x09])
        case .lineBreak: append([0x0A])
        case .list:
            numbering.openList(
                style: steps.value(.styleName, step),
                continues: steps.value(.continueNumbering, step) == "true"
                    || steps.value(.continueList, step) != nil)
        case .listItem: numbering.openItem(start: steps.number(.startValue, step))
        case .listHeader: numbering.skipItem()
        case .section:
            if steps.value(.display, step) == "none"
                || styles.style("section", steps.value(.styleName, step)).look.vanishes == true
            {
                skipping = 1
            }
        case .note: break
        case .noteCitation: skipping = 1
        case .noteBody: openNote()
        case .table: builder.openTable()
        case .headerRows: isInHeaderRows = true
        case .row:
            builder.openRow()
            if isInHeaderRows { builder.setHeaderRow() }
        case .cell:
            builder.openCell()
            builder.setCell(columns: steps.number(.columns, step), rows: steps.number(.rows, step))
        case .frame: frames.append((false, ""))
        case .title, .description:
            if let last = frames.indices.last, !frames[last].title.isEmpty { frames[last].title += " " }
            descriptionDepth += 1
        case .image: try image(steps.value(.address, step), &package)
        case .hiddenParagraph:
            if steps.value(.isHidden, step) != "false", let last = paragraphs.indices.last {
                paragraphs[last].isHidden = true
            }
            skipping = 1
        case .hiddenText: if steps.value(.isHidden, step) != "false" { skipping = 1 }
        case .coveredCell, .trackedChanges, .annotation, .script, .scripts, .eventListeners, .forms, .phonetic,
            .contentsList, .alphabeticalIndex, .illustrationIndex, .tableIndex, .userIndex, .placeholder, .binary,
            .object, .oleObject:
            skipping = 1
        default: break
        }
    }

    private mutating func close(_ step: DocumentSteps<OpenName>.Step) {
        switch step.name {
        case .paragraph, .heading: closeParagraph()
        case .span: if spans.count > (paragraphs.last?.spansBefore ?? 0) { spans.removeLast() }
        case .link: if links.count > (paragraphs.last?.linksBefore ?? 0) { links.removeLast() }
        case .list: numbering.closeList()
        case .listItem: numbering.skipItem()
        case .noteBody: closeNote()
        case .table: builder.closeTable()
        case .headerRows: isInHeaderRows = false
        case .row: builder.closeRow()
        case .cell: builder.closeCell()
        case .frame: closeFrame()
        case .title, .description: descriptionDepth = max(descriptionDepth - 1, 0)
        default: break
        }
    }

    private mutating func openParagraph(
        _ step: DocumentSteps<OpenName>.Step, _ steps: DocumentSteps<OpenName>
    ) {
        let style = styles.style("paragraph", steps.value(.styleName, step))
        builder.openParagraph()
        paragraphs.append(
            OpenParagraph(
                look: style.look, isHidden: style.look.vanishes == true, spansBefore: spans.count,
                linksBefore: links.count))
        var role = DocumentParagraph.Role.body
        if case .role(let named) = style.purpose { role = named }
        var list = numbering.next()
        if step.name == .heading {
            let level = min(max(steps.number(.outlineLevel, step) ?? 1, 1), 10)
            role = .heading(level)
            if list == nil, !numbering.isInList, steps.value(.isListHeader, step) != "true" {
                list = numbering.nextHeading(level: level - 1)
            }
        }
        builder.change {
            $0.role = role
            $0.list = list
            $0.isCentred = style.look.isCentred ?? false
        }
    }

    private mutating func closeParagraph() {
        guard let paragraph = paragraphs.popLast() else { return }
        spans.removeLast(max(spans.count - paragraph.spansBefore, 0))
        links.removeLast(max(links.count - paragraph.linksBefore, 0))
        if paragraph.isHidden { builder.change { $0.runs = [] } }
        builder.closeParagraph()
    }

    // MARK: Text

    private mutating func append(_ text: [UInt8]) {
        guard let paragraph = paragraphs.last else { return }
        var look = paragraph.look
        for span in spans.dropFirst(paragraph.spansBefore) { look = span.over(look) }
        guard look.vanishes != true else { return }
        let isBlank = text.allSatisfy { $0 <= 0x20 }
        builder.append(
            text, style: look.runStyle, link: links.dropFirst(paragraph.linksBefore).last { $0 != nil } ?? nil,
            size: isBlank ? 0 : look.size ?? styles.standardSize)
        paragraphs[paragraphs.count - 1].endsBlank = text.last.map { $0 <= 0x20 } ?? paragraph.endsBlank
    }

    private mutating func append(collapsing text: Bytes) {
        guard var blank = paragraphs.last?.endsBlank else { return }
        var kept: [UInt8] = []
        kept.reserveCapacity(text.count)
        for byte in text {
            let isBlank = byte == 0x20 || (0x09...0x0D).contains(byte)
            if !isBlank { kept.append(byte) } else if !blank { kept.append(0x20) }
            blank = isBlank
        }
        if !kept.isEmpty { append(kept) }
    }

    // MARK: Notes, images

    private mutating func openNote() {
        noteCount += 1
        builder.append(markOf: noteCount)
        notes.append(OpenNote(number: noteCount, builder: builder, paragraphs: paragraphs))
        builder = DocumentBuilder()
        paragraphs = []
    }

    private mutating func closeNote() {
        guard let note = notes.popLast() else { return }
        var runs: [DocumentRun] = []
        for case .paragraph(let paragraph) in builder.finish() where !paragraph.isBlank {
            if !runs.isEmpty { runs.append(DocumentRun(text: [0x20])) }
            runs += paragraph.runs
        }
        builder = note.builder
        paragraphs = note.paragraphs
        builder.append(note: note.number, runs)
    }

    private mutating func image(_ address: String?, _ package: inout DocumentPackage) throws(BulletinError) {
        guard takesImages, let address, frames.last?.taken != true, paragraphs.last?.look.vanishes != true else {
            return
        }
        let isExternal = address.utf8.contains(0x3A) || address.hasPrefix("..") || address.hasPrefix("/")
        guard let reference = try package.image(address, from: "content.xml", isExternal: isExternal) else { return }
        if let last = frames.indices.last { frames[last].taken = true }
        // An image that hangs on the page stands outside paragraphs.
        let isAlone = paragraphs.isEmpty
        if isAlone { builder.openParagraph() }
        let link = links.dropFirst(paragraphs.last?.linksBefore ?? 0).last { $0 != nil } ?? nil
        builder.append(image: reference, alt: "", link: link)
        if isAlone { builder.closeParagraph() }
    }

    /// The words for an image stand behind it.
    private mutating func closeFrame() {
        guard let frame = frames.popLast(), frame.taken else { return }
        let title = PictureWords.shown(frame.title)
        builder.change { paragraph in
            if let last = paragraph.runs.lastIndex(where: { $0.image != nil }) {
                paragraph.runs[last].image?.alt = title
            }
        }
    }
}
