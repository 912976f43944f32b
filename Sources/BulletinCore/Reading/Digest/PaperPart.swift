/// The parts that make a text an academic paper.
enum PaperPart {
    static let abstract = 1

    /// Parts by number; the same number for the same part.
    private static let rows: [(words: [String], part: Int)] = [
        (["摘要", "内容提要", "内容摘要", "abstract", "〔内容提要〕", "提要"], 1),
        (["关键词", "主题词", "keywords", "key words", "index terms"], 2),
        (["参考文献", "references", "bibliography", "注释", "致谢"], 3), (["中图分类号", "文献标识码", "中图法分类号"], 4),
        (["收稿日期", "作者简介"], 5),
        (["introduction", "引言", "引 言", "前言", "绪论"], 6), (["conclusion", "conclusions", "结论", "结束语", "结语"], 7),
    ]

    private static let heads: [(key: [UInt8], part: Int)] = rows.flatMap { row in
        row.words.map { (Text.key(Array($0.utf8)[...]), row.part) }
    }

    /// What the keys begin with.
    private static let starts = ScalarSet(heads.compactMap { $0.key[...].firstScalar })

    /// The part of a paper that a line begins: `摘　要　针对…`, `关键词：`, `1 引言`; `nil` for other lines.
    static func begun(by line: Bytes) -> Int? {
        guard let first = line.first else { return nil }
        let text =
            Marker.read(line)?.rest ?? (first < 0x80 ? line.drop { (0x30...0x39).contains($0) || $0 == 0x20 } : line)
        guard let start = Text.keyStart(text.prefix(60)), starts.contains(start) else { return nil }
        let key = Text.key(text.prefix(60))
        return heads.first { row in
            row.part >= 6 || row.part == 3 ? key == row.key : key.starts(with: row.key) && isParted(text, row.key)
        }?.part
    }

    /// Whether what follows the word is parted from it: `关键词：`, `摘　要`; not `摘要版`.
    private static func isParted(_ text: Bytes, _ word: [UInt8]) -> Bool {
        var place = text.startIndex
        var seen: [UInt8] = []
        while place < text.endIndex, seen.count < word.count {
            let (_, length) = text.scalar(at: place)
            seen += Text.key(text[place..<(place + length)])
            place += length
        }
        guard place < text.endIndex else { return true }
        let next = text.scalar(at: place).value
        return Text.isBlank(next) || Text.isPunctuation(next)
    }
}
