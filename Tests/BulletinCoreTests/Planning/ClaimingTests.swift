import Testing

@testable import BulletinCore

/// Which adopted entries the stories of a bulletin are.
@Suite struct ClaimingTests {
    static let key = BulletinKey("w")
    static let long = Array(repeating: "People read the same words of this story again.", count: 6).joined(
        separator: " ")
    static let other = Array(repeating: "Quite different matters are told of in these lines, and at length.", count: 6)
        .joined(separator: " ")

    static func origin(_ key: BulletinKey = key, tail: String = "0123456789ab") -> AdoptedOrigin {
        AdoptedOrigin(authority: PlanTests.authority, key: key, anchor: "s-\(tail)", slug: "w")
    }

    static func adopted(
        _ id: String, _ title: String, _ text: String? = nil, isWhole: Bool = true,
        at published: Timestamp? = PlanTests.now,
        updated: Timestamp? = nil, origin: AdoptedOrigin? = nil
    ) -> AdoptedEntry {
        AdoptedEntry(
            id: EntryID(uri: id), title: title, published: published, updated: updated,
            link: origin == nil ? "https://o.example/\(id)" : "https://n.example/bulletins/w/",
            content: AdoptedContent(text: text ?? PlanTests.section(title).text, isWhole: isWhole), origin: origin)
    }

    static func plan(
        _ sections: [Section], _ adopted: [AdoptedEntry], known: [KnownEntry] = [], date: StatedDate? = nil,
        isOfMove: Bool = true, at now: Timestamp = PlanTests.later
    ) -> Plan {
        let bulletin = PlanTests.bulletin(sections, date: date)
        return Plan(
            accepting: bulletin, key: key, known: known, authority: PlanTests.authority,
            dates: PlanTests.dates(bulletin, at: now), at: now, adopted: adopted, isOfMove: isOfMove
        ) { id in adopted.contains { $0.id == id } }
    }

    static func ids(_ plan: Plan) -> [String] { plan.items.map { $0.claim == nil ? "new" : $0.entry.id.uri } }

    /// Columns of issue 13, where readers know those of issue 12; and number 12, put right.
    @Test(arguments: [(true, ["new", "new", "c"]), (false, ["a", "b", "c"])])
    func theNextIssueIsNot(isNext: Bool, ids: [String]) {
        let titles = ["News", "Data", "Line"]
        var adopted = zip("abc", titles).map { Self.adopted("\($0)", $1, "\($1): \(Self.long)", origin: Self.origin()) }
        var issue = Self.adopted("i", "B 12", origin: Self.origin())
        issue.series = .issues
        adopted.append(issue)
        let sections = titles.map {
            PlanTests.section($0, text: "\($0): \(isNext && $0 != "Line" ? Self.other : Self.long)")
        }
        var bulletin = PlanTests.bulletin(sections)
        bulletin.title = "B 13"
        let plan = Plan(
            accepting: bulletin, key: Self.key, known: [], authority: PlanTests.authority,
            dates: PlanTests.dates(bulletin, at: PlanTests.later), at: PlanTests.later, adopted: adopted
        ) { id in adopted.contains { $0.id == id } }
        #expect(Self.ids(plan) == ids)
    }

    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var sections: [Section]
        var adopted: [AdoptedEntry]
        var ids: [String]
        var claims: [Plan.Claim?]
    }

    static let cases = [
        Case(
            testDescription: "the same headline", sections: [PlanTests.section("A"), PlanTests.section("B")],
            adopted: [adopted("b", "B"), adopted("a", "A")], ids: ["a", "b"], claims: [.same, .same]),
        Case(
            testDescription: "the same but for case, width and space",
            sections: [PlanTests.section("The ＮＥＷＳ of  today – “now”", text: long)],
            adopted: [adopted("a", "the news OF today - \"now\"", long)], ids: ["a"], claims: [.same]),
        Case(
            testDescription: "a corrected text", sections: [PlanTests.section("A", text: long + " And more.")],
            adopted: [adopted("a", "A", long)], ids: ["a"], claims: [.corrected]),
        Case(
            testDescription: "another headline over the same text",
            sections: [PlanTests.section("The news", text: long)],
            adopted: [adopted("a", "Teh news", long)], ids: ["a"], claims: [.corrected]),
        Case(
            testDescription: "the text decides among several of one headline",
            sections: [PlanTests.section("N", text: other), PlanTests.section("N", text: long)],
            adopted: [adopted("1", "N", long), adopted("2", "N", other)], ids: ["2", "1"], claims: [.same, .same]),
        Case(
            testDescription: "a headline that comes back is not the old story",
            sections: [PlanTests.section("Weekly notice", text: other)],
            adopted: [adopted("1", "Weekly notice", long)], ids: ["new"], claims: [nil]),
        Case(
            testDescription: "an entry without text", sections: [PlanTests.section("A", text: long)],
            adopted: [adopted("1", "A", "")], ids: ["1"], claims: [.same]),
        Case(
            testDescription: "the beginning alone is no change",
            sections: [PlanTests.section("A", text: long + " " + other)],
            adopted: [adopted("1", "A", long + "[…]", isWhole: false)], ids: ["1"], claims: [.same]),
        Case(
            testDescription: "a whole text in the place of a summary is compared",
            sections: [PlanTests.section("A", text: long + " And more.")],
            adopted: [adopted("1", "A", long + " And less.", isWhole: false)], ids: ["1"], claims: [.corrected]),
        Case(
            testDescription: "what another program put under the story is no change",
            sections: [PlanTests.section("A", text: long)],
            adopted: [adopted("1", "A", long + "\nThe post A appeared first on Old.")], ids: ["1"], claims: [.same]),
        Case(
            testDescription: "one entry is one story",
            sections: [PlanTests.section("A", text: long), PlanTests.section("A", text: long)],
            adopted: [adopted("1", "A", long)], ids: ["1", "new"], claims: [.same, nil]),
        Case(
            testDescription: "our own by place",
            sections: [PlanTests.section("A"), PlanTests.section("X", text: other), PlanTests.section("C")],
            adopted: [
                adopted("a", "A", origin: origin()), adopted("b", "B", origin: origin()),
                adopted("c", "C", origin: origin()),
            ], ids: ["a", "b", "c"], claims: [.same, .corrected, .same]),
        Case(
            testDescription: "our own of another bulletin are not taken", sections: [PlanTests.section("A")],
            adopted: [adopted("a", "A", origin: origin(BulletinKey("v")))], ids: ["new"], claims: [nil]),
        Case(
            testDescription: "equal headlines of our own are told apart by text",
            sections: [PlanTests.section("N", text: other), PlanTests.section("N", text: long)],
            adopted: [adopted("1", "N", long, origin: origin()), adopted("2", "N", other, origin: origin())],
            ids: ["2", "1"], claims: [.same, .same]),
    ]

    @Test(arguments: cases) func claimsEntries(_ c: Case) {
        let plan = Self.plan(c.sections, c.adopted)
        #expect(Self.ids(plan) == c.ids)
        #expect(plan.items.map(\.claim) == c.claims)
        for item in plan.items where item.claim != nil {
            #expect(item.change == .addition)
            #expect(item.entry.published == PlanTests.now)
            #expect(item.entry.updated == (item.claim == .same ? PlanTests.now : PlanTests.later))
        }
        #expect(
            Set(plan.items.map(\.entry.anchor)).count == Set(plan.items.map(\.entry.id)).count
                || c.adopted[0].origin != nil)
    }

    @Test func datesAreThoseOfTheFeed() {
        let updated = PlanTests.now.advanced(by: 50)
        let same = Self.plan([PlanTests.section("A")], [Self.adopted("a", "A", updated: updated)])
        #expect(same.items[0].entry.updated == updated)
        let undated = Self.plan([PlanTests.section("A")], [Self.adopted("a", "A", at: nil)])
        #expect(undated.items[0].entry.published == PlanTests.later)
        // A clock that is behind does not move a date back.
        let early = Self.plan(
            [PlanTests.section("A", text: Self.long)], [Self.adopted("a", "A", Self.long + "x", updated: updated)],
            at: PlanTests.now.advanced(by: -1000))
        #expect(early.items[0].entry.updated == updated.advanced(by: 1))
    }

    /// A headline that comes back is the old story if its date says so.
    @Test(arguments: [(0, "1"), (1, "1"), (-1, "1"), (7, "new")]) func theDateCounts(days: Int64, id: String) {
        let date = StatedDate(
            day: CivilDate(daysSinceEpoch: PlanTests.now.date.daysSinceEpoch + days), secondOfDay: 0, offset: 0,
            origin: .text)
        let plan = Self.plan(
            [PlanTests.section("Weekly notice", text: Self.other)], [Self.adopted("1", "Weekly notice", Self.long)],
            date: date, at: PlanTests.now.advanced(by: 30 * 86_400))
        #expect(Self.ids(plan) == [id])
    }

    /// What waits for its time comes out before it only if that very text was out already.
    @Test func whatWaitsTakesOnlyWhatWasOut() {
        let date = StatedDate(
            day: CivilDate(daysSinceEpoch: PlanTests.later.date.daysSinceEpoch + 3), secondOfDay: 0, offset: 0,
            origin: .frontMatter)
        let sections = [PlanTests.section("A", text: Self.long + " And more."), PlanTests.section("B")]
        let plan = Self.plan(
            sections, [Self.adopted("a", "A", Self.long), Self.adopted("b", "B")], date: date)
        #expect(Self.ids(plan) == ["new", "b"])
    }

    /// What nobody can compare is known only where it was there from the beginning, or is of that day.
    @Test(arguments: ["", "A"]) func withoutTextAHeadlineIsNotEnough(text: String) {
        for isWhole in [false, true] {
            let adopted = [Self.adopted("1", "A", text, isWhole: isWhole)]
            let sections = [PlanTests.section("A", text: Self.long)]
            #expect(Self.ids(Self.plan(sections, adopted)) == ["1"])
            #expect(Self.ids(Self.plan(sections, adopted, isOfMove: false)) == ["new"])
            let day = StatedDate(day: PlanTests.now.date, origin: .text)
            #expect(Self.ids(Self.plan(sections, adopted, date: day, isOfMove: false)) == ["1"])
        }
    }

    /// A picture without words lets nothing out before its time.
    @Test func whatWaitsIsNotTakenForWhatHasNoText() {
        let date = StatedDate(
            day: CivilDate(daysSinceEpoch: PlanTests.later.date.daysSinceEpoch + 3), origin: .frontMatter)
        let plan = Self.plan(
            [PlanTests.section("A", text: Self.long)], [Self.adopted("1", "A", "", isWhole: true)], date: date)
        #expect(Self.ids(plan) == ["new"])
    }

    /// A post that has no title is known by its words, whichever of them became one.
    @Test(arguments: [false, true]) func postsWithoutTitleAreKnownByTheirWords(isWhole: Bool) {
        let line = "The keeper went home for the winter."
        let rest = "Until May the lamp runs by itself, as it did in other years."
        for text in [line + "\n" + rest, line] {
            let adopted = [Self.adopted("1", "", text, isWhole: isWhole)]
            for section in [
                PlanTests.section(line, text: text == line ? "" : rest), PlanTests.section("keeper", text: text),
            ] {
                let plan = Self.plan([section], adopted, isOfMove: false)
                #expect(Self.ids(plan) == ["1"], "\(section.title)")
                #expect(plan.items[0].claim == .same)
            }
            #expect(Self.ids(Self.plan([PlanTests.section(line, text: Self.other)], adopted)) == ["new"])
        }
    }

    @Test func knownStoriesComeFirst() {
        let known = PlanTests.applied(PlanTests.plan([PlanTests.section("A")]), to: [])
        let plan = Self.plan(
            ["A", "B"].map { PlanTests.section($0) }, [Self.adopted("a", "A"), Self.adopted("b", "B")], known: known)
        #expect(plan.items.map(\.entry.id) == [known[0].id, EntryID(uri: "b")])
        #expect(plan.items.map(\.change) == [.none, .addition])
    }

    /// An anchor belongs to one story of a page, whatever its entry is called.
    @Test func anchorsDiffer() {
        let first = Self.plan([PlanTests.section("A")], [Self.adopted("a", "A")])
        let known = PlanTests.applied(first, to: [])
        let second = Self.plan(["A", "A"].map { PlanTests.section($0) }, [], known: known)
        #expect(Set(second.items.map(\.entry.anchor)).count == 2)
    }

    @Test func aBulletinIsFoundByItsStories() {
        let adopted = ["A", "B", "C"].map { Self.adopted($0, $0, origin: Self.origin(BulletinKey("old"))) }
        let elsewhere = [Self.adopted("x", "X", origin: Self.origin())]
        func key(_ titles: [String]) -> String {
            let bulletin = PlanTests.bulletin(titles.map { PlanTests.section($0) })
            return AdoptedBulletins.key(of: bulletin, at: Self.key, among: adopted + elsewhere).text
        }
        #expect(key(["A", "B", "C"]) == "old")
        #expect(key(["A", "B", "D"]) == "old")
        #expect(key(["A", "D", "E"]) == "w")
        #expect(key(["X"]) == "w")
        #expect(key(["Y"]) == "w")
    }
}
