internal import BulletinCore

/// A bulletin for people.
enum BulletinText {
    static func text(_ bulletin: Bulletin, of file: String) -> String {
        var lines = summary(bulletin, of: file)
        for (index, section) in bulletin.sections.enumerated() {
            lines.append("  \(index + 1). \(section.title) (line \(section.line))")
            if let category = section.category { lines.append("     in: \(category)") }
            for link in section.links { lines.append("     - \(link.title)\(link.url.map { " <\($0)>" } ?? "")") }
        }
        for finding in bulletin.findings {
            let place = finding.line.map { "line \($0): " } ?? ""
            lines.append("  \(finding.severity.rawValue): \(place)\(finding.message) [\(finding.rule)]")
        }
        return lines.joined(separator: "\n")
    }

    /// What the bulletin is, without its stories.
    static func summary(_ bulletin: Bulletin, of file: String) -> [String] {
        var lines = [
            "\(file): \(bulletin.title)",
            "  \(bulletin.kind.rawValue), \(bulletin.sections.count) stories, confidence \(bulletin.confidence.rawValue)",
        ]
        if let date = bulletin.date { lines.append("  date: \(date.day) (\(date.origin.rawValue))") }
        if let bound = bulletin.notBefore { lines.append("  not before: \(bound.day) (\(bound.origin.rawValue))") }
        if let issue = bulletin.issue { lines.append("  issue: \(issue)") }
        if let language = bulletin.language { lines.append("  language: \(language)") }
        if !bulletin.authors.isEmpty { lines.append("  authors: \(bulletin.authors.joined(separator: ", "))") }
        for fact in bulletin.facts {
            let label = fact.label.map { " (\($0))" } ?? ""
            lines.append("  \(fact.kind.rawValue)\(label): \(fact.value)\(fact.line.map { ", line \($0)" } ?? "")")
        }
        return lines
    }
}

/// `parse --explain` for people: a row for each line of the source, and under it why.
struct ExplanationText {
    struct Style: Sendable {
        /// Colours, and lines cut to fit.
        var isColoured: Bool
        /// Cells that the text of a line may take; `nil` for all of it.
        var width: Int?

        init(isTerminal: Bool) {
            isColoured = isTerminal && !Console.wantsNoColour
            width = isTerminal ? 56 : nil
        }
    }

    let text: String

    init(_ explanation: Explanation, file: String, style: Style) {
        var rows: [String] = []
        let gap = String(repeating: " ", count: 26)
        for line in explanation.lines {
            let number = Self.right(line.number.map(String.init) ?? "-", 5)
            let role = Self.left(line.role.rawValue, 15)
            let story = Self.right(line.story.map(String.init) ?? "", 3)
            let colour = style.isColoured ? Self.colour(line.role) : nil
            let start = colour.map { "\u{1B}[\($0)m" } ?? ""
            let end = colour == nil ? "" : "\u{1B}[0m"
            let row = "\(number) \(start)\(role)\(end)\(story)  \(Self.cut(line.text, style.width))"
            rows.append(String(row.reversed().drop { $0 == " " }.reversed()))
            if !line.evidence.isEmpty { rows.append("\(gap)· \(Self.cut(line.evidence, nil))") }
            for remark in line.remarks { rows.append("\(gap)! \(Self.cut(remark, nil))") }
        }
        rows.append("")
        rows += BulletinText.summary(explanation.bulletin, of: file)
        let reasons = explanation.remarks + explanation.lines.flatMap(\.remarks)
        rows.append("  confidence \(explanation.bulletin.confidence.rawValue)\(reasons.isEmpty ? "" : ":")")
        for reason in reasons { rows.append("    \(reason)") }
        text = rows.joined(separator: "\n")
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    private static func left(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    /// One line without control characters, which would move the cursor; cut at `width` cells.
    private static func cut(_ text: String, _ width: Int?) -> String {
        var result = ""
        var cells = 0
        for scalar in text.unicodeScalars {
            let isWide = scalar.value >= 0x1100 && !(0x2000...0x2DFF).contains(scalar.value)
            cells += isWide ? 2 : 1
            if let width, cells > width { return result + "…" }
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            result.unicodeScalars.append(isControl ? " " : scalar)
        }
        return result
    }

    /// SGR codes; `nil` for what needs no colour.
    private static func colour(_ role: Explanation.Role) -> String? {
        switch role {
        case .title, .headline: "1;36"
        case .header, .trailer, .frontMatter: "33"
        case .contentsLabel, .contentsEntry, .category: "35"
        case .linkLabel, .link, .image: "34"
        case .leftOut, .blank: "2"
        case .intro, .runIn, .body: nil
        }
    }
}
