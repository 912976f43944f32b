internal import Foundation
internal import Interop

/// The command's end of the control socket.
enum ControlClient {
    /// Seconds.
    private static let patience: Int64 = 90

    /// Whether a service runs on the state folder.
    /// - Throws: `ControlError`.
    static func isAnswered(state: String) throws -> Bool { try stream(state: state) != nil }

    private static func stream(state: String) throws -> ByteStream? {
        do throws(SystemError) {
            return try ByteStream.connection(in: try Folder(path: state), name: ControlService.socketName)
        } catch {
            if error.isNotListening { return nil }
            throw ControlError.unreachable(state: state, reason: "\(error)")
        }
    }

    /// - Returns: `nil` when no service runs on the state folder.
    /// - Throws: `ControlError`.
    static func ask(_ request: ControlRequest, state: String) throws -> ControlReply? {
        guard let stream = try stream(state: state) else { return nil }
        let deadline = ProcessCalls.monotonicMicroseconds + patience * 1_000_000
        do {
            try stream.send(try ControlLine.encode(request), until: deadline)
            guard let line = try stream.receiveLine(limit: ControlReply.limit, until: deadline), !line.isEmpty else {
                throw ControlError.noAnswer(state: state)
            }
            let reply = try ControlLine.decode(ControlReply.self, from: line)
            if let reason = reply.error { throw ControlError.refused(reason: reason) }
            return reply
        } catch is ByteStream.Failure {
            throw ControlError.noAnswer(state: state)
        } catch is DecodingError {
            throw ControlError.noAnswer(state: state)
        }
    }
}

/// Why the running service did not do what a command asked it for. One line: what, where, why; what to do.
public enum ControlError: Error, Hashable, Sendable, CustomStringConvertible {
    case unreachable(state: String, reason: String)
    case noAnswer(state: String)
    /// In the service's words.
    case refused(reason: String)

    public var description: String {
        switch self {
        case .unreachable(let state, let reason):
            "\(state)/control: the service cannot be reached (\(reason)); run the command as root, or as its user"
        case .noAnswer(let state):
            "\(state)/control: the service did not answer; look into its log, and ask again"
        case .refused(let reason): reason
        }
    }
}
