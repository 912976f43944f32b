internal import CLinux
internal import Glibc

/// A unix stream socket in a folder, for requests of the folder's owner: mode 0600.
public final class SocketListener: Sendable {
    private let descriptor: Int32
    private let folder: Folder
    private let name: [UInt8]

    /// Makes the socket, in place of one that was left behind: the caller knows that nobody listens there.
    public init(in folder: Folder, name: String) throws(SystemError) {
        self.folder = folder
        self.name = Array(name.utf8)
        try folder.remove(self.name)
        let descriptor = try SystemError.check("socket") { UnixSocket.stream() }
        do throws(SystemError) {
            // The mode of what bind makes is that of the socket.
            _ = try SystemError.check("fchmod") { fchmod(descriptor, 0o600) }
            _ = try SystemError.check("bind") {
                unsafe UnixSocket.withAddress(UnixSocket.path(of: name, in: folder)) {
                    unsafe bind(descriptor, $0, $1)
                }
            }
            _ = try SystemError.check("listen") { listen(descriptor, 16) }
        } catch {
            close(descriptor)
            throw error
        }
        self.descriptor = descriptor
    }

    deinit { close(descriptor) }

    /// Waits for the next who connects.
    /// - Returns: `nil` once `stop()` was called.
    public func next() -> ByteStream? {
        while true {
            let connection = bulletind_accept(descriptor)
            if connection >= 0 { return ByteStream(descriptor: connection) }
            switch errno {
            case EINTR, ECONNABORTED: continue
            // No descriptor or memory is left: others have to let go first.
            case EMFILE, ENFILE, ENOBUFS, ENOMEM: _ = poll(nil, 0, 1000)
            default: return nil
            }
        }
    }

    /// Ends the wait for good, and removes the socket from its folder.
    public func stop() throws(SystemError) {
        shutdown(descriptor, Int32(SHUT_RDWR))
        try folder.remove(name)
    }
}

extension ByteStream {
    /// The other end of a `SocketListener`.
    /// - Throws: `SystemError.isNotListening` when nobody listens there.
    public static func connection(in folder: Folder, name: String) throws(SystemError) -> ByteStream {
        let descriptor = try SystemError.check("socket") { UnixSocket.stream() }
        do throws(SystemError) {
            _ = try SystemError.check("connect") {
                unsafe UnixSocket.withAddress(UnixSocket.path(of: name, in: folder)) {
                    unsafe connect(descriptor, $0, $1)
                }
            }
        } catch {
            close(descriptor)
            throw error
        }
        return ByteStream(descriptor: descriptor)
    }
}

extension SystemError {
    /// No socket is there, or nobody behind it.
    public var isNotListening: Bool { code == ECONNREFUSED || isMissing }
}

/// Addresses of unix sockets.
enum UnixSocket {
    static func stream() -> Int32 { socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0) }

    /// An address holds 107 bytes; this way to a folder is short, however long its own path.
    static func path(of name: String, in folder: Folder) -> [UInt8] { Array("\(folder.pathByDescriptor)/\(name)".utf8) }

    /// - Parameter path: as far as an address holds it; an abstract name stands behind `@`.
    static func withAddress<Result>(
        _ path: [UInt8], _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
    ) -> Result {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let start = MemoryLayout<sockaddr_un>.offset(of: \sockaddr_un.sun_path) ?? 2
        let count = unsafe withUnsafeMutableBytes(of: &address) { bytes in
            let name = path.prefix(bytes.count - start - 1)
            for (offset, byte) in name.enumerated() { unsafe bytes[start + offset] = byte }
            // An abstract name begins with NUL, and its length counts.
            if name.first == UInt8(ascii: "@") { unsafe bytes[start] = 0 }
            return start + name.count
        }
        return unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe body($0, socklen_t(count)) }
        }
    }
}
