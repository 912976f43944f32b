import BulletinCore
import Testing

/// Paragraphs that are nothing but a headline in bold; words and facts are invented.
@Suite struct BoldHeadTests {
    private static let text = """
        # 云谷科技园园区周讯（第45期）

        > 发布时间：2031年11月7日

        **园区新增会议室12间**

        会议室分布在两栋，首月免费2小时。

        **班车线路调整**

        自11月10日起，3号线增设站点：

        - 首班 7:20
        - 末班 21:40

        **【活动】开放日报名**

        活动定于11月22日。[详情](https://yungu.example/open)
        """

    @Test func headStoriesOfADigest() throws {
        let bulletin = try read(Self.text, as: "a.md")
        #expect(bulletin.title == "云谷科技园园区周讯（第45期）")
        #expect(bulletin.sections.map(\.title) == ["园区新增会议室12间", "班车线路调整", "【活动】开放日报名"])
        #expect(bulletin.sections[1].text == "自11月10日起，3号线增设站点：\n首班 7:20\n末班 21:40")
        #expect(bulletin.sections[2].text == "活动定于11月22日。详情")
        #expect(bulletin.date?.day.description == "2031-11-07")
    }

    /// `目录` and its list are no story; lines over headlines are categories; the name over its issue is the title.
    @Test func mayHaveContentsAndCategories() throws {
        let page = """
            <html><body><p><strong>标准工作简讯</strong></p><p>2030年第10期</p>
            <p><strong>目录</strong></p><ol><li><a href="#a1">两项国际标准发布</a></li><li><a href="#a2">名单公布</a></li></ol>
            <p><strong>国际</strong></p><p><strong>两项国际标准发布</strong></p><p>标准规定了低温密封试验方法。</p>
            <p><strong>省内</strong></p><p><strong>“领跑者”名单公布</strong></p><p>41项企业标准入选。</p>
            <p><strong>试点项目通过验收</strong></p><p>试点以93.5分通过验收。</p></body></html>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.title == "标准工作简讯")
        #expect(bulletin.sections.map(\.title) == ["两项国际标准发布", "“领跑者”名单公布", "试点项目通过验收"])
        #expect(bulletin.sections.map(\.category) == ["国际", "省内", "省内"])
        #expect(!bulletin.intro.contains("名单公布"))
    }

    /// In a table that sets a picture beside each story.
    @Test func mayStandInCells() throws {
        func page(_ tail: String) -> String {
            let rows = ["手术成功", "中心通过认证", "课题获资助"].map {
                "<tr><td><img src='a.jpg'></td><td><p><strong>\($0)</strong></p><p>\($0)\(tail)</p></td></tr>"
            }
            return "<html><body><h1>医院新闻周报 第88期</h1><table>\(rows.joined())</table></body></html>"
        }
        #expect(try read(page("，详情如上。"), as: "a.html").sections.map(\.title) == ["手术成功", "中心通过认证", "课题获资助"])
        #expect(try read(page(" 8:30"), as: "a.html").sections.count == 1)
    }

    @Test func headNoneOfAnArticle() throws {
        #expect(try read(Self.text.replacing("园区周讯（第45期）", with: "的会议室"), as: "a.md").sections.count == 1)
    }

    /// Labels of an event, and days of a week, are parts of one text.
    @Test(arguments: [["活动时间", "活动地点", "报名方式"], ["Monday", "Tuesday", "Wednesday"]])
    func headNoneOfANotice(names: [String]) throws {
        let parts = names.map { "**\($0)**\n\n三月十五日上午九时至十一时，请提前十分钟到场。\n\n" }.joined()
        #expect(try read("# 本周活动预告\n\n\(parts)", as: "a.md").sections.count == 1)
    }

    /// `强化…`, `压实…` say what was done and not by whom: they are the parts of the one article under the masthead.
    @Test(arguments: ["**", "## "]) func headNoneOfTheOneArticle(mark: String) throws {
        let heads = ["青屏市建立“河长+检察长”机制", "强化信息共享，变“单打”为“协同”", "强化联合巡查", "强化跟踪问效"]
        func text(_ heads: [String]) -> String {
            let parts = heads.map { "\(mark)\($0)\(mark == "**" ? "**" : "")\n\n河长办与检察院每月互通线索，累计移送线索87条。\n\n" }
            return "# 河湖长制工作简报\n\n第11期\n\n青屏市河长制办公室　　2031年8月9日\n\n\(parts.joined())"
        }
        let brief = try read(text(heads), as: "a.md")
        #expect(brief.sections.map(\.title) == ["青屏市建立“河长+检察长”机制"])
        #expect(brief.issue == "第11期")
        let digest = ["青屏市建立“河长+检察长”机制", "沙河县清理围垦三处", "云溪县投放鱼苗十万尾", "白马镇聘请民间河长"]
        #expect(try read(text(digest), as: "a.md").sections.map(\.title) == digest)
    }

    @Test func withoutTextBelowTheyAreNone() throws {
        let bare = "# 云泽周报\n\n**甲公司开业**\n\n**乙公司开业**\n\n**丙公司开业**\n\n本周共有三家公司开业。\n"
        #expect(try read(bare, as: "a.md").sections.count == 1)
    }

    @Test func aMonthBelowTheNameSaysThatItAppears() throws {
        let notes =
            "# Stacks and Shelves\n\n*Branch library notes, April 2031*\n\n## Fines abolished\n\nNo fines are charged.\n\n## Story time moves\n\nNow on Tuesdays.\n"
        #expect(try read(notes, as: "a.md").sections.map(\.title) == ["Fines abolished", "Story time moves"])
        for line in [
            "By a reader", "Jane Doe, April 2031", "Last updated April 2031", "2031年4月", "Release notes, April 2031",
        ] {
            let essay = notes.replacing("Branch library notes, April 2031", with: line)
            #expect(try read(essay, as: "a.md").sections.count == 1, "\(line)")
        }
    }
}
