import TestSupport
import Testing

@testable import BulletinCore

/// Hostile and broken documents: each has its verdict and its wording. None reaches the network or the disk, for the
/// core has neither.
@Suite struct DocumentBadInputTests {
    private typealias Make = DocumentRecipe
    typealias Entry = ZipRecipe.Entry

    struct Rejection: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var name = "a.docx"
        var reason: String
    }

    private static func word(_ parts: [(String, String)] = [], main: String? = nil) -> [UInt8] {
        Make.word(
            Make.p("文"),
            parts: parts.map { ($0.0, Array($0.1.utf8)) } + (main.map { [("word/document.xml", Array($0.utf8))] } ?? [])
        )
    }

    private static func archive(_ entries: [Entry]) -> [UInt8] { ZipRecipe(entries).bytes }

    private static func ole(_ stream: String) -> [UInt8] {
        [0xD0, 0xCF, 0x11, 0xE0] + stream.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    }

    private static func types(_ type: String) -> Entry {
        Entry(
            "[Content_Types].xml",
            "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'><Override PartName='/x.xml' ContentType='application/\(type).main+xml'/></Types>"
        )
    }

    static let known =
        "is not a format that is read; known are text (.txt), Markdown (.md), HTML (.html), Word (.docx), OpenDocument text (.odt) and mail (.eml)"
    static let saved = "is not a format that is read; save it as .docx and drop it in again"
    static let copied = "is not a format that is read; put its text into a .docx and drop that in"
    static let again = "save the document anew and drop it in again"

    static let rejections: [Rejection] = {
        let plain = word()
        var encrypted = Entry("word/document.xml", "x")
        encrypted.flags = 1
        var renamed = Entry("word/document.xml", "x")
        renamed.localName = Array("word/documenT.xml".utf8)
        var mimetype = Entry("mimetype", "application/vnd.oasis.opendocument.text")
        mimetype.isDeflated = false
        let doctype = "a.docx: word/document.xml has a document type declaration, which no document needs; \(again)"
        let laughs =
            "<!DOCTYPE w [<!ENTITY a 'ha'>"
            + (1...9).map { "<!ENTITY a\($0) '&a\($0 - 1);&a\($0 - 1);'>" }.joined() + "]><w>&a9;</w>"
        let tables = String(repeating: "<w:tbl><w:tr><w:tc>", count: 10_000)
        return [
            Rejection(
                testDescription: "a part that comes out 1000 times as large",
                bytes: word(main: String(repeating: " ", count: 20_000_000)),
                reason:
                    "a.docx: its part word/document.xml comes out more than 200 times as large (max-inflation); \(again)"
            ),
            Rejection(
                testDescription: "leads out", bytes: word([("../../etc/cron.d/x", "x")]),
                reason: "a.docx: the name of its part ../../etc/cron.d/x leads out of its folder; \(again)"),
            Rejection(
                testDescription: "absolute", bytes: word([("/etc/x", "x")]),
                reason: "a.docx: the name of its part /etc/x is absolute; \(again)"),
            Rejection(
                testDescription: "backslash", bytes: word([("word\\x", "x")]),
                reason: "a.docx: the name of its part word\\x has a backslash; \(again)"),
            Rejection(
                testDescription: "the main part twice", bytes: word([("WORD/document.xml", "x")]),
                reason: "a.docx: the name of its part WORD/document.xml stands for two parts; \(again)"),
            Rejection(
                testDescription: "XXE",
                bytes: word(main: "<!DOCTYPE w [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><w>&x;</w>"),
                reason: doctype),
            Rejection(
                testDescription: "a DTD of the network",
                bytes: word(main: "<!DOCTYPE w SYSTEM 'http://a.example/x'><w/>"),
                reason: doctype),
            Rejection(
                testDescription: "parameter entity",
                bytes: word(
                    main:
                        "<?xml version='1.0'?><!-- x --><!DOCTYPE w [<!ENTITY % p SYSTEM 'http://a.example/x'>%p;]><w/>"
                ),
                reason: doctype),
            Rejection(testDescription: "billion laughs", bytes: word(main: laughs), reason: doctype),
            Rejection(
                testDescription: "encrypted part", bytes: archive([types("x"), encrypted]),
                reason: "a.docx: its part word/document.xml is encrypted; \(again)"),
            Rejection(
                testDescription: "encrypted by Office", bytes: ole("EncryptedPackage"),
                reason: "a.docx: the document is encrypted; save it without a password and drop it in again"),
            Rejection(
                testDescription: "old Word", bytes: ole("WordDocument"),
                reason: "a.docx: an old Word document (.doc) \(saved)"),
            Rejection(
                testDescription: "Rich Text", bytes: Array("{\\rtf1 x}".utf8),
                reason: "a.docx: a Rich Text document \(saved)"),
            Rejection(
                testDescription: "PDF", bytes: Array("%PDF-1.7".utf8), reason: "a.docx: a PDF document \(known)"),
            Rejection(
                testDescription: "text", bytes: Array("text".utf8),
                reason: "a.docx: the name says .docx, but it holds no such document; \(again)"),
            Rejection(
                testDescription: "headers that differ", bytes: archive([types("x"), renamed]),
                reason:
                    "a.docx: the archive is damaged: its list of parts and the parts contradict each other; \(again)"),
            Rejection(
                testDescription: "cut off", bytes: Array(plain.dropLast(40)),
                reason:
                    "a.docx: the archive is damaged: its list of parts is missing, as when a copy was cut off; \(again)"
            ),
            Rejection(
                testDescription: "appended", bytes: plain + Array("appended".utf8),
                reason:
                    "a.docx: the archive is damaged: its list of parts and the parts contradict each other; \(again)"),
            Rejection(
                testDescription: "no content types", bytes: archive([Entry("word/document.xml", "<x/>")]),
                reason: "a.docx: its part [Content_Types].xml is missing; \(again)"),
            Rejection(
                testDescription: "no main part",
                bytes: archive([types("vnd.openxmlformats-officedocument.wordprocessingml.document")]),
                reason: "a.docx: its main part word/document.xml is missing; \(again)"),
            Rejection(
                testDescription: "not well-formed", bytes: word(main: "<w>\n<p></w>"),
                reason: "a.docx: word/document.xml is not well-formed XML (line 2); \(again)"),
            Rejection(
                testDescription: "10,000 tables in each other",
                bytes: word(main: "<w:document \(Make.wordNames)>\(tables)"),
                reason:
                    "a.docx: more than 256 elements within each other; put fewer lists, tables or text boxes within each other"
            ),
            Rejection(
                testDescription: "a workbook",
                bytes: archive([types("vnd.openxmlformats-officedocument.spreadsheetml.sheet")]),
                reason: "a.docx: an Excel workbook (.xlsx) \(copied)"),
            Rejection(
                testDescription: "a presentation",
                bytes: archive([types("vnd.openxmlformats-officedocument.presentationml.presentation")]), name: "a.odt",
                reason: "a.odt: a PowerPoint presentation (.pptx) \(copied)"),
            Rejection(
                testDescription: "a book", bytes: archive([Entry("mimetype", "application/epub+zip")]),
                reason: "a.docx: an EPUB book \(known)"),
            Rejection(
                testDescription: "a spreadsheet",
                bytes: archive([Entry("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]),
                reason: "a.docx: an OpenDocument spreadsheet (.ods) \(copied)"),
            Rejection(
                testDescription: "any archive", bytes: archive([Entry("a.txt", "x")]), name: "a.zip",
                reason:
                    "a.zip: this is a ZIP archive, not text; save it as plain text, Markdown or HTML and drop it in again"
            ),
            Rejection(
                testDescription: "an encrypted OpenDocument",
                bytes: archive([
                    mimetype, Entry("META-INF/manifest.xml", "<m><manifest:encryption-data/></m>"),
                    Entry("content.xml", "x"),
                ]), name: "a.odt",
                reason: "a.odt: the document is encrypted; save it without a password and drop it in again"),
            Rejection(
                testDescription: "an OpenDocument with a DTD",
                bytes: archive([mimetype, Entry("content.xml", "<!DOCTYPE x><x/>")]),
                name: "a.odt",
                reason: "a.odt: content.xml has a document type declaration, which no document needs; \(again)"),
            Rejection(
                testDescription: "nothing in it", bytes: Make.word(Make.p(" ")),
                reason: "a.docx: nothing to publish; put text under the headline, or remove the file"),
        ]
    }()

    @Test(arguments: rejections) func rejects(_ c: Rejection) {
        let error = #expect(throws: BulletinError.self) { try read(document: c.bytes, as: c.name) }
        #expect(error?.description == c.reason)
    }

    @Test func limitsAreNamed() {
        var limits = ReadingLimits()
        limits.maxParts = 3
        #expect(throws: BulletinError.overLimit(name: "a.docx", .documentParts, value: 3)) {
            try read(document: Self.word(), limits: limits)
        }
        limits = ReadingLimits()
        limits.maxInflatedSize = 1000
        #expect(throws: BulletinError.overLimit(name: "a.docx", .inflatedSize, value: 1000)) {
            try read(document: Self.word(), limits: limits)
        }
    }

    @Test func includesAreNoElementsOfADocument() throws {
        let xml =
            "<w:document \(Make.wordNames) xmlns:xi='http://www.w3.org/2001/XInclude'><w:body><xi:include href='file:///etc/passwd' parse='text'/>\(Make.style("Title", "题"))\(Make.p("文"))</w:body></w:document>"
        #expect(try read(document: Self.word(main: xml)).shown == "题|<p>文</p>")
    }

    @Test func anArchiveInAnArchiveIsNotOpened() throws {
        let bytes = Make.word(Make.style("Title", "题") + Make.p("文"), parts: [("word/embeddings/a.docx", Self.word())])
        #expect(try read(document: bytes).shown == "题|<p>文</p>")
    }

    static let pieces = [
        "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>文字</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>",
        "</w:tc>",
        "<w:tcPr><w:vMerge/></w:tcPr>", "<w:tcPr><w:vMerge w:val='restart'/><w:gridSpan w:val='99999999'/></w:tcPr>",
        "<w:tcPr><w:cellDel/></w:tcPr>", "<w:trPr><w:del/></w:trPr>",
        "<w:pPr><w:numPr><w:ilvl w:val='9'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        "<w:pPr><w:numPr><w:ilvl w:val='-1'/><w:numId w:val='1'/></w:numPr></w:pPr>",
        "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>",
        "<w:pPr><w:outlineLvl w:val='99999999999'/><w:rPr><w:del/></w:rPr></w:pPr>", "<w:txbxContent>",
        "</w:txbxContent>",
        "<w:fldChar w:fldCharType='begin'/>", "<w:fldChar w:fldCharType='separate'/>",
        "<w:fldChar w:fldCharType='end'/>",
        "<w:instrText>TOC \\o</w:instrText>", "<w:instrText>HYPERLINK \"</w:instrText>", "<w:sym w:char='FFFFFFFF'/>",
        "<w:sym w:char='D800'/>",
        "<w:footnoteReference w:id='1'/>", "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Choice>",
        "</mc:Choice>", "<mc:Fallback>",
        "</mc:Fallback>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>", "<w:del>", "</w:del>", "<w:br/>",
        "<w:tab/>",
        "<a:blip r:embed='x'/>", "<w:hyperlink>", "</w:hyperlink>", "<w:pPr><w:framePr w:dropCap='drop'/></w:pPr>",
        "<w:pPr><w:jc w:val='center'/></w:pPr>",
    ]

    /// Any elements in any order; those that are open are closed.
    @Test(arguments: 0..<400) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var open: [String] = []
        var body = Make.p("开头")
        for _ in 0..<Int.random(in: 1...150, using: &random) {
            let piece = Self.pieces.randomElement(using: &random) ?? ""
            if piece.hasPrefix("</") {
                guard let last = open.popLast() else { continue }
                body += "</\(last)>"
            } else {
                body += piece
                if !piece.contains("/") { open.append(String(piece.dropFirst().dropLast())) }
            }
        }
        body += open.reversed().map { "</\($0)>" }.joined()
        let numbering = WordNumberingTests.numbering(
            WordNumberingTests.level(0, "decimal", "%1.%9%%", start: 999_999_999)
                + WordNumberingTests.level(8, "bullet", ""))
        let bytes = Make.word(body, numbering: numbering)
        #expect(try read(document: bytes) == read(document: bytes))
    }

    static let openPieces = [
        "<text:p>", "</text:p>", "<text:h text:outline-level='99999999999'>", "</text:h>", "<text:span>",
        "</text:span>", "文字", "<text:list>",
        "</text:list>", "<text:list-item text:start-value='999999999'>", "</text:list-item>", "<text:note>",
        "</text:note>", "<text:note-body>",
        "</text:note-body>", "<table:table>", "</table:table>", "<table:table-row>", "</table:table-row>",
        "<table:table-cell table:number-rows-spanned='-5'>",
        "</table:table-cell>", "<draw:frame>", "</draw:frame>", "<draw:image xlink:href='a'/>", "<svg:title>",
        "</svg:title>", "<text:s text:c='999999999'/>",
        "<text:a xlink:href='x'>", "</text:a>", "<text:hidden-paragraph/>", "<text:tab/>",
    ]

    @Test(arguments: 0..<400) func neverTrapsOnOpenDocuments(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var open: [String] = []
        var body = "<text:p>开头</text:p>"
        for _ in 0..<Int.random(in: 1...150, using: &random) {
            let piece = Self.openPieces.randomElement(using: &random) ?? ""
            if piece.hasPrefix("</") {
                guard let last = open.popLast() else { continue }
                body += "</\(last)>"
            } else {
                body += piece
                if piece.hasPrefix("<"), !piece.hasSuffix("/>") {
                    open.append(String(piece.dropFirst().dropLast().prefix { $0 != " " }))
                }
            }
        }
        body += open.reversed().map { "</\($0)>" }.joined()
        let bytes = Make.open(
            body,
            common:
                "<text:outline-style><text:outline-level-style text:level='10' style:num-format='1'/></text:outline-style>"
        )
        #expect(try read(document: bytes, as: "a.odt") == read(document: bytes, as: "a.odt"))
    }

    @Test(arguments: 0..<200) func neverTrapsOnBytes(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var bytes = Make.word(Make.style("Title", "题") + Make.item("甲", 1) + Make.p("文"))
        for _ in 0..<Int.random(in: 1...8, using: &random) {
            bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
        }
        _ = try? read(document: bytes)
    }
}
