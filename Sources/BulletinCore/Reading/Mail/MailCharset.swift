internal import Interop

/// Where the bytes of a mail become text.
enum MailCharset {
    /// A whole part.
    /// - Parameters:
    ///   - label: the charset that the part states; `nil` when it states none.
    ///   - setting: that of parts that state none.
    static func text(
        _ bytes: [UInt8], label: String?, setting: String? = nil, of path: SourcePath
    ) throws(BulletinError) -> DecodedText {
        try TextDecoding.decode(bytes, name: path, declared: label, setting: setting)
    }

    /// Words of a header field: too short to guess by, so the stated charset goes first. What is in no charset becomes
    /// U+FFFD.
    static func words(_ bytes: [UInt8], label: String?) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { return bytes }
        if let charset = label.flatMap(Charset.init(label:)) {
            do throws(Charset.Fault) { return try charset.decoded(bytes) } catch {}
        }
        do throws(BulletinError) {
            return try text(bytes, label: label, of: SourcePath("header")).bytes
        } catch {
            return Array(bytes[...].string.utf8)
        }
    }
}
