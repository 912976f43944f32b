private import Glibc

/// Searches that look at many bytes at a time, most of them those of the C library.
public enum ByteSearch {
    /// - Returns: the first place of `byte` from `start` on; `nil` when there is none.
    public static func firstIndex(of byte: UInt8, in bytes: [UInt8], from start: Int) -> Int? {
        guard start >= 0 else { return nil }
        return unsafe bytes.withUnsafeBytes { firstIndex(of: byte, in: $0, from: start) }
    }

    /// - Returns: the first place of `byte`; `nil` when there is none.
    public static func firstIndex(of byte: UInt8, in bytes: ArraySlice<UInt8>) -> Int? {
        let found = unsafe bytes.withUnsafeBytes { firstIndex(of: byte, in: $0, from: 0) }
        return found.map { bytes.startIndex + $0 }
    }

    /// Whether texts have the same bytes.
    public static func areSame(_ one: String, _ other: String) -> Bool {
        var (one, other) = (one, other)
        return one.withUTF8 { one in
            other.withUTF8 { other in
                guard one.count == other.count else { return false }
                guard let start = one.baseAddress, let otherStart = other.baseAddress else { return true }
                return unsafe start == otherStart || memcmp(start, otherStart, one.count) == 0
            }
        }
    }

    /// Whether `text` stands so many bytes behind the start, which may be outside.
    public static func stands(_ text: String, at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        var text = text
        return text.withUTF8 { wanted in
            unsafe bytes.withUnsafeBytes { buffer in
                guard offset >= 0, buffer.count - offset >= wanted.count else { return false }
                guard !wanted.isEmpty, let start = wanted.baseAddress, let base = buffer.baseAddress else {
                    return true
                }
                return unsafe buffer[offset] == wanted[0] && memcmp(base + offset, start, wanted.count) == 0
            }
        }
    }

    /// How many scalars begin in UTF-8.
    public static func scalarCount(of bytes: ArraySlice<UInt8>) -> Int {
        unsafe bytes.withUnsafeBytes { buffer in
            var count = buffer.count
            var place = 0
            // Eight at a time: what begins no scalar has its highest bit set and the next one not.
            while place + 8 <= buffer.count {
                let word = unsafe buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                count -= (word & ~(word << 1) & 0x8080_8080_8080_8080).nonzeroBitCount
                place += 8
            }
            while place < buffer.count {
                if unsafe buffer[place] & 0xC0 == 0x80 { count -= 1 }
                place += 1
            }
            return count
        }
    }

    /// - Returns: where `text` stands first; `nil` when it does not, or is empty.
    public static func firstRange(of text: String, in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        var text = text
        let found = text.withUTF8 { wanted in
            unsafe bytes.withUnsafeBytes { firstIndex(of: UnsafeRawBufferPointer(wanted), in: $0) }
        }
        guard let found else { return nil }
        let start = bytes.startIndex + found
        return start..<(start + text.utf8.count)
    }

    /// Goes from one place of the last byte to the next: in what is not ASCII the first one tells little.
    @safe private static func firstIndex(of wanted: UnsafeRawBufferPointer, in buffer: UnsafeRawBufferPointer) -> Int? {
        guard let last = unsafe wanted.last, let start = wanted.baseAddress, let base = buffer.baseAddress else {
            return nil
        }
        let before = wanted.count - 1
        var end = before
        while let place = firstIndex(of: last, in: buffer, from: end) {
            if unsafe buffer[place - before] == wanted[0], unsafe memcmp(base + place - before, start, before) == 0 {
                return place - before
            }
            end = place + 1
        }
        return nil
    }

    @safe static func firstIndex(of byte: UInt8, in buffer: UnsafeRawBufferPointer, from start: Int) -> Int? {
        guard start < buffer.count, let base = buffer.baseAddress,
            let found = unsafe memchr(base + start, Int32(byte), buffer.count - start)
        else { return nil }
        return unsafe UnsafeRawPointer(found) - base
    }
}
