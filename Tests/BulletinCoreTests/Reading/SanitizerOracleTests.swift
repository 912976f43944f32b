import Foundation
import TestSupport
import Testing

@testable import BulletinCore

/// What browsers make of sanitized HTML, by parsers that are not libxml2: html5lib and, where it is installed, nh3.
@Suite struct SanitizerOracleTests {
    private static let script = Fixtures.folder.appending(path: "sanitizer-oracle.py")

    /// The first interpreter that has html5lib.
    private static let interpreter = (path + ["/usr/bin/python3"]).first { candidate in
        FileManager.default.isExecutableFile(atPath: candidate)
            && (try? run(candidate, ["-c", "import html5lib"], ""))?.status == 0
    }

    private static let path = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map {
        "\($0)/python3"
    }

    static let isThere = interpreter != nil

    @Test(.enabled(if: isThere, "needs python3 with html5lib (Debian: python3-html5lib)"))
    func browsersSeeOnlyWhatIsAllowed() throws {
        var random = SeededRandom(seed: 57)
        var sources = SanitizerCases.all
        #expect(sources.count >= 150)
        for _ in 0..<400 {
            sources.append(
                (0..<Int.random(in: 2...5, using: &random)).map { _ in
                    Bool.random(using: &random)
                        ? SanitizerCases.all.randomElement(using: &random) ?? ""
                        : SanitizerTests.pieces.randomElement(using: &random) ?? ""
                }.joined())
        }
        var lines = ""
        for source in sources {
            let html = try Sanitizer.fragment(Array(source.utf8), maxDepth: 250)
            lines += String(decoding: try JSONEncoder().encode(["source": source, "html": html]), as: UTF8.self) + "\n"
        }
        let answer = try Self.run(try #require(Self.interpreter), [Self.script.path()], lines)
        #expect(answer.status == 0 && answer.output.isEmpty, "\(answer.output)")
    }

    @Test(arguments: SanitizerCases.all) func sanitizingTwiceIsOnce(source: String) throws {
        let once = try Sanitizer.fragment(Array(source.utf8), maxDepth: 250)
        #expect(try Sanitizer.fragment(Array(once.utf8), maxDepth: 250, .own) == once)
    }

    private static func run(_ program: String, _ arguments: [String], _ input: String) throws
        -> (status: Int32, output: String)
    {
        let folder = try TemporaryFolder()
        let file = URL(filePath: folder.path).appending(path: "input.jsonl")
        try Data(input.utf8).write(to: file)
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardInput = try FileHandle(forReadingFrom: file)
        process.standardOutput = output
        process.standardError = output
        try process.run()
        defer { withExtendedLifetime(folder) {} }
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
    }
}
