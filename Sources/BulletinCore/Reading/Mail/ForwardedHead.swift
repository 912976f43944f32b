/// The header that a program puts before a mail which it passes on: who wrote it, and to whom. None of it is published.
enum ForwardedHead {
    /// What the line above says, if there is one, without its dashes.
    private static let rules = [
        "forwarded message", "original message", "replied message", "begin forwarded message:", "原始邮件", "转发邮件信息",
        "转发的邮件", "邮件原件", "回复的原邮件", "原始郵件", "轉寄郵件", "转发邮件",
    ]

    /// For findings.
    static let name = "the header of a forwarded mail"

    /// The `Date` is told in the digests of mailing lists, too; a time of sending by programs alone.
    enum Field { case writer, reader, sending, date, title }

    private static let names: [(Field, [String])] = [
        (.writer, ["From", "发件人", "寄件者", "寄件人"]),
        (
            .sending,
            ["Sent", "发送时间", "发送日期", "发件时间", "寄件日期", "寄件時間", "傳送時間", "傳送日期", "發送時間", "發送日期"]
        ),
        (.date, ["Date", "日期", "时间", "時間"]), (.title, ["Subject", "主题", "主題", "主旨"]),
        (
            .reader,
            [
                "To", "Cc", "Bcc", "Reply-To", "收件人", "抄送", "抄送人", "抄送至", "密送", "密送人", "收件者", "副本", "密件副本",
            ]
        ),
    ]

    private static let fields: [[UInt8]: Field] = {
        var fields: [[UInt8]: Field] = [:]
        for (field, names) in names { for key in Words.keys(names) { fields[key] = field } }
        return fields
    }()

    private static func isRule(_ text: Bytes) -> Bool {
        guard text.count <= 120 else { return false }
        let said = text.lowered.filter { $0 != UInt8(ascii: "-") }[...].trimmed.string
        return rules.contains(said) || said == "original" && text.hasPrefix("--")
    }

    private static func isReader(_ text: Bytes) -> Bool { field(of: text) == .reader }

    /// Lines of a header that no rule announces: writer, time and title are told, the time as programs call it.
    /// - Parameter takesDate: where lists send no digests, a `Date` is enough.
    private static func isWhole(_ lines: some Collection<Bytes>, takesDate: Bool) -> Bool {
        let told = lines.compactMap { field(of: $0) }
        return told.contains(.writer) && told.contains(.title)
            && (told.contains(.sending) || takesDate && told.contains(.date))
    }

    /// In plain text bars part the name from the value, too.
    static func field(of text: Bytes) -> Field? {
        let isBarred = text.first == bar
        let head = (isBarred ? text.dropFirst().trimmed : text).prefix(60)
        // The first of either: times have the other.
        var ends = [head.firstRange(of: ":"), head.firstRange(of: "：")].compactMap { $0?.lowerBound }
        if isBarred {
            ends += [head.firstIndex(of: 0x09), head.firstIndex(of: bar), head.endIndex].compactMap(\.self)
        }
        return ends.min().flatMap { fields[Text.key(head[..<$0])] }
    }

    /// What stands behind the name of a field.
    static func value(of text: Bytes) -> Bytes {
        let text = text.first == bar ? text.dropFirst() : text
        let ends = [text.firstRange(of: ":"), text.firstRange(of: "："), text.firstRange(of: "|")].compactMap { $0 }
        guard let end = ends.min(by: { $0.lowerBound < $1.lowerBound }) else { return [] }
        var rest = text[end.upperBound...].trimmed
        if rest.last == bar { rest = rest.dropLast().trimmedEnd }
        return rest
    }

    /// The fields at the start of a text, and whether a rule above them says that a mail follows.
    static func opening(_ lines: [Bytes], at first: Int) -> (fields: Range<Int>, hasRule: Bool) {
        var start = first
        while start < lines.count, start <= first + 2, lines[start].trimmed.isEmpty || isRule(lines[start].trimmed) {
            start += 1
        }
        return (start..<endOfFields(start, in: lines), start > first)
    }

    private static let bar = UInt8(ascii: "|")

    /// Goes through the lines of one header.
    struct Walk {
        enum Step { case field, more, unknown, end }

        private var last: Field?
        private var endsOpen = false
        private var unknown = 0
        private var hasBegun = false

        /// What the next line is: a field, more of the one above, one that only some programs write, or no part of it.
        mutating func step(_ text: Bytes) -> Step {
            if let field = ForwardedHead.field(of: text) {
                (last, endsOpen, unknown, hasBegun) = (field, Self.endsOpen(text), 0, true)
                return .field
            }
            guard hasBegun else { return .end }
            let isIndented = text.first == 0x20 || text.first == 0x09
            if unknown == 0, isIndented || goesOn(text) {
                endsOpen = Self.endsOpen(text)
                return .more
            }
            guard unknown < 6, isIndented && unknown > 0 || Self.isNamed(text) else { return .end }
            (last, unknown) = (nil, unknown + 1)
            return .unknown
        }

        /// People that a program wrapped onto a line of their own.
        private func goesOn(_ text: Bytes) -> Bool {
            guard last == .reader || last == .writer, text.count <= 1_000 else { return false }
            return endsOpen || text.contains(UInt8(ascii: "@")) && !Headline.endsSentence(text)
        }

        private static func endsOpen(_ text: Bytes) -> Bool {
            guard let last = text.trimmed.lastScalar else { return false }
            return [0x2C, 0x3B, 0xFF0C, 0xFF1B, 0x3001].contains(last)
        }

        /// `Importance: High`
        private static func isNamed(_ text: Bytes) -> Bool {
            guard text.count <= 300 else { return false }
            let name = text.prefix(60).scalars().prefix { $0 != 0x3A && $0 != 0xFF1A }
            return (2...24).contains(name.count) && name.count < text.scalarCount
                && name.allSatisfy { Text.isHan($0) || Text.isASCIILetter($0) || $0 == 0x2D || $0 == 0x20 }
                && name.lazy.filter { $0 == 0x20 }.count <= 2
        }
    }

    /// The lines that say that a mail follows, with the header lines under each; and such header lines alone.
    /// - Parameters:
    ///   - lines: without the marks of a quotation.
    ///   - takesDate: whether a `Date` is enough for the latter, in plain text beside who got the mail. Three of them and
    ///     more are a list's digest there.
    static func find(in lines: [Bytes], takesDate: Bool, isPage: Bool = false) -> [Range<Int>] {
        var found: [Range<Int>] = []
        var dated: [Range<Int>] = []
        var index = 0
        while index < lines.count {
            if isRunTogether(lines[index]) {
                found.append(index..<(index + 1))
                index += 1
                continue
            }
            let hasRule = isRule(lines[index].trimmed)
            var start = hasRule ? index + 1 : index
            if hasRule {
                while start < lines.count, start <= index + 2,
                    lines[start].trimmed.isEmpty || isPage && isRule(lines[start].trimmed)
                { start += 1 }
            }
            let end = endOfFields(start, in: lines)
            if end > start {
                let fields = lines[start..<end]
                if hasRule || isWhole(fields, takesDate: isPage) {
                    found.append(index..<end)
                } else if takesDate, isWhole(fields, takesDate: true), fields.contains(where: isReader) {
                    dated.append(index..<end)
                }
            }
            index = max(end, index + 1)
        }
        return dated.count > 2 ? found : (found + dated).sorted { $0.lowerBound < $1.lowerBound }
    }

    /// Where a header ends that begins at `start`: at a blank line, else behind the last field that is known.
    private static func endOfFields(_ start: Int, in lines: [Bytes]) -> Int {
        var walk = Walk()
        var sure = start
        for index in start..<lines.count {
            if lines[index].trimmed.isEmpty { return index }
            switch walk.step(lines[index]) {
            case .field, .more: sure = index + 1
            case .unknown: break
            case .end: return sure
            }
        }
        return sure
    }

    /// A whole header that a program wrote into one line: `From: Ann <…>To: Bob <…>Sent: 3 April 2031Subject: x`.
    private static func isRunTogether(_ line: Bytes) -> Bool {
        guard line.count <= 2_000, line.contains(UInt8(ascii: "@")) else { return false }
        var told: [Field] = []
        var last = line.startIndex
        for place in line.indices {
            let (isColon, isWide) = (line[place] == 0x3A, line[place...].hasPrefix("："))
            guard isColon || isWide, let field = field(endingAt: line[..<place]) else { continue }
            told.append(field)
            last = place + (isWide ? 3 : 1)
        }
        return told.contains(.writer) && told.contains(.reader) && Set(told).count > 2 && line.endIndex - last <= 300
    }

    /// The field whose name the text ends in, as it is written.
    private static func field(endingAt text: Bytes) -> Field? {
        let end = text.suffix(24).trimmedEnd
        return names.lazy.compactMap { field, names in names.contains { end.hasSuffix($0) } ? field : nil }.first
    }
}

extension MailLines {
    func forwardedHeads(takesDate: Bool) -> [Range<Int>] {
        ForwardedHead.find(in: lines.indices.map(unquoted), takesDate: takesDate)
    }

    /// Without the marks of a quotation.
    func unquoted(_ index: Int) -> Bytes {
        var text = lines[index].text
        while text.first == UInt8(ascii: ">") {
            text = text.dropFirst()
            if text.first == 0x20 { text = text.dropFirst() }
        }
        return isMarkdown ? MarkdownHead.plain(text) : text
    }

    /// Takes the headers out that programs put before mails that they passed on, and what is above the first of them if it
    /// only asks to publish; of other words there the signature.
    /// - Parameter hasNote: whether that is of who passed the mail on.
    mutating func cutForwardedHeads(takesDate: Bool, hasNote: Bool) {
        let heads = forwardedHeads(takesDate: takesDate)
        remove(heads, ForwardedHead.name)
        if hasNote, let first = heads.first { cutNote(above: first.lowerBound) }
    }

    /// - Parameter end: the index at which the mail that is passed on begins.
    mutating func cutNote(above end: Int) {
        let above = lines[..<end].map(\.text)
        if CoverNote.isRequest(above), lines[end...].contains(where: { !$0.text.trimmed.isEmpty }) {
            return remove([0..<end], CoverNote.passingOn)
        }
        var end = end
        for (index, what) in MailTrailer.find(in: above[...]) {
            remove([index..<end], what)
            end = index
        }
        if let range = UnmarkedSignature.find(in: lines[..<end].map(\.text)[...], of: sender) {
            remove([range.lowerBound..<end], MailTrailer.signature)
        }
    }
}
