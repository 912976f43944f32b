internal import ArgumentParser
internal import BulletinCore

/// `bulletind validate`: says what is wrong with feeds, and exits 0 when nothing is, 1 when something is, 2 when a file
/// cannot be read or the usage is wrong, as checkers do. Warnings do not make a feed invalid.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks RSS, Atom and JSON feeds.",
        discussion: """
            Text has the form FILE:LINE:COLUMN: LEVEL: MESSAGE; ADVICE [CODE]. JSON has one object a line; github has \
            one workflow command a line; sarif is one log for all files.
            """)

    @Argument(help: "The files to check; - is standard input.") var files: [String] = []
    @Option(help: "The address that the feed is served at.") var base: String?
    @Option(help: "How findings are printed.") var format = FindingForm.text
    @Flag(help: "List all rules, as text or json, instead of checking files.") var rules = false

    /// There is no verdict.
    static let notDone = ExitCode(2)

    func validate() throws {
        if rules {
            guard files.isEmpty else { throw ValidationError("--rules checks no files: leave them out") }
            guard [.text, .json, .markdown].contains(format) else {
                throw ValidationError("--rules prints text or json, not \(format.rawValue)")
            }
        } else {
            guard !files.isEmpty else { throw ValidationError("Missing expected argument '<files> ...'") }
            guard format != .markdown else { throw ValidationError("Only --rules prints markdown") }
        }
    }

    func run() throws {
        guard !rules else { return try RuleList.print(as: format) }
        var isValid = true
        var isReadable = true
        var findings: [(file: String, finding: Finding)] = []
        for file in files {
            guard let bytes = Console.bytes(of: file) else {
                isReadable = false
                continue
            }
            for finding in Validator.validate(bytes, base: base) {
                if finding.severity == .error { isValid = false }
                switch format {
                case .text, .markdown: print(Self.text(finding, of: file))
                case .json: try Console.print(json: Line(finding, file: file))
                case .github: print(WorkflowCommand.annotation(finding, of: file))
                case .sarif: findings.append((file, finding))
                }
            }
        }
        if format == .sarif { try Console.print(json: SARIFLog(findings, isComplete: isReadable)) }
        guard isReadable else { throw Self.notDone }
        guard isValid else { throw ExitCode(1) }
    }

    private static func text(_ finding: Finding, of file: String) -> String {
        let place = "\(file):\(finding.line ?? 1):\(finding.column ?? 1)"
        return "\(place): \(finding.severity.rawValue): \(finding.messageAndAdvice) [\(finding.rule)]"
    }

    private struct Line: Encodable {
        let file: String
        let level: String
        let code: String
        let message: String
        let advice: String?
        let line: Int?
        let column: Int?

        init(_ finding: Finding, file: String) {
            self.file = file
            level = finding.severity.rawValue
            code = finding.rule
            message = finding.message
            advice = finding.advice
            line = finding.line
            column = finding.column
        }
    }
}

/// How `validate` prints.
enum FindingForm: String, ExpressibleByArgument {
    /// For people.
    case text
    /// One object a line.
    case json
    /// One workflow command of GitHub's a line.
    case github
    /// One log.
    case sarif
    /// The page of all rules.
    case markdown

    /// `markdown` is for docs/VALIDATOR.md alone.
    static var allValueStrings: [String] { [text, json, github, sarif].map(\.rawValue) }
}
