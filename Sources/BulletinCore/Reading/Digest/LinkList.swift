/// The list of related titles that ends a story.
struct LinkList: Sendable {
    var label: String
    var links: [Link]
    /// Of the lines that the list takes, the label among them.
    var range: Range<Int>

    /// A label alone on its line, then titles and addresses up to the end of the story or to a paragraph of text; or
    /// a label, a colon and the first entry.
    /// - Parameters:
    ///   - lines: the story's paragraphs, trimmed, not empty.
    ///   - needsAddress: take the list only when an entry has an address.
    static func find(in lines: [Bytes], needsAddress: Bool = false) -> LinkList? {
        var index = 0
        while index < lines.count {
            guard let (label, rest) = lead(lines[index]) else {
                index += 1
                continue
            }
            var entries: [Bytes] = rest.isEmpty ? [] : [rest]
            var end = index + 1
            while end < lines.count, isEntry(lines[end], isUnderLabel: rest.isEmpty) {
                entries.append(lines[end])
                end += 1
            }
            var links: [Link] = []
            for entry in entries { append(entry, to: &links) }
            guard !links.isEmpty, !needsAddress || links.contains(where: { $0.url != nil }) else {
                index = end
                continue
            }
            return LinkList(label: Title.clean(label), links: links, range: index..<end)
        }
        return nil
    }

    /// Whether a line is an entry of the list that began above: under a label of its own anything but text, behind
    /// `label：entry` what has an address or a bullet.
    static func isEntry(_ entry: Bytes, isUnderLabel: Bool) -> Bool {
        guard isShort(entry) else { return false }
        let hasAddress = WebAddress.find(in: entry) != nil
        if hasAddress, isProse(entry) { return false }
        guard isUnderLabel else { return hasAddress || unbulleted(entry).startIndex != entry.startIndex }
        let isText =
            Headline.endsLikeText(entry) && (entry.lastScalar == 0x3002 || entry.lastScalar == 0x2E)
            && entry.scalarCount > 40
        return hasAddress || !isText
    }

    /// Whether a title can hold all of it.
    private static func isShort(_ entry: Bytes) -> Bool {
        entry.prefix(Title.limit * 4 + 1).scalarCount <= Title.limit
    }

    /// Words before an address and after it that end like a sentence.
    private static func isProse(_ entry: Bytes) -> Bool {
        (Headline.endsSentence(entry) || Headline.endsLikeText(entry) && !Headline.closes(entry)) && runsAround(entry)
    }

    /// Whether words stand before an address and behind the last one, other than a remark in brackets.
    private static func runsAround(_ text: Bytes) -> Bool {
        guard let (first, _) = WebAddress.find(in: text), !Text.key(text[..<first.lowerBound]).isEmpty else {
            return false
        }
        var rest = text[first.upperBound...]
        while let (next, _) = WebAddress.find(in: rest) { rest = rest[next.upperBound...] }
        rest = remark(behindAddress: rest)
        return !Text.key(rest).isEmpty && !isBracketed(rest)
    }

    /// What stands behind an address without the marks that end it.
    private static func remark(behindAddress text: Bytes) -> Bytes {
        var rest = text.trimmed
        while let first = rest.firstScalar, Text.isPunctuation(first) || Text.isBlank(first),
            ![0x28, 0x5B, 0x3C, 0xFF08, 0x3010, 0x300A, 0x300C, 0x201C].contains(first)
        {
            rest = rest.droppingScalar
        }
        return rest
    }

    private static func isBracketed(_ text: Bytes) -> Bool {
        text.firstScalar.map { $0 == 0x28 || $0 == 0xFF08 } == true && Headline.closes(text)
    }

    /// Splits `label：rest`; `rest` is empty when the label stands alone.
    static func lead(_ line: Bytes) -> (label: Bytes, rest: Bytes)? {
        if Words.isLinksLabel(line) { return (line, []) }
        var place = line.startIndex
        var seen = 0
        while place < line.endIndex, seen < 16 {
            let (value, length) = line.scalar(at: place)
            if value == 0xFF1A || value == 0x3A {
                let label = line[line.startIndex..<place].trimmed
                let rest = line[(place + length)...].trimmed
                guard Words.isLinksLabel(label), !rest.isEmpty, !rest.hasPrefix("//"), isShort(rest) else { return nil }
                if WebAddress.find(in: rest) != nil { return runsAround(rest) ? nil : (label, rest) }
                return rest.scalarCount <= 60 && label.first.map({ $0 >= 0x80 }) == true && !Headline.endsSentence(rest)
                    ? (label, rest) : nil
            }
            seen += 1
            place += length
        }
        return nil
    }

    /// A headline that carries its own address, `title url`; `nil` when it has none, or several.
    static func linkedTitle(_ title: Bytes) -> Link? {
        guard let (range, url) = WebAddress.find(in: title) else { return nil }
        if isInRemark(title, range) { return Link(title: Title.clean(title), url: url) }
        var links: [Link] = []
        append(title, to: &links)
        return links.count == 1 ? links[0] : nil
    }

    /// `（详见https://…。截止6月1日）`: an address in brackets that do not close right behind it.
    static func isInRemark(_ text: Bytes, _ range: Range<Int>) -> Bool {
        let next = text[range.upperBound...].trimmedStart.firstScalar
        return next != 0x29 && next != 0xFF09 && Headline.leavesBracketOpen(text[..<range.lowerBound])
    }

    /// Reads a line of titles and addresses: `[title](url)`, `title（url）`, `title <url>`, `title：url`, `title url`,
    /// `url title`. What stands behind the last address belongs to its title: `title url （remark）`.
    static func append(_ line: Bytes, to links: inout [Link]) {
        var text = unbulleted(line)
        guard !text.isEmpty else { return }
        guard WebAddress.find(in: text) != nil else {
            links.append(Link(title: Title.clean(text)))
            return
        }
        while let (range, url) = WebAddress.find(in: text) {
            var before = text[..<range.lowerBound].trimmed
            if before.hasSuffix("]("), before.first == 0x5B { before = before.dropFirst().dropLast(2) }
            before = withoutEnd(before)
            if let next = text[range.upperBound...].firstScalar, next == 0x29 || next == 0xFF09,
                Headline.leavesBracketOpen(before)
            {
                before = (Array(before) + (next == 0x29 ? [0x29] : Array("）".utf8)))[...]
            }
            let after = remark(behindAddress: text[range.upperBound...])
            if let (next, _) = WebAddress.find(in: after) {
                if before.isEmpty { before = withoutEnd(after[..<next.lowerBound].trimmed) }
                text = before.isEmpty || before.startIndex >= range.upperBound ? after[next.lowerBound...] : after
            } else {
                before = before.isEmpty ? after : joined(before, after)
                text = []
            }
            append(before, url, to: &links)
        }
    }

    private static func append(_ title: Bytes, _ url: String, to links: inout [Link]) {
        guard title.allSatisfy({ $0 < 0x80 && !Text.isASCIILetter(UInt32($0)) && !(0x30...0x39).contains($0) }) else {
            links.append(Link(title: Title.clean(title), url: url))
            return
        }
        if let last = links.last, last.url == nil {
            links[links.count - 1].url = url
        } else {
            links.append(Link(title: url, url: url))
        }
    }

    /// Without the marks between a title and its address, and a word that leads to it: `title（详见`.
    private static func withoutEnd(_ title: Bytes) -> Bytes {
        let title = withoutMarks(title)
        guard Headline.leavesBracketOpen(title),
            let open = title.suffix(24).lastIndex(of: 0x28) ?? title.suffix(24).firstRange(of: "（")?.lowerBound,
            leads.contains(Text.key(title[open...]))
        else { return title }
        return withoutMarks(title[..<open].trimmedEnd)
    }

    private static let leads = Words.keys([
        "见", "详见", "请见", "详情", "详情见", "详情请见", "链接", "网址", "原文", "全文", "地址", "見", "詳見", "連結", "see", "link", "url",
        "via", "at",
    ])

    private static func withoutMarks(_ title: Bytes) -> Bytes {
        var title = title
        while let last = title.lastScalar,
            [0x28, 0xFF08, 0x3C, 0x3A, 0xFF1A, 0x2D, 0x2014, 0x2C, 0xFF0C].contains(last)
        {
            title = title[..<(title.endIndex - (last < 0x80 ? 1 : 3))].trimmedEnd
        }
        return title
    }

    /// A title and what is said of it; Chinese needs no blank between.
    private static func joined(_ title: Bytes, _ remark: Bytes) -> Bytes {
        guard !Text.key(remark).isEmpty else { return title }
        let isWide = (title.lastScalar ?? 0) >= 0x2E80 && (remark.firstScalar ?? 0) >= 0x2E80
        return (Array(title) + (isWide ? [] : [0x20]) + remark)[...]
    }

    /// Without `· `, `- `, `■` and the like.
    static func unbulleted(_ text: Bytes) -> Bytes {
        guard let marker = Marker.read(text), case .glyph = marker.shape.shape, marker.shape.name != "?" else {
            return text
        }
        return marker.rest
    }
}
