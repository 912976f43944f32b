import BulletinCore
import Testing

/// Headlines that share their block with text: the text keeps its marks. Words and facts are invented.
@Suite struct SharedBlockTests {
    private static let picture = "<img src=\"https://e.example/1.jpg\"/>"

    @Test(arguments: [
        "<p><strong>一、生产线投产</strong><br>3月投产，<a href='https://e.example/1'>详情</a>，<b>三</b>项。<img src='https://e.example/1.jpg'></p><p><strong>二、质量月启动</strong><br>全员参加。</p>",
        "<p>1、生产线投产<br>3月投产，<a href='https://e.example/1'>详情</a>，<b>三</b>项。<img src='https://e.example/1.jpg'><br>2、质量月启动<br>全员参加。</p>",
        "<p>（一）生产线投产。3月投产，<a href='https://e.example/1'>详情</a>，<b>三</b>项。<img src='https://e.example/1.jpg'></p><p>（二）质量月启动。全员参加。</p>",
        "<ul><li>1、生产线投产</li><li>3月投产，<a href='https://e.example/1'>详情</a>，<b>三</b>项。<img src='https://e.example/1.jpg'></li><li>2、质量月启动</li><li>全员参加。</li></ul>",
        "<div>1、生产线投产<br>3月投产，<a href='https://e.example/1'>详情</a>，<b>三</b>项。<img src='https://e.example/1.jpg'></div><div>2、质量月启动<br>全员参加。</div>",
    ])
    func textKeepsItsMarks(page: String) throws {
        let bulletin = try read("<html><h1>社区周报</h1>\(page)</html>", as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["生产线投产", "质量月启动"])
        #expect(
            bulletin.sections[0].html
                == "<p>3月投产，<a href=\"https://e.example/1\">详情</a>，<b>三</b>项。\(Self.picture)</p>")
        #expect(bulletin.sections[1].html == "<p>全员参加。</p>")
        #expect(bulletin.sections[0].allLinks == [Link(title: "详情", url: "https://e.example/1")])
    }

    @Test func runInOfMarkdownKeepsItsMarks() throws {
        let bulletin = try read(
            "# 一周要闻\n\n（一）甲事完成。据[报道](https://e.example/1)，共 **三项** 。\n\n（二）乙事完成。共`四`项，见 https://e.example/2 。\n",
            as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["甲事完成", "乙事完成"])
        #expect(
            bulletin.sections.map(\.html) == [
                "<p>据<a href=\"https://e.example/1\">报道</a>，共 <strong>三项</strong> 。</p>",
                "<p>共<code>四</code>项，见 <a href=\"https://e.example/2\">https://e.example/2</a> 。</p>",
            ])
    }

    @Test func markThatRunsOverTheCutIsOnBothSides() throws {
        let bulletin = try read(
            "<html><h1>社区周报</h1><p><b>1、生产线投产<br>3月投产。</b>共三项。<br>2、质量月启动<br>全员参加。</p></html>", as: "a.html")
        #expect(bulletin.sections[0].html == "<p><b>3月投产。</b>共三项。</p>")
    }

    @Test func picturesOfAHeadlineStay() throws {
        let bulletin = try read(
            "<html><h1>社区周报</h1><p><img src='https://e.example/1.jpg'>一、生产线投产</p><p>3月投产。</p><p><img src='https://e.example/2.jpg'><br>二、质量月启动</p><p>全员参加。</p></html>",
            as: "a.html")
        #expect(bulletin.sections[0].html == "<p>\(Self.picture)</p>\n<p>3月投产。</p>")
        #expect(bulletin.sections[1].html == "<p><img src=\"https://e.example/2.jpg\"/></p>\n<p>全员参加。</p>")
    }

    @Test func linksOfAHeadlineStay() throws {
        let bulletin = try read(
            "<html><h1>社区周报</h1><p><a href='https://e.example/1'>1、生产线投产</a><br>3月投产。<br>2、<a href='https://e.example/2'>质量月启动</a><br>全员参加。<br>3、体检<br>四月。</p></html>",
            as: "a.html")
        #expect(
            bulletin.sections.map { $0.links.map(\.url) } == [["https://e.example/1"], ["https://e.example/2"], []])
        #expect(bulletin.sections.map(\.html) == ["<p>3月投产。</p>", "<p>全员参加。</p>", "<p>四月。</p>"])
    }

    private static let head = "2026年3月20日\n编者按：本周起改版，欢迎提意见。"
    private static let stories = "1、新生产线投产\n3月16日，三号生产线投产。\n2、质量月活动启动\n3月18日，启动。\n3、员工体检安排\n体检定于4月进行。"

    @Test(arguments: [
        ("a.html", "<html>社区周报<br>@", "<br>"),
        ("a.html", "<html><title>社区周报</title>社区周报<br>@", "<br>"),
        ("a.html", "<html><h1>社区周报</h1><p>@", "<br>"),
        ("a.html", "<html><table><tr><td>社区周报<br>@</table>", "<br>"),
        ("a.html", "<html><center><b>社区周报</b></center><br>@", "<br>"),
        ("a.md", "社区周报  \n@", "  \n"),
        ("a.md", "# 社区周报\n\n@", "  \n"),
    ])
    func textBeforeTheFirstHeadlineIsTheIntro(name: String, shape: String, lineBreak: String) throws {
        let lines = (Self.head + "\n" + Self.stories).replacing("\n", with: lineBreak)
        let bulletin = try read(shape.replacing("@", with: lines), as: name)
        #expect(bulletin.title == "社区周报")
        #expect(bulletin.sections.map(\.title) == ["新生产线投产", "质量月活动启动", "员工体检安排"])
        #expect(bulletin.date?.day == CivilDate(year: 2026, month: 3, day: 20))
        #expect(bulletin.intro == "<p>编者按：本周起改版，欢迎提意见。</p>")
    }
}
