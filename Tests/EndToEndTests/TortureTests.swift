import Foundation
import TestSupport
import Testing

/// A few fixed points of `make torture`, so that no change gets far that loses what it attacks.
@Suite struct TortureTests {
    private static let script = Fixtures.folder.deletingLastPathComponent().appending(path: "Torture/torture.py").path
    /// Its driver, and the compiler of its shim.
    private static let isThere = ["/usr/bin/python3", "/usr/bin/cc"].allSatisfy(
        FileManager.default.isExecutableFile(atPath:))

    /// Killed before calls that change files, killed at random under load, and with calls that fail.
    @Test(.enabled(if: isThere, "needs python3 and a C compiler (Debian: python3, gcc)"), arguments: ["a", "b", "d"])
    func aSampleOfTheAttacksIsSurvived(part: String) throws {
        let folder = try TemporaryFolder()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-B", Self.script, Service.program, "--sample", "--part", part]
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        process.currentDirectoryURL = URL(filePath: folder.path)
        try process.run()
        let said = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(said)")
    }
}
