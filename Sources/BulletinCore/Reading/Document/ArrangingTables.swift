/// Tables that only arrange a page: one cell, one column, much text in a cell, or text under a heading in it.
enum ArrangingTables {
    private struct Table {
        var start: Int
        var rows = 0
        var cells = 0
        var hasMuchText = false
        var hasStory = false
        /// Of the cell that is open.
        var isHeaded = false
        var paragraphs = 0
        var bytes = 0
    }

    /// The pieces that open them.
    static func find(in pieces: [DocumentPiece]) -> Set<Int> {
        var layout: Set<Int> = []
        var open: [Table] = []
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .openTable: open.append(Table(start: index))
            case .closeTable:
                guard let table = open.popLast() else { continue }
                if table.cells <= table.rows || table.hasMuchText || table.hasStory { layout.insert(table.start) }
            case .openRow: if !open.isEmpty { open[open.count - 1].rows += 1 }
            case .openCell:
                guard !open.isEmpty else { continue }
                open[open.count - 1].cells += 1
                (open[open.count - 1].paragraphs, open[open.count - 1].bytes) = (0, 0)
                open[open.count - 1].isHeaded = false
            case .paragraph(let paragraph):
                guard let last = open.indices.last, !paragraph.isBlank else { continue }
                if case .heading = paragraph.role {
                    open[last].isHeaded = true
                } else if open[last].isHeaded {
                    open[last].hasStory = true
                }
                open[last].paragraphs += 1
                open[last].bytes += paragraph.runs.reduce(0) { $0 + $1.text.count }
                if open[last].paragraphs >= 4, open[last].bytes >= 600 { open[last].hasMuchText = true }
            case .closeRow, .closeCell, .note: break
            }
        }
        return layout
    }

    /// Paragraphs of such tables stand in the text itself.
    static func takenApart(_ pieces: [DocumentPiece], _ layout: Set<Int>) -> [DocumentPiece] {
        guard !layout.isEmpty else { return pieces }
        var result = pieces
        var open: [Bool] = []
        var kept = 0
        for (index, piece) in pieces.enumerated() {
            switch piece {
            case .openTable:
                open.append(layout.contains(index))
                if !layout.contains(index) { kept += 1 }
            case .closeTable: if open.popLast() == false { kept -= 1 }
            case .paragraph(var paragraph) where kept == 0 && !open.isEmpty:
                paragraph.isInTable = false
                result[index] = .paragraph(paragraph)
            default: break
            }
        }
        return result
    }
}
