import BulletinCore
import Testing

/// Lines that begin with days of many years tell a story; none of them says when the text was published.
@Suite struct ChronicleTests {
    @Test(arguments: [
        "1958年5月1日　云泽县图书馆成立\n1986年9月　迁入新馆\n2008年10月18日　更名为云泽市图书馆\n2021年6月1日　新馆开放\n",
        "1958年5月1日，云泽县图书馆成立。\n1986年9月2日，迁入新馆。\n2008年10月18日　更名为云泽市图书馆\n",
        "2008年10月18日 更名为云泽市图书馆\n2012年3月5日 通过评估\n2021年6月1日 新馆开放\n",
    ])
    func statesNoDay(lines: String) throws {
        #expect(try read("图书馆大事记\n\n" + lines).date == nil)
        #expect(
            try read("<h1>图书馆大事记</h1><p>" + lines.split(separator: "\n").joined(separator: "</p><p>"), as: "a.html")
                .date == nil)
    }

    @Test func theDayOfPublicationStays() throws {
        let text = "图书馆大事记\n2031年3月2日\n\n1958年5月1日　云泽县图书馆成立\n1986年9月1日　迁入新馆\n2008年10月18日　更名为云泽市图书馆\n"
        #expect(try read(text).date?.day == CivilDate(year: 2031, month: 3, day: 2))
        let printed = "简报\n\n一、大事记\n1958年5月1日　成立\n1986年9月1日　迁入新馆\n2008年10月18日　更名\n\n2031年3月2日印发\n"
        #expect(try read(printed).date?.day == CivilDate(year: 2031, month: 3, day: 2))
        let weekly = "一周要闻\n2031年3月9日\n（2031年3月3日—3月9日）\n2031年3月10日印发\n\n一、甲地开工\n全长三公里。\n二、乙地竣工\n全长九公里。\n"
        #expect(try read(weekly).date?.day == CivilDate(year: 2031, month: 3, day: 10))
    }
}
