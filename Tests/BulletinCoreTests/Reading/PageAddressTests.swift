import BulletinCore
import Testing

/// Where a page's relative addresses lead: seen from the page, not from our site.
@Suite struct PageAddressTests {
    private static func html(_ head: String, _ body: String, mark: String = "", name: String = "a.html") throws
        -> (html: String, findings: [Finding])
    {
        let bulletin = try read("\(mark)<html><head>\(head)</head><body><p>\(body)</p></body></html>", as: name)
        return (bulletin.sections.map(\.html).joined(), bulletin.findings)
    }

    private static let base = "<base href='https://news.example.org/w/13/'>"

    @Test(arguments: [
        ("a1.html", "https://news.example.org/w/13/a1.html"), ("/n/a2.html", "https://news.example.org/n/a2.html"),
        ("../a3.html?x=1", "https://news.example.org/w/a3.html?x=1"), ("?p=2", "https://news.example.org/w/13/?p=2"),
        ("../../../../up", "https://news.example.org/up"), ("./", "https://news.example.org/w/13/"),
        ("//cdn.example/a", "https://cdn.example/a"),
        ("公告.pdf", "https://news.example.org/w/13/%E5%85%AC%E5%91%8A.pdf"),
        ("a/./b/../c#d/../e", "https://news.example.org/w/13/a/c#d/../e"), ("..", "https://news.example.org/w/"),
        ("https://other.example/x", "https://other.example/x"), ("mailto:a@b.example", "mailto:a@b.example"),
    ]) func aBaseHoldsForAll(written: String, address: String) throws {
        let (html, findings) = try Self.html(Self.base, "见<a href='\(written)'>此处</a>。")
        #expect(html == "<p>见<a href=\"\(address)\">此处</a>。</p>")
        #expect(!findings.contains { $0.rule == "AddressDropped" })
    }

    @Test func aBaseHoldsForPicturesAndRecordings() throws {
        let (html, _) = try Self.html(
            Self.base + "<base href='https://second.example/'>",
            "文<img src='pics/f.jpg' alt='船'><img src='/x.gif' data-src='../l.png'>")
        #expect(html.contains("<img src=\"https://news.example.org/w/13/pics/f.jpg\" alt=\"船\"/>"))
        let (recording, _) = try Self.html(Self.base, "文<audio src='t.mp3' title='Talk'></audio>")
        #expect(recording.contains("<a href=\"https://news.example.org/w/13/t.mp3\">Talk</a>"))
    }

    @Test(arguments: [
        ("", "<!-- saved from url=(0033)https://gov.example/zw/202603/a.html -->\n"),
        ("<link rel=canonical href='https://gov.example/zw/202603/a.html'>", ""),
        ("<meta property='og:url' content='https://gov.example/zw/202603/a.html'>", ""),
        ("<base href='/zw/'><link rel=canonical href='https://gov.example/x'><base href=202603/>", ""),
        (
            "<link rel=canonical href='https://www.gov.example/9'>",
            "<!DOCTYPE html>\r\n<!-- saved from url=(0033)https://gov.example/zw/202603/a.html -->\r\n"
        ),
    ]) func aPageThatSaysWhereItIsFromIsSeenFromThere(head: String, mark: String) throws {
        let folder = head.hasPrefix("<base") ? "https://gov.example/zw/" : "https://gov.example/zw/202603/"
        let (html, findings) = try Self.html(
            head, "见<a href='b.html'>一</a><a href='/c/'>二</a><a href='附件.doc'>三</a><img src='a_files/p.png' alt='图'>",
            mark: mark)
        #expect(
            html == "<p>见<a href=\"\(folder)b.html\">一</a><a href=\"https://gov.example/c/\">二</a>"
                + "<a href=\"\(folder)%E9%99%84%E4%BB%B6.doc\">三</a><img src=\"local:a_files/p.png\" alt=\"图\"/></p>")
        #expect(!findings.contains { $0.rule == "AddressDropped" })
    }

    @Test(arguments: [
        "/n/a2.html", "a1.html", "a.htm?x=1", "news.php?id=1#c", "list.aspx", "view.do", "../", "?id=3", "/",
        "/map.png",
        "article/123", "A.HTML", "a%2Ehtml", "附件.doc", "a.zip", "p.svg",
    ]) func whatLeadsNowhereIsText(written: String) throws {
        let (html, findings) = try Self.html("", "见<a href='\(written)'>此处</a>。")
        #expect(html == "<p>见此处。</p>")
        #expect(findings.contains { $0.rule == "AddressDropped" && $0.severity == .warning })
    }

    @Test(arguments: [
        "map.pdf", "../files/a.mp3#t=3", "MAP.PDF", "img/a.b.png", "a.html.pdf", "report.html/p.png",
    ]) func whatMayLieBesideStays(written: String) throws {
        #expect(try Self.html("", "见<a href='\(written)'>此处</a>。").html.contains("href=\"local:"))
    }

    @Test(arguments: ["#top", ""]) func aMarkWithinThePageIsNoLink(written: String) throws {
        for head in ["", Self.base] {
            let (html, findings) = try Self.html(head, "见<a href='\(written)'>此处</a>。")
            #expect(html == "<p>见此处。</p>")
            #expect(!findings.contains { $0.rule == "AddressDropped" })
        }
    }

    @Test(arguments: [
        "<base href='javascript:x'>", "<base href='ftp://a.example/'>", "<base target=_blank>", "<base href='/'>",
        "<base href='.'>", "<base href='https://user:x@a.example/'>", "<base href='file:///C:/a/'>",
    ]) func aBaseThatSaysNothingHelpsNothing(head: String) throws {
        #expect(try Self.html(head, "见<a href='a.html'>此处</a>。").html == "<p>见此处。</p>")
        #expect(try Self.html(head, "见<a href='a.pdf'>此处</a>。").html.contains("local:a.pdf"))
    }

    @Test func aPictureThatCannotLieBesideLeavesItsWords() throws {
        #expect(
            try Self.html("", "见<img src='/a.png' alt='图一'>。").html == "<p>见<img src=\"local:/a.png\" alt=\"图一\"/>。</p>"
        )
    }

    @Test func markdownIsWrittenForThisSite() throws {
        #expect(try read("# 题\n\n见[此处](/topics/water/)。", as: "a.md").sections[0].html.contains("local:/topics/water/"))
    }

    @Test func whatAMailBringsAlongIsItsOwn() throws {
        let mail = """
            From: a@b.example
            Subject: News
            Date: Fri, 20 Mar 2026 09:12:00 +0000
            MIME-Version: 1.0
            Content-Type: multipart/related; boundary=B

            --B
            Content-Type: text/html; charset=utf-8

            <html><head><base href="https://news.example.org/"></head><body><p>The ferry leaves at seven, see <a
            href="ferry.html">there</a>. <img src="cid:p@x" alt="Ferry"></p></body></html>
            --B
            Content-Type: image/png
            Content-ID: <p@x>
            Content-Transfer-Encoding: base64

            iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==
            --B--
            """
        let bulletin = try read(mail, as: "a.eml")
        #expect(bulletin.sections[0].html.contains("href=\"https://news.example.org/ferry.html\""))
        #expect(bulletin.sections[0].html.contains("<img src=\"local:image.png\""))
    }
}
