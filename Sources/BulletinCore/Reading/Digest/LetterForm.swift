/// A letter: somebody is greeted at its head, and somebody signs it.
enum LetterForm {
    /// `亲爱的家长：`, `Dear colleagues,` before the second headline, and a name or a day alone at the end.
    static func isLetter(_ lines: [TextLine], heads: [Int]) -> Bool {
        guard heads.count >= 2, lines[..<heads[1]].prefix(40).contains(where: { greets($0.text) }),
            let last = lines.indices.last(where: { !lines[$0].isBlank }), let head = heads.last, last > head + 1
        else { return false }
        let text = lines[last].text
        return lines[last].marker == nil && text.scalarCount <= 24 && !Headline.endsLikeText(text)
            && Headline.hasShape(text) && LineRoles.label(text) == nil && WebAddress.find(in: text) == nil
    }

    private static func greets(_ text: Bytes) -> Bool {
        guard text.count <= 90, let last = text.lastScalar, [0xFF1A, 0x3A, 0xFF0C, 0x2C, 0xFF01, 0x21].contains(last)
        else { return false }
        return greetings.contains { text.hasPrefix(inAnyCase: $0) }
    }

    private static let greetings = [
        "亲爱的", "親愛的", "尊敬的", "各位", "dear ", "liebe ", "sehr geehrte", "cher ", "chère ", "chers ", "chères ", "estimad",
        "querid", "уважаем", "дорог",
    ]
}
