/// What an editor states about a file in its first lines or paragraphs, or in a comment: how it is to be cut
/// (`bulletind: single`), and that it is not to be published (`draft: true`). None of it is published.
struct StatedRulings: Sendable {
    private(set) var cut: StatedRuling?
    private(set) var isDraft = false
    /// 1-based lines of the source.
    private(set) var lines: Set<Int> = []

    init() {}

    /// Takes in a whole line, paragraph or comment.
    /// - Returns: whether it states a ruling, and nothing else.
    mutating func take(_ text: Bytes, line: Int) -> Bool {
        switch Self.statement(in: text) {
        case nil: return false
        case .draft(let isOne): isDraft = isDraft || isOne
        case .cut(let word):
            guard cut == nil else { return false }
            cut = StatedRuling(word: word, line: line)
        }
        lines.insert(line)
        return true
    }

    /// What a line states, for people; `nil` for text.
    static func meaning(of text: Bytes) -> String? {
        switch statement(in: text) {
        case nil: nil
        case .draft: "says whether the file is a draft"
        case .cut: "says how the file is to be cut"
        }
    }

    private enum Statement {
        case cut(String)
        case draft(Bool)
    }

    private static func statement(in text: Bytes) -> Statement? {
        var rest = text.trimmed
        if rest.hasPrefix("<!--"), rest.hasSuffix("-->"), rest.count >= 7 {
            rest = rest.dropFirst(4).dropLast(3).trimmed
        }
        let name = rest.prefix { Text.isASCIILetter(UInt32($0)) }
        guard rest.count <= 60, !name.isEmpty, name.count <= 9 else { return nil }
        rest = rest[name.endIndex...].trimmed
        guard let colon = rest.firstScalar, colon == 0x3A || colon == 0xFF1A else { return nil }
        let word = rest.droppingScalar.trimmed
        guard (1...20).contains(word.count), word.allSatisfy({ Text.isASCIILetter(UInt32($0)) || $0 == 0x2D }) else {
            return nil
        }
        switch name.lowered[...].string {
        case "bulletind": return .cut(word.string)
        case "draft":
            switch word.lowered[...].string {
            case "true", "yes", "on": return .draft(true)
            case "false", "no", "off": return .draft(false)
            default: return nil
            }
        default: return nil
        }
    }

    // MARK: Where they stand

    /// `<!-- bulletind: single -->` among the first four kilobytes of a page.
    init(inCommentsOf page: Bytes) {
        var rest = page.prefix(4096)
        var line = 1
        while let open = rest.firstRange(of: "<!--") {
            line += rest[..<open.lowerBound].lazy.filter { $0 == 0x0A }.count
            guard let close = rest[open.upperBound...].firstRange(of: "-->") else { return }
            _ = take(rest[open.upperBound..<close.lowerBound], line: line)
            line += rest[open.lowerBound..<close.upperBound].lazy.filter { $0 == 0x0A }.count
            rest = rest[close.upperBound...]
        }
    }

    /// Takes away the first paragraphs that state rulings; between rules, too, as front matter stands.
    init(takenFrom blocks: inout [Block]) {
        if let fenced = Self.fenced(blocks) {
            self = fenced.stated
            if fenced.isAll { blocks.removeSubrange(...fenced.end) }
        }
        var kept: [Block] = []
        for (index, block) in blocks.enumerated() {
            if block.lines.count == 1, take(block.lines[0][...], line: block.line) { continue }
            if let text = block.lines.first {
                // Nothing of a draft is published, whatever stands below its first line.
                if block.lines.count > 1, case .draft(true) = Self.statement(in: text[...]) { isDraft = true }
                if kept.count < index { blocks.replaceSubrange(..<index, with: kept) }
                return
            }
            kept.append(block)
        }
        blocks = kept
    }

    /// What stands between two rules at the start, where some of it is a ruling.
    private static func fenced(_ blocks: [Block]) -> (stated: StatedRulings, end: Int, isAll: Bool)? {
        var stated = StatedRulings()
        var (isOpen, isAll) = (false, true)
        for (index, block) in blocks.prefix(20).enumerated() {
            for (place, line) in block.lines.enumerated() {
                let isRule =
                    line.count >= 3 && line.allSatisfy { $0 == UInt8(ascii: "-") } || line.elementsEqual("—".utf8)
                if !isOpen {
                    guard isRule else { return nil }
                    isOpen = true
                } else if isRule {
                    isAll = isAll && place == block.lines.count - 1 && !stated.lines.isEmpty
                    return isAll || stated.isDraft ? (stated, index, isAll) : nil
                } else if !stated.take(line[...], line: block.line) {
                    isAll = false
                }
            }
        }
        return nil
    }
}

/// A text without the lines that state rulings, when the first ones that are not blank do.
struct RuledText: Sendable {
    private(set) var stated = StatedRulings()
    private(set) var body: Bytes
    /// 1-based line of the source that `body` begins on.
    private(set) var bodyLine: Int

    /// - Parameter firstLine: the number of the first line of `text`.
    init(_ text: Bytes, firstLine: Int) {
        (body, bodyLine) = (text, firstLine)
        var start = text.startIndex
        var number = firstLine
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = text[start..<end].trimmed
            if !line.isEmpty {
                guard stated.take(line, line: number) else { return }
                (body, bodyLine) = (text[min(end + 1, text.endIndex)...], number + 1)
            }
            start = end + 1
            number += 1
        }
    }
}

extension Bulletin {
    /// Of a file that says that it is a draft, and nothing else yet.
    static func emptyDraft(of path: SourcePath) -> Bulletin {
        let title = TextReader.title(from: path)
        return Bulletin(
            kind: .single, title: title, isDraft: true, sections: [Section(title: title, html: "", text: "", line: 1)])
    }
}
