internal import Interop

/// Mails that are stories: of a digest (RFC 2046 §5.1.5), of a folder, or attached to another mail.
extension MailReading {
    /// - Parameter body: the mail's own text; `nil` when it has none.
    mutating func digest(_ root: Int, _ head: MailHead, _ body: Bulletin?) throws(BulletinError) -> Bulletin {
        let messages = flattened(contents[root].messages)
        var own: [Section] = []
        var intro = ""
        let topics = try topics(of: root)
        if let body, topics == nil {
            if messages.count > 1, Self.isCoverNote(body) { intro = body.sections[0].html } else { own = body.sections }
        }
        var bulletin = try collected(
            messages, title: head.title, intro: intro, own: own, topics: topics?.count == messages.count ? topics : nil)
        bulletin.date = Self.later(body?.date.flatMap { $0.isNamed ? $0 : nil }, head.date)
        bulletin.issue = body?.issue
        bulletin.isDraft = body?.isDraft ?? false
        bulletin.facts = body?.facts ?? []
        complete(&bulletin, head)
        return bulletin
    }

    /// A folder of several mails; one that is there twice counts once. Its date is the last mail's.
    mutating func folder() throws(BulletinError) -> Bulletin {
        var known: Set<[UInt8]> = []
        let roots = (0..<tree.count).filter { root in
            tree.parts[root].header["message-id"].map { known.insert($0.value).inserted } ?? true
        }
        let messages = flattened(Array(roots))
        var bulletin = try collected(messages, title: "", intro: "", own: [], topics: nil)
        let dates = messages.compactMap { tree.parts[$0].header["date"].flatMap(MailHead.date) }
        bulletin.date = dates.max { $0.instant < $1.instant }
        if let noted, bulletin.date.map(noted.mayFollow) ?? true { bulletin.date = noted }
        bulletin.isDraft = isDraft
        bulletin.attachments = files.attachments
        bulletin.findings = TextReader.sorted(bulletin.findings + findings + [files.finding].compactMap(\.self))
        return bulletin
    }

    /// Mails in their order; those within others follow these. What is nothing but mails is no mail of its own.
    private func flattened(_ roots: [Int]) -> [Int] {
        var found: [Int] = []
        var waiting = Array(roots.reversed())
        while let root = waiting.popLast() {
            if !contents[root].bodies.isEmpty || contents[root].messages.isEmpty { found.append(root) }
            waiting += contents[root].messages.reversed()
        }
        return found
    }

    /// - Parameters:
    ///   - own: stories of the mail that brings the others.
    ///   - topics: titles for mails without a subject.
    private mutating func collected(
        _ messages: [Int], title: String, intro: String, own: [Section], topics: [String]?
    ) throws(BulletinError) -> Bulletin {
        guard messages.count + own.count <= options.limits.maxSections else {
            throw .overLimit(name: name, .sections, value: options.limits.maxSections)
        }
        var sections = own
        for (place, root) in messages.enumerated() {
            if let section = try story(root, topic: topics?[place]) { sections.append(section) }
        }
        guard let first = sections.first else { throw .nothingToPublish(name: name) }
        findings.append(
            Finding(.info, "Segmentation", "\(sections.count) stories: the mails in it", line: first.line))
        var bulletin = Bulletin(
            kind: sections.count == 1 ? .single : .digest, title: title.isEmpty ? TextReader.title(from: path) : title,
            intro: sections.count == 1 ? "" : intro, sections: sections)
        if sections.count == 1 {
            if title.isEmpty { bulletin.title = first.title }
            bulletin.sections[0].title = bulletin.title
        }
        var sample: [UInt8] = []
        for section in sections where sample.count < 100_000 { sample += section.text.utf8 }
        bulletin.language = LanguageEvidence.language(of: sample[...])
        return bulletin
    }

    /// - Returns: `nil` when there is nothing to read in it.
    private mutating func story(_ root: Int, topic: String?) throws(BulletinError) -> Section? {
        var head = head(of: root)
        guard !contents[root].isEncrypted else {
            findings.append(
                Finding(.warning, "EncryptedMail", "an encrypted mail in it was left out", line: head.line))
            return nil
        }
        var all = files
        guard let body = try body(of: root, &head, isSingle: true, files: &all), var section = body.sections.first
        else {
            findings.append(Finding(.info, "EmptyMail", "a mail without text was left out", line: head.line))
            return nil
        }
        files = all
        isDraft = isDraft || body.isDraft
        note(head)
        note(body.date)
        takeFiles(of: root)
        findings += body.findings.filter {
            $0.severity != .info && !($0.rule == Bulletin.openEmbargoRule && $0.line == nil)
        }
        section.title = head.title.isEmpty ? topic ?? section.title : head.title
        section.line = head.line
        return section
    }

    /// The titles under `Today's Topics:` in the text that a list puts before its digest; `nil` when it is no such text.
    private func topics(of root: Int) throws(BulletinError) -> [String]? {
        guard let place = contents[root].bodies.first?.first, tree.parts[place].type.name == "text/plain" else {
            return nil
        }
        let lines = TextLine.lines(of: try lines(of: place).lines.text[...])
        guard lines.contains(where: { Words.isContentsLabel($0.text) }) else { return nil }
        return MailDigest.topics(lines[...]).map { Title.clean($0) }
    }
}
