import Interop
import Testing

@Suite struct HTMLDocumentTests {
    private func names(_ html: String) throws -> [String] {
        try HTMLDocument.events(of: Array(html.utf8), maxDepth: 300).compactMap {
            if case .open(let name, _, _) = $0 { name } else { nil }
        }
    }

    private func text(_ html: String) throws -> String {
        try HTMLDocument.events(of: Array(html.utf8), maxDepth: 300).reduce(into: "") {
            if case .text(let bytes) = $1 { $0 += String(decoding: bytes, as: UTF8.self) }
        }
    }

    @Test func emptyInputHasNoEvents() throws { #expect(try HTMLDocument.events(of: [], maxDepth: 10).isEmpty) }

    @Test func everyOpenHasItsClose() throws {
        var open: [String] = []
        for event in try HTMLDocument.events(of: Array("<p>a<b>c<i>d</b>e</i><ul><li>x<li>y".utf8), maxDepth: 300) {
            switch event {
            case .open(let name, _, _): open.append(name)
            case .close(let name): #expect(open.popLast() == name)
            case .text: break
            }
        }
        #expect(open.isEmpty)
    }

    @Test func declaredCharsetDoesNotMatter() throws {
        #expect(try text("<meta charset=gb2312><p>要闻</p>") == "要闻")
        #expect(try text("<p>a&amp;b&#x4E2D;</p><!-- c -->") == "a&b中")
    }

    @Test func attributesAreResolved() throws {
        let events = try HTMLDocument.events(of: Array("<a href='x?a&amp;b' hidden>t</a>".utf8), maxDepth: 300)
        #expect(
            events.contains(
                .open(
                    name: "a",
                    attributes: [
                        HTMLAttribute(name: "href", value: "x?a&b"), HTMLAttribute(name: "hidden", value: ""),
                    ],
                    line: 1)))
    }

    /// Without HUGE, libxml2 loses everything past depth 256 and says nothing.
    @Test(arguments: [255, 256, 257, 290]) func textSurvivesDepth(depth: Int) throws {
        let html =
            String(repeating: "<div>", count: depth) + "deep" + String(repeating: "</div>", count: depth) + "after"
        #expect(try text(html) == "deepafter")
    }

    @Test(arguments: [300, 10_000]) func tooDeepIsRefused(depth: Int) {
        #expect(throws: HTMLError.tooDeep(line: 1, limit: 200)) {
            try HTMLDocument.events(of: Array(String(repeating: "<div>", count: depth).utf8), maxDepth: 200)
        }
    }

    @Test func longTextIsWhole() throws {
        let long = String(repeating: "x", count: 10_000_001)
        #expect(try text("<p>" + long).utf8.count == 10_000_001)
    }

    @Test(arguments: [
        ("<p>a<![if !x]>b<![endif]>c", "abc"), ("a<![CDATA[b]]>c", "ac"), ("<!--[if mso]>a<![endif]-->b", "b"),
        ("<!--[if !mso]><!-->a<!--<![endif]-->b", "ab"), ("a<![", "a"), ("<!-->a<![x]>b", "ab"),
    ])
    func markedSectionsAreNoText(html: String, expected: String) throws {
        #expect(try text(html).filter { $0 != " " } == expected)
    }

    @Test func namesWithPrefixStayWhole() throws {
        let events = try HTMLDocument.events(of: Array("<o:p>a</o:p>".utf8), maxDepth: 9)
        #expect(events.contains(.open(name: "o:p", attributes: [], line: 1)))
    }
}
