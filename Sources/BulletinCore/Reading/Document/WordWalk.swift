internal import Interop

/// The walk through a part of a Word document. Deleted and hidden text, comments, instructions of fields and the second
/// of two alternatives are passed over; nothing is looked up outside the archive.
struct WordWalk {
    /// A paragraph that is open, and what its properties said.
    struct OpenParagraph {
        var style = WordStyles.Resolved()
        var styleID: String?
        var own = TextLook()
        /// What the style gives its text.
        var base = TextLook()
        var joinsNext = false
        /// Its end mark is hidden.
        var markVanishes = false
    }

    struct OpenRun {
        var own = TextLook()
        var styleID: String?
        /// Own, of the character style and of the paragraph's; made when the first text comes.
        var whole: TextLook?
    }

    /// A complex field (ISO/IEC 29500-1 §17.16.18).
    struct Field {
        var instruction: [UInt8] = []
        var isResult = false
        var link: String?
        var isDropped = false
    }

    struct Alternate { var hasChoice = false }

    enum Owner { case none, run, mark, paragraph, row, cell }

    let styles: WordStyles
    var numbering: WordNumbering
    var notes: [String: [DocumentRun]] = [:]
    var noteNumbers: [String: Int] = [:]
    var builder = DocumentBuilder()
    var paragraphs: [OpenParagraph] = []
    var runs: [OpenRun] = []
    var fields: [Field] = []
    var links: [String?] = []
    var alternates: [Alternate] = []
    var owner = Owner.none
    var skipping = 0
    var textDepth = 0
    var instructionDepth = 0
    var controls: [Bool] = []
    var rows: [Bool] = []
    var cells: [(merge: DocumentBuilder.Merge, isDeleted: Bool)] = []
    var alt = ""
    var isHiddenDrawing = false
    var foreignChunks = 0
    var unknownSymbols = 0
    var droppedLinks = 0
    /// Heads and feet of pages bear what is not published.
    var takesImages = true

    init(_ styles: WordStyles, _ numbering: WordNumbering) {
        self.styles = styles
        self.numbering = numbering
    }

    mutating func readNotes(_ notes: [String: [DocumentRun]], kind: String) {
        for (id, runs) in notes { self.notes["\(kind) \(id)"] = runs }
    }

    mutating func walk(
        _ steps: DocumentSteps<WordName>, _ range: Range<Int>, _ relations: Relations, _ package: inout DocumentPackage
    ) throws(BulletinError) {
        for index in range {
            let step = steps[index]
            switch step.kind {
            case .open:
                if skipping > 0 {
                    skipping += 1
                } else {
                    try open(step, steps, relations, &package)
                }
            case .close:
                if skipping > 0 { skipping -= 1 } else { close(step) }
            case .text:
                guard skipping == 0 else { continue }
                if instructionDepth > 0 {
                    if let field = fields.indices.last, !fields[field].isResult, fields[field].instruction.count < 4096
                    {
                        fields[field].instruction += steps.text(step)
                    }
                } else if textDepth > 0 {
                    append(steps.text(step))
                }
            }
        }
    }

    consuming func finish() -> DocumentContent {
        var content = DocumentContent()
        let counts = [
            (
                foreignChunks, "EmbeddedDocuments",
                "documents that are embedded in or linked to this one were left out"
            ),
            (unknownSymbols, "UnknownSymbols", "symbols of fonts that are not known were left out"),
            (droppedLinks, "LinksUnwrapped", "links lead to no web or mail address and became plain text"),
        ]
        for (count, rule, message) in counts where count > 0 {
            content.findings.append(Finding(.info, rule, "\(count) \(message)"))
        }
        content.pieces = builder.finish()
        return content
    }

    // MARK: Elements

    mutating func open(
        _ step: DocumentSteps<WordName>.Step, _ steps: DocumentSteps<WordName>, _ relations: Relations,
        _ package: inout DocumentPackage
    ) throws(BulletinError) {
        guard let name = step.name else { return }
        switch name {
        case .paragraph:
            builder.openParagraph()
            paragraphs.append(OpenParagraph(style: styles.standard, base: styles.standard.look))
            owner = .none
        case .run: runs.append(OpenRun())
        case .text, .mathText: textDepth += 1
        case .instruction: instructionDepth += 1
        case .table: builder.openTable()
        case .row:
            builder.openRow()
            rows.append(false)
        case .cell:
            builder.openCell()
            cells.append((.none, false))
        case .hyperlink:
            let page = steps.value(.relation, step).flatMap { relations.targets[$0] }?.address
            links.append(link(page.map { Self.address($0, at: steps.value(.anchor, step)) }))
        case .simpleField:
            let instruction = Array(steps.bytes(.fieldInstruction, step) ?? [])
            if Self.isDropped(instruction) { return skip() }
            links.append(Self.address(instruction).flatMap { link($0) })
        case .fieldCharacter: field(steps.value(.fieldType, step))
        case .footnoteReference, .endnoteReference:
            guard let id = steps.value(.attributeID, step), isVisible else { return }
            note("\(name == .footnoteReference ? "footnotes" : "endnotes") \(id)")
        case .altChunk, .subDocument: foreignChunks += 1
        case .control: controls.append(false)
        case .controlProperties: owner = .none
        case .showingPlaceholder:
            if let last = controls.indices.last { controls[last] = TextLook.isOn(step, steps) }
        case .controlContent: if controls.last == true { skip() }
        case .deletion, .movedFrom:
            switch owner {
            case .mark: change { $0.joinsNext = true }
            case .row: if let last = rows.indices.last { rows[last] = true }
            default: break
            }
            skip()
        case .cellDeletion:
            if let last = cells.indices.last { cells[last].isDeleted = true }
        case .deletedText, .deletedInstruction, .paragraphChange, .runChange, .tableChange, .rowChange, .cellChange,
            .gridChange, .exceptionChange, .numberingChange, .sectionChange, .section, .comment, .phonetic, .fieldData,
            .webData:
            skip()
        case .alternate: alternates.append(Alternate())
        case .choice:
            guard let last = alternates.indices.last else { return }
            if alternates[last].hasChoice { return skip() }
            alternates[last].hasChoice = true
        case .fallback: if alternates.last?.hasChoice == true { skip() }
        case .tab where owner == .none, .positionedTab: append([0x09])
        case .lineBreak:
            if let type = steps.value(.type, step), type != "textWrapping" { return }
            append([0x0A])
        case .carriageReturn: append([0x0A])
        case .noBreakHyphen: append(Array("\u{2011}".utf8))
        case .symbol:
            guard let code = steps.value(.character, step).flatMap({ UInt32($0, radix: 16) }) else { return }
            guard let scalar = SymbolFont.character(code, font: steps.value(.font, step)) else {
                if isVisible { unknownSymbols += 1 }
                return
            }
            append(Array(String(scalar).utf8))
        case .drawing, .picture, .object:
            (alt, isHiddenDrawing) = ("", false)
        case .drawingProperties:
            alt = steps.value(.description, step) ?? ""
            isHiddenDrawing = ["1", "true"].contains(steps.value(.isHidden, step) ?? "")
        case .shape: alt = steps.value(.alternative, step) ?? alt
        case .blip: try image(steps.value(.embedded, step), linked: steps.value(.linked, step), relations, &package)
        case .imageData: try image(steps.value(.relation, step), linked: nil, relations, &package)
        case .gridSpan: builder.setCell(columns: steps.number(.value, step))
        case .verticalMerge:
            if let last = cells.indices.last {
                cells[last].merge = steps.value(.value, step) == "restart" ? .starts : .continues
            }
        case .tableHeader: if owner == .row, TextLook.isOn(step, steps) { builder.setHeaderRow() }
        default: openProperty(name, step, steps)
        }
    }

    mutating func openProperty(
        _ name: WordName, _ step: DocumentSteps<WordName>.Step, _ steps: DocumentSteps<WordName>
    ) {
        switch name {
        case .paragraphProperties: owner = .paragraph
        case .runProperties: owner = owner == .paragraph ? .mark : .run
        case .rowProperties: owner = .row
        case .cellProperties: owner = .cell
        case .paragraphStyle:
            guard owner == .paragraph, let id = steps.value(.value, step) else { return }
            let style = styles.style(id)
            // No contents list holds headings: its field was never closed.
            if case .role(.heading) = style.purpose { fields.removeAll { $0.isDropped } }
            change {
                $0.styleID = id
                $0.style = style
                $0.base = style.look
            }
        case .frame:
            let dropCap = steps.value(.dropCap, step)
            if dropCap == "drop" || dropCap == "margin" { change { $0.joinsNext = true } }
        case .runStyle:
            if owner == .run, let last = runs.indices.last { runs[last].styleID = steps.value(.value, step) }
        default:
            switch owner {
            case .paragraph: change { $0.own.read(step, in: steps) }
            case .mark: if name == .vanish { change { $0.markVanishes = TextLook.isOn(step, steps) } }
            case .run: if let last = runs.indices.last { runs[last].own.read(step, in: steps) }
            case .none, .row, .cell: break
            }
        }
    }

    mutating func close(_ step: DocumentSteps<WordName>.Step) {
        switch step.name {
        case .paragraph: closeParagraph()
        case .run: _ = runs.popLast()
        case .text, .mathText: textDepth = max(textDepth - 1, 0)
        case .instruction: instructionDepth = max(instructionDepth - 1, 0)
        case .table: builder.closeTable()
        case .row: builder.closeRow(isDeleted: rows.popLast() ?? false)
        case .cell:
            let cell = cells.popLast() ?? (.none, false)
            builder.closeCell(merge: cell.merge, isDeleted: cell.isDeleted)
        case .hyperlink, .simpleField: _ = links.popLast()
        case .control: _ = controls.popLast()
        case .alternate: _ = alternates.popLast()
        case .runProperties: owner = owner == .mark ? .paragraph : .none
        case .paragraphProperties, .rowProperties, .cellProperties: owner = .none
        default: break
        }
    }

    mutating func skip() { skipping = 1 }

    mutating func change(_ change: (inout OpenParagraph) -> Void) {
        if let last = paragraphs.indices.last { change(&paragraphs[last]) }
    }

    // MARK: Paragraphs

    mutating func closeParagraph() {
        guard let paragraph = paragraphs.popLast() else { return }
        // A field that never says where its result begins would swallow the rest.
        if paragraphs.isEmpty { for index in fields.indices { fields[index].isResult = true } }
        let properties = paragraph.own.over(paragraph.base)
        var list: ListPlace?
        if let id = properties.numberingID, !paragraph.joinsNext,
            !(paragraph.markVanishes && builder.paragraph?.isBlank == true)
        {
            // A level of the paragraph itself goes before its style's, and holds for the style's list, too.
            list = numbering.next(id, level: properties.numberingLevel, style: paragraph.styleID)
        }
        let isContents = paragraph.style.purpose == .contents
        builder.change {
            $0.isCentred = properties.isCentred ?? false
            $0.list = list
            if isContents { $0.runs = [] }
            if case .role(let role) = paragraph.style.purpose { $0.role = role }
            guard
                let level = paragraph.own.outlineLevel
                    ?? (paragraph.style.purpose == nil ? properties.outlineLevel : nil)
            else { return }
            $0.role = level < 9 ? .heading(level + 1) : .body
        }
        builder.closeParagraph(joinsNext: paragraph.joinsNext && !isContents)
    }
}
