import BulletinCore

/// What readers must see of an inbox: what editors know of their files, and a reader's memory. Knows nothing of how
/// bulletind finds out.
struct ReaderModel {
    struct Story: Hashable {
        /// Its own for good, whatever its words become.
        let number: Int
        var title: String
        var text: String

        var html: String { "<p>\(text)</p>" }
    }

    /// A bulletin, in a file or in none.
    struct Paper {
        enum State {
            case there
            /// The file is away, and the grace time has not passed.
            case missing
            case gone
            /// The file holds another issue.
            case over
        }

        let number: Int
        var path: String
        /// What it is called as a digest.
        var name: String
        var issue: String?
        var stories: [Story]
        /// Whether it is of one story, as long as it has no more.
        var isSingle = false
        /// Taken out of it earlier.
        var withdrawn: [Story] = []
        var date: StatedDate?
        var isDraft = false
        /// Whether it was taken back once: put back with a time to come, it waits for that, and is read again then.
        var isBack = false
        var state = State.there
        /// Of its content: equal versions, equal bytes.
        var version = 0
        /// When the present version was accepted.
        var accepted = Timestamp(seconds: 0)

        var kind: Bulletin.Kind { isSingle && stories.count == 1 ? .single : .digest }
        var title: String { kind == .single ? stories[0].title : name }

        var bulletin: Bulletin {
            Bulletin(
                kind: kind, title: title, date: date, issue: issue, isDraft: isDraft,
                sections: stories.enumerated().map { index, story in
                    Section(
                        marker: "\(index + 1).", title: story.title, html: story.html, text: story.text,
                        line: index + 1)
                })
        }

        /// The moment that is stated; the first second of a day. All dates are in UTC.
        var start: Timestamp? {
            date.map { Timestamp($0.day, secondOfDay: $0.secondOfDay ?? 0, offset: $0.offset ?? 0) }
        }

        /// Whether its time had not come when it was accepted.
        var isHeld: Bool { start.map { $0 > accepted } ?? false }
    }

    /// What a reader remembers of a story or an issue.
    struct Fact: Hashable {
        var id: EntryID
        var published: Timestamp
        var updated: Timestamp
    }

    enum Sight { case must, may, mustNot }

    var papers: [Paper] = []
    /// Of all stories that ever were to be seen.
    var stories: [Int: Fact] = [:]
    /// Of all bulletins that ever were.
    var issues: [Int: Fact] = [:]

    /// Whether a story is to be seen.
    func sight(of story: Story, in paper: Paper, at now: Timestamp) -> Sight {
        guard ![.gone, .over].contains(paper.state), !paper.isDraft else { return .mustNot }
        if paper.isBack, paper.isHeld {
            return stories[story.number] == nil && paper.start ?? now > now ? .mustNot : .may
        }
        // What is out stays out, whatever the clock says later.
        guard stories[story.number] == nil, paper.isHeld, let start = paper.start else { return .must }
        if now < start { return .mustNot }
        // Stories of a day without a time take its first seconds, or stand some minutes behind others of that day.
        let isDay = paper.date?.secondOfDay == nil
        return isDay && now < start.advanced(by: paper.stories.count + 600) ? .may : .must
    }

    /// Whether a story that is seen for the first time may bear a date.
    func isPlausible(_ published: Timestamp, ofStory position: Int, in paper: Paper, at now: Timestamp) -> Bool {
        let count = paper.stories.count
        guard let start = paper.start else {
            // It was accepted at some moment until now, and may lie a minute ahead to stand apart from others.
            // Others of its batch stand behind it.
            // What is added within a minute stands with it.
            return published <= now.advanced(by: 60) && published >= now.advanced(by: -count - 90)
        }
        if paper.date?.secondOfDay != nil {
            // Behind the story before it, which keeps the date that it had when there were others before that.
            return published <= start.advanced(by: -position) && published >= start.advanced(by: -100)
        }
        return published >= start.advanced(by: -count) && published <= start.advanced(by: 86_399)
            && (paper.isHeld || published <= paper.accepted)
    }
}
