/// Emphasis that CommonMark does not see beside Chinese.
///
/// `**强调：**后面` is not bold by CommonMark's rule of flanking (0.31 §6.2), because the rule takes spaces between
/// words for granted. Where Chinese stands right outside of marks that the rule refuses, they become elements; pairs
/// that the rule takes are left to it.
struct ChineseEmphasis {
    private struct Marks {
        var place: Int
        var before: UInt32?
        var after: UInt32?

        var isLeftFlanking: Bool {
            guard let after, !Text.isBlank(after) else { return false }
            return !Text.isPunctuation(after) || before.map { Text.isBlank($0) || Text.isPunctuation($0) } ?? true
        }
        var isRightFlanking: Bool {
            guard let before, !Text.isBlank(before) else { return false }
            return !Text.isPunctuation(before) || after.map { Text.isBlank($0) || Text.isPunctuation($0) } ?? true
        }
    }

    private(set) var edits: [(range: Range<Int>, text: String)] = []
    /// Marks that may open, by their number of stars less one.
    private var open: [Marks?] = [nil, nil, nil]

    /// A run of stars of a line, from left to right.
    mutating func take(_ count: Int, at place: Int, in line: Bytes) {
        guard (1...3).contains(count) else { return }
        let mark = Marks(
            place: place, before: line[line.startIndex..<place].lastScalar, after: line[(place + count)...].firstScalar)
        guard let opening = open[count - 1], let before = mark.before, !Text.isBlank(before) else {
            if open[count - 1] == nil, let after = mark.after, !Text.isBlank(after) { open[count - 1] = mark }
            return
        }
        for index in open.indices where (open[index]?.place ?? -1) >= opening.place { open[index] = nil }
        guard
            !opening.isLeftFlanking && Self.isWide(opening.before)
                || !mark.isRightFlanking && Self.isWide(mark.after)
        else { return }
        // A lone star between letters and digits is more often a sign of multiplication.
        if count == 1, let outside = opening.before, outside < 0x80, !Text.isBlank(outside),
            !Text.isPunctuation(outside)
        {
            return
        }
        edits.append((opening.place..<(opening.place + count), ["<em>", "<strong>", "<strong><em>"][count - 1]))
        edits.append((place..<(place + count), ["</em>", "</strong>", "</em></strong>"][count - 1]))
    }

    /// Scripts written without spaces between words, and their full-width marks.
    private static func isWide(_ scalar: UInt32?) -> Bool {
        guard let scalar else { return false }
        return scalar >= 0x2E80 || (0x2014...0x2026).contains(scalar) && scalar != 0x2020 && scalar != 0x2021
    }
}
