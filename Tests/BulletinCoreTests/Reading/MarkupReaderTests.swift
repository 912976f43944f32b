import BulletinCore
import Testing

@Suite struct MarkupReaderTests {
    /// As without front matter: the first line is the headline, and is not said again in the text.
    @Test(arguments: ["a.txt", "a.md"]) func aFirstLineUnderFrontMatterIsTheHeadline(name: String) throws {
        let story = "The harbour opens again\n\nThe dredger has gone. Ships may pass.\n"
        let bulletin = try read("---\ndate: 2031-05-16\n---\n" + story, as: name)
        #expect(bulletin.sections.map(\.title) == ["The harbour opens again"])
        #expect(bulletin.sections[0].text == "The dredger has gone. Ships may pass.")
        // A sentence is of the text, and so is a line that is all of it.
        for text in ["The harbour opens again.\n\nShips may pass.\n", "The harbour opens again\n"] {
            #expect(try read("---\ndate: 2031-05-16\n---\n" + text, as: name).sections[0].text.hasPrefix("The harbour"))
        }
    }

    @Test func readsFrontMatter() throws {
        let bulletin = try read(
            """
            ---
            title: 'Notes: twelve'
            date: 2031-05-16T08:30:00+08:00
            id: notes-12
            tags: [a, b, a]
            authors:
              - name: Ada
              - Bob
            summary: Short.
            language: en
            draft: true
            layout: post
            ---
            Text.
            """, as: "a.md")
        #expect(bulletin.title == "Notes: twelve")
        #expect(bulletin.sections.map(\.title) == ["Notes: twelve"])
        #expect(bulletin.sections[0].text == "Text.")
        #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 16))
        #expect(bulletin.date?.secondOfDay == 30_600)
        #expect(bulletin.date?.offset == 28_800)
        #expect(bulletin.date?.origin == .frontMatter)
        #expect(bulletin.date?.line == 3)
        #expect(bulletin.id == "notes-12")
        #expect(bulletin.tags == ["a", "b"])
        #expect(bulletin.authors == ["Ada", "Bob"])
        #expect(bulletin.summary == "Short.")
        #expect(bulletin.language == "en")
        #expect(bulletin.isDraft)
    }

    @Test(arguments: [
        (
            "---\ntitle: a\nText.\n",
            "a.md:1: the front matter is not closed by a line ---; correct the line and drop the file in again"
        ),
        (
            "---\ndate: 2031-02-30\n---\nx",
            "a.md:2: '2031-02-30' is no date like 2026-03-14 or 2026-03-14T09:26:53+08:00; correct the line and drop the file in again"
        ),
        (
            "---\na: &x [1]\nb: *x\n---\nx",
            "a.md:2: anchors (&) are not read; correct the line and drop the file in again"
        ),
        (
            "---\na: !!python/object x\n---\nx",
            "a.md:2: tags (!) are not read; correct the line and drop the file in again"
        ),
        (
            "---\ntitle: a\ntitle: b\n---\nx",
            "a.md:3: the front matter is no valid YAML: title is given twice; correct the line and drop the file in again"
        ),
        (
            "---\na: [[[[[[[[[[[[[[[[[[[[[[[[\n---\nx",
            "a.md:2: lists within lists are nested too deep; correct the line and drop the file in again"
        ),
        (
            "---\ndraft: perhaps\n---\nx",
            "a.md:2: draft must be true or false; correct the line and drop the file in again"
        ),
        ("---\ntitle: a\n---\n \n", "a.md: nothing to publish; put text under the headline, or remove the file"),
    ])
    func refusesFrontMatter(text: String, reason: String) {
        #expect(performing: { try read(text, as: "a.md") }, throws: { "\($0)" == reason })
    }

    @Test func quotedStarsAreNoAliases() throws {
        #expect(try read("---\ntitle: '*a* & b'\nnote: ! 'x'\n---\nx", as: "a.md").title == "*a* & b")
    }

    @Test func headingsMakeStories() throws {
        let bulletin = try read(
            "# Weekly 12\n\nHello.\n\n## Contents\n\n- a\n- b\n\n## One\n\nText *one*.\n\n### Inner\n\nMore.\n\n## Two\n\nText.\n",
            as: "a.md")
        #expect(bulletin.title == "Weekly 12")
        #expect(bulletin.sections.map(\.title) == ["One", "Two"])
        #expect(bulletin.sections.map(\.line) == [10, 18])
        #expect(bulletin.sections[0].html == "<p>Text <em>one</em>.</p>\n<h3>Inner</h3>\n<p>More.</p>")
        #expect(bulletin.intro == "<p>Hello.</p>")
    }

    @Test func headerLinesWithoutFences() throws {
        let bulletin = try read(
            "Title: This Week 100\nDate: 2015-10-12\nNumber: 100\n\nHello.\n\n# One\n\nText.\n\n# Two\n\nText.\n",
            as: "a.md")
        #expect(bulletin.title == "This Week 100")
        #expect(bulletin.issue == "100")
        #expect(bulletin.date?.day == CivilDate(year: 2015, month: 10, day: 12))
        #expect(bulletin.sections.map(\.title) == ["One", "Two"])
        #expect(bulletin.sections.map(\.line) == [7, 11])
    }

    @Test func headingsWithoutTextAreCategories() throws {
        let bulletin = try read("# Weekly\n\n## News\n\n### One\n\nText.\n\n### Two\n\nText.\n", as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["One", "Two"])
        #expect(bulletin.sections.map(\.category) == ["News", "News"])
    }

    @Test(arguments: [
        ("**强调：**后面", "<p><strong>强调：</strong>后面</p>"),
        ("他说**“好”**然后", "<p>他说<strong>“好”</strong>然后</p>"),
        ("`**强调：**后面`", "<p><code>**强调：**后面</code></p>"),
        ("**a** b **c**", "<p><strong>a</strong> b <strong>c</strong></p>"),
        ("文[^1]。\n\n[^1]: 注", "<p>文<sup>[1]</sup>。</p>\n<p>[1] 注</p>"),
        (
            "![Map <i>old</i> of \"x\"](https://e.example/a.png)",
            "<p><img src=\"https://e.example/a.png\" alt=\"Map old of &quot;x&quot;\"/></p>"
        ),
        ("![](a.png)", "<p><img src=\"local:a.png\" alt=\"\"/></p>"),
        ("![a ![b <b>c](d.png \"e\") f](a.png)", "<p><img src=\"local:a.png\" alt=\"a b c\" title=\"e\"/> f</p>"),
        ("![<i title=\" onerror=x y=\">](a.png)", "<p><img src=\"local:a.png\" alt=\"\"/></p>"),
        ("[x](javascript:alert(1))", "<p>x</p>"),
        ("[x](<java\tscript:a>)", "<p>x</p>"),
        ("<svg><script>1</script></svg>文", "<p>文</p>"),
        (
            "a | b\n--- | ---\n1 | 2",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
        ),
        ("~~a~~ <b onclick=x>b</b>", "<p><del>a</del> <b>b</b></p>"),
        ("```\n**强：**后\n```", "<pre><code>**强：**后\n</code></pre>"),
    ])
    func convertsMarkdown(markdown: String, html: String) throws {
        #expect(try read("---\ntitle: t\n---\n" + markdown, as: "a.md").sections[0].html == html)
    }

    @Test func trailingListInMarkdown() throws {
        let bulletin = try read(
            "# 周报\n\n## 甲\n\n文。\n\n相关链接：\n\n- [一](https://a.example/1)\n- [二](https://a.example/2)\n\n## 乙\n\n文。\n",
            as: "a.md")
        #expect(
            bulletin.sections[0].links == [
                Link(title: "一", url: "https://a.example/1"), Link(title: "二", url: "https://a.example/2"),
            ])
        #expect(bulletin.sections[0].html == "<p>文。</p>")
    }

    @Test func markersInHTML() throws {
        let bulletin = try read(
            "<html><title>水利一周_云泽市水利局</title><body><p><strong>①甲地</strong></p><p>　　文<a href='https://a.example/'>一</a>。</p><p>②乙地</p><p>文二。</p>",
            as: "a.html")
        #expect(bulletin.title == "水利一周")
        #expect(bulletin.sections.map(\.title) == ["甲地", "乙地"])
        #expect(bulletin.sections[0].html == "<p>文<a href=\"https://a.example/\">一</a>。</p>")
    }

    @Test func saysWhichAddressesWentAway() throws {
        let bulletin = try read(
            "<html><p>a <a href='x.pdf'>b</a> <a href='javascript:x'>c</a> <img src='c.png'><img src='data:image/png,x'>",
            as: "a.html")
        #expect(
            bulletin.sections[0].html
                == "<p>a <a href=\"local:x.pdf\">b</a> c <img src=\"local:c.png\"/></p>")
        #expect(bulletin.sections[0].allLinks == [Link(title: "b", url: "local:x.pdf")])
        #expect(bulletin.findings.map(\.rule) == ["AddressDropped"])
        #expect(bulletin.findings[0].message.hasPrefix("2 links or images"))
    }
}
