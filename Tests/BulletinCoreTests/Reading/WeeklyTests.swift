import BulletinCore
import Testing

/// Weeklies in Markdown, in the shapes that they really have; words and facts are invented.
@Suite struct WeeklyTests {
    struct Weekly: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var text: String
        var title: String
        var headlines: [String]
        var name = "a.md"
    }

    static let weeklies = [
        Weekly(
            testDescription: "a note above the categories, numbers running on",
            text: """
                # 《好物志》第 04 期
                >兴趣是最好的老师
                <p align="center">
                    <img src='https://a.example/i.jpg' style="max-width:100%;"></img>
                </p>

                ## 简介
                分享有趣的项目。

                ## 目录
                - [甲类](#甲类)
                - [其它](#其它)

                <p align="center">欢迎关注。</p>

                ## 内容
                > **以下为本期内容**｜每月一期

                ### 甲类
                1、[cache](https://a.example/1)：平台

                2、[zing](https://a.example/2)：库

                ### 其它
                3、[zoo](https://a.example/3)：动物

                ## 声明
                本作品采用许可。

                """, title: "《好物志》第 04 期", headlines: ["简介", "甲类", "其它", "声明"]),
        Weekly(
            testDescription: "header lines, first-level headings with and without text of their own",
            text: """
                Title: This Week in Oxide 59
                Date: 2014-12-01
                Category: This Week in Oxide

                Hello and welcome!

                # What's cooking?

                71 changes were [merged][1].

                [1]: https://o.example/pulls

                ## Breaking

                * x

                # Community

                <!-- later -->

                ## From the Team

                * z

                ## Blog Posts

                * [b](https://o.example/3)

                """, title: "This Week in Oxide 59", headlines: ["What's cooking?", "From the Team", "Blog Posts"]),
        Weekly(
            testDescription: "a week of dailies without a title",
            text: """
                ### 某某每日新闻(2017-04-25)

                1. 泛型编程初体验： https://a.example/1
                2. 知识点总结： http://a.example/2

                * 编辑: 甲

                ### 某某每日新闻(2017-04-26)

                1. 机器人包 http://a.example/3
                2. 优化小结 http://a.example/4

                * 编辑: 乙

                """, title: "a", headlines: ["某某每日新闻(2017-04-25)", "某某每日新闻(2017-04-26)"]),
        Weekly(
            testDescription: "a title of the issue's subjects, stories that begin with their address",
            text: """
                ---
                title: "stitches 1、ultra、7GUIs"
                publishedAt: "2021/09/06"
                ---

                ## ❄️ TL;DR

                👉 stitches 1.0<br />

                ## ⚡ 展开讲讲

                ### stitches 1.0
                https://a.example/stitches

                翻了遍文档。

                ### ultra
                https://a.example/ultra

                流。

                ### 7GUIs
                https://a.example/7

                基线。

                """, title: "stitches 1、ultra、7GUIs", headlines: ["❄️ TL;DR", "stitches 1.0", "ultra", "7GUIs"]),
        Weekly(
            testDescription: "several first-level headings, the first of them the issue's",
            text: "# 【锈日报】2018-09-16 标题\n\n# 甲\n\n一、子\n\n二、丑\n\n# 乙\n\n内容。\n\n# 丙\n\n内容。\n",
            title: "【锈日报】2018-09-16 标题", headlines: ["甲", "乙", "丙"]),
        Weekly(
            testDescription: "front matter that only ends with a fence",
            text:
                "title: 前端小报 第3期\ndate: 2017-03-04\ntags:\n- 前端\n---\n\n## 文章\n\n[a](https://a.example)\n\n## 工具\n\n文。\n",
            title: "前端小报 第3期", headlines: ["文章", "工具"]),
        Weekly(
            testDescription: "JSON front matter",
            text:
                "{\n \"title\": \"Kube Letter #12\",\n \"events\": [{\"link\": \"x\"}]\n}\n\n# The Headlines\n\na\n\n# Webinars\n\nb\n",
            title: "Kube Letter #12", headlines: ["The Headlines", "Webinars"]),
        Weekly(
            testDescription: "headlines that are links, without text",
            text:
                "# Picks, 3 May 2021\n\n### [A](https://a.example/1)\n\n### [B](https://a.example/2)\n\n### [C](https://a.example/3)\n",
            title: "Picks, 3 May 2021", headlines: ["A", "B", "C"]),
        Weekly(
            testDescription: "what only looks like a heading",
            text:
                "---\ntitle: ! 'Issue #175'\n---\n\n## A [new](https://a.example) parser\n\n#tag\n\n```sh\n# comment\n```\n\n## 🎉 Emoji\n\n<div>\n## no heading\n</div>\n\nSetext\n------\n\nx\n",
            title: "Issue #175", headlines: ["A new parser", "🎉 Emoji", "Setext"]),
        Weekly(
            testDescription: "a colon in the title",
            text: "---\ntitle: Weekly: the one about boats\n---\n\n## Milk\n\nx\n\n## Eggs\n\ny\n",
            title: "Weekly: the one about boats", headlines: ["Milk", "Eggs"]),
        Weekly(
            testDescription: "sections of a periodical under a title that names none",
            text:
                "# Harbour Notes\n\n## 🗞 News\n\n### The pier is closed\n\nx\n\n### New ferry\n\ny\n\n## Events\n\n### Concert\n\nz\n",
            title: "Harbour Notes", headlines: ["The pier is closed", "New ferry", "Concert"]),
        Weekly(
            testDescription: "a file's name that numbers the issue",
            text: "# Boats and bees\n\n## Boats\n\nx\n\n## Bees\n\ny\n", title: "Boats and bees",
            headlines: ["Boats", "Bees"], name: "issue-0018.md"),
        Weekly(
            testDescription: "no title, lists of links",
            text:
                "Welcome to another issue!\n\n## Featured\n\n-   [A](https://a.example/1) by B\n    > Quoted.\n\n## Jobs\n\n- [C](https://a.example/2)\n",
            title: "a", headlines: ["Featured", "Jobs"]),
    ]

    @Test(arguments: weeklies)
    func isCutByItsHeadings(weekly: Weekly) throws {
        let bulletin = try read(weekly.text, as: weekly.name)
        #expect(bulletin.title == weekly.title)
        #expect(bulletin.sections.map(\.title) == weekly.headlines)
        let lines = weekly.text.split(separator: "\n", omittingEmptySubsequences: false)
        for section in bulletin.sections {
            let word = try #require(section.title.split(separator: " ").last)
            #expect(lines[section.line - 1].contains(word), "\(section.title) is not on line \(section.line)")
        }
    }

    @Test func aHeadlinesLinkIsKept() throws {
        let bulletin = try read("# Weekly 1\n\n## [A](https://a.example/)\n\nx\n\n## B\n\ny\n", as: "a.md")
        #expect(bulletin.sections[0].html == "<p><a href=\"https://a.example/\">A</a></p>\n<p>x</p>")
    }

    @Test func aTitleHeadingThatSaysMoreIsKept() throws {
        let bulletin = try read("---\ntitle: Weekly 1\n---\n# Boats\n\n## A\n\nx\n\n## B\n\ny\n", as: "a.md")
        #expect(bulletin.title == "Weekly 1")
        #expect(bulletin.intro == "<h1>Boats</h1>")
    }

    @Test func equalHeadlinesHaveTheirOwnLines() throws {
        let text = "Weekly 1\n========\n\nNews\n----\n\n1\n\n## Other\n\n2\n\nNews\n----\n\n3\n"
        #expect(try read(text, as: "a.md").sections.map(\.line) == [4, 9, 13])
        let long = String(repeating: "\n", count: 70_000)
        #expect(try read("# Weekly 1\n## A\nx\(long)## A\ny\n", as: "a.md").sections.map(\.line) == [2, 70_003])
    }

    @Test func severalIssuesInOneFileAreStories() throws {
        let bulletin = try read("# 周报 第1期\n\nx\n\n# 周报 第2期\n\ny\n", as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["周报 第1期", "周报 第2期"])
    }

    @Test func paragraphsInHeadingElements() throws {
        let paragraph = "<h4>这一段其实是正文，只是编辑用了标题的样式来显示，所以读起来很长也没有链接，并不是真正的标题</h4>"
        let page =
            "<html><body><h1>水利一周</h1><h3>甲地</h3>\(paragraph)\(paragraph)\(paragraph)<h3>乙地</h3>\(paragraph)\(paragraph)"
        #expect(try read(page + "</body></html>", as: "a.html").sections.map(\.title) == ["甲地", "乙地"])
    }
}
