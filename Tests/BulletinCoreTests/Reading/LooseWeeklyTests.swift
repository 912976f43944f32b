import BulletinCore
import Testing

/// Weeklies whose Markdown or whose title is loose; words and facts are invented.
@Suite struct LooseWeeklyTests {
    private func headlines(_ text: String) throws -> [String] { try read(text, as: "a.md").sections.map(\.title) }

    @Test func headingsWithoutTheirBlank() throws {
        let text =
            "---\ntitle: This Week in Tide 45\n---\n\nWe landed 25 [changes](https://a.example/).\n\n###Notable\n\n- a\n\n###Meetings\n\nNone.\n"
        #expect(try headlines(text) == ["Notable", "Meetings"])
        #expect(try read(text, as: "a.md").sections.map(\.line) == [7, 11])
        #expect(try headlines("#潮汐周报 第3期\n##文章\n甲。\n\n##[工具](https://a.example/)\n乙。\n") == ["文章", "工具"])
        #expect(try read("#潮汐周报 第3期\n##文章\n甲。\n\n##工具\n乙。\n", as: "a.md").title == "潮汐周报 第3期")
    }

    @Test func whatOnlyLooksLikeSuchAHeading() throws {
        // Where headings have their blanks, these are text.
        let text = "# 周报 第3期\n\n## 文章\n\n##甲\n\n##乙\n\n## 工具\n\n丙。\n"
        #expect(try headlines(text) == ["文章", "工具"])
        #expect(try headlines("周报 第3期\n\n```\n##a\n##b\n```\n\n> ##c\n\n文。\n").count == 1)
        #expect(try headlines("周报 第3期\n\n#甲\n\n#乙\n\n文。\n").count == 1)
        #expect(try headlines("周报 第3期\n\n##!/bin\n\n##-\n\n文。\n").count == 1)
    }

    @Test func attributesBehindAHeadingAreNoText() throws {
        let text =
            "# Weekly 1\n\n## News {#news}\n\na\n\n## [Tips](#tips) {.big #tips}\n\nb\n\n## 其他{: #other}\n\nc\n\n## A {b}\n\nd\n"
        #expect(try headlines(text) == ["News", "Tips", "其他", "A {b}"])
        #expect(try headlines("# Weekly 1\n\n## {#a}\n\na\n\n## B \\{#b}\n\nb\n") == ["{#a}", "B {#b}"])
    }

    @Test func aNoteUnderACategoryIsNotTheTitle() throws {
        let text =
            "# Core\n\n- [a](https://a.example/)\n\n# Plugins\n\n> All about plugins.\n\n## New\n\n[b](https://b.example/)\n\n## Old\n\n[c](https://c.example/)\n"
        let bulletin = try read(text, as: "harbour.md")
        #expect(bulletin.sections.map(\.title) == ["Core", "New", "Old"])
        #expect(bulletin.title == "harbour")
        #expect(bulletin.intro.contains("All about plugins."))
    }

    @Test func aFirstLineThatNamesTheIssue() throws {
        let text = "【潮汐日报】2031-11-01\n\n### 标题\n\n甲。\n\n### 标题\n\n乙。\n\n### 标题\n\n丙。\n"
        #expect(try headlines(text) == ["标题", "标题", "标题"])
    }

    @Test func headingsOfWhichMostNameThePartsOfAnArticle() throws {
        let parts = "## 事故经过\n\n6月3日14时，浮标脱落。\n\n## 原因分析\n\n锚链锈断。\n\n## 防范措施\n\n每月检查一次。\n"
        #expect(try headlines("# 潮汐安全简报\n\n2034年6月\n\n\(parts)").count == 1)
        #expect(try headlines("# 潮汐安全简报\n\n2034年6月\n\n\(parts)## 巡查\n\n甲。\n\n## 来信\n\n乙。\n\n## 值班\n\n丙。\n").count == 6)
    }

    @Test func aFirstLineThatNamesTheDigestOverItsDay() throws {
        let stories = "# 水位：稳中有涨\n\n甲。\n\n# 潮差：开始回落\n\n乙。\n\n# 盐度：高于去年\n\n丙。\n"
        #expect(try headlines("潮汐监测旬报\n\n2034年7月上旬\n\n\(stories)") == ["水位：稳中有涨", "潮差：开始回落", "盐度：高于去年"])
        #expect(try headlines("潮汐监测旬报\n\n今年以来，潮汐出现了三个变化。\n\n\(stories)").count == 1)
    }

    @Test func aLetterThatSaysWhatItIs() throws {
        let zh =
            "## 编者的话\n\n本期是编辑组整理的第二十一期。\n\n## 提案\n\n见[文](https://a.example/)。\n\n## 港务局公布第三季度吞吐量\n\n乙。\n\n## 结尾的话\n\n丙。\n"
        #expect(try headlines(zh) == ["编者的话", "提案", "港务局公布第三季度吞吐量", "结尾的话"])
        let same = zh.replacing("本期是编辑组整理的第二十一期", with: "这里是编辑组整理的文字")
        #expect(try headlines(same).count == 1)
    }

    @Test func aLayoutThatSaysWhatItIs() throws {
        let text = "---\ntitle: Never lost\nlayout: newsletter\n---\n\n## Red\n\na\n\n## Blue\n\nb\n"
        #expect(try headlines(text) == ["Red", "Blue"])
        #expect(try headlines(text.replacing("newsletter", with: "post")).count == 1)
    }

    @Test func aCategoryCalledContents() throws {
        let text = "# 周刊 第1期\n\n## 简介\n\n子。\n\n## 本期内容\n\n### 甲\n\n一。\n\n### 乙\n\n二。\n\n## 声明\n\n三。\n"
        #expect(try headlines(text) == ["简介", "甲", "乙", "声明"])
        // Stories under the contents list's own heading are not lost.
        let listed = text.replacing("## 本期内容\n\n", with: "## 目录\n\n- 甲\n- 乙\n\n")
        #expect(try headlines(listed) == ["简介", "甲", "乙", "声明"])
        #expect(try read(listed, as: "a.md").sections.map(\.text) == ["子。", "一。", "二。", "三。"])
        // A contents list within a story stays in it.
        let within = "# 周刊 第1期\n\n## 长文\n\n子。\n\n### 目录\n\n- 甲\n\n### 甲\n\n一。\n\n## 短文\n\n二。\n"
        #expect(try read(within, as: "a.md").sections.map(\.text) == ["子。\n目录\n甲\n甲\n一。", "二。"])
    }

    @Test(arguments: [
        "- [Dredging starts here](#dredging)\n- [Locks are closed](#locks)\n",
        "1. Dredging starts here\n2. Locks are closed.\n",
        "- [Weekly 12](#weekly-12)\n  - [Dredging starts here](#dredging)\n    - [Why](#why)\n  - [Locks are closed](#locks)\n",
        "In this issue:\n\n* [Dredging starts here](https://a.example/12.html#dredging)\n* Locks are closed\n",
    ])
    func aListOfTheHeadlinesIsTheContents(list: String) throws {
        let bulletin = try read(
            "# Weekly 12\n\nHello.\n\n\(list)\n## Dredging starts here\n\nIt began. See [locks](#locks).\n\n"
                + "### Why\n\nSo.\n\n## Locks are closed\n\nThey are closed.\n", as: "a.md")
        #expect(bulletin.intro == "<p>Hello.</p>")
        #expect(bulletin.sections.map(\.title) == ["Dredging starts here", "Locks are closed"])
        #expect(bulletin.sections[0].html == "<p>It began. See locks.</p>\n<h3>Why</h3>\n<p>So.</p>")
        #expect(!bulletin.findings.contains { $0.rule == "AddressDropped" })
    }

    @Test(arguments: [
        "- Dredging starts here\n- Locks are closed today\n",
        "- [Dredging starts here](https://a.example/1)\n- [Locks are closed](https://a.example/2)\n",
        "- Locks are closed\n",
        "- Dredging starts here\n- Locks are closed\n- And no more\n",
    ])
    func aListThatSaysMoreStays(list: String) throws {
        let bulletin = try read(
            "# Weekly 12\n\nHello.\n\n\(list)\n## Dredging starts here\n\nIt began.\n\n"
                + "## Locks are closed\n\nThey are closed.\n", as: "a.md")
        #expect(bulletin.intro.contains("<ul>"))
        #expect(bulletin.sections.count == 2)
    }

    @Test func headlinesThatLinkAwayAreNoContents() throws {
        let text =
            "# Weekly 1\n\n## Headlines\n\n* [Pier](https://a.example/)\n* [Boat](https://a.example/)\n\n## Pier\n\nx\n\n## Rope\n\ny\n"
        #expect(try headlines(text) == ["Headlines", "Pier", "Rope"])
        #expect(try headlines(text.replacing("## Rope", with: "## Boat")) == ["Pier", "Boat"])
        #expect(try headlines("# Weekly 1\n\n## 导读\n\n本期谈潮汐。\n\n## 潮汐\n\n文。\n") == ["导读", "潮汐"])
    }

    @Test(arguments: ["![](https://a.example/a.png)", "{{< figure src=\"x\" >}}\n\n{% include x.html %}", "{: .wide}"])
    func aCategoryWithoutTextOfItsOwn(note: String) throws {
        let text = "# Weekly 1\n\n## News\n\n\(note)\n\n### Pier\n\nx\n\n## Events\n\n### Concert\n\ny\n"
        let sections = try read(text, as: "a.md").sections
        #expect(sections.map(\.title) == ["Pier", "Concert"])
        #expect(sections.map(\.category) == ["News", "Events"])
    }

    @Test func aFirstHeadingThatNamesThePeriodical() throws {
        let text = "# Harbour Weekly\n\n3 May 2031\n\n# News\n\na\n\n# Jobs\n\nb\n"
        #expect(try read(text, as: "a.md").title == "Harbour Weekly")
        #expect(try headlines(text) == ["News", "Jobs"])
        #expect(try headlines("# Harbour\n# News\n\na\n\n# Jobs\n\nb\n") == ["News", "Jobs"])
        #expect(try headlines("# 本周要闻\n\n甲。\n\n# 工具\n\n乙。\n\n# 招聘\n\n丙。\n") == ["本周要闻", "工具", "招聘"])
    }

    @Test(arguments: [
        ("Harbour Weekly | 航海视频教程、新船", 2), ("技术周刊之索引的值", 1), ("技术周刊自动化", 1), ("如何写好一份周报", 1),
        ("Weekly newsletter generator", 1), ("自动化周报 2031-05", 2), ("Harbour news", 2),
        ("Week Ending October 14, 2031", 2), ("港ウィークリー 2031-03-04", 2),
    ])
    func whatATitleIsAbout(title: String, count: Int) throws {
        let text = "---\ntitle: '\(title)'\ncategories: 技术周刊\n---\n\n## 甲\n\n一。\n\n## 乙\n\n二。\n"
        #expect(try headlines(text).count == count)
    }

    @Test func aTitleWithTags() throws {
        let text = "---\ntitle: \"Week in Boats<BR> <em>6 May</em> 1 < 2 <x>\"\n---\n\n## A\n\na\n\n## B\n\nb\n"
        #expect(try read(text, as: "a.md").title == "Week in Boats 6 May 1 < 2 <x>")
    }

    @Test func bareListsOfLinksToOneSite() throws {
        let list = (1...6).map { "* [Turn the winch \($0)](https://a.example/\($0))\n" }.joined()
        #expect(try headlines("# Winch\n\n## Merged\n\n\(list)\n## Deprecated\n\n\(list)\n").count == 2)
        let text = String(repeating: "Words on rope and tar and what they cost. ", count: 40)
        #expect(try headlines("# Winch\n\n## Merged\n\n\(list)\(text)\n\n## Deprecated\n\n\(list)\(text)\n").count == 1)
    }

    @Test func aTitleHeadingBelowTheFirstLevel() throws {
        let text =
            "## 潮汐日报 2031-03-05\n\n[文章] 浅谈涨潮：https://a.example/1\n\n[工具] 小尺子：https://a.example/2\n\n[视频] 讲座：https://a.example/3\n"
        let bulletin = try read(text, as: "a.md")
        #expect(bulletin.title == "潮汐日报 2031-03-05")
        #expect(bulletin.sections.map(\.title) == ["浅谈涨潮", "小尺子", "讲座"])
    }

    @Test func boldNumberedHeadlinesKeepTheirLinks() throws {
        let text = (1...3).map { "**\($0). [标题\($0)](https://a.example/\($0))**\n\n文\($0)文\($0)。\n\n" }
        let sections = try read("# 潮汐周报 第3期\n\n" + text.joined(), as: "a.md").sections
        #expect(sections.map(\.title) == ["标题1", "标题2", "标题3"])
        #expect(sections.map { $0.links.map(\.url) } == (1...3).map { ["https://a.example/\($0)"] })
    }

    @Test func titlesWithTheirAddresses() throws {
        let text =
            "Tide Daily (2031.11.20)\n\n1. A clock by Rob - https://a.example/1\n2. 学习潮汐 - https://a.example/2\n3. tide: counts waves - https://a.example/3\n\n* tidedaily归档：https://a.example/archive\n* 编辑：甲(https://a.example/)\n"
        let sections = try read(text, as: "a.md").sections
        #expect(sections.map(\.title) == ["A clock by Rob", "学习潮汐", "tide: counts waves"])
        #expect(sections.map { $0.links.map(\.url) } == (1...3).map { ["https://a.example/\($0)"] })
    }
}

/// Texts without a title that link much, and are no letters.
@Suite struct UntitledArticleTests {
    /// A link now and then is no list of links.
    @Test func aManualThatLinksAway() throws {
        let sentence = String(repeating: "The rope is laid in three strands and tarred. ", count: 40)
        let text = (1...6).map { part in
            "## Rope of \(part) strands\n\n\(sentence) [a](https://a\(part).example/) \(sentence) [b](https://b\(part).example/)\n\n"
                + "\(sentence) [c](https://c\(part).example/)\n\n"
        }
        #expect(try read("# Ropes\n\n" + text.joined(), as: "a.md").kind == .single)
    }

    @Test(arguments: [
        ["Legal", "How to submit a bug report", "Writing a patch", "How to contribute your work"],
        ["Choosing the right size of rope", "Using the winch in harbour", "What to do in a storm"],
        ["Rope", "Class: Winch", "winch.turn(times[, speed])"],
        ["It is easier with a rope.", "The winch is always there.", "Sailors have their needs."],
    ])
    func staysWhole(headings: [String]) throws {
        let text = headings.enumerated().map { index, heading in
            "## \(heading)\n\nSee [this](https://a.example/\(index)) and [that](other.md).\n\n"
        }
        #expect(try read(text.joined(), as: "a.md").kind == .single)
    }
}

/// Newscasts and press reviews as programs write them; words and facts are invented.
@Suite struct NewscastTests {
    private let names = ["港口扩建开工", "渡轮恢复通航", "《潮汐年鉴》出版", "海关联播快讯"]

    @Test func anAbstractOfAnyNameThatRepeatsTheHeadlinesIsAContentsList() throws {
        let abstract = names.enumerated().map { "\($0 + 1).\($1)；\n\n" }.joined()
        let stories = names.map { "### \($0)\n\n<p><strong>潮汐网消息</strong>：详情如下。</p>\n\n" }.joined()
        let text = "# 《潮汐联播》 (20310304)\n\n## 新闻提要\n\n本期节目主要内容：\n\n\(abstract)## 详细新闻\n\n\(stories)"
        #expect(try read(text, as: "a.md").sections.map(\.title) == names)
    }

    @Test func headlinesOfEarlierStoriesAreAStory() throws {
        let stories = names.map { "## \($0)\n\n详情如下。\n\n" }.joined()
        let review =
            "## 回顾\n\n" + names.map { "- \($0)\n" }.joined() + "\n## 天气\n\n晴。\n\n## 潮汐\n\n大潮。\n\n## 渡轮\n\n停航。\n"
        #expect(try read("# 潮汐周报 第3期\n\n\(stories)\(review)", as: "a.md").sections.count == 8)
    }

    @Test func aDayOfCollectingIsNotThatOfPublication() throws {
        let text = "# 潮汐联播 2031-01-15\n\n- 抓取时间：2032-09-04T05:53:56+08:00\n\n## 1. 甲\n\n文。\n\n## 2. 乙\n\n文。\n"
        #expect(try read(text, as: "a.md").date?.day == CivilDate(year: 2031, month: 1, day: 15))
    }

    @Test(arguments: ["政治新闻 - 2031年11月29日", "潮汐记录"]) func numberedNewsWithTheirSources(title: String) throws {
        let stories = names.enumerated().map {
            "## \($0 + 1). \($1)\n\n**来源：** 潮汐报\n**语言：** zh\n\n### 摘要\n\n一句。\n\n### 正文\n\n全文。\n\n---\n\n"
        }
        #expect(try read("# \(title)\n\n\(stories.joined())", as: "a.md").sections.map(\.title) == names)
    }

    /// What a title, or the line below it, says of when it appears.
    @Test(arguments: [
        "# 社内報 みなと通信 2032年6月号", "# La Voce\n\nParrocchia di San Lorenzo – settimana dal 12 al 18 aprile",
        "# Вестник университета\n\n12 мая 2033 года",
    ])
    func issuesSayWhen(head: String) throws {
        let stories = "## The old mill opens again\n\nOn Sunday.\n\n## Two lambs were born early\n\nBoth are well.\n"
        #expect(
            try read("\(head)\n\n\(stories)", as: "a.md").sections.map(\.title) == [
                "The old mill opens again", "Two lambs were born early",
            ])
    }

    @Test(arguments: ["# Board meeting, room 3", "# Report\n\n12 May 2033", "# Walking the old road, 3 June"])
    func articlesSayOtherThings(head: String) throws {
        let parts = "## The old mill opens again\n\nOn Sunday.\n\n## Two lambs were born early\n\nBoth are well.\n"
        #expect(try read("\(head)\n\n\(parts)", as: "a.md").sections.count == 1)
    }

    @Test func whatIsNewInAMonthIsOneArticle() throws {
        let text = "# 产品更新说明 2035年6月号\n\n## 新功能\n\n甲。\n\n## 修复\n\n乙。\n\n## 已知问题\n\n丙。\n"
        #expect(try read(text, as: "a.md").sections.count == 1)
    }
}
