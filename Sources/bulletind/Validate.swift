internal import ArgumentParser
internal import BulletinCore

/// `bulletind validate`: says what is wrong with feeds, and exits 0 when nothing is, 1 when something is, 66 when a
/// file cannot be read. Warnings do not make a feed invalid.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks RSS, Atom and JSON feeds.",
        discussion: "Text has the form FILE:LINE:COLUMN: LEVEL: MESSAGE; ADVICE [CODE]. JSON has one object a line.")

    @Argument(help: "The files to check; - is standard input.") var files: [String]
    @Option(help: "The address that the feed is served at.") var base: String?
    @Option(help: "How findings are printed.") var format = OutputForm.text

    func run() throws {
        var isValid = true
        var isReadable = true
        for file in files {
            guard let bytes = Console.bytes(of: file) else {
                isReadable = false
                continue
            }
            for finding in Validator.validate(bytes, base: base) {
                if finding.severity == .error { isValid = false }
                switch format {
                case .text: print(Self.text(finding, of: file))
                case .json: try Console.print(json: Line(finding, file: file))
                }
            }
        }
        guard isReadable else { throw ExitCode(SystemExit.noInput) }
        guard isValid else { throw ExitCode(1) }
    }

    private static func text(_ finding: Finding, of file: String) -> String {
        let place = "\(file):\(finding.line ?? 1):\(finding.column ?? 1)"
        let advice = finding.advice.map { "; \($0)" } ?? ""
        return "\(place): \(finding.severity.rawValue): \(finding.message)\(advice) [\(finding.rule)]"
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
