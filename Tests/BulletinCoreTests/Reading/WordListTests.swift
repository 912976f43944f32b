import TestSupport
import Testing

@testable import BulletinCore

@Suite struct WordListTests {
    /// A word is found exactly where a plain search finds it.
    @Test(arguments: 0..<20) func findsWhatAPlainSearchFinds(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let letters: [String] = ["a", "b", "一", "周", "报", "é"]
        func text(_ count: Int) -> String {
            (0..<count).map { _ in letters.randomElement(using: &random) ?? "" }.joined()
        }
        var found = 0
        for _ in 0..<200 {
            let words = (0..<4).map { _ in text(Int.random(in: 3...6, using: &random)) }
            let line = Array(text(Int.random(in: 0...40, using: &random)).utf8)[...]
            let expected = words.contains { line.contains(text: $0) }
            #expect(WordList(words).isAny(in: line) == expected)
            // A slice does not see what stands around it.
            #expect(!WordList(words).isAny(in: line.prefix(2)))
            if expected { found += 1 }
        }
        #expect((10..<190).contains(found))
    }
}
