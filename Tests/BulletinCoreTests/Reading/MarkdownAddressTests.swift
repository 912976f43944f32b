import BulletinCore
import Testing

/// Bare addresses in Markdown: each becomes a link that ends where the address does.
@Suite struct MarkdownAddressTests {
    private func html(_ markdown: String) throws -> String {
        try read("---\ntitle: t\n---\n" + markdown, as: "a.md").sections[0].html
    }

    private static func link(_ address: String, _ text: String? = nil) -> String {
        "<a href=\"\(address)\">\(text ?? address)</a>"
    }

    @Test(arguments: [
        ("见 https://e.example/x，以及**另文**。", "见 \(link("https://e.example/x"))，以及<strong>另文</strong>。"),
        ("参考：https://e.example/w；完", "参考：\(link("https://e.example/w"))；完"),
        ("（https://e.example/z）。", "（\(link("https://e.example/z"))）。"),
        (
            "见[公告](https://e.example/1)，重点是**附注**和~~删~~。",
            "见\(link("https://e.example/1", "公告"))，重点是<strong>附注</strong>和<del>删</del>。"
        ),
        ("**https://e.example/a**：后", "<strong>\(link("https://e.example/a"))</strong>：后"),
        ("_https://e.example/a_b_ 后", "<em>\(link("https://e.example/a_b"))</em> 后"),
        ("~~https://e.example/a~~", "<del>\(link("https://e.example/a"))</del>"),
        ("https://e.example/a_(b)_c.", "\(link("https://e.example/a_(b)_c"))."),
        ("(https://e.example/a)", "(\(link("https://e.example/a")))"),
        ("https://e.example/a\\_b", link("https://e.example/a_b")),
        ("https://e.example/?a=1&amp;b=2 c", "\(link("https://e.example/?a=1&amp;b=2")) c"),
        ("HTTP://E.example/A b", "\(link("http://e.example/A", "HTTP://E.example/A")) b"),
        ("见 www.e.example/a_b，和*文*", "见 \(link("http://www.e.example/a_b", "www.e.example/a_b"))，和<em>文</em>"),
        ("xhttps://e.example/a", "xhttps://e.example/a"),
        ("https://u:p@e.example/a", "https://u:p@e.example/a"),
        ("[政务](https://工信部.政务.cn/页)", link("https://xn--vuq945an13b.xn--zfr164b.cn/%E9%A1%B5", "政务")),
        ("<https://www.straße.de/>", link("https://www.xn--strae-oqa.de/", "https://www.straße.de/")),
        // What is written otherwise stays what it is.
        ("<https://e.example/v>。**“引”**号", "\(link("https://e.example/v"))。<strong>“引”</strong>号"),
        (
            "`https://e.example/a` ``x`https://e.example/b``",
            "<code>https://e.example/a</code> <code>x`https://e.example/b</code>"
        ),
        ("`a\nhttps://e.example/a` b", "<code>a https://e.example/a</code> b"),
        ("[https://e.example/a](https://e.example/b)", link("https://e.example/b", "https://e.example/a")),
        ("[见\nhttps://e.example/a](https://e.example/b)", link("https://e.example/b", "见 https://e.example/a")),
        ("[a](\nhttps://e.example/b \"c\")", "<a href=\"https://e.example/b\" title=\"c\">a</a>"),
        (
            "[a][1] [https://e.example/b][1]\n\n[1]: https://e.example/中文 \"c\"",
            "<a href=\"https://e.example/%E4%B8%AD%E6%96%87\" title=\"c\">a</a> <a href=\"https://e.example/%E4%B8%AD%E6%96%87\" title=\"c\">https://e.example/b</a>"
        ),
        ("[a][1]\n\n[1]:\n  https://e.example/a,b.", link("https://e.example/a,b.", "a")),
        (
            "![https://e.example/a](https://e.example/b.png)",
            "<img src=\"https://e.example/b.png\" alt=\"https://e.example/a\"/>"
        ),
        ("[见 https://e.example/a] b", "[见 \(link("https://e.example/a"))] b"),
        (
            "文 <a href=\"https://e.example/a\">https://e.example/b</a>",
            "文 \(link("https://e.example/a", "https://e.example/b"))"
        ),
        ("文 <img\nsrc=\"https://e.example/a.png\"> 后", "文 <img src=\"https://e.example/a.png\"/> 后"),
        ("\\<https://e.example/a", "&lt;\(link("https://e.example/a"))"),
        ("a | b\n--- | ---\nhttps://e.example/a|https://e.example/b", ""),
    ])
    func endWhereTheyEnd(markdown: String, html: String) throws {
        let expected =
            html.isEmpty
            ? "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>\(Self.link("https://e.example/a"))</td><td>\(Self.link("https://e.example/b"))</td></tr></tbody></table>"
            : "<p>\(html)</p>"
        #expect(try self.html(markdown) == expected)
    }

    @Test func codeAndHTMLStay() throws {
        #expect(try html("文\n\n    https://e.example/a\n\n后").contains("<code>https://e.example/a\n</code>"))
        #expect(try html("```\nhttps://e.example/a\n```") == "<pre><code>https://e.example/a\n</code></pre>")
        #expect(try html("<div data-x=\"https://e.example/a\">文</div>") == "<p>文</p>")
    }

    @Test func linesStay() throws {
        let bulletin = try read("# 周报\n\n见 https://e.example/a，文。\n\n## 甲\n\n文。\n\n## 乙\n\n文。\n", as: "a.md")
        #expect(bulletin.sections.map(\.line) == [5, 9])
    }

    @Test func manyAreFast() throws {
        let row = String(repeating: "见 https://e.example/a，[甲 `乙 < ", count: 20_000)
        let bulletin = try read("# 周报\n\n\(row)\n", as: "a.md")
        #expect(bulletin.sections[0].html.utf8.count > 1_000_000)
    }
}
