internal import Interop

/// Writes HTML anew from libxml2's tree, with nothing in it but what `AllowList` knows.
///
/// The output is a sequence of blocks; every element is closed, all text is escaped, text outside blocks stands in
/// paragraphs, and inline elements never cross a block. Sanitizing twice is sanitizing once.
enum Sanitizer {
    static func sanitize(_ events: [HTMLEvent], _ origin: AllowList.Origin = .source) -> SanitizedDocument {
        var builder = BlockBuilder(origin)
        let layout = origin.isOwn ? [] : LayoutTables.find(in: events)
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
}
