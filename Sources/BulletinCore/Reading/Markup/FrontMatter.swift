/// What stands before the text of a Markdown file: YAML (`---`), TOML (`+++`), a JSON object, or `Key: value` lines.
///
/// Known keys are checked; a value that cannot be what its key says is an error with its line, never swallowed.
/// Unknown keys belong to other tools and are left alone. Anchors, aliases and tags are refused before YAML is
/// read, since they expand.
struct FrontMatter: Sendable {
    /// More keys are not read.
    private static let maxKeys = 500

    var title: String?
    var date: StatedDate?
    var id: String?
    var issue: String?
    var tags: [String] = []
    /// What kind of page other tools make of it: `layout: newsletter`, `series: 周刊`.
    var kinds: [String] = []
    var authors: [String] = []
    var summary: String?
    var language: String?
    /// Where it was published first: absolute; `nil` when no key says so.
    var via: String?
    var isDraft = false
    /// `bulletind: single`, `bulletind: digest`.
    var ruling: StatedRuling?
    /// What was read otherwise than written.
    var findings: [Finding] = []
    /// Where the text begins, and the 1-based line it begins on.
    var bodyStart = 0
    var bodyLine = 1

    /// Whether a text without a Markdown name begins with front matter between fences.
    static func stands(at text: Bytes) -> Bool {
        if case .found(let fence) = FrontMatterFence.find(in: text) { fence.syntax != .json } else { false }
    }

    init() {}

    init(_ text: Bytes, of path: SourcePath, limits: ReadingLimits) throws(BulletinError) {
        let name = path.description
        bodyStart = text.startIndex
        switch FrontMatterFence.find(in: text) {
        case .none:
            guard let header = HeaderLines(text) else { return }
            (bodyStart, bodyLine) = (header.bodyStart, header.bodyLine)
            for entry in header.entries { takeLoosely(entry) }
        case .unclosed(let line, let fence):
            throw .malformed(name: name, line: line, reason: "the front matter is not closed by a line \(fence)")
        case .found(let fence):
            guard fence.content.count <= limits.maxFrontMatterSize else {
                throw .overLimit(name: name, .frontMatter, value: limits.maxFrontMatterSize)
            }
            bodyStart = fence.bodyStart
            bodyLine = 1 + text[text.startIndex..<fence.bodyStart].lazy.filter { $0 == 0x0A }.count
            do throws(FrontMatterFault) {
                let entries = try read(text[fence.content], fence)
                guard entries.count <= Self.maxKeys else {
                    throw FrontMatterFault(
                        line: entries[Self.maxKeys].line, reason: "front matter has more than \(Self.maxKeys) keys")
                }
                for entry in entries { try take(entry) }
            } catch {
                throw .malformed(name: name, line: error.line, reason: error.reason)
            }
        }
    }

    private mutating func read(
        _ content: Bytes, _ fence: FrontMatterFence
    ) throws(FrontMatterFault) -> [FrontMatterEntry] {
        switch fence.syntax {
        case .yaml:
            let (entries, mended) = try FrontMatterYAML.read(content, line: fence.contentLine)
            for line in mended {
                findings.append(
                    Finding(
                        .info, "UnquotedColon", "this value holds ': ' and was taken to the end of its line",
                        advice: "put the value in quotation marks", line: line))
            }
            return entries
        case .toml: return try FrontMatterTOML.read(content, line: fence.contentLine)
        case .json: return try FrontMatterJSON.read(content, line: fence.contentLine)
        }
    }

    /// Header lines without fences: nothing marks them as more than text, so a bad value is a finding.
    private mutating func takeLoosely(_ entry: FrontMatterEntry) {
        var entry = entry
        if case .text(let text) = entry.value,
            ["tags", "authors", "categories", "keywords"].contains(entry.key.lowercased())
        {
            entry.value = .list(text.split(separator: ",").map(String.init))
        }
        do throws(FrontMatterFault) {
            try take(entry)
        } catch {
            findings.append(
                Finding(.warning, "HeaderIgnored", error.reason, advice: "correct the line", line: error.line))
        }
    }

    // MARK: Values

    private mutating func take(_ entry: FrontMatterEntry) throws(FrontMatterFault) {
        let key = entry.key.lowercased()
        switch key {
        case "title":
            title = try Self.text(entry).map(Self.withoutTags)
            if title?.isEmpty == true { title = nil }
        case "date": try takeDate(entry)
        case "published":
            // Jekyll's `published: false` keeps a page back.
            switch try Self.text(entry)?.lowercased() {
            case "false", "no", "off": isDraft = true
            case "true", "yes", "on", nil: break
            default: try takeDate(entry)
            }
        case "published_at", "publishedat", "publishdate", "pubdate": try takeDate(entry)
        case "updated": _ = try Self.date(entry)
        case "id":
            guard let stated = try Self.text(entry), !stated.isEmpty else { return }
            guard stated.utf8.count <= 200, !stated.utf8.contains(where: { $0 <= 0x20 }),
                !stated.lowercased().hasPrefix("javascript:")
            else { throw FrontMatterFault(line: entry.line, reason: "an id has no blanks and at most 200 bytes") }
            id = stated
        case "issue": issue = try Self.text(entry)
        case "number", "issue_number", "issuenumber", "edition", "vol", "volume":
            if issue == nil, case .text(let text) = entry.value { issue = Title.clean(text) }
        case "tags", "tag", "keywords", "categories", "category":
            tags += try Self.list(entry, splitting: true).filter { !tags.contains($0) }
        case "layout", "type", "series", "kind", "column", "collection":
            if case .text(let text) = entry.value { kinds.append(text) }
            if case .list(let list) = entry.value { kinds += list }
        case "author", "authors": authors += try Self.list(entry, splitting: false).filter { !authors.contains($0) }
        case "summary": summary = try Self.text(entry)
        case "description": if summary == nil { summary = try Self.text(entry) }
        case "language", "lang":
            guard let stated = try Self.text(entry)?.replacing("_", with: "-"), !stated.isEmpty else { return }
            guard stated.utf8.count <= 35,
                stated.utf8.allSatisfy({ $0 == 0x2D || Text.isASCIILetter(UInt32($0)) || (0x30...0x39).contains($0) })
            else {
                throw FrontMatterFault(line: entry.line, reason: "'\(stated)' is no language tag like zh-Hans or en")
            }
            language = stated
        case "via", "source", "source_url", "original_url", "canonical", "canonical_url", "canonicalurl":
            // Other tools write names of sources here, and paths.
            if via == nil, case .text(let text) = entry.value { via = WebAddress.page(text) }
        case "bulletind":
            if let stated = try Self.text(entry), !stated.isEmpty {
                ruling = StatedRuling(word: stated, line: entry.line)
            }
        case "draft":
            switch try Self.text(entry)?.lowercased() {
            case "true", "yes", "on", "1": isDraft = true
            case nil, "false", "no", "off", "0", "": break
            default: throw FrontMatterFault(line: entry.line, reason: "draft must be true or false")
            }
        default: break
        }
    }

    private static func text(_ entry: FrontMatterEntry) throws(FrontMatterFault) -> String? {
        switch entry.value {
        case .text(let text): return Title.clean(text)
        case .none: return nil
        case .list:
            throw FrontMatterFault(line: entry.line, reason: "\(entry.key) must be one value, not a list")
        case .map: throw FrontMatterFault(line: entry.line, reason: "\(entry.key) must be one value, not a map")
        }
    }

    /// Titles may hold line breaks and emphasis of HTML: `Week in Boats <BR> 6 December`.
    private static func withoutTags(_ title: String) -> String {
        guard title.utf8.contains(0x3C) else { return title }
        let text = Array(title.utf8)[...]
        var kept: [UInt8] = []
        var place = text.startIndex
        while place < text.endIndex {
            let rest = text[place...]
            if rest.first == 0x3C, let end = rest.prefix(200).firstIndex(of: 0x3E) {
                let name = rest[..<end].dropFirst().drop { $0 == 0x2F }
                    .prefix { Text.isASCIILetter(UInt32($0)) }.lowered
                if titleTags.contains(String(decoding: name, as: UTF8.self)) {
                    if name.elementsEqual("br".utf8) { kept.append(0x20) }
                    place = end + 1
                    continue
                }
            }
            kept.append(text[place])
            place += 1
        }
        return Title.clean(kept[...])
    }

    private static let titleTags: Set = ["br", "b", "i", "em", "strong", "small", "span", "sup", "sub", "code"]

    /// - Parameter splitting: one text holds several, parted by commas.
    private static func list(_ entry: FrontMatterEntry, splitting: Bool) throws(FrontMatterFault) -> [String] {
        let all: [String]
        switch entry.value {
        case .text(let text):
            all = splitting ? text.split { $0 == "," || $0 == "，" || $0 == "、" }.map(String.init) : [text]
        case .list(let list): all = list
        case .map(let name):
            guard let name else { throw FrontMatterFault(line: entry.line, reason: "\(entry.key) must be a list") }
            all = [name]
        case .none: all = []
        }
        var seen: Set<String> = []
        return all.map { Title.clean($0) }.filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    /// The later one of two counts, whatever their order: none is passed over.
    private mutating func takeDate(_ entry: FrontMatterEntry) throws(FrontMatterFault) {
        guard let stated = try Self.date(entry), date.map({ Self.latest($0) < Self.latest(stated) }) ?? true else {
            return
        }
        date = stated
    }

    /// Of a time without a zone, which is the channel's, the latest that it may be.
    private static func latest(_ date: StatedDate) -> Timestamp {
        Timestamp(date.day, secondOfDay: date.secondOfDay ?? 0, offset: date.offset ?? -12 * 3600)
    }

    private static func date(_ entry: FrontMatterEntry) throws(FrontMatterFault) -> StatedDate? {
        guard let stated = try text(entry), !stated.isEmpty else { return nil }
        guard let date = date(stated, line: entry.line) else {
            throw FrontMatterFault(
                line: entry.line, reason: "'\(stated)' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00")
        }
        return date
    }

    /// A day, perhaps a time, perhaps a zone, and nothing else.
    static func date(_ text: String, line: Int) -> StatedDate? {
        var scalars = text.unicodeScalars.map(\.value)
        // `Sat, 16 May 2031`
        if let comma = scalars.firstIndex(of: 0x2C), (3...9).contains(comma),
            scalars[..<comma].allSatisfy(Text.isASCIILetter)
        {
            scalars.removeFirst(comma + 1)
            while scalars.first == 0x20 { scalars.removeFirst() }
        }
        guard let found = DateReading.all(in: scalars).first, found.range.lowerBound == 0, !found.isPeriod else {
            return nil
        }
        let time = DateReading.timeBehind(found, in: scalars)
        guard time?.isDoubtful != true, scalars[(time?.range.upperBound ?? found.dayEnd)...].allSatisfy({ $0 == 0x20 })
        else { return nil }
        return StatedDate(found, at: time, origin: .frontMatter, line: line)
    }
}
