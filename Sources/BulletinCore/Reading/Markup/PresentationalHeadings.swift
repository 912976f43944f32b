internal import Interop

/// Paragraphs that are headings by their look: all of the text large and bold, short, and no number before it.
///
/// Only where a page has no heading elements at all, and at least two such paragraphs with text between them.
enum PresentationalHeadings {
    /// - Returns: indices of the events that open them; empty when there are fewer than two.
    static func find(in events: [HTMLEvent]) -> Set<Int> {
        var found: Set<Int> = []
        var isParted = true
        var index = 0
        while index < events.count {
            switch events[index] {
            case .open(let name, let attributes, _):
                if name.utf8.count == 2, name.hasPrefix("h"), name != "hr", name != "h7" { return [] }
                if name == "p" || name == "div", let end = heading(at: index, events, attributes) {
                    // Two in a row are a title over two lines, or a cover.
                    if !isParted { return [] }
                    found.insert(index)
                    isParted = false
                    index = end
                }
            case .text(let bytes): isParted = isParted || bytes.contains { $0 > 0x20 }
            case .close: break
            }
            index += 1
        }
        return found.count >= 2 && isParted ? found : []
    }

    /// - Returns: the index of the event that closes it.
    private static func heading(at start: Int, _ events: [HTMLEvent], _ attributes: [HTMLAttribute]) -> Int? {
        var look = Look()
        look.add("p", attributes)
        var text: [UInt8] = []
        var depth = 1
        var index = start + 1
        while index < events.count, depth > 0 {
            switch events[index] {
            case .open(let name, let attributes, _):
                guard ["span", "font", "b", "strong", "a", "o:p"].contains(name) else { return nil }
                depth += 1
                if text.isEmpty { look.add(name, attributes) }
            case .close: depth -= 1
            case .text(let bytes):
                let piece = bytes[...].trimmed
                // Text behind the large and bold part: a lead, no heading.
                if depth == 1, !piece.isEmpty, !look.isOfParagraph { return nil }
                text += piece
            }
            guard text.count <= 240 else { return nil }
            index += 1
        }
        let isHeading = look.isLarge && look.isBold && text[...].scalarCount >= 4 && Marker.read(text[...]) == nil
        return isHeading && text[...].lastScalar != 0x3002 ? index - 1 : nil
    }

    private struct Look {
        var isLarge = false
        var isBold = false
        /// Said by the paragraph itself.
        var isOfParagraph = false

        mutating func add(_ name: String, _ attributes: [HTMLAttribute]) {
            let style = InlineStyle(attributes)
            let size = attributes.first { $0.name == "size" }.flatMap { Int($0.value) }
            isLarge = isLarge || (style?.fontSize ?? 0) >= 18 || name == "font" && (size ?? 0) >= 4
            isBold = isBold || style?.isBold == true || name == "b" || name == "strong"
            if name == "p" { isOfParagraph = isLarge && isBold }
        }
    }
}
