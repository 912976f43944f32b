import BulletinCore
import Testing

/// What who passes a mail on asks of who publishes it is not published.
@Suite struct PassedOnNoteTests {
    private static let fields = [
        "发件人: 王五 <wang@corp.example>", "发送时间: 2031年3月1日 10:00", "收件人: 李四 <li@corp.example>", "主题: 要闻",
    ]

    private static func forwarded(_ note: String, isPage: Bool) throws -> (text: String, rules: [String]) {
        let body =
            isPage
            ? "<p>" + note.replacing("\n", with: "<br>") + "</p><div>"
                + fields.joined(separator: "<br>")
                .replacing(" <", with: " &lt;").replacing(".example>", with: ".example&gt;")
                + "</div><h2>春灌开始</h2><p>今年提前。</p><h2>码头完工</h2><p>昨天验收。</p>"
            : note + "\n\n-----邮件原件-----\n" + fields.joined(separator: "\n") + "\n\n①春灌开始\n今年提前。\n②码头完工\n昨天验收。\n"
        let bulletin = try BulletinCoreTests.read(
            "Subject: 转发: 要闻\nMIME-Version: 1.0\nContent-Type: text/\(isPage ? "html" : "plain"); charset=utf-8\n\n\(body)",
            as: "a.eml")
        let text = ([bulletin.intro] + bulletin.sections.flatMap { [$0.title, $0.html] }).joined(separator: "\n")
        #expect(text.contains("春灌开始") && text.contains("昨天验收。") && !text.contains("corp.example"))
        return (text, bulletin.findings.map(\.message))
    }

    @Test(arguments: [
        "各位好，请发布。", "请尽快发布，谢谢！\n\n李四\n手机 13800001111", "please post",
        "Hi Ann,\nplease publish this one.\n-- \nBob\n+49 1",
    ])
    func whoPassesOnAsks(note: String) throws {
        for isPage in [false, true] {
            let (text, findings) = try Self.forwarded(note, isPage: isPage)
            for line in note.split(separator: "\n") where line != "-- " { #expect(!text.contains(line), "\(text)") }
            #expect(findings.contains("left out: the note of who passed the mail on"))
        }
    }

    @Test func whoQuotesAsks() throws {
        let head = "On Thu, 3 Apr 2031 at 10:00, Ann <ann@corp.example> wrote:"
        let bulletin = try BulletinCoreTests.read(
            "Subject: Fwd: News\n\nPlease publish.\n-- \nBob\n+49 1\n\n\(head)\n\n> The works begin.\n> On Monday.\n",
            as: "a.eml")
        let text = bulletin.sections.map(\.text).joined()
        #expect(text.contains("On Monday.") && !text.contains("publish") && !text.contains("+49"))
    }

    private static let notice = ["因管道检修，城东片区将于周六停水一天。", "停水时间为上午八时至下午五时。"]

    /// The mail that is passed on as programs write it: under its header, marked as quoted or not, and as a page.
    private static func passedOn(_ subject: String, _ note: String, head: String = "主题: 停水通知") throws -> [Bulletin] {
        let fields = fields.dropLast() + [head]
        let wrote = "在 2031年3月1日，10:00，王五 <wang@corp.example> 写道："
        let plain = [
            "-----原始邮件-----\n" + fields.joined(separator: "\n") + "\n\n" + notice.joined(separator: "\n"),
            "\(wrote)\n\n" + notice.map { "> " + $0 }.joined(separator: "\n"),
            "\(wrote)\n\n" + notice.joined(separator: "\n"),
        ]
        func escaped(_ text: String) -> String { text.replacing("<", with: "&lt;").replacing(">", with: "&gt;") }
        let told = notice.map { "<p>\($0)</p>" }.joined()
        let pages = [
            "<div>" + escaped(fields.joined(separator: "|")).replacing("|", with: "<br>") + "</div>" + told,
            "<div class=gmail_quote><div class=gmail_attr>\(escaped(wrote))</div><blockquote>\(told)</blockquote></div>",
        ]
        let head = "From: 李四 <li@corp.example>\nSubject: \(subject)\nMIME-Version: 1.0\nContent-Type: text/"
        return try plain.map { try read("\(head)plain; charset=utf-8\n\n\(note)\n\n\($0)\n", as: "a.eml") }
            + pages.map {
                let note = note.replacing("\n", with: "<br>")
                return try read("\(head)html; charset=utf-8\n\n<div>\(note)</div><div><br></div>\($0)\n", as: "a.eml")
            }
    }

    /// Whatever the subject is: an answer, too, may ask no more than to publish what it answers.
    @Test(
        arguments: ["请发布", "Re: 停水通知", "回复：停水通知", "停水通知", "", "Fwd: 停水通知"], ["请发布。", "请发布，谢谢！\n\n李四\n手机 13800001111"])
    func whateverTheSubject(subject: String, note: String) throws {
        let bulletins = try Self.passedOn(subject, note)
        for (index, bulletin) in bulletins.enumerated() {
            #expect(bulletin.sections.map(\.text) == [Self.notice.joined(separator: "\n")], "\(index)")
            let isTold = subject.hasSuffix("停水通知") || index % 3 == 0
            #expect(bulletin.title == (isTold ? "停水通知" : "因管道检修，城东片区将于周六停水一天"), "\(index)")
        }
    }

    /// What the header of the mail below forbids holds.
    @Test func whatItsSubjectForbids() throws {
        let bulletins = try Self.passedOn("请发布", "请发布。", head: "主题: 停水通知（解禁时间：周一上午10时）")
        for index in [0, 3] {
            #expect(bulletins[index].findings.contains { $0.rule == Bulletin.openEmbargoRule })
        }
    }

    /// An answer says what it says, and one that asks to publish a file asks for nothing else.
    @Test func answersStay() throws {
        for bulletin in try Self.passedOn("Re: 停水通知", "水已经来了。") {
            #expect(bulletin.sections.map(\.text) == ["水已经来了。"] && bulletin.title == "Re: 停水通知")
        }
        for note in ["请暂勿发布。", "请周五之后发布。", "请发布更正：停水改为周日。", "请发布，另外供水车改停东门。"] {
            for bulletin in try Self.passedOn("Re: 停水通知", note) { #expect(bulletin.sections[0].text.hasPrefix(note)) }
        }
        let mail =
            "From: 李四 <li@corp.example>\nSubject: Re: 停水通知\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=M\n\n"
            + "--M\nContent-Type: text/plain; charset=utf-8\n\n请发布。\n\n在 2031年3月1日，10:00，王五 <w@corp.example> 写道：\n\n> 能发吗？\n"
            + "--M\nContent-Type: text/plain; charset=utf-8; name=\"a.txt\"\nContent-Disposition: attachment; filename=\"a.txt\"\n\n"
            + "\(Self.notice.joined(separator: "\n"))\n--M--\n"
        let bulletin = try BulletinCoreTests.read(mail, as: "a.eml")
        #expect(bulletin.sections.map(\.text) == [Self.notice.joined(separator: "\n")])
    }

    /// Other words, and whatever forbids or delays, stay.
    @Test(arguments: [
        "大家好，防汛值班从今天开始，值班表另发，请相互转告，并注意查看下面的要闻。", "请发布，但要等周五的会开完以后再发布。", "Please do not publish yet.", "For you.",
    ]) func whoPassesOnSays(note: String) throws {
        for isPage in [false, true] {
            #expect(try Self.forwarded(note, isPage: isPage).text.contains(note))
        }
    }

    /// A picture in the note is for readers, a logo in the signature is not.
    @Test func picturesOfTheNote() throws {
        let tail =
            "</p><div>\(Self.fields.joined(separator: "<br>").replacing("<li", with: "&lt;li"))</div><h2>春灌开始</h2><p>今年提前。</p>"
        func text(_ note: String) throws -> String {
            try BulletinCoreTests.read(
                "Subject: Fwd: 要闻\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>\(note)\(tail)",
                as: "a.eml"
            ).sections.map(\.html).joined()
        }
        let picture = "<img src=\"https://x.example/a.png\" alt=\"图\">"
        #expect(try text("请发布。\(picture)").contains("请发布"))
        #expect(try !text("请发布。</p><div class=\"gmail_signature\">李四\(picture)</div><p>").contains("请发布"))
    }
}
