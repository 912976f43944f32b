/// Headlines between the same signs: `--- Meeting notes ---`, `◆◆退税短信里的链接别乱点◆◆`.
///
/// The text must name itself a digest. Two at least, all between one sign, each over text of its own, perhaps with who wrote
/// it between. One in three may stand over a list.
enum FramedHeads {
    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let digestLine else { return nil }
        var heads: [(line: Int, title: Bytes)] = []
        var sign: UInt32?
        var lists = 0
        for index in lines.indices where index > digestLine {
            guard let (found, title) = framed(lines[index].text) else { continue }
            guard sign == nil || sign == found else { return nil }
            if !isOverText(index, lines) {
                guard let next = lines[(index + 1)...].written(1).first,
                    EntryList.end(in: lines, from: next, to: lines.count) != nil
                else { return nil }
                lists += 1
            }
            sign = found
            heads.append((index, title))
        }
        let keys = heads.map { Text.key($0.title) }
        guard heads.count >= 2, lists * 3 <= heads.count, Set(keys).count == keys.count,
            ArticleParts.reason(heads.map(\.title), saysDigest: true) == nil,
            lines[max(0, digestLine)..<heads[0].line].lazy.filter({ isText($0.text) }).prefix(3).count < 3
        else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0.line, nil) })
        guard outline.stories.count == heads.count else { return nil }
        for (place, head) in heads.enumerated() {
            give(head.title, in: lines[head.line].text, to: &outline.stories[place])
        }
        outline.findings.insert(
            Finding(
                .info, "Segmentation", "\(heads.count) stories: headlines between signs",
                line: lines[heads[0].line].number), at: 0)
        return outline
    }

    /// - Parameter title: of the line of a headline between signs.
    static func give(_ title: Bytes, in line: Bytes, to story: inout Outline.Story) {
        story.marker = line[..<title.startIndex].trimmedEnd
        story.title = title
        story.runIn = nil
    }

    /// At least two of a sign on both sides of a headline.
    static func framed(_ line: Bytes) -> (sign: UInt32, title: Bytes)? {
        guard line.count <= 240, let sign = line.firstScalar, signs.contains(sign), line.lastScalar == sign else {
            return nil
        }
        var title = line
        var (before, behind) = (0, 0)
        while title.firstScalar == sign {
            title = title.droppingScalar
            before += 1
        }
        let length = (line.count - title.count) / before
        while title.lastScalar == sign {
            title = title.dropLast(length)
            behind += 1
        }
        title = title.trimmed
        guard before >= 2, behind >= 2, title.scalarCount >= 2, Headline.hasShape(title),
            !title.contains(where: { $0 == 0x2A }), Text.key(title).count >= 2
        else { return nil }
        return (sign, title)
    }

    private static func isOverText(_ head: Int, _ lines: [TextLine]) -> Bool {
        let next = lines[(head + 1)...].written(2)
        guard let first = next.first else { return false }
        if isText(lines[first].text) || isWrapped(first, lines) { return true }
        return NewsMarks.fillsLine(lines[first].text) && next.count == 2 && isText(lines[next[1]].text)
    }

    /// Text over a few lines, none of which looks like an entry of a list.
    private static func isWrapped(_ first: Int, _ lines: [TextLine]) -> Bool {
        let block = lines[first...].prefix { !$0.isBlank }
        return block.count >= 2 && block.last.map { Headline.endsLikeText($0.text) } == true
            && EntryList.end(in: lines, from: first, to: lines.count) == nil
    }

    private static func isText(_ text: Bytes) -> Bool {
        Headline.endsLikeText(text) && text.scalarCount >= 12 || text.count >= 72
    }

    private static let signs: Set<UInt32> = [
        0x2D, 0x3D, 0x2A, 0x7E, 0x2B, 0x23, 0x2014, 0x2015, 0x2500, 0x2501, 0x2550, 0xFF1D, 0xFF0D, 0xFF0A, 0xFF5E,
        0x2605,
        0x2606, 0x25C6, 0x25C7, 0x25A0, 0x25A1, 0x25CF, 0x25CB, 0x203B,
    ]
}
