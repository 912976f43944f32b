import Interop
import Testing

@Suite struct XMLStepsTests {
    static let names = ["t:a", "t:b", "x", "t:y"]
    static let vocabulary = XMLSteps.Vocabulary(names: names, namespaces: ["urn:t": "t", "urn:strict": "t"])

    /// `<a x=1>text</a>` with `?` for what is not in the vocabulary.
    private func shown(_ xml: String) throws -> String { try shown(Array(xml.utf8)) }

    private func shown(_ xml: [UInt8]) throws -> String {
        let walk = try XMLSteps(of: xml, Self.vocabulary)
        return walk.steps.map { step in
            let name = step.name == XMLSteps.unknown ? "?" : Self.names[Int(step.name)]
            switch step.kind {
            case .open:
                let attributes = [UInt16(2), 3].compactMap { number in
                    walk.value(in: step, where: { $0 == number }).map {
                        " \(Self.names[Int(number)])=\(String(decoding: $0, as: UTF8.self))"
                    }
                }
                return "<\(name)\(attributes.joined())>"
            case .close: return "</\(name)>"
            case .text: return String(decoding: walk.text(of: step), as: UTF8.self)
            }
        }.joined()
    }

    @Test(arguments: [
        (#"<p:a xmlns:p="urn:t" x="1" p:y="2" z="3">text<p:b/></p:a>"#, "<t:a x=1 t:y=2>text<t:b></t:b></t:a>"),
        (#"<a xmlns="urn:strict"><b xmlns="urn:other">t</b></a>"#, "<t:a><?>t</?></t:a>"),
        (#"<a xmlns="urn:t" x="&lt;&amp;&#38;&quot;">&lt;&amp;&#x4E00;</a>"#, #"<t:a x=<&&">"# + "<&一</t:a>"),
        (#"<a xmlns="urn:t"><![CDATA[<b>]]><!-- c --><?p i?></a>"#, "<t:a><b></t:a>"),
        ("<?xml version='1.0'?><!-- c --><x/>", "<x></x>"),
    ]) func walks(xml: String, expected: String) throws {
        #expect(try shown(xml) == expected)
    }

    @Test func decodes() throws {
        let text = "<?xml version='1.0' encoding='UTF-16'?><a xmlns='urn:t'>中</a>"
        #expect(try shown([0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == "<t:a>中</t:a>")
    }

    @Test(arguments: [
        "<!DOCTYPE a><a/>", "<?xml version='1.0'?>\n<!-- <a> -->\n<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'http://a.example/'>]><a>&x;</a>", "<!DOCTYPE a [<!ENTITY % p 'x'> %p;]><a/>",
        "<!ELEMENT a ANY><a/>",
    ]) func refusesDocumentTypes(xml: String) {
        #expect(throws: XMLSteps.Fault.documentType) { try shown(xml) }
    }

    @Test func refusesDepth() {
        let xml = String(repeating: "<a>", count: 300) + String(repeating: "</a>", count: 300)
        #expect(throws: XMLSteps.Fault.tooDeep(limit: 256)) { try shown(xml) }
    }

    @Test(arguments: [
        ("<a>\n<b></a>", 2), ("<a>&undeclared;</a>", 1), ("<a/><b/>", 1), ("<p:a/>", 1), ("<a x='1' x='2'/>", 1),
        ("<a/><!DOCTYPE a>", 1), ("<a>\u{1}</a>", 1),
    ]) func refusesMalformed(xml: String, line: Int) {
        #expect(throws: XMLSteps.Fault.malformed(line: line)) { try shown(xml) }
    }

    @Test(arguments: ["", " ", "text", "<?xml version='1.0'", "<!--", "<a encoding='"]) func refusesNonsense(
        xml: String
    ) {
        #expect(throws: XMLSteps.Fault.self) { try shown(xml) }
    }
}
