/// Lines of one family that belong together: counted from one without a gap, or all alike.
struct MarkerRun: Sendable {
    /// Index into `MarkerFamily.all`.
    let family: Int
    /// Indices of lines, ascending; at least two.
    var members: [Int]
    /// Steps that do not count on by one.
    var breaks = 0
    /// Numbers that are wrong, if every one is to be that of its place: a swap of two neighbours is one.
    private var slips = Int.max

    /// Whether it counts on well enough to mark stories: one break or slip for every four members, so that one slip of
    /// the hand does not tear a digest.
    var isOrderly: Bool { min(breaks, slips) <= members.count / 4 }

    var shape: MarkerFamily { MarkerFamily.all[family] }
    var first: Int { members[0] }
    var last: Int { members[members.count - 1] }

    /// A run that may go on. Runs of one family stand within each other: a list inside a story counts from one, too.
    private struct OpenRun {
        var run: MarkerRun
        var last: Int
        var indent: Int
    }

    /// All runs among `range`, by their first line. A run of numbers starts at 1. A number goes to the open run that
    /// waits for it, one of the same indentation first, else the innermost that has not ended. A number that none waits
    /// for breaks the innermost run. Runs of three members and more are named even when they are not orderly, so that
    /// they can be doubted.
    static func runs(in lines: [TextLine], _ range: Range<Int>, contents: ContentsList? = nil) -> [MarkerRun] {
        var open: [Int: [OpenRun]] = [:]
        var done: [MarkerRun] = []
        let name = Masthead.nameInBrackets(lines)
        // `【2033年第2期】`
        let issue = lines[...].written(4).first { Masthead.isIssueInBrackets(lines[$0]) }
        for index in range where index != name && index != issue {
            guard let marker = lines[index].marker, !marker.rest.isEmpty || marker.ordinal != nil else { continue }
            let indent = lines[index].indent
            let family =
                open[marker.family] == nil ? Self.sibling(of: marker, indent, in: open) ?? marker.family : marker.family
            var stack = open.removeValue(forKey: family) ?? []
            if let ordinal = marker.ordinal {
                if ordinal == 1 {
                    stack.append(
                        OpenRun(run: MarkerRun(family: marker.family, members: [index]), last: 1, indent: indent))
                    if stack.count > 4 { done.append(stack.removeFirst().run) }
                } else if let place = Self.place(of: index, ordinal, in: stack, lines, contents) {
                    while stack.count > place + 1 { done.append(stack.removeLast().run) }
                    stack[place].run.members.append(index)
                    stack[place].last = ordinal
                } else if let place = stack.indices.last, ordinal > 0, abs(ordinal - stack[place].last) <= 3 {
                    stack[place].run.members.append(index)
                    stack[place].run.breaks += 1
                    stack[place].last = ordinal
                }
            } else if stack.isEmpty {
                stack = [OpenRun(run: MarkerRun(family: marker.family, members: [index]), last: 0, indent: indent)]
            } else {
                stack[0].run.members.append(index)
            }
            open[family] = stack
        }
        done += open.values.flatMap { $0.map(\.run) }
        return done.map { $0.withoutClosing(lines).withoutWrapped(lines, contents).counted(lines) }.filter {
            $0.members.count >= 2 && ($0.isOrderly || $0.members.count >= 3)
        }
        .sorted { ($0.first, $0.family) < ($1.first, $1.family) }
    }

    /// The family that a number goes on with in another mark, `2、` before `3.`: such slips are common. None of its own family
    /// stands before it, and the run waits for it.
    private static func sibling(of marker: Marker, _ indent: Int, in open: [Int: [OpenRun]]) -> Int? {
        guard let ordinal = marker.ordinal, ordinal > 1, siblings.contains(marker.family) else { return nil }
        return siblings.first { family in
            open[family]?.last.map { $0.last + 1 == ordinal && $0.indent == indent } ?? false
        }
    }

    /// Figures with one mark behind them.
    private static let siblings = MarkerFamily.all.indices.filter {
        if case .numbered("", .arabic, _) = MarkerFamily.all[$0].shape { true } else { false }
    }

    /// `▼编辑：…` at the end bears the mark of the stories, and is none.
    private func withoutClosing(_ lines: [TextLine]) -> MarkerRun {
        guard !shape.isNumbered, members.count >= 3, let marker = lines[last].marker, marker.after.isEmpty,
            Trailer.beginsTrailer(marker.rest),
            marker.rest.prefix(60).contains(where: { $0 == 0x3A }) || marker.rest.prefix(60).contains(text: "：")
        else { return self }
        var run = self
        run.members.removeLast()
        return run
    }

    /// Without lines that go on with a sentence, `the works are in` / `3、4号楼`: such a line breaks the run or closes it,
    /// and is no headline of the contents list. Where many lines before members end without a mark, none of this shows.
    private func withoutWrapped(_ lines: [TextLine], _ contents: ContentsList?) -> MarkerRun {
        guard shape.isNumbered, members.count >= 3 else { return self }
        let listed = members.lazy.filter { contents?.repeating.contains($0) == true }.count
        let suspects = Set(members.dropFirst().filter { Wrapping.goesOn(at: $0, in: lines) })
        let areFew = suspects.count * 3 <= members.count
        let closed = members.lazy.filter { Headline.endsLikeText(lines[$0].text) }.count
        var kept = [members[0]]
        for (place, member) in members.enumerated().dropFirst() {
            let last = kept[kept.count - 1]
            let next = place + 1 < members.count ? members[place + 1] : nil
            let with = Self.breaks([last, member, next], lines)
            let without = Self.breaks([last, next, nil], lines)
            let isListed = contents?.repeating.contains(member) == true
            let isWrapped = areFew && suspects.contains(member)
            let closes = next == nil && closed == 1 && Headline.endsLikeText(lines[member].text)
            let isUnlisted = listed >= 2 && listed + max(1, breaks) >= members.count
            if !isListed, isWrapped && (without < with || closes) || isUnlisted && without < with { continue }
            kept.append(member)
        }
        guard kept.count < members.count else { return self }
        var run = self
        run.members = kept
        run.breaks = Self.breaks(kept, lines)
        return run
    }

    /// With stories above it that were put first and not counted anew: `①…`, then `①…②…`. A story is a headline over text,
    /// and not one that leads to what is counted.
    func withUncounted(_ lines: [TextLine], from start: Int) -> MarkerRun {
        guard shape.isNumbered else { return self }
        var run = self
        var index = first - 1
        while index >= start, run.members.count < members.count + 3 {
            defer { index -= 1 }
            guard let marker = lines[index].marker, marker.family == family else { continue }
            let text = lines[(index + 1)..<run.first].lazy.map(\.text).filter { !$0.isEmpty }
            guard marker.ordinal == 1, lines[index].indent == lines[first].indent, Headline.hasShape(marker.rest),
                !Headline.endsLikeText(marker.rest), let last = text.last, Headline.endsLikeText(last),
                !Headline.endsColon(last), !Headline.endsListEntry(last)
            else { break }
            run.members.insert(index, at: 0)
        }
        return run
    }

    private func counted(_ lines: [TextLine]) -> MarkerRun {
        guard shape.isNumbered, breaks > 0 else { return self }
        let ordinals = members.map { lines[$0].marker?.ordinal ?? 0 }
        var run = self
        run.slips = 0
        var place = 0
        while place < ordinals.count {
            let isSwapped =
                place + 1 < ordinals.count && ordinals[place] == place + 2 && ordinals[place + 1] == place + 1
            if isSwapped || ordinals[place] != place + 1 { run.slips += 1 }
            place += isSwapped ? 2 : 1
        }
        return run
    }

    private static func breaks(_ members: [Int?], _ lines: [TextLine]) -> Int {
        let ordinals = members.compactMap { $0 }.compactMap { lines[$0].marker?.ordinal }
        return zip(ordinals, ordinals.dropFirst()).lazy.filter { $0 + 1 != $1 }.count
    }

    /// The run among `stack` that goes on with a line.
    private static func place(
        of index: Int, _ ordinal: Int, in stack: [OpenRun], _ lines: [TextLine], _ contents: ContentsList?
    ) -> Int? {
        let all = stack.indices.filter { stack[$0].last + 1 == ordinal }
        let level = all.filter { stack[$0].indent == lines[index].indent }
        let waiting = level.isEmpty ? all : level
        guard waiting.count > 1, let innermost = waiting.last else { return waiting.last }
        return waiting.dropLast().first { place in
            ListWithin(outer: stack[place].run.members, inner: stack[innermost].run.members, in: lines)
                .ends(before: index, contents: contents)
        } ?? innermost
    }

    /// Headlines whose numbers were lost: between two members as many lines like headlines as numbers are left out.
    func lostHeads(_ lines: [TextLine]) -> [Int] {
        zip(members, members.dropFirst()).flatMap { member, next -> [Int] in
            guard let from = lines[member].marker?.ordinal, let to = lines[next].marker?.ordinal,
                (2...4).contains(to - from)
            else { return [] }
            let found = (member + 1..<next).filter { Segmentation.stands(asHeadline: $0, lines) }
            return found.count == to - from - 1 ? found : []
        }
    }

    /// `circled run 1…10 unbroken`.
    func description(_ lines: [TextLine]) -> String {
        guard shape.isNumbered else { return "\(members.count) lines marked \(shape.name)" }
        let from = lines[first].marker?.ordinal ?? 1
        let to = lines[last].marker?.ordinal ?? members.count
        return "\(shape.name) run \(from)…\(to) \(breaks == 0 ? "unbroken" : "with \(breaks) breaks")"
    }
}
