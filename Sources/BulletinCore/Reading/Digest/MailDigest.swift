/// RFC 1153: a preamble, a line of 70 hyphens, messages parted by lines of 30; early Mailman has a line of its own for
/// both.
enum MailDigest {
    static func outline(of lines: [TextLine]) -> Outline? {
        guard let top = lines.firstIndex(where: { isRule($0, 60...80) }) else { return nil }
        var starts = [top + 1]
        for index in (top + 1)..<lines.count where isRule(lines[index], 25...40) { starts.append(index + 1) }
        let topics = topics(lines[..<top])
        var stories: [Outline.Story] = []
        var trailer = lines.count
        let last = lines.lastIndex { !$0.isBlank } ?? lines.count
        for (place, start) in starts.enumerated() where trailer == lines.count {
            let end = place + 1 < starts.count ? starts[place + 1] - 1 : lines.count
            guard let first = (start..<end).first(where: { !lines[$0].isBlank }) else { continue }
            let (subject, index, fields) = header(of: lines, first..<end)
            if let subject, subject.text.elementsEqual("Digest Footer".utf8) {
                trailer = start
            } else if fields >= (stories.isEmpty || lines[start - 2].isBlank ? 1 : 2) {
                let topic = stories.count < topics.count ? topics[stories.count] : Array("(no subject)".utf8)[...]
                let title = subject.map(\.text).flatMap { $0.isEmpty ? nil : $0 } ?? topic
                stories.append(
                    Outline.Story(marker: [], title: title, head: subject?.line ?? first, body: index..<end))
            } else if stories.isEmpty {
                return nil
            } else {
                // What a rule parts from a message is the message's own: a table, a further chapter.
                let stop = end > last ? footer(in: lines, start..<end) : end
                if stop > first {
                    stories[stories.count - 1].skipped.insert(start - 1)
                    stories[stories.count - 1].body = stories[stories.count - 1].body.lowerBound..<stop
                }
                if end > last { trailer = stop }
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

    /// Where the digest's own end begins in its last part: `End of X Digest`, the list's address under a line.
    private static func footer(in lines: [TextLine], _ part: Range<Int>) -> Int {
        part.first { index in
            let text = lines[index].text
            guard text.hasPrefix("End of ") else { return text.hasPrefix("__________") }
            return text.contains(text: "igest") || index + 1 < part.upperBound && lines[index + 1].text.hasPrefix("***")
        }
            ?? Trailer.start(in: lines, part.lowerBound - 1..<part.upperBound)
    }

    private static func isRule(_ line: TextLine, _ range: ClosedRange<Int>) -> Bool {
        range.contains(line.text.count) && line.text.allSatisfy { $0 == 0x2D } || isOldRule(line)
    }

    /// What early Mailman parts messages with.
    private static func isOldRule(_ line: TextLine) -> Bool { line.text.elementsEqual("--__--__--".utf8) }

    /// The message's subject, over several lines, the first line after its header, and how many of its fields are those
    /// of messages: a text may begin with `Decision: yes`.
    private static func header(
        of lines: [TextLine], _ range: Range<Int>
    ) -> (subject: (line: Int, text: Bytes)?, end: Int, fields: Int) {
        var subject: (line: Int, text: Bytes)?
        var fields = 0
        var isSubject = false
        var index = range.lowerBound
        while index < range.upperBound, !lines[index].isBlank, isField(lines[index].text) || lines[index].indent > 0 {
            let line = lines[index]
            if line.indent == 0, ofMessages.contains(where: { line.text.hasPrefix($0) }) { fields += 1 }
            if line.text.hasPrefix("Subject:"), line.indent == 0 {
                subject = (index, line.text.dropFirst(8).trimmed)
                isSubject = true
            } else if line.indent > 0, isSubject, let known = subject {
                subject = (known.line, (Array(known.text) + [0x20] + line.text)[...])
            } else {
                isSubject = false
            }
            index += 1
        }
        return (subject, index, fields)
    }

    private static let ofMessages = ["Subject:", "From:", "Date:", "Message:"]

    /// Titles in the preamble, for messages that have no subject of their own: `1. Subject (author)`, or the lines
    /// under `Today's Topics:`.
    static func topics(_ lines: ArraySlice<TextLine>) -> [Bytes] {
        var topics: [Bytes] = []
        if let label = lines.firstIndex(where: { Words.isContentsLabel($0.text) }) {
            var depth: Int?
            for line in lines[(label + 1)...] {
                if line.isBlank {
                    if topics.isEmpty { continue } else { break }
                }
                if line.marker?.ordinal == nil, let depth, line.indent > depth, let last = topics.last {
                    topics[topics.count - 1] = (Array(last) + [0x20] + line.text)[...]
                } else {
                    topics.append(line.unmarked)
                    depth = depth ?? line.indent
                }
            }
        } else {
            topics = lines.compactMap { line in line.marker?.ordinal == nil ? nil : line.unmarked }
        }
        return topics.map(withoutAuthor)
    }

    /// `Subject (author)`: without the last brackets.
    private static func withoutAuthor(_ topic: Bytes) -> Bytes {
        guard topic.last == 0x29, let open = topic.lastIndex(of: 0x28), open > topic.startIndex else { return topic }
        return topic[..<open].trimmedEnd
    }

    /// `Name: value` of a mail header.
    private static func isField(_ text: Bytes) -> Bool {
        guard let colon = text.prefix(40).firstIndex(of: 0x3A), colon > text.startIndex else { return false }
        return text[..<colon].allSatisfy { $0 > 0x20 && $0 < 0x7F }
    }
}
