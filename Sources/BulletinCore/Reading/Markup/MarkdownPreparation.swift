/// Mends Markdown before CommonMark reads it, outside code: emphasis beside Chinese, and footnotes.
///
/// `**强调：**后面` is not bold by CommonMark's rule of flanking, because it takes spaces between words for granted;
/// where Chinese stands right at the marks, they become `<strong>`. A footnote `[^1]` would become a link to the
/// words of its note; it becomes a raised `[1]`, and its definition a paragraph that begins with `[1]`.
enum MarkdownPreparation {
    static func prepared(_ text: Bytes) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        var fence: (byte: UInt8, count: Int)?
        var start = text.startIndex
        while start < text.endIndex {
            let end = text[start...].firstIndex(of: 0x0A) ?? text.endIndex
            let line = text[start..<end]
            let content = line.drop { $0 == 0x20 }
            let indent = line.count - content.count
            let run = content.first.map { first in content.prefix { $0 == first }.count } ?? 0
            if let open = fence {
                output += line
                if content.first == open.byte, run >= open.count, content.dropFirst(run).trimmed.isEmpty { fence = nil }
            } else if indent < 4, let first = content.first, first == 0x60 || first == 0x7E, run >= 3,
                first == 0x7E || !content.dropFirst(run).contains(0x60)
            {
                fence = (first, run)
                output += line
            } else if indent >= 4 || content.first == 0x09 {
                output += line
            } else {
                append(line, to: &output)
            }
            if end < text.endIndex { output.append(0x0A) }
            start = end + 1
        }
        return output
    }

    private struct Marks {
        var place: Int
        var before: UInt32?
        var after: UInt32?

        /// CommonMark 0.31 §6.2.
        var isLeftFlanking: Bool {
            guard let after, !Text.isBlank(after) else { return false }
            return !Text.isPunctuation(after) || before.map { Text.isBlank($0) || Text.isPunctuation($0) } ?? true
        }
        var isRightFlanking: Bool {
            guard let before, !Text.isBlank(before) else { return false }
            return !Text.isPunctuation(before) || after.map { Text.isBlank($0) || Text.isPunctuation($0) } ?? true
        }
    }

    private static func append(_ line: Bytes, to output: inout [UInt8]) {
        guard line.contains(0x2A) || line.contains(0x5E) else {
            output += line
            return
        }
        var marks: [Marks] = []
        var notes: [(range: Range<Int>, name: Bytes, isDefinition: Bool)] = []
        let lastTag = line.lastIndex(of: 0x3E) ?? line.startIndex
        let lastBracket = line.lastIndex(of: 0x29) ?? line.startIndex
        var place = line.startIndex
        while place < line.endIndex {
            switch line[place] {
            case 0x5C: place += 2
            case 0x60:
                let run = line[place...].prefix { $0 == 0x60 }.count
                guard let end = closing(run, in: line, from: place + run) else {
                    place = line.endIndex
                    continue
                }
                place = end
            case 0x3C
            where place < lastTag && place + 1 < line.endIndex
                && (line[place + 1] == 0x2F || Text.isASCIILetter(UInt32(line[place + 1]))):
                place = (line[place...].firstIndex(of: 0x3E) ?? line.endIndex - 1) + 1
            case 0x5D where place < lastBracket && place + 1 < line.endIndex && line[place + 1] == 0x28:
                place = (line[place...].firstIndex(of: 0x29) ?? line.endIndex - 1) + 1
            case 0x5B where place + 1 < line.endIndex && line[place + 1] == 0x5E:
                let name = line[(place + 2)...].prefix(40).prefix { $0 != 0x5D && $0 > 0x20 && $0 != 0x5B }
                guard !name.isEmpty, name.endIndex < line.endIndex, line[name.endIndex] == 0x5D else {
                    place += 2
                    continue
                }
                let end = name.endIndex + 1
                let isDefinition =
                    end < line.endIndex && line[end] == 0x3A && line[line.startIndex..<place].allSatisfy { $0 == 0x20 }
                notes.append((place..<(isDefinition ? end + 1 : end), name, isDefinition))
                place = end
            case 0x2A:
                let run = line[place...].prefix { $0 == 0x2A }.count
                if run == 2 {
                    marks.append(
                        Marks(
                            place: place, before: line[line.startIndex..<place].lastScalar,
                            after: line[(place + 2)...].firstScalar))
                }
                place += run
            default: place += 1
            }
        }
        var edits: [(range: Range<Int>, text: [UInt8])] = notes.map { note in
            let label = Array("\\[".utf8) + note.name + Array("\\]".utf8)
            return (note.range, note.isDefinition ? label : Array("<sup>".utf8) + label + Array("</sup>".utf8))
        }
        edits += strong(marks)
        edits.sort { $0.range.lowerBound < $1.range.lowerBound }
        var start = line.startIndex
        for edit in edits where edit.range.lowerBound >= start {
            output += line[start..<edit.range.lowerBound]
            output += edit.text
            start = edit.range.upperBound
        }
        output += line[start...]
    }

    /// Pairs of marks that CommonMark would not take, with Chinese right outside of one.
    private static func strong(_ marks: [Marks]) -> [(range: Range<Int>, text: [UInt8])] {
        var edits: [(range: Range<Int>, text: [UInt8])] = []
        var open: Marks?
        for mark in marks {
            guard let opening = open else {
                if let after = mark.after, !Text.isBlank(after) { open = mark }
                continue
            }
            guard let before = mark.before, !Text.isBlank(before) else { continue }
            open = nil
            let isChineseBefore = (opening.before ?? 0) >= 0x2E80
            let isChineseAfter = (mark.after ?? 0) >= 0x2E80
            if !opening.isLeftFlanking && isChineseBefore || !mark.isRightFlanking && isChineseAfter {
                edits.append((opening.place..<(opening.place + 2), Array("<strong>".utf8)))
                edits.append((mark.place..<(mark.place + 2), Array("</strong>".utf8)))
            }
        }
        return edits
    }

    private static func closing(_ run: Int, in line: Bytes, from start: Int) -> Int? {
        var place = start
        while place < line.endIndex {
            guard line[place] == 0x60 else {
                place += 1
                continue
            }
            let count = line[place...].prefix { $0 == 0x60 }.count
            if count == run { return place + count }
            place += count
        }
        return nil
    }
}
