import Interop
import Testing

@Suite struct MarkdownTests {
    private func converted(_ text: String) -> String? {
        Markdown.html(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func emptyIsEmpty() { #expect(converted("")?.isEmpty == true) }

    @Test func hasTablesStrikethroughAndLinksOfMail() throws {
        let html = try #require(
            converted(
                "# a\n\n|x|y|\n|---|---|\n|1|2|\n\n~~no~~ https://a.example/b，**x** <https://c.example/d> a@b.example\n"
            ))
        #expect(html.contains("<h1 data-source-line=\"1\">a</h1>"))
        #expect(html.contains("<td>1</td>"))
        #expect(html.contains("<del>no</del>"))
        #expect(html.contains("https://a.example/b，<strong>x</strong>"))
        #expect(html.contains("<a href=\"https://c.example/d\">"))
        #expect(html.contains("<a href=\"mailto:a@b.example\">"))
    }

    @Test func rawHTMLPasses() {
        #expect(
            converted("a <x-y>c</x-y>\n")?.replacing(" data-source-line=\"1\"", with: "") == "<p>a <x-y>c</x-y></p>\n")
    }

    /// Pictures and what describes them, in an attribute that nothing may leave.
    @Test(arguments: [
        ("![Map <i>old</i> of \"x\"](a.png)", "alt=\"Map old of &quot;x&quot;\""),
        ("![a <i title=\" onerror=x y=\">b</i>](a.png)", "alt=\"a b\""),
        ("![a <i\ntitle='b>\nc' >d](a.png \"t<u>\")", "alt=\"a d\" title=\"t&lt;u&gt;\""),
        ("![a <!-- x > \"y\" --> b](a.png)", "alt=\"a  b\""),
        ("![a <?x > y?><!X y><![CDATA[>]]> b](a.png)", "alt=\"a  b\""),
        ("![a [b](https://e.example/\"c\") *d* <https://e.example/>](a.png)", "alt=\"a b d https://e.example/\""),
        ("![`<b>\"` &quot;&lt;&#34; < \\\" c](a.png)", "alt=\"&lt;b&gt;&quot; &quot;&lt;&quot; &lt; &quot; c\""),
        ("![a\\\nb  \nc\nd](a.png)", "alt=\"a b c d\""),
        ("![a <i>&#10;b &bogus;](a.png)", "alt=\"a \nb &amp;bogus;\""),
    ])
    func descriptionsAreText(text: String, attributes: String) throws {
        let html = try #require(converted("# \(text.replacing("\n", with: " "))\n\n\(text)\n\n@"))
        #expect(html.contains("<p data-source-line=\"3\"><img src=\"a.png\" \(attributes)></p>"), "\(html)")
        #expect(html.hasPrefix("<h1 data-source-line=\"1\"><img src=\"a.png\" alt="))
        #expect(html.contains("<p data-source-line=\"\(5 + text.count { $0 == "\n" })\">@"))
    }

    /// Each line of `text` that holds `@` and a number must be the line of the block that holds them.
    @Test(arguments: [
        "@1\n\n@3\ngoes on\n\n# @6\n\n@8\n===\n\n- @11\n- b\n\n> @14\n",
        "# [@1][r]\n\n[r]: https://a.example/ 'title'\n\n@5 [x][r]\n\n# [@7][r]\n",
        "```c\n@2\n```\n\n|@5|b|\n|-|-|\n\n1. @8\n\n<div>\n@11\n</div>\n\n<h2>@14</h2>\n\n@16\n",
        "# same\n\n# same\n\n@5\n\n![](https://a.example/i.png)\n\n@9\n",
    ])
    func blocksBearTheirLines(text: String) throws {
        let html = try #require(converted(text))
        var line: Substring?
        for piece in html.split(separator: "data-source-line=\"").dropFirst() {
            line = piece.prefix { $0.isNumber }
            for mark in piece.split(separator: "@").dropFirst() {
                // A fence and a tag stand before their text.
                let wanted = mark.prefix { $0.isNumber }
                #expect(line == wanted || line == "1" && wanted == "2" || line == "10" && wanted == "11", "\(html)")
            }
        }
        #expect(line != nil)
    }

    @Test func linesGoBeyondSixteenBits() throws {
        let html = try #require(converted(String(repeating: "a\n\n", count: 40_000) + "# b\n"))
        #expect(html.hasSuffix("<h1 data-source-line=\"80001\">b</h1>\n"))
    }
}
