/// A line of a text, or a paragraph that was hard-wrapped over several.
struct TextLine: Sendable {
    /// 1-based line of the source that it begins on.
    let number: Int
    /// Without blanks at both ends; empty for a blank line.
    let text: Bytes
    /// Cells of blank space before the text.
    let indent: Int
    /// What the line begins with, when that may mark a story.
    let marker: Marker?
    /// The same for headlines that differ in width, case, blanks or punctuation only; without the marker.
    let key: [UInt8]

    init(number: Int, raw: Bytes) {
        self.number = number
        let start = raw.trimmedStart
        var indent = 0
        for scalar in raw[raw.startIndex..<start.startIndex].scalars(limit: 200) {
            indent += scalar == 0x3000 ? 2 : scalar == 0x09 ? 4 : 1
        }
        self.indent = indent
        text = start.trimmedEnd
        marker = Marker.read(text)
        key = Text.key(marker?.rest ?? text)
    }

    /// A paragraph put together from several lines; `text` is trimmed.
    init(number: Int, joined text: Bytes, indent: Int) {
        self.number = number
        self.text = text
        self.indent = indent
        marker = Marker.read(text)
        key = Text.key(marker?.rest ?? text)
    }

    var isBlank: Bool { text.isEmpty }

    /// The text without the marker.
    var unmarked: Bytes { marker?.rest ?? text }

    /// The lines of a text; a final line feed ends the last one and begins none.
    static func lines(of bytes: Bytes, firstNumber: Int = 1) -> [TextLine] {
        var lines: [TextLine] = []
        var start = bytes.startIndex
        var number = firstNumber
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            lines.append(TextLine(number: number, raw: bytes[start..<end]))
            number += 1
            start = end + 1
        }
        return lines
    }
}
