/// A mail that a program wrote out as plain text: it begins with the header in words, `发件人：…`, `Sent: …`. Of that
/// nothing is published but the subject.
struct SavedMail: Sendable {
    let head: MailHead
    /// Without what programs and lists put around a text.
    let lines: MailLines
    /// Numbers of the lines that are none of the text.
    let leftOut: Set<Int>

    /// `nil` for other texts.
    init?(_ text: Bytes, firstLine: Int) {
        guard ForwardedHead.mayBegin(text.prefix(600)) else { return nil }
        var lines = MailLines(text, firstLine: firstLine)
        guard let opening = ForwardedHead.Opening(lines.lines.map(\.text)) else { return nil }
        let numbers = lines.lines.map(\.number)
        head = MailHead(opening, numbers: numbers)
        lines.remove([opening.lines], ForwardedHead.name)
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
        let lines: Range<Int>
        /// The places of the subject and of the time, and what they say.
        private(set) var subject: (line: Int, text: Bytes)?
        private(set) var time: (line: Int, text: Bytes)?

        /// Memos have such lines, too: a time of sending is told by programs alone, and so are addresses. Three senders
        /// and more are those of a list's digest.
        init?(_ texts: [Bytes]) {
            guard let first = texts.firstIndex(where: { !$0.trimmed.isEmpty }) else { return nil }
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
        let time = opening.time.flatMap { time in
            DateReading.first(in: time.text).map {
                StatedDate(
                    day: $0.day, secondOfDay: $0.secondOfDay, origin: .text, line: numbers[time.line], mayHold: false)
            }
        }
        self.init(subject: opening.subject?.text ?? [], line: line, date: time)
    }
}
