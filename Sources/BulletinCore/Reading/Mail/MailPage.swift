internal import Interop

/// The page of a mail in lines as readers see them, and without what programs put around the mails that it passes on or
/// answers. These stand in whatever element a program likes: quotations, lists, tables, cells.
struct MailPage {
    /// Before the byte at `offset` of an event's text, or before the event.
    struct Place: Comparable {
        var event: Int
        var offset = 0

        static func < (one: Place, other: Place) -> Bool {
            (one.event, one.offset) < (other.event, other.offset)
        }
    }

    struct Line {
        var text: [UInt8]
        /// It is `-- `, with its blank.
        var isMark: Bool
        var range: Range<Place>
        /// What opens the outermost quotation that it stands in; and how many there are.
        var quotation: Int?
        var depth: Int
        /// The element stands for a header, in whatever language.
        var isHead: Bool
        /// Of the source.
        var number: Int
    }

    /// What is left out, and the line of the source where it begins.
    struct Cut {
        var range: Range<Place>
        var what: String
        var number: Int
    }

    let events: [HTMLEvent]
    /// Where the element ends that an event opens.
    private(set) var ends: [Int]
    private(set) var lines: [Line] = []

    /// Of the lines, a mark with its blank.
    var texts: [Bytes] { lines.map { $0.isMark ? Array("-- ".utf8)[...] : $0.text[...] } }

    /// What is left of a page.
    struct Kept: Sendable {
        let events: [HTMLEvent]
        let head: PageHead
        /// What is told of the mail.
        let mail: MailHead
        let findings: [Finding]
        /// Addresses of what is shown only where it is left out.
        let unshown: Set<String>
    }

    /// - Returns: the steps without headers of other mails, signatures and the footers of lists; and of an answer without
    ///   the mail that it answers.
    static func cut(from events: [HTMLEvent], of head: MailHead) -> Kept {
        let page = MailPage(events)
        let head = page.passedOn(head)
        let named = page.named()
        let passed = page.passed(of: head, named)
        let trailers = named + page.trailers(besides: passed, named, of: head.sender)
        let cuts = page.leavesText(passed + trailers) ? passed + trailers : passed
        let (kept, unshown) = page.without(merged(cuts.map(\.range)))
        var findings: [Finding] = []
        for cut in cuts where !findings.contains(where: { $0.message == "left out: \(cut.what)" }) {
            findings.append(Finding(.info, "MailFrame", "left out: \(cut.what)", line: cut.number))
        }
        return Kept(events: kept, head: PageHead(events), mail: head, findings: findings, unshown: unshown)
    }

    /// The lines of a page, without any of these cuts.
    static func texts(of events: [HTMLEvent]) -> [Bytes] { MailPage(events).texts }

    /// What is told of a mail, if its own words only ask to publish another one below them.
    private func passedOn(_ head: MailHead) -> MailHead {
        guard let first = heads(of: head.passingOn(nil)).first, first.upperBound < lines.count,
            CoverNote.isRequest(texts[..<first.lowerBound], isBare: !head.isForwarded)
        else { return head }
        let subject = lines[first].map { $0.text[...] }.first { ForwardedHead.field(of: $0) == .title }
        return head.passingOn(subject.map(ForwardedHead.value))
    }

    /// Headers of other mails and the note above the first, or the mail that is answered.
    private func passed(of head: MailHead, _ named: [Cut]) -> [Cut] {
        let heads = heads(of: head)
        guard let first = heads.first else { return [] }
        let number = lines[first.lowerBound].number
        if head.isReply, let answered = answered(from: first) {
            return answered.map { Cut(range: $0, what: "the mail that this one answers", number: number) }
        }
        var cuts = heads.map { Cut(range: whole(range(of: $0)), what: ForwardedHead.name, number: number) }
        if !head.isReply, first.upperBound < lines.count, CoverNote.isRequest(texts[..<first.lowerBound]) {
            let note = lines[0].range.lowerBound..<lines[first.lowerBound].range.lowerBound
            if !showsPicture(in: note, besides: named) {
                cuts.append(Cut(range: note, what: CoverNote.passingOn, number: lines[0].number))
            }
        }
        return cuts
    }

    /// The same for a page that a program wrote a mail out as, which begins with its header in words.
    /// - Returns: `nil` for other pages.
    static func saved(in events: [HTMLEvent]) -> (events: [HTMLEvent], head: MailHead, findings: [Finding])? {
        guard ForwardedHead.mayBegin(start(of: events)[...]) else { return nil }
        let page = MailPage(events)
        guard let opening = ForwardedHead.Opening(page.lines.map { $0.text[...] }) else { return nil }
        let head = MailHead(opening, numbers: page.lines.map(\.number))
        let own = page.without([page.whole(page.range(of: opening.lines))]).events
        let kept = cut(from: own, of: head)
        let finding = Finding(
            .info, "MailFrame", "left out: \(ForwardedHead.name)", line: page.lines[opening.lines.lowerBound].number)
        return (kept.events, kept.mail, [finding] + kept.findings.filter { $0.message != finding.message })
    }

    /// The first text that is shown.
    private static func start(of events: [HTMLEvent]) -> [UInt8] {
        var text: [UInt8] = []
        var hidden = 0
        for event in events {
            switch event {
            case .open(let name, _, _): if case .dropped = AllowList.role(of: name) { hidden += 1 }
            case .close(let name): if case .dropped = AllowList.role(of: name) { hidden -= 1 }
            case .text(let bytes): if hidden <= 0 { text += bytes[...].trimmed }
            }
            if text.count > 600 { break }
        }
        return text
    }

    // MARK: Lines

    private init(_ events: [HTMLEvent]) {
        self.events = events
        ends = Array(events.indices)
        var open: [Int] = []
        for (index, event) in events.enumerated() {
            switch event {
            case .open: open.append(index)
            case .close: if let start = open.popLast() { ends[start] = index }
            case .text: break
            }
        }
        readLines()
    }

    private mutating func readLines() {
        var found: [Line] = []
        var (start, text, number) = (Place(event: 0), [UInt8](), 1)
        var (quotations, heads): ([Int], [Int]) = ([], [])
        // Where what is open ends: what is not shown, verbatim text, a row of name and value.
        var (hidden, verbatim, row) = (0, 0, 0)
        func endLine(at place: Place) {
            let told = Array(text[...].trimmed)
            if !told.isEmpty {
                found.append(
                    Line(
                        text: told, isMark: Self.isMark(text[...]), range: start..<place, quotation: quotations.first,
                        depth: quotations.count,
                        isHead: !heads.isEmpty, number: number))
            }
            (start, text) = (place, [])
        }
        for (index, event) in events.enumerated() {
            switch event {
            case .open(let name, let attributes, let line):
                if index >= row {
                    if Self.breaks(name) { endLine(at: Place(event: index)) }
                    if name == "tr" { row = endOfRow(index) ?? row }
                } else if name == "td" || name == "th", !text[...].trimmed.isEmpty {
                    text += Headline.endsColon(text[...].trimmedEnd) ? [0x20] : [0x3A, 0x20]
                } else if Self.breaks(name) {
                    text.append(0x20)
                }
                number = line
                if case .dropped = AllowList.role(of: name) { hidden = max(hidden, ends[index]) }
                if name == "pre" { verbatim = max(verbatim, ends[index]) }
                if name == "blockquote" { quotations.append(index) }
                if Self.isHead(attributes) { heads.append(index) }
            case .close(let name):
                if index >= row, Self.breaks(name) { endLine(at: Place(event: index)) }
                if let last = quotations.last, ends[last] == index { quotations.removeLast() }
                if let last = heads.last, ends[last] == index { heads.removeLast() }
            case .text(let bytes):
                guard index >= hidden else { continue }
                for (offset, byte) in bytes.enumerated() {
                    if byte == 0x0A, index < verbatim {
                        endLine(at: Place(event: index, offset: offset))
                    } else if byte > 0x20 {
                        text.append(byte)
                    } else if text.last != 0x20 {
                        text.append(0x20)
                    }
                }
            }
        }
        endLine(at: Place(event: events.count))
        lines = found
    }

    /// `-- `, with a blank of either kind.
    private static func isMark(_ text: Bytes) -> Bool {
        let line = text.trimmedStart
        return line.count > 2 && line.trimmedEnd.elementsEqual("--".utf8)
    }

    private static func breaks(_ name: String) -> Bool {
        switch AllowList.role(of: name) {
        case .flow, .leaf, .container, .part: true
        case .void: name != "img"
        case .dropped, .transparent, .inline, .media: false
        }
    }

    /// `<tr><th>From</th><td>Ann</td></tr>` is one line; a row that holds a page is none.
    private func endOfRow(_ row: Int) -> Int? {
        var (cells, name, text, isEnded) = (0, 0, 0, false)
        for index in row + 1..<ends[row] {
            switch events[index] {
            case .open("td", _, _), .open("th", _, _): cells += 1
            case .open("table", _, _), .open("blockquote", _, _), .open("br", _, _): return nil
            case .close(let name): isEnded = isEnded || text > 0 && cells == 2 && Self.breaks(name)
            case .text(let bytes):
                let count = bytes[...].trimmed.count
                if isEnded, count > 0 { return nil }
                if cells < 2 { name += count } else { text += count }
                if name > 60 || text > 2_000 { return nil }
            default: break
            }
        }
        return cells == 2 && name > 0 ? ends[row] : nil
    }

    /// What Gmail, Thunderbird and Outlook call the element.
    private static func isHead(_ attributes: [HTMLAttribute]) -> Bool {
        attributes.contains { attribute in
            switch attribute.name {
            case "class":
                attribute.value.split(separator: " ").contains { $0 == "gmail_attr" || $0 == "moz-email-headers-table" }
            case "id": attribute.value == "divRplyFwdMsg"
            default: false
            }
        }
    }

    // MARK: Heads

    private func heads(of head: MailHead) -> [Range<Int>] {
        let texts = lines.map { $0.text[...] }
        var found = ForwardedHead.find(in: texts, takesDate: true, isPage: true)
        for index in lines.indices {
            let isQuoted = index + 1 < lines.count && lines[index + 1].depth > lines[index].depth
            if let range = QuotationHead.range(
                endingAt: index, in: texts, isQuoted: isQuoted && (head.isReply || head.isForwarded),
                needsTime: !head.isReply)
            {
                found.append(range)
            }
        }
        var start: Int?
        for index in 0...lines.count {
            if index < lines.count, lines[index].isHead {
                start = start ?? index
            } else if let first = start {
                // No header is as long.
                if lines[first..<index].reduce(0, { $0 + $1.text.count }) <= 4_000 { found.append(first..<index) }
                start = nil
            }
        }
        var heads: [Range<Int>] = []
        for range in found.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) })
        where range.lowerBound >= heads.last?.upperBound ?? 0 {
            heads.append(range)
        }
        return heads
    }

    /// The mail that is answered: the quotation that the head stands in or above, and all further ones; without any,
    /// all that follows.
    /// - Returns: `nil` when the answer has no words of its own.
    private func answered(from head: Range<Int>) -> [Range<Place>]? {
        let first = lines[head.lowerBound]
        var ranges: [Range<Place>] = []
        if let quotation = first.quotation {
            ranges.append(first.range.lowerBound..<Place(event: ends[quotation]))
        } else if head.upperBound < lines.count, lines[head.upperBound].quotation != nil {
            ranges.append(whole(range(of: head)))
        } else {
            ranges.append(first.range.lowerBound..<Place(event: events.count))
        }
        for line in lines[head.upperBound...] {
            guard let quotation = line.quotation, Place(event: quotation) >= ranges[ranges.count - 1].upperBound else {
                continue
            }
            ranges.append(Place(event: quotation)..<Place(event: ends[quotation] + 1))
        }
        var next = 0
        let hasOwn = lines.contains { line in
            while next < ranges.count, ranges[next].upperBound <= line.range.lowerBound { next += 1 }
            return next == ranges.count || line.range.lowerBound < ranges[next].lowerBound
        }
        return hasOwn ? ranges : nil
    }

    private func range(of lines: Range<Int>) -> Range<Place> {
        self.lines[lines.lowerBound].range.lowerBound..<self.lines[lines.upperBound - 1].range.upperBound
    }
}
