internal import BulletinCore
internal import Foundation

/// What a command asks the running service for: one line of JSON.
struct ControlRequest: Codable, Hashable, Sendable {
    enum Command: String, Codable, Sendable {
        case status
        /// Lets the retractions go that the guard holds back.
        case confirmRetractions = "confirm-retractions"
        /// Publishes files of the site again that are not as they should be, and removes those that should not be.
        case mend
    }

    /// Of a line, in bytes.
    static let limit = 65_536

    var command: Command
    /// In the site; of `mend`.
    var paths: [String]?

    init(_ command: Command, paths: [String]? = nil) {
        self.command = command
        self.paths = paths
    }
}

/// The answer: one line of JSON.
struct ControlReply: Codable, Sendable {
    /// Of an answer as it may be with lists of long names, in bytes.
    static let limit = 16_000_000

    /// Why nothing was done, one line.
    var error: String?
    /// Of files.
    var count: Int?
    var status: StatusReport?
}

/// Lines of JSON, members in the order of their names.
enum ControlLine {
    static func encode(_ message: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(message)) + [UInt8(ascii: "\n")]
    }

    static func decode<Message: Decodable>(_ type: Message.Type, from line: [UInt8]) throws -> Message {
        try JSONDecoder().decode(type, from: Data(line))
    }
}
