import Foundation
import TestSupport
import Testing

@testable import BulletinCore

/// Mails of all usual forms, Tests/Fixtures/mail: what becomes of each.
@Suite struct MailReaderTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var file: String
        var title: String
        /// One for a single story.
        var headlines: [String] = []
        var authors: [String] = []
        var date: String
        var has: [String] = []
        var lacks: [String] = []
        var attachments: [String] = []

        var testDescription: String { file }
    }

    static let digest = ["春灌用水调度会议召开", "汛前水库安全检查开始", "码头照明改造完工"]

    static let cases = [
        Case(
            file: "zh-digest-gbk.eml", title: "港航一周要闻 第12期", headlines: digest, authors: ["张三"], date: "2026-03-14",
            has: ["检查组将用两周时间查看全市三十座水库。"], lacks: ["电话"]),
        Case(
            file: "zh-digest-qp-crlf.eml", title: "港航一周要闻 第12期", headlines: digest, authors: ["张三"],
            date: "2026-03-14", lacks: ["电话", "=E"]),
        Case(
            file: "zh-html-related.eml", title: "港航一周要闻 第12期", headlines: digest, authors: ["张三"],
            date: "2026-03-14", has: ["<img src=\"local:image001.png\" alt=\"水库\"/>"], lacks: ["只有纯文本", "cid:"],
            attachments: ["image001.png", "image.pdf"]),
        Case(
            file: "zh-cover-docx.eml", title: "园区服务周报", headlines: ["园区开通定制通勤班车", "标准厂房“拎包入驻”", "夜间质检服务点启用"],
            authors: ["张三"], date: "2031-08-04", lacks: ["请查收"]),
        Case(
            file: "zh-attached-text.eml", title: "园区周报 第8期", headlines: ["新线通车", "仓库改造"], authors: ["张三"],
            date: "2026-03-09", lacks: ["谢谢"]),
        Case(file: "zh-raw-gbk.eml", title: "模具车间改造完工", authors: ["李四"], date: "2026-03-03", has: ["数控机床十二台"]),
        Case(
            file: "zh-flowed.eml", title: "山路封闭", authors: ["张三"], date: "2026-03-07",
            has: ["自今日起封闭，预计三天后", "<p>封闭期间"]),
        Case(
            file: "zh-reply.eml", title: "回复: 食堂开放时间", authors: ["王五"], date: "2026-03-05", has: ["二十一时"],
            lacks: ["原始邮件", "几点"]),
        Case(
            file: "en-flowed.eml", title: "Dredging closes the north channel", authors: ["Hale, M."],
            date: "2026-03-14",
            has: ["until the end of the month"], lacks: ["harbour office</p>", "listinfo", "____"]),
        Case(
            file: "en-forward.eml", title: "Weekly roundup 7",
            headlines: ["Bridge opens to traffic", "Market moves to the hall", "Library lends tools"],
            date: "2026-03-14", lacks: ["Forwarded", "ines@"]),
        Case(
            file: "en-mime-digest.eml", title: "Small-Craft Digest, Vol 12, Issue 87",
            headlines: ["Brass fittings in salt air", "Request: logbook template"], date: "2031-06-05",
            has: ["<b>logbook</b>"], lacks: ["Topics", "listinfo", "<p>Ines"]),
        Case(
            file: "en-plain-digest.eml", title: "Small-Craft Digest, Vol 12 #88",
            headlines: ["Rope for sale", "Lost oar"],
            date: "2031-06-05", lacks: ["End of"]),
        Case(
            file: "en-signed.eml", title: "Café reopens — winter hours", authors: ["Harbour Office"],
            date: "2026-03-02",
            has: ["The café on the pier"], lacks: ["SIGNATURE"]),
        Case(
            file: "en-clear-signed.eml", title: "Well water is safe again", authors: ["Ines Torvald"],
            date: "2026-03-08", has: ["<p>- at the pump,</p>"], lacks: ["PGP", "SHA256"]),
        Case(
            file: "en-quoted-reply.eml", title: "Re: Opening hours", authors: ["Ines Torvald"], date: "2026-03-05",
            has: ["closes at six"], lacks: ["wrote", "pavel", "When does"]),
        Case(
            file: "en-attached-message.eml", title: "Ferry timetable changes", authors: ["Ines Torvald"],
            date: "2026-03-03", has: ["From Sunday"], lacks: ["put this out"]),
        Case(
            file: "en-pictures-between.eml", title: "Storm damage on the pier", authors: ["Ines Torvald"],
            date: "2026-03-06", has: ["near the lamp.</p>\n<p>Work begins"], attachments: ["gap.png"]),
        Case(
            file: "en-folder.mbox", title: "en-folder", headlines: ["Slipway closed", "New buoys"], date: "2026-03-03",
            has: ["<p>From Saturday", "<b>new</b>"], lacks: ["A copy"]),
    ]

    @Test(arguments: cases) func becomes(_ wanted: Case) throws {
        let file = Fixtures.folder.appending(path: "mail/\(wanted.file)")
        let source = Source(path: SourcePath(wanted.file), bytes: Array(try Data(contentsOf: file)))
        let bulletin = try BulletinReader.read(source)
        #expect(bulletin.title == wanted.title)
        #expect(bulletin.kind == (wanted.headlines.isEmpty ? .single : .digest))
        #expect(bulletin.sections.map(\.title) == (wanted.headlines.isEmpty ? [wanted.title] : wanted.headlines))
        #expect(bulletin.authors == wanted.authors)
        #expect(bulletin.date.map { "\($0.day)" } == wanted.date)
        #expect(bulletin.attachments.map(\.reference) == wanted.attachments)
        let html = ([bulletin.intro] + bulletin.sections.map(\.html)).joined(separator: "\n")
        for part in wanted.has { #expect(html.contains(part)) }
        for part in wanted.lacks + ["@example.org", "@marlow", "@harbour"] { #expect(!html.contains(part)) }
        #expect(bulletin.sections.allSatisfy { $0.line >= 1 })
        let explanation = try BulletinReader.explain(source)
        #expect(
            explanation.lines.filter { [.title, .headline].contains($0.role) && $0.story != nil }.count
                == bulletin.sections.count)
    }

    /// What the header states has the line of its field.
    @Test func headerFactsHaveTheirLines() throws {
        let mail = "Date: Sat, 14 Mar 2026 09:26:53 +0800\nFrom: A <a@example.org>\nSubject: 简报 第12期\n\n一行文字。\n"
        let bulletin = try read(mail, as: "a.eml")
        #expect(
            bulletin.facts == [
                HeaderFact(.date, "2026-03-14", label: "Date", line: 1),
                HeaderFact(.author, "A", label: "From", line: 2), HeaderFact(.issue, "第12期", line: 3),
            ])
        #expect(bulletin.date?.secondOfDay == 34_013)
        #expect(bulletin.date?.offset == 28_800)
        #expect(bulletin.sections.map(\.line) == [3])
    }

    @Test(arguments: [
        ("Fwd: Fw: News", "News"), ("转发：转发: 消息", "消息"), ("Re: News", "Re: News"), ("[通知] 消息", "[通知] 消息"),
        ("=?utf-8?Q?=E6=B6=88?= =?UTF-8?B?5oGv?=", "消息"), ("=?utf-8?Q?=E6=B6?= =?utf-8?Q?=88?=", "消"),
        ("=?gb2312?Q?=E9F=BB=F9?=", "镕基"), ("=?nowhere?Q?a=20b?=", "a b"), ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
    ]) func subjects(raw: String, title: String) throws {
        #expect(try read("Subject: \(raw)\n\nSome text.\n", as: "a.eml").title == title)
    }

    @Test(arguments: [
        ("\"Ines Torvald via Talk\" <talk@example.org>", ["Ines Torvald"]), ("ines@example.org", []),
        ("noreply@example.org", []), ("\"ines@example.org\" <x@example.org>", []),
        ("'ines@example.org' via Talk <talk@example.org>", []),
        ("Ines (ines@example.org) <ines@example.org>", ["Ines"]),
    ]) func senders(raw: String, authors: [String]) throws {
        let mail = "From: \(raw)\nList-Id: <talk.example.org>\nSubject: [Talk] One\n\nSome text.\n"
        let bulletin = try read(mail, as: "a.eml")
        #expect(bulletin.authors == authors)
        #expect(bulletin.title == "One")
    }

    /// A mail that states MIME is one under the names that people give it.
    @Test func contentGoesBeforeTheName() throws {
        let mail = "Subject: One\nMIME-Version: 1.0\n\nSome text.\n"
        for name in ["a.txt", "a", "1700000000.M1P2.host"] { #expect(try read(mail, as: name).title == "One") }
        #expect(try read("Subject: One\n\nSome text.\n", as: "a.txt").title != "One")
    }

    /// What the subject calls a digest is one in HTML, too, though it greets first.
    @Test func theSubjectNamesADigestInHTML() throws {
        let lines = ["各位邻居：", "本期简讯如下。", "一、停水一天", "周六停水一天。", "二、义诊", "周日义诊。", "三、防火", "请注意防火。"]
        func mail(_ subject: String) -> String {
            "Subject: \(subject)\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n"
                + lines.map { "<div>\($0)</div>" }.joined()
        }
        #expect(try read(mail("社区简讯第7期"), as: "a.eml").sections.map(\.title) == ["停水一天", "义诊", "防火"])
        #expect(try read(mail("致各位邻居"), as: "a.eml").kind == .single)
    }
}
