internal import Interop

/// Turns what word processors and page builders write as classes, styles and roles into the elements that are meant:
/// titles and headings, and lists whose bullets are letters of a symbol font.
enum WordMarkup {
    static func rewritten(_ events: [HTMLEvent]) -> [HTMLEvent] {
        let headings = PresentationalHeadings.find(in: events)
        guard !headings.isEmpty || events.contains(where: hasMark) else { return events }
        var result: [HTMLEvent] = []
        result.reserveCapacity(events.count)
        var renamed: [String?] = []
        var isInList = false
        var index = 0
        while index < events.count {
            let event = events[index]
            if isInList, !isBlank(event), bullet(at: index, in: events) == nil {
                result.append(.close(name: "ul"))
                isInList = false
            }
            switch event {
            case .open(let name, let attributes, let line):
                if let item = listItem(at: index, in: events) {
                    if item.isBullet, !isInList {
                        result.append(.open(name: "ul", attributes: [], line: line))
                        isInList = true
                    }
                    let written = item.isBullet ? "li" : "p"
                    result.append(.open(name: written, attributes: [], line: line))
                    if !item.isBullet { result.append(.text(item.label + [0x20])) }
                    result += events[(index + 1)..<item.labelEvents.lowerBound]
                    result += events[item.labelEvents.upperBound..<(item.end - 1)]
                    result.append(.close(name: written))
                    index = item.end
                    continue
                }
                let meant = headings.contains(index) ? "h2" : heading(name, attributes)
                renamed.append(meant)
                result.append(meant.map { .open(name: $0, attributes: attributes, line: line) } ?? event)
            case .close:
                let meant = renamed.popLast() ?? nil
                result.append(meant.map { .close(name: $0) } ?? event)
            case .text: result.append(event)
            }
            index += 1
        }
        return result
    }

    private static func hasMark(_ event: HTMLEvent) -> Bool {
        guard case .open(let name, let attributes, _) = event else { return false }
        return heading(name, attributes) != nil || isListParagraph(name, attributes)
    }

    /// Which heading an element is that is written as none; `nil` for all others.
    private static func heading(_ name: String, _ attributes: [HTMLAttribute]) -> String? {
        guard name == "p" || name == "div" else { return nil }
        for attribute in attributes {
            switch attribute.name {
            case "class" where attribute.value == "MsoTitle": return "h1"
            case "class" where attribute.value.hasPrefix("MsoHeading"):
                let level = attribute.value.utf8.last ?? 0
                return (0x31...0x36).contains(level) ? "h\(level - 0x30)" : "h2"
            case "role" where attribute.value == "heading":
                let level = attributes.first { $0.name == "aria-level" }.flatMap { Int($0.value) } ?? 2
                return "h\(min(max(level, 1), 6))"
            default: break
            }
        }
        return nil
    }

    private static func isListParagraph(_ name: String, _ attributes: [HTMLAttribute]) -> Bool {
        name == "p" && attributes.contains { $0.name == "class" && $0.value.hasPrefix("MsoListParagraph") }
    }

    private struct Item {
        var isBullet: Bool
        var label: [UInt8]
        var labelEvents: Range<Int>
        /// Behind the paragraph's last event.
        var end: Int
    }

    /// A paragraph whose number or bullet stands in a `span` that Word is to ignore.
    private static func listItem(at start: Int, in events: [HTMLEvent]) -> Item? {
        guard case .open(let name, let attributes, _) = events[start], isListParagraph(name, attributes) else {
            return nil
        }
        var depth = 0
        var labelStart: (index: Int, depth: Int)?
        var labelEvents: Range<Int>?
        var label: [UInt8] = []
        var index = start
        while index < events.count {
            switch events[index] {
            case .open(_, let attributes, _):
                depth += 1
                if labelStart == nil, labelEvents == nil, InlineStyle(attributes)?.isWordBullet == true {
                    labelStart = (index, depth)
                }
            case .close:
                if let opened = labelStart, opened.depth == depth {
                    labelEvents = opened.index..<(index + 1)
                    labelStart = nil
                }
                depth -= 1
            case .text(let bytes): if labelStart != nil { label += bytes }
            }
            index += 1
            if depth == 0 { break }
        }
        guard let labelEvents, index <= events.count else { return nil }
        let text = label[...].trimmed
        return Item(isBullet: isGlyph(text), label: Array(text), labelEvents: labelEvents, end: index)
    }

    private static func bullet(at index: Int, in events: [HTMLEvent]) -> Item? {
        listItem(at: index, in: events).flatMap { $0.isBullet ? $0 : nil }
    }

    /// Letters that Symbol and Wingdings show as bullets are among them.
    private static func isGlyph(_ text: Bytes) -> Bool {
        guard text.scalarCount == 1, let scalar = text.firstScalar else { return text.isEmpty }
        return "·•◦▪■●◆§o-–vqØüØnl".unicodeScalars.contains { $0.value == scalar }
            || scalar >= 0xE000 && scalar <= 0xF8FF
    }

    private static func isBlank(_ event: HTMLEvent) -> Bool {
        if case .text(let bytes) = event { return bytes.allSatisfy { $0 <= 0x20 } }
        return false
    }
}
