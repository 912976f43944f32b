/// Tells the language of a text when it is evident.
enum LanguageEvidence {
    /// - Returns: `zh-Hans`, `zh-Hant`, `ja`, `ko` or `en`; `nil` when the text does not say clearly.
    static func language(of text: Bytes) -> String? {
        var han = 0
        var kana = 0
        var hangul = 0
        var latin = 0
        var simplified = 0
        var traditional = 0
        let sample = text.prefix(65_536)
        let bytes = sample.span
        // Fetched once: a static value is asked whether it is made each time.
        let (simplifiedOnly, traditionalOnly) = (Self.simplifiedOnly, Self.traditionalOnly)
        var place = 0
        while place < bytes.count {
            while place < bytes.count, bytes[place] < 0x80 {
                latin += (bytes[place] | 0x20) &- 0x61 < 26 ? 1 : 0
                place += 1
            }
            // U+5000…9FFF, nearly all of Chinese.
            while place + 2 < bytes.count, (0xE5...0xE9).contains(bytes[place]) {
                let value =
                    UInt32(bytes[place] & 0x0F) << 12 | UInt32(bytes[place + 1] & 0x3F) << 6
                    | UInt32(bytes[place + 2] & 0x3F)
                place += 3
                han += 1
                simplified += simplifiedOnly.contains(value) ? 1 : 0
                traditional += traditionalOnly.contains(value) ? 1 : 0
            }
            guard place < bytes.count, bytes[place] >= 0x80 else { continue }
            let (value, length) = sample.scalar(at: sample.startIndex + place)
            place += length
            switch value {
            case 0x3040...0x30FF: kana += 1
            case 0xAC00...0xD7A3: hangul += 1
            case _ where Text.isHan(value):
                han += 1
                if simplifiedOnly.contains(value) { simplified += 1 }
                if traditionalOnly.contains(value) { traditional += 1 }
            default: break
            }
        }
        if hangul > 20, hangul > han { return "ko" }
        if kana > 10, kana * 4 > han { return "ja" }
        if han * 3 > latin, han >= 4 {
            if simplified >= 2, simplified > traditional * 3 { return "zh-Hans" }
            if traditional >= 2, traditional > simplified * 3 { return "zh-Hant" }
            return nil
        }
        guard latin > 80, han == 0 else { return nil }
        var words = 0
        var english = 0
        for word in sample.split(whereSeparator: { !Text.isASCIILetter(UInt32($0)) && $0 < 0x80 }) {
            words += 1
            if word.count <= 4, englishWords.contains(word.map { $0 | 0x20 }) { english += 1 }
        }
        return english * 14 >= words ? "en" : nil
    }

    private static let englishWords = Set(
        [
            "the", "of", "and", "to", "in", "is", "for", "on", "at", "with", "that", "from", "are", "be", "by", "as",
            "this",
        ]
        .map { Array($0.utf8) })

    private static let simplified =
        "这国们为会发时说对学经动进产业开关过样还让应实现长门问间东车书电万与个义专务战场环资议级组织设计报两边术农节约统区县镇党员选举规划"
    private static let traditional =
        "這國們為會發時說對學經動進產業開關過樣還讓應實現長門問間東車書電萬與個義專務戰場環資議級組織設計報兩邊術農節約統區縣鎮黨員選舉規劃"

    private static let simplifiedOnly = ScalarSet(simplified.unicodeScalars.lazy.map(\.value))
    private static let traditionalOnly = ScalarSet(
        traditional.unicodeScalars.lazy.filter { !simplified.unicodeScalars.contains($0) }.map(\.value))
}
