/// What the lines of a page or of Markdown were taken for. Their readers work on blocks, so this goes by the lines of
/// the headlines and by the words of labels and links: what stands on a line with others goes by the first.
struct MarkupExplanation {
    private(set) var lines: [Explanation.Line] = []

    private let bulletin: Bulletin
    private let facts: [Int: String]
    private let isHTML: Bool
    private let titleKey: [UInt8]
    private let categories: Set<[UInt8]>
    /// The intro's text, of which what was found before is dropped.
    private var intro: Bytes
    private var hasTitle = false
    private var isInContents = false
    /// The next entry of the story's list of links; `nil` before the list.
    private var nextLink: Int?
    /// A story begins on the line.
    private var isHead = false
    /// For each story, the line of the next one that begins on another line.
    private let laterLines: [Int]
    /// The element whose content is not text, while it is open: `script`.
    private var hidden: String?

    /// - Parameter firstLine: of the text behind front matter.
    init(_ text: Bytes, _ bulletin: Bulletin, firstLine: Int, isHTML: Bool) {
        self.bulletin = bulletin
        self.isHTML = isHTML
        facts = bulletin.factsByLine
        intro = Self.withoutTags(Array(bulletin.intro.utf8)[...])
        categories = Set(bulletin.sections.compactMap(\.category).map { Text.key(Array($0.utf8)[...]) })
        titleKey = Text.key(Array(bulletin.title.utf8)[...])
        let isDigest = bulletin.kind == .digest
        var later: [Int] = []
        for section in bulletin.sections.indices.reversed() {
            let next = section + 1 < bulletin.sections.count ? bulletin.sections[section + 1].line : .max
            later.append(next == bulletin.sections[section].line ? later.last ?? .max : next)
        }
        laterLines = later.reversed()
        var story: Int?
        var start = text.startIndex
        var number = 1
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let raw = text[start..<end].trimmed
            var line = Explanation.Line(number: number, text: text[start..<end].trimmedEnd.string, role: .blank)
            if !raw.isEmpty {
                if number < firstLine {
                    line.role = .frontMatter
                } else {
                    var next = story.map { $0 + 1 } ?? 0
                    isHead = false
                    while isDigest, next < bulletin.sections.count, begins(next, at: number, raw) {
                        story = next
                        next += 1
                        isHead = true
                    }
                    take(raw, story: isDigest ? story : 0, &line)
                }
            }
            lines.append(line)
            start = end + 1
            number += 1
        }
    }

    /// Entries of a list all have the list's line: then each begins where its headline stands.
    private func begins(_ story: Int, at number: Int, _ raw: Bytes) -> Bool {
        let section = bulletin.sections[story]
        guard section.line <= number, laterLines[story] > number else { return section.line <= number }
        guard story > 0, bulletin.sections[story - 1].line == section.line, number > section.line || !isHTML else {
            return true
        }
        let title = Text.key(Array(section.title.utf8)[...])
        return Similarity.contains(Text.key(isHTML ? Self.withoutTags(raw) : Self.withoutSigns(raw)), title)
    }

    private mutating func take(_ raw: Bytes, story: Int?, _ line: inout Explanation.Line) {
        let number = line.number ?? 0
        if let meaning = StatedRulings.meaning(of: raw) {
            line.role = .leftOut
            line.evidence = meaning
            return
        }
        if isHTML, isHidden(raw) {
            line.role = .leftOut
            line.evidence = "not text"
            return
        }
        let plain = isHTML ? Self.withoutTags(raw) : Self.withoutSigns(raw)
        let key = Text.key(plain)
        line.story = story.map { $0 + 1 }
        if let story, bulletin.kind == .digest, isHead || bulletin.sections[story].line == number {
            (isInContents, nextLink) = (false, nil)
            line.role = .headline
            line.evidence = Self.heading(raw) ?? (bulletin.sections[story].marker.isEmpty ? "" : "marker")
        } else if raw.contains(text: "<img") || raw.hasPrefix("![") {
            line.role = .image
        } else if plain.isEmpty {
            line.role = .leftOut
            line.story = nil
            line.evidence = isHTML ? "markup without text" : "a rule"
        } else if !hasTitle, !titleKey.isEmpty,
            key.starts(with: titleKey) || titleKey.starts(with: key) && key.count >= 6
        {
            hasTitle = true
            line.role = .title
            line.evidence = facts[number] ?? ""
        } else if let fact = facts[number] {
            line.role = (story ?? 0) > 0 || (bulletin.kind == .single && hasTitle && number > 12) ? .trailer : .header
            line.evidence = fact
        } else if let story {
            takeBody(plain, key, story: story, heading: Self.heading(raw), &line)
        } else if categories.contains(key) {
            line.role = .category
            line.evidence = Self.heading(raw) ?? ""
        } else if Words.isContentsLabel(plain) {
            isInContents = true
            line.role = .contentsLabel
        } else if !isInContents, !isInIntro(plain) {
            line.role = .leftOut
            line.evidence = "not in the intro"
        } else {
            line.role = isInContents ? .contentsEntry : .intro
        }
    }

    /// Whether the beginning of a line is published before the stories; taken for granted where references and
    /// emphasis make the source look unlike its text. Looks no further than four kilobytes on, which bounds the work.
    private mutating func isInIntro(_ plain: Bytes) -> Bool {
        let head = plain.prefix { ![0x26, 0x2A, 0x5B, 0x60, 0x5F, 0x5D].contains($0) }
        guard head.count == plain.count || head.count >= 12 else { return true }
        guard let found = intro.prefix(4096).firstRange(of: Text.string(head.scalars(limit: 10))) else { return false }
        intro = intro[found.upperBound...]
        return true
    }

    private mutating func takeBody(
        _ plain: Bytes, _ key: [UInt8], story: Int, heading: String?, _ line: inout Explanation.Line
    ) {
        let section = bulletin.sections[story]
        line.role = .body
        if story + 1 < bulletin.sections.count,
            let category = bulletin.sections[story + 1].category, Text.key(Array(category.utf8)[...]) == key
        {
            line.role = .category
            line.evidence = heading ?? ""
        } else if let label = section.linksLabel, key.starts(with: Text.key(Array(label.utf8)[...])) {
            nextLink = 0
            _ = takesLinks(of: section, plain, key)
            line.role = .linkLabel
        } else if takesLinks(of: section, plain, key) {
            line.role = .link
        } else if story + 1 == bulletin.sections.count, bulletin.kind == .digest,
            Trailer.beginsTrailer(plain), !Array(section.text.utf8)[...].contains(text: plain.string)
        {
            line.role = .trailer
            line.story = nil
        }
    }

    /// Whether the line holds the next entry of the list, or several.
    private mutating func takesLinks(of section: Section, _ plain: Bytes, _ key: [UInt8]) -> Bool {
        guard let first = nextLink else { return false }
        var next = first
        while next < section.links.count, holds(section.links[next], plain, key) { next += 1 }
        nextLink = next
        return next > first
    }

    private func holds(_ link: Link, _ plain: Bytes, _ key: [UInt8]) -> Bool {
        let title = Text.key(Array(link.title.utf8)[...])
        return !title.isEmpty && key[...].contains(text: title[...].string)
            || link.url.map { plain.contains(text: $0) } == true
    }

    /// Between the tags of an element that holds no text, and comments.
    private mutating func isHidden(_ raw: Bytes) -> Bool {
        let lower = raw.prefix(2000).lowered[...]
        if let name = hidden {
            if lower.contains(text: name == "!--" ? "-->" : "</" + name) { hidden = nil }
            return true
        }
        for name in ["script", "style", "!--"] where lower.hasPrefix("<" + name) {
            if !lower.contains(text: name == "!--" ? "-->" : "</" + name) { hidden = name }
            return true
        }
        return lower.hasPrefix("<!doctype") || lower.hasPrefix("<meta") || lower.hasPrefix("<link")
    }

    /// `## `, `<h2`: which level.
    private static func heading(_ raw: Bytes) -> String? {
        let hashes = raw.prefix { $0 == 0x23 }.count
        if (1...6).contains(hashes) { return "heading of level \(hashes)" }
        guard let tag = raw.firstRange(of: "<h") ?? raw.firstRange(of: "<H"), tag.upperBound < raw.endIndex,
            (0x31...0x36).contains(raw[tag.upperBound])
        else { return nil }
        return "heading of level \(raw[tag.upperBound] - 0x30)"
    }

    private static func withoutTags(_ raw: Bytes) -> Bytes {
        var text: [UInt8] = []
        var isInTag = false
        for byte in raw {
            if byte == 0x3C {
                isInTag = true
            } else if byte == 0x3E, isInTag {
                isInTag = false
            } else if !isInTag {
                text.append(byte)
            }
        }
        return text[...].trimmed
    }

    /// Without the signs of headings, lists, quotations and emphasis at both ends.
    private static func withoutSigns(_ raw: Bytes) -> Bytes {
        func isSign(_ byte: UInt8) -> Bool { [0x23, 0x3E, 0x2A, 0x5F, 0x2D, 0x2B, 0x3D, 0x20].contains(byte) }
        let text = raw.drop(while: isSign)
        guard let last = text.lastIndex(where: { !isSign($0) }) else { return text.suffix(0) }
        return text[...last]
    }
}

/// Formats whose lines nobody sees: what was found in them, with the numbers of the paragraphs.
enum PartExplanation {
    static func lines(of bulletin: Bulletin) -> [Explanation.Line] {
        var lines: [Explanation.Line] = []
        if bulletin.kind == .digest {
            lines.append(Explanation.Line(number: nil, text: bulletin.title, role: .title))
        }
        let facts = bulletin.facts.filter { $0.line != nil }
        for fact in facts {
            lines.append(Explanation.Line(number: fact.line, text: fact.value, role: .header, evidence: fact.evidence))
        }
        for (place, section) in bulletin.sections.enumerated() {
            if let category = section.category, place == 0 || bulletin.sections[place - 1].category != category {
                lines.append(Explanation.Line(number: nil, text: category, role: .category))
            }
            let story = place + 1
            lines.append(
                Explanation.Line(
                    number: section.line, text: section.title, role: bulletin.kind == .single ? .title : .headline,
                    story: story, evidence: section.marker.isEmpty ? "" : "marker \(section.marker)"))
            for text in section.text.split(separator: "\n") {
                lines.append(Explanation.Line(number: nil, text: String(text), role: .body, story: story))
            }
            if let label = section.linksLabel {
                lines.append(Explanation.Line(number: nil, text: label, role: .linkLabel, story: story))
            }
            for link in section.links {
                lines.append(Explanation.Line(number: nil, text: link.title, role: .link, story: story))
            }
        }
        return lines
    }
}
