import Interop
import Testing

@Suite struct MarkdownTests {
    private func converted(_ text: String) -> String? {
        Markdown.html(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test func emptyIsEmpty() { #expect(converted("")?.isEmpty == true) }

    @Test func hasTablesStrikethroughAndAutolinks() throws {
        let html = try #require(
            converted("# a\n\n|x|y|\n|---|---|\n|1|2|\n\n~~no~~ https://a.example/b www.c.example\n"))
        #expect(html.contains("<h1>a</h1>"))
        #expect(html.contains("<td>1</td>"))
        #expect(html.contains("<del>no</del>"))
        #expect(html.contains("<a href=\"https://a.example/b\">"))
        #expect(html.contains("<a href=\"http://www.c.example\">"))
    }

    @Test func rawHTMLPasses() { #expect(converted("a <b>c</b>\n") == "<p>a <b>c</b></p>\n") }
}
