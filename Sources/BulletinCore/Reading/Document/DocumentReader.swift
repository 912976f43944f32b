internal import Interop

/// Reads word processors' documents: DOCX (ISO/IEC 29500) and ODT (OpenDocument 1.3).
///
/// All comes from the archive; nothing in it is run, fetched or written. What comes out passes the sanitizer and is cut
/// like a page. A line is a paragraph's number.
enum DocumentReader {
    static func read(_ source: Source, options: ReadingOptions) throws(BulletinError) -> Bulletin {
        let limits = options.limits
        var package = try DocumentPackage(source, limits: limits)
        let kind = try DocumentKind(of: &package)
        var content: DocumentContent
        switch kind {
        case .word(let part): content = try WordDocument.read(part, in: &package)
        case .openDocument: content = try OpenDocument.read(in: &package)
        }
        content.nameAttachments()
        var bulletin = try cut(content, of: source, limits)
        // Which story a note is of, the cut alone tells.
        if bulletin.kind == .digest, content.countNotes(from: bulletin.sections.map(\.line)) {
            bulletin = try cut(content, of: source, limits)
        }
        bulletin.attachments = content.attachments
        let properties = try DocumentProperties(of: kind, in: &package)
        if bulletin.title == TextReader.title(from: source.path), let title = properties.title {
            if bulletin.kind == .single, bulletin.sections.count == 1 { bulletin.sections[0].title = title }
            bulletin.title = title
        }
        if let author = properties.author { bulletin.facts.append(HeaderFact(.author, author)) }
        bulletin.findings = TextReader.sorted(
            findings(of: package) + content.findings + bulletin.findings)
        return bulletin
    }

    private static func cut(
        _ content: DocumentContent, of source: Source, _ limits: ReadingLimits
    ) throws(BulletinError) -> Bulletin {
        let events = DocumentOutput.events(of: content)
        let saved = MailPage.saved(in: events)
        var bulletin = try MarkupReader.read(
            Sanitizer.sanitize(saved?.events ?? events),
            statedTitle: saved.flatMap { $0.head.title.isEmpty ? nil : $0.head.title },
            of: MarkupOrigin(path: source.path, bans: content.bans, former: FormerHeads(source.headlines)),
            limits: limits)
        if let sent = saved?.head.date { bulletin.date = MailReading.later(bulletin.date, sent) }
        bulletin.findings += saved?.findings ?? []
        return bulletin
    }

    private static func findings(of package: borrowing DocumentPackage) -> [Finding] {
        var findings: [Finding] = []
        if package.has("word/vbaProject.bin") {
            findings.append(Finding(.info, "MacrosIgnored", "the document holds macros; they were not touched"))
        }
        let left = [
            (package.foreignImages, "lie outside the document, and nothing is fetched", "embed them"),
            (package.otherImages, "are neither PNG, JPEG, GIF nor WebP", "insert them as PNG"),
            (
                package.missingImages, "are missing, or more than \(DocumentPackage.maxImages)",
                "insert them again, or split the document"
            ),
        ]
        for (count, reason, advice) in left where count > 0 {
            findings.append(
                Finding(.warning, "ImagesLeftOut", "\(count) images were left out: they \(reason)", advice: advice))
        }
        return findings
    }
}

extension DocumentContent {
    /// An image is titled by the words for it where it first stands.
    mutating func nameAttachments() {
        guard !attachments.isEmpty else { return }
        var titles: [String: String] = [:]
        for case .paragraph(let paragraph) in pieces {
            for image in paragraph.runs.compactMap(\.image) where !image.alt.isEmpty && titles[image.reference] == nil {
                titles[image.reference] = image.alt
            }
        }
        for index in attachments.indices { attachments[index].title = titles[attachments[index].reference] ?? "" }
    }
}
