/// Digests with a fixed grammar: RFC 1153, `Item 3 of 9`, sections of weather products. Each must match wholly.
enum RigidForms {
    static func outline(of lines: [TextLine]) -> Outline? {
        mailDigest(lines) ?? counted(lines) ?? dotted(lines)
    }

    /// RFC 1153: a preamble, a line of 70 hyphens, messages parted by lines of 30.
    private static func mailDigest(_ lines: [TextLine]) -> Outline? {
        func rule(_ line: TextLine, _ range: ClosedRange<Int>) -> Bool {
            range.contains(line.text.count) && line.text.allSatisfy { $0 == 0x2D }
        }
        guard let top = lines.firstIndex(where: { rule($0, 60...80) }) else { return nil }
        var starts = [top + 1]
        for index in (top + 1)..<lines.count where rule(lines[index], 25...40) { starts.append(index + 1) }
        // `1. Subject (author)`, for messages that have no subject of their own.
        let topics = lines[..<top].compactMap { line -> Bytes? in
            guard let marker = line.marker, marker.ordinal != nil else { return nil }
            return marker.rest.firstRange(of: " (").map { marker.rest[..<$0.lowerBound] } ?? marker.rest
        }
        var stories: [Outline.Story] = []
        var trailer = lines.count
        for (place, start) in starts.enumerated() {
            let end = place + 1 < starts.count ? starts[place + 1] - 1 : lines.count
            guard let first = (start..<end).first(where: { !lines[$0].isBlank }) else { continue }
            var index = first
            var subject: (line: Int, text: Bytes)?
            while index < end, !lines[index].isBlank, isField(lines[index].text) || lines[index].indent > 0 {
                if lines[index].text.hasPrefix("Subject:") {
                    subject = (index, lines[index].text.dropFirst(8).trimmed)
                } else if let known = subject, known.line + 1 == index, lines[index].indent > 0 {
                    subject = (known.line, (Array(known.text) + [0x20] + lines[index].text)[...])
                }
                index += 1
            }
            if subject == nil, index > first {
                let topic = stories.count < topics.count ? topics[stories.count] : Array("(no subject)".utf8)[...]
                subject = (first, topic)
            }
            if let subject, !subject.text.isEmpty, !subject.text.elementsEqual("Digest Footer".utf8) {
                stories.append(
                    Outline.Story(marker: [], title: subject.text, head: subject.line, body: index..<end))
            } else if stories.isEmpty {
                return nil
            } else {
                trailer = min(trailer, start)
            }
        }
        guard stories.count >= 2 else { return nil }
        return Outline(
            header: 0..<top, stories: stories, trailer: trailer..<lines.count,
            findings: [
                Finding(
                    .info, "Segmentation", "\(stories.count) stories: a mail digest (RFC 1153)", line: lines[top].number
                )
            ])
    }

    /// `Name: value` of a mail header.
    private static func isField(_ text: Bytes) -> Bool {
        guard let colon = text.prefix(40).firstIndex(of: 0x3A), colon > text.startIndex else { return false }
        return text[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }

    /// `Item 3 of 9`, `3rd of 9 Stories`; the headline is the next line.
    private static func counted(_ lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var total: Int?
        for index in lines.indices {
            guard let (ordinal, of) = position(lines[index].text) else { continue }
            guard total == nil || total == of, ordinal == heads.count + 1 else { return nil }
            total = of
            heads.append(index)
        }
        guard let total, heads.count >= 2, heads.count == total else { return nil }
        var stories: [Outline.Story] = []
        for (place, head) in heads.enumerated() {
            var end = place + 1 < heads.count ? heads[place + 1] : lines.count
            guard let title = (head + 1..<end).first(where: { !lines[$0].isBlank }) else { return nil }
            var start = title + 1
            if start < end, isRule(lines[start].text) { start += 1 }
            while end > start, lines[end - 1].isBlank || isRule(lines[end - 1].text) { end -= 1 }
            stories.append(
                Outline.Story(
                    marker: lines[head].text, title: lines[title].text, head: title, body: min(start, end)..<end))
        }
        var trailer = lines.count
        if let last = stories.last, let rule = last.body.last(where: { isRule(lines[$0].text) }) {
            stories[stories.count - 1].body = last.body.lowerBound..<rule
            trailer = rule
        }
        return Outline(
            header: 0..<heads[0], stories: stories, trailer: trailer..<lines.count,
            findings: [
                Finding(
                    .info, "Segmentation", "\(total) stories: counted as n of \(total)", line: lines[heads[0]].number)
            ])
    }

    private static func isRule(_ text: Bytes) -> Bool {
        text.count >= 3 && text.count <= 80 && text.allSatisfy { [0x2D, 0x7E, 0x3D, 0x2A, 0x5F, 0x20].contains($0) }
    }

    private static func position(_ text: Bytes) -> (Int, Int)? {
        guard text.count <= 40, let middle = text.firstRange(of: " of ") else { return nil }
        let words = text[..<middle.lowerBound].split(separator: 0x20)
        let rest = text[middle.upperBound...].split(separator: 0x20)
        guard let before = words.last, words.count <= 2, rest.count <= 2, let after = rest.first,
            words.count == 2 || rest.count == 2, let (ordinal, length) = Numeral.arabic(before, maxDigits: 3),
            let (total, totalLength) = Numeral.arabic(after, maxDigits: 3), totalLength == after.count, total >= 2,
            length == before.count || before.count == length + 2
        else { return nil }
        return (ordinal, total)
    }

    /// `.SYNOPSIS...` to `&&` or `$$`: sections of American weather products.
    private static func dotted(_ lines: [TextLine]) -> Outline? {
        var heads: [Int] = []
        var ends = 0
        for (index, line) in lines.enumerated() {
            if line.text.elementsEqual("&&".utf8) || line.text.elementsEqual("$$".utf8) { ends += 1 }
            if line.text.first == 0x2E, line.text.count > 5,
                line.text.dropFirst().first.map({ (0x41...0x5A).contains($0) }) == true,
                line.text.firstRange(of: "...") != nil
            {
                heads.append(index)
            }
        }
        guard heads.count >= 2, ends >= 1 else { return nil }
        var stories: [Outline.Story] = []
        for (place, head) in heads.enumerated() {
            let limit = place + 1 < heads.count ? heads[place + 1] : lines.count
            let end =
                (head..<limit).first {
                    lines[$0].text.elementsEqual("&&".utf8) || lines[$0].text.elementsEqual("$$".utf8)
                } ?? limit
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
