/// What a reader took each line of a source for, and why.
public struct Explanation: Hashable, Sendable {
    /// What a line is in its bulletin.
    public enum Role: String, Hashable, Sendable, CaseIterable {
        case title
        /// States a fact about the bulletin: issue, date, issuer.
        case header
        case intro
        case contentsLabel = "contents-label"
        case contentsEntry = "contents-entry"
        case category
        case headline
        /// Goes on from a headline into the text of the story.
        case runIn = "run-in"
        case body
        case linkLabel = "link-label"
        case link
        case image
        /// Bylines and imprint after the last story.
        case trailer
        case frontMatter = "front-matter"
        case blank
        /// Published nowhere.
        case leftOut = "left-out"
    }

    public struct Line: Hashable, Sendable {
        /// 1-based; of a paragraph where a format has no lines; `nil` when it is not known which one holds the text.
        public var number: Int?
        public var text: String
        public var role: Role
        /// 1-based place of the story that it belongs to; `nil` outside of stories.
        public var story: Int?
        /// Why, one clause; empty when the role says it all.
        public var evidence: String
        /// What the reader remarked about this line, evidence that was not taken included.
        public var remarks: [String]

        public init(
            number: Int?, text: String, role: Role, story: Int? = nil, evidence: String = "", remarks: [String] = []
        ) {
            self.number = number
            self.text = text
            self.role = role
            self.story = story
            self.evidence = evidence
            self.remarks = remarks
        }
    }

    public var bulletin: Bulletin
    /// In the order of the source.
    public var lines: [Line]
    /// Remarks about no single line: what the confidence rests on.
    public var remarks: [String]
}

extension BulletinReader {
    /// Reads a file, and says what each of its lines was taken for. Takes about twice the time of reading.
    /// - Throws: as `read` does.
    public static func explain(
        _ source: Source, options: ReadingOptions = ReadingOptions()
    ) throws(BulletinError) -> Explanation {
        let bulletin = try read(source, options: options)
        var lines: [Explanation.Line]
        if InputFormat.ofBytes(source) != nil {
            lines = PartExplanation.lines(of: bulletin)
        } else {
            let text = try TextDecoding.decode(
                source, declared: HTMLCharset.declared(in: source.bytes), setting: options.charset)
            lines =
                switch try InputFormat.sniff(text.bytes[...], of: source.path) {
                case .text: TextExplanation(text.bytes[...], bulletin).lines
                case .markdown:
                    MarkupExplanation(
                        text.bytes[...], bulletin,
                        firstLine: try FrontMatter(text.bytes[...], of: source.path, limits: options.limits).bodyLine,
                        isHTML: false
                    ).lines
                case .html: MarkupExplanation(text.bytes[...], bulletin, firstLine: 1, isHTML: true).lines
                case .docx, .odt, .mail: PartExplanation.lines(of: bulletin)
                }
        }
        var places: [Int: Int] = [:]
        for (index, line) in lines.enumerated() { if let number = line.number { places[number] = index } }
        var others: [String] = []
        for finding in bulletin.findings {
            let remark = finding.message + (finding.advice.map { "; \($0)" } ?? "") + " [\(finding.rule)]"
            if let place = finding.line.flatMap({ places[$0] }) {
                lines[place].remarks.append(remark)
            } else {
                others.append(remark)
            }
        }
        return Explanation(bulletin: bulletin, lines: lines, remarks: others)
    }
}

extension HeaderFact {
    /// `issue 第12期`, for people.
    var evidence: String {
        let name =
            switch kind {
            case .issue: "issue"
            case .totalIssue: "total issue"
            case .documentNumber: "document number"
            case .issuer: "issuer"
            case .author: "person"
            case .date: "date"
            case .period: "period"
            }
        return name + (label.map { " (\($0))" } ?? "") + " \(value)"
    }
}

extension Bulletin {
    /// What is stated on each line, for people.
    var factsByLine: [Int: String] {
        var found: [Int: String] = [:]
        for fact in facts {
            guard let line = fact.line else { continue }
            found[line] = found[line].map { $0 + "; " + fact.evidence } ?? fact.evidence
        }
        return found
    }
}
