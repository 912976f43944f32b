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
