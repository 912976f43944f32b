import Testing

@testable import BulletinCore

@Suite struct OpenDocumentTests {
    private typealias Make = DocumentRecipe

    static let title = "<text:p text:style-name='Title'>题</text:p>"
    static let titleStyle = "<style:style style:name='Title' style:family='paragraph'/>"

    private func html(_ body: String, styles: String = "", parts: [(String, [UInt8])] = []) throws -> String {
        let bytes = Make.open(Self.title + body, styles: styles, common: Self.titleStyle, parts: parts)
        let bulletin = try read(document: bytes, as: "a.odt")
        #expect(bulletin.kind == .single && bulletin.title == "题")
        return bulletin.sections[0].html.split(separator: "\n").joined()
    }

    @Test func headingsAreStories() throws {
        let body = """
            <text:p text:style-name='T1'>园区周报</text:p><text:p>第3期</text:p>
            <text:h text:outline-level='1'>甲地的桥梁开工建设</text:h><text:p>文。</text:p>
            <text:p text:style-name='Own'>乙地的学校迎来新生</text:p><text:p>文。</text:p>
            """
        let common = """
            <style:style style:name='Title' style:family='paragraph'/>
            <style:style style:name='Heading_20_1' style:display-name='Heading 1' style:family='paragraph'/>
            <style:style style:name='Own' style:family='paragraph' style:parent-style-name='Heading_20_1'/>
            """
        let styles = "<style:style style:name='T1' style:family='paragraph' style:parent-style-name='Title'/>"
        let bulletin = try read(document: Make.open(body, styles: styles, common: common), as: "a.odt")
        #expect(bulletin.title == "园区周报" && bulletin.issue == "第3期")
        #expect(bulletin.shown == "甲地的桥梁开工建设|<p>文。</p>\n乙地的学校迎来新生|<p>文。</p>")
        #expect(bulletin.sections.map(\.line) == [3, 5])
    }

    /// A name in bold over its issue is the title, wherever it stands in the line.
    @Test func aBoldNameIsTheTitle() throws {
        func bold(_ text: String) -> String { "<text:p><text:span text:style-name='B'>\(text)</text:span></text:p>" }
        let body =
            bold("检察信息快报") + "<text:p>平江区检察院　第31期</text:p>"
            + ["对一起案件提起公诉", "古井完成修复", "检察官开讲第一课"].map { bold($0) + "<text:p>\($0)，群众到场旁听。</text:p>" }.joined()
        let styles =
            "<style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>"
        let bulletin = try read(document: Make.open(body, styles: styles), as: "a.odt")
        #expect(bulletin.title == "检察信息快报")
        #expect(bulletin.sections.map(\.title) == ["对一起案件提起公诉", "古井完成修复", "检察官开讲第一课"])
    }

    @Test func stylesThatAreNotDefined() throws {
        let body = "\(Self.title)<text:p text:style-name='Heading_20_1'>甲地</text:p><text:p>文</text:p>"
        #expect(try read(document: Make.open(body), as: "a.odt").shown == "题|<h2>甲地</h2>\n<p>文</p>")
    }

    @Test func runsAndMarks() throws {
        let styles = """
            <style:style style:name='B' style:family='text'><style:text-properties fo:font-weight='bold'/></style:style>
            <style:style style:name='I' style:family='text' style:parent-style-name='B'><style:text-properties fo:font-style='italic'/></style:style>
            <style:style style:name='U' style:family='text'><style:text-properties style:text-position='super 58%'/></style:style>
            """
        let body = """
            <text:p>  a
              b<text:span text:style-name='B'>粗<text:span text:style-name='I'>斜</text:span></text:span>m<text:span text:style-name='U'>2</text:span><text:s text:c='2'/>c<text:tab/>d<text:line-break/>e<text:soft-page-break/><text:a xlink:href='https://a.example/'>f</text:a><text:a xlink:href='../b.odt'>g</text:a></text:p>
            """
        #expect(
            try html(body, styles: styles)
                == #"<p>a b<b>粗</b><b><i>斜</i></b>m<sup>2</sup> c d<br/>e<a href="https://a.example/">f</a>g</p>"#)
    }

    @Test func whatIsNotShownNeverLeaks() throws {
        let styles = """
            <style:style style:name='H' style:family='text'><style:text-properties text:display='none'/></style:style>
            <style:style style:name='P' style:family='paragraph'><style:text-properties text:display='none'/></style:style>
            """
        let body = """
            <text:tracked-changes><text:changed-region><text:deletion><text:p>SECRET</text:p></text:deletion></text:changed-region></text:tracked-changes>\
            <text:table-of-content><text:index-body><text:p>SECRET</text:p></text:index-body></text:table-of-content>\
            <text:p>留<text:change text:change-id='c'/><text:span text:style-name='H'>SECRET</text:span><office:annotation><text:p>SECRET</text:p></office:annotation>\
            <text:hidden-text text:is-hidden='true'>SECRET</text:hidden-text><text:script>SECRET</text:script><text:ruby><text:ruby-base>字</text:ruby-base><text:ruby-text>SECRET</text:ruby-text></text:ruby></text:p>\
            <text:p text:style-name='P'>SECRET</text:p><text:p><text:hidden-paragraph text:is-hidden='true'/>SECRET</text:p>\
            <text:section text:display='none'><text:p>SECRET</text:p></text:section><text:section><text:p>段</text:p></text:section>\
            <text:p>框<draw:frame><draw:text-box><text:p>内</text:p></draw:text-box></draw:frame>外</text:p>
            """
        let bulletin = try read(
            document: Make.open(Self.title + body, styles: styles, common: Self.titleStyle), as: "a.odt")
        #expect(!bulletin.everything.contains("SECRET"))
        #expect(bulletin.sections[0].text == "留字\n段\n框外\n内")
    }

    @Test func lists() throws {
        let styles = """
            <text:list-style style:name='L'><text:list-level-style-number text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/>\
            <text:list-level-style-number text:level='2' style:num-format='1' text:display-levels='2' style:num-prefix='(' style:num-suffix=')'/></text:list-style>
            """
        let item = { (text: String) in "<text:list-item><text:p>\(text)</text:p></text:list-item>" }
        let body = """
            <text:list text:style-name='L'>\(item("甲"))<text:list-item><text:p>乙</text:p><text:p>续</text:p><text:list>\(item("子"))</text:list></text:list-item></text:list>
            <text:p>中</text:p><text:list text:style-name='L' text:continue-numbering='true'>\(item("丙"))</text:list>
            <text:list text:style-name='L'><text:list-item text:start-value='7'><text:p>丁</text:p></text:list-item></text:list>
            """
        #expect(
            try html(body, styles: styles)
                == "<p>一、甲</p><p>二、乙</p><p>续</p><p>(二.1) 子</p><p>中</p><p>三、丙</p><p>七、丁</p>")
    }

    @Test func numberedHeadings() throws {
        let outline =
            "<text:outline-style style:name='Outline'><text:outline-level-style text:level='1' style:num-format='一, 二, 三, ...' style:num-suffix='、'/></text:outline-style>"
        let body = """
            <text:p text:style-name='Title'>园区周报</text:p><text:h text:outline-level='1'>甲地的桥梁开工</text:h><text:p>文。</text:p>\
            <text:h text:outline-level='1'>乙地的学校开学</text:h><text:p>文。</text:p>
            """
        let bulletin = try read(document: Make.open(body, common: Self.titleStyle + outline), as: "a.odt")
        #expect(bulletin.sections.map { $0.marker + $0.title } == ["一、甲地的桥梁开工", "二、乙地的学校开学"])
    }

    @Test func tablesAndNotes() throws {
        let body = """
            <text:p>文<text:note text:id='f1'><text:note-citation>1</text:note-citation><text:note-body><text:p>注</text:p></text:note-body></text:note>末</text:p>
            <table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>甲</text:p></table:table-cell><table:table-cell><text:p>乙</text:p></table:table-cell></table:table-row></table:table-header-rows>
            <table:table-row><table:table-cell table:number-columns-spanned='2'><text:p>宽</text:p></table:table-cell><table:covered-table-cell/></table:table-row></table:table>
            """
        #expect(
            try html(body)
                == "<p>文<sup>[1]</sup>末</p><table><tbody><tr><th><p>甲</p></th><th><p>乙</p></th></tr>"
                + "<tr><td colspan=\"2\"><p>宽</p></td></tr></tbody></table><p><sup>[1]</sup> 注</p>")
    }

    @Test func images() throws {
        let frame = { (address: String) in
            "<draw:frame><draw:image xlink:href='\(address)'/><svg:title>桥</svg:title></draw:frame>"
        }
        let bytes = Make.open(
            Self.title
                + "<text:p>文\(frame("Pictures/a.png"))\(frame("http://169.254.169.254/b.png"))\(frame("../c.png"))\(frame("Pictures/d.svg"))</text:p>",
            common: Self.titleStyle,
            parts: [("Pictures/a.png", Make.png), ("Pictures/d.svg", Array("<svg onload='x'/>".utf8))])
        let bulletin = try read(document: bytes, as: "a.odt")
        #expect(
            bulletin.attachments == [
                Attachment(reference: "image-7f47b756761a.png", title: "桥", mediaType: "image/png", bytes: Make.png)
            ])
        #expect(bulletin.findings.filter { $0.rule == "ImagesLeftOut" }.count == 2)
    }

    @Test func properties() throws {
        let bytes = Make.open(
            Self.title + "<text:p>文</text:p>", common: Self.titleStyle,
            meta: "<meta:initial-creator>李四</meta:initial-creator><dc:creator>王五</dc:creator><dc:title>旧</dc:title>")
        let bulletin = try read(document: bytes, as: "a.odt")
        #expect(bulletin.facts == [HeaderFact(.author, "李四")] && bulletin.title == "题")
    }
}
