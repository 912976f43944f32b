internal import Interop

/// The page of a mail in lines as readers see them, and without what programs put around the mails that it passes on or
/// answers. These stand in whatever element a program likes: quotations, lists, tables, cells.
struct MailPage {
    /// Before the byte at `offset` of an event's text, or before the event.
    private struct Place: Comparable {
        var event: Int
        var offset = 0

        static func < (one: Place, other: Place) -> Bool {
            (one.event, one.offset) < (other.event, other.offset)
        }
    }

    private struct Line {
        var text: [UInt8]
        var range: Range<Place>
        /// What opens the outermost quotation that it stands in; and how many there are.
        var quotation: Int?
        var depth: Int
        /// The element stands for a header, in whatever language.
        var isHead: Bool
        /// Of the source.
        var number: Int
    }

    private let events: [HTMLEvent]
    /// Where the element ends that an event opens.
    private var ends: [Int]
    private var lines: [Line] = []
    private var findings: [Finding] = []

    /// - Returns: the steps without headers of other mails, and of an answer without the mail that it answers.
    static func cut(from events: [HTMLEvent], of head: MailHead) -> (events: [HTMLEvent], findings: [Finding]) {
        var page = MailPage(events)
        let heads = page.heads(of: head)
        guard !heads.isEmpty else { return (events, []) }
        if head.isReply, let answered = page.answered(from: heads[0]) {
            let kept = page.without(answered, "the mail that this one answers", line: heads[0].lowerBound)
            return (kept, page.findings)
        }
        let ranges = heads.map { page.whole(page.range(of: $0)) }
        let kept = page.without(ranges, ForwardedHead.name, line: heads[0].lowerBound)
        return (kept, page.findings)
    }

    /// The same for a page that a program wrote a mail out as, which begins with its header in words.
    /// - Returns: `nil` for other pages.
    static func saved(in events: [HTMLEvent]) -> (events: [HTMLEvent], head: MailHead, findings: [Finding])? {
        guard ForwardedHead.mayBegin(start(of: events)[...]) else { return nil }
        var page = MailPage(events)
        guard let opening = ForwardedHead.Opening(page.lines.map { $0.text[...] }) else { return nil }
        let head = MailHead(opening, numbers: page.lines.map(\.number))
        let range = page.whole(page.range(of: opening.lines))
        let own = page.without([range], ForwardedHead.name, line: opening.lines.lowerBound)
        let (left, found) = cut(from: own, of: head)
        return (left, head, page.findings + found)
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
                        text: told, range: start..<place, quotation: quotations.first, depth: quotations.count,
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

    // MARK: Cutting

    /// With the elements that hold nothing else.
    private func whole(_ range: Range<Place>) -> Range<Place> {
        guard range.lowerBound.offset == 0, range.upperBound.offset == 0 else { return range }
        func isBlank(_ event: HTMLEvent) -> Bool {
            if case .text(let bytes) = event { return bytes.allSatisfy { $0 <= 0x20 } }
            return false
        }
        var (start, end) = (range.lowerBound.event, range.upperBound.event)
        while true {
            var (before, behind) = (start - 1, end)
            while before >= 0, isBlank(events[before]) { before -= 1 }
            while behind < events.count, isBlank(events[behind]) { behind += 1 }
            guard before >= 0, behind < events.count, case .open = events[before], ends[before] == behind else {
                return Place(event: start)..<Place(event: end)
            }
            (start, end) = (before, behind + 1)
        }
    }

    /// Tags stay whose other half does.
    private mutating func without(_ ranges: [Range<Place>], _ what: String, line: Int) -> [HTMLEvent] {
        findings.append(Finding(.info, "MailFrame", "left out: \(what)", line: lines[line].number))
        var kept: [HTMLEvent] = []
        kept.reserveCapacity(events.count)
        var next = 0
        var isOpenKept: [Bool] = []
        for (index, event) in events.enumerated() {
            while next < ranges.count, ranges[next].upperBound <= Place(event: index) { next += 1 }
            let range = next < ranges.count && ranges[next].lowerBound <= Place(event: index) ? ranges[next] : nil
            switch event {
            case .open:
                let goes = range.map { Place(event: ends[index]) < $0.upperBound } ?? false
                isOpenKept.append(!goes)
                if !goes { kept.append(event) }
            case .close:
                if isOpenKept.popLast() ?? true { kept.append(event) }
            case .text(let bytes):
                let left = Self.left(of: bytes, at: index, without: ranges[next...])
                if !left.isEmpty { kept.append(.text(left)) }
            }
        }
        return kept
    }

    private static func left(of bytes: [UInt8], at event: Int, without ranges: ArraySlice<Range<Place>>) -> [UInt8] {
        var left: [UInt8] = []
        var start = 0
        for range in ranges {
            guard range.lowerBound < Place(event: event + 1) else { break }
            let from = range.lowerBound.event < event ? 0 : range.lowerBound.offset
            let to = range.upperBound.event > event ? bytes.count : range.upperBound.offset
            if from > start { left += bytes[start..<from] }
            start = max(start, to)
        }
        return start == 0 ? bytes : left + bytes[start...]
    }
}
