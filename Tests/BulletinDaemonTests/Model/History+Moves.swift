@testable import BulletinDaemon

/// Stories that go from one file to another, and files that hold another paper than before.
extension History {
    /// In which order two files are seen.
    private enum Order: CaseIterable { case atOnce, cutFirst, putInFirst }

    /// Whether stories can come from it, or into it, at once: it does not wait for a date, where they would be to come.
    private func isOpen(_ paper: ReaderModel.Paper) -> Bool {
        !paper.isDraft && !paper.isHeld && !paper.isBack && paper.start ?? world.now <= world.now
    }

    /// One that readers know.
    private mutating func knownStory(of paper: ReaderModel.Paper) -> ReaderModel.Story? {
        paper.stories.filter { model.stories[$0.number] != nil }.randomElement(using: &random)
    }

    /// Gives a paper other bytes.
    private mutating func renew(_ index: Int) -> (path: String, version: Int, outcome: TakenFile.Outcome) {
        count += 1
        model.papers[index].version = count
        model.papers[index].accepted = world.now
        return file(index, at: model.papers[index].path)
    }

    /// Takes a file that a story is cut out of, and one that it is put into.
    /// - Returns: how.
    private mutating func takeMove(of story: Int, from one: Int, to other: Int) throws -> Order {
        let (source, target) = (renew(one), renew(other))
        let order = Order.allCases.randomElement(using: &random) ?? .atOnce
        switch order {
        case .atOnce: try lookAgain(world.take([source, target], missing: missing))
        case .cutFirst:
            for file in [source, target] { try lookAgain(world.take([file], missing: missing)) }
            changed = [story]
        case .putInFirst:
            for file in [target, source] { try lookAgain(world.take([file], missing: missing)) }
        }
        return order
    }

    /// A story is cut out of one file and put into another.
    mutating func moveStory(from one: Int, to other: Int) throws -> String {
        let (paper, target) = (model.papers[one], model.papers[other])
        guard one != other, isOpen(paper), isOpen(target), paper.stories.count > 1, let story = knownStory(of: paper)
        else { return "nothing" }
        model.papers[one].stories.removeAll { $0.number == story.number }
        model.papers[other].stories.insert(story, at: number(0...target.stories.count))
        let order = try takeMove(of: story.number, from: one, to: other)
        return "\(story.number) moves from \(paper.path) to \(target.path), \(order)"
    }

    /// A story gets a file of its own.
    mutating func split(_ index: Int) throws -> String {
        let paper = model.papers[index]
        guard isOpen(paper), paper.stories.count > 1, let story = knownStory(of: paper) else { return "nothing" }
        model.papers[index].stories.removeAll { $0.number == story.number }
        count += 1
        var other = ReaderModel.Paper(
            number: count, path: (number(0...1) == 0 ? "a" : "z") + "\(count).txt", name: "Paper \(count)",
            stories: [story])
        other.isSingle = story.title.hasPrefix("Title") && number(0...1) == 0
        model.papers.append(other)
        let order = try takeMove(of: story.number, from: index, to: model.papers.count - 1)
        return "\(story.number) gets a file of its own, \(other.path)\(other.isSingle ? ", as a single" : ""), "
            + "out of \(paper.path), \(order)"
    }

    /// All stories of a file that goes are put into another.
    mutating func merge(_ one: Int, into other: Int) throws -> String {
        let (paper, target) = (model.papers[one], model.papers[other])
        guard one != other, isOpen(paper), isOpen(target),
            paper.stories.allSatisfy({ model.stories[$0.number] != nil })
        else { return "nothing" }
        model.papers[other].stories += paper.stories
        model.papers[one].state = .missing
        let file = renew(other)
        try lookAgain(world.take([file], missing: missing))
        try lookAgain(world.take([], gone: [paper.path], missing: missing))
        model.papers.remove(at: one)
        return "\(paper.path) goes, and its stories are put into \(target.path)"
    }

    /// A file is written over with the next issue; or, later, with the one before again.
    mutating func overwrite(_ index: Int) throws -> String {
        let paper = model.papers[index]
        guard isOpen(paper), paper.issue != nil else { return "nothing" }
        let former = model.papers.firstIndex { $0.state == .over && $0.path == paper.path }
        if let former, number(0...1) == 0 {
            model.papers[index].state = .over
            model.papers[former].state = .there
            changed = Set(model.papers[former].stories.map(\.number))
            model.papers[former].accepted = world.now
            try lookAgain(world.take([file(former, at: paper.path)], missing: missing))
            return "\(paper.path) holds \(model.papers[former].issue ?? "") again"
        }
        var next = self.paper(at: paper.path)
        next.name = paper.name
        next.issue = "#\(next.number)"
        next.isDraft = false
        next.date = nil
        model.papers[index].state = .over
        model.papers.append(next)
        try take(model.papers.count - 1, version: true)
        return "\(paper.path) is written over with \(next.issue ?? ""): \(next.stories.map(\.number))"
    }
}
