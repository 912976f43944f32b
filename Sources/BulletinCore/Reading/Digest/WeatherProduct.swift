/// American weather products: sections between `.SYNOPSIS...` and `&&`, or segments that end in `$$`.
enum WeatherProduct {
    static func outline(of lines: [TextLine]) -> Outline? {
        let segments = segments(lines)
        if segments.count >= 2 { return outline(of: lines, segments: segments) }
        return dotted(lines)
    }

    private static func isEnd(_ text: Bytes) -> Bool {
        text.elementsEqual("&&".utf8) || text.elementsEqual("$$".utf8)
    }

    // MARK: Segments

    /// What stands before each `$$` from a line of zones on: `MDZ014-110545-`.
    private static func segments(_ lines: [TextLine]) -> [Range<Int>] {
        var segments: [Range<Int>] = []
        var zones: Int?
        for index in lines.indices {
            if zones == nil, isZones(lines[index].text) { zones = index }
            if let start = zones, lines[index].text.elementsEqual("$$".utf8) {
                segments.append(start..<index)
                zones = nil
            }
        }
        return segments
    }

    /// Two letters, `Z` or `C`, three digits, then `-` or `>`.
    private static func isZones(_ text: Bytes) -> Bool {
        guard text.count >= 7, text.prefix(2).allSatisfy({ (0x41...0x5A).contains($0) }) else { return false }
        let rest = text.dropFirst(2)
        return (rest.first == 0x5A || rest.first == 0x43)
            && rest.dropFirst().prefix(3).allSatisfy { (0x30...0x39).contains($0) }
            && (rest.dropFirst(4).first == 0x2D || rest.dropFirst(4).first == 0x3E)
    }

    /// Each segment's headline is what stands between dots. Without one in each the product stays whole: what it says
    /// of each zone is a table, not a story.
    private static func outline(of lines: [TextLine], segments: [Range<Int>]) -> Outline {
        var stories: [Outline.Story] = []
        for segment in segments {
            guard let found = headline(in: lines, segment) else {
                var whole = Outline.single(
                    lines.count,
                    findings: [
                        Finding(
                            .info, "Doubt",
                            "one story, for safety: \(segments.count) weather segments have no headlines",
                            line: lines[segment.lowerBound].number)
                    ])
                whole.confidence = .low
                return whole
            }
            // Above the headline stand the places that it is for.
            stories.append(
                Outline.Story(
                    marker: [], title: found.title, head: found.lines.lowerBound, runIn: found.more, body: segment,
                    skipped: Set(found.lines).union(segment.filter { isEnd(lines[$0].text) || isCode(lines[$0].text) }))
            )
        }
        let end = min((segments.last?.upperBound ?? lines.count - 1) + 1, lines.count)
        let between = zip(segments, segments.dropFirst()).flatMap { $0.upperBound..<$1.lowerBound }
        return Outline(
            header: 0..<segments[0].lowerBound, stories: stories, trailer: end..<lines.count,
            remarks: between.filter { !lines[$0].isBlank && !isEnd(lines[$0].text) } + said(lines, from: end),
            findings: [
                Finding(
                    .info, "Segmentation", "\(stories.count) stories: weather segments that end in $$",
                    line: lines[segments[0].lowerBound].number)
            ])
    }

    /// `MDZ014-110545-`, `/O.CON.KZZZ.WI.Y.0011.000000T0000Z-310505T2200Z/`: zones and events for machines.
    private static func isCode(_ text: Bytes) -> Bool {
        guard let last = text.last, isZones(text) || text.first == 0x2F && last == 0x2F || last == 0x2D else {
            return false
        }
        return text.contains { (0x30...0x39).contains($0) }
            && text.allSatisfy { $0 > 0x20 && $0 < 0x7F && !(0x61...0x7A).contains($0) }
    }

    /// Sentences behind the product; else its forecaster signs there.
    private static func said(_ lines: [TextLine], from end: Int) -> [Int] {
        (end..<lines.count).filter { !isEnd(lines[$0].text) && Headline.endsLikeText(lines[$0].text) }
    }

    /// `...WIND ADVISORY UNTIL 6 PM...`, over up to four lines; `more` holds further headlines of these lines.
    private static func headline(
        in lines: [TextLine], _ segment: Range<Int>
    ) -> (lines: Range<Int>, title: Bytes, more: Bytes?)? {
        guard let head = segment.first(where: { lines[$0].text.hasPrefix("...") && lines[$0].text.count > 6 }) else {
            return nil
        }
        var title: [UInt8] = []
        var index = head
        while index < min(segment.upperBound, head + 4), !lines[index].isBlank {
            if !title.isEmpty { title.append(0x20) }
            title += lines[index].text
            index += 1
            if title.suffix(3).elementsEqual("...".utf8) { break }
        }
        var text = title[3...]
        var more: Bytes?
        // Several headlines on one line that was unwrapped: the first names the story.
        if let next = text.firstRange(of: "... ...") {
            more = text[next.upperBound...]
            text = text[..<next.lowerBound]
        }
        while text.last == 0x2E { text = text.dropLast() }
        while more?.last == 0x2E { more = more?.dropLast() }
        return text.trimmed.isEmpty ? nil : (head..<index, text.trimmed, more)
    }

    // MARK: Sections

    /// Most sections end in `&&`: periods of a forecast, `.TODAY...`, do not. What stands behind one is a section too, when
    /// capitals and dots head it, `UPDATE...`; else it goes on with the one before.
    private static func dotted(_ lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var ended = 0
        var isOpen = false
        /// Whether `&&` is the last that was seen.
        var isBehind = false
        for index in lines.indices where !lines[index].isBlank {
            let line = lines[index].text
            if isEnd(line) {
                if isOpen { ended += 1 }
                isOpen = false
            }
            let text = line.first == 0x2E ? line.dropFirst() : line
            let isHead =
                line.first == 0x2E
                || isBehind && text.hasSuffix("...") && text.allSatisfy { !(0x61...0x7A).contains($0) && $0 < 0x80 }
            if isHead, text.count > 4, text.first.map({ (0x41...0x5A).contains($0) }) == true,
                text.firstRange(of: "...") != nil
            {
                heads.append(index)
                isOpen = true
            }
            isBehind = !heads.isEmpty && line.elementsEqual("&&".utf8)
        }
        guard heads.count >= 2, ended * 2 > heads.count else { return nil }
        var stories: [Outline.Story] = []
        for (place, head) in heads.enumerated() {
            let end =
                place + 1 < heads.count
                ? heads[place + 1]
                : (head..<lines.count).first { lines[$0].text.elementsEqual("$$".utf8) } ?? lines.count
            let text = lines[head].text.first == 0x2E ? lines[head].text.dropFirst() : lines[head].text
            guard let dots = text.firstRange(of: "...") else { return nil }
            let behind = text[dots.upperBound...].trimmed
            let title = text[..<dots.lowerBound].trimmed
            guard !title.isEmpty else { return nil }
            stories.append(
                Outline.Story(
                    marker: [], title: title, head: head, runIn: behind.isEmpty ? nil : behind,
                    body: min(head + 1, end)..<end, skipped: Set((head..<end).filter { isEnd(lines[$0].text) })))
        }
        let end = stories.last?.body.upperBound ?? lines.count
        return Outline(
            header: 0..<heads[0], stories: stories, trailer: end..<lines.count, remarks: said(lines, from: end),
            findings: [
                Finding(
                    .info, "Segmentation", "\(stories.count) stories: sections between dots and &&",
                    line: lines[heads[0]].number)
            ])
    }
}
