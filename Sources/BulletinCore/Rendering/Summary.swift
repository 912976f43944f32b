extension Entry {
    /// Plain text, on one line, never empty: the stated summary whole, else the beginning of the text, else the title.
    ///
    /// Cut between grapheme clusters, after at most `limit` of them: behind the last end of a sentence when that
    /// keeps half of the room or more, else behind the last word and with an ellipsis. Clusters of more than
    /// 64 bytes (combining marks without end) are not begun, so the length in bytes is bounded too.
    public func summary(limit: Int = 200) -> String {
        let stated = summary.map { Summary.oneLine($0[...], limit: .max).text } ?? ""
        guard stated.isEmpty else { return stated }
        let cut = Summary.cut(text, limit: limit)
        return cut.isEmpty ? title : cut
    }
}

enum Summary {
    static func cut(_ text: String, limit: Int) -> String {
        let (line, rest) = oneLine(text[...], limit: limit)
        if rest == .none { return line }
        var sentenceEnd: String.Index?
        var wordEnd: String.Index?
        var kept = 0
        var sentenceLength = 0
        var wordLength = 0
        var index = line.startIndex
        while index < line.endIndex {
            let next = line.index(after: index)
            kept += 1
            let endsWord = next == line.endIndex ? rest == .afterSpace : line[next] == " "
            switch line[index] {
            case "。", "！", "？", "…", "；": (sentenceEnd, sentenceLength) = (next, kept)
            case "." where endsWord, "!" where endsWord, "?" where endsWord:
                (sentenceEnd, sentenceLength) = (next, kept)
            case let cluster where endsWord || isWide(cluster): (wordEnd, wordLength) = (next, kept)
            default: break
            }
            index = next
        }
        if let sentenceEnd, sentenceLength * 2 >= limit { return String(line[..<sentenceEnd]) }
        if let wordEnd, wordLength * 2 >= limit { return line[..<wordEnd] + "…" }
        return line + "…"
    }

    /// What follows the part of a text that was taken.
    enum Rest { case none, afterSpace, atOnce }

    /// The first `limit` clusters, with each run of white space as one space, or as nothing between ideographs.
    static func oneLine(_ text: Substring, limit: Int) -> (text: String, rest: Rest) {
        var line = ""
        var count = 0
        var last: Character = " "
        var gap = false
        for cluster in text {
            if cluster.isWhitespace {
                gap = count > 0
                continue
            }
            if gap, isWide(last), isWide(cluster) { gap = false }
            let needed = gap ? 2 : 1
            guard needed <= limit - count, cluster.utf8.count <= 64 else { return (line, gap ? .afterSpace : .atOnce) }
            if gap { line += " " }
            line.append(cluster)
            count += needed
            last = cluster
            gap = false
        }
        return (line, .none)
    }

    /// Whether the cluster belongs to a script that puts no spaces between words: CJK, its signs and full-width forms.
    private static func isWide(_ cluster: Character) -> Bool {
        switch cluster.unicodeScalars.first?.value ?? 0 {
        case 0x2E80...0xA4CF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFF60, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
