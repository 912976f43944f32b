/// What stands above a title and is none: who may read the paper, what kind it is, its number, until when it is kept back.
enum Notice {
    static func isOne(_ text: Bytes) -> Bool {
        guard text.count <= 240 else { return false }
        if isRestriction(text) { return true }
        let key = Text.key(text)
        if releases.contains(key) || isNumber(key) || PublicationDay.isStatement(text) { return true }
        return Embargo.ban(in: text) != nil
    }

    /// Nothing but words that say who may read it, at least one.
    private static func isRestriction(_ text: Bytes) -> Bool {
        var hasWord = false
        var start = text.startIndex
        while start < text.endIndex {
            var (end, next) = (text.endIndex, text.endIndex)
            var place = start
            while place < text.endIndex, next == text.endIndex {
                let (scalar, length) = text.scalar(at: place)
                if parts(scalar) { (end, next) = (place, place + length) }
                place += length
            }
            if end > start {
                guard restrictions.contains(Text.key(text[start..<end])) else { return false }
                hasWord = true
            }
            start = next
        }
        return hasWord
    }

    private static func parts(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x20, 0x09, 0x2C, 0x3000, 0xFF0C, 0x3001: true
        default: false
        }
    }

    private static let restrictions = Words.keys([
        "内部资料", "内部文件", "内部刊物", "内部材料", "内部參考", "内部参考", "內部資料", "內部刊物", "注意保存", "注意保管", "妥善保管", "妥善保存", "请勿外传",
        "不得外传", "严禁外传", "仅供参考", "仅供内部参考", "特急", "加急", "机密", "秘密", "绝密", "内部资料注意保存", "内部资料妥善保管", "内部刊物注意保存",
    ])

    private static let releases = Words.keys([
        "PRESS RELEASE", "NEWS RELEASE", "MEDIA RELEASE", "PRESS NOTICE", "FOR IMMEDIATE RELEASE", "PRESS STATEMENT",
        "新闻稿", "新聞稿",
        "新闻通稿",
    ])

    /// `No. 14`, `Issue: 7`, `Vol. 3`.
    private static func isNumber(_ key: [UInt8]) -> Bool {
        let word = key.prefix { !(0x30...0x39).contains($0) }
        let number = key.dropFirst(word.count)
        return !number.isEmpty && number.count <= 5 && number.allSatisfy { (0x30...0x39).contains($0) }
            && ["no", "nr", "issue", "number", "vol", "volume", "issueno", "issuenumber"].contains {
                word.elementsEqual($0.utf8)
            }
    }
}
