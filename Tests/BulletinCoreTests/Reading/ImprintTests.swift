import BulletinCore
import Testing

/// What stands below the last story and is told by its surroundings only: whom to ask, on which day, for whom printed.
@Suite struct ImprintTests {
    private static func stories(_ gap: String, last: String, _ rest: [String]) -> String {
        let lines = ["一、广场舞大赛开赛", "广场舞大赛开赛，28支队伍参加。", "二、剪纸课程结业", "62名学员结业。", "三、" + last] + rest
        return "文化馆简讯\n第6期\n\n" + lines.joined(separator: gap) + "\n"
    }

    private static func page(last: String, _ rest: [String]) -> String {
        "<h1>文化馆简讯</h1>"
            + stories("\n", last: last, rest).split(separator: "\n").dropFirst(2).map { "<p>\($0)</p>" }.joined()
    }

    static let contacts = [
        ["现招募讲解志愿者20名。", "联系人：方老师", "电话：0571-5550166", "地址：文化路8号"], ["现招募讲解志愿者20名。", "联系电话：0571-5550166"],
        ["主讲人：林教授", "时间：5月20日14:30", "地点：文化馆报告厅", "主办：市文化馆", "承办：市作协"],
        ["时间：5月20日14:30", "地点：云泽公园", "主办单位：市文化馆", "联系电话：0571-5550166"],
    ]

    /// Where all paragraphs are parted alike, those of the last story are its own.
    @Test(arguments: contacts) func contactsOfPartedParagraphsStay(rest: [String]) throws {
        for (name, text) in [
            ("a.txt", Self.stories("\n\n", last: "志愿者招募", rest)), ("a.html", Self.page(last: "志愿者招募", rest)),
        ] {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.count == 3)
            #expect(bulletin.sections.last?.text == rest.joined(separator: "\n"), "\(name)")
        }
    }

    /// What a line ending in a colon announces follows, blank line or not.
    @Test func announcedContactsStay() throws {
        let rest = ["有意者请联系：\n", "联系人：方老师", "电话：0571-5550166\n", "责任编辑：张三"]
        let story = try read(Self.stories("\n", last: "志愿者招募", rest)).sections.last?.text
        #expect(story == "有意者请联系：\n联系人：方老师\n电话：0571-5550166")
    }

    /// Whom to ask is no part of the imprint below; where the paper has its office is.
    @Test func contactsOverAnImprint() throws {
        let asked = ["现招募讲解志愿者20名。", "联系人：方老师", "电话：0571-5550166", "责任编辑：张三"]
        let office = ["现招募讲解志愿者20名。", "地址：文化路8号", "投稿邮箱：news@example.org", "责任编辑：张三"]
        for (name, make) in [
            ("a.txt", { Self.stories("\n\n", last: "志愿者招募", $0) }), ("a.html", { Self.page(last: "志愿者招募", $0) }),
        ] as [(String, ([String]) -> String)] {
            #expect(try read(make(asked), as: name).sections.last?.text == asked.dropLast().joined(separator: "\n"))
            #expect(try read(make(office), as: name).sections.last?.text == office[0])
        }
        #expect(
            try read(Self.stories("\n", last: "志愿者招募", [office[0], "", "地址：文化路8号", "电话：0571-5550166"]))
                .sections.last?.text == office[0])
    }

    @Test func whoGivesItOutGoesBelowAnEvent() throws {
        let rest = ["时间：5月20日14:30", "地点：云泽公园", "", "主办：市文化馆"]
        #expect(try read(Self.stories("\n", last: "志愿者招募", rest)).sections.last?.text == "时间：5月20日14:30\n地点：云泽公园")
        let parted = ["时间：5月20日14:30", "地点：云泽公园", "主办：市文化馆　编辑：王五"]
        #expect(try read(Self.stories("\n\n", last: "志愿者招募", parted)).sections.last?.text == "时间：5月20日14:30\n地点：云泽公园")
    }

    @Test(arguments: ["主办：云泽市水务局\n承办：云泽市水务局办公室", "主办：市文化馆\n编辑：张三", "编印单位：云泽市水务局办公室"])
    func whoGivesItOutGoes(imprint: String) throws {
        let text = Self.stories("\n", last: "志愿者招募", ["现招募讲解志愿者20名。", "", imprint])
        #expect(try read(text).sections.last?.text == "现招募讲解志愿者20名。")
    }

    // MARK: A day

    @Test(arguments: [
        ["考核分自评、抽查两步，完成时限为", "2031年12月25日。"], ["新馆建筑面积1.2万平方米，奠基于", "2019年5月3日。"], ["考核分自评、抽查两步，完成时限为", "2031年12月25日"],
        ["考核分自评、抽查两步。", "截止时间：", "2031年12月25日"], ["报名自5月8日至", "", "2031年5月20日"],
        ["考核分自评、抽查两步。", "完成时限", "2031年5月20日"], ["2031年5月20日"], ["", "2031年5月20日"],
    ])
    func aDayWithinASentenceStays(rest: [String]) throws {
        for (name, text) in [
            ("a.txt", Self.stories("\n", last: "志愿者招募", rest)),
            ("a.html", Self.page(last: "志愿者招募", rest.filter { !$0.isEmpty })),
        ] {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.last?.text == rest.filter { !$0.isEmpty }.joined(separator: "\n"), "\(name)")
            #expect(bulletin.date == nil, "\(name)")
        }
    }

    @Test func anEnglishDayWithinASentenceStays() throws {
        let text =
            "Harbour Weekly\n\n1. Dredging\nThe dredger began.\n2. Lights\nAll lights are renewed #25 December 2031\n"
        for gap in ["by\n", "by\n\n", "no later than\n\n"] {
            let bulletin = try read(text.replacing("#", with: gap))
            #expect(bulletin.sections.last?.text.contains("25 December 2031") == true)
            #expect(bulletin.date == nil)
        }
    }

    @Test(arguments: [
        ["现招募讲解志愿者20名。", "2031年5月8日"], ["现招募讲解志愿者20名。", "", "2031年5月8日"], ["现招募讲解志愿者20名。", "", "云泽市文化馆", "2031年5月8日"],
        ["现招募讲解志愿者20名。", "", "责任编辑：张三", "2031年5月8日"], ["招募讲解志愿者20名", "", "2031年5月8日"],
    ])
    func theDayOfTheFootGoes(rest: [String]) throws {
        let bulletin = try read(Self.stories("\n", last: "志愿者招募", rest))
        #expect(bulletin.sections.last?.text == rest[0])
        #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 8))
    }

    /// Who signs is no office that a list knows.
    @Test(arguments: [
        ["现招募讲解志愿者20名。", "", "实验小学", "2031年5月8日"], ["现招募讲解志愿者20名。", "", "王小明", "2031年5月8日"],
        ["Write to us by 10 June.", "", "Human Resources", "8 May 2031"],
    ])
    func theDayUnderASignatureGoes(rest: [String]) throws {
        for gap in ["\n", "\n\n"] {
            let bulletin = try read(Self.stories(gap, last: "志愿者招募", rest))
            #expect(bulletin.sections.last?.text.contains("2031") == false)
            #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 8))
        }
    }

    /// A list has no full stop; what follows it stands apart.
    @Test func theDayUnderAListGoes() throws {
        for (name, text) in [
            (
                "a.html",
                "<h1>周报</h1><h2>甲地通车</h2><p>全长三公里。</p><h2>乙地开工</h2><ul><li>一号工程</li><li>二号工程</li></ul><p>2031年5月8日</p>"
            ),
            ("a.md", "# 周报\n\n## 甲地通车\n\n全长三公里。\n\n## 乙地开工\n\n- 一号工程\n- 二号工程\n\n2031年5月8日\n"),
        ] {
            let bulletin = try read(text, as: name)
            #expect(bulletin.sections.last?.text == "一号工程\n二号工程", "\(name)")
            #expect(bulletin.date?.day == CivilDate(year: 2031, month: 5, day: 8), "\(name)")
        }
    }

    @Test(arguments: ["送：棉被", "云泽市文化馆", "5月8日截止"]) func otherLinesUnderAListStay(line: String) throws {
        let page = "<h1>周报</h1><h2>甲地通车</h2><p>全长三公里。</p><h2>乙地捐赠</h2><ul><li>甲项目</li><li>乙项目</li></ul><p>\(line)</p>"
        #expect(try read(page, as: "a.html").sections.last?.text == "甲项目\n乙项目\n" + line)
    }

    // MARK: Whom it is for

    @Test(arguments: [
        ("报：市委办公室\n送：各县区文旅局\n云泽市文化馆办公室编印    2031年4月20日", true), ("报：市委办公室\n送：各县区文旅局\n云泽市文化馆办公室编印", false),
        ("报：市委办公室\n送：各县区文旅局\n云泽市文化馆办公室　　2031年4月20日印发", true), ("云泽市文化馆办公室编　　　　2031年4月20日", true),
        ("报：市委办公室\n送：各县区文旅局\n云泽市文化馆办公室", false), ("报：市委办公室\n发：各县区文旅局\n2031年4月20日", true),
        ("云泽市文化馆办公室印发　2031年4月20日", true),
        ("————————————\n主题词：文化　简报\n报：市委、市政府\n送：各县区\n云泽市文化馆办公室　2031年4月20日印发\n（共印60份）", true),
    ])
    func theFootOfAPaperGoes(foot: String, isDated: Bool) throws {
        let bulletin = try read(Self.stories("\n", last: "志愿者招募", ["招募20名。", "", foot]))
        #expect(bulletin.sections.last?.text == "招募20名。")
        #expect(bulletin.date?.day == (isDated ? CivilDate(year: 2031, month: 4, day: 20) : nil))
    }
}
