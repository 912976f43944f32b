/// Lines of a Markdown paragraph that are no part of it: a headline right above its text, whose line end CommonMark takes
/// for a blank.
enum HeadlineBreaks {
    /// Whether the line end behind `row` is one that readers must see.
    /// - Parameters:
    ///   - row: a line of a paragraph, trimmed; no heading, and in no list.
    ///   - next: the line of the same paragraph below it, trimmed.
    static func stands(between row: Bytes, and next: Bytes) -> Bool {
        guard !row.isEmpty, !next.isEmpty, !isRule(next) else { return false }
        return isBold(row) || isBold(next) || isHeadline(row, over: next)
            || isMarked(next) && (isMarked(row) || ends(row))
    }

    /// `**headline**` and nothing else.
    private static func isBold(_ row: Bytes) -> Bool {
        guard row.count <= 600, row.count > 4, let mark = row.first, mark == 0x2A || mark == 0x5F,
            row.prefix(2).allSatisfy({ $0 == mark }), row.suffix(2).allSatisfy({ $0 == mark })
        else { return false }
        let inner = row.dropFirst(2).dropLast(2)
        return !inner.contains(mark) && Headline.hasShape(inner)
    }

    /// `①headline` over text: short, and no sentence that goes on below.
    private static func isHeadline(_ row: Bytes, over next: Bytes) -> Bool {
        guard let marker = Marker.read(row), !marker.shape.isWeak, marker.after.isEmpty, !marker.rest.isEmpty,
            Headline.hasShape(marker.rest), !Headline.endsLikeText(marker.rest)
        else { return false }
        if marker.rest.contains(where: { $0 >= 0xE0 }) { return marker.rest.scalarCount <= 44 }
        guard let first = next.first else { return false }
        return row.count <= 60 && !(0x61...0x7A).contains(first)
    }

    /// Begins with a mark that no sentence has within it: `①`, `■`, `一、`, `【`.
    private static func isMarked(_ row: Bytes) -> Bool {
        guard let first = row.first, first >= 0x80, let marker = Marker.read(row) else { return false }
        return !marker.shape.isWeak
    }

    private static func ends(_ row: Bytes) -> Bool { Headline.endsLikeText(row) || Headline.endsSentence(row) }

    /// Makes a heading of the lines above it.
    private static func isRule(_ row: Bytes) -> Bool { row.allSatisfy { $0 == 0x2D || $0 == 0x3D || $0 == 0x20 } }
}
