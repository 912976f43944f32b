private import Yams

/// What stands between the fences at the very start of a Markdown file: YAML (`---`) or simple TOML (`+++`).
///
/// Known keys are checked; a value that cannot be what its key says is an error with its line, never swallowed.
/// Unknown keys belong to other tools and are left alone. Anchors, aliases and tags are refused before YAML is
/// read, since they expand.
struct FrontMatter: Sendable {
    var title: String?
    var date: StatedDate?
    var id: String?
    var issue: String?
    var tags: [String] = []
    var authors: [String] = []
    var summary: String?
    var language: String?
    var isDraft = false
    /// `bulletind: single`, `bulletind: digest`.
    var ruling: StatedRuling?
    /// Where the text begins, and the 1-based line it begins on.
    var bodyStart = 0
    var bodyLine = 1

    /// Whether a text without a Markdown name begins with front matter: fence, `key:`, and a closing fence.
    static func stands(at text: Bytes) -> Bool {
        guard let fence = fence(at: text) else { return false }
        return close(of: fence, in: text) != nil
    }

    init() {}

    init(_ text: Bytes, of path: SourcePath, limits: ReadingLimits) throws(BulletinError) {
        guard let fence = Self.fence(at: text) else {
            takeHeader(text)
            return
        }
        let name = path.description
        guard let close = Self.close(of: fence, in: text) else {
            throw .malformed(name: name, line: 1, reason: "the front matter is not closed by a line \(fence)")
        }
        let content = text[(text.startIndex + 4)..<close.start]
        guard content.count <= limits.maxFrontMatterSize else {
            throw .overLimit(name: name, limit: "\(limits.maxFrontMatterSize) bytes of front matter")
        }
        bodyStart = close.end
        bodyLine = 1 + text[text.startIndex..<close.end].lazy.filter { $0 == 0x0A }.count
        let values = fence == "---" ? try Self.yaml(content, name: name) : try Self.toml(content, name: name)
        for (key, value, line) in values { try take(key, value, line: line, name: name) }
    }

    // MARK: Fences

    private static func fence(at text: Bytes) -> String? {
        for fence in ["---", "+++"] where text.hasPrefix(fence + "\n") {
            var rest = text.dropFirst(4)
            while let end = rest.firstIndex(of: 0x0A) ?? (rest.isEmpty ? nil : rest.endIndex) {
                let line = rest[rest.startIndex..<end].trimmed
                if line.isEmpty || line.first == 0x23 {
                    rest = rest[min(end + 1, rest.endIndex)...]
                    continue
                }
                if line.elementsEqual(fence.utf8) { return fence }
                let key = line.prefix { $0 != 0x3A && $0 != 0x3D }
                let isKey =
                    key.count < line.count && key.count <= 40
                    && key.trimmed.allSatisfy {
                        Text.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D || $0 == 0x22
                            || (0x30...0x39).contains($0)
                    }
                return isKey || (fence == "+++" && line.first == 0x5B) ? fence : nil
            }
            return nil
        }
        return nil
    }

    private static func close(of fence: String, in text: Bytes) -> (start: Int, end: Int)? {
        var start = text.startIndex + 4
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = text[start..<end].trimmedEnd
            if line.elementsEqual(fence.utf8) || (fence == "---" && line.elementsEqual("...".utf8)) {
                return (start, min(end + 1, text.endIndex))
            }
            start = end + 1
        }
        return nil
    }

    // MARK: Header without fences

    /// `Title: x` and further `Key: value` lines up to a blank line, as some site generators write them. Looser than
    /// front matter, since nothing marks it: what cannot be read is left alone.
    private mutating func takeHeader(_ text: Bytes) {
        var values: [(key: String, value: String, line: Int)] = []
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let row = text[start..<end].trimmed
            start = min(end + 1, text.endIndex)
            if row.isEmpty { break }
            guard let colon = row.prefix(24).firstIndex(of: 0x3A), colon > row.startIndex, values.count < 20,
                row[..<colon].allSatisfy({ Text.isASCIILetter(UInt32($0)) || $0 == 0x5F || $0 == 0x2D })
            else { return }
            values.append((row[..<colon].string.lowercased(), row[(colon + 1)...].trimmed.string, values.count + 1))
        }
        guard values.count >= 2, values[0].key == "title", !values[0].value.isEmpty else { return }
        bodyStart = start
        bodyLine = values.count + 2
        for (key, value, line) in values {
            switch key {
            case "title": title = Title.clean(Array(value.utf8)[...])
            case "date": date = Self.date(value, line: line)
            case "tags":
                tags = value.split(separator: ",").map { Title.clean(Array($0.utf8)[...]) }.filter { !$0.isEmpty }
            case "author", "authors": authors = [value]
            case "summary": summary = value
            case "number", "issue": issue = value
            case "bulletind": ruling = StatedRuling(word: value, line: line)
            default: break
            }
        }
    }

    // MARK: Values

    private enum Value {
        case text(String)
        case list([String])
        case none
    }

    private mutating func take(_ key: String, _ value: Value, line: Int, name: String) throws(BulletinError) {
        func text(_ what: String) throws(BulletinError) -> String? {
            switch value {
            case .text(let text): return Title.clean(Array(text.utf8)[...])
            case .none: return nil
            case .list: throw .malformed(name: name, line: line, reason: "\(what) must be one value, not a list")
            }
        }
        func list() -> [String] {
            let all: [String] =
                switch value {
                case .text(let text): [text]
                case .list(let list): list
                case .none: []
                }
            var seen: Set<String> = []
            return all.map { Title.clean(Array($0.utf8)[...]) }.filter { !$0.isEmpty && seen.insert($0).inserted }
        }
        switch key.lowercased() {
        case "title":
            title = try text("title")
            if title?.isEmpty == true { title = nil }
        case "date":
            guard let stated = try text("date"), !stated.isEmpty else { return }
            guard let parsed = Self.date(stated, line: line) else {
                throw .malformed(
                    name: name, line: line,
                    reason: "'\(stated)' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00")
            }
            date = parsed
        case "id":
            guard let stated = try text("id"), !stated.isEmpty else { return }
            guard stated.utf8.count <= 200, !stated.utf8.contains(where: { $0 <= 0x20 }),
                !stated.hasPrefix("javascript:")
            else {
                throw .malformed(name: name, line: line, reason: "an id has no blanks and at most 200 bytes")
            }
            id = stated
        case "issue": issue = try text("issue")
        case "tags", "tag", "keywords", "categories": tags += list().filter { !tags.contains($0) }
        case "author", "authors": authors += list().filter { !authors.contains($0) }
        case "summary", "description":
            if key.lowercased() == "summary" || summary == nil { summary = try text(key) }
        case "language", "lang":
            guard let stated = try text(key), !stated.isEmpty else { return }
            guard stated.utf8.count <= 35,
                stated.utf8.allSatisfy({ $0 == 0x2D || Text.isASCIILetter(UInt32($0)) || (0x30...0x39).contains($0) })
            else {
                throw .malformed(name: name, line: line, reason: "'\(stated)' is no language tag like zh-Hans or en")
            }
            language = stated
        case "bulletind":
            if let stated = try text("bulletind"), !stated.isEmpty { ruling = StatedRuling(word: stated, line: line) }
        case "draft":
            switch try text("draft")?.lowercased() {
            case "true", "yes", "on", "1": isDraft = true
            case nil, "false", "no", "off", "0", "": isDraft = false
            default: throw .malformed(name: name, line: line, reason: "draft must be true or false")
            }
        default: break
        }
    }

    /// A day, perhaps a time, perhaps a zone, and nothing else.
    static func date(_ text: String, line: Int) -> StatedDate? {
        let scalars = text.unicodeScalars.map(\.value)
        guard let found = DateReading.all(in: scalars).first, found.range.lowerBound == 0, !found.isPeriod else {
            return nil
        }
        var rest = scalars[found.range.upperBound...]
        var offset: Int?
        if found.secondOfDay != nil {
            if rest.first == 0x2E { rest = rest.dropFirst().drop { Text.digit($0) != nil } }
            rest = rest.drop { $0 == 0x20 }
            if let sign = rest.first, sign == 0x2B || sign == 0x2D || sign == 0x5A || sign == 0x7A {
                let digits = rest.dropFirst().compactMap(Text.digit)
                let isZulu = sign == 0x5A || sign == 0x7A
                guard isZulu ? rest.count == 1 : (digits.count == 2 || digits.count == 4) && rest.count <= 6 else {
                    return nil
                }
                let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
                let seconds = isZulu ? 0 : (digits[0] * 10 + digits[1]) * 3600 + minutes * 60
                guard seconds <= 14 * 3600, minutes < 60 else { return nil }
                offset = sign == 0x2D ? -seconds : seconds
                rest = []
            }
        }
        guard rest.allSatisfy({ $0 == 0x20 }) else { return nil }
        return StatedDate(
            day: found.day, secondOfDay: found.secondOfDay, offset: offset, origin: .frontMatter, line: line)
    }

    // MARK: YAML

    private static func yaml(_ content: Bytes, name: String) throws(BulletinError) -> [(String, Value, Int)] {
        if let (line, what) = YAMLGuard.refused(content) { throw .malformed(name: name, line: line + 1, reason: what) }
        let node: Node?
        do {
            node = try Yams.compose(yaml: content.string)
        } catch {
            var line = 1
            var reason = "the front matter is no valid YAML"
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                line = mark.line + 1
                reason += ": \(problem)"
            case .duplicatedKeysInMapping(let keys, _):
                reason += ": \(keys.first ?? "a key") is given twice"
            default: break
            }
            throw .malformed(name: name, line: line, reason: reason)
        }
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            throw .malformed(name: name, line: 2, reason: "front matter must be lines of 'key: value'")
        }
        return mapping.map { key, value in
            let line = (key.mark?.line ?? value.mark?.line ?? 1) + 1
            let taken: Value =
                if let scalar = value.scalar {
                    scalar.style == .plain && ["", "~", "null"].contains(scalar.string) ? .none : .text(scalar.string)
                } else if let sequence = value.sequence {
                    .list(sequence.compactMap { $0.scalar?.string ?? $0.mapping?["name"]?.scalar?.string })
                } else if let name = value.mapping?["name"]?.scalar?.string {
                    .text(name)
                } else {
                    .none
                }
            return (key.scalar?.string ?? "", taken, line)
        }
    }

    // MARK: TOML

    /// `key = "text"`, `key = 2031-05-30`, `key = ["a", "b"]` of the top table; other lines belong to other tools.
    private static func toml(_ content: Bytes, name: String) throws(BulletinError) -> [(String, Value, Int)] {
        var values: [(String, Value, Int)] = []
        var line = 1
        for row in content.split(separator: 0x0A, omittingEmptySubsequences: false) {
            line += 1
            let text = row.trimmed
            if text.first == 0x5B { break }
            guard !text.isEmpty, text.first != 0x23, let equals = text.firstIndex(of: 0x3D) else { continue }
            let key = text[..<equals].trimmed.string
            let value = text[(equals + 1)...].trimmed
            if value.first == 0x5B {
                guard value.last == 0x5D else { continue }
                values.append(
                    (key, .list(value.dropFirst().dropLast().split(separator: 0x2C).map { unquoted($0.trimmed) }), line)
                )
            } else {
                values.append((key, .text(unquoted(value)), line))
            }
        }
        return values
    }

    private static func unquoted(_ text: Bytes) -> String {
        guard let quote = text.first, quote == 0x22 || quote == 0x27, text.count >= 2, text.last == quote else {
            return text.string
        }
        return text.dropFirst().dropLast().string
    }
}
