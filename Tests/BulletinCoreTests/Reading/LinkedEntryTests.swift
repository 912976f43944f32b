import BulletinCore
import Testing

/// Lists of links without headings; words and facts are invented.
@Suite struct LinkedEntryTests {
    private let links = ["新的调度器上线", "内存模型详解", "泛型提案更新"].enumerated().map { (title: $1, url: "https://\($0).example/") }

    private func list(_ mark: String, _ note: String = "") -> String {
        links.map { "\(mark)[\($0.title)](\($0.url))\(note)\n" }.joined()
    }

    @Test(arguments: [("- ", ""), ("1. ", ""), ("* ", "：一句话。"), ("\n", ""), ("\n", " 一句话。")])
    func ofADigestAreStories(mark: String, note: String) throws {
        let bulletin = try read("# 潮汐日报 2031-03-05\n\n\(list(mark, note))", as: "a.md")
        #expect(bulletin.sections.map(\.title) == links.map(\.title))
        #expect(bulletin.sections.map { $0.links.first?.url } == links.map(\.url))
        #expect(bulletin.sections.allSatisfy { $0.text == (note.isEmpty ? "" : "一句话。") })
    }

    @Test func shortLinesBetweenListsAreCategories() throws {
        let more = "工具\n\n- [潮汐计算器发布](https://t.example/)\n"
        let bulletin = try read("# 潮汐日报 2031-03-05\n\n\(list("- "))\n\(more)", as: "a.md")
        #expect(bulletin.sections.map(\.title) == links.map(\.title) + ["潮汐计算器发布"])
        #expect(bulletin.sections.map(\.category) == [nil, nil, nil, "工具"])
    }

    @Test func ofAPageAreStoriesToo() throws {
        let items = links.map { "<li><p><a href=\"\($0.url)\">\($0.title)</a></p><ul><li>细节</li></ul></li>" }.joined()
        let bulletin = try read("<html><h1>潮汐要闻 第3期</h1><ul>\(items)</ul></html>", as: "a.html")
        #expect(bulletin.sections.map(\.title) == links.map(\.title))
        #expect(bulletin.sections.allSatisfy { $0.html.contains("细节") })
    }

    @Test(arguments: [
        "# 潮汐说明\n\nLIST",  // no digest
        "# 潮汐周报 第3期\n\n相关链接\n\nLIST",
        "# 潮汐周报 第3期\n\n- [#1](https://a.example/) a\n- [@b](https://b.example/) b\n- [c](https://c.example/) c\n",
        "# 潮汐周报 第3期\n\n- [同一标题](https://a.example/)\n- [同一标题](https://b.example/)\n- [同一标题](https://c.example/)\n",
        "# 潮汐周报 第3期\n\n- [站内的一页](a.html)\n- [站内的二页](b.html)\n- [站内的三页](c.html)\n",
        "# 潮汐周报 第3期\n\nLIST\n- 甲\n- 乙\n- 丙\n",
    ]) func othersStayWhole(text: String) throws {
        #expect(try read(text.replacing("LIST", with: list("- ")), as: "a.md").sections.count == 1)
    }

    @Test func textThatRefersToThemStaysWhole() throws {
        let text = String(repeating: "潮汐表本周更新，码头的水位比上周高。", count: 12)
        #expect(try read("# 潮汐周报 第3期\n\n\(text)\n\n\(list("- "))", as: "a.md").sections.count == 1)
    }
}
