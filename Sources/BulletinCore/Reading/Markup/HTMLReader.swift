internal import Interop

/// Reads HTML pages.
enum HTMLReader {
    /// - Parameters:
    ///   - statedTitle: of something around the page, as a mail's subject is: it goes before any that the page has.
    ///   - isSingle: whether the page is one story, whatever it looks like.
    ///   - mail: the page as a mail is to tell it; `nil` for all other pages.
    ///   - former: of the stories that the file held.
    static func read(
        _ text: DecodedText, of path: SourcePath, limits: ReadingLimits, statedTitle: String? = nil,
        isSingle: Bool = false, mail: MailPage.Kept? = nil, former: FormerHeads = .none
    ) throws(BulletinError) -> Bulletin {
        let events = if let mail { mail.events } else { try shownEvents(of: text.bytes, path, limits: limits) }
        let head = mail?.head ?? PageHead(events)
        let saved = mail == nil ? MailPage.saved(in: events) : nil
        let isMail = mail != nil || saved != nil
        var statedTitle = statedTitle
        if let title = saved?.head.title, !title.isEmpty { statedTitle = title }
        let own = saved?.events ?? events
        let (content, choice, bans) = MainContent.select(WordMarkup.rewritten(own))
        let hidden = HiddenText(content, isMail: isMail)
        var pictures = HeldPictures()
        var shown = hidden.events
        pictures.take(from: &shown)
        var document = Sanitizer.sanitize(
            shown, .page(PagePlace(events, text.bytes[...], isMail: isMail, held: pictures.references)))
        let furniture = PageFurniture.cut(from: &document.blocks)
        let frame = NewsletterFrame.cut(from: &document.blocks)
        let title = head.title ?? PageTitle.stated(in: document.title[...], head, own)
        let hasHeading = document.blocks.contains { $0.headingLevel == 1 && !$0.lines.isEmpty }
        let stated = StatedRulings(inCommentsOf: text.bytes[...])
        let ruling = isSingle ? StatedRuling(word: "single", line: 1) : stated.cut
        var bulletin = try MarkupReader.read(
            document, statedTitle: statedTitle ?? (hasHeading ? nil : title), ruling: ruling,
            of: MarkupOrigin(path: path, bans: bans, former: former), limits: limits)
        bulletin.attachments = pictures.shown(in: document.blocks)
        bulletin.isDraft = bulletin.isDraft || stated.isDraft
        if bulletin.date == nil || bulletin.date?.origin == .fileName {
            let time = head.date == nil ? PageTime.date(in: own) : nil
            bulletin.date = head.date ?? time ?? bulletin.date
            if let time { bulletin.facts.append(HeaderFact(.date, "\(time.day)", line: time.line)) }
        }
        if !isMail { bulletin.notBefore = head.publication }
        if let sent = saved?.head.date { bulletin.date = MailReading.later(bulletin.date, sent) }
        bulletin.via = head.address
        bulletin.facts += head.facts.filter { fact in !bulletin.facts.contains { $0.kind == fact.kind } }
        let unclosed = UnclosedComment.finding(in: text.bytes, source: text.bytes[...], firstLine: 1)
        bulletin.findings +=
            (mail?.findings ?? saved?.findings ?? [])
            + [choice, hidden.finding, furniture, frame, unclosed, ruling?.finding].compactMap(\.self)
        if let language = document.language, language.utf8.count >= 2,
            language.utf8.allSatisfy({ $0 == 0x2D || Text.isASCIILetter(UInt32($0)) }),
            language.utf8.count <= 12, language.lowercased() != "zh", language.lowercased() != "zh-cn"
        {
            bulletin.language = language
        }
        bulletin.findings = TextReader.sorted(text.findings + bulletin.findings)
        return bulletin
    }

    /// Without what reviewers left, and what the page's own style sheet hides.
    static func shownEvents(
        of html: [UInt8], _ path: SourcePath, limits: ReadingLimits
    ) throws(BulletinError) -> [HTMLEvent] {
        HidingSheet.applied(to: ReviewMarks.left(out: try events(of: html, path, limits: limits)))
    }

    static func events(of html: [UInt8], _ path: SourcePath, limits: ReadingLimits) throws(BulletinError)
        -> [HTMLEvent]
    {
        if let line = AttributeCount.lineOverLimit(in: html) {
            throw .malformed(
                name: path.description, line: line, reason: "more than \(AttributeCount.limit) attributes in one tag")
        }
        do throws(HTMLError) {
            return try HTMLDocument.events(of: html, maxDepth: limits.maxDepth)
        } catch {
            switch error {
            case .tooDeep(_, let limit):
                throw .overLimit(name: path.description, .elementDepth, value: limit)
            case .incomplete:
                throw .malformed(name: path.description, line: 1, reason: "the HTML cannot be read to its end")
            }
        }
    }
}
