internal import BulletinCore

/// What a rejected file is in JSON: no items, and the reason.
struct Rejection: Encodable {
    let file: String
    let error: String

    enum Key: CodingKey { case file, title, items, error }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(file, forKey: .file)
        try object.encodeNil(forKey: .title)
        try object.encode([String](), forKey: .items)
        try object.encode(error, forKey: .error)
    }
}

/// A bulletin in the shape that `parse --format json` promises. Absent values are `null`, never left out; `lines` and
/// `remarks` stand there with `--explain` only.
struct ParsedBulletin: Encodable {
    let bulletin: Bulletin
    let file: String
    let explanation: Explanation?

    init(_ bulletin: Bulletin, file: String, explanation: Explanation? = nil) {
        self.bulletin = bulletin
        self.file = file
        self.explanation = explanation
    }

    enum Key: String, CodingKey {
        case file, title, kind, date, issue, language, authors, confidence, facts, items, findings, lines, remarks
        case notBefore = "not_before"
        case introHTML = "intro_html"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(file, forKey: .file)
        try object.encode(bulletin.title, forKey: .title)
        try object.encode(bulletin.kind.rawValue, forKey: .kind)
        try object.encode(bulletin.date.map { "\($0.day)" }, forKey: .date)
        try object.encode(bulletin.notBefore.map { "\($0.day)" }, forKey: .notBefore)
        try object.encode(bulletin.issue, forKey: .issue)
        try object.encode(bulletin.language, forKey: .language)
        try object.encode(bulletin.authors, forKey: .authors)
        try object.encode(bulletin.confidence.rawValue, forKey: .confidence)
        try object.encode(bulletin.facts.map(ParsedFact.init), forKey: .facts)
        try object.encode(bulletin.intro, forKey: .introHTML)
        try object.encode(bulletin.sections.map(ParsedSection.init), forKey: .items)
        try object.encode(bulletin.findings.map(ParsedFinding.init), forKey: .findings)
        if let explanation {
            try object.encode(explanation.lines.map(ExplainedLine.init), forKey: .lines)
            try object.encode(explanation.remarks, forKey: .remarks)
        }
    }
}

private struct ParsedFact: Encodable {
    let fact: HeaderFact

    init(_ fact: HeaderFact) { self.fact = fact }

    enum Key: CodingKey { case kind, value, label, line }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(fact.kind.rawValue, forKey: .kind)
        try object.encode(fact.value, forKey: .value)
        try object.encode(fact.label, forKey: .label)
        try object.encode(fact.line, forKey: .line)
    }
}

private struct ExplainedLine: Encodable {
    let line: Explanation.Line

    init(_ line: Explanation.Line) { self.line = line }

    enum Key: CodingKey { case line, role, story, text, evidence, remarks }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(line.number, forKey: .line)
        try object.encode(line.role.rawValue, forKey: .role)
        try object.encode(line.story, forKey: .story)
        try object.encode(line.text, forKey: .text)
        try object.encode(line.evidence, forKey: .evidence)
        try object.encode(line.remarks, forKey: .remarks)
    }
}

private struct ParsedSection: Encodable {
    let section: Section

    init(_ section: Section) { self.section = section }

    enum Key: String, CodingKey {
        case title, marker, category, links, line
        case bodyText = "body_text"
        case bodyHTML = "body_html"
        case linksLabel = "links_label"
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(section.title, forKey: .title)
        try object.encode(section.marker, forKey: .marker)
        try object.encode(section.category, forKey: .category)
        try object.encode(section.text, forKey: .bodyText)
        try object.encode(section.html, forKey: .bodyHTML)
        try object.encode(section.linksLabel, forKey: .linksLabel)
        try object.encode(section.allLinks.map(ParsedLink.init), forKey: .links)
        try object.encode(section.line, forKey: .line)
    }
}

private struct ParsedLink: Encodable {
    let link: Link

    init(_ link: Link) { self.link = link }

    enum Key: CodingKey { case title, url }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(link.title, forKey: .title)
        try object.encode(link.url, forKey: .url)
    }
}

private struct ParsedFinding: Encodable {
    let finding: Finding

    init(_ finding: Finding) { self.finding = finding }

    enum Key: CodingKey { case level, code, message, line }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(finding.severity.rawValue, forKey: .level)
        try object.encode(finding.rule, forKey: .code)
        try object.encode(finding.message, forKey: .message)
        try object.encode(finding.line, forKey: .line)
    }
}
