/// Headlines that a word counts: `Item 1: Foam stock audit`, `简讯一：…`, `Nachricht 3 – …`.
///
/// Chapters, steps and tips are counted so, too: the text must name itself a digest, and the word must be one of news or
/// stand in that name, as in `一周警情`.
/// Each headline has text under it, and no story stands above the first.
enum NamedNumbers {
    static func outline(of lines: [TextLine], _ digestLine: Int?) -> Outline? {
        guard let digestLine else { return nil }
        var word: Bytes?
        var found: [(line: Int, title: Bytes)] = []
        for index in lines.indices where index > digestLine {
            guard let head = head(lines[index].text, of: lines[max(0, digestLine)].text) else { continue }
            guard word == nil || word == head.word else { continue }
            guard head.number == found.count + 1 else { return nil }
            word = head.word
            found.append((index, head.title))
        }
        guard found.count >= 2, hasTexts(found.map(\.line), lines),
            lines[max(0, digestLine)..<found[0].line].lazy.filter({ isParagraph($0.text) }).prefix(2).count < 2
        else { return nil }
        var outline = StoryBuilder.build(lines, heads: found.map { ($0.line, nil) })
        guard outline.stories.count == found.count else { return nil }
        for (place, head) in found.enumerated() {
            outline.stories[place].marker = lines[head.line].text.dropLast(head.title.count).trimmedEnd
            outline.stories[place].title = head.title
            outline.stories[place].runIn = nil
        }
        outline.findings.insert(
            Finding(
                .info, "Segmentation", "\(found.count) stories: counted by a word", line: lines[found[0].line].number),
            at: 0)
        return outline
    }

    private static func isParagraph(_ text: Bytes) -> Bool {
        Headline.endsLikeText(text) && text.prefix(400).scalarCount >= 24
    }

    private static func hasTexts(_ heads: [Int], _ lines: [TextLine]) -> Bool {
        zip(heads, heads.dropFirst() + [lines.count]).allSatisfy { head, end in
            (head + 1..<end).contains { !lines[$0].isBlank }
        }
    }

    /// A word of letters, a blank where they are Latin, a number, a mark, and a headline.
    private static func head(_ line: Bytes, of name: Bytes) -> (word: Bytes, number: Int, title: Bytes)? {
        guard line.count <= 240, let first = line.firstScalar else { return nil }
        let word: Bytes
        if Text.isASCIILetter(first) {
            word = line.prefix { Text.isASCIILetter(UInt32($0)) }
            guard word.count <= 12, latin.contains(Text.key(word)), line.dropFirst(word.count).first == 0x20 else {
                return nil
            }
        } else {
            if let known = chinese.first(where: { line.hasPrefix($0) }) {
                word = line.prefix(known.utf8.count)
            } else {
                // Two characters of the name.
                word = line.prefix(6)
                guard word.allSatisfy({ $0 >= 0x80 }), word.scalarCount == 2, name.contains(text: word.string) else {
                    return nil
                }
            }
        }
        var rest = line.dropFirst(word.count).trimmedStart
        guard let (number, length) = Numeral.arabic(rest, maxDigits: 2) ?? Numeral.chinese(rest), number > 0 else {
            return nil
        }
        rest = rest.dropFirst(length).trimmedStart
        guard let mark = rest.firstScalar, marks.contains(mark) else { return nil }
        let title = rest.droppingScalar.trimmed
        guard title.scalarCount >= 2, Headline.hasShape(title), !Headline.endsSentence(title) else { return nil }
        return (word, number, title)
    }

    private static let marks: Set<UInt32> = [0x3A, 0xFF1A, 0x2D, 0x2013, 0x2014, 0x2E, 0x3001, 0x29, 0xFF09]

    private static let chinese = [
        "简讯", "簡訊", "消息", "要闻", "要聞", "新闻", "新聞", "快讯", "快訊", "信息", "动态", "動態", "资讯", "資訊", "看点",
    ]

    private static let latin = Words.keys([
        "item", "story", "news", "headline", "brief", "update", "announcement", "report", "message", "entry",
        "nachricht",
        "meldung", "bericht", "nouvelle", "actualité", "noticia", "notícia", "notizia", "nieuws", "nyhet", "nyhed",
    ])
}
