import BulletinCore
import Testing

/// The bulletin that the project began with must come out untouched.
@Suite struct FoundingExampleTests {
    @Test func isTenStories() throws {
        let truth = try Truth.named("weekly-digest")
        let bulletin = try truth.read()
        #expect(bulletin.kind == .digest)
        #expect(bulletin.title == truth.title)
        #expect(bulletin.date == nil)
        #expect(bulletin.issue == nil)
        #expect(bulletin.language == "zh-Hans")
        #expect(bulletin.intro.hasPrefix("<p>本周工业和信息化领域发布了哪些重要政策?"))
        try #require(bulletin.sections.count == truth.sections.count)
        for (section, expected) in zip(bulletin.sections, truth.sections) {
            #expect(section.title == expected.headline)
            #expect(section.marker == expected.marker)
            #expect(section.line == expected.line)
            #expect(
                section.text == (expected.body + [expected.crossReference].compactMap { $0 }).joined(separator: "\n"))
            #expect(section.linksLabel == expected.linksLabel)
            #expect(section.links == expected.links.map { Link(title: $0.title ?? "", url: $0.url) })
        }
    }

    @Test func saysWhy() throws {
        let bulletin = try Truth.named("weekly-digest").read()
        #expect(
            bulletin.findings == [
                Finding(
                    .info, "Segmentation",
                    "10 stories: contents 10/10 matched, circled run 1…10 unbroken, 10 of 10 with text", line: 13)
            ])
    }
}
