import Testing

@testable import BulletinCore

@Suite struct WordReaderTests {
    private typealias Make = DocumentRecipe

    /// The HTML of a single story `题`.
    private func html(
        _ body: String, styles: String? = nil, numbering: String? = nil, relations: String = "",
        parts: [(String, [UInt8])] = []
    ) throws -> String {
        let bytes = Make.word(
            Make.style("Title", "题") + body, styles: styles, numbering: numbering, relations: relations, parts: parts)
        let bulletin = try read(document: bytes)
        #expect(bulletin.kind == .single && bulletin.title == "题")
        return bulletin.sections[0].html.split(separator: "\n").joined()
    }

    @Test func headingsAreStories() throws {
        let body =
            Make.style("Title", "园区周报") + Make.p("第3期") + Make.p("") + Make.style("1", "甲地的桥梁开工建设")
            + Make.p("文。") + Make.style("own", "乙地的学校迎来新生") + Make.p("文。")
            + Make.p("丙地的医院扩建完成", "<w:outlineLvl w:val='0'/>") + Make.p("文。")
        let styles = """
            <w:style w:type='paragraph' w:styleId='1'><w:name w:val='heading 1'/></w:style>
            <w:style w:type='paragraph' w:styleId='own'><w:name w:val='我的标题'/><w:basedOn w:val='1'/></w:style>
            """
        let bulletin = try read(document: Make.word(body, styles: styles))
        #expect(bulletin.title == "园区周报" && bulletin.issue == "第3期")
        #expect(bulletin.shown == "甲地的桥梁开工建设|<p>文。</p>\n乙地的学校迎来新生|<p>文。</p>\n丙地的医院扩建完成|<p>文。</p>")
        #expect(bulletin.sections.map(\.line) == [4, 6, 8])
    }

    @Test(
        arguments: [
            ("heading 2", .role(.heading(2))), ("标题 1", .role(.heading(1))), ("Heading1", .role(.heading(1))),
            ("Überschrift 3", .role(.heading(3))), ("見出し 1", .role(.heading(1))), ("Title", .role(.title)),
            ("标题", .role(.title)), ("Subtitle", .role(.subtitle)), ("toc 2", .contents), ("TOC Heading", .contents),
            ("Normal", nil), ("Heading", nil), ("Heading 0", nil), ("List 2", nil), ("", nil),
        ] as [(String, WordStyles.Purpose?)]) func stylesByName(name: String, purpose: WordStyles.Purpose?)
    {
        #expect(WordStyles.purpose(Array(name.utf8)) == purpose)
    }

    @Test func stylesInARing() throws {
        let styles = """
            <w:style w:type='paragraph' w:styleId='a'><w:name w:val='x'/><w:basedOn w:val='b'/></w:style>
            <w:style w:type='paragraph' w:styleId='b'><w:name w:val='y'/><w:basedOn w:val='a'/></w:style>
            """
        #expect(try html(Make.style("a", "文"), styles: styles) == "<p>文</p>")
    }

    @Test func runs() throws {
        let body = """
            <w:p><w:r><w:rPr><w:b/></w:rPr><w:t>粗</w:t></w:r><w:r><w:rPr><w:b w:val='0'/><w:i/></w:rPr><w:t>斜</w:t></w:r>\
            <w:r><w:rPr><w:u w:val='single'/></w:rPr><w:t>下</w:t></w:r><w:r><w:rPr><w:u w:val='none'/><w:strike/></w:rPr>\
            <w:t>删</w:t></w:r><w:r><w:t>m</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>\
            <w:r><w:t>H</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='subscript'/></w:rPr><w:t>2</w:t></w:r>\
            <w:r><w:rPr><w:rStyle w:val='S'/></w:rPr><w:t>强</w:t></w:r></w:p>
            """
        let styles = "<w:style w:type='character' w:styleId='S'><w:name w:val='Strong'/><w:rPr><w:b/></w:rPr></w:style>"
        #expect(
            try html(body, styles: styles)
                == "<p><b>粗</b><i>斜</i><u>下</u><s>删</s>m<sup>2</sup>H<sub>2</sub><b>强</b></p>")
    }

    @Test func marksInText() throws {
        let body = """
            <w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>\
            <w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/><w:t>e</w:t><w:br w:type='page'/><w:t>f</w:t>\
            <w:sym w:font='Wingdings' w:char='F0E0'/><w:sym w:font='Symbol' w:char='F06D'/><w:t>\u{F0FC}</w:t></w:r></w:p>
            """
        #expect(try html(body) == "<p>a b<br/>c\u{2011}def→μ✓</p>")
    }

    @Test func whatIsNotShownNeverLeaks() throws {
        let hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>SECRET</w:t></w:r>"
        let body = """
            <w:p><w:r><w:t>留</w:t></w:r><w:del w:id='1'><w:r><w:delText>SECRET</w:delText></w:r><w:r><w:t>SECRET</w:t></w:r></w:del>\
            <w:ins w:id='2'><w:r><w:t>加</w:t></w:r></w:ins><w:moveFrom w:id='3'><w:r><w:t>SECRET</w:t></w:r></w:moveFrom>\
            <w:moveTo w:id='4'><w:r><w:t>移</w:t></w:r></w:moveTo>\(hidden)<w:r><w:rPr><w:rStyle w:val='H'/></w:rPr><w:t>SECRET</w:t></w:r>\
            <w:commentRangeStart w:id='0'/><w:r><w:t>注</w:t></w:r><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>\
            <w:r><w:rPr><w:b/><w:rPrChange w:id='9'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>改</w:t></w:r></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id='5'/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>\(Make.p("后"))
            <w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> DATE SECRET </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>SECRET</w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
            <w:r><w:t>SECRET</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>\
            <w:r><w:t>三月</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>
            <w:sdt><w:sdtPr><w:alias w:val='SECRET'/><w:showingPlcHdr/></w:sdtPr><w:sdtContent>\(Make.p("SECRET"))</w:sdtContent></w:sdt>
            <w:sdt><w:sdtPr/><w:sdtContent>\(Make.p("框"))</w:sdtContent></w:sdt>
            <w:tbl><w:tr><w:trPr><w:del w:id='6'/></w:trPr><w:tc>\(Make.p("SECRET"))</w:tc></w:tr>
            <w:tr><w:tc>\(Make.p("格"))</w:tc><w:tc><w:tcPr><w:cellDel w:id='7'/></w:tcPr>\(Make.p("SECRET"))</w:tc><w:tc>\(Make.p("子"))</w:tc></w:tr></w:tbl>
            <w:altChunk r:id='chunk'/>
            """
        let comments = "<w:comments \(Make.wordNames)><w:comment w:id='0'>\(Make.p("SECRET"))</w:comment></w:comments>"
        let bulletin = try read(
            document: Make.word(
                Make.style("Title", "题") + body,
                styles:
                    "<w:style w:type='character' w:styleId='H'><w:name w:val='x'/><w:rPr><w:vanish/></w:rPr></w:style>",
                relations: Make.relation("c", "comments", "comments.xml") + Make.relation("chunk", "aFChunk", "c.html"),
                parts: [
                    ("word/comments.xml", Array(comments.utf8)), ("word/c.html", Array("<p>SECRET".utf8)),
                    ("word/header1.xml", Array("<w:hdr \(Make.wordNames)>\(Make.p("SECRET"))</w:hdr>".utf8)),
                ]))
        #expect(!bulletin.everything.contains("SECRET"))
        #expect(
            bulletin.sections[0].text == "留加移注改\n前后\n三月\n框\n格\t子")
        #expect(bulletin.findings.contains { $0.rule == "EmbeddedDocuments" })
    }

    @Test func textBoxesComeOnce() throws {
        let box = "<w:txbxContent>\(Make.p("框中"))</w:txbxContent>"
        let body = """
            <w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>\(box)</wps:txbx></w:drawing></mc:Choice>\
            <mc:Fallback><w:pict><v:textbox>\(box)</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>
            """
        #expect(try html(body) == "<p>前后</p><p>框中</p>")
    }

    @Test func links() throws {
        let body = """
            <w:p><w:hyperlink r:id='a'><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:t>，</w:t></w:r>\
            <w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> HYPERLINK "https://b.example/" \\o "x" </w:instrText></w:r>\
            <w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>乙</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>\
            <w:fldSimple w:instr='HYPERLINK https://c.example/'><w:r><w:t>丙</w:t></w:r></w:fldSimple>\
            <w:hyperlink w:anchor='x'><w:r><w:t>丁</w:t></w:r></w:hyperlink><w:hyperlink r:id='f'><w:r><w:t>戊</w:t></w:r></w:hyperlink></w:p>
            """
        let relations =
            Make.relation("a", "hyperlink", "https://a.example/x?y=1&amp;z=2", isExternal: true)
            + Make.relation("f", "hyperlink", "file:///etc/passwd", isExternal: true)
        #expect(
            try html(body, relations: relations)
                == #"<p><a href="https://a.example/x?y=1&amp;z=2">甲</a>，<a href="https://b.example/">乙</a>"#
                + #"<a href="https://c.example/">丙</a>丁戊</p>"#)
    }

    /// Word keeps what stands behind `#` apart.
    @Test(arguments: [
        ("r:id='a' w:anchor='/notice/12'", "", "https://a.example/#/notice/12"),
        ("r:id='b' w:anchor='x'", "", "https://b.example/?q#own"), ("r:id='a' w:anchor=''", "", "https://a.example/"),
        ("r:id='m' w:anchor='x'", "", "mailto:a@b.example"), ("r:id='a' w:anchor='#x'", "", "https://a.example/#x"),
        ("", #"HYPERLINK "https://a.example/" \l "/notice/13""#, "https://a.example/#/notice/13"),
        ("", #"HYPERLINK "https://a.example/" \o "\l tip" \l part \n"#, "https://a.example/#part"),
        ("", #"HYPERLINK \t "_blank" \l "p" https://a.example/"#, "https://a.example/#p"),
        ("", #"HYPERLINK "https://a.example/#own" \l "p""#, "https://a.example/#own"),
    ]) func linksKeepTheirFragment(attributes: String, field: String, address: String) throws {
        let relations =
            Make.relation("a", "hyperlink", "https://a.example/", isExternal: true)
            + Make.relation("b", "hyperlink", "https://b.example/?q#own", isExternal: true)
            + Make.relation("m", "hyperlink", "mailto:a@b.example", isExternal: true)
        let text = "<w:r><w:t>甲</w:t></w:r>"
        let body =
            field.isEmpty
            ? "<w:hyperlink \(attributes)>\(text)</w:hyperlink>"
            : "<w:fldSimple w:instr='\(field)'>\(text)</w:fldSimple>"
        #expect(try html("<w:p>\(body)</w:p>", relations: relations) == "<p><a href=\"\(address)\">甲</a></p>")
    }

    @Test func aFieldWithoutEndSwallowsNothing() throws {
        let begin = "<w:p><w:r><w:fldChar w:fldCharType='begin'/><w:instrText>REF x</w:instrText></w:r></w:p>"
        #expect(try html(begin + Make.p("文")) == "<p>文</p>")
    }

    @Test func notesStandAtTheEndOfTheirStory() throws {
        let note =
            "<w:footnotes \(Make.wordNames)><w:footnote w:type='separator' w:id='-1'>\(Make.p("线"))</w:footnote><w:footnote w:id='2'>\(Make.p("注一"))\(Make.p("续"))</w:footnote><w:footnote w:id='3'>\(Make.p("注二"))</w:footnote></w:footnotes>"
        func story(_ title: String, _ id: Int) -> String {
            Make.style("Heading1", title)
                + "<w:p><w:r><w:t>文</w:t></w:r><w:r><w:footnoteReference w:id='\(id)'/></w:r></w:p>" + Make.p("末。")
        }
        let bytes = Make.word(
            Make.style("Title", "周报") + story("甲地的桥梁开工建设", 2) + story("乙地的学校迎来新生", 3),
            relations: Make.relation("n", "footnotes", "footnotes.xml"),
            parts: [("word/footnotes.xml", Array(note.utf8))])
        #expect(
            try read(document: bytes).sections.map(\.text) == ["文[1]\n末。\n[1] 注一 续", "文[1]\n末。\n[1] 注二"])
        let article = Make.word(
            Make.p("甲地的桥梁和乙地的学校") + story("一", 2).replacing("Heading1", with: "x")
                + story("二", 3).replacing("Heading1", with: "x"),
            relations: Make.relation("n", "footnotes", "footnotes.xml"),
            parts: [("word/footnotes.xml", Array(note.utf8))])
        let single = try read(document: article)
        #expect(single.sections.count == 1)
        #expect(single.sections[0].text.hasSuffix("文[2]\n末。\n[1] 注一 续\n[2] 注二"))
    }

    /// A note that comes to one story is no correction of the next.
    @Test func notesAreCountedInTheirStory() throws {
        func document(_ first: Int) throws -> Bulletin {
            let notes = (0..<14).map { "<w:footnote w:id='\($0)'>\(Make.p("注\($0)"))</w:footnote>" }.joined()
            func marks(_ ids: Range<Int>) -> String {
                "<w:p><w:r><w:t>文</w:t></w:r>" + ids.map { "<w:r><w:footnoteReference w:id='\($0)'/></w:r>" }.joined()
                    + "<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>[9]</w:t></w:r></w:p>"
            }
            return try read(
                document: Make.word(
                    Make.style("Title", "周报") + Make.style("Heading1", "甲地的桥梁开工建设") + marks(0..<first)
                        + Make.p("末。") + Make.style("Heading1", "乙地的学校迎来新生") + marks(11..<13)
                        + "<w:tbl><w:tr><w:tc>\(marks(13..<14))</w:tc><w:tc>\(Make.p("格"))</w:tc></w:tr></w:tbl>",
                    relations: Make.relation("n", "footnotes", "footnotes.xml"),
                    parts: [
                        (
                            "word/footnotes.xml",
                            Array("<w:footnotes \(Make.wordNames)>\(notes)</w:footnotes>".utf8)
                        )
                    ]))
        }
        let (one, two) = (try document(1), try document(11))
        #expect(one.sections[1].html == two.sections[1].html)
        #expect(one.sections[1].text == "文[1][2][9]\n文[3][9]\t格\n[1] 注11\n[2] 注12\n[3] 注13")
        #expect(two.sections[0].text.hasSuffix("\n[11] 注10"))
    }

    @Test func columnsOfStoriesAreNoTable() throws {
        func cell(_ text: String) -> String { "<w:tc>\(text)</w:tc>" }
        func story(_ title: String) -> String { Make.style("Heading1", title) + Make.p("文。") }
        let columns =
            "<w:tbl><w:tr>\(cell(story("甲地的桥梁开工建设") + story("乙地的学校迎来新生")))\(cell(story("丙地的医院扩建完成")))</w:tr></w:tbl>"
        let bulletin = try read(document: Make.word(Make.style("Title", "园区周报") + columns))
        #expect(bulletin.shown == "甲地的桥梁开工建设|<p>文。</p>\n乙地的学校迎来新生|<p>文。</p>\n丙地的医院扩建完成|<p>文。</p>")
        let heads =
            "<w:tbl><w:tr>\(cell(Make.style("Heading1", "县区")))\(cell(Make.style("Heading1", "面积")))</w:tr><w:tr>\(cell(Make.p("甲县")))\(cell(Make.p("3.2")))</w:tr></w:tbl>"
        #expect(try html(heads).hasPrefix("<table>"))
    }

    @Test func tables() throws {
        func cell(_ text: String, _ properties: String = "") -> String {
            "<w:tc><w:tcPr>\(properties)</w:tcPr>\(Make.p(text))</w:tc>"
        }
        let body = """
            <w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>\(cell("甲"))\(cell("乙", "<w:gridSpan w:val='2'/>"))</w:tr>
            <w:tr>\(cell("一", "<w:vMerge w:val='restart'/>"))\(cell("二"))\(cell("三"))</w:tr>
            <w:tr>\(cell("", "<w:vMerge/>"))\(cell("四"))\(cell("五"))</w:tr></w:tbl>
            """
        let rows = [
            "<tr><th><p>甲</p></th><th colspan=\"2\"><p>乙</p></th></tr>",
            "<tr><td rowspan=\"2\"><p>一</p></td><td><p>二</p></td><td><p>三</p></td></tr>",
            "<tr><td><p>四</p></td><td><p>五</p></td></tr>",
        ]
        #expect(try html(body) == "<table><tbody>\(rows.joined())</tbody></table>")
        #expect(try html("<w:tbl><w:tr>\(cell("框"))</w:tr></w:tbl>") == "<p>框</p>")
    }

    @Test func boldLinesOverTextAreHeadings() throws {
        let story = { (title: String) in Make.p(title, run: "<w:b/>") + Make.p("正文一段，说明事情的来龙去脉，写得详细。") }
        let body =
            Make.p("海港工作周报", "<w:jc w:val='center'/>", run: "<w:b/><w:sz w:val='44'/>") + Make.p("第12期")
            + story("港口吞吐量创下新高") + story("夜航通道正式开放") + story("渔船检修季开始了")
        let bulletin = try read(document: Make.word(body))
        #expect(bulletin.title == "海港工作周报")
        #expect(bulletin.sections.map(\.title) == ["港口吞吐量创下新高", "夜航通道正式开放", "渔船检修季开始了"])
    }

    @Test func boldPartsOfANoticeStayWhole() throws {
        let part = { (title: String) in Make.p(title, run: "<w:b/>") + Make.p("正文一段，说明要求，写得详细，一共有几句话。") }
        let body =
            Make.p("关于做好值班工作的通知", "<w:jc w:val='center'/>", run: "<w:sz w:val='44'/>") + part("一、加强领导")
            + part("二、落实制度") + part("三、严格管理")
        #expect(try read(document: Make.word(body)).sections.map(\.title) == ["关于做好值班工作的通知"])
    }

    private func drawing(_ relation: String, alt: String = "") -> String {
        "<w:p><w:r><w:drawing><wp:docPr descr='\(alt)'/><a:blip \(relation)/></w:drawing></w:r></w:p>"
    }

    /// Word counts pictures anew each time: one that is put before others makes no other of them.
    @Test func aPictureKeepsItsNameWhateverItsNumber() throws {
        let other = Make.png + [9]
        func references(_ pictures: [[UInt8]]) throws -> [[UInt8]: String] {
            let numbers = 1...pictures.count
            let bulletin = try read(
                document: Make.word(
                    Make.style("Title", "题") + numbers.map { drawing("r:embed='p\($0)'") }.joined() + Make.p("文"),
                    relations: numbers.map { Make.relation("p\($0)", "image", "media/image\($0).png") }.joined(),
                    parts: zip(numbers, pictures).map { ("word/media/image\($0).png", $1) }))
            return Dictionary(uniqueKeysWithValues: bulletin.attachments.map { ($0.bytes, $0.reference) })
        }
        let alone = try references([Make.png])
        let both = try references([other, Make.png, other])
        #expect(both[Make.png] == alone[Make.png])
        #expect(both.count == 2)
    }

    @Test func images() throws {
        let body =
            drawing("r:embed='p'", alt: "桥") + drawing("r:embed='p'") + drawing("r:embed='e'")
            + drawing("r:link='x'") + drawing("r:embed='u'") + drawing("r:embed='m'")
            + "<w:p><w:r><w:pict><v:shape alt='船'><v:imagedata r:id='j'/></v:shape></w:pict></w:r></w:p>" + Make.p("文")
        let relations =
            Make.relation("p", "image", "media/image1.png") + Make.relation("e", "image", "media/image2.emf")
            + Make.relation("x", "image", "http://169.254.169.254/a.png", isExternal: true)
            + Make.relation("u", "image", "\\\\server\\share\\a.png") + Make.relation("m", "image", "media/none.png")
            + Make.relation("j", "image", "/word/media/Image%203.jpeg")
        let bulletin = try read(
            document: Make.word(
                Make.style("Title", "题") + body, relations: relations,
                parts: [
                    ("word/media/image1.png", Make.png), ("word/media/image2.emf", [1, 0, 0, 0]),
                    ("word/media/Image 3.jpeg", [0xFF, 0xD8, 0xFF, 0xE0]),
                ]))
        #expect(
            bulletin.attachments == [
                Attachment(
                    reference: "image-7f47b756761a.png", title: "桥", mediaType: "image/png", bytes: Make.png),
                Attachment(
                    reference: "image-ba4f25bf16ba.jpg", title: "船", mediaType: "image/jpeg",
                    bytes: [0xFF, 0xD8, 0xFF, 0xE0]),
            ])
        #expect(
            bulletin.findings.filter { $0.rule == "ImagesLeftOut" }.map(\.message) == [
                "2 images were left out: they lie outside the document, and nothing is fetched",
                "1 images were left out: they are neither PNG, JPEG, GIF nor WebP",
                "1 images were left out: they are missing, or more than 200",
            ])
    }

    @Test func macrosAndTemplatesAreNotTouched() throws {
        let bulletin = try read(
            document: Make.word(
                Make.style("Title", "题") + Make.p("文"),
                relations: Make.relation("t", "attachedTemplate", "http://169.254.169.254/x.dotm", isExternal: true),
                type: "application/vnd.ms-word.document.macroEnabled.main+xml",
                parts: [("word/vbaProject.bin", Array("macro".utf8))]), as: "a.docm")
        #expect(bulletin.shown == "题|<p>文</p>")
        #expect(bulletin.findings.map(\.rule) == ["MacrosIgnored"])
    }

    @Test func properties() throws {
        func core(_ title: String, _ creator: String) -> (String, [UInt8]) {
            (
                "docProps/core.xml",
                Array(
                    "<c xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>\(title)</dc:title><dc:creator>\(creator)</dc:creator></c>"
                        .utf8)
            )
        }
        let body = Make.p("①甲地开工，文字很多很多很多很多。") + Make.p("②乙地开学，文字很多很多很多很多。")
        var bulletin = try read(document: Make.word(body, parts: [core("一周要闻", "张三")]), as: "x-1.docx")
        #expect(bulletin.facts == [HeaderFact(.author, "张三")])
        bulletin = try read(
            document: Make.word(Make.style("Title", "题") + Make.p("文"), parts: [core("旧题", "Administrator")]))
        #expect(bulletin.title == "题" && bulletin.facts.isEmpty)
    }

    @Test func strictNamespace() throws {
        let xml =
            "<w:document xmlns:w='http://purl.oclc.org/ooxml/wordprocessingml/main'><w:body>\(Make.style("Title", "题"))\(Make.p("文"))</w:body></w:document>"
        #expect(
            try read(document: Make.word("", parts: [("word/document.xml", Array(xml.utf8))])).shown == "题|<p>文</p>")
    }
}
