import BulletinCore
import Testing

/// What Markdown becomes that CommonMark alone would not make of it.
@Suite struct MarkdownDialectTests {
    private func html(_ markdown: String) throws -> String {
        try read("---\ntitle: t\n---\n" + markdown, as: "a.md").sections[0].html
    }

    @Test(arguments: [
        ("**强调：**后面", "<strong>强调：</strong>后面"),
        ("他说**“好”**然后", "他说<strong>“好”</strong>然后"),
        ("*斜：*后", "<em>斜：</em>后"),
        ("前*（斜）*后", "前<em>（斜）</em>后"),
        ("***粗斜：***后", "<strong><em>粗斜：</em></strong>后"),
        ("前**「引」**，后", "前<strong>「引」</strong>，后"),
        ("前**《书》**后", "前<strong>《书》</strong>后"),
        ("**第一。**第二。**第三。**第四", "<strong>第一。</strong>第二。<strong>第三。</strong>第四"),
        ("**A：**中**B**文", "<strong>A：</strong>中<strong>B</strong>文"),
        ("**粗*斜：*粗：**后", "<strong>粗<em>斜：</em>粗：</strong>后"),
        ("**価格：**です", "<strong>価格：</strong>です"),
        ("**가격:**원", "<strong>가격:</strong>원"),
        ("中**10%**的", "中<strong>10%</strong>的"),
        ("中**(a)**文", "中<strong>(a)</strong>文"),
        ("**a.**中", "<strong>a.</strong>中"),
        ("见**`码`**后", "见<strong><code>码</code></strong>后"),
        ("**[链](https://a.example/)**后", "<strong><a href=\"https://a.example/\">链</a></strong>后"),
        // As CommonMark has it:
        ("**强调**后面", "<strong>强调</strong>后面"),
        ("**强调：** 后面", "<strong>强调：</strong> 后面"),
        ("**a:** b", "<strong>a:</strong> b"),
        ("a**b:**c", "a**b:**c"),
        ("2 ** 3 ** 4", "2 ** 3 ** 4"),
        ("3*4：*中", "3*4：*中"),
        ("a * b：* 中", "a * b：* 中"),
        ("\\*\\*强调：\\*\\*后面", "**强调：**后面"),
        ("`**强调：**后`面", "<code>**强调：**后</code>面"),
        ("``a`**强：**后``", "<code>a`**强：**后</code>"),
        ("<b title=\"**强：**后\">文</b>", "<b>文</b>"),
        ("[文](https://a.example/**强：**后)", "<a href=\"https://a.example/**%E5%BC%BA%EF%BC%9A**%E5%90%8E\">文</a>"),
        ("**强调：", "**强调："),
        ("****后", "****后"),
        ("**重**，**要：**的", "<strong>重</strong>，<strong>要：</strong>的"),
        ("（**强调：**）", "（<strong>强调：</strong>）"),
        ("`未**完：**后", "`未<strong>完：</strong>后"),
    ])
    func emphasisBesideChinese(markdown: String, html: String) throws {
        #expect(try self.html(markdown) == "<p>\(html)</p>")
    }

    @Test func emphasisInOtherBlocks() throws {
        #expect(
            try html("- **强：**后\n    - **深：**后")
                == "<ul><li><strong>强：</strong>后<ul><li><strong>深：</strong>后</li></ul></li></ul>")
        #expect(try html("> **强：**后") == "<blockquote><p><strong>强：</strong>后</p></blockquote>")
        #expect(try html("文\n\n    **强：**后") == "<p>文</p>\n<pre><code>**强：**后\n</code></pre>")
        #expect(try html("- a\n  ```\n  **强：**后\n  ```\n- b").contains("<code>**强：**后"))
        #expect(try html("<div>\n**强：**后\n</div>\n\n**强：**后") == "<p>**强：**后</p>\n<p><strong>强：</strong>后</p>")
        #expect(try html("<!-- a\n\n**强：**后 -->\n\n文") == "<p>文</p>")
    }

    @Test(arguments: [
        ("文[^1]。\n\n[^1]: 注", "<p>文<sup>[1]</sup>。</p>\n<p>[1] 注</p>"),
        ("文[^1]。", "<p>文[^1]。</p>"),
        ("文[^2]。\n\n[^1]: 注", "<p>文[^2]。</p>\n<p>[1] 注</p>"),
        (
            "a[^x] b[^y].\n\n[^y]: Y *y*\n[^x]: X",
            "<p>a<sup>[x]</sup> b<sup>[y]</sup>.</p>\n<p>[y] Y <em>y</em></p>\n<p>[x] X</p>"
        ),
        (
            "a[^1]\n\n[^1]: one\ntwo\n\n    three\n\nafter",
            "<p>a<sup>[1]</sup></p>\n<p>after</p>\n<p>[1] one two</p>\n<p>three</p>"
        ),
        (
            "a[^1]\n\n[^1]: see [x][r] and [^2]\n[^2]: second\n\n[r]: https://a.example/",
            "<p>a<sup>[1]</sup></p>\n<p>[1] see <a href=\"https://a.example/\">x</a> and <sup>[2]</sup></p>\n<p>[2] second</p>"
        ),
        (
            "`[^1]` a\n\n```\n[^1]: x\n```\n\n[^1]: note",
            "<p><code>[^1]</code> a</p>\n<pre><code>[^1]: x\n</code></pre>\n<p>[1] note</p>"
        ),
        ("a[^1]\n\n[^1]: first\n[^1]: again", "<p>a<sup>[1]</sup></p>\n<p><sup>[1]</sup>: again</p>\n<p>[1] first</p>"),
        ("a[^1]\n\n[^1]: 注\n\n```\nopen", "<p>a<sup>[1]</sup></p>\n<pre><code>open\n</code></pre>\n<p>[1] 注</p>"),
        ("[^1](https://a.example/)\n\n[^1]: 注", "<p><a href=\"https://a.example/\">^1</a></p>\n<p>[1] 注</p>"),
    ])
    func footnotes(markdown: String, html: String) throws {
        #expect(try self.html(markdown) == html)
    }

    @Test func notesStandBehindTheStoryThatUsesThem() throws {
        let bulletin = try read(
            "# Weekly 1\n\nHi[^i].\n\n## One\n\nx[^a] y[^b]\n\n## Two\n\nz[^b]\n\n## Three\n\nn\n\n[^a]: A\n[^b]: B\n[^i]: I\n",
            as: "a.md")
        #expect(bulletin.intro == "<p>Hi<sup>[i]</sup>.</p>\n<p>[i] I</p>")
        #expect(
            bulletin.sections.map(\.html) == [
                "<p>x<sup>[a]</sup> y<sup>[b]</sup></p>\n<p>[a] A</p>\n<p>[b] B</p>",
                "<p>z<sup>[b]</sup></p>\n<p>[b] B</p>", "<p>n</p>",
            ])
        #expect(bulletin.sections[0].text == "x[a] y[b]\n[a] A\n[b] B")
    }

    @Test(arguments: [
        (
            "[a][1] and [b]\n\n[1]: https://a.example/1\n[b]: https://a.example/2",
            "<p><a href=\"https://a.example/1\">a</a> and <a href=\"https://a.example/2\">b</a></p>"
        ),
        ("- [x] done\n- [ ] open", "<ul><li>☑ done</li><li>☐ open</li></ul>"),
        (
            "1. [X] **强：**后\n\n   > - [ ] b",
            "<ol><li><p>☑ <strong>强：</strong>后</p><blockquote><ul><li>☐ b</li></ul></blockquote></li></ol>"
        ),
        (
            "- [x](https://a.example/)\n- [y] b\n- [x]c",
            "<ul><li><a href=\"https://a.example/\">x</a></li><li>[y] b</li><li>[x]c</li></ul>"
        ),
        ("[x] a", "<p>[x] a</p>"),
        ("> [x] a", "<blockquote><p>[x] a</p></blockquote>"),
        (
            "<ul><li><input type=checkbox disabled checked> a<li><p><input type=checkbox disabled>b<li><input type=checkbox>c</ul>",
            "<ul><li>☑ a</li><li><p>☐ b</p></li><li>c</li></ul>"
        ),
        ("a  \nb\\\nc", "<p>a<br/>b<br/>c</p>"),
        (
            "<https://a.example/> b@a.example",
            "<p><a href=\"https://a.example/\">https://a.example/</a> <a href=\"mailto:b@a.example\">b@a.example</a></p>"
        ),
        ("a <kbd>b</kbd> <i>c</i>", "<p>a <kbd>b</kbd> <i>c</i></p>"),
    ])
    func theRest(markdown: String, html: String) throws {
        #expect(try self.html(markdown) == html)
    }

    @Test(arguments: [
        (
            "table", "a\n" + String(repeating: "|a", count: 300) + "\n" + String(repeating: "|-", count: 300) + "|\n",
            "a.md:3: a table has more than 200 columns; correct the line and drop the file in again"
        ),
        (
            "quotations", String(repeating: "> ", count: 50_000) + "a",
            "a.md: more than 200 elements within each other; put fewer lists, tables or quotations within each other, or raise max-depth"
        ),
        (
            "lists", String(repeating: "1. ", count: 50_000) + "a",
            "a.md: more than 200 elements within each other; put fewer lists, tables or quotations within each other, or raise max-depth"
        ),
    ])
    func refuses(what: String, text: String, reason: String) {
        #expect(performing: { try read(text, as: "a.md") }, throws: { "\($0)" == reason })
    }

    /// Each would take hours if its cost were not linear.
    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "*a ", count: 60_000),
        String(repeating: "`a``a", count: 30_000), String(repeating: "a<!--", count: 50_000),
        "[^1]: n\n\n" + String(repeating: "x[^1] ", count: 20_000), String(repeating: "# a\n", count: 10_000),
        String(repeating: "**：", count: 50_000), "a\n\n<!--" + String(repeating: "x", count: 100_000),
    ])
    func isLinear(text: String) throws {
        #expect(try read(text, as: "a.md").sections.count == 1)
    }

    /// Whoever forgot to close a comment is told where it begins, for it hides the rest.
    @Test(
        arguments: [
            ("# Notes\n\nFirst.\n\n<!-- todo: numbers\n\n## Ferry\n\nIt is back.\n", 5),
            ("# Notes\n\nFirst. <!-- one --> and <!-->\n\n<!-- two\n", 5),
            ("# Notes\n\nFirst. <!-- one\n-->\n\nSecond.\n", nil),
            ("# Notes\n\nWrite `<!--` first.\n\n```\n<!-- todo\n```\n\nSecond.\n", nil),
        ] as [(String, Int?)])
    func anUnclosedCommentIsTold(text: String, line: Int?) throws {
        let found = try read(text, as: "a.md").findings.filter { $0.rule == "UnclosedComment" }
        #expect(found.map(\.line) == (line.map { [$0] } ?? []))
        #expect(found.allSatisfy { $0.severity == .warning })
    }

    @Test func anUnclosedCommentOfAPageIsTold() throws {
        let page =
            "<html><body><h1>Notes</h1>\n<script>if (a <!--b) {}</script><p>First.</p>\n<!-- todo\n<p>Second.</p></body></html>"
        let found = try read(page, as: "a.html").findings.filter { $0.rule == "UnclosedComment" }
        #expect(found.map(\.line) == [3])
    }
}
