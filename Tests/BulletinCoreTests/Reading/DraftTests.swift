import BulletinCore
import Testing

/// `draft: true` in the first line, the first paragraph or a comment, whatever the format.
@Suite struct DraftTests {
    private typealias Make = DocumentRecipe

    private static let text = "春灌会议召开\n会议指出，今年春灌面积比去年增加三万亩。\n"
    private static let page = "<h1>春灌会议召开</h1><p>会议指出，今年春灌面积比去年增加三万亩。</p>"

    @Test(arguments: [
        ("a.txt", "draft: true\n" + text), ("a.txt", "\nDraft：True\n\n" + text),
        ("a.txt", "<!-- draft: true -->\n" + text),
        ("a.txt", "bulletind: single\ndraft: yes\n" + text), ("a.txt", "draft: true\nbulletind: single\n" + text),
        ("a.txt", "---\ndraft: true\n---\n" + text), ("a.txt", "draft: true\n"), ("a.md", "draft: true\n\n# " + text),
        ("a.md", "draft: true\n一周要闻\n①甲地开工\n正文一，很好。\n②乙地竣工\n正文二，很好。\n"), ("a.md", "<!-- draft: true -->\n\n# " + text),
        ("a.html", "<html><!-- draft: true --><body>\(page)</body></html>"),
        ("a.html", "<html><body><p>draft: true</p>\(page)</body></html>"),
        ("a.html", "<html><body><p>draft: true<br>\(text)</p></body></html>"),
    ])
    func itIsADraft(name: String, text: String) throws {
        let bulletin = try read(text, as: name)
        #expect(bulletin.isDraft)
    }

    @Test(arguments: [
        [Make.p("draft: true")], [Make.p("bulletind: single"), Make.p("draft: true")],
        [Make.p("---"), Make.p("draft: true"), Make.p("---")],
        [Make.p("---"), Make.p("title: 春灌"), Make.p("draft: true"), Make.p("---")],
    ])
    func soIsADocument(first: [String]) throws {
        let body = first.joined() + Make.style("Title", "春灌会议召开") + Make.p("会议指出，今年春灌面积比去年增加三万亩。")
        #expect(try read(document: Make.word(body)).isDraft)
        let rule = [Make.p("---"), Make.p("bulletind: single"), Make.p("---")].joined()
        let bulletin = try read(document: Make.word(rule + Make.style("Title", "春灌") + Make.p("会议指出，今年增加。")))
        #expect(!bulletin.isDraft && !(bulletin.title + bulletin.shown).contains("bulletind"))
    }

    @Test func whatStatesIsNotPublished() throws {
        for (text, name) in [
            ("draft: false\n" + Self.text, "a.txt"),
            ("<html><body><p>draft: no</p>\(Self.page)</body></html>", "a.html"),
            ("bulletind: single\ndraft: false\n\n# " + Self.text, "a.md"),
        ] {
            let bulletin = try read(text, as: name)
            #expect(!bulletin.isDraft && bulletin.title == "春灌会议召开")
            #expect(!"\(bulletin)".contains("draft: "))
        }
    }

    /// Titles, and what stands further below.
    @Test(arguments: [
        "draft: a new plan\n" + text, "Draft: 1\n" + text, "draft: truely\n" + text, text + "draft: true\n",
        "draft: true or false\n" + text, "drafts: true\n" + text,
    ])
    func otherLinesAreText(text: String) throws {
        let bulletin = try read(text)
        #expect(!bulletin.isDraft)
        #expect("\(bulletin)".contains("draft") || "\(bulletin)".contains("Draft"))
    }

    private static func mail(_ body: String) -> String {
        "From: A <a@example.org>\nSubject: News\nDate: Fri, 20 Mar 2031 09:12:00 +0000\nMIME-Version: 1.0\n" + body
    }

    @Test func mails() throws {
        let attached =
            "--x\nContent-Type: text/plain; name=a.txt\nContent-Disposition: attachment; filename=a.txt\n\nNew museum opens\n\nThe museum opens its new wing.\n"
        for (body, isDraft) in [
            ("Content-Type: text/plain; charset=utf-8\n\ndraft: true\n\n新馆今日开放。\n", true),
            ("Content-Type: text/plain; charset=utf-8\n\ndraft: true\n", true),
            ("Content-Type: text/html; charset=utf-8\n\n<p>draft: true</p><p>新馆今日开放。</p>\n", true),
            (
                "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\ndraft: true\n\(attached)--x--\n",
                true
            ),
            (
                "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nFor you.\n\(attached)--x--\n",
                false
            ),
        ] {
            #expect(try read(Self.mail(body), as: "a.eml").isDraft == isDraft, "\(body)")
        }
    }

    @Test func linesKeepTheirNumbers() throws {
        let bulletin = try read("draft: true\n" + Self.text)
        #expect(bulletin.title == "春灌会议召开" && bulletin.sections[0].line == 2)
    }
}
