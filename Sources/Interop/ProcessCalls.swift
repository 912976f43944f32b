internal import CLinux
internal import Glibc

/// An exclusive lock on a file, held until the last owner lets go or the process ends, however it ends.
///
/// It is let go by name, not by closing alone: a child between its fork and its exec holds the descriptor, too.
public final class FileLock: Sendable {
    private let descriptor: Int32

    /// - Throws: `isHeld` when another process has the lock.
    public init(path: String) throws(SystemError) {
        descriptor = try SystemError.check("open") { unsafe bulletind_open_lock(path) }
        // `deinit` closes it then: twice would close what another thread has opened in the meantime.
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else { throw SystemError("flock") }
    }

    deinit {
        // Does nothing to the lock of another owner.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}

extension SystemError {
    /// Another process has the lock.
    public var isHeld: Bool { code == EWOULDBLOCK }
}

/// The datagram socket of a service manager (sd_notify(3)).
public struct NotifySocket: Sendable {
    private let path: [UInt8]

    /// - Parameter path: the value of NOTIFY_SOCKET: a path, or an abstract name behind `@`.
    public init(path: String) { self.path = Array(path.utf8) }

    /// - Parameter message: `READY=1`, several lines parted by line feeds.
    public func send(_ message: String) throws(SystemError) {
        let descriptor = try SystemError.check("socket") {
            socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        }
        defer { close(descriptor) }
        let text = Array(message.utf8)
        _ = try SystemError.check("sendto") {
            unsafe UnixSocket.withAddress(path) { address, count in
                unsafe sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), address, count)
            }
        }
    }
}

public enum ProcessCalls {
    /// A reader that went away or a size limit is an error of one call, not of the process.
    public static func ignoreSignals() { bulletind_ignore_signals() }

    /// Seconds since 1970.
    public static var wallClock: Int64 { Int64(time(nil)) }

    /// Microseconds of CLOCK_MONOTONIC, as MONOTONIC_USEC wants them (sd_notify(3)).
    public static var monotonicMicroseconds: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &now)
        return Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
    }

    /// Milliseconds since the machine was started, sleep included; nobody can set it.
    public static var bootMilliseconds: Int64 {
        var now = timespec()
        unsafe clock_gettime(CLOCK_BOOTTIME, &now)
        return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
    }

    public static var identifier: Int32 { getpid() }

    /// Whether a signal is the one that the kernel ends a process with when memory is short.
    public static func isKill(_ signal: Int32) -> Bool { signal == SIGKILL }

    /// Whether a signal is the one for a system call that a filter forbids.
    public static func isForbiddenCall(_ signal: Int32) -> Bool { signal == SIGSYS }

    /// Writes to standard error in one call, so that lines of several threads do not mix. Failure is not told: there is
    /// nobody left to tell it to.
    public static func writeToStandardError(_ text: String) {
        let bytes = Array(text.utf8)
        _ = unsafe write(2, bytes, bytes.count)
    }
}
