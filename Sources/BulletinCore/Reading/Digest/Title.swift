/// Makes one line of plain text out of a headline.
enum Title {
    /// No title is longer, in scalars.
    static let limit = 300

    /// Blanks are collapsed; direction overrides and invisible characters, which could disguise what stands behind
    /// the title, are left out; letter-spaced Chinese (`一 周 要 闻`) is closed up.
    static func clean(_ text: Bytes) -> String {
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
        return String(decoding: title, as: UTF8.self)
    }

    private static func isSpaced(_ title: Bytes) -> Bool {
        guard let first = title.first, first >= 0xE0 else { return false }
        for (index, scalar) in title.scalars().enumerated() {
            if index % 2 == 1 ? scalar != 0x20 : !Text.isHan(scalar) { return false }
        }
        return true
    }
}
