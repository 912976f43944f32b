/// A mail that a program wrote out as plain text: it begins with the header in words, `发件人：…`, `Sent: …`. Of that
/// nothing is published but the subject.
struct SavedMail: Sendable {
    let head: MailHead
    /// Without what programs and lists put around a text.
    let lines: MailLines
    /// Numbers of the lines that are none of the text.
    let leftOut: Set<Int>

    /// `nil` for other texts.
    init?(_ text: Bytes, firstLine: Int, isMarkdown: Bool = false) {
        guard ForwardedHead.mayBegin(text.prefix(600)) else { return nil }
        var lines = MailLines(text, firstLine: firstLine, isMarkdown: isMarkdown)
        let texts = lines.lines.map { isMarkdown ? MarkdownHead.plain($0.text) : $0.text }
        guard
            let opening = ForwardedHead.Opening(texts)
                ?? (isMarkdown ? ForwardedHead.Opening(paragraphs: texts) : nil)
        else { return nil }
        let numbers = lines.lines.map(\.number)
        lines.remove([opening.lines], ForwardedHead.name)
        head = lines.passedOn(MailHead(opening, numbers: numbers))
        lines.cutTrailers(of: head)
        lines.cutForwardedHeads(takesDate: true, hasNote: !head.isReply)
        lines.dropTitle(head.title)
        self.lines = lines
        leftOut = Set(numbers).subtracting(lines.lines.map(\.number))
    }

    /// `nil` when the subject is empty.
    var title: TextLine? {
        head.title.isEmpty ? nil : TextLine(number: head.line, raw: Array(head.title.utf8)[...])
    }

    var textLines: [TextLine] { lines.lines.map { TextLine(number: $0.number, raw: $0.text) } }
}

extension ForwardedHead {
    /// A header that a text begins with: who wrote it, and at least two of when, to whom and about what.
    struct Opening {
        /// With the rule above it.
        private(set) var lines: Range<Int>
        /// The places of the subject and of the time, and what they say.
        private(set) var subject: (line: Int, text: Bytes)?
        private(set) var time: (line: Int, text: Bytes)?
        /// Without the name of the field.
        private(set) var writer: Bytes = []

        /// Programs write the subject above as a headline, too.
        init?(_ texts: [Bytes]) {
            guard let first = texts.firstIndex(where: { !$0.trimmed.isEmpty }) else { return nil }
            if let opening = Self(texts, at: first) {
                self = opening
                return
            }
            let headline = Text.key(texts[first])
            guard !headline.isEmpty, texts[first].count <= 1_000,
                let next = texts[(first + 1)...].prefix(4).firstIndex(where: { !$0.trimmed.isEmpty }),
                let opening = Self(texts, at: next), let subject = opening.subject?.text,
                Text.key(subject) == headline || Text.key(Array(MailHead(subject: subject).title.utf8)[...]) == headline
            else { return nil }
            self = opening
            lines = first..<opening.lines.upperBound
        }

        /// Of a text whose lines stand apart.
        init?(paragraphs texts: [Bytes]) {
            let told = texts.indices.prefix(80).filter { !texts[$0].trimmed.isEmpty }
            guard let opening = Self(told.map { texts[$0] }), let last = opening.lines.last else { return nil }
            lines = told[opening.lines.lowerBound]..<(told[last] + 1)
            subject = opening.subject.map { (told[$0.line], $0.text) }
            time = opening.time.map { (told[$0.line], $0.text) }
            writer = opening.writer
        }

        /// Memos have such lines, too: a time of sending is told by programs alone, and so are addresses. Three senders
        /// and more are those of a list's digest.
        private init?(_ texts: [Bytes], at first: Int) {
            let found = ForwardedHead.opening(texts, at: first)
            var (kinds, hasAddress, end): (Set<Field>, Bool, Int) = ([], false, found.fields.upperBound)
            for index in found.fields {
                let field = ForwardedHead.field(of: texts[index])
                if let field {
                    // The text has a time and a theme of its own.
                    let isTold = kinds.contains(field) || field == .date && kinds.contains(.sending)
                    if isTold, field != .reader {
                        end = index
                        break
                    }
                    kinds.insert(field)
                }
                hasAddress = hasAddress || texts[index].contains(UInt8(ascii: "@"))
                let told = (index, ForwardedHead.value(of: texts[index]))
                if field == .title, subject == nil { subject = told }
                if field == .writer, writer.isEmpty { writer = told.1 }
                if field == .sending || field == .date, time == nil { time = told }
            }
            let parts = Set(kinds.map { $0 == .date ? .sending : $0 })
            guard kinds.contains(.writer), parts.count >= 3 else { return nil }
            if !kinds.contains(.sending), !found.hasRule {
                guard hasAddress, texts.lazy.filter({ ForwardedHead.field(of: $0) == .writer }).count <= 2 else {
                    return nil
                }
            }
            lines = first..<end
        }
    }

    /// A cheap look before.
    static func mayBegin(_ text: Bytes) -> Bool {
        let small = text.lowered[...]
        return writers.isAny(in: small) && others.isAny(in: small)
    }

    private static let writers = WordList(["from", "发件人", "寄件者", "寄件人"])
    private static let others = WordList([
        "sent", "date", "subject", "发送", "发件", "寄件", "傳送", "發送", "日期", "时间", "時間", "主题", "主題", "主旨",
    ])
}

extension MailHead {
    /// - Parameter numbers: of the lines of the text.
    init(_ opening: ForwardedHead.Opening, numbers: [Int]) {
        let line = numbers[opening.subject?.line ?? opening.lines.lowerBound]
        let time = opening.time.flatMap { time -> StatedDate? in
            let scalars = time.text.scalars(limit: 400)
            return DateReading.all(in: scalars).first.map {
                StatedDate(
                    $0, at: DateReading.time(of: $0, in: scalars, isEmbargo: false), origin: .text,
                    line: numbers[time.line], mayHold: false)
            }
        }
        self.init(
            subject: opening.subject?.text ?? [], line: line, date: time, sender: MailSender(written: opening.writer))
    }
}

/// Markdown as the header of a mail is told by, without its marks.
enum MarkdownHead {
    /// `**发件人:** 李四\`, `- From: Ann`, `| Subject | Works |` as `发件人: 李四`, `From: Ann`, `Subject: Works`.
    static func plain(_ line: Bytes) -> Bytes {
        guard line.count <= 2_000 else { return line }
        var text: [UInt8] = []
        var place = line.startIndex
        while place < line.endIndex {
            let byte = line[place]
            let next = place + 1 < line.endIndex ? line[place + 1] : 0x0A
            switch byte {
            case 0x2A where next == 0x2A, 0x5F where next == 0x5F: place += 1
            case 0x5C where next == 0x0A || next < 0x80 && Text.isPunctuation(UInt32(next)): break
            default: text.append(byte)
            }
            place += 1
        }
        var rest = text[...].trimmed
        if rest.first == UInt8(ascii: "|") { return row(rest) }
        if rest.first == UInt8(ascii: "#") { rest = rest.drop { $0 == UInt8(ascii: "#") }.trimmedStart }
        for bullet in ["- ", "* ", "+ "] where rest.hasPrefix(bullet) { return rest.dropFirst(2).trimmedStart }
        return rest
    }

    /// Empty for the line below a table's head.
    private static func row(_ line: Bytes) -> Bytes {
        let cells = line.split(separator: UInt8(ascii: "|")).map(\.trimmed).filter { !$0.isEmpty }
        guard let name = cells.first, !cells.allSatisfy({ $0.allSatisfy { $0 == 0x2D || $0 == 0x3A } }) else {
            return []
        }
        let hasColon = [0x3A, 0xFF1A].contains(name.lastScalar ?? 0)
        return (Array(name) + (hasColon ? " " : ": ").utf8 + cells.dropFirst().joined(separator: [0x20]))[...]
    }
}
