internal import Glibc

/// The service manager's end of a notify socket.
public final class NotifyServer: Sendable {
    public let path: String
    private let descriptor: Int32

    /// - Parameter path: where the socket is made; at most 107 bytes.
    public init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { bytes in
            for (index, byte) in path.utf8.prefix(bytes.count - 1).enumerated() { unsafe bytes[index] = byte }
        }
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard result == 0 else { throw TestSupportError("bind: \(path): errno \(errno)") }
    }

    deinit { close(descriptor) }

    /// The next message; what it says is parted by line feeds.
    /// - Throws: when none comes within `seconds`.
    public func next(within seconds: Int = 60) throws -> String {
        var polled = [pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)]
        guard unsafe poll(&polled, 1, Int32(seconds * 1000)) > 0 else {
            throw TestSupportError("the service said nothing for \(seconds) s")
        }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = unsafe recv(descriptor, &buffer, buffer.count, 0)
        return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }

    /// Skips messages until one has the line `line`.
    /// - Returns: what was skipped.
    @discardableResult public func wait(for line: String, within seconds: Int = 60) throws -> [String] {
        var skipped: [String] = []
        while true {
            let message = try next(within: seconds)
            if message.split(separator: "\n").contains(where: { $0 == line }) { return skipped }
            skipped.append(message)
        }
    }
}

/// Why a test could not go on.
public struct TestSupportError: Error, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
