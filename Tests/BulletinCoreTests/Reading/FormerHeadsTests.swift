import BulletinCore
import Testing

/// An edit after which a file by itself would be read as one text, or as the list in one of its stories, leaves the stories
/// that readers know.
@Suite struct FormerHeadsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let before: String
        let after: String
        /// What stories the new version has; those before are the ones that readers know.
        let titles: [String]
        /// How many it has by itself.
        var alone = 1
        var file = "a.txt"
    }

    private static func read(_ text: String, _ file: String, knowing bulletin: Bulletin? = nil) throws -> Bulletin {
        let headlines = bulletin?.sections.map { FormerHeadline(marker: $0.marker, title: $0.title) } ?? []
        return try BulletinReader.read(Source(path: SourcePath(file), bytes: Array(text.utf8), headlines: headlines))
    }

    private static let bridge = """
        The bridge over the mill stream was opened on Tuesday by the mayor, who thanked the builders for their patience.
        """
    private static let school = """
        Pupils move into the new school on Monday; buses leave ten minutes earlier from all stops in the valley.
        """
    private static let market = """
        From May on the market takes place on Saturdays, too, and thirty growers from the region have taken a stand.
        """

    private static func framed(_ headlines: [(String, String)], sign: String) -> String {
        headlines.map { "\(sign)\($0.0)\(sign)\n\($0.1)\n" }.joined(separator: "\n")
    }

    private static let han = "记者从有关部门获悉，这项工作三月一日启动，年底前完成，具体安排另行通知，请大家留意后续消息。"

    private static func apart(_ headlines: [(String, String)]) -> String {
        headlines.map { "\($0.0)\n\n\($0.1)\n" }.joined(separator: "\n") + "\n编辑部\n"
    }

    private static func headed(_ headlines: [(String, String)]) -> String {
        headlines.map { "## \($0.0)\n\n\($0.1)\n" }.joined(separator: "\n")
    }

    private static let names = ["of the bridge", "of the school", "of the market", "of the ferry", "of the tower"]

    private static func numbered(_ numbers: [Int]) -> String {
        numbers.map { "\($0). Headline \(names[$0 - 1])\n\(bridge) It was number \($0).\n" }.joined(separator: "\n")
    }

    private static let cases = [
        Case(
            testDescription: "the name of the digest is taken out",
            before: "Weekly digest, 3 March 2031\n\n"
                + framed([("Bridge", bridge), ("School", school), ("Market", market)], sign: "◆◆"),
            after: "3 March 2031\n\n" + framed([("Bridge", bridge), ("Market", market)], sign: "◆◆"),
            titles: ["Bridge", "Market"]),
        Case(
            testDescription: "the second of the parts with lists goes",
            before: "街道工作简报\n2031年3月3日\n\n一、老旧小区加装电梯\n（一）压实责任\n街道与社区签订责任书，逐栋登记需求。\n"
                + "（二）按周调度\n每周五通报进度，月底统一验收。\n\n二、夜市恢复营业\n夜市三月一日起恢复营业，摊位数量与去年持平。\n\n"
                + "三、学校操场开放\n三所学校的操场周末向居民开放，入校须登记。\n",
            after: "街道工作简报\n2031年3月3日\n\n一、老旧小区加装电梯\n（一）压实责任\n街道与社区签订责任书，逐栋登记需求。\n"
                + "（二）按周调度\n每周五通报进度，月底统一验收。\n\n四、学校操场开放\n三所学校的操场周末向居民开放，入校须登记。\n",
            titles: ["老旧小区加装电梯", "学校操场开放"], alone: 2),
        Case(
            testDescription: "two are swapped with their numbers",
            before: "Weekly digest\n\n1. Bridge opened\n\(bridge)\n\n2. School opened\n\(school)\n\n"
                + "3. Market moved\n\(market)\n",
            after: "Weekly digest\n\n1. Bridge opened\n\(bridge)\n\n3. Market moved\n\(market)\n\n"
                + "2. School opened\n\(school)\n",
            titles: ["Bridge opened", "Market moved", "School opened"]),
        Case(
            testDescription: "another comes in between, and the name goes",
            before: "镇街动态\n2031年3月3日\n\n" + apart([("柿子沟村合作社分红", han), ("双泉乡冷库错峰用电", han), ("大营镇集市搬上云端", han)]),
            after: "通知\n\n"
                + apart([
                    ("柿子沟村合作社分红", han), ("河西村闲置校舍变成工坊", han), ("双泉乡冷库错峰用电", han), ("大营镇集市搬上云端", han),
                ]), titles: ["柿子沟村合作社分红", "河西村闲置校舍变成工坊", "双泉乡冷库错峰用电", "大营镇集市搬上云端"]),
        Case(
            testDescription: "headings that are questions by now",
            before: "# Weekly digest, 3 March 2031\n\n"
                + headed([("Bridge opened", bridge), ("School opened", school), ("Market moved", market)]),
            after: "# Speech of the mayor\n\n"
                + headed([
                    ("Background", market), ("Bridge opened", bridge), ("School opened", school),
                    ("Conclusion", market),
                ]), titles: ["Background", "Bridge opened", "School opened", "Conclusion"], file: "a.md"),
        Case(
            testDescription: "the first of five is put behind the second with its number",
            before: "Weekly digest\n\n" + numbered([1, 2, 3, 4, 5]),
            after: "Weekly digest\n\n" + numbered([2, 1, 3, 4, 5]),
            titles: [2, 1, 3, 4, 5].map { "Headline \(names[$0 - 1])" }, alone: 4),
    ]

    /// A slip in a headline, of which the list of contents knows nothing, makes no other line a headline.
    @Test func aSlipIsNoSecondStory() throws {
        let links = "\nNews agency:\nHeadline of the school and others\nTown hall:\nHeadline of the bridge\n"
        let contents = "Contents\n" + Self.names.map { "■Headline \($0)\n" }.joined()
        let stories = Self.names.enumerated().map {
            "(\($0 + 1)) Headline \($1)\n\(Self.bridge) It was number \($0).\n\(links)"
        }
        let text = "Weekly digest, 3 March 2031\n\n\(contents)\n" + stories.joined(separator: "\n")
        let slip = text.replacing("(2) Headline of the school", with: "(2) Headline of te school")
        let (before, after) = (try Self.read(text, "a.txt"), try Self.read(slip, "a.txt"))
        #expect(before.sections.count == 5)
        #expect(
            after.sections.map(\.title) == before.sections.map { $0.title.replacing("the school", with: "te school") })
    }

    @Test(arguments: cases) func anEditLeavesTheStories(_ c: Case) throws {
        let before = try Self.read(c.before, c.file)
        #expect(before.kind == .digest)
        let alone = try Self.read(c.after, c.file)
        #expect(alone.sections.count == c.alone)
        #expect(alone.sections.map(\.title) != c.titles)
        let after = try Self.read(c.after, c.file, knowing: before)
        #expect(after.kind == .digest)
        #expect(after.sections.map(\.title) == c.titles)
        #expect(after.findings.contains { $0.rule == "CutAsBefore" })
        let texts = Dictionary(before.sections.map { ($0.title, $0.html) }, uniquingKeysWith: { one, _ in one })
        for section in after.sections { #expect(section.html == texts[section.title] ?? section.html) }
    }

    private static let whole =
        "Weekly digest, 3 March 2031\n\n" + framed([("Bridge", bridge), ("School", school)], sign: "◆◆")

    /// What the editor rules, and a layout that is other than it was, go before what was.
    @Test(arguments: [
        "bulletind: single\n" + whole, "3 March 2031\n\nBridge\n\(bridge)\n\nSchool\n\(school)\n",
        "3 March 2031\n\n◆◆Bridge◆◆\n\(bridge)\n\(school)\n", "3 March 2031\n\n◆◆Bridge◆◆\n◆◆School◆◆\n",
    ]) func aFileMayBecomeOneText(text: String) throws {
        let before = try Self.read(Self.whole, "a.txt")
        #expect(before.sections.count == 2)
        let after = try Self.read(text, "a.txt", knowing: before)
        #expect(after.sections.count == 1)
    }
}
