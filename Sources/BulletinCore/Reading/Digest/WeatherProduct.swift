/// American weather products: sections between `.SYNOPSIS...` and `&&`, or segments that end in `$$`.
enum WeatherProduct {
    static func outline(of lines: [TextLine]) -> Outline? {
        let segments = segments(lines)
        if segments.count >= 2 { return outline(of: lines, segments: segments) }
        return dotted(lines)
    }

    private static func isEnd(_ line: TextLine) -> Bool {
        line.text.elementsEqual("&&".utf8) || line.text.elementsEqual("$$".utf8)
    }

    // MARK: Segments

    /// What stands before each `$$` from a line of zones on: `MDZ014-110545-`.
    private static func segments(_ lines: [TextLine]) -> [Range<Int>] {
        var segments: [Range<Int>] = []
        var zones: Int?
        for (index, line) in lines.enumerated() {
            if zones == nil, isZones(line.text) { zones = index }
            if line.text.elementsEqual("$$".utf8), let start = zones {
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
            guard let (head, end, title) = headline(in: lines, segment) else {
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
            stories.append(Outline.Story(marker: [], title: title, head: head, body: end..<segment.upperBound))
        }
        let end = (segments.last?.upperBound ?? lines.count - 1) + 1
        return Outline(
            header: 0..<segments[0].lowerBound, stories: stories, trailer: min(end, lines.count)..<lines.count,
            findings: [
                Finding(
                    .info, "Segmentation", "\(stories.count) stories: weather segments that end in $$",
                    line: lines[segments[0].lowerBound].number)
            ])
    }

    /// `...WIND ADVISORY UNTIL 6 PM...`, over up to four lines.
    private static func headline(in lines: [TextLine], _ segment: Range<Int>) -> (head: Int, end: Int, title: Bytes)? {
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
        // Several headlines on one line that was unwrapped: the first names the story.
        if let next = text.firstRange(of: "... ...") { text = text[..<next.lowerBound] }
        while text.last == 0x2E { text = text.dropLast() }
        return text.trimmed.isEmpty ? nil : (head, index, text.trimmed)
    }

    // MARK: Sections

    /// Most sections end in `&&`: periods of a forecast, `.TODAY...`, do not.
    private static func dotted(_ lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var ended = 0
        var isOpen = false
        for (index, line) in lines.enumerated() {
            if isEnd(line) {
                if isOpen { ended += 1 }
                isOpen = false
            }
            if line.text.first == 0x2E, line.text.count > 5,
                line.text.dropFirst().first.map({ (0x41...0x5A).contains($0) }) == true,
                line.text.firstRange(of: "...") != nil
            {
                heads.append(index)
                isOpen = true
            }
        }
        guard heads.count >= 2, ended * 2 > heads.count else { return nil }
        var stories: [Outline.Story] = []
        for (place, head) in heads.enumerated() {
            let limit = place + 1 < heads.count ? heads[place + 1] : lines.count
            let end = (head..<limit).first { isEnd(lines[$0]) } ?? limit
            let text = lines[head].text.dropFirst()
            guard let dots = text.firstRange(of: "...") else { return nil }
            let behind = text[dots.upperBound...].trimmed
            let title = text[..<dots.lowerBound].trimmed
            guard !title.isEmpty else { return nil }
            stories.append(
                Outline.Story(
                    marker: [], title: title, head: head, runIn: behind.isEmpty ? nil : behind,
                    body: min(head + 1, end)..<end))
        }
        let end = stories.last?.body.upperBound ?? lines.count
        return Outline(
            header: 0..<heads[0], stories: stories, trailer: end..<lines.count,
            findings: [
                Finding(
                    .info, "Segmentation", "\(stories.count) stories: sections between dots and &&",
                    line: lines[heads[0]].number)
            ])
    }
}
