private import Glibc

/// The searches of the C library, which look at many bytes at a time.
public enum ByteSearch {
    /// - Returns: the first place of `byte` from `start` on; `nil` when there is none.
    public static func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0 else { return nil }
        return unsafe bytes.withUnsafeBytes { firstIndex(of: byte, in: $0, from: start) }
    }

    @safe static func firstIndex(of byte: UInt8, in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < buffer.count, let base = buffer.baseAddress,
            let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
        else { return nil }
        return unsafe UnsafeRawPointer(found) - base
    }
}
