internal import Interop

/// Tables that only arrange a page: declared so, with headings or tables in them, or with one cell in each row and
/// nothing that heads a column.
enum LayoutTables {
    private struct Table {
        var index: Int
        var isLayout: Bool
        var cells = 0
        var hasColumns = false
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
                if table.isLayout || !table.hasColumns { layout.insert(table.index) }
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
        case "td":
            table.cells += 1
            if table.cells > 1 { table.hasColumns = true }
        case "th", "caption": table.hasColumns = true
        case "h1", "h2", "h3", "h4", "h5", "h6": table.isLayout = true
        default: break
        }
    }
}
