/// The header that a program puts before a mail which it passes on: who wrote it, and to whom. None of it is published.
enum ForwardedHead {
    /// What the line above says, if there is one, without its dashes.
    private static let rules = [
        "forwarded message", "original message", "begin forwarded message:", "原始邮件", "转发邮件信息", "转发的邮件", "邮件原件", "原始郵件",
        "轉寄郵件", "转发邮件",
    ]

    /// For findings.
    static let name = "the header of a forwarded mail"

    /// The `Date` is told in the digests of mailing lists, too; a time of sending by programs alone.
    private enum Field { case writer, sending, date, title, other }

    private static let fields: [[UInt8]: Field] = {
        var fields: [[UInt8]: Field] = [:]
        let names: [(Field, [String])] = [
            (.writer, ["From", "发件人", "寄件者"]),
            (.sending, ["Sent", "发送时间", "发送日期", "寄件日期"]), (.date, ["Date", "日期"]),
            (.title, ["Subject", "主题", "主旨"]),
            (.other, ["To", "Cc", "Bcc", "Reply-To", "收件人", "抄送", "密送", "收件者", "副本"]),
        ]
        for (field, names) in names { for key in Words.keys(names) { fields[key] = field } }
        return fields
    }()

    static func isRule(_ text: Bytes) -> Bool {
        guard text.count <= 120 else { return false }
        return rules.contains(text.lowered.filter { $0 != UInt8(ascii: "-") }[...].trimmed.string)
    }

    static func isField(_ text: Bytes) -> Bool { field(of: text) != nil }

    /// Lines of a header that no rule announces: writer, time and title are told, the time as programs call it.
    /// - Parameter isPage: where lists send no digests, a `Date` is enough.
    static func isWhole(_ lines: some Collection<Bytes>, isPage: Bool) -> Bool {
        let told = lines.compactMap { field(of: $0) }
        return told.contains(.writer) && told.contains(.title)
            && (told.contains(.sending) || isPage && told.contains(.date))
    }

    private static func field(of text: Bytes) -> Field? {
        let head = text.prefix(60)
        // The first of either: times have the other.
        let colons = [head.firstRange(of: ":"), head.firstRange(of: "：")].compactMap { $0?.lowerBound }
        return colons.min().flatMap { fields[Text.key(head[..<$0])] }
    }

    /// Takes headers out of a mail's page: neighbouring blocks of nothing but their lines.
    static func cut(from blocks: inout [Block]) -> Finding? {
        var kept: [Block] = []
        var line: Int?
        var start = 0
        while start < blocks.count {
            let run = blocks[start...].prefix { block in
                block.headingLevel == nil && !block.lines.isEmpty
                    && block.lines.allSatisfy { isRule($0[...].trimmed) || isField($0[...]) }
            }
            let lines = run.flatMap(\.lines).map { $0[...] }
            if isWhole(lines.filter { !isRule($0.trimmed) }, isPage: true) {
                line = line ?? run.first?.line
            } else {
                kept += run
            }
            if run.endIndex < blocks.count { kept.append(blocks[run.endIndex]) }
            start = run.endIndex + 1
        }
        guard let line, !kept.isEmpty else { return nil }
        blocks = kept
        return Finding(.info, "MailFrame", "left out: \(name)", line: line)
    }
}

extension MailLines {
    /// The lines that say that a mail follows, with the header lines under each; and such header lines alone.
    var forwardedHeads: [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < lines.count {
            let hasRule = ForwardedHead.isRule(text(index).trimmed)
            var end = hasRule ? index + 1 : index
            if hasRule {
                while end < lines.count, text(end).trimmed.isEmpty, end <= index + 2 { end += 1 }
            }
            let fields = end
            while end < lines.count, ForwardedHead.isField(text(end)) || end > fields && isIndented(end) { end += 1 }
            if end > fields, hasRule || ForwardedHead.isWhole((fields..<end).map { text($0) }, isPage: false) {
                found.append(index..<end)
            }
            index = max(end, index + 1)
        }
        return found
    }

    /// Without the marks of a quotation.
    private func text(_ index: Int) -> Bytes {
        var text = lines[index].text
        while text.first == UInt8(ascii: ">") {
            text = text.dropFirst()
            if text.first == 0x20 { text = text.dropFirst() }
        }
        return text
    }

    private func isIndented(_ index: Int) -> Bool {
        let text = text(index)
        return (text.first == 0x20 || text.first == 0x09) && !text.trimmed.isEmpty
    }

    /// Takes the headers out that programs put before mails that they passed on.
    mutating func cutForwardedHeads() { remove(forwardedHeads, ForwardedHead.name) }
}
