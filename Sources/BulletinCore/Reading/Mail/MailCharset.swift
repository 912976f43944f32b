internal import Interop

/// Where the bytes of a mail become text.
enum MailCharset {
    /// A whole part.
    /// - Parameter label: the charset that the part states; `nil` when it states none.
    static func text(_ bytes: [UInt8], label: String?, of path: SourcePath) throws(BulletinError) -> DecodedText {
        try TextDecoding.decode(Source(path: path, bytes: bytes), declared: label.flatMap(charset(of:)))
    }

    /// Words of a header field: too short to guess by, so the stated charset goes first. What is in no charset becomes
    /// U+FFFD.
    static func words(_ bytes: [UInt8], label: String?) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 || $0 == 0x1B }) else { return bytes }
        if let charset = label.flatMap(charset(of:)) {
            do throws(Charset.Fault) { return try charset.utf8(bytes) } catch {}
        }
        do throws(BulletinError) {
            return try text(bytes, label: label, of: SourcePath("header")).bytes
        } catch {
            return Array(bytes[...].string.utf8)
        }
    }

    /// `nil` for UTF-8, and for what is not known.
    private static func charset(of label: String) -> Charset? {
        HTMLCharset.declared(in: Array("<meta charset=\"\(label)\">".utf8))
    }
}
