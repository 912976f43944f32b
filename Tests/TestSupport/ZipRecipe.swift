internal import Interop

/// Writes ZIP archives (APPNOTE.TXT 6.3), right ones and wrong ones, so that no archive has to be kept.
public struct ZipRecipe {
    public struct Entry {
        public var name: [UInt8]
        public var content: [UInt8]
        public var isDeflated = true
        /// Bit 0 says that it is encrypted.
        public var flags: UInt16 = 0
        /// In the local header, when it is another.
        public var localName: [UInt8]?
        /// What both headers say instead of the truth.
        public var claimedSize: UInt32?
        public var claimedPackedSize: UInt32?
        /// Of the list of parts.
        public var extra: [UInt8] = []

        public init(_ name: String, _ content: [UInt8]) {
            self.name = Array(name.utf8)
            self.content = content
        }

        public init(_ name: String, _ content: String) { self.init(name, Array(content.utf8)) }

        /// Compressed by gzip, of which ZIP has the middle; its end is the checksum.
        fileprivate var packed: (bytes: [UInt8], checksum: [UInt8]) {
            let gzip = Gzip.compress(content)
            let checksum = Array(gzip.suffix(8).prefix(4))
            return (isDeflated ? Array(gzip.dropFirst(10).dropLast(8)) : content, checksum)
        }

        /// What both headers share, from the flags to the length of the name.
        fileprivate func common(name: [UInt8], extra: Int) -> [UInt8] {
            let (bytes, checksum) = packed
            return ZipRecipe.two(20) + ZipRecipe.two(flags) + ZipRecipe.two(isDeflated ? 8 : 0)
                + ZipRecipe.two(0) + ZipRecipe.two(0x21) + checksum
                + ZipRecipe.four(claimedPackedSize ?? UInt32(bytes.count))
                + ZipRecipe.four(claimedSize ?? UInt32(content.count)) + ZipRecipe.two(UInt16(name.count))
                + ZipRecipe.two(UInt16(extra))
        }

        public var local: [UInt8] {
            let name = localName ?? self.name
            return Array("PK\u{3}\u{4}".utf8) + common(name: name, extra: 0) + name + packed.bytes
        }

        fileprivate func central(at offset: Int) -> [UInt8] {
            Array("PK\u{1}\u{2}".utf8) + ZipRecipe.two(20) + common(name: name, extra: extra.count)
                + ZipRecipe.two(0) + ZipRecipe.two(0) + ZipRecipe.two(0) + ZipRecipe.four(0)
                + ZipRecipe.four(UInt32(offset)) + name + extra
        }
    }

    public var entries: [Entry]
    /// Entries of the list of parts alone, with where their local headers are said to stand.
    public var listed: [(entry: Entry, offset: Int)] = []

    public init(_ entries: [Entry]) { self.entries = entries }

    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        var list: [UInt8] = []
        for entry in entries {
            list += entry.central(at: bytes.count)
            bytes += entry.local
        }
        for (entry, offset) in listed { list += entry.central(at: offset) }
        let count = Self.two(UInt16(entries.count + listed.count))
        return bytes + list + Array("PK\u{5}\u{6}".utf8) + Self.four(0) + count + count
            + Self.four(UInt32(list.count)) + Self.four(UInt32(bytes.count)) + Self.two(0)
    }

    fileprivate static func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }

    fileprivate static func four(_ value: UInt32) -> [UInt8] {
        two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16))
    }
}
