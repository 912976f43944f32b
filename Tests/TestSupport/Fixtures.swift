public import Foundation
public import Testing

/// Files that tests compare with, under Tests/Fixtures.
public enum Fixtures {
    public static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Whether expected files are to be written. Tests that write fail, so that a recording cannot pass for a check.
    public static var isRecording: Bool { ProcessInfo.processInfo.environment["BULLETIND_RECORD"] == "1" }

    /// Compares with the file at `path` below Tests/Fixtures, or writes it and fails.
    public static func expect(
        _ bytes: [UInt8], equals path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let file = folder.appending(path: path)
        if isRecording {
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: file)
            Issue.record("recorded \(path)", sourceLocation: sourceLocation)
            return
        }
        let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
        #expect(String(decoding: bytes, as: UTF8.self) == expected, "\(path)", sourceLocation: sourceLocation)
    }
}
