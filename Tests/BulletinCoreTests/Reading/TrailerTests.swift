import BulletinCore
import Testing

/// What stands at the end of the last story: its own words, or a byline and the imprint.
@Suite struct TrailerTests {
    static let said = [
        "版权登记由现场办理改为网上办理。", "责任编辑由各处室轮流担任，每月轮换一次。", "来源：社会捐赠312万元，财政拨款500万元。",
        "编辑：2名，要求中文专业本科以上。", "报：各县区每日18时前上报水情，不得迟报。", "发：每户发放补贴300元，本月底前到账。",
        "投稿请发邮件至 news@example.org，每篇稿酬200元。", "审核：由市局改为县局，自4月1日起施行。",
        "Copyright on photographs will end after twenty-five years, the ministry said.",
        "Editor: full time, 38 hours a week, from May.", "编辑：需有排版经验，3名", "审核：需细致，1名", "主编：1名", "送：米20袋，油20桶", "送：棉被",
        "值班：张三 周一", "报名地址：乙镇文化中心", "\n报名地址：乙镇文化中心",
    ]

    static let imprint = [
        "责任编辑：张三", "责任编辑 张三", "责编：张三　校对：李四", "主编：周芳　　编辑：李红", "校对张三", "编辑丨张三", "来源：云泽日报", "来源：新华社。",
        "责任编辑：张三\n联系电话：0199-5550132",
        "共印120份",
        "报：市委办公室，市政府办公室。\n送：市人大办公室，市政协办公室。\n发：各县区水利局，局属各单位。", "版权所有 翻印必究", "Copyright 2031 The Harbour Office",
        "Copyright © 2031 The Harbour Office. All rights reserved.", "Editor: Jane Doe", "To unsubscribe, write to us.",
        "发布时间：2031年3月11日", "编辑：李红\n印发日期：2031年3月11日", "编印：水务局办公室\n编印日期：2031年3月11日", "责任编辑：张三\n2031年3月11日印发",
        "报送：市委、市政府领导\n发送：各县区、各部门\n云泽市委网信办 2031年3月11日印发 共印50份",
        "云泽市水务局办公室                            2031年3月11日印发", "责任编辑：张三　　校对：李四\n云泽市港航局办公室　　2031年3月11日印发",
        "Published 11 March 2031", "Issued by the Harbour Office, 11 March 2031",
    ]

    private static func texts(with line: String) -> [(name: String, text: String)] {
        [
            (
                "a.txt",
                "一周要闻\n\n一、甲地大桥建成\n大桥全长三公里，昨天通车。\n二、乙地铁路开工\n铁路全长九公里。\n三、丙地出台新办法\n办法共5章32条。\n\(line)\n"
            ),
            (
                "a.md",
                "# 一周要闻\n\n## 甲地大桥建成\n\n昨天通车。\n\n## 乙地铁路开工\n\n全长九公里。\n\n## 丙地出台新办法\n\n办法共5章32条。\n\n"
                    + line.replacing("\n", with: "\n\n") + "\n"
            ),
        ]
    }

    @Test(arguments: said) func whatTheStorySaysStays(line: String) throws {
        for (name, text) in Self.texts(with: line) {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.count == 3)
            #expect(bulletin.sections.last?.text.contains(line.trimmingPrefix("\n")) == true, "\(name)")
        }
    }

    @Test(arguments: imprint) func theImprintGoes(line: String) throws {
        for (name, text) in Self.texts(with: line) {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.map(\.text).last == "办法共5章32条。", "\(name)")
        }
    }

    static let lists = [
        "下列单位获先进集体称号：\n红石水库管理所\n城区供水管理站\n防汛抗旱指挥部办公室", "下列单位入选：\n\n青岚县第一小学图书馆\n青岚县实验学校宿舍管理科",
        "地址：中心广场\n电话：5550132", "联系电话：96116\n网址：water.example.org",
    ]

    /// Offices below each other, and where readers turn to, are what the last story tells.
    @Test(arguments: lists) func whatTheStoryListsStays(list: String) throws {
        for foot in ["", "\n责任编辑：张三\n", "\n2031年3月11日\n"] {
            let text = Self.texts(with: list + "\n" + foot)[0].text
            let story = try read(text).sections.last?.text
            for line in list.split(separator: "\n") { #expect(story?.contains(line) == true) }
            #expect(story?.contains("张三") == false && story?.contains("3月11日") == false)
        }
    }

    /// What is said below a list of briefs holds for all of them.
    @Test(arguments: ["a.txt", "a.html"]) func aListsClosingWordsArePublished(name: String) throws {
        let lines = ["●甲地大桥建成通车，全长三公里，投资三亿元。", "●乙地铁路开工建设，全长九公里。", "●丙地出台新办法，共5章32条。", "", "注：以上信息以部门发布为准。", "责任编辑：张三"]
        let text =
            name == "a.txt"
            ? "一周要闻\n\n" + lines.joined(separator: "\n")
            : "<h1>一周要闻</h1>" + lines.filter { !$0.isEmpty }.map { "<p>\($0)</p>" }.joined()
        let bulletin = try read(text, as: name)
        #expect(bulletin.sections.count == 3)
        let all = bulletin.intro + bulletin.sections.map(\.text).joined()
        #expect(all.contains("以部门发布为准"))
        #expect(!all.contains("张三"))
    }

    /// A heading of its own, with nothing below it but what would else be imprint.
    @Test func aStoryIsNotAllTrailer() throws {
        let bulletin = try read(
            "# 一周要闻\n\n## 甲地大桥建成\n\n昨天通车。\n\n## 乙地铁路开工\n\n全长九公里。\n\n## 关于本刊\n\n投稿邮箱：news@example.org\n", as: "a.md")
        #expect(bulletin.sections.last?.text.contains("news@example.org") == true)
    }

    @Test func relatedTitlesAreNoBylines() throws {
        let bulletin = try read(
            "一周要闻\n\n①甲地大桥建成通车\n大桥全长三公里，昨天通车。\n②乙地铁路开工建设\n铁路全长九公里。\n相关链接\n责任编辑制度改革的三点思考\n抄送件电子化指南\n")
        #expect(bulletin.sections.last?.links.map(\.title) == ["责任编辑制度改革的三点思考", "抄送件电子化指南"])
    }

    /// Where the other stories end in a byline, the last one does.
    @Test(arguments: ["（来源：丙镇政府）", "（丙镇政府 供稿）", "（摘自《丙镇志》）", "（记者 张三）"])
    func theLastStoryHasItsByline(byline: String) throws {
        let stories = [("甲镇义诊", "（来源：甲镇政府）"), ("乙镇招募", "（乙镇政府 供稿）"), ("丙镇募捐", byline)]
        let text =
            "惠民简报 第3期\n\n" + zip(["一", "二", "三"], stories).map { "\($0)、\($1.0)\n看诊300人。\n\($1.1)\n\n" }.joined()
            + "责任编辑：李四\n"
        let markdown = "# 惠民简报\n\n" + stories.map { "## \($0.0)\n\n看诊300人。\n\n\($0.1)\n\n" }.joined() + "责任编辑：李四\n"
        for (name, text) in [("a.txt", text), ("a.md", markdown)] {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.count == 3)
            #expect(bulletin.sections.last?.text == "看诊300人。\n\(byline)", "\(name)")
        }
    }

    /// What the editor says before the stories, beside issue and date.
    @Test(arguments: [
        "2031年5月8日，暴雨袭击渡口，本期要闻改为抗洪专刊，请各单位转发。", "（自2031年5月8日起，本刊改为每周二出版，投稿请提前两天。）",
        "第12期起本刊改版，新增读者来信栏目，欢迎来稿。",
    ])
    func aSentenceBeforeTheStoriesIsPublished(line: String) throws {
        let text = "一周要闻\n\(line)\n\n①甲地大桥建成通车\n大桥全长三公里，昨天通车。\n②乙地铁路开工建设\n铁路全长九公里，今天开工。\n"
        #expect(try read(text).intro.contains(line))
    }

    /// A date or a number at its head makes a line no date.
    @Test(arguments: [
        "12 March 2031: two boats lost", "#12 The dredging special", "(Issue 12: the dredging special)",
        "2031年3月1日 本期关注防汛",
        "20 March 2031 - price 20p, free to pensioners", "第12期 春耕专刊", "第3期 总第20期 清明特辑",
    ])
    func whatStandsBesideADateIsPublished(line: String) throws {
        let text =
            "Harbour Weekly\n\(line)\n\n1. Dredging begins today\nThe dredger began on Tuesday.\n\n2. Lights renewed today\nTwo lights were renewed.\n"
        #expect(try read(text).intro.contains(line))
    }

    @Test(arguments: [
        "第12期，2031年5月8日", "第12期（总第348期）　2031年5月8日", "（2031年5月3日—9日）", "2031年5月8日　云泽市水利局办公室编",
        "2031年5月8日 星期四 农历三月十七", "第12期　责任编辑：张三", "#12",
    ])
    func issueAndDateAreNoIntroduction(line: String) throws {
        let text = "一周要闻\n\(line)\n\n①甲地大桥建成通车\n大桥全长三公里，昨天通车。\n②乙地铁路开工建设\n铁路全长九公里，今天开工。\n"
        #expect(try read(text).intro.isEmpty)
    }
}
