internal import BulletinCore

/// Findings as a log of one run by SARIF 2.1.0 (docs.oasis-open.org/sarif/sarif/v2.1.0): the members of the
/// specification, as far as there is something to say. No clock: the same files have the same log.
struct SARIFLog: Encodable {
    let schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    let version = "2.1.0"
    let runs: [Run]

    enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case version, runs
    }

    /// - Parameter isComplete: whether all files could be read.
    init(_ findings: [(file: String, finding: Finding)], isComplete: Bool) {
        let rules = Dictionary(grouping: Validator.laws, by: \.code).values.compactMap(Rule.init)
            .sorted { $0.id < $1.id }
        let places = Dictionary(rules.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
        let results = findings.map { file, finding in
            Result(
                ruleId: finding.rule, ruleIndex: places[finding.rule], level: Self.level(finding.severity),
                message: Text(text: finding.messageAndAdvice), locations: [Location(finding, in: file)])
        }
        runs = [
            Run(
                tool: Tool(driver: Driver(version: Bulletind.version, rules: rules)),
                invocations: [Invocation(executionSuccessful: isComplete)], results: results)
        ]
    }

    /// §3.27.10.
    private static func level(_ severity: Finding.Severity) -> String {
        switch severity {
        case .error: "error"
        case .warning: "warning"
        case .info: "note"
        }
    }

    struct Run: Encodable {
        let tool: Tool
        let invocations: [Invocation]
        let columnKind = "unicodeCodePoints"
        let results: [Result]
    }

    struct Tool: Encodable {
        let driver: Driver
    }

    struct Driver: Encodable {
        let name = "bulletind"
        let version: String
        let rules: [Rule]
    }

    struct Invocation: Encodable {
        let executionSuccessful: Bool
    }

    /// One for each code.
    struct Rule: Encodable {
        let id: String
        let shortDescription: Text
        let defaultConfiguration: [String: String]

        init?(_ laws: [Law]) {
            guard let law = laws.first, let level = laws.map(\.level).max() else { return nil }
            id = law.code
            shortDescription = Text(text: laws.map { "\($0.demand) (\($0.source))" }.joined(separator: "; "))
            defaultConfiguration = ["level": SARIFLog.level(level)]
        }
    }

    struct Text: Encodable {
        let text: String
    }

    struct Result: Encodable {
        let ruleId: String
        let ruleIndex: Int?
        let level: String
        let message: Text
        let locations: [Location]
    }

    struct Location: Encodable {
        let physicalLocation: PhysicalLocation

        init(_ finding: Finding, in file: String) {
            let scheme = file.hasPrefix("/") ? "file://" : ""
            physicalLocation = PhysicalLocation(
                artifactLocation: ["uri": scheme + PercentEncoding.encoded(path: file.utf8)],
                region: finding.line.map { Region(startLine: $0, startColumn: finding.column) })
        }
    }

    struct PhysicalLocation: Encodable {
        let artifactLocation: [String: String]
        let region: Region?
    }

    struct Region: Encodable {
        let startLine: Int
        let startColumn: Int?
    }
}
