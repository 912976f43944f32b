import BulletinCore
import Testing

/// Comments and tracked changes as word processors write them in pages: for those who worked on the text alone.
@Suite struct ReviewMarkTests {
    private static func word(_ body: String) -> String {
        """
        <html xmlns:w="urn:schemas-microsoft-com:office:word"><head><meta name=Generator content="Microsoft Word 15"></head>
        <body><div class=WordSection1><p class=MsoTitle>周报</p>\(body)</div></body></html>
        """
    }

    private static let commentList = """
        <div style='mso-element:comment-list'><![if !supportAnnotations]><hr class=msocomoff size=1><![endif]>
        <div style='mso-element:comment'><div id="_com_1" class=msocomtxt><span style='mso-comment-author:wang'><a
        name="_msocom_1"></a></span><p class=MsoCommentText><span class=MsoCommentReference>&nbsp;<a class=msocomoff
        href="#_msoanchor_1">[王1]</a></span>SECRET</p><p class=MsoCommentText>SECRET</p></div></div></div>
        """

    /// What Word leaves in the text where a comment hangs.
    private static let mark = """
        <span class=MsoCommentReference><span lang=EN-US><a class=msocomanchor id="_anchor_1" href="#_msocom_1"
        name="_msoanchor_1">[王1]</a><span style='mso-special-character:comment'>&nbsp;</span></span></span>
        """

    @Test(arguments: [
        ("<p>甲<span class=msoDel><del cite='mailto:wang' datetime='2026-03-01T10:00'>SECRET</del></span>乙</p>", "甲乙"),
        ("<p>甲<s><del cite='mailto:wang%20li' datetime='2026-03-01T10:00'>SECRET</del></s>乙</p>", "甲乙"),
        ("<p>甲<span class='x MSODEL'>SECRET</span>乙</p>", "甲乙"),
        ("<p>甲<ins cite='mailto:wang' datetime='2026-03-01T10:00'>新</ins>乙</p>", "甲新乙"),
        ("<p>甲\(mark)乙</p>\(commentList)", "甲乙"),
        ("<p>甲<a style='mso-comment-reference:W_1;mso-comment-date:20260301T1000'>所评的话</a>\(mark)乙</p>", "甲所评的话乙"),
        // The list without its styles, as filtered pages and mails have it.
        ("<p>甲\(mark)乙</p><div><hr class=msocomoff><div><div class=msocomtxt><p>SECRET</p></div></div></div>", "甲乙"),
        ("<p>甲</p><div><p><span><a href='#_msoanchor_2'>[王2]</a></span>SECRET</p><p>SECRET</p></div>", "甲"),
        ("<p>甲<span class=MsoCommentReference>[王1]</span>乙</p>", "甲乙"),
    ]) func whatWordKeepsForItsEditorsStaysOut(body: String, text: String) throws {
        let bulletin = try read(Self.word("<p>文。</p>" + body), as: "a.htm")
        #expect(bulletin.sections.map(\.text) == ["文。\n" + text])
        #expect(!"\(bulletin)".contains("SECRET"))
        #expect(!"\(bulletin)".contains("王"))
        #expect(!"\(bulletin)".contains("mailto"))
    }

    @Test func googlesCommentsStayOut() throws {
        let page = """
            <html><body class="doc-content"><h1>Budget approved</h1><p class="c0"><span>The council agreed.</span><sup><a
            href="#cmnt1" id="cmnt_ref1">[a]</a></sup><sup><a href="#cmnt12" name="cmnt_ref12">[l]</a></sup></p>
            <p class="c0">Work begins in spring.</p>
            <div class="c6"><p class="c0"><a href="#cmnt_ref1" id="cmnt1">[a]</a><span>SECRET</span></p><p>SECRET</p></div>
            <div class="c6"><p class="c0"><a href="#cmnt_ref12" name="cmnt12">[l]</a><span>SECRET</span></p></div></body></html>
            """
        let bulletin = try read(page, as: "a.html")
        #expect(bulletin.sections.map(\.html) == ["<p>The council agreed.</p>\n<p>Work begins in spring.</p>"])
        #expect(!"\(bulletin)".contains("SECRET"))
    }

    @Test(arguments: [
        ("<p>价<del>十元</del><ins>八元</ins></p>", "<p>价<del>十元</del><ins>八元</ins></p>"),
        (
            "<p>价<del cite='https://a.example/why' datetime='2026-03-01'>十元</del></p>",
            "<p>价<del cite=\"https://a.example/why\" datetime=\"2026-03-01\">十元</del></p>"
        ),
        ("<p>见<a href='#cmnt1'>注一</a>。</p>", "<p>见注一。</p>"),
        ("<div><p>见<a href='#note1'>[a]</a>。</p></div>", "<p>见[a]。</p>"),
        // Who types on behind a comment does so in its style.
        ("<p>甲<span class=MsoCommentReference>后来写的话</span></p>", "<p>甲后来写的话</p>"),
        ("<p class=MsoCommentText>正文。</p>", "<p>正文。</p>"),
        (
            "<div><p>甲</p><h2>乙</h2><p><a href='#_msoanchor_1'>[王1]</a>评</p><p>丙</p></div>",
            "<p>甲</p>\n<h2>乙</h2>\n<p>丙</p>"
        ),
        (
            "<div><p><a href='#cmnt_ref1'>[a]</a>评</p><p>甲</p><p><a href='#cmnt_ref2'>[b]</a>评</p></div>",
            "<p>甲</p>"
        ),
        ("<div><p><a href='#_msoanchor_1'>[王1]</a>评</p><h2>乙</h2><p>丙</p></div>", "<h2>乙</h2>\n<p>丙</p>"),
    ]) func whatIsMeantForReadersStays(body: String, html: String) throws {
        let bulletin = try read("<html><body><h1>题</h1>\(body)</body></html>", as: "a.html")
        #expect(bulletin.sections.map(\.html) == [html])
    }
}
