internal import CUchardet

/// Mozilla's charset detector, uchardet: it goes by byte sequences of many languages.
///
/// Its answer is an opinion. Short texts mislead it, so whoever asks must check the reading.
public enum CharsetDetector {
    /// - Returns: `nil` when it has no opinion, or one about a charset that is not read.
    public static func charset(of bytes: [UInt8]) -> Charset? {
        guard let detector = unsafe uchardet_new() else { fatalError("uchardet is out of memory") }
        defer { unsafe uchardet_delete(detector) }
        let status = unsafe bytes.withUnsafeBytes { buffer in
            unsafe uchardet_handle_data(
                detector, buffer.baseAddress?.assumingMemoryBound(to: CChar.self), buffer.count)
        }
        guard status == 0 else { return nil }
        unsafe uchardet_data_end(detector)
        guard let name = unsafe uchardet_get_charset(detector) else { return nil }
        return unsafe Charset(label: String(cString: name))
    }
}
