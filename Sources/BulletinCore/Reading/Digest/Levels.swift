/// Two-level digests: short category lines over stories that are numbered or marked by themselves.
struct Levels: Sendable {
    var heads: [(line: Int, category: Bytes?)]
    /// Of the stories' family, for findings.
    var name: String
    var categories: Int

    /// A run whose members are short, each with stories of one other family right under it: these are the stories.
    /// - Returns: `nil` when `run` marks the stories itself.
    init?(under run: MarkerRun, in lines: [TextLine], contents: ContentsList?, digestLine: Int?) {
        var heads: [(line: Int, category: Bytes?)] = []
        var family: Int?
        guard run.members.count >= 2 else { return nil }
        for (place, member) in run.members.enumerated() {
            guard lines[member].marker?.after.isEmpty == true, Self.isCategory(lines[member].unmarked) else {
                return nil
            }
            let end = place + 1 < run.members.count ? run.members[place + 1] : lines.count
            guard let next = (member + 1..<end).first(where: { !lines[$0].isBlank }) else { return nil }
            // `下周预告` at the end may be over a text of its own.
            if lines[next].marker == nil, place >= 2, place + 1 == run.members.count,
                Self.closings.contains(where: { lines[member].unmarked.contains(text: $0) })
            {
                heads.append((member, nil))
                continue
            }
            guard let marker = lines[next].marker, marker.family != run.family,
                !marker.shape.isWeak || digestLine.map({ $0 < run.first }) == true,
                !Headline.isDateline(marker.rest),
                family == nil || family == marker.family
            else { return nil }
            family = marker.family
            var expected = marker.ordinal
            guard expected == nil || expected == 1 || place > 0 else { return nil }
            for index in next..<end {
                guard let inner = lines[index].marker, inner.family == marker.family else { continue }
                if let ordinal = inner.ordinal {
                    guard ordinal == expected else { continue }
                    expected = ordinal + 1
                }
                heads.append((index, lines[member].unmarked))
            }
        }
        // A list of one story under each would be odd, unless the contents list names it: what stands there is a part.
        let listed = heads.lazy.filter { contents?.repeating.contains($0.line) == true }.count
        guard let family, heads.count > run.members.count || listed >= 2 && listed * 10 >= heads.count * 7 else {
            return nil
        }
        // So are the same words under one and the other: `做法`, `成效`.
        guard Set(heads.map { lines[$0.line].key }).count * 2 > heads.count else { return nil }
        let whole = heads.lazy.filter {
            Segmentation.hasBody(lines, after: $0.line) || Segmentation.runsIn(lines[$0.line])
                || Headline.isBrief(lines[$0.line].unmarked) || lines[$0.line].text.contains(text: "://")
        }.count
        guard whole * 10 >= heads.count * 7 else { return nil }
        // Marks that are common in prose stand before headlines where text is right under each.
        guard
            !MarkerFamily.all[family].isWeak
                || heads.allSatisfy({ head in
                    let text = lines[head.line].unmarked
                    return head.line + 1 < lines.count && !lines[head.line + 1].isBlank
                        && lines[head.line + 1].marker == nil && Headline.hasShape(text) && !Headline.endsLikeText(text)
                })
        else { return nil }
        self.heads = heads
        name = MarkerFamily.all[family].name
        categories = run.members.count
    }

    /// What columns at the end of an issue are called.
    private static let closings = ["预告", "預告", "下周", "下週", "下期", "提示", "通知", "公告", "投稿", "微语"]

    /// A numbered run that begins anew under each of several short lines, `宏观`, `行业`.
    /// - Returns: `nil` when what begins anew is a list within a story.
    init?(restarting run: MarkerRun, in lines: [TextLine], from start: Int) {
        guard run.shape.isNumbered, run.breaks == 0, lines[run.first].marker?.ordinal == 1 else { return nil }
        var groups: [(category: Int, members: [Int])] = []
        var expected = 1
        for index in run.first..<lines.count {
            guard let marker = lines[index].marker, marker.family == run.family, let ordinal = marker.ordinal else {
                continue
            }
            if ordinal == 1 {
                // Numbers that go on behind a list belong to the level above it.
                guard groups.isEmpty || index > run.last,
                    let label = (start..<index).last(where: { !lines[$0].isBlank }), label > start,
                    Self.isCategory(lines[label].unmarked), lines[label].marker?.family != run.family,
                    groups.isEmpty || lines[label].marker?.family == lines[groups[0].category].marker?.family,
                    groups.last?.members.last != label
                else { return nil }
                groups.append((label, [index]))
            } else if ordinal == expected, !groups.isEmpty {
                groups[groups.count - 1].members.append(index)
            } else {
                continue
            }
            expected = ordinal + 1
        }
        guard groups.count >= 2, (start..<groups[0].category).contains(where: { !lines[$0].isBlank }) else {
            return nil
        }
        heads = groups.flatMap { group in group.members.map { ($0, lines[group.category].unmarked) } }
        name = run.shape.name
        categories = groups.count
    }

    /// A run whose members are short, each over headlines without any mark: those that the contents list names, or, in a
    /// text that names itself a digest, short lines that each stand above text.
    init?(headlinesUnder run: MarkerRun, in lines: [TextLine], contents: ContentsList?, digestLine: Int?) {
        guard run.members.count >= 2, contents != nil || digestLine.map({ $0 < run.first }) == true else { return nil }
        var heads: [(line: Int, category: Bytes?)] = []
        let end = Trailer.start(in: lines, run.last..<lines.count)
        for (place, member) in run.members.enumerated() {
            let name = lines[member].unmarked
            guard lines[member].marker?.after.isEmpty == true, Self.isCategory(name),
                !Words.articleParts.contains(lines[member].key)
            else { return nil }
            let stop = place + 1 < run.members.count ? run.members[place + 1] : end
            let group = (member + 1..<max(member + 1, stop)).filter { !lines[$0].isBlank }
            let listed = group.filter { contents?.repeating.contains($0) == true && lines[$0].marker == nil }
            let isLast = place + 1 == run.members.count
            let found = listed.isEmpty && contents == nil ? Self.headlines(group, lines, isLast: isLast) : listed
            guard let first = found.first, first == group.first else { return nil }
            heads += found.map { ($0, name) }
        }
        // `【医疗】`, `◎柳树镇◎` over one headline is a name, as well.
        let isNamed =
            !run.shape.isNumbered && contents == nil
            && run.members.allSatisfy { lines[$0].unmarked.scalarCount <= 4 && LineRoles.isWide(lines[$0].text) }
        guard heads.count >= run.members.count + (isNamed ? 0 : 1),
            Set(heads.map { lines[$0.line].key }).count == heads.count
        else { return nil }
        let parted = heads.lazy.filter { Segmentation.hasBody(lines, after: $0.line) }.count
        guard parted == heads.count else { return nil }
        self.heads = heads
        name = "headlines without a mark"
        categories = run.members.count
    }

    /// Lines like headlines, each over text, perhaps with who wrote it between; empty when other lines stand among them.
    /// - Parameter isLast: up to two lines of imprint may follow.
    private static func headlines(_ group: [Int], _ lines: [TextLine], isLast: Bool) -> [Int] {
        func isText(_ index: Int) -> Bool {
            Headline.endsLikeText(lines[index].text) && lines[index].text.prefix(400).scalarCount >= 12
        }
        var heads: [Int] = []
        var place = 0
        while place < group.count {
            let index = group[place]
            let text = lines[index].text
            if isLast, !heads.isEmpty, group.count - place <= 2, !group[(place + 1)...].contains(where: isText) {
                break
            }
            guard lines[index].marker == nil, (6...44).contains(text.prefix(400).scalarCount), Headline.hasShape(text),
                !Headline.endsLikeText(text), !Words.articleParts.contains(lines[index].key)
            else { return [] }
            heads.append(index)
            place += 1
            if place < group.count, !isText(group[place]), Self.isByline(lines[group[place]].text) { place += 1 }
            guard place < group.count, isText(group[place]) else { return [] }
            while place < group.count,
                isText(group[place]) || lines[group[place]].marker != nil
                    || lines[group[place]].text.contains(text: "://")
            {
                place += 1
            }
        }
        return heads
    }

    /// `文/战略部 陆青`, `By Jane Doe`.
    private static func isByline(_ text: Bytes) -> Bool {
        text.count <= 90 && !Byline.people(in: text, isCredit: true).isEmpty
    }

    /// Up to 14 characters, or three words of letters, without digits and a mark at the end.
    static func isCategory(_ text: Bytes) -> Bool {
        let isShort =
            text.scalarCount <= 14
            || text.scalarCount <= 30 && !LineRoles.isWide(text) && text.split(separator: 0x20).count <= 3
        return text.count <= 60 && isShort && !text.isEmpty
            && !Headline.endsSentence(text) && !Headline.endsLikeText(text)
            && !text.scalars().contains { Text.digit($0) != nil }
    }
}
