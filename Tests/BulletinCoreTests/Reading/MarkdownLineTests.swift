import Foundation
import Testing

@testable import BulletinCore

/// Markdown whose line ends part headlines from their text, which CommonMark takes for blanks.
@Suite struct MarkdownLineTests {
    @Test func headlinesInBoldOverTheirText() throws {
        let text = """
            **晨间要闻 | 2031年4月21日**

            **1. 央行发布一季度货币政策报告**
            报告指出，将保持流动性合理充裕。

            **2. 三大运营商公布一季报**
            营收同比增长2.4%。

            **3. 国产大飞机新增航线**
            4月28日起执飞云泽至临江航线。

            """
        let bulletin = try read(text, as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["央行发布一季度货币政策报告", "三大运营商公布一季报", "国产大飞机新增航线"])
        #expect(bulletin.sections.map(\.text) == ["报告指出，将保持流动性合理充裕。", "营收同比增长2.4%。", "4月28日起执飞云泽至临江航线。"])
        #expect(bulletin.sections.map(\.line) == [3, 6, 9])
    }

    @Test func markedHeadlinesOverTheirText() throws {
        let text = "# 一周要闻\n\n■甲港开工\n■乙桥通车\n■丙渠放水\n\n①甲港开工\n今日**开工**。\n\n②乙桥通车\n昨日通车。\n③丙渠放水\n明日放水。\n"
        let bulletin = try read(text, as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["甲港开工", "乙桥通车", "丙渠放水"])
        #expect(bulletin.sections.map(\.text) == ["今日开工。", "昨日通车。", "明日放水。"])
        #expect(bulletin.sections[0].html.contains("<strong>开工</strong>"))
    }

    @Test(arguments: [
        ("**Roof**", "It is mended.", true), ("It is mended.", "**Roof**", true), ("①甲港开工", "今日开工。", true),
        ("■甲", "■乙", true), ("今日开工。", "②乙桥通车", true), ("① Roof", "It is mended.", true),
        ("① The bank has announced that it", "will close.", false), ("本次检修范围为", "（三）号楼", false),
        ("**Roof** is", "mended.", false), ("a long line", "2. June", false), ("①甲", "---", false), ("甲", "乙", false),
        ("①今日开工。", "明日完工。", false),
    ])
    func lineEnds(row: String, next: String, isSeen: Bool) {
        #expect(HeadlineBreaks.stands(between: Array(row.utf8)[...], and: Array(next.utf8)[...]) == isSeen)
    }

    static let plain = """
        一周要闻（5月4日—5月10日）

        ■央行下调再贷款利率
        ■多地出台购房新政
        ■出口增长超预期

        ①央行下调再贷款利率
        5月7日，央行宣布下调再贷款利率0.25个百分点。

        ②多地出台购房新政
        已有12个城市出台新政，见https://a.example/b_c。

        ③出口增长超预期
        4月出口同比增长8.1%。

        """

    @Test func withoutMarksItIsText() throws {
        let markdown = try read(Self.plain, as: "a.md")
        #expect(markdown == (try read(Self.plain, as: "a.txt")))
        #expect(markdown.sections.map(\.line) == [7, 10, 13])
    }

    @Test func theFoundingDigestIsOneUnderAnyName() throws {
        let truth = try Truth.named("weekly-digest")
        let text = try String(contentsOf: fixtures.appending(path: truth.file), encoding: .utf8)
        #expect(try read(text, as: "a.md").sections.map(\.title) == truth.sections.map(\.headline))
    }

    @Test func frontMatterStaysBeforeSuchText() throws {
        let bulletin = try read("---\ntitle: 五月第一周要闻\ndate: 2031-05-11\ntags: [经济]\n---\n" + Self.plain, as: "a.md")
        #expect(bulletin.sections.map(\.title) == ["央行下调再贷款利率", "多地出台购房新政", "出口增长超预期"])
        #expect(bulletin.sections.map(\.line) == [12, 15, 18])
        #expect(bulletin.title == "五月第一周要闻")
        #expect(bulletin.date?.day.description == "2031-05-11")
        #expect(bulletin.tags == ["经济"])
        #expect(bulletin.intro.contains("一周要闻（5月4日"))
    }

    @Test(arguments: ["甲\n1. 乙\n2、丙 3 * 4 http://a.example/x_y [图] A & B 5 < 6", "\u{3000}\u{3000}文。"])
    func isPlain(text: String) { #expect(PlainMarkdown.isPlain(Array(text.utf8)[...])) }

    @Test(arguments: [
        "# 甲", "##甲", "> 甲", "- 甲", "* 甲", "+ 甲", "甲\n---", "甲\n===", "|甲|乙|", "**甲**", "甲*乙*", "_甲_", "__甲__", "`甲`",
        "[甲](a)", "[甲][1]", "[1]: https://a.example/", "<https://a.example/>", "a<br>b", "&lt;", "a\\*", "~~甲~~",
        "```\n甲\n```",
        "甲[^1]", "* * *", "甲\n\n    let a = 1", "```\n甲\n```",
    ])
    func isMarked(text: String) { #expect(!PlainMarkdown.isPlain(Array(text.utf8)[...])) }
}
