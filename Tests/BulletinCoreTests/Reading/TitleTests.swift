import BulletinCore
import Testing

/// What stands above a title and is none.
@Suite struct TitleTests {
    /// Escapes, references and encoded words can name characters that the bytes of a text may not hold.
    @Test(arguments: [
        ("a.md", "+++\ntitle = \"Har\\u0000b\\bour\\e no\\uFFFEtes\"\n+++\n\nText.\n"),
        ("a.md", "{\"title\": \"Har\\u0000b\\bour\\u007F no\\uFFFEtes\"}\n\nText.\n"),
        ("a.md", "---\ntitle: \"Har\\0b\\bour\\e no\\uFFFEtes\"\n---\n\nText.\n"),
        ("a.eml", "Subject: =?utf-8?q?Har=00b=08our_no=EF=BF=BEtes?=\nFrom: a@example.org\n\nSome text.\n"),
    ])
    func holdsNoControls(name: String, file: String) throws {
        let bulletin = try read(file, as: name)
        #expect(bulletin.title == "Harbour notes" && bulletin.sections.map(\.title) == ["Harbour notes"])
    }

    @Test func attributesHoldNoControls() throws {
        let text = "# A\n\n[link](https://a.example/ \"a&#8;b\") ![c&#4;d](https://a.example/b.png)\n"
        let html = try read(text, as: "a.md").sections[0].html
        #expect(html.contains("title=\"ab\"") && html.contains("alt=\"cd\""), "\(html)")
    }

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

    /// Between masthead and headline the editor may say why the paper is sent; rules part them.
    @Test(arguments: [
        "编者按：近日，市局组织开展专项检查，现将有关情况刊发，供参阅。\n\n", "————————————————————\n\n", "————————\n\n【编者按】近日，市局组织开展检查。\n各地可参阅。\n\n",
    ])
    func belowMastheadAndNote(note: String) throws {
        let text =
            "        工 作 简 报\n          第 8 期\n云泽市市场监管局办公室        2031年3月18日\n\n\(note)民生领域专项检查取得阶段性成效\n\n"
            + "3月以来，市局聚焦群众反映强烈的问题，组织开展专项检查。\n一、主要做法\n会同公安等部门开展联合检查12次。\n二、主要成效\n立案查处34件。\n"
        let bulletin = try read(text)
        #expect(bulletin.title == "民生领域专项检查取得阶段性成效")
        #expect(bulletin.issue == "第 8 期")
        #expect(bulletin.sections[0].text.contains("检查") && !bulletin.sections[0].text.contains("阶段性成效"))
    }

    @Test func anOfficialTitleBelowAnyMasthead() throws {
        let text =
            "督查通报\n第7期\n云泽市委督查室　　2031年6月5日\n\n关于重点项目进展情况的通报\n\n各县区、各部门：\n5月下旬，市委督查室对42个重点项目进行了督查。"
            + "现将有关情况通报如下。\n一、总体进展\n已开工38个。\n二、下步要求\n6月底前全部开工。\n"
        let bulletin = try read(text)
        #expect(bulletin.title == "关于重点项目进展情况的通报")
        #expect(bulletin.issue == "第7期")
    }

    @Test(arguments: [
        "主管：云泽市文化广电和旅游局\n主办：云泽市文化馆", "Vol. 3 No. 5", "Vol. 3, No. 5, June 2031", "Volume XII, Number 3", "云泽市文化馆主办",
        "准印证号：青内资（2031）第018号",
        "青内资准字〔2031〕第018号", "主办单位：云泽市文化馆　总第56期", "主管主办：云泽市文化馆",
    ])
    func whoGivesItOutIsNoTitle(line: String) throws {
        let text = "\(line)\n文化周报\n2031年第6期\n\n一、百场演出进乡村\n今年送戏下乡120场。\n二、非遗传习所开课\n剪纸课程开课。\n三、图书漂流\n图书漂流到乡镇。\n"
        let bulletin = try read(text)
        #expect(bulletin.title == "文化周报")
        #expect(bulletin.sections.count == 3)
        #expect(bulletin.facts.allSatisfy { $0.kind != .documentNumber })
    }

    /// A headline may end like the line of an imprint.
    @Test func aHeadlineThatNamesTheHostStays() throws {
        let text = "第三届龙舟赛由市体育局承办\n\n第三届龙舟赛五月八日在云泽举行，参赛队伍28支，观众三万人。\n"
        #expect(try read(text).title == "第三届龙舟赛由市体育局承办")
    }
}
