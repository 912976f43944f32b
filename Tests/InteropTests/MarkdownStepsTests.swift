import Interop
import TestSupport
import Testing

@Suite struct MarkdownStepsTests {
    /// The way through HTML, with the lines of the text.
    private func throughHTML(_ text: String, firstLine: Int) throws -> [HTMLEvent] {
        var line = firstLine
        return try HTMLDocument.events(of: try #require(Markdown.html(Array(text.utf8))), maxDepth: 200).map { event in
            guard case .open(let name, var attributes, _) = event else { return event }
            if let index = attributes.firstIndex(where: { $0.name == Markdown.lineAttribute }) {
                line = firstLine + (Int(attributes[index].value) ?? 0) - 1
                attributes.remove(at: index)
            }
            return .open(name: name, attributes: attributes, line: line)
        }
    }

    private static let texts = [
        "", "\n\n", "one\ntwo  \nthree\\\nfour\n", "# a\n\n###### b ######\n\nc\n===\n\nd\n---\n\n***\n\ne",
        "- a\n- b\n  - c\n\n    d\n- e\n\n1. f\n2. g\n\n7) h\n   > i\n   > j\n", "> > a\n>\n> b\n> - c\n>   ***\n",
        "*a **b** `c  <d>&` ~~e~~* __f_g__ ***h***\n", "-\n\n- a\n\n1.\n2. b\n\n>\n\n> c\n\n#\n\nd\n",
        "[a](https://a.example/b?c=1&copy=2&amp=3#d) <https://a.example/%E4%B8%80> a@b.example [e *f*][r]\n\n[r]: /x_y\n",
        "a & b < c > d \"e\" 'f' &\n\n\"\n\n&\n\n<\n\n\" g\n\n- >\n- \"\n\n> \"h\"\n",
        "a<!-- b\n", "`a\nb` ``c ` d``\n\n- `\"`\n- &\n\ne\n",
        "一\u{3000}二，**三**四\u{A0}五\u{2028}六👍\u{E000}\n七\t八\n",
        "- a\n\n  b\n\n- c\n\n\n- d\n\nh  \n  i\n   j\n\n* * *\n_ _ _\n\n+ k\n+ l\n",
    ]

    @Test(arguments: texts, [1, 12])
    func areThoseThroughHTML(text: String, firstLine: Int) throws {
        let steps = try #require(Markdown.events(of: Array(text.utf8), firstLine: firstLine, maxDepth: 200))
        #expect(try steps == throughHTML(text, firstLine: firstLine))
    }

    @Test(arguments: [
        "a <b>c</b>\n", "<div>\n\na\n", "a &nbsp; b\n", "![a](b.png)\n", "|a|b|\n|---|---|\n|1|2|\n", "    code\n",
        "```\ncode\n```\n", "[a](b \"c\")\n", "[a](<b c>)\n", "[a](一)\n", "[a]()\n", "[a](b~c)\n",
    ])
    func areNotMadeOfOtherThings(text: String) {
        #expect(Markdown.events(of: Array(text.utf8), firstLine: 1, maxDepth: 200) == nil)
    }

    @Test func areNotMadeBeyondTheDepth() {
        let text = Array(String(repeating: "> ", count: 10).utf8) + Array("a\n".utf8)
        #expect(Markdown.events(of: text, firstLine: 1, maxDepth: 13) != nil)
        #expect(Markdown.events(of: text, firstLine: 1, maxDepth: 12) == nil)
    }

    @Test(arguments: 0..<40)
    func areThoseThroughHTMLForAnyText(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "a", "一", " ", "  ", "\n", "\n", "\n\n", "\n\n", "- ", "1. ", "3) ", "> ", "# ", "## ", "*", "**", "_", "`",
            "~~", "\"",
            "&", "<", ">", "\\", "[", "](https://a.example/?b&c)", "]", "https://a.example", "<https://b.example>",
            "x@y.example",
            "---", "===", "    ", "\t", "!", ".", "（", "）",
        ]
        for _ in 0..<200 {
            let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
                pieces.randomElement(using: &random) ?? ""
            }
            .joined()
            guard let steps = Markdown.events(of: Array(text.utf8), firstLine: 3, maxDepth: 200) else { continue }
            let others = try throughHTML(text, firstLine: 3)
            #expect(steps == others, "\(text.debugDescription)")
        }
    }
}
