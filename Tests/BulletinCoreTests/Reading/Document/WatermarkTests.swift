import BulletinCore
import Testing

/// Words across the pages of a document say what it is, and are not published.
@Suite struct WatermarkTests {
    private typealias Make = DocumentRecipe

    private static func document(_ words: String) -> [UInt8] {
        let shape =
            "<w:p><w:r><w:pict><v:shape id='PowerPlusWaterMarkObject1' type='#_x0000_t136'><v:textpath string='\(words)'/>"
            + "</v:shape></w:pict></w:r></w:p>"
        return Make.word(
            Make.style("Title", "Works on the mole") + Make.p("The works begin on the mole today."),
            relations: Make.relation("h1", "header", "header1.xml"),
            parts: [("word/header1.xml", Array("<w:hdr \(Make.wordNames)>\(shape)</w:hdr>".utf8))])
    }

    @Test(arguments: ["DRAFT", "CONFIDENTIAL", "草稿", "内部资料"]) func isTold(words: String) throws {
        let bulletin = try read(document: Self.document(words))
        #expect(bulletin.findings.filter { $0.rule == "Watermark" }.map(\.severity) == [.warning])
        #expect(bulletin.findings.contains { $0.message.contains(words) })
        #expect(!bulletin.sections.map(\.html).joined().contains(words))
        #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }

    @Test(arguments: ["NOT FOR PUBLICATION", "EMBARGOED UNTIL MONDAY", "暂不发布"]) func forbids(words: String) throws {
        #expect(
            try read(document: Self.document(words)).findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }

    @Test func holdsBack() throws {
        let date = try read(document: Self.document("EMBARGOED UNTIL 12 May 2031")).date
        #expect(date.map { "\($0.day)" } == "2031-05-12")
    }
}
