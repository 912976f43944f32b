import BulletinCore
import Testing

/// What stands around a text, and is not published with it, may forbid to publish it.
@Suite struct MarginEmbargoTests {
    private typealias Make = DocumentRecipe

    private static let article =
        "<p>The port will spend ten million on dredging next year, said the mayor on Tuesday at the meeting.</p>"
        + "<p>Work begins in spring and ends in autumn, and boats can use the south channel.</p>"

    private static func page(before: String = "", behind: String = "") -> String {
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>Budget of the port</title></head><body>\(before)"
            + "<article><h1>Budget of the port</h1>\(article)</article>\(behind)</body></html>"
    }

    private static let frames: [(String, String)] = [
        ("<header>", "</header>"), ("<div class=notice>", "</div>"),
        ("<header><nav><a href=/>Home</a></nav>", "</header>"),
        ("<div><div class=topbar>Harbour press office, all rights reserved</div><div>", "</div></div>"),
        ("<footer>", "<p>Copyright</p></footer>"),
    ]

    @Test(arguments: ["EMBARGOED UNTIL MONDAY 9AM", "STRICTLY EMBARGOED", "解禁时间：周一上午10时"])
    func aBanAroundAPageIsTold(ban: String) throws {
        for (open, close) in Self.frames {
            let block = "\(open)<p>\(ban)</p>\(close)"
            for page in [Self.page(before: block), Self.page(behind: block)] {
                let bulletin = try read(page, as: "a.html")
                #expect(bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(page)")
                #expect(!bulletin.sections.map(\.html).joined().contains(ban))
            }
        }
    }

    @Test(arguments: [
        "NOT FOR PUBLICATION before 2 March 2031", "Embargoed until 2 March 2031 9:00", "请勿于2031年3月2日前发布",
    ])
    func aDateAroundAPageHoldsBack(ban: String) throws {
        for (open, close) in Self.frames {
            let block = "\(open)<p>\(ban)</p>\(close)"
            for page in [Self.page(before: block), Self.page(behind: block)] {
                let date = try #require(try read(page, as: "a.html").date, "\(page)")
                #expect("\(date.day)" == "2031-03-02" && date.mayHold && date.isNamed)
            }
        }
    }

    /// Headlines of other pages, and what is hidden.
    @Test(arguments: [
        "<aside><h3>More</h3><ul><li><a href=/1>Embargoed until Monday: how the press works</a></li></ul></aside>",
        "<nav><a href=/e>Embargoed</a> <a href=/n>News</a></nav>",
        "<footer><p>EU extends arms embargo until Monday</p></footer>",
        "<header><p style='display:none'>EMBARGOED UNTIL MONDAY</p></header>",
        "<footer><p>Copyright 2031-03-02</p></footer>",
        "<header><p>限售股周一解禁</p></header>",
    ])
    func otherFramesForbidNothing(block: String) throws {
        for page in [Self.page(before: block), Self.page(behind: block)] {
            let bulletin = try read(page, as: "a.html")
            #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(page)")
            #expect(bulletin.date?.isNamed != true)
        }
    }

    // MARK: Documents

    private static let body =
        Make.style("Title", "Budget of the port") + Make.p("The port will spend ten million on dredging next year.")

    private static func word(_ kind: String, _ text: String, dated: String = "") -> [UInt8] {
        let name = kind == "header" ? "hdr" : "ftr"
        let image =
            "<w:p><w:r><w:drawing><wp:inline><wp:docPr id='1' name='x'/><a:blip r:embed='i'/></wp:inline></w:drawing></w:r></w:p>"
        let part = "<w:\(name) \(Make.wordNames)>\(Make.p("Secret desk"))\(Make.p(text))\(image)</w:\(name)>"
        let relations =
            "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\(Make.relation("i", "image", "a.png"))</Relationships>"
        return Make.word(
            dated + body, relations: Make.relation("h", kind, "\(kind)1.xml"),
            parts: [
                ("word/\(kind)1.xml", Array(part.utf8)), ("word/_rels/\(kind)1.xml.rels", Array(relations.utf8)),
                ("word/a.png", Make.png),
            ])
    }

    @Test(arguments: ["header", "footer"]) func headsOfPagesForbid(kind: String) throws {
        let held = try read(document: Self.word(kind, "EMBARGOED UNTIL 2 March 2031", dated: Make.p("1 March 2031")))
        let date = try #require(held.date)
        #expect("\(date.day)" == "2031-03-02" && date.mayHold && date.isNamed)
        let open = try read(document: Self.word(kind, "解禁时间：周一上午10时"))
        #expect(open.findings.contains { $0.rule == Bulletin.openEmbargoRule })
        let plain = try read(document: Self.word(kind, "Harbour Office, 2 March 2031"))
        #expect(plain.date == nil && !plain.findings.contains { $0.rule == Bulletin.openEmbargoRule })
        for bulletin in [held, open, plain] {
            #expect(bulletin.title == "Budget of the port" && bulletin.attachments.isEmpty)
            let shown = bulletin.shown + bulletin.intro
            #expect(!shown.contains("Secret") && !shown.contains("EMBARGOED") && !shown.contains("解禁"))
        }
    }

    @Test func headsOfPagesForbidInOpenDocuments() throws {
        for (text, rule) in [("EMBARGOED UNTIL MONDAY 9AM", true), ("Secret desk", false)] {
            let bulletin = try read(
                document: Make.open(
                    "<text:h text:outline-level='1'>Budget of the port</text:h><text:p>The port will spend ten million.</text:p>",
                    common:
                        "<style:master-page><style:header><text:p>\(text)</text:p></style:header></style:master-page>"),
                as: "a.odt")
            #expect(bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule } == rule)
            #expect(!bulletin.everything.contains("Secret") && !bulletin.shown.contains("EMBARGOED"))
        }
    }
}
