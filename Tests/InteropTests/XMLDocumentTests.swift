import Interop
import Testing

@Suite struct XMLDocumentTests {
    @Test func readsNamesTextAndPlaces() throws {
        let text =
            "<a xmlns='urn:a' xmlns:b='urn:b'>\n  <b:c d='1' b:d='2' xml:lang='de'>x&amp;<![CDATA[<y>]]></b:c></a>"
        let document = try XMLDocument(parsing: Array(text.utf8))
        let child = try #require(document.root.child("c", in: "urn:b"))
        #expect(document.root.namespace == "urn:a")
        #expect(child.prefix == "b")
        #expect(child.text == "x&<y>")
        #expect(child.attribute("d") == "1")
        #expect(child.attribute("d", in: "urn:b") == "2")
        #expect(child.attribute("lang", in: "http://www.w3.org/XML/1998/namespace") == "de")
        #expect(document.root.offset == 0)
        #expect(child.offset == 36)
        #expect(document.root.declarations.map(\.prefix).sorted() == ["", "b"])
    }

    @Test(arguments: [("UTF-16LE", [0xFF, 0xFE] as [UInt8]), ("UTF-16BE", [0xFE, 0xFF])])
    func readsUTF16(name: String, mark: [UInt8]) throws {
        let units = "<a>新闻</a>".utf16.flatMap { unit in
            name == "UTF-16LE" ? [UInt8(unit & 0xFF), UInt8(unit >> 8)] : [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        }
        #expect(try XMLDocument(parsing: mark + units).root.text == "新闻")
    }

    @Test func readsADeclaredEncoding() throws {
        let bytes = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xE9] + Array("</a>".utf8)
        let document = try XMLDocument(parsing: bytes)
        #expect(document.root.text == "é")
        #expect(document.declaredEncoding == "ISO-8859-1")
    }

    /// Each with a part of the fault's wording.
    @Test(arguments: [
        ("", "empty"), ("<a>", "end of"), ("<a></b>", "mismatch"), ("<a>&x;</a>", "'x'"),
        ("<a b='1' b='2'/>", "redefined"),
        ("<a:b/>", "prefix a"), ("<a>\u{1}</a>", "1"), ("no markup", "Start tag"),
    ]) func refusesWhatIsNotWellFormed(text: String, reason: String) {
        do throws(XMLParsingError) {
            _ = try XMLDocument(parsing: Array(text.utf8))
            Issue.record("was taken: \(text)")
        } catch {
            #expect(error.problems.contains { $0.message.contains(reason) }, "\(error.problems)")
        }
    }

    @Test func placesFaultsBehindLine65535() throws {
        let text = "<a>" + String(repeating: "\n", count: 70_000) + "<b></c></a>"
        do throws(XMLParsingError) {
            _ = try XMLDocument(parsing: Array(text.utf8))
            Issue.record("was taken")
        } catch {
            let offset = try #require(error.problems.first?.offset)
            #expect((70_003...70_010).contains(offset))
        }
    }

    /// Without expansion there is nothing to expand: files stay unread and bombs stay small.
    @Test func readsNothingElseAndExpandsNothing() throws {
        let file = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>"
        #expect(try XMLDocument(parsing: Array(file.utf8)).root.text == "")
        let short = "<!DOCTYPE a [<!ENTITY x 'short'>]><a>&x;</a>"
        #expect(try XMLDocument(parsing: Array(short.utf8)).root.text == "short")
        var bomb = "<!DOCTYPE a [<!ENTITY x0 'lol'>"
        for level in 1..<12 { bomb += "<!ENTITY x\(level) '" + String(repeating: "&x\(level - 1);", count: 10) + "'>" }
        bomb += "]><a>&x11;</a>"
        let size = (try? XMLDocument(parsing: Array(bomb.utf8)).root.text.utf8.count) ?? 0
        #expect(size < 1000)
    }

    @Test func refusesDepthWithoutEnd() {
        let text = String(repeating: "<a>", count: 100_000)
        #expect(throws: XMLParsingError.self) { _ = try XMLDocument(parsing: Array(text.utf8)) }
    }
}
