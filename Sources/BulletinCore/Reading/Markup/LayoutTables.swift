internal import Interop

/// Tables that only arrange a page: declared so, with headings or tables in them, with sentences under a bold line in two
/// cells, or with one cell in each row and nothing that heads a column.
enum LayoutTables {
    private struct Table {
        var index: Int
        var isLayout: Bool
        var cells = 0
        var hasColumns = false
        var hasHeads = false
        /// Cells with a paragraph in bold above one that ends in a full stop.
        var stories = 0
        /// Of the cell that is open: its paragraphs, whether the first of them is the last element that opened, whether it
        /// is bold, and whether the last text is a sentence.
        var paragraphs = 0
        var isAtFirst = false
        var isHeaded = false
        var isSentence = false
    }

    /// - Returns: indices of the events that open them.
    static func find(in events: [HTMLEvent]) -> Set<Int> {
        var layout: Set<Int> = []
        var open: [Table] = []
        for (index, event) in events.enumerated() {
            switch event {
            case .open("table", let attributes, _):
                if !open.isEmpty { open[open.count - 1].isLayout = true }
                let isDeclared = attributes.contains { $0.name == "role" && $0.value == "presentation" }
                open.append(Table(index: index, isLayout: isDeclared))
            case .close("table"):
                guard let table = open.popLast() else { continue }
                if table.isLayout || !table.hasColumns || table.stories >= 2 && !table.hasHeads {
                    layout.insert(table.index)
                }
            case .close("td"):
                guard let last = open.indices.last, open[last].paragraphs >= 2, open[last].isHeaded else { continue }
                if open[last].isSentence { open[last].stories += 1 }
                open[last].isHeaded = false
            case .text(let bytes):
                guard let last = open.indices.last else { continue }
                let text = bytes[...].trimmed
                guard !text.isEmpty else { continue }
                (open[last].isAtFirst, open[last].isSentence) = (false, Headline.endsSentence(text))
            case .open(let name, _, _):
                guard !open.isEmpty else { continue }
                take(name, in: &open[open.count - 1])
            default: break
            }
        }
        return layout
    }

    private static func take(_ name: String, in table: inout Table) {
        switch name {
        case "tr": table.cells = 0
        case "p":
            table.paragraphs += 1
            table.isAtFirst = table.paragraphs == 1
        case "strong", "b":
            if table.isAtFirst { table.isHeaded = true }
            table.isAtFirst = false
        case "td":
            (table.paragraphs, table.isAtFirst, table.isHeaded) = (0, false, false)
            table.cells += 1
            if table.cells > 1 { table.hasColumns = true }
        case "th", "caption": (table.hasColumns, table.hasHeads) = (true, true)
        case "h1", "h2", "h3", "h4", "h5", "h6": table.isLayout = true
        default: break
        }
    }
}
