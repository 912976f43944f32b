internal import ArgumentParser
internal import BulletinCore
internal import Foundation

/// `bulletind validate`: says what is wrong with feeds, and exits 0 when nothing is, 1 when something is, 66 when a
/// file cannot be read. Warnings do not make a feed invalid.
struct Validate: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks RSS, Atom and JSON feeds.",
        discussion: "Text has the form FILE:LINE:COLUMN: LEVEL: MESSAGE; ADVICE [CODE]. JSON has one object a line.")

    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @Argument(help: "The files to check; - is standard input.") var files: [String]
    @Option(help: "The address that the feed is served at.") var base: String?
    @Option(help: "How findings are printed.") var format = Format.text

    func run() throws {
        var isValid = true
        var isReadable = true
        for file in files {
            guard let bytes = Self.bytes(of: file) else {
                isReadable = false
                continue
            }
            for finding in Validator.validate(bytes, base: base) {
                if finding.severity == .error { isValid = false }
                print(try line(for: finding, of: file))
            }
        }
        guard isReadable else { throw ExitCode(66) }
        guard isValid else { throw ExitCode(1) }
    }

    /// `nil` when it cannot be read; standard error says why.
    private static func bytes(of file: String) -> [UInt8]? {
        do {
            guard file != "-" else { return Array(try FileHandle.standardInput.readToEnd() ?? Data()) }
            return Array(try Data(contentsOf: URL(filePath: file)))
        } catch {
            FileHandle.standardError.write(Data("bulletind: \(file): cannot be read; name a file that exists\n".utf8))
            return nil
        }
    }

    private func line(for finding: Finding, of file: String) throws -> String {
        switch format {
        case .text:
            let place = "\(file):\(finding.line ?? 1):\(finding.column ?? 1)"
            let advice = finding.advice.map { "; \($0)" } ?? ""
            return "\(place): \(finding.severity.rawValue): \(finding.message)\(advice) [\(finding.rule)]"
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(Line(finding, file: file)), as: UTF8.self)
        }
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
