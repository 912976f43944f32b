/// Stories whose headlines are lines in capitals: `ROAD CLOSURE IN STATION ROAD`.
enum CapitalHeads {
    /// Lines in capitals after a blank line, each with text under it that is not: two in a text that names itself a
    /// digest, else three. Once so many are found, those with little text count as well; a headline of few letters does
    /// at once where the text names itself a digest.
    /// - Parameter digestLine: the line at the head that names the text a digest; `nil` when none does.
    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        let saysDigest = digestLine != nil
        var heads: [Int] = []
        var sentences = 0
        var areTight = true
        for index in lines.indices where index > 0 && lines[index - 1].isBlank {
            let text = lines[index].text
            guard Headline.isCapitals(text) || index > digestLine ?? .max && isCapitals(text),
                !Words.isContentsLabel(text)
            else { continue }
            guard let next = textLine(under: index, lines), !Headline.isCapitals(lines[next].text),
                lines[next].text.count >= 40
            else { continue }
            heads.append(index)
            areTight = areTight && next == index + 1
            let end = (next..<lines.count).first { lines[$0].isBlank } ?? lines.count
            if Headline.endsLikeText(lines[end - 1].text) { sentences += 1 }
        }
        let blocks = heads.count < 2 ? blocks(lines, below: digestLine) : nil
        heads = blocks ?? heads
        guard heads.count >= (saysDigest ? 2 : 3),
            blocks != nil || sentences * 10 >= heads.count * (saysDigest ? 5 : 8),
            saysDigest || heads[0] <= 8 && !lines[..<heads[0]].contains(where: isRunning),
            ArticleParts.reason(heads.map { lines[$0].unmarked }, saysDigest: saysDigest) == nil
        else { return nil }
        heads = withShort(heads, lines, below: digestLine, areTight: areTight)
        guard heads[0] <= 8, !ArticleParts.areBelowTitle(heads, lines, digestLine: digestLine) else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0, nil) })
        outline.confidence = .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: headlines in capitals", line: lines[heads[0]].number)
        ]
        return outline
    }

    /// All paragraphs below the title begin with a line in capitals over two lines at least that are not: three of them, and
    /// perhaps one more that does not.
    private static func blocks(_ lines: [TextLine], below digestLine: Int?) -> [Int]? {
        guard let digestLine, var index = lines[max(0, digestLine)...].firstIndex(where: \.isBlank) else { return nil }
        var heads: [Int] = []
        while let head = lines[index...].firstIndex(where: { !$0.isBlank }) {
            index = lines[head...].firstIndex(where: \.isBlank) ?? lines.count
            let text = lines[(head + 1)..<index]
            guard isCapitals(lines[head].text), text.count >= 2, !text.contains(where: { isCapitals($0.text) }) else {
                // The paper's closing words.
                return heads.count >= 3 && !lines[index...].contains { isCapitals($0.text) } ? heads : nil
            }
            heads.append(head)
        }
        return heads.count >= 3 ? heads : nil
    }

    /// The first line of text under a headline, at most one blank line below it.
    private static func textLine(under index: Int, _ lines: [TextLine]) -> Int? {
        var next = index + 1
        if next + 1 < lines.count, lines[next].isBlank { next += 1 }
        return next < lines.count && !lines[next].isBlank ? next : nil
    }

    /// Headlines of a word or little text: `AGM`, `JOBS`, `EVENTS` over a list.
    /// - Parameter areTight: text stands right under the others.
    private static func withShort(_ heads: [Int], _ lines: [TextLine], below digestLine: Int?, areTight: Bool) -> [Int]
    {
        let known = Set(heads)
        let title = max(digestLine ?? 0, lines.firstIndex { !$0.isBlank } ?? 0)
        // `31-0442 BARN FIRE`: where others bear numbers.
        let areNumbered = heads.contains { startsWithDigit(lines[$0].text) }
        return lines.indices.filter { index in
            if known.contains(index) { return true }
            guard index > title, lines[index - 1].isBlank, !Words.isContentsLabel(lines[index].text),
                isCapitals(lines[index].text)
                    || areNumbered && startsWithDigit(lines[index].text) && Headline.isCapitals(lines[index].text),
                let next = textLine(under: index, lines), !isCapitals(lines[next].text), !areTight || next == index + 1
            else { return false }
            return !isMasthead(lines[next].text) && !(index > heads[heads.count - 1] && isSignature(next, lines))
        }
    }

    /// Any letters in capitals and none that are not.
    private static func isCapitals(_ text: Bytes) -> Bool {
        guard text.count <= 180, let first = text.firstScalar, LetterCase(first) == .capital,
            let (capitals, signs) = LetterCase.capitals(in: text), !asides.contains(Text.key(text))
        else { return false }
        return capitals >= 2 && capitals * 2 >= signs && text.scalarCount <= 90
    }

    /// An article's text, which may have lines in capitals between its parts.
    private static func isRunning(_ line: TextLine) -> Bool {
        line.text.scalarCount >= 80 && Headline.endsLikeText(line.text)
    }

    private static func startsWithDigit(_ text: Bytes) -> Bool {
        text.first.map { (0x30...0x39).contains($0) } ?? false
    }

    /// What a letter adds at its end or before a remark.
    private static let asides = Words.keys(["PS", "PPS", "NB", "RSVP", "FYI", "ENDS"])

    /// The day or the issue stands under a name.
    private static func isMasthead(_ text: Bytes) -> Bool {
        DateReading.isDateOnly(text) || text.count <= 60 && Words.isIssueLine(text)
    }

    /// Who writes, and below it what they are: the last line of all.
    private static func isSignature(_ line: Int, _ lines: [TextLine]) -> Bool {
        let text = lines[line].text
        return !lines[(line + 1)...].contains { !$0.isBlank } && text.count <= 40 && !Headline.endsLikeText(text)
            && !text.contains { (0x30...0x3A).contains($0) || $0 == 0x40 }
    }
}
