internal import CNettle

/// SHA-256 (FIPS 180-4).
public enum SHA256Digest {
    /// 32 bytes.
    public static func digest(of bytes: [UInt8]) -> [UInt8] {
        var context = sha256_ctx()
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe nettle_sha256_init(&context)
        unsafe bytes.withUnsafeBufferPointer { unsafe nettle_sha256_update(&context, $0.count, $0.baseAddress) }
        unsafe digest.withUnsafeMutableBufferPointer { unsafe nettle_sha256_digest(&context, $0.count, $0.baseAddress) }
        return digest
    }

    /// 64 lower-case hexadecimal digits.
    public static func hex(of bytes: [UInt8]) -> String { hexadecimal(digest(of: bytes)) }

    /// Lower-case hexadecimal digits, two for each byte.
    public static func hexadecimal(_ digest: [UInt8]) -> String {
        var text: [UInt8] = []
        let digits = Array("0123456789abcdef".utf8)
        for byte in digest {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
