internal import ArgumentParser
internal import BulletinCore

/// `bulletind parse`: shows what a file would be published as. Reads only; nothing is stored or published.
struct Parse: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show the stories that are found in files.")

    @Argument(help: "Files to read.")
    var files: [String]

    @Option(help: "text, for people; json, one object a line for each file.")
    var format = OutputForm.text

    /// Exits with 65 when a file was rejected, with 66 when one could not be read.
    func run() throws {
        var isReadable = true
        var isAccepted = true
        for file in files {
            guard let bytes = Console.bytes(of: file) else {
                isReadable = false
                continue
            }
            do throws(BulletinError) {
                let bulletin = try BulletinReader.read(Source(path: SourcePath(file), bytes: bytes))
                switch format {
                case .text: print(Self.text(bulletin, of: file))
                case .json: show(ParsedBulletin(bulletin, file: file))
                }
            } catch {
                isAccepted = false
                Console.complain("\(error)")
                if format == .json { show(Rejection(file: file, error: "\(error)")) }
            }
        }
        guard isReadable else { throw ExitCode(SystemExit.noInput) }
        guard isAccepted else { throw ExitCode(SystemExit.refused) }
    }

    private func show(_ value: some Encodable) {
        do {
            try Console.print(json: value)
        } catch {
            Console.complain("\(error)")
        }
    }

    private static func text(_ bulletin: Bulletin, of file: String) -> String {
        var lines = ["\(file): \(bulletin.title)", "  \(bulletin.kind.rawValue), \(bulletin.sections.count) stories"]
        if let date = bulletin.date { lines.append("  date: \(date.day) (\(date.origin.rawValue))") }
        if let issue = bulletin.issue { lines.append("  issue: \(issue)") }
        if let language = bulletin.language { lines.append("  language: \(language)") }
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
}

/// What a rejected file is in JSON: no items, and the reason.
private struct Rejection: Encodable {
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

/// A bulletin in the shape that `parse --format json` promises. Absent values are `null`, never left out.
private struct ParsedBulletin: Encodable {
    let bulletin: Bulletin
    let file: String

    init(_ bulletin: Bulletin, file: String) {
        self.bulletin = bulletin
        self.file = file
    }

    enum Key: String, CodingKey { case file, title, kind, date, issue, language, items, findings }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode(file, forKey: .file)
        try object.encode(bulletin.title, forKey: .title)
        try object.encode(bulletin.kind.rawValue, forKey: .kind)
        try object.encode(bulletin.date.map { "\($0.day)" }, forKey: .date)
        try object.encode(bulletin.issue, forKey: .issue)
        try object.encode(bulletin.language, forKey: .language)
        try object.encode(bulletin.sections.map(ParsedSection.init), forKey: .items)
        try object.encode(bulletin.findings.map(ParsedFinding.init), forKey: .findings)
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
