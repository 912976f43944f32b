internal import CLinux
internal import Glibc
internal import Synchronization

/// A new file with its content. Closed at the end of its life.
public final class WrittenFile: Sendable {
    /// -1 when it is closed.
    private let handle: Atomic<Int32>

    init(descriptor: Int32) { handle = Atomic(descriptor) }

    deinit { if descriptor >= 0 { _ = Glibc.close(descriptor) } }

    var descriptor: Int32 { handle.load(ordering: .relaxed) }

    /// Has the kernel begin to write, so that several files come to the disk in one go. It may do nothing.
    public func startWriting() { _ = bulletind_start_writing(descriptor) }

    /// Returns when the content is on the disk. What failed is never tried again on the same file: the kernel would
    /// then call lost pages clean.
    public func sync() throws(SystemError) { _ = try SystemError.check("fsync") { fsync(descriptor) } }

    /// As `Folder.give` does.
    public func give(to owner: FileOwner) { _ = fchown(descriptor, owner.user, owner.group) }

    /// Some file systems tell only now that there was no room.
    public func close() throws(SystemError) {
        guard Glibc.close(handle.exchange(-1, ordering: .relaxed)) == 0 || errno == EINTR else {
            throw SystemError("close")
        }
    }
}

/// A file that is there as long as this lives, whatever becomes of its name.
public final class HeldFile: Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }
}

/// A file opened for reading. Closed at the end of its life.
public struct OpenFile: ~Copyable, Sendable {
    private let descriptor: Int32

    init(descriptor: Int32) { self.descriptor = descriptor }

    /// A file that an administrator named; symbolic links are followed.
    public init(path: String) throws(SystemError) {
        let flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC
        descriptor = try SystemError.check("open") { unsafe Glibc.open(path, flags) }
    }

    deinit { close(descriptor) }

    public func status() throws(SystemError) -> FileStatus { try FileStatus(ofDescriptor: descriptor) }

    /// Brings all that was written to the file, by whomever, to the disk.
    public func sync() throws(SystemError) { _ = try SystemError.check("fsync") { fsync(descriptor) } }

    /// Bytes from `offset` on; fewer than `count` at the end, and none behind it. The position of `read(limit:)` stays.
    public func read(at offset: Int, count: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        let read = try SystemError.check("read") {
            unsafe bytes.withUnsafeMutableBytes { unsafe pread(descriptor, $0.baseAddress, $0.count, offset) }
        }
        bytes.removeLast(count - read)
        return bytes
    }

    /// All bytes from the start of a plain file that is known to have `size`, or one more when it has grown.
    public func read(size: Int) throws(SystemError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size + 1)
        var count = 0
        repeat {
            let read = try SystemError.check("read") {
                unsafe bytes.withUnsafeMutableBytes {
                    unsafe Glibc.read(descriptor, $0.baseAddress! + count, $0.count - count)
                }
            }
            if read == 0 { break }
            count += read
        } while count < size
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// All bytes from the start, but at most `limit + 1`, so that a file that grew past the limit is seen to have.
    public func read(limit: Int) throws(SystemError) -> [UInt8] {
        let expected = min(Int(try status().size), limit) + 1
        var bytes = [UInt8](repeating: 0, count: max(expected, 512))
        var count = 0
        while count <= limit {
            if count == bytes.count { bytes += [UInt8](repeating: 0, count: min(bytes.count, limit + 1 - count)) }
            let read = try SystemError.check("read") {
                let rest = min(bytes.count, limit + 1) - count
                return unsafe bytes.withUnsafeMutableBytes {
                    unsafe Glibc.read(descriptor, $0.baseAddress! + count, rest)
                }
            }
            if read == 0 { break }
            count += read
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
