extension Entry {
    /// Plain text, on one line, never empty: the stated summary whole, else the beginning of the text, else the title.
    ///
    /// Cut between grapheme clusters, after at most `limit` of them: behind the last end of a sentence when that
    /// keeps half of the room or more, else behind the last word and with an ellipsis. Clusters of more than
    /// 64 bytes (combining marks without end) are not begun, so the length in bytes is bounded too.
    public func summary(limit: Int = 200) -> String {
        let stated = summary.map { Summary($0, limit: .max).line } ?? ""
        guard stated.isEmpty else { return stated }
        let cut = Summary(text, limit: limit).cut
        return cut.isEmpty ? title : cut
    }
}

/// The beginning of a text on one line, and where it may be cut. Made in one pass that ends at the limit.
struct Summary {
    /// What follows the part of the text that was taken.
    private enum Rest { case none, afterSpace, atOnce }

    /// A place between two clusters of `line`: bytes and clusters before it.
    private struct Place {
        var offset: Int
        var length: Int
    }

    /// The first `limit` clusters, with each run of white space as one space, or as nothing between ideographs.
    private(set) var line = ""
    private let limit: Int
    private var length = 0
    private var rest = Rest.none
    private var sentenceEnd: Place?
    private var wordEnd: Place?

    /// - Parameter limit: in grapheme clusters.
    init(_ text: String, limit: Int) {
        self.limit = limit
        /// The only scalar of the cluster that was taken last; 0 when it has several.
        var last: UInt32 = 0
        var isLastWide = false
        var gap = false
        for cluster in text {
            guard let first = cluster.unicodeScalars.first else { continue }
            if Self.isSpace(first) {
                gap = length > 0
                continue
            }
            let size = cluster.utf8.count
            let isWide = Self.isWide(first.value)
            if gap, isLastWide, isWide { gap = false }
            guard length + (gap ? 2 : 1) <= limit, size <= 64 else {
                rest = gap ? .afterSpace : .atOnce
                break
            }
            mark(last, isWide: isLastWide, endsWord: gap)
            if gap {
                line += " "
                length += 1
            }
            line.append(cluster)
            length += 1
            last = size == UTF8.width(first) ? first.value : 0
            isLastWide = isWide
            gap = false
        }
        mark(last, isWide: isLastWide, endsWord: rest == .afterSpace)
    }

    /// The line, or as much of it as reads well.
    var cut: String {
        if rest == .none { return line }
        if let sentenceEnd, sentenceEnd.length * 2 >= limit { return prefix(sentenceEnd) }
        if let wordEnd, wordEnd.length * 2 >= limit { return prefix(wordEnd) + "…" }
        return line + "…"
    }

    private func prefix(_ place: Place) -> String { String(decoding: line.utf8.prefix(place.offset), as: UTF8.self) }

    /// Notes whether the line may end behind the cluster that was taken last.
    private mutating func mark(_ scalar: UInt32, isWide: Bool, endsWord: Bool) {
        let place = Place(offset: line.utf8.count, length: length)
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0x2026, 0xFF1B: sentenceEnd = place  // 。！？…；
        case 0x2E where endsWord, 0x21 where endsWord, 0x3F where endsWord: sentenceEnd = place  // . ! ?
        case _ where endsWord || isWide: wordEnd = place
        default: break
        }
    }

    /// Asks the property tables only where there may be white space at all: they are slow.
    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x7E, 0x3001...: false
        default: scalar.properties.isWhitespace
        }
    }

    /// Whether a script puts no spaces between words: CJK, its signs and full-width forms.
    private static func isWide(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
