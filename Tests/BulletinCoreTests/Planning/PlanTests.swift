import TestSupport
import Testing

@testable import BulletinCore

@Suite struct PlanTests {
    static let now = Timestamp(seconds: 1_800_000_000)
    static let later = now.advanced(by: 1000)
    static let authority = TagAuthority(name: "example.org", date: now.date)

    static func section(_ title: String, marker: String = "", text: String? = nil) -> Section {
        let text = text ?? "The body of \(title) with enough words to be told from another."
        return Section(marker: marker, title: title, html: "<p>\(text)</p>", text: text, line: 1)
    }

    static func bulletin(_ sections: [Section], date: StatedDate? = nil) -> Bulletin {
        Bulletin(kind: .digest, title: "B", date: date, sections: sections)
    }

    static func dates(_ bulletin: Bulletin, at now: Timestamp, newest: Timestamp? = nil) -> PublicationDates {
        PublicationDates(of: bulletin, zone: .utc, undatedAt: now, now: now) { range in
            newest.flatMap { range.contains($0) ? $0 : nil }
        }
    }

    static func plan(_ sections: [Section], known: [KnownEntry] = [], at now: Timestamp = now) -> Plan {
        let bulletin = bulletin(sections)
        return Plan(
            accepting: bulletin, key: BulletinKey("b"), known: known, authority: authority,
            dates: dates(bulletin, at: now), at: now
        ) { _ in false }
    }

    /// The catalogue's part: live entries in their order, then those that were taken out.
    static func applied(_ plan: Plan, to known: [KnownEntry]) -> [KnownEntry] {
        let kept = Set(plan.items.map(\.entry.id))
        let gone = known.filter { !kept.contains($0.id) }.map { entry in
            var entry = entry
            entry.isRetracted = true
            return entry
        }
        return plan.items.map(\.entry) + gone
    }

    /// A new story of the same wording is put before one that is retitled and not changed otherwise.
    @Test func theVeryTextGoesBeforeALikeOne() throws {
        func text(_ place: String) -> String { "No ferry goes to \(place) on Monday. " + Self.long }
        let first = Self.plan([Self.section("A"), Self.section("No ferry", text: text("Eastham"))])
        let entries = first.items.map(\.entry)
        let plan = Self.plan(
            [
                Self.section("A"), Self.section("Ferry to Westham cancelled", text: text("Westham")),
                Self.section("Ferry to Eastham cancelled", text: text("Eastham")),
            ], known: entries, at: Self.later)
        #expect(plan.items[2].entry.id == entries[1].id)
        #expect(plan.items[1].entry.id != entries[1].id)
    }

    /// A day that may as well be that of an event is taken when it is past, and not waited for.
    @Test func whatMayBeAnEventIsNotWaitedFor() {
        func dates(_ days: Int, mayHold: Bool) -> PublicationDates {
            let day = Self.now.advanced(by: days * 86_400).date
            let date = StatedDate(day: day, origin: .text, line: 1, mayHold: mayHold)
            return Self.dates(Self.bulletin([Self.section("A")], date: date), at: Self.now)
        }
        #expect(dates(3, mayHold: true).areHeld)
        #expect(!dates(3, mayHold: false).areHeld)
        #expect(dates(3, mayHold: false).first == Self.now)
        #expect(dates(-3, mayHold: false) == dates(-3, mayHold: true))
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var before: [Section]
        var after: [Section]
        /// For each story afterwards, the place of the one that it was before; `nil` for a new one.
        var origins: [Int?]
        var changes: [Plan.Item.Change]
        var retracted: Int = 0
    }

    static let long = String(repeating: "People read the same words of this story again. ", count: 6)

    static let ferry = "Her hull leaks. "
    static let bridge = "It took four years. "

    static let cases = [
        Case(
            testDescription: "nothing changed", before: ["A", "B"].map { section($0) },
            after: ["A", "B"].map { section($0) }, origins: [0, 1], changes: [.none, .none]),
        Case(
            testDescription: "a story is put in front", before: ["A", "B"].map { section($0) },
            after: ["N", "A", "B"].map { section($0) }, origins: [nil, 0, 1], changes: [.addition, .none, .none]),
        Case(
            testDescription: "the order is turned", before: ["A", "B", "C"].map { section($0) },
            after: ["C", "B", "A"].map { section($0) }, origins: [2, 1, 0], changes: [.none, .none, .none]),
        Case(
            testDescription: "a story is taken out", before: ["A", "B", "C"].map { section($0) },
            after: ["A", "C"].map { section($0) }, origins: [0, 2], changes: [.none, .none], retracted: 1),
        Case(
            testDescription: "a headline is mended, the text stays",
            before: [section("A"), section("Teh news", text: long)],
            after: [section("A"), section("The news", text: long)], origins: [0, 1], changes: [.none, .revision]),
        Case(
            testDescription: "headline and text are other, between two that stay",
            before: [section("A"), section("Old", text: "short"), section("C")],
            after: [section("A"), section("New", text: "else"), section("C")], origins: [0, 1, 2],
            changes: [.none, .revision, .none]),
        Case(
            testDescription: "two equal headlines keep their order by their markers",
            before: [section("N", marker: "1.", text: "one"), section("N", marker: "2.", text: "two")],
            after: [section("N", marker: "2.", text: "two"), section("N", marker: "1.", text: "one")], origins: [1, 0],
            changes: [.none, .none]),
        Case(
            testDescription: "a word of the headlines and half the texts are other, and the order",
            before: [
                section("A"),
                section("The old ferry to Eastham is repaired", text: ferry + "She will be back in June."),
                section("The new bridge at Westham is opened", text: bridge + "The mayor is expected to speak."),
            ],
            after: [
                section(
                    "The new bridge at Westham was opened", text: bridge + "Hundreds came, and a cyclist was first."),
                section("A"),
                section("The old ferry to Eastham was repaired", text: ferry + "Today she went out for a first trial."),
            ], origins: [2, 0, 1], changes: [.revision, .none, .revision]),
        Case(
            testDescription: "nearly the same headline over another text",
            before: [section("A"), section("The old ferry to Eastham is repaired", text: ferry)],
            after: [section("The old ferry to Eastham was repaired", text: bridge + bridge), section("A")],
            origins: [nil, 0], changes: [.addition, .none], retracted: 1),
        Case(
            testDescription: "another issue over the same file shares nothing",
            before: ["A", "B"].map { section($0, text: "old words about \($0)") },
            after: ["X", "Y"].map { section($0, text: "quite different matters, \($0)") }, origins: [nil, nil],
            changes: [.addition, .addition], retracted: 2),
    ]

    private static let halves = [
        "The dam was inspected before the flood season by engineers of three districts. ",
        "New rules for wells came into force in April: owners must report depth and yield each quarter, and nobody may "
            + "sink another one within the protected zone without a permit of the county office. ",
    ]

    static let splits = [
        Case(
            testDescription: "a story is split, its headline stays with one part",
            before: [section("Z"), section("A", text: halves.joined())],
            after: [section("Z"), section("A", text: halves[0]), section("B", text: halves[1])], origins: [0, 1, nil],
            changes: [.none, .revision, .addition]),
        Case(
            testDescription: "a story is split under two new headlines: the larger part goes on",
            before: [section("Z"), section("A", text: halves.joined()), section("Y")],
            after: [section("Z"), section("C", text: halves[0]), section("B", text: halves[1]), section("Y")],
            origins: [0, nil, 1, 2], changes: [.none, .addition, .revision, .none]),
        Case(
            testDescription: "two stories become one under one of their headlines",
            before: [section("A", text: halves[0]), section("B", text: halves[1])],
            after: [section("B", text: halves.joined())], origins: [1], changes: [.revision], retracted: 1),
        Case(
            testDescription: "two stories become one under another headline: the larger goes on",
            before: [section("Z"), section("A", text: halves[0]), section("B", text: halves[1])],
            after: [section("Z"), section("C", text: halves.joined())], origins: [0, 2], changes: [.none, .revision],
            retracted: 1),
    ]

    @Test(arguments: splits) func splitsAndMergesAreFollowed(_ c: Case) { matchesStories(c) }

    @Test(arguments: cases) func matchesStories(_ c: Case) {
        let first = Self.applied(Self.plan(c.before), to: [])
        let plan = Self.plan(c.after, known: first, at: Self.later)
        #expect(plan.items.map { item in first.firstIndex { $0.id == item.entry.id } } == c.origins)
        #expect(plan.items.map(\.change) == c.changes)
        #expect(plan.retractions.count == c.retracted)
        for item in plan.items where item.change == .none {
            #expect(item.entry.updated == first.first { $0.id == item.entry.id }?.updated)
        }
        for item in plan.items where item.change == .revision { #expect(item.entry.updated == Self.later) }
    }

    @Test(arguments: cases) func aPlanIsEmptyOnceApplied(_ c: Case) {
        let first = Self.applied(Self.plan(c.before), to: [])
        let second = Self.applied(Self.plan(c.after, known: first, at: Self.later), to: first)
        let again = Self.plan(c.after, known: second, at: Self.later.advanced(by: 1000))
        #expect(again.items.allSatisfy { $0.change == .none })
        #expect(again.retractions.isEmpty)
    }

    @Test(arguments: [
        ("<p>One  word\nmore</p>", "<p>One word more</p>", true), ("<p>a\r\n b</p>", "<p>a\tb</p>", true),
        ("<p>One word</p>", "<p>Oneword</p>", false), ("<p>甲\n乙</p>", "<p>甲乙</p>", false),
        ("<p>One\u{3000}word</p>", "<p>One\u{3000}\u{3000}word</p>", false), ("<p>a </p>", "<p>a</p>", false),
        ("<p>a\u{A0} b</p>", "<p>a\u{A0}\u{A0}b</p>", true), ("<p>a b</p>", "<p>a\u{A0}b</p>", true),
        ("<p>a b</p>", "<p>a\u{202F}b</p>", true), ("<p>ab</p>", "<p>a\u{A0}b</p>", false),
        ("<pre>a  b</pre>", "<pre>a b</pre>", false),
        ("<p>a  b</p>", "<pre>a b</pre>", false), ("<p>a</p>\n", "<p>a</p>\n\n", true), ("<p>a", "<p>a b", false),
        ("<p>a <strong>b</strong></p>", "<p>a <b>b</b></p>", true),
        ("<p><em>a</em> b</p>", "<p><i>a</i> b</p>", true),
        ("<p>a <strong>b</strong></p>", "<p>a <em>b</em></p>", false),
        ("<p>a <strong>b</strong></p>", "<p>a <b>c</b></p>", false),
        ("<p>a <strong>b</strong></p>", "<p>a <br/>b</p>", false),
        ("<p>&lt;b&gt;</p>", "<p>&lt;strong&gt;</p>", false),
        ("<tr><th><p>a</p></th></tr>", "<tr><td><p>a</p></td></tr>", true),
        ("<tr><th scope=\"col\">a</th></tr>", "<tr><td>a</td></tr>", true),
        ("<tr><th colspan=\"2\">a</th></tr>", "<tr><td>a</td></tr>", false),
        (
            "<a href=\"https://a.example/%E5%85%AC?x=%7e%2F\">a</a>",
            "<a href=\"https://a.example/%e5%85%ac?x=~%2f\">a</a>",
            true
        ),
        ("<a href=\"https://a.example/a%2Fb\">a</a>", "<a href=\"https://a.example/a/b\">a</a>", false),
        ("<a href=\"https://a.example/a\">a</a>", "<a href=\"https://a.example/A\">a</a>", false),
        ("<a href=\"https://a.example/a\">a</a>", "<a>a</a>", false),
        ("<a href=\"https://a.example/\"><u>a</u></a>", "<a href=\"https://a.example/\">a</a>", true),
        ("<p><u>a</u></p>", "<p>a</p>", false),
        ("<p>a%20b</p>", "<p>a b</p>", false), ("<p>%7E</p>", "<p>~</p>", false),
        // Another picture at the same place.
        ("<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", "<p>a<img src=\"local:c.png\" alt=\"b\"/></p>", true),
        ("<p>a<img src=\"local:a.png\" alt=\"\"/></p>", "<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", true),
        ("<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", "<p>a<img src=\"local:a.png\"/></p>", true),
        (
            "<p>a<img src=\"local:a.png\" alt=\"b\"/></p>",
            "<p>a<img src=\"local:a.png\" alt=\"b\" title=\"c\" width=\"9\"/></p>", true
        ),
        ("<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", "<p>a<img src=\"local:a.png\" alt=\"c\"/></p>", false),
        ("<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", "<p>a</p>", false),
        ("<p>a<img src=\"local:a.png\" alt=\"b\"/></p>", "<p><img src=\"local:a.png\" alt=\"b\"/>a</p>", false),
        ("<p>a<img src=\"https://t.example/a?t=1\"/></p>", "<p>a<img src=\"https://t.example/a?t=2\"/></p>", true),
        // Set by a program.
        ("<p>It's \"so\"...</p>", "<p>It’s “so”…</p>", true), ("<p>‘a’ ‚b‘</p>", "<p>'a' 'b'</p>", true),
        ("<p>5' 6\"</p>", "<p>5′ 6″</p>", true), ("<p>'a'</p>", "<p>\"a\"</p>", false),
        ("<p>“他说……”</p>", "<p>\"他说......\"</p>", true), ("<p>a...</p>", "<p>a.</p>", false),
        ("<p>a--b, c -- d</p>", "<p>a—b, c – d</p>", true), ("<p>a - b</p>", "<p>a – b</p>", true),
        ("<p>7-9, 2--3</p>", "<p>7–9, 2–3</p>", true), ("<p>甲——乙</p>", "<p>甲--乙</p>", true),
        ("<p>a - b</p>", "<p>a b</p>", false), ("<p>a-b</p>", "<p>a–b</p>", false),
        ("<p>say --force</p>", "<p>say -force</p>", false), ("<p>-5</p>", "<p>5</p>", false),
        ("<p>-5 to\u{2011}day</p>", "<p>−5 to-day</p>", true), ("<p>-----</p>", "<p>--</p>", false),
        ("<p>co\u{AD}op\u{200B}</p>", "<p>coop</p>", true), ("<p>it’s</p>", "<p>its</p>", false),
        ("<p><code>it's --a</code></p>", "<p><code>it’s --a</code></p>", false),
        ("<p><code>a--b</code> 'c'</p>", "<p><code>a—b</code> 'c'</p>", false),
        ("<p><code>a</code> 'c'</p>", "<p><code>a</code> ‘c’</p>", true),
        // Lines and paragraphs, and what only parts the source.
        ("<p>a<br/>\nb</p>", "<p>a</p>\n<p>b</p>", true), ("<p>a</p><p>\u{A0}</p><p>b</p>", "<p>a</p><p>b</p>", true),
        ("<p>a<br>b<br/><br />c</p>", "<p>a</p><p>b</p><p>c</p>", true), ("<p>a</p><p>b</p>", "<p>ab</p>", false),
        ("<p>a</p><p>b</p>", "<p>a b</p>", false), ("<ul><li>a</li></ul>", "<p>a</p>", false),
        ("<ul>\n<li><p>a</p>\n</li>\n</ul>\n", "<ul><li>a</li></ul>", true),
        ("<ul><li>a</li><li>b</li></ul>", "<ul><li>a<br/>b</li></ul>", false),
        ("<tr><td>a</td></tr>", "<tr><td><p>a</p></td></tr>", true), ("a", "<p>a</p>", true),
        ("<h3>a</h3>\n<p>b</p>", "<h3>a</h3><p>b</p>", true), ("<p><em>a</em></p>", "<p>a</p>", false),
        ("<p>a <img", "<p>a <img s", false), ("<p title=\"a\">b</p>", "<p title=\"c\">b</p>", false),
    ]) func whatNobodySeesIsNoCorrection(before: String, after: String, isSame: Bool) {
        func story(_ html: String) -> Section { Section(marker: "", title: "A", html: html, text: html, line: 1) }
        let first = Self.applied(Self.plan([story(before)]), to: [])
        let plan = Self.plan([story(after)], known: first, at: Self.later)
        #expect(plan.items[0].change == (isSame ? .none : .revision))
        #expect(plan.items[0].entry.section.html == after)
    }

    @Test(arguments: [
        ("Ferry times", "Ferry\u{A0}times", "https://a.example/%7Ex", "https://a.example/~x", true),
        ("Ferry times", "Ferry times", "https://a.example/x", "https://a.example/y", false),
        ("Ferry times", "Ferrytimes", "https://a.example/x", "https://a.example/x", false),
        (
            "The \"Rose\" doesn't sail -- yet...", "The “Rose” doesn’t sail – yet…", "https://a.example/",
            "https://a.example/", true
        ),
        ("They're here", "They are here", "https://a.example/", "https://a.example/", false),
    ]) func titlesAndLinksAreWeighedLikeTexts(
        title: String, other: String, address: String, otherAddress: String, isSame: Bool
    ) {
        func story(_ title: String, _ url: String) -> Section {
            Section(title: title, html: "<p>a</p>", text: "a", links: [Link(title: title, url: url)], line: 1)
        }
        let first = Self.applied(Self.plan([story(title, address)]), to: [])
        let plan = Self.plan([story(other, otherAddress)], known: first, at: Self.later)
        #expect(plan.items[0].change == (isSame ? .none : .revision))
    }

    @Test func whatWasTakenOutComesBackAsItself() {
        let first = Self.applied(Self.plan(["A", "B"].map { Self.section($0) }), to: [])
        let second = Self.applied(Self.plan([Self.section("A")], known: first, at: Self.later), to: first)
        let plan = Self.plan(["A", "B"].map { Self.section($0) }, known: second, at: Self.later.advanced(by: 5))
        #expect(plan.items[1].change == .return)
        #expect(plan.items[1].entry.id == first[1].id)
        #expect(plan.items[1].entry.published == first[1].published)
    }

    /// Promises 3 and 4, over random histories.
    @Test(arguments: 0..<60) func identityHoldsOverAnyHistory(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var known: [KnownEntry] = []
        var now = Self.now
        var published: [EntryID: Timestamp] = [:]
        var updated: [EntryID: Timestamp] = [:]
        var sections = (0..<5).map { Self.section("Story \($0)") }
        for step in 0..<12 {
            switch Int.random(in: 0..<4, using: &random) {
            case 0: sections.insert(Self.section("New \(step)"), at: Int.random(in: 0...sections.count, using: &random))
            case 1 where sections.count > 1: sections.remove(at: Int.random(in: 0..<sections.count, using: &random))
            case 2: sections.shuffle(using: &random)
            default:
                let index = Int.random(in: 0..<sections.count, using: &random)
                sections[index] = Self.section(sections[index].title, text: "Corrected in step \(step).")
            }
            now = now.advanced(by: Int.random(in: -50...500, using: &random))
            let plan = Self.plan(sections, known: known, at: now)
            known = Self.applied(plan, to: known)
            #expect(Set(known.map(\.id)).count == known.count)
            for item in plan.items {
                let entry = item.entry
                #expect(published[entry.id, default: entry.published] == entry.published)
                #expect(updated[entry.id, default: entry.updated] <= entry.updated)
                if item.change == .none { #expect(updated[entry.id] == entry.updated) }
                published[entry.id] = entry.published
                updated[entry.id] = entry.updated
            }
        }
    }

    struct DateCase: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var seconds: Int?
        var daysAhead = 0
        var newest: Int?
        /// Of the first of three stories, from the start of the day.
        var first: Int
        var isHeld = false
    }

    /// The moment is 08:00:00 of its day.
    @Test(arguments: [
        DateCase(testDescription: "a stated time is taken as it is", seconds: 100, first: 100),
        DateCase(testDescription: "even where others stand", seconds: 100, newest: 99, first: 100),
        DateCase(testDescription: "a time to come is waited for", seconds: 40_000, first: 40_000, isHeld: true),
        DateCase(testDescription: "a day has its stories at its start", first: 2),
        DateCase(testDescription: "behind those of others", newest: 50, first: 53),
        DateCase(testDescription: "but not ahead of the clock", newest: 28_799, first: 2),
        DateCase(testDescription: "a day to come is waited for", daysAhead: 1, first: 86_402, isHeld: true),
        DateCase(testDescription: "a day that is over has room to its end", daysAhead: -1, newest: -100, first: -97),
    ]) func datesStories(_ c: DateCase) {
        let now = Timestamp(Self.now.date, secondOfDay: 28_800)
        let start = Timestamp(Self.now.date)
        let day = CivilDate(daysSinceEpoch: Self.now.date.daysSinceEpoch + Int64(c.daysAhead))
        let bulletin = Self.bulletin(
            ["A", "B", "C"].map { Self.section($0) },
            date: StatedDate(day: day, secondOfDay: c.seconds, offset: nil, origin: .text))
        let dates = Self.dates(bulletin, at: now, newest: c.newest.map { start.advanced(by: $0) })
        #expect(dates.published(0) == start.advanced(by: c.first))
        #expect(dates.published(2) == start.advanced(by: c.first - 2))
        #expect(dates.areHeld == c.isHeld)
    }

    @Test(arguments: [(nil, 0), (-100, 0), (-1, 2), (0, 3), (57, 60), (58, 0)] as [(Int?, Int)])
    func undatedStoriesComeNowButApart(newest: Int?, first: Int) {
        let bulletin = Self.bulletin(["A", "B", "C"].map { Self.section($0) })
        let dates = Self.dates(bulletin, at: Self.now, newest: newest.map { Self.now.advanced(by: $0) })
        #expect(dates.published(0) == Self.now.advanced(by: first))
        #expect(!dates.areHeld)
    }

    struct OrderCase: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// Of the day at noon; `nil` for its beginning.
        var hour: Int?
        var before: [String]
        var after: [String]
        /// Whether all stories stand apart, which they need not within a day.
        var areApart = true
        var isUndated = false
    }

    /// Stories that are added to what is out stand where the file has them, for readers that sort by time.
    @Test(arguments: [
        OrderCase(
            testDescription: "a day", before: ["A", "B", "C"], after: ["A", "B", "C", "D", "E"], areApart: false),
        OrderCase(testDescription: "a day, within", before: ["A", "B"], after: ["A", "C", "D", "B"], areApart: false),
        OrderCase(testDescription: "an hour", hour: 12, before: ["A", "B", "C"], after: ["A", "B", "C", "D", "E"]),
        OrderCase(
            testDescription: "an hour, stories withdrawn", hour: 12, before: ["A", "B", "C", "D", "E"],
            after: ["D", "E", "F", "G"]),
        OrderCase(
            testDescription: "no date, seconds later", before: ["A", "B", "C"], after: ["A", "B", "C", "D", "E"],
            areApart: false, isUndated: true),
    ]) func whatIsAddedStandsBehind(_ c: OrderCase) {
        let day = CivilDate(daysSinceEpoch: Self.now.date.daysSinceEpoch - 3)
        let date = StatedDate(
            day: day, secondOfDay: c.hour.map { $0 * 3_600 }, offset: c.hour.map { _ in 0 }, origin: .frontMatter)
        func plan(_ titles: [String], _ known: [KnownEntry], at now: Timestamp) -> Plan {
            let sections = titles.map { Self.section($0, text: String(repeating: "\($0)\($0) \($0). ", count: 9)) }
            let bulletin = Self.bulletin(sections, date: c.isUndated ? nil : date)
            return Plan(
                accepting: bulletin, key: BulletinKey("b"), known: known, authority: Self.authority,
                dates: Self.dates(bulletin, at: now), at: now
            ) { _ in false }
        }
        let first = plan(c.before, [], at: Self.now)
        let items = plan(c.after, first.items.map(\.entry), at: Self.now.advanced(by: 5)).items
        for item in items {
            let former = first.items.first { $0.entry.id == item.entry.id }
            #expect(former.map { $0.entry.published == item.entry.published } ?? true)
            #expect(item.entry.published.date == (c.isUndated ? Self.now.date : day))
        }
        for (item, next) in zip(items, items.dropFirst()) {
            #expect(item.entry.published >= next.entry.published)
            #expect(!c.areApart || item.entry.published > next.entry.published)
        }
    }

    /// What was dated by another version, before the day that is stated now, is no measure.
    @Test func anEarlierDateDrawsNothingBack() {
        let bulletin = Self.bulletin([Self.section("A")])
        let known = Plan(
            accepting: bulletin, key: BulletinKey("b"), known: [], authority: Self.authority,
            dates: Self.dates(bulletin, at: Self.now.advanced(by: -200_000)), at: Self.now
        ) { _ in false }.items.map(\.entry)
        let day = CivilDate(daysSinceEpoch: Self.now.date.daysSinceEpoch - 1)
        let next = Self.bulletin(
            ["A", "B"].map { Self.section($0) }, date: StatedDate(day: day, origin: .frontMatter))
        let items = Plan(
            accepting: next, key: BulletinKey("b"), known: known, authority: Self.authority,
            dates: Self.dates(next, at: Self.now), at: Self.now
        ) { _ in false }.items
        #expect(items[1].entry.published.date == day)
    }
}
