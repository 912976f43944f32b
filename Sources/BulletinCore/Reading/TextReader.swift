/// Reads plain text: a digest that is cut by its evidence, or one story.
enum TextReader {
    /// - Parameters:
    ///   - statedTitle: of something around the text, as a mail's subject is; `nil` when the text has to say it itself.
    ///   - isSingle: whether the text is one story, whatever it looks like.
    ///   - firstLine: the number of its first line.
    ///   - former: of the stories that the file held.
    static func read(
        _ text: DecodedText, of path: SourcePath, limits: ReadingLimits, statedTitle: TextLine? = nil,
        isSingle: Bool = false, firstLine: Int = 1, former: FormerHeads = .none
    ) throws(BulletinError) -> Bulletin {
        let parts = TextParts(
            text.bytes[...], statedTitle: statedTitle, isSingle: isSingle, firstLine: firstLine, former: former)
        guard parts.lines.contains(where: { !$0.isBlank }) else {
            if parts.stated.isDraft { return .emptyDraft(of: path) }
            throw .empty(name: path.description)
        }
        let (lines, outline, envelope) = (parts.lines, parts.outline, parts.envelope)
        guard outline.stories.count <= limits.maxSections else {
            throw .overLimit(name: path.description, .sections, value: limits.maxSections)
        }
        var bulletin =
            outline.stories.isEmpty
            ? single(lines, envelope) : digest(lines, outline, envelope, intro: parts.intro, path)
        bulletin.language = LanguageEvidence.language(of: text.bytes[...])
        bulletin.take(envelope.facts, of: path)
        bulletin.isDraft = parts.stated.isDraft
        if let sent = parts.mail?.head.date { bulletin.date = MailReading.later(bulletin.date, sent) }
        bulletin.confidence = outline.confidence
        bulletin.findings = sorted(text.findings + parts.findings + outline.findings + bulletin.findings)
        return bulletin
    }

    static func sorted(_ findings: [Finding]) -> [Finding] {
        findings.enumerated().sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
            .map(\.element)
    }

    /// A title for a bulletin that states none: the file's name without extension.
    static func title(from path: SourcePath) -> String {
        let name = path.withoutExtension.split(separator: UInt8(ascii: "/")).last ?? []
        let title = Title.clean(Array(SourcePath(bytes: Array(name)).description.utf8)[...])
        return title.isEmpty ? path.description : title
    }

    private static func digest(
        _ lines: [TextLine], _ outline: Outline, _ envelope: Envelope, intro: [Int], _ path: SourcePath
    ) -> Bulletin {
        var findings: [Finding] = []
        let references = References(lines, outline.trailer)
        let sections = outline.stories.map { story -> Section in
            var paragraphs = story.runIn.map { [$0] } ?? []
            for index in story.text(in: lines) { paragraphs.append(lines[index].text) }
            // An address alone under its title is the title's.
            let address =
                paragraphs.count == 1 && LinkLines.isAddress(paragraphs[0]) ? WebAddress.find(in: paragraphs[0]) : nil
            if address != nil { paragraphs = [] }
            var section = section(paragraphs, title: Title.clean(story.title), line: lines[story.head].number)
            if let address { section.links = [Link(title: section.title, url: address.url)] }
            section.marker = story.marker.string
            section.category = story.category.map(Title.clean)
            if let link = LinkList.linkedTitle(story.title) {
                section.title = link.title
                section.links.insert(link, at: 0)
            }
            references.resolve(paragraphs, into: &section)
            return section
        }
        if envelope.title.isEmpty {
            findings.append(
                Finding(.info, "NoTitle", "no line looks like the bulletin's title; the file's name stands for it"))
        }
        let remarks = Set(outline.remarks)
        let foot = outline.trailer.filter { !lines[$0].isBlank && !remarks.contains($0) }
        if let first = foot.first {
            findings.append(
                Finding(
                    .info, "Trailer",
                    "\(foot.count == 1 ? "1 line" : "\(foot.count) lines") after the last story: bylines or imprint",
                    line: lines[first].number))
        }
        return Bulletin(
            kind: .digest, title: envelope.title.isEmpty ? title(from: path) : envelope.title,
            intro: HTMLText.paragraphs(intro.map { lines[$0].text }), sections: sections, findings: findings)
    }

    private static func single(_ lines: [TextLine], _ envelope: Envelope) -> Bulletin {
        var paragraphs: [Bytes] = []
        let fields = FieldHead(lines)?.end ?? 0
        for (index, line) in lines.enumerated()
        where !line.isBlank && index != envelope.titleLine && index != envelope.secondTitleLine
            && (index >= fields || !FieldHead.isField(line))
        {
            paragraphs.append(line.text)
        }
        var title = envelope.title
        if title.isEmpty, let first = paragraphs.first { title = Title.clean(Headline.firstClause(first)) }
        let number = envelope.titleLine.map { lines[$0].number } ?? lines.first { !$0.isBlank }?.number ?? 1
        let section = section(paragraphs, title: title, line: number, needsAddress: true)
        return Bulletin(kind: .single, title: title, sections: [section])
    }

    private static func section(
        _ paragraphs: [Bytes], title: String, line: Int, needsAddress: Bool = false
    ) -> Section {
        var body = paragraphs
        let list = LinkList.find(in: paragraphs, needsAddress: needsAddress)
        if let list { body.removeSubrange(list.range) }
        return Section(
            title: title, html: HTMLText.paragraphs(body),
            text: body.lazy.filter { Figure($0) == nil }.map(\.string).joined(separator: "\n"),
            linksLabel: list?.label, links: list?.links ?? [], line: line)
    }
}

/// A text as it was understood: its lines, where the stories are in them, what it says about itself.
struct TextParts: Sendable {
    let lines: [TextLine]
    let outline: Outline
    let envelope: Envelope
    /// Of the ruling and of page numbers.
    let findings: [Finding]
    /// The numbers of lines with page numbers and running heads, which are not published.
    let pageLines: Set<Int>
    /// What its first lines rule; they are not published.
    let stated: StatedRulings
    /// The mail that a program wrote out as this text.
    let mail: SavedMail?

    /// - Parameters: as for `TextReader.read`.
    init(
        _ text: Bytes, statedTitle: TextLine? = nil, isSingle: Bool = false, firstLine: Int = 1,
        former: FormerHeads = .none
    ) {
        let ruled = RuledText(text, firstLine: firstLine)
        mail = statedTitle == nil ? SavedMail(ruled.body, firstLine: ruled.bodyLine) : nil
        let statedTitle = statedTitle ?? mail?.title
        let head = statedTitle.map { [$0, TextLine(number: $0.number, raw: [])] } ?? []
        var stated = ruled.stated
        let signed = mail == nil ? MailLines.signed(ruled.body, firstLine: ruled.bodyLine) : nil
        var all = mail?.textLines ?? TextLine.lines(of: signed?[...] ?? ruled.body, firstNumber: ruled.bodyLine)
        if mail != nil {
            all.removeFirst(all.prefix { $0.isBlank || stated.take($0.text, line: $0.number) }.count)
        }
        let pages = PageNumbers(all)
        lines = head + Wrapping.unwrapped(pages.lines)
        pageLines = pages.left
        outline =
            isSingle ? .single(lines.count, findings: []) : Ruling.outline(of: lines, by: stated.cut, former: former)
        envelope = Envelope(
            lines, header: outline.header, foot: outline.trailer, isSingle: outline.stories.isEmpty,
            hasStatedTitle: statedTitle != nil)
        findings = [stated.cut?.finding, pages.finding].compactMap(\.self) + (mail?.lines.findings ?? [])
        self.stated = stated
    }

    /// What is published before the stories of a digest; looked for each time.
    var intro: [Int] { envelope.intro(lines, header: outline.header) + outline.remarks }
}

/// A block `[1] https://…` at the end, which stories point into with `[1]`.
private struct References {
    private var links: [Int: Link] = [:]
    private var label: String?

    init(_ lines: [TextLine], _ range: Range<Int>) {
        for index in range {
            if let (number, after) = Numeral.bracketed(lines[index].text), let (place, url) = WebAddress.find(in: after)
            {
                links[number] = links[number] ?? Link(title: Self.title(after[..<place.lowerBound], number), url: url)
            } else if links.isEmpty, !lines[index].isBlank, Headline.hasShape(lines[index].text), label == nil {
                label = Title.clean(lines[index].text)
            }
        }
    }

    /// What the list calls it: `[2] Report on the bridge, https://…`.
    private static func title(_ text: Bytes, _ number: Int) -> String {
        var title = text.trimmed
        while let last = title.lastScalar, [0x2C, 0xFF0C, 0x3A, 0xFF1A, 0x3C, 0x28, 0xFF08, 0x2D].contains(last) {
            title = title.dropLast(last > 0x7F ? 3 : 1).trimmedEnd
        }
        return title.isEmpty || title.scalarCount > 120 ? "[\(number)]" : "[\(number)] \(title.string)"
    }

    func resolve(_ paragraphs: [Bytes], into section: inout Section) {
        guard !links.isEmpty else { return }
        var found: [Link] = []
        for paragraph in paragraphs {
            var rest = paragraph
            while let open = rest.firstIndex(of: 0x5B) {
                rest = rest[open...]
                if let (number, after) = Numeral.bracketed(rest) {
                    if let link = links[number] { found.append(link) }
                    rest = after
                } else {
                    rest = rest.dropFirst()
                }
            }
        }
        found.removeAll { link in section.links.contains { $0.url == link.url } }
        guard !found.isEmpty else { return }
        section.links += found
        section.linksLabel = section.linksLabel ?? label ?? "References"
    }
}
