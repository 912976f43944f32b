import BulletinCore
import Testing

@Suite struct SummaryTests {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var text: String
        var summary: String?
        var expected: String
    }

    static let cases = [
        Case(testDescription: "short text is whole, on one line", text: " One\n two.  ", expected: "One two."),
        Case(testDescription: "no text leaves the title", text: " \n", expected: "Title"),
        Case(
            testDescription: "the stated summary is taken whole", text: "x", summary: "Stated,\nlong and whole.",
            expected: "Stated, long and whole."),
        Case(
            testDescription: "a sentence that keeps half ends the summary", text: "One two three four. Five six",
            expected: "One two three four."),
        Case(
            testDescription: "a decimal point ends no sentence", text: "Prices rose by 3.14 per cent",
            expected: "Prices rose by 3.14…"),
        Case(
            testDescription: "else the last word ends it", text: "One two three four five six",
            expected: "One two three four…"),
        Case(
            testDescription: "a Chinese sentence ends without a space", text: "今天新桥通车，市民步行过桥。明天老桥关闭维修",
            expected: "今天新桥通车，市民步行过桥。"),
        Case(
            testDescription: "a word without end is cut", text: "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
            expected: "aaaaaaaaaaaaaaaaaaaa…"),
        Case(
            testDescription: "a cluster is never cut", text: String(repeating: "👩‍👩‍👧", count: 30),
            expected: String(repeating: "👩‍👩‍👧", count: 20) + "…"),
        Case(
            testDescription: "a cluster without end is not begun",
            text: "abc" + "e" + String(repeating: "\u{301}", count: 100_000), expected: "abc…"),
    ]

    @Test(arguments: cases) func cuts(_ c: Case) {
        var entry = SampleFeeds.feed("bare").entries[0]
        entry.title = "Title"
        entry.text = c.text
        entry.summary = c.summary
        #expect(entry.summary(limit: 20) == c.expected)
    }
}
