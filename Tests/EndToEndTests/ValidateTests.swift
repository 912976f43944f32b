import Foundation
import TestSupport
import Testing

/// The forms of `bulletind validate`, on files whose names and contents try to break them.
@Suite struct ValidateTests {
    let folder: TemporaryFolder
    private static let root = Fixtures.folder.appending(path: "../..").standardizedFileURL
    private static let hostileName = "a,b:c%0A::error::\n中.xml"

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("<feed/>", to: "a.xml")
        try folder.write("<rss version=\"2.0\">\n  <channel>", to: "b.xml")
        try folder.write(
            "<rss version=\"2&#10;::error file=x::%0A&#13;\"><channel><title>T</title>"
                + "<link>https://example.org/</link><description>D</description></channel></rss>",
            to: Self.hostileName)
    }

    private func run(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) {
        try Service.run(["validate"] + arguments, in: folder)
    }

    private func runWithInput(
        from file: String, _ arguments: String...
    ) throws -> (code: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(filePath: Service.program)
        process.arguments = ["validate"] + arguments
        process.currentDirectoryURL = URL(filePath: folder("."))
        process.standardInput = try FileHandle(forReadingFrom: URL(filePath: folder(file)))
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }

    private func members(_ line: some StringProtocol) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    @Test(arguments: ["text", "json", "github", "sarif"]) func eachFormTakesFilesAndStandardInput(form: String) throws {
        let result = try runWithInput(from: "b.xml", "--format", form, "a.xml", "-")
        #expect(result.code == 1)
        let lines = result.output.split(separator: "\n")
        switch form {
        case "text":
            #expect(lines.count == 2)
            #expect(lines.first?.hasPrefix("a.xml:1:1: error: 'feed' is in no namespace (RFC 4287 §1.2); ") == true)
            #expect(lines.last?.hasPrefix("-:2:") == true)
        case "json":
            #expect(try lines.map { try members($0)["file"] as? String } == ["a.xml", "-"])
        case "github":
            #expect(lines.count == 2)
            #expect(lines.first?.hasPrefix("::error file=a.xml,line=1,col=1,title=MissingNamespace::'feed' is") == true)
            #expect(lines.last?.hasPrefix("::error file=-,line=2,col=") == true)
        default:
            #expect(lines.count == 1)
            for uri in ["a.xml", "-"] { #expect(result.output.contains("{\"uri\":\"\(uri)\"}")) }
        }
    }

    @Test(arguments: ["text", "json", "github", "sarif"]) func exitCodesAreTheSame(form: String) throws {
        try folder.write(
            "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[]}", to: "good.json")
        let good = try run("--format", form, "good.json")
        #expect(good.code == 0)
        #expect(good.output.contains("MissingSelf"))
        let missing = try run("--format", form, "nowhere.xml", "a.xml")
        #expect(missing.code == 2)
        #expect(missing.output.contains("MissingNamespace"))
        #expect(missing.errors == "bulletind: nowhere.xml: cannot be read; name a file that exists and may be read\n")
    }

    @Test func workflowCommandsCannotBeBroken() throws {
        let result = try run("--format", "github", Self.hostileName)
        #expect(result.code == 1)
        let lines = result.output.split(whereSeparator: \.isNewline)
        #expect(!lines.isEmpty)
        let start = "file=a%2Cb%3Ac%250A%3A%3Aerror%3A%3A%0A中.xml,line=1,col="
        for line in lines {
            #expect(["::error ", "::warning "].contains { line.hasPrefix($0 + start) }, "\(line)")
        }
        #expect(
            result.output.contains(
                "title=InvalidRSSVersion::'2 ::error file=x::%250A ' is no version of RSS; write 2.0\n"))
    }

    @Test func sarifHasTheShapeOfTheSpecification() throws {
        let absolute = folder("a.xml")
        let result = try run("--format", "sarif", Self.hostileName, absolute)
        #expect(try run("--format", "sarif", Self.hostileName, absolute).output == result.output)
        let log = try members(result.output)
        #expect(log["version"] as? String == "2.1.0")
        let runs = try #require(log["runs"] as? [[String: Any]])
        #expect(runs.count == 1)
        let driver = try #require((runs.first?["tool"] as? [String: Any])?["driver"] as? [String: Any])
        #expect(driver["name"] as? String == "bulletind")
        let changes = try String(contentsOf: Self.root.appending(path: "CHANGELOG.md"), encoding: .utf8)
        #expect(changes.contains("## \(driver["version"] as? String ?? "nothing") "))
        let rules = try #require(driver["rules"] as? [[String: Any]]).map { $0["id"] as? String ?? "" }
        #expect(Set(rules).count == rules.count)
        let results = try #require(runs.first?["results"] as? [[String: Any]])
        #expect(results.count >= 2)
        var uris: Set<String> = []
        for result in results {
            let index = try #require(result["ruleIndex"] as? Int)
            #expect(rules[index] == result["ruleId"] as? String)
            #expect(["error", "warning", "note"].contains(result["level"] as? String))
            #expect((result["message"] as? [String: Any])?["text"] is String)
            let location = try #require((result["locations"] as? [[String: Any]])?.first)
            let place = try #require(location["physicalLocation"] as? [String: Any])
            let region = try #require(place["region"] as? [String: Any])
            #expect(region["startLine"] as? Int == 1)
            #expect((region["startColumn"] as? Int ?? 0) > 0)
            uris.insert((place["artifactLocation"] as? [String: Any])?["uri"] as? String ?? "")
        }
        #expect(uris == ["a%2Cb%3Ac%250A%3A%3Aerror%3A%3A%0A%E4%B8%AD.xml", "file://\(absolute)"])
    }

    @Test func rulesAreListedAlikeInBothForms() throws {
        let text = try run("--rules")
        #expect(text.code == 0)
        let law = "DuplicateUpdated: warning: atom: entries of one id differ in 'updated' (RFC 4287 §4.1.1)"
        let lines = text.output.split(separator: "\n")
        #expect(lines.contains { $0 == law })
        let json = try run("--rules", "--format", "json").output.split(separator: "\n")
        #expect(json.count == lines.count)
        for (line, object) in zip(lines, json) {
            let law = try members(object)
            #expect(line.hasPrefix("\(law["code"] as? String ?? ""): \(law["level"] as? String ?? ""): "))
            #expect(line.hasSuffix(": \(law["demand"] as? String ?? "") (\(law["law"] as? String ?? ""))"))
        }
    }

    @Test(arguments: [
        ([], "Missing expected argument '<files> ...'"),
        (["--rules", "a.xml"], "--rules checks no files: leave them out"),
        (["--rules", "--format", "sarif"], "--rules prints text or json, not sarif"),
        (["--format", "markdown", "a.xml"], "Only --rules prints markdown"),
    ]) func wrongUsageIsOneLine(arguments: [String], reason: String) throws {
        let result = try Service.run(["validate"] + arguments, in: folder)
        #expect(result.code == 2)
        #expect(result.errors == "bulletind: \(reason); see bulletind --help\n")
    }

    @Test func thePageOfRulesIsUpToDate() throws {
        let page = try String(contentsOf: Self.root.appending(path: "docs/VALIDATOR.md"), encoding: .utf8)
        let rules = try run("--rules", "--format", "markdown").output
        let command = "swift run bulletind validate --rules --format markdown >docs/VALIDATOR.md"
        #expect(page == rules, "docs/VALIDATOR.md is not up to date; run: \(command)")
    }
}
