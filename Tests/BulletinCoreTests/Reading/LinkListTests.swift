import BulletinCore
import Testing

/// Lists of links under a story take what is a list, and not a word of what follows; words and facts are invented.
@Suite struct LinkListTests {
    /// All that a story says: its text, then its list.
    private func words(of section: Section) -> String {
        section.text + "\n" + (section.linksLabel ?? "") + "\n" + section.links.map(\.title).joined(separator: "\n")
    }

    @Test(arguments: [
        (
            "a.md",
            "# Bridge closes\n\nShut in May.\n\nMore:\n\n[the order](https://e.example/1)\n\nThe detour KEEP.\n", 1
        ),
        (
            "a.md",
            "# Weekly\n\n## One\n\nText.\n\nMore: call KEEP or see [B](https://e.example/1) on KEEP.\n\n## Two\n\nText.",
            2
        ),
        ("a.md", "# 评选通知\n\n请申报。\n\n附件：\n\n- [申报表](https://e.example/1)（KEEP一式三份）\n- 汇总表（KEEP另发）\n", 2),
        ("a.md", "# 周报 第3期\n\n## 评选\n\n申报。\n\n链接\n\n> KEEP引文。\n\n[表一](https://e.example/1)\n\n## 体检\n\n四月。\n", 1),
        (
            "a.md",
            "# Grants\n\nDue soon.\n\nSee also: [the form](https://e.example/1), to be KEEP twice; the rules KEEP.\n", 2
        ),
        (
            "a.md",
            "# Weekly\n\n## One\n\nText.\n\n**Read more:** [A](https://e.example/1) (KEEP a paywall)\n\n## Two\n\nText.\n",
            1
        ),
        (
            "a.html",
            "<title>评选通知</title><h1>评选通知</h1><p>请申报。</p><p>附件：</p><p><a href='https://e.example/1'>申报表</a>（KEEP一式三份）</p><p>联系人：张老师KEEP，电话0555-1234567</p>",
            2
        ),
        (
            "a.html",
            "<h1>社区周报 第3期</h1><h2>一、评选</h2><p>申报。</p><p>相关链接</p><table><tr><td><a href='https://e.example/1'>表一</a><td>KEEP前</table><h2>二、体检</h2><p>四月。</p>",
            1
        ),
        (
            "a.html",
            "<h1>社区周报 第3期</h1><h2>一、评选</h2><p>申报。</p><p>相关链接<br><a href='https://e.example/1'>表一</a><br>请各位KEEP按时到场。</p><h2>二、体检</h2><p>四月。</p>",
            1
        ),
        (
            "a.txt",
            "社区周报 第3期\n一、评选启动\n请申报。\n链接\n体检须知 https://e.example/1 （空腹，KEEP带身份证）\n二、体检安排\n四月进行。\n", 1
        ),
        (
            "a.txt",
            "社区周报 第3期\n一、评选启动\n请申报。\n附件：\n1.申报表 https://e.example/1 KEEP加盖公章\n2.甲表 https://e.example/2 KEEP乙表 https://e.example/3\n二、体检安排\n四月进行。\n",
            2
        ),
        (
            "a.txt",
            "Harbour Weekly\n\n1. Dredging begins\nThe dredger began.\nMore: call KEEP or see https://e.example/1 on KEEP.\n\n2. Lights renewed\nTwo lights.\n",
            2
        ),
    ])
    func keepsEveryWord(name: String, text: String, kept: Int) throws {
        let section = try read(text, as: name).sections[0]
        #expect(words(of: section).split(separator: "KEEP", omittingEmptySubsequences: false).count == kept + 1)
        #expect(section.allLinks.contains { $0.url == "https://e.example/1" })
    }

    @Test func endsBeforeText() throws {
        let section = try read(
            "# Bridge\n\nShut in May.\n\nMore:\n\n[the order](https://e.example/1)\n\n- [map](https://e.example/2) – the County\n\nThe detour runs over Thirle.\n",
            as: "a.md"
        ).sections[0]
        #expect(section.text == "Shut in May.\nThe detour runs over Thirle.")
        #expect(section.linksLabel == "More:")
        #expect(
            section.links == [
                Link(title: "the order", url: "https://e.example/1"),
                Link(title: "map – the County", url: "https://e.example/2"),
            ])
    }

    @Test func takesTitlesWithoutAddress() throws {
        let section = try read(
            "<h1>社区周报 第3期</h1><h2>一、评选</h2><p>申报。</p><p>链接</p><p>甲镇义诊</p><p>乙镇招募</p><p>联系人：张老师</p><h2>二、体检</h2><p>四月。</p>",
            as: "a.html"
        ).sections[0]
        #expect(section.links == [Link(title: "甲镇义诊"), Link(title: "乙镇招募")])
        #expect(section.text == "申报。\n联系人：张老师")
    }

    @Test func aTitleCarriesWhatStandsBehindItsAddress() throws {
        let section = try read(
            "社区周报 第3期\n一、评选启动\n请申报。\n附件：\n申报表（https://e.example/1）（一式三份）\nhttps://e.example/2 汇总表\n[乙表](https://e.example/3)。\n二、体检安排\n四月进行。\n"
        ).sections[0]
        #expect(
            section.links == [
                Link(title: "申报表（一式三份）", url: "https://e.example/1"),
                Link(title: "汇总表", url: "https://e.example/2"), Link(title: "乙表", url: "https://e.example/3"),
            ])
    }

    @Test func manyTitlesAreFast() throws {
        let titles = String(repeating: "链接\n\n甲镇义诊\n\n", count: 20_000)
        let section = try read("# 论港\n\n正文。\n\n\(titles)", as: "a.md").sections[0]
        #expect(section.links.isEmpty)
    }

    @Test func theListIsExplainedToItsEndOnly() throws {
        let text =
            "# Weekly\n\n## One\n\nText.\n\nMore:\n\n- [map](https://e.example/2) – the County\n\nThe detour.\n\n## Two\n\nText.\n"
        let explanation = try BulletinReader.explain(Source(path: SourcePath("a.md"), bytes: Array(text.utf8)))
        #expect(
            explanation.lines.filter { $0.story == 1 && $0.role != .blank }.map(\.role) == [
                .headline, .body, .linkLabel, .link, .body,
            ])
    }
}
