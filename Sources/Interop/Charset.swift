internal import CLinux
private import Glibc

/// A charset that is read, by glibc's iconv (UTF-8: by the standard library). The raw value is its name for people.
public enum Charset: String, CaseIterable, Sendable {
    case utf8 = "UTF-8"
    case utf16LittleEndian = "UTF-16LE"
    case utf16BigEndian = "UTF-16BE"
    case utf32LittleEndian = "UTF-32LE"
    case utf32BigEndian = "UTF-32BE"
    /// Holds GB2312 and GBK.
    case gb18030 = "GB18030"
    case big5 = "Big5"
    case shiftJIS = "Shift_JIS"
    case eucJP = "EUC-JP"
    case iso2022JP = "ISO-2022-JP"
    /// With Microsoft's additions (CP949).
    case eucKR = "EUC-KR"
    case windows1250 = "windows-1250"
    case windows1251 = "windows-1251"
    case windows1252 = "windows-1252"
    case windows1253 = "windows-1253"
    case windows1254 = "windows-1254"
    case windows1255 = "windows-1255"
    case windows1256 = "windows-1256"
    case windows1257 = "windows-1257"
    case windows1258 = "windows-1258"
    case windows874 = "windows-874"
    case koi8R = "KOI8-R"
    case koi8U = "KOI8-U"
    case ibm866 = "IBM866"
    case macintosh = "macintosh"
    case macCyrillic = "x-mac-cyrillic"
    case iso88592 = "ISO-8859-2"
    case iso88593 = "ISO-8859-3"
    case iso88594 = "ISO-8859-4"
    case iso88595 = "ISO-8859-5"
    case iso88596 = "ISO-8859-6"
    case iso88597 = "ISO-8859-7"
    case iso885910 = "ISO-8859-10"
    case iso885913 = "ISO-8859-13"
    case iso885914 = "ISO-8859-14"
    case iso885915 = "ISO-8859-15"
    case iso885916 = "ISO-8859-16"

    /// Why bytes are not of a charset.
    public enum Fault: Error, Hashable, Sendable {
        /// The system has no such charset installed.
        case unknown
        /// 0-based offset of the first byte that the charset cannot read.
        case malformed(offset: Int)
        /// The bytes end within a character, which begins at this 0-based offset.
        case cutOff(offset: Int)
    }

    /// - Returns: all of `bytes` as UTF-8. Nothing is replaced or left out.
    public func decoded(_ bytes: [UInt8]) throws(Fault) -> [UInt8] {
        if self == .utf8 {
            do throws(UTF8.ValidationError) {
                _ = try UTF8Span(validating: bytes.span)
                return bytes
            } catch {
                throw .malformed(offset: error.byteOffsets.lowerBound)
            }
        }
        guard let converter = unsafe iconv_open("UTF-8", row.iconv), Int(bitPattern: converter) != -1 else {
            throw .unknown
        }
        defer { unsafe iconv_close(converter) }
        var place = 0
        var isCutOff = false
        // No charset here needs more than four bytes of UTF-8 for a character, or three for each byte.
        let output = unsafe [UInt8](unsafeUninitializedCapacity: bytes.count * 3 + 16) { target, count in
            unsafe (place, isCutOff) = convert(bytes, converter, target, &count)
        }
        guard place == bytes.count else { throw isCutOff ? .cutOff(offset: place) : .malformed(offset: place) }
        return output
    }

    /// - Returns: how many bytes were read: all, or those before the first fault; and whether that is the end.
    private func convert(
        _ bytes: [UInt8], _ converter: iconv_t, _ target: UnsafeMutableBufferPointer<UInt8>, _ count: inout Int
    ) -> (Int, isCutOff: Bool) {
        unsafe bytes.withUnsafeBufferPointer { source in
            let capacity = target.count
            var left = source.count
            var room = capacity
            var from = unsafe UnsafeMutableRawPointer(mutating: source.baseAddress)?
                .assumingMemoryBound(to: CChar.self)
            var to = unsafe UnsafeMutableRawPointer(target.baseAddress)?.assumingMemoryBound(to: CChar.self)
            while left > 0, unsafe iconv(converter, &from, &left, &to, &room) == -1 {
                let isCutOff = errno == EINVAL
                // The euro of code page 936 and of the Web's GB18030 (WHATWG Encoding §10.2.1), which glibc lacks.
                guard self == .gb18030, left > 0, unsafe source[source.count - left] == 0x80, room >= 3 else {
                    count = capacity - room
                    return (source.count - left, isCutOff)
                }
                for byte: UInt8 in [0xE2, 0x82, 0xAC] {
                    unsafe target[capacity - room] = byte
                    room -= 1
                }
                unsafe from = from?.advanced(by: 1)
                unsafe to = to?.advanced(by: 3)
                left -= 1
            }
            // Charsets with combining marks keep the last character back until it is asked for.
            unsafe iconv(converter, nil, nil, &to, &room)
            count = capacity - room
            return (source.count, false)
        }
    }

    /// Opens a converter for each charset and keeps it, so that glibc holds all its tables and reads no file later.
    /// - Returns: the charsets that the system does not have.
    @discardableResult
    public static func prepareAll() -> [Charset] { prepared }

    private static let prepared: [Charset] = allCases.filter { charset in
        guard charset != .utf8 else { return false }
        // Never closed: a table that no converter uses is thrown out.
        guard let converter = unsafe iconv_open("UTF-8", charset.row.iconv) else { return true }
        return Int(bitPattern: converter) == -1
    }
}
