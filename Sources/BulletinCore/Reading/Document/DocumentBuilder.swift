/// Puts a document's pieces together while a reader walks through it: paragraphs within paragraphs (text boxes, notes),
/// tables with merged cells, runs that look alike.
struct DocumentBuilder {
    struct Cell {
        var piece: Int
        var column: Int
        var columns: Int
    }

    struct Table {
        var column = 0
        var rowStart = 0
        var isHeader = false
        /// By column, the piece of the cell that a merged cell below belongs to.
        var merging: [Int: Int] = [:]
        var cells: [Cell] = []
    }

    private(set) var pieces: [DocumentPiece] = []
    /// Paragraphs that are open, the innermost last.
    private(set) var open: [DocumentParagraph] = []
    /// What stands in text boxes waits for the end of the outermost paragraph.
    private var waiting: [DocumentPiece] = []
    private var tables: [Table] = []
    /// Runs of a paragraph whose end mark was deleted: they begin the next one.
    private var carried: [DocumentRun] = []
    /// Paragraphs of the body so far.
    private(set) var count = 0
    /// Notes are walked apart: their paragraphs are not counted.
    var counts = true

    // MARK: Paragraphs

    mutating func openParagraph() {
        if open.isEmpty, counts { count += 1 }
        var paragraph = DocumentParagraph(number: max(count, 1))
        paragraph.isInTable = !tables.isEmpty
        if open.isEmpty { swap(&paragraph.runs, &carried) }
        open.append(paragraph)
    }

    var paragraph: DocumentParagraph? { open.last }

    mutating func change(_ change: (inout DocumentParagraph) -> Void) {
        guard !open.isEmpty else { return }
        change(&open[open.count - 1])
    }

    /// - Parameter joinsNext: its end mark is deleted, or it is an initial that hangs before the next one.
    mutating func closeParagraph(joinsNext: Bool = false) {
        guard let paragraph = open.popLast() else { return }
        if !open.isEmpty {
            waiting.append(.paragraph(paragraph))
            return
        }
        if joinsNext {
            carried = paragraph.runs
        } else {
            pieces.append(.paragraph(paragraph))
        }
        pieces += waiting
        waiting = []
    }

    mutating func append(_ text: some Sequence<UInt8>, style: RunStyle, link: String?, size: Int = 0) {
        guard !open.isEmpty else { return }
        open[open.count - 1].append(text, style: style, link: link, size: size)
    }

    mutating func append(image reference: String, alt: String, link: String?) {
        change { $0.runs.append(DocumentRun(image: DocumentImage(reference: reference, alt: alt), link: link)) }
    }

    mutating func append(markOf note: Int) { change { $0.runs.append(.mark(of: note, as: note)) } }

    /// After the paragraph that refers to it.
    mutating func append(note number: Int, _ runs: [DocumentRun]) {
        waiting.append(.note(number, runs, paragraph: max(count, 1)))
    }

    // MARK: Tables

    /// Tables in text boxes are taken apart: their paragraphs stand one after another.
    private var isInBox: Bool { !open.isEmpty }
    private var ignoredTables = 0

    mutating func openTable() {
        if isInBox {
            ignoredTables += 1
            return
        }
        tables.append(Table())
        pieces.append(.openTable)
    }

    mutating func closeTable() {
        if ignoredTables > 0 {
            ignoredTables -= 1
        } else if tables.popLast() != nil {
            pieces.append(.closeTable)
        }
    }

    mutating func openRow() {
        changeTable { table, pieces in
            table.column = 0
            table.isHeader = false
            table.rowStart = pieces.count
        }
        if ignoredTables == 0, !tables.isEmpty { pieces.append(.openRow) }
    }

    mutating func setHeaderRow() { changeTable { table, _ in table.isHeader = true } }

    /// - Parameter isDeleted: nothing of it stays.
    mutating func closeRow(isDeleted: Bool = false) {
        guard ignoredTables == 0, let table = tables.last else { return }
        if isDeleted {
            remove(from: table.rowStart)
        } else {
            pieces.append(.closeRow)
        }
    }

    mutating func openCell() {
        guard ignoredTables == 0, let table = tables.last else { return }
        tables[tables.count - 1].cells.append(Cell(piece: pieces.count, column: table.column, columns: 1))
        pieces.append(.openCell(columns: 1, rows: 1, isHeader: table.isHeader))
    }

    mutating func setCell(columns: Int? = nil, rows: Int? = nil) {
        guard ignoredTables == 0, let cell = tables.last?.cells.last, cell.piece < pieces.count,
            case .openCell(let oldColumns, let oldRows, let isHeader) = pieces[cell.piece]
        else { return }
        let columns = min(max(columns ?? oldColumns, 1), 1000)
        tables[tables.count - 1].cells[tables[tables.count - 1].cells.count - 1].columns = columns
        pieces[cell.piece] = .openCell(columns: columns, rows: min(max(rows ?? oldRows, 1), 1000), isHeader: isHeader)
    }

    enum Merge { case none, starts, continues }

    mutating func closeCell(merge: Merge = .none, isDeleted: Bool = false) {
        guard ignoredTables == 0, let table = tables.last, let cell = table.cells.last else { return }
        let place = tables.count - 1
        tables[place].cells.removeLast()
        tables[place].column = min(cell.column + cell.columns, 100_000)
        if isDeleted { return remove(from: cell.piece) }
        let isEmpty = pieces.dropFirst(cell.piece + 1).allSatisfy {
            if case .paragraph(let paragraph) = $0 { paragraph.isBlank } else { false }
        }
        if merge == .continues, isEmpty, let above = table.merging[cell.column],
            case .openCell(let columns, let rows, let isHeader) = pieces[above]
        {
            remove(from: cell.piece)
            pieces[above] = .openCell(columns: columns, rows: min(rows + 1, 1000), isHeader: isHeader)
            return
        }
        tables[place].merging[cell.column] = merge == .none ? nil : cell.piece
        pieces.append(.closeCell)
    }

    private mutating func changeTable(_ change: (inout Table, [DocumentPiece]) -> Void) {
        guard ignoredTables == 0, !tables.isEmpty else { return }
        change(&tables[tables.count - 1], pieces)
    }

    /// Takes back what stands from `piece` on.
    private mutating func remove(from piece: Int) {
        guard piece <= pieces.count else { return }
        pieces.removeSubrange(piece...)
        tables[tables.count - 1].merging = tables[tables.count - 1].merging.filter { $0.value < piece }
    }

    /// All of it; what a document left open is closed.
    consuming func finish() -> [DocumentPiece] {
        while !open.isEmpty { closeParagraph() }
        if !carried.isEmpty {
            openParagraph()
            closeParagraph()
        }
        while !tables.isEmpty { closeTable() }
        return pieces
    }
}

extension DocumentParagraph {
    /// Joined with the run before when that looks the same.
    /// - Parameter size: in half points; 0 for text that has none of its own (line breaks, marks of notes).
    mutating func append(_ text: some Sequence<UInt8>, style: RunStyle, link: String?, size letters: Int) {
        if letters > 0 {
            isBold = style.contains(.bold) && (isBold || size == 0)
            size = size == 0 ? letters : min(size, letters)
        }
        if let last = runs.indices.last, runs[last].image == nil, runs[last].note == nil, runs[last].style == style,
            runs[last].link == link
        {
            runs[last].text += text
        } else {
            runs.append(DocumentRun(text: Array(text), style: style, link: link))
        }
    }
}
