internal import CLinux
internal import Glibc

/// A process that this one started, with a stream to it. It is killed when its owner lets go of it.
///
/// It begins with no descriptor but the stream as its standard input and output, and a pipe as its standard error.
/// Belongs to one thread, which must outlive it where the child asks to end with that thread.
public final class ChildProcess {
    /// How a process ended.
    public enum Ending: Hashable, Sendable {
        case exited(code: Int32)
        case signalled(Int32)
        /// It was killed from here, for it would not end by itself.
        case killed
    }

    public let stream: ByteStream
    public let identifier: Int32
    private let errors: Int32
    private var isReaped = false

    /// - Parameters:
    ///   - program: the path of an executable file.
    ///   - arguments: without the name of the program.
    ///   - environment: `NAME=VALUE`, all of it.
    public init(program: String, arguments: [String], environment: [String]) throws(SystemError) {
        var ends: [Int32] = [0, 0]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        _ = try SystemError.check("socketpair") { unsafe socketpair(AF_UNIX, kind, 0, &ends) }
        let stream = ByteStream(descriptor: ends[0])
        var pipeEnds: [Int32] = [0, 0]
        defer { close(ends[1]) }
        // Neither end blocks: a child that says more than the pipe holds goes on without being heard.
        _ = try SystemError.check("pipe") { unsafe bulletind_pipe(&pipeEnds) }
        defer { close(pipeEnds[1]) }
        var identifier: Int32 = 0
        let error = unsafe Self.withPointers(to: [program] + arguments) { arguments in
            unsafe Self.withPointers(to: environment) { environment in
                unsafe bulletind_spawn(program, arguments, environment, ends[1], pipeEnds[1], &identifier)
            }
        }
        guard error == 0 else {
            close(pipeEnds[0])
            throw SystemError("posix_spawn", code: error)
        }
        (self.stream, self.identifier, errors) = (stream, identifier, pipeEnds[0])
    }

    deinit {
        _ = end(within: 0)
        close(errors)
    }

    /// Waits for the process to end, kills it if it does not, and buries it.
    /// - Parameter milliseconds: how long it may take; a process whose end of the stream closed is about to be gone.
    public func end(within milliseconds: Int32) -> (ending: Ending, memory: Int)? {
        guard !isReaped else { return nil }
        isReaped = true
        var status: Int32 = 0
        var usage = rusage()
        for _ in 0..<max(0, milliseconds) {
            let result = unsafe wait4(identifier, &status, WNOHANG, &usage)
            if result != 0 { return result > 0 ? (Self.ending(status), usage.ru_maxrss * 1024) : (.killed, 0) }
            _ = poll(nil, 0, 1)
        }
        kill(identifier, SIGKILL)
        while unsafe wait4(identifier, &status, 0, &usage) < 0, errno == EINTR {}
        return (.killed, usage.ru_maxrss * 1024)
    }

    /// The beginning of what the process wrote to its standard error and was not read yet.
    public func complaints(limit: Int) -> String {
        var bytes = [UInt8](repeating: 0, count: limit)
        let count = unsafe read(errors, &bytes, limit)
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    private static func ending(_ status: Int32) -> Ending {
        let signal = status & 0x7F
        return signal == 0 ? .exited(code: (status >> 8) & 0xFF) : .signalled(signal)
    }

    private static func withPointers(
        to texts: [String], _ body: (UnsafePointer<UnsafeMutablePointer<CChar>?>) -> Int32
    ) -> Int32 {
        var copies = unsafe texts.map { unsafe strdup($0) }
        unsafe copies.append(nil)
        defer { for index in unsafe copies.indices { unsafe free(copies[index]) } }
        return unsafe copies.withUnsafeBufferPointer { buffer in
            guard let start = buffer.baseAddress else { return EINVAL }
            return unsafe body(start)
        }
    }
}
