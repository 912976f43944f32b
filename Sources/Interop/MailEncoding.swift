internal import CGMime

/// How the bytes of a part are written in a mail (RFC 2045 §6), through GMime.
public enum MailEncoding: Hashable, Sendable, CaseIterable {
    /// `7bit`, `8bit`, `binary`, and any other name: the bytes stand as they are.
    case identity
    case base64
    case quotedPrintable
    case uuencode

    /// - Parameter name: of a Content-Transfer-Encoding, in any case.
    public init(_ name: String) {
        self =
            switch name.lowercased() {
            case "base64": .base64
            case "quoted-printable": .quotedPrintable
            case "x-uuencode", "uuencode", "x-uue": .uuencode
            default: .identity
            }
    }

    /// - Returns: never more bytes than came in. What is no sign of the encoding is passed over.
    public func decode(_ encoded: ArraySlice<UInt8>) -> [UInt8] {
        let kind: GMimeContentEncoding
        let bytes = self == .uuencode ? Self.behindBegin(encoded) : encoded
        switch self {
        case .identity: return Array(bytes)
        case .base64: kind = GMIME_CONTENT_ENCODING_BASE64
        case .quotedPrintable: kind = GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE
        case .uuencode: kind = GMIME_CONTENT_ENCODING_UUENCODE
        }
        MailValues.prepare()
        var state = GMimeEncoding()
        unsafe g_mime_encoding_init_decode(&state, kind)
        let room = unsafe g_mime_encoding_outlen(&state, bytes.count)
        return unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
            count = unsafe bytes.withUnsafeBytes { source in
                guard let from = source.baseAddress, let to = buffer.baseAddress else { return 0 }
                return unsafe g_mime_encoding_flush(
                    &state, from.assumingMemoryBound(to: CChar.self), source.count,
                    UnsafeMutableRawPointer(to).assumingMemoryBound(to: CChar.self))
            }
        }
    }

    /// What follows the line `begin 644 name`, which GMime takes for data; nothing when there is none.
    private static func behindBegin(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let end = bytes[place...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let next = min(end + 1, bytes.endIndex)
            if bytes[place..<end].starts(with: "begin ".utf8) { return bytes[next...] }
            place = next
        }
        return bytes.suffix(0)
    }
}
