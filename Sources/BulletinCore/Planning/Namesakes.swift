/// A story as its namesakes in the same bulletin are told from it.
struct Namesake: Hashable {
    var marker: String
    let title: String
    let text: String
    var html = ""
    var links: [Link] = []

    init(_ section: Section) {
        marker = section.marker
        title = section.title
        text = section.text
        html = section.html
        links = section.links
    }

    init(marker: String, title: String, text: String) {
        self.marker = marker
        self.title = title
        self.text = text
    }

    var withoutMarker: Namesake {
        var other = self
        other.marker = ""
        return other
    }

    /// Its text, if it says what it is of.
    var telling: String? { Matching.isTelling(text) ? text : nil }
}

extension Matching {
    /// Pairs stories that bear the same headline.
    ///
    /// Where one story bears it on each side, that is enough. Of several, what stands there unchanged goes first, then
    /// nearly the same text, then the same marker, then the order: a story that is put before another of its headline
    /// must not come out under the id of that one, which no reader would show.
    /// - Parameter live: how many of `known` are live, the first ones. The others come back for their text only where
    ///   their headline does not say which of several they are.
    static func pairByHeadline(
        _ sections: [Namesake], with known: [Namesake], live: Int, _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        var groups: [String: (sections: [Int], known: [Int])] = [:]
        for (index, section) in sections.enumerated() where matches[index] == nil {
            groups[section.title, default: ([], [])].sections.append(index)
        }
        for (index, entry) in known.enumerated() where !isUsed[index] { groups[entry.title]?.known.append(index) }
        for group in groups.values where !group.known.isEmpty {
            let pairs =
                group.sections.count == 1 && group.known.count == 1
                ? [0]
                : tellApart(
                    group.sections.map { sections[$0] }, from: group.known.map { known[$0] },
                    open: live > 0 ? group.known.prefix { $0 < live }.count : group.known.count)
            for (place, pair) in pairs.enumerated() {
                guard let pair else { continue }
                matches[group.sections[place]] = group.known[pair]
                isUsed[group.known[pair]] = true
            }
        }
    }

    /// - Parameter open: how many of `known`, the first ones, may be matched by more than their text.
    private static func tellApart(_ sections: [Namesake], from known: [Namesake], open: Int) -> [Int?] {
        var matches = [Int?](repeating: nil, count: sections.count)
        var isUsed = [Bool](repeating: false, count: known.count)
        // What is there goes before what went, whatever its marker is by now.
        for known in [known[..<open], known[...]] {
            pair(sections, with: Array(known), &matches, &isUsed)
            pair(sections.map(\.withoutMarker), with: known.map(\.withoutMarker), &matches, &isUsed)
        }
        let (texts, others) = (sections.map(\.text), known.map(\.text))
        pair(texts, with: others, &matches, &isUsed)
        pairByText(texts, others, &matches, &isUsed)
        pairByMarker(sections.map(\.marker), known[..<open].map(\.marker), &matches, &isUsed)
        pairByNeighbour(sections.indices, 0..<open, among: open, &matches, &isUsed)
        pairByNeighbour(sections.indices.reversed(), (0..<open).reversed(), among: open, &matches, &isUsed)
        return matches
    }

    /// Pairs those whose marker no other bears.
    private static func pairByMarker(
        _ sections: [String], _ known: [String], _ matches: inout [Int?], _ isUsed: inout [Bool]
    ) {
        let count = Dictionary(sections.map { ($0, 1) }, uniquingKeysWith: +)
        let owners = Dictionary(known.enumerated().map { ($1, [$0]) }, uniquingKeysWith: +)
        for (index, marker) in sections.enumerated() where matches[index] == nil && count[marker] == 1 {
            guard let found = owners[marker], found.count == 1, !isUsed[found[0]] else { continue }
            matches[index] = found[0]
            isUsed[found[0]] = true
        }
    }

    /// Pairs in their order those that come after the same matched one, or before all matched ones.
    private static func pairByNeighbour(
        _ sections: some Sequence<Int>, _ known: some Sequence<Int>, among open: Int, _ matches: inout [Int?],
        _ isUsed: inout [Bool]
    ) {
        var waiting: [Int?: ArraySlice<Int>] = [:]
        var neighbour: Int?
        for index in known {
            if isUsed[index] { neighbour = index } else { waiting[neighbour, default: []].append(index) }
        }
        neighbour = nil
        for index in sections {
            if let match = matches[index] {
                if match < open { neighbour = match }
            } else if let entry = waiting[neighbour]?.popFirst() {
                matches[index] = entry
                isUsed[entry] = true
            }
        }
    }
}
