import BulletinCore
import Testing

/// Notices of one story say when something takes place. Taken for the day of publication, that would keep them back
/// until it is over.
@Suite struct EventDateTests {
    @Test(arguments: [
        "停水通知\n\n城东将临时停水。\n停水时间：2031年7月9日8:00至18:00\n停水范围：河沿街\n请提前储水。\n",
        "学术讲座预告\n\n题目：河口泥沙\n时间：2031年9月10日14:30\n地点：二号楼报告厅\n主讲：沈教授\n",
        "征文启事\n\n欢迎来稿，文体不限。\n截止日期：2031年5月31日\n",
        "征文启事\n\n欢迎来稿，文体不限，收稿截止日期为\n2031年5月31日\n",
        "招聘启事\n\n本院招聘护士。\n面试时间\n2031年4月8日\n",
        "限行通告\n\n大桥禁止货车通行。\n限行期限：2031年6月1日至2031年8月31日\n云泽市交警支队\n",
        "河沿街停电通知\n2031年12月10日9:00—17:00\n\n因线路改造停电。\n",
        "全市第九届运动会\n2031年5月8日—5月18日\n\n共设项目28个。\n",
        "2031年1月5日起河沿街单向通行\n\n由东向西。\n",
        "关于2031年1月1日至3日放假的通知\n\n各科室：\n放假三天。\n",
        "# 停水通知\n\n停水时间：2031年7月9日8:00至18:00\n\n停水范围：河沿街\n",
        "お知らせ\n\n図書館は休みます。\n\n休館期間　2031年2月1日（月）から2月10日（水）まで\n",
        "Talk: the river and the town\n\nDate: 10 September 2031, 2 pm\nPlace: Room 14\n\nAll are welcome.\n",
        "Mill Bridge closed\n\nThe bridge is under repair.\nFrom: 1 June 2031\nTo: 30 June 2031\nUse Lock Road.\n",
        "Open day\n\nWhen: Saturday, 5 June 2031\nWhere: East Station\nThe tour takes two hours.\n",
        "Call for papers\n\nSend us your abstract.\nDeadline: 31 May 2031\n",
        "Travel advice\n\nThe border is closed to trucks. It will reopen on\n1 October 2031.\n",
        "Office closed\n\nThe office is closed on Thursday.\n\nNext working day: 4 January 2031\n",
        "Small craft warning\n\nValid from 1 December 2031 to 3 December 2031\n\nWinds of force 7.\n",
        "Water shut off in Southtown\nThursday 11 December 2031, 9 am to 1 pm\n\nA valve is replaced.\n",
        "Bridge closed from 5 January 2031\n\nFor repairs of the deck.\n",
        "Parking: questions\n\n1. Who needs a permit?\nEveryone.\n2. When does it start?\nOn 1 October 2031.\n",
    ])
    func theDayOfAnEventIsNotThatOfPublication(text: String) throws {
        let bulletin = try read(text, as: text.hasPrefix("#") ? "a.md" : "a.txt")
        #expect(bulletin.kind == .single)
        #expect(bulletin.date == nil)
    }

    @Test(arguments: [
        "大桥通车\n2031年3月20日\n\n大桥今天通车。\n",
        "大桥通车\n2031-03-20 08:00　来源：云泽日报\n\n大桥今天通车。\n",
        "大桥通车\n时间：2031-03-20　浏览：33\n\n大桥今天通车。\n",
        "大桥通车\n发布时间：2031年3月20日\n\n活动时间：2031年4月1日\n地点：河沿街\n",
        "大桥通车\n日　期：2031年3月20日\n\n大桥今天通车。\n",
        "大桥通车\n更新时间\n2031年3月20日\n\n大桥今天通车。\n",
        "关于召开年会的通知\n\n各单位：\n年会定于2031年4月8日在云泽召开，请参加。\n\n云泽市水利学会\n2031年3月20日\n",
        "关于召开年会的通知\n\n年会将于下月召开。\n\n云泽市水利局办公室　2031年3月20日印发\n",
        "Bridge opened\n20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nDate: 20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nPublished on 20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nBy Jane Doe, 20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nLast updated: Thursday, 20 March 2031\n\nThe bridge was opened.\n",
    ])
    func theDayOfPublicationIs(text: String) throws {
        #expect(try read(text).date.map { "\($0.day)" } == "2031-03-20")
    }

    /// What ends or falls due does so whatever else the label says.
    @Test(arguments: [
        "征文启事\n\n欢迎来稿。\n投稿截止日期：2031年5月31日\n", "招标公告\n\n欢迎投标。\n招标文件递交截止时间：2031年5月31日\n",
        "新书首发\n\n欢迎光临。\n发布会时间：2031年5月31日\n", "领证须知\n\n请带证件。\n通知书领取时间：2031年5月31日\n",
        "Newsletter notes\n\nSend us your news.\nDeadline for the next issue: 31 May 2031\n",
        "Works on the main\n\nThe main is tested.\nPressure test date: 31 May 2031\n",
        "停水公告\n\n停水日期：中華民國120年5月31日\n停水範圍：河沿街\n",
    ])
    func wordsOfPublicationInALabelAreNotAll(text: String) throws {
        #expect(try read(text).date == nil)
    }

    /// A label that nobody has heard of, or a date in words and with the hour, may be an event's: it holds nothing back, and a
    /// signature goes before it.
    @Test(arguments: [
        ("招聘启事\n\n本院招聘护士。\n面试：2031年5月31日\n", "2031-05-31"),
        ("招聘启事\n\n本院招聘护士。\n面试：2031年5月31日\n\n云泽市医院\n2031年3月20日\n", "2031-03-20"),
        ("Two posts to fill\nInterviews: 31 May 2031\n\nWe look for two nurses.\n", "2031-05-31"),
        ("合唱音乐会\n2031年5月31日 19:30\n票价：20元\n\n欢迎光临。\n", "2031-05-31"),
        ("Winter concert\n31 May 2031, 7.30 pm\n\nCarols by candlelight.\n", "2031-05-31"),
        ("第三届云泽马拉松2031年5月31日开跑\n\n共有三万人报名。\n", "2031-05-31"),
    ])
    func whatMayBeAnEventHoldsNothingBack(text: String, day: String) throws {
        let date = try #require(try read(text).date)
        #expect("\(date.day)" == day)
        #expect(date.mayHold == (day == "2031-03-20"))
    }

    @Test(arguments: [
        "大桥通车\n2031年3月20日\n\n大桥今天通车。\n", "大桥通车\n发布时间：2031年3月20日 8时\n\n大桥今天通车。\n",
        "Bridge opened\n20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nEMBARGOED UNTIL 20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nFor release on 20 March 2031\n\nThe bridge was opened.\n",
        "Bridge opened\nBy Jane Doe, 20 March 2031\n\nThe bridge was opened.\n",
        "水利周报 第3期\n2031年3月20日\n\n一、水库\n\n水位正常。\n\n二、灌区\n\n渠道检查。\n\n三、河道\n\n清淤完成。\n",
    ])
    func theDayOfPublicationHoldsBack(text: String) throws {
        let date = try #require(try read(text).date)
        #expect("\(date.day)" == "2031-03-20" && date.mayHold)
    }

    /// Only a label that says so and nothing else keeps a notice back: these have days of their own.
    @Test(arguments: [
        "截稿日期：2031年5月31日", "交稿时间：2031年5月31日", "志愿填报时间：2031年5月31日", "成绩公布时间：2031年5月31日", "材料上传时间：2031年5月31日",
        "系统更新时间：2031年5月31日 22:00", "协议签署时间：2031年5月31日", "证书印制时间：2031年5月31日", "新品发布时间：2031年5月31日", "培训信息：2031年5月31日",
        "图书出版日期：2031年5月31日", "限售股解禁日期：2031年5月31日", "Press night: 31 May 2031", "Tickets released: 31 May 2031",
        "Results published: 31 May 2031", "Interviews: week of 31 May 2031", "Term starts 2031-05-31",
        "Term 2031-05-31",
        "Date: 31 May 2031\nTime: 2 pm to 5 pm\nEntry: free", "Next release: 31 May 2031", "In cinemas 31 May 2031",
    ])
    func aLabelOfItsOwnHoldsNothingBack(line: String) throws {
        for text in [
            "有关事项\n\n\(line)\n请相关人员知悉，按时参加。\n", "Some notes\n\n\(line)\nAll are welcome, and the hall is warm.\n",
        ] {
            #expect(try read(text).date?.mayHold != true)
        }
    }

    /// Nor does what a digest says of others.
    @Test(arguments: [
        "Copy deadline 31 May 2031", "Annual meeting 31 May 2031", "Save the date: 31 May 2031",
        "Next bulletin 31 May 2031",
        "Published by the Harbour Office. Next issue 31 May 2031", "下期出版日期：2031年5月31日", "下期出刊：2031年5月31日",
        "投稿截止2031年5月31日",
        "2031年5月31日起本刊改为双周刊", "2031年5月31日召开业主大会", "2031年5月31日 本期关注防汛",
    ])
    func aDigestIsNotHeldBackByOthersDays(line: String) throws {
        let stories =
            "1. Dredging begins today\nThe dredger began on Tuesday.\n\n2. Lights renewed today\nTwo lights were renewed.\n"
        for text in ["Harbour Weekly\n\(line)\n\n\(stories)", "Harbour Weekly\n\n\(stories)\n\(line)\n"] {
            #expect(try read(text).date?.mayHold != true)
        }
    }

    /// What its own day stands beside.
    @Test(arguments: [
        "2031年5月31日", "第12期　2031年5月31日", "2031年5月31日　云泽市水利局办公室编", "2031年5月31日 星期六 农历四月十一", "本期出版日期：2031年5月31日",
        "31 May 2031", "No. 14, 31 May 2031", "Harbour Weekly, 31 May 2031",
        "Published by the Harbour Office, 31 May 2031",
    ])
    func aDigestWaitsForItsDay(line: String) throws {
        let bulletin = try read(
            "Harbour Weekly\n\(line)\n\n1. Dredging begins today\nThe dredger began.\n\n2. Lights renewed today\nTwo lights.\n"
        )
        let date = try #require(bulletin.date)
        #expect("\(date.day)" == "2031-05-31" && date.mayHold)
    }

    static let embargoes = [
        "Embargoed until 31 May 2031", "Strictly embargoed until 00:01 on 31 May 2031", "EMBARGO: 31 May 2031, 00:01",
        "UNDER EMBARGO UNTIL 31 MAY 2031", "Embargo lifts: 31 May 2031 at 10:00",
        "NOT FOR PUBLICATION BEFORE 00.01 HRS 31 MAY 2031",
        "For release on 31 May 2031", "Not to be published before 31 May 2031", "解禁时间：2031年5月31日10:00",
        "（请勿于2031年5月31日前发布）",
        "请勿于2031年5月31日前对外发布。", "2031年5月31日前不得公开报道。", "2031年5月31日8时后方可见报",
        "禁发至2031年5月31日", "本稿件请于2031年5月31日后刊发", "（此稿2031年5月31日见报）",
        "Not for publication, broadcast or online use before 31 May 2031.", "发稿时间：2031年5月31日", "见报日期：2031年5月31日",
        "Sperrfrist: 31. Mai 2031, 10 Uhr", "SPERRFRIST: 31.05.2031, 10:00 Uhr",
        "Sous embargo jusqu'au 31 mai 2031 à 10h",
        "Embargo fino al 31 maggio 2031", "엠바고: 2031년 5월 31일 10시", "Эмбарго до 31 мая 2031 г.", "解禁日時：2031年5月31日10時",
    ]

    @Test(arguments: embargoes) func anEmbargoHoldsBack(line: String) throws {
        let digest =
            "\n1. Dredging begins today\nThe dredger began.\n\n2. Lights renewed today\nTwo lights were renewed.\n"
        let texts = [
            "New museum opens\n\n\(line)\n\nThe museum opens its new wing.\n",
            "\(line)\n\nNew museum opens\n\nThe museum opens its new wing.\n",
            "Harbour Weekly\n\(line)\n\(digest)", "Harbour Weekly\n\(digest)\n\(line)\n",
        ]
        for text in texts {
            let bulletin = try read(text)
            let date = try #require(bulletin.date, "\(text)")
            #expect("\(date.day)" == "2031-05-31" && date.mayHold && date.isNamed)
            #expect(!bulletin.title.contains("2031"))
            // What goes before what is sent before.
            let mail = try read(
                "From: A <a@example.org>\nSubject: News\nDate: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n"
                    + "Content-Type: text/plain; charset=utf-8\n\n" + text, as: "a.eml")
            #expect(mail.date.map { "\($0.day)" } == "2031-05-31")
        }
    }

    @Test func anEmbargoHasItsHour() throws {
        for (line, second) in [
            ("解禁时间：2031年5月31日10:00", 36_000), ("EMBARGOED UNTIL 10AM ON 31 MAY 2031", 36_000),
            ("Embargoed until 31 May 2031", nil),
            ("Embargo lifts: 31 May 2031 at 2.30 pm", 52_200), ("解禁时间：2031年5月31日下午3时30分", 55_800),
            ("Sperrfrist: 31. Mai 2031, 10 Uhr", 36_000), ("Sous embargo jusqu'au 31 mai 2031 à 10h30", 37_800),
        ] {
            #expect(
                try read("New museum opens\n\n\(line)\n\nThe museum opens its new wing.\n").date?.secondOfDay == second,
                "\(line)")
        }
    }

    /// A mail is of the day on which it was sent, but where its text names a later one.
    @Test(arguments: [
        ("发布日期：2031年5月31日", "2031-05-31"), ("发布日期：2031年1月31日", "2031-03-20"), ("考试日期：2031年5月31日", "2031-03-20"),
        ("2031年5月31日", "2031-03-20"),
    ])
    func aMailNamesItsDay(line: String, day: String) throws {
        for (type, text) in [("plain", "\(line)\n\n新馆今日开放。\n"), ("html", "<p>\(line)</p><p>新馆今日开放。</p>")] {
            let mail = try read(
                "From: A <a@example.org>\nSubject: News\nDate: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n"
                    + "Content-Type: text/\(type); charset=utf-8\n\n" + text, as: "a.eml")
            #expect(mail.date.map { "\($0.day)" } == day)
        }
    }

    /// What a note or a subject says of the day holds for what is attached.
    @Test(arguments: [
        ("News", "Embargoed until 31 May 2031; see what is attached.", "2031-05-31"),
        ("Embargoed until 31 May 2031: News", "For you.", "2031-05-31"),
        ("News", "For you.", "2031-03-20"),
    ])
    func aNoteForbidsWhatIsAttached(subject: String, note: String, day: String) throws {
        let mail = try read(
            "From: A <a@example.org>\nSubject: \(subject)\nDate: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n"
                + "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\n\(note)\n"
                + "--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\n"
                + "New museum opens\n\nThe museum opens its new wing.\n--x--\n", as: "a.eml")
        #expect(mail.title == "New museum opens")
        #expect(mail.date.map { "\($0.day)" } == day)
    }

    /// A plan for the days to come, and what follows a day in it.
    @Test(arguments: [
        "本周工作安排\n2031年5月8日—5月12日\n\n周一\n上午 例会\n下午 调研\n", "水利周报（2031年5月8日—12日）\n\n一、水库\n水位正常。\n\n二、灌区\n渠道检查。\n",
        "培训班日程安排\n\n2031年5月8日\n上午 开班式\n下午 专题讲座\n2031年5月9日\n上午 现场教学\n",
        "Course\n\n8 May 2031\n9:00 Coffee\n10:00 The river\n",
        "某某手机2031年5月8日发布\n\n共有三款，售价不变。\n", "Choir practice\n\nSunday 8 May 2031\nSt Mary, 6 pm\n\nAll welcome.\n",
        "新书2031年5月8日出版\n\n共有三册，售价不变。\n",
        "Harbour Weekly\nFor publication in the next issue send copy by 8 May 2031\n\n1. Dredging begins today\nThe dredger began.\n\n2. Lights renewed today\nTwo lights were renewed.\n",
    ])
    func aPlanHoldsNothingBack(text: String) throws {
        #expect(try read(text).date?.mayHold != true)
    }

    static let openEmbargoes = [
        "EMBARGOED UNTIL 00:01 MONDAY 12 JANUARY", "Embargo: 00.01 hrs, Monday 12 January", "STRICTLY EMBARGOED",
        "解禁时间：1月12日10时", "请勿于1月12日前发布", "Sperrfrist: Montag, 10 Uhr", "NOT FOR PUBLICATION", "Hold until Friday",
        "Not for publication before 9am on Thursday", "EMBARGOED: not for release until tomorrow",
    ]

    /// What names no full date until when it may not be published is told, wherever it stands above the text.
    @Test(arguments: openEmbargoes) func anOpenEmbargoIsTold(line: String) throws {
        let digest =
            "\n1. Dredging begins today\nThe dredger began.\n\n2. Lights renewed today\nTwo lights were renewed.\n"
        for (text, place) in [
            ("New museum opens\n\n\(line)\n\nThe museum opens its new wing.\n", 3),
            ("\(line)\n\nNew museum opens\n\nThe museum opens its new wing.\n", 1),
            ("Harbour Weekly\n\(line)\n\(digest)", 2),
        ] {
            let bulletin = try read(text)
            #expect(bulletin.findings.first { $0.rule == Bulletin.openEmbargoRule }?.line == place, "\(text)")
            #expect(bulletin.date == nil)
            #expect(bulletin.title == (text.hasPrefix("Harbour") ? "Harbour Weekly" : "New museum opens"))
        }
        let mail = try read(
            "From: A <a@example.org>\nSubject: \(line.utf8.count == line.count ? line : "News")\n"
                + "Date: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=utf-8\n\n\(line)\n\nThe museum opens its new wing.\n", as: "a.eml")
        #expect(mail.findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }

    @Test(arguments: [
        "EMBARGOED UNTIL 9AM ON 12 JANUARY 2031", "Embargo: 5 questions about arms", "Embargo until peace comes",
        "Embargoed goods found on Monday", "Do not release balloons on Monday", "Do not publish your address",
        "请于1月12日前报名", "1月12日前不得报名", "发稿时间：1月12日", "Hold the date: Friday", "Press embargo lifted on Friday",
    ])
    func isNoOpenEmbargo(line: String) throws {
        let bulletin = try read("\(line)\n\nThe museum opens its new wing.\n")
        #expect(!bulletin.findings.contains { $0.rule == Bulletin.openEmbargoRule })
    }

    /// An embargo on arms is news.
    @Test(arguments: [
        "EU extends arms embargo until 31 May 2031", "Embargo on grain exports until 31 May 2031", "2031年5月31日前不得报名的考生",
        "2031年5月31日起公开征集意见",
    ])
    func anEmbargoMayBeNews(title: String) throws {
        #expect(try read("\(title)\n\nThe ministers met today, and the matter was settled.\n").date?.mayHold != true)
    }

    /// In a column at the end of the line over a digest, or in figures before a mark: with what stands beside it, it is no
    /// event's.
    @Test func aDateThatStandsApartHoldsBack() throws {
        let digest = """
            1. Dredging begins today
            The dredger began its work at the northern mole, and boats keep to the southern side.

            2. Lights renewed today
            Two lights on the mole were renewed, and the third one follows in the week after.

            """
        for (line, holds) in [
            ("Regional Harbour Centre                     31 May 2031", true), ("Annual meeting 31 May 2031", false),
        ] {
            let date = try read("Harbour Weekly\n\(line)\n\n\(digest)").date
            #expect((date?.mayHold == true) == holds, "\(line)")
        }
        for (line, holds) in [("2031-05-31 · 技术手记", true), ("31 May 2031 · town hall", false)] {
            let text = "修好座钟\n\n\(line)\n\n朋友送来一台老座钟，症状是每隔十几分钟跳一秒。\n"
            #expect((try read(text).date?.mayHold == true) == holds, "\(line)")
        }
    }

    /// What a digest says of its next issue, or of an event, is not its day.
    @Test(arguments: ["培训时间：2031年5月31日", "活动预告：2031年5月31日", "Open day: 31 May 2031"])
    func aDigestIsNotHeldBackByWhatItAnnounces(line: String) throws {
        let text = "水利周报 第3期\n\(line)\n\n一、水库\n\n水位正常。\n\n二、灌区\n\n渠道检查。\n\n三、河道\n\n清淤完成。\n"
        let bulletin = try read(text)
        #expect(bulletin.kind == .digest)
        #expect(bulletin.date?.mayHold != true)
    }

    /// A week's plan that is not cut is of that week all the same.
    @Test func aPeriodIsTheDayOfWhatIsCalledAfterIt() throws {
        let bulletin = try read("本周工作安排\n2031年5月8日—5月12日\n\n周一\n1. 上午 例会\n2. 下午 调研\n周二\n1. 全天 参加会议\n")
        #expect(bulletin.kind == .single)
        #expect(bulletin.date.map { "\($0.day)" } == "2031-05-12")
    }

    @Test(arguments: [
        "2031-03-14-dredging.txt", "2031-03-14_dredging.txt", "2031_03_14_dredging.txt", "2031.03.14.txt",
        "2031-03-14-2.txt", "notice-2031-03-14-final.txt", "2031-03-14.txt", "notice 20310314 final.txt",
        "通知2031年3月14日.txt",
    ])
    func aFileIsNamedAfterItsDay(name: String) throws {
        let date = try #require(try read("Dredging\n\nThe harbour is dredged.\n", as: name).date)
        #expect("\(date.day)" == "2031-03-14")
        #expect(date.origin == .fileName)
    }

    @Test(arguments: ["1.2031.03.14.txt", "report-2031-13-14-x.txt", "2031-03.txt", "12031-03-14-x.txt"])
    func otherNumbersAreNoDay(name: String) throws {
        let date = try read("Dredging\n\nThe harbour is dredged.\n", as: name).date
        #expect(date == nil || name.hasPrefix("1.2031"))
    }
}
