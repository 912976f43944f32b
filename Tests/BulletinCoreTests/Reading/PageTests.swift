import Interop
import TestSupport
import Testing

@testable import BulletinCore

/// Pages of any origin: what is taken of them, and what of their frames is left out.
@Suite struct PageTests {
    private static let story = "水库蓄水量达到多年平均的九成，比上周增加两个百分点，各灌区按计划供水，抗旱准备就绪。"

    private func html(_ page: String) throws -> String {
        let bulletin = try read(page, as: "a.html")
        return ([bulletin.intro] + bulletin.sections.map(\.html)).filter { !$0.isEmpty }.joined(separator: "\n")
    }

    @Test(arguments: [
        "<div class='TRS_Editor'>#</div>", "<div id=zoom>#</div>", "<main>#</main>", "<article>#</article>",
        "<div class='rich_media_content' id=js_content>#</div>", "<ucapcontent>#</ucapcontent>",
    ])
    func takesTheContent(shape: String) throws {
        let content = shape.replacing("#", with: "<p>\(Self.story)</p><p>\(Self.story)</p>")
        let page = """
            <html><head><title>水情一周_某局</title></head><body><div class=nav><a href=/>首页</a><a href=/b>动态</a></div>
            <div><ul><li><a href=/1>机构设置</a><li><a href=/2>政务公开</a></ul></div><h1>水情一周</h1>
            <div class=info>来源：办公室 发布时间：2032-02-20</div>\(content)<div class=foot>版权所有 某局</div></body></html>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.title == "水情一周")
        #expect(bulletin.date?.day == CivilDate(year: 2032, month: 2, day: 20))
        #expect(bulletin.findings.contains { $0.rule == "MainContent" && $0.message.hasPrefix("taken: the element") })
        let text = try html(page)
        #expect(text.contains(Self.story))
        for frame in ["首页", "政务公开", "版权所有"] { #expect(!text.contains(frame)) }
    }

    @Test(arguments: [
        ("<link rel=canonical href='https://example.org/a'>", "https://example.org/a"),
        ("<link rel=canonical href='/a'>", nil), ("<link rel=stylesheet href='https://example.org/a'>", nil),
    ]) func saysItsOwnAddress(link: String, via: String?) throws {
        let page = "<html><head><title>T</title>\(link)</head><body><p>\(Self.story)</p></body></html>"
        #expect(try read(page, as: "a.html").via == via)
    }

    @Test func keepsAllWhenTheNamedContentHoldsLittle() throws {
        let page =
            "<html><body><div id=zoom><p>短讯一则。</p></div><div><p>\(Self.story)</p><p>\(Self.story)</p></div></body></html>"
        #expect(try html(page).contains(Self.story))
        #expect(try read(page, as: "a.html").findings.allSatisfy { $0.rule != "MainContent" })
    }

    @Test func keepsTextBesideTheContent() throws {
        let page =
            "<html><body><div class=content><p>\(Self.story)</p><p>\(Self.story)</p></div><div><p>另一则：\(Self.story)</p></div></body></html>"
        #expect(try html(page).contains("另一则"))
    }

    @Test func keepsListsOfStoriesAndOfLinks() throws {
        let stories =
            "<html><title>Park Weekly</title><body><nav><a href=/>Home</a></nav><article><h2>One</h2><p>\(Self.story)</article><article><h2>Two</h2><p>\(Self.story)</article>"
        #expect(try read(stories, as: "a.html").sections.map(\.title) == ["One", "Two"])
        let links = "<html><body><ul>" + (1...5).map { "<li><a href='https://a.example/\($0)'>link \($0)</a>" }.joined()
        #expect(try read(links, as: "a.html").sections.flatMap(\.allLinks).count == 5)
    }

    @Test(arguments: [
        ("<div style='display:none;max-height:0'>pre</div><p>a</p>", "<p>a</p>"),
        ("<div style='mso-hide:all'>pre</div><p>a</p>", "<p>a</p>"),
        ("<div style='max-height:0px;overflow:hidden'>pre</div><p>a</p>", "<p>a</p>"),
        ("<span style='font-size:1px;color:#fff'>pre</span><p>a</p>", "<p>a</p>"),
        ("<p style='opacity:0'>pre</p><p style='visibility:hidden'>pre</p><p>a</p>", "<p>a</p>"),
        ("<div style='font-size:0px'>pre<div style='font-size:13px'>a</div></div>", "<p>a</p>"),
        ("<p>a<img src='https://t.example/o.gif' width=1 height=1></p>", "<p>a</p>"),
        ("<p>a<img src='https://t.example/o.gif' style='width:1px;height:1px'></p>", "<p>a</p>"),
        (
            "<p>a<img src='data:image/gif;base64,x' data-src='https://a.example/b.png'></p>",
            "<p>a<img src=\"https://a.example/b.png\"/></p>"
        ),
        ("<p>a</p><p aria-hidden=true>b</p>", "<p>a</p>\n<p>b</p>"),
        (
            "<p><span style='font-weight:700'>a</span> <span style='font-style:italic'>b</span></p>",
            "<p><strong>a</strong> <em>b</em></p>"
        ),
        ("<b style='font-weight:normal' id=docs-internal-guid-1><p>a</p></b>", "<p>a</p>"),
        ("<p>a&#150;b&#146;</p>", "<p>a–b’</p>"),
        ("<div dir=rtl><p>a</p></div><p>b</p>", "<p dir=\"rtl\">a</p>\n<p>b</p>"),
        (
            "<p>a</p><audio src='https://a.example/b.mp3' title='Talk'></audio>",
            "<p>a</p>\n<p><a href=\"https://a.example/b.mp3\">Talk</a></p>"
        ),
        (
            "<p>a</p><video><source src='clips/b.mp4'>no video</video>",
            "<p>a</p>\n<p><a href=\"local:clips/b.mp4\">b.mp4</a></p>"
        ),
        (
            "<p>a</p><audio src='录音 1.mp3'></audio>",
            "<p>a</p>\n<p><a href=\"local:%E5%BD%95%E9%9F%B3%201.mp3\">录音 1.mp3</a></p>"
        ),
        (
            "<p>a</p><video><source src='https://a.example/%E7%89%87.mp4?x'></video>",
            "<p>a</p>\n<p><a href=\"https://a.example/%E7%89%87.mp4?x\">片.mp4</a></p>"
        ),
        ("<p>a</p><video src='%FF.mp4'></video>", "<p>a</p>\n<p><a href=\"local:%FF.mp4\">%FF.mp4</a></p>"),
        (
            "<p>a</p><video src='a%E2%80%AEb.mp4'></video>",
            "<p>a</p>\n<p><a href=\"local:a%E2%80%AEb.mp4\">ab.mp4</a></p>"
        ),
        (
            "<p class=MsoListParagraph style='mso-list:l0'><![if !supportLists]><span style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>a<o:p></o:p></p>\n<p class=MsoListParagraphCxSpLast><span style='mso-list:Ignore'>§ </span>b</p><p class=MsoNormal>c</p>",
            "<ul><li>a</li><li>b</li></ul>\n<p>c</p>"
        ),
        (
            "<p class=MsoListParagraph><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp; </span></span>a</p>",
            "<p>1. a</p>"
        ),
        ("<ol start=3 type=a><li>b</ol>", "<ol start=\"3\" type=\"a\"><li>b</li></ol>"),
        (
            "<table><caption>c</caption><tr><th scope=col>a<td colspan=2>b</table>",
            "<table><caption>c</caption><tbody><tr><th scope=\"col\">a</th><td colspan=\"2\">b</td></tr></tbody></table>"
        ),
    ])
    func readsWhatIsShown(page: String, expected: String) throws {
        let events = try HTMLDocument.events(of: Array(page.utf8), maxDepth: 200)
        #expect(Block.html(Sanitizer.sanitize(WordMarkup.rewritten(events)).blocks) == expected)
    }

    @Test func wordTitlesAndRolesAreHeadings() throws {
        let page = """
            <html><body><p class=MsoTitle>Weekly</p><div role=heading aria-level=2>Reservoirs are filling</div><p>\(Self.story)</p>
            <div role=heading aria-level=2>Meters are read by hand</div><p>\(Self.story)</p>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.title == "Weekly")
        #expect(bulletin.sections.map(\.title) == ["Reservoirs are filling", "Meters are read by hand"])
    }

    @Test(arguments: [
        "<p style='font-size:22px;font-weight:bold'>#</p>", "<p><font size=5><b>#</b></font></p>",
        "<div><span style='font-size:16pt'><strong>#</strong></span></div>",
    ])
    func largeBoldParagraphsAreHeadings(shape: String) throws {
        let titles = ["Reservoirs are filling fast", "Meters are read by hand", "Pipes are laid in the valley"]
        let page =
            "<html><title>Weekly bulletin</title><body>"
            + titles.map { shape.replacing("#", with: $0) + "<p>\(Self.story)</p>" }.joined()
        #expect(try read(page, as: "a.html").sections.map(\.title) == titles)
        let once = "<html><title>Weekly</title><body>" + shape.replacing("#", with: titles[0]) + "<p>\(Self.story)</p>"
        #expect(try read(once, as: "a.html").kind == .single)
    }

    @Test(arguments: 0..<60) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces =
            SanitizerTests.pieces + [
                "<div class=nav>", "<main>", "</main>", "<article>", "<div id=zoom>", "<h1>", "</h1>",
                "<p class=MsoListParagraph>", "<span style='mso-list:Ignore'>", "·", "2032-02-20", "<p class=MsoTitle>",
                "<p style='font-size:22px;font-weight:bold'>", "unsubscribe", "view in browser", "<![if x]>",
                Self.story,
            ]
        for _ in 0..<20 {
            let page =
                "<html>"
                + (0..<Int.random(in: 1...40, using: &random)).map { _ in
                    (Bool.random(using: &random) ? pieces : SanitizerCases.all).randomElement(using: &random) ?? ""
                }.joined()
            guard let bulletin = try? read(page, as: "a.html") else { continue }
            #expect(try read(page, as: "a.html") == bulletin)
        }
    }

    @Test func newsletterFramesGo() throws {
        let page = """
            <html><body><p><a href='https://m.example/v'>View in browser</a></p><p>\(Self.story)</p><p>\(Self.story)</p>
            <p>You receive this because you asked. <a href='https://m.example/u'>Unsubscribe</a></p><p>1 Road, Town</p>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(try html(page) == "<p>\(Self.story)</p>\n<p>\(Self.story)</p>")
        #expect(bulletin.findings.contains { $0.rule == "NewsletterFrame" })
    }

    /// What content systems put into every page, as they put it.
    @Test(arguments: [
        "<div><a href='javascript:window.print()'>【打印本页】</a> <a href='#'>【关闭窗口】</a></div>", "<p>打印 | 关闭</p>",
        "<p>上一篇：<a href='https://a.example/1'>上周要闻</a></p><p>下一篇：没有了</p>",
        "<div><p>扫一扫在手机打开当前页</p><img src='https://a.example/q.png'></div>",
        "<div>【字体：大 中 小】</div>", "<div>分享到：</div><ul><li>微信</li><li>新浪微博</li></ul>",
        "<p>Print this page</p><p>Back to top</p>", "<p>打印</p><p>【关闭窗口】</p>", "<p>打印本页</p><p>关闭</p>",
        "<p>Share this:</p><ul><li>Facebook</li><li>Email</li></ul>", "<h4>分享到：</h4><p>微信 微博</p>",
        "<p>Previous article: <a href='https://a.example/1'>Dredging</a></p>", "<ul><li>上一条：甲</li><li>下一条：乙</li></ul>",
    ])
    func furnitureGoes(furniture: String) throws {
        let stories = ["一、防汛演练举行", "二、河长巡河", "三、管网改造"].map { "<p><strong>\($0)</strong></p><p>\(Self.story)</p>" }
            .joined()
        let headed = "<h2>甲</h2><p>\(Self.story)</p><h2>乙</h2><p>\(Self.story)</p>"
        for (body, count) in [(stories, 3), (headed, 2)] {
            for tail in ["", "<p>（责任编辑：刘燕）</p>"] {
                let page = "<html><body><div class=a><h1>水务一周要闻</h1>\(body)\(tail)\(furniture)</div></body></html>"
                let bulletin = try read(page, as: "a.html")
                #expect(bulletin.sections.map(\.text) == Array(repeating: Self.story, count: count))
                #expect(bulletin.sections.allSatisfy { $0.links.isEmpty && !$0.html.contains("<img") })
                #expect(bulletin.findings.contains { $0.rule == "PageFurniture" })
            }
        }
    }

    @Test(arguments: [
        "<p>打印：每张收费五角。</p>", "<p>关闭闸门</p>", "<ol><li>打印</li><li>关闭</li></ul>", "<p>上一篇文章讲了防汛</p>", "<p>扫一扫二维码报名</p>",
        "<p>打印机、复印机</p>", "<p>Print run: 500 copies</p>", "<p>Share your photographs</p>", "<p>微信 微博</p>",
        "<p>下一条：全体起立。</p>",
    ])
    func whatAStorySaysOfPrintingStays(line: String) throws {
        let page =
            "<html><body><h1>一周要闻</h1><h2>甲</h2><p>\(Self.story)</p><h2>乙</h2><p>\(Self.story)</p>\(line)</body></html>"
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.sections.last?.html.contains(line.replacing("</ul>", with: "").prefix(12)) == true)
        #expect(bulletin.findings.allSatisfy { $0.rule != "PageFurniture" })
    }

    /// Beside the title, too; Markdown has none.
    @Test func sizesOfTypeGo() throws {
        let page =
            "<html><body><h1>一周要闻</h1><p>【字体：大 中 小】</p><h2>甲</h2><p>\(Self.story)</p><h2>乙</h2><p>\(Self.story)</p></body></html>"
        #expect(try !html(page).contains("字体"))
        let markdown = "# 一周要闻\n\n## 甲\n\n\(Self.story)\n\n## 乙\n\n\(Self.story)\n\n打印\n"
        #expect(try read(markdown, as: "a.md").sections.last?.text.contains("打印") == true)
    }

    @Test func headStatesFacts() throws {
        let page = """
            <html><head><title>x</title><meta name="ArticleTitle" content="水情一周"><meta name="PubDate" content="2032-02-20 17:35">
            <meta name="ContentSource" content="某局"><meta property="article:author" content="https://a.example/b">
            </head><body><p>\(Self.story)
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.title == "水情一周")
        #expect(bulletin.date?.day == CivilDate(year: 2032, month: 2, day: 20))
        #expect(bulletin.facts.contains { $0.kind == .issuer && $0.value == "某局" })
        #expect(!bulletin.facts.contains { $0.kind == .author })
    }

    /// Words of a language that is not read; the attribute is.
    @Test(arguments: [
        "<h1>La lettre</h1><time datetime='2031-04-09'>9 Ebrill 2031</time>",
        "<h1>La lettre</h1><p class=entry-meta>Publié le <time class='entry-date published' datetime='2031-04-09T08:00:00+02:00'>mercredi dernier</time></p>",
        "<p><time datetime='2031-04-09' pubdate>il y a trois jours</time></p><h1>La lettre</h1>",
        "<h1>La lettre</h1><span class=posted-on><time datetime='2031-04-09T10:00:00+02:00'>Mercher 9 Ebrill 2031</time></span>",
    ])
    func theTimeBesideTheTitle(head: String) throws {
        let page =
            "<html lang=fr><body><article>\(head)<p>La rue est fermée du 20 au 30 avril.</p></article></body></html>"
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.date?.day == CivilDate(year: 2031, month: 4, day: 9))
        #expect(bulletin.facts.contains { $0.kind == .date && $0.value == "2031-04-09" })
        if head.contains("T08") { #expect(bulletin.date?.secondOfDay == 8 * 3600 && bulletin.date?.offset == 7200) }
    }

    @Test(arguments: [
        "<h1>Concert</h1><time datetime='2031-04-09T20:00'>le 9 Ebrill 2031 à 20 heures</time>",
        "<h1>Concert</h1><time>9 Ebrill 2031</time>",
        "<h1>Concert</h1><time itemprop=startDate datetime='2031-04-09'>9 Ebrill 2031</time>",
        "<h1>Concert</h1><h2>Lieu</h2><time datetime='2031-04-09'>9 Ebrill 2031</time>",
        "<h1>Concert</h1><p>\(String(repeating: "Le chœur chante Bach. ", count: 12))</p><time datetime='2031-04-09'>9 Ebrill 2031</time>",
    ])
    func timesOfEventsAreNone(head: String) throws {
        let page =
            "<html lang=fr><body><article>\(head)<p>Entrée libre pour tous les enfants.</p></article></body></html>"
        #expect(try read(page, as: "a.html").date == nil)
    }

    @Test(arguments: [
        ("水利一周_云泽市水利局", "水利一周"), ("June news | Town", "June news | Town"), ("C_1", "C_1"), ("周报｜部门", "周报｜部门"),
        ("停水通知 - 云泽市文化馆", "停水通知 - 云泽市文化馆"),
    ])
    func titlesLoseTheSite(title: String, expected: String) throws {
        #expect(try read("<html><title>\(title)</title><p>\(Self.story)", as: "a.html").title == expected)
    }

    @Test(arguments: [
        ("<meta charset=GBK>", "gbk"), ("<META http-equiv=Content-Type content='text/html; charset=\"Big5\"'>", "big5"),
        ("<?xml version='1.0' encoding='gb2312'?>", "gb2312"),
        ("<!-- <meta charset=gbk> --><meta charset = latin1>", "latin1"),
        ("<p>charset=gbk</p>", nil), ("<meta name=x content=y><meta charset=''>", nil),
        ("<!-- <meta charset=gbk>", nil),
    ])
    func charsetsAreDeclaredInTags(head: String, label: String?) {
        #expect(HTMLCharset.label(in: Array(head.utf8)) == label)
    }

    @Test func linesGoBeyondSixteenBits() throws {
        let events = try HTMLDocument.events(
            of: Array((String(repeating: "\n", count: 70_000) + "<p>a").utf8), maxDepth: 9)
        let lines = events.compactMap { event -> Int? in
            if case .open("p", _, let line) = event { line } else { nil }
        }
        #expect(lines == [70_001])
    }
}
