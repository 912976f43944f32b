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
            place += length
            if value == count, let unit = text[place...].firstScalar, units.contains(unit) { return true }
        }
        return false
    }

    private static let numbers = ["", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]

    /// What things are counted by.
    private static let units = Set("项項个個点點条條户戶件种種步类類名人家位张張处處起则則题題批场場座所篇段".unicodeScalars.map(\.value))
}
