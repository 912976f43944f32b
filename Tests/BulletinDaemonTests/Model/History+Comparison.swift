import BulletinCore

@testable import BulletinDaemon

/// The feeds beside the model.
extension History {
    /// Looks at all feeds as a reader does, and remembers what is new.
    /// - Returns: what is not as it must be.
    mutating func compare() throws -> [String] {
        let chain = try chain(of: .stories)
        var wrong = orderFaults(of: chain)
        let entries = chain.flatMap(\.entries)
        var unseen = Dictionary(entries.map { ([$0.title, $0.html], $0) }, uniquingKeysWith: { one, _ in one })
        if unseen.count != entries.count { wrong.append("an entry stands in the feed twice") }
        let issues = Dictionary(grouping: try self.chain(of: .issues).flatMap(\.entries), by: \.title)
        for paper in model.papers {
            var visible: [Entry] = []
            for (position, story) in paper.stories.enumerated() {
                let entry = unseen.removeValue(forKey: [story.title, story.html])
                switch (model.sight(of: story, in: paper, at: world.now), entry) {
                case (.must, nil): wrong.append("\(story.number) of \(paper.path) is not to be seen")
                case (.mustNot, _?): wrong.append("\(story.number) of \(paper.path) is to be seen")
                case (_, let entry?):
                    visible.append(entry)
                    wrong += faults(of: entry, story, position, in: paper)
                case (.may, nil): if model.stories[story.number] != nil { away.insert(story.number) }
                default: break
                }
            }
            wrong += issueFaults(of: paper, issues[paper.title] ?? [], visible)
        }
        wrong += unseen.values.map { "'\($0.title)' is in the feed, and nobody wrote it" }
        wrong += tombstoneFaults(of: chain[0], entries)
        if chain[0].updated < feedUpdated { wrong.append("the feed's date went back") }
        feedUpdated = chain[0].updated
        return wrong
    }

    private func chain(of series: Series) throws -> [Feed] {
        let feed = DocumentKey.siteFeed(series)
        var chain = [try world.feed(DocumentKey(feed: feed, archive: 0))]
        while let number = chain.last?.previousArchive {
            chain.append(try world.feed(DocumentKey(feed: feed, archive: number)))
        }
        return chain
    }

    private func orderFaults(of chain: [Feed]) -> [String] {
        chain.flatMap { document in
            let dates = document.entries.map(\.published)
            let isFull = dates.count > Self.limits.entries
            return (dates == dates.sorted(by: >) ? [] : ["document \(document.archive ?? 0) is out of order"])
                + (isFull ? ["document \(document.archive ?? 0) holds \(dates.count) entries"] : [])
        }
    }

    private mutating func faults(
        of entry: Entry, _ story: ReaderModel.Story, _ position: Int, in paper: ReaderModel.Paper
    ) -> [String] {
        let name = "\(story.number) of \(paper.path)"
        let fact = ReaderModel.Fact(id: entry.id, published: entry.published, updated: entry.updated)
        var wrong: [String] = []
        let old = model.stories.updateValue(fact, forKey: story.number)
        guard let old else {
            if !model.isPlausible(fact.published, ofStory: position, in: paper, at: world.now) {
                wrong.append("\(name) bears \(fact.published.rfc3339)")
            }
            if fact.updated != fact.published { wrong.append("\(name) is new and corrected") }
            if let other = model.stories.first(where: { $0.value.id == fact.id && $0.key != story.number }) {
                wrong.append("\(name) is '\(story.title)' and bears the id of \(other.key), \(fact.id.uri)")
            }
            return wrong
        }
        let isChanged = away.remove(story.number) != nil || changed.contains(story.number)
        let updated = isChanged ? max(world.now, old.updated.advanced(by: 1)) : old.updated
        let expected = ReaderModel.Fact(id: old.id, published: old.published, updated: updated)
        if fact != expected { wrong.append("\(name) is \(fact), not \(expected)") }
        return wrong
    }

    private mutating func issueFaults(
        of paper: ReaderModel.Paper, _ issues: [Entry], _ visible: [Entry]
    ) -> [String] {
        guard let issue = issues.first else {
            return visible.isEmpty ? [] : ["\(paper.path) is not in the feed of issues"]
        }
        // Its name is now that of the next one.
        if visible.isEmpty, model.papers.contains(where: { $0.number != paper.number && $0.title == paper.title }) {
            return []
        }
        if visible.isEmpty || issues.count > 1 {
            return ["\(paper.path) is in the feed of issues \(issues.count) times"]
        }
        var wrong: [String] = []
        let isSame = issue.contents.isEmpty || issue.contents.map(\.id) == visible.map(\.id)
        if !isSame { wrong.append("\(paper.path): its issue lists other stories, or in another order") }
        let fact = ReaderModel.Fact(id: issue.id, published: issue.published, updated: issue.updated)
        if let old = model.issues.updateValue(fact, forKey: paper.number) {
            if (old.id, old.published) != (fact.id, fact.published) || fact.updated < old.updated {
                wrong.append("\(paper.path): its issue is \(fact), and was \(old)")
            }
        }
        return wrong
    }

    /// What is there is not said to be gone, and what went today is.
    private func tombstoneFaults(of feed: Feed, _ entries: [Entry]) -> [String] {
        let ids = Set(entries.map(\.id))
        return feed.tombstones.filter { ids.contains($0.id) }.map { "'\($0.title)' is there, and said to be gone" }
    }
}
