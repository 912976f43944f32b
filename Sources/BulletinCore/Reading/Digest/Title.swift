/// Makes one line of plain text out of a headline.
enum Title {
    /// No title is longer, in scalars.
    static let limit = 300

    /// Blanks are collapsed; direction overrides and invisible characters, which could disguise what stands behind
    /// the title, and controls are left out; letter-spaced Chinese (`一 周 要 闻`) is closed up.
    static func clean(_ text: Bytes) -> String { cleaned(text).string }

    /// The same of a text that is a string already.
    static func clean(_ text: String) -> String {
        isClean(text.utf8.span) ? text : clean(Array(text.utf8)[...])
    }

    /// The same as bytes; the text itself where there is nothing to do.
    static func cleaned(_ text: Bytes) -> Bytes { isClean(text.span) ? text : rewritten(text)[...] }

    /// A quick look that knows the usual title: printable ASCII with single blanks, Chinese and its marks.
    private static func isClean(_ text: Span<UInt8>) -> Bool {
        var (place, count, blanks) = (0, 0, 0)
        var isAfterBlank = true
        while place < text.count {
            switch text[place] {
            case 0x20:
                if isAfterBlank { return false }
                isAfterBlank = true
                blanks += 1
                place += 1
            case 0x21...0x7E:
                isAfterBlank = false
                place += 1
            case 0xE4...0xE9 where place + 2 < text.count,
                0xEF where place + 2 < text.count && (text[place + 1] == 0xBC || text[place + 1] == 0xBD):
                isAfterBlank = false
                place += 3
            default: return false
            }
            count += 1
        }
        // As many blanks as in letter-spaced Chinese are for the long look.
        return !isAfterBlank && count <= limit && (blanks == 0 || blanks * 2 + 1 < count)
    }

    private static func rewritten(_ text: Bytes) -> [UInt8] {
        var title: [UInt8] = []
        title.reserveCapacity(min(text.count, limit * 4))
        var (seen, count) = (0, 0)
        var pending = false
        var place = text.startIndex
        while place < text.endIndex, seen < limit * 4 {
            let (scalar, length) = text.scalar(at: place)
            seen += 1
            place += length
            if scalar == 0x200B || scalar == 0xFEFF || (0x202A...0x202E).contains(scalar)
                || (0x2066...0x2069).contains(scalar)
                || scalar == 0x200E || scalar == 0x200F
            {
                continue
            }
            if scalar == 0x0A || (Text.isBlank(scalar) && scalar != 0x3000) || scalar == 0x3000 {
                pending = count > 0
                continue
            }
            // Of escapes in front matter, encoded words in mail and references in HTML.
            guard Text.isLegal(scalar) else { continue }
            if pending {
                title.append(0x20)
                count += 1
            }
            pending = false
            Text.append(scalar, to: &title)
            count += 1
            if count >= limit { break }
        }
        if count >= 3, count % 2 == 1, count <= 40, isSpaced(title[...]) { title.removeAll { $0 == 0x20 } }
        return title
    }

    private static func isSpaced(_ title: Bytes) -> Bool {
        guard let first = title.first, first >= 0xE0 else { return false }
        for (index, scalar) in title.scalars().enumerated() {
            if index % 2 == 1 ? scalar != 0x20 : !Text.isHan(scalar) { return false }
        }
        return true
    }
}
