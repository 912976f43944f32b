import BulletinCore
import Testing

/// Signatures and the footers of lists stay behind, in pages as in plain text; and so do the pictures in them.
@Suite struct SignatureTests {
    private static let head =
        "From: Ann <ann@corp.example>\nSubject: Ferry notice\nDate: Sat, 28 Nov 2026 09:00:00 +0000\nMIME-Version: 1.0\n"
    private static let text = "The ferry will leave an hour later from Monday on. Come to pier four."

    private static func read(_ type: String, _ body: String) throws -> Bulletin {
        try BulletinCoreTests.read(head + "Content-Type: \(type)\n\n\(body)", as: "a.eml")
    }

    private static func page(_ body: String) throws -> Bulletin { try read("text/html; charset=utf-8", body) }

    private static let name = "Ann Lee<br>Head of Office<br>Mobile +49 170 12345"

    @Test(arguments: [
        "<div>TEXT<br></div><span class=\"gmail_signature_prefix\">-- </span><br><div class=\"gmail_signature\">NAME</div>",
        "<div class=\"elementToProof\">TEXT</div><div id=\"Signature\"><p>NAME</p></div>",
        "<p>TEXT</p><div id=\"ms-outlook-mobile-signature\">NAME</div>",
        "<p>TEXT</p><p><a name=\"_MailAutoSig\">Ann Lee</a></p><p>Mobile +49 170 12345</p>",
        "<p>TEXT</p><div class=\"moz-signature\">-- <br>NAME</div>",
        "<p>TEXT</p><pre class=\"moz-signature\" cols=\"72\">-- \nAnn Lee\nMobile +49 170 12345</pre>",
        "<div>TEXT</div><hr style=\"width: 210px; height: 1px;\" color=\"#b5c4df\" size=\"1\"><div>NAME</div>",
        "<div>TEXT</div><div class=\"xmail_signature\"><hr>NAME</div>", "<div>TEXT</div><sign signid=\"0\">NAME</sign>",
        "<div>TEXT<br><div><div>--&nbsp;</div><div>NAME</div></div></div>", "TEXT<div>--</div><div>NAME</div>",
        "<p>TEXT</p>-- <br>Mobile +49 170 12345<br>-- <br>You got this mail from the list 12345.<br>",
        "<p>TEXT</p><hr>_______________________________________________<br>Harbour mailing list 12345<br>",
        "TEXT<br><br>Sent from my iPhone 12345", "<p>TEXT</p><p>从我的 iPhone 12345 发送</p>",
        "TEXT<br><br>发自网易邮箱大师", "<p>TEXT</p><p>Von meinem iPhone gesendet</p>",
    ]) func ofAPage(body: String) throws {
        let told = body.replacing("TEXT", with: Self.text).replacing("NAME", with: Self.name)
        let bulletin = try Self.page("<html><body>\(told)</body></html>")
        #expect(bulletin.sections.map(\.text) == [Self.text])
        #expect(bulletin.findings.contains { $0.rule == "MailFrame" })
    }

    /// The signature of who passes a mail on, or answers one, stands above the other mail.
    @Test(arguments: ["Fwd: Ferry notice", "Re: Ferry notice"]) func aboveAnotherMail(subject: String) throws {
        let fields = "From: Bob <bob@corp.example>\nSent: 3 April 2031 10:02\nTo: Ann\nSubject: x\n\n"
        let plain =
            "\(Self.text)\n\n-- \nAnn Lee\nMobile 12345\n\n-----Original Message-----\n\(fields)The works begin.\n"
        let page =
            "<p>\(Self.text)</p><div class=\"x_gmail_signature\">Ann Lee<br>Mobile 12345</div><p>-----Original Message-----<br>"
            + "From: Bob &lt;bob@corp.example&gt;<br>Sent: 3 April 2031 10:02<br>To: Ann<br>Subject: x</p><p>The works begin.</p>"
        for (type, body) in [("text/plain", plain), ("text/html", page)] {
            let bulletin = try BulletinCoreTests.read(
                "Subject: \(subject)\nMIME-Version: 1.0\nContent-Type: \(type)\n\n\(body)", as: "a.eml")
            let text = bulletin.sections.map(\.text).joined()
            #expect(!text.contains("12345") && text.contains(Self.text), "\(text)")
            #expect(text.contains("The works") == subject.hasPrefix("Fwd"))
        }
    }

    /// What the words of a page say of signatures, and what is as long as a bulletin, is text.
    @Test(arguments: [
        "<div class=\"signature-dishes\">Pea soup</div>",
        "<div class=\"gmail_signature\"><h2>Pea soup</h2><p>Every day.</p></div>",
        "<p>--</p><p>Pea soup</p><p>--</p><p>Bean soup</p>",
        "<div class=\"gmail_signature\">1. Pea soup<br>2. Bean soup</div>",
        "<p>Sent from my kitchen: Pea soup</p><p>End</p>", "<p>Get Pea soup</p>",
        "<p>--</p><p>Pea soup is served in the great hall on Monday at noon, to everybody.</p>",
    ]) func textStays(body: String) throws {
        let bulletin = try Self.page("<p>\(Self.text)</p>\(body)")
        let html = bulletin.sections.map { $0.title + $0.html }.joined()
        #expect(html.contains("Pea soup"))
    }

    /// A mail that is nothing but what a program calls a signature says that.
    @Test func aSignatureAloneIsTold() throws {
        let bulletin = try Self.page("<div class=\"gmail_signature\">\(Self.text)</div>")
        #expect(bulletin.sections.map(\.text) == [Self.text])
    }

    private static func related(_ body: String) throws -> Bulletin {
        func picture(_ id: String) -> String {
            "--R\nContent-Type: image/png; name=\"\(id).png\"\nContent-Disposition: inline; filename=\"\(id).png\"\n"
                + "Content-ID: <\(id)@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgoAAAAN\n"
        }
        return try read(
            "multipart/related; boundary=R",
            "--R\nContent-Type: text/html; charset=utf-8\n\n\(body)\n" + picture("logo") + picture("pier") + "--R--\n")
    }

    @Test func picturesOfASignatureGo() throws {
        let shown = "<p>\(Self.text)</p><p><img src=\"cid:pier@x\" alt=\"\"></p>"
        for signature in [
            "<div>-- <br>Ann Lee<br><img src=\"cid:logo@x\"></div>",
            "<div class=\"gmail_signature\">Ann<img src=\"cid:logo@x\"></div>",
        ] {
            let bulletin = try Self.related(shown + signature)
            #expect(bulletin.attachments.map(\.reference) == ["pier.png"])
            let both = try Self.related("<p><img src=\"cid:logo@x\" alt=\"\"></p>" + shown + signature)
            #expect(both.attachments.map(\.reference) == ["logo.png", "pier.png"])
        }
    }

    // MARK: Without a mark

    private static func unmarked(_ sender: String, _ tail: String) throws -> [String] {
        let head = "From: \(sender)\nSubject: Ferry notice\nMIME-Version: 1.0\nContent-Type: text/"
        func escaped(_ text: String) -> String { text.replacing("<", with: "&lt;") }
        let plain = "\(head)plain; charset=utf-8\n\n\(text)\n\n\(tail)\n"
        let lines = escaped(tail).split(separator: "\n", omittingEmptySubsequences: false)
        let pages = [
            "<p>\(text)</p>" + lines.map { "<p>\($0.isEmpty ? "&nbsp;" : $0)</p>" }.joined(),
            "<div>\(text)</div><div><br></div><div>" + lines.joined(separator: "<br>") + "</div>",
            "<p>\(text)</p><table>" + lines.map { "<tr><td>\($0)</td></tr>" }.joined() + "</table>",
        ]
        return try ([plain] + pages.map { "\(head)html; charset=utf-8\n\n<html><body>\($0)</body></html>\n" }).map {
            try BulletinCoreTests.read($0, as: "a.eml").sections.map(\.text).joined(separator: "\n")
        }
    }

    private static let ann = "Ann Lee <ann@corp.example>"

    @Test(arguments: [
        (ann, "-----\nAnn Lee\nHead of Office\nMobile +49 170 12345"),
        (ann, "Ann Lee\nHead of Office\nMobile +49 170 12345"),
        (ann, "Kind regards,\n\nAnn Lee\nHead of Office\nann@corp.example\n+49 170 12345"),
        (ann, "Best,\nAnn\nMobile +49 170 12345"), (ann, "Best,\nAnn\n\nMobile: +49 170 12345\nwww.corp.example"),
        ("Lee, Ann <ann@corp.example>", "________\nAnn Lee, Harbour Master\nT 0170 1112345"),
        ("office@corp.example", "Thanks!\n\nAnn Lee\nHead of Office\nTel. 0170 1112345"),
        ("office@corp.example", "Ann Lee\nHead of Office\nMobile +49 170 12345\nann@corp.example"),
        ("ann@corp.example", "Ann Lee\nHead of Office\nann@corp.example\n0170 1112345"),
        ("李四 <li@corp.example>", "-----\n李四\n水务厅办公室\n电话：0991-1112345"),
        ("李四 <li@corp.example>", "李四\n水务厅办公室 科员\n手机：13800012345\n邮箱：li@corp.example"),
        ("李四 <li@corp.example>", "此致\n敬礼\n\n李四\n电话 0991-1112345"),
        ("李四 <li@corp.example>", "李四 13800012345"),
        ("水务厅办公室 <office@corp.example>", "李四\n综合科 科员\n手机：138 0001 2345\n地址：澜州市水街1号"),
        ("水务厅办公室 <office@corp.example>", "谢谢！\n李四（综合科）\n0991-1112345"),
    ]) func withoutAMark(sender: String, tail: String) throws {
        for text in try Self.unmarked(sender, tail) {
            #expect(!text.contains("12345") && !text.contains("corp.example") && !text.contains("2345"), "\(text)")
            #expect(text.hasPrefix(Self.text))
        }
    }

    /// What readers are led to, who answers for a notice, and lists of people.
    @Test(arguments: [
        (ann, "For tickets write to:\n\nAnn Lee\nHead of Office\nann@corp.example\n+49 170 12345"),
        (ann, "Contact\nAnn Lee\nMobile +49 170 12345"),
        (ann, "If you have questions, please call me.\n\nAnn Lee\n+49 170 12345"),
        (ann, "Harbour Office\nMobile +49 170 12345"),
        ("Harbour Office <ann@corp.example>", "Harbour Office\n+49 170 12345"),
        (ann, "Ann Lee\nann@corp.example\n+49 170 12345\n\nBob Ray\nbob@corp.example\n+49 170 12346"),
        (ann, "-----\nHarbour Office\nTel. 0170 1112345"), (ann, "Ann Lee"),
        (ann, "Kind regards,\nAnn Lee\nHead of Office"),
        (ann, "Book at 0170 1112345\nSeats are few."),
        ("李四 <li@corp.example>", "联系人：李四\n电话：0991-1112345"), ("李四 <li@corp.example>", "报名请联系：\n李四 13800012345"),
        ("李四 <li@corp.example>", "李四\n2031年3月2日"), ("李四 <li@corp.example>", "澜州省水务厅办公室\n电话：0991-1112345\n2031年3月2日"),
        ("水务厅办公室 <office@corp.example>", "水务厅办公室\n联系电话：0991-1112345\n邮箱：office@corp.example"),
        ("李四 <li@corp.example>", "值班安排\n李四 13800012345\n王五 13800012346"),
        ("李四 <li@corp.example>", "安全热线\n电话：13800012345\n邮箱：a@corp.example"),
        ("李四 <li@corp.example>", "此致\n敬礼\n\n澜州省水务厅\n电话：0991-1112345"),
    ]) func whatReadersNeedStays(sender: String, tail: String) throws {
        for text in try Self.unmarked(sender, tail) {
            for line in tail.split(separator: "\n") where line != "-----" {
                #expect(text.contains(line), "\(text)")
            }
        }
    }

    @Test func picturesBelowAnUnmarkedSignatureStay() throws {
        let bulletin = try Self.page(
            "<p>\(Self.text)</p><p>Ann<br>Mobile +49 170 12345</p><p><img src=\"https://x.example/p.png\" alt=\"Pier\"></p>"
        )
        let html = bulletin.sections.map(\.html).joined()
        #expect(html.contains("p.png") && !html.contains("12345"))
    }
}
