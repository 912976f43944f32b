/// A list within a story that may have ended where a number stands that it waits for, and the stories around it, too.
struct ListWithin {
    /// Of the stories so far, and of the list: the last few.
    private let outer: ArraySlice<Int>
    private let inner: ArraySlice<Int>
    private let lines: [TextLine]
    /// Entries of the list so far, and the line that introduces it.
    private let count: Int
    private let introduction: TextLine?

    /// - Parameters:
    ///   - outer: lines that count the stories, ascending.
    ///   - inner: lines that count the list in the last of them.
    init(outer: [Int], inner: [Int], in lines: [TextLine]) {
        self.outer = outer.suffix(Self.looked)
        self.inner = inner.suffix(Self.looked)
        self.lines = lines
        count = inner.count
        introduction = inner.first.flatMap { lines[..<$0].suffix(Self.looked).last { !$0.isBlank } }
    }

    /// So many members of each are looked at, and so many lines for the number to come again.
    private static let looked = 8
    private static let ahead = 300

    /// Whether the line is the next story. One sign is not enough: in doubt it belongs to the list.
    func ends(before index: Int, contents: ContentsList?) -> Bool {
        if let contents, outer.allSatisfy(contents.repeating.contains) {
            if contents.repeating.contains(index) { return true }
            if contents.matched == contents.entries.count { return false }
        }
        guard !comesAgain(after: index) else { return false }
        return text(index) + blanks(index) + ends(index) + letters(index) + gap(index) + stated >= 2
    }

    /// The number stands once more further on, where no other list counts up to it: this one is the list's.
    private func comesAgain(after index: Int) -> Bool {
        guard let marker = lines[index].marker, let ordinal = marker.ordinal else { return false }
        var open = [ordinal]
        for next in lines.indices[(index + 1)...].prefix(Self.ahead) {
            guard let found = lines[next].marker, found.family == marker.family, let value = found.ordinal else {
                continue
            }
            if value == 1 {
                open.append(1)
            } else if let place = open.lastIndex(of: value - 1) {
                open.removeSubrange((place + 1)...)
                open[place] = value
            } else if value == ordinal {
                return true
            }
        }
        return false
    }

    // MARK: Signs, each for (1) or against (-1) the next story, or nothing (0)

    /// Stories have text under them, and entries have none. The one after this may say it once more.
    private func text(_ index: Int) -> Int {
        let mayRunIn = outer.contains { Segmentation.runsIn(lines[$0]) }
        func hasText(_ index: Int) -> Bool {
            hasLine(under: index) || mayRunIn && Segmentation.runsIn(lines[index])
        }
        guard outer.contains(where: hasText), outer.allSatisfy({ hasText($0) || begins(aList: $0) }),
            !(inner.count > 1 ? inner.dropLast() : inner).contains(where: hasText)
        else { return 0 }
        guard hasText(index) else { return -1 }
        let next = lines.indices[(index + 1)...].prefix(Self.ahead).first { lines[$0].marker?.family == family }
        let follows = next.map { lines[$0].marker?.ordinal == lines[index].marker?.ordinal.map { $0 + 1 } } ?? false
        return 1 + (follows && next.map(hasText) == true ? 1 : 0)
    }

    /// Blank lines part stories, and not entries.
    private func blanks(_ index: Int) -> Int {
        guard outer.count > 1, inner.count > 1, outer.dropFirst().allSatisfy(isApart),
            !inner.dropFirst().contains(where: isApart)
        else { return 0 }
        return isApart(index) ? 1 : -1
    }

    /// Entries end in marks, and headlines do not; a list that ends in a full stop is complete.
    private func ends(_ index: Int) -> Int {
        guard !outer.contains(where: isClosed), inner.allSatisfy(isClosed), let last = inner.last else { return 0 }
        if isClosed(index) { return -1 }
        let isComplete =
            inner.count > 1 && !Headline.endsListEntry(lines[last].text)
            && inner.dropLast().allSatisfy { Headline.endsListEntry(lines[$0].text) }
        return isComplete ? 2 : 1
    }

    /// Headlines begin with a capital letter, and entries with a small one.
    private func letters(_ index: Int) -> Int {
        guard outer.allSatisfy({ isCapital($0) == true }), inner.allSatisfy({ isCapital($0) == false }) else {
            return 0
        }
        return isCapital(index) == true ? 1 : -1
    }

    /// Entries follow upon each other, and text stands between the last of them and this line; or the list was none:
    /// one line that goes on with the sentence before it.
    private func gap(_ index: Int) -> Int {
        guard let last = inner.last else { return 0 }
        if inner.count == 1 { return Wrapping.goesOn(at: last, in: lines) ? 1 : 0 }
        let isDense = zip(inner, inner.dropFirst()).allSatisfy { !hasWords($0 + 1..<$1) }
        return isDense && hasWords(last + 1..<index) ? 1 : 0
    }

    /// The words above the list say how many entries it has, and it has so many: `推出措施三项：`, `Two steps:`.
    private var stated: Int {
        introduction.map { $0.text.count <= 240 && StatedCount.holds(count, $0.text) } == true ? 1 : 0
    }

    // MARK: Lines

    private var family: Int? { outer.first.flatMap { lines[$0].marker?.family } }

    /// The next line is text, and counts nothing.
    private func hasLine(under index: Int) -> Bool {
        next(below: index).map { $0.marker == nil || $0.marker?.family != family } ?? false
    }

    private func begins(aList index: Int) -> Bool { next(below: index)?.marker?.ordinal == 1 }

    private func next(below index: Int) -> TextLine? {
        lines[(index + 1)...].prefix(Self.looked).first { !$0.isBlank }
    }

    private func isApart(_ index: Int) -> Bool { index == 0 || lines[index - 1].isBlank }

    private func isClosed(_ index: Int) -> Bool {
        let text = lines[index].text
        return Headline.endsSentence(text) || text.last == 0x2E
    }

    private func isCapital(_ index: Int) -> Bool? {
        guard let first = lines[index].unmarked.first, Text.isASCIILetter(UInt32(first)) else { return nil }
        return first < 0x60
    }

    private func hasWords(_ range: Range<Int>) -> Bool { lines[range].contains { !$0.isBlank } }
}
