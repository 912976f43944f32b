import BulletinCore
import Testing

@Suite struct TextReaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var text: String
        /// `title|body`, a line feed in the body as `/`.
        var stories: [String]
    }

    static let cases = [
        Case(
            testDescription: "circled numbers", text: "一周\n①甲地开工\n正文一。\n②乙地竣工\n正文二。",
            stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "ideographs need a title that speaks of a digest",
            text: "政务信息\n一、甲地开工\n正文一。\n二、乙地竣工\n正文二。", stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "full-width digits", text: "渔业信息\n１．甲地开工\n正文一。\n２．乙地竣工\n正文二。",
            stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(testDescription: "squares", text: "简讯\n■甲地开工\n正文一。\n■乙地竣工\n正文二。", stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "headline and text on one line", text: "信息摘编\n（一）甲地建成开工。正文一，很好。\n（二）乙地建成竣工。正文二，很好。",
            stories: ["甲地建成开工|正文一，很好。", "乙地建成竣工|正文二，很好。"]),
        Case(testDescription: "brackets", text: "速递\n【甲地开工】正文一。\n【乙地竣工】正文二。", stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "numbers with a decimal point are no markers",
            text: "信息周报\n1. 甲地开工\n投资\n1.2万元。\n2. 乙地竣工\n正文二。", stories: ["甲地开工|投资/1.2万元。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "inner numbers stay in the body",
            text: "工作简报\n一、甲地开工\n正文一。\n（一）一点。细节。\n（二）二点。细节。\n二、乙地竣工\n正文二。",
            stories: ["甲地开工|正文一。/（一）一点。细节。/（二）二点。细节。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "a list in a sentence is no digest",
            text: "设备如何省电\n人们发现三种办法：\n1. 关灯；\n2. 关机；\n3. 拔线。\n此外没有。",
            stories: ["设备如何省电|人们发现三种办法：/1. 关灯；/2. 关机；/3. 拔线。/此外没有。"]),
        Case(
            testDescription: "a regulation is one story", text: "管理规定\n第一条　为了管理。\n第二条　适用于此。\n第三条　即日施行。",
            stories: ["管理规定|第一条　为了管理。/第二条　适用于此。/第三条　即日施行。"]),
        Case(testDescription: "only a title", text: "今日无事", stories: ["今日无事|"]),
        Case(
            testDescription: "bylines are not the last story's", text: "一周\n①甲地开工\n正文一。\n②乙地竣工\n正文二。\n责任编辑：某某",
            stories: ["甲地开工|正文一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "markup in text is text", text: "一周\n①甲<b>地\n正文&一。\n②乙地竣工\n正文二。",
            stories: ["甲<b>地|正文&一。", "乙地竣工|正文二。"]),
        Case(
            testDescription: "the order of the file is kept",
            text: "一周\n①甲地开工\n正文一。\n③丙地动工\n正文三。\n④丁地\n正文四。\n⑤戊地\n正文五。",
            stories: ["甲地开工|正文一。", "丙地动工|正文三。", "丁地|正文四。", "戊地|正文五。"]),
        Case(
            testDescription: "a newscast: the contents list tells where stories begin",
            text:
                "本期节目主要内容：\n1.甲地大桥建成通车；\n2.乙地铁路开工建设；\n3.国内联播快讯。\n（新闻 19:00）\n\n甲地大桥建成通车\n甲地大桥今天通车。\n乙地铁路开工建设\n乙地铁路今天开工。\n国内联播快讯\n（1）某桥\n短讯。",
            stories: ["甲地大桥建成通车|甲地大桥今天通车。", "乙地铁路开工建设|乙地铁路今天开工。", "国内联播快讯|（1）某桥/短讯。"]),
        Case(
            testDescription: "a paper is one story",
            text: "论分流\n摘要：讨论。\n一、引言\n很重要。\n二、现状\n很好。\n三、结论\n就这样。",
            stories: ["论分流|摘要：讨论。/一、引言/很重要。/二、现状/很好。/三、结论/就这样。"]),
        Case(
            testDescription: "briefs without headlines",
            text: "宏观早报 2031-03-04\n1、央行开展逆回购操作，利率维持不变。\n2、一季度经济运行总体平稳，消费恢复。",
            stories: ["央行开展逆回购操作|央行开展逆回购操作，利率维持不变。", "一季度经济运行总体平稳|一季度经济运行总体平稳，消费恢复。"]),
        Case(
            testDescription: "a speech is one story",
            text: "在会议上的讲话\n同志们：\n我讲两点。\n一、认清形势\n文字。\n二、抓好落实\n文字。",
            stories: ["在会议上的讲话|同志们：/我讲两点。/一、认清形势/文字。/二、抓好落实/文字。"]),
        Case(
            testDescription: "a list inside a story counts by itself",
            text:
                "News Weekly\n\n1. Ferry moves\nText one.\n\n2. Lamp goes solar\nText two.\n   1. inner\n   2. more\n\n3. Lost and found\nText three.",
            stories: [
                "Ferry moves|Text one.", "Lamp goes solar|Text two./1. inner/2. more", "Lost and found|Text three.",
            ]),
        Case(
            testDescription: "categories in brackets over numbers that run on",
            text: "信息快报\n【综合】\n1、甲地开工\n正文一。\n2、乙地竣工\n正文二。\n【部门】\n3、丙地动工\n正文三。",
            stories: ["甲地开工|正文一。", "乙地竣工|正文二。", "丙地动工|正文三。"]),
    ]

    @Test(arguments: cases) func cuts(_ c: Case) throws {
        let bulletin = try read(c.text)
        #expect(
            bulletin.sections.map { "\($0.title)|\($0.text.split(separator: "\n").joined(separator: "/"))" }
                == c.stories)
    }

    @Test func crossChecksContents() throws {
        let bulletin = try read("一周\n■甲地开工\n■乙地竣工\n■丙地动工\n①甲地开工\n正文一。\n②乙地竣工\n正文二。")
        #expect(bulletin.sections.count == 2)
        #expect(bulletin.findings.map(\.rule) == ["ContentsCount", "ContentsEntry", "Segmentation"])
    }

    @Test func headlinesCarryAddresses() throws {
        let bulletin = try read("每日新闻\n1. 标题甲 https://a.example/1\n2. 标题乙 https://a.example/2\n")
        #expect(bulletin.sections.map(\.title) == ["标题甲", "标题乙"])
        #expect(
            bulletin.sections.map(\.links) == [
                [Link(title: "标题甲", url: "https://a.example/1")], [Link(title: "标题乙", url: "https://a.example/2")],
            ])
    }

    @Test func listsLinks() throws {
        let bulletin = try read(
            "周报\n①甲地开工\n正文。\n相关阅读：\n· 指南（https://a.example/g.html）\n· 流程 https://a.example/f?x=1&y=2\n[问答](https://a.example/q)\n无址\n手册\nhttps://a.example/m\n②乙地竣工\n正文，见 https://b.example/x。"
        )
        #expect(bulletin.sections[0].linksLabel == "相关阅读：")
        #expect(
            bulletin.sections[0].links == [
                Link(title: "指南", url: "https://a.example/g.html"),
                Link(title: "流程", url: "https://a.example/f?x=1&y=2"),
                Link(title: "问答", url: "https://a.example/q"), Link(title: "无址"),
                Link(title: "手册", url: "https://a.example/m"),
            ])
        #expect(bulletin.sections[0].html == "<p>正文。</p>")
        #expect(bulletin.sections[1].html == "<p>正文，见 <a href=\"https://b.example/x\">https://b.example/x</a>。</p>")
    }

    @Test(
        arguments: [
            ("周报\n第12期（总第348期）\n2031年3月20日\n①甲地\n文。\n②乙地\n文。", "a.txt", "第12期", "2031-03-20"),
            ("周报\n（2031年3月3日—3月9日）\n①甲地\n文。\n②乙地\n文。", "a.txt", nil, "2031-03-09"),
            ("周报\n3月9日\n①甲地\n文。\n②乙地\n2031年1月1日，文。", "a.txt", nil, nil),
            ("周报\n①甲地\n文。\n②乙地\n文。", "notes/周报2031年3月9日.txt", nil, "2031-03-09"),
            ("周报\n①甲地\n文。\n②乙地\n文。", "20310309.txt", nil, "2031-03-09"),
            ("周报\n二〇三一年三月十四日\n①甲地\n文。\n②乙地\n文。", "2030-01-01.txt", nil, "2031-03-14"),
            ("周报\n2031年2月30日\n①甲地\n文。\n②乙地\n文。", "a.txt", nil, nil),
        ] as [(String, String, String?, String?)])
    func statesIssueAndDate(text: String, name: String, issue: String?, date: String?) throws {
        let bulletin = try read(text, as: name)
        #expect(bulletin.issue == issue)
        #expect(bulletin.date.map { "\($0.day)" } == date)
    }

    @Test func aListsDigestSaysItsNameLast() throws {
        let rule = String(repeating: "-", count: 30)
        let text =
            "Send tide mailing list submissions to\n\ttide@h.example\n\nToday's Topics:\n\n   1. Rope (Jo)\n   2. Wood (Al)\n\n"
            + String(repeating: "-", count: 70) + "\n\nFrom: Jo\nSubject: Rope\n\nBring rope.\n\n\(rule)\n\n"
            + "From: Al\nSubject: Wood\n\nBring wood.\n\n\(rule)\n\nEnd of Tide Digest, Vol 12, Issue 88\n*****\n"
        let bulletin = try read(text, as: "a.txt")
        #expect(bulletin.title == "Tide Digest, Vol 12, Issue 88")
        #expect(bulletin.issue != nil)
        #expect(bulletin.sections.map(\.title) == ["Rope", "Wood"])
    }

    /// The title of an official paper stands below whose paper it is.
    @Test(arguments: [
        ("云泽市水利局文件\n\n云水发〔2031〕15号\n\n关于印发节水单位评定办法的通知\n\n各县水利局：\n请遵照执行。\n", "关于印发节水单位评定办法的通知"),
        ("特急\n\n云泽市防汛指挥部办公室\n\n关于做好强降雨防范工作的紧急通知\n\n各县防指：\n请做好防范。\n", "关于做好强降雨防范工作的紧急通知"),
        ("关于开展2031年度\n科技计划项目申报工作的通知\n\n各有关单位：\n申报工作即日启动。\n", "关于开展2031年度科技计划项目申报工作的通知"),
        ("云泽市教育局文件\n云教〔2031〕7号\n云泽市教育局关于\n印发《校园安全办法》的通知\n各学校：\n请遵照执行。\n", "云泽市教育局关于印发《校园安全办法》的通知"),
        ("云泽市水利局\n\n水库今天开始蓄水，预计九月底蓄满。\n", "云泽市水利局"),
        ("大桥今天通车\n\n关于大桥收费的公告\n\n下月起收费。\n", "大桥今天通车"),
    ])
    func anOfficialPaperHasItsTitleBelow(text: String, title: String) throws {
        let bulletin = try read(text)
        #expect(bulletin.kind == .single)
        #expect(bulletin.title == title)
        #expect(!bulletin.sections[0].text.contains(title.suffix(8)))
    }

    /// The same in pages, where the masthead may be a heading.
    @Test(arguments: [
        "<p>云泽市水利局文件</p><p>云水发〔2031〕15号</p><p><b>关于开展清淤工作的通知</b></p>",
        "<h1>云泽市水利局文件</h1><p>云水发〔2031〕15号</p><h2>关于开展清淤工作的通知</h2>",
        "<h1>云泽市水利局</h1><p>关于开展清淤工作的<br>通知</p>", "<p>云泽市水利局</p><p>关于开展<br>清淤工作的通知</p>",
    ])
    func anOfficialPageHasItsTitleBelow(head: String) throws {
        let bulletin = try read("\(head)<p>各水管站：</p><p>请于12月底前完成。</p><p>云泽市水利局</p><p>2031年3月11日</p>", as: "a.html")
        #expect(bulletin.kind == .single)
        #expect(bulletin.title == "关于开展清淤工作的通知")
        #expect(bulletin.sections[0].title == bulletin.title)
        #expect(!bulletin.sections[0].text.contains("清淤"))
        #expect(bulletin.date.map { "\($0.day)" } == "2031-03-11")
    }

    /// A date may begin a title; alone, or with who issued it, it is none.
    @Test(arguments: [
        ("2031年12月12日停电公告\n\n因线路检修，和平路停电。\n\n云泽供电公司\n", "2031年12月12日停电公告"),
        ("2031年11月20日水质监测情况\n\n三座水厂全部合格。\n", "2031年11月20日水质监测情况"),
        ("2031年11月20日至26日价格监测周报\n\n本周蔬菜价格小幅上涨，猪肉价格平稳。\n", "2031年11月20日至26日价格监测周报"),
        ("2031年11月27日云泽早报\n\n1、医保新规施行\n新规明确了比例。\n2、渡轮班次调整\n末班车延至22时。\n", "2031年11月27日云泽早报"),
        ("2031年5月8日　云泽市水利局办公室编\n停水通知\n\n明天停水。\n", "停水通知"), ("2031年5月8日 星期四\n停水通知\n\n明天停水。\n", "停水通知"),
    ])
    func aTitleMayBeginWithADate(text: String, title: String) throws {
        #expect(try read(text, as: "a.txt").title == title)
    }

    /// A page in one line has a foot as well.
    @Test func aPageInOneLineStatesItsDate() throws {
        let text = "<h1>停电公告</h1><p>因线路检修，和平路停电。</p><p>请做好准备。</p><p>恢复时间另行通知。</p><p>云泽供电公司</p><p>2031年11月26日</p>"
        #expect(try read(text, as: "a.html").date.map { "\($0.day)" } == "2031-11-26")
    }

    @Test func ornamentsStandAroundTheContentsLabel() throws {
        let bulletin = try read(
            "云泽港航\n2031年第21期\n★本期导读★\n★新航线开通\n★食堂改造完工\n\n★新航线开通\n新航线每周两班，今天首航。\n★食堂改造完工\n改造后可容纳四百人就餐。\n")
        #expect(bulletin.sections.map(\.title) == ["新航线开通", "食堂改造完工"])
    }

    /// A list of references says what its addresses are.
    @Test func aReferenceKeepsItsTitle() throws {
        let bulletin = try read(
            "Weekly Digest No. 3\n\n1. Bridge opened\nThe bridge was opened, see [1] and [2].\n\n2. Ferry stopped\nSee [2].\n\n"
                + "References\n[1] https://a.example.org/1\n[2] Report on the ferry, https://a.example.org/2\n")
        #expect(bulletin.sections.first?.links.map(\.title) == ["[1]", "[2] Report on the ferry"])
        #expect(bulletin.sections.last?.links.map(\.url) == ["https://a.example.org/2"])
    }

    @Test(arguments: ["a.txt", "a.html"]) func aNoteBelowTheContentsIsTheIntro(name: String) throws {
        let text =
            "社区周报\n本期目录\n1、新生产线投产\n2、质量月活动启动\n3、员工体检安排\n编者按：本周起改版。\n1、新生产线投产\n3月16日，三号生产线投产。\n2、质量月活动启动\n3月18日，启动。\n3、员工体检安排\n体检定于4月进行。\n"
        let bulletin = try read(name == "a.txt" ? text : "<html>" + text.replacing("\n", with: "<br>"), as: name)
        #expect(bulletin.sections.map(\.title) == ["新生产线投产", "质量月活动启动", "员工体检安排"])
        #expect(bulletin.intro == "<p>编者按：本周起改版。</p>")
    }
}
