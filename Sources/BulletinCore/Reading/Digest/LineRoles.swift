/// What each line is in a text whose stories bear no marks.
struct LineRoles {
    enum Role {
        /// Like a headline.
        case short
        case text
        /// Says when, where, by whom or of what a story is: no headline and no text.
        case mark
        case other
    }

    struct Part {
        var line: Int
        var role: Role
        /// How many lines a list has that stands for text.
        var list = 0
    }

    /// Lines that are not blank, up to the imprint.
    private(set) var parts: [Part] = []

    private var marks: Set<Int> = []
    /// How many lines begin with `label：`.
    private var labels: [[UInt8]: Int] = [:]

    /// In a text that names itself a digest, entries of a list below the text of a story are part of it.
    init(_ lines: [TextLine], _ digestLine: Int?) {
        for line in lines {
            if let label = Self.label(line.text) { labels[Text.key(label), default: 0] += 1 }
        }
        let end = Trailer.start(in: lines, 0..<lines.count)
        let saysDigest = digestLine != nil
        let sources = digestLine.map { Self.sources(lines, below: $0, to: end) } ?? []
        var isBelowText = false
        var listEnd = 0
        /// Before it no list begins.
        var entriesEnd = 0
        for index in 0..<end where index >= listEnd && !lines[index].isBlank && !Masthead.isRule(lines[index].text) {
            let text = lines[index].text
            // `2032年第5期　市研究院编` below the name.
            if index > 0, digestLine.map({ index <= $0 + 4 }) == true,
                Masthead.isIssueAndDate(text) || OfficialTitle.isIssue(text)
            {
                continue
            }
            if isBelowText, lines[index].marker != nil { continue }
            if sources.contains(index) {
                marks.insert(index)
                parts.append(Part(line: index, role: .mark))
                continue
            }
            if digestLine.map({ $0 < index - 1 }) == true, let head = parts.last, head.role == .short,
                head.line >= index - 2, index >= entriesEnd
            {
                let list = EntryList.look(in: lines, from: index, to: end)
                entriesEnd = list.end
                if list.isOne {
                    parts.append(Part(line: index, role: .text, list: list.end - index))
                    (listEnd, isBelowText) = (list.end, true)
                    continue
                }
            }
            // The first line below the title is the title's.
            let isSetApart = index > 0 && lines[index - 1].isBlank && index + 1 < end && !lines[index + 1].isBlank
            let isFirst = parts.isEmpty || !saysDigest && parts.count == 1 && !isSetApart
            if !isFirst, isMark(index, lines) {
                marks.insert(index)
                parts.append(Part(line: index, role: .mark))
                continue
            }
            if index != listEnd, digestLine.map({ $0 < index - 1 }) == true, !lines[index - 1].isBlank,
                lines[index - 1].marker != nil || Self.isPart(text, ofStoryWith: lines[index - 1].text)
            {
                continue
            }
            let isLong = Self.isLong(text)
            let endsLikeText = Self.endsLikeText(text) || isLong && Self.goesOn(index, lines)
            let leadsToList = saysDigest && Headline.endsColon(text)
            isBelowText = digestLine.map { $0 < index } == true && (isLong && endsLikeText || leadsToList)
            let role: Role =
                if isLong, endsLikeText || leadsToList {
                    .text
                } else if !endsLikeText,
                    isShort(lines[index], isApart: saysDigest && index > 0 && lines[index - 1].isBlank)
                {
                    .short
                } else {
                    endsLikeText ? .text : .other
                }
            parts.append(Part(line: index, role: role))
        }
        if saysDigest { takeCalls(lines, below: digestLine ?? 0) }
    }

    /// A quick look before, at a text that does not name itself a digest: whether there may be so many short lines with text
    /// below them.
    static func mayHold(heads count: Int, _ lines: [TextLine]) -> Bool {
        var found = 0
        var isBelowShort = false
        for index in lines.indices where !lines[index].isBlank {
            let text = lines[index].text
            let isClosed = text.lastScalar == 0xFF09 || text.lastScalar == 0x29
            let endsLikeText = Headline.endsLikeText(text)
            if isBelowShort, endsLikeText || isClosed || isLong(text) && goesOn(index, lines) {
                found += 1
                if found == count { return true }
                isBelowShort = false
            }
            if text.count <= maxShort, !endsLikeText || isClosed, lines[index].marker == nil { isBelowShort = true }
        }
        return false
    }

    /// Between headline and text of each block a short line, of which half say that they are of a paper, by its page:
    /// `Morning Post, p. 4`, `Island Times online`.
    private static func sources(_ lines: [TextLine], below digestLine: Int, to end: Int) -> Set<Int> {
        let found = lines.indices.prefix(end).filter { index in
            index > digestLine + 2 && index + 1 < end && lines[index - 2].isBlank && !lines[index - 1].isBlank
                && !lines[index + 1].isBlank && !lines[index].isBlank && lines[index].text.scalarCount <= 44
                && !endsLikeText(lines[index].text) && endsLikeText(lines[index + 1].text)
        }
        let paged = found.count { NewsMarks.endsInPage(lines[$0].text) }
        return found.count >= 2 && paged * 2 >= found.count ? Set(found) : []
    }

    func isMark(_ line: Int) -> Bool { marks.contains(line) }

    /// `6月1日（周二）9:30`
    func isDated(_ line: Int, _ lines: [TextLine]) -> Bool { Self.isDayAndTime(lines[line].text) }

    /// In bytes.
    private static let maxShort = 4 * 90

    /// - Parameter isApart: a blank line is above it, in a text that names itself a digest: `Bus`, `Wanted`.
    private func isShort(_ line: TextLine, isApart: Bool) -> Bool {
        let text = line.text
        return text.count <= Self.maxShort && line.marker == nil
            && ((isApart ? 2 : 4)...(Self.isWide(text) ? 44 : 90)).contains(text.scalarCount)
            && Headline.hasShape(text) && !isSpoken(text)
            // `04:00`
            && text.contains { $0 >= 0x80 || Text.isASCIILetter(UInt32($0)) }
    }

    private static func isLong(_ text: Bytes) -> Bool { text.count >= 4 * 24 || text.scalarCount >= 24 }

    /// A sentence that the next line goes on with: wrapped text of few lines.
    private static func goesOn(_ index: Int, _ lines: [TextLine]) -> Bool {
        guard index + 1 < lines.count, let next = lines[index + 1].text.firstScalar else { return false }
        return LetterCase(next) == .small || holdsStop(lines[index].text) && !isWide(lines[index].text)
    }

    /// Headlines that ask or call, `垃圾房旁边装上洗手池啦！`, stand as the others do: over longer text, below text.
    private mutating func takeCalls(_ lines: [TextLine], below digestLine: Int) {
        let heads = parts.indices.dropLast().filter {
            parts[$0].role == .short && text(below: $0) != nil && parts[$0].line > max(0, digestLine)
        }
        guard heads.count >= 2 else { return }
        let areApart = heads.allSatisfy { lines[parts[$0].line - 1].isBlank }
        for place in parts.indices.dropLast() where parts[place].role == .text && parts[place].line > digestLine {
            let line = parts[place].line
            let text = lines[line].text
            guard let last = text.lastScalar, [0xFF1F, 0x3F, 0xFF01, 0x21].contains(last),
                text.count <= (Self.isWide(text) ? 3 * 30 : 70), !Self.holdsStop(text.dropLast(last > 0x7F ? 3 : 1)),
                let next = self.text(below: place),
                lines[next.line].text.count >= text.count * 2,
                areApart ? lines[line - 1].isBlank && next.line - line <= 2 : !lines[line - 1].isBlank
            else { continue }
            parts[place].role = .short
        }
    }

    /// A line about the story may be between.
    private func text(below place: Int) -> Part? {
        parts[(place + 1)...].prefix(2).first { $0.role != .mark }.flatMap { $0.role == .text ? $0 : nil }
    }

    // MARK: Lines about a story

    private func isMark(_ index: Int, _ lines: [TextLine]) -> Bool {
        let text = lines[index].text
        guard text.count <= 240 else { return false }
        // Where to write to, alone on its line.
        let label = Self.label(text)
        let written = label.map { text[$0.endIndex...].drop { $0 >= 0x80 || $0 == 0x3A }.trimmed } ?? text
        if written.contains(0x40), written.allSatisfy({ (0x21..<0x7F).contains($0) }) { return true }
        if NewsMarks.fillsLine(text) || Self.isDayAndTime(text) || Trailer.isBracketedByline(text)
            || Self.isRemark(text)
        {
            return true
        }
        if LetterForm.greets(text) { return true }
        // A second line of the headline.
        if text.hasPrefix("——"), !lines[index - 1].isBlank, !parts.isEmpty { return true }
        if text.hasPrefix("图为") || text.hasPrefix("图："), text.scalarCount <= 44 { return true }
        // `地点：一楼`, `作者：…`: the label comes again, or is known, and the line is not the first of a paragraph.
        guard let label, !Headline.endsSentence(text), !lines[index - 1].isBlank else { return false }
        let isBelowText = parts.last?.role == .text && parts.last?.line == index - 1
        return Words.isField(label) || !isBelowText && labels[Text.key(label), default: 0] >= 2
    }

    /// `（内镜中心）` below text: who sent it in.
    private static func isRemark(_ text: Bytes) -> Bool {
        guard let first = text.firstScalar, first == 0xFF08 || first == 0x28, Headline.closes(text) else {
            return false
        }
        return text.scalarCount <= 20 && !holdsStop(text) && !text.contains(text: "，")
    }

    private static func isDayAndTime(_ text: Bytes) -> Bool {
        guard text.count <= 90, !Headline.endsLikeText(text) || text.lastScalar == 0xFF09,
            text.firstScalar.map({ Text.digit($0) != nil }) == true
        else { return false }
        let left = Masthead.besidesIssueAndDate(text)
        guard left.count < text.count else { return false }
        return left.scalars(limit: 60).split { Text.isBlank($0) || Text.isPunctuation($0) || Text.digit($0) != nil }
            .allSatisfy { word in
                let bytes = Array(Text.string(word).utf8)[...]
                return DateReading.isOfCalendar(bytes) || timesOfDay.contains(Text.key(bytes))
            }
    }

    private static let timesOfDay = Words.keys(["上午", "下午", "晚上", "晚", "全天", "中午", "am", "pm", "uhr", "h", "noon"])

    /// What stands before a colon within the first few characters of a short line.
    static func label(_ text: Bytes) -> Bytes? {
        guard text.count <= 240,
            let colon = text.firstColon(within: 28, narrow: 16), colon.upperBound < text.endIndex
        else { return nil }
        let label = text[..<colon.lowerBound].trimmed
        return label.isEmpty || label.contains(text: "，") ? nil : label
    }

    /// `Research | 11 March 2031` right under a headline, `Read more: https://…` right under text.
    private static func isPart(_ line: Bytes, ofStoryWith above: Bytes) -> Bool {
        guard line.count <= 240, !Headline.endsSentence(line) else { return false }
        if let (range, _) = WebAddress.find(in: line) {
            return line[..<range.lowerBound].scalarCount <= 40 && line[range.upperBound...].trimmed.count <= 1
        }
        return line.scalarCount <= 60 && !Headline.endsLikeText(line) && !Headline.endsLikeText(above)
            && (DateReading.last(in: line) != nil || line.hasPrefix("By "))
    }

    // MARK: How lines look

    /// Ends like text; brackets at the end say nothing of that: `New ombudsman sworn in (Daily Courier, 6 May)`.
    private static func endsLikeText(_ text: Bytes) -> Bool {
        guard let last = text.lastScalar, last == 0xFF09 || last == 0x29 else { return Headline.endsLikeText(text) }
        let sign = last == 0x29 ? "(" : "（"
        guard let open = text.indices.last(where: { text[$0...].hasPrefix(sign) }), open > text.startIndex else {
            return true
        }
        let bare = text[..<open].trimmedEnd
        return bare.scalarCount < 4 || Headline.endsLikeText(bare) || holdsStop(text)
    }

    private static func holdsStop(_ text: Bytes) -> Bool {
        ["。", "；", "！", "？"].contains { text.contains(text: $0) }
            || text.contains(text: ". ") && text.split(separator: 0x20).contains { $0.count > 4 && $0.last == 0x2E }
    }

    /// Written in characters that say more each than letters do.
    static func isWide(_ text: Bytes) -> Bool { text.contains { $0 >= 0xE0 } }

    /// `name：what they say`, twice at least.
    private func isSpoken(_ text: Bytes) -> Bool {
        guard let speaker = Self.label(text), speaker.scalarCount <= 4 else { return false }
        // `沙溪区：…` tells where it happened.
        return labels[Text.key(speaker), default: 0] >= 2
            && speaker.lastScalar.map { !Self.places.contains($0) } ?? true
    }

    /// 市县区乡镇村局院校站, which end the names of places and offices.
    private static let places: Set<UInt32> = [
        0x5E02, 0x53BF, 0x7E23, 0x533A, 0x5340, 0x4E61, 0x9109, 0x9547, 0x93AE, 0x6751, 0x5C40, 0x9662, 0x6821, 0x7AD9,
    ]
}
