internal import Interop

/// Writes HTML anew from libxml2's tree, with nothing in it but what `AllowList` knows.
///
/// The output is a sequence of blocks; every element is closed, all text is escaped, text outside blocks stands in
/// paragraphs, and inline elements never cross a block. Sanitizing twice is sanitizing once.
enum Sanitizer {
    static func sanitize(_ events: [HTMLEvent], _ origin: AllowList.Origin = .source) -> SanitizedDocument {
        var builder = BlockBuilder(origin)
        let layout = layoutTables(events)
        for (index, event) in events.enumerated() {
            switch event {
            case .open(let name, let attributes, let line):
                builder.open(name, attributes, line: line, isLayout: layout.contains(index))
            case .close: builder.close()
            case .text(let bytes): builder.text(bytes[...])
            }
        }
        return builder.finish()
    }

    /// A fragment in, a fragment out.
    static func fragment(_ html: [UInt8], maxDepth: Int, _ origin: AllowList.Origin = .source) throws(HTMLError)
        -> String
    {
        Block.html(sanitize(try HTMLDocument.events(of: html, maxDepth: maxDepth), origin).blocks)
    }

    /// Tables that only arrange a page: declared so, or with headings or tables in them. Indices of their events.
    private static func layoutTables(_ events: [HTMLEvent]) -> Set<Int> {
        var layout: Set<Int> = []
        var open: [Int] = []
        for (index, event) in events.enumerated() {
            switch event {
            case .open("table", let attributes, _):
                if let outer = open.last { layout.insert(outer) }
                if attributes.contains(where: { $0.name == "role" && $0.value == "presentation" }) {
                    layout.insert(index)
                }
                open.append(index)
            case .open("h1", _, _), .open("h2", _, _), .open("h3", _, _), .open("h4", _, _), .open("h5", _, _),
                .open("h6", _, _):
                // An outer table was marked when the inner one opened.
                if let table = open.last { layout.insert(table) }
            case .close("table"): _ = open.popLast()
            default: break
            }
        }
        return layout
    }
}
