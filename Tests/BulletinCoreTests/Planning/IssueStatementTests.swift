import Testing

@testable import BulletinCore

/// What tells one issue from the next, and what was put right from what is new.
@Suite struct IssueStatementTests {
    private static func statement(_ title: String, _ number: String? = nil, _ day: Int? = nil, isSingle: Bool = false)
        -> IssueStatement
    {
        IssueStatement(
            title: title, number: number, day: day.flatMap { CivilDate(year: 2026, month: 11, day: $0) },
            isSingle: isSingle)
    }

    @Test(arguments: [
        (statement("A", "12"), statement("A", "13"), true), (statement("A", "12", 2), statement("A", "12", 9), false),
        (statement("A", nil, 2), statement("A", nil, 3), true), (statement("A", "12", 2), statement("A", nil, 3), true),
        (statement("A", "12", 2), statement("A", nil, 2), false), (statement("A"), statement("B"), false),
        (statement("要闻（10月26日—11月1日）"), statement("要闻（11月2日—8日）"), true),
        (statement("要闻 2026.11.2-8"), statement("要闻 2026.11.9-15"), true),
        (statement("要闻（11月2日—8日）"), statement("要闻（１１月２日—８日）"), false),
        (statement("要闻"), statement("要闻（11月2日—8日）"), false),
        (statement("新增12例", isSingle: true), statement("新增13例", isSingle: true), false),
        (statement("水情通报（11月2日）", isSingle: true), statement("水情通报（11月3日）", isSingle: true), true),
        (statement("新增12例（图）", isSingle: true), statement("新增13例（图）", isSingle: true), false),
        (statement("A", nil, 5), statement("B", nil, 5), false),
        (statement("A", "第12期", 2), statement("A", "第十二期", 2), false),
        (statement("A", "第１２期"), statement("A", "第 12 期"), false),
        (statement("A", "第102期"), statement("A", "第一〇二期"), false),
        (statement("A", "第102期"), statement("A", "第一百零二期"), false),
        (statement("A", "第110期"), statement("A", "第一百一十期"), false),
        (statement("A", "第20期"), statement("A", "第二十期"), false),
        (statement("A", "第23期"), statement("A", "第廿三期"), false),
        (statement("A", "2026年第12期"), statement("A", "第十二期"), false),
        (statement("A", "第十二期"), statement("A", "第十三期"), true),
        (statement("A", "第112期"), statement("A", "第12期"), true), (statement("A", "12"), statement("A", "112"), true),
        (statement("A", "2026年第12期"), statement("A", "2027年第12期"), true),
        (statement("要闻（十月二十六日—三十日）"), statement("要闻（十一月二日—八日）"), true),
        (statement("要闻 二〇二六年十一月"), statement("要闻 二〇二六年十二月"), true),
        (statement("要闻（二〇二六年十一月）"), statement("要闻（2026年11月）"), false),
        (statement("一周要闻"), statement("一周要闻（11月2日—8日）"), false),
        (statement("十年规划"), statement("十二年规划"), false),
    ]) func numberPeriodAndDayTellIssuesApart(one: IssueStatement, other: IssueStatement, isOther: Bool) {
        #expect(one.isOther(than: other) == isOther)
        #expect(other.isOther(than: one) == isOther)
    }

    @Test func daysMayLieApart() {
        #expect(!Self.statement("A", nil, 2).isOther(than: Self.statement("A", nil, 6), apart: 4))
        #expect(Self.statement("A", nil, 2).isOther(than: Self.statement("A", nil, 7), apart: 4))
    }

    private static let texts = (0..<6).map { number in
        "The \(["first", "second", "third", "fourth", "fifth", "sixth"][number]) lock was read at \(number + 20) o'clock: "
            + "the river stood at \(number * 7 + 31) cm there, and nothing else was to be told of it on that day."
    }

    private static func sections(_ texts: [String]) -> [Section] {
        texts.map { Section(marker: "", title: "Lock", html: "", text: $0, line: 1) }
    }

    private static func isMended(_ before: [String], _ after: [String], days: (Int, Int) = (2, 3)) -> Bool {
        statement("A", nil, days.1).isMended(
            sections(after), from: sections(before), of: statement("A", nil, days.0))
    }

    @Test func whatIsPutRightIsTheSame() {
        let texts = Self.texts
        #expect(Self.isMended(texts, texts))
        #expect(Self.isMended(texts, texts.reversed()))
        #expect(Self.isMended(texts, texts.map { $0.replacing(" ", with: "\n") }))
        // A slip, a story that is new among many, or one that is taken out.
        #expect(Self.isMended(Array(texts[..<1]), [texts[0].replacing("told", with: "sold")]))
        #expect(Self.isMended(texts, Array(texts[..<5]) + ["Quite another matter."]))
        #expect(Self.isMended(texts, Array(texts[2...])))
        // What is added to leaves what was said, whatever figures are in what is new.
        #expect(Self.isMended(Array(texts[..<1]), [texts[0] + " The gates were closed at 23 o'clock."]))
        #expect(!Self.isMended([texts[0] + " The gates were closed at 23 o'clock."], Array(texts[..<1])))
        // The day that is put right stands in the text, too.
        #expect(Self.isMended(["On 2 November: \(texts[0])"], ["On 3 November: \(texts[0])"]))
    }

    @Test func whatIsSaidInTheSameWordsIsNot() {
        let texts = Self.texts
        #expect(!Self.isMended(Array(texts[..<1]), [texts[0].replacing("31 cm", with: "33 cm")]))
        #expect(!Self.isMended(Array(texts[..<4]), Array(texts[..<2]) + texts[4...]))
        #expect(!Self.isMended(texts, texts.map { $0.replacing("nothing", with: "something") }))
        #expect(!Self.isMended(Array(texts[..<1]), [texts[0].replacing("nothing else", with: "much more, and worse,")]))
    }

    /// What has no text is told by its headline and its links.
    @Test func storiesWithoutTextAreComparedToo() {
        func story(_ title: String, _ link: String) -> Section {
            Section(marker: "", title: title, html: "", text: "", links: [Link(title: link)], line: 1)
        }
        let (one, other) = (Self.statement("A", "1"), Self.statement("A", "2"))
        #expect(one.isMended([story("A", "x"), story("B", "y")], from: [story("A", "x"), story("B", "y")], of: other))
        #expect(
            !one.isMended([story("A", "v"), story("B", "w")], from: [story("A", "x"), story("B", "y")], of: other))
    }

    @Test(arguments: [
        ("周报12", true), ("week-13", false), ("天气1102", true), ("2026-11-02", true), ("20261102", true),
        ("261102", true),
        ("周报", false), ("1103", false),
    ]) func aNameStatesAnIssue(name: String, isNamed: Bool) {
        #expect(Self.statement("A", "第12期", 2).isNamed(in: IssueStatement.figures(in: name)) == isNamed)
    }

    @Test func figuresAreReadWholeInEitherWidth() {
        #expect(IssueStatement.figures(in: "第１２期，2026年011月 3.5") == [12, 2026, 11, 3, 5])
        #expect(IssueStatement.figures(in: String(repeating: "9", count: 400)).count == 1)
    }
}
