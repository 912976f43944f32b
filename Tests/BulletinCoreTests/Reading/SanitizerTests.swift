import Interop
import TestSupport
import Testing

@testable import BulletinCore

@Suite struct SanitizerTests {
    private func clean(_ html: String) throws -> String { try Sanitizer.fragment(Array(html.utf8), maxDepth: 250) }

    @Test(arguments: [
        ("a<script>b</script>c", "<p>ac</p>"),
        ("<p onclick=x style=y id=z class=k>a</p>", "<p>a</p>"),
        ("<a href='JaVaScRiPt:x'>a</a>", "<p>a</p>"),
        ("<a href=' \u{1}javascript:x'>a</a>", "<p>a</p>"),
        ("<a href='&#106;avascript:x'>a</a>", "<p>a</p>"),
        ("<a href='//evil.example'>a</a>", "<p>a</p>"),
        ("<a href='https:evil'>a</a>", "<p>a</p>"),
        ("<a href='http://u@h.example/'>a</a>", "<p>a</p>"),
        ("<a href='http://h.example\\@e/'>a</a>", "<p>a</p>"),
        (
            "<a href='https://h.example/中?q=1&amp;r'>a</a>",
            "<p><a href=\"https://h.example/%E4%B8%AD?q=1&amp;r\">a</a></p>"
        ),
        ("<a href='mailto:a@b.example'>a</a>", "<p><a href=\"mailto:a@b.example\">a</a></p>"),
        ("<p>x<sup><a href='#fn1'>1</a></sup><a href=' #'></a>", "<p>x<sup>1</sup></p>"),
        ("<a href='a.html#b'>a</a>", "<p><a href=\"local:a.html#b\">a</a></p>"),
        ("<img src='data:image/svg+xml,x'>a", "<p>a</p>"),
        (
            "<img src='https://h.example/i.png' onerror=x srcset=y alt='a\"b'>",
            "<p><img src=\"https://h.example/i.png\" alt=\"a&quot;b\"/></p>"
        ),
        ("<div>a<div>b</div>c</div>", "<p>a</p>\n<p>b</p>\n<p>c</p>"),
        ("<b><p>a</p><p>b</p></b>", "<p>a</p>\n<p>b</p>"),
        ("<p>a<br><br>b<br></p>", "<p>a<br/><br/>b</p>"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("<form><input value=a>b</form>", "<p>b</p>"),
        ("<math><mtext><table><mglyph><style>x", ""),
        ("<noscript><p title=\"</noscript><img src=x onerror=1>\"></noscript>a", "<p>a</p>"),
        ("<div style='display: none'>a</div>b", "<p>b</p>"),
        ("a &amp;amp; &bogus; &lt;i&gt; \u{7F}&#1;&#x1F;", "<p>a &amp;amp; &amp;bogus; &lt;i&gt;</p>"),
        ("<base href='https://e.example/'><a href='x'>a</a>", "<p><a href=\"local:x\">a</a></p>"),
        ("<iframe srcdoc='<p>x'></iframe><object>y</object>z", "<p>z</p>"),
        ("<embed src=x><p>a</p><bgsound src=x><p>b</p>", "<p>a</p>\n<p>b</p>"),
        (
            "<picture><source srcset=b.webp><img src='https://h.example/b.png' alt=c></picture>",
            "<p><img src=\"https://h.example/b.png\" alt=\"c\"/></p>"
        ),
        ("<p>　&nbsp;a</p><p>&nbsp;</p>", "<p>a</p>"),
        ("<table role=presentation><tr><td><h2>a</h2><p>b</table>", "<h2>a</h2>\n<p>b</p>"),
        ("<pre>  a\n  b</pre>", "<pre>  a\n  b</pre>"),
        ("<table width=600><tr><td>a</td></tr><tr><td><p>b</td></tr></table>", "<p>a</p>\n<p>b</p>"),
        (
            "<table><td>a<td>b</table>",
            "<table><tbody><tr><td>a</td><td>b</td></tr></tbody></table>"
        ),
    ])
    func cleans(html: String, expected: String) throws { #expect(try clean(html) == expected) }

    /// Inline elements that stay open are written again in every block: a small file must not become a large one.
    @Test(arguments: [
        String(repeating: "<i>", count: 200),
        "<a href='https://a.example/" + String(repeating: "x", count: 4000) + "'>",
        String(repeating: "<b><i>", count: 90),
    ])
    func openElementsDoNotMultiply(start: String) throws {
        let html = start + String(repeating: "<p>x", count: 20_000)
        let once = try clean(html)
        #expect(once.utf8.count < html.utf8.count * 20)
        #expect(once.hasSuffix("<p>x</p>"))
    }

    static let pieces = [
        "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<i>", "</i>", "<a href='https://a.example/'>", "</a>", "<ul>",
        "</ul>", "<li>",
        "<table>", "<tr>", "<td>", "</td>", "</tr>", "</table>", "<h2>", "</h2>", "<pre>", "</pre>", "<blockquote>",
        "</blockquote>",
        "<br>", "<hr>", "<img src='https://a.example/i'>", "<script>", "</script>", "<svg>", "</svg>", "<dl>", "<dt>",
        "<dd>", "</dl>",
        "<figure>", "<figcaption>", "</figure>", " ", "\n", "a", "中文", "&amp;", "&lt;", "\u{A0}", "　", "&#0;",
        "&#xFFFE;", "<!--", "-->",
        "<style>", "<!DOCTYPE html>", "<", ">", "\"", "<ol start=3>", "</ol>", "<code>", "</code>", "<th>", "<caption>",
        "<thead>",
        "<o:p>", "<span>", "</span>", "<html>", "<body>", "<title>", "</title>",
    ]

    @Test(arguments: 0..<300) func isIdempotentAndWellFormed(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let html = (0..<Int.random(in: 1...40, using: &random)).map { _ in
            Self.pieces.randomElement(using: &random) ?? ""
        }.joined()
        let once = try clean(html)
        #expect(try Sanitizer.fragment(Array(once.utf8), maxDepth: 250, .own) == once, "\(html)")
        #expect(isBalanced(once), "\(once)")
        #expect(!once.contains("<script") && !once.contains("<svg") && !once.contains("<style"))
    }

    /// Every tag is closed in turn, or closes itself.
    private func isBalanced(_ html: String) -> Bool {
        var open: [Substring] = []
        for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
            guard let end = piece.firstIndex(of: ">") else { return false }
            let tag = piece[..<end]
            if tag.hasSuffix("/") { continue }
            if tag.hasPrefix("/") {
                guard open.popLast() == tag.dropFirst() else { return false }
            } else {
                open.append(tag.prefix { $0 != " " })
            }
        }
        return open.isEmpty
    }
}
