import Foundation
import Interop
import Testing

/// What a confined process can still do, tried by one.
@Suite struct SandboxTests {
    /// Beside the test bundle, where SwiftPM puts it.
    static let probe = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
        .appending(path: "SandboxProbe").path

    @Test(arguments: [
        ("nothing", ChildProcess.Ending.exited(code: 0)), ("some memory", .exited(code: 0)),
        ("open", .exited(code: 1)), ("create", .exited(code: 1)), ("remove", .exited(code: 1)),
        ("descriptor", .exited(code: 1)), ("executable memory", .exited(code: 1)), ("much memory", .exited(code: 1)),
        ("child", .exited(code: 1)), ("program", .signalled(SIGSYS)), ("socket", .signalled(SIGSYS)),
        ("local socket", .signalled(SIGSYS)), ("signal", .signalled(SIGSYS)),
    ]) func confines(deed: String, ending: ChildProcess.Ending) throws {
        let child = try ChildProcess(program: Self.probe, arguments: [deed], environment: [])
        // The end of the stream tells that the process is gone.
        #expect(throws: ByteStream.Failure.closed) {
            try child.stream.receive(1, until: ProcessCalls.monotonicMicroseconds + 30_000_000)
        }
        #expect(child.end(within: 1000)?.ending == ending)
    }
}
