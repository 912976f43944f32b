import BulletinCore
import Testing

/// Answers bear the mail that they answer, and the address of who wrote it. Neither is published; what their writer says
/// is, wherever it stands.
@Suite struct QuotationTests {
    private static func read(_ type: String, _ body: String, subject: String) throws -> (text: String, html: String) {
        let bulletin = try BulletinCoreTests.read(
            "From: Desk <desk@example.org>\nSubject: \(subject)\nDate: Mon, 3 Apr 2031 12:00:00 +0000\n"
                + "MIME-Version: 1.0\nContent-Type: \(type); charset=utf-8\n\n\(body)", as: "a.eml")
        return (bulletin.sections.map(\.text).joined(separator: "\n"), bulletin.sections.map(\.html).joined())
    }

    private static let heads = [
        "On 03/04/2031 10:02, Ann Low <ann@corp.example> wrote:",
        "On Thu, 3 Apr 2031 at 10:02, Ann Low <ann@corp.example> wrote:",
        "在 2031-04-03 17:20:11，\"李丹\" <lidan@corp.example> 写道：",
        "At 2031-04-03 17:20:11, \"Li\" <li@corp.example> wrote:",
        "2031年4月3日 17:20，李丹 <lidan@corp.example> 写道：", "李丹 <lidan@corp.example> 于2031年4月3日周四 17:20写道：",
        "Am 03.04.31 um 10:02 Ann <ann@corp.example> schrieb:", "2031年4月3日(木) 10:02 Ann <ann@corp.example>:",
    ]

    @Test(arguments: heads) func ofAText(head: String) throws {
        for (above, quoted, below) in [
            ("Approved as it is.\n\n", "> May we say so?\n", ""),
            ("Approved as it is.\n\n", "> May we say so?\n", "\nRegards\nBob\n"),
            ("", "> May we say so?\n\n", "Approved as it is.\n"),
            ("Approved as it is.\n\n\n", "\nMay we say so?\n", ""),
            ("Approved as it is.\n\n", "> May we say so?\n\nOf course.\n> Soon, may we say so?\n", "On Monday.\n"),
        ] {
            let (text, _) = try Self.read("text/plain", above + head + "\n" + quoted + below, subject: "Re: News")
            #expect(!text.contains("corp.example") && !text.contains("May we") && !text.contains("may we"))
            #expect(text.contains("Approved as it is."))
            for own in ["Of course.", "On Monday.", "Bob"] where (quoted + below).contains(own) {
                #expect(text.contains(own))
            }
        }
    }

    /// The second line ends a head of its own, and might be the end of the first one's.
    @Test(arguments: ["Re: News", "Fwd: News", "News"]) func twoHeadsInTwoLines(subject: String) throws {
        let heads = Self.heads[1] + "\nBob <bob@corp.example> 11:00 wrote:\n"
        let (text, _) = try Self.read("text/plain", "My own words.\n\n" + heads + "\nA letter.\n", subject: subject)
        #expect(text.contains("My own words.") && !text.contains("bob@"))
    }

    @Test(arguments: heads) func ofAPage(head: String) throws {
        let told = head.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        let quoted = "<p>May we say so?</p>"
        for (above, body, below) in [
            (
                "<p>Approved as it is.</p>",
                "<div class=\"moz-cite-prefix\">\(told)<br></div><blockquote>\(quoted)</blockquote>", ""
            ),
            (
                "<div>Approved as it is.</div>",
                "<div>\(told)</div><blockquote id=\"isReplyContent\">\(quoted)</blockquote>", "<p>Bob</p>"
            ),
            (
                "<div>Approved as it is.<br>", "<blockquote><div>\(told)</div><br>\(quoted)</blockquote></div>",
                "<p>Bob</p>"
            ),
            (
                "", "<div><div class=\"gmail_attr\">\(told)<br></div><blockquote>\(quoted)</blockquote></div>",
                "<p>Approved as it is.</p>"
            ),
            ("<p>Approved as it is.</p>", "<div>\(told)</div><div>\(quoted)</div>", ""),
            (
                "<p>Approved as it is.</p>",
                "\(told)<br><blockquote><p>May we</p></blockquote><p>Bob</p><blockquote>\(quoted)</blockquote>", ""
            ),
        ] {
            let (text, html) = try Self.read("text/html", above + body + below, subject: "Re: News")
            #expect(!html.contains("corp.example") && !html.contains("May we"), "\(html)")
            #expect(text.contains("Approved as it is."))
            #expect(text.contains("Bob") == (body + below).contains("Bob"))
        }
    }

    /// What is answered by fields, as Outlook has them, goes as well.
    @Test func aPageAnswersFields() throws {
        let fields =
            "<b>From:</b> Ann &lt;ann@corp.example&gt;<br><b>Sent:</b> 3 April 2031 10:02<br><b>To:</b> Bob<br><b>Subject:</b> x"
        for body in [
            "<div><p>\(fields)</p></div><p>May we?</p>", "<blockquote><div>\(fields)</div><p>May we?</p></blockquote>",
        ] {
            let (text, html) = try Self.read("text/html", "<p>Approved.</p>" + body, subject: "RE: x")
            #expect(text == "Approved.")
            #expect(!html.contains("corp.example"))
        }
    }

    @Test func theRuleAboveFieldsGoes() throws {
        let fields = "From: Ann <ann@corp.example>\nSent: 3 April 2031 10:02\nTo: Bob\nSubject: x\n\nMay we?\n"
        let (text, _) = try Self.read(
            "text/plain", "Approved.\n\n________________________________\n\(fields)", subject: "RE: x")
        #expect(text == "Approved.")
    }

    /// Of an answer without words of its own, and of what is passed on, the quotation is told.
    @Test(arguments: heads) func theQuotationIsTold(head: String) throws {
        let told = head.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        for (subject, above, below) in [("Re: News", "", ""), ("Fwd: News", "For you.\n\n", "\nBest,\nCy\n")] {
            let (text, _) = try Self.read(
                "text/plain", above + head + "\n\n> The works begin.\n> On Monday.\n" + below, subject: subject)
            #expect(text.contains("The works begin.") && !text.contains("> The") && !text.contains("corp.example"))
            #expect(text.contains("Cy") == below.contains("Cy"))
            let (page, html) = try Self.read(
                "text/html",
                "<p>\(above)</p><p>\(told)</p><blockquote><p>The works begin.</p></blockquote><p>\(below)</p>",
                subject: subject)
            #expect(page.contains("The works begin.") && !html.contains("corp.example"))
        }
    }

    /// A newsletter quotes a letter, and goes on; nobody's address is in it.
    @Test func lettersAreTold() throws {
        for line in [
            "On 3 April 2031 the mayor wrote:", "As Mrs Green of Hythe wrote:",
            "Write to desk@public.example by 10:00.",
        ] {
            let (text, _) = try Self.read(
                "text/plain", "A letter came.\n\n\(line)\n> The ferry was late.\n\nWe asked why.\n", subject: "Letters")
            #expect(text.contains(line) && text.contains("The ferry was late.") && text.contains("We asked why."))
            let (passedOn, _) = try Self.read(
                "text/plain", "A letter came.\n\n\(line)\n> The ferry was late.\n\nWe asked why.\n",
                subject: "Fwd: Letters")
            #expect(passedOn.contains(line) && passedOn.contains("The ferry was late."))
            let (page, _) = try Self.read(
                "text/html",
                "<p>A letter came.</p><p>\(line)</p><blockquote>The ferry was late.</blockquote><p>We asked why.</p>",
                subject: "Letters")
            #expect(page.contains(line) && page.contains("The ferry was late.") && page.contains("We asked why."))
        }
    }

    /// Programs put the fields of what they pass on into quotations, lists, cells, and into one paragraph.
    @Test(arguments: [
        "<blockquote>#</blockquote>", "<blockquote><blockquote>#</blockquote></blockquote>", "<ul><li>#</li></ul>",
        "<table><tr><td>#</td></tr></table>", "<section><article>#</article></section>", "<center>#</center>",
        "<pre>#</pre>",
        "<dl><dd>#</dd></dl>", "<table><tr><td>x</td><td>#</td></tr></table>",
    ]) func fieldsInAnything(frame: String) throws {
        let sets = [
            [
                "<b>From:</b> Ann &lt;ann@corp.example&gt;", "<b>Sent:</b> 3 April 2031 10:02",
                "<b>To:</b> Bob &lt;bob@corp.example&gt;", "<b>Subject:</b> x",
            ],
            [
                "<b>发件人：</b>&nbsp;<a href=\"mailto:lidan@corp.example\">李丹</a>",
                "<b>发送时间：</b>&nbsp;2031-04-03&nbsp;17:20",
                "<b>收件人：</b>&nbsp;<a href=\"mailto:wf@corp.example\">王芳</a>", "<b>主题：</b>&nbsp;x",
            ],
            [
                "Begin forwarded message:", "<b>From: </b>Ann &lt;ann@corp.example&gt;<br>", "<b>Subject: </b>x<br>",
                "<b>Date: </b>3 April 2031 at 10:02<br>", "<b>To: </b>all@corp.example<br>",
            ],
        ]
        for set in sets {
            for lines in [set.map { "<div>\($0)</div>" }.joined(), "<p>" + set.joined(separator: "<br>") + "</p>"] {
                let body = frame.replacing("#", with: lines + "<p>The works begin.</p>")
                let (text, html) = try Self.read("text/html", "<p>For you.</p>" + body, subject: "Fw: x")
                #expect(!html.contains("corp.example"), "\(html)")
                #expect(text.contains("For you.") && text.contains("The works begin."))
            }
        }
    }

    @Test func fieldsInOneLine() throws {
        let told =
            "----- Forwarded Message -----From: Ann <ann@corp.example>To: Bob <bob@corp.example>Sent: Thursday, April 3, 2031 at 10:02 AMSubject: x"
        let (text, _) = try Self.read("text/plain", " \(told)\n\nThe works begin.\n", subject: "Fw: x")
        #expect(text == "The works begin.")
        let fields =
            "<b>From:</b> Ann &lt;ann@corp.example&gt; <b>Sent:</b> 3 April 2031 <b>To:</b> Bob &lt;b@corp.example&gt; <b>Subject:</b> x"
        let (page, html) = try Self.read("text/html", "<p>\(fields)</p><p>The works begin.</p>", subject: "Fw: x")
        #expect(page == "The works begin." && !html.contains("corp.example"))
    }
}
