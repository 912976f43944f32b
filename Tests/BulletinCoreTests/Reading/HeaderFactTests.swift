import BulletinCore
import Testing

/// What header and foot state, in every form; and what only looks so.
@Suite struct HeaderFactTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String { head + (foot.isEmpty ? "" : " … " + foot) }
        /// Lines before the first story.
        var head: String
        /// Lines after the last one.
        var foot = ""
        /// `kind value`, each with `:line` and `(label)` left out.
        var facts: [String]
        var date: String?
        var issue: String?
        var authors: [String] = []
    }

    static let stories =
        "\n\n①甲地开工\n正文一，全长三公里，投资3.5万元，两年建成，沿线群众出行时间缩短一半，是今年的重点工程。\n"
        + "②乙地竣工\n正文二，2030年1月1日起施行，电话 0199-5550132，2030-01-02 起受理，第3期工程同时开工。\n"

    static let issues = [
        Case(head: "周报\n第12期", facts: ["issue 第12期"], issue: "第12期"),
        Case(
            head: "周报\n第12期（总第348期）", facts: ["issue 第12期", "totalIssue 总第348期"], issue: "第12期"),
        Case(head: "周报\n2029年第21期", facts: ["issue 2029年第21期"], issue: "2029年第21期"),
        Case(head: "周报\n（2031）第19期", facts: ["issue （2031）第19期"], issue: "（2031）第19期"),
        Case(head: "周报\n〔2031〕第3期", facts: ["issue 〔2031〕第3期"], issue: "〔2031〕第3期"),
        Case(
            head: "周报\n2028年10月第2期", facts: ["issue 2028年10月第2期", "date 2028-10"], issue: "2028年10月第2期"),
        Case(head: "周报\n第 215 期", facts: ["issue 第 215 期"], issue: "第 215 期"),
        Case(head: "周报\n总第36期", facts: ["totalIssue 总第36期"], issue: "总第36期"),
        Case(head: "周报\n第十二期", facts: ["issue 第十二期"], issue: "第十二期"),
        Case(head: "周报\n2016第34期", facts: ["issue 2016第34期"], issue: "2016第34期"),
        Case(head: "周报\n第８期", facts: ["issue 第８期"], issue: "第８期"),
        Case(head: "周报\n第12-13期", facts: ["issue 第12-13期"], issue: "第12-13期"),
        Case(head: "周报\n二〇三一年第三期", facts: ["issue 二〇三一年第三期"], issue: "二〇三一年第三期"),
        Case(head: "電子報\n第 8 號 總第120號", facts: ["issue 第 8 號", "totalIssue 總第120號"], issue: "第 8 號"),
        Case(
            head: "一周要目\n（2031年6月第1周）", facts: ["issue 2031年6月第1周", "date 2031-06"], issue: "2031年6月第1周"),
        Case(head: "News #120", facts: ["issue #120"], issue: "#120"),
        Case(head: "News\nVol 12 #87", facts: ["issue Vol 12 #87"], issue: "Vol 12 #87"),
        Case(head: "News\nNo.1.01", facts: ["issue No.1.01"], issue: "No.1.01"),
        Case(head: "News\nIssue 12", facts: ["issue Issue 12"], issue: "Issue 12"),
        Case(head: "News\nVolume 3, Issue 4", facts: ["issue Volume 3, Issue 4"], issue: "Volume 3, Issue 4"),
    ]

    static let dates = [
        Case(head: "周报\n2031年3月20日", facts: ["date 2031-03-20"], date: "2031-03-20"),
        Case(head: "周报\n二〇三一年三月十四日", facts: ["date 2031-03-14"], date: "2031-03-14"),
        Case(head: "周报\n二○三一年三月二十日", facts: ["date 2031-03-20"], date: "2031-03-20"),
        Case(head: "周报\n二零三一年十二月三十一日", facts: ["date 2031-12-31"], date: "2031-12-31"),
        Case(head: "周报\n二Ｏ三一年一月一日", facts: ["date 2031-01-01"], date: "2031-01-01"),
        Case(head: "周报\n２０３１年３月２０日", facts: ["date 2031-03-20"], date: "2031-03-20"),
        Case(head: "周报\n2032-02-20 17:35", facts: ["date 2032-02-20"], date: "2032-02-20 17:35"),
        Case(head: "周报\n2032-02-20T17:35:10+08:00", facts: ["date 2032-02-20"], date: "2032-02-20 17:35+8"),
        Case(head: "周报\n2020.02.04", facts: ["date 2020-02-04"], date: "2020-02-04"),
        Case(head: "周报\n2016.2.7~13", facts: ["period 2016-02-07/2016-02-13"], date: "2016-02-13"),
        Case(head: "周报\n2016.2.27-3.4", facts: ["period 2016-02-27/2016-03-04"], date: "2016-03-04"),
        Case(head: "周报\n2031/3/20 星期四", facts: ["date 2031-03-20"], date: "2031-03-20"),
        Case(head: "周報\n民國一百二十年十月十六日", facts: ["date 2031-10-16"], date: "2031-10-16"),
        Case(head: "周報\n民國 120 年 10 月 16 日", facts: ["date 2031-10-16"], date: "2031-10-16"),
        Case(head: "周报\n2031 年 5 月 10 日", facts: ["date 2031-05-10"], date: "2031-05-10"),
        Case(head: "周报\n2031 年 5 月 3 日 — 9 日", facts: ["period 2031-05-03/2031-05-09"], date: "2031-05-09"),
        Case(
            head: "周报\n2031年7月19日8时—7月20日8时", facts: ["period 2031-07-19/2031-07-20"], date: "2031-07-20 08:00"),
        Case(head: "周報\n中華民國120年10月16日", facts: ["date 2031-10-16"], date: "2031-10-16"),
        Case(head: "周报\n2031年3月", facts: ["date 2031-03"]),
        Case(head: "周报\n（2031年3月3日—3月9日）", facts: ["period 2031-03-03/2031-03-09"], date: "2031-03-09"),
        Case(head: "周报\n2031年4月8-9日", facts: ["period 2031-04-08/2031-04-09"], date: "2031-04-09"),
        Case(head: "周报（2032年4月11日—17日）", facts: ["period 2032-04-11/2032-04-17"], date: "2032-04-17"),
        Case(
            head: "周报\n2028年12月29日至2029年1月4日", facts: ["period 2028-12-29/2029-01-04"], date: "2029-01-04"),
        Case(head: "周报\n2028年12月29日～1月4日", facts: ["period 2028-12-29/2029-01-04"], date: "2029-01-04"),
        Case(head: "周报\n（9月6日—9月10日）", facts: ["period --09-06/--09-10"]),
        Case(head: "周报\n3月11日", facts: ["date --03-11"]),
        Case(head: "周报\n年3月11日", facts: ["date --03-11"]),
        Case(head: "News\n12 May 2031", facts: ["date 2031-05-12"], date: "2031-05-12"),
        Case(head: "News\nMonday, May 12th, 2031", facts: ["date 2031-05-12"], date: "2031-05-12"),
        Case(head: "News\nMay 5–11, 2031", facts: ["period 2031-05-05/2031-05-11"], date: "2031-05-11"),
        Case(head: "News\n28 April – 4 May 2031", facts: ["period 2031-04-28/2031-05-04"], date: "2031-05-04"),
        Case(head: "News\nMay 2031", facts: ["date 2031-05"]),
        Case(
            head: "周报\n发布时间：2031-03-20 09:00\n（2031年3月3日—3月9日）",
            facts: ["date 2031-03-20", "period 2031-03-03/2031-03-09"], date: "2031-03-20 09:00"),
        Case(
            head: "周报\n（2031年3月3日—3月9日）", foot: "云泽市水利局办公室　2031年3月12日印发",
            facts: ["period 2031-03-03/2031-03-09", "date 2031-03-12", "issuer 云泽市水利局办公室"], date: "2031-03-12"),
        Case(
            head: "一周要闻\n本期汇总2031年3月3日至3月9日的情况，供领导参阅。",
            facts: ["period 2031-03-03/2031-03-09"], date: "2031-03-09"),
    ]

    static let people = [
        Case(
            head: "云水资〔2031〕17号\n工作简报\n第3期", facts: ["documentNumber 云水资〔2031〕17号", "issue 第3期"], issue: "第3期"),
        Case(
            head: "工作简报\n云政发［2031］8号\n第3期", facts: ["documentNumber 云政发［2031］8号", "issue 第3期"], issue: "第3期"),
        Case(head: "周报\n青岚省能源研究会编印　2029年5月28日", facts: ["date 2029-05-28", "issuer 青岚省能源研究会"], date: "2029-05-28"),
        Case(
            head: "周报\n云泽市整治工作领导小组办公室编          2030年11月6日",
            facts: ["date 2030-11-06", "issuer 云泽市整治工作领导小组办公室"], date: "2030-11-06"),
        Case(
            head: "周报\n编印单位：云泽市水利局办公室          印发日期：2031年3月20日",
            facts: ["date 2031-03-20", "issuer 云泽市水利局办公室"], date: "2031-03-20"),
        Case(head: "周报\n云泽市水利局\n二〇三一年三月十四日", facts: ["issuer 云泽市水利局", "date 2031-03-14"], date: "2031-03-14"),
        Case(head: "周报\n主办：云泽市科协  承办：云泽学会", facts: ["issuer 云泽市科协", "issuer 云泽学会"]),
        Case(head: "周報\n發行單位：雲澤縣政府農業處", facts: ["issuer 雲澤縣政府農業處"]),
        Case(head: "周报", foot: "来源：云泽交通发布\n责任编辑：陈牧", facts: ["issuer 云泽交通发布", "author 陈牧"]),
        Case(
            head: "周报", foot: "青岚省港航发展中心\n2029年4月19日", facts: ["issuer 青岚省港航发展中心", "date 2029-04-19"],
            date: "2029-04-19"),
        Case(head: "云泽市应急管理局工作简报\n第3期", facts: ["issuer 云泽市应急管理局", "issue 第3期"], issue: "第3期"),
        Case(head: "News\nPublished by The Harbour Office", facts: ["issuer The Harbour Office"]),
        Case(
            head: "周报", foot: "责任编辑：张三　校对：李四、王五　审核：赵六　签发：钱七",
            facts: ["author 张三", "author 李四", "author 王五", "author 赵六", "author 钱七"]),
        Case(head: "周报\n记者：王小明 通讯员：李四", facts: ["author 王小明", "author 李四"], authors: ["王小明", "李四"]),
        Case(head: "周报\n撰稿：王　明　编辑：李　四", facts: ["author 王明", "author 李四"], authors: ["王明"]),
        Case(
            head: "News\nBy Jane Doe and John Roe", facts: ["author Jane Doe", "author John Roe"],
            authors: ["Jane Doe", "John Roe"]),
        Case(head: "News\nFrom: Jane Doe <jane@example.org>", facts: ["author Jane Doe"], authors: ["Jane Doe"]),
        Case(head: "News", foot: "Editor: Jane Doe", facts: ["author Jane Doe"]),
        Case(head: "周报", foot: "编辑：党委宣传部", facts: ["author 党委宣传部"]),
        Case(head: "周报", foot: "责任编辑：顾一鸣　　联系电话：0199-5550132", facts: ["author 顾一鸣"]),
        Case(head: "周报\n记者 王小明 摄影报道", facts: ["author 王小明"], authors: ["王小明"]),
        Case(head: "周报", foot: "（记者 王五）", facts: []),
        Case(head: "周报", foot: "联系电话：0199-5550132", facts: []),
        Case(head: "周报", foot: "共印120份", facts: []),
        Case(head: "第一期工程信息", facts: []),
        Case(head: "要闻\n第三期培训班昨天结业", facts: []),
        Case(head: "要闻\n投资3.5万元，增长20.4%", facts: []),
        Case(head: "要闻\n电话 010-2031-0314", facts: []),
        Case(head: "要闻\n2031年2月30日", facts: []),
        Case(head: "防台风快报\n第3号台风今晨登陆", facts: []),
        Case(head: "要闻\n2031年3月20日，全市召开水利工作会议，研究部署防汛抗旱各项工作任务，听取汇报。", facts: []),
        Case(head: "News\nno 5 ferries", facts: []),
        Case(head: "周报\n准印证号：青内资（2031）第018号", facts: []),
    ]

    @Test(arguments: issues + dates + people) func states(_ c: Case) throws {
        let bulletin = try read(c.head + Self.stories + (c.foot.isEmpty ? "" : "\n" + c.foot + "\n"))
        #expect(bulletin.facts.map { "\($0.kind.rawValue) \($0.value)" } == c.facts)
        #expect(bulletin.date.map(Self.text) == c.date)
        #expect(bulletin.issue == c.issue)
        #expect(bulletin.authors == c.authors)
    }

    private static func text(_ date: StatedDate) -> String {
        var text = "\(date.day)"
        if let second = date.secondOfDay {
            let minute = second / 60 % 60
            text += " \(second / 3600):\(minute < 10 ? "0" : "")\(minute)"
            if second < 36_000 { text = text.replacing(" ", with: " 0") }
        }
        if let offset = date.offset { text += "+\(offset / 3600)" }
        return text
    }

    @Test func eachHasTheLineThatItCameFrom() throws {
        let bulletin = try read("工 作 简 报\n第12期（总第348期）\n\n主办：云泽市科协" + Self.stories + "\n责任编辑：张三\n2031年3月20日\n")
        #expect(bulletin.title == "工作简报")
        #expect(
            bulletin.facts == [
                HeaderFact(.issue, "第12期", line: 2), HeaderFact(.totalIssue, "总第348期", line: 2),
                HeaderFact(.issuer, "云泽市科协", label: "主办", line: 4),
                HeaderFact(.author, "张三", label: "责任编辑", line: 11), HeaderFact(.date, "2031-03-20", line: 12),
            ])
        #expect(
            bulletin.date
                == StatedDate(day: try #require(CivilDate(year: 2031, month: 3, day: 20)), origin: .text, line: 12))
    }

    @Test func aSingleStoryNamesItsReporter() throws {
        let bulletin = try read(
            "大桥今天建成通车\n2031-03-20 08:00　来源：云泽日报\n\n本报云泽3月20日电（记者 王五、赵六 通讯员 李四）大桥今天建成通车。\n"
                + "市民说：2030年1月1日开工。\n")
        #expect(bulletin.authors == ["王五", "赵六", "李四"])
        #expect(bulletin.date.map { "\($0.day)" } == "2031-03-20")
        #expect(bulletin.facts.contains(HeaderFact(.issuer, "云泽日报", label: "来源", line: 2)))
    }

    @Test(
        arguments: [
            ("新华社云泽3月20日电（记者张三、李四）大桥今天建成通车。", ["张三", "李四"]), ("本报讯（记者　王　明　通讯员　赵小六）大桥通车。", ["王明", "赵小六"]),
            ("（记者手记）大桥今天建成通车。", []), ("记者了解到，大桥今天建成通车。", []), ("本报讯 记者王五报道，大桥今天通车。", []),
            ("大桥通车（图 赵六 摄），市民说好。", []), ("据欧阳·买买提介绍（记者 阿依·古丽），大桥通车。", ["阿依·古丽"]),
        ] as [(String, [String])])
    func bylinesInText(text: String, authors: [String]) throws {
        #expect(try read("大桥今天建成通车\n\n\(text)\n").authors == authors)
    }

    @Test func markdownAndPagesStateTheSame() throws {
        let stories = "## 甲地大桥今天建成通车\n\n正文一。\n\n## 乙地铁路今天开工建设\n\n正文二。\n"
        let markdown = try read("# 水务周报\n\n**第12期**　2031年3月20日\n\n\(stories)\n责任编辑：张三\n", as: "a.md")
        #expect(
            markdown.facts == [
                HeaderFact(.issue, "第12期", line: 3), HeaderFact(.date, "2031-03-20", line: 3),
                HeaderFact(.author, "张三", label: "责任编辑", line: 13),
            ])
        let page = try read(
            "<html><body><h1>水务周报</h1>\n<p>第12期 2031年3月20日</p>\n<h2>甲地大桥今天建成通车</h2>\n<p>正文一。</p>\n"
                + "<h2>乙地铁路今天开工建设</h2>\n<p>正文二。</p>\n<p>责任编辑：张三</p></body></html>", as: "a.html")
        #expect(
            page.facts == [
                HeaderFact(.issue, "第12期", line: 2), HeaderFact(.date, "2031-03-20", line: 2),
                HeaderFact(.author, "张三", label: "责任编辑", line: 7),
            ])
        #expect(page.issue == "第12期")
    }

    @Test func frontMatterGoesFirst() throws {
        let bulletin = try read(
            "---\ntitle: News\ndate: 2031-01-02\nissue: '7'\nauthor: Jane Doe\n---\nIssue 8, 3 March 2031\n\nBy John Roe\n\nText.\n",
            as: "2031-05-05.md")
        #expect(bulletin.date.map { "\($0.day)" } == "2031-01-02")
        #expect(bulletin.issue == "7")
        #expect(bulletin.authors == ["Jane Doe"])
        #expect(bulletin.facts.first == HeaderFact(.date, "2031-01-02", label: "front matter", line: 3))
    }
}
