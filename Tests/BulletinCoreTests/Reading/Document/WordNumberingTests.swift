import Testing

@testable import BulletinCore

@Suite struct WordNumberingTests {
    private typealias Make = DocumentRecipe

    static func level(
        _ level: Int = 0, _ format: String, _ text: String, start: Int = 1, more: String = ""
    ) -> String {
        "<w:lvl w:ilvl='\(level)'><w:start w:val='\(start)'/><w:numFmt w:val='\(format)'/>\(more)<w:lvlText w:val='\(text)'/></w:lvl>"
    }

    static func numbering(_ levels: String, numbers: String = "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>")
        -> String
    { "<w:abstractNum w:abstractNumId='0'>\(levels)</w:abstractNum>\(numbers)" }

    private func text(_ body: String, _ numbering: String?, styles: String? = nil) throws -> [Substring] {
        // A notice stays one story, whatever is counted in it.
        let bytes = Make.word(Make.style("Title", "关于数字的通知") + body, styles: styles, numbering: numbering)
        return try read(document: bytes).sections.flatMap { $0.text.split(separator: "\n") }
    }

    @Test(arguments: [
        ("chineseCounting", "%1、", 1, ["一、甲", "二、乙"]), ("chineseCountingThousand", "（%1）", 10, ["（十）甲", "（十一）乙"]),
        ("chineseCountingThousand", "%1、", 20, ["二十、甲", "二十一、乙"]),
        ("chineseCountingThousand", "%1、", 101, ["一百零一、甲", "一百零二、乙"]),
        ("ideographDigital", "%1、", 10, ["一〇、甲", "一一、乙"]), ("decimalEnclosedCircle", "%1", 20, ["⑳ 甲", "㉑ 乙"]),
        ("decimalEnclosedCircleChinese", "%1", 1, ["① 甲", "② 乙"]), ("decimalFullWidth", "%1．", 9, ["９．甲", "１０．乙"]),
        ("chineseLegalSimplified", "%1、", 2, ["贰、甲", "叁、乙"]), ("ideographTraditional", "%1、", 1, ["甲、甲", "乙、乙"]),
        ("upperRoman", "%1、", 9, ["IX、甲", "X、乙"]), ("lowerLetter", "(%1)", 26, ["(z) 甲", "(aa) 乙"]),
        ("decimal", "第%1条", 3, ["第3条 甲", "第4条 乙"]), ("decimalEnclosedParen", "%1", 1, ["⑴ 甲", "⑵ 乙"]),
        ("bullet", "★", 1, ["★ 甲", "★ 乙"]),
    ]) func numbersBecomeText(format: String, text: String, start: Int, expected: [String]) throws {
        // Text between the items.
        let body = Make.item("甲", 1) + Make.p("文。") + Make.item("乙", 1) + Make.p("字。")
        #expect(
            try self.text(body, Self.numbering(Self.level(0, format, text, start: start))).map(String.init)
                == [expected[0], "文。", expected[1], "字。"])
    }

    @Test func levels() throws {
        let numbering = Self.numbering(
            Self.level(0, "chineseCounting", "%1、") + Self.level(1, "decimal", "%1.%2、", more: "<w:isLgl/>")
                + Self.level(2, "decimal", "%3）", more: "<w:lvlRestart w:val='0'/>"))
        let body = [(0, "a"), (1, "b"), (2, "c"), (1, "d"), (0, "e"), (1, "f"), (2, "g")]
            .map { Make.item($0.1, 1, level: $0.0) }.joined()
        #expect(try text(body, numbering) == ["一、a", "1.1、b", "1）c", "1.2、d", "二、e", "2.1、f", "2）g"])
    }

    @Test func overridesRestart() throws {
        let numbering = Self.numbering(
            Self.level(0, "decimal", "%1、"),
            numbers:
                "<w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num><w:num w:numId='2'><w:abstractNumId w:val='0'/>"
                + "<w:lvlOverride w:ilvl='0'><w:startOverride w:val='5'/></w:lvlOverride></w:num>")
        let body =
            Make.item("a", 1) + Make.item("b", 1) + Make.item("c", 2) + Make.item("d", 2) + Make.item("e", 0)
            + Make.item("f", 9)
        #expect(try text(body, numbering) == ["1、a", "2、b", "5、c", "6、d", "e", "f"])
    }

    @Test func numbersOfStyles() throws {
        let numbering = Self.numbering(
            Self.level(0, "chineseCounting", "%1、", more: "<w:pStyle w:val='H'/>")
                + Self.level(1, "decimal", "%2、", more: "<w:pStyle w:val='K'/>"))
        let styles = ["H", "K"].map {
            "<w:style w:type='paragraph' w:styleId='\($0)'><w:name w:val='\($0)'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        }.joined()
        let body = Make.style("H", "a") + Make.style("K", "b") + Make.style("K", "c") + Make.style("H", "d")
        #expect(try text(body, numbering, styles: styles) == ["一、a", "1、b", "2、c", "二、d"])
    }

    @Test func numbersOfHeadingsAreMarkers() throws {
        let numbering = Self.numbering(Self.level(0, "chineseCounting", "%1、", more: "<w:pStyle w:val='Heading1'/>"))
        let styles =
            "<w:style w:type='paragraph' w:styleId='Heading1'><w:name w:val='heading 1'/><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
        let body =
            Make.style("Title", "园区周报") + Make.style("Heading1", "甲地的桥梁开工") + Make.p("文。")
            + Make.style("Heading1", "乙地的学校开学") + Make.p("文。")
        let bulletin = try read(document: Make.word(body, styles: styles, numbering: numbering))
        #expect(bulletin.sections.map { $0.marker + $0.title } == ["一、甲地的桥梁开工", "二、乙地的学校开学"])
    }

    @Test func numberedParagraphsWithTextBetweenAreStories() throws {
        let body =
            Make.style("Title", "园区周报") + Make.item("甲地的桥梁开工", 1) + Make.p("桥长三百米，预计明年通车，耗资一亿元。")
            + Make.item("乙地的学校开学", 1) + Make.p("新生八百人，比去年多一百人，教师也有增加。")
        let bulletin = try read(
            document: Make.word(body, numbering: Self.numbering(Self.level(0, "chineseCounting", "%1、"))))
        #expect(bulletin.sections.map { $0.marker + $0.title } == ["一、甲地的桥梁开工", "二、乙地的学校开学"])
    }

    @Test func shortListsStayLists() throws {
        let numbering =
            "<w:abstractNum w:abstractNumId='0'>\(Self.level(0, "decimal", "%1.", start: 3))\(Self.level(1, "bullet", "\u{F0B7}", more: "<w:rPr><w:rFonts w:ascii='Symbol'/></w:rPr>"))</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='0'/></w:num>"
        let long = "开头的一段话，写得比较长，占了全文的多数篇幅，后面的列表只是其中的几个要点而已，并不是单独的消息。"
        let body =
            Make.style("Title", "题") + Make.p(long) + Make.item("a", 1) + Make.item("b", 1, level: 1)
            + Make.item("c", 1, level: 1) + Make.item("d", 1) + Make.p("完")
        #expect(
            try read(document: Make.word(body, numbering: numbering)).sections[0].html.split(separator: "\n")
                .dropFirst()
                .joined() == #"<ol start="3"><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ol><p>完</p>"#)
    }

    @Test(arguments: [
        ("Wingdings", "\u{F06C}", "●"), ("Wingdings", "\u{F06E}", "■"), ("Wingdings", "\u{F075}", "◆"),
        ("Wingdings", "\u{F0D8}", "➢"), ("Wingdings", "\u{F081}", "①"), ("Symbol", "\u{F0B7}", "•"),
        ("Wingdings", "l", "●"), ("Courier New", "o", "◦"), ("SimSun", "■", "■"), ("Wingdings", "\u{F0FF}", "•"),
    ]) func bullets(font: String, character: String, expected: String) throws {
        let numbering = Self.numbering(
            Self.level(0, "bullet", character, more: "<w:rPr><w:rFonts w:ascii='\(font)'/></w:rPr>"))
        let styles = WordStyles(nil)
        let xml = "<w:numbering \(Make.wordNames)>\(numbering)</w:numbering>"
        var package = try DocumentPackage(
            Source(
                path: SourcePath("a.docx"), bytes: Make.word("", parts: [("word/numbering.xml", Array(xml.utf8))])),
            limits: ReadingLimits())
        var counted = WordNumbering(try package.steps(of: "word/numbering.xml", as: WordName.self), styles)
        let place = counted.next("1", level: 0, style: nil)
        #expect(place?.marker == expected)
    }
}
