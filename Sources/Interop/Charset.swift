internal import CLinux

/// A charset that is read besides UTF-8, by glibc's iconv.
public enum Charset: String, CaseIterable, Sendable {
    /// Holds GB2312 and GBK.
    case gb18030 = "GB18030"
    case big5 = "BIG5-HKSCS"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case windows1252 = "CP1252"

    /// Why bytes are not of a charset.
    public enum Fault: Error, Hashable, Sendable {
        /// The system has no such charset installed.
        case unknown
        /// 0-based offset of the first byte that the charset cannot read, or of a character cut off at the end.
        case malformed(offset: Int)
    }

    /// Loads the tables of all charsets, for good: afterwards no file has to be opened for them. glibc would unload them
    /// with the last converter, so one for each stays open.
    public static func prepareAll() { _ = isPrepared }

    private static let isPrepared: Bool = allCases.allSatisfy { charset in
        guard let converter = unsafe iconv_open("UTF-8", charset.rawValue) else { return false }
        return Int(bitPattern: converter) != -1
    }

    /// - Returns: all of `bytes` as UTF-8. Nothing is replaced or left out.
    public func utf8(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        guard let converter = unsafe iconv_open("UTF-8", rawValue), Int(bitPattern: converter) != -1 else {
            throw .unknown
        }
        defer { unsafe iconv_close(converter) }
        // No charset here needs more than four bytes of UTF-8 for a character, or three for each byte.
        var output = [UInt8](repeating: 0, count: bytes.count * 3 + 16)
        var input = bytes
        let inputCount = input.count
        let outputCount = output.count
        var left = inputCount
        var room = outputCount
        let status = unsafe input.withUnsafeMutableBytes { source in
            unsafe output.withUnsafeMutableBytes { target in
                var from = unsafe source.baseAddress?.assumingMemoryBound(to: CChar.self)
                var to = unsafe target.baseAddress?.assumingMemoryBound(to: CChar.self)
                return unsafe iconv(converter, &from, &left, &to, &room)
            }
        }
        guard status != -1, left == 0 else { throw .malformed(offset: inputCount - left) }
        output.removeLast(room)
        return output
    }
}
