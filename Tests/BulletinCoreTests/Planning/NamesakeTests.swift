import TestSupport
import Testing

@testable import BulletinCore

/// Stories of one bulletin under one headline: each keeps its id with its text.
@Suite struct NamesakeTests {
    private static func update(_ text: String, marker: String = "") -> Section {
        PlanTests.section("Update", marker: marker, text: text)
    }

    private static let (north, south, east) = (
        "The northern road is closed until the bridge at the mill has been repaired.",
        "Water stands at twelve metres below the southern gauge, and rises no more.",
        "Ferries to the eastern islands sail every second hour from Monday on."
    )

    private static let cases = [
        PlanTests.Case(
            testDescription: "another of the headline is put in front", before: [update(north), update(south)],
            after: [update(east), update(north), update(south)], origins: [nil, 0, 1],
            changes: [.addition, .none, .none]),
        PlanTests.Case(
            testDescription: "the first of two is taken out", before: [update(north), update(south)],
            after: [update(south)], origins: [1], changes: [.none], retracted: 1),
        PlanTests.Case(
            testDescription: "another is put in front, and what was first is mended",
            before: [update(north), update(south)], after: [update(east), update(north + " Wait."), update(south)],
            origins: [nil, 0, 1], changes: [.addition, .revision, .none]),
        PlanTests.Case(
            testDescription: "the oldest of a list goes, and another comes",
            before: [update(north), update(south)], after: [update(south), update(east)], origins: [1, nil],
            changes: [.none, .addition], retracted: 1),
        PlanTests.Case(
            testDescription: "one is rewritten where it stands", before: [update(north), update(south)],
            after: [update(north), update(east)], origins: [0, 1], changes: [.none, .revision]),
        PlanTests.Case(
            testDescription: "all are rewritten", before: [update("a"), update("b")],
            after: [update("c"), update("d"), update("e")], origins: [0, 1, nil],
            changes: [.revision, .revision, .addition]),
        PlanTests.Case(
            testDescription: "numbers move on with what is put in front",
            before: [update(north, marker: "1."), update(south, marker: "2.")],
            after: [update(east, marker: "1."), update(north, marker: "2."), update(south, marker: "3.")],
            origins: [nil, 0, 1], changes: [.addition, .none, .none]),
        PlanTests.Case(
            testDescription: "numbers tell what was rewritten",
            before: [update("a", marker: "1."), update("b", marker: "2."), update("c", marker: "3.")],
            after: [update("d", marker: "2."), update("c", marker: "3.")], origins: [1, 2],
            changes: [.revision, .none], retracted: 1),
        PlanTests.Case(
            testDescription: "equal texts keep their order",
            before: [update("a"), update("a"), update(north)], after: [update(north), update("a"), update("a")],
            origins: [2, 0, 1], changes: [.none, .none, .none]),
    ]

    @Test(arguments: cases) func namesakesAreToldApart(_ c: PlanTests.Case) {
        PlanTests().matchesStories(c)
        PlanTests().aPlanIsEmptyOnceApplied(c)
    }

    @Test func whatWasTakenOutComesBackForItsTextAlone() {
        let texts = [Self.north, Self.south]
        let first = PlanTests.applied(PlanTests.plan(texts.map { Self.update($0) }), to: [])
        let second = PlanTests.applied(PlanTests.plan([Self.update(Self.south)], known: first), to: first)
        let other = PlanTests.plan([Self.east, Self.south].map { Self.update($0) }, known: second)
        #expect(other.items.map(\.change) == [.addition, .none])
        let same = PlanTests.plan(texts.map { Self.update($0) }, known: second)
        #expect(same.items.map(\.change) == [.return, .none])
        #expect(same.items.map(\.entry.id) == first.map(\.id))
    }

    @Test func whatIsThereGoesBeforeWhatWentUnderItsNumber() {
        let twice = ["1.", "2."].map { Self.update(Self.north, marker: $0) }
        let first = PlanTests.applied(PlanTests.plan(twice), to: [])
        let second = PlanTests.applied(PlanTests.plan([twice[0]], known: first), to: first)
        let third = PlanTests.plan([Self.update(Self.east, marker: "1."), twice[1]], known: second)
        #expect(third.items.map(\.change) == [.addition, .none])
        #expect(third.items[1].entry.id == first[0].id)
    }

    /// After each step everything unchanged has its id, and what is new has one that was never seen.
    @Test(arguments: 0..<60) func unchangedTextsKeepTheirIds(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let isNumbered = seed % 2 == 1
        var known: [KnownEntry] = []
        var ids: [String: EntryID] = [:]
        var texts: [String] = []
        var gone: [String] = []
        func text() -> String {
            (0..<12).map { _ in String(UInt64.random(in: 0...UInt64.max, using: &random), radix: 36) }
                .joined(separator: " ")
        }
        for step in 0..<20 {
            var added: [String] = []
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1:
                for _ in 0..<Int.random(in: 1...3, using: &random) {
                    added.append(text())
                    texts.insert(added[added.count - 1], at: Int.random(in: 0...texts.count, using: &random))
                }
            case 2 where texts.count > 1:
                gone.append(texts.remove(at: Int.random(in: 0..<texts.count, using: &random)))
            case 3 where !gone.isEmpty:
                texts.insert(gone.removeLast(), at: Int.random(in: 0...texts.count, using: &random))
            default: texts.shuffle(using: &random)
            }
            let plan = PlanTests.plan(
                texts.enumerated().map { Self.update($1, marker: isNumbered ? "\($0 + 1)." : "") }, known: known,
                at: PlanTests.now.advanced(by: step))
            known = PlanTests.applied(plan, to: known)
            #expect(Set(known.map(\.id)).count == known.count)
            for item in plan.items {
                let text = item.entry.section.text
                if let id = ids[text] { #expect(item.entry.id == id, "step \(step)") }
                if added.contains(text) { #expect(!ids.values.contains(item.entry.id), "step \(step)") }
                ids[text] = item.entry.id
            }
        }
    }

    /// FAULTS, row 42.
    @Test(arguments: [500, 5_000]) func manyEqualHeadlinesAreStable(count: Int) {
        let texts = (0..<count).map { "Text \($0) of many under one headline, \($0 * 7919 % 10_007)." }
        let first = PlanTests.applied(PlanTests.plan(texts.map { Self.update($0) }), to: [])
        #expect(Set(first.map(\.id)).count == count)
        let place = count / 3
        let changed = texts[..<place] + ["Another one, put among them."] + texts[place...]
        let plan = PlanTests.plan(changed.map { Self.update($0) }, known: first)
        #expect(plan.items.count { $0.change == .addition } == 1 && plan.items[place].change == .addition)
        #expect(plan.items.count { $0.change == .none } == count && plan.retractions.isEmpty)
        // Where nothing but the order is left, that decides.
        let others = (0..<count).map { "\($0 + count)" }
        let rewritten = PlanTests.plan(others.map { Self.update($0) }, known: first)
        #expect(rewritten.items.map(\.entry.id) == first.map(\.id))
    }
}
