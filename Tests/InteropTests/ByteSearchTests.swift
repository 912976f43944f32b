import Interop
import Testing

@Suite struct ByteSearchTests {
    /// Letters that are composed and those that are not are the same to `String`.
    @Test func textsAreComparedByTheirBytes() {
        let texts = ["", "a", "b", "ab", "Caf\u{E9}", "Cafe\u{301}", "\u{4E2D}", "a\u{323}\u{301}", "a\u{301}\u{323}"]
        for one in texts {
            for other in texts { #expect(ByteSearch.areSame(one, other) == (Array(one.utf8) == Array(other.utf8))) }
        }
    }
}
