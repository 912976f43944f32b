/// Stories that each begin with a dateline, `本报临江5月3日讯`, `某网消息（晚间新闻）：`, under a headline without any mark.
///
/// An article has one dateline, so three under headlines are stories; what stands between two of them, short lines
/// included, belongs to the first: newscasts put several briefs under one headline.
enum Datelines {
    static func outline(of lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var pairs = 0
        var seen = 0
        var previous: Int?
        var wasBegun = false
        for index in lines.indices where !lines[index].isBlank {
            let isBegun = begins(lines[index].text)
            if isBegun || !heads.isEmpty, !wasBegun, let head = previous, isHeadline(lines[head]) {
                if isBegun {
                    // Stories stand at the top.
                    if heads.isEmpty, seen > 8 { return nil }
                    heads.append(head)
                    pairs += 1
                } else if !heads.isEmpty, Headline.endsLikeText(lines[index].text),
                    lines[index].text.prefix(400).scalarCount >= 24
                {
                    pairs += 1
                }
            }
            seen += 1
            previous = index
            wasBegun = isBegun
        }
        guard heads.count >= 3, heads.count * 10 >= pairs * 4 else { return nil }
        var outline = StoryBuilder.build(lines, heads: heads.map { ($0, nil) })
        outline.confidence = heads.count * 10 >= pairs * 8 ? .high : .medium
        outline.findings = [
            Finding(
                .info, "Segmentation", "\(heads.count) stories: headlines over datelines", line: lines[heads[0]].number)
        ]
        return outline
    }

    private static func isHeadline(_ line: TextLine) -> Bool {
        line.marker == nil && (4...Headline.maxLength).contains(line.text.prefix(400).scalarCount)
            && Headline.hasShape(line.text) && line.text.lastScalar != 0x2E
    }

    /// A dateline at the start of more text: within 30 characters, before any full stop.
    static func begins(_ text: Bytes) -> Bool {
        guard text.count >= 60 else { return false }
        let initials = initials
        var place = text.startIndex
        var seen = 0
        while place < text.endIndex, seen < 30 {
            let (value, length) = text.scalar(at: place)
            if value == 0x3002 || value == 0xFF0C { return false }
            if initials.contains(value) {
                let rest = text[place...]
                if ends.contains(where: { rest.hasPrefix($0) }) { return true }
            }
            seen += 1
            place += length
        }
        return false
    }

    /// What `ends` begin with.
    private static let initials = ScalarSet(ends.compactMap { $0.unicodeScalars.first?.value })

    private static let ends = ["消息（", "消息(", "消息：", "消息:", "日讯", "日电", "日訊", "日電", "报讯", "報訊", "社讯", "台讯"]
}
