/// The counters of the lists of an OpenDocument text, while it is walked (OpenDocument 1.3 part 3 §5.3).
struct OpenNumbering: Sendable {
    private struct OpenList {
        var style: String
        /// Of the next item, when it states one.
        var start: Int?
        /// The item's first paragraph bears the number.
        var waits = false
    }

    private let lists: [String: [Int: OpenStyles.Level]]
    private var open: [OpenList] = []
    private var counters: [String: [Int?]] = [:]
    private var numbers: [String: Int] = [:]

    init(_ styles: OpenStyles) { lists = styles.lists }

    /// - Parameters:
    ///   - style: as stated; a list in another one that states none has that one's.
    ///   - continues: counts on from the last list of the style.
    mutating func openList(style: String?, continues: Bool) {
        let style = style ?? open.last?.style ?? ""
        if open.isEmpty, !continues { counters[style] = nil }
        open.append(OpenList(style: style))
    }

    mutating func closeList() { _ = open.popLast() }

    mutating func openItem(start: Int?) {
        guard let last = open.indices.last else { return }
        (open[last].start, open[last].waits) = (start, true)
    }

    /// The end of an item, and a part of a list that has no number.
    mutating func skipItem() { if let last = open.indices.last { open[last].waits = false } }

    var isInList: Bool { !open.isEmpty }

    /// Counts a paragraph of a list.
    /// - Returns: `nil` when it bears no number: outside lists, or not the first of its item.
    mutating func next() -> ListPlace? {
        guard let last = open.indices.last, open[last].waits else { return nil }
        open[last].waits = false
        return count(open[last].style, level: min(last, 9), start: open[last].start)
    }

    /// Counts a heading by the outline's style.
    mutating func nextHeading(level: Int) -> ListPlace? {
        guard lists[""]?[level] != nil else { return nil }
        return count("", level: level, start: nil)
    }

    private mutating func count(_ style: String, level place: Int, start: Int?) -> ListPlace? {
        guard (0...9).contains(place), let level = lists[style]?[place] else { return nil }
        var counts = counters[style] ?? [Int?](repeating: nil, count: 10)
        let count = start ?? counts[place].map { min($0, 1_000_000) + 1 } ?? level.start
        counts[place] = count
        for deeper in (place + 1)..<max(10, place + 1) { counts[deeper] = nil }
        counters[style] = counts
        let list = numbers[style] ?? numbers.count
        numbers[style] = list
        switch level.format {
        case .bullet: return ListPlace(list: list, level: place, marker: level.bullet, ordinal: nil)
        case .none: return style.isEmpty ? nil : ListPlace(list: list, level: place, marker: "", ordinal: count)
        default: break
        }
        let shown = (max(0, place - level.shown + 1)...place).compactMap { index -> String? in
            guard let other = lists[style]?[index] else { return nil }
            let text = other.format.text(counts[index] ?? other.start)
            return text.isEmpty ? nil : text
        }
        let marker = (level.prefix + shown.joined(separator: ".") + level.suffix)
        let text = Array(marker.utf8)[...].trimmed.string
        let isDecimal = if case .decimal = level.format { true } else { false }
        return ListPlace(
            list: list, level: place, marker: text, ordinal: count,
            isPlainNumber: isDecimal && ["\(count).", "\(count))", "\(count)"].contains(text))
    }
}
