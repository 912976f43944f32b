/// Page numbers and running heads, which copying from pages made for print leaves between the lines of a text.
///
/// They are believed where numbers alone in their lines count on by one, and the text ends in the last one or a line at
/// its head comes again beside two of them. A text that speaks of pages stays whole.
struct PageNumbers: Sendable {
    /// Without them.
    let lines: [TextLine]
    /// The numbers of the lines that were left out.
    private(set) var left: Set<Int> = []

    init(_ all: [TextLine]) {
        var numbers: [(index: Int, page: Int)] = []
        var lastText: Int?
        for index in all.indices where !all[index].isBlank {
            lastText = index
            if let page = Self.page(all[index].text) { numbers.append((index, page)) }
        }
        // Pages have text on them.
        let areParted = zip(numbers, numbers.dropFirst()).allSatisfy { one, next in
            (one.index + 1..<next.index).contains { !all[$0].isBlank }
        }
        let heads = Set(all.lazy.filter { !$0.isBlank }.prefix(3).map(\.key).filter { $0.count >= 6 })
        guard numbers.count >= 2, areParted, zip(numbers, numbers.dropFirst()).allSatisfy({ $0.page + 1 == $1.page }),
            (0..<numbers[0].index).lazy.filter({ !all[$0].isBlank }).prefix(4).count == 4
        else {
            lines = all
            return
        }
        func isHead(_ index: Int?) -> Bool {
            index.map { all[$0].marker == nil && heads.contains(all[$0].key) } ?? false
        }
        let running = numbers.flatMap { number in
            [
                (number.index + 1..<all.count).first { !all[$0].isBlank }, (0..<number.index).last { !all[$0].isBlank },
            ].compactMap { isHead($0) ? $0 : nil }
        }
        guard numbers.last?.index == lastText || running.count >= 2 else {
            lines = all
            return
        }
        let gone = Set(numbers.map(\.index) + running)
        left = Set(gone.map { all[$0].number })
        lines = all.indices.filter { !gone.contains($0) }.map { all[$0] }
    }

    var finding: Finding? {
        left.min().map { first in
            Finding(
                .info, "PageNumbers", "left out: \(left.count) lines with page numbers or the title over each page",
                line: first)
        }
    }

    /// `- 3 -`, `第3页 共8页`, `Page 3 of 8`, alone in a line.
    private static func page(_ text: Bytes) -> Int? {
        guard text.count <= 48 else { return nil }
        var scalars = text.scalars().filter { !Text.isBlank($0) }.map(Text.narrowed)
        func isDash(_ scalar: UInt32?) -> Bool {
            scalar.map { $0 == 0x2D || (0x2010...0x2015).contains($0) } ?? false
        }
        if isDash(scalars.first), isDash(scalars.last) {
            scalars = Array(scalars.drop { isDash($0) }.reversed().drop { isDash($0) }.reversed())
            return number(scalars[...])
        }
        if scalars.first == 0x7B2C, let end = scalars.firstIndex(where: { $0 == 0x9875 || $0 == 0x9801 }) {
            let rest = scalars[(end + 1)...].drop { Text.isPunctuation($0) }
            let isTotal =
                rest.first == 0x5171 && rest.last == scalars[end] && number(rest.dropFirst().dropLast()) != nil
            return rest.isEmpty || isTotal ? number(scalars[1..<end]) : nil
        }
        let small = text.lowered[...]
        guard small.hasPrefix("page ") else { return nil }
        let words = small.dropFirst(5).split(separator: 0x20)
        guard words.count == 1 || words.count == 3 && words[1].elementsEqual("of".utf8),
            words.count == 1 || number(words[2].scalars()[...]) != nil
        else { return nil }
        return number(words[0].scalars()[...])
    }

    private static func number(_ scalars: ArraySlice<UInt32>) -> Int? {
        guard (1...4).contains(scalars.count), scalars.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return scalars.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
