internal import BulletinCore

/// Names that say of a file that it is a version of another: `week.txt` and `week-v2.txt`, `公告.docx` and
/// `公告（修订稿）.docx`. What copy programs add says nothing: a copy is often the beginning of something else.
enum VersionNames {
    /// Whether two names, in whatever folders, differ in such words alone.
    static func areVersions(_ one: SourcePath, _ other: SourcePath) -> Bool {
        let (stem, otherStem) = (stem(of: one), stem(of: other))
        let name = base(of: stem)
        return stem != otherStem && !name.isEmpty && name == base(of: otherStem)
    }

    /// Whether two names in one folder are one but for what a copy program adds, and for the extension.
    static func areCopies(_ one: SourcePath, _ other: SourcePath) -> Bool {
        one.folders == other.folders && original(of: stem(of: one)) == original(of: stem(of: other))
    }

    /// Whether two names differ in figures alone, as those of two issues do, and the number that both files state is not
    /// what they have in common.
    static func areIssues(_ one: SourcePath, _ other: SourcePath, stating number: String) -> Bool {
        func words(_ path: SourcePath) -> [Character] { stem(of: path).filter { !("0"..."9").contains($0) } }
        guard words(one) == words(other) else { return false }
        let (own, others) = (figures(of: one), figures(of: other))
        let stated = IssueStatement.figures(in: number)
        return own != others && !zip(own, others).contains { $0 == $1 && stated.contains($0) }
    }

    static func figures(of path: SourcePath) -> [Int] { IssueStatement.figures(in: String(stem(of: path))) }

    /// Whether a name bears such a word.
    static func isVersion(_ path: SourcePath) -> Bool {
        let stem = stem(of: path)
        return base(of: stem) != stem
    }

    /// A path without such words, with an extension that is empty; `nil` when there are none.
    static func original(of path: SourcePath) -> SourcePath? {
        let stem = stem(of: path)
        let name = base(of: stem)
        guard name != stem, !name.isEmpty else { return nil }
        let written = SourcePath(bytes: SourcePath(bytes: path.name).withoutExtension).description
        return SourcePath(bytes: path.bytes.dropLast(path.name.count) + Array("\(written.prefix(name.count)).".utf8))
    }

    /// In lower case, without extension.
    private static func stem(of path: SourcePath) -> [Character] {
        Array(SourcePath(bytes: SourcePath(bytes: path.name).withoutExtension).description.lowercased())
    }

    private static func base(of stem: [Character]) -> [Character] {
        var name = stem
        while true {
            var rest = name
            while let last = rest.last, separators.contains(last) { rest.removeLast() }
            guard let length = lengthOfWord(endingIn: rest) else { return name }
            rest.removeLast(length)
            while let last = rest.last, separators.contains(last) { rest.removeLast() }
            name = rest
        }
    }

    /// A name without what copy programs add: `week (1)`, `week - Copy (2)`, `周报 - 副本`, `Copy of week`.
    private static func original(of stem: [Character]) -> [Character] {
        var name = stem[...]
        if let prefix = copyPrefixes.first(where: { name.starts(with: $0) }) { name = name.dropFirst(prefix.count) }
        while true {
            var rest = name
            if let last = rest.last, last == ")" || last == "）" {
                rest.removeLast()
                let figures = rest.suffix(while: { ("0"..."9").contains($0) })
                rest = rest.dropLast(figures.count)
                guard !figures.isEmpty, let first = rest.popLast(), first == "(" || first == "（" else {
                    return Array(name)
                }
            } else {
                let figures = rest.suffix(while: { ("0"..."9").contains($0) || $0 == " " })
                if figures.count < 4 { rest = rest.dropLast(figures.count) }
                guard let word = copyWords.first(where: { rest.count > $0.count && rest.suffix($0.count) == $0[...] })
                else { return Array(name) }
                rest = rest.dropLast(word.count)
                guard !word[0].isASCII || separators.contains(rest[rest.endIndex - 1]) else { return Array(name) }
            }
            while let last = rest.last, separators.contains(last) { rest.removeLast() }
            guard !rest.isEmpty else { return Array(name) }
            name = rest
        }
    }

    private static let copyPrefixes: [[Character]] = ["copy of ", "复件 ", "複件 ", "副本 "].map { Array($0) }
    /// Longer ones first.
    private static let copyWords: [[Character]] = ["的副本", "副本", "拷贝", "拷貝", "复件", "複件", "复制", "複製", "copy"].map {
        Array($0)
    }

    private static func lengthOfWord(endingIn name: [Character]) -> Int? {
        let figures = name.reversed().prefix { ("0"..."9").contains($0) }.count
        let before = name.dropLast(figures)
        if (1...2).contains(figures) {
            let word = before.suffix(while: { $0.isASCII && $0.isLetter })
            if numbered.contains(String(word)), stands(word.count, endingIn: before) { return word.count + figures }
        }
        guard figures == 0 else { return nil }
        let word = name.suffix(while: { $0.isASCII && $0.isLetter })
        if words.contains(String(word)), stands(word.count, endingIn: name[...]) { return word.count }
        return chinese.first { name.count >= $0.count && name.suffix($0.count).elementsEqual($0) }?.count
    }

    /// Whether a word of letters stands by itself.
    private static func stands(_ length: Int, endingIn name: ArraySlice<Character>) -> Bool {
        name.dropLast(length).last.map { separators.contains($0) || !$0.isASCII } ?? false
    }

    private static let separators: Set<Character> = [
        " ", "-", "_", ".", "(", ")", "（", "）", "[", "]", "【", "】", "+", "\u{2013}", "\u{2014}", "\u{3000}",
    ]
    private static let numbered: Set<String> = ["v", "ver", "version", "rev"]
    private static let words: Set<String> = [
        "final", "rev", "revised", "revision", "corrected", "correction", "fixed", "updated", "edited",
    ]
    /// Longer ones first.
    private static let chinese: [[Character]] = [
        "最终修订版", "最终稿", "最终版", "最終稿", "最終版", "修订稿", "修订版", "修訂稿", "修訂版", "修改稿", "修改版", "更正稿", "更正版", "更新版", "校对稿",
        "校對稿",
        "审定稿", "審定稿", "第二稿", "第三稿", "第二版", "第三版", "终稿", "終稿", "定稿", "终版", "終版", "二稿", "三稿", "修订", "修訂", "修改", "更正",
        "更新",
        "改",
    ].map { Array($0) }
}

extension BidirectionalCollection {
    /// The longest ending of elements for which a condition holds.
    fileprivate func suffix(while holds: (Element) -> Bool) -> SubSequence {
        var start = endIndex
        while start > startIndex {
            let before = index(before: start)
            guard holds(self[before]) else { break }
            start = before
        }
        return self[start...]
    }
}
