/// Titles that say that what stands under them was put right: `更正：一周要闻`, `【更正】一周要闻`, `一周要闻修订版`,
/// `CORRECTED: Harbour Weekly No. 12`, `Harbour Weekly No. 12 (corrected)`.
///
/// They are those of the first version when titles are compared, and no more than that: of a notice of a correction,
/// which may bear such a title, the text is another.
public enum VersionTitle {
    /// A title without such words. One that says nothing else is left as it is.
    public static func plain(_ title: String) -> String {
        let scalars = Array(title.unicodeScalars)
        var rest = withoutBrackets(scalars)[...]
        while let shorter = withoutWord(rest) { rest = shorter }
        if rest.isEmpty || rest.count == scalars.count { return title }
        return String(String.UnicodeScalarView(rest))
    }

    /// Whether two titles are one but for such words, which one of them has.
    public static func areVersions(_ title: String, _ other: String) -> Bool {
        plain(title) == plain(other) && (isVersion(title) || isVersion(other))
    }

    /// Whether a title has such a word.
    public static func isVersion(_ title: String) -> Bool { plain(title) != title }

    private typealias Scalars = ArraySlice<Unicode.Scalar>

    // MARK: In brackets

    /// Longer ones say more than that.
    private static let longestAside = 24

    private static func withoutBrackets(_ title: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard title.contains(where: { closings(of: $0) != nil }) else { return title }
        var rest: [Unicode.Scalar] = []
        var place = 0
        while place < title.count {
            if let end = bracketEnd(title, place), saysVersion(title[(place + 1)..<end]) {
                place = end + 1
                // One blank is enough where it stood between two.
                if rest.last.map(isBlank) ?? true { while place < title.count, isBlank(title[place]) { place += 1 } }
                while place == title.count, rest.last.map(isBlank) ?? false { rest.removeLast() }
            } else {
                rest.append(title[place])
                place += 1
            }
        }
        return rest
    }

    private static func bracketEnd(_ title: [Unicode.Scalar], _ start: Int) -> Int? {
        guard let closing = closings(of: title[start]) else { return nil }
        return title[start...].prefix(longestAside + 2).firstIndex { $0 == closing.one || $0 == closing.other }
    }

    /// What closes a bracket; `nil` for what is none.
    private static func closings(of scalar: Unicode.Scalar) -> (one: Unicode.Scalar, other: Unicode.Scalar)? {
        switch scalar {
        case "(", "（": (")", "）")
        case "[": ("]", "]")
        case "［": ("］", "］")
        case "【": ("】", "】")
        case "〔": ("〕", "〕")
        case "〖": ("〗", "〗")
        default: nil
        }
    }

    /// `更正`, `3月2日更正`, `更正版2`, `已订正`, `corrected`, `Corrected version 2`: the word, and when, or the how manieth.
    /// `2023年修订` names an edition.
    private static func saysVersion(_ aside: Scalars) -> Bool {
        let text = trimmed(aside)
        let figures = IssueStatement.figures(in: String(String.UnicodeScalarView(text)))
        if figures.count == 1, figures[0] >= 1000 { return false }
        for start in text.indices {
            guard let length = lengthOfWord(text[start...], isAside: true) else { continue }
            return (text[..<start] + text[(start + length)...]).allSatisfy(countScalars.contains)
        }
        return false
    }

    private static let countScalars: Set<Unicode.Scalar> = Set(
        "0123456789０１２３４５６７８９年月日号第一二三四五两次再又已经版稿 .-/:：,，vV".unicodeScalars)

    // MARK: At an end

    private static func withoutWord(_ title: Scalars) -> Scalars? {
        withoutFirstWord(title) ?? withoutLastWord(title)
    }

    private static func withoutFirstWord(_ title: Scalars) -> Scalars? {
        let text = trimmed(title)
        guard let length = lengthOfWord(text, isAside: false) else { return nil }
        let rest = text.dropFirst(length)
        let marks = rest.prefix { isBlank($0) || isMark($0) }
        // A blank parts Chinese from Chinese; English words are parted by nothing else.
        guard marks.contains(where: isMark) || !marks.isEmpty && !text[text.startIndex].isASCII else { return nil }
        // `Updated-data policy` is a word.
        if marks.elementsEqual(["-"]), text[text.startIndex].isASCII { return nil }
        let plain = rest.dropFirst(marks.count)
        return plain.isEmpty ? nil : plain
    }

    private static func withoutLastWord(_ title: Scalars) -> Scalars? {
        let text = trimmed(title)
        let words = text.last?.isASCII == true ? english : chinese
        let lowered = text.suffix(longestWord).map(lowered)
        guard
            let word = words.first(where: {
                $0.last == lowered.last && lowered.count >= $0.count && lowered.suffix($0.count) == $0[...]
            })
        else { return nil }
        let before = text.dropLast(word.count)
        let marks = before.reversed().prefix { isBlank($0) || isMark($0) }
        let isParted: Bool
        if word[0].isASCII {
            isParted = marks.contains(where: isMark) && !(marks.elementsEqual(["-"]))
        } else {
            isParted =
                !marks.isEmpty || versionEnds.contains(word[word.count - 1])
                || before.last.map { ")）]］】〕〗》」』\"”".unicodeScalars.contains($0) } ?? false
        }
        let plain = before.dropLast(marks.count)
        return isParted && !plain.isEmpty ? plain : nil
    }

    private static func trimmed(_ text: Scalars) -> Scalars {
        var text = text.drop(while: isBlank)
        while let last = text.last, isBlank(last) { text.removeLast() }
        return text
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar == " " || scalar == "\u{A0}" || scalar == "\u{3000}"
    }

    /// What parts such a word from the title.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        ":：-|｜\u{2013}\u{2014}\u{2015}\u{2212}".unicodeScalars.contains(scalar)
    }

    // MARK: Words

    /// Of one that stands at the start of a text.
    private static func lengthOfWord(_ text: Scalars, isAside: Bool) -> Int? {
        guard let first = text.first else { return nil }
        let lowered = text.prefix(longestWord + 1).map(lowered)
        let words = first.isASCII ? english : chinese
        guard let word = words.first(where: { $0[0] == lowered[0] && lowered.starts(with: $0) }) else { return nil }
        // A word of letters ends where they end.
        if first.isASCII, word.count < lowered.count, lowered[word.count].properties.isAlphabetic { return nil }
        return word.count
    }

    private static func lowered(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        ("A"..."Z").contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar
    }

    /// Longer ones before those that they begin or end with.
    private static let english: [[Unicode.Scalar]] = [
        "corrected and updated", "corrected version", "corrected edition", "amended version", "amended edition",
        "updated version", "updated edition", "revised version", "revised edition", "corrections", "correction",
        "corrected", "amended", "updated", "revised", "corrigendum",
    ].map { Array($0.unicodeScalars) }
    private static let chinese: [[Unicode.Scalar]] = [
        "更正版", "更正稿", "订正版", "訂正版", "订正稿", "訂正稿", "修正版", "修正稿", "修订版", "修訂版", "修订稿", "修訂稿", "修改版", "修改稿",
        "勘误版", "勘誤版", "重发版", "重發版", "更新版", "更正", "订正", "訂正", "修正", "修订", "修訂", "勘误", "勘誤", "重发", "重發",
    ].map { Array($0.unicodeScalars) }
    private static let longestWord = 21
    /// What a word that needs no mark before it ends in.
    private static let versionEnds: Set<Unicode.Scalar> = ["版", "稿"]
}
