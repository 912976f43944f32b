import BulletinCore
import Testing

/// What copying from pages leaves between the lines.
@Suite struct PageNumberTests {
    private static func text(_ marks: [String]) -> String {
        "云泽统计信息\n第5期\n云泽市统计局　2031年5月20日\n\n一、工业运行平稳\n工业增加值同比增长6.3%，增速比一季度加快\n\(marks[0])0.2个百分点。\n"
            + "二、消费市场回暖\n社会消费品零售总额增长5.1%。限额以上单位中，\n\(marks[1])通讯器材类增长18.2%。\n三、价格上涨\nCPI同比上涨0.4%。\n\(marks[2])"
    }

    @Test(arguments: [
        [
            "                     — 1 —\n云泽统计信息\n", "                     — 2 —\n云泽统计信息\n",
            "                     — 3 —\n",
        ],
        ["- 1 -\n", "- 2 -\n", "- 3 -\n"], ["第1页 共3页\n", "第2页 共3页\n", "第3页 共3页\n"],
        ["\n第 1 页，共 3 页\n\n", "\n第 2 页，共 3 页\n\n", "\n第 3 页，共 3 页\n"],
        ["Page 4 of 8\n", "Page 5 of 8\n", "Page 6 of 8\n"],
        ["云泽统计信息\n第1页\n", "云泽统计信息\n第2页\n", ""],
    ])
    func theyGo(marks: [String]) throws {
        let bulletin = try read(Self.text(marks))
        let plain = try read(Self.text(["", "", ""]))
        let blank = bulletin.sections.map { $0.text.replacing("\n", with: "") }
        #expect(blank == plain.sections.map { $0.text.replacing("\n", with: "") })
        #expect(bulletin.title == "云泽统计信息")
        #expect(bulletin.findings.contains { $0.rule == "PageNumbers" && $0.line != nil })
    }

    @Test(arguments: [
        ["第1页\n", "第2页\n", ""], ["- 1 -\n", "- 3 -\n", "- 4 -\n"], ["- 1 -\n", "", ""], ["第1页起\n", "第2页起\n", "第3页起\n"],
        ["1\n", "2\n", "3\n"], ["", "", "第1页\n第2页\n"],
    ])
    func whatMayBeTextStays(marks: [String]) throws {
        let bulletin = try read(Self.text(marks))
        #expect(bulletin.findings.allSatisfy { $0.rule != "PageNumbers" })
        #expect(
            bulletin.sections.map(\.text).joined(separator: "\n").contains(
                (marks.first { !$0.isEmpty } ?? "").prefix { !$0.isNewline }))
    }
}
