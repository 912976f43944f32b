import BulletinCore
import TestSupport

@testable import BulletinDaemon

/// A random history of an inbox, taken by the catalogue and by the model alike. The same seed, the same history.
struct History {
    static let limits = DocumentLimits(entries: 6, bytes: 1_000_000)

    var random: SeededRandom
    var model = ReaderModel()
    let world: World
    /// Not while somebody holds the catalogue.
    var mayRestart = true
    /// What was done so far, a line each.
    private(set) var steps: [String] = []
    var count = 0
    /// Stories that readers see otherwise than before by the step in hand.
    var changed: Set<Int> = []
    /// Stories that were to be seen once and wait for another time.
    var away: Set<Int> = []
    /// How many stories came out by the step in hand because it was their time.
    private(set) var released = 0
    /// Of the feed of stories, when it was looked at last.
    var feedUpdated = Timestamp(seconds: 0)

    init(seed: UInt64) throws {
        random = SeededRandom(seed: seed)
        world = try World(inMemory: true) { $0.zone = .utc }
    }

    /// Does one step, and tells what the catalogue then says otherwise than the model.
    mutating func step() throws -> [String] {
        passTime()
        changed = []
        steps.append("\(world.now.rfc3339): \(try act())")
        released = try world.catalogue.release(at: world.now)
        try world.catalogue.seal(Self.limits)
        return try compare()
    }

    private mutating func passTime() {
        let coming = model.papers.compactMap { $0.isHeld ? $0.start : nil }.filter { $0 > world.now }
        if number(0...3) == 0, let start = coming.min() {
            world.now = start.advanced(by: number(-3...0))
            return
        }
        let seconds =
            switch number(0...19) {
            case 0: number(86_400...(40 * 86_400))
            case 1: -number(1...(30 * 86_400))
            case 2: 0
            case 3: -number(1...100)
            case 4...7: number(1...10)
            default: number(1...20_000)
            }
        world.now = world.now.advanced(by: seconds)
        // A machine without a battery begins in 1970, and learns the time later.
        if number(0...99) == 0 { world.now = Timestamp(seconds: Int64(number(0...100_000))) }
        if world.now.seconds < 1_000_000_000, number(0...1) == 0 { world.now = Timestamp(seconds: 1_801_000_000) }
    }

    // MARK: What editors do

    private mutating func act() throws -> String {
        let there = model.papers.indices.filter { model.papers[$0].state == .there }
        guard let index = there.randomElement(using: &random) else { return try add() }
        switch number(0...24) {
        case 0...3: return try add()
        case 4:
            return try revise(index, "edits a story of") { paper, history in
                let story = history.number(0...(paper.stories.count - 1))
                paper.stories[story].text += " more" + String(history.count)
                return [paper.stories[story].number]
            }
        case 5:
            return try revise(index, "retitles a story of") { paper, history in
                let story = history.number(0...(paper.stories.count - 1))
                paper.stories[story].title = history.title()
                return [paper.stories[story].number]
            }
        case 6:
            return try revise(index, "reorders") { paper, history in
                paper.stories.shuffle(using: &history.random)
                return []
            }
        case 7, 8:
            return try revise(index, "inserts a story into") { paper, history in
                paper.stories.insert(history.story(in: paper), at: history.number(0...paper.stories.count))
                return []
            }
        case 9:
            return try revise(index, "takes a story out of") { paper, history in
                // In a draft another may come to its place, and nobody sees that it is another.
                guard paper.stories.count > 1, !paper.isDraft else { return [] }
                paper.withdrawn.append(paper.stories.remove(at: history.number(0...(paper.stories.count - 1))))
                return []
            }
        case 10:
            return try revise(index, "brings a story back into") { paper, history in
                guard let story = paper.withdrawn.popLast() else { return [] }
                paper.stories.insert(story, at: history.number(0...paper.stories.count))
                return [story.number]
            }
        case 11:
            return try revise(index, "makes a draft of, or publishes,") { paper, _ in
                paper.isDraft.toggle()
                paper.isBack = true
                return paper.isDraft ? [] : Set(paper.stories.map(\.number))
            }
        case 12: return try rename(index)
        case 13: return try copy(index)
        case 14:
            model.papers[index].state = .missing
            return "\(model.papers[index].path) goes"
        case 15: return try comeBack()
        case 16: return try retract()
        case 17: return try replace(index)
        case 18: return try swap(index, there.randomElement(using: &random) ?? index)
        case 19, 20: return try moveStory(from: index, to: there.randomElement(using: &random) ?? index)
        case 21: return try split(index)
        case 22: return try merge(index, into: there.randomElement(using: &random) ?? index)
        case 23: return try overwrite(index)
        default:
            guard mayRestart else { return "nothing" }
            try world.restart()
            return "restart"
        }
    }

    /// - Parameter path: `nil` for one of its own.
    mutating func paper(at path: String? = nil) -> ReaderModel.Paper {
        count += 1
        let number = count
        var paper = ReaderModel.Paper(
            number: number, path: path ?? "p\(number).txt", name: "Paper \(number)", stories: [])
        for _ in 0...self.number(0...3) { paper.stories.append(story(in: paper)) }
        if self.number(0...3) == 0 { paper.issue = "#\(number)" }
        paper.isDraft = self.number(0...9) == 0
        paper.date = date()
        paper.version = number
        return paper
    }

    private mutating func add() throws -> String {
        let paper = paper()
        model.papers.append(paper)
        try take(model.papers.count - 1, version: true)
        return "\(paper.path) comes with \(paper.stories.map(\.number)), \(paper.date.map { "\($0)" } ?? "undated")"
            + (paper.isDraft ? ", a draft" : "")
    }

    /// - Parameter change: returns the stories that readers see otherwise than before.
    private mutating func revise(
        _ index: Int, _ what: String, _ change: (inout ReaderModel.Paper, inout History) -> Set<Int>
    ) throws -> String {
        count += 1
        var paper = model.papers[index]
        changed = change(&paper, &self)
        model.papers[index] = paper
        try take(index, version: true)
        return "somebody \(what) \(paper.path): \(paper.stories.map(\.number))"
    }

    private mutating func rename(_ index: Int) throws -> String {
        count += 1
        let old = model.papers[index].path
        model.papers[index].path = "r\(count).txt"
        if model.papers[index].issue != nil, number(0...1) == 0 {
            // Title and issue number tell who it is.
            model.papers[index].stories.append(story(in: model.papers[index]))
            try take(index, version: true, missing: [old])
            return "\(old) comes revised as \(model.papers[index].path)"
        }
        try take(index, version: false, missing: [old])
        return "\(old) is renamed to \(model.papers[index].path)"
    }

    /// The same bytes under two names; then the first goes, and the second stands in for it.
    private mutating func copy(_ index: Int) throws -> String {
        count += 1
        let old = model.papers[index].path
        let new = "c\(count).txt"
        try world.take([file(index, at: new)], missing: missing)
        if number(0...1) == 0 {
            try world.take([], gone: [new], missing: missing)
            return "\(old) is copied to \(new), which goes"
        }
        model.papers[index].path = new
        try lookAgain(world.take([], gone: [old], missing: missing))
        return "\(old) is copied to \(new), and goes"
    }

    /// Another paper takes the place of one that is put away under another name, before or behind the old one.
    private mutating func replace(_ index: Int) throws -> String {
        let old = model.papers[index].path
        let new = (number(0...1) == 0 ? "a" : "z") + "\(count + 1).txt"
        // A copy of a draft is a draft of its own once the original is another.
        let isCopied = number(0...1) == 0 && !model.papers[index].isDraft
        if isCopied { try world.take([file(index, at: new)], missing: missing) }
        let other = paper(at: old)
        model.papers[index].path = new
        model.papers.append(other)
        let last = model.papers.count - 1
        model.papers[last].accepted = world.now
        if isCopied {
            try lookAgain(world.take([file(last, at: old)], missing: missing))
        } else {
            model.papers[index].accepted = world.now
            try world.take([file(last, at: old), file(index, at: new)], missing: missing)
        }
        return "\(old) is \(isCopied ? "copied" : "renamed") to \(new), and comes with "
            + "\(other.stories.map(\.number)), \(other.date.map { "\($0)" } ?? "undated")\(other.isDraft ? ", a draft" : "")"
    }

    private mutating func swap(_ one: Int, _ other: Int) throws -> String {
        guard one != other else { return "nothing" }
        let paths = (model.papers[one].path, model.papers[other].path)
        (model.papers[other].path, model.papers[one].path) = paths
        for index in [one, other] { model.papers[index].accepted = world.now }
        try world.take(
            [one, other].map { file($0, at: model.papers[$0].path) }, missing: missing)
        return "\(paths.0) and \(paths.1) are swapped"
    }

    private mutating func comeBack() throws -> String {
        let away = model.papers.indices.filter { [.missing, .gone].contains(model.papers[$0].state) }
        guard let index = away.randomElement(using: &random) else { return "nothing" }
        let wasGone = model.papers[index].state == .gone
        // Of a draft, nothing but its name tells who it is.
        let isMoved = number(0...2) == 0 && !model.papers[index].isDraft
        var old: Set<String> = []
        if isMoved {
            count += 1
            if !wasGone { old = [model.papers[index].path] }
            model.papers[index].path = "m\(count).txt"
        }
        model.papers[index].state = .there
        if wasGone { model.papers[index].isBack = true }
        if wasGone { changed = Set(model.papers[index].stories.map(\.number)) }
        try take(index, version: false, missing: old)
        return "\(model.papers[index].path) comes back"
    }

    private mutating func retract() throws -> String {
        let away = model.papers.indices.filter { model.papers[$0].state == .missing }
        guard let index = away.randomElement(using: &random) else { return "nothing" }
        model.papers[index].state = .gone
        try world.take([], gone: [model.papers[index].path], missing: missing)
        return "\(model.papers[index].path) is gone"
    }

    // MARK: How it reaches the catalogue

    var missing: Set<String> { Set(model.papers.filter { $0.state == .missing }.map(\.path)) }

    /// - Parameter version: whether the bytes are new.
    mutating func take(_ index: Int, version: Bool, missing other: Set<String> = []) throws {
        if version { model.papers[index].version = count }
        model.papers[index].accepted = world.now
        try lookAgain(world.take([file(index, at: model.papers[index].path)], missing: missing.union(other)))
    }

    func file(_ index: Int, at path: String) -> (path: String, version: Int, outcome: TakenFile.Outcome) {
        (path, model.papers[index].version, .bulletin(model.papers[index].bulletin))
    }

    /// Takes the files again that a batch made depend on where they lie.
    func lookAgain(_ batch: TakenBatch) throws {
        for path in batch.again {
            guard let index = model.papers.firstIndex(where: { $0.path == "\(path)" && $0.state == .there }) else {
                continue
            }
            try world.take([file(index, at: "\(path)")], missing: missing)
        }
    }

    // MARK: Random things

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    private mutating func title() -> String {
        count += 1
        return "Title \(count)"
    }

    /// Some of a paper bear the same headline, and are told apart by their texts. Where nothing but a headline is left to
    /// go by, a story may be taken for one that was taken out: in a draft, or when no other bears the headline.
    private mutating func story(in paper: ReaderModel.Paper) -> ReaderModel.Story {
        count += 1
        let words = (0..<12).map { _ in String(number(0...Int.max), radix: 36) }
        let shared = "Update of \(paper.number)"
        let isTold =
            !paper.isDraft
            && (paper.stories.contains { $0.title == shared } || !paper.withdrawn.contains { $0.title == shared })
        return ReaderModel.Story(
            number: count, title: isTold && number(0...2) == 0 ? shared : "Title \(count)",
            text: words.joined(separator: " "))
    }

    private mutating func date() -> StatedDate? {
        let moment: Timestamp
        switch number(0...5) {
        case 0, 1, 2: return nil
        case 3: moment = world.now.advanced(by: -number(0...(400 * 86_400)))
        case 4: moment = world.now.advanced(by: -number(0...100_000))
        default: moment = world.now.advanced(by: number(0...100_000))
        }
        let second = number(0...1) == 0 ? nil : Int(moment.seconds.quotientAndRemainder(dividingBy: 86_400).remainder)
        return StatedDate(
            day: moment.date, secondOfDay: second.map { ($0 + 86_400) % 86_400 }, offset: 0, origin: .text, line: 1)
    }
}
