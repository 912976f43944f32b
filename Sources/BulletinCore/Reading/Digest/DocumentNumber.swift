/// 发文字号: the number of an official document, `云水资〔2031〕17号`. It marks one document, not a digest.
enum DocumentNumber {
    /// - Parameter text: only its first 120 scalars are looked at.
    /// - Returns: as written, with the letters of the office before the year; `nil` when there is none.
    static func find(in text: Bytes) -> String? {
        guard DateReading.holdsNumeral(text, limit: 120) else { return nil }
        let scalars = text.scalars(limit: 120)
        guard scalars.count >= 7 else { return nil }
        for open in 0..<(scalars.count - 6) {
            guard let close = closing(scalars[open]), scalars[open + 5] == close,
                scalars[(open + 1)...(open + 4)].allSatisfy({ Text.digit($0) != nil })
            else { continue }
            var end = open + 6
            let isOrdinal = scalars[end] == 0x7B2C  // 第
            if isOrdinal { end += 1 }
            let digits = scalars[end...].prefix { Text.digit($0) != nil || $0 == 0x20 }
            end += digits.count
            guard digits.contains(where: { Text.digit($0) != nil }), end < scalars.count,
                scalars[end] == 0x53F7
                    || scalars[end] == 0x865F
            else { continue }
            var start = open
            while start > 0, open - start < 12, Text.isHan(scalars[start - 1]) { start -= 1 }
            // `〔2031〕第3号` without an office counts issues.
            if isOrdinal, start == open { continue }
            return isPermit(text) ? nil : Text.string(scalars[start...end])
        }
        return nil
    }

    /// `准印证号：青内资（2031）第018号`: under which number the paper may be printed.
    static func isPermit(_ text: Bytes) -> Bool {
        DateReading.holdsNumeral(text, limit: 90) && permits.isAny(in: text.prefix(360))
            && text.prefix(360).scalars().contains { Text.digit($0) != nil }
    }

    private static let permits = WordList([
        "准印证", "准印号", "准印證", "准字", "内资（", "内资〔", "内资(", "内资[", "刊号", "登记证号", "许可证号", "备案号", "ICP备", "ISSN",
    ])

    /// 〔〕 [] ［］ （） () 【】
    private static func closing(_ opening: UInt32) -> UInt32? {
        switch opening {
        case 0x3014: 0x3015
        case 0x5B: 0x5D
        case 0xFF3B: 0xFF3D
        case 0xFF08: 0xFF09
        case 0x28: 0x29
        case 0x3010: 0x3011
        default: nil
        }
    }
}
