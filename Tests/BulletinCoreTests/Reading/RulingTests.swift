import BulletinCore
import Testing

/// An editor overrules the cut.
@Suite struct RulingTests {
    private static let digest = "一周要闻\n①甲地开工\n正文一，很好。\n②乙地竣工\n正文二，很好。\n"
    private static let article = "如何省电\n人们发现三种办法：\n1. 关灯；\n2. 关机；\n3. 拔线。\n"
    private static let headings = "# 如何省电\n\n## 背景\n\n文字。\n\n## 总结\n\n文字。\n"
    private static let page = "<h2>背景</h2><p>文字。</p><h2>总结</h2><p>文字。</p>"

    struct Case: CustomTestStringConvertible, Sendable {
        var name: String
        var text: String
        var stories: Int
        var rule: String?

        var testDescription: String { "\(name): \(text.prefix(40))" }
    }

    static let cases = [
        Case(name: "a.txt", text: digest, stories: 2, rule: "Segmentation"),
        Case(name: "a.txt", text: "bulletind: single\n" + digest, stories: 1, rule: "Overruled"),
        Case(name: "a.txt", text: "\n  BulletinD：Single \n" + digest, stories: 1, rule: "Overruled"),
        Case(name: "a.txt", text: "<!-- bulletind: single -->\n" + digest, stories: 1, rule: "Overruled"),
        Case(name: "a.txt", text: article, stories: 1, rule: "Doubt"),
        Case(name: "a.txt", text: "bulletind: digest\n" + article, stories: 3, rule: "Overruled"),
        Case(name: "a.txt", text: "bulletind: digest\n" + digest, stories: 2, rule: "Segmentation"),
        Case(name: "a.txt", text: "bulletind: digest\n只有一句话。\n", stories: 1, rule: "NothingToCut"),
        Case(name: "a.txt", text: "bulletind: many\n" + digest, stories: 2, rule: "UnknownRuling"),
        Case(name: "a.txt", text: "---\nbulletind: single\n---\n" + digest, stories: 1, rule: "Overruled"),
        Case(name: "a.md", text: headings, stories: 1, rule: "SingleStory"),
        Case(name: "a.md", text: "bulletind: digest\n\n" + headings, stories: 2, rule: "Segmentation"),
        Case(name: "a.md", text: "<!-- bulletind: digest -->\n\n" + headings, stories: 2, rule: "Segmentation"),
        Case(name: "a.md", text: "---\nbulletind: DIGEST\n---\n" + headings, stories: 2, rule: "Segmentation"),
        Case(name: "a.md", text: "---\nbulletind: both\n---\n" + headings, stories: 1, rule: "UnknownRuling"),
        Case(name: "a.md", text: "+++\nbulletind = \"digest\"\n+++\n" + headings, stories: 2, rule: "Segmentation"),
        Case(name: "a.html", text: "<html><body><h1>如何省电</h1>\(page)</body></html>", stories: 1, rule: "SingleStory"),
        Case(
            name: "a.html", text: "<html><!-- bulletind: digest --><body><h1>如何省电</h1>\(page)</body></html>",
            stories: 2,
            rule: "Segmentation"),
        Case(
            name: "a.html", text: "<html><body><p>bulletind: digest</p><h1>如何省电</h1>\(page)</body></html>", stories: 2,
            rule: "Segmentation"),
        Case(
            name: "a.html", text: "<html><body><p>bulletind: single</p><h1>一周要闻</h1>\(page)</body></html>", stories: 1,
            rule: "Overruled"),
    ]

    @Test(arguments: cases) func rules(_ c: Case) throws {
        let bulletin = try read(c.text, as: c.name)
        #expect(bulletin.sections.count == c.stories)
        #expect(bulletin.kind == (c.stories > 1 ? .digest : .single))
        #expect(bulletin.findings.contains { $0.rule == c.rule })
        let published = bulletin.title + bulletin.intro + bulletin.sections.map { $0.title + $0.html }.joined()
        #expect(!published.lowercased().contains("bulletind"))
    }

    @Test func linesKeepTheirNumbers() throws {
        let bulletin = try read("\nbulletind: single\n" + Self.digest)
        #expect(bulletin.sections[0].line == 3)
        #expect(bulletin.findings.first { $0.rule == "Overruled" }?.line == 2)
    }

    @Test func whatIsNoRulingIsText() throws {
        let bulletin = try read(
            "bulletind: a daemon for feeds\n\nIt turns a folder into feeds, and that is all there is to it.\n")
        #expect(bulletin.title == "bulletind: a daemon for feeds")
    }

    @Test func confidenceFollowsTheEvidence() throws {
        #expect(try read(Self.digest).confidence == .high)
        #expect(try read(Self.article).confidence == .medium)
        #expect(try read("一周要闻\n■ 甲地开工\n■ 乙地竣工\n■ 丙地动工\n").confidence == .low)
        #expect(try read("bulletind: single\n" + Self.article).confidence == .high)
        #expect(try read("一周\n■甲地开工\n■乙地竣工\n■丙地动工\n①甲地开工\n正文一。\n②乙地竣工\n正文二。").confidence == .medium)
    }
}
