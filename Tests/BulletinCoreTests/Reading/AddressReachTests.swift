import Testing

@testable import BulletinCore

/// Bare addresses with letters beyond ASCII in them or behind them.
@Suite struct AddressReachTests {
    /// Each address of the text as it stands there.
    private func addresses(_ text: String) -> [String] {
        var rest = Array(text.utf8)[...]
        var found: [String] = []
        while let (range, _) = WebAddress.find(in: rest) {
            found.append(rest[range].string)
            rest = rest[range.upperBound...]
        }
        return found
    }

    @Test(arguments: [
        ("See https://www.münchen.de/x and", "https://www.münchen.de/x"),
        ("https://fr.wikipedia.org/wiki/Métro now.", "https://fr.wikipedia.org/wiki/Métro"),
        ("https://fr.wikipedia.org/wiki/L’Équipe.", "https://fr.wikipedia.org/wiki/L’Équipe"),
        ("“https://fr.wikipedia.org/wiki/Été”", "https://fr.wikipedia.org/wiki/Été"),
        ("(https://de.wikipedia.org/wiki/Größe_(Maß)).", "https://de.wikipedia.org/wiki/Größe_(Maß)"),
        ("см. https://президент.рф/новости, и", "https://президент.рф/новости"),
        ("https://ru.wikipedia.org/wiki/Москва…", "https://ru.wikipedia.org/wiki/Москва"),
        ("https://www.straße.de.", "https://www.straße.de"),
        ("https://blog.seán.ie", "https://blog.seán.ie"),
        ("https://example.orgи далее", "https://example.org"),
    ])
    func lettersOfWordsGoOn(text: String, address: String) { #expect(addresses(text) == [address]) }

    @Test(arguments: [
        ("见https://example.org/a，详情", "https://example.org/a"),
        ("见 https://example.org/a，详情", "https://example.org/a"),
        ("见 https://example.org/a,详情", "https://example.org/a"),
        ("https://example.org查看", "https://example.org"),
        ("请访问https://example.org查看.", "https://example.org"),
        ("https://example.org查看https://b.example/x", "https://example.org"),
        ("https://example.org查看/下载", "https://example.org"),
        ("https://www.example.org欢迎访问", "https://www.example.org"),
        ("https://example.org:8080查看", "https://example.org:8080"),
        ("http://10.0.0.1查看", "http://10.0.0.1"),
        ("见https://example.org/a查看详情", "https://example.org/a"),
        ("见 https://example.org/a查看详情。", "https://example.org/a"),
        ("见 https://example.org/a查看", "https://example.org/a"),
        ("见 https://example.org/a和www.example.net", "https://example.org/a"),
        ("见 https://example.org/a.html查看", "https://example.org/a.html"),
        ("见https://example.org/a①乙", "https://example.org/a"),
        ("https://example.org을 보세요", "https://example.org"),
        ("見 https://example.org/a（附件）", "https://example.org/a"),
    ])
    func chineseBehindThemIsText(text: String, address: String) { #expect(addresses(text).first == address) }

    @Test(arguments: [
        ("会议纪要 https://example.org/新闻/页.html", "https://example.org/新闻/页.html"),
        ("会议纪要：https://example.org/新闻/页", "https://example.org/新闻/页"),
        ("会议纪要（https://example.org/新闻/页）", "https://example.org/新闻/页"),
        ("会议纪要https://example.org/新闻/页.html。", "https://example.org/新闻/页.html"),
        ("见https://example.org/新闻/第3期/a.html查看", "https://example.org/新闻/第3期/a.html"),
        ("见https://example.org/新闻/，详情", "https://example.org/新闻/"),
        ("见 https://zh.wikipedia.org/wiki/C语言 一文", "https://zh.wikipedia.org/wiki/C语言"),
        ("见 https://zh.wikipedia.org/wiki/中国", "https://zh.wikipedia.org/wiki/中国"),
        ("https://zh.wikipedia.org/wiki/中国_(地区) 后", "https://zh.wikipedia.org/wiki/中国_(地区)"),
        ("https://例子.中国/页", "https://例子.中国/页"),
        ("见https://例子.中国，详情", "https://例子.中国"),
        ("https://www.工信部.cn查看", "https://www.工信部.cn"),
        ("https://bbs.it之家.com/x", "https://bbs.it之家.com/x"),
    ])
    func chineseInThemIsTheirs(text: String, address: String) { #expect(addresses(text) == [address]) }

    @Test(arguments: ["https://例子.中国查看更多内容", "https://工信部官网", "https://www.工信部网站查看", "https://m例\u{202E}.cn/"])
    func noHostIsCut(text: String) { #expect(addresses(text).isEmpty) }

    @Test(arguments: [
        (
            "见 https://www.münchen.de/x，文",
            "见 <a href=\"https://www.xn--mnchen-3ya.de/x\">https://www.münchen.de/x</a>，文"
        ),
        (
            "网址：www.example.org欢迎访问",
            "网址：<a href=\"http://www.example.org\">www.example.org</a>欢迎访问"
        ),
        (
            "**https://e.example/页**：后",
            "<strong><a href=\"https://e.example/%E9%A1%B5\">https://e.example/页</a></strong>：后"
        ),
        ("https://例子.中国查看更多内容", "https://例子.中国查看更多内容"),
    ])
    func markdownAgrees(markdown: String, html: String) throws {
        let bulletin = try read("---\ntitle: t\n---\n" + markdown, as: "a.md")
        #expect(bulletin.sections[0].html == "<p>\(html)</p>")
    }

    /// What stands behind the address of a title is not lost.
    @Test func wordsBehindAnAddressStay() throws {
        let bulletin = try read("一周要闻 第3期\n①甲甲甲甲会议召开\nhttps://example.org/a（点击查看）\n②乙乙乙乙检查开始\n检查了。\n")
        #expect(
            bulletin.sections[0].html
                == "<p><a href=\"https://example.org/a\">https://example.org/a</a>（点击查看）</p>")
        let alone = try read("一周要闻 第3期\n①甲甲甲甲会议召开\nhttps://example.org/a。\n②乙乙乙乙检查开始\n检查了。\n")
        #expect(alone.sections[0].links.map(\.url) == ["https://example.org/a"])
    }

    @Test func titlesOfListsStayWhole() throws {
        let bulletin = try read(
            "一周要闻 第3期\n①甲甲甲甲会议召开\n会议指出事项。\n链接\n会议纪要 https://example.org/新闻/页.html\n②乙乙乙乙检查开始\n检查了。\n")
        #expect(
            bulletin.sections[0].links == [
                Link(title: "会议纪要", url: "https://example.org/%E6%96%B0%E9%97%BB/%E9%A1%B5.html")
            ])
    }

    @Test(arguments: ["|", "](", "(", ")", "\\b", "中\\b", "/中|"]) func manyAreFastInMarkdown(mark: String) throws {
        let row = String(repeating: "http://e.example/\(mark)", count: 8_000)
        #expect(try read("# 周报\n\nx \(row)\n", as: "a.md").sections[0].text.count > 8_000)
    }

    @Test func manyAreFast() {
        #expect(addresses(String(repeating: ":https://e.example/中文，", count: 8_000)).count == 8_000)
        #expect(addresses(String(repeating: "http://中", count: 30_000)).isEmpty)
        #expect(addresses(String(repeating: "http://e.example/中", count: 15_000)).count == 15_000)
        #expect(addresses("http://e.example/" + String(repeating: "中/", count: 50_000)).isEmpty)
        #expect(addresses(String(repeating: "(http://e.example/)", count: 15_000)).count == 15_000)
        #expect(addresses(String(repeating: "http://e.example/", count: 15_000)).isEmpty)
    }
}
