import BulletinCore
import TestSupport
import Testing

@Suite struct ExplanationTests {
    private func explain(_ text: String, as name: String = "a.txt") throws -> Explanation {
        try BulletinReader.explain(Source(path: SourcePath(name), bytes: Array(text.utf8)))
    }

    /// `number role story`, and the evidence behind a bar.
    private func rows(_ explanation: Explanation) -> [String] {
        explanation.lines.map { line in
            "\(line.number ?? 0) \(line.role.rawValue)\(line.story.map { " \($0)" } ?? "")"
                + (line.evidence.isEmpty ? "" : " | \(line.evidence)")
        }
    }

    @Test func tellsEveryLineOfADigest() throws {
        let explanation = try explain(
            """
            水务一周要闻
            第12期

            编者按：本期两条。
            本期目录
            ■甲地大桥建成通车
            ■乙地铁路开工建设
            ①甲地大桥建成通车
            正文一，很好。
            [a.png] 图1
            链接
            · 一图读懂 https://a.example/1
            ②乙地铁路开工建设。正文二，这里很长也很好。
            责任编辑：张三
            """)
        #expect(
            rows(explanation) == [
                "1 title", "2 header | issue 第12期", "3 blank", "4 intro", "5 contents-label",
                "6 contents-entry | comes again in line 8", "7 contents-entry | comes again in line 13",
                "8 headline 1 | circled 1", "9 body 1", "10 image 1", "11 link-label 1", "12 link 1",
                "13 headline 2 | circled 2, its text runs in", "14 trailer | person (责任编辑) 张三",
            ])
        #expect(explanation.bulletin.sections.count == 2)
        #expect(
            explanation.lines[7].remarks.first?.hasPrefix("2 stories: contents 2/2 matched, circled run 1…2") == true)
    }

    /// All entries of a list have the list's line.
    @Test func findsTheEntriesOfAListByTheirHeadlines() throws {
        let list =
            "- [新的*调度*器上线](https://a.example/)\n- [内存模型详解](https://b.example/)，很长\n- [泛型提案更新](https://c.example/)\n"
        #expect(
            try rows(explain("# 潮汐日报 2031-03-05\n\n\(list)\n第二组\n\n- [码头扩建开工](https://d.example/)\n", as: "a.md")) == [
                "1 title | date 2031-03-05", "2 blank", "3 headline 1", "4 headline 2", "5 headline 3", "6 blank",
                "7 category 3", "8 blank", "9 headline 4",
            ])
    }

    @Test func tellsWhyARunWasNotTaken() throws {
        let explanation = try explain("如何省电\n人们发现三种办法：\n1. 关灯；\n2. 关机；\n3. 拔线。\n")
        #expect(rows(explanation) == ["1 title 1", "2 body 1", "3 body 1", "4 body 1", "5 body 1"])
        #expect(
            explanation.lines[2].remarks == [
                "one story, for safety: number-and-dot run 1…3 unbroken at line 3 was not taken: "
                    + "its entries run on like a list [Doubt]"
            ])
        #expect(explanation.bulletin.confidence == .medium)
    }

    @Test func wrappedLinesAreToldOneByOne() throws {
        let line = String(repeating: "很", count: 24)
        let explanation = try explain(
            "一周要闻\n一、甲地开工\n　　\(line)\n\(line)很好\n\(line)很好\n很好。\n二、乙地竣工\n　　\(line)\n\(line)很好\n\(line)很好\n好。\n")
        #expect(
            rows(explanation).prefix(6) == [
                "1 title", "2 headline 1 | ideograph-and-comma 1", "3 body 1", "4 body 1 | goes on from line 3",
                "5 body 1 | goes on from line 3", "6 body 1 | goes on from line 3",
            ])
    }

    @Test func categoriesAndRulings() throws {
        let explanation = try explain(
            "bulletind: digest\n能源信息周报\n一、国内动态\n1. 甲地开工\n正文一。\n2. 乙地竣工\n正文二。\n二、国际动态\n1. 丙地动工\n正文三。\n")
        #expect(
            rows(explanation) == [
                "1 left-out | says how the file is to be cut", "2 title", "3 category | ideograph-and-comma 1",
                "4 headline 1 | number-and-dot 1", "5 body 1", "6 headline 2 | number-and-dot 2", "7 body 2",
                "8 category | ideograph-and-comma 2", "9 headline 3 | number-and-dot 1", "10 body 3",
            ])
    }

    @Test func tellsMarkdown() throws {
        let explanation = try explain(
            "---\ntitle: News\n---\nIntro here.\n\n## Ferry moves to the new pier\n\nText one.\n\n![x](https://a.example/x.png)\n\n"
                + "## Lamp goes solar this week\n\nText two.\n", as: "a.md")
        #expect(
            rows(explanation) == [
                "1 front-matter", "2 front-matter", "3 front-matter", "4 intro", "5 blank",
                "6 headline 1 | heading of level 2", "7 blank", "8 body 1", "9 blank", "10 image 1", "11 blank",
                "12 headline 2 | heading of level 2", "13 blank", "14 body 2",
            ])
    }

    @Test func tellsPages() throws {
        let explanation = try explain(
            "<html><head>\n<style>\np{}\n</style></head>\n<body><h1>Weekly News</h1>\n<p>Intro here.</p>\n"
                + "<h2>Ferry moves to the new pier</h2>\n<p>Text one.</p>\n<h2>Lamp goes solar this week</h2>\n<p>Text two.</p>\n</body></html>\n",
            as: "a.html")
        #expect(
            rows(explanation) == [
                "1 left-out | markup without text", "2 left-out | not text", "3 left-out | not text",
                "4 left-out | not text", "5 title", "6 intro", "7 headline 1 | heading of level 2", "8 body 1",
                "9 headline 2 | heading of level 2", "10 body 2", "11 left-out | markup without text",
            ])
    }

    @Test(arguments: 0..<100) func neverTraps(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "①", "②", "一、", "■", "\n", "\n\n", "链接", "bulletind: digest", "---", "# ", "第12期", "2031年3月", "—", "9日",
            "（记者",
            "责任编辑：", "<h2>", "<!--", "-->", "\u{0}", "é", "a", "。", " ", "　", "主办", "Vol 1", "#", "By A", "民國", "目录",
        ]
        let text = (0..<60).compactMap { _ in pieces.randomElement(using: &random) }.joined()
        for name in ["a.txt", "a.md", "a.html"] {
            guard let explanation = try? explain(text, as: name) else { continue }
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(explanation.lines.count == lines.count - (lines.last?.isEmpty == true ? 1 : 0))
        }
    }
}
