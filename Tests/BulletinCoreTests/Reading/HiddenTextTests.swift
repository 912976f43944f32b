import BulletinCore
import Testing

/// Text that a page hides until its script runs, and text that it hides for good.
@Suite struct HiddenTextTests {
    private static let text =
        "<h2>甲事</h2><p>县医院新院区启用，床位800张。\(String(repeating: "门诊照常。", count: 20))</p><h2>乙事</h2><p>全员参加。</p>"

    @Test(arguments: [
        "<div id='js_content' style='visibility: hidden; opacity: 0;'>#</div>",
        "<div id='js_content' style='display:none'>#</div>",
        "<article style='opacity:0'>#</article>", "<main hidden>#</main>",
        "<div class='page fade' style='opacity: 0; transition: opacity 1s'><div>#</div></div>",
        "<section style='visibility:hidden'><section style='visibility:hidden'>#</section></section>",
    ])
    func nearlyAllIsNotHidden(shape: String) throws {
        let page =
            "<html><h1>一周速览</h1><div>青禾发布</div><p style='display:none'>见后</p>"
            + shape.replacing("#", with: Self.text) + "</html>"
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.sections.map(\.title) == ["甲事", "乙事"])
        #expect(bulletin.sections[0].text.hasPrefix("县医院新院区启用，床位800张。"))
        #expect(bulletin.sections[1].text == "全员参加。")
        #expect(!bulletin.intro.contains("见后"))
        #expect(bulletin.findings.contains { $0.rule == "HiddenText" && $0.severity == .info })
    }

    @Test func mostButNotAllIsRemarked() throws {
        let page =
            "<html><h1>一周速览</h1><p>本周的事都在下面，请点开看。今起恢复的班车见站牌。</p><div style='display:none'>\(Self.text)</div></html>"
        let bulletin = try read(page, as: "a.html")
        #expect(!bulletin.sections[0].text.contains("县医院"))
        #expect(bulletin.findings.contains { $0.rule == "HiddenText" && $0.severity == .warning })
    }

    @Test func littleIsHiddenInSilence() throws {
        let page = "<html><h1>一周速览</h1><div style='opacity:0'>预览文字</div>\(Self.text)</html>"
        let bulletin = try read(page, as: "a.html")
        #expect(!bulletin.intro.contains("预览"))
        #expect(!bulletin.findings.contains { $0.rule == "HiddenText" })
    }

    @Test func aMailHidesWhatItHides() throws {
        let mail = """
            From: a@b.example
            Subject: News
            Date: Fri, 20 Mar 2026 09:12:00 +0000
            MIME-Version: 1.0
            Content-Type: text/html; charset=utf-8

            <p>Print it as it is, please.</p><div style="opacity:0">\(Self.text)\(Self.text)</div>
            """
        let bulletin = try read(mail, as: "a.eml")
        #expect(!bulletin.sections.contains { $0.html.contains("县医院") })
    }
}
