import TestSupport
import Testing

@testable import BulletinCore

@Suite struct JSONTextTests {
    @Test(arguments: [
        ("{}", true), ("[1, -0.5e+3, true, null]", true), (#"{"a": {"b": ["c"]}}"#, true),
        (#"["\u00e9\ud83d\ude00\/"]"#, true),
        ("", false), ("{", false), ("[1,]", false), ("{\"a\":}", false), ("[01]", false), ("[.5]", false),
        ("[1.]", false),
        ("['a']", false), ("[tru]", false), ("[\"\u{1}\"]", false), ("[\"\\x\"]", false), ("[] []", false),
        ("{a: 1}", false), ("\u{FEFF}{}", false),
        ("[\"\\u12\"]", false), ("[\"a]", false), ("[1e]", false), ("[-]", false),
    ]) func takesWhatJSONIs(text: String, isJSON: Bool) {
        #expect(((try? JSONText.parse(Array(text.utf8))) != nil) == isJSON)
    }

    @Test func decodesEscapes() throws {
        let value = try JSONText.parse(Array(#"["\"\\\/\b\f\n\r\t\u4e2d\ud83d\ude00\ud83d!"]"#.utf8))
        #expect(value.array?.first?.string == "\"\\/\u{8}\u{C}\n\r\t中😀\u{FFFD}!")
    }

    @Test func placesFaultsAndValues() throws {
        let value = try JSONText.parse(Array(#"{"a": [1, "é"]}"#.utf8))
        #expect(value["a"]?.offset == 6)
        #expect(value["a"]?.array?[1].offset == 10)
        #expect(throws: JSONText.Fault.self) { try JSONText.parse(Array("{\"a\" 1}".utf8)) }
    }

    @Test func refusesDepthWithoutEnd() {
        let text = String(repeating: "[", count: 1_000_000)
        #expect(throws: JSONText.Fault.self) { try JSONText.parse(Array(text.utf8)) }
    }

    @Test(arguments: 0..<100) func neverTraps(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "1", "-", ".", "e", "true", "a", " ", "\u{0}", "é",
        ]
        let text = (0..<60).map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
        _ = try? JSONText.parse(Array(text.utf8.dropLast(1)))
    }
}
