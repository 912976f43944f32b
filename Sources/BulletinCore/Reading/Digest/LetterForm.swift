/// A letter: somebody is greeted, and somebody signs it. Digests greet their readers and are signed, too, but begin with
/// their first headline then.
enum LetterForm {
    /// `亲爱的家长：`, `Dear colleagues,` below the first headline, or above it over a text of its own and with a closing at
    /// the end or hardly a figure; and a name or a day alone in the last line.
    static func isLetter(_ lines: [TextLine], heads: [Int]) -> Bool {
        guard heads.count >= 2, let greeting = lines[..<heads[1]].prefix(40).lastIndex(where: { greets($0.text) }),
            let last = lines.indices.last(where: { !lines[$0].isBlank }), let head = heads.last, last > head + 1
        else { return false }
        if greeting < heads[0] {
            let isOverText = lines[greeting..<heads[0]].contains { Headline.endsSentence($0.text) }
            let closes = lines[(head + 1)...].suffix(8).contains { line in
                closings.contains { line.text.hasPrefix(inAnyCase: $0) }
            }
            let hasLead = lines[(greeting + 1)..<heads[0]].contains { Headline.endsLikeText($0.text) }
            guard isOverText && closes || hasLead && !NewsMarks.tellFigures(lines, heads) else { return false }
        }
        let text = lines[last].text
        return lines[last].marker == nil && text.scalarCount <= 24 && !Headline.endsLikeText(text)
            && Headline.hasShape(text) && LineRoles.label(text) == nil && WebAddress.find(in: text) == nil
    }

    static func greets(_ text: Bytes) -> Bool {
        guard text.count <= 90, let last = text.lastScalar, [0xFF1A, 0x3A, 0xFF0C, 0x2C, 0xFF01, 0x21].contains(last)
        else { return false }
        return greetings.isAny(at: text)
    }

    private static let closings = [
        "此致", "敬礼", "敬禮", "顺祝", "順祝", "yours", "kind regards", "best regards", "regards", "with best",
        "mit freundlichen",
        "herzliche grüße", "cordialement", "saludos", "с уважением",
    ]

    private static let greetings = EdgeWords(
        [
            "亲爱的", "親愛的", "尊敬的", "各位", "dear ", "liebe ", "sehr geehrte", "cher ", "chère ", "chers ", "chères ",
            "estimad",
            "querid", "уважаем", "дорог",
        ], inAnyCase: true)
}
