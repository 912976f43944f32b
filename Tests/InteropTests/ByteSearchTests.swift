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

    @Test(arguments: ["", "a", "é中a", "1234567", "12345678", "水利周报 12😀é", "中中中中中中中中中", "\u{0}\u{7F}\u{80}\u{FFFF}abc"])
    func countsScalars(text: String) {
        let bytes = Array(("中" + text + "é").utf8)
        #expect(ByteSearch.scalarCount(of: bytes[3..<(bytes.count - 2)]) == text.unicodeScalars.count)
        #expect(ByteSearch.scalarCount(of: bytes[...]) == text.unicodeScalars.count + 2)
    }

    @Test(arguments: [
        ("", 0, true), ("", 4, true), ("", 5, false), ("周", 0, false), ("b", 0, true), ("bc", 1, false),
        ("cd", 1, true),
        ("bcde", 0, true), ("bcdef", 0, false), ("e", 3, true), ("e", 4, false), ("a", -1, false), ("cx", 1, false),
    ]) func tellsWhatStandsAtAPlace(text: String, offset: Int, stands: Bool) {
        let bytes = Array("abcdef".utf8)[1..<5]
        #expect(ByteSearch.stands(text, at: offset, in: bytes) == stands)
    }
}
