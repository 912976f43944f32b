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
            + "收件人：\"李四\" <li@corp.example>\n主题：x\n",
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
