import Testing

@testable import BulletinCore

@Suite struct EdgeWordsTests {
    /// The first word of the list counts, as far as the text reaches.
    @Test(arguments: [
        ("week ending 5 May", 5), ("Week ending 5 May", nil), ("week", nil), ("", nil), ("周报第12期", 6), ("周", nil),
        ("weeks", nil), ("本周报", nil),
    ]) func findsWhatATextBeginsWith(text: String, length: Int?) {
        let words = EdgeWords(["week ", "week ending ", "周报"])
        #expect(words.length(at: Array(text.utf8)[...]) == length)
        #expect(words.isAny(at: Array(text.utf8)[...]) == (length != nil))
    }

    @Test(arguments: [
        ("县水利周报", 6), ("周报", 6), ("报", nil), ("周报 ", nil), ("Harbour news", 4), ("Harbour NEWS", nil), ("", nil),
    ])
    func findsWhatATextEndsIn(text: String, length: Int?) {
        #expect(EdgeWords(["周报", "news"], at: .end).length(at: Array(text.utf8)[...]) == length)
    }

    /// Of a slice, its own edge counts.
    @Test func goesByTheSlice() {
        let text = Array("a week b".utf8)
        #expect(EdgeWords(["week"]).isAny(at: text[2...]))
        #expect(EdgeWords(["week"], at: .end).isAny(at: text[..<6]))
        #expect(!EdgeWords(["week"]).isAny(at: text[...]))
    }

    @Test(arguments: [
        ("WEEK OF 5 May", true), ("Week of 5 May", true), ("ÉTÉ", false), ("été", true), ("wEek-end", false),
    ])
    func takesCapitalsOfASCIIForSmallLetters(text: String, isFound: Bool) {
        #expect(EdgeWords(["week of ", "été"], inAnyCase: true).isAny(at: Array(text.utf8)[...]) == isFound)
    }
}
