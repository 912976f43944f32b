/// Finds, for each section of a new version, the entry that it already is.
///
/// In this order, each entry and section used once: what an entry said once, where a file is as it was; same headline,
/// with what tells namesakes apart; the same text, then nearly the same; nearly the same headline over a good part of the
/// text; same place between two matched neighbours (DESIGN: identity and time).
public enum Matching {
    /// - Parameters:
    ///   - known: the bulletin's entries in their order, live ones first; ones that were taken out may follow, and
    ///     come back only under their own headline while others are live.
    ///   - isNextIssue: whether number or date say that the sections are of a later issue than the entries: then a column
    ///     is not what stood under its headline before, nor what is said in nearly the same words, and only what stands
    ///     there word for word is known.
    ///   - former: what entries said before, where the file is as it was once: `nil` where it never was.
    /// - Returns: for each section the index into `known`, or `nil` for a new story.
    static func match(
        _ sections: [Section], to known: [KnownEntry], isNextIssue: Bool = false, former: [FormerWords]? = nil
    ) -> [Int?] {
        var matches = [Int?](repeating: nil, count: sections.count)
        // The texts of a new bulletin need not be looked at.
        if known.isEmpty { return matches }
        var isUsed = [Bool](repeating: false, count: known.count)
        let live = known.prefix { !$0.isRetracted }.count
        if let former { pairByFormerWords(sections, known, former, &matches, &isUsed) }
        if isNextIssue {
            let (stories, entries) = (sections.map(Namesake.init), known.prefix(live).map { Namesake($0.section) })
            pair(stories.map(\.withoutMarker), with: entries.map(\.withoutMarker), &matches, &isUsed)
            pair(stories.map(\.telling), with: entries.map(\.telling), &matches, &isUsed)
            return matches
        }
        pairByHeadline(
            sections.map(Namesake.init), with: known.map { Namesake($0.section) }, live: live, &matches, &isUsed)
        // A bulletin that is out as a whole comes back corrected.
        let candidates = known[..<(live > 0 ? live : known.count)].map(\.section.text)
        pairByText(sections.map(\.text), candidates, &matches, &isUsed)
        pairByBoth(sections, known[..<live].map(\.section), &matches, &isUsed)
        pairByPlace(sections.count, live, &matches, &isUsed)
        return matches
    }

    private static func pairByFormerWords(
        _ sections: [Section], _ known: [KnownEntry], _ former: [FormerWords], _ matches: inout [Int?],
        _ isUsed: inout [Bool]
    ) {
        struct Words: Hashable { var title, text: String }
        let words = sections.map { Words(title: $0.title, text: $0.text) }
        pair(words, with: known.map { Words(title: $0.section.title, text: $0.section.text) }, &matches, &isUsed)
        var entries: [EntryID: Int] = [:]
        for (index, entry) in known.enumerated() where !isUsed[index] { entries[entry.id] = index }
        var owners: [Words: [Int]] = [:]
        for one in former {
            if let entry = entries[one.id] {
                owners[Words(title: one.title, text: one.text), default: []].append(entry)
            }
        }
        for (index, one) in words.enumerated() where matches[index] == nil {
            guard let entry = owners[one]?.first(where: { !isUsed[$0] }) else { continue }
            matches[index] = entry
            isUsed[entry] = true
        }
    }

    /// Whether at least half of the stories have nearly the text of one that is known, each of another.
    public static func resembles(_ sections: [Section], _ known: [Section]) -> Bool {
        var matches = [Int?](repeating: nil, count: sections.count)
        var isUsed = [Bool](repeating: false, count: known.count)
        pairByText(sections.map(\.text), known.map(\.text), &matches, &isUsed)
        return matches.count { $0 != nil } * 2 >= max(sections.count, 1)
    }

    /// Whether two texts are nearly the same.
    public static func isAlike(_ text: String, _ other: String) -> Bool {
        var matches: [Int?] = [nil]
        var isUsed = [false]
        pairByText([text], [other], &matches, &isUsed)
        return matches[0] != nil
    }

    /// Whether a text says what it is of: a word or two may stand under any headline.
    public static func isTelling(_ text: String) -> Bool { text.utf8.count >= 60 }

    /// Whether two titles are one, but for a slip: other figures are those of another issue.
    public static func isNear(_ title: String, _ other: String) -> Bool {
        if title == other { return true }
        func figures(_ title: String) -> [UInt8] { title.utf8.filter { (0x30...0x39).contains($0) } }
        let (pieces, others) = (pieces(of: title), pieces(of: other))
        return figures(title) == figures(other)
            && pieces.intersection(others).count * 2 >= max(1, pieces.union(others).count)
    }

    /// Pairs equal keys in order: the first of several equal sections is the first of several equal entries. What has no
    /// key stays alone.
    static func pair<Key: Hashable>(
        _ sections: [Key?], with known: [Key?], _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        var waiting: [Key: [Int]] = [:]
        for (index, key) in known.enumerated().reversed() where !isUsed[index] {
            if let key { waiting[key, default: []].append(index) }
        }
        for (index, key) in sections.enumerated() where matches[index] == nil {
            guard let key, let entry = waiting[key]?.popLast() else { continue }
            matches[index] = entry
            isUsed[entry] = true
        }
    }

    /// Pairs equal texts, then those that share at least half of their four-scalar pieces, the most alike first.
    ///
    /// Pieces that many entries share say nothing and would cost their product, so they are left out.
    static func pairByText(
        _ sections: [String], _ known: [String], _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        guard matches.contains(nil) else { return }
        // No text says nothing.
        func said(_ text: String) -> String? { text.isEmpty ? nil : text }
        pair(sections.map(said), with: known.map(said), &matches, &isUsed)
        guard matches.contains(nil) else { return }
        var owners: [UInt64: [Int]] = [:]
        var sizes: [Int: Int] = [:]
        for (index, text) in known.enumerated() where !isUsed[index] {
            let pieces = pieces(of: text)
            sizes[index] = pieces.count
            for piece in pieces { owners[piece, default: []].append(index) }
        }
        guard !sizes.isEmpty else { return }
        var pairs: [(likeness: Double, section: Int, known: Int)] = []
        for (index, section) in sections.enumerated() where matches[index] == nil {
            let pieces = pieces(of: section)
            var shared: [Int: Int] = [:]
            for piece in pieces {
                guard let found = owners[piece], found.count <= 8 else { continue }
                for owner in found { shared[owner, default: 0] += 1 }
            }
            for (owner, count) in shared {
                let all = pieces.count + (sizes[owner] ?? 0) - count
                if count * 2 >= all { pairs.append((Double(count) / Double(all), index, owner)) }
            }
        }
        pairs.sort { ($1.likeness, $0.section, $0.known) < ($0.likeness, $1.section, $1.known) }
        for pair in pairs where matches[pair.section] == nil && !isUsed[pair.known] {
            matches[pair.section] = pair.known
            isUsed[pair.known] = true
        }
    }

    /// More stories that are left on either side were not edited by hand.
    private static let editedLimit = 50

    /// Pairs those whose headlines are nearly the same, and whose texts share a third of the shorter one, the most alike
    /// first: both were edited, and perhaps their order. Of a short headline, likeness says little.
    private static func pairByBoth(
        _ sections: [Section], _ known: [Section], _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        let left = sections.indices.filter { matches[$0] == nil }
        let open = known.indices.filter { !isUsed[$0] }
        guard !left.isEmpty, !open.isEmpty, max(left.count, open.count) <= editedLimit else { return }
        let entries = open.map { (index: $0, title: pieces(of: known[$0].title), text: pieces(of: known[$0].text)) }
        var pairs: [(likeness: Double, section: Int, known: Int)] = []
        for index in left {
            let (title, text) = (pieces(of: sections[index].title), pieces(of: sections[index].text))
            for entry in entries
            where title.intersection(entry.title).count >= 6 && isNear(sections[index].title, known[entry.index].title)
            {
                let (shared, shorter) = (text.intersection(entry.text).count, min(text.count, entry.text.count))
                guard shorter >= 8, shared * 3 >= shorter else { continue }
                pairs.append((Double(shared) / Double(shorter), index, entry.index))
            }
        }
        pairs.sort { ($1.likeness, $0.section, $0.known) < ($0.likeness, $1.section, $1.known) }
        for pair in pairs where matches[pair.section] == nil && !isUsed[pair.known] {
            matches[pair.section] = pair.known
            isUsed[pair.known] = true
        }
    }

    /// At most some 2,000 pieces, spread by their hash, so that a long text costs no more than its reading.
    static func pieces(of text: String) -> Set<UInt64> {
        let bytes = text.utf8
        let coarseness = UInt64(max(1, bytes.count / 2000))
        var pieces: Set<UInt64> = []
        var window: UInt64 = 0
        for (offset, scalar) in text.unicodeScalars.enumerated() {
            window = (window << 16) | UInt64(scalar.value & 0xFFFF)
            guard offset >= 3 else { continue }
            let mixed = (window ^ (window >> 31)) &* 0x9E37_79B9_7F4A_7C15
            if (mixed >> 20) % coarseness == 0 { pieces.insert(mixed) }
        }
        return pieces
    }

    /// Pairs what stands alone between the same two neighbours on both sides. A bulletin's start and end count as
    /// neighbours only when a real one stands on the other side, or when there is only one story in all: an issue
    /// written over last week's shares no place with it.
    static func pairByPlace(
        _ count: Int, _ live: Int, _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        if count == 1, live == 1, matches[0] == nil, !isUsed[0] {
            matches[0] = 0
            isUsed[0] = true
            return
        }
        for index in 0..<count where matches[index] == nil {
            let before = index == 0 ? -1 : matches[index - 1]
            let after = index == count - 1 ? live : matches[index + 1]
            guard let before, let after, after == before + 2, before >= 0 || after < live, !isUsed[before + 1]
            else { continue }
            matches[index] = before + 1
            isUsed[before + 1] = true
        }
    }
}
