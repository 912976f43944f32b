import BulletinCore
import Testing

/// What people pass on bears the addresses of those who wrote it and got it. None of them is published.
@Suite struct ForwardedHeadTests {
    private static func mail(_ type: String, _ body: String, subject: String = "Fwd: Crane works") -> String {
        "From: Desk <desk@example.org>\nSubject: \(subject)\nDate: Mon, 3 Apr 2031 12:00:00 +0000\nMIME-Version: 1.0\n"
            + "Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n\(body)"
    }

    private static let heads = [
        "---------- Forwarded message ---------\nFrom: Ann <ann@corp.example>\nDate: Mon, Apr 3, 2031\nSubject: x\n"
            + "To: Bob <bob@corp.example>\n",
        "-----Original Message-----\nFrom: Ann <ann@corp.example>\nSent: Monday, 3 April 2031 10:00\nTo: bob@corp.example\n"
            + "Subject: x\n",
        "From: Ann <ann@corp.example>\nSent: Monday, 3 April 2031 10:00\nTo: bob@corp.example\nSubject: x\n",
        "> Begin forwarded message:\n> \n> From: Ann <ann@corp.example>\n> Subject: x\n> Date: 3 April 2031 at 10:00\n"
            + "> To: Bob <bob@corp.example>\n",
        "发件人： 张三\n发送时间： 2031-04-03 10:00\n收件人： 李四 <li@corp.example>\n抄送： 王五 <wang@corp.example>\n主题： x\n",
        "-------- 转发邮件信息 --------\n发件人：\"张三\" <zhang@corp.example>\n发送日期：2031-04-03 10:00:00\n"
            + "收件人：\"李四\" <li@corp.example>\n抄送人：王五 <wang@corp.example>\n主题：x\n",
        "From: Ann <ann@corp.example>\nSent: Monday, 3 April 2031 10:00\nTo: bob@corp.example\nImportance: High\nSubject: x\n"
            + "Cc: eve@corp.example\nAttachments: chart.pdf\n",
        "发件人: 张三 <zhang@corp.example>\n日期: 2031年4月3日 星期四 10:00\n收件人: 李四 <li@corp.example>\n主题: x\n",
        "------------------ Original ------------------\nFrom: \"张三\"<zhang@corp.example>;\nDate: Thu, Apr 3, 2031\n"
            + "To: \"李四\"<li@corp.example>;\nSubject: x\n",
        "寄件者: 張三 <zhang@corp.example>\n傳送時間: 2031年4月3日 上午 10:00\n收件者: 李四 <li@corp.example>\n副本: w@corp.example\n"
            + "主旨: x\n",
        "发件人: 张三 <zhang@corp.example>\n发送时间: 2031年4月3日\n收件人: 用户 <list@corp.example>; 李四\n<li@corp.example>\n主题: x\n",
        "---------- Forwarded message ---------\nFrom: Ann <ann@corp.example>\nDate: Mon, Apr 3, 2031\nSubject: x\n"
            + "To: Bob <bob@corp.example>,\nEve <eve@corp.example>\n",
    ]

    @Test(arguments: heads) func ofAText(head: String) throws {
        for body in [
            "Please publish.\n\n\(head)\nThe works begin.\n", "For you.\n\n\(head)\n\(head)\nThe works begin.\n",
        ] {
            let bulletin = try read(Self.mail("text/plain", body), as: "a.eml")
            let text = bulletin.sections.map(\.text).joined()
            #expect(!text.contains("corp.example"))
            #expect(text.contains("The works begin."))
        }
    }

    @Test(arguments: heads) func ofAPage(head: String) throws {
        let lines = head.split(separator: "\n").map { line in
            line.drop { $0 == ">" || $0 == " " }.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        let marked = lines.map { line in
            line.split(separator: ":", maxSplits: 1).count == 2 && !line.hasPrefix("Begin")
                ? "<b>\(line.replacing(":", with: ":</b>", maxReplacements: 1))" : line
        }
        for head in [
            "<p>\(lines.joined(separator: "<br>"))</p>",
            "<div><div><p>\(marked.joined(separator: "<br>"))</p></div></div>",
            lines.map { "<div>\($0)</div>" }.joined(),
        ] {
            let body = "<html><body><p>For you.</p>\(head)<p>The works begin.</p></body></html>"
            let bulletin = try read(Self.mail("text/html", body), as: "a.eml")
            let text = bulletin.sections.map(\.html).joined()
            #expect(!text.contains("corp.example"), "\(head)")
            #expect(text.contains("The works begin."))
        }
    }

    /// Some programs put the fields into a table.
    @Test func inATable() throws {
        let fields = [
            ("发件人", "张三&lt;zhang@corp.example&gt;"), ("日期", "2031年4月3日 10:00"), ("收件人", "李四&lt;li@corp.example&gt;"),
            ("抄送至", ""), ("主题", "x"),
        ]
        let rows = fields.map { "<tr><td>\($0.0)</td><td>\($0.1)</td></tr>" }.joined()
        let body = "<div>请发布。</div><div>---- 回复的原邮件 ----</div><table>\(rows)</table><div>The works begin.</div>"
        let text = try read(Self.mail("text/html", body), as: "a.eml").sections.map(\.html).joined()
        #expect(!text.contains("corp.example") && !text.contains("原邮件"))
        #expect(text.contains("The works begin."))
    }

    @Test func inATableOfBars() throws {
        let body =
            "请发布。\n\n---- 回复的原邮件 ----\n| 发件人 | 张三<zhang@corp.example> |\n| 日期 | 2031年4月3日 10:00 |\n"
            + "| 收件人 | 李四<li@corp.example> |\n| 抄送至 | |\n| 主题 | x |\nThe works begin.\n"
        let text = try read(Self.mail("text/plain", body), as: "a.eml").sections.map(\.text).joined()
        #expect(!text.contains("corp.example") && !text.contains("抄送"))
        #expect(text.contains("The works begin."))
    }

    /// Of an answer without words of its own, the mail that it answers is told, without its header.
    @Test(arguments: heads) func ofAnAnswerWithoutWords(head: String) throws {
        for subject in ["RE: Crane works", "答复: Crane works"] {
            let bulletin = try read(
                Self.mail("text/plain", "\(head)\nThe works begin.\n", subject: subject), as: "a.eml")
            let text = bulletin.sections.map(\.text).joined()
            #expect(!text.contains("corp.example") && text.contains("The works begin."))
            #expect(bulletin.authors == ["Desk"])
        }
    }

    @Test func aQuotationIsPassedOn() throws {
        let body =
            "Please publish.\n\nOn Thu, 3 Apr 2031 at 10:00, Ann <ann@corp.example> wrote:\n\n> The works begin.\n> On Monday.\n"
        let text = try read(Self.mail("text/plain", body), as: "a.eml").sections.map(\.text).joined()
        #expect(text.contains("The works begin.\nOn Monday.") || text.contains("The works begin. On Monday."))
        #expect(!text.contains("corp.example"))
    }

    /// What is quoted at the end of a newsletter is no mail that it answers.
    @Test func aLetterIsQuoted() throws {
        let body = "We had a letter.\n\nAs Mrs Green of Hythe wrote:\n> The ferry was late.\n"
        let text = try read(Self.mail("text/plain", body, subject: "Letters"), as: "a.eml").sections.map(\.text)
            .joined()
        #expect(text.contains("Mrs Green") && text.contains("The ferry was late."))
    }

    /// A line right below a header that a blank does not end belongs to what is told.
    @Test func whatFollowsAtOnceStays() throws {
        let body =
            "From: Ann <ann@corp.example>\nSent: 3 April 2031\nSubject: x\nPlace: the east quay\nThe works begin.\n"
        let text = try read(Self.mail("text/plain", body), as: "a.eml").sections.map(\.text).joined()
        #expect(text.contains("Place: the east quay") && !text.contains("corp.example"))
    }

    /// The mails in the digest of a list say who wrote them.
    @Test func otherFieldsStay() throws {
        for text in ["From: 1 June\nTo: 30 June\nRoom: 12\n", "Date: 5 May\nFrom: the mayor\nSubject: the bridge\n"] {
            let bulletin = try read(Self.mail("text/plain", "For you.\n\n\(text)\nThe works begin.\n"), as: "a.eml")
            #expect(bulletin.sections.map(\.text).joined().contains(text.split(separator: "\n")[1]))
        }
    }

    /// A signature is one; several lines of two hyphens part what is told.
    @Test func hyphensBetweenNoticesAreNoSignature() throws {
        let body = "The ferry is late.\n\n--\n\nThe bridge is closed.\n\n--\n\nThe market moves.\n"
        let text = try read(Self.mail("text/plain", body), as: "a.eml").sections.map(\.text).joined()
        #expect(text.contains("The bridge is closed.") && text.contains("The market moves."))
        let signed = try read(Self.mail("text/plain", "The ferry is late.\n\n--\nAnn, desk\n"), as: "a.eml")
        #expect(!signed.sections.map(\.text).joined().contains("Ann"))
    }
}
