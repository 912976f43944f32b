/// What the lines of a plain text were taken for: exact, since the same outline is asked that cut it.
struct TextExplanation {
    private(set) var lines: [Explanation.Line] = []

    private let parts: TextParts
    private let facts: [Int: String]
    /// By logical line: a wrapped paragraph is one.
    private var roles: [(role: Explanation.Role, story: Int?, evidence: String)]

    init(_ text: Bytes, _ bulletin: Bulletin) {
        parts = TextParts(text)
        facts = bulletin.factsByLine
        roles = parts.lines.map { ($0.isBlank ? .blank : .leftOut, nil, "") }
        if parts.outline.stories.isEmpty {
            takeSingle()
        } else {
            takeHeader()
            takeContents()
            for index in parts.outline.stories.indices { takeStory(index) }
            takeCategories()
            takeTrailer()
        }
        spread(over: text)
    }

    private mutating func set(_ index: Int, _ role: Explanation.Role, story: Int? = nil, _ evidence: String = "") {
        guard roles.indices.contains(index), !parts.lines[index].isBlank else { return }
        roles[index] = (role, story, evidence)
    }

    private func fact(_ index: Int) -> String? { facts[parts.lines[index].number] }

    // MARK: Around the stories

    private mutating func takeHeader() {
        let intro = Set(parts.intro)
        for index in parts.outline.header where !parts.lines[index].isBlank {
            if index == parts.envelope.titleLine || index == parts.envelope.secondTitleLine {
                set(index, .title, fact(index) ?? "")
            } else if let fact = fact(index) {
                set(index, .header, fact + (intro.contains(index) ? "; published in the intro" : ""))
            } else if intro.contains(index) {
                set(index, .intro)
            }
        }
        // A title may stand in the contents list's place.
        if let title = parts.envelope.titleLine, !parts.outline.header.contains(title) { set(title, .title) }
    }

    private mutating func takeContents() {
        guard let range = parts.outline.contents else { return }
        let list = ContentsList.find(parts.lines)
        let matches = list.map { Dictionary(zip($0.entries.map(\.line), $0.matches)) { one, _ in one } } ?? [:]
        for index in range where roles[index].role != .title {
            if Words.isContentsLabel(parts.lines[index].text) {
                set(index, .contentsLabel)
            } else if let match = matches[index] ?? nil {
                set(index, .contentsEntry, "comes again in line \(parts.lines[match].number)")
            } else {
                set(index, .contentsEntry, matches.keys.contains(index) ? "does not come again" : "")
            }
        }
    }

    /// Lines between the stories that name their category.
    private mutating func takeCategories() {
        var known: Bytes?
        for story in parts.outline.stories {
            guard let category = story.category, category != known else { continue }
            known = category
            let label = parts.lines.indices[..<story.head].last { parts.lines[$0].unmarked == category }
            if let label { set(label, .category, Self.marker(parts.lines[label])) }
        }
    }

    private mutating func takeTrailer() {
        for index in parts.outline.trailer { set(index, .trailer, fact(index) ?? "") }
        for index in parts.outline.remarks { set(index, .intro, fact(index) ?? "") }
    }

    // MARK: Stories

    private mutating func takeStory(_ place: Int) {
        let story = parts.outline.stories[place]
        let line = parts.lines[story.head]
        var evidence = Self.marker(line)
        if story.runIn != nil { evidence += (evidence.isEmpty ? "" : ", ") + "its text runs in" }
        set(story.head, .headline, story: place + 1, evidence)
        takeBody(story.text(in: parts.lines), runIn: story.runIn, story: place + 1)
    }

    private mutating func takeBody(_ body: [Int], runIn: Bytes?, story: Int, needsAddress: Bool = false) {
        let indices = body.filter { !parts.lines[$0].isBlank }
        for index in indices {
            set(index, Figure(parts.lines[index].text) != nil ? .image : .body, story: story)
        }
        let offset = runIn == nil ? 0 : 1
        let paragraphs = (runIn.map { [$0] } ?? []) + indices.map { parts.lines[$0].text }
        guard let list = LinkList.find(in: paragraphs, needsAddress: needsAddress) else { return }
        for place in list.range where indices.indices.contains(place - offset) {
            set(indices[place - offset], place == list.range.lowerBound ? .linkLabel : .link, story: story)
        }
    }

    private mutating func takeSingle() {
        let title = parts.envelope.titleLine
        takeBody(parts.lines.indices.filter { $0 != title }, runIn: nil, story: 1, needsAddress: true)
        for index in parts.lines.indices {
            if let fact = fact(index) {
                set(index, index <= (title ?? 0) + 8 ? .header : .trailer, story: 1, fact + "; published in the body")
            }
        }
        if let title { set(title, .title, story: 1, fact(title) ?? "") }
    }

    /// `circled 3`.
    static func marker(_ line: TextLine) -> String {
        guard let marker = line.marker else { return "" }
        return marker.shape.name + (marker.ordinal.map { " \($0)" } ?? "")
    }

    // MARK: Lines of the source

    /// Gives every line of the source the role of the logical line that it is a part of.
    private mutating func spread(over text: Bytes) {
        var logical = parts.lines.startIndex
        var start = text.startIndex
        var number = 1
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let raw = text[start..<end].trimmedEnd
            while logical + 1 < parts.lines.count, parts.lines[logical + 1].number <= number { logical += 1 }
            var line = Explanation.Line(number: number, text: raw.string, role: .blank)
            if parts.stated.lines.contains(number) {
                line.role = .leftOut
                line.evidence = StatedRulings.meaning(of: raw) ?? ""
            } else if parts.mail?.leftOut.contains(number) == true, !raw.trimmed.isEmpty {
                line.role = .leftOut
                line.evidence = "is of the mail, not of its text"
            } else if parts.pageLines.contains(number) {
                line.role = .leftOut
                line.evidence = "is of the page, not of the text"
            } else if !raw.trimmed.isEmpty, roles.indices.contains(logical), parts.lines[logical].number <= number {
                (line.role, line.story, line.evidence) = roles[logical]
                let first = parts.lines[logical].number
                if number > first {
                    if line.role == .headline, line.evidence.hasSuffix("runs in") { line.role = .runIn }
                    line.evidence = "goes on from line \(first)"
                }
            }
            lines.append(line)
            start = end + 1
            number += 1
        }
    }
}
