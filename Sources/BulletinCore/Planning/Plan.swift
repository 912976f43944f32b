/// A story as the catalogue knows it.
public struct KnownEntry: Hashable, Sendable {
    public var id: EntryID
    public var anchor: String
    public var section: Section
    public var published: Timestamp
    public var updated: Timestamp
    public var isRetracted: Bool
    /// It waits for its time, so nobody has seen it: its dates are not fixed yet.
    public var isUnseen: Bool

    public init(
        id: EntryID, anchor: String, section: Section, published: Timestamp, updated: Timestamp, isRetracted: Bool,
        isUnseen: Bool = false
    ) {
        self.id = id
        self.anchor = anchor
        self.section = section
        self.published = published
        self.updated = updated
        self.isRetracted = isRetracted
        self.isUnseen = isUnseen
    }
}

/// What an entry said before it was corrected.
public struct FormerWords: Hashable, Sendable {
    public var id: EntryID
    public var title: String
    public var text: String

    public init(id: EntryID, title: String, text: String) {
        self.id = id
        self.title = title
        self.text = text
    }
}

/// What a new version of a bulletin does to its entries: decided, not yet done. A value made of values.
public struct Plan: Hashable, Sendable {
    /// One story of the new version, with its identity.
    public struct Item: Hashable, Sendable {
        public enum Change: Hashable, Sendable {
            /// A story never seen before.
            case addition
            /// Title, text or links differ from what was published.
            case revision
            /// It had been taken out and is back, whether or not its text changed.
            case `return`
            /// Nothing that a reader sees has changed; its place may have.
            case none
        }

        public var change: Change
        /// Whether its title, text or links are other than what readers saw last, which is to be kept as a version.
        public var isCorrection = false
        public var entry: KnownEntry
        /// Place in the bulletin, from 0.
        public var position: Int
        /// Of an addition that readers know from feeds before this catalogue: whether they see it otherwise now.
        public var claim: Claim?
    }

    public enum Claim: Hashable, Sendable { case same, corrected }

    /// In the order of the bulletin.
    public var items: [Item]
    /// Entries that were live and are in the new version no more.
    public var retractions: [EntryID]

    /// Of a bulletin that waits for its time: whether stories are claimed that this program published before this
    /// catalogue.
    public private(set) var claimsOwn = false
    /// Of these, whether readers would see any otherwise, or that cannot be told.
    public private(set) var changesOwn = false

    /// Whether readers see stories otherwise by it that they have seen.
    public var changesWhatIsOut: Bool {
        !retractions.isEmpty || items.contains { $0.change == .revision || $0.change == .return }
    }

    /// Decides what a new version changes.
    ///
    /// An entry keeps its identifier and `published` for good (RFC 4287 §4.2.6); `updated` moves only when title,
    /// text or links do (§4.2.15), and never back.
    /// - Parameters:
    ///   - known: all entries that the bulletin ever had, live ones first, each group in its order.
    ///   - dates: when stories that are new were published.
    ///   - now: the moment of acceptance.
    ///   - adopted: entries that no bulletin has claimed, and that stories of this one may be.
    ///   - isOfMove: whether the file was there when the first ones were taken: then it may be what readers know even where
    ///     neither words nor dates tell.
    ///   - isNextIssue: whether number or date say that this is a later issue than the one with the known entries.
    ///   - former: what entries said before, where the file is as it was once: `nil` where it never was.
    ///   - comers: places of stories that were taken out of other bulletins, and are none of this one.
    ///   - isTaken: whether an identifier belongs to another entry of the catalogue, or to one that was adopted.
    public init(
        accepting bulletin: Bulletin, key: BulletinKey, known: [KnownEntry], authority: TagAuthority,
        dates: PublicationDates, at now: Timestamp, adopted: [AdoptedEntry] = [], isOfMove: Bool = true,
        isNextIssue: Bool = false, former: [FormerWords]? = nil, comers: Set<Int> = [],
        isTaken: (EntryID) throws -> Bool
    ) rethrows {
        let matches = Self.matches(
            bulletin.sections, of: key, to: known, isNextIssue: isNextIssue, former: former, besides: adopted, comers)
        let claims = Self.claims(
            bulletin, key, matches, isWhole: known.isEmpty, isHeld: dates.areHeld, isOfMove: isOfMove, adopted)
        let own = dates.areHeld ? zip(bulletin.sections, claims).filter { $1?.origin != nil } : []
        claimsOwn = !own.isEmpty
        changesOwn = own.contains { section, entry in
            entry.map { !$0.content.isWhole || !ReadableSection(section).isSameForReaders(as: $0) } ?? false
        }
        var ids = Set(known.map(\.id))
        let anchors = Set(known.map(\.anchor))
        // By the bytes of headlines, as identifiers are, so that many of one headline are not counted through each time.
        var numbers: [[UInt8]: Int] = [:]
        items = []
        for (position, section) in bulletin.sections.enumerated() {
            let published = dates.published(position, after: items.last?.entry.published)
            if let index = matches[position] {
                items.append(
                    known[index].isUnseen
                        ? Self.item(waiting: known[index], with: section, position: position, published: published)
                        : Self.item(keeping: known[index], with: section, position: position, at: now))
                continue
            }
            if let entry = claims[position], let anchor = entry.origin?.anchor, !anchor.isEmpty {
                items.append(
                    Self.item(
                        claiming: entry, at: anchor, with: section, position: position, published: published, now: now))
                continue
            }
            let headline = Array(section.title.utf8)
            let (id, anchor, number) = try authority.mint(
                key: key, title: section.title, from: numbers[headline] ?? 1
            ) { id in
                // What another program called otherwise has the anchor that would be its own.
                try ids.contains(id) || !anchors.isEmpty && anchors.contains(TagAuthority.anchor(of: id)) || isTaken(id)
            }
            ids.insert(id)
            numbers[headline] = number + 1
            if let entry = claims[position] {
                items.append(
                    Self.item(
                        claiming: entry, at: anchor, with: section, position: position, published: published, now: now))
                continue
            }
            items.append(
                Item(
                    change: .addition,
                    entry: KnownEntry(
                        id: id, anchor: anchor, section: section, published: published, updated: published,
                        isRetracted: false),
                    position: position))
        }
        let kept = Set(matches.compactMap { $0 })
        retractions = known.indices.filter { index in
            !kept.contains(index) && !known[index].isRetracted && !known[index].isUnseen
        }.map { known[$0].id }
    }

    /// For each section the known entry that it is. What readers know word for word under an identifier that a restored
    /// catalogue lacks is none of them, however alike or wherever it stands: it came after the backup.
    private static func matches(
        _ sections: [Section], of key: BulletinKey, to known: [KnownEntry], isNextIssue: Bool, former: [FormerWords]?,
        besides adopted: [AdoptedEntry], _ comers: Set<Int>
    ) -> [Int?] {
        let others = Dictionary(
            grouping: adopted.filter { $0.origin?.key == key && $0.series == .stories && $0.content.isWhole },
            by: \.headline)
        var open = sections.indices.filter { !comers.contains($0) }
        if !others.isEmpty, !known.isEmpty {
            open.removeAll { index in
                guard let others = others[sections[index].headlineKey] else { return false }
                let story = ReadableSection(sections[index])
                return others.contains { story.isSameForReaders(as: $0) }
                    && !known.contains { !$0.isRetracted && $0.section.isSameForReaders(as: sections[index]) }
            }
        }
        let found = Matching.match(open.map { sections[$0] }, to: known, isNextIssue: isNextIssue, former: former)
        var matches = [Int?](repeating: nil, count: sections.count)
        for (index, match) in zip(open, found) { matches[index] = match }
        return matches
    }

    /// What nobody has seen has no date to keep.
    private static func item(
        waiting entry: KnownEntry, with section: Section, position: Int, published: Timestamp
    ) -> Item {
        Item(
            change: .addition,
            entry: KnownEntry(
                id: entry.id, anchor: entry.anchor, section: section, published: published, updated: published,
                isRetracted: false),
            position: position)
    }

    /// For each section the entry that it claims.
    private static func claims(
        _ bulletin: Bulletin, _ key: BulletinKey, _ matches: [Int?], isWhole: Bool, isHeld: Bool, isOfMove: Bool,
        _ adopted: [AdoptedEntry]
    ) -> [AdoptedEntry?] {
        guard !adopted.isEmpty else { return matches.map { _ in nil } }
        let claiming = Claiming(
            bulletin, key: key, isNew: matches.map { $0 == nil }, isWhole: isWhole, isHeld: isHeld, isOfMove: isOfMove,
            adopted: adopted)
        return claiming.claims.map { index in index.map { adopted[$0] } }
    }

    /// - Parameter published: where the feed had no date.
    private static func item(
        claiming entry: AdoptedEntry, at anchor: String, with section: Section, position: Int, published: Timestamp,
        now: Timestamp
    ) -> Item {
        let isSame = ReadableSection(section).isSameForReaders(as: entry)
        let published = entry.published ?? published
        let last = max(entry.updated ?? published, published)
        return Item(
            change: .addition,
            entry: KnownEntry(
                id: entry.id, anchor: anchor, section: section, published: published,
                updated: isSame ? last : max(now, last.advanced(by: 1)), isRetracted: false),
            position: position, claim: isSame ? .same : .corrected)
    }

    /// - Parameter entry: what readers know.
    public static func item(
        keeping entry: KnownEntry, with section: Section, position: Int, at now: Timestamp
    ) -> Item {
        var kept = entry
        let isSame = entry.section.isSameForReaders(as: section)
        kept.section = section
        kept.isRetracted = false
        if !isSame || entry.isRetracted {
            kept.updated = max(now, entry.updated.advanced(by: 1))
        }
        let change: Item.Change = entry.isRetracted ? .return : isSame ? .none : .revision
        return Item(change: change, isCorrection: !isSame, entry: kept, position: position)
    }
}
