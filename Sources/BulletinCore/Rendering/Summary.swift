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
        let bytes = text.utf8.span
        var taken: [UInt8] = []
        /// The only scalar of the cluster that was taken last; 0 when it has several.
        var last: UInt32 = 0
        var isLastWide = false
        var gap = false
        var place = 0
        while place < bytes.count {
            let start = place
            let (first, width) = Self.scalar(in: bytes, at: start)
            place += width
            if !Self.standsAlone(first)
                || place < bytes.count && !Self.standsAlone(Self.scalar(in: bytes, at: place).value)
            {
                let cluster = text.utf8.index(text.startIndex, offsetBy: start)
                place = text.utf8.distance(from: text.startIndex, to: text.index(after: cluster))
            }
            if Self.isSpace(first) {
                gap = length > 0
                continue
            }
            let isWide = Self.isWide(first)
            if gap, isLastWide, isWide { gap = false }
            guard length + (gap ? 2 : 1) <= limit, place - start <= 64 else {
                rest = gap ? .afterSpace : .atOnce
                break
            }
            mark(last, isWide: isLastWide, endsWord: gap, at: taken.count)
            if gap {
                taken.append(UInt8(ascii: " "))
                length += 1
            }
            for index in start..<place { taken.append(bytes[index]) }
            length += 1
            last = place - start == width ? first : 0
            isLastWide = isWide
            gap = false
        }
        line = String(decoding: taken, as: UTF8.self)
        mark(last, isWide: isLastWide, endsWord: rest == .afterSpace, at: taken.count)
    }

    /// The scalar that begins at a place, and how many bytes it takes.
    private static func scalar(in bytes: Span<UInt8>, at place: Int) -> (value: UInt32, width: Int) {
        let lead = UInt32(bytes[place])
        func tail(_ distance: Int) -> UInt32 { UInt32(bytes[place + distance]) & 0x3F }
        switch lead {
        case 0..<0x80: return (lead, 1)
        case 0x80..<0xE0: return ((lead & 0x1F) << 6 | tail(1), 2)
        case 0xE0..<0xF0: return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
        default: return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
        }
    }

    /// Whether a scalar is a cluster of its own beside another that is, whatever stands around them: most text is made of
    /// such, and need not be asked about further (UAX 29, "Any" of the grapheme cluster break).
    private static func standsAlone(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20...0x7E, 0x2010...0x2027, 0x3001...0x3029, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xFF01...0xFF5E: true
        default: false
        }
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
    /// - Parameter offset: of that end, in bytes.
    private mutating func mark(_ scalar: UInt32, isWide: Bool, endsWord: Bool, at offset: Int) {
        let place = Place(offset: offset, length: length)
        switch scalar {
        case 0x3002, 0xFF01, 0xFF1F, 0x2026, 0xFF1B: sentenceEnd = place  // 。！？…；
        case 0x2E where endsWord, 0x21 where endsWord, 0x3F where endsWord: sentenceEnd = place  // . ! ?
        case _ where endsWord || isWide: wordEnd = place
        default: break
        }
    }

    /// Asks the property tables only where there may be white space at all: they are slow.
    private static func isSpace(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20: true
        case 0x21...0x7E, 0x2010...0x2027, 0x3001...: false
        default: Unicode.Scalar(scalar)?.properties.isWhitespace ?? false
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
