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

    @Test func headNoneOfAnArticle() throws {
        #expect(try read(Self.text.replacing("园区周讯（第45期）", with: "的会议室"), as: "a.md").sections.count == 1)
    }

    @Test func withoutTextBelowTheyAreNone() throws {
        let bare = "# 云泽周报\n\n**甲公司开业**\n\n**乙公司开业**\n\n**丙公司开业**\n\n本周共有三家公司开业。\n"
        #expect(try read(bare, as: "a.md").sections.count == 1)
    }

    @Test func aMonthBelowTheNameSaysThatItAppears() throws {
        let notes =
            "# Stacks and Shelves\n\n*Branch library notes, April 2031*\n\n## Fines abolished\n\nNo fines are charged.\n\n## Story time moves\n\nNow on Tuesdays.\n"
        #expect(try read(notes, as: "a.md").sections.map(\.title) == ["Fines abolished", "Story time moves"])
        let essay = notes.replacing("Branch library notes, April 2031", with: "By a reader")
        #expect(try read(essay, as: "a.md").sections.count == 1)
    }
}
