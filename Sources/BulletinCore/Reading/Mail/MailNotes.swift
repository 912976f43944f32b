internal import Interop

/// Mails that only bring a file: what is attached is the bulletin, and their own words are to whom they are sent.
extension MailReading {
    /// At most 150 Chinese characters, or three times as many Latin letters.
    static func isCoverNote(_ body: Bulletin) -> Bool {
        guard body.kind == .single else { return false }
        let text = Array(body.sections[0].text.utf8)[...]
        return text.count <= 1_400 && text.scalars().reduce(0) { $0 + ($1 >= 0x2E80 ? 3 : 1) } <= 450
    }

    /// What a note that is left out says of the day holds for what is attached to it.
    mutating func keep(of text: Bulletin?) {
        guard let text else { return }
        note(text.date)
        isDraft = isDraft || text.isDraft
        findings += text.findings.filter { $0.rule == Bulletin.openEmbargoRule }
        findings.append(
            Finding(
                .info, "CoverNote",
                "left out: the mail's own text, a note to what is attached, which is the bulletin"))
    }

    /// What the subject forbids holds for all that the mail brings.
    mutating func note(_ head: MailHead) {
        let subject = Array(head.title.utf8)[...]
        switch Embargo.ban(in: subject) {
        case .until(let day): note(Embargo.time(of: day, in: subject, at: head.line))
        case .open: findings.append(.openEmbargo(line: head.line))
        case nil: break
        }
    }

    mutating func note(_ date: StatedDate?) {
        guard let date, date.isNamed, noted.map(date.mayFollow) ?? true else { return }
        noted = date
    }

    /// Why a note to what is attached, or a mail without any text, is not published: no file in it can be.
    /// - Parameter readable: places of what is read as a bulletin, when it is alone.
    func refusal(
        of body: Bulletin?, _ head: MailHead, _ content: MailContent, _ readable: [Int]
    ) -> BulletinError? {
        if let body {
            guard Self.isCoverNote(body), CoverNote(body) != nil else { return nil }
        }
        if readable.count > 1 { return .severalTexts(name: name, files: names(of: readable)) }
        let parts = content.files.filter { !isShown($0) }
        let kinds = parts.map { MediaFormat.of(tree.parts[$0].decoded(), fileExtension: tree.parts[$0].fileExtension) }
        // A picture beside a document is a logo as a rule.
        let areTold = body == nil && CoverNote(head) == nil
        guard !kinds.contains(where: { $0.map { areTold || $0.kind != .image } ?? false }) else { return nil }
        let unread = zip(parts, kinds).filter { $1 == nil && !Self.isCompanion(tree.parts[$0]) }.map(\.0)
        return unread.isEmpty ? nil : .unreadAttachments(name: name, files: names(of: unread))
    }

    /// Whether a mail is a note to files that are published as they are: a PDF, or what it asks to publish.
    func bringsFiles(_ body: Bulletin, _ head: MailHead, _ content: MailContent) -> Bool {
        guard let note = CoverNote(body) else { return false }
        let isTitled = !head.title.isEmpty && CoverNote(head) == nil
        return content.files.contains { place in
            let part = tree.parts[place]
            guard !isShown(place), part.isAttachment || part.type.name == "application/pdf",
                let format = MediaFormat.of(part.decoded(), fileExtension: part.fileExtension)
            else { return false }
            return format.kind != .image || note.asks && part.isAttachment && isTitled
        }
    }

    /// The subject; the name of a document when it says no more than a note does.
    func titleOfFiles(_ head: MailHead) -> String {
        guard head.title.isEmpty || CoverNote(head) != nil,
            let document = files.attachments.first(where: { !$0.mediaType.hasPrefix("image/") })
        else { return head.title }
        let name = Title.clean(SourcePath(document.title).withoutExtension[...])
        return name.isEmpty ? head.title : name
    }

    /// Cards, invitations and signatures, which programs add.
    static func isCompanion(_ part: MailPart) -> Bool {
        part.isRest || ["vcf", "ics", "p7s", "asc", "sig"].contains(part.fileExtension)
            || ["text/vcard", "text/x-vcard", "text/calendar"].contains(part.type.name)
    }

    private func names(of places: [Int]) -> String {
        let names = places.prefix(5).map { place in
            let name = Title.clean(Array(SourcePath(bytes: tree.parts[place].fileName ?? []).description.utf8)[...])
            return name.isEmpty ? tree.parts[place].type.name : name
        }
        return names.joined(separator: ", ") + (places.count > 5 ? ", …" : "")
    }

    // MARK: Texts that say nothing

    /// Whether an attached text is only what programs and lists put behind a text; one that Exchange made, when it is
    /// blank, too.
    static func isBlank(_ part: MailPart, of path: SourcePath, limits: ReadingLimits) -> Bool {
        guard part.isTextFile || part.isText && part.isRest, part.body.count <= 20_000 else { return false }
        let bytes = part.decoded()
        do throws(BulletinError) {
            let isPage = part.type.name == "text/html"
            let text = try MailCharset.text(
                bytes, label: part.charset ?? (isPage ? HTMLCharset.label(in: bytes) : nil), of: path
            ).bytes
            let lines: [Bytes]
            if isPage {
                let events = try HTMLReader.events(of: text, path, limits: limits)
                guard !events.contains(where: { if case .open("img", _, _) = $0 { true } else { false } }) else {
                    return false
                }
                lines = MailPage.texts(of: events)
            } else {
                lines = MailLines(text[...], firstLine: 1).lines.map(\.text)
            }
            return (part.isRest || lines.contains { !$0.trimmed.isEmpty }) && MailTrailer.isAll(lines)
        } catch {
            return false
        }
    }
}

extension BulletinError {
    /// The file is there, and has no text.
    var isOfNoText: Bool {
        switch self {
        case .empty, .nothingToPublish: true
        default: false
        }
    }
}
