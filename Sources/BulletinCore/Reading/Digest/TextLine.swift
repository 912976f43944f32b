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

    /// - Parameter last: the marker of the story before, where stories are counted up to a thousand.
    init(number: Int, raw: Bytes, after last: Marker? = nil) {
        self.number = number
        let start = raw.trimmedStart
        var indent = 0
        for scalar in raw[raw.startIndex..<start.startIndex].scalars(limit: 200) {
            indent += scalar == 0x3000 ? 2 : scalar == 0x09 ? 4 : 1
        }
        self.indent = indent
        text = start.trimmedEnd
        marker = Self.marker(of: text, counting: last, by: 1)
    }

    /// A paragraph put together from several lines, beginning with `first`; `text` is trimmed.
    init(joined text: Bytes, first: TextLine) {
        number = first.number
        self.text = text
        indent = first.indent
        marker = Self.marker(of: text, counting: first.marker, by: 0)
    }

    private static func marker(of text: Bytes, counting last: Marker?, by step: Int) -> Marker? {
        if let marker = Marker.read(text) ?? Marker.read(behindTime: text) { return marker }
        guard let last, let ordinal = last.ordinal else { return nil }
        return Marker.read(text, countingIn: last.family, to: ordinal + step)
    }

    var isBlank: Bool { text.isEmpty }

    /// The text without the marker.
    var unmarked: Bytes { marker?.rest ?? text }

    /// The same for headlines that differ in width, case, blanks or punctuation only; without the marker. Made each time:
    /// of most lines nobody asks it.
    var key: [UInt8] { Text.key(unmarked) }

    /// The lines of a text; a final line feed ends the last one and begins none.
    static func lines(of bytes: Bytes, firstNumber: Int = 1) -> [TextLine] {
        var lines: [TextLine] = []
        var start = bytes.startIndex
        var number = firstNumber
        var last: Marker?
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
            let line = TextLine(number: number, raw: bytes[start..<end], after: last)
            if let marker = line.marker, let ordinal = marker.ordinal, ordinal >= 999 { last = marker }
            lines.append(line)
            number += 1
            start = end + 1
        }
        return lines
    }
}

extension ArraySlice<TextLine> {
    /// Where the first so many lines stand that are not blank.
    func written(_ count: Int) -> [Int] {
        var found: [Int] = []
        var index = startIndex
        while index < endIndex, found.count < count {
            if !self[index].isBlank { found.append(index) }
            index += 1
        }
        return found
    }
}

extension Sequence {
    /// Whether at least so many are such. Looks no further than it must.
    func hold(_ count: Int, where isOne: (Element) -> Bool) -> Bool {
        var found = 0
        for element in self where isOne(element) {
            found += 1
            if found == count { return true }
        }
        return false
    }
}
