internal import Glibc

/// A stream of bytes between this process and one other, for one thread at each end.
public final class ByteStream {
    /// Why bytes did not get through.
    public enum Failure: Error, Hashable, Sendable {
        /// Not within the time that was given.
        case timedOut
        /// The other end was closed, or the process behind it ended.
        case closed
    }

    private let reader: Int32
    private let writer: Int32
    private let isOwned: Bool
    /// Room for what one call reads, and which of it was not handed out yet.
    private var room: [UInt8] = []
    private var rest = 0..<0
    /// What to do once when the other end keeps this one waiting until a moment, in microseconds of
    /// `ProcessCalls.monotonicMicroseconds`. The wait goes on.
    public var whenLate: (moment: Int64, act: () -> Void)?

    /// - Parameter descriptor: owned from now on.
    init(descriptor: Int32) {
        (reader, writer, isOwned) = (descriptor, descriptor, true)
        _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    }

    private init(reader: Int32, writer: Int32) { (self.reader, self.writer, isOwned) = (reader, writer, false) }

    deinit { if isOwned { close(reader) } }

    /// What this process was started with: its standard input and output.
    public static var standard: ByteStream { ByteStream(reader: 0, writer: 1) }

    /// Whether the other end is there and has said nothing that was not received yet.
    public var isQuiet: Bool {
        guard rest.isEmpty else { return false }
        var polled = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&polled, 1, 0) == 0
    }

    /// Sends all of `bytes`.
    /// - Parameter deadline: microseconds of `ProcessCalls.monotonicMicroseconds`; `nil` for none.
    public func send(_ bytes: [UInt8], until deadline: Int64? = nil) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(writer, buffer.baseAddress?.advanced(by: sent), buffer.count - sent)
            }
            if count > 0 {
                sent += count
            } else {
                try wait(writer, POLLOUT, count, until: deadline)
            }
        }
    }

    /// Waits for `count` bytes. Memory is taken as they come, whatever was promised.
    public func receive(_ count: Int, until deadline: Int64? = nil) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(min(count, 65_536))
        while bytes.count < count {
            if rest.isEmpty { rest = 0..<(try fill(until: deadline)) }
            let end = min(rest.upperBound, rest.lowerBound + count - bytes.count)
            bytes += room[rest.lowerBound..<end]
            rest = end..<rest.upperBound
        }
        return bytes
    }

    /// Reads into the room what has come, a size and what it counts at once.
    /// - Returns: how many bytes, at least one.
    private func fill(until deadline: Int64?) throws(Failure) -> Int {
        if room.isEmpty { room = [UInt8](repeating: 0, count: 65_536) }
        while true {
            let got = unsafe room.withUnsafeMutableBytes { unsafe read(reader, $0.baseAddress, $0.count) }
            if got > 0 { return got }
            if got == 0 { throw .closed }
            try wait(reader, POLLIN, got, until: deadline)
        }
    }

    /// Waits for a line feed, or for the end of what the other end sends. Not for a stream of which `receive` read.
    /// - Parameter limit: in bytes; what goes on beyond it is not waited for.
    /// - Returns: what stands before it; `nil` when it is longer.
    public func receiveLine(limit: Int, until deadline: Int64) throws(Failure) -> [UInt8]? {
        var line: [UInt8] = []
        while line.count <= limit {
            var portion = [UInt8](repeating: 0, count: 4096)
            let got = unsafe portion.withUnsafeMutableBytes { unsafe read(reader, $0.baseAddress, $0.count) }
            if got < 0 {
                try wait(reader, POLLIN, got, until: deadline)
                continue
            }
            let bytes = portion.prefix(got)
            line += bytes.prefix { $0 != UInt8(ascii: "\n") }
            if got == 0 || bytes.contains(UInt8(ascii: "\n")) { return line.count <= limit ? line : nil }
        }
        return nil
    }

    /// - Parameter result: of the call that did not get on; its `errno` says why.
    private func wait(
        _ descriptor: Int32, _ event: Int32, _ result: Int, until deadline: Int64?
    ) throws(Failure) {
        guard result < 0, errno == EAGAIN || errno == EINTR else { throw .closed }
        guard let deadline else { return }
        let now = ProcessCalls.monotonicMicroseconds
        if let late = whenLate, late.moment <= now {
            whenLate = nil
            late.act()
        }
        guard deadline > now else { throw .timedOut }
        let left = min(deadline, whenLate?.moment ?? deadline) - now
        var polled = pollfd(fd: descriptor, events: Int16(event), revents: 0)
        _ = unsafe poll(&polled, 1, Int32(clamping: left / 1000 + 1))
    }
}
