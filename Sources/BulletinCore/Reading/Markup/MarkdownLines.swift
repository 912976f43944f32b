/// Follows Markdown from line to line, and tells text from code and HTML that is left as it is (CommonMark 0.31 §4).
///
/// Only what the mending of text needs to know: md4c alone decides what a line becomes.
struct MarkdownLines {
    enum Kind: Sendable { case blank, text, code, html }

    struct Line: Sendable {
        var kind: Kind
        /// Where its text begins, behind the marks of quotations and list entries.
        var start: Int
        /// Quotations and lists that it stands in.
        var depth: Int
        /// Blanks before its first character, when nothing else stands before it.
        var indent: Int
    }

    /// What ends an open HTML block.
    private enum HTMLEnd {
        case blankLine
        case text(String)
    }

    private var fence: (byte: UInt8, count: Int, indent: Int, isQuoted: Bool)?
    private var html: HTMLEnd?
    /// Columns at which the text of open list entries begins, outermost first.
    private var lists: [Int] = []
    /// The line before was text, which the next one may go on with.
    private var isInParagraph = false
    private var wasCode = false

    /// What has to follow the last line, so that nothing behind it is taken for code or HTML.
    var closing: String {
        if let fence { return "\n" + String(repeating: fence.byte == 0x60 ? "`" : "~", count: fence.count) + "\n" }
        if case .text(let end) = html { return "\n" + end + "\n" }
        return "\n"
    }

    /// - Parameter line: without its line end.
    mutating func read(_ line: Bytes) -> Line {
        var place = line.startIndex
        var column = 0
        Self.skipBlanks(line, &place, &column)
        let indent = column
        var depth = 0
        var found = Line(kind: .text, start: place, depth: 0, indent: indent)
        if let open = fence {
            if let kind = readFenced(line, open, place, indent) {
                found.kind = kind
                return found
            }
        }
        if let end = html {
            if let kind = readHTML(line, end) {
                found.kind = kind
                return found
            }
        }
        guard place < line.endIndex else {
            isInParagraph = false
            found.kind = .blank
            return found
        }
        while let last = lists.last, column < last { lists.removeLast() }
        if column - (lists.last ?? 0) >= 4, !isInParagraph || wasCode {
            wasCode = true
            found.kind = .code
            found.depth = lists.count
            return found
        }
        wasCode = false
        var isQuoted = false
        depth = lists.count
        while place < line.endIndex {
            if line[place] == 0x3E {
                isQuoted = true
                depth += 1
                place += 1
                column += 1
            } else if let width = Self.listMark(line[place...]) {
                place += width
                column += width
                depth += 1
                if !isQuoted { lists.append(column + 1) }
            } else {
                break
            }
            Self.skipBlanks(line, &place, &column)
        }
        found.start = place
        found.depth = depth
        guard place < line.endIndex else {
            isInParagraph = false
            return found
        }
        let content = line[place...]
        if opensFence(content, indent: lists.last ?? 0, isQuoted: isQuoted) {
            isInParagraph = false
            found.kind = .code
        } else if let end = MarkdownHTML.blockEnd(content, canBeAnyTag: !isInParagraph) {
            isInParagraph = false
            found.kind = .html
            switch end {
            case nil: html = .blankLine
            case .some(let text): html = content.dropFirst(2).contains(text: text) ? nil : .text(text)
            }
        } else {
            isInParagraph = content.first != 0x23 || content.drop { $0 == 0x23 }.first.map { $0 > 0x20 } ?? false
        }
        return found
    }

    private mutating func opensFence(_ content: Bytes, indent: Int, isQuoted: Bool) -> Bool {
        guard let first = content.first, first == 0x60 || first == 0x7E else { return false }
        let run = content.prefix { $0 == first }.count
        guard run >= 3, first == 0x7E || !content.dropFirst(run).contains(0x60) else { return false }
        fence = (first, run, indent, isQuoted)
        return true
    }

    /// `nil` when the block around the fence has ended, and the fence with it.
    private mutating func readFenced(
        _ line: Bytes, _ open: (byte: UInt8, count: Int, indent: Int, isQuoted: Bool), _ place: Int, _ indent: Int
    ) -> Kind? {
        var content = line[place...]
        if open.isQuoted {
            guard content.first == 0x3E else {
                fence = nil
                return nil
            }
            content = content.drop { $0 == 0x3E || $0 == 0x20 }
        } else if !content.isEmpty, indent < open.indent {
            fence = nil
            return nil
        }
        let run = content.prefix { $0 == open.byte }.count
        if run >= open.count, content.dropFirst(run).trimmed.isEmpty { fence = nil }
        return .code
    }

    private mutating func readHTML(_ line: Bytes, _ end: HTMLEnd) -> Kind? {
        switch end {
        case .blankLine:
            guard line.trimmed.isEmpty else { return .html }
            html = nil
            return nil
        case .text(let text):
            if line.contains(text: text) { html = nil }
            return .html
        }
    }

    private static func skipBlanks(_ line: Bytes, _ place: inout Int, _ column: inout Int) {
        while place < line.endIndex, line[place] == 0x20 || line[place] == 0x09 {
            column += line[place] == 0x09 ? 4 - column % 4 : 1
            place += 1
        }
    }

    /// Length of `-`, `*`, `+`, `12.` or `12)` before a blank or the end.
    private static func listMark(_ content: Bytes) -> Int? {
        guard let first = content.first else { return nil }
        var width = 1
        switch first {
        case 0x2A, 0x2B, 0x2D: break
        case 0x30...0x39:
            width = content.prefix(10).prefix { (0x30...0x39).contains($0) }.count
            guard width <= 9, width < content.count else { return nil }
            let end = content[content.startIndex + width]
            guard end == 0x2E || end == 0x29 else { return nil }
            width += 1
        default: return nil
        }
        let next = content.dropFirst(width).first
        guard next == nil || next == 0x20 || next == 0x09 else { return nil }
        // `* * *` and `- - -` are rules.
        if first != 0x2B, first < 0x30, content.allSatisfy({ $0 == first || $0 == 0x20 || $0 == 0x09 }),
            content.lazy.filter({ $0 == first }).prefix(3).count == 3
        {
            return nil
        }
        return width
    }
}

/// Which lines begin HTML that runs on over lines (CommonMark 0.31 §4.6).
enum MarkdownHTML {
    /// - Parameter content: a line from its first character on.
    /// - Returns: what ends the block that it begins: a text, or a blank line (an inner `nil`); `nil` when it begins none.
    static func blockEnd(_ content: Bytes, canBeAnyTag: Bool) -> String?? {
        guard content.first == 0x3C, content.count > 1 else { return .none }
        if content.hasPrefix("<!--") { return "-->" }
        if content.hasPrefix("<?") { return "?>" }
        if content.hasPrefix("<![CDATA[") { return "]]>" }
        if content.hasPrefix("<!") { return ">" }
        let isClosing = content.dropFirst().first == 0x2F
        let name = content.dropFirst(isClosing ? 2 : 1).prefix(20)
            .prefix { Text.isASCIILetter(UInt32($0)) || (0x30...0x39).contains($0) }
        guard !name.isEmpty else { return .none }
        let lower = String(decoding: name.lowered, as: UTF8.self)
        let next = name.endIndex < content.endIndex ? content[name.endIndex] : 0x20
        guard next == 0x20 || next == 0x09 || next == 0x3E || next == 0x2F else { return .none }
        if !isClosing, verbatim.contains(lower) { return "</\(lower)>" }
        if blocks.contains(lower) { return .some(nil) }
        guard canBeAnyTag, let end = content.firstIndex(of: 0x3E), content[(end + 1)...].trimmed.isEmpty,
            !content[..<end].dropFirst().contains(0x3C)
        else { return .none }
        return .some(nil)
    }

    private static let verbatim: Set<String> = ["script", "pre", "style", "textarea"]

    private static let blocks: Set<String> = [
        "address", "article", "aside", "base", "basefont", "blockquote", "body", "caption", "center", "col", "colgroup",
        "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
        "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "iframe", "legend",
        "li", "link", "main", "menu", "menuitem", "nav", "noframes", "ol", "optgroup", "option", "p", "param",
        "search", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "title", "tr", "track", "ul",
    ]
}
