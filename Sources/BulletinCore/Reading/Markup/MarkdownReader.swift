internal import Interop

/// Reads Markdown with front matter: md4c, then the same path as HTML.
enum MarkdownReader {
    /// - Parameter former: of the stories that the file held.
    static func read(
        _ text: DecodedText, of path: SourcePath, limits: ReadingLimits, former: FormerHeads = .none
    ) throws(BulletinError) -> Bulletin {
        var front = try FrontMatter(text.bytes[...], of: path, limits: limits)
        let ruled = RuledText(text.bytes[front.bodyStart...], firstLine: front.bodyLine)
        let mail = SavedMail(ruled.body, firstLine: ruled.bodyLine, isMarkdown: true)
        if let title = mail?.head.title, !title.isEmpty { front.title = front.title ?? title }
        let body = mail.map { $0.lines.text(from: ruled.bodyLine)[...] } ?? ruled.body
        guard !body.trimmed.isEmpty else {
            if ruled.stated.isDraft { return .emptyDraft(of: path) }
            throw .nothingToPublish(name: path.description)
        }
        var bulletin = try read(body, below: ruled, front, of: path, limits: limits, former: former)
        bulletin.isDraft = bulletin.isDraft || ruled.stated.isDraft
        if front.date == nil, let sent = mail?.head.date { bulletin.date = MailReading.later(bulletin.date, sent) }
        bulletin.findings = TextReader.sorted(
            text.findings + front.findings + (mail?.lines.findings ?? []) + bulletin.findings)
        return bulletin
    }

    /// - Parameter ruled: what stands above.
    private static func read(
        _ body: Bytes, below ruled: RuledText, _ front: FrontMatter, of path: SourcePath, limits: ReadingLimits,
        former: FormerHeads
    ) throws(BulletinError) -> Bulletin {
        let ruling = front.ruling ?? ruled.stated.cut
        if ruling == nil,
            let bulletin = try plainDigest(body, front, of: path, ruled.bodyLine, limits: limits, former: former)
        {
            return bulletin
        }
        let preparation = try prepared(body, of: path, line: ruled.bodyLine, limits: limits)
        let steps = try steps(of: preparation.text, from: body, of: path, line: ruled.bodyLine, limits: limits)
        var events = steps.events
        var pictures = HeldPictures()
        pictures.take(from: &events)
        var document = Sanitizer.sanitize(events)
        let notes = FootnotePlacing(preparation, from: &document, offset: ruled.bodyLine - 1)
        let hints = HeadingHints(front, path)
        var bulletin = try MarkupReader.read(
            document, statedTitle: front.title, ruling: ruling,
            of: MarkupOrigin(path: path, statesFactsItself: true, former: former), limits: limits, hints: hints)
        bulletin.attachments = pictures.shown(in: document.blocks)
        notes.place(in: &bulletin, offset: ruled.bodyLine - 1)
        bulletin.take(
            Envelope(markdown: body, firstLine: ruled.bodyLine, stories: bulletin.sections, kind: bulletin.kind).facts,
            of: path)
        take(front, into: &bulletin)
        bulletin.findings += [ruling?.finding, steps.unclosed].compactMap(\.self)
        return bulletin
    }

    /// A digest written without any mark of Markdown is read as text: its lines are lines.
    /// - Returns: `nil` when it has such marks, or is no digest as text.
    private static func plainDigest(
        _ body: Bytes, _ front: FrontMatter, of path: SourcePath, _ line: Int, limits: ReadingLimits,
        former: FormerHeads
    ) throws(BulletinError) -> Bulletin? {
        guard PlainMarkdown.isPlain(body) else { return nil }
        let title = front.title.map { TextLine(number: front.bodyLine, raw: Array($0.utf8)[...]) }
        var bulletin = try TextReader.read(
            DecodedText(clean: Array(body)), of: path, limits: limits, statedTitle: title, firstLine: line,
            former: former)
        guard bulletin.kind == .digest else { return nil }
        take(front, into: &bulletin)
        return bulletin
    }

    /// What front matter states goes before what the text says; but a day before which the text must not be out.
    private static func take(_ front: FrontMatter, into bulletin: inout Bulletin) {
        bulletin.id = front.id
        bulletin.tags = front.tags
        bulletin.summary = front.summary
        bulletin.via = front.via
        bulletin.language = front.language ?? bulletin.language
        bulletin.isDraft = front.isDraft || bulletin.isDraft
        bulletin.title = front.title ?? bulletin.title
        if front.date != nil, let ban = bulletin.date, ban.isEmbargo { bulletin.notBefore = ban }
        bulletin.date = front.date ?? bulletin.date
        if front.date != nil { bulletin.findings.removeAll { $0.rule == Bulletin.openEmbargoRule } }
        let titled = front.title.map { IssueNumber.stated(in: Array($0.utf8)[...]) }
        bulletin.issue = front.issue ?? titled?.issue ?? bulletin.issue ?? titled?.total
        if !front.authors.isEmpty { bulletin.authors = front.authors }
        bulletin.facts.insert(contentsOf: front.facts, at: 0)
    }

    private static func prepared(
        _ body: Bytes, of path: SourcePath, line: Int, limits: ReadingLimits
    ) throws(BulletinError) -> MarkdownPreparation {
        let preparation = MarkdownPreparation(body, maxDepth: limits.maxDepth)
        if let wide = preparation.wideTableLine {
            throw .malformed(
                name: path.description, line: wide + line - 1,
                reason: "a table has more than \(MarkdownPreparation.maxColumns) columns")
        }
        guard preparation.tooDeepLine == nil else {
            throw .overLimit(name: path.description, .elementDepth, value: limits.maxDepth)
        }
        return preparation
    }

    /// - Parameter source: what the text was prepared from.
    /// - Returns: with the lines of the file; and a comment that nothing closes.
    private static func steps(
        of text: [UInt8], from source: Bytes, of path: SourcePath, line: Int, limits: ReadingLimits
    ) throws(BulletinError) -> (events: [HTMLEvent], unclosed: Finding?) {
        if let events = Markdown.events(of: text, firstLine: line, maxDepth: limits.maxDepth) { return (events, nil) }
        guard let html = Markdown.html(text) else {
            throw .malformed(name: path.description, line: line, reason: "the Markdown cannot be read")
        }
        var events = try HTMLReader.events(of: html, path, limits: limits)
        locate(&events, firstLine: line)
        return (events, UnclosedComment.finding(in: html, source: source, firstLine: line))
    }

    /// Gives every element the line of the file that it comes from, in place of the line of md4c's HTML.
    private static func locate(_ events: inout [HTMLEvent], firstLine: Int) {
        var line = firstLine
        for place in events.indices {
            guard case .open(let name, var attributes, _) = events[place] else { continue }
            if let index = attributes.firstIndex(where: { $0.name == Markdown.lineAttribute }) {
                if let stated = Int(attributes[index].value), stated > 0, stated < Int(Int32.max) {
                    line = firstLine + stated - 1
                }
                // Held by nobody else, the list is changed in its place.
                events[place] = .close(name: name)
                attributes.remove(at: index)
            }
            events[place] = .open(name: name, attributes: attributes, line: line)
        }
    }
}
