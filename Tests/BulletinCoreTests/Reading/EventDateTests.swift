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
