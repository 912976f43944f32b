/// Makes one line of plain text out of a headline.
enum Title {
    /// No title is longer, in scalars.
    static let limit = 300

    /// Blanks are collapsed; direction overrides and invisible characters, which could disguise what stands behind
    /// the title, are left out; letter-spaced Chinese (`一 周 要 闻`) is closed up.
    static func clean(_ text: Bytes) -> String {
        var scalars: [UInt32] = []
        var pending = false
        for scalar in text.scalars(limit: limit * 4) {
            if scalar == 0x200B || scalar == 0xFEFF || (0x202A...0x202E).contains(scalar)
                || (0x2066...0x2069).contains(scalar)
                || scalar == 0x200E || scalar == 0x200F
            {
                continue
            }
            if scalar == 0x0A || (Text.isBlank(scalar) && scalar != 0x3000) || scalar == 0x3000 {
                pending = !scalars.isEmpty
                continue
            }
            if pending { scalars.append(0x20) }
            pending = false
            scalars.append(scalar)
            if scalars.count >= limit { break }
        }
        if isSpaced(scalars) { scalars.removeAll { $0 == 0x20 } }
        return Text.string(scalars)
    }

    private static func isSpaced(_ scalars: [UInt32]) -> Bool {
        guard scalars.count >= 3, scalars.count % 2 == 1, scalars.count <= 40 else { return false }
        for (index, scalar) in scalars.enumerated() {
            if index % 2 == 1 ? scalar != 0x20 : !Text.isHan(scalar) { return false }
        }
        return true
    }
}
