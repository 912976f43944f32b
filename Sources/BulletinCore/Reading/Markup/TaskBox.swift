internal import Interop

/// What is done and what is not in a list of tasks: `- [x] road mended`. Feeds show no form, so it becomes a character.
enum TaskBox {
    static let done = Array("☑".utf8)
    static let open = Array("☐".utf8)

    /// - Parameter line: what `MarkdownLines` says of the row.
    /// - Returns: the row with the character; `nil` when it begins no task.
    static func written(_ row: Bytes, _ line: MarkdownLines.Line) -> Bytes? {
        let words = row[line.start...]
        guard words.count >= 4, words.hasPrefix("["), words[words.startIndex + 3] <= 0x20 else { return nil }
        let mark = words[words.startIndex + 1]
        guard words[words.startIndex + 2] == 0x5D, mark == 0x20 || mark | 0x20 == 0x78 else { return nil }
        // Behind the mark of a list; five blanks behind it begin code.
        let before = row[..<line.start]
        guard let last = before.trimmed.last, last != 0x3E, before.suffix(5).contains(where: { $0 != 0x20 }) else {
            return nil
        }
        return (before + (mark == 0x20 ? open : done) + words.dropFirst(3))[...]
    }

    /// - Returns: the character for a box of a list of tasks in HTML; `nil` for any other field of a form.
    static func written(_ attributes: [HTMLAttribute]) -> [UInt8]? {
        func has(_ name: String) -> Bool { attributes.contains { $0.name == name } }
        guard has("disabled"), attributes.contains(where: { $0.name == "type" && $0.value.lowercased() == "checkbox" })
        else { return nil }
        return has("checked") ? done : open
    }
}
