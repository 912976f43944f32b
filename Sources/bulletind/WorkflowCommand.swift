internal import BulletinCore

/// A finding as an annotation of GitHub's: a workflow command, which is a line of its own.
/// See docs.github.com, "Workflow commands for GitHub Actions".
enum WorkflowCommand {
    static func annotation(_ finding: Finding, of file: String) -> String {
        let command =
            switch finding.severity {
            case .error: "error"
            case .warning: "warning"
            case .info: "notice"
            }
        var properties = ["file=\(property(file))"]
        if let line = finding.line { properties.append("line=\(line)") }
        if let column = finding.column { properties.append("col=\(column)") }
        properties.append("title=\(property(finding.rule))")
        return "::\(command) \(properties.joined(separator: ","))::\(text(finding.messageAndAdvice))"
    }

    private static func text(_ value: String) -> String { escaped(value, "%\r\n") }

    private static func property(_ value: String) -> String { escaped(value, "%\r\n:,") }

    /// With those of its characters that are among `signs`, all ASCII, as `%XX`.
    private static func escaped(_ value: String, _ signs: String) -> String {
        var line: [UInt8] = []
        for byte in value.utf8 {
            if signs.utf8.contains(byte) {
                PercentEncoding.append(byte, to: &line)
            } else {
                line.append(byte)
            }
        }
        return String(decoding: line, as: UTF8.self)
    }
}

extension Finding {
    /// For forms with one text for both.
    var messageAndAdvice: String { advice.map { "\(message); \($0)" } ?? message }
}
