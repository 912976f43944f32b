import BulletinCore
import Testing

/// Old pages stand in tables: the menu beside the text is none of it.
@Suite struct TableMenuTests {
    private static let menu = ["机构设置", "政策法规", "办事指南", "信息公开"]

    private static func page(_ side: String, info: String = "") -> String {
        let stories = ["甲地开工", "乙地竣工", "丙地完工"].enumerated().map {
            "<p>　　<strong>\("①②③".map(String.init)[$0.offset])\($0.element)</strong></p><p>　　正文\($0.offset)：各地要提早安排用水计划，确保按时完成任务。</p>"
        }.joined()
        return "<html><head><title>水利要闻第13期</title></head><body><table width=960><tr><td colspan=2>水利网</td></tr><tr>"
            + "<td width=200>\(side)</td><td><table><tr><td align=center><b>水利要闻第13期</b></td></tr>"
            + "<tr><td align=center>\(info)</td></tr><tr><td>\(stories)</td></tr></table></td></tr></table></body></html>"
    }

    private static func links(_ words: [String], _ address: String = "/a") -> String {
        "<table>" + words.map { "<tr><td><a href=\"\(address)\">\($0)</a></td></tr>" }.joined() + "</table>"
    }

    @Test func aMenuIsLeftOut() throws {
        for side in [Self.links(Self.menu), Self.menu.map { "<a href=/b>\($0)</a><br>" }.joined()] {
            let bulletin = try read(Self.page(side), as: "a.html")
            #expect(bulletin.sections.map(\.title) == ["甲地开工", "乙地竣工", "丙地完工"])
            for word in Self.menu { #expect(!bulletin.intro.contains(word)) }
            #expect(bulletin.findings.contains { $0.rule == "MainContent" })
        }
    }

    /// Contents of the page, headlines, and cells with words of their own.
    @Test func othersStay() throws {
        for (side, kept) in [
            (Self.links(Self.menu, "#a"), "政策法规"),
            (Self.links(["全省春灌用水调度会议在省城召开", "汛前水库安全检查在各地全面启动", "澜河大桥水文站改造工程全部完成"]), "汛前水库"),
            (Self.links(Self.menu) + "<p>本期导读：春灌开始，检查组已经出发。</p>", "检查组"), (Self.links(["机构设置", "政策法规"]), "政策法规"),
        ] {
            #expect(try read(Self.page(side), as: "a.html").intro.contains(kept), "\(side)")
        }
        let rows = (0..<4).map { row in
            "<tr><td>第\(row)项资料的说明文字，各单位可以下载使用，并妥善保存。</td><td>"
                + Self.menu.map { "<a href=/\($0)>下载\($0)</a> " }.joined()
                + "</td></tr>"
        }.joined()
        let table = try read("<html><body><h1>资料</h1><p>说明。</p><table>\(rows)</table></body></html>", as: "a.html")
        #expect(table.sections[0].text.contains("下载政策法规"))
    }

    @Test(arguments: [
        "发布时间：2031年3月2日 点击：33次 【字体：大 中 小】【打印】【关闭】", "2031-03-02 浏览次数：120", "日期：2031年3月2日　来源：水利网　字号：大 中 小",
    ]) func theLineOfThePageIsNoIntro(line: String) throws {
        let bulletin = try read(Self.page("", info: line), as: "a.html")
        #expect(bulletin.date.map { "\($0.day)" } == "2031-03-02")
        #expect(!bulletin.intro.contains("2031") && !bulletin.intro.contains("次数"))
    }

    /// What LibreOffice calls the heads and feet of a document's pages.
    @Test func headsOfPagesAreLeftOut() throws {
        let bulletin = try read(
            "<html><head><title>x</title></head><body><div title=\"header\"><p>水利网</p></div><h1>停水通知</h1>"
                + "<p>因管道检修，城东片区将于周六停水一天，请居民提前储水。</p><div title=\"footer\"><p>第1页</p></div></body></html>",
            as: "a.html")
        #expect(bulletin.title == "停水通知" && bulletin.sections[0].text == "因管道检修，城东片区将于周六停水一天，请居民提前储水。")
    }
}
