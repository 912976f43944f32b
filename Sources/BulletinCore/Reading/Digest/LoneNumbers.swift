/// A number alone on its line over each headline: `01`, `PART 02`, `③`, `四、`.
///
/// Such numbers part articles, too: the text must name itself a digest. They count on from one, each below the end of a
/// sentence, over a headline with text under it.
enum LoneNumbers {
    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let digestLine else { return nil }
        var numbers: [Int] = []
        var heads: [(line: Int, category: Bytes?)] = []
        var others = 0
        for index in lines.indices where index > digestLine {
            guard let number = number(in: lines[index].text) else { continue }
            guard number == numbers.count + 1, let head = next(index, lines), let body = next(head, lines),
                isHeadline(lines[head].text), self.number(in: lines[body].text) == nil,
                Headline.endsLikeText(lines[body].text), numbers.isEmpty || isBelowText(index, lines)
            else {
                others += 1
                continue
            }
            numbers.append(index)
            heads.append((head, nil))
        }
        guard heads.count >= 2, others == 0 else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads)
        guard outline.stories.count == heads.count else { return nil }
        outline.header = outline.header.lowerBound..<min(outline.header.upperBound, numbers[0])
        for place in outline.stories.indices {
            outline.stories[place].marker = lines[numbers[place]].text
            let body = outline.stories[place].body
            if place + 1 < numbers.count {
                outline.stories[place].body =
                    min(body.lowerBound, numbers[place + 1])..<min(body.upperBound, numbers[place + 1])
            }
        }
        outline.findings.insert(
            Finding(
                .info, "Segmentation", "\(heads.count) stories: numbers alone over their headlines",
                line: lines[numbers[0]].number), at: 0)
        return outline
    }

    private static func next(_ index: Int, _ lines: [TextLine]) -> Int? {
        lines.indices[(index + 1)...].prefix(3).first { !lines[$0].isBlank }
    }

    private static func isBelowText(_ index: Int, _ lines: [TextLine]) -> Bool {
        lines[..<index].suffix(4).last { !$0.isBlank }.map { Headline.endsLikeText($0.text) } ?? false
    }

    private static func isHeadline(_ text: Bytes) -> Bool {
        number(in: text) == nil && Headline.hasShape(text) && !Headline.endsLikeText(text)
    }

    /// What the whole line counts.
    static func number(in line: Bytes) -> Int? {
        guard line.count <= 16, !line.isEmpty else { return nil }
        if let marker = Marker.read(line), marker.rest.isEmpty, let ordinal = marker.ordinal { return ordinal }
        var text = line
        let small = line.lowered[...]
        if let name = names.first(where: { small.hasPrefix($0) }) {
            text = line.dropFirst(name.utf8.count).trimmedStart
        }
        guard let (number, length) = Numeral.arabic(text, maxDigits: 2) ?? Numeral.chinese(text) else { return nil }
        let rest = text.dropFirst(length)
        return rest.isEmpty || rest.elementsEqual(".".utf8) || rest.elementsEqual("、".utf8) ? number : nil
    }

    private static let names = ["part", "no.", "no", "vol.", "#", "№"]
}
