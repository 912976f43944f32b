import Interop
import Testing

@Suite struct XMLWriterTests {
    /// Every scalar of the basic plane, in text and in an attribute: what XML allows comes back as it was, and what
    /// it forbids comes back as U+FFFD. A thousand scalars to a document.
    @Test(arguments: 0..<66) func writesEveryScalarOfTheBasicPlane(thousand: UInt32) throws {
        let scalars = (thousand * 1000..<min(thousand * 1000 + 1000, 0x10000)).compactMap(Unicode.Scalar.init)
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        var expected = ""
        expected.unicodeScalars.append(contentsOf: scalars.map { XMLCharacters.allows($0) ? $0 : "\u{FFFD}" })

        var writer = XMLWriter()
        writer.element("root", ["value": text]) { $0.text(text) }
        let document = try XMLDocument(parsing: try writer.finish())

        // By scalars: `==` of strings takes canonically equivalent ones for equal.
        #expect(Array(document.root.text.unicodeScalars) == Array(expected.unicodeScalars))
        #expect(Array((document.root.attribute("value") ?? "").unicodeScalars) == Array(expected.unicodeScalars))
    }

    @Test func indentsStructureAndNoContent() throws {
        var writer = XMLWriter()
        writer.stylesheet("../feed.css")
        writer.element("feed", ["xmlns": "urn:example:a", "xmlns:b": "urn:example:b"]) { writer in
            writer.element("title", text: " a < b ")
            writer.element("empty")
            writer.element("group") { $0.element("b:inner", ["x": "\"&\n"]) }
            writer.element("mixed") { writer in
                writer.text("one ")
                writer.element("em") { writer in
                    writer.text("two")
                    writer.element("deep")
                }
            }
        }
        let expected = """
            <?xml version="1.0" encoding="UTF-8"?>
            <?xml-stylesheet type="text/css" href="../feed.css"?>
            <feed xmlns="urn:example:a" xmlns:b="urn:example:b">
              <title> a &lt; b </title>
              <empty/>
              <group>
                <b:inner x="&quot;&amp;&#10;"/>
              </group>
              <mixed>one <em>two<deep/></em></mixed>
            </feed>

            """
        #expect(String(decoding: try writer.finish(), as: UTF8.self) == expected)
    }

    /// A document whose entries are written apart is the same as one that is written in one go.
    @Test func fragmentsFillTheGap() throws {
        func entry(_ number: Int, into writer: inout XMLWriter) {
            writer.element("b:entry", ["label": "第 \(number) 条 <&\""]) { writer in
                writer.element("text", text: "正文 \(number) < &")
                writer.element("empty")
            }
        }
        func document(_ entries: (inout XMLWriter) -> Void) -> XMLWriter {
            var writer = XMLWriter()
            writer.element("feed", ["xmlns:b": "urn:example:b"]) { writer in
                writer.element("list") { writer in
                    writer.element("title", text: "题")
                    entries(&writer)
                    writer.element("end")
                }
            }
            return writer
        }
        let whole = try document { for number in 1...3 { entry(number, into: &$0) } }.finish()
        let frame = try document { $0.gap() }.frame()
        var filled = frame.before
        for number in 1...3 {
            var writer = XMLWriter(fragmentWithin: 2)
            entry(number, into: &writer)
            filled += try writer.fragment()
        }
        #expect(String(decoding: filled + frame.after, as: UTF8.self) == String(decoding: whole, as: UTF8.self))
    }

    @Test func aGapStandsBehindElements() {
        #expect(throws: XMLError.self) {
            var writer = XMLWriter()
            writer.element("feed") { $0.gap() }
            _ = try writer.frame()
        }
        #expect(throws: XMLError.self) {
            var writer = XMLWriter()
            writer.element("feed") { $0.element("title") }
            _ = try writer.frame()
        }
    }

    @Test func guardsTextFromBeingTakenForHTML() throws {
        var writer = XMLWriter()
        writer.element("t") { $0.guardedText("a <b> & &amp;\u{1}") }
        let bytes = try writer.finish()
        #expect(String(decoding: bytes, as: UTF8.self).contains("<t>a &#x3C;b&gt; &#x26; &#x26;amp;\u{FFFD}</t>"))
        #expect(try XMLDocument(parsing: bytes).root.text == "a <b> & &amp;\u{FFFD}")
    }

    @Test func refusesToPutWhiteSpaceIntoContent() {
        #expect(throws: XMLError.writeFailed(call: "write text after elements")) {
            var writer = XMLWriter()
            writer.element("p") { writer in
                writer.element("b")
                writer.text("text")
            }
            _ = try writer.finish()
        }
    }
}
