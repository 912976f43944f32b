import BulletinCore
import Testing

/// A story that was put first without counting the others anew is a story.
@Suite struct UncountedStoryTests {
    private static func stories(_ marks: [String]) -> String {
        marks.enumerated().map { place, mark in
            "\(mark)\(["甲", "乙", "丙", "丁", "戊"][place])地开工建设\n正文\(place)，说得很好。\n"
        }.joined()
    }

    @Test(arguments: [
        ["①", "①", "②"], ["①", "①", "②", "③"], ["1、", "1、", "2、", "3、"], ["一、", "一、", "二、", "三、"],
        ["①", "①", "①", "②", "③"],
    ]) func isAStory(marks: [String]) throws {
        for head in ["水利周报第12期\n\n", "水利周报第12期\n2031年3月1日\n本期导读，请看。\n\n"] {
            let bulletin = try read(head + Self.stories(marks))
            #expect(
                bulletin.sections.map(\.title) == ["甲", "乙", "丙", "丁", "戊"].prefix(marks.count).map { $0 + "地开工建设" })
            #expect(bulletin.sections.map(\.text) == marks.indices.map { "正文\($0)，说得很好。" })
            #expect(bulletin.findings.contains { $0.rule == "NumberingBroken" })
            #expect(!bulletin.intro.contains("甲地"))
        }
    }

    /// What leads to the stories, and what is counted above them, is none.
    @Test(arguments: [
        "①本期要点如下：\n", "①甲地动工\n②乙地动工\n", "①本刊说明，请读者留意。\n本刊即日起改版。\n", "①编者的话\n本期有三条要闻：\n",
    ]) func isNone(lead: String) throws {
        let bulletin = try read("水利周报第12期\n\n" + lead + Self.stories(["①", "②", "③"]))
        #expect(bulletin.sections.count == 3)
    }
}
