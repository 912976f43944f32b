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
        let (line, isWhole) = oneLine(text[...], limit: limit)
        guard !isWhole else { return line }
        var sentenceEnd: String.Index?
        var wordEnd: String.Index?
        var kept = 0
        var sentenceLength = 0
        var wordLength = 0
        var index = line.startIndex
        while index < line.endIndex {
            let next = line.index(after: index)
            kept += 1
            let isLast = next == line.endIndex
            switch line[index] {
            case "。", "！", "？", "…", "；": (sentenceEnd, sentenceLength) = (next, kept)
            case ".", "!", "?":
                if !isLast, line[next] == " " { (sentenceEnd, sentenceLength) = (next, kept) }
            case " ": (wordEnd, wordLength) = (index, kept - 1)
            case let cluster where isIdeographic(cluster) && !isLast: (wordEnd, wordLength) = (next, kept)
            default: break
            }
            index = next
        }
        if let sentenceEnd, sentenceLength * 2 >= limit { return String(line[..<sentenceEnd]) }
        if let wordEnd, wordLength * 2 >= limit { return line[..<wordEnd] + "…" }
        return line + "…"
    }

    /// The first `limit` clusters with runs of white space as one space, and whether that is all there is.
    static func oneLine(_ text: Substring, limit: Int) -> (text: String, isWhole: Bool) {
        var line = ""
        var count = 0
        var gap = false
        for cluster in text {
            if cluster.isWhitespace {
                gap = count > 0
                continue
            }
            let needed = gap ? 2 : 1
            guard needed <= limit - count, cluster.utf8.count <= 64 else { return (line, false) }
            if gap { line += " " }
            line.append(cluster)
            count += needed
            gap = false
        }
        return (line, true)
    }

    /// Whether a line may be broken behind the cluster without a space.
    private static func isIdeographic(_ cluster: Character) -> Bool {
        cluster.unicodeScalars.first?.properties.isIdeographic ?? false
    }
}
