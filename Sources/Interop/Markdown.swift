internal import CMD4C

/// Turns Markdown into HTML through md4c: CommonMark with GitHub's tables, strikethrough, task lists and autolinks.
///
/// Raw HTML and addresses of any scheme pass, so what comes out must go through the sanitizer.
public enum Markdown {
    /// - Parameter text: valid UTF-8; md4c does not check.
    /// - Returns: an HTML fragment in UTF-8; `nil` when md4c refused (its memory ran out).
    public static func html(_ text: [UInt8]) -> [UInt8]? {
        guard text.count < Int(UInt32.max) else { return nil }
        var html: [UInt8] = []
        html.reserveCapacity(text.count + text.count / 4)
        let flags =
            MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS | MD_FLAG_PERMISSIVEURLAUTOLINKS
            | MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS
        let status = unsafe text.withUnsafeBytes { buffer in
            unsafe withUnsafeMutablePointer(to: &html) { output in
                unsafe md_html(
                    buffer.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(buffer.count),
                    { chunk, count, output in  // a C function: captures nothing
                        guard let chunk = unsafe chunk, let output = unsafe output else { return }
                        unsafe output.assumingMemoryBound(to: [UInt8].self).pointee
                            .append(contentsOf: UnsafeRawBufferPointer(start: chunk, count: Int(count)))
                    }, output, UInt32(flags), 0)
            }
        }
        return status == 0 ? html : nil
    }
}
