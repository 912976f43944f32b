import Testing

@testable import BulletinCore

@Suite struct AttributeCountTests {
    static let many = (0...AttributeCount.limit).map { "a\($0)=1" }.joined(separator: " ")

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var html: String
        var line: Int?
    }

    static let cases = [
        Case(testDescription: "no tag", html: "a < b and 5 < 6"),
        Case(testDescription: "tags as people write them", html: "<p class=\"a b c\">x</p>\n<a href='x y'>y</a>"),
        Case(testDescription: "a long value is one attribute", html: "<img src=\"" + many + "\">"),
        Case(testDescription: "text with many words", html: "<p>" + many + "</p>"),
        Case(testDescription: "a program", html: "<script>if(a<b)" + many + "</script>\n<p>x</p>"),
        Case(testDescription: "a tag behind a program", html: "<style>a</style>\n<p " + many + ">", line: 2),
        Case(testDescription: "too many", html: "<p>x</p>\n\n<p " + many + ">", line: 3),
        Case(testDescription: "without values", html: "<p " + many.filter { $0 != "=" } + ">", line: 1),
        Case(testDescription: "behind a quotation mark that opens nothing", html: "<p x\" " + many + ">", line: 1),
        Case(
            testDescription: "parted by slashes", html: "<p/" + many.map { $0 == " " ? "/" : "\($0)" }.joined() + ">",
            line: 1),
        Case(testDescription: "a tag that never ends", html: "<p\n" + many, line: 1),
        Case(testDescription: "a value that never ends", html: "<p a=\"" + many),
    ]

    @Test(arguments: cases) func counts(_ c: Case) {
        #expect(AttributeCount.lineOverLimit(in: Array(c.html.utf8)) == c.line)
    }
}
