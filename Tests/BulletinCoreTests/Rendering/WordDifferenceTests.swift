import BulletinCore
import TestSupport
import Testing

@Suite struct WordDifferenceTests {
    @Test(arguments: [
        ("a b c", "a x c", "<p>a <del>b</del><ins>x</ins> c</p>\n"),
        ("one two three four", "one 2 3 four", "<p>one <del>two three</del><ins>2 3</ins> four</p>\n"),
        ("会议于四月八日召开。", "会议于四月九日召开。", "<p>会议于四月<del>八</del><ins>九</ins>日召开。</p>\n"),
        ("same\nold", "same\nnew", "<p><del>old</del><ins>new</ins></p>\n"),
        ("kept", "kept\nadded", "<p><ins>added</ins></p>\n"),
        ("gone\nkept", "kept", "<p><del>gone</del></p>\n"),
        ("a < b & c", "a < d & c", "<p>a &lt; <del>b</del><ins>d</ins> &amp; c</p>\n"),
        ("equal", "equal", ""), ("", "", ""),
    ]) func marksWhatChanged(old: String, new: String, html: String) {
        #expect(WordDifference.html(from: old, to: new) == (html, false))
    }

    /// Without its insertions it is the old text, without its deletions the new one.
    @Test(arguments: 0..<200) func bothTextsCanBeReadFromIt(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let words = ["水", "库", "安全", " ", "road", "road", " ", "closed", ".", "，", "é", "12"]
        func text() -> String {
            (0..<Int.random(in: 1...30, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
        }
        let (old, new) = (text(), text())
        let html = WordDifference.html(from: old, to: new).html
        guard old != new else {
            #expect(html.isEmpty)
            return
        }
        #expect(Self.text(html, without: "ins") == old)
        #expect(Self.text(html, without: "del") == new)
    }

    /// The costs are bounded, and so is what is shown: a text that has nothing in common with the old one.
    @Test func longTextsWithNothingInCommon() {
        let old = (0..<20_000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<20_000).map { "b\($0)" }.joined(separator: " ")
        let (html, isCutOff) = WordDifference.html(from: old, to: new)
        #expect(html.hasPrefix("<p><del>a0 a1 ") && html.contains(" … "))
        #expect(html.hasSuffix(" b19999</ins></p>\n") && html.utf8.count < 3_000 && !isCutOff)
    }

    /// A paragraph of Chinese is a character a word: one that is changed at both ends stays readable between.
    @Test func longLinesAreComparedBySentences() {
        let sentences = (0..<200).map { "第\($0)号水库本周完成安全检查。" }
        let old = "会议于四月八日召开。" + sentences.joined() + "投资12亿元。"
        let new = "会议于四月九日召开。" + sentences.joined() + "投资13亿元。"
        let (html, _) = WordDifference.html(from: old, to: new)
        #expect(html.hasPrefix("<p>会议于四月<del>八</del><ins>九</ins>日召开。第0号水库"))
        #expect(html.hasSuffix("投资<del>12</del><ins>13</ins>亿元。</p>\n"))
    }

    @Test func manyParagraphsAreCutOff() {
        let old = (0..<4_000).map { "Paragraph \($0) of the old text" }.joined(separator: "\n")
        let new = (0..<4_000).map { "Paragraph \($0) of a new text" }.joined(separator: "\n")
        let (html, isCutOff) = WordDifference.html(from: old, to: new)
        #expect(isCutOff && (60_000..<61_000).contains(html.utf8.count))
    }

    private static func text(_ html: String, without element: String) -> String {
        var text = ""
        var isLeftOut = false
        for piece in html.split(separator: "<", omittingEmptySubsequences: false) {
            guard let end = piece.firstIndex(of: ">") else {
                text += piece
                continue
            }
            let tag = piece[..<end]
            if tag == element { isLeftOut = true }
            if tag == "/\(element)" { isLeftOut = false }
            if !isLeftOut { text += piece[piece.index(after: end)...] }
        }
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
