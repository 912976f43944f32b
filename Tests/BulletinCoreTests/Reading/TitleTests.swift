import BulletinCore
import Testing

/// What stands above a title and is none.
@Suite struct TitleTests {
    @Test(arguments: [
        "PRESS RELEASE", "Press release", "内部资料 注意保存", "内部资料\n注意保存", "内部刊物\n注意保管", "Issue: 7", "No. 14", "Vol. 3",
        "Date: 2031-03-20\nIssue: 7\nEditor: M. Hale", "Embargoed until 20 December 2031",
        "PRESS RELEASE\nEMBARGOED UNTIL 10AM ON 20 MARCH 2031",
        "机密 特急", "发布日期：2031年5月31日", "解禁时间：2031年5月31日10:00",
    ])
    func noticesAreNoTitles(notice: String) throws {
        let stories = "1. Dredging begins today\nThe dredger began.\n\n2. Lights renewed today\nTwo lights.\n"
        #expect(try read("\(notice)\n\nHarbour Weekly\n\n\(stories)").title == "Harbour Weekly")
        #expect(try read("\(notice)\n\nNew museum opens\n\nThe museum opens a new wing.\n").title == "New museum opens")
    }

    /// A paper of one story: its headline stands below the masthead.
    @Test func belowTheMasthead() throws {
        let text =
            "扫黑除恶专项斗争\n工 作 简 报\n第15期\n县扫黑办编印            2031年5月8日\n\n石桥镇：三个“强化”推动专项斗争走深走实\n\n"
            + "石桥镇坚持把专项斗争作为重大政治任务，多措并举，取得阶段性成效。\n强化组织领导。召开专题会议6次。\n"
        let bulletin = try read(text)
        #expect(bulletin.title == "石桥镇：三个“强化”推动专项斗争走深走实")
        #expect(bulletin.issue == "第15期")
        #expect(bulletin.sections[0].text.contains("强化组织领导"))
        let contents = try read("一周要目\n第15期\n\n■安全生产月活动启动\n■防汛演练举行，全市参加。\n")
        #expect(contents.title == "一周要目")
    }
}
