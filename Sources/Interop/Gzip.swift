internal import CDeflate

/// The gzip file format (RFC 1952) through libdeflate.
public enum Gzip {
    /// One member without name and time: equal bytes give equal bytes.
    public static func compress(_ bytes: [UInt8]) -> [UInt8] {
        guard let compressor = unsafe libdeflate_alloc_compressor(6) else {
            fatalError("libdeflate is out of memory")
        }
        defer { unsafe libdeflate_free_compressor(compressor) }
        let bound = unsafe libdeflate_gzip_compress_bound(compressor, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: bound) { buffer, count in
            count = unsafe bytes.withUnsafeBytes { source in
                unsafe libdeflate_gzip_compress(
                    compressor, source.baseAddress, source.count, buffer.baseAddress, buffer.count)
            }
        }
    }
}
