import BulletinCore
import Testing

/// Texts with headings that are one article. To cut one of them is worse than to leave a digest whole.
@Suite struct SingleArticleTests {
    struct Article: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var title: String
        /// Headings, each with a link in its text when it ends in `+`.
        var headings: [String]
        var level = 2
    }

    static let articles = [
        Article(
            testDescription: "tutorial", title: "Deploying a small site with containers",
            headings: ["Install the tools you need+", "Write the build file+", "Build and run it locally+", "Push it"]),
        Article(
            testDescription: "tutorial of steps", title: "Install the meter at home",
            headings: ["Step 1: Turn off the water+", "Step 2: Take out the old one+", "Step 3: Put in the new one+"]),
        Article(
            testDescription: "course", title: "Navigation by stars",
            headings: ["Lesson 1: Finding the pole star", "Lesson 2: Measuring its height", "Lesson 3: The almanac"]),
        Article(
            testDescription: "release note", title: "Tidewatch 2.1 released",
            headings: ["Features+", "Bug fixes+", "Thanks+"]),
        Article(
            testDescription: "release with long headings", title: "Tidewatch 1.28 Release",
            headings: [
                "Support for gateway routes is stable+", "Sidecars move to beta in this version+", "Old drivers go+",
            ]),
        Article(
            testDescription: "change log", title: "更新日志", headings: ["新功能+", "问题修复+", "升级方法"]),
        Article(
            testDescription: "readme", title: "Tidewatch",
            headings: ["Installation", "Usage", "Contributing+", "License"]),
        Article(
            testDescription: "readme of a tool for weeklies", title: "Weekly newsletter builder",
            headings: ["Installation", "Usage", "License"]),
        Article(
            testDescription: "numbered review", title: "三款降噪耳机横评", headings: ["1. 外观+", "2. 音质+", "3. 续航+"], level: 3),
        Article(testDescription: "review", title: "The new tide clock", headings: ["Design", "Battery", "Verdict"]),
        Article(
            testDescription: "questions and answers", title: "Parking permits",
            headings: ["Who needs a permit?+", "How much does one cost per year?+", "Where do I get one?+"]),
        Article(testDescription: "recipe", title: "Lentil soup", headings: ["Ingredients", "Method", "Notes"]),
        Article(
            testDescription: "weather report", title: "农业气象周报", headings: ["本周天气概况", "未来一周天气预报", "农事建议"]),
        Article(testDescription: "食谱", title: "红豆汤", headings: ["食材", "做法", "小贴士"]),
        Article(
            testDescription: "interview", title: "A talk with the keeper of the lighthouse",
            headings: ["How did you come to the island?", "What do you read in winter?", "Would you do it again?"]),
        Article(
            testDescription: "paper", title: "On the drift of buoys",
            headings: ["Abstract", "Introduction", "Methods", "Results", "References+"]),
        Article(
            testDescription: "论文", title: "浮标漂移研究", headings: ["摘要", "引言", "一、方法", "二、结果", "参考文献"]),
        Article(
            testDescription: "event page", title: "Harbour Conference 2031",
            headings: ["Schedule", "Venue+", "Registration+", "Speakers+"]),
        Article(
            testDescription: "活动页", title: "海港开放日", headings: ["时间", "地点+", "报名方式+"]),
        Article(
            testDescription: "教程", title: "动态规划入门", headings: ["什么是动态规划问题+", "状态转移方程怎么写+", "背包问题的三种写法+"]),
        Article(
            testDescription: "how to write a weekly", title: "如何写好一份周报",
            headings: ["先说结论再说过程吧", "数字比形容词更有力", "不要写流水账的理由"]),
        Article(testDescription: "travel", title: "去海边的三天", headings: ["第一天 出发", "第二天 看海", "第三天 回家"]),
        Article(
            testDescription: "portrait", title: "老街的钟表匠",
            headings: ["一间只有六平方米的铺子", "徒弟们都去了城里的大商场", "最后一只座钟交给了博物馆"]),
        Article(
            testDescription: "post-mortem", title: "Outage on the third of March",
            headings: ["Summary", "Timeline of the outage and the repair+", "Root cause", "Lessons learned"]),
        Article(
            testDescription: "proposal", title: "Proposal: a reading garden",
            headings: ["Motivation", "Where the garden would stand", "What it would cost us", "Alternatives"]),
        Article(
            testDescription: "several first-level headings", title: "My year with a standing desk",
            headings: ["Why I bought it", "What I learned", "Would I buy it again"], level: 1),
        Article(testDescription: "handbook", title: "信息安全意识手册", headings: ["密码", "邮件", "备份"]),
        Article(
            testDescription: "programming", title: "Event dispatch in the toolkit",
            headings: ["The main loop and its sources+", "How a signal finds its slot+", "What goes wrong under load+"]),
        Article(
            testDescription: "case study", title: "How the ferry company cut its fuel by a tenth",
            headings: ["The problem", "The approach", "The outcome"]),
        Article(
            testDescription: "product page", title: "Rain barrel, 200 litres",
            headings: ["Description", "Specifications", "Delivery+"]),
        Article(
            testDescription: "minutes", title: "Minutes of the works council",
            headings: ["Present", "Decisions", "Next meeting"]),
    ]

    @Test(arguments: articles)
    func staysWhole(article: Article) throws {
        var text = "---\ntitle: '\(article.title)'\n---\n\nSome words before.\n\n"
        var page = "<html><body><h1>\(article.title)</h1><p>Some words before.</p>"
        for (index, heading) in article.headings.enumerated() {
            let name = heading.hasSuffix("+") ? String(heading.dropLast()) : heading
            let link = heading.hasSuffix("+")
            text += "\(String(repeating: "#", count: article.level)) \(name)\n\nA sentence of it"
            text += link ? ", with [a place](https://a.example/\(index)).\n\n" : ".\n\n"
            page += "<h\(article.level)>\(name)</h\(article.level)><p>A sentence of it"
            page += link ? ", with <a href='https://a.example/\(index)'>a place</a>.</p>" : ".</p>"
        }
        let bulletin = try read(text, as: "a.md")
        #expect(bulletin.kind == .single, "\(bulletin.sections.map(\.title))")
        #expect(bulletin.title == article.title)
        guard article.level > 1 else { return }
        #expect(try read(page, as: "a.html").kind == .single)
    }

    @Test func nestedHeadingsOfAnArticle() throws {
        let text =
            "# Beekeeping on a roof\n\n## Before you start\n\n### Ask your neighbours\n\nx\n\n### Check the roof\n\nx\n\n"
        #expect(
            try read(text + "## The first year\n\n### Spring\n\nx\n\n### Winter\n\nx\n", as: "a.md").kind == .single)
    }

    @Test func aDoubtIsAFinding() throws {
        let bulletin = try read("# Thoughts\n\n## Red\n\nx\n\n## Blue\n\ny\n", as: "a.md")
        #expect(bulletin.kind == .single)
        #expect(bulletin.findings.map(\.rule) == ["SingleStory"])
        #expect(bulletin.findings.first?.line == 3)
    }

    /// Rules and bold lines part articles, too.
    @Test(arguments: ["---\n\n流行性感冒", "流行性感冒", "**流行性感冒**"]) func partsWithoutHeadings(first: String) throws {
        let parts = ["流行性感冒", "预防措施", "就医提示"].map { name in
            "\(first.replacing("流行性感冒", with: name))\n\n\(String(repeating: "流感是由病毒引起的急性传染病，传染性很强。", count: 3))\n\n"
        }
        let text = "春季传染病预防知识\n\n春季气温回升，是各类呼吸道传染病的高发季节。\n\n" + parts.joined()
        for text in [text, "# " + text] { #expect(try read(text, as: "a.md").kind == .single) }
        let page = text.replacing("---", with: "<hr>").split(separator: "\n").map { "<p>\($0)</p>" }.joined()
        #expect(try read("<html><body>\(page.replacing("**", with: ""))</body></html>", as: "a.html").kind == .single)
    }

    /// The number of an issue below the title makes a periodical of it, as it does in plain text.
    @Test(arguments: ["科技动态\n第88期　2031年5月8日", "统战工作交流\n第3期", "Staff Update\nNo. 12 | 8 May 2031"])
    func aMastheadHasStories(head: String) throws {
        let lines = head.split(separator: "\n")
        func text(_ headings: [String]) -> String {
            "# \(lines[0])\n\n\(lines[1])\n\n" + headings.map { "## \($0)\n\n正文，全长三公里。\n\n" }.joined()
        }
        let stories = ["新材料中试基地落地", "专利开放许可试点扩围"]
        #expect(try read(text(stories), as: "a.md").sections.map(\.title) == stories)
        #expect(try read(text(["一、基本情况", "二、主要做法", "三、下一步打算"]), as: "a.md").kind == .single)
        // Counted or not.
        guard head.contains("交流") || head.contains("动态") else { return }
        #expect(try read(text(["一、新材料中试基地落地", "二、专利开放许可试点扩围"]), as: "a.md").kind == .digest)
    }
}
