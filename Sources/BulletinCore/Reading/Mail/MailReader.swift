internal import Interop

/// Reads mail: RFC 5322 messages with MIME bodies (RFC 2045 to 2049), and folders of them (mbox).
///
/// The subject is the title, the sender the author, the date that of publication. A text is read by the reader of its
/// format. A line is one of the file; in a part that is encoded, lines are counted on from where the part begins.
enum MailReader {
    static func read(_ source: Source, options: ReadingOptions) throws(BulletinError) -> Bulletin {
        let folder = try MailFolder(source)
        var mail = MailReading(
            try MailParts(folder.mails, of: source.path.description, limits: options.limits), of: source.path, options)
        return try mail.bulletin()
    }
}

/// One mail, or a folder of them, on its way to a bulletin.
struct MailReading: Sendable {
    let path: SourcePath
    let options: ReadingOptions
    let tree: MailParts
    let contents: [MailContent]
    /// Places of parts by their Content-ID.
    let ids: [[UInt8]: Int]
    /// Parts that stand beside a page only to be shown in it.
    private let shown: Set<Int>
    /// That the first mail came through.
    private let list: MailingList?
    var files = MailFiles()
    var findings: [Finding] = []
    /// One of its texts says that it is a draft.
    var isDraft = false
    /// The last time that something in it names as that of publication, beside what is published.
    var noted: StatedDate?

    var name: String { path.description }

    init(_ tree: MailParts, of path: SourcePath, _ options: ReadingOptions) {
        self.path = path
        self.options = options
        self.tree = tree
        contents = MailContent.contents(
            of: tree.parts,
            blanks: Set(tree.parts.indices.filter { Self.isBlank(tree.parts[$0], of: path, limits: options.limits) }))
        var ids: [[UInt8]: Int] = [:]
        var shown: Set<Int> = []
        for (place, part) in tree.parts.enumerated() {
            if let id = part.contentID, ids[id] == nil { ids[id] = place }
            guard part.type.name == "multipart/related" else { continue }
            for child in part.children where !tree.parts[child].isAttachment && tree.parts[child].contentID != nil {
                shown.insert(child)
            }
        }
        list = tree.parts.first.flatMap { MailingList($0.header, charset: nil) }
        self.ids = ids
        self.shown = shown
        if let line = tree.damagedLine {
            findings.append(
                Finding(
                    .warning, "BrokenMail", "a part that should hold others holds none, and was read as text",
                    line: line))
        }
    }

    mutating func bulletin() throws(BulletinError) -> Bulletin {
        guard tree.count == 1 else { return try folder() }
        var root = 0
        while true {
            let content = contents[root]
            guard !content.isEncrypted else { throw .encryptedMail(name: name) }
            var head = head(of: root)
            var filesOfBody = files
            let body = try body(of: root, &head, isSingle: false, files: &filesOfBody)
            note(head)
            let isNote = body.map(Self.isCoverNote) ?? true
            let readable = content.files.filter { isReadable(tree.parts[$0]) }
            if isNote, content.messages.count + readable.count == 1 {
                var below = self
                below.keep(of: body)
                if let message = content.messages.first {
                    self = below
                    root = message
                    continue
                }
                do throws(BulletinError) {
                    return try below.attached(readable[0], of: root, head)
                } catch {
                    // What is attached says nothing: then the mail does, if it says anything to readers.
                    guard error.isOfNoText, let body, CoverNote(body) == nil else { throw error }
                }
            }
            if content.messages.isEmpty, let refusal = refusal(of: body, head, content, readable) { throw refusal }
            files = filesOfBody
            if content.messages.isEmpty, let body, bringsFiles(body, head, content) {
                files = MailFiles()
                keep(of: body)
                takeFiles(of: root)
                return try finished(nil, head)
            }
            takeFiles(of: root)
            return content.messages.isEmpty ? try finished(body, head) : try digest(root, head, body)
        }
    }

    // MARK: One bulletin

    /// A mail of its own text; without any, of a subject and pictures.
    private func finished(_ body: Bulletin?, _ head: MailHead) throws(BulletinError) -> Bulletin {
        let title = body == nil ? titleOfFiles(head) : head.title
        guard body != nil || !title.isEmpty && !files.attachments.isEmpty else {
            throw .nothingToPublish(name: name)
        }
        var bulletin =
            body
            ?? Bulletin(
                kind: .single, title: title, sections: [Section(title: title, html: "", text: "", line: head.line)])
        if !title.isEmpty {
            bulletin.title = title
            if bulletin.kind == .single { bulletin.sections[0].title = title }
        }
        bulletin.date = Self.later(bulletin.date, head.date)
        complete(&bulletin, head)
        return bulletin
    }

    /// What is attached, read as if it had been dropped in itself: what it says of itself goes before what the mail
    /// says. Its lines are its own.
    private mutating func attached(_ place: Int, of root: Int, _ head: MailHead) throws(BulletinError) -> Bulletin {
        let part = tree.parts[place]
        let file = part.fileName.map { name in name.map { $0 == 0x2F || $0 == 0 ? UInt8(ascii: "_") : $0 } } ?? []
        let source = Source(
            path: SourcePath(bytes: path.bytes + Array("/".utf8) + (file.isEmpty ? Array("text".utf8) : file)),
            bytes: part.decoded())
        guard !source.bytes.isEmpty else { throw .empty(name: source.path.description) }
        let charset = part.charset ?? options.charset
        var bulletin = try BulletinReader.readFile(
            source, options: ReadingOptions(limits: options.limits, charset: charset))
        files.add(bulletin.attachments)
        takeFiles(of: root, but: place)
        if bulletin.title == TextReader.title(from: source.path), !head.title.isEmpty,
            file.isEmpty || CoverNote(head) == nil
        {
            bulletin.title = head.title
            if bulletin.kind == .single { bulletin.sections[0].title = head.title }
        }
        if bulletin.date == nil || bulletin.date?.origin == .fileName { bulletin.date = head.date ?? bulletin.date }
        complete(&bulletin, head)
        return bulletin
    }

    /// When a mail was sent, or a later time that its text names.
    static func later(_ named: StatedDate?, _ sent: StatedDate?) -> StatedDate? {
        guard let named, let sent else { return named ?? sent }
        return named.isNamed && named.mayFollow(sent) ? named : sent
    }

    /// Adds what the header says, the files and the findings.
    func complete(_ bulletin: inout Bulletin, _ head: MailHead) {
        bulletin.isDraft = bulletin.isDraft || isDraft
        if let noted, bulletin.date.map(noted.mayFollow) ?? true { bulletin.date = noted }
        if bulletin.authors.isEmpty { bulletin.authors = head.author.map { [$0] } ?? [] }
        let known = head.facts
        bulletin.facts.removeAll { fact in known.contains { $0.kind == fact.kind && $0.value == fact.value } }
        for index in bulletin.facts.indices where bulletin.facts[index].line == nil {
            // What the subject states.
            let value = bulletin.facts[index].value
            if head.title.utf8.count >= value.utf8.count, Array(head.title.utf8)[...].contains(text: value) {
                bulletin.facts[index].line = head.line
            }
        }
        bulletin.facts = (known + bulletin.facts).enumerated().sorted {
            ($0.element.line ?? .max, $0.offset) < ($1.element.line ?? .max, $1.offset)
        }.map(\.element)
        bulletin.attachments = files.attachments
        bulletin.findings = TextReader.sorted(
            bulletin.findings + findings + [files.finding].compactMap(\.self))
    }

    // MARK: Parts

    func head(of root: Int) -> MailHead {
        let text = contents[root].bodies.first?.first
        let charset = text.flatMap { tree.parts[$0].charset }
        var head = MailHead(
            tree.parts[root].header, line: max(1, tree.parts[root].line - 1), charset: charset,
            outerList: root < tree.count ? nil : list)
        head.bringsFiles =
            !contents[root].messages.isEmpty
            || contents[root].files.contains { place in
                let part = tree.parts[place]
                return !isShown(place) && !part.type.name.hasPrefix("image/") && !Self.isCompanion(part)
            }
        return head
    }

    mutating func takeFiles(of root: Int, but text: Int? = nil) {
        for place in contents[root].files where place != text && !shown.contains(place) {
            _ = files.take(place, tree.parts[place])
        }
    }

    /// Whether a part stands beside a page only to be shown in it.
    func isShown(_ place: Int) -> Bool { shown.contains(place) }

    /// Whether a file is one that is read as a bulletin.
    private func isReadable(_ part: MailPart) -> Bool {
        switch part.type.name {
        case "text/plain", "text/html", "text/markdown", "text/x-markdown": true
        default: !part.isRest && ["txt", "md", "markdown", "html", "htm", "docx", "odt"].contains(part.fileExtension)
        }
    }
}
