/// A block of sanitized HTML: a paragraph, heading, list, table, quotation.
struct Block: Sendable {
    /// The element's name.
    var name: String
    /// Well-formed as HTML and as XML.
    var html: [UInt8]
    /// Its plain text, a line for each paragraph, list entry, table row or line break; none is empty.
    var lines: [[UInt8]]
    /// Addresses in it, `http`, `https` and `local:` only, with the text that carries them.
    var links: [Link]
    /// The bold text that it begins with, and where in `html` the rest begins.
    var lead: (text: [UInt8], end: Int)?
    /// 1-based line in the HTML.
    var line: Int

    /// 1…6 for a heading.
    var headingLevel: Int? {
        guard name.utf8.count == 2, name.hasPrefix("h"), let digit = name.utf8.last, (0x31...0x36).contains(digit)
        else { return nil }
        return Int(digit - 0x30)
    }

    /// Lines below each other that are one: what follows stands apart.
    var isListed: Bool { ["ul", "ol", "table", "blockquote", "pre"].contains(name) && !lines.isEmpty }

    /// All text in one line.
    var text: Bytes {
        guard var text = lines.first else { return [] }
        for line in lines.dropFirst() {
            text.append(0x20)
            text += line
        }
        return text[...]
    }

    static func html(_ blocks: some Collection<Block>) -> String {
        var html: [UInt8] = []
        for index in blocks.indices {
            if !html.isEmpty { html.append(0x0A) }
            html += blocks[index].html
        }
        return String(decoding: html, as: UTF8.self)
    }

    static func text(_ blocks: some Collection<Block>) -> String {
        var text: [UInt8] = []
        for index in blocks.indices {
            for line in blocks[index].lines {
                if !text.isEmpty { text.append(0x0A) }
                text += line
            }
        }
        return String(decoding: text, as: UTF8.self)
    }
}

/// Sanitized HTML, and what its head says.
struct SanitizedDocument: Sendable {
    var blocks: [Block] = []
    /// Text of `<title>`; empty when there is none.
    var title: [UInt8] = []
    /// `lang` of the root element.
    var language: String?
    /// Links and images that were dropped because their address is not allowed: a script, data, no address at all.
    var droppedAddresses = 0
    /// Elements that were dropped with their content.
    var droppedElements = 0
}
