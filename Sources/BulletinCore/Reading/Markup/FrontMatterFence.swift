/// Where front matter stands at the start of a text, and in which syntax.
struct FrontMatterFence: Sendable {
    enum Syntax: Sendable { case yaml, toml, json }

    var syntax: Syntax
    /// Without the fences; for JSON the object with its braces.
    var content: Range<Int>
    /// 1-based line on which the content begins.
    var contentLine: Int
    /// Where the text begins.
    var bodyStart: Int

    enum Place: Sendable {
        case none
        case found(FrontMatterFence)
        /// It begins on this line and never ends; `fence` is what would end it.
        case unclosed(line: Int, fence: String)
    }

    /// A file may as well begin with a rule, or with prose like `Note: …`: unless the first key is one that front
    /// matter is known by, every line up to the closing fence must look like front matter.
    static func find(in text: Bytes) -> Place {
        var start = text.startIndex
        var line = 1
        while start < text.endIndex {
            let row = Self.row(text, at: start)
            if !row.trimmed.isEmpty { break }
            (start, line) = (row.endIndex + 1, line + 1)
        }
        guard start < text.endIndex else { return .none }
        let first = row(text, at: start)
        switch first.trimmedEnd.string {
        case "---": return fenced(text, after: first.endIndex + 1, line: line, fence: "---")
        case "+++": return fenced(text, after: first.endIndex + 1, line: line, fence: "+++")
        default: break
        }
        if first.first == 0x7B { return json(text, at: start, line: line) }
        return start == text.startIndex ? headless(text) : .none
    }

    private static func row(_ text: Bytes, at start: Int) -> Bytes {
        text[start..<(text[start...].firstIndex(of: 0x0A) ?? text.endIndex)]
    }

    private static func fenced(_ text: Bytes, after: Int, line: Int, fence: String) -> Place {
        var start = min(after, text.endIndex)
        let content = start
        var isKnown: Bool?
        var looksRight = true
        while start < text.endIndex {
            let row = Self.row(text, at: start)
            let trimmed = row.trimmedEnd
            if trimmed.elementsEqual(fence.utf8) || fence == "---" && trimmed.elementsEqual("...".utf8) {
                guard isKnown == true || looksRight && isKnown != nil else { return .none }
                return .found(
                    FrontMatterFence(
                        syntax: fence == "---" ? .yaml : .toml, content: content..<start, contentLine: line + 1,
                        bodyStart: min(row.endIndex + 1, text.endIndex)))
            }
            if isKnown == nil, !trimmed.isEmpty, trimmed.first != 0x23 {
                let isTable = fence == "+++" && trimmed.first == 0x5B
                guard isTable || key(of: trimmed, fence) != nil else { return .none }
                isKnown = isTable || key(of: trimmed, fence).map { known.contains($0) } ?? false
            }
            looksRight = looksRight && looksLikeFrontMatter(trimmed, fence)
            start = row.endIndex + 1
        }
        return isKnown == true ? .unclosed(line: line, fence: fence) : .none
    }

    /// `key: value` lines that begin without a fence and end with one, as Hexo's may.
    private static func headless(_ text: Bytes) -> Place {
        var start = text.startIndex
        var count = 0
        while start < text.endIndex, count < 60 {
            let row = Self.row(text, at: start)
            let trimmed = row.trimmedEnd
            if trimmed.elementsEqual("---".utf8) {
                guard count >= 2 else { return .none }
                return .found(
                    FrontMatterFence(
                        syntax: .yaml, content: text.startIndex..<start, contentLine: 1,
                        bodyStart: min(row.endIndex + 1, text.endIndex)))
            }
            if count == 0 {
                guard let key = key(of: trimmed, "---"), known.contains(key) else { return .none }
            } else if trimmed.isEmpty || !looksLikeFrontMatter(trimmed, "---") {
                return .none
            }
            (start, count) = (row.endIndex + 1, count + 1)
        }
        return .none
    }

    private static func json(_ text: Bytes, at start: Int, line: Int) -> Place {
        let inside = text[(start + 1)...].prefix(200).trimmedStart
        guard inside.first == 0x22 else { return .none }
        let key = inside.dropFirst().prefix { $0 != 0x22 && $0 != 0x0A }
        guard inside[key.endIndex...].dropFirst().trimmedStart.first == 0x3A else { return .none }
        let isKnown = known.contains(key.string.lowercased())
        guard let end = FrontMatterJSON.end(of: text[start...]) else {
            return isKnown ? .unclosed(line: line, fence: "}") : .none
        }
        let rest = row(text, at: min(end, text.endIndex))
        guard rest.trimmed.isEmpty else { return .none }
        return .found(
            FrontMatterFence(
                syntax: .json, content: start..<end, contentLine: line, bodyStart: min(rest.endIndex + 1, text.endIndex)
            ))
    }

    /// The key that a line begins with, in lower case.
    private static func key(of row: Bytes, _ fence: String) -> String? {
        let mark: UInt8 = fence == "+++" ? 0x3D : 0x3A
        let key = row.prefix(60).prefix { $0 != mark }
        guard key.endIndex < row.endIndex, row[key.endIndex] == mark else { return nil }
        let next = row[key.endIndex...].dropFirst().first
        guard mark == 0x3D || next == nil || next == 0x20 || next == 0x09 else { return nil }
        var name = key.trimmed
        if let quote = name.first, quote == 0x22 || quote == 0x27, name.count > 2, name.last == quote {
            name = name.dropFirst().dropLast()
        }
        guard !name.isEmpty,
            name.allSatisfy({
                Text.isASCIILetter(UInt32($0)) || [0x2D, 0x2E, 0x5F].contains($0) || (0x30...0x39).contains($0)
                    || $0 >= 0x80
            })
        else { return nil }
        return name.string.lowercased()
    }

    private static func looksLikeFrontMatter(_ row: Bytes, _ fence: String) -> Bool {
        guard let first = row.first, fence == "---" else { return true }
        if [0x20, 0x09, 0x23, 0x5D, 0x7D].contains(first) { return true }
        if first == 0x2D { return row.count == 1 || row.dropFirst().first == 0x20 }
        return key(of: row, fence) != nil
    }

    /// Keys that front matter is known by: those that are read, and those of common site generators.
    private static let known: Set<String> = [
        "title", "date", "published", "updated", "id", "issue", "author", "authors", "tags", "tag", "categories",
        "category", "keywords", "summary", "description", "language", "lang", "draft", "charset", "bulletind",
        "aliases", "banner", "comments", "cover", "created", "created_at", "excerpt", "image", "issue_number", "layout",
        "linktitle", "menu", "modified", "number", "permalink", "published_at", "publishdate", "publishedat",
        "pubdate", "series", "sidebar", "slug", "status", "subject", "subtitle", "template", "titleimage", "toc",
        "type", "url", "uuid", "weight",
    ]
}
