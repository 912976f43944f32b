internal import Interop

/// Reads Markdown with front matter: md4c, then the same path as HTML.
enum MarkdownReader {
    static func read(_ text: DecodedText, of path: SourcePath, limits: ReadingLimits) throws(BulletinError) -> Bulletin
    {
        let front = try FrontMatter(text.bytes[...], of: path, limits: limits)
        let ruled = RuledText(text.bytes[front.bodyStart...], firstLine: front.bodyLine)
        let (body, ruling) = (ruled.body, front.ruling ?? ruled.stated)
        guard !body.trimmed.isEmpty else { throw .nothingToPublish(name: path.description) }
        guard let html = Markdown.html(MarkdownPreparation.prepared(body)) else {
            throw .malformed(name: path.description, line: ruled.bodyLine, reason: "the Markdown cannot be read")
        }
        let document = try HTMLReader.sanitized(html, of: path, limits: limits)
        var bulletin = try MarkupReader.read(
            document, statedTitle: front.title, ruling: ruling, of: path, limits: limits)
        bulletin.id = front.id
        bulletin.tags = front.tags
        bulletin.summary = front.summary
        bulletin.language = front.language ?? bulletin.language
        bulletin.isDraft = front.isDraft
        locate(&bulletin.sections, in: body, firstLine: ruled.bodyLine)
        // Lines of the HTML are not those of the source, so what header and foot state is read from the source.
        bulletin.take(
            Envelope(markdown: body, firstLine: ruled.bodyLine, stories: bulletin.sections, kind: bulletin.kind).facts,
            of: path)
        bulletin.date = front.date ?? bulletin.date
        bulletin.issue = front.issue ?? bulletin.issue
        if !front.authors.isEmpty { bulletin.authors = front.authors }
        bulletin.facts.insert(contentsOf: front.facts, at: 0)
        for index in bulletin.findings.indices {
            bulletin.findings[index].line = bulletin.findings[index].line == nil ? nil : bulletin.sections.first?.line
        }
        if let finding = ruling?.finding { bulletin.findings.append(finding) }
        bulletin.findings = TextReader.sorted(text.findings + bulletin.findings)
        return bulletin
    }

    /// Gives every section the line of the source that holds its headline: the next one that begins with its words.
    private static func locate(_ sections: inout [Section], in body: Bytes, firstLine: Int) {
        var start = body.startIndex
        var line = firstLine
        var misses = 0
        for index in sections.indices {
            let key = Text.key(Array(sections[index].title.utf8)[...])
            sections[index].line = line
            guard !key.isEmpty, misses < 3 else { continue }
            var place = start
            var number = line
            var isFound = false
            while place < body.endIndex {
                let end = body[place...].firstIndex(of: 0x0A) ?? body.endIndex
                let text = body[place..<end].trimmed
                if Text.key(text).starts(with: key)
                    || Text.key(Marker.read(text.drop { $0 == 0x23 || $0 == 0x20 })?.rest ?? text).starts(with: key)
                {
                    sections[index].line = number
                    (start, line) = (min(end + 1, body.endIndex), number + 1)
                    isFound = true
                    break
                }
                place = end + 1
                number += 1
            }
            if !isFound { misses += 1 }
        }
    }
}
