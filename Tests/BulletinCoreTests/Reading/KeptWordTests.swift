import BulletinCore
import Testing

/// Words that look like a title's second column, an imprint, a rule's other side, and are a reader's.
@Suite struct KeptWordTests {
    // MARK: Titles

    @Test(arguments: [
        ("停水通知   （城东片区）", "停水通知 （城东片区）"),
        ("ROAD CLOSED   Station Road from Monday", "ROAD CLOSED Station Road from Monday"),
        ("Harbour notice     No. 12", "Harbour notice"), ("Harbour notice     5 June 2031", "Harbour notice"),
        ("Harbour notice     Thursday, 5 June 2031     Vol. 3 No. 5", "Harbour notice"),
        ("停水停电通知      2031年6月5日", "停水停电通知"),
    ])
    func onlyIssueAndDateAreColumns(line: String, title: String) throws {
        #expect(try read("\(line)\n\n因管道检修，本周六城东停水，请居民提前储水备用。\n").title == title)
    }

    @Test(arguments: [
        ("Ferry – new timetable from Monday", "", "Ferry – new timetable from Monday"),
        ("停水通知_城东片区", "", "停水通知_城东片区"),
        ("停水通知_云泽在线网", "", "停水通知"), ("停水通知 - 公告 - 云泽市人民政府", "", "停水通知 - 公告"),
        ("Ferry times - harbour.example", "", "Ferry times"),
        ("Ferry times | Harbour News", "<meta property=og:site_name content='Harbour News'>", "Ferry times"),
        ("Ferry times | Harbour News", "<meta property=og:title content='Ferry times'>", "Ferry times"),
    ])
    func ofAPageTitleOnlyTheSitesNameGoes(stated: String, head: String, title: String) throws {
        let page =
            "<html><head><title>\(stated)</title>\(head)</head><body><p>The ferry runs every half hour.</p><p>Tickets are sold on board.</p></body></html>"
        #expect(try read(page, as: "a.html").title == title)
    }

    @Test func theFooterNamesTheSite() throws {
        let page =
            "<html><head><title>停水通知_城东之声</title></head><body><p>因管道检修，本周六城东停水。</p><p>给您带来不便敬请谅解。</p><div class=footer>版权所有 城东之声</div></body></html>"
        #expect(try read(page, as: "a.html").title == "停水通知")
    }

    // MARK: Ends and beginnings of digests

    private static let chinese =
        "港口一周要闻 第12期\n\n1、北航道封闭施工\n\n北航道因疏浚施工封闭至月底，请过往船舶绕行南航道。\n\n2、轮渡时刻调整\n\n轮渡自周一起每半小时一班，周五加开夜班船。\n\n3、文化馆开放日活动\n\n"
        + "文化馆本周六举办开放日活动，有书法、剪纸和音乐表演。\n"

    private static let english =
        "Harbour Weekly No. 12\n\n1. North channel closed\n\nThe north channel is closed for works until the end of the month.\n\n"
        + "2. Ferry timetable\n\nThe ferry runs every half hour from Monday on.\n\n3. Vacancies\n\nThe sailing club looks for officers.\n"

    @Test(arguments: [
        "\n欢迎广大市民参观市文化馆", "（以上均为摄氏度）", "（本期课程免费，名额30人）", "（据悉，第二批名单下周公布）", "\n领奖地点在三楼会议室",
        "（摄影作品不限题材，每人限投三幅）", "（来源不明的鱼不收）", "（记者将持续关注后续报道）", "（照片均由本人拍摄）", "\n领奖地点在三楼会议室\n\n责任编辑：张三",
    ])
    func theLastLineStays(line: String) throws {
        let text = try read(Self.chinese + line).sections.last?.text
        #expect(text?.contains(line.trimmingPrefix("\n").prefix { $0 != "\n" }) == true)
        #expect(text?.contains("责任编辑") == false)
    }

    @Test(arguments: [
        "Treasurer, from May\n\nEditor for the club newsletter, from June",
        "Published by Harbour Press, 120 pages, £9.50",
        "Editors of all ages, from June",
    ])
    func theLastEnglishLineStays(line: String) throws {
        #expect(try read(Self.english + "\n" + line).sections.last?.text.hasSuffix(line.suffix(20)) == true)
    }

    @Test(arguments: [
        "（来源：县水利局）", "（据新华社）", "（记者 张三 通讯员 李四）", "（记者张三）", "（张三 摄）", "（校办 供稿）", "（本期编辑：张三）", "（摘自《丙镇志》）",
        "\n港口管理局\n2031年5月8日", "\n报：市委办公室\n送：各县区水利局\n港口管理局",
    ])
    func bylinesGo(line: String) throws {
        #expect(try read(Self.chinese + line).sections.last?.text == "文化馆本周六举办开放日活动，有书法、剪纸和音乐表演。")
    }

    /// Who signs is certain where the head names the office.
    @Test func theOfficeOfTheHeadSigns() throws {
        let text = Self.chinese.replacing("第12期", with: "第12期\n港口管理局办公室编") + "\n港口管理局办公室\n"
        #expect(try read(text).sections.last?.text.contains("管理局") == false)
    }

    @Test(arguments: [
        (
            "港口一周要闻 第12期\n目录\n1、北航道封闭施工\n2、轮渡时刻调整\n3、新吊机到港\n\n#\n\n1、北航道封闭施工\n北航道因疏浚施工封闭至月底。\n2、轮渡时刻调整\n轮渡自周一起每半小时一班。\n3、新吊机到港\n新吊机周二由船运抵港口。\n",
            "本周天气：多云转晴，最高气温30度"
        ),
        (
            "Harbour Weekly No. 12\n\nIn this issue\n1. North channel closed\n2. Ferry timetable\n3. New crane\n\n#\n\n1. North channel closed\n\nThe north channel is closed for works.\n\n2. Ferry timetable\n\nThe ferry runs every half hour.\n\n3. New crane\n\nThe crane came on Tuesday by ship.\n",
            "Weather this week: rain, then sun, 18 degrees"
        ),
        (
            "Harbour Links No. 12\n\n1. Dredging plan https://example.org/a\n2. Ferry times https://example.org/b\n3. New crane https://example.org/c\n\n#\n",
            "Thanks to all who sent links this week. The next issue is out on Monday."
        ),
        (
            "港口周报\n第12期\n\n● 北码头周一重新开放，维修历时四个月，各班船恢复停靠。\n● 轮渡公司自六月一日起每周五加开两班晚船，票价不变。\n● 图书馆向每户免费借出潮汐表，凭证领取，为期一年。\n\n#\n咨询电话：0577-5550132（工作日9:00—17:00）\n",
            "夏令营7月5日开营，名额有限，请于周五前到办公室报名"
        ),
    ])
    func whatIsSaidOfAllIsPublished(text: String, line: String) throws {
        let bulletin = try read(text.replacing("#", with: line))
        #expect(bulletin.sections.count == 3)
        #expect(bulletin.intro.contains(line))
        if text.contains("5550132") { #expect(bulletin.intro.contains("5550132")) }
    }

    // MARK: Pages

    @Test(arguments: ["dir='ltr'", "lang='en'", ""]) func aLinkedHeadingsAttributesAreNoText(attribute: String) throws {
        let page =
            "<html><body><div \(attribute)><h1>Harbour Weekly No. 12</h1>"
            + ["a", "b"].map {
                "<h2 \(attribute)><a href='https://example.org/\($0)'>Channel \($0) closed for works</a></h2><p>Closed for long.</p>"
            }.joined() + "</div></body></html>"
        for section in try read(page, as: "a.html").sections {
            #expect(section.text.hasPrefix("Channel"))
            #expect(
                section.html.hasPrefix("<p><a ") || section.html.hasPrefix("<p dir=\"ltr\"><a ")
                    || section.html.hasPrefix("<p lang=\"en\"><a "))
        }
    }

    @Test(arguments: [
        (["通信管理部门公布治理措施。", "用户收到商业短信后，可以回复字母退订，运营商应当处理。", "新规自下月起施行。", "治理行动将持续到年底。"], "治理行动将持续到年底。"),
        (
            [
                "The council has passed rules on advertising mail.",
                "Every letter must tell readers how to unsubscribe in one step.",
                "Shops that do not obey pay a fine of 500 pounds from June on.",
            ], "Shops that do not obey pay a fine of 500 pounds from June on."
        ),
        (
            [
                "The council has passed rules.", "See <a href='https://example.org/a'>the act</a>.",
                "Readers may unsubscribe.",
            ],
            "Readers may unsubscribe."
        ),
        (["A tax letter.", "The letter you received this year is wrong.", "A new one comes."], "A new one comes."),
    ])
    func anArticleThatTellsOfUnsubscribing(paragraphs: [String], last: String) throws {
        let page =
            "<html><body><h1>New rules on mail</h1>" + paragraphs.map { "<p>\($0)</p>" }.joined() + "</body></html>"
        #expect(try read(page, as: "a.html").sections.last?.text.hasSuffix(last) == true)
    }

    @Test(arguments: [
        "<p><a href='https://m.example/u'>Unsubscribe</a></p><p>1 Road, Town</p>",
        "<p>You are receiving this email because you asked.</p><p>To leave, <a href='https://m.example/u'>unsubscribe here</a>.</p>",
        "<p>To unsubscribe, <a href='https://m.example/u'>click here</a>.</p>", "<p>To unsubscribe, write to us.</p>",
        "<p>如不想再收到本邮件，请回复退订。</p>", "<p>点击<a href='https://m.example/u'>此处</a>退订</p>",
    ])
    func howToLeaveTheListGoes(frame: String) throws {
        let page = "<html><body><h1>Letter</h1><p>The ferry runs.</p><p>Tickets on board.</p>\(frame)</body></html>"
        #expect(try read(page, as: "a.html").sections.last?.text == "The ferry runs.\nTickets on board.")
    }

    // MARK: Lines

    @Test func aProgrammeKeepsItsLines() throws {
        let rows = (8...12).map { "\($0):00 North pier - Castle island - South pier - Mill" }
        let text =
            "Ferry times for the summer season\n\n\(rows.joined(separator: "\n"))\n\nTickets are sold on board.\n"
        #expect(try read(text).sections[0].text == (rows + ["Tickets are sold on board."]).joined(separator: "\n"))
    }

    /// Of lists that begin anew under thousands of headings each is looked at, but not with all that follow.
    @Test(.timeLimit(.minutes(1))) func listsThatBeginAnew() throws {
        let names = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒日月盈昃")
        var text = "关于做好有关工作的通知\n\n"
        for place in 0..<6_000 {
            let name = "\(names[place % 34])\(names[place / 34 % 34])\(names[place / 1156])"
            text += "\(name)类\n1. 事项甲\(name)\n说明文字一行内容若干\n2. 事项乙\(name)\n说明文字一行内容若干\n"
        }
        #expect(try read(text).kind == .single)
    }
}
