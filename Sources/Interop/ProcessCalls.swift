internal import CLinux
internal import Glibc
internal import Synchronization

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

    /// SIGHUP ends nothing from now on; whoever waits for it later hears of those that come then.
    public static func ignoreHangups() { bulletind_ignore_hangups() }

    /// Allows as many open files as the process may have at all.
    /// - Returns: how many those are; at most a million.
    public static func raiseDescriptorLimit() -> Int {
        let limit = bulletind_raise_descriptors()
        return limit == 0 ? 1_024 : Int(min(limit, 1_000_000))
    }

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

    /// Lines that were not written, since nobody read.
    private static let lostLines = Mutex(0)
    /// Milliseconds that a reader may take, once.
    private static let readerPatience: Int32 = 250

    /// Writes one line of the log. Lines of several threads do not mix. A reader that stalls holds up nothing: what it does not take is lost and counted.
    public static func writeToStandardError(_ text: String) {
        lostLines.withLock { lost in
            let note = lost > 0 ? "bulletind: \(lost) lines of the log were lost, since nobody read them\n" : ""
            var bytes = Array((note + text).utf8)[...]
            while !bytes.isEmpty {
                var place = pollfd(fd: 2, events: Int16(POLLOUT), revents: 0)
                let isReady = unsafe poll(&place, 1, lost > 0 ? 0 : readerPatience) == 1
                guard isReady, place.revents & Int16(POLLOUT) != 0 else {
                    lost += 1
                    return
                }
                // So much fits into a pipe that is not full.
                let part = Array(bytes.prefix(Int(PIPE_BUF)))
                let count = unsafe write(2, part, part.count)
                guard count > 0 else { return }
                bytes = bytes.dropFirst(count)
            }
            lost = 0
        }
    }
}
