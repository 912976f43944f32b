/// Finds, for each new story of a bulletin, the adopted entry that readers know it as.
///
/// Entries of our own that belong to the bulletin are matched as a new version's stories are (`Matching`). Another
/// program's are matched by headline, with the text to decide among several of one headline: a headline that comes back
/// every week is not enough for a story that is new to be taken for an old one, which no reader would show.
struct Claiming {
    private let sections: [ReadableSection]
    private let adopted: [AdoptedEntry]
    private let key: BulletinKey
    private let day: CivilDate?
    private let statement: IssueStatement
    private let isHeld: Bool
    private let isOfMove: Bool
    /// For each section the index into `adopted`.
    private(set) var claims: [Int?]
    private var isUsed: [Bool]

    /// - Parameters:
    ///   - isNew: for each section, whether it is no entry of the catalogue yet.
    ///   - isWhole: whether the bulletin has no entries in the catalogue, so that places in it mean something.
    ///   - isHeld: whether the bulletin waits for its time: then of another program's only what was out already comes out.
    ///   - isOfMove: whether the file was there for the move: then a headline is enough where there is no text or date to
    ///     tell by.
    init(
        _ bulletin: Bulletin, key: BulletinKey, isNew: [Bool], isWhole: Bool, isHeld: Bool, isOfMove: Bool,
        adopted: [AdoptedEntry]
    ) {
        self.adopted = adopted
        self.key = key
        self.isHeld = isHeld
        self.isOfMove = isOfMove
        day = bulletin.date?.day
        statement = bulletin.statement
        sections = bulletin.sections.map(ReadableSection.init)
        claims = Array(repeating: nil, count: sections.count)
        isUsed = Array(repeating: false, count: adopted.count)
        let open = sections.indices.filter { isNew[$0] }
        matchOwn(open, byPlace: isWhole)
        matchOthers(open)
    }

    // MARK: our own

    private mutating func matchOwn(_ open: [Int], byPlace: Bool) {
        let known = adopted.indices.filter { adopted[$0].origin?.key == key && adopted[$0].series == .stories }
        guard !known.isEmpty, !open.isEmpty else { return }
        var matches = [Int?](repeating: nil, count: open.count)
        var used = [Bool](repeating: false, count: known.count)
        let stories = open.map { sections[$0] }
        let entries = known.map { adopted[$0] }
        let texts = entries.map { ReadableText.key($0.content.text) }
        if isNextIssue(stories.map(\.key), entries, texts) {
            func telling(_ text: String) -> String? { text.isEmpty ? nil : text }
            Matching.pair(stories.map { telling($0.key) }, with: texts.map(telling), &matches, &used)
            claim(matches, open, known)
            return
        }
        // What is written otherwise in large and small letters is told from its namesakes by that, too.
        Matching.pairByHeadline(
            stories.map { Namesake(marker: $0.section.title, title: $0.headline, text: $0.key) },
            with: zip(entries, texts).map { Namesake(marker: $0.title, title: $0.headline, text: $1) },
            live: entries.count, &matches, &used)
        Matching.pairByText(stories.map(\.key), texts, &matches, &used)
        if byPlace { Matching.pairByPlace(open.count, known.count, &matches, &used) }
        claim(matches, open, known)
    }

    private mutating func claim(_ matches: [Int?], _ open: [Int], _ known: [Int]) {
        for (story, match) in matches.enumerated() {
            guard let match else { continue }
            claims[open[story]] = known[match]
            isUsed[known[match]] = true
        }
    }

    /// Whether the title of the bulletin says that it is a later issue than the one that readers know.
    private func isNextIssue(_ stories: [String], _ entries: [AdoptedEntry], _ texts: [String]) -> Bool {
        guard let issue = adopted.first(where: { $0.origin?.key == key && $0.series == .issues }),
            entries.allSatisfy(\.content.isWhole)
        else { return false }
        let other = IssueStatement(title: issue.title, number: nil, day: nil, isSingle: statement.isSingle)
        func sections(_ texts: [String]) -> [Section] {
            texts.map { Section(marker: "", title: "", html: "", text: $0, line: 1) }
        }
        return statement.isOther(than: other)
            && !statement.isMended(sections(stories), from: sections(texts), of: other)
    }

    // MARK: another program's

    private struct Pair {
        var section: Int
        var entry: Int
        /// Compared in their order, greater first.
        var rank: [Int]
    }

    /// Best pairs first, each section and entry used once.
    private mutating func matchOthers(_ open: [Int]) {
        let others = adopted.indices.filter { adopted[$0].origin == nil && !isUsed[$0] }
        guard !others.isEmpty else { return }
        var byHeadline: [String: [Int]] = [:]
        var byText: [[UInt8]: [Int]] = [:]
        for index in others {
            byHeadline[adopted[index].headline, default: []].append(index)
            if let digest = adopted[index].content.digest { byText[digest, default: []].append(index) }
        }
        var pieces: [Int: Set<UInt64>] = [:]
        var pairs: [Pair] = []
        for section in open where claims[section] == nil {
            let story = sections[section]
            let named = byHeadline[story.headline] ?? []
            let alike = (story.digest.flatMap { byText[$0] } ?? []).filter { !named.contains($0) }
            let untitled = (ReadableText.digest(story.wholeKey).flatMap { byText[$0] } ?? []).filter {
                adopted[$0].headline.isEmpty && !named.contains($0) && !alike.contains($0)
            }
            for entry in named + alike + untitled {
                let known = pieces[entry] ?? Matching.pieces(of: ReadableText.key(adopted[entry].content.text))
                pieces[entry] = known
                if let pair = pair(section, entry, known) { pairs.append(pair) }
            }
        }
        pairs.sort { one, other in
            one.rank == other.rank
                ? (one.section, one.entry) < (other.section, other.entry)
                : other.rank.lexicographicallyPrecedes(one.rank)
        }
        for pair in pairs where claims[pair.section] == nil && !isUsed[pair.entry] {
            claims[pair.section] = pair.entry
            isUsed[pair.entry] = true
        }
    }

    /// - Returns: `nil` when they are not the same story.
    private func pair(_ section: Int, _ entry: Int, _ known: Set<UInt64>) -> Pair? {
        let (story, other) = (sections[section], adopted[entry])
        // No text is nobody's own: it may be a picture.
        let hasText = !other.content.text.isEmpty || story.key.isEmpty && !other.headline.isEmpty
        let isText = other.content.isWhole && hasText && story.isSameForReaders(as: other)
        if isHeld, !isText { return nil }
        let isOfDay = day.map { day in
            other.published.map { abs($0.date.daysSinceEpoch - day.daysSinceEpoch) <= 1 } ?? true
        }
        // Percent of the shorter text that stands in the other; `nil` when there is no telling.
        let own = other.headline.isEmpty ? Matching.pieces(of: story.wholeKey) : story.pieces
        let smaller = min(own.count, known.count)
        let likeness = smaller < 8 ? nil : own.intersection(known).count * 100 / smaller
        guard isText || isOfDay == true || (likeness ?? (isOfDay == nil && isOfMove ? 100 : 0)) >= 20 else {
            return nil
        }
        return Pair(
            section: section, entry: entry,
            rank: [
                isText ? 1 : 0, likeness ?? 0, story.section.title == other.title ? 1 : 0, isOfDay == true ? 1 : 0,
            ])
    }
}

/// A section as readers see it.
struct ReadableSection {
    let section: Section
    let headline: String
    /// Of its text and links, see `ReadableText.key`.
    let key: String
    let pieces: Set<UInt64>
    /// See `AdoptedContent.digest`.
    let digest: [UInt8]?

    /// Of the title and the text.
    var wholeKey: String { ReadableText.key(section.title) + key }

    init(_ section: Section) {
        self.section = section
        headline = ReadableText.headline(section.title)
        let text =
            ReadableText(html: section.wholeHTML, isOwn: { LocalAddress.isLocal(Array($0.utf8)[...]) })?.text
            ?? section.text
        key = ReadableText.key(text)
        digest = AdoptedContent(text: text).digest
        pieces = Matching.pieces(of: key)
    }

    /// Whether readers see in the section what they saw in the entry: its title, text and links. Another program sets
    /// a text otherwise, and may show only its beginning: that alone is no change.
    /// - Parameter withoutAddresses: whether words alone count.
    func isSameForReaders(as entry: AdoptedEntry, withoutAddresses: Bool = false) -> Bool {
        guard let root = entry.link.flatMap(OwnPage.init)?.root, entry.origin != nil else {
            // Where it has no title, one of its words may have become ours.
            if entry.headline.isEmpty, Self.isSame(wholeKey, as: entry.content) { return true }
            return (entry.headline.isEmpty || headline == entry.headline) && Self.isSame(key, as: entry.content)
        }
        guard ReadableText.squeezed(section.title) == entry.title else { return false }
        guard entry.content.isWhole else { return Self.isSame(key, as: entry.content) }
        // What the channel puts under a corrected story is not of it, if the story does not say so itself.
        let texts = [entry.content.text, FeedWording.withoutCorrection(entry.content.text)].compactMap(\.self)
        let lines = Set(texts.map(Self.line))
        let isOwn = OwnPage.isOwn(root: root)
        return [false, true].contains { hasWords in
            guard let seen = ReadableText(html: section.wholeHTML, hasWords: hasWords, isOwn: isOwn) else {
                return false
            }
            return lines.contains(Self.line(seen.text))
                && (withoutAddresses || Set(seen.addresses) == Set(entry.content.addresses))
        }
    }

    private static func line(_ text: String) -> String {
        String(decoding: text.utf8.map { $0 == UInt8(ascii: "\n") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
    }

    /// - Parameter key: of a text.
    private static func isSame(_ key: String, as content: AdoptedContent) -> Bool {
        var other = ReadableText.key(content.text)
        if other == key || other.isEmpty { return true }
        if content.isWhole {
            // What WordPress puts under each story.
            guard other.hasPrefix(key) else { return false }
            let rest = other.dropFirst(key.count)
            return rest.hasPrefix("thepost") && rest.contains("appearedfirston")
        }
        for ending in ["[...]", "..."] where other.hasSuffix(ending) { other.removeLast(ending.count) }
        // A summary that is written for itself tells nothing of the text.
        return key.hasPrefix(other) || other.utf8.count * 2 < key.utf8.count
    }
}

extension Section {
    /// What headlines are compared by, see `AdoptedEntry.headline`.
    public var headlineKey: String { ReadableText.headline(title) }
    /// See `AdoptedContent.digest`: of its text, and of that with its title, which an entry without title may be.
    public var digests: (text: [UInt8]?, whole: [UInt8]?) {
        let story = ReadableSection(self)
        return (story.digest, ReadableText.digest(story.wholeKey))
    }

    /// See `AdoptedContent.digest`: of its text as readers may have seen it. Where a picture of the site is not there, the
    /// words that stand for it are.
    public var shownDigests: [[UInt8]] {
        let digests = [false, true].compactMap { hasWords in
            ReadableText(html: wholeHTML, hasWords: hasWords) { LocalAddress.isLocal(Array($0.utf8)[...]) }
                .flatMap { AdoptedContent(text: $0.text).digest }
        }
        return digests.first == digests.last ? Array(digests.prefix(1)) : digests
    }

    /// With the list of links, as entries show it.
    var wholeHTML: String {
        guard !links.isEmpty else { return html }
        var whole = html + "\n<p>\(HTMLText.escaped(linksLabel ?? ""))</p>\n<ul>"
        for link in links {
            let title = HTMLText.escaped(link.title)
            whole += "<li>" + (link.url.map { "<a href=\"\(HTMLText.escaped($0))\">\(title)</a>" } ?? title) + "</li>"
        }
        return whole + "</ul>"
    }
}

/// Which adopted bulletin of ours a new one is.
public enum AdoptedBulletins {
    /// - Parameters:
    ///   - key: that its path gives it.
    ///   - adopted: entries of our own that bear one of its headlines or have the text of one of its stories, and all
    ///     that belong to `key`.
    /// - Returns: the key of the bulletin that its stories belong to; `key` when there is none, or it is that.
    public static func key(of bulletin: Bulletin, at key: BulletinKey, among adopted: [AdoptedEntry]) -> BulletinKey {
        let sections = bulletin.sections.map(ReadableSection.init)
        let headlines = Dictionary(sections.map { ($0.headline, $0) }, uniquingKeysWith: { one, _ in one })
        let digests = Set(sections.compactMap(\.digest))
        var common: [BulletinKey: Int] = [:]
        for entry in adopted where entry.series == .stories {
            guard let owner = entry.origin?.key else { continue }
            let isText = entry.content.digest.map(digests.contains) ?? false
            let pieces = isText ? [] : Matching.pieces(of: ReadableText.key(entry.content.text))
            let isAlike = headlines[entry.headline].map { story in
                let smaller = min(story.pieces.count, pieces.count)
                return smaller == 0 || story.pieces.intersection(pieces).count * 2 >= smaller
            }
            if isText || isAlike == true { common[owner, default: 0] += 1 }
        }
        // Its own place in the inbox counts where others are no better.
        let best = common.max { one, other in
            (one.value, one.key == key ? 1 : 0, other.key.text) < (other.value, other.key == key ? 1 : 0, one.key.text)
        }
        guard let best, best.value * 2 >= sections.count else { return key }
        return best.key
    }

    /// Whether each story of a bulletin is an entry as readers know it.
    public static func isWhole(_ bulletin: Bulletin, among adopted: [AdoptedEntry]) -> Bool {
        bulletin.sections.allSatisfy { section in
            let story = ReadableSection(section)
            return adopted.contains { story.isSameForReaders(as: $0) }
        }
    }
}

extension Bulletin {
    /// What headlines are compared by, see `AdoptedEntry.headline`.
    public var headlineKey: String { ReadableText.headline(title) }

    /// Whether its issue entry shows what readers saw in an adopted one: title, intro and contents. That of a single
    /// story is its story.
    public func isSameForReaders(as entry: AdoptedEntry) -> Bool {
        if kind == .single, let story = sections.first {
            return ReadableSection(story).isSameForReaders(as: entry)
        }
        var whole = intro
        for section in sections { whole += "<p>\(HTMLText.escaped(section.title))</p>" }
        return ReadableSection(Section(title: title, html: whole, text: "", line: 1)).isSameForReaders(
            as: entry, withoutAddresses: true)
    }
}
