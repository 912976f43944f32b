import BulletinCore
import Testing

/// The words in which a text forbids to publish it, and those that only look like them.
@Suite struct EmbargoWordingTests {
    @Test(arguments: [
        "Please do not publish before 5 May 2031", "Please do not publish this before 10:00 on 5 May 2031",
        "Please hold until 5 May 2031", "Strictly not for publication before 5 May 2031",
        "Not for use before 5 May 2031",
        "Do not use before 5 May 2031", "Embargo 5 May 2031 10:00", "EMBARGO - 10:00 5 May 2031",
        "Embargoed: 5 May 2031 10:00", "EMBARGOED - 5 May 2031", "Embargoed 5 May 2031",
        "Embargo lifted 5 May 2031 10:00",
        "Embargo lifting: 5 May 2031, 10:00", "Embargo: not before 5 May 2031", "News embargo until 5 May 2031",
        "Strictly embargoed to 5 May 2031", "This release is under embargo until 5 May 2031",
        "This is not to be published before 5 May 2031", "Not to be published before 5 May 2031",
        "To be published on 5 May 2031", "For use after 5 May 2031", "For publication after 5 May 2031",
        "Release after 5 May 2031", "Publish on 5 May 2031", "Publish after 5 May 2031", "For release: 5 May 2031",
        "Confidential until 5 May 2031", "Hold for publication until 5 May 2031", "Hold for release until 5 May 2031",
        "Kept under wraps until 5 May 2031", "No publication before 5 May 2031",
        "May not be published before 5 May 2031",
        "Must not be published before 5 May 2031", "Under embargo till 5 May 2031", "Media embargo: 5 May 2031",
        "Embargo expires at 10:00 on 5 May 2031", "Embargo time 10:00, date 5 May 2031", "Press embargo 5 May 2031",
        "Sperrvermerk: 5. Mai 2031", "Sperrfrist 5. Mai 2031, 10 Uhr",
        "Bitte nicht vor dem 5. Mai 2031 veröffentlichen",
        "Frei ab 5. Mai 2031, 10 Uhr", "Veröffentlichung ab 5. Mai 2031", "Embargo : 5 mai 2031 à 10 h",
        "Embargo : mardi 5 mai 2031, 10 heures", "Sous embargo jusqu'au 5 mai 2031",
        "Ne pas publier avant le 5 mai 2031",
        "Ne pas diffuser avant le 5 mai 2031", "Embargado hasta el 5 de mayo de 2031",
        "No publicar antes del 5 de mayo de 2031", "Non pubblicare prima del 5 maggio 2031", "Embargo tot 5 mei 2031",
        "2031年5月5日前请保密", "2031年5月5日前保密", "不早于2031年5月5日发布", "发布时间不早于2031年5月5日",
        "请于2031年5月5日10时发布", "请在2031年5月5日发布", "2031年5月5日まで公開禁止", "定于2031年5月5日发布", "2031年5月5日统一发布",
        "Hold for release 5 May 2031", "Harbour office: text embargoed until 5 May 2031", "Nicht vor 5. Mai 2031",
        "(Embargo: 5 May 2031)", "Not for publication before the speech on 5 May 2031",
        "此稿请于2031年5月5日后发", "此稿于2031年5月5日上午9时发", "稿件请于2031年5月5日9时发", "请于2031年5月5日上午9时统一推送",
        "請各平台於2031年5月5日上午9時統一推送", "本稿封锁至2031年5月5日", "报道封锁至2031年5月5日", "新闻封锁时间：2031年5月5日", "新闻封锁至2031年5月5日",
        "新聞封鎖至2031年5月5日上午10時", "自2031年5月5日起公开",
        "本文自2031年5月5日起公開", "2031年5月5日起对外公开", "上线时间：2031年5月5日9时", "上線時間：2031年5月5日", "文章上线时间：2031年5月5日",
        "未到2031年5月5日不得发布", "《港口规划》2031年5月5日前不得公开", "本稿涉及敏感内容，2031年5月5日后刊发",
        "Strictly embargoed to 00:01 GMT Monday 5 May 2031", "EMBARGO: 00.01hrs Monday 5 May 2031",
        "Not for publication, broadcast or use on club tapes before 22.30 on 5 May 2031",
        "For release on delivery, expected at 10:00 a.m. EST May 5, 2031",
        "The contents of this release must not be quoted or summarized before 17:00 GMT on 5 May 2031",
        "Please respect the embargo: 5 May 2031, 10:00", "Please observe the embargo until 5 May 2031",
        "This story is on hold until 5 May 2031", "Achtung Sperrfrist: 5. Mai 2031, 10 Uhr",
        "Frei zur Veröffentlichung ab 5. Mai 2031", "Meldung gesperrt bis 5. Mai 2031", "Onder embargo tot 5 mei 2031",
        "Veröffentlichung erst ab 5. Mai 2031", "Interdit de publication avant le 5 mai 2031", "请严守解禁时间：2031年5月5日10时",
        "请于2031年5月5日后再行报道", "拟于2031年5月5日见报", "2031年5月5日10时方可发布", "2031年5月5日起才可公开报道", "请各公众号于2031年5月5日上午9时统一推送",
    ])
    func holdsBack(line: String) throws {
        for text in [
            "\(line)\n\nHarbour figures told by the office\n\nThe harbour office publishes its figures.\n",
            "Harbour figures told by the office\n\(line)\n\nThe harbour office publishes its figures.\n",
        ] {
            let bulletin = try read(text)
            let date = try #require(bulletin.date, "\(text)")
            #expect("\(date.day)".hasPrefix("2031-05-0") && date.mayHold && date.isEmbargo, "\(text)")
            #expect(bulletin.title == "Harbour figures told by the office")
        }
    }

    @Test(arguments: [
        "Please do not publish before Monday", "Not for use before 10am on Monday",
        "May not be published before Monday",
        "News embargo until Monday", "Under embargo till Monday 10am EST", "Ne pas publier avant lundi",
        "收到通知后方可转发，请勿外传", "Embargo: 5/6/2031", "Embargoed until 5.6.31, 10:00", "解禁时间：5/8/2031", "解禁时间：5.8 10:00",
        "待通知后发布", "接通知后请发布",
        "此稿请于12月3日后发", "请于12月3日上午9时统一推送", "請於12月3日上午9時統一推送", "请于周一上午9时发布", "新闻封锁至12月3日上午10时", "本稿封锁至下周一",
        "消息封鎖至12月3日", "自12月3日起公开", "上线时间：12月3日9时", "发布时间：今晚20时", "发布时间：明天上午9时", "發佈時間：待定",
        "(embargoed until Monday)",
    ])
    func mustNameItsDay(line: String) throws {
        let text = "\(line)\n\nHarbour figures told by the office\n\nThe harbour office publishes its figures.\n"
        #expect(try read(text).findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(line)")
    }

    @Test(arguments: [
        "关于领取防汛物资的通知\n\n请各单位收到通知后立即转发。\n\n防汛物资已经运抵县城仓库。\n", "停水通知\n\n本周六停水，请储水备用。\n\n接到通知后请转发\n",
        "明日零时解禁\n\n县疾控中心宣布，城东片区封控管理明日零时解除，居民可以正常出行。\n", "请收到通知后立即发布\n\n县防汛办公室公布了有关事项。\n",
        "Do not release lanterns before Sunday\n\nThe fire brigade asks all to wait for rain.\n",
        "Not to be missed before Christmas: concerts until Sunday\n\nThe choir sings each night in the old church.\n",
        "Pier 3\n\nNot to be used until Monday\n\nThe planks of pier 3 are rotten.\n",
        "Do not broadcast seed before May\n\nThe garden club warns of late frost.\n",
        "Hold until Friday\n\nThe council asks residents to keep garden waste at home. Lorries come again on Friday.\n",
        "Do not use lifts before Monday\n\nThe lifts of the pier are mended this week.\n",
        "Embargo 2031\n\nThe ministers met today, and the matter was settled.\n",
        "May is for gardens\n\nThe garden club says so, and the matter was settled.\n",
        "Confidential help until Friday\n\nThe council offers help to all who ask.\n",
        "Embargo et sanctions\n\nThe ministers met today, and the matter was settled.\n",
    ])
    func isNoOpenBan(text: String) throws {
        #expect(!(try read(text).findings.contains { $0.rule == Bulletin.openEmbargoRule }))
    }

    @Test(arguments: [
        "Harbour film set for release on 12 June 2031\n\nThe harbour office shows a film of its work.\n",
        "Version 4 of the tide tables\n\nIt is scheduled for release on 12 June 2031.\n\nThe tables are made anew.\n",
        "南海伏季休渔解禁公告\n\n解禁时间：2031年8月16日12时\n解禁海域：北纬12度以北\n\n各渔船船长请提前做好出海准备，检查船舶设备。\n",
        "Do not use lifts before 5 May 2031\n\nThe lifts of the pier are mended.\n",
        "Report will not be published until 5 May 2031\n\nThe council said so on Monday.\n",
        "软件说明\n\n计划更新日期：2031年6月1日\n\n本软件由县图书馆维护，读者可以免费使用。\n",
        "Do not release lanterns before 5 May 2031\n\nThe fire brigade asks all to wait for rain.\n",
        "Pier closed\n\nRelease on 5 May 2031 of the new pier plan\n\nThe planks of pier 3 are rotten.\n",
    ])
    func holdsNothingBack(text: String) throws {
        #expect(try read(text).date?.mayHold != true)
    }

    /// Notices in which words of embargoes stand are out at once.
    @Test(arguments: [
        "保密工作会议12月3日召开", "关于加强保密工作的通知", "涉密文件保密至2031年12月31日后解密", "保密期限：二十年", "档案自2031年12月3日起公开", "自2031年12月3日起施行",
        "本办法自2031年12月3日起施行", "自12月3日起实施", "本规定自2031年12月3日起执行", "自2031年12月3日起开放", "12月3日起开始售票", "将于12月3日上线新系统",
        "新系统将于2031年12月3日上线", "新系统上线时间：2031年12月3日", "发布会于12月3日召开", "新闻发布会定于2031年12月3日举行", "不得发布虚假信息",
        "任何单位和个人不得发布虚假信息", "2031年12月3日前不得发布虚假广告", "请勿转发不实信息", "请各单位收到后立即转发", "请今天发布", "请于9月1日报道", "上线时间：待定",
        "请于2031年12月3日前转发至各村",
        "请于12月3日上午9时统一到场", "统一推送健康提示", "城东路封锁至2031年12月3日", "军事封锁至今未解除", "自12月3日起公开招聘工作人员", "征求意见稿将于2031年12月3日发布",
        "成绩发布时间：2031年12月3日", "发布时间：10:23", "发布时间：今天 10:23", "平台上线时间表公布", "武器禁运解除", "考试结束前不得外传试题", "网站系统统一升级",
        "严禁弄虚作假，请于2031年12月3日前公开", "Trade embargo lifted", "Trade embargo lifted on 3 December 2031",
        "Arms embargo extended until 3 December 2031", "The embargo ends on 3 December 2031, ministers said.",
        "Contact: Jane Doe, 555 0100 (not for publication)", "Not valid before 3 December 2031",
        "Nicht vor dem 3. Dezember 2031 betreten", "封锁至12月3日", "封锁至2031年12月3日", "全线封锁至2031年12月3日18时", "封锁至下周一",
        "Gesperrt bis 3. Dezember 2031", "Frei ab 3. Dezember 2031", "Freigabe: 3. Dezember 2031",
        "On hold until 3 December 2031", "Roof works on hold until 3 December 2031",
        "No printing until 3 December 2031",
        "The report may not be published before 3 December 2031, the court said", "考试成绩12月3日前不公布",
        "不得早于2031年12月3日播种", "桥面封锁至12月3日，请绕行东门", "据消息，东路封锁至12月3日", "注意开放时间：2031年12月3日", "试卷保密至12月3日9时",
        "2031年12月3日前不得出售", "12月3日后方可上市", "请各校于2031年12月3日统一推送安全提醒", "稿件12月3日截止",
        "Prohibido pescar hasta el 3 de diciembre de 2031", "Not before 9 am doors open",
        "Curfew lifted until 3 December 2031",
        "Library opens on 3 December 2031",
    ])
    func isNone(line: String) throws {
        for text in [
            "Notice of the office\n\(line)\n\nThe office tells what is new in the town and in the harbour.\n",
            "\(line)\n\nThe office tells what is new in the town and in the harbour.\n",
        ] {
            let bulletin = try read(text)
            #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }, "\(text)")
            #expect(bulletin.date?.mayHold != true, "\(text)")
        }
    }

    /// What goes online is told under a title that speaks of it.
    @Test func aLaunchIsNoEmbargo() throws {
        let text = "市民服务系统升级\n上线时间：2031年12月3日9时\n\n市民服务系统升级以后，办事更加方便。\n"
        #expect(try read(text).date?.mayHold != true)
        #expect(try read(text.replacing("市民服务系统升级\n", with: "省厅公布规划\n")).date?.isEmbargo == true)
        // An embargo on what it tells stays one.
        #expect(try read(text.replacing("上线时间", with: "解禁时间")).date?.isEmbargo == true)
    }

    /// Nor is it one in a story of a digest that tells of it.
    @Test(arguments: ["解禁日期：2031年12月3日", "解禁时间：12月3日12时"])
    func aStoryMayTellTheEndOfABan(line: String) throws {
        func isHeld(_ title: String) throws -> Bool {
            let bulletin = try read("水利周报\n\n①\(title)\n\(line)\n有关情况说得很好。\n②乙地竣工验收\n正文二，说得很好。\n")
            return bulletin.date?.isEmbargo == true
                || bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }
        }
        #expect(try !isHeld("限售股解禁提示"))
        #expect(try isHeld("甲地开工建设"))
    }

    /// Under a title that speaks of bans or of what is opened, lines tell of these.
    @Test(arguments: [
        ("关于封禁违规直播间的公告", "解禁时间：2031年12月3日12时"), ("县城实行宵禁", "解禁时间：12月3日6时"), ("村级账目向村民公开", "自2031年12月3日起公开"),
        ("新款公交卡发售", "上线时间：2031年12月3日9时"),
    ])
    func aTitleTellsOfWhat(title: String, line: String) throws {
        func isHeld(_ title: String) throws -> Bool {
            let bulletin = try read("\(title)\n\(line)\n\n有关情况由县里的办公室负责说明，欢迎大家来电咨询。\n")
            return bulletin.date?.isEmbargo == true
                || bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule }
        }
        #expect(try !isHeld(title))
        #expect(try isHeld("县里公布今年的数据"))
    }

    /// Not even where the title is of what goes online.
    @Test func aPaperGoesOnlineWhenItSays() throws {
        let text = "市民服务系统升级\n稿件上线时间：2031年12月3日9时\n\n市民服务系统升级以后，办事更加方便。\n"
        for label in ["稿件", "本文", "推文", "文章"] {
            #expect(try read(text.replacing("稿件", with: label)).date?.isEmbargo == true, "\(label)")
        }
    }

    /// A paper about such bans may be under embargo itself.
    @Test(arguments: ["媒体解禁时间：2031年8月10日10时", "Embargoed until 10 August 2031", "请勿于2031年8月10日前发布"])
    func aPaperAboutABanMayBeHeldBack(line: String) throws {
        let text = "南海伏季休渔解禁公告\n\n\(line)\n\n各渔船船长请提前做好出海准备，检查船舶设备，确保航行安全。\n"
        #expect(try read(text).date?.isEmbargo == true)
    }
}
