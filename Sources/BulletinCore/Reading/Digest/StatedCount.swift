/// How many things a text says that there are: `三个师傅`, `two steps`.
enum StatedCount {
    /// Whether a text of no more than a paragraph says that there are `count` of something.
    static func holds(_ count: Int, _ text: Bytes) -> Bool {
        guard text.count <= 720 else { return false }
        let words = text.lowered.split { !Text.isASCIILetter(UInt32($0)) }
        if count < numbers.count, words.contains(where: { $0.elementsEqual(numbers[count].utf8) }) { return true }
        var place = text.startIndex
        while place < text.endIndex {
            let rest = text[place...]
            guard let (value, length) = Numeral.chinese(rest) ?? Numeral.arabic(rest, maxDigits: 2) else {
                place += text.scalar(at: place).length
                continue
            }
            // `第三段` counts none.
            let isOrdinal = text[..<place].hasSuffix("第")
            place += length
            if !isOrdinal, value == count, let unit = text[place...].firstScalar, units.contains(unit) { return true }
        }
        return false
    }

    /// `今天的广播有四条消息`: how many stories follow.
    static func announcesNews(_ count: Int, _ text: Bytes) -> Bool {
        var rest = text.prefix(360)
        while let unit = rest.firstRange(of: "条") ?? rest.firstRange(of: "則") ?? rest.firstRange(of: "则") {
            let (before, behind) = (rest[..<unit.lowerBound], rest[unit.upperBound...])
            if news.contains(where: { behind.hasPrefix($0) }), endsIn(count, before) { return true }
            rest = behind
        }
        return false
    }

    /// Whether a text ends in a number.
    private static func endsIn(_ count: Int, _ text: Bytes) -> Bool {
        text.indices.suffix(9).contains { place in
            guard let (value, length) = Numeral.chinese(text[place...]) ?? Numeral.arabic(text[place...], maxDigits: 2)
            else { return false }
            return value == count && place + length == text.endIndex
        }
    }

    private static let news = ["消息", "新闻", "新聞", "信息", "简讯", "簡訊", "要闻", "要聞", "快讯", "快訊"]

    private static let numbers = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    /// What things are counted by.
    private static let units = Set("项項个個点點条條户戶件种種步类類名人家位张張处處起则則题題批场場座所篇段".unicodeScalars.map(\.value))
}
