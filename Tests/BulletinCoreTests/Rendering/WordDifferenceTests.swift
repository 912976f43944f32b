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
        #expect(WordDifference.html(from: old, to: new) == html)
    }

    /// Without its insertions it is the old text, without its deletions the new one.
    @Test(arguments: 0..<200) func bothTextsCanBeReadFromIt(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let words = ["水", "库", "安全", " ", "road", "road", " ", "closed", ".", "，", "é", "12"]
        func text() -> String {
            (0..<Int.random(in: 1...30, using: &random)).map { _ in words.randomElement(using: &random)! }.joined()
        }
        let (old, new) = (text(), text())
        let html = WordDifference.html(from: old, to: new)
        guard old != new else {
            #expect(html.isEmpty)
            return
        }
        #expect(Self.text(html, without: "ins") == old)
        #expect(Self.text(html, without: "del") == new)
    }

    /// The costs are bounded: a text that has nothing in common with the old one.
    @Test func longTextsWithNothingInCommon() {
        let old = (0..<20_000).map { "a\($0)" }.joined(separator: " ")
        let new = (0..<20_000).map { "b\($0)" }.joined(separator: " ")
        #expect(WordDifference.html(from: old, to: new) == "<p><del>\(old)</del><ins>\(new)</ins></p>\n")
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
