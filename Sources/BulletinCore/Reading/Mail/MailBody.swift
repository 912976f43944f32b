internal import Interop

/// The text of a mail, by the reader of its format.
extension MailReading {
    /// - Parameters:
    ///   - root: of the mail.
    ///   - head: is told otherwise where the mail only asks to publish another one below.
    ///   - isSingle: whether it is one story, whatever it looks like.
    ///   - files: takes in what its HTML shows.
    /// - Returns: `nil` when there is none.
    func body(
        of root: Int, _ head: inout MailHead, isSingle: Bool, files: inout MailFiles
    ) throws(BulletinError) -> Bulletin? {
        let bodies = contents[root].bodies
        guard bodies.count > 1 else {
            for place in bodies.first ?? [] {
                if let body = try text(place, &head, isSingle: isSingle, files: &files) { return body }
            }
            return nil
        }
        return try texts(bodies.compactMap(\.first), &head, isSingle: isSingle, files: &files)
    }

    /// - Returns: `nil` for a text of blanks.
    private func text(
        _ place: Int, _ head: inout MailHead, isSingle: Bool, files: inout MailFiles
    ) throws(BulletinError) -> Bulletin? {
        let part = tree.parts[place]
        switch part.type.name {
        case "text/plain":
            let (lines, findings) = try lines(of: place)
            return try plain(lines, findings, &head, isSingle: isSingle)
        case "text/html":
            let (html, findings) = try html(of: place, files: &files)
            return try page(html, line: part.line, findings, &head, isSingle: isSingle, files: &files)
        default:
            let text = try decoded(part)
            let bulletin = try Self.unlessEmpty { () throws(BulletinError) in
                var bulletin = try MarkdownReader.read(
                    DecodedText(clean: text.bytes), of: path, limits: options.limits)
                bulletin.renumber { $0 + part.line - 1 }
                bulletin.findings += text.findings
                return bulletin
            }
            files.add(bulletin?.attachments ?? [])
            return bulletin
        }
    }

    /// Several texts one after the other, as some programs write them around pictures: plain if all are, else a page.
    private func texts(
        _ places: [Int], _ head: inout MailHead, isSingle: Bool, files: inout MailFiles
    ) throws(BulletinError) -> Bulletin? {
        var findings: [Finding] = []
        var all: MailLines?
        if places.allSatisfy({ tree.parts[$0].type.name != "text/html" }) {
            for place in places {
                let (lines, found) = try lines(of: place)
                findings += found
                all = all.map { $0 + lines } ?? lines
            }
            guard let all else { return nil }
            return try plain(all, findings, &head, isSingle: isSingle)
        }
        var page: [UInt8] = []
        for place in places {
            if tree.parts[place].type.name == "text/html" {
                let (html, found) = try html(of: place, files: &files)
                page += html
                findings += found
            } else {
                let (lines, found) = try lines(of: place)
                findings += found
                if !lines.isListFooter { page += HTMLText.paragraphs(lines.paragraphs).utf8 }
            }
            page.append(0x0A)
        }
        return try self.page(
            page, line: places.first.map { tree.parts[$0].line } ?? 1, findings, &head, isSingle: isSingle,
            files: &files)
    }

    // MARK: Plain text

    /// The lines of a plain text as their writer saw them.
    func lines(of place: Int) throws(BulletinError) -> (lines: MailLines, findings: [Finding]) {
        let part = tree.parts[place]
        let text = try decoded(part)
        var lines = MailLines(text.bytes[...], firstLine: part.line)
        if part.type["format"]?.lowered == Array("flowed".utf8) {
            lines.unflow(deletesSpace: part.type["delsp"]?.lowered == Array("yes".utf8))
        }
        lines.openSigned()
        guard !lines.isEncrypted else { throw .encryptedMail(name: name) }
        return (lines, text.findings)
    }

    private func plain(
        _ all: MailLines, _ findings: [Finding], _ own: inout MailHead, isSingle: Bool
    ) throws(BulletinError) -> Bulletin? {
        own = all.passedOn(own)
        let head = own
        var lines = all
        lines.cutTrailers(of: head)
        // Of an answer without words of its own, the mail that it answers is left.
        lines.cutForwardedHeads(takesDate: head.isReply || head.isForwarded, hasNote: !head.isReply)
        lines.dropTitle(head.title)
        guard !lines.isBlank else { return nil }
        let title = head.title.isEmpty ? nil : TextLine(number: 0, raw: Array(head.title.utf8)[...])
        let left = lines
        return try Self.unlessEmpty { () throws(BulletinError) in
            var bulletin = try TextReader.read(
                DecodedText(clean: left.text), of: path, limits: options.limits, statedTitle: title,
                isSingle: isSingle)
            bulletin.renumber { $0 == 0 ? head.line : left.number(of: $0) ?? head.line }
            bulletin.findings += findings + left.findings
            return bulletin
        }
    }

    // MARK: Pages

    private func html(
        of place: Int, files: inout MailFiles
    ) throws(BulletinError) -> (html: [UInt8], findings: [Finding]) {
        let part = tree.parts[place]
        let text = try decoded(part)
        let linked = files.linked(text.bytes[...], ids: ids, tree.parts)
        return (linked, text.findings)
    }

    private func page(
        _ html: [UInt8], line: Int, _ findings: [Finding], _ own: inout MailHead, isSingle: Bool, files: inout MailFiles
    ) throws(BulletinError) -> Bulletin? {
        let page = MailPage.cut(
            from: try HTMLReader.shownEvents(of: html, path, limits: options.limits), of: own)
        own = page.mail
        let head = own
        files.drop(page.unshown)
        let bulletin = try Self.unlessEmpty { () throws(BulletinError) in
            var bulletin = try HTMLReader.read(
                DecodedText(clean: html), of: path, limits: options.limits,
                statedTitle: head.title.isEmpty ? nil : head.title, isSingle: isSingle, mail: page)
            bulletin.renumber { $0 <= 0 ? head.line : $0 + line - 1 }
            bulletin.findings += findings
            return bulletin
        }
        files.add(bulletin?.attachments ?? [])
        return bulletin
    }

    // MARK: All formats

    private func decoded(_ part: MailPart) throws(BulletinError) -> DecodedText {
        let bytes = part.decoded()
        let label = part.charset ?? (part.type.name == "text/html" ? HTMLCharset.label(in: bytes) : nil)
        do throws(BulletinError) {
            var text = try MailCharset.text(bytes, label: label, setting: options.charset, of: path)
            for index in text.findings.indices {
                text.findings[index].line = text.findings[index].line.map { $0 + part.line - 1 }
            }
            return text
        } catch {
            switch error {
            case .undecodable(let name, let line): throw .undecodable(name: name, line: line + part.line - 1)
            case .malformed(let name, let line, let reason):
                throw .malformed(name: name, line: line + part.line - 1, reason: reason)
            default: throw error
            }
        }
    }

    private static func unlessEmpty(
        _ read: () throws(BulletinError) -> Bulletin
    ) throws(BulletinError) -> Bulletin? {
        do throws(BulletinError) {
            return try read()
        } catch {
            switch error {
            case .empty, .nothingToPublish: return nil
            default: throw error
            }
        }
    }
}

extension Bulletin {
    /// Gives all that has a line of a text the line of the file that the text is part of.
    mutating func renumber(_ number: (Int) -> Int) {
        for index in sections.indices { sections[index].line = number(sections[index].line) }
        for index in facts.indices { facts[index].line = facts[index].line.map(number) }
        for index in findings.indices { findings[index].line = findings[index].line.map(number) }
        let line = date?.line.map(number)
        date?.line = line
    }
}
