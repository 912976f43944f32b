import BulletinCore
import Testing

/// Paragraphs that begin in bold; words and facts are invented.
@Suite struct BoldLeadTests {
    private let briefs = ["新线通车", "仓库改造", "夜市开放"].map { "<p><strong>\($0)。</strong>详情见后，本周起办理。</p>" }.joined()

    @Test(arguments: ["<title>云泽周报</title>", "<h1>云泽要闻</h1>", "<p>云泽快讯 3月5日</p>"])
    func areStoriesOfADigest(name: String) throws {
        let bulletin = try read("<html>\(name)\(briefs)</html>", as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["新线通车", "仓库改造", "夜市开放"])
    }

    @Test func areNoStoriesWithoutTheNameOfOne() throws {
        #expect(try read("<html><h1>云泽市召开防汛会议</h1>\(briefs)</html>", as: "a.html").sections.count == 1)
    }

    @Test func pointsOfAnArgumentAreNone() throws {
        let points = ["一要压实责任", "二要排查隐患", "三是备足物资"].map { "<p><strong>\($0)。</strong>逐座明确责任人。</p>" }.joined()
        #expect(try read("<html><h1>防汛工作简报</h1>\(points)</html>", as: "a.html").sections.count == 1)
    }

    @Test func theNameInBoldIsNone() throws {
        let bulletin = try read("<html><p><b>云泽周报 第3期</b> 云泽办公室</p>\(briefs)</html>", as: "a.html")
        #expect(bulletin.sections.count == 3)
        let head = "<title>云泽快讯，五月</title><p><b>云泽快讯</b> 云泽办公室</p>"
        #expect(try read("<html>\(head)\(briefs)</html>", as: "a.html").sections.count == 3)
    }

    @Test func textBehindABoldHeadlineBeginsWithText() throws {
        let page = ["新线通车", "仓库改造", "夜市开放"].map { "<p><strong>\($0)</strong><br><br>详情见后，<i>本周</i>起。<br>余下再议。</p>" }
            .joined()
        let bulletin = try read("<html><h1>云泽周报</h1>\(page)</html>", as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["新线通车", "仓库改造", "夜市开放"])
        #expect(bulletin.sections[0].html == "<p>详情见后，<i>本周</i>起。<br/>余下再议。</p>")
        #expect(bulletin.sections[0].text == "详情见后，本周起。\n余下再议。")
    }

    @Test func entriesOfTheOnlyListAreStories() throws {
        let list = ["新线通车", "仓库改造", "夜市开放"].map { "<li><strong>\($0)。</strong> 详情见后，5月起办理。</li>" }.joined()
        let bulletin = try read("<html><h1>云泽周报</h1><ul>\(list)</ul></html>", as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["新线通车", "仓库改造", "夜市开放"])
        #expect(bulletin.sections.map(\.text) == Array(repeating: "详情见后，5月起办理。", count: 3))
        let led = "<html><h1>云泽周报</h1><p>这座桥有三个特点：</p><ul>\(list)</ul></html>"
        #expect(try read(led, as: "a.html").sections.count == 1)
        let parts = ["概述", "问题", "建议"].map { "<li><b>\($0)</b>：详情见后，5月起办理。</li>" }.joined()
        #expect(try read("<html><h1>云泽周报</h1><ul>\(parts)</ul></html>", as: "a.html").sections.count == 1)
    }

    @Test func aBoldHeadlineMayRunOverLines() throws {
        let page = ["新线通车", "仓库改造", "夜市开放"].map { "<p><b>云泽 <br>\($0)</b><br>详情见后。</p>" }.joined()
        let bulletin = try read("<html><h1>云泽周报</h1>\(page)</html>", as: "a.html")
        #expect(bulletin.sections.map(\.text) == ["详情见后。", "详情见后。", "详情见后。"])
    }
}
