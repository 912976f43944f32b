import BulletinCore
import Testing

/// Numbers that stand alone over their headlines mark the stories of a digest.
@Suite struct LoneNumberTests {
    private static let stories = [
        ("春灌用水调度会议召开", "会议指出，今年春灌面积比去年增加三万亩。", "会议要求各县区每周上报一次进度。"),
        ("汛前水库安全检查启动", "省厅派出六个检查组，对全省中小型水库逐一检查。", "检查工作将持续到月底结束。"),
        ("澜河大桥水文站完成改造", "改造后的水文站可以自动测报水位和流量。", "该站建于五十年代。"),
    ]

    private static let numbers = [
        ["01", "02", "03"], ["1", "2", "3"], ["①", "②", "③"], ["一", "二", "三"], ["PART 01", "PART 02", "PART 03"],
        ["No.1", "No.2", "No.3"], ["1.", "2.", "3."], ["一、", "二、", "三、"],
    ]

    @Test(arguments: numbers) func markStories(numbers: [String]) throws {
        let plain = zip(numbers, Self.stories).map { "\($0)\n\($1.0)\n\($1.1)\n\($1.2)\n" }
        let blocks = zip(numbers, Self.stories).map {
            "<section><p><strong>\($0)</strong></p><p><b>\($1.0)</b></p></section><p>\($1.1)</p><p>\($1.2)</p>"
        }
        let title = "一周水务要闻第13期"
        for bulletin in try [
            read("\(title)\n\n" + plain.joined()), read("\(title)\n2031年3月2日\n\n" + plain.joined(separator: "\n")),
            read(
                "<html><head><title>x</title></head><body><h1>\(title)</h1>\(blocks.joined())</body></html>",
                as: "a.html"),
        ] {
            #expect(bulletin.title == title)
            #expect(bulletin.sections.map(\.title) == Self.stories.map(\.0))
            #expect(bulletin.sections.map(\.text) == Self.stories.map { "\($0.1)\n\($0.2)" })
            #expect(!bulletin.intro.contains(numbers[0]))
        }
    }

    /// The parts of an article, and figures that count nothing.
    @Test func othersMarkNone() throws {
        let parts = zip(["01", "02", "03"], Self.stories).map { "\($0)\n\($1.0)\n\($1.1)\n\($1.2)\n" }.joined()
        #expect(try read("怎样用好春灌的水\n\n\(parts)").sections.count == 1)
        let pages = zip(["1", "3", "7"], Self.stories).map { "\($0)\n\($1.0)\n\($1.1)\n\($1.2)\n" }.joined()
        #expect(try !read("一周水务要闻第13期\n\n\(pages)").findings.contains { $0.message.contains("numbers alone") })
    }
}
